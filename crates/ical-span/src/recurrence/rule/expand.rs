//! Expansion of a rule over a window.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};

use super::parts::Freq;
use super::{MAX_STARTS, MAX_STEPS, Rule, Window};

/// Additional cost of each start found: it is converted by its zone and sorted among those of other rules.
const STEPS_PER_START: usize = 4;

/// Use of a rule's starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// RRULE: recurrences after the first start, which is part of the set and counts as the first of COUNT.
    Rrule,
    /// EXRULE: starts to exclude; the first start only if the rule yields it.
    Exrule,
}

impl Rule {
    /// Starts after the first within a window, sorted, and whether a limit was reached. The first start is always
    /// part of the set and counts as the first of COUNT.
    pub fn starts(&self, first: NaiveDateTime, window: Window) -> (Vec<NaiveDateTime>, bool) {
        self.starts_within(first, window, &mut { MAX_STEPS })
    }

    /// As [`Rule::starts`], with a budget of days and times to examine, from which those used are deducted.
    pub fn starts_within(
        &self,
        first: NaiveDateTime,
        window: Window,
        steps: &mut usize,
    ) -> (Vec<NaiveDateTime>, bool) {
        self.walk(first, window, Role::Rrule, steps)
    }

    /// Starts within a window that an EXRULE excludes. As [`Rule::starts_within`], but the first start is included
    /// only if the rule yields it.
    pub fn excluded_within(
        &self,
        first: NaiveDateTime,
        window: Window,
        steps: &mut usize,
    ) -> (Vec<NaiveDateTime>, bool) {
        self.walk(first, window, Role::Exrule, steps)
    }

    fn walk(
        &self,
        first: NaiveDateTime,
        window: Window,
        role: Role,
        steps: &mut usize,
    ) -> (Vec<NaiveDateTime>, bool) {
        let mut found = Vec::new();
        let last = self.until.map_or(window.until, |until| until.min(window.until));
        let (mut left, most) = match role {
            Role::Rrule => (self.count.map(|count| count.saturating_sub(1)), MAX_STARTS),
            Role::Exrule => (self.count, MAX_STEPS),
        };
        let mut allowed = (*steps).min(MAX_STEPS);
        let spent = |allowed: usize, steps: &mut usize| *steps -= (*steps).min(MAX_STEPS) - allowed;
        // COUNT requires walking from the first start; otherwise begin at the window.
        let mut period = if self.count.is_none() {
            self.periods_before(first.date(), window.from.date())
        } else {
            0
        };
        loop {
            let days = if left == Some(0) || self.periods.is_some_and(|periods| period >= periods) {
                None
            } else {
                self.days_of(first.date(), period)
            };
            let Some(days) = days.filter(|days| days.start().and_time(chrono::NaiveTime::MIN) <= last) else {
                spent(allowed, steps);
                return (found, false);
            };
            for start in self.in_period(first, days, &mut allowed) {
                if start < first || start == first && role == Role::Rrule {
                    continue;
                }
                if start > last || left == Some(0) {
                    spent(allowed, steps);
                    return (found, false);
                }
                left = left.map(|left| left - 1);
                if start >= window.from {
                    if found.len() == most {
                        spent(allowed, steps);
                        return (found, true);
                    }
                    found.push(start);
                    allowed = allowed.saturating_sub(STEPS_PER_START);
                }
            }
            if allowed == 0 {
                spent(allowed, steps);
                return (found, true);
            }
            period += 1;
        }
    }

    /// INTERVAL in walked periods; rules within a day are walked by day.
    fn step(&self) -> u32 {
        if self.is_under_a_day() { 1 } else { self.interval }
    }

    /// Number of whole periods from the first start to a day, less one for safety.
    fn periods_before(&self, first: NaiveDate, day: NaiveDate) -> u32 {
        let days = day.signed_duration_since(first).num_days().max(0);
        let length = match self.freq {
            Freq::Secondly | Freq::Minutely | Freq::Hourly | Freq::Daily => 1,
            Freq::Weekly => 7,
            Freq::Monthly => 31,
            Freq::Yearly => 366,
        };
        let periods = days / (length * i64::from(self.step()));
        u32::try_from(periods.saturating_sub(1).max(0)).unwrap_or(u32::MAX)
    }

