//! The trait that each input format implements.

use std::path::Path;

use super::cursor::Cursor;
use super::edit::Editable;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{DAY, Moment, OfficeHours};
use crate::directory::Directory;
use crate::read::keys::Key;
use crate::read::kinds::Kinds;
use crate::read::{Context, Reading};
use crate::source::{DecodeError, Source, Span};

/// An input format.
pub trait InputFormat: Sync {
    /// File extensions, in lower case.
    fn extensions(&self) -> &'static [Extension];

    /// Editors' language identifiers for it.
    fn languages(&self) -> &'static [&'static str];

    /// Whether most texts in its languages are something else: notes, program documentation. One that is no request is
    /// then not worth a remark.
    fn has_general_languages(&self) -> bool {
        false
    }

    /// Whether contents without a recognised name (standard input, an attachment) are of this format.
    fn is_content(&self, bytes: &[u8]) -> bool;

    /// Decodes a file; `path` is used in reports.
    ///
    /// # Errors
    /// [`DecodeError`], with the position.
    fn decode(&self, path: &str, bytes: Vec<u8>) -> Result<Source, DecodeError>;

    /// Reads every request of a source that [`InputFormat::decode`] returned.
    fn read<'a>(
        &self,
        source: &'a Source,
        context: Context<'_>,
        read_environment: ReadEnvironment<'_>,
    ) -> Reading<'a>;

    /// The editor for a source; `None` if this format cannot be edited.
    fn editor<'a>(&self, source: &'a Source) -> Option<Box<dyn Editable + 'a>>;

    /// Upper bound on the documents in a text, without parsing: an editor judges only a few thousand while the author
    /// types.
    fn documents(&self, _text: &str) -> usize {
        1
    }

    /// The part of a request's document at byte `at`.
    fn place(&self, source: &Source, at: u32) -> Option<Place>;

    /// What may be completed at byte `at` of a text that may not parse.
    fn cursor<'t>(&self, text: &'t str, at: usize) -> Option<Cursor<'t>>;
}

/// A file extension of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// Without the dot.
    pub name: &'static str,
    /// Whether such files are read in folders, or only when named.
    pub in_folders: bool,
}

/// Default horizon for recurring requests, in days.
pub const HORIZON_DAYS: u32 = 365;

/// Context for reading formats that name people rather than offices, and may recur without end.
#[derive(Clone, Copy, Debug)]
pub struct ReadEnvironment<'w> {
    /// The directory of ministries.
    pub directory: &'w Directory,
    /// Patterns that derive kinds.
    pub kinds: &'w Kinds,
    /// Closed days, by which words such as 翌営業日 count.
    pub closed: &'w ClosedDays,
    /// Default office hours.
    pub hours: OfficeHours,
    /// The current time, passed in by the caller.
    pub now: Moment,
    /// Horizon for recurring requests, in days.
    pub horizon_days: u32,
}

impl ReadEnvironment<'_> {
    /// The last moment at which an occurrence is judged.
    pub fn horizon(&self) -> Moment {
        self.now.plus(i64::from(self.horizon_days) * DAY)
    }
}

/// A part of a request's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A key or its value.
    Field {
        /// Span of the request's document.
        document: Span,
        /// The key.
        key: Key,
        /// Span of the value.
        value: Span,
        /// Span of the key or the value, whichever contains the position.
        span: Span,
    },
    /// A line that states one value, its name included.
    Property(Span),
    /// Prose, of which each word stands for itself.
    Prose,
}

/// Whether a file's name has one of these extensions, in any letter case.
pub(super) fn has_extension(path: &str, names: &[&str]) -> bool {
    let extension = Path::new(path).extension();
    extension.is_some_and(|extension| names.iter().any(|name| extension.eq_ignore_ascii_case(name)))
}
