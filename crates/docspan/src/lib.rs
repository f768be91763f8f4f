//! Decoded text with positions in the file on disk.
//!
//! Callers work with [`Span`]s, byte ranges of the decoded text. Only [`Source`] converts them to bytes, lines and
//! columns of the file.

mod calendar;
mod counts;
mod decode;
mod letter;
mod map;
mod refold;
mod span;

use std::borrow::Cow;
use std::sync::OnceLock;

pub use calendar::begins_a_line;
pub use decode::{DecodeError, Encoding};
pub use letter::Letter;
pub use span::Span;

use map::{DiskMap, Side};

/// Size limit of a file, in bytes; a request is a page or two, a calendar feed of 50,000 events 50 MB.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// Size limit of input that may be endless: standard input, a pipe, a device.
pub const MAX_STREAM_BYTES: u64 = 48 * 1024 * 1024;

/// A position in the file on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Bytes from the start of the file, including a byte order mark.
    pub byte: usize,
    /// Line, from 1; LF, CRLF and a lone CR each end one.
    pub line: usize,
    /// Column in code points, from 1; a byte order mark has none.
    pub column: usize,
    /// Column in UTF-16 code units, from 1.
    pub utf16: usize,
}

/// A decoded file.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    encoding: Encoding,
    line_starts: OnceLock<Vec<u32>>,
    counts: counts::Counts,
    /// Differences between text and file, for calendars.
    map: Option<Box<DiskMap>>,
    /// Contents extracted from a container.
    letter: Option<Box<Letter>>,
    /// For a calendar within a letter, where its lines stand: start in the text, and line of the file.
    lines_in_letter: Vec<(u32, usize)>,
}

impl Source {
    /// Decodes `bytes`; `path` is the name used in reports.
    ///
    /// # Errors
    /// [`DecodeError`], with position and likely encoding, if the bytes are neither UTF-8 nor UTF-16 with a byte
    /// order mark.
    pub fn decode(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        let (text, encoding) = decode::decode(bytes)?;
        Ok(Self::new(path.into(), text, encoding))
    }

    /// Decodes a calendar: folded lines are joined in the text, while positions refer to the file on disk. Invalid
    /// bytes become U+FFFD and are listed in [`Source::broken`].
    ///
    /// # Errors
    /// [`DecodeError`] if the whole file is in another encoding.
    pub fn decode_calendar(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        let (text, encoding, map) = calendar::decode(bytes)?;
        Ok(Self {
            map: Some(Box::new(map)),
            ..Self::new(path.into(), text, encoding)
        })
    }

