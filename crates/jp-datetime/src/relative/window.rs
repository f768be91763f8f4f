//! Sending windows of templates: 平日 9:30〜12:00, 令和8年4月1日〜4月30日.

use chrono::{NaiveDate, Weekday};

use super::{OPEN_DAY, eat_latin};
use crate::moment::tokens::{Cursor, is_stray, too_long, trimmed};
use crate::moment::{self, Written, limits, read_clock};

/// When a template may be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First and last date; `None` for unlimited.
    pub dates: Option<WindowDates>,
    /// Days on which it may be sent.
    pub days: SendDays,
    /// Ranges of minutes since midnight, inclusive; empty for the sender's office hours.
    pub hours: Vec<(u32, u32)>,
}

/// First and last date as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowDates {
    /// The first day.
    pub first: Written,
    /// The last day; equal to the first if a single day is written.
    pub last: Written,
}

impl WindowDates {
    /// Resolves the dates; a missing year is that of the first such day from `today` on.
    pub fn resolve(&self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.first.date(today)?;
        let last = self.last_after(first)?;
        (first <= last).then_some((first, last))
    }

    /// The last day. A missing year is resolved from the first, and must keep the window within a year (2月1日〜2月29日).
    pub fn last_after(&self, first: NaiveDate) -> Option<NaiveDate> {
        let written = self.last.year.is_some() || self.last.years_ahead.is_some();
        let within_a_year = |last: &NaiveDate| last.signed_duration_since(first).num_days() <= 366;
        self.last
            .date(first)
            .filter(|last| written || within_a_year(last))
    }
}

/// Days on which a template may be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SendDays {
    /// 平日, 開庁日: open days.
    #[default]
    Open,
    /// 毎日: every day, including closed ones.
    Every,
    /// 月・水・金: open days on these weekdays (one bit each, Monday first). A Saturday or Sunday that is named counts
    /// although it is closed.
    Weekdays(u8),
}

impl SendDays {
    /// Whether a day is included.
    pub fn take(self, day: Weekday, closed: bool) -> bool {
        match self {
            Self::Open => !closed,
            Self::Every => true,
            Self::Weekdays(days) => {
                let named = days >> day.num_days_from_monday() & 1 == 1;
                named && (!closed || matches!(day, Weekday::Sat | Weekday::Sun))
            }
        }
    }
}

/// Parses a window in a single text: dates, days and hours, each at most once and in this order; at least one of
/// them.
pub fn read_window(text: &str) -> Option<Window> {
    if too_long(text) || text.chars().any(is_stray) {
        return None;
    }
    let whole = trimmed(text);
    let text = text.get(whole)?;
    let (dates, rest) = match dates_before(text) {
        Some((dates, rest)) => (Some(dates), rest),
        None => (None, text),
    };
    let mut c = Cursor::new(rest);
    separators(&mut c);
    let days = days(&mut c);
    separators(&mut c);
    let hours = hours(&mut c)?;
    limits(&mut c);
    c.blanks();
    let is_stated = dates.is_some() || days.is_some() || !hours.is_empty();
    (c.at_end() && is_stated).then_some(Window {
        dates,
        days: days.unwrap_or_default(),
        hours,
    })
}

/// Parses 期間: a date, or a range of dates.
pub fn read_dates(text: &str) -> Option<WindowDates> {
    let window = read_window(text)?;
    (window.days == SendDays::Open && window.hours.is_empty())
        .then_some(window.dates)
        .flatten()
}

/// Parses 曜日: 平日, 毎日, 月・水・金, 火〜木.
pub fn read_days(text: &str) -> Option<SendDays> {
    if too_long(text) {
        return None;
    }
    let mut c = Cursor::new(text);
    c.blanks();
    let found = days(&mut c)?;
    c.blanks();
    c.at_end().then_some(found)
}

/// Parses 時間帯: 9:30〜12:00、13:00〜17:00.
pub fn read_hours(text: &str) -> Option<Vec<(u32, u32)>> {
    let window = read_window(text)?;
    (window.dates.is_none() && window.days == SendDays::Open && !window.hours.is_empty())
        .then_some(window.hours)
}

