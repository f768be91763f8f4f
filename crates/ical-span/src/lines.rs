//! Content lines (RFC 5545 §3.1): name, parameters and value, each with its span.
//!
//! Input is unfolded text ([`docspan::Source::decode_calendar`]), so a line here is a content line of the standard,
//! and spans are those of the source. Lenient where the meaning is clear (letter case, blanks, vCalendar's parameters
//! without value, a group before the name), but never silent: anything else yields a [`MalformedLine`] at its place.
//! Values are borrowed unless they change, and time is linear in the length of a line.

mod values;

use std::borrow::Cow;

use docspan::Span;

pub use values::{fold, quoted_printable, unescape};

/// Length limit of a line, in bytes. Longer ones contain embedded files rather than text.
pub const MAX_LINE: usize = 1024 * 1024;
/// Properties exempt from the limit: they contain embedded files, which are not read.
const HOLD_FILES: [&str; 3] = ["ATTACH", "IMAGE", "PHOTO"];
/// Limit on parameters of a line.
pub const MAX_PARAMS: usize = 256;
/// Limit on values of a parameter.
pub const MAX_VALUES: usize = 256;

/// A parsed content line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentLine<'a> {
    /// The property's name in upper case, without group.
    pub name: Cow<'a, str>,
    /// Span of the name.
    pub name_span: Span,
    /// Its parameters, in order.
    pub params: Vec<Param<'a>>,
    /// Everything after the colon, still escaped: escapes depend on the property.
    pub value: &'a str,
    /// Span of the value.
    pub value_span: Span,
    /// Span of the line, without terminator.
    pub span: Span,
}

impl<'a> ContentLine<'a> {
    /// The first parameter with this name (upper case).
    pub fn param(&self, name: &str) -> Option<&Param<'a>> {
        self.params.iter().find(|param| param.name == name)
    }

    /// The first value of the first parameter with this name (upper case).
    pub fn param_value(&self, name: &str) -> Option<&str> {
        self.param(name)?.values.first().map(|value| &**value)
    }
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param<'a> {
    /// Name in upper case.
    pub name: Cow<'a, str>,
    /// Values, unquoted, with RFC 6868 carets decoded. Empty for vCalendar's bare words
    /// (`DESCRIPTION;QUOTED-PRINTABLE:…`).
    pub values: Vec<Cow<'a, str>>,
    /// Span from the name to the end of the last value.
    pub span: Span,
}

/// A line that could not be parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedLine {
    /// Span of the line without terminator; for a limit, of its beginning.
    pub span: Span,
    /// The reason.
    pub why: Malformed,
}

/// Why a line could not be parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// No colon: often a long line broken without a leading blank.
    NoColon,
    /// No valid name before the colon.
    Name,
    /// An unclosed quote.
    Quote,
    /// Longer than [`MAX_LINE`].
    TooLong,
    /// More parameters than [`MAX_PARAMS`], or more values than [`MAX_VALUES`].
    TooMany,
}

impl Malformed {
    /// Whether a limit was exceeded, rather than the syntax violated.
    pub fn is_limit(self) -> bool {
        matches!(self, Self::TooLong | Self::TooMany)
    }
}

/// The content lines of an unfolded text, without empty lines.
pub fn lines(text: &str) -> impl Iterator<Item = Result<ContentLine<'_>, MalformedLine>> {
    raw_lines(text)
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(start, line)| content_line(line, start))
}

/// Control characters not allowed in content lines (RFC 5545 §3.1: all but tab and line ends), adjacent ones merged.
/// Other programs may read the rest after a NUL differently, so they should be reported.
pub fn control_characters(text: &str) -> impl Iterator<Item = Span> {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f);
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + first_match(bytes.get(from..)?, is_control)?;
        from = bytes
            .iter()
            .skip(start)
            .position(|byte| !is_control(byte))
            .map_or(bytes.len(), |len| start + len);
        Some(Span::new(start, from))
    })
}

/// The first byte that matches, by blocks: a block is compared as a whole, which the compiler vectorizes.
fn first_match(bytes: &[u8], matches: impl Fn(&u8) -> bool) -> Option<usize> {
    const BLOCK: usize = 64;
    let mut blocks = bytes.chunks(BLOCK);
    let (at, block) = (blocks.by_ref().enumerate())
        .find(|(_, block)| block.iter().fold(false, |any, byte| any | matches(byte)))?;
    Some(at * BLOCK + block.iter().position(matches)?)
}

