//! The author of a block.

/// The author of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The sender.
    Sender,
    /// Quoted or forwarded mail.
    Quoted,
    /// The sender, in a signature.
    Signature,
}

/// Whether a line begins with a quotation mark of mail.
pub(super) fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with(['>', '＞'])
}
