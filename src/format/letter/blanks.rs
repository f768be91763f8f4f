//! Unfilled placeholders in a letter: 「９月　日（　）までに」, 「○月○日」.

use crate::diagnostic::{self, Diagnostic};
use crate::message::catalogue;
use crate::read::placeholder;
use crate::read::shown;
use crate::source::{Source, Span};

/// Limit on placeholders reported per letter.
const PLACEHOLDERS_LIMIT: usize = 1_000;

/// Words after a placeholder that make it a deadline's.
const LIMITS: [&str; 6] = ["まで", "迄", "〆", "締", "必着", "期限"];

/// Placeholders in the subject and in the sender's own text as it is shown, and whether one of them is a deadline's.
pub(super) fn of(source: &Source, visible: &str, body: &[Span]) -> (Vec<Diagnostic>, bool) {
    let mut found = Vec::new();
    let mut is_due = false;
    let subject = source
        .letter()
        .map(|letter| (letter.subject, catalogue::LETTER_BLANK_SUBJECT));
    let texts = body.iter().map(|span| (*span, catalogue::LETTER_BLANK));
    for (span, blank_in) in subject.into_iter().chain(texts) {
        let text = visible.get(span.range()).unwrap_or_default();
        let Some(first) = placeholder::in_text(text) else {
            continue;
        };
        let blanks = placeholder::all(text, text, first).filter_map(|(blank, place)| Some((blank, place?)));
        for (blank, place) in blanks.take(PLACEHOLDERS_LIMIT.saturating_sub(found.len())) {
            let behind = text.get(place.end..).unwrap_or_default();
            let behind = behind.lines().next().unwrap_or_default();
            is_due |= LIMITS.iter().any(|word| behind.contains(word));
            let message = blank_in.with(&[("value", &*shown(blank))]);
            let help = catalogue::LETTER_BLANK_HELP.message();
            let at = span.part(place);
            found.push(Diagnostic::reader(diagnostic::UNFILLED_PLACEHOLDER, at, message).with_help(help));
        }
    }
    (found, is_due)
}
