//! Plain text in legacy Japanese encodings.

use crate::places::{Places, Text};
use crate::{Author, Block, Document, Error, Limits, Notice, Problem, charset, jis};

/// Reads a text in Shift_JIS, EUC-JP or ISO-2022-JP if it certainly is one. Returns a single block;
/// [`plain`](crate::plain) attributes lines to authors.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    if !jis::has_escapes(bytes) && std::str::from_utf8(bytes).is_ok() {
        return Err(Error::NotOfThisKind);
    }
    let end = bytes.len().min(limits.text);
    let decoded = charset::decode(bytes.get(..end).unwrap_or_default(), None);
    let Some(found) = decoded
        .charset
        .filter(|found| found.is_of_japan() && decoded.errors == 0)
    else {
        return Err(Error::NotOfThisKind);
    };
    // NUL occurs in no text.
    if decoded.text.contains('\0') {
        return Err(Error::NotOfThisKind);
    }
    let mut notices = vec![Notice {
        problem: Problem::WrongCharset {
            label: None,
            found: found.name(),
        },
        range: 0..end,
    }];
    if end < bytes.len() {
        notices.push(Notice {
            problem: Problem::TooLong,
            range: end..bytes.len(),
        });
    }
    Ok(Document {
        plain: true,
        unsent: true,
        blocks: vec![Block {
            author: Author::Sender,
            text: Text {
                text: decoded.text,
                places: Places::first(decoded.map, false),
            },
        }],
        notices,
        ..Document::default()
    })
}
