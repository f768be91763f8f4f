//! What a format of requests implements.

use super::cursor::Cursor;
use super::edit::Editable;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{DAY, Moment, OfficeHours};
use crate::directory::Directory;
use crate::read::keys::Key;
use crate::read::kinds::Kinds;
use crate::read::{Context, Reading};
use crate::source::{Source, Span, Undecodable};

/// A format.
pub trait Notation: Sync {
    /// The extensions of its files, in small letters.
    fn extensions(&self) -> &'static [Extension];

    /// What editors call its language, where that is a name of its own.
    fn languages(&self) -> &'static [&'static str];

    /// Whether bytes that come under no telling name (standard input, an attachment) are of this format.
    fn is_content(&self, bytes: &[u8]) -> bool;

    /// Decodes a file; `path` is how reports name it.
    ///
    /// # Errors
    /// [`Undecodable`], with the place.
    fn decode(&self, path: &str, bytes: Vec<u8>) -> Result<Source, Undecodable>;

    /// Reads every request of a source that [`Notation::decode`] gave.
    fn read<'a>(&self, source: &'a Source, context: Context<'_>, background: Background<'_>) -> Reading<'a>;

    /// The source as edits are written into it; `None` where this format is never edited.
    fn editor<'a>(&self, source: &'a Source) -> Option<Box<dyn Editable + 'a>>;

    /// How many documents a text holds at most, by a look at its lines: an editor judges no more than a few
    /// thousand while somebody types.
    fn documents(&self, _text: &str) -> usize {
        1
    }

    /// What stands at byte `at` of a source: by default the facts whose values are on that line.
    fn place(&self, source: &Source, at: u32) -> Option<Place> {
        Some(Place::Line(source.line_span(source.line_of(at))))
    }

    /// What may be written at byte `at` of a text that is being typed, and may not parse.
    fn cursor<'t>(&self, text: &'t str, at: usize) -> Option<Cursor<'t>>;
}

/// How a file's name ends in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// Without its dot.
    pub name: &'static str,
    /// Whether such files are looked at in a folder, or only where they are named.
    pub in_folders: bool,
}

/// How far ahead recurring requests are judged by default.
pub const HORIZON_DAYS: u32 = 365;

/// What a text is read against: it may name people where a request names offices, and go on for ever where a
/// request is one.
#[derive(Clone, Copy, Debug)]
pub struct Background<'w> {
    /// The directory of ministries.
    pub directory: &'w Directory,
    /// What tells kinds.
    pub kinds: &'w Kinds,
    /// Closed days: words such as 翌営業日 count by them.
    pub closed: &'w ClosedDays,
    /// The hours of an office whose own are not known.
    pub hours: OfficeHours,
    /// The present, handed in.
    pub now: Moment,
    /// How far ahead recurring requests are looked at.
    pub horizon_days: u32,
}

impl Background<'_> {
    /// The last moment at which an occurrence is judged.
    pub fn horizon(&self) -> Moment {
        self.now.plus(i64::from(self.horizon_days) * DAY)
    }
}

/// What stands at a place of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A key or its value.
    Field {
        /// The document of its request.
        document: Span,
        /// The key.
        key: Key,
        /// The value.
        value: Span,
        /// That of key and value which is at the place.
        span: Span,
    },
    /// A line.
    Line(Span),
}
