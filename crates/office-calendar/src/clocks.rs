//! The three clocks between two moments, the evening before a moment, and what lies inside hours.
//!
//! Everything is computed in one office's own wall time, from whole days by their counts and the two
//! ends by their seconds: a span of a century costs what a span of a day does.

use chrono::NaiveDate;

use super::closed_days::ClosedDays;
use super::hours::{DAY, Hours, Local, Moment, OfficeHours, Zone};

/// How long it is between two moments, by each clock, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Wall time. Negative where the second moment is the earlier.
    pub elapsed: i64,
    /// Wall time less all of every closed day (00:00–24:00 of the office's zone, 23 or 25 hours where its
    /// clocks are changed).
    pub open: i64,
    /// The office's hours on open days, less the break.
    pub working: i64,
}

/// One office's calendar: its closed days, its hours, its zone.
#[derive(Clone, Copy, Debug)]
pub struct OfficeCalendar<'a> {
    /// Closed days (閉庁日).
    pub closed: &'a ClosedDays,
    /// 勤務時間
    pub hours: OfficeHours,
}

/// How an interval lies to an office's hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Wholly inside the hours of one open day.
    Inside,
    /// It touches a closed day.
    ClosedDay(NaiveDate),
    /// It starts before opening, by so many seconds.
    BeforeOpening(i64),
    /// It ends after closing, by so many seconds.
    AfterClosing(i64),
    /// It runs over more than one day.
    SeveralDays,
}

/// How an interval lies to an office's break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseFit {
    /// Clear of it.
    Clear,
    /// It overlaps the break in part, by so many seconds.
    Over(i64),
    /// It lies wholly inside the break.
    Within,
}

impl OfficeCalendar<'_> {
    fn zone(&self) -> Zone {
        self.hours.zone
    }

    /// The three clocks from `from` until `until`; open and working are 0 where `until` is not later.
    pub fn between(&self, from: Moment, until: Moment) -> Clocks {
        let local = |at| self.zone().local(at);
        self.between_local((from, local(from)), (until, local(until)))
    }

    /// As [`Self::between`], where it is known what the office's own clock shows at both.
    pub fn between_local(&self, (from, a): (Moment, Local), (until, b): (Moment, Local)) -> Clocks {
        let elapsed = until.0.saturating_sub(from.0);
        if elapsed <= 0 {
            return Clocks {
                elapsed,
                open: 0,
                working: 0,
            };
        }
        let day = self.hours.working_day();
        if a.date == b.date {
            let closed = self.closed.is_closed(a.date);
            return Clocks {
                elapsed,
                open: if closed { 0 } else { elapsed },
                working: if closed {
                    0
                } else {
                    self.hours.working_between(a.second, b.second)
                },
            };
        }
        let next = a.date.succ_opt().unwrap_or(a.date);
        let mut closed_seconds = 0;
        let mut working = 0;
        if self.closed.is_closed(a.date) {
            closed_seconds += self.start_of(next).0 - from.0;
        } else {
            working += self.hours.working_between(a.second, DAY);
        }
        if self.closed.is_closed(b.date) {
            closed_seconds += until.0 - self.start_of(b.date).0;
        } else {
            working += self.hours.working_between(0, b.second);
        }
        let between = (b.date - a.date).num_days() - 1;
        let closed = self.closed.count_closed(next, b.date);
        closed_seconds += closed * DAY + self.closed.longer(self.zone(), next, b.date);
        working += (between - closed) * day;
        Clocks {
            elapsed,
            open: elapsed - closed_seconds,
            working,
        }
    }

    fn start_of(&self, date: NaiveDate) -> Moment {
        self.zone().start_of(date)
    }

    /// The first open day after the latest evening (from second `evening` of an open day on) at or
    /// before `moment`: N of the evening rule. A night, a week-end or the hours before opening count
    /// from the evening before.
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

    /// How the interval lies to the hours; a moment is an interval of no length.
    pub fn fit(&self, from: Moment, until: Moment) -> Fit {
        let (a, b) = (self.zone().local(from), self.zone().local(until));
        if self.closed.is_closed(a.date) {
            return Fit::ClosedDay(a.date);
        }
        // The day's last moment, 24:00, shows on the clock as the next day's 0:00.
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

    /// How the interval lies to the break. Only an interval of one day can lie inside it.
    pub fn pause_fit(&self, from: Moment, until: Moment) -> PauseFit {
        let Some(pause) = self.hours.pause else {
            return PauseFit::Clear;
        };
        let (a, b) = (self.zone().local(from), self.zone().local(until));
        if a.date != b.date {
            return PauseFit::Clear;
        }
        let (start, end) = (pause.start(), pause.end());
        // A meeting whose end is not known yet starts in the break or does not: half open.
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

    /// Whether a moment lies in the hours of an open day, both ends included. 24:00 is a closing time
    /// of the day it ends.
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

    /// The moment at which the office closes on `date`, open day or not.
    pub fn closing(&self, date: NaiveDate) -> Option<Moment> {
        self.at(date, self.hours.office.end())
    }

    /// The moment at which the office opens on `date`, open day or not.
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
