//! A pack's examples as its test: every bad one raises its rule, every good one neither raises it nor
//! leaves it undetermined, and all of them can be read. Touches no file, so that anyone may call it.

use std::sync::Arc;

use crate::calendar::hours::Moment;
use crate::check::{self, FileReport};
use crate::diagnostic::{Diagnostic, INVISIBLE_CHARACTER, is_of_reading};
use crate::engine::Engine;
use crate::message::Message;
use crate::read::Named;
use crate::rules::pack::Example;
use crate::rules::{Pack, Rule};
use crate::source::Source;

/// The moment at which examples are judged: 2025-09-08 (Monday) 10:00 in Japan. Examples state when they
/// are sent; for one that does not (a draft), this is a moment at which sending is beyond reproach: office
/// hours of an open day, none of the week's days closed, inside the period of the plan that is shipped.
/// Fixed, so that a pack that passes today passes next year.
pub const NOW: Moment = Moment(1_757_293_200);

/// What running a pack's examples came to.
#[derive(Debug, Default)]
pub struct Tested {
    /// The rules whose examples were run.
    pub rules: usize,
    /// The examples that were run.
    pub examples: usize,
    /// Those that did not do as they should, by file and line.
    pub failures: Vec<Failure>,
}

/// An example that did not do as it should.
#[derive(Debug)]
pub struct Failure {
    /// The rule.
    pub code: Arc<str>,
    /// The rule's file.
    pub path: String,
    /// The line of that file: the example's first, or that of what cannot be read.
    pub line: usize,
    /// What the example is there to show.
    pub wanted: Expected,
    /// What came instead.
    pub came: Actual,
}

/// What an example is there to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// `bad`: the rule is raised.
    Raised,
    /// `good`: it is not, and that is certain.
    NotRaised,
}

/// What came instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actual {
    /// The rule, with this message.
    Raised(Message),
    /// Not the rule, but these.
    NotRaised(Vec<String>),
    /// The rule could not be judged, for want of these facts.
    Undetermined(Vec<&'static str>),
    /// The rule was raised, and an exception in the example cleared it.
    Excepted,
    /// The rule was not judged, as this one stopped it: the example shows nothing.
    Stopped(String),
    /// The example cannot be read as a request.
    Unreadable {
        /// The reader's code.
        code: String,
        /// What it says.
        message: Message,
    },
}

/// Runs every example of `pack`, one of the packs of `engine`.
pub fn run(engine: &Engine, pack: &Pack) -> Tested {
    let mut tested = Tested {
        rules: pack.rules.len(),
        ..Tested::default()
    };
    for rule in &pack.rules {
        let examples = crate::engine::examples(rule);
        let bad = examples.bad.iter().map(|example| (example, Expected::Raised));
        let good = examples.good.iter().map(|example| (example, Expected::NotRaised));
        for (example, wanted) in bad.chain(good) {
            tested.examples += 1;
            if let Some((line, came)) = failure(engine, rule, example, wanted) {
                let (code, path) = (rule.code.clone(), rule.path.clone());
                tested.failures.push(Failure {
                    code,
                    path,
                    line,
                    wanted,
                    came,
                });
            }
        }
    }
    tested
        .failures
        .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    tested
}

/// What came of one example and where, if not what was wanted.
fn failure(engine: &Engine, rule: &Rule, example: &Example, wanted: Expected) -> Option<(usize, Actual)> {
    let source = Source::from_text(rule.path.as_str(), example.text.as_str());
    let report = check::check_yaml(&source, Named::Explicitly, engine, NOW);
    if let Some(found) = report.diagnostics.iter().find(|found| is_reading_error(found)) {
        // The example's first line stands in the file as its own; the others follow it one by one.
        let line = example.line + source.position(found.span.start).line - 1;
        let (code, message) = (found.code.to_string(), found.message.clone());
        return Some((line, Actual::Unreadable { code, message }));
    }
    let came = outcome(engine, rule, &report);
    let as_wanted = match wanted {
        Expected::Raised => matches!(came, Actual::Raised(_)),
        // A cleared finding is an example of how to be excepted.
        Expected::NotRaised => matches!(came, Actual::NotRaised(_) | Actual::Excepted),
    };
    (!as_wanted).then_some((example.line, came))
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

/// Whether a finding says that the example cannot be read as it may have been meant; a character that nobody sees
/// has no place in one either.
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