    /// A source from text that is already decoded (an editor's buffer, a test).
    pub fn from_text(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text: String = text.into();
        let mut encoding = Encoding::Utf8;
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
            encoding = Encoding::Utf8WithMark;
        }
        Self::new(path.into(), text, encoding)
    }

    fn new(path: String, text: String, encoding: Encoding) -> Self {
        Self {
            path,
            text,
            encoding,
            line_starts: OnceLock::new(),
            counts: counts::Counts::default(),
            map: None,
            letter: None,
            lines_in_letter: Vec::new(),
        }
    }

    /// The name used in reports: relative, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, without byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Encoding of the file on disk.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The text of `span`; empty if out of range or not on character boundaries.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Position of a byte offset of the text in the file. An offset past the end is the end, one inside a character
    /// its start, and one at a fold is after it.
    pub fn position(&self, offset: u32) -> Position {
        if let Some(letter) = &self.letter {
            return letter
                .range(Span {
                    start: offset,
                    end: offset,
                })
                .0;
        }
        self.place(offset, Side::Start)
    }

    /// The line of the file that holds a byte offset of the text; for a calendar within a letter, the letter's.
    pub fn line_in_file(&self, offset: u32) -> usize {
        let next = self
            .lines_in_letter
            .partition_point(|(start, _)| *start <= offset);
        let within = next.checked_sub(1).and_then(|at| self.lines_in_letter.get(at));
        within.map_or_else(|| self.position(offset).line, |(_, line)| *line)
    }

    /// Start and end of a span in the file. An end at a fold is before it.
    pub fn range(&self, span: Span) -> (Position, Position) {
        if let Some(letter) = &self.letter {
            return letter.range(span);
        }
        let start = self.position(span.start);
        let end = if span.is_empty() {
            start
        } else {
            self.place(span.end, Side::End)
        };
        (start, end)
    }

    /// Start and end columns of a span in UTF-8 bytes from 1, each on its own line on disk (for UTF-16 files, as if
    /// encoded in UTF-8). A byte order mark has no column.
    pub fn utf8_columns(&self, span: Span) -> (usize, usize) {
        if let Some(letter) = &self.letter {
            return letter.utf8_columns(span);
        }
        let start = self.utf8_column(span.start, Side::Start);
        let end = if span.is_empty() {
            start
        } else {
            self.utf8_column(span.end, Side::End)
        };
        (start, end)
    }

    fn utf8_column(&self, offset: u32, side: Side) -> usize {
        let offset = self.boundary(offset);
        let line = self.line_start(offset);
        let Some(map) = &self.map else {
            return 1 + offset - line;
        };
        let fold = map.fold_of_line(offset, line, side);
        let blank = usize::from(fold.is_some_and(map::Anchor::is_indented));
        match self.encoding {
            // Replaced characters have other bytes on disk: count those.
            Encoding::Utf8 | Encoding::Utf8WithMark => {
                let on_disk = |offset: usize, side| {
                    let anchor = map.anchor(offset, side);
                    (anchor.disk() + offset.saturating_sub(anchor.text as usize)).min(map.disk_len)
                };
                let first = fold.map_or_else(|| on_disk(line, Side::Start), |fold| fold.disk() - blank);
                1 + on_disk(offset, side).saturating_sub(first)
            }
            Encoding::Utf16Le | Encoding::Utf16Be => {
                1 + blank + offset.saturating_sub(fold.map_or(line, |fold| fold.text as usize))
            }
        }
    }

    /// An offset rounded down to a character boundary.
    fn boundary(&self, offset: u32) -> usize {
        self.text
            .floor_char_boundary((offset as usize).min(self.text.len()))
    }

    /// Start of the text's line that contains `offset`.
    fn line_start(&self, offset: usize) -> usize {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start as usize <= offset);
        starts
            .get(line.saturating_sub(1))
            .map_or(0, |&start| start as usize)
    }

    fn place(&self, offset: u32, side: Side) -> Position {
        let offset = self.boundary(offset);
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start as usize <= offset);
        let line_start = starts
            .get(line.saturating_sub(1))
            .map_or(0, |&start| start as usize);
        let Some(map) = &self.map else {
            let (column, utf16) = self.counts.between(&self.text, line_start, offset).columns();
            return Position {
                byte: match self.encoding {
                    Encoding::Utf8 => offset,
                    Encoding::Utf8WithMark => offset + 3,
                    Encoding::Utf16Le | Encoding::Utf16Be => {
                        2 + 2 * self.counts.between(&self.text, 0, offset).utf16
                    }
                },
                line,
                column,
                utf16,
            };
        };
        let fold = map.fold_of_line(offset, line_start, side);
        let from = fold.map_or(line_start, |fold| fold.text as usize);
        // The bytes of a character split by the fold: an editor shows each as a replacement character.
        let whole = self.text.ceil_char_boundary(from).min(offset);
        let before = whole.saturating_sub(from) + usize::from(fold.is_some_and(map::Anchor::is_indented));
        let (column, utf16) = self.counts.between(&self.text, whole, offset).columns();
        let anchor = map.anchor(offset, side);
        let since = match self.encoding {
            Encoding::Utf8 | Encoding::Utf8WithMark => offset.saturating_sub(anchor.text as usize),
            Encoding::Utf16Le | Encoding::Utf16Be => {
                2 * self
                    .counts
                    .between(&self.text, anchor.text as usize, offset)
                    .utf16
            }
        };
        Position {
            byte: (anchor.disk() + since).min(map.disk_len),
            line: line + map.folds_before(offset, side),
            column: column + before,
            utf16: utf16 + before,
        }
    }

    /// Whether a fold is inside `span`, so that it is longer on disk.
    pub fn is_folded(&self, span: Span) -> bool {
        self.map.as_ref().is_some_and(|map| map.is_folded(span))
    }

    /// Spans of U+FFFD in the text for bytes that could not be decoded, adjacent ones merged.
    pub fn broken(&self) -> &[Span] {
        self.map.as_ref().map_or(&[], |map| &map.broken)
    }

    /// The number (from 1) of the text's line that contains `offset`, for [`Source::line`].
    pub fn line_of(&self, offset: u32) -> usize {
        let offset = offset.min(Span::new(self.text.len(), self.text.len()).start);
        self.line_starts().partition_point(|&start| start <= offset)
    }

    /// As [`Source::position`], for people: a document or message whose bytes have no lines counts those of its text.
    pub fn shown_position(&self, offset: u32) -> Position {
        let on_disk = self.position(offset);
        if self.letter.as_ref().is_some_and(|letter| letter.is_binary) {
            return Position {
                byte: on_disk.byte,
                ..self.place(offset, Side::Start)
            };
        }
        on_disk
    }

    /// The line number (from 1) of the text's line `line` for people: on disk, which differs after folded lines and in
    /// mail; where the bytes have no lines, in the text.
    pub fn shown_line(&self, line: usize) -> usize {
        if let Some(letter) = &self.letter {
            return self
                .shown_position(letter.first_in_file(self.line_span(line)))
                .line;
        }
        let start = self.line_span(line).start as usize;
        line + self
            .map
            .as_ref()
            .map_or(0, |map| map.folds_before(start, Side::End))
    }

    /// The text of line `line` (from 1), without terminator. A folded line of a calendar is one.
    pub fn line(&self, line: usize) -> &str {
        self.text[self.line_span(line).range()].trim_end_matches(['\r', '\n'])
    }

    /// The span of line `line` (from 1), with its terminator; empty past the last.
    pub fn line_span(&self, line: usize) -> Span {
        let starts = self.line_starts();
        let start = line.checked_sub(1).and_then(|index| starts.get(index)).copied();
        let Some(start) = start else {
            return Span::new(self.text.len(), self.text.len());
        };
        let end = starts.get(line).map_or(self.text.len(), |&end| end as usize);
        Span::new(start as usize, end)
    }

    /// The number of lines; 1 for an empty text.
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// Line starts, computed when a position is first asked for: a file without findings needs none.
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for (index, byte) in bytes.iter().enumerate() {
                let ends_line = match byte {
                    b'\n' => true,
                    b'\r' => bytes.get(index + 1) != Some(&b'\n'),
                    _ => false,
                };
                if ends_line {
                    starts.push(Span::new(index + 1, index + 1).start);
                }
            }
            starts
        })
    }
}

