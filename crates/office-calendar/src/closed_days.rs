//! Days on which government offices are closed: 行政機関の休日に関する法律 (昭和63年法律第91号) article 1, paragraph 1, with an office's
//! own closures and openings.
//!
//! The article in its present form (Saturdays, Sundays, holidays, 29 December to 3 January) is applied to every year
//! from 1948 to 2150, including those in which offices worked on Saturdays; only holidays follow their history.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, Weekday};

use super::holidays::{Basis, FIRST_YEAR, Holiday, HolidayKind, LAST_YEAR, holidays_of};
use super::zone::Zone;

/// Why a day is closed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// 土曜日: item 1.
    Saturday,
    /// 日曜日: item 1.
    Sunday,
    /// A holiday of 祝日法 or of a law of its own: item 2.
    Holiday {
        /// The name, 「元日」 or 「振替休日」.
        name_ja: &'static str,
        /// The name in English.
        name_en: &'static str,
        /// The legal basis.
        kind: HolidayKind,
    },
    /// 29 December to 3 January: item 3.
    YearEnd,
    /// A configured closure, with its reason.
    Closure(String),
}

impl Reason {
    /// The reason in Japanese.
    pub fn ja(&self) -> &str {
        match self {
            Self::Saturday => "土曜日",
            Self::Sunday => "日曜日",
            Self::Holiday { name_ja, .. } => name_ja,
            Self::YearEnd => "年末年始",
            Self::Closure(text) => text,
        }
    }

    /// The reason in English; for a closure, as configured.
    pub fn en(&self) -> &str {
        match self {
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
            Self::Holiday { name_en, .. } => name_en,
            Self::YearEnd => "year-end and New Year closure",
            Self::Closure(text) => text,
        }
    }
}

/// A closed day with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClosedDay {
    /// The day.
    pub date: NaiveDate,
    /// The reason shown; see [`ClosedDays::reason`] for its choice among several.
    pub reason: Reason,
    /// Certainty of the reason: [`Basis::Predicted`] for an equinox not yet announced, on whatever weekday.
    pub basis: Basis,
}

/// A year as a bitmap of closed days.
#[derive(Clone)]
struct Year {
    closed: [u64; 6],
    /// Closed days before each word.
    before: [u32; 6],
    holidays: Vec<Holiday>,
}

impl Year {
    fn has(&self, day0: u32) -> bool {
        let (word, bit) = place(day0);
        self.closed.get(word).is_some_and(|bits| bits >> bit & 1 == 1)
    }

    fn set(&mut self, day0: u32, closed: bool) {
        let (word, bit) = place(day0);
        if let Some(bits) = self.closed.get_mut(word) {
            *bits = *bits & !(1 << bit) | u64::from(closed) << bit;
        }
    }

    /// Closed days before the day `day0` of the year.
    fn before(&self, day0: u32) -> i64 {
        let (word, bit) = place(day0);
        let part = self.closed.get(word).map_or(0, |bits| bits & !(!0 << bit));
        i64::from(self.before.get(word).map_or(0, |before| *before) + part.count_ones())
    }

    /// Sums up the closed days, once all are set.
    fn sum_up(&mut self) {
        let mut sum = 0;
        for (before, closed) in self.before.iter_mut().zip(self.closed) {
            *before = sum;
            sum += closed.count_ones();
        }
    }

    /// The closed days of the year from `day0` on, up to 64, as a bitmap.
    fn bits_from(&self, day0: u32) -> u64 {
        let (word, bit) = place(day0);
        let word_at = |word: usize| self.closed.get(word).copied().unwrap_or_default();
        let next = word_at(word + 1).checked_shl(64 - bit).unwrap_or_default();
        word_at(word) >> bit | next
    }

    /// The `count`th open day of the year from `day0` on, inclusive; it must exist.
    fn open_from(&self, day0: u32, count: i64) -> Option<u32> {
        let (first, bit) = place(day0);
        let mut left = count;
        for (word, closed) in self.closed.iter().enumerate().skip(first) {
            let mut open = !closed;
            if word == first {
                open &= !0 << bit;
            }
            let here = i64::from(open.count_ones());
            if here < left {
                left -= here;
                continue;
            }
            for _ in 1..left {
                // Clear the lowest set bit.
                open &= open.wrapping_sub(1);
            }
            return u32::try_from(word * 64).ok()?.checked_add(open.trailing_zeros());
        }
        None
    }

    /// Closed days in the year.
    fn count(&self) -> i64 {
        self.before(6 * 64 - 1)
    }
}

