//! The nearest complying times, restricted to those that clear a given rule's finding.

use super::monotonic::PackRule;
use super::sentence::{earlier_sending, earlier_sending_of_hearing};
use super::subject::{FixSubject, NearestTimes, Target};
use super::target::target;
use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::engine::verdict::{breaks_any, due_view};
use crate::resolve::{Basis, Case, HearingAt};

/// Searches for a new time of what a finding is about, and for the last sending time.
pub(crate) fn nearest_times(
    engine: &Engine,
    case: &Case<'_>,
    subject: FixSubject,
    due: Option<usize>,
) -> NearestTimes {
    case.search(|| NearestTimes {
        target: target(engine, case, subject, due),
        latest: latest(engine, case, subject, due),
    })
}

fn latest(engine: &Engine, case: &Case<'_>, subject: FixSubject, due: Option<usize>) -> Option<Moment> {
    let sent = case.sent.at?;
    match subject {
        FixSubject::Due => earlier_sending(engine, case, due, sent, case.dues.get(due?)?.at?),
        FixSubject::Hearing => earlier_sending_of_hearing(engine, case, sent),
    }
}

/// The times that clear the finding of one rule. A time complies with every rule that is at least a
/// warning by default; the finding of another rule may remain.
pub(crate) fn clearing(
    nearest_times: NearestTimes,
    engine: &Engine,
    case: &Case<'_>,
    rule: PackRule<'_>,
    due: Option<usize>,
) -> NearestTimes {
    case.search(|| clearing_of(nearest_times, engine, case, rule, due))
}

fn clearing_of(
    nearest_times: NearestTimes,
    engine: &Engine,
    case: &Case<'_>,
    rule: PackRule<'_>,
    due: Option<usize>,
) -> NearestTimes {
    let number = due;
    let due = due.and_then(|due| case.dues.get(due));
    let is_broken = |case: &Case<'_>, sent: Option<Moment>, at: Option<Moment>, basis: Basis| {
        let (Some(sent), view) = (sent, due_view(case, sent, at, basis, number)) else {
            return false;
        };
        breaks_any(engine, std::iter::once(rule), case, sent, &view)
    };
    let at = due.and_then(|due| due.at);
    let basis = due.map_or(Basis::Stated, |due| due.basis);
    let hearing_breaks = |start: Moment, end: Option<Moment>| {
        let mut shifted = Case::new(case.request, case.env);
        shifted.hearing = case.hearing.map(|hearing| HearingAt {
            start: Some(start),
            end,
            ..hearing
        });
        let at = if basis == Basis::Hearing { Some(start) } else { at };
        is_broken(&shifted, case.sent.at, at, basis)
    };
    let remains = |target: &Target| match *target {
        Target::Due(at) => is_broken(case, case.sent.at, Some(at), Basis::Stated),
        Target::Hearing(start, end) => hearing_breaks(start, end),
        // Moves by days are for hearings only, and already comply with every such rule.
        Target::Days(..) => false,
    };
    NearestTimes {
        target: nearest_times.target.filter(|target| !remains(target)),
        latest: (nearest_times.latest).filter(|latest| !is_broken(case, Some(*latest), at, basis)),
    }
}