/// `text` made safe for display: control characters and characters without a glyph (bidirectional controls,
/// zero-width characters, fillers, private and unassigned code points) become U+FFFD, so that a request can neither
/// control the terminal nor show a text other than the one judged.
pub fn printable(text: &str) -> Cow<'_, str> {
    let safe = |c| match c {
        '\t' => ' ',
        c if is_hidden(c) => '\u{fffd}',
        c => c,
    };
    if text.chars().any(|c| safe(c) != c) {
        Cow::Owned(text.chars().map(safe).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character must not be printed: controls, Unicode's `Default_Ignorable_Code_Point`, line separators,
/// blanks that programs take for letters, noncharacters and private-use characters. Tabs are left to layout code.
pub fn is_hidden(c: char) -> bool {
    // Fast path for nearly every character of a request.
    let is_plain =
        matches!(c, ' '..='~' | '\u{3000}'..='\u{3163}' | '\u{3165}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9f}');
    !is_plain && is_unseen(c)
}

fn is_unseen(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\n'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}')
        || is_variation(c)
        || is_private(c)
        // Each plane's last two code points are noncharacters.
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is a variation selector: of an emoji, or of a kanji in a name (葛󠄀).
pub fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character is in a private-use area, such as an office's own kanji (外字).
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_at_once_is_not_hidden() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_hidden(c), is_unseen(c), "{c:?}");
        }
    }

    #[test]
    fn places_count_bytes_code_points_and_utf16_units() {
        let source = Source::from_text("a", "\u{feff}件名: 𠮷野\r\n期限: x\ry");
        let at = |needle: &str| source.position(source.text().find(needle).unwrap() as u32);
        assert_eq!(
            at("野"),
            Position {
                byte: 3 + 12,
                line: 1,
                column: 6,
                utf16: 7
            }
        );
        assert_eq!(
            at("x"),
            Position {
                byte: 3 + 17 + 8,
                line: 2,
                column: 5,
                utf16: 5
            }
        );
        assert_eq!(at("y").line, 3);
        assert_eq!(source.line(2), "期限: x");
    }

    #[test]
    fn utf16_bytes_are_those_on_disk() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("𠮷: 期限\n".encode_utf16().flat_map(u16::to_le_bytes));
        let source = Source::decode("a", bytes).unwrap();
        let at = source.text().find('限').unwrap();
        assert_eq!(
            source.position(at as u32),
            Position {
                byte: 2 + 2 * 5,
                line: 1,
                column: 5,
                utf16: 6
            }
        );
    }

    #[test]
    fn an_offset_inside_a_character_or_past_the_end_is_still_a_place() {
        let source = Source::from_text("a", "期");
        assert_eq!(source.position(1).column, 1);
        assert_eq!(source.position(99).column, 2);
    }

    #[test]
    fn hidden_characters_are_replaced() {
        assert_eq!(printable("a\u{1b}[31m\u{202e}b"), "a\u{fffd}[31m\u{fffd}b");
        assert_eq!(printable("期\t限"), "期 限");
        assert!(matches!(printable("期限"), Cow::Borrowed(_)));
    }
}

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
