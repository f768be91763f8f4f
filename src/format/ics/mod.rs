//! iCalendar (RFC 5545) and vCalendar 1.0.

mod blanks;
mod components;
mod cursor;
mod edit;
mod exception;
mod facts;
mod kind;
mod mapping;
mod moments;
mod online;
mod parties;
mod property;
mod read;
mod reader;
mod recurring;
mod versions;
mod x_kigen;
mod x_properties;

use super::cursor::Cursor;
use super::edit::Editable;
use super::input_format::{Extension, InputFormat, Place, ReadEnvironment};
use crate::read::{Context, Reading};
use crate::source::{DecodeError, Source};

/// The format.
pub(super) struct Calendar;

impl InputFormat for Calendar {
    fn extensions(&self) -> &'static [Extension] {
        &[Extension {
            name: "ics",
            in_folders: true,
        }]
    }

    fn languages(&self) -> &'static [&'static str] {
        &["icalendar", "ics", "ical"]
    }

    /// By `BEGIN:V` at the start, which is no request in YAML.
    fn is_content(&self, bytes: &[u8]) -> bool {
        /// Enough for a BOM, blank lines and the first word, in UTF-16 too.
        const EXAMINED_BYTES: usize = 128;
        let head = bytes.get(..bytes.len().min(EXAMINED_BYTES)).unwrap_or_default();
        let mut letters = head
            .iter()
            .skip_while(|byte| !byte.is_ascii() || **byte == 0 || byte.is_ascii_whitespace())
            // Skip the zero bytes of UTF-16.
            .filter(|byte| **byte != 0)
            .map(u8::to_ascii_uppercase);
        b"BEGIN:V".iter().all(|wanted| letters.next() == Some(*wanted))
    }

    fn decode(&self, path: &str, bytes: Vec<u8>) -> Result<Source, DecodeError> {
        Source::decode_calendar(path, bytes)
    }

    fn read<'a>(
        &self,
        source: &'a Source,
        context: Context<'_>,
        read_environment: ReadEnvironment<'_>,
    ) -> Reading<'a> {
        read::read(source, context, read_environment)
    }

    fn editor<'a>(&self, source: &'a Source) -> Option<Box<dyn Editable + 'a>> {
        Some(Box::new(edit::Rewriter::new(source)))
    }

    fn place(&self, source: &Source, at: u32) -> Option<Place> {
        let line = source.line_of(at);
        let length = source.line(line).len();
        Some(Place::Property(source.line_span(line).part(0..length)))
    }

    fn cursor<'t>(&self, text: &'t str, at: usize) -> Option<Cursor<'t>> {
        cursor::at(text, at)
    }
}
