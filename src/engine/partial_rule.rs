//! Partial evaluation of a rule for a request: conditions that do not depend on sending are evaluated once.

use super::parts::Engine;
use super::verdict::{Verdict, is_raised_where, verdict, verdict_where};
use crate::calendar::hours::Moment;
use crate::resolve::Case;
use crate::rules::condition::{Condition, Truth};
use crate::rules::eval::{DueView, PartialCondition, View};
use crate::rules::{Pack, Rule};

/// A rule partially evaluated for a request: conditions that no sending time changes are evaluated once, the rest is
/// evaluated per sending time.
pub(crate) struct PartialRule<'r> {
    pack: &'r Pack,
    rule: &'r Rule,
    constant: Truth,
    /// Residual `when` and `require` for one due; `None` where the rule's own are evaluated.
    residual: Option<(PartialCondition, PartialCondition)>,
    /// Number of conditions evaluated each time.
    pub conditions: usize,
}

impl<'r> PartialRule<'r> {
    /// `None` if the rule does not apply to the request, whenever it is sent and due.
    pub fn of(engine: &Engine, (pack, rule): (&'r Pack, &'r Rule), case: &Case<'_>) -> Option<Self> {
        let view = View {
            case,
            pack,
            packs: &engine.rules.packs,
            sent: None,
            due: None,
            group: 0,
            item: None,
        };
        let mut lasting = rule.constant_parts().map(|part| view.evaluate(part));
        let constant = lasting.try_fold(Truth::True, |found, part| match found & part {
            Truth::False => None,
            found => Some(found),
        })?;
        Some(Self {
            pack,
            rule,
            constant,
            residual: None,
            conditions: rule.varying_conditions,
        })
    }

    /// As [`Self::of`], also settling what one due determines; worthwhile over thousands of sending times. `due` is
    /// what does not change of it, or `None` for rules that are evaluated without one.
    pub fn of_due(
        engine: &Engine,
        (pack, rule): (&'r Pack, &'r Rule),
        case: &Case<'_>,
        due: Option<&DueView>,
    ) -> Option<Self> {
        let known = Self::of(engine, (pack, rule), case)?;
        // Conditions on an item depend on the item.
        if rule.each.is_some() {
            return Some(known);
        }
        let view = View {
            case,
            pack,
            packs: &engine.rules.packs,
            sent: None,
            due,
            group: 0,
            item: None,
        };
        let when = view.partially_evaluate(&rule.when);
        if matches!(when, PartialCondition::Constant(Truth::False)) {
            return None;
        }
        let residual = Some((when, view.partially_evaluate(&rule.require)));
        Some(Self { residual, ..known })
    }

    /// Truth of the rule's `when`, as [`View::evaluate`] gives it.
    fn applies_to(&self, view: View<'_>) -> Truth {
        if let Some((when, _)) = &self.residual {
            return view.evaluate_partial(when);
        }
        let mut parts = self.rule.varying_parts().map(|part| view.evaluate(part));
        let found = parts.try_fold(self.constant, |found, part| match found & part {
            Truth::False => None,
            found => Some(found),
        });
        found.unwrap_or(Truth::False)
    }

    /// The rule, with its pack.
    pub fn rule(&self) -> (&'r Pack, &'r Rule) {
        (self.pack, self.rule)
    }

    /// Whether the rule is broken by a due at these moments.
    pub fn breaks(&self, engine: &Engine, case: &Case<'_>, sent: Moment, due: &DueView) -> bool {
        self.is_raised(self.view(engine, case, sent, due))
    }

    /// As [`Self::breaks`], of a rule that applies unless it is known not to.
    pub fn may_break(&self, engine: &Engine, case: &Case<'_>, sent: Moment, due: &DueView) -> bool {
        let view = self.view(engine, case, sent, due);
        let applies = |view| match self.applies_to(view) {
            Truth::Unknown => Truth::True,
            known => known,
        };
        is_raised_where(self.rule, view, applies, |view| view.evaluate(&self.rule.require))
    }

    /// Visits every condition that is evaluated for some sending time, and every one inside it.
    pub fn visit_evaluated(&self, each: &mut impl FnMut(&Condition)) {
        match &self.residual {
            // Evaluated for other plans, the rule is evaluated as a whole.
            Some(residual) if !self.rule.reads_period => {
                for partial in [&residual.0, &residual.1] {
                    if let PartialCondition::Residual(rest) = partial {
                        rest.visit(each);
                    }
                }
            }
            _ => {
                self.rule.when.visit(each);
                self.rule.require.visit(each);
            }
        }
    }

