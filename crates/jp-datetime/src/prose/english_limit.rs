//! Limits in English: by noon tomorrow, due 6 March, deadline: Friday.

use super::clock::Time;
use super::find::Found;
use super::sentence::{Around, asks};

pub(super) fn asks_english(around: &Around<'_>) -> bool {
    [
        "please",
        "kindly",
        "could you",
        "can you",
        "we need",
        "let me know",
        "let us know",
        "would appreciate",
        "reply",
        "respond",
        "submit",
    ]
    .iter()
    .any(|word| around.before.contains(word) || around.behind.contains(word))
}

/// by noon tomorrow, due 6 march, deadline: friday, no later than.
pub(super) fn english_limit(around: &Around<'_>, found: &Found, words: &str) -> bool {
    let before = around.before.trim_end_matches([' ', ':', '(']);
    let last = |word: &str| {
        before
            .strip_suffix(word)
            .is_some_and(|head| !head.ends_with(|c: char| c.is_ascii_alphabetic()))
    };
    let led = [
        "by",
        "due",
        "due on",
        "due by",
        "no later than",
        "not later than",
        "deadline",
        "deadline is",
        "until",
        "before",
        "on or before",
        "by the",
    ]
    .iter()
    .any(|word| last(word));
    if !led {
        // EOD please; reply cob friday.
        let close = matches!(found.time, Some(Time::Close)) && words.is_ascii();
        return close && asks_english(around);
    }
    let own = [
        "thank you for",
        "thanks for",
        "we will",
        "i will",
        "we'll",
        "i'll",
        "will be sent",
        "we plan",
        "is valid",
        "valid until",
        "closed until",
        "was",
        "were",
        "out of office",
    ]
    .iter()
    .any(|word| around.before.contains(word) || around.behind.contains(word));
    let labelled = ["due", "due on", "due by", "deadline", "deadline is"]
        .iter()
        .any(|word| last(word));
    let japanese = asks(around.behind) && !words.is_empty();
    !own && (labelled
        || asks_english(around)
        || japanese
        || around.before.trim() == "by" && around.behind.trim_end_matches(['.', ' ']).is_empty()
        || last("no later than")
        || last("not later than"))
}
