//! Content lines (RFC 5545 §3.1): name, parameters, value, each with its place.
//!
//! The text comes unfolded ([`docspan::Source::decode_calendar`]), so that a line here is a line
//! of the standard, and every span is one of the source. Lenient where the meaning is plain (letter
//! case, blanks, vCalendar's parameters without a value, a group before the name), and never silent:
//! what is no content line comes out as a [`MalformedLine`] at its place. Nothing is copied unless it
//! has to be changed, and a line costs time in proportion to its length whatever it holds.

mod values;

use std::borrow::Cow;

use docspan::Span;

pub use values::{fold, quoted_printable, unescape};

/// The longest line that is read, in bytes. A body is some pages of text; what is longer is a file
/// within the file.
pub const MAX_LINE: usize = 1024 * 1024;
/// Lines that may be longer: they hold a file within the file, which nobody reads.
const HOLD_FILES: [&str; 3] = ["ATTACH", "IMAGE", "PHOTO"];
/// The most parameters of a line.
pub const MAX_PARAMS: usize = 256;
/// The most values of a parameter.
pub const MAX_VALUES: usize = 256;

/// A line that could be taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentLine<'a> {
    /// The property's name in upper case, without a group.
    pub name: Cow<'a, str>,
    /// Where that is written.
    pub name_span: Span,
    /// Its parameters, in order.
    pub params: Vec<Param<'a>>,
    /// All after the colon, as written: escapes are left, as their meaning is the property's.
    pub value: &'a str,
    /// Where that is written.
    pub value_span: Span,
    /// The whole line, without its end.
    pub span: Span,
}

impl<'a> ContentLine<'a> {
    /// The first parameter of that name, in upper case.
    pub fn param(&self, name: &str) -> Option<&Param<'a>> {
        self.params.iter().find(|param| param.name == name)
    }

    /// The first value of the first parameter of that name, in upper case.
    pub fn param_value(&self, name: &str) -> Option<&str> {
        self.param(name)?.values.first().map(|value| &**value)
    }
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param<'a> {
    /// Its name in upper case.
    pub name: Cow<'a, str>,
    /// Its values, without quotes and with RFC 6868's carets decoded. None for vCalendar's bare words
    /// (`DESCRIPTION;QUOTED-PRINTABLE:…`).
    pub values: Vec<Cow<'a, str>>,
    /// All of it, from the name to the end of the last value.
    pub span: Span,
}

/// A line that could not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedLine {
    /// The whole line, without its end; for a limit its beginning.
    pub span: Span,
    /// Why.
    pub why: Malformed,
}

/// Why a line cannot be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// There is no colon: often a long line that was broken without a blank.
    NoColon,
    /// What stands before the colon is no name.
    Name,
    /// A quote is not closed.
    Quote,
    /// Longer than [`MAX_LINE`].
    TooLong,
    /// More parameters than [`MAX_PARAMS`], or more values than [`MAX_VALUES`].
    TooMany,
}

impl Malformed {
    /// Whether the line is well-formed as far as it was looked at, but beyond a limit (KG008).
    pub fn is_limit(self) -> bool {
        matches!(self, Self::TooLong | Self::TooMany)
    }
}

/// The content lines of an unfolded text, in order; empty lines are left out.
pub fn lines(text: &str) -> impl Iterator<Item = Result<ContentLine<'_>, MalformedLine>> {
    raw_lines(text)
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(start, line)| content_line(line, start))
}

/// The control characters of a text that no content line may hold (RFC 5545 §3.1: all but the tab and
/// the line ends), one span for those that stand together. A program that meets a NUL may read the
/// rest otherwise than we do, so the reader reports them.
pub fn control_characters(text: &str) -> impl Iterator<Item = Span> {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f);
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + bytes.get(from..)?.iter().position(is_control)?;
        from = bytes
            .iter()
            .skip(start)
            .position(|byte| !is_control(byte))
            .map_or(bytes.len(), |len| start + len);
        Some(Span::new(start, from))
    })
}

/// Lines with their starts. CRLF, LF and a lone CR each end one.
fn raw_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let len = rest
            .bytes()
            .position(|byte| matches!(byte, b'\r' | b'\n'))
            .unwrap_or(rest.len());
        let end = if rest.as_bytes().get(len..len + 2) == Some(b"\r\n") {
            2
        } else {
            1
        };
        at = (start + len + end).min(text.len());
        Some((start, &rest[..len]))
    })
}

/// Takes a line apart; it starts at `start` of the text.
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

/// One parameter; nothing where nothing is written.
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

/// One value of a parameter, bare or quoted.
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
    // What stands after the closing quote belongs to the value all the same.
    let (rest, _) = cursor.until(ends);
    if rest.trim().is_empty() {
        return Ok(values::decode_carets(quoted));
    }
    Ok(Cow::Owned(
        values::decode_carets(&format!("{quoted}{rest}")).into_owned(),
    ))
}

/// The place of a line that is not read: its beginning, as a span of megabytes helps nobody.
fn head(line: &str, start: usize) -> Span {
    const SHOWN: usize = 64;
    Span::new(start, start + line.floor_char_boundary(SHOWN))
}

/// A name of RFC 5545, with the underscore and the slash that are met besides.
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

/// `text` without blanks around it, and where that starts.
fn trimmed(text: &str, at: usize) -> (&str, usize) {
    let bare = text.trim_start();
    (bare.trim_end(), at + text.len() - bare.len())
}

/// A place in a line. It only ever stops at ASCII characters, so that every cut is between characters.
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

    /// All up to an ASCII byte that ends it, and where it starts.
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
