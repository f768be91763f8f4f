//! The days on which government offices are closed: 行政機関の休日に関する法律
//! (昭和63年法律第91号) article 1, paragraph 1, with the closures and openings an office
//! adds for itself.
//!
//! The article as it stands today (Saturdays, Sundays, holidays, 29 December to
//! 3 January) is applied to every year from 1948 to 2150, also to those in which
//! offices worked on Saturdays; only the holidays follow their history.

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
        /// By which provision it is a holiday.
        kind: HolidayKind,
    },
    /// 29 December to 3 January: item 3.
    YearEnd,
    /// A closure by configuration, with the office's words for it.
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

    /// The reason in English; a closure has the words of the configuration.
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

/// A closed day and why it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClosedDay {
    /// The day.
    pub date: NaiveDate,
    /// The reason shown; see [`ClosedDays::reason`] for days with more than one.
    pub reason: Reason,
    /// How firmly the reason is known: [`Basis::Predicted`] for an equinox that is not yet announced, on
    /// whatever weekday it falls.
    pub basis: Basis,
}

/// One year: a bit for each day, set when closed.
#[derive(Clone)]
struct Year {
    closed: [u64; 6],
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
        let whole = self.closed.iter().take(word);
        let part = self.closed.get(word).map_or(0, |bits| bits & !(!0 << bit));
        i64::from(whole.map(|bits| bits.count_ones()).sum::<u32>() + part.count_ones())
    }

    /// The `count`th open day of the year from `day0` on, which is among them; there are so many.
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
                // The lowest bit goes.
                open &= open.wrapping_sub(1);
            }
            return u32::try_from(word * 64).ok()?.checked_add(open.trailing_zeros());
        }
        None
    }

    /// Closed days in the year.
    fn count(&self) -> i64 {
        self.closed.iter().map(|bits| i64::from(bits.count_ones())).sum()
    }
}

/// Word and bit of a day of the year, counted from 0.
fn place(day0: u32) -> (usize, u32) {
    (day0 as usize / 64, day0 % 64)
}

/// The calendar of closed days, 1948-01-01 to 2150-12-31.
///
/// A year is computed when it is first asked for, and kept. Of days outside these
/// years ([`covers`](Self::covers)) the calendar knows nothing: they are not
/// closed, not counted, and no open day is found among them.
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
    /// The calendar of the law.
    pub fn new() -> Self {
        Self {
            years: no_years(),
            closures: BTreeMap::new(),
            openings: BTreeMap::new(),
        }
    }

    /// Adds days on which the office is closed besides, each with its reason.
    #[must_use]
    pub fn with_closures(mut self, closures: impl IntoIterator<Item = (NaiveDate, String)>) -> Self {
        self.closures.extend(closures);
        self.years = no_years();
        self
    }

    /// Adds days on which the office is open, whatever else would close them:
    /// an opening wins over the law (article 1, paragraph 3, lets offices work on
    /// closed days) and over a closure of the same day. Each has its reason.
    #[must_use]
    pub fn with_openings(mut self, openings: impl IntoIterator<Item = (NaiveDate, String)>) -> Self {
        self.openings.extend(openings);
        self.years = no_years();
        self
    }

    /// The special openings from `from` to `until`, both included, each with its reason: days that
    /// would be closed otherwise.
    pub fn openings(&self, from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = (NaiveDate, &str)> {
        let by_law = Self::new();
        self.openings
            .iter()
            .filter(move |(date, _)| (from..=until).contains(*date))
            .filter(move |(date, _)| by_law.is_closed(**date) || self.closures.contains_key(*date))
            .map(|(date, reason)| (*date, reason.as_str()))
    }

    /// Whether the calendar knows about the day.
    pub fn covers(date: NaiveDate) -> bool {
        (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
    }

    /// Whether the day is closed.
    pub fn is_closed(&self, date: NaiveDate) -> bool {
        self.year(date.year())
            .is_some_and(|year| year.has(date.ordinal0()))
    }

    /// Why the day is closed; nothing when it is open.
    ///
    /// Where several reasons hold, the one an officer would name: the holiday
    /// (1 January is 元日, a holiday on a Saturday keeps its name), then Saturday
    /// or Sunday, then the year's end, and last a closure by configuration, which
    /// changes nothing on a day the law has closed.
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

    /// The number of closed days from `from` on and before `until`; 0 when `until`
    /// is not after `from`.
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

    /// By how many seconds the closed days from `from` on and before `until` are longer than 24 hours each in
    /// a zone whose clocks are changed on them.
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

    /// The `count`th open day after the day, the day itself where `count` is 0. Years are counted whole, so
    /// that a day far off costs little more than the next one.
    pub fn open_after(&self, after: NaiveDate, count: u32) -> Option<NaiveDate> {
        if count == 0 {
            return Some(after);
        }
        let mut left = i64::from(count);
        let first = after.succ_opt()?;
        let (mut number, mut from) = (first.year(), first.ordinal0());
        loop {
            let year = self.year(number)?;
            let days = NaiveDate::from_yo_opt(number, 366).map_or(365, |_| 366);
            let open = i64::from(days - from) - (year.count() - year.before(from));
            if open >= left {
                return NaiveDate::from_yo_opt(number, year.open_from(from, left)? + 1);
            }
            left -= open;
            (number, from) = (number + 1, 0);
        }
    }

    /// The day itself if it is open, or the last open day before it.
    pub fn last_open(&self, at_or_before: NaiveDate) -> Option<NaiveDate> {
        let mut date = at_or_before;
        while self.is_closed(date) {
            date = date.pred_opt()?;
        }
        Self::covers(date).then_some(date)
    }

    /// The closed days from `from` to `until`, both included.
    pub fn between(&self, from: NaiveDate, until_inclusive: NaiveDate) -> Vec<ClosedDay> {
        let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).map_or(from, |day| from.max(day));
        first
            .iter_days()
            .take_while(|&date| date <= until_inclusive && Self::covers(date))
            .filter_map(|date| self.reason(date))
            .collect()
    }

    /// Closed days of the day's year before it.
    fn before_in_year(&self, date: NaiveDate) -> i64 {
        self.year(date.year())
            .map_or(0, |year| year.before(date.ordinal0()))
    }

    fn year(&self, number: i32) -> Option<&Year> {
        let index = usize::try_from(number.checked_sub(FIRST_YEAR)?).ok()?;
        Some(self.years.get(index)?.get_or_init(|| self.compute(number)))
    }

    /// Paragraph 1 of the article, then the closures, then the openings.
    fn compute(&self, number: i32) -> Year {
        let mut year = Year {
            closed: [0; 6],
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
        year
    }
}

/// Item 3: 29 December to 3 January.
fn is_year_end(date: NaiveDate) -> bool {
    matches!((date.month(), date.day()), (12, 29..) | (1, ..=3))
}

/// A place for every year, none computed.
fn no_years() -> Box<[OnceLock<Year>]> {
    (FIRST_YEAR..=LAST_YEAR).map(|_| OnceLock::new()).collect()
}
