//! Texts on the readers' codes; texts on rules are in their pack.

use crate::diagnostic as codes;
use crate::diagnostic::ReaderCode;
use crate::message::catalogue as words;
use crate::message::{Entry, Lang};

/// Each code with its summary and its explanation.
const WORDS: [(ReaderCode, Entry, Entry); 22] = [
    (
        codes::UNREADABLE_FILE,
        words::READER_KG001,
        words::READER_KG001_MORE,
    ),
    (codes::SYNTAX, words::READER_KG002, words::READER_KG002_MORE),
    (codes::UNKNOWN_KEY, words::READER_KG003, words::READER_KG003_MORE),
    (
        codes::DUPLICATE_KEY,
        words::READER_KG004,
        words::READER_KG004_MORE,
    ),
    (
        codes::MISSING_FIELD,
        words::READER_KG005,
        words::READER_KG005_MORE,
    ),
    (codes::WRONG_TYPE, words::READER_KG006, words::READER_KG006_MORE),
    (
        codes::UNREADABLE_VALUE,
        words::READER_KG007,
        words::READER_KG007_MORE,
    ),
    (
        codes::LIMIT_EXCEEDED,
        words::READER_KG008,
        words::READER_KG008_MORE,
    ),
    (
        codes::NO_REQUEST_FOUND,
        words::READER_KG009,
        words::READER_KG009_MORE,
    ),
    (
        codes::EXCEPTION_UNUSED,
        words::READER_KG010,
        words::READER_KG010_MORE,
    ),
    (
        codes::EXCEPTION_INCOMPLETE,
        words::READER_KG011,
        words::READER_KG011_MORE,
    ),
    (
        codes::EXCEPTION_NOT_ALLOWED,
        words::READER_KG012,
        words::READER_KG012_MORE,
    ),
    (
        codes::EXCEPTION_EXPIRED,
        words::READER_KG013,
        words::READER_KG013_MORE,
    ),
    (
        codes::UNKNOWN_TIME_ZONE,
        words::READER_KG014,
        words::READER_KG014_MORE,
    ),
    (
        codes::MALFORMED_LINE,
        words::READER_KG015,
        words::READER_KG015_MORE,
    ),
    (codes::GLOB_UNUSED, words::READER_KG016, words::READER_KG016_MORE),
    (
        codes::NOTHING_TO_CHECK,
        words::READER_KG017,
        words::READER_KG017_MORE,
    ),
    (
        codes::PLAN_WEAKENED,
        words::READER_KG018,
        words::READER_KG018_MORE,
    ),
    (
        codes::UNLISTED_OFFICE,
        words::READER_KG019,
        words::READER_KG019_MORE,
    ),
    (codes::BLANK_FIELD, words::READER_KG020, words::READER_KG020_MORE),
    (
        codes::INVISIBLE_CHARACTER,
        words::READER_KG021,
        words::READER_KG021_MORE,
    ),
    (
        codes::UNFILLED_PLACEHOLDER,
        words::READER_KG409,
        words::READER_KG409_MORE,
    ),
];

/// Summary of a code, a sentence.
pub fn summary(code: &ReaderCode, lang: Lang) -> &'static str {
    entries(code).map_or("", |(_, summary, _)| summary.text(lang))
}

/// Explanation of a code.
pub fn explanation(code: &ReaderCode, lang: Lang) -> &'static str {
    entries(code).map_or("", |(.., more)| more.text(lang))
}

fn entries(code: &ReaderCode) -> Option<&'static (ReaderCode, Entry, Entry)> {
    WORDS.iter().find(|(known, ..)| known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_words() {
        for code in codes::READER_CODES {
            assert!(
                !summary(code, Lang::Ja).is_empty() && !explanation(code, Lang::En).is_empty(),
                "{}",
                code.code
            );
        }
    }
}
