//! Exceptions (例外): which findings a record clears, and which it marks as a deviation (逸脱).

mod listed;
mod record;
mod rule;

use std::sync::Arc;

use crate::calendar::hours::Moment;
use crate::diagnostic::{self, Diagnostic, Record};
use crate::engine::Engine;
use crate::exception::ConfiguredException;
use crate::message::catalogue;
use crate::read::shown;
use crate::request::Request;
use crate::resolve::Case;
use crate::rules::Rule;
use crate::source::Span;

use super::Undetermined;
pub use listed::{ExceptionStatus, ListedException};
use record::AssessedRecord;

/// Result of applying exceptions to a request's findings.
#[derive(Debug, Default)]
pub(super) struct AppliedExceptions {
    /// Findings that remain, including those on the exceptions themselves.
    pub remaining: Vec<Diagnostic>,
    /// Findings cleared by an exception.
    pub excepted: Vec<Diagnostic>,
    /// Every record, for listing.
    pub listed: Vec<ListedException>,
}

/// Applies exceptions to the findings of a request.
///
/// The request's own records take precedence over configured ones. Errors in a configured record are reported
/// once a run, in the configuration ([`review`]), not for each request.
pub(super) fn apply(
    request: &Request<'_>,
    case: &Case<'_>,
    engine: &Engine,
    found: Vec<Diagnostic>,
    undetermined: &[Undetermined],
) -> AppliedExceptions {
    let mut applied = AppliedExceptions {
        remaining: found,
        ..AppliedExceptions::default()
    };
    if request.exceptions.is_empty() && engine.file.exceptions.is_empty() {
        return applied;
    }
    let today = record::today(case.env.now);
    // The codes excepted by a record of this request, each with its place.
    let mut taken: Vec<(String, Span)> = Vec::new();
    let mut about = Vec::new();
    for exception in &request.exceptions {
        let judged = AssessedRecord::of_request(exception, engine, today);
        let mut status = judged.status;
        let mut findings = 0;
        match (status, &judged.rule, &judged.record) {
            (ExceptionStatus::InForce, Some(rule), Some(record)) => {
                let at = exception.rule.span().unwrap_or(exception.span);
                if let Some((_, first)) = taken.iter().find(|(code, _)| **code == *rule.code) {
                    status = ExceptionStatus::Unused;
                    about.push(twice(&rule.code, at, *first));
                } else {
                    findings = applied.clear(rule, record);
                    taken.push((rule.code.to_string(), at));
                    if findings == 0 && applied.was_judged(rule, engine, undetermined) {
                        status = ExceptionStatus::Unused;
                        about.push(unused(&rule.code, at));
                    }
                }
            }
            (ExceptionStatus::Deviation, Some(rule), Some(record)) => findings = applied.mark(rule, record),
            _ => {}
        }
        applied
            .listed
            .push(judged.listed(request.index, status, findings));
        about.extend(judged.problems);
    }
    for exception in &engine.file.exceptions {
        let judged = AssessedRecord::of_configuration(exception, engine, today);
        let findings = match (judged.status, &judged.rule, &judged.record) {
            (ExceptionStatus::InForce, Some(rule), Some(record)) => applied.clear(rule, record),
            (ExceptionStatus::Deviation, Some(rule), Some(record)) => applied.mark(rule, record),
            _ => 0,
        };
        // A configured record is made for many requests: it is listed where it applied, or might have.
        let unjudged = judged.status == ExceptionStatus::InForce
            && judged
                .rule
                .as_ref()
                .is_some_and(|rule| !applied.was_judged(rule, engine, undetermined));
        if findings > 0 || unjudged {
            let listed = judged.listed(request.index, judged.status, findings);
            applied.listed.push(listed);
        }
    }
    for finding in &mut about {
        finding.request = Some(request.index);
    }
    applied.remaining.extend(about);
    applied
}

/// Findings on a configured record, at its place in the configuration.
///
/// `findings` is the number of findings it matched in a run over every file it applies to; `None` if the run did not
/// cover them all, so that the record cannot be called unused.
pub fn review(
    record: &ConfiguredException,
    findings: Option<usize>,
    engine: &Engine,
    now: Moment,
) -> (ListedException, Vec<Diagnostic>) {
    let judged = AssessedRecord::of_configuration(record, engine, record::today(now));
    let mut status = judged.status;
    let mut problems = Vec::new();
    if let (ExceptionStatus::InForce, Some(rule), Some(0)) = (status, &judged.rule, findings)
        && engine.options.selection.takes(&rule.code)
    {
        status = ExceptionStatus::Unused;
        problems.push(unused(&rule.code, record.rule.span));
    }
    let listed = judged.listed(0, status, findings.unwrap_or_default());
    problems.extend(judged.problems);
    (listed, problems)
}

impl AppliedExceptions {
    /// Clears the findings of a rule; returns their number.
    fn clear(&mut self, rule: &Rule, record: &Arc<Record>) -> usize {
        let before = self.excepted.len();
        let (cleared, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.remaining)
            .into_iter()
            .partition(|finding| *finding.code == *rule.code);
        self.remaining = rest;
        self.excepted
            .extend(cleared.into_iter().map(|finding| Diagnostic {
                exception: Some(Arc::clone(record)),
                ..finding
            }));
        self.excepted.len() - before
    }

    /// Marks the findings of a rule that allows no exception: they remain, as deviations.
    fn mark(&mut self, rule: &Rule, record: &Arc<Record>) -> usize {
        let mut marked = 0;
        for finding in &mut self.remaining {
            if *finding.code == *rule.code && finding.deviation.is_none() {
                finding.deviation = Some(Arc::clone(record));
                marked += 1;
            }
        }
        marked
    }

    /// Whether a rule was judged for the request: selected, determined, and not stopped by another. If not, its
    /// exception cannot be called unused.
    fn was_judged(&self, rule: &Rule, engine: &Engine, undetermined: &[Undetermined]) -> bool {
        let stops = |found: &Diagnostic| {
            engine
                .rules
                .get(&found.code)
                .is_some_and(|(_, other)| other.stops(rule))
        };
        engine.options.selection.takes(&rule.code)
            && !undetermined.iter().any(|unknown| unknown.code == rule.code)
            && !self.remaining.iter().any(stops)
    }
}

fn unused(code: &str, at: Span) -> Diagnostic {
    let message = catalogue::EXCEPTION_UNUSED.with(&[("rule", &shown(code))]);
    Diagnostic::reader(diagnostic::EXCEPTION_UNUSED, at, message)
        .with_help(catalogue::EXCEPTION_UNUSED_HELP.message())
}

fn twice(code: &str, at: Span, first: Span) -> Diagnostic {
    let message = catalogue::EXCEPTION_TWICE.with(&[("rule", &shown(code))]);
    Diagnostic::reader(diagnostic::EXCEPTION_UNUSED, at, message)
        .with_help(catalogue::EXCEPTION_TWICE_HELP.message())
        .with_related(first, catalogue::EXCEPTION_TWICE_FIRST.message())
}
