//! Yearly periods (毎年の期間): 7月1日〜9月30日, 7月から9月まで, 12/28-1/3, 07-01/09-30.

use crate::moment;
use chrono::{Datelike, NaiveDate};

/// Month (1 to 12) and day, valid in a leap year.
pub type MonthDay = (u32, u32);

/// Length limit of a text, in bytes.
const BYTES_LIMIT: usize = 200;

/// Parses the first and last day of a period; months without days are whole. It may cross the turn of the year.
pub fn read(text: &str) -> Option<(MonthDay, MonthDay)> {
    if text.len() > BYTES_LIMIT {
        return None;
    }
    let text: String = text.trim().chars().map(to_half_width).collect();
    let (from, until) = split_period(&text)?;
    let until = until.trim().trim_end_matches("まで").trim();
    let is_month = |c: char| c.is_ascii_digit();
    // 7〜9月
    let from = match from.trim() {
        month if month.chars().all(is_month) && until.ends_with('月') => format!("{month}月"),
        whole => whole.to_owned(),
    };
    Some((day(&from, false)?, day(until, true)?))
}

/// Full-width digits and signs in half-width form.
fn to_half_width(c: char) -> char {
    match c {
        '０'..='９' | '／' | '－' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '−' | '‐' => '-',
        c => c,
    }
}

fn split_period(text: &str) -> Option<(&str, &str)> {
    for sign in ["〜", "～", "~", "から", "–", "—"] {
        if let Some(found) = text.split_once(sign) {
            return Some(found);
        }
    }
    match text.split_once('/') {
        Some((from, until)) if from.contains('-') && until.contains('-') => Some((from, until)),
        _ => text.split_once('-'),
    }
}

/// Parses a day; for a month alone, its first or last day.
fn day(text: &str, last: bool) -> Option<MonthDay> {
    let number = |text: &str| text.trim().parse().ok();
    if let Some(month) = text.strip_suffix('月').map(str::trim) {
        let month = number(month)?;
        return if last { last_day_of(month) } else { known(month, 1) };
    }
    if let Some((month, day)) = text.split_once('-') {
        return known(number(month)?, number(day)?);
    }
    let read = moment::read(text).ok()?;
    let is_plain = read.year.is_none() && read.years_ahead.is_none() && read.time.is_none();
    (is_plain && read.weekday.is_none()).then_some((read.month, read.day))
}

/// A day that exists in a leap year.
fn known(month: u32, day: u32) -> Option<MonthDay> {
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| (month, day))
}

fn last_day_of(month: u32) -> Option<MonthDay> {
    let next = match month {
        12 => NaiveDate::from_ymd_opt(2001, 1, 1),
        month => NaiveDate::from_ymd_opt(2000, month.checked_add(1)?, 1),
    };
    let last = next?.pred_opt()?;
    (last.month() == month).then(|| (month, last.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_as_people_write_it() {
        for text in [
            "7月1日〜9月30日",
            "７月１日～９月３０日",
            "7月1日から9月30日まで",
            "7月〜9月",
            "7〜9月",
            "7月から9月まで",
            "7/1-9/30",
            "7/1〜9/30",
            "07-01/09-30",
            " 7月1日-9月30日 ",
            "七月一日〜九月三十日",
        ] {
            assert_eq!(read(text), Some(((7, 1), (9, 30))), "{text}");
        }
        assert_eq!(read("12/28-1/3"), Some(((12, 28), (1, 3))));
        assert_eq!(read("2月〜2月"), Some(((2, 1), (2, 29))));
        assert_eq!(read("11月〜12月"), Some(((11, 1), (12, 31))));
        assert_eq!(read("2-29/3-1"), Some(((2, 29), (3, 1))));
    }

    #[test]
    fn what_is_no_period_is_none() {
        for text in [
            "",
            "夏",
            "7月",
            "7月1日",
            "7月1日〜",
            "〜9月30日",
            "7月1日〜9月31日",
            "0月〜9月",
            "7月〜13月",
            "7月〜4294967295月",
            "2025年7月1日〜9月30日",
            "7月1日17時〜9月30日",
            "9:00-17:00",
            "PT48H",
            "-",
            "/",
            "07-01/13-01",
            "7月1日〜9月30日〜10月1日",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
