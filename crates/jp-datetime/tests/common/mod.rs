//! Helpers of the tests of the prose reader.

#![allow(dead_code, reason = "each test file uses some of them")]

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Weekday};
use jp_datetime::prose::{Context, Mention, Role, mentions};

/// The time of sending of every text.
pub fn sent() -> NaiveDateTime {
    "2025-09-09T10:00:00".parse().unwrap()
}

/// The words and the moment of the only deadline among the mentions.
pub fn one_deadline(text: &str, found: &[Mention]) -> (String, String) {
    let mut deadlines = found.iter().filter(|one| one.role.is_deadline());
    let one = deadlines
        .next()
        .unwrap_or_else(|| panic!("none in {text:?}: {found:?}"));
    assert!(deadlines.next().is_none(), "more than one in {text:?}: {found:?}");
    (text[one.range.clone()].to_owned(), one.at.unwrap().to_string())
}

/// The moments of all deadlines; `?` marks one that the words leave doubtful.
pub fn moments(text: &str) -> Vec<String> {
    moments_of(text, Role::is_deadline)
}

/// The moments of all hearings, likewise.
pub fn hearings(text: &str) -> Vec<String> {
    moments_of(text, |role| role == Role::Hearing)
}

fn moments_of(text: &str, is_of: fn(Role) -> bool) -> Vec<String> {
    let closed = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    mentions(text, &Context::new(sent(), &closed))
        .iter()
        .filter(|one| is_of(one.role))
        .map(|one| {
            let at = one
                .at
                .map_or("-".to_owned(), |at| at.format("%m-%d %H:%M").to_string());
            format!("{at}{}", if one.open { "?" } else { "" })
        })
        .collect()
}

/// Each text has these deadlines, and no other.
pub fn holds(cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        assert_eq!(moments(text), *wanted, "{text}");
    }
}

/// Each text has these hearings, and no other.
pub fn meets(cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        assert_eq!(hearings(text), *wanted, "{text}");
    }
}
