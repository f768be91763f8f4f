//! Byte ranges of a text.

/// A half-open range of bytes of a [`Source`](super::Source)'s text (UTF-8, without the byte order mark).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Start, inclusive.
    pub start: u32,
    /// End, exclusive.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; offsets beyond 4 GiB cannot occur, as [`MAX_BYTES`](super::MAX_BYTES) is far below.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The span as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// A part of it, relative to its start.
    #[must_use]
    pub fn part(self, part: std::ops::Range<usize>) -> Self {
        let start = self.start as usize;
        Self::new(start + part.start, start + part.end)
    }

    /// Whether it contains an offset, its end included.
    pub fn touches(self, at: u32) -> bool {
        self.start <= at && at <= self.end
    }

    /// Whether the other lies within it.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}
