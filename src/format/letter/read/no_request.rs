//! What is said of a letter that asks for nothing by a time.

use crate::diagnostic::{self, Diagnostic};
use crate::message::{Message, catalogue};
use crate::read::{FileSelection, Reading};
use crate::source::Span;

/// Says that a letter asks for nothing, with the notes on how it was read: no request carries them.
pub(super) fn say(
    reading: &mut Reading<'_>,
    named: FileSelection,
    mut notes: Vec<Message>,
    doubts: Vec<Diagnostic>,
) {
    if reading.diagnostics.is_empty() {
        reading.diagnostics = doubts;
    }
    notes.retain(|note| reading.diagnostics.iter().all(|found| found.message != *note));
    if let Some(found) = reading.diagnostics.last_mut() {
        notes.extend(found.help.take());
        found.help = Some(Message::Sentences(notes));
        return;
    }
    match named {
        FileSelection::Explicit => {
            let message = catalogue::LETTER_NO_REQUEST.message();
            notes.push(catalogue::LETTER_NO_REQUEST_HELP.message());
            let found = Diagnostic::reader(diagnostic::NO_REQUEST_FOUND, Span::default(), message);
            reading
                .diagnostics
                .push(found.with_help(Message::Sentences(notes)));
        }
        FileSelection::Walked if notes.is_empty() => {
            reading.left_out.push(catalogue::LEFT_LETTER.message().into());
        }
        FileSelection::Walked => {
            let reason = catalogue::LEFT_LETTER_NOTES.arg("notes", Message::Sentences(notes));
            reading.left_out.push(reason.into());
        }
    }
}