/// The dates at the start of a text, and the rest.
fn dates_before(text: &str) -> Option<(WindowDates, &str)> {
    let date_alone = |part: &str| {
        let found = moment::read(part.trim()).ok()?;
        (!found.has_time() && found.offset_seconds.is_none()).then_some(found)
    };
    // The longest prefix that is a date: 「4/10」 is not 4/1 followed by 0.
    let longest = |text: &str| -> Option<(Written, usize)> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut ends: Vec<usize> = ends.collect();
        ends.reverse();
        ends.into_iter()
            .find_map(|end| Some((date_alone(text.get(..end)?)?, end)))
    };
    let (first, end) = longest(text)?;
    let rest = text.get(end..)?;
    let mut c = Cursor::new(rest);
    c.blanks();
    if to_sign(&mut c) {
        c.blanks();
        if let Some((last, end)) = longest(c.rest()) {
            return Some((WindowDates { first, last }, c.rest().get(end..)?));
        }
        return None;
    }
    let last = first.clone();
    Some((WindowDates { first, last }, rest))
}

fn separators(c: &mut Cursor<'_>) {
    loop {
        c.blanks();
        if !(c.eat('の') || c.eat(',') || c.eat('、')) {
            return;
        }
    }
}

fn to_sign(c: &mut Cursor<'_>) -> bool {
    c.eat_any(&["~", "-", "–", "—", "―", "ー", "から"])
}

fn days(c: &mut Cursor<'_>) -> Option<SendDays> {
    if c.eat_any(OPEN_DAY) || eat_latin(c, &["open days", "working days", "business days", "weekdays"]) {
        return Some(SendDays::Open);
    }
    if c.eat_any(&["毎日", "全日"]) || eat_latin(c, &["every day", "daily"]) {
        return Some(SendDays::Every);
    }
    c.eat_word("毎週");
    let first = weekday(c)?;
    let mut found = bit(first);
    let mut last = first;
    loop {
        let mut look = *c;
        look.blanks();
        let range = to_sign(&mut look);
        if !range {
            look.eat_any(&["・", "、", ",", "/", "及び", "と"]);
        }
        look.blanks();
        let Some(next) = weekday(&mut look) else { break };
        *c = look;
        if range {
            let mut day = last;
            while day != next {
                day = day.succ();
                found |= bit(day);
            }
        }
        found |= bit(next);
        last = next;
    }
    Some(SendDays::Weekdays(found))
}

fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

fn weekday(c: &mut Cursor<'_>) -> Option<Weekday> {
    const NAMES: [(char, &[&str], Weekday); 7] = [
        ('月', &["monday", "mon"], Weekday::Mon),
        ('火', &["tuesday", "tue"], Weekday::Tue),
        ('水', &["wednesday", "wed"], Weekday::Wed),
        ('木', &["thursday", "thu"], Weekday::Thu),
        ('金', &["friday", "fri"], Weekday::Fri),
        ('土', &["saturday", "sat"], Weekday::Sat),
        ('日', &["sunday", "sun"], Weekday::Sun),
    ];
    for (kanji, latin, day) in NAMES {
        if c.eat(kanji) {
            c.eat_any(&["曜日", "曜"]);
            return Some(day);
        }
        if eat_latin(c, latin) {
            return Some(day);
        }
    }
    None
}

/// Parses ranges of hours; `None` for invalid ones.
fn hours(c: &mut Cursor<'_>) -> Option<Vec<(u32, u32)>> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    loop {
        let mut look = *c;
        separators(&mut look);
        let Some(from) = minute(&mut look)? else {
            return Some(found);
        };
        look.blanks();
        let until = if to_sign(&mut look) {
            look.blanks();
            minute(&mut look)??
        } else {
            from
        };
        limits(&mut look);
        if until < from || found.last().is_some_and(|(_, before)| *before >= from) {
            return None;
        }
        found.push((from, until));
        *c = look;
    }
}

/// Parses a time; `Some(None)` if it is invalid.
#[allow(clippy::option_option, reason = "no time here, or a time that is none")]
fn minute(c: &mut Cursor<'_>) -> Option<Option<u32>> {
    match read_clock(c, &mut ()) {
        Ok(Some(time)) if time.second == 0 => {
            Some(Some(time.hour.saturating_mul(60).saturating_add(time.minute)))
        }
        Ok(None) => Some(None),
        _ => None,
    }
}
