//! An office's hours (勤務時間) and the zone they are in.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

pub use super::zone::Zone;

/// Seconds in a day of 24 hours.
pub const DAY: i64 = 86_400;
/// Japan's offset from UTC, in seconds. Japan has kept no summer time since 1951.
pub const JAPAN_OFFSET: i64 = 9 * 3600;

/// A moment: whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment at which clocks in Japan show `local`.
    pub fn from_japan(local: NaiveDateTime) -> Self {
        Self(local.and_utc().timestamp() - JAPAN_OFFSET)
    }

    /// What clocks in Japan show.
    pub fn japan(self) -> NaiveDateTime {
        Zone::Japan.local(self).naive()
    }

    /// RFC 3339 in Japan time, with seconds: the form of the machine output.
    pub fn rfc3339(self) -> String {
        let Local { date, second } = Zone::Japan.local(self);
        // Written digit by digit: a run prints this several times a request.
        let mut out = *b"0000-00-00T00:00:00+09:00";
        let mut put = |at: usize, digits: usize, value: i64| {
            let mut rest = value.unsigned_abs();
            for place in out[at..at + digits].iter_mut().rev() {
                // A rest below ten is one digit.
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

/// A wall-clock reading: the date, and seconds into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Local {
    /// The date.
    pub date: NaiveDate,
    /// Seconds since its midnight, below 86,400.
    pub second: i64,
}

impl Local {
    /// As chrono's type.
    pub fn naive(self) -> NaiveDateTime {
        let second = u32::try_from(self.second).unwrap_or_default();
        let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap_or_default();
        self.date.and_time(time)
    }

    /// Wall seconds from a fixed day: differences are those of the clock on the wall.
    pub fn wall(self) -> i64 {
        i64::from(self.date.num_days_from_ce()) * DAY + self.second
    }
}

/// From one time of day to another, in minutes since midnight; the end may be 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hours {
    /// The first minute.
    pub from: u32,
    /// The last minute.
    pub until: u32,
}

impl Hours {
    /// The first minute in seconds of the day.
    pub fn start(self) -> i64 {
        i64::from(self.from) * 60
    }

    /// The last minute in seconds of the day.
    pub fn end(self) -> i64 {
        i64::from(self.until) * 60
    }

    /// Seconds of `[a, b]` (seconds of one day) inside these hours.
    pub fn overlap(self, a: i64, b: i64) -> i64 {
        (b.min(self.end()) - a.max(self.start())).max(0)
    }
}

/// 勤務時間 with its break, of one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OfficeHours {
    /// Opening to closing.
    pub office: Hours,
    /// The break.
    pub pause: Option<Hours>,
    /// The zone both are in.
    pub zone: Zone,
}

impl OfficeHours {
    /// Working seconds (hours less the break) of an open day between two of its seconds.
    pub fn working_between(&self, a: i64, b: i64) -> i64 {
        let (a, b) = (a.max(self.office.start()), b.min(self.office.end()));
        let pause = self.pause.map_or(0, |pause| pause.overlap(a, b));
        (b - a - pause).max(0)
    }

    /// Working seconds of a whole open day.
    pub fn working_day(&self) -> i64 {
        self.working_between(0, DAY)
    }

    /// Whether a second of an open day lies in the hours; both ends do.
    pub fn contains(&self, second: i64) -> bool {
        (self.office.start()..=self.office.end()).contains(&second)
    }
}
