//! Dates with English month names: 10 September 2025, Sept. 10, 2025, Wed 10 Sep.

use super::layout::{Component, Sink};
use super::tokens::{Cursor, Number, Script};
use chrono::Weekday;
use std::ops::Range;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month name, full or abbreviated: 1 to 12.
fn month(c: &mut Cursor<'_>) -> Option<Number> {
    let mut look = *c;
    let start = look.pos();
    let rest = look.rest();
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = rest.get(..length)?;
    let is = |name: &str| {
        let head = |letters: usize| {
            name.get(..letters)
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        };
        name.eq_ignore_ascii_case(word) || head(3) || name == "September" && head(4)
    };
    let at = MONTHS.iter().position(|name| is(name))?;
    look = look.at(start.saturating_add(length));
    let end = look.pos();
    look.eat('.');
    *c = look;
    Some(Number {
        value: u32::try_from(at).ok()?.saturating_add(1),
        digits: 1,
        span: start..end,
        script: Script::Half,
    })
}

/// 10, 10th, 1st.
fn day(c: &mut Cursor<'_>) -> Option<Number> {
    let mut look = *c;
    let number = look.number().filter(|n| n.is_ascii() && n.digits <= 2)?;
    for ending in ["st", "nd", "rd", "th"] {
        let mut after = look;
        if after.eat_word(ending) && !after.at_letter() {
            look = after;
            break;
        }
    }
    *c = look;
    Some(number)
}

/// A weekday before a date: Wednesday, 10 September 2025; only if such a date follows.
pub(crate) fn weekday<S: Sink>(c: &mut Cursor<'_>, sink: &mut S) -> Option<(Weekday, Range<usize>)> {
    if !c.at_letter() {
        return None;
    }
    let mut look = *c;
    let (weekday, length) = super::words::day_name_at(look.rest())?;
    let start = look.pos();
    let name = look.rest().get(..length)?.trim_end_matches('.').len();
    look = look.at(start.saturating_add(length));
    look.eat(',');
    look.blanks();
    let mut ahead = look;
    date(&mut ahead, &mut ())?;
    *c = look;
    let span = start..start.saturating_add(name);
    sink.mark(Component::Weekday, span.clone());
    Some((weekday, span))
}

/// Month, day, and the year if written; the cursor moves only over a date.
pub(crate) fn date<S: Sink>(c: &mut Cursor<'_>, sink: &mut S) -> Option<(Number, Number, Option<i32>)> {
    let first = c.peek()?;
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let mut look = *c;
    let (month, day) = if first.is_ascii_digit() {
        let day = day(&mut look)?;
        look.blanks();
        if look.eat_word("of ") {
            look.blanks();
        }
        (month(&mut look)?, day)
    } else {
        let month = month(&mut look)?;
        look.blanks();
        (month, day(&mut look)?)
    };
    let mut year = None;
    let mut after = look;
    after.eat(',');
    after.blanks();
    if let Some(number) = after.number().filter(|n| n.is_ascii() && n.digits == 4)
        && !matches!(after.peek(), Some(':' | '時'))
    {
        sink.mark(Component::Year, number.span.clone());
        year = i32::try_from(number.value).ok();
        look = after;
    }
    *c = look;
    sink.mark(Component::MonthName, month.span.clone());
    sink.mark(Component::Day, day.span.clone());
    Some((month, day, year))
}

/// A month's name in the style of `like`: Sep, Sept, SEPTEMBER.
pub(crate) fn name(month: u32, like: &str) -> Option<String> {
    let at = usize::try_from(month).ok()?.checked_sub(1)?;
    let whole = MONTHS.get(at)?;
    let short =
        like.len() <= 4 && !MONTHS.iter().any(|name| name.eq_ignore_ascii_case(like)) || like.len() == 3;
    let name = if short { whole.get(..3)? } else { whole };
    let upper = like.len() > 1 && like.bytes().all(|b| b.is_ascii_uppercase());
    Some(if upper {
        name.to_ascii_uppercase()
    } else {
        name.to_owned()
    })
}
