//! Blanks that nobody has filled in, in what a calendar's component says in words.

use super::Reader;
use super::mapping::Facts;
use super::own::Own;
use super::property::Prop;
use crate::diagnostic;
use crate::read::fields::shown;
use crate::read::{keys, placeholder};
use crate::source::Span;
use crate::text::catalogue;

impl<'a> Reader<'a, '_> {
    /// Reports the blanks of a component; in a template they are meant so.
    pub(super) fn blanks(&mut self, facts: &Facts<'_, 'a>) {
        let is_template = |prop: &Prop<'a>| keys::TRUTH.get(prop.text().trim()) == Some(true);
        if facts.own(Own::Template).is_some_and(is_template) {
            return;
        }
        let texts = [facts.summary, facts.description].into_iter().flatten();
        let own = facts.own.iter().filter(|(own, _)| {
            matches!(
                own,
                Own::Subject | Own::Body | Own::Necessity | Own::Material | Own::From | Own::To
            )
        });
        let own = own.map(|(own, prop)| (matches!(own, Own::From | Own::To), *prop));
        for (is_office, prop) in texts.map(|prop| (false, prop)).chain(own) {
            if !prop.decoded || prop.is_empty() {
                continue;
            }
            let text = prop.text();
            let blank = if is_office {
                placeholder::in_office(&text).then_some(&*text)
            } else {
                placeholder::in_text(&text).and_then(|at| text.get(at))
            };
            if let Some(blank) = blank {
                self.unfilled(prop, blank);
            }
        }
    }

    fn unfilled(&mut self, prop: &Prop<'a>, blank: &str) {
        // The value as it stands has escapes and folds in it; the blank itself hardly ever.
        let span = match prop.value.find(blank) {
            Some(at) if matches!(prop.value, std::borrow::Cow::Borrowed(_)) => {
                let start = prop.value_span.start as usize + at;
                Span::new(start, start + blank.len())
            }
            _ => prop.value_span,
        };
        let lang = self.context.lang;
        let values = [("field", &*prop.name), ("value", &*shown(blank))];
        let message = catalogue::UNFILLED.fill(lang, &values);
        let help = catalogue::UNFILLED_HELP_CALENDAR.text(lang).to_owned();
        self.report(diagnostic::UNFILLED_PLACEHOLDER, span, message, Some(help));
    }
}
