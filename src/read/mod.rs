//! Text → requests. Every format ends in the same [`Reading`].

pub mod duration;
mod fields;
pub mod keys;
mod members;
pub mod moment;
pub mod time_of_day;
pub mod tree;
pub mod yaml;

pub(crate) use fields::shown;

use crate::diagnostic::Diagnostic;
use crate::request::Request;
use crate::text::Lang;

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
pub struct Context {
    /// The language of messages.
    pub lang: Lang,
    /// How the file came to be read.
    pub named: Named,
    /// One working day in seconds: what 「1日」 of effort means.
    pub working_day: i64,
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Reading<'a> {
    /// Its requests, in order.
    pub requests: Vec<Request<'a>>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// Why documents of it are no requests.
    pub left_out: Vec<String>,
}
