//! Helpers of the tests of the prose reader.

use chrono::NaiveDateTime;
use jp_datetime::prose::Mention;

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
