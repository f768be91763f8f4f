//! Text → requests. Every format ends in the same [`Reading`].

mod asking;
mod bullets;
pub(crate) mod fields;
mod hearing;
pub mod ics;
pub mod keys;
mod members;
pub mod mentions;
pub(crate) mod online;
mod placeholder;
pub(crate) mod repeats;
mod signs;
mod slips;
mod telling;
mod template;
pub mod tree;
mod unseen;
mod wording;
pub mod yaml;

pub use jp_datetime::{duration, moment, relative, time_of_day};

pub(crate) use fields::shown;
pub(crate) use unseen::composed;

use crate::diagnostic::Diagnostic;
use crate::request::Request;
use crate::source::Span;
use crate::text::Lang;

/// The most exceptions a request may record: each is somebody's decision.
const MAX_EXCEPTIONS: usize = 100;

/// The form a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML, one or more documents.
    Yaml,
    /// iCalendar, or the vCalendar before it.
    Calendar,
}

impl Format {
    /// The form that a file's name says, in any case of its letters.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::by_path(std::path::Path::new(name))
    }

    /// The form that a path's extension says, or the one before it where Windows has hidden that and added its
    /// own: `協議.yaml.txt`. Of a name that is not Unicode the extension still is.
    pub fn by_path(path: &std::path::Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        if extension.eq_ignore_ascii_case("txt") {
            let inner = std::path::Path::new(path.file_stem()?);
            return Self::by_extension(inner.extension()?.to_str()?);
        }
        Self::by_extension(extension)
    }

    /// The form that a file's extension says.
    fn by_extension(extension: &str) -> Option<Self> {
        let is = |known: &str| extension.eq_ignore_ascii_case(known);
        if is("ics") {
            Some(Self::Calendar)
        } else if is("yaml") || is("yml") {
            Some(Self::Yaml)
        } else {
            None
        }
    }

    /// The form of what comes under no telling name (standard input, an attachment saved as it came):
    /// a calendar begins with a component of it, which as YAML could be no request.
    pub fn by_content(bytes: &[u8]) -> Self {
        /// More than a mark, some blank lines and the first word, also in two bytes a letter.
        const HEAD: usize = 128;
        let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
        let mut letters = head
            .iter()
            .skip_while(|byte| !byte.is_ascii() || **byte == 0 || byte.is_ascii_whitespace())
            // Every other byte of UTF-16.
            .filter(|byte| **byte != 0)
            .map(u8::to_ascii_uppercase);
        if b"BEGIN:V".iter().all(|wanted| letters.next() == Some(*wanted)) {
            Self::Calendar
        } else {
            Self::Yaml
        }
    }

    /// The form of a file.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self::by_name(name).unwrap_or_else(|| Self::by_content(bytes))
    }
}

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
    /// The language of messages.
    pub lang: Lang,
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
}

/// What is no request, and so is not judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: String,
    /// The UID of a calendar's component.
    pub uid: Option<String>,
    /// Where it begins, where it is a part of its file.
    pub span: Option<Span>,
}

impl From<String> for LeftOut {
    fn from(reason: String) -> Self {
        Self {
            reason,
            uid: None,
            span: None,
        }
    }
}
