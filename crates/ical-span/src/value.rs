//! Values: dates and times (§3.3.4, §3.3.5), durations (§3.3.6), UTC offsets (§3.3.14).

use chrono::{NaiveDate, NaiveDateTime};
use office_calendar::hours::DAY;

/// A date or time in the form of §3.3.4 and §3.3.5, of any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasicDateTime {
    /// Local time; midnight for a date. A leap second counts as the minute's last second.
    pub local: NaiveDateTime,
    /// Whether a time is written.
    pub has_time: bool,
    /// Whether it is in UTC.
    pub utc: bool,
}

/// Parses `19180331T020000Z`, `19180331`.
pub fn basic_date_time(text: &str) -> Option<BasicDateTime> {
    let text = text.trim();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (date, time) = match text.split_at_checked(8)? {
        (date, "") => (date, None),
        (date, rest) => (date, Some(rest.strip_prefix(['T', 't'])?)),
    };
    let number = |text: &str, range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let year = i32::try_from(number(date, 0..4)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, number(date, 4..6)?, number(date, 6..8)?)?;
    let Some(time) = time else {
        let local = day.and_hms_opt(0, 0, 0)?;
        return digits(date).then_some(BasicDateTime {
            local,
            has_time: false,
            utc: false,
        });
    };
    let bare = time.strip_suffix(['Z', 'z']);
    let utc = bare.is_some();
    let time = bare.unwrap_or(time);
    if !digits(date) || !digits(time) || time.len() != 6 {
        return None;
    }
    let (hour, minute) = (number(time, 0..2)?, number(time, 2..4)?);
    let second = number(time, 4..6)?;
    let second = if second == 60 { 59 } else { second };
    Some(BasicDateTime {
        local: day.and_hms_opt(hour, minute, second)?,
        has_time: true,
        utc,
    })
}

/// A duration: nominal days, and exact seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duration {
    /// Days in local time.
    pub days: i64,
    /// Elapsed seconds.
    pub seconds: i64,
}

/// Parses a duration (§3.3.6): `P1D`, `PT1H30M`, `P2W`, `-PT15M`.
pub fn duration(text: &str) -> Option<Duration> {
    /// Longer than the supported range.
    const DAYS_LIMIT: i64 = 400 * 366;
    let text = text.trim().to_ascii_uppercase();
    let (sign, rest) = match text.split_at_checked(1)? {
        ("-", rest) => (-1, rest),
        ("+", rest) => (1, rest),
        _ => (1, text.as_str()),
    };
    let rest = rest.strip_prefix('P')?;
    let (dates, times) = rest
        .split_once('T')
        .map_or((rest, None), |(dates, times)| (dates, Some(times)));
    let mut found = Duration::default();
    let mut any = false;
    let mut parts = |text: &str, units: &[(char, i64)], into: &mut i64| -> Option<()> {
        let mut number = String::new();
        let mut units = units.iter();
        for c in text.chars() {
            if c.is_ascii_digit() && number.len() < 9 {
                number.push(c);
                continue;
            }
            let (_, worth) = units.find(|(unit, _)| *unit == c)?;
            *into += number.parse::<i64>().ok()? * worth;
            number.clear();
            any = true;
        }
        number.is_empty().then_some(())
    };
    parts(dates, &[('W', 7), ('D', 1)], &mut found.days)?;
    if let Some(times) = times {
        parts(times, &[('H', 3600), ('M', 60), ('S', 1)], &mut found.seconds)?;
    }
    let sane = found.days <= DAYS_LIMIT && found.seconds <= DAYS_LIMIT * DAY;
    (any && sane).then_some(Duration {
        days: sign * found.days,
        seconds: sign * found.seconds,
    })
}

/// Parses an offset into seconds: `+0900`, `+09:00`, `-9`, `+09.00`; seconds may follow (RFC 5545 §3.3.14).
pub fn signed_offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits: String = digits.chars().filter(|c| !matches!(c, ':' | '.')).collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i32>().ok();
    let (hours, minutes, seconds) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0, 0),
        4 => (part(0..2)?, part(2..4)?, 0),
        6 => (part(0..2)?, part(2..4)?, part(4..6)?),
        _ => return None,
    };
    (hours <= 18 && minutes < 60 && seconds < 60).then_some(sign * (hours * 3600 + minutes * 60 + seconds))
}
