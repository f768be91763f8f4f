//! What may be completed at a cursor in a text being typed.

use std::ops::Range;

/// The mapping that contains the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// A request.
    Request,
    /// A sender or recipient.
    Office,
    /// A hearing.
    Hearing,
    /// A material.
    Material,
    /// A record of an exception.
    Exception,
    /// Any other mapping: names of dues, a text.
    Unknown,
}

/// The kind of text that belongs at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A key, or an item that is a scalar.
    Key,
    /// The value of a key.
    Value(String),
}

/// The context of a cursor.
#[derive(Clone, Debug)]
pub struct Cursor<'t> {
    /// The mapping that contains it.
    pub group: Group,
    /// What belongs there.
    pub slot: Slot,
    /// The part typed so far.
    pub typed: &'t str,
    /// Its byte range, which a completion replaces.
    pub replaces: Range<usize>,
    /// Whether a colon follows the cursor.
    pub has_colon: bool,
    /// Whether it is a list item, or the value of a key that accepts one scalar.
    pub is_item: bool,
    /// Sibling keys.
    pub used: Vec<&'t str>,
    /// Whether most keys of the text are Japanese.
    pub is_japanese: bool,
}

/// The range of ASCII letters and digits around byte `at`, at most a code's length to either side.
pub fn word_at(text: &str, at: usize) -> Option<Range<usize>> {
    const CODE_LIMIT: usize = 16;
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric();
    let (before, after) = (text.get(..at)?.as_bytes(), text.get(at..)?.as_bytes());
    let start = at - before.iter().rev().take(CODE_LIMIT).take_while(is_part).count();
    let end = at + after.iter().take(CODE_LIMIT).take_while(is_part).count();
    Some(start..end)
}