/// Word and bit of a day of the year, counted from 0.
fn place(day0: u32) -> (usize, u32) {
    (day0 as usize / 64, day0 % 64)
}

/// The calendar of closed days, 1948-01-01 to 2150-12-31.
///
/// Years are computed on first use and cached. Days outside the range ([`covers`](Self::covers)) are unknown: not
/// closed, not counted, and never returned as open days.
#[derive(Clone)]
pub struct ClosedDays {
    years: Box<[OnceLock<Year>]>,
    closures: BTreeMap<NaiveDate, String>,
    openings: BTreeMap<NaiveDate, String>,
}

impl Default for ClosedDays {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ClosedDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClosedDays")
            .field("closures", &self.closures)
            .field("openings", &self.openings)
            .finish_non_exhaustive()
    }
}

impl ClosedDays {
    /// The calendar by law, without an office's own days.
    pub fn new() -> Self {
        Self {
            years: no_years(),
            closures: BTreeMap::new(),
            openings: BTreeMap::new(),
        }
    }

    /// Adds closures, with their reasons.
    #[must_use]
    pub fn with_closures(mut self, closures: impl IntoIterator<Item = (NaiveDate, String)>) -> Self {
        self.closures.extend(closures);
        self.years = no_years();
        self
    }

    /// Adds openings, with their reasons. An opening overrides the law (article 1, paragraph 3, lets offices work on
    /// closed days) and a closure of the same day.
    #[must_use]
    pub fn with_openings(mut self, openings: impl IntoIterator<Item = (NaiveDate, String)>) -> Self {
        self.openings.extend(openings);
        self.years = no_years();
        self
    }

