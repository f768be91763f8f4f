//! Times of rules within a day (FREQ=HOURLY, MINUTELY, SECONDLY).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::Rule;
use super::parts::Freq;

/// Seconds of a day.
const DAY: i64 = 86_400;

impl Rule {
    /// Adds the times of a day in order, within the budget. INTERVAL counts hours, minutes or seconds from the first
    /// start, across days.
    pub(super) fn times_under_a_day(
        &self,
        first: NaiveDateTime,
        day: NaiveDate,
        into: &mut Vec<NaiveDateTime>,
        allowed: &mut usize,
    ) {
        // Length of the unit in seconds, and units per day.
        let unit: i64 = match self.freq {
            Freq::Hourly => 3600,
            Freq::Minutely => 60,
            _ => 1,
        };
        let units = DAY / unit;
        let interval = i64::from(self.interval);
        let days = day.signed_duration_since(first.date()).num_days();
        let before = days * units - i64::from(first.num_seconds_from_midnight()) / unit;
        // The first unit of the day that is a multiple of the interval away from the start.
        let mut at = (-before).rem_euclid(interval);
        let skip_to = |at: i64, target: i64| at + (target - at + interval - 1) / interval * interval;
        let has = |list: &[u32], value: i64| {
            list.is_empty() || u32::try_from(value).is_ok_and(|value| list.contains(&value))
        };
        while at < units && *allowed > 0 {
            *allowed -= 1;
            let second = at * unit;
            let hour = second / 3600;
            if !has(&self.hours, hour) {
                at = skip_to(at, (hour + 1) * 3600 / unit);
                continue;
            }
            if self.freq <= Freq::Minutely && !has(&self.minutes, second / 60 % 60) {
                at = skip_to(at, (second / 60 + 1) * 60 / unit);
                continue;
            }
            if self.freq > Freq::Secondly || has(&self.seconds, second % 60) {
                self.times_of_unit(first, day, second, into, allowed);
            }
            at += interval;
        }
    }

    /// The starts of one hour, minute or second after BYSETPOS.
    fn times_of_unit(
        &self,
        first: NaiveDateTime,
        day: NaiveDate,
        second: i64,
        into: &mut Vec<NaiveDateTime>,
        allowed: &mut usize,
    ) {
        let or = |list: &[u32], own: u32| if list.is_empty() { vec![own] } else { list.to_vec() };
        let time =
            |second: u32| Some(day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(second, 0)?));
        let second = u32::try_from(second).unwrap_or_default();
        let mut starts = Vec::new();
        match self.freq {
            Freq::Hourly => {
                for minute in or(&self.minutes, first.minute()) {
                    for own in or(&self.seconds, first.second()) {
                        starts.extend(time(second + minute * 60 + own));
                    }
                }
            }
            Freq::Minutely => {
                for own in or(&self.seconds, first.second()) {
                    starts.extend(time(second + own));
                }
            }
            _ => starts.extend(time(second)),
        }
        *allowed = allowed.saturating_sub(starts.len() - starts.len().min(1));
        into.append(&mut self.apply_bysetpos(starts));
    }
}
