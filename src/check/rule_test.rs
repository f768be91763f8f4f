//! Tests a pack by its examples: each bad one breaks its rule, each good one neither breaks it nor leaves it
//! undetermined, and all of them can be read. Pure: reads no file.

use std::sync::Arc;

use crate::calendar::hours::Moment;
use crate::check::{self, FileReport};
use crate::diagnostic::{Diagnostic, INVISIBLE_CHARACTER, is_of_reading};
use crate::engine::Engine;
use crate::message::Message;
use crate::read::FileSelection;
use crate::rules::pack::Example;
use crate::rules::{Pack, Rule};
use crate::source::Source;

/// The time at which examples are judged: 2025-09-08 (Monday) 10:00 Japan time. It matters for examples without a
/// sending time (drafts), so it is within office hours of an open day, in a week without closed days, and in the
/// built-in plan's period. Fixed, so that a pack that passes today passes next year.
pub const NOW: Moment = Moment(1_757_293_200);

/// Result of testing a pack.
#[derive(Debug, Default)]
pub struct RuleTestResult {
    /// Number of rules tested.
    pub rules: usize,
    /// Number of examples tested.
    pub examples: usize,
    /// Failed examples, by file and line.
    pub failures: Vec<Failure>,
}

/// A failed example.
#[derive(Debug)]
pub struct Failure {
    /// The rule.
    pub code: Arc<str>,
    /// The rule's file.
    pub path: String,
    /// Line in that file: the first of the example, or that of what could not be read.
    pub line: usize,
    /// What the example must show.
    pub expected: Expected,
    /// The actual result.
    pub actual: Actual,
}

/// What an example must show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// `bad`: the rule is broken.
    Raised,
    /// `good`: the rule is kept, and determined.
    NotRaised,
}

/// Actual result of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actual {
    /// The rule is broken, with this message.
    Raised(Message),
    /// The rule is not broken; these others are.
    NotRaised(Vec<String>),
    /// The rule is undetermined for lack of these fields.
    Undetermined(Vec<&'static str>),
    /// The rule is broken, and an exception in the example clears it.
    Excepted,
    /// The rule was not evaluated since this one stopped it, so the example tests nothing.
    Stopped(String),
    /// The example could not be read.
    Unreadable {
        /// The reader's code.
        code: String,
        /// The message.
        message: Message,
    },
}

/// Tests every example of `pack`, which must be one of `engine`'s.
pub fn run(engine: &Engine, pack: &Pack) -> RuleTestResult {
    let mut tested = RuleTestResult {
        rules: pack.rules.len(),
        ..RuleTestResult::default()
    };
    for rule in &pack.rules {
        let examples = crate::engine::examples(rule);
        let bad = examples.bad.iter().map(|example| (example, Expected::Raised));
        let good = examples.good.iter().map(|example| (example, Expected::NotRaised));
        for (example, expected) in bad.chain(good) {
            tested.examples += 1;
            if let Some((line, actual)) = failure(engine, rule, example, expected) {
                let (code, path) = (rule.code.clone(), rule.path.clone());
                tested.failures.push(Failure {
                    code,
                    path,
                    line,
                    expected,
                    actual,
                });
            }
        }
    }
    tested
        .failures
        .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    tested
}

/// The result of an example with its line, if it is not the expected one.
fn failure(engine: &Engine, rule: &Rule, example: &Example, expected: Expected) -> Option<(usize, Actual)> {
    let source = Source::from_text(rule.path.as_str(), example.text.as_str());
    let report = check::check_yaml(&source, FileSelection::Explicit, engine, NOW);
    if let Some(found) = report.diagnostics.iter().find(|found| is_reading_error(found)) {
        // An example's text has the lines of the file, from its first one on.
        let line = example.line + source.position(found.span.start).line - 1;
        let (code, message) = (found.code.to_string(), found.message.clone());
        return Some((line, Actual::Unreadable { code, message }));
    }
    let actual = outcome(engine, rule, &report);
    let as_wanted = match expected {
        Expected::Raised => matches!(actual, Actual::Raised(_)),
        // An excepted finding is an example of an exception.
        Expected::NotRaised => matches!(actual, Actual::NotRaised(_) | Actual::Excepted),
    };
    (!as_wanted).then_some((example.line, actual))
}

fn outcome(engine: &Engine, rule: &Rule, report: &FileReport) -> Actual {
    let of_rule = |found: &&Diagnostic| *found.code == *rule.code;
    if let Some(found) = report.diagnostics.iter().find(of_rule) {
        return Actual::Raised(found.message.clone());
    }
    if report.excepted.iter().any(|found| of_rule(&found)) {
        return Actual::Excepted;
    }
    if let Some(unknown) = report
        .undetermined
        .iter()
        .find(|unknown| unknown.code == rule.code)
    {
        return Actual::Undetermined(unknown.missing.to_vec());
    }
    let stops = |found: &&Diagnostic| {
        engine
            .rules
            .get(&found.code)
            .is_some_and(|(_, other)| other.stops(rule))
    };
    if let Some(found) = report.diagnostics.iter().find(stops) {
        return Actual::Stopped(found.code.to_string());
    }
    let mut others: Vec<String> = report
        .diagnostics
        .iter()
        .map(|found| found.code.to_string())
        .collect();
    others.sort_unstable();
    others.dedup();
    Actual::NotRaised(others)
}

/// Whether a finding means that the example could not be read; invisible characters count, as examples should have
/// none.
fn is_reading_error(found: &Diagnostic) -> bool {
    is_of_reading(&found.code) || found.code == INVISIBLE_CHARACTER.code
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Weekday};

    #[test]
    fn a_draft_may_be_sent_at_the_examples_now() {
        let now = NOW.japan();
        assert_eq!(NOW.rfc3339(), "2025-09-08T10:00:00+09:00");
        assert_eq!(now.weekday(), Weekday::Mon);
        let closed = crate::calendar::closed_days::ClosedDays::new();
        assert!(now.date().iter_days().take(5).all(|day| !closed.is_closed(day)));
    }

    #[test]
    fn the_pack_that_is_shipped_does_as_its_examples_say() {
        let engine = Engine::new(&[]).unwrap();
        for pack in engine.rules.packs.iter() {
            let tested = run(&engine, pack);
            assert!(tested.rules > 5 && tested.examples >= 2 * tested.rules);
            assert!(tested.failures.is_empty(), "{:#?}", tested.failures);
        }
    }
}
