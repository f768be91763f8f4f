//! Encoded words (RFC 2047), joined before decoding: mailers split them inside characters.

use std::ops::Range;

use crate::places::{Builder, Text};
use crate::transfer::{Base64, printable};
use crate::{Notice, Problem, charset};

struct EncodedWord<'t> {
    range: Range<usize>,
    charset: &'t str,
    base64: bool,
    payload: &'t str,
}

/// Parses the encoded word at a position.
fn word(text: &str, at: usize) -> Option<EncodedWord<'_>> {
    let rest = text.get(at..)?.strip_prefix("=?")?;
    let (charset, rest) = rest.split_once('?')?;
    // A language tag may follow the charset (RFC 2231 §5).
    let name = charset.split('*').next()?;
    if name.is_empty() || name.len() > 60 || name.contains(char::is_whitespace) {
        return None;
    }
    let (encoding, rest) = rest.split_once('?')?;
    let base64 = match encoding {
        "B" | "b" => true,
        "Q" | "q" => false,
        _ => return None,
    };
    let payload = rest.get(..rest.find("?=")?)?;
    let len = 2 + charset.len() + 1 + encoding.len() + 1 + payload.len() + 2;
    Some(EncodedWord {
        range: at..at + len,
        charset: name,
        base64,
        payload,
    })
}

/// Decodes the encoded words of a text.
pub(crate) fn decode_encoded_words(text: &Text, notices: &mut Vec<Notice>) -> Text {
    let mut out = Builder::default();
    let source = text.text.as_str();
    let mut at = 0;
    while let Some(found) = source.get(at..).and_then(|rest| rest.find("=?")) {
        let start = at + found;
        out.keep(at, source.get(at..start).unwrap_or_default());
        let Some(first) = word(source, start) else {
            out.keep(start, "=?");
            at = start + 2;
            continue;
        };
        let mut run = vec![first];
        // White space between encoded words is dropped.
        while let Some(end) = run.last().map(|last| last.range.end) {
            let rest = source.get(end..).unwrap_or_default();
            let next = end + rest.len() - rest.trim_start().len();
            let Some(next) = word(source, next) else { break };
            if !run
                .first()
                .is_some_and(|first| first.charset.eq_ignore_ascii_case(next.charset))
            {
                // Another charset begins a new run, still without a blank.
                at = next.range.start;
                break;
            }
            run.push(next);
        }
        let (range, decoded) = decode(&run);
        if decoded.errors > 0 || (decoded.wrong_label && decoded.charset.is_some()) {
            let label = run.first().map(|first| first.charset.to_owned());
            let problem = match decoded.charset {
                Some(found) if decoded.errors == 0 => Problem::WrongCharset {
                    label,
                    found: found.name(),
                },
                _ => Problem::Unreadable {
                    characters: decoded.errors,
                },
            };
            if let Some(range) = text.places.in_file(range.clone()) {
                notices.push(Notice { problem, range });
            }
        }
        // Line breaks decoded from a word must not break the line.
        let shown = decoded.text.replace(['\r', '\n'], " ");
        out.put(range.clone(), &shown);
        at = at.max(range.end);
    }
    out.keep(at, source.get(at..).unwrap_or_default());
    out.finish(&text.places)
}

fn decode(run: &[EncodedWord<'_>]) -> (Range<usize>, charset::Decoded) {
    let mut bytes = Vec::new();
    let mut reader = Base64::default();
    for word in run {
        if word.base64 {
            // A word may end within a base64 quantum that the next continues.
            reader.feed(word.payload.as_bytes(), &mut bytes);
        } else {
            reader.finish(&mut bytes);
            printable(word.payload.as_bytes(), true, &mut bytes);
        }
    }
    reader.finish(&mut bytes);
    let label = run.first().map(|first| first.charset);
    let range = match (run.first(), run.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    };
    (range, charset::decode(&bytes, label))
}
