//! Headers of a mail and its parts (RFC 5322, 2047, 2231).

mod address;
mod comments;
mod date;
mod encoded_words;

use std::ops::Range;

pub use address::Address;
pub(crate) use address::addresses;
pub use date::Timestamp;
pub(crate) use date::date;
pub(crate) use encoded_words::decode_encoded_words;

use crate::charset;
use crate::places::{Builder, OffsetMap, Places, Text};
use crate::{Notice, Problem};
use comments::without_comments;

/// A header field.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: Range<usize>,
    pub(crate) value: Range<usize>,
}

/// Parses the fields from a position; returns them and the start of the body.
pub(crate) fn fields(bytes: &[u8], from: usize) -> (Vec<Field>, usize) {
    let mut fields: Vec<Field> = Vec::new();
    let mut at = from;
    while let Some(line) = line(bytes, at) {
        let text = bytes.get(line.clone()).unwrap_or_default();
        let bare = text.trim_ascii_end();
        if bare.is_empty() {
            return (fields, line.end);
        }
        if text.starts_with(b" ") || text.starts_with(b"\t") {
            if let Some(last) = fields.last_mut() {
                last.value.end = line.start + bare.len();
            } else {
                return (fields, at);
            }
        } else if let Some(colon) = name_end(text) {
            fields.push(Field {
                name: line.start..line.start + text.get(..colon).unwrap_or_default().trim_ascii_end().len(),
                value: line.start + colon + 1..line.start + bare.len().max(colon + 1),
            });
        } else {
            // Not a field: a continuation that lost its indentation if another field follows, else body text.
            let next = bytes.get(line.end..).unwrap_or_default();
            let goes_on = !text.starts_with(b"--") && !fields.is_empty() && name_end(next).is_some();
            if !goes_on {
                return (fields, at);
            }
        }
        at = line.end;
    }
    (fields, at)
}

fn line(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    Some(at..memchr::memchr(b'\n', rest).map_or(bytes.len(), |end| at + end + 1))
}

/// Position of the colon after a field name.
fn name_end(line: &[u8]) -> Option<usize> {
    let name = line
        .iter()
        .take_while(|byte| (0x21..=0x7E).contains(*byte) && **byte != b':')
        .count();
    let blanks = line
        .get(name..)?
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    (name > 0 && line.get(name + blanks) == Some(&b':')).then_some(name + blanks)
}

/// A field's value, unfolded, with encoded words not yet decoded.
pub(crate) fn unfolded(bytes: &[u8], value: Range<usize>, most: usize, notices: &mut Vec<Notice>) -> Text {
    let end = value.end.min(value.start.saturating_add(most));
    if end < value.end {
        notices.push(Notice {
            problem: Problem::TooLong,
            range: value.clone(),
        });
    }
    let raw = bytes.get(value.start..end).unwrap_or_default();
    let places = Places::first(OffsetMap::same(value.start, raw.len()), false);
    let decoded = charset::decode(raw, None);
    if decoded.errors > 0 {
        notices.push(Notice {
            problem: Problem::Unreadable {
                characters: decoded.errors,
            },
            range: value,
        });
    }
    let places = places.then(decoded.map);
    let mut out = Builder::default();
    let mut at = 0;
    for piece in decoded.text.split_inclusive(['\r', '\n']) {
        let kept = piece.trim_end_matches(['\r', '\n']);
        let blank = if at == 0 { kept.trim_start() } else { kept };
        out.keep(at + kept.len() - blank.len(), blank);
        at += piece.len();
    }
    out.finish(&places)
}

/// A value with parameters, such as a media type (RFC 2045 §5, RFC 2231).
#[derive(Clone, Debug, Default)]
pub(crate) struct ParameterizedValue {
    /// Lower case.
    pub(crate) value: String,
    parameters: Vec<(String, String)>,
}

impl ParameterizedValue {
    pub(crate) fn parse(text: &str) -> Self {
        let mut pieces = split(text, ';').into_iter();
        let value = pieces.next().unwrap_or_default();
        let value = without_comments(value).trim().to_ascii_lowercase();
        let mut raw: Vec<(String, String)> = Vec::new();
        for piece in pieces.take(200) {
            if let Some((name, value)) = piece.split_once('=') {
                raw.push((name.trim().to_ascii_lowercase(), unquoted(value.trim())));
            }
        }
        let mut parameters: Vec<(String, String)> = Vec::new();
        for (name, value) in &raw {
            let base = name.split('*').next().unwrap_or_default().to_owned();
            if parameters.iter().any(|(known, _)| *known == base) {
                continue;
            }
            let value = if name.contains('*') {
                continued(&base, &raw)
            } else {
                let mut text = decode_encoded_words(
                    &Text {
                        text: value.clone(),
                        places: Places::default(),
                    },
                    &mut Vec::new(),
                );
                std::mem::take(&mut text.text)
            };
            parameters.push((base, value));
        }
        Self { value, parameters }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name)?;
        Some(found.1.as_str())
    }
}

/// A parameter in continuations or with a charset: `name*0*=utf-8'ja'%E5…; name*1=…`.
fn continued(base: &str, raw: &[(String, String)]) -> String {
    let mut pieces: Vec<(usize, bool, &str)> = raw
        .iter()
        .filter_map(|(name, value)| {
            let rest = name.strip_prefix(base)?.strip_prefix('*')?;
            let (number, encoded) = match rest.strip_suffix('*') {
                Some(number) => (number, true),
                None => (rest, rest.is_empty()),
            };
            let number = if number.is_empty() {
                0
            } else {
                number.parse().ok()?
            };
            Some((number, encoded, value.as_str()))
        })
        .collect();
    pieces.sort_by_key(|(number, ..)| *number);
    let mut label = None;
    let mut bytes = Vec::new();
    for (number, encoded, value) in pieces {
        let mut value = value;
        if encoded && number == 0 {
            let mut split = value.splitn(3, '\'');
            if let (Some(charset), Some(_), Some(rest)) = (split.next(), split.next(), split.next()) {
                label = Some(charset.to_owned());
                value = rest;
            }
        }
        if encoded {
            let mut rest = value.as_bytes();
            while let Some((&first, after)) = rest.split_first() {
                rest = after;
                match after {
                    [high, low, tail @ ..]
                        if first == b'%' && high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
                    {
                        bytes.push(crate::transfer::hex(*high) << 4 | crate::transfer::hex(*low));
                        rest = tail;
                    }
                    _ => bytes.push(first),
                }
            }
        } else {
            bytes.extend(value.bytes());
        }
    }
    charset::decode(&bytes, label.as_deref()).text
}

/// Splits at a separator outside quotes.
fn split(text: &str, sign: char) -> Vec<&str> {
    let mut quoted = false;
    let mut escaped = false;
    text.split(|character: char| {
        let ends = character == sign && !quoted;
        if escaped {
            escaped = false;
        } else {
            match character {
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                _ => {}
            }
        }
        ends
    })
    .collect()
}

pub(crate) fn unquoted(text: &str) -> String {
    let Some(inner) = text.strip_prefix('"') else {
        return text.to_owned();
    };
    let mut out = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => out.extend(characters.next()),
            _ => out.push(character),
        }
    }
    out
}
