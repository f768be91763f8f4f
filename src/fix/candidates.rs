//! Candidate moments: full and half hours in Japan time, and the closing of the strictest recipient.

use chrono::{Days, NaiveDate};

use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{DAY, Moment};
use crate::resolve::Case;

/// Half an hour, in minutes.
const HALF_HOUR: u32 = 30;

/// Candidates on a day in Japan time, sorted.
pub(super) fn of_day(case: &Case<'_>, day: NaiveDate) -> Vec<Moment> {
    let mut all: Vec<Moment> = half_hours(day).collect();
    let Some(start) = start_of(day) else { return all };
    // The closing of an office in another zone may fall on an adjacent day.
    let closings = [day.pred_opt(), Some(day), day.succ_opt()]
        .into_iter()
        .flatten()
        .filter_map(|local| case.closing(local))
        .filter(|at| (start..start.plus(DAY)).contains(at));
    all.extend(closings);
    all.sort_unstable();
    all.dedup();
    all
}

/// Full and half hours of a day, in minutes since midnight.
pub(crate) fn half_hour_minutes() -> impl Iterator<Item = u32> {
    (0..24 * 60 / HALF_HOUR).map(|half| half * HALF_HOUR)
}

/// Full and half hours of a day.
pub(super) fn half_hours(day: NaiveDate) -> impl Iterator<Item = Moment> {
    let moments = |start: Moment| half_hour_minutes().map(move |minute| start.plus(i64::from(minute) * 60));
    start_of(day).into_iter().flat_map(moments)
}

/// Midnight of a day in Japan time.
pub(super) fn start_of(day: NaiveDate) -> Option<Moment> {
    day.and_hms_opt(0, 0, 0).map(Moment::from_japan)
}

/// The day this many days later; `None` out of the supported range.
pub(super) fn day_ahead(day: NaiveDate, ahead: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(ahead))
        .filter(|day| ClosedDays::covers(*day))
}
