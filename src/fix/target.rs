//! The new time of what a finding is about.

use chrono::{NaiveDate, TimeDelta, Weekday};

use super::due::{due_complies, earliest_due_from};
use super::hearing::{self, DAYS_OF_HEARING};
use super::subject::FixSubject;
pub use super::subject::Target;
use crate::calendar::hours::{DAY, Moment, Zone};
use crate::engine::Engine;
use crate::request::Timing;
use crate::resolve::{Basis, Case, HearingAt};
use jp_datetime::moment::Written;

/// The first complying time that is not before the written one; `None` if there is none, or it is past.
pub fn target(engine: &Engine, case: &Case<'_>, subject: FixSubject, due: Option<usize>) -> Option<Target> {
    let now = case.env.now;
    first_target(engine, case, subject, due).filter(|target| match *target {
        Target::Due(at) | Target::Hearing(at, _) => at > now,
        Target::Days(day, _) => day >= Zone::Japan.local(now).date,
    })
}

fn first_target(engine: &Engine, case: &Case<'_>, subject: FixSubject, due: Option<usize>) -> Option<Target> {
    if subject == FixSubject::Hearing {
        return hearing(engine, case, 0);
    }
    let number = due;
    let due = case.dues.get(due?)?;
    // A due taken from the hearing moves with it.
    if due.basis == Basis::Hearing {
        return hearing(engine, case, 0);
    }
    earliest_due_whenever_sent(engine, case, number, due.at?).map(Target::Due)
}

/// The first due not before `floor` that complies at the time of sending; where only its day is written, at every
/// minute left of that day.
fn earliest_due_whenever_sent(
    engine: &Engine,
    case: &Case<'_>,
    due: Option<usize>,
    floor: Moment,
) -> Option<Moment> {
    /// Seconds in a minute.
    const MINUTE: i64 = 60;
    /// Limit on dues tried: with rules that a later sending only breaks, the first one complies.
    const TRIED_LIMIT: usize = 8;
    let Some((from, until)) = case.sent_on_day() else {
        return earliest_due_from(engine, case, due, case.sent.at?, floor);
    };
    let now = case.env.now;
    let is_today = Zone::Japan.local(now).date == Zone::Japan.local(from).date;
    let from = if is_today { from.max(now) } else { from };
    let until = until.max(from);
    let mut floor = floor;
    let mut sent = until;
    for _ in 0..TRIED_LIMIT {
        let at = earliest_due_from(engine, case, due, sent, floor)?;
        let minutes = std::iter::successors(Some(from), |sent| Some(sent.plus(MINUTE)));
        let mut minutes = minutes.take_while(|sent| *sent < until).chain([until]);
        match minutes.find(|sent| !due_complies(engine, case, due, *sent, at)) {
            Some(broken) => (sent, floor) = (broken, at),
            None => return Some(at),
        }
    }
    None
}

/// Whether a target is the same whether the date or its mismatched weekday was meant: it then shortens no deadline in
/// either reading and need not be confirmed. The day meant by a weekday is the nearest one with it.
pub fn is_settled(engine: &Engine, case: &Case<'_>, due: Option<usize>, target: Target) -> bool {
    let other = || match target {
        Target::Due(_) => {
            let number = due?;
            let shift = shift(case.request.dues.get(number)?.at.stated()?, anchor(case)?)?;
            let at = case.dues.get(number)?.at?.plus(shift);
            // A due that complied as it was meant would not have moved, even off the half hours.
            if shift != 0 && due_complies(engine, case, due, case.sent.at?, at) {
                return Some(Target::Due(at));
            }
            earliest_due_whenever_sent(engine, case, due, at).map(Target::Due)
        }
        Target::Hearing(..) | Target::Days(..) => {
            let written = case.request.hearing.as_ref()?;
            let start = shift(written.start.stated()?, anchor(case)?)?;
            let end = match written.end.stated() {
                Some(end) => shift(end, anchor(case)?)?,
                None => start,
            };
            // An end without a weekday moves with its start; one with another mismatch does not.
            let goes_along = end == start || written.end.stated().is_some_and(|end| end.weekday.is_none());
            goes_along.then(|| hearing(engine, case, start))?
        }
    };
    other() == Some(target)
}

