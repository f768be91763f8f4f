//! The moments that are tried: the full and half hours of Japan time, and the moment at which the strictest
//! recipient closes.

use chrono::{Days, NaiveDate};

use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{DAY, Moment};
use crate::resolve::Case;

/// Half an hour, in seconds.
const HALF_HOUR: u32 = 30;

/// The candidates of a day of Japan, in order.
pub(super) fn of_day(case: &Case<'_>, day: NaiveDate) -> Vec<Moment> {
    let mut all: Vec<Moment> = half_hours(day).collect();
    let Some(start) = start_of(day) else { return all };
    // An office abroad closes on one of Japan's neighbouring days.
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

/// The full and half hours of a day, in minutes.
pub(crate) fn half_hour_minutes() -> impl Iterator<Item = u32> {
    (0..24 * 60 / HALF_HOUR).map(|half| half * HALF_HOUR)
}

/// The full and half hours of a day.
pub(super) fn half_hours(day: NaiveDate) -> impl Iterator<Item = Moment> {
    let moments = |start: Moment| half_hour_minutes().map(move |minute| start.plus(i64::from(minute) * 60));
    start_of(day).into_iter().flat_map(moments)
}

/// The moment at which a day of Japan begins.
pub(super) fn start_of(day: NaiveDate) -> Option<Moment> {
    day.and_hms_opt(0, 0, 0).map(Moment::from_japan)
}

/// The day so many days later; none beyond the calendar.
pub(super) fn day_ahead(day: NaiveDate, ahead: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(ahead))
        .filter(|day| ClosedDays::covers(*day))
}
