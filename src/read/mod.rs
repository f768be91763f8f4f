//! What the readers of all formats share: keys, values in every notation, trees of YAML. Every format ends in the
//! same [`Reading`].

mod blank;
mod broken;
pub(crate) mod bullets;
pub(crate) mod fields;
mod hearing;
mod invisible;
pub mod keys;
pub mod kinds;
mod members;
pub(crate) mod online;
pub(crate) mod placeholder;
pub(crate) mod repeats;
pub(crate) mod shown;
mod slips;
pub(crate) mod telling;
mod template;
pub mod tree;
mod unseen;
pub(crate) mod wording;

pub use jp_datetime::{duration, moment, relative, time_of_day};

pub(crate) use shown::shown;
pub(crate) use unseen::composed;

use crate::diagnostic::Diagnostic;
use crate::message::Message;
use crate::request::Request;
use crate::source::Span;

/// The most exceptions a request may record: each is somebody's decision.
pub(crate) const MAX_EXCEPTIONS: usize = 100;

/// How a file came to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// By its own name: it is a request, whatever it looks like.
    Explicitly,
    /// Found in a folder: it may be something else.
    ByFolder,
}

/// What a reader needs to know besides the text.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// How the file came to be read.
    pub named: Named,
    /// One working day in seconds: what 「1日」 of effort means.
    pub working_day: i64,
    /// The keys that configuration has letters written with besides, and no rule reads.
    pub unread: &'c [String],
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Reading<'a> {
    /// Its requests, in order.
    pub requests: Vec<Request<'a>>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// Documents of it that are no requests.
    pub left_out: Vec<LeftOut>,
    /// A letter that asks for nothing by a time: what it says all the same.
    pub unasked: Option<Box<Request<'a>>>,
}

/// What is no request, and so is not judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: Message,
    /// The UID of a calendar's component.
    pub uid: Option<String>,
    /// Where it begins, where it is a part of its file.
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
