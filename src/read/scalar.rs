//! Texts as YAML scalars: plain where YAML reads them back, else quoted.

use std::borrow::Cow;

/// Whether a text can be a plain scalar in a block and is read back unchanged.
pub(crate) fn is_plain(text: &str) -> bool {
    let begins = text.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@` \t".contains(c));
    !begins && !text.contains(": ") && !text.contains(" #") && !text.ends_with([':', ' ', '\t'])
}

/// A value for the place behind a colon that was missing its blank: quoted if YAML refuses its first character there, or
/// would take it for a comment, a tag, an alias or the head of a block.
pub(crate) fn behind_colon(value: &str) -> Cow<'_, str> {
    let is_text_behind_block_sign = value.strip_prefix(['|', '>']).is_some_and(|rest| {
        !rest
            .trim_start_matches(['+', '-'])
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .is_empty()
    });
    if value.starts_with(['`', '@', '%', '#', ',', ']', '}', '!', '*'])
        || value.starts_with("- ")
        || value.starts_with("? ")
        || is_text_behind_block_sign
    {
        Cow::Owned(quoted(value))
    } else {
        Cow::Borrowed(value)
    }
}

/// A text, quoted if necessary.
pub(crate) fn quoted(value: &str) -> String {
    if is_plain(value) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', "''"))
    }
}
