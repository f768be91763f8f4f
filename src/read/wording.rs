//! Messages for unreadable values, shared by readers so that the same mistake reads the same in every format.

use super::keys::Table;
use super::shown::shown;
use crate::message::{Entry, Message, catalogue};
use jp_datetime::moment::{MomentError, MomentErrorKind};

/// Why a text is not a moment, and what to do.
pub(crate) fn bad_moment(field: &str, text: &str, error: MomentError) -> (Message, Option<Message>) {
    let place = error.span;
    let part = shown(text.get(place.clone()).unwrap_or_default());
    let value = shown(text);
    let fill = |entry: &Entry, value: &str| entry.with(&[("field", field), ("value", value)]);
    match error.kind {
        MomentErrorKind::Empty => (fill(&catalogue::MOMENT_EMPTY, ""), None),
        MomentErrorKind::NoSuchDate { .. } => (
            fill(&catalogue::MOMENT_NO_SUCH_DATE, &shown(date_around(text, place))),
            Some(catalogue::NO_SUCH_DAY_HELP.message()),
        ),
        MomentErrorKind::NoSuchTime => (
            fill(&catalogue::MOMENT_NO_SUCH_TIME, &part),
            Some(catalogue::NO_SUCH_TIME_HELP.message()),
        ),
        MomentErrorKind::EraOutOfRange { suggestion } => (
            fill(&catalogue::MOMENT_ERA, &part),
            Some(catalogue::MOMENT_ERA_HELP.with(&[("suggestion", &suggestion)])),
        ),
        MomentErrorKind::Vague => (
            fill(&catalogue::MOMENT_VAGUE, &value),
            Some(catalogue::MOMENT_VAGUE_HELP.message()),
        ),
        MomentErrorKind::Ambiguous { .. } => (
            fill(&catalogue::MOMENT_AMBIGUOUS, &part),
            Some(catalogue::MOMENT_AMBIGUOUS_HELP.message()),
        ),
        MomentErrorKind::YearOutOfRange => (fill(&catalogue::MOMENT_YEAR, &part), None),
        _ => (
            fill(&catalogue::MOMENT_NOT_A_DATE, &value),
            Some(catalogue::MOMENT_NOT_A_DATE_HELP.message()),
        ),
    }
}

/// The date around a part that is out of range: 2026-02-29 for 02-29, 13月5日 for 13.
fn date_around(text: &str, place: std::ops::Range<usize>) -> &str {
    let part = text.get(place.clone()).unwrap_or_default();
    if part.contains(['月', '日']) {
        return part;
    }
    let rest = text.get(place.end..).unwrap_or_default();
    let is_of_date = |c: char| c.is_numeric() || matches!(c, '-' | '/' | '.' | '月' | '日');
    let more = rest.find(|c| !is_of_date(c)).unwrap_or(rest.len());
    text.get(..place.end + more).unwrap_or(part)
}

/// Why a text is not a word of a table, and which one it may mean.
pub(crate) fn not_a_choice<T: Copy + PartialEq>(
    field: &str,
    text: &str,
    table: &'static Table<T>,
) -> (Message, Message) {
    let message = catalogue::NOT_A_CHOICE.with(&[("field", field), ("value", &shown(text))]);
    let help = match table.meant(text) {
        Some(near) => catalogue::UNKNOWN_KEY_NEAR.with(&[("near", near)]),
        None => catalogue::NOT_A_CHOICE_HELP.arg("choices", table.spellings()),
    };
    (message, help)
}
