//! An office's hours (勤務時間) and the zone they are in.

pub use super::moment::{DAY, JAPAN_OFFSET, Local, Moment};
pub use super::zone::Zone;

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
