//! Where a remedy moves what a finding is about.

use super::{RemedyOf, earliest_due_from, hearing_slot};
use crate::calendar::hours::Moment;
use crate::case::{Basis, Case, HearingAt};
use crate::engine::Engine;

/// A new time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// 期限
    Due(Moment),
    /// ヒアリング: its start, and its end where it has one.
    Hearing(Moment, Option<Moment>),
}

/// The first time that complies and is not before the present one; `None` where there is none.
pub fn target(engine: &Engine, case: &Case<'_>, of: RemedyOf, due: Option<usize>) -> Option<Target> {
    if of == RemedyOf::Hearing {
        return hearing(engine, case);
    }
    let due = case.dues.get(due?)?;
    // A due taken from the hearing is moved with it.
    if due.basis == Basis::Hearing {
        return hearing(engine, case);
    }
    earliest_due_from(engine, case, case.sent.at?, due.at?).map(Target::Due)
}

/// The next slot for a hearing; where materials are due at its start, one at which that due complies.
fn hearing(engine: &Engine, case: &Case<'_>) -> Option<Target> {
    /// Nobody's closed days hold up a slot so often.
    const MOST_TRIED: usize = 32;
    let written = case.request.hearing.as_ref()?;
    let now = case.hearing?;
    let start = now.start?;
    let length = match now.end {
        Some(end) => end.0 - start.0,
        // An end that cannot be read, or lies before the start, is somewhere.
        None if now.reversed || !written.end.is_absent() => return None,
        None => 0,
    };
    let sent = case.sent.at?;
    let is_due = case.dues.iter().any(|due| due.basis == Basis::Hearing);
    let mut floor = start;
    for _ in 0..MOST_TRIED {
        let mut moved = Case::new(case.request, case.world);
        moved.hearing = Some(HearingAt {
            start: Some(floor),
            end: Some(floor.plus(length)),
            reversed: false,
        });
        let (from, until) = hearing_slot(&moved)?;
        let earliest = if is_due {
            earliest_due_from(engine, case, sent, from)?
        } else {
            from
        };
        if earliest == from {
            let stays = (from, until) == (start, start.plus(length));
            return (!stays).then_some(Target::Hearing(from, now.end.map(|_| until)));
        }
        floor = earliest;
    }
    None
}
