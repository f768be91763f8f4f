//! Shared parts of the readers: keys, values in every notation, YAML trees. Every format yields a [`Reading`].

mod blank;
mod broken;
pub(crate) mod bullets;
pub(crate) mod fields;
mod hearing;
mod invisible;
pub mod keys;
pub mod kinds;
pub(crate) mod likeness;
pub(crate) mod masked;
mod members;
mod normalize;
pub(crate) mod online;
pub(crate) mod placeholder;
pub(crate) mod repeats;
pub(crate) mod scalar;
pub(crate) mod shown;
mod template;
pub mod tree;
mod typos;
pub(crate) mod wording;

pub(crate) use normalize::{is_bidi, nfc};
pub(crate) use shown::shown;

use crate::diagnostic::Diagnostic;
use crate::message::Message;
use crate::request::Request;
use crate::source::Span;

/// Limit on exceptions in a request: each is a person's decision.
pub(crate) const MAX_EXCEPTIONS: usize = 100;

/// How a file was selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileSelection {
    /// By name: it is meant as a request, whatever it contains.
    Explicit,
    /// Found in a folder: it may be something else.
    Walked,
}

/// Context of reading.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// How the file was selected.
    pub named: FileSelection,
    /// A working day in seconds, for 「1日」 of effort.
    pub working_day: i64,
    /// Further keys, from configuration, that are accepted unread.
    pub unread: &'c [String],
}

/// Result of reading a file.
#[derive(Debug, Default)]
pub struct Reading<'a> {
    /// Its requests, in order; each in a box, to be freed once it is judged.
    pub requests: Vec<Box<Request<'a>>>,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
    /// Documents that are not requests.
    pub left_out: Vec<LeftOut>,
    /// A letter that asks for nothing by a time, for `kigen read`.
    pub without_deadline: Option<Box<Request<'a>>>,
}

/// A file, or a part of one, that is not a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The reason.
    pub reason: Message,
    /// UID, for a calendar's component.
    pub uid: Option<String>,
    /// Location, for a part of a file.
    pub span: Option<Span>,
}

impl<M: Into<Message>> From<M> for LeftOut {
    fn from(reason: M) -> Self {
        Self {
            reason: reason.into(),
            uid: None,
            span: None,
        }
    }
}
