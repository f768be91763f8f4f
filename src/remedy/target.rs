//! Where a remedy moves what a finding is about.

use chrono::{NaiveDate, Weekday};

use super::edit::anchor;
use super::{RemedyOf, earliest_due_from, hearing_slot};
use crate::calendar::hours::{DAY, Moment};
use crate::case::{Basis, Case, HearingAt};
use crate::engine::Engine;
use crate::read::moment::Written;

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
        return hearing(engine, case, 0);
    }
    let due = case.dues.get(due?)?;
    // A due taken from the hearing is moved with it.
    if due.basis == Basis::Hearing {
        return hearing(engine, case, 0);
    }
    earliest_due_from(engine, case, case.sent.at?, due.at?).map(Target::Due)
}

/// Whether a target is the same whichever was meant, the date or a weekday beside it that is another
/// day's: then it shortens no deadline by either reading, and nobody need be asked which it was. The day
/// that a weekday means is the nearest that has it.
pub fn is_settled(engine: &Engine, case: &Case<'_>, due: Option<usize>, target: Target) -> bool {
    let other = || match target {
        Target::Due(_) => {
            let number = due?;
            let shift = shift(case.request.dues.get(number)?.at.known()?, anchor(case)?)?;
            let at = case.dues.get(number)?.at?.plus(shift);
            earliest_due_from(engine, case, case.sent.at?, at).map(Target::Due)
        }
        Target::Hearing(..) => {
            let written = case.request.hearing.as_ref()?;
            let start = shift(written.start.known()?, anchor(case)?)?;
            let end = match written.end.known() {
                Some(end) => shift(end, anchor(case)?)?,
                None => start,
            };
            // An end without a weekday goes with its start; one whose own says something else does not.
            let goes_along = end == start || written.end.known().is_some_and(|end| end.weekday.is_none());
            goes_along.then(|| hearing(engine, case, start))?
        }
    };
    other() == Some(target)
}

/// How far the nearest day with the weekday written is from the date, in seconds.
fn shift(written: &Written, anchor: NaiveDate) -> Option<i64> {
    let Some((meant, right)) = written.weekday_mismatch(anchor) else {
        return Some(0);
    };
    let ahead = i64::from(Weekday::days_since(&meant, right));
    Some(if ahead <= 3 { ahead } else { ahead - 7 } * DAY)
}

/// The next slot for a hearing; where materials are due at its start, one at which that due complies.
/// Looked for as if it were written `shift` seconds later.
fn hearing(engine: &Engine, case: &Case<'_>, shift: i64) -> Option<Target> {
    /// Nobody's closed days hold up a slot so often.
    const MOST_TRIED: usize = 32;
    let written = case.request.hearing.as_ref()?;
    let now = case.hearing?;
    let start = now.start?.plus(shift);
    let length = match now.end.map(|end| end.plus(shift)) {
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