/// The values of the lines of a property (named in upper case), unparsed and trimmed; `None` for a line with
/// parameters. Faster than [`lines`], where only the values are asked for.
pub fn raw_values<'a>(text: &'a str, name: &str) -> impl Iterator<Item = Option<&'a str>> {
    raw_lines(text).filter_map(move |(_, line)| {
        let end = line.bytes().position(|byte| matches!(byte, b':' | b';'))?;
        let (own, rest) = line.split_at_checked(end)?;
        let own = own.rsplit_once('.').map_or(own, |(_, own)| own);
        own.trim()
            .eq_ignore_ascii_case(name)
            .then(|| rest.strip_prefix(':').map(str::trim))
    })
}

/// Lines with their starts, terminated by CRLF, LF or a lone CR.
fn raw_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let len = memchr::memchr2(b'\r', b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let end = if rest.as_bytes().get(len..len + 2) == Some(b"\r\n") {
            2
        } else {
            1
        };
        at = (start + len + end).min(text.len());
        Some((start, &rest[..len]))
    })
}

/// Parses a line that starts at `start` of the text.
fn content_line(line: &str, start: usize) -> Result<ContentLine<'_>, MalformedLine> {
    let span = Span::new(start, start + line.len());
    let malformed = |why| MalformedLine { span, why };
    let mut cursor = Cursor { line, at: 0 };
    let (name, name_at) = cursor.until(|byte| matches!(byte, b':' | b';'));
    if line.len() > MAX_LINE
        && !HOLD_FILES
            .iter()
            .any(|known| name.trim().eq_ignore_ascii_case(known))
    {
        return Err(MalformedLine {
            span: head(line, start),
            why: Malformed::TooLong,
        });
    }
    if cursor.peek().is_none() {
        return Err(malformed(Malformed::NoColon));
    }
    // The group of a vCard, which some programs write in calendars as well.
    let (name, name_at) = match name.rsplit_once('.') {
        Some((group, bare)) if is_name(group.trim()) => (bare, name_at + group.len() + 1),
        _ => (name, name_at),
    };
    let (name, name_at) = trimmed(name, name_at);
    if !is_name(name) {
        return Err(malformed(Malformed::Name));
    }
    let mut params = Vec::new();
    while cursor.take(b';') {
        if params.len() == MAX_PARAMS {
            return Err(MalformedLine {
                span: head(line, start),
                why: Malformed::TooMany,
            });
        }
        match param(&mut cursor, start) {
            Ok(Some(param)) => params.push(param),
            // Two semicolons with nothing between them.
            Ok(None) => {}
            Err(Malformed::TooMany) => {
                return Err(MalformedLine {
                    span: head(line, start),
                    why: Malformed::TooMany,
                });
            }
            Err(why) => return Err(malformed(why)),
        }
    }
    if !cursor.take(b':') {
        return Err(malformed(Malformed::NoColon));
    }
    Ok(ContentLine {
        name: upper(name),
        name_span: Span::new(start + name_at, start + name_at + name.len()),
        params,
        value: &line[cursor.at..],
        value_span: Span::new(start + cursor.at, start + line.len()),
        span,
    })
}

/// Parses one parameter; `None` if it is empty.
fn param<'a>(cursor: &mut Cursor<'a>, start: usize) -> Result<Option<Param<'a>>, Malformed> {
    let (name, name_at) = cursor.until(|byte| matches!(byte, b'=' | b';' | b':'));
    let (name, name_at) = trimmed(name, name_at);
    let mut values = Vec::new();
    let mut end = name_at + name.len();
    if cursor.take(b'=') {
        loop {
            if values.len() == MAX_VALUES {
                return Err(Malformed::TooMany);
            }
            values.push(param_value(cursor)?);
            end = cursor.at;
            if !cursor.take(b',') {
                break;
            }
        }
    } else if name.is_empty() {
        return Ok(None);
    }
    if !is_name(name) {
        return Err(if cursor.peek().is_none() {
            Malformed::NoColon
        } else {
            Malformed::Name
        });
    }
    Ok(Some(Param {
        name: upper(name),
        values,
        span: Span::new(start + name_at, start + end),
    }))
}

