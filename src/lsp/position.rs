//! Positions in an editor's buffer: line and column from 0, the column in the negotiated code units.
//!
//! A buffer is the file as it is on disk, in UTF-8, with a calendar's folds; a byte order mark that an editor passes
//! on is a character of it. No other module counts an editor's columns.

use std::ops::Range;

use gen_lsp_types::{Position, PositionEncodingKind};

/// The unit of columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Units {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, the protocol's default.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Units {
    /// The first supported one of those a client offers, in its order of preference.
    pub fn negotiate<'o>(offered: impl IntoIterator<Item = &'o str>) -> Self {
        offered
            .into_iter()
            .find_map(|name| match name {
                "utf-8" => Some(Self::Utf8),
                "utf-16" => Some(Self::Utf16),
                "utf-32" => Some(Self::Utf32),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The protocol's name of the unit.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The length of a character in units.
    pub fn of(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// Distance of marks in bytes: an upper bound on the characters counted for a column, even if the document is one
/// line.
const MARK_DISTANCE: usize = 2048;

/// A byte offset with the units before it.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    byte: usize,
    utf16: usize,
    chars: usize,
}

impl Mark {
    fn units(self, units: Units) -> usize {
        match units {
            Units::Utf8 => self.byte,
            Units::Utf16 => self.utf16,
            Units::Utf32 => self.chars,
        }
    }
}

/// The lines of a text, and marks for converting positions.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    starts: Vec<usize>,
    marks: Vec<Mark>,
}

impl Lines {
    /// Indexes a text. LF, CRLF and a lone CR end a line.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        let mut marks = vec![Mark::default()];
        if text.len() > MARK_DISTANCE {
            let mut here = Mark::default();
            let mut next = MARK_DISTANCE;
            for c in text.chars() {
                here.byte += c.len_utf8();
                here.utf16 += c.len_utf16();
                here.chars += 1;
                if here.byte >= next {
                    marks.push(here);
                    next = here.byte + MARK_DISTANCE;
                }
            }
        }
        Self { starts, marks }
    }

    /// The byte range of a line (from 0) without its line end; empty at the end of the text for a line past the last.
    pub fn line(&self, text: &str, line: usize) -> Range<usize> {
        let Some(start) = self.starts.get(line).copied() else {
            return text.len()..text.len();
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let content = text
            .get(start..end)
            .unwrap_or_default()
            .trim_end_matches(['\r', '\n']);
        start..start + content.len()
    }

    /// The line (from 0) of a byte.
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= byte)
            .saturating_sub(1)
    }

    /// The byte offset of a position. A column past the line's end is clamped to it, a line past the last to the
    /// text's end; a position inside a character (between surrogates) is that character's start.
    pub fn offset(&self, text: &str, position: Position, units: Units) -> usize {
        let line = self.line(text, position.line as usize);
        let wanted = self.units_before(text, line.start, units) + position.character as usize;
        // Counted from the last mark before it, or from the line's start if that is nearer.
        let mark = self
            .marks
            .partition_point(|mark| mark.units(units) <= wanted)
            .checked_sub(1)
            .and_then(|at| self.marks.get(at))
            .copied()
            .unwrap_or_default();
        let (mut byte, mut here) = if mark.byte > line.start {
            (mark.byte, mark.units(units))
        } else {
            (line.start, self.units_before(text, line.start, units))
        };
        if byte >= line.end {
            return line.end;
        }
        for c in text.get(byte..line.end).unwrap_or_default().chars() {
            if here + units.of(c) > wanted {
                return byte;
            }
            here += units.of(c);
            byte += c.len_utf8();
        }
        line.end
    }

    /// The position of a byte; inside a character that of its start, inside a line end that of the line's end.
    pub fn position(&self, text: &str, byte: usize, units: Units) -> Position {
        let byte = text.floor_char_boundary(byte.min(text.len()));
        let line = self.line_of(byte);
        let content = self.line(text, line);
        let column = self.units_before(text, byte.min(content.end), units)
            - self.units_before(text, content.start, units);
        let clamp = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Position {
            line: clamp(line),
            character: clamp(column),
        }
    }

    /// The units before a byte, which must be a character's start.
    fn units_before(&self, text: &str, byte: usize, units: Units) -> usize {
        if units == Units::Utf8 {
            return byte;
        }
        let mark = self
            .marks
            .partition_point(|mark| mark.byte <= byte)
            .checked_sub(1)
            .and_then(|at| self.marks.get(at))
            .copied()
            .unwrap_or_default();
        let rest = text.get(mark.byte..byte).unwrap_or_default();
        mark.units(units) + rest.chars().map(|c| units.of(c)).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_are_units_of_the_encoding() {
        let text = "件名: 𠮷野家\r\n期限\rx";
        let lines = Lines::new(text);
        let byte = text.find('野').unwrap();
        for (units, column) in [(Units::Utf8, 12), (Units::Utf16, 6), (Units::Utf32, 5)] {
            assert_eq!(lines.position(text, byte, units), at(0, column));
            assert_eq!(lines.offset(text, at(0, column), units), byte);
        }
        assert_eq!(lines.position(text, text.len(), Units::Utf16), at(2, 1));
    }

    #[test]
    fn what_lies_outside_or_inside_a_character_is_moved_to_a_place() {
        let text = "𠮷\r\nb";
        let lines = Lines::new(text);
        let offset = |line, character| lines.offset(text, at(line, character), Units::Utf16);
        assert_eq!(offset(0, 1), 0, "half a pair is its start");
        assert_eq!(offset(0, 2), 4);
        assert_eq!(offset(0, 9), 4, "never into the line end");
        assert_eq!(offset(1, u32::MAX), 7);
        assert_eq!(offset(u32::MAX, 0), 7);
        assert_eq!(lines.offset(text, at(0, 3), Units::Utf8), 0);
        assert_eq!(
            lines.position(text, 5, Units::Utf16),
            at(0, 2),
            "between CR and LF"
        );
        assert_eq!(lines.position(text, 99, Units::Utf16), at(1, 1));
    }

    #[test]
    fn a_line_longer_than_a_step_is_counted_the_same() {
        let text = "あ𠮷a".repeat(3000) + "\n終";
        let lines = Lines::new(&text);
        for units in [Units::Utf8, Units::Utf16, Units::Utf32] {
            let mut column = 0;
            for (byte, c) in text.char_indices().take(9000) {
                if byte % 7 == 0 {
                    assert_eq!(lines.position(&text, byte, units), at(0, column));
                    assert_eq!(lines.offset(&text, at(0, column), units), byte);
                }
                column += u32::try_from(units.of(c)).unwrap();
            }
        }
    }
}
