//! What belongs at a cursor in a text that is being typed.

use std::ops::Range;

/// The mapping that the cursor is in.
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
    /// The record of an exception.
    Exception,
    /// A mapping of none of these: the names of dues, a text.
    Unknown,
}

/// What belongs at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A key, or an item that is a scalar.
    Key,
    /// The value of a key.
    Value(String),
}

/// A cursor's place.
#[derive(Clone, Debug)]
pub struct Cursor<'t> {
    /// The mapping it is in.
    pub group: Group,
    /// What belongs there.
    pub slot: Slot,
    /// What is typed of it so far.
    pub typed: &'t str,
    /// The bytes of that, which what is chosen replaces.
    pub replaces: Range<usize>,
    /// Whether a colon stands behind the cursor.
    pub has_colon: bool,
    /// Whether it is an item of a list, or the value of a key that may be one scalar.
    pub is_item: bool,
    /// The sibling keys.
    pub used: Vec<&'t str>,
    /// Whether most keys of the text are Japanese.
    pub is_japanese: bool,
}
