//! Dates in English: 6 March 2026, March 6, 2026, Thursday, 6th of March.

use super::day::{DateYear, Day, DayMonth, ParsedDay, numeric_date};
use super::scan::Scan;
use super::weekday::{day_name, eat_abbreviation_stop};

const ORDINAL_ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];

/// Reads an English date at a position: 6 march 2026, march 6, 2026, 6th of march.
pub(super) fn english_day(start: Scan<'_>) -> Option<ParsedDay> {
    let mut at = start;
    let weekday_at = at.at;
    let leading = day_name(&mut at, false).map(|day| (day, weekday_at..at.at));
    if leading.is_some() {
        at.eat_any(&["., ", ".,", ".", ", ", ",", " "]);
    }
    let mut found = english_date(at);
    if found.is_none() && leading.is_some() {
        // friday, the 12th
        let mut look = at;
        look.eat_latin(&["the"]);
        look.blank();
        if let Some(number) = look
            .number()
            .filter(|n| n.digits <= 2 && (1..=31).contains(&n.value))
            && look.eat_latin(&ORDINAL_ENDINGS).is_some()
        {
            let day = number.value;
            found = Some(ParsedDay::new(
                Day::OfMonth {
                    month: DayMonth::Unspecified,
                    day,
                },
                look.at,
            ));
        }
    }
    if found.is_none() && leading.is_some() {
        found = numeric_date(at).filter(|found| matches!(found.day, Day::Date { .. }));
        if let Some(found) = &mut found {
            found.sure = true;
        }
    }
    let mut found = found?;
    found.weekday = leading;
    Some(found)
}

fn english_date(start: Scan<'_>) -> Option<ParsedDay> {
    let mut at = start;
    let (month, day);
    if let Some(number) = at.number() {
        if number.digits > 2 || number.kanji {
            return None;
        }
        at.eat_latin(&ORDINAL_ENDINGS);
        at.blank();
        at.eat_latin(&["of"]);
        at.blank();
        (day, month) = (number.value, month_name(&mut at)?);
    } else {
        month = month_name(&mut at)?;
        at.blank();
        let number = at.number().filter(|n| n.digits <= 2 && !n.kanji)?;
        at.eat_latin(&ORDINAL_ENDINGS);
        day = number.value;
    }
    if !(1..=31).contains(&day) {
        return None;
    }
    let mut year = DateYear::Unspecified;
    let mut look = at;
    look.eat_any(&[", ", ",", " "]);
    if let Some(number) = look.number()
        && number.digits == 4
        && (1948..=2150).contains(&number.value)
    {
        year = DateYear::Written(i32::try_from(number.value).ok()?);
        at = look;
    }
    Some(ParsedDay::new(Day::Date { year, month, day }, at.at))
}

/// Names of the months and their abbreviations, the longest first.
const MONTH_NAMES: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// Whether a word is the name of a month, or its abbreviation: September, Sep.
pub(super) fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    MONTH_NAMES
        .iter()
        .copied()
        .flatten()
        .any(|name| word.eq_ignore_ascii_case(name))
}

pub(super) fn month_name(at: &mut Scan<'_>) -> Option<u32> {
    let start = at.at;
    let found = MONTH_NAMES
        .iter()
        .position(|names| at.eat_latin(names).is_some())?;
    let name = at.text.get(start..at.at).unwrap_or_default();
    eat_abbreviation_stop(at, name);
    u32::try_from(found + 1).ok()
}
