//! Where a remedy moves what a finding is about.

use chrono::{NaiveDate, TimeDelta, Weekday};

use super::due::{due_complies, earliest_due_from};
use super::hearing::{self, DAYS_OF_HEARING};
use super::subject::FixOf;
pub use super::subject::Target;
use crate::calendar::hours::{DAY, Moment, Zone};
use crate::engine::Engine;
use crate::request::Timing;
use crate::resolve::{Basis, Case, HearingAt};
use jp_datetime::moment::Written;

/// The first time that complies and is not before the written one; `None` where there is none, or it has gone
/// by: nobody can take it any more.
pub fn target(engine: &Engine, case: &Case<'_>, of: FixOf, due: Option<usize>) -> Option<Target> {
    let now = case.env.now;
    first_target(engine, case, of, due).filter(|target| match *target {
        Target::Due(at) | Target::Hearing(at, _) => at > now,
        Target::Days(day, _) => day >= Zone::Japan.local(now).date,
    })
}

fn first_target(engine: &Engine, case: &Case<'_>, of: FixOf, due: Option<usize>) -> Option<Target> {
    if of == FixOf::Hearing {
        return hearing(engine, case, 0);
    }
    let number = due;
    let due = case.dues.get(due?)?;
    // A due taken from the hearing is moved with it.
    if due.basis == Basis::Hearing {
        return hearing(engine, case, 0);
    }
    earliest_due_from(engine, case, number, case.sent.at?, due.at?).map(Target::Due)
}

/// Whether a target is the same whichever was meant, the date or a weekday beside it that is another
/// day's: then it shortens no deadline by either reading, and nobody need be asked which it was. The day
/// that a weekday means is the nearest that has it.
pub fn is_settled(engine: &Engine, case: &Case<'_>, due: Option<usize>, target: Target) -> bool {
    let other = || match target {
        Target::Due(_) => {
            let number = due?;
            let shift = shift(case.request.dues.get(number)?.at.stated()?, anchor(case)?)?;
            let at = case.dues.get(number)?.at?.plus(shift);
            // What complies as it was meant would not have been moved, on the half hour or not.
            if shift != 0 && due_complies(engine, case, due, case.sent.at?, at) {
                return Some(Target::Due(at));
            }
            earliest_due_from(engine, case, due, case.sent.at?, at).map(Target::Due)
        }
        Target::Hearing(..) | Target::Days(..) => {
            let written = case.request.hearing.as_ref()?;
            let start = shift(written.start.stated()?, anchor(case)?)?;
            let end = match written.end.stated() {
                Some(end) => shift(end, anchor(case)?)?,
                None => start,
            };
            // An end without a weekday goes with its start; one whose own says something else does not.
            let goes_along = end == start || written.end.stated().is_some_and(|end| end.weekday.is_none());
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
    if case.hearing_days() != (None, None) {
        return days(engine, case, shift / DAY);
    }
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
    if shift != 0 {
        let mut meant = Case::new(case.request, case.env);
        meant.hearing = Some(HearingAt {
            start: Some(start),
            end: now.end.map(|end| end.plus(shift)),
            reversed: false,
        });
        if hearing::complies(engine, &meant) && (!is_due || due_complies(engine, case, None, sent, start)) {
            return None;
        }
    }
    for _ in 0..MOST_TRIED {
        let mut moved = Case::new(case.request, case.env);
        moved.hearing = Some(HearingAt {
            start: Some(floor),
            end: Some(floor.plus(length)),
            reversed: false,
        });
        // Neither may it be called too late, as rules have it that compare it with the sending.
        let mut there = Case::new(case.request, case.env);
        let suits = |from: Moment, until: Moment| {
            there.hearing = Some(HearingAt {
                start: Some(from),
                end: Some(until),
                reversed: false,
            });
            hearing::complies(engine, &there)
        };
        let (from, until) = hearing::slot_that(&moved, suits)?;
        let earliest = if is_due {
            earliest_due_from(engine, case, None, sent, from)?
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

/// The next days for a hearing that says a day and not its time: as many as it has, on which no rule that
/// looks at where it lies is raised, and which are not over when it goes out. Whole days are all that it is
/// moved by: a time that is stated stays, and none is made up.
fn days(engine: &Engine, case: &Case<'_>, shift: i64) -> Option<Target> {
    let (written, now) = (case.request.hearing.as_ref()?, case.hearing?);
    // An end that is not stated, or lies before the start, is somewhere.
    let unstated = |timing: &Timing| !timing.is_absent() && timing.stated().is_none();
    if now.reversed || unstated(&written.start) || unstated(&written.end) {
        return None;
    }
    let sent = case.sent.at?;
    let ahead = |day: Option<NaiveDate>, days: i64| day?.checked_add_signed(TimeDelta::try_days(days)?);
    let anchor = anchor(case)?;
    let stated =
        [&written.start, &written.end].map(|timing| timing.stated().and_then(|written| written.date(anchor)));
    let (first, last) = case.hearing_days();
    let start = stated[0].or(stated[1])?;
    let over_before = Zone::Japan.local(sent).date;
    let first_tried = shift.max(over_before.signed_duration_since(start).num_days());
    let mut moved = Case::new(case.request, case.env);
    for later in (first_tried..).take(DAYS_OF_HEARING as usize + 1) {
        let day = ahead(Some(start), later)?;
        // Of the day on which it goes out something must be left.
        if day == over_before && case.closing(day).is_some_and(|closing| closing <= sent) {
            continue;
        }
        moved.held_on = Some((ahead(first, later), ahead(last, later)));
        moved.hearing = Some(HearingAt {
            start: now.start.map(|at| at.plus(later * DAY)),
            end: now.end.map(|at| at.plus(later * DAY)),
            reversed: false,
        });
        if hearing::complies(engine, &moved) {
            let until = stated[0].and(ahead(stated[1], later));
            return (later != 0).then_some(Target::Days(day, until));
        }
    }
    None
}

/// Where dates without a year are counted from.
pub(super) fn anchor(case: &Case<'_>) -> Option<NaiveDate> {
    case.sent.at.map(|_| case.anchor)
}
