//! The three clocks between two moments, the evening rule's open day, and the relation of an interval to office
//! hours.
//!
//! Computed in the office's local time from counts of whole days and the seconds at both ends: a century costs no
//! more than a day.

use chrono::NaiveDate;

use super::closed_days::ClosedDays;
use super::hours::{DAY, Hours, Moment, OfficeHours, Zone};

/// Time between two moments by each clock, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Wall time; negative if the second moment is earlier.
    pub elapsed: i64,
    /// Wall time without closed days (00:00–24:00 in the office's zone, 23 or 25 hours on a clock change).
    pub open: i64,
    /// Office hours on open days, without the break.
    pub working: i64,
}

/// What two moments have between them in a zone: shared by the clocks of all its offices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Interval {
    elapsed: i64,
    open: i64,
    /// The seconds that it covers of its first and of its last day, where these are open.
    ends: [Option<(i64, i64)>; 2],
    /// Open days between these two.
    days: i64,
}

impl Interval {
    /// The interval from `from` to `until`.
    pub fn of(closed: &ClosedDays, zone: Zone, from: Moment, until: Moment) -> Self {
        let elapsed = until.0.saturating_sub(from.0);
        let mut found = Self {
            elapsed,
            ..Self::default()
        };
        if elapsed <= 0 {
            return found;
        }
        let (a, b) = (zone.local(from), zone.local(until));
        if a.date == b.date {
            if !closed.is_closed(a.date) {
                found.open = elapsed;
                found.ends = [Some((a.second, b.second)), None];
            }
            return found;
        }
        let next = a.date.succ_opt().unwrap_or(a.date);
        let mut closed_seconds = 0;
        if closed.is_closed(a.date) {
            closed_seconds += zone.start_of(next).0 - from.0;
        } else {
            found.ends[0] = Some((a.second, DAY));
        }
        if closed.is_closed(b.date) {
            closed_seconds += until.0 - zone.start_of(b.date).0;
        } else {
            found.ends[1] = Some((0, b.second));
        }
        let closed_days = closed.count_closed(next, b.date);
        closed_seconds += closed_days * DAY + closed.longer(zone, next, b.date);
        found.open = elapsed - closed_seconds;
        found.days = (b.date - a.date).num_days() - 1 - closed_days;
        found
    }

    /// The clocks of an office with these hours, in the interval's zone.
    pub fn clocks(&self, hours: OfficeHours) -> Clocks {
        let ends = self.ends.iter().flatten();
        let ends: i64 = ends
            .map(|(from, until)| hours.working_between(*from, *until))
            .sum();
        Clocks {
            elapsed: self.elapsed,
            open: self.open,
            working: ends + self.days * hours.working_day(),
        }
    }
}

/// Calendar of an office: closed days, hours, zone.
#[derive(Clone, Copy, Debug)]
pub struct OfficeCalendar<'a> {
    /// Closed days (閉庁日).
    pub closed: &'a ClosedDays,
    /// 勤務時間
    pub hours: OfficeHours,
}

/// Relation of an interval to office hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Within the hours of one open day.
    Inside,
    /// Includes part of a closed day.
    ClosedDay(NaiveDate),
    /// Begins before opening, by this many seconds.
    BeforeOpening(i64),
    /// Ends after closing, by this many seconds.
    AfterClosing(i64),
    /// Spans more than one day.
    SeveralDays,
}

/// Relation of an interval to the break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseFit {
    /// No overlap.
    Clear,
    /// Partial overlap, in seconds.
    Over(i64),
    /// Within the break.
    Within,
}

impl OfficeCalendar<'_> {
    fn zone(&self) -> Zone {
        self.hours.zone
    }

    /// The three clocks from `from` to `until`; open and working time are 0 unless `until` is later.
    pub fn between(&self, from: Moment, until: Moment) -> Clocks {
        Interval::of(self.closed, self.zone(), from, until).clocks(self.hours)
    }

    /// The first open day after the latest evening at or before `moment`, an evening starting at second `evening` of
    /// an open day (N of the evening rule). Nights, weekends and hours before opening belong to the evening before
    /// them.
    pub fn day_after_evening(&self, moment: Moment, evening: i64) -> Option<NaiveDate> {
        let local = self.zone().local(moment);
        let latest = if local.second >= evening {
            Some(local.date)
        } else {
            local.date.pred_opt()
        };
        let evening_day = self.closed.last_open(latest?)?;
        self.closed.next_open(evening_day)
    }

    /// Relation of an interval to the hours; a moment is an empty interval.
    pub fn fit(&self, from: Moment, until: Moment) -> Fit {
        let (a, b) = (self.zone().local(from), self.zone().local(until));
        if self.closed.is_closed(a.date) {
            return Fit::ClosedDay(a.date);
        }
        // 24:00 of a day is 0:00 of the next in local time.
        let ends_at_midnight = b.second == 0 && until > from && a.date.succ_opt() == Some(b.date);
        let end = if ends_at_midnight { DAY } else { b.second };
        if b.date != a.date && !ends_at_midnight {
            return if self.closed.is_closed(b.date) {
                Fit::ClosedDay(b.date)
            } else {
                Fit::SeveralDays
            };
        }
        if a.second < self.hours.office.start() {
            return Fit::BeforeOpening(self.hours.office.start() - a.second);
        }
        if end > self.hours.office.end() {
            return Fit::AfterClosing(end - self.hours.office.end());
        }
        Fit::Inside
    }

    /// Relation of an interval to the break, which is within one day.
    pub fn pause_fit(&self, from: Moment, until: Moment) -> PauseFit {
        let Some(pause) = self.hours.pause else {
            return PauseFit::Clear;
        };
        let (a, b) = (self.zone().local(from), self.zone().local(until));
        if a.date != b.date {
            return PauseFit::Clear;
        }
        let (start, end) = (pause.start(), pause.end());
        // An empty interval is a start whose end is unknown: half-open.
        if a.second == b.second {
            return if (start..end).contains(&a.second) {
                PauseFit::Within
            } else {
                PauseFit::Clear
            };
        }
        match pause.overlap(a.second, b.second) {
            0 => PauseFit::Clear,
            _ if a.second >= start && b.second <= end => PauseFit::Within,
            seconds => PauseFit::Over(seconds),
        }
    }

    /// Whether a moment is within the hours of an open day, both ends included. 24:00 may be the closing time of the
    /// day that it ends.
    pub fn is_open_at(&self, moment: Moment) -> bool {
        let local = self.zone().local(moment);
        if !self.closed.is_closed(local.date) && self.hours.contains(local.second) {
            return true;
        }
        let closes_at_midnight = self.hours.office.end() == DAY && local.second == 0;
        closes_at_midnight
            && local
                .date
                .pred_opt()
                .is_some_and(|day| !self.closed.is_closed(day))
    }

    /// Closing time on `date`, whether or not it is open.
    pub fn closing(&self, date: NaiveDate) -> Option<Moment> {
        self.at(date, self.hours.office.end())
    }

    /// Opening time on `date`, whether or not it is open.
    pub fn opening(&self, date: NaiveDate) -> Option<Moment> {
        self.at(date, self.hours.office.start())
    }

    /// The moment of second `second` of `date` in the office's zone; 86,400 is the next day's start.
    pub fn at(&self, date: NaiveDate, second: i64) -> Option<Moment> {
        self.zone().at(date, second)
    }

    /// The hours as a pair, for messages.
    pub fn office(&self) -> Hours {
        self.hours.office
    }
}
