//! Texts for comparison and for messages.

use std::borrow::Cow;

use crate::diagnostic::{Applicability, Edit, Fix};
use crate::message::catalogue;
use crate::source::{Span, printable};
use crate::text::trim;

/// Trims a text.
pub(crate) fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) if trim(&text).len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(trim(&text).to_owned()),
    }
}

/// A value for a message: one line, short, without hidden characters.
pub(crate) fn shown(text: &str) -> String {
    const CHARS_LIMIT: usize = 40;
    let text = text.trim_start();
    // Examine no more than is shown: the rest may be megabytes.
    let end = text
        .char_indices()
        .nth(CHARS_LIMIT)
        .map_or(text.len(), |(at, _)| at);
    let (head, rest) = text.split_at(end);
    let mut out = printable(head.trim_end()).into_owned();
    if !rest.trim_start().is_empty() {
        out.push('…');
    }
    out
}

/// A safe fix that replaces a span by a text.
pub(crate) fn written_as(span: Span, text: String) -> Fix {
    Fix {
        title: catalogue::SLIP_FIX.with(&[("text", &shown(&text))]),
        applicability: Applicability::Safe,
        edits: vec![Edit { span, text }],
    }
}
