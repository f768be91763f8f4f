//! An office's hours (勤務時間) and the zone they are in.

pub use super::moment::{DAY, JAPAN_OFFSET, Local, Moment};
pub use super::zone::Zone;

/// A range between two times of day, in minutes since midnight; the end may be 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hours {
    /// Start, in minutes since midnight.
    pub from: u32,
    /// End, in minutes since midnight.
    pub until: u32,
}

impl Hours {
    /// Start, in seconds since midnight.
    pub fn start(self) -> i64 {
        i64::from(self.from) * 60
    }

    /// End, in seconds since midnight.
    pub fn end(self) -> i64 {
        i64::from(self.until) * 60
    }

    /// Seconds of `[a, b]` (seconds of one day) within this range.
    pub fn overlap(self, a: i64, b: i64) -> i64 {
        (b.min(self.end()) - a.max(self.start())).max(0)
    }
}

/// Office hours with break and zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OfficeHours {
    /// Opening and closing.
    pub office: Hours,
    /// The break, if there is one.
    pub pause: Option<Hours>,
    /// Zone of both.
    pub zone: Zone,
}

impl OfficeHours {
    /// Working seconds (hours less the break) of an open day between two of its seconds.
    pub fn working_between(&self, a: i64, b: i64) -> i64 {
        let (a, b) = (a.max(self.office.start()), b.min(self.office.end()));
        let pause = self.pause.map_or(0, |pause| pause.overlap(a, b));
        (b - a - pause).max(0)
    }

    /// Working seconds of a full open day.
    pub fn working_day(&self) -> i64 {
        self.working_between(0, DAY)
    }

    /// Whether a second of an open day is within the hours, both ends included.
    pub fn contains(&self, second: i64) -> bool {
        (self.office.start()..=self.office.end()).contains(&second)
    }
}
