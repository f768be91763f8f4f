//! The day from which a date without a year is resolved.

use chrono::{Datelike, NaiveDate};
use jp_datetime::moment::Written;

use crate::calendar::hours::{Moment, Zone};
use crate::request::Request;

/// Anchor that resolves a yearless date to the occurrence nearest to `today`: a draft is sent soon, and a request
/// that is checked again was sent recently. 2月29日 is that of this year or the next, as for a due.
pub(crate) fn nearest_anchor(written: &Written, today: NaiveDate) -> NaiveDate {
    if written.year.or(written.years_ahead.map(i32::from)).is_some() {
        return today;
    }
    let half_a_year_ago = today.checked_sub_days(chrono::Days::new(183)).unwrap_or(today);
    if (written.month, written.day) != (2, 29) {
        return half_a_year_ago;
    }
    let leap_day = NaiveDate::from_ymd_opt(today.year(), 2, 29);
    leap_day.map_or(today, |day| day.min(half_a_year_ago))
}

/// The day from which yearless dates of dues and hearing are resolved: the day of sending as written, else today.
pub(crate) fn anchor(request: &Request<'_>, now: Moment) -> NaiveDate {
    let today = Zone::Japan.local(now).date;
    let day_of = |written: &Written| {
        let near = nearest_anchor(written, today);
        match moment_of(written, near) {
            Some(at) => Some(Zone::Japan.local(at).date),
            None => written.date(near),
        }
    };
    request.sent.known().and_then(day_of).unwrap_or(today)
}

/// The moment of a date with a time: in Japan time, unless it carries an offset.
pub(super) fn moment_of(written: &Written, anchor: NaiveDate) -> Option<Moment> {
    let local = written.local(anchor)?;
    Some(match written.offset_seconds {
        Some(offset) => Moment(local.and_utc().timestamp() - i64::from(offset)),
        None => Moment::from_japan(local),
    })
}
