//! How the build records the YAML events of a shipped file. Shared with the build script.
//!
//! An event is its kind, the zigzag distance of its start from that of the event before, its length and, of a scalar
//! whose text is not verbatim in the file, the text after its length. Numbers are LEB128.

/// The start of a document.
pub const DOCUMENT: u8 = 0;
/// The start of a sequence.
pub const SEQUENCE: u8 = 1;
/// The start of a mapping.
pub const MAPPING: u8 = 2;
/// The end of either.
pub const END: u8 = 3;
/// A scalar with its text; the style is added.
pub const SCALAR: u8 = 4;
/// A scalar whose text is in the file, within its quotes; the style is added.
pub const VERBATIM: u8 = 8;

/// The style without quotes.
pub const PLAIN: u8 = 0;
/// `'…'`
pub const SINGLE: u8 = 1;
/// `"…"`
pub const DOUBLE: u8 = 2;
/// `|` or `>`.
pub const BLOCK: u8 = 3;