    /// What the rule sees of a due at these moments.
    fn view<'v>(
        &'v self,
        engine: &'v Engine,
        case: &'v Case<'v>,
        sent: Moment,
        due: &'v DueView,
    ) -> View<'v> {
        View {
            case,
            pack: self.pack,
            packs: &engine.rules.packs,
            sent: Some(sent),
            due: Some(due),
            group: 0,
            item: None,
        }
    }

    /// Whether the rule is broken for any group of recipients.
    pub fn is_raised(&self, view: View<'_>) -> bool {
        if !std::ptr::eq(self.pack, view.pack) {
            return matches!(verdict(self.rule, view), Verdict::Raised(_));
        }
        is_raised_where(
            self.rule,
            view,
            |view| self.applies_to(view),
            |view| self.requires(view),
        )
    }

    /// Truth of the rule's `require`.
    fn requires(&self, view: View<'_>) -> Truth {
        match &self.residual {
            Some((_, require)) => view.evaluate_partial(require),
            None => view.evaluate(&self.rule.require),
        }
    }

    /// As [`verdict`].
    pub fn verdict<'v>(&self, view: View<'v>) -> Verdict<'v> {
        // Evaluated for another plan, the rule reads that plan's period: the constant parts do not apply.
        if !std::ptr::eq(self.pack, view.pack) {
            return verdict(self.rule, view);
        }
        verdict_where(
            self.rule,
            view,
            |view| self.applies_to(view),
            |view| self.requires(view),
        )
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::engine::verdict::{due_view, due_views, selected};
    use crate::format::Format;
    use crate::read::{Context, FileSelection, Reading};
    use crate::source::Source;

    /// 2025-09-01 00:00 in Japan.
    pub(crate) const NOW: Moment = Moment(1_756_652_400);

    /// Requests of a text, read at [`NOW`].
    pub(crate) fn read<'a>(source: &'a Source, engine: &Engine) -> Reading<'a> {
        let context = Context {
            named: FileSelection::Explicit,
            working_day: engine.data.working_day,
            unread: &[],
        };
        let notation = Format::of("a.yaml", b"").input_format();
        notation.read(source, context, engine.read_environment(NOW))
    }

    fn groups(verdict: &Verdict<'_>) -> Result<Vec<usize>, Vec<&'static str>> {
        match verdict {
            Verdict::Passed => Ok(Vec::new()),
            Verdict::Raised(views) => Ok(views.iter().map(|view| view.group).collect()),
            Verdict::Unknown(missing) => Err(missing.clone()),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn what_is_left_of_a_rule_for_a_due_says_what_the_rule_says(
            kind in select(&["kind: consultation\n", "kind: consultation\nscope: other\n", "kind: consultation\nround: follow-up\n", "kind: review\n", "kind: survey\n", "kind: inquiry\nconsiderable: true\n", "kind: inquiry\n", "kind: other\n", ""][..]),
            from in select(&["from: 総務省\n", "from: 財務省\n", ""][..]),
            due in select(&["due: 48時間後\n", "due: {質問: 2開庁日後 12:00, 意見: 5開庁日後}\n", "due: 2025-09-12\n", "due: {質問: 2025-09-03 9:00, 意見: 48時間後}\n", ""][..]),
            rest in select(&["", "effort: 6時間\n", "necessity: 調整のため\n", "hearing: {start: 2025-09-03 19:00, end: 2025-09-03 20:00}\n", "materials: [資料]\n"][..]),
            hours in select(&["'9:30-18:15'", "'8:30-17:15', zone: Europe/Paris"][..]),
            minutes in proptest::collection::vec(0..10_000_i64, 1..5),
        ) {
            let text = format!(
                "{kind}{from}to: [財務省, {{ministry: 外務省, hours: {hours}}}]\nsubject: s\nsent: 2025-09-01 10:00\n{due}{rest}"
            );
            let engine = Engine::new(&[]).unwrap();
            let source = Source::from_text("a.yaml", text.as_str());
            let reading = read(&source, &engine);
            let mut case = Case::new(&reading.requests[0], engine.environment(NOW));
            let mut partial = 0;
            for due in (0..case.dues.len()).map(Some).chain([None]) {
                let applies = |(_, rule): &(&Pack, &Rule)| !rule.reads_due || due.is_some();
                let rules: Vec<_> = selected(&engine, &case).filter(applies).collect();
                for (pack, rule) in rules {
                    let settled = due.map(|due| due_view(&case, None, None, case.dues[due].basis, Some(due)));
                    let known = PartialRule::of_due(&engine, (pack, rule), &case, settled.as_ref());
                    partial += usize::from(known.is_none());
                    for minute in &minutes {
                        let sent = NOW.plus(minute * 60);
                        case.send_at(sent);
                        let views = due_views(&case, Some(sent));
                        let view = View {
                            case: &case,
                            pack,
                            packs: &engine.rules.packs,
                            sent: Some(sent),
                            due: due.map(|due| &views[due]),
                            group: 0,
                            item: None,
                        };
                        let whole = groups(&verdict(rule, view));
                        let known = known.as_ref().map_or(Ok(Vec::new()), |known| groups(&known.verdict(view)));
                        prop_assert_eq!(known, whole, "{} {:?} {}", rule.code, due, text);
                    }
                }
            }
            prop_assert!(partial > 0, "{}", text);
        }
    }
}