    /// Openings from `from` to `until`, inclusive, with their reasons; only days that would otherwise be closed.
    pub fn openings(&self, from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = (NaiveDate, &str)> {
        let by_law = Self::new();
        self.openings
            .iter()
            .filter(move |(date, _)| (from..=until).contains(*date))
            .filter(move |(date, _)| by_law.is_closed(**date) || self.closures.contains_key(*date))
            .map(|(date, reason)| (*date, reason.as_str()))
    }

    /// Whether the day is in the calendar's range.
    pub fn covers(date: NaiveDate) -> bool {
        (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
    }

    /// Whether the day is closed.
    pub fn is_closed(&self, date: NaiveDate) -> bool {
        self.year(date.year())
            .is_some_and(|year| year.has(date.ordinal0()))
    }

    /// Why the day is closed; `None` if it is open.
    ///
    /// Of several reasons, the one an officer would name: first the holiday (1 January is 元日, and a holiday on a
    /// Saturday keeps its name), then Saturday or Sunday, then the year's end, and last a configured closure, which
    /// changes nothing on a day closed by law.
    pub fn reason(&self, date: NaiveDate) -> Option<ClosedDay> {
        let year = self.year(date.year())?;
        if !year.has(date.ordinal0()) {
            return None;
        }
        let other = match date.weekday() {
            Weekday::Sat => Some(Reason::Saturday),
            Weekday::Sun => Some(Reason::Sunday),
            _ if is_year_end(date) => Some(Reason::YearEnd),
            _ => self.closures.get(&date).cloned().map(Reason::Closure),
        };
        let holiday = year.holidays.iter().find(|holiday| holiday.date == date);
        let (reason, basis) = match (holiday, other) {
            (Some(holiday), other) => (
                Reason::Holiday {
                    name_ja: holiday.name_ja,
                    name_en: holiday.name_en,
                    kind: holiday.kind,
                },
                match other {
                    Some(Reason::Closure(_)) if holiday.basis == Basis::Predicted => Basis::Configuration,
                    _ => holiday.basis,
                },
            ),
            (None, Some(closure @ Reason::Closure(_))) => (closure, Basis::Configuration),
            (None, other) => (other?, Basis::Law),
        };
        Some(ClosedDay { date, reason, basis })
    }

    /// Number of closed days from `from` (inclusive) to `until` (exclusive); 0 unless `until` is later.
    pub fn count_closed(&self, from: NaiveDate, until: NaiveDate) -> i64 {
        if until <= from {
            return 0;
        }
        let between: i64 = (from.year().max(FIRST_YEAR)..until.year().min(LAST_YEAR + 1))
            .filter_map(|number| self.year(number))
            .map(Year::count)
            .sum();
        between + self.before_in_year(until) - self.before_in_year(from)
    }

    /// The closed days among the 64 from the day on, as a bitmap whose lowest bit is the day itself.
    pub fn closed_from(&self, date: NaiveDate) -> u64 {
        let bits = |number: i32, day0: u32| self.year(number).map_or(0, |year| year.bits_from(day0));
        let left = days_of(date.year()) - date.ordinal0();
        let next = bits(date.year() + 1, 0).checked_shl(left).unwrap_or_default();
        bits(date.year(), date.ordinal0()) | next
    }

    /// Seconds by which the closed days from `from` (inclusive) to `until` (exclusive) exceed 24 hours each, in a
    /// zone with clock changes.
    pub fn longer(&self, zone: Zone, from: NaiveDate, until: NaiveDate) -> i64 {
        if until <= from {
            return 0;
        }
        let odd = zone.odd_days(from, until).into_iter();
        odd.filter(|(date, _)| self.is_closed(*date))
            .map(|(_, longer)| longer)
            .sum()
    }

    /// The first open day after the day.
    pub fn next_open(&self, after: NaiveDate) -> Option<NaiveDate> {
        let mut date = after.succ_opt()?;
        while self.is_closed(date) {
            date = date.succ_opt()?;
        }
        Self::covers(date).then_some(date)
    }

    /// The `count`th open day after the day; the day itself for 0. Counts whole years at a time, so a distant day
    /// costs little more than the next one.
    pub fn open_after(&self, after: NaiveDate, count: u32) -> Option<NaiveDate> {
        if count == 0 {
            return Some(after);
        }
        let mut left = i64::from(count);
        let first = after.succ_opt()?;
        let (mut number, mut from) = (first.year(), first.ordinal0());
        loop {
            let year = self.year(number)?;
            let open = i64::from(days_of(number) - from) - (year.count() - year.before(from));
            if open >= left {
                return NaiveDate::from_yo_opt(number, year.open_from(from, left)? + 1);
            }
            left -= open;
            (number, from) = (number + 1, 0);
        }
    }

    /// The day itself if open, else the last open day before it.
    pub fn last_open(&self, at_or_before: NaiveDate) -> Option<NaiveDate> {
        let mut date = at_or_before;
        while self.is_closed(date) {
            date = date.pred_opt()?;
        }
        Self::covers(date).then_some(date)
    }

    /// Closed days from `from` to `until`, inclusive.
    pub fn between(&self, from: NaiveDate, until_inclusive: NaiveDate) -> Vec<ClosedDay> {
        let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).map_or(from, |day| from.max(day));
        first
            .iter_days()
            .take_while(|&date| date <= until_inclusive && Self::covers(date))
            .filter_map(|date| self.reason(date))
            .collect()
    }

    /// Number of closed days of the year before this day.
    fn before_in_year(&self, date: NaiveDate) -> i64 {
        self.year(date.year())
            .map_or(0, |year| year.before(date.ordinal0()))
    }

    fn year(&self, number: i32) -> Option<&Year> {
        let index = usize::try_from(number.checked_sub(FIRST_YEAR)?).ok()?;
        Some(self.years.get(index)?.get_or_init(|| self.compute(number)))
    }

    /// Paragraph 1 of the article, then closures, then openings.
    fn compute(&self, number: i32) -> Year {
        let mut year = Year {
            closed: [0; 6],
            before: [0; 6],
            holidays: holidays_of(number),
        };
        let (Some(first), Some(last)) = (
            NaiveDate::from_ymd_opt(number, 1, 1),
            NaiveDate::from_ymd_opt(number, 12, 31),
        ) else {
            return year;
        };
        for date in first.iter_days().take_while(|&date| date <= last) {
            let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            year.set(date.ordinal0(), weekend || is_year_end(date));
        }
        for index in 0..year.holidays.len() {
            if let Some(date) = year.holidays.get(index).map(|holiday| holiday.date) {
                year.set(date.ordinal0(), true);
            }
        }
        for (date, _) in self.closures.range(first..=last) {
            year.set(date.ordinal0(), true);
        }
        for (date, _) in self.openings.range(first..=last) {
            year.set(date.ordinal0(), false);
        }
        year.sum_up();
        year
    }
}

/// Number of days of a year.
fn days_of(year: i32) -> u32 {
    NaiveDate::from_yo_opt(year, 366).map_or(365, |_| 366)
}

/// Item 3: 29 December to 3 January.
fn is_year_end(date: NaiveDate) -> bool {
    matches!((date.month(), date.day()), (12, 29..) | (1, ..=3))
}

/// An empty slot for every year.
fn no_years() -> Box<[OnceLock<Year>]> {
    (FIRST_YEAR..=LAST_YEAR).map(|_| OnceLock::new()).collect()
}
