//! Recurrence rules (RFC 5545 §3.3.10): read, and expanded over a window.
//!
//! Our own, and small, rather than a crate's: calcard would bring a second reader of calendars, and two
//! crates for mail with it, for the one step that is wanted; rrule panics on raw input. A period is
//! walked day by day and each day is asked whether the rule takes it, so the work is bounded by the days
//! looked at and nothing in a rule can make it longer. What the walk does not know (FREQ under a day,
//! BYWEEKNO, RSCALE) is refused, so that the reader can say so.

mod parts;

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};

use parts::{frequency, numbers, unsigned, week_day, week_days};

/// The most days that one expansion looks at: over a thousand years of days, and a few milliseconds.
const MAX_DAYS: usize = 400_000;
/// The most starts of one expansion.
pub const MAX_STARTS: usize = 2_000;
/// The longest rule that is read, in bytes.
const MAX_TEXT: usize = 4_000;

/// FREQ
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Freq {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    freq: Freq,
    interval: u32,
    count: Option<usize>,
    /// UNTIL by the clock of the start.
    until: Option<NaiveDateTime>,
    /// UNTIL in UTC, which only the start's clock can compare.
    until_utc: Option<NaiveDateTime>,
    months: Vec<u32>,
    year_days: Vec<i32>,
    month_days: Vec<i32>,
    days: Vec<(i32, Weekday)>,
    positions: Vec<i32>,
    hours: Vec<u32>,
    minutes: Vec<u32>,
    seconds: Vec<u32>,
    week_start: Weekday,
}

/// From one local time to another, both included.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// The first.
    pub from: NaiveDateTime,
    /// The last.
    pub until: NaiveDateTime,
}

