//! Entry point for a text that is a moment as a whole.

use super::written::{MomentError, Written};
use super::{iso, parse};

/// Parses a date, or a date with a time. The whole text must be one.
///
/// # Errors
/// See [`MomentErrorKind`]; the span points into `text`.
pub fn read(text: &str) -> Result<Written, MomentError> {
    if let Some(written) = iso::iso(text.as_bytes()) {
        return Ok(written);
    }
    parse::moment(text, &mut ())
}
