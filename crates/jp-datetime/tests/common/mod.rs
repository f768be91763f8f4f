//! What the tests of prose share.

use chrono::NaiveDateTime;
use jp_datetime::prose::Mention;

/// When every text is sent.
pub fn sent() -> NaiveDateTime {
    "2025-09-09T10:00:00".parse().unwrap()
}

/// The words of the one deadline among what was found in a text, and its moment.
pub fn one_deadline(text: &str, found: &[Mention]) -> (String, String) {
    let mut deadlines = found.iter().filter(|one| one.role.is_deadline());
    let one = deadlines
        .next()
        .unwrap_or_else(|| panic!("none in {text:?}: {found:?}"));
    assert!(deadlines.next().is_none(), "more than one in {text:?}: {found:?}");
    (text[one.range.clone()].to_owned(), one.at.unwrap().to_string())
}
