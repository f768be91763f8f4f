//! Moments that a template states relative to sending: 「2開庁日後 17時」.

use chrono::{Days, NaiveDate};
use jp_datetime::relative::{At, DayAfter, Relative};

use super::case::Case;
use super::moments::Basis;
use crate::calendar::hours::{DAY, Moment, Zone};

impl<'a> Case<'a> {
    /// The moment, and whether its time of day was stated; `None` if the sending time is unknown.
    pub(super) fn counted(&self, relative: Relative) -> (Option<Moment>, Basis) {
        let basis = match relative {
            Relative::On(_, At::Unsaid) => Basis::Date,
            _ => Basis::Relative,
        };
        (self.sent.at.and_then(|sent| self.count(relative, sent)), basis)
    }

    /// The moment relative to `sent`; `None` out of the supported range.
    pub fn count(&self, relative: Relative, sent: Moment) -> Option<Moment> {
        let (day, at) = match relative {
            Relative::Later(seconds) => return Some(sent.plus(seconds)),
            Relative::On(day, at) => (day, at),
        };
        let date = self.day_after(day, sent)?;
        match at {
            At::Minute(minute) => {
                let midnight = Moment::from_japan(date.and_hms_opt(0, 0, 0)?);
                Some(midnight.plus(i64::from(minute) * 60))
            }
            At::Closing | At::Unsaid => self.closing(date),
        }
    }

    /// The day relative to `sent`; `None` out of the supported range.
    pub(super) fn day_after(&self, day: DayAfter, sent: Moment) -> Option<NaiveDate> {
        let sent = Zone::Japan.local(sent).date;
        match day {
            DayAfter::Calendar(days) => sent.checked_add_days(Days::new(u64::from(days))),
            DayAfter::Open(days) => self.env.closed.open_after(sent, days),
        }
    }

    /// Days whose 24:00 a template names relative to sending: 「2開庁日後 24時」.
    pub fn counted_day_ends(&self) -> impl Iterator<Item = NaiveDate> {
        let dues = self.request.dues.iter().map(|due| due.at.counted());
        let hearing = self.request.hearing.iter();
        let hearing = hearing.flat_map(|it| [it.start.counted(), it.end.counted()]);
        dues.chain(hearing).filter_map(|counted| match counted? {
            Relative::On(day, At::Minute(minute)) if i64::from(minute) * 60 == DAY => {
                self.day_after(day, self.sent.at?)
            }
            Relative::On(..) | Relative::Later(_) => None,
        })
    }
}
