//! Moments and local time.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// Seconds in a day of 24 hours.
pub const DAY: i64 = 86_400;

/// Japan's offset from UTC, in seconds. Japan has kept no summer time since 1951.
pub const JAPAN_OFFSET: i64 = 9 * 3600;

/// A moment: whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment of a local time in Japan.
    pub fn from_japan(local: NaiveDateTime) -> Self {
        Self(local.and_utc().timestamp() - JAPAN_OFFSET)
    }

    /// Local time in Japan.
    pub fn japan(self) -> NaiveDateTime {
        Local::at(self, JAPAN_OFFSET).naive()
    }

    /// RFC 3339 in Japan time, with seconds, as in machine output.
    pub fn rfc3339(self) -> String {
        let Local { date, second } = Local::at(self, JAPAN_OFFSET);
        // Written digit by digit for speed: called several times per request.
        let mut out = *b"0000-00-00T00:00:00+09:00";
        let mut put = |at: usize, digits: usize, value: i64| {
            let mut rest = value.unsigned_abs();
            for place in out[at..at + digits].iter_mut().rev() {
                // The remainder is a single digit.
                *place = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
        };
        put(0, 4, i64::from(date.year()));
        put(5, 2, i64::from(date.month()));
        put(8, 2, i64::from(date.day()));
        put(11, 2, second / 3600);
        put(14, 2, second % 3600 / 60);
        put(17, 2, second % 60);
        String::from_utf8(out.to_vec()).unwrap_or_default()
    }

    /// The moment `seconds` later; earlier where negative.
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

/// A local time: date, and seconds since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Local {
    /// The date.
    pub date: NaiveDate,
    /// Seconds since its midnight, below 86,400.
    pub second: i64,
}

impl Local {
    /// Local time at an offset from UTC in seconds.
    pub(super) fn at(moment: Moment, offset: i64) -> Self {
        let seconds = moment.0.saturating_add(offset);
        let days = i32::try_from(seconds.div_euclid(DAY)).ok();
        let date = days.and_then(NaiveDate::from_epoch_days);
        Self {
            date: date.unwrap_or(NaiveDate::default()),
            second: seconds.rem_euclid(DAY),
        }
    }

    /// Conversion to chrono's type.
    pub fn naive(self) -> NaiveDateTime {
        let second = u32::try_from(self.second).unwrap_or_default();
        let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap_or_default();
        self.date.and_time(time)
    }

    /// Seconds of local time since a fixed day; differences are in local time.
    pub fn wall(self) -> i64 {
        i64::from(self.date.num_days_from_ce()) * DAY + self.second
    }
}
