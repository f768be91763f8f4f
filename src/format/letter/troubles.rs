//! Findings on parts of a letter that could not be read, so that they do not pass for a letter without a deadline.

use visible_text::{Document, Error, Kind, Problem};

use crate::diagnostic::{self, Diagnostic};
use crate::message::{Message, catalogue};
use crate::source::{Source, Span};

/// The finding on a file that cannot be read.
pub(super) fn refused(error: &Error, kind: Option<Kind>) -> Diagnostic {
    let (message, help) = match (error, kind) {
        (Error::Encrypted, _) => (catalogue::LETTER_ENCRYPTED, catalogue::LETTER_ENCRYPTED_HELP),
        (_, Some(Kind::Pdf)) => (catalogue::LETTER_PDF, catalogue::LETTER_PASTE_HELP),
        (_, Some(Kind::Ichitaro)) => (catalogue::LETTER_ICHITARO, catalogue::LETTER_PASTE_HELP),
        (_, Some(Kind::OldWord)) => (catalogue::LETTER_OLD_WORD, catalogue::LETTER_OLD_WORD_HELP),
        (_, Some(Kind::RichText)) => (catalogue::LETTER_RICH_TEXT, catalogue::LETTER_OLD_WORD_HELP),
        (Error::NotOfThisKind, Some(Kind::Zip | Kind::CompoundFile)) => {
            (catalogue::LETTER_OTHER, catalogue::LETTER_PASTE_HELP)
        }
        (Error::NotOfThisKind, _) => (catalogue::LETTER_NONE, catalogue::LETTER_PASTE_HELP),
        (Error::Broken(_), _) => (catalogue::LETTER_BROKEN, catalogue::LETTER_BROKEN_HELP),
        (Error::TooLarge, _) => (catalogue::LETTER_TOO_LARGE, catalogue::LETTER_PASTE_HELP),
    };
    let code = match error {
        Error::TooLarge => diagnostic::LIMIT_EXCEEDED,
        _ => diagnostic::UNREADABLE_FILE,
    };
    Diagnostic::reader(code, Span::default(), message.message()).with_help(help.message())
}

/// Findings and notes on a document that was not read in full.
#[derive(Default)]
pub(super) struct Troubles {
    /// Findings on unreadable parts.
    pub found: Vec<Diagnostic>,
    /// Notes on parts read despite defects.
    pub notes: Vec<Message>,
    /// Findings in place of notes if nothing asks for an answer: the deadline may be in what is missing.
    pub doubts: Vec<Diagnostic>,
}

