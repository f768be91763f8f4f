//! Rules of vCalendar 1.0 (versit, 1996): `W2 MO WE 20251231T000000`, `MP1 1+ MO #0`.
//!
//! Frequency, interval, selectors within the period, and the end: `#n` periods (2 by default, unlimited for 0) or a
//! last date, which precedes a count. Times of day among days, end markers (`$`) and nested rules are rejected.

use chrono::{Datelike, NaiveDateTime};

use super::parts::{Freq, week_day};
use super::{MAX_TEXT, Rule};

impl Rule {
    /// Parses a rule in the syntax of iCalendar or of vCalendar 1.0, for a component that starts at a local time.
    ///
    /// # Errors
    /// The part that could not be parsed, or the whole text.
    pub fn of(text: &str, first: NaiveDateTime) -> Result<Self, &str> {
        if text.contains('=') || text.len() > MAX_TEXT {
            return Self::parse(text);
        }
        parse(text, first)
    }
}

/// Parses a rule of vCalendar 1.0.
///
/// # Errors
/// The part that could not be parsed, or the whole text.
fn parse(text: &str, first: NaiveDateTime) -> Result<Rule, &str> {
    let mut words = text.split_ascii_whitespace();
    let head = words.next().ok_or(text)?;
    let digits = head.find(|c: char| c.is_ascii_digit()).ok_or(text)?;
    let (name, interval) = head.split_at(digits);
    let interval = interval.parse().ok().filter(|n| *n > 0).ok_or(head)?;
    let name = name.to_ascii_uppercase();
    let freq = match &*name {
        "M" => Freq::Minutely,
        "D" => Freq::Daily,
        "W" => Freq::Weekly,
        "MP" | "MD" => Freq::Monthly,
        "YM" | "YD" => Freq::Yearly,
        _ => return Err(head),
    };
    let mut rule = Rule::every(freq, interval);
    rule.periods = Some(2);
    // Weeks of the month, for the weekdays that follow.
    let (mut weeks, mut weeks_used) = (Vec::new(), true);
    for word in words {
        if let Some(count) = word.strip_prefix('#') {
            let count: u32 = count.parse().map_err(|_| word)?;
            rule.periods = (count > 0).then_some(count);
            continue;
        }
        if word.len() >= 8 {
            rule.read_until(word).ok_or(word)?;
            continue;
        }
        match &*name {
            "W" => rule.days.push((0, week_day(word).ok_or(word)?)),
            "MP" => match week_day(word) {
                Some(day) if !weeks.is_empty() => {
                    weeks_used = true;
                    rule.days.extend(weeks.iter().map(|week| (*week, day)));
                }
                Some(_) => return Err(word),
                None => {
                    if std::mem::take(&mut weeks_used) {
                        weeks.clear();
                    }
                    weeks.push(counted(word, 5).ok_or(word)?);
                }
            },
            "MD" if word.eq_ignore_ascii_case("LD") => rule.month_days.push(-1),
            "MD" => rule.month_days.push(counted(word, 31).ok_or(word)?),
            "YM" => rule.months.push(number(word, 12).ok_or(word)?.unsigned_abs()),
            "YD" => rule.year_days.push(counted(word, 366).ok_or(word)?),
            _ => return Err(word),
        }
    }
    if rule.until.is_some() || rule.until_utc.is_some() {
        rule.periods = None;
    }
    if name == "MP" {
        if !weeks_used {
            return Err(text);
        }
        if rule.days.is_empty() {
            // Default: the same weekday of the month as the start.
            let week = i32::try_from(first.day0() / 7 + 1).unwrap_or_default();
            rule.days.push((week, first.weekday()));
        }
    }
    // Each minute is a period, while the walk is by day.
    if rule.freq < Freq::Daily {
        rule.count = rule.periods.take().and_then(|count| usize::try_from(count).ok());
    }
    Ok(rule)
}

fn number(word: &str, most: i32) -> Option<i32> {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|n| digits && (1..=most).contains(n))
}

/// `3` and `3+` from the start, `3-` from the end.
fn counted(word: &str, most: i32) -> Option<i32> {
    match word.strip_suffix('-') {
        Some(back) => Some(-number(back, most)?),
        None => number(word.strip_suffix('+').unwrap_or(word), most),
    }
}