/// Offset from the date to the nearest day with the weekday written, in seconds.
fn shift(written: &Written, anchor: NaiveDate) -> Option<i64> {
    let Some((stated_weekday, right)) = written.weekday_mismatch(anchor) else {
        return Some(0);
    };
    let ahead = i64::from(Weekday::days_since(&stated_weekday, right));
    Some(if ahead <= 3 { ahead } else { ahead - 7 } * DAY)
}

/// The next slot for a hearing, at which a due taken from its start complies too; searched as if the hearing were
/// written `shift` seconds later.
fn hearing(engine: &Engine, case: &Case<'_>, shift: i64) -> Option<Target> {
    /// Limit on slots tried; closed days alone do not exclude so many.
    const TRIED_LIMIT: usize = 32;
    let written = case.request.hearing.as_ref()?;
    let now = case.hearing?;
    if case.hearing_days() != (None, None) {
        return days(engine, case, shift / DAY);
    }
    let start = now.start?.plus(shift);
    let length = match now.end.map(|end| end.plus(shift)) {
        Some(end) => end.0 - start.0,
        // An end that is unreadable, or before the start, leaves the length unknown.
        None if now.reversed || !written.end.is_absent() => return None,
        None => 0,
    };
    let sent = case.sent.at?;
    let is_due = case.dues.iter().any(|due| due.basis == Basis::Hearing);
    let mut floor = start;
    if shift != 0 {
        let mut shifted = Case::new(case.request, case.env);
        shifted.hearing = Some(HearingAt {
            start: Some(start),
            end: now.end.map(|end| end.plus(shift)),
            reversed: false,
        });
        if hearing::complies(engine, &shifted) && (!is_due || due_complies(engine, case, None, sent, start)) {
            return None;
        }
    }
    for _ in 0..TRIED_LIMIT {
        let mut shifted = Case::new(case.request, case.env);
        shifted.hearing = Some(HearingAt {
            start: Some(floor),
            end: Some(floor.plus(length)),
            reversed: false,
        });
        // The slot must also keep rules that compare the hearing with the sending.
        let mut slot_case = Case::new(case.request, case.env);
        let suits = |from: Moment, until: Moment| {
            slot_case.hearing = Some(HearingAt {
                start: Some(from),
                end: Some(until),
                reversed: false,
            });
            hearing::complies(engine, &slot_case)
        };
        let (from, until) = hearing::slot_that(&shifted, suits)?;
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

/// The next days for a hearing stated in days: the same number, breaking no rule on its location in time, and not
/// over when the request is sent. It moves by whole days only: times of day stay as stated, and none is added.
fn days(engine: &Engine, case: &Case<'_>, shift: i64) -> Option<Target> {
    let (written, now) = (case.request.hearing.as_ref()?, case.hearing?);
    // An end that is unreadable, or before the start, leaves the length unknown.
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
    let mut shifted = Case::new(case.request, case.env);
    for later in (first_tried..).take(DAYS_OF_HEARING as usize + 1) {
        let day = ahead(Some(start), later)?;
        // Part of the day of sending must be left.
        if day == over_before && case.closing(day).is_some_and(|closing| closing <= sent) {
            continue;
        }
        shifted.held_on = Some((ahead(first, later), ahead(last, later)));
        shifted.hearing = Some(HearingAt {
            start: now.start.map(|at| at.plus(later * DAY)),
            end: now.end.map(|at| at.plus(later * DAY)),
            reversed: false,
        });
        if hearing::complies(engine, &shifted) {
            let until = stated[0].and(ahead(stated[1], later));
            return (later != 0).then_some(Target::Days(day, until));
        }
    }
    None
}

/// The day from which yearless dates are resolved; `None` without a sending time.
pub(super) fn anchor(case: &Case<'_>) -> Option<NaiveDate> {
    case.sent.at.map(|_| case.anchor)
}
