//! Exceptions (例外): records of who answers for a departure, which findings they clear, and beside which
//! they stand as a deviation (逸脱).

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
pub use listed::{ExceptionStatus, Listed};
use record::Judged;

/// What exceptions make of a request's findings.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// Those that stand, and what there is to say of the exceptions themselves.
    pub standing: Vec<Diagnostic>,
    /// Those that an exception clears.
    pub excepted: Vec<Diagnostic>,
    /// Every record.
    pub listed: Vec<Listed>,
}

/// Sorts the findings of a request into those that stand and those an exception clears.
///
/// The request's own exceptions go before the configured ones. What is wrong with a configured record is
/// said once a run, where it stands, and not of every request.
pub(super) fn apply(
    request: &Request<'_>,
    case: &Case<'_>,
    engine: &Engine,
    found: Vec<Diagnostic>,
    undetermined: &[Undetermined],
) -> Applied {
    let mut applied = Applied {
        standing: found,
        ..Applied::default()
    };
    if request.exceptions.is_empty() && engine.file.exceptions.is_empty() {
        return applied;
    }
    let today = record::today(case.env.now);
    // The codes that a record of this request has excepted, each with its place.
    let mut taken: Vec<(String, Span)> = Vec::new();
    let mut about = Vec::new();
    for exception in &request.exceptions {
        let judged = Judged::written(exception, engine, today);
        let mut standing = judged.standing;
        let mut findings = 0;
        match (standing, &judged.rule, &judged.record) {
            (ExceptionStatus::InForce, Some(rule), Some(record)) => {
                let at = exception.rule.span().unwrap_or(exception.span);
                if let Some((_, first)) = taken.iter().find(|(code, _)| **code == *rule.code) {
                    standing = ExceptionStatus::Unused;
                    about.push(twice(&rule.code, at, *first));
                } else {
                    findings = applied.clear(rule, record);
                    taken.push((rule.code.to_string(), at));
                    if findings == 0 && applied.was_judged(rule, engine, undetermined) {
                        standing = ExceptionStatus::Unused;
                        about.push(unused(&rule.code, at));
                    }
                }
            }
            (ExceptionStatus::Deviation, Some(rule), Some(record)) => findings = applied.mark(rule, record),
            _ => {}
        }
        applied
            .listed
            .push(judged.listed(request.index, standing, findings));
        about.extend(judged.troubles);
    }
    for exception in &engine.file.exceptions {
        let judged = Judged::configured(exception, engine, today);
        let findings = match (judged.standing, &judged.rule, &judged.record) {
            (ExceptionStatus::InForce, Some(rule), Some(record)) => applied.clear(rule, record),
            (ExceptionStatus::Deviation, Some(rule), Some(record)) => applied.mark(rule, record),
            _ => 0,
        };
        // It is made for many requests: those it does not meet need not list it, but for what they might.
        let unjudged = judged.standing == ExceptionStatus::InForce
            && judged
                .rule
                .as_ref()
                .is_some_and(|rule| !applied.was_judged(rule, engine, undetermined));
        if findings > 0 || unjudged {
            let listed = judged.listed(request.index, judged.standing, findings);
            applied.listed.push(listed);
        }
    }
    for finding in &mut about {
        finding.request = Some(request.index);
    }
    applied.standing.extend(about);
    applied
}

/// What there is to say of a configured record, in the text of its configuration.
///
/// `findings` is how many it met in a run that judged every file it is for; nothing where a run did not,
/// for then nobody can say that it is not needed.
pub fn review(
    record: &ConfiguredException,
    findings: Option<usize>,
    engine: &Engine,
    now: Moment,
) -> (Listed, Vec<Diagnostic>) {
    let judged = Judged::configured(record, engine, record::today(now));
    let mut standing = judged.standing;
    let mut troubles = Vec::new();
    if let (ExceptionStatus::InForce, Some(rule), Some(0)) = (standing, &judged.rule, findings)
        && engine.options.selection.takes(&rule.code)
    {
        standing = ExceptionStatus::Unused;
        troubles.push(unused(&rule.code, record.rule.span));
    }
    let listed = judged.listed(0, standing, findings.unwrap_or_default());
    troubles.extend(judged.troubles);
    (listed, troubles)
}

impl Applied {
    /// Clears the findings of a rule. Says how many there were.
    fn clear(&mut self, rule: &Rule, record: &Arc<Record>) -> usize {
        let before = self.excepted.len();
        let (cleared, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.standing)
            .into_iter()
            .partition(|finding| *finding.code == *rule.code);
        self.standing = rest;
        self.excepted
            .extend(cleared.into_iter().map(|finding| Diagnostic {
                exception: Some(Arc::clone(record)),
                ..finding
            }));
        self.excepted.len() - before
    }

    /// Adds a record to the findings of a rule that allows no exception: they remain.
    fn mark(&mut self, rule: &Rule, record: &Arc<Record>) -> usize {
        let mut marked = 0;
        for finding in &mut self.standing {
            if *finding.code == *rule.code && finding.deviation.is_none() {
                finding.deviation = Some(Arc::clone(record));
                marked += 1;
            }
        }
        marked
    }

    /// Whether a rule was judged for the request: of one that was not selected, that could not be
    /// determined, or that another stopped, nobody can say that its exception is not needed.
    fn was_judged(&self, rule: &Rule, engine: &Engine, undetermined: &[Undetermined]) -> bool {
        let stops = |found: &Diagnostic| {
            engine
                .rules
                .get(&found.code)
                .is_some_and(|(_, other)| other.stops(rule))
        };
        engine.options.selection.takes(&rule.code)
            && !undetermined.iter().any(|unknown| unknown.code == rule.code)
            && !self.standing.iter().any(stops)
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