/// Parses one value of a parameter, bare or quoted.
fn param_value<'a>(cursor: &mut Cursor<'a>) -> Result<Cow<'a, str>, Malformed> {
    let ends = |byte| matches!(byte, b',' | b';' | b':');
    let from = cursor.at;
    while cursor.take(b' ') || cursor.take(b'\t') {}
    if !cursor.take(b'"') {
        cursor.at = from;
        return Ok(values::decode_carets(cursor.until(ends).0));
    }
    let (quoted, _) = cursor.until(|byte| byte == b'"');
    if !cursor.take(b'"') {
        return Err(Malformed::Quote);
    }
    // Text after the closing quote is part of the value.
    let (rest, _) = cursor.until(ends);
    if rest.trim().is_empty() {
        return Ok(values::decode_carets(quoted));
    }
    Ok(Cow::Owned(
        values::decode_carets(&format!("{quoted}{rest}")).into_owned(),
    ))
}

/// The beginning of a line that is not parsed: a span of megabytes would not help.
fn head(line: &str, start: usize) -> Span {
    const SPAN_LIMIT: usize = 64;
    Span::new(start, start + line.floor_char_boundary(SPAN_LIMIT))
}

/// Whether a text is a name of RFC 5545; underscore and slash occur in practice.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/'))
}

fn upper(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_lowercase()) {
        Cow::Owned(name.to_ascii_uppercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// `text` trimmed, with its new start.
fn trimmed(text: &str, at: usize) -> (&str, usize) {
    let bare = text.trim_start();
    (bare.trim_end(), at + text.len() - bare.len())
}

/// A position in a line. It stops at ASCII characters only, so slices are on character boundaries.
struct Cursor<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.line.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Consumes up to a terminating ASCII byte; returns the text and its start.
    fn until(&mut self, ends: impl Fn(u8) -> bool) -> (&'a str, usize) {
        let start = self.at;
        let rest = &self.line[start..];
        let len = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += len;
        (&rest[..len], start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Result<ContentLine<'_>, Malformed> {
        let mut all = lines(text);
        let first = all.next().expect("a line").map_err(|line| line.why);
        assert_eq!(all.next(), None);
        first
    }

    #[test]
    fn a_line_is_taken_apart_with_its_places() {
        let text =
            "\r\n item1.Attendee ; cn = \"財務省,主計局: 係\" ;X-A=b,\"c\",:mailto:a@mof.go.jp\r\n\r\n";
        let line = one(text).unwrap();
        let at = |span: Span| &text[span.range()];
        assert_eq!((&*line.name, at(line.name_span)), ("ATTENDEE", "Attendee"));
        assert_eq!(
            (line.value, at(line.value_span)),
            ("mailto:a@mof.go.jp", "mailto:a@mof.go.jp")
        );
        assert_eq!(line.param_value("CN"), Some("財務省,主計局: 係"));
        assert_eq!(line.param("X-A").unwrap().values, ["b", "c", ""]);
        assert_eq!(at(line.params[1].span), "X-A=b,\"c\",");
        assert_eq!(at(line.span), text.trim_matches(['\r', '\n']));
    }

    #[test]
    fn what_is_no_line_says_why() {
        assert_eq!(one("本文の続き").unwrap_err(), Malformed::NoColon);
        assert_eq!(one("本文: 続き").unwrap_err(), Malformed::Name);
        assert_eq!(one("Meeting URL: https://x").unwrap_err(), Malformed::Name);
        assert_eq!(one(":x").unwrap_err(), Malformed::Name);
        assert_eq!(one("A;B=\"c:d").unwrap_err(), Malformed::Quote);
        assert_eq!(one("A;B=c").unwrap_err(), Malformed::NoColon);
        assert_eq!(one("A;B").unwrap_err(), Malformed::NoColon);
        assert_eq!(one("A;=c:d").unwrap_err(), Malformed::Name);
    }

    #[test]
    fn vcalendar_and_empty_parts_are_read() {
        let line = one("DESCRIPTION;QUOTED-PRINTABLE;;CN=^'x^':").unwrap();
        assert_eq!(line.value, "");
        assert_eq!(line.params[0].name, "QUOTED-PRINTABLE");
        assert!(line.params[0].values.is_empty());
        assert_eq!(line.param_value("CN"), Some("\"x\""));
    }

    #[test]
    fn control_characters_are_found_with_their_runs() {
        let spans: Vec<Span> = control_characters("a\0\0b\t\r\nc\u{1b}").collect();
        assert_eq!(spans, [Span::new(1, 3), Span::new(8, 9)]);
    }
}