    /// The days of a period; `None` out of range.
    fn days_of(&self, first: NaiveDate, period: u32) -> Option<RangeInclusive<NaiveDate>> {
        let steps = u64::from(period).checked_mul(u64::from(self.step()))?;
        let (from, until) = match self.freq {
            Freq::Secondly | Freq::Minutely | Freq::Hourly | Freq::Daily => {
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

    /// The starts of a period after BYSETPOS, within the budget.
    fn in_period(
        &self,
        first: NaiveDateTime,
        days: RangeInclusive<NaiveDate>,
        allowed: &mut usize,
    ) -> Vec<NaiveDateTime> {
        let mut starts = Vec::new();
        let mut day = *days.start();
        // A yearly date is in one month only.
        let own_month = [first.month()];
        let months = if self.freq == Freq::Yearly && self.is_bare() {
            &own_month[..]
        } else {
            &self.months
        };
        while day <= *days.end() && *allowed > 0 {
            *allowed -= 1;
            let month_taken = months.is_empty() || months.contains(&day.month());
            if month_taken && self.matches_day(first.date(), day) {
                if self.is_under_a_day() {
                    self.times_under_a_day(first, day, &mut starts, allowed);
                } else {
                    self.times_of(first, day, &mut starts);
                }
            }
            let next = if month_taken || self.freq <= Freq::Daily {
                day.succ_opt()
            } else {
                next_month(day)
            };
            let Some(next) = next else { break };
            day = next;
        }
        // BYSETPOS has been applied within each hour, minute or second.
        if self.is_under_a_day() {
            return starts;
        }
        self.apply_bysetpos(starts)
    }

    /// Applies BYSETPOS to the starts of a period.
    pub(super) fn apply_bysetpos(&self, starts: Vec<NaiveDateTime>) -> Vec<NaiveDateTime> {
        if self.positions.is_empty() {
            return starts;
        }
        let count = i32::try_from(starts.len()).unwrap_or(i32::MAX);
        let at = |position: &i32| {
            if *position > 0 {
                position - 1
            } else {
                count + position
            }
        };
        let mut chosen: Vec<_> = self
            .positions
            .iter()
            .filter_map(|position| starts.get(usize::try_from(at(position)).ok()?).copied())
            .collect();
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }

    /// Whether no part selects days within a period.
    fn is_bare(&self) -> bool {
        self.months.is_empty()
            && self.weeks.is_empty()
            && self.year_days.is_empty()
            && self.month_days.is_empty()
            && self.days.is_empty()
    }

    /// Whether a day matches the BY… parts (table of §3.3.10).
    fn matches_day(&self, first: NaiveDate, day: NaiveDate) -> bool {
        let from_end = |length: u32, at: u32| at as i32 - length as i32 - 1;
        let year_length = if day.leap_year() { 366 } else { 365 };
        let month_length = u32::from(day.num_days_in_month());
        if !self.weeks.is_empty() && !self.matches_week(day) {
            return false;
        }
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
            // Ordinals count within the month; within the year in a yearly rule without BYMONTH.
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
            Freq::Secondly | Freq::Minutely | Freq::Hourly | Freq::Daily => true,
            Freq::Weekly => day.weekday() == first.weekday(),
            // With BYWEEKNO, the weekday of the start is implied.
            Freq::Monthly | Freq::Yearly if !self.weeks.is_empty() => day.weekday() == first.weekday(),
            Freq::Monthly => day.day() == first.day(),
            Freq::Yearly => {
                day.day() == first.day() && (!self.months.is_empty() || day.month() == first.month())
            }
        }
    }

    /// Whether a day is in a week named by BYWEEKNO. Week 1 is the first with at least four days in the year (ISO
    /// 8601, with the rule's own start of the week), so days around New Year may belong to a week of an adjacent
    /// year.
    fn matches_week(&self, day: NaiveDate) -> bool {
        let into = i64::from(day.weekday().days_since(self.week_start));
        // A week belongs to the year of its fourth day.
        let Some(fourth) = day.checked_add_signed(TimeDelta::days(3 - into)) else {
            return false;
        };
        let week = fourth.ordinal0() as i32 / 7 + 1;
        let days = if fourth.leap_year() { 366 } else { 365 };
        let after = (days - fourth.ordinal() as i32) / 7;
        self.weeks
            .iter()
            .any(|wanted| *wanted == week || *wanted == -1 - after)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The day this many days after the first, with this budget; returns whether the search was cut short.
    fn cut(days: usize, steps: &mut usize) -> bool {
        let rule = Rule::parse("FREQ=DAILY;COUNT=3000000").unwrap();
        let first = NaiveDate::from_ymd_opt(2025, 9, 8)
            .unwrap()
            .and_time(chrono::NaiveTime::MIN);
        let day = first.checked_add_days(Days::new(days as u64)).unwrap();
        let window = Window {
            from: day,
            until: day,
        };
        rule.starts_within(first, window, steps).1
    }

    #[test]
    fn a_rule_is_followed_as_far_as_it_may_be() {
        // The day itself, and one after it, are examined.
        let needed = |days: usize| days + 1 + STEPS_PER_START + 1;
        for days in [1, 10, 1000] {
            for (steps, expected) in [(needed(days), false), (needed(days) - 2, true)] {
                let mut left = steps;
                assert_eq!(cut(days, &mut left), expected, "{days}: {steps}, {left} left");
            }
        }
        let most = MAX_STEPS - needed(0);
        assert!(!cut(most, &mut { usize::MAX }));
        assert!(cut(MAX_STEPS + 1, &mut { usize::MAX }));
        // What is left is available to the next expansion.
        let mut left = 5000;
        assert!(!cut(1000, &mut left));
        assert!((5000 - needed(1000)..=4000).contains(&left), "{left}");
    }
}
