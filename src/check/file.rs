//! Checks a file given by name and bytes.

use super::{FileReport, check_bytes};
use crate::calendar::hours::Moment;
use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::format::Format;
use crate::message::{Message, catalogue};
use crate::read::FileSelection;
use crate::source::{Source, Span};

/// Judges every request of a file; if it has more than `limit` bytes, reports that instead.
pub fn check_file(
    name: &str,
    (bytes, limit): (Vec<u8>, u64),
    named: FileSelection,
    engine: &Engine,
    now: Moment,
) -> (Source, FileReport) {
    if bytes.len() as u64 > limit {
        return too_long(name, limit);
    }
    let format = Format::of(name, &bytes);
    check_bytes(name, bytes, format, named, engine, now)
}

/// The report on a file of more than `limit` bytes.
pub fn too_long(name: &str, limit: u64) -> (Source, FileReport) {
    let message = catalogue::LIMIT_SIZE.arg("limit", Message::mebibytes(limit));
    let found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, Span::default(), message);
    (Source::from_text(name, ""), FileReport::only(found))
}
