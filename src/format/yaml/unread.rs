//! Fields with content that is not read: a template's placeholder, the value of a misspelt key, a value that YAML
//! takes for something else. Their values are unknown, never absent.

use std::borrow::Cow;

use crate::read::keys::Key;
use crate::request::{Due, Request, Timing};
use crate::source::Span;
use crate::text::trim;

/// The name in a due's key: 質問 of 質問期限.
pub(super) fn due_name<'a>(key: &str) -> Cow<'a, str> {
    Cow::Owned(trim(key).trim_end_matches("期限").to_owned())
}

/// Marks the field of a key as unreadable, unless it is known.
pub(super) fn leave(request: &mut Request<'_>, key: Key, word: &str, at: Span) {
    match key {
        Key::Kind => request.kind.unread_if_absent(at),
        Key::Scope => request.scope.unread_if_absent(at),
        Key::Subject => request.subject.unread_if_absent(at),
        Key::From => request.from.unread_if_absent(at),
        Key::To if request.to.is_empty() => request.to_unreadable = request.to_unreadable.or(Some(at)),
        Key::Sent => request.sent.unread_if_absent(at),
        Key::Due | Key::QuestionDue | Key::OpinionDue => {
            let name = (key != Key::Due).then(|| due_name(word));
            if !request.dues.iter().any(|due| due.name == name) {
                request.dues.push(Due {
                    name,
                    key: Cow::Owned(word.to_owned()),
                    at: Timing::Unreadable(at),
                });
            }
        }
        Key::Round => request.round.unread_if_absent(at),
        Key::Effort => request.effort.unread_if_absent(at),
        Key::Considerable => request.considerable.unread_if_absent(at),
        Key::Necessity => request.necessity.unread_if_absent(at),
        Key::Materials if request.materials.is_empty() => {
            request.materials_unreadable = request.materials_unreadable.or(Some(at));
        }
        Key::Hearing if request.hearing.is_none() => {
            request.hearing_unreadable = request.hearing_unreadable.or(Some(at));
        }
        Key::Body => request.body.unread_if_absent(at),
        Key::To | Key::Materials | Key::Hearing | Key::Template | Key::Exceptions => {}
    }
}