/// Findings on unreadable parts, and notes on parts read despite defects.
pub(super) fn of(document: &Document, source: &Source) -> Troubles {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut notes: Vec<Message> = Vec::new();
    let mut doubts: Vec<Diagnostic> = Vec::new();
    for notice in &document.notices {
        let note = match &notice.problem {
            Problem::WrongCharset { label, found } => Some(match label {
                Some(label) => catalogue::LETTER_CHARSET.with(&[("label", label), ("found", found)]),
                None => catalogue::LETTER_NO_CHARSET.with(&[("found", found)]),
            }),
            Problem::NotFollowed { part } => Some(catalogue::LETTER_NOT_FOLLOWED.with(&[("part", part)])),
            Problem::NotClosed => Some(catalogue::LETTER_NOT_CLOSED.message()),
            Problem::NoHeader => Some(catalogue::LETTER_NO_HEADER.message()),
            Problem::Recurring => Some(catalogue::LETTER_RECURRING.message()),
            Problem::BrokenTransfer => Some(catalogue::LETTER_TRANSFER.message()),
            _ => None,
        };
        if let Some(note) = note {
            if !notes.contains(&note) {
                if is_doubt(&notice.problem) {
                    let doubt = Diagnostic::reader(
                        diagnostic::UNREADABLE_FILE,
                        place(&notice.problem, source),
                        note.clone(),
                    );
                    doubts.push(doubt.with_help(catalogue::LETTER_BROKEN_HELP.message()));
                }
                notes.push(note);
            }
            continue;
        }
        let (code, message) = match &notice.problem {
            Problem::Unreadable { characters } => {
                let count = characters.to_string();
                let message = catalogue::LETTER_CHARACTERS.with(&[("count", &count)]);
                (diagnostic::UNREADABLE_FILE, message)
            }
            Problem::UnknownTransfer { label } => {
                let message = catalogue::LETTER_UNKNOWN_TRANSFER.with(&[("label", label)]);
                (diagnostic::UNREADABLE_FILE, message)
            }
            Problem::UnknownKind { media_type } => {
                let message = catalogue::LETTER_UNKNOWN_KIND.with(&[("kind", media_type)]);
                (diagnostic::UNREADABLE_FILE, message)
            }
            Problem::Broken { part } => {
                let message = catalogue::LETTER_PART_BROKEN.with(&[("part", part)]);
                (diagnostic::UNREADABLE_FILE, message)
            }
            Problem::Encrypted => (diagnostic::UNREADABLE_FILE, catalogue::LETTER_ENCRYPTED.message()),
            Problem::Signed => (diagnostic::UNREADABLE_FILE, catalogue::LETTER_SIGNED.message()),
            Problem::NoText => (diagnostic::UNREADABLE_FILE, catalogue::LETTER_NO_TEXT.message()),
            Problem::AttachedMailOnly => (
                diagnostic::UNREADABLE_FILE,
                catalogue::LETTER_ATTACHED_MAIL.message(),
            ),
            Problem::TooLong | Problem::TooManyParts | Problem::TooDeep => {
                (diagnostic::LIMIT_EXCEEDED, catalogue::LETTER_LIMIT.message())
            }
            Problem::WrongCharset { .. }
            | Problem::NotFollowed { .. }
            | Problem::NotClosed
            | Problem::NoHeader
            | Problem::Recurring
            | Problem::BrokenTransfer => continue,
        };
        if found.iter().all(|known| known.message != message) {
            let help = match notice.problem {
                Problem::AttachedMailOnly => catalogue::LETTER_ATTACHED_MAIL_HELP,
                _ => catalogue::LETTER_PASTE_HELP,
            };
            let help = help.message();
            let at = place(&notice.problem, source);
            found.push(Diagnostic::reader(code, at, message).with_help(help));
        }
    }
    let unread: Vec<&str> = document
        .attachments
        .iter()
        .filter(|attachment| attachment.calendar.is_none())
        .filter_map(|attachment| attachment.name.as_deref())
        .collect();
    if !unread.is_empty() {
        let names: Vec<String> = unread
            .iter()
            .take(5)
            .map(|name| crate::read::shown(name))
            .collect();
        let count = unread.len().to_string();
        let values = [("count", &*count), ("names", &*names.join("、"))];
        notes.push(catalogue::LETTER_ATTACHMENTS.with(&values));
    }
    Troubles { found, notes, doubts }
}

/// Where the text shows the damage: the first character that could not be read, or where it breaks off.
fn place(problem: &Problem, source: &Source) -> Span {
    let text = source.text();
    let body = source.letter().map_or(0, |letter| letter.body as usize);
    match problem {
        Problem::Unreadable { .. } => {
            let at = text.find(char::REPLACEMENT_CHARACTER);
            at.map_or_else(Span::default, |at| {
                Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8())
            })
        }
        Problem::NotClosed => {
            let end = text.trim_end().len().max(body);
            let start = text
                .get(..end)
                .and_then(|text| text.rfind('\n'))
                .map_or(0, |at| at + 1);
            Span::new(start.max(body), end)
        }
        _ => Span::default(),
    }
}

/// Whether part of the text may be missing.
fn is_doubt(problem: &Problem) -> bool {
    match problem {
        Problem::NotClosed | Problem::NoHeader | Problem::BrokenTransfer => true,
        // A macro is no text.
        Problem::NotFollowed { part } => !part.ends_with(".bin"),
        _ => false,
    }
}

/// Whether a file is of a kind that no reader supports.
pub(super) fn is_foreign(kind: Kind) -> bool {
    !matches!(kind, Kind::Mail | Kind::OutlookMessage | Kind::WordDocument)
}
