//! Maps decoded text back to the bytes it came from, one map per decoding step.

use std::ops::Range;
use std::sync::Arc;

/// A run of output in which each `out_unit` bytes came from `in_unit` bytes of input.
#[derive(Clone, Copy, Debug)]
struct Segment {
    out: usize,
    input: usize,
    out_unit: usize,
    in_unit: usize,
}

/// A decoding step, from bytes of its output to bytes of its input.
#[derive(Clone, Debug, Default)]
pub(crate) struct OffsetMap {
    segments: Vec<Segment>,
    len: usize,
}

impl OffsetMap {
    /// Identity map.
    pub(crate) fn same(from: usize, len: usize) -> Self {
        let mut map = Self::default();
        map.push_same(from, len);
        map
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Appends bytes copied unchanged.
    pub(crate) fn push_same(&mut self, input: usize, len: usize) {
        self.push_units(input, len, 1, 1);
    }

    /// Appends output made of an input range as a whole.
    pub(crate) fn push_whole(&mut self, input: Range<usize>, len: usize) {
        self.push_units(input.start, len, len, input.len());
    }

    /// Appends output in units of equal length, each from an input unit of equal length.
    pub(crate) fn push_units(&mut self, input: usize, len: usize, out_unit: usize, in_unit: usize) {
        if len == 0 {
            return;
        }
        let continues = self.segments.last().is_some_and(|last| {
            let units = (self.len - last.out) / last.out_unit;
            (last.out_unit, last.in_unit) == (out_unit, in_unit) && last.input + units * last.in_unit == input
        });
        if !continues {
            self.segments.push(Segment {
                out: self.len,
                input,
                out_unit: out_unit.max(1),
                in_unit,
            });
        }
        self.len += len;
    }

    /// Appends characters that each came from `in_unit` bytes.
    pub(crate) fn push_characters(&mut self, input: usize, text: &str, in_unit: usize) {
        // Fast path: equal lengths.
        let long = text.chars().next().map_or(1, char::len_utf8);
        let is_even = match long {
            1 => text.is_ascii(),
            // Where each third byte leads three, no other byte can lead: nearly all Japanese characters.
            3 => text
                .as_bytes()
                .chunks(3)
                .fold(true, |even, one| even & (one[0] & 0xF0 == 0xE0)),
            _ => text.chars().all(|character| character.len_utf8() == long),
        };
        if is_even {
            return self.push_units(input, text.len(), long, in_unit);
        }
        let mut at = input;
        for character in text.chars() {
            self.push_units(at, character.len_utf8(), character.len_utf8(), in_unit);
            at += in_unit;
        }
    }

    /// Input range of an output range, in whole units.
    fn range(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let start = self.unit(range.start.min(self.len.saturating_sub(1)))?;
        let end = if range.end > range.start {
            self.unit((range.end - 1).min(self.len.saturating_sub(1)))?.end
        } else if range.start >= self.len {
            return Some(start.end..start.end);
        } else {
            start.start
        };
        Some(start.start..end.max(start.start))
    }

    fn unit(&self, at: usize) -> Option<Range<usize>> {
        let index = self
            .segments
            .partition_point(|segment| segment.out <= at)
            .checked_sub(1)?;
        let segment = self.segments.get(index)?;
        let start = segment.input + (at - segment.out) / segment.out_unit * segment.in_unit;
        Some(start..start + segment.in_unit)
    }
}

/// Locations of a text in its file.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Decoding steps, last to first.
    steps: Vec<Arc<OffsetMap>>,
    encoded: bool,
}

impl Places {
    /// A text located only as a whole: a compressed part, or one in several pieces.
    pub(crate) fn whole(file: Range<usize>, len: usize) -> Self {
        let mut map = OffsetMap::default();
        map.push_whole(file, len.max(1));
        Self::first(map, true)
    }

    pub(crate) fn first(map: OffsetMap, encoded: bool) -> Self {
        Self {
            steps: vec![Arc::new(map)],
            encoded,
        }
    }

    /// Locations after a further decoding step.
    pub(crate) fn then(&self, map: OffsetMap) -> Self {
        let mut steps = vec![Arc::new(map)];
        steps.extend(self.steps.iter().cloned());
        Self {
            steps,
            encoded: self.encoded,
        }
    }

    /// Bytes in the file for a range of the text: exactly these, or if [`Places::is_encoded`], the encoded lines or
    /// part that contain them.
    pub fn in_file(&self, range: Range<usize>) -> Option<Range<usize>> {
        let mut range = range;
        for step in &self.steps {
            range = step.range(&range)?;
        }
        Some(range)
    }

    /// Whether a transfer encoding or a container lies between text and file.
    pub fn is_encoded(&self) -> bool {
        self.encoded
    }
}

/// A text with its locations.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Its locations.
    pub places: Places,
}

impl Text {
    /// Byte range of the whole text in the file.
    pub fn range(&self) -> Option<Range<usize>> {
        self.places.in_file(0..self.text.len())
    }

    /// A part with its locations.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or_default();
        Self {
            text: text.to_owned(),
            places: self.places.then(OffsetMap::same(range.start, text.len())),
        }
    }
}

/// Builds a text from pieces of another.
#[derive(Default)]
pub(crate) struct Builder {
    pub(crate) text: String,
    map: OffsetMap,
}

impl Builder {
    /// Appends a piece unchanged.
    pub(crate) fn keep(&mut self, from: usize, piece: &str) {
        self.text.push_str(piece);
        self.map.push_same(from, piece.len());
    }

    /// Appends a piece that replaces a range.
    pub(crate) fn put(&mut self, range: Range<usize>, piece: &str) {
        self.text.push_str(piece);
        self.map.push_whole(range, piece.len());
    }

    pub(crate) fn finish(self, of: &Places) -> Text {
        debug_assert_eq!(self.text.len(), self.map.len());
        Text {
            text: self.text,
            places: of.then(self.map),
        }
    }
}
