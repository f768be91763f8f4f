//! Unfilled placeholders in the texts of a component.

use std::borrow::Cow;
use std::ops::Range;

use super::facts::Facts;
use super::property::Prop;
use super::reader::Reader;
use super::x_properties::XProperty;
use crate::diagnostic;
use crate::message::catalogue;
use crate::read::keys;
use crate::read::placeholder;
use crate::read::shown;
use crate::request::{Due, Fact, Request, Timing};
use crate::source::Span;

impl<'a> Reader<'a, '_> {
    /// Reports a property without a value, which is allowed in a template.
    pub(super) fn blank_property(&mut self, prop: &Prop<'_>) {
        if self.is_template {
            return;
        }
        let message = catalogue::BLANK_FIELD.with(&[("field", &prop.name)]);
        let help = catalogue::BLANK_FIELD_HELP_CALENDAR.message();
        self.report(diagnostic::BLANK_FIELD, prop.name_span, message, Some(help));
    }

    /// Handles an X-KIGEN- property without a value: a placeholder in a template, otherwise treated as absent.
    pub(super) fn blank_x_property(
        &mut self,
        property: XProperty,
        prop: &Prop<'a>,
        request: &mut Request<'a>,
    ) {
        self.blank_property(prop);
        if !self.is_template {
            return;
        }
        let at = prop.name_span;
        match property {
            XProperty::Scope => request.scope = Fact::Unreadable(at),
            XProperty::Subject => request.subject = Fact::Unreadable(at),
            XProperty::From if request.from.is_absent() => request.from = Fact::Unreadable(at),
            XProperty::To if request.to.is_empty() => request.to_unreadable = Some(at),
            XProperty::Due | XProperty::QuestionDue | XProperty::OpinionDue => request.dues.push(Due {
                name: None,
                key: "".into(),
                at: Timing::Unreadable(at),
            }),
            XProperty::Round => request.round = Fact::Unreadable(at),
            XProperty::Effort => request.effort = Fact::Unreadable(at),
            XProperty::Considerable => request.considerable = Fact::Unreadable(at),
            XProperty::Necessity => request.necessity = Fact::Unreadable(at),
            XProperty::Material => request.materials_unreadable = Some(at),
            XProperty::Body => request.body = Fact::Unreadable(at),
            // A template with an empty sending may be sent at any time.
            XProperty::Sent
            | XProperty::From
            | XProperty::To
            | XProperty::Exception
            | XProperty::Template => {}
            // Read with the hearing.
            XProperty::Kind | XProperty::Place | XProperty::Online | XProperty::Reason => {}
        }
    }

    /// Whether a component declares itself a template, in which placeholders are allowed.
    pub(super) fn says_template(facts: &Facts<'_, 'a>) -> bool {
        let is_template = |prop: &Prop<'a>| keys::TRUTH.get(prop.text().trim()) == Some(true);
        facts.x_property(XProperty::Template).is_some_and(is_template)
    }

    /// Reports placeholders in a component's texts, which are allowed in a template.
    pub(super) fn blanks(&mut self, facts: &Facts<'_, 'a>) {
        if self.is_template {
            return;
        }
        let texts = [facts.summary, facts.description].into_iter().flatten();
        let x_texts = facts.x_properties.iter().filter(|(property, _)| {
            matches!(
                property,
                XProperty::Subject
                    | XProperty::Body
                    | XProperty::Necessity
                    | XProperty::Material
                    | XProperty::From
                    | XProperty::To
            )
        });
        let x_texts =
            x_texts.map(|(property, prop)| (matches!(property, XProperty::From | XProperty::To), *prop));
        for (is_office, prop) in texts.map(|prop| (false, prop)).chain(x_texts) {
            if !prop.decoded || prop.is_empty() {
                continue;
            }
            let text = prop.text();
            if is_office {
                if placeholder::in_office(&text) {
                    self.unfilled(prop, prop.value_span, &text);
                }
            } else if let Some(first) = placeholder::in_text(&text) {
                self.blanks_of(prop, &text, first);
            }
        }
    }

    /// Reports the placeholders of a text at their places.
    #[cold]
    fn blanks_of(&mut self, prop: &Prop<'a>, text: &str, first: Range<usize>) {
        // An owned value has been unescaped or unfolded: it can only be searched as a whole.
        let written = match &prop.value {
            Cow::Borrowed(written) => *written,
            Cow::Owned(_) => "",
        };
        for (blank, place) in placeholder::all(text, written, first) {
            let span = place.map_or(prop.value_span, |place| prop.value_span.part(place));
            self.unfilled(prop, span, blank);
        }
    }

    /// Whether an unreadable value is an unfilled placeholder, reporting it unless the component is a template.
    /// Returns `true` if no further finding is needed.
    pub(super) fn is_unfilled(&mut self, prop: &Prop<'_>, text: &str) -> bool {
        if self.is_template {
            return placeholder::left_open(text);
        }
        if placeholder::in_value(text) {
            self.unfilled(prop, prop.value_span, text);
        }
        false
    }

    fn unfilled(&mut self, prop: &Prop<'_>, span: Span, blank: &str) {
        let values = [("field", &*prop.name), ("value", &*shown(blank))];
        let message = catalogue::UNFILLED.with(&values);
        let help = catalogue::UNFILLED_HELP_CALENDAR.message();
        self.report(diagnostic::UNFILLED_PLACEHOLDER, span, message, Some(help));
    }
}