impl Rule {
    /// Reads a rule.
    ///
    /// # Errors
    /// The part of it that is not understood, or the whole.
    pub fn parse(text: &str) -> Result<Self, &str> {
        if text.len() > MAX_TEXT {
            return Err(text);
        }
        let mut rule = Self {
            freq: Freq::Daily,
            interval: 1,
            count: None,
            until: None,
            until_utc: None,
            months: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            days: Vec::new(),
            positions: Vec::new(),
            hours: Vec::new(),
            minutes: Vec::new(),
            seconds: Vec::new(),
            week_start: Weekday::Mon,
        };
        let mut freq = None;
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or(part)?;
            let value = value.trim();
            let read = match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => {
                    freq = frequency(value);
                    freq.map(drop)
                }
                "INTERVAL" => value.parse().ok().filter(|n| *n > 0).map(|n| rule.interval = n),
                "COUNT" => value
                    .parse()
                    .ok()
                    .filter(|n| *n > 0)
                    .map(|n| rule.count = Some(n)),
                "UNTIL" => rule.read_until(value),
                "BYMONTH" => numbers(value, 1..=12, false).map(|list| rule.months = unsigned(&list)),
                "BYYEARDAY" => numbers(value, 1..=366, true).map(|list| rule.year_days = list),
                "BYMONTHDAY" => numbers(value, 1..=31, true).map(|list| rule.month_days = list),
                "BYDAY" => week_days(value).map(|list| rule.days = list),
                "BYSETPOS" => numbers(value, 1..=366, true).map(|list| rule.positions = list),
                "BYHOUR" => numbers(value, 0..=23, false).map(|list| rule.hours = unsigned(&list)),
                "BYMINUTE" => numbers(value, 0..=59, false).map(|list| rule.minutes = unsigned(&list)),
                "BYSECOND" => numbers(value, 0..=59, false).map(|list| rule.seconds = unsigned(&list)),
                "WKST" => week_day(value).map(|day| rule.week_start = day),
                _ => None,
            };
            read.ok_or(part)?;
        }
        rule.freq = freq.ok_or(text)?;
        let ordinals = rule.days.iter().any(|(ordinal, _)| *ordinal != 0);
        let times = rule.hours.len().max(1) * rule.minutes.len().max(1) * rule.seconds.len().max(1);
        if ordinals && matches!(rule.freq, Freq::Daily | Freq::Weekly) || times > 24 * 60 {
            return Err(text);
        }
        Ok(rule)
    }

    fn read_until(&mut self, value: &str) -> Option<()> {
        let written = crate::read::moment::read(value).ok()?;
        written.year?;
        let date = written.date(NaiveDate::default())?;
        match (written.local(date), written.offset_seconds) {
            // A date alone: that day is the last (§3.3.10).
            (None, _) => self.until = date.and_hms_opt(23, 59, 59),
            (Some(local), Some(offset)) => {
                self.until_utc = local.checked_sub_signed(TimeDelta::seconds(i64::from(offset)));
            }
            (Some(local), None) => self.until = Some(local),
        }
        Some(())
    }

    /// UNTIL in UTC, where it is written so.
    pub fn until_utc(&self) -> Option<NaiveDateTime> {
        self.until_utc
    }

    /// The same rule with its UNTIL by a clock of a fixed offset.
    pub fn until_by(mut self, offset: i32) -> Self {
        if let Some(utc) = self.until_utc.take() {
            self.until = utc.checked_add_signed(TimeDelta::seconds(i64::from(offset)));
        }
        self
    }

    /// The starts after the first that fall into a window, in order, and whether there may be more that
    /// were not looked for. The first start always belongs to the set, and is the first of COUNT.
    pub fn starts(&self, first: NaiveDateTime, window: Window) -> (Vec<NaiveDateTime>, bool) {
        let mut found = Vec::new();
        let last = self.until.map_or(window.until, |until| until.min(window.until));
        let mut left = self.count.map(|count| count.saturating_sub(1));
        let mut looked_at = 0;
        // COUNT counts from the first start; without it the walk begins at the window.
        let mut period = if self.count.is_none() {
            self.periods_before(first.date(), window.from.date())
        } else {
            0
        };
        loop {
            if left == Some(0) {
                return (found, false);
            }
            let Some(days) = self.days_of(first.date(), period) else {
                return (found, false);
            };
            if days.start().and_hms_opt(0, 0, 0).is_none_or(|start| start > last) {
                return (found, false);
            }
            for start in self.in_period(first, days, &mut looked_at) {
                if start <= first {
                    continue;
                }
                if start > last || left == Some(0) {
                    return (found, false);
                }
                left = left.map(|left| left - 1);
                if start >= window.from {
                    if found.len() == MAX_STARTS {
                        return (found, true);
                    }
                    found.push(start);
                }
            }
            if looked_at > MAX_DAYS {
                return (found, true);
            }
            period += 1;
        }
    }

    /// How many whole periods lie between the first start and a day, less one to be safe.
    fn periods_before(&self, first: NaiveDate, day: NaiveDate) -> u32 {
        let days = day.signed_duration_since(first).num_days().max(0);
        let length = match self.freq {
            Freq::Daily => 1,
            Freq::Weekly => 7,
            Freq::Monthly => 31,
            Freq::Yearly => 366,
        };
        let periods = days / (length * i64::from(self.interval));
        u32::try_from(periods.saturating_sub(1).max(0)).unwrap_or(u32::MAX)
    }

    /// The days of a period; nothing beyond the calendar.
    fn days_of(&self, first: NaiveDate, period: u32) -> Option<RangeInclusive<NaiveDate>> {
        let steps = u64::from(period).checked_mul(u64::from(self.interval))?;
        let (from, until) = match self.freq {
            Freq::Daily => {
                let day = first.checked_add_days(Days::new(steps))?;
                (day, day)
            }
            Freq::Weekly => {
                let into = first.weekday().days_since(self.week_start);
                let week = first.checked_sub_days(Days::new(into.into()))?;
                let from = week.checked_add_days(Days::new(steps.checked_mul(7)?))?;
                (from, from.checked_add_days(Days::new(6))?)
            }
            Freq::Monthly => {
                let months = u64::from(first.month0()).checked_add(steps)?;
                let year = first.year().checked_add(i32::try_from(months / 12).ok()?)?;
                let month = u32::try_from(months % 12).ok()? + 1;
                let from = NaiveDate::from_ymd_opt(year, month, 1)?;
                (from, last_of_month(from)?)
            }
            Freq::Yearly => {
                let year = first.year().checked_add(i32::try_from(steps).ok()?)?;
                (
                    NaiveDate::from_ymd_opt(year, 1, 1)?,
                    NaiveDate::from_ymd_opt(year, 12, 31)?,
                )
            }
        };
        Some(from..=until)
    }

    /// The starts of a period, BYSETPOS applied.
    fn in_period(
        &self,
        first: NaiveDateTime,
        days: RangeInclusive<NaiveDate>,
        looked_at: &mut usize,
    ) -> Vec<NaiveDateTime> {
        let mut starts = Vec::new();
        let mut day = *days.start();
        while day <= *days.end() {
            *looked_at += 1;
            let month_taken = self.months.is_empty() || self.months.contains(&day.month());
            if month_taken && self.takes(first.date(), day) {
                self.times_of(first, day, &mut starts);
            }
            let next = if month_taken || self.freq == Freq::Daily {
                day.succ_opt()
            } else {
                next_month(day)
            };
            let Some(next) = next else { break };
            day = next;
        }
        if self.positions.is_empty() {
            return starts;
        }
        let count = i32::try_from(starts.len()).unwrap_or(i32::MAX);
        let mut chosen: Vec<_> = self
            .positions
            .iter()
            .map(|position| {
                if *position > 0 {
                    position - 1
                } else {
                    count + position
                }
            })
            .filter_map(|index| starts.get(usize::try_from(index).ok()?).copied())
            .collect();
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }

    /// Whether a day of a month that is taken is taken itself (the table of §3.3.10).
    fn takes(&self, first: NaiveDate, day: NaiveDate) -> bool {
        let from_end = |length: u32, at: u32| at as i32 - length as i32 - 1;
        let year_length = if day.leap_year() { 366 } else { 365 };
        let month_length = u32::from(day.num_days_in_month());
        if !self.year_days.is_empty() {
            let back = from_end(year_length, day.ordinal());
            if !self
                .year_days
                .iter()
                .any(|wanted| *wanted == day.ordinal() as i32 || *wanted == back)
            {
                return false;
            }
        }
        if !self.month_days.is_empty() {
            let back = from_end(month_length, day.day());
            if !self
                .month_days
                .iter()
                .any(|wanted| *wanted == day.day() as i32 || *wanted == back)
            {
                return false;
            }
        }
        if !self.days.is_empty() {
            // An ordinal counts in the month, and in the year for a yearly rule without BYMONTH.
            let (at, length) = if self.freq == Freq::Yearly && self.months.is_empty() {
                (day.ordinal0(), year_length)
            } else {
                (day.day0(), month_length)
            };
            let nth = (at / 7 + 1) as i32;
            let back = -(((length - 1 - at) / 7 + 1) as i32);
            let weekday = day.weekday();
            let taken = |(ordinal, wanted): &(i32, Weekday)| {
                *wanted == weekday && (*ordinal == 0 || *ordinal == nth || *ordinal == back)
            };
            return self.days.iter().any(taken);
        }
        if !self.month_days.is_empty() || !self.year_days.is_empty() {
            return true;
        }
        match self.freq {
            Freq::Daily => true,
            Freq::Weekly => day.weekday() == first.weekday(),
            Freq::Monthly => day.day() == first.day(),
            Freq::Yearly => {
                day.day() == first.day() && (!self.months.is_empty() || day.month() == first.month())
            }
        }
    }

    fn times_of(&self, first: NaiveDateTime, day: NaiveDate, into: &mut Vec<NaiveDateTime>) {
        if self.hours.is_empty() && self.minutes.is_empty() && self.seconds.is_empty() {
            into.push(day.and_time(first.time()));
            return;
        }
        let or = |list: &[u32], own: u32| if list.is_empty() { vec![own] } else { list.to_vec() };
        for hour in or(&self.hours, first.hour()) {
            for minute in or(&self.minutes, first.minute()) {
                for second in or(&self.seconds, first.second()) {
                    into.extend(day.and_hms_opt(hour, minute, second));
                }
            }
        }
    }
}

fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.with_day(u32::from(first.num_days_in_month()))
}

fn next_month(day: NaiveDate) -> Option<NaiveDate> {
    last_of_month(day)?.succ_opt()
}
