//! Whose words a line holds.

/// Whose words a block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// Those of who sends it.
    Sender,
    /// Quoted or forwarded ones.
    Quoted,
    /// The sender's signature.
    Signature,
}

/// Whether a line carries the sign of a quotation.
pub(super) fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with(['>', '＞'])
}
