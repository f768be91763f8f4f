//! Recurrence rules (RFC 5545 §3.3.10): parsing, and expansion over a window.
//!
//! Implemented here rather than by a crate: calcard would add a second calendar parser and two mail crates, and rrule
//! panics on raw input. A period is walked day by day, testing each day against the rule, so the work is bounded by
//! the days and times examined, whatever the rule. What the walk does not support (non-Gregorian RSCALE, RFC 7529) is
//! rejected, so that it can be reported.

mod expand;
mod parts;
mod times;
mod vcalendar;

use chrono::{NaiveDateTime, TimeDelta, Weekday};

use crate::value::basic_date_time;
use parts::{Freq, frequency, numbers, unsigned, week_day, week_days};

/// Limit on days (and times of day, for rules within a day) examined in one expansion: more than a thousand years,
/// and a few milliseconds.
pub const MAX_STEPS: usize = 1_000_000;
/// Limit on starts from one expansion.
pub const MAX_STARTS: usize = 2_000;
/// Length limit of a rule, in bytes.
const MAX_TEXT: usize = 4_000;

/// A parsed rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    freq: Freq,
    interval: u32,
    count: Option<usize>,
    /// Number of periods including the first, as counted by vCalendar 1.0.
    periods: Option<u32>,
    /// UNTIL in the local time of the start.
    until: Option<NaiveDateTime>,
    /// UNTIL in UTC, comparable only with the start's clock.
    until_utc: Option<NaiveDateTime>,
    months: Vec<u32>,
    weeks: Vec<i32>,
    year_days: Vec<i32>,
    month_days: Vec<i32>,
    days: Vec<(i32, Weekday)>,
    positions: Vec<i32>,
    hours: Vec<u32>,
    minutes: Vec<u32>,
    seconds: Vec<u32>,
    week_start: Weekday,
}

/// A range of local times, inclusive.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Start.
    pub from: NaiveDateTime,
    /// End.
    pub until: NaiveDateTime,
}

impl Rule {
    /// A rule that takes every period of a frequency.
    fn every(freq: Freq, interval: u32) -> Self {
        Self {
            freq,
            interval,
            count: None,
            periods: None,
            until: None,
            until_utc: None,
            months: Vec::new(),
            weeks: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            days: Vec::new(),
            positions: Vec::new(),
            hours: Vec::new(),
            minutes: Vec::new(),
            seconds: Vec::new(),
            week_start: Weekday::Mon,
        }
    }

    /// Parses a rule.
    ///
    /// # Errors
    /// The part that could not be parsed, or the whole text.
    pub fn parse(text: &str) -> Result<Self, &str> {
        if text.len() > MAX_TEXT {
            return Err(text);
        }
        let mut rule = Self::every(Freq::Daily, 1);
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
                "BYWEEKNO" => numbers(value, 1..=53, true).map(|list| rule.weeks = list),
                "BYYEARDAY" => numbers(value, 1..=366, true).map(|list| rule.year_days = list),
                "BYMONTHDAY" => numbers(value, 1..=31, true).map(|list| rule.month_days = list),
                "BYDAY" => week_days(value).map(|list| rule.days = list),
                "BYSETPOS" => numbers(value, 1..=366, true).map(|list| rule.positions = list),
                "BYHOUR" => numbers(value, 0..=23, false).map(|list| rule.hours = unsigned(&list)),
                "BYMINUTE" => numbers(value, 0..=59, false).map(|list| rule.minutes = unsigned(&list)),
                // A leap second (§3.3.10) counts as the minute's last second.
                "BYSECOND" => numbers(value, 0..=60, false).map(|list| {
                    rule.seconds = unsigned(&list).into_iter().map(|second| second.min(59)).collect();
                    rule.seconds.dedup();
                }),
                "WKST" => week_day(value).map(|day| rule.week_start = day),
                "RSCALE" => value.eq_ignore_ascii_case("GREGORIAN").then_some(()),
                // Skips days that a month does not have, as rules without RSCALE do.
                "SKIP" => value.eq_ignore_ascii_case("OMIT").then_some(()),
                _ => None,
            };
            read.ok_or(part)?;
        }
        rule.freq = freq.ok_or(text)?;
        let ordinals = rule.days.iter().any(|(ordinal, _)| *ordinal != 0);
        let times = rule.hours.len().max(1) * rule.minutes.len().max(1) * rule.seconds.len().max(1);
        // §3.3.10: ordinals only in monthly and yearly rules, and not with BYWEEKNO.
        let nowhere = ordinals && (rule.freq < Freq::Monthly || !rule.weeks.is_empty());
        if nowhere || rule.freq >= Freq::Daily && times > 24 * 60 {
            return Err(text);
        }
        Ok(rule)
    }

    /// Whether it repeats within a day.
    pub fn is_under_a_day(&self) -> bool {
        self.freq < Freq::Daily
    }

    fn read_until(&mut self, value: &str) -> Option<()> {
        let Ok(written) = jp_datetime::moment::read(value) else {
            // Some programs write the last representable year for “forever”; the walk ends earlier.
            let basic_date_time = basic_date_time(value)?;
            match (basic_date_time.has_time, basic_date_time.utc) {
                (false, _) => self.until = basic_date_time.local.date().and_hms_opt(23, 59, 59),
                (true, true) => self.until_utc = Some(basic_date_time.local),
                (true, false) => self.until = Some(basic_date_time.local),
            }
            return Some(());
        };
        written.year?;
        let date = written.date(chrono::NaiveDate::default())?;
        match (written.local(date), written.offset_seconds) {
            // A date includes the whole day (§3.3.10).
            (None, _) => self.until = date.and_hms_opt(23, 59, 59),
            (Some(local), Some(offset)) => {
                self.until_utc = local.checked_sub_signed(TimeDelta::seconds(i64::from(offset)));
            }
            (Some(local), None) => self.until = Some(local),
        }
        Some(())
    }

    /// UNTIL, if written in UTC.
    pub fn until_utc(&self) -> Option<NaiveDateTime> {
        self.until_utc
    }

    /// The rule with its UNTIL converted to a fixed offset from UTC, in seconds.
    pub fn until_by(mut self, offset: i32) -> Self {
        if let Some(utc) = self.until_utc.take() {
            self.until = utc.checked_add_signed(TimeDelta::seconds(i64::from(offset)));
        }
        self
    }
}
