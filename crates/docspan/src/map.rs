//! Mapping from offsets of an unfolded text to the file, stored only where they differ.

use super::Span;

/// A pair of corresponding offsets in text and file; the mapping is linear up to the next anchor. A feed has one
/// anchor per fold, so it is kept to two words: the lowest bit of `place` is a flag, as files are far smaller than 2
/// GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Offset in the text.
    pub text: u32,
    place: u32,
}

impl Anchor {
    /// An anchor; `indented` if a blank precedes it on its physical line.
    pub fn new(text: usize, disk: usize, indented: bool) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            text: clamp(text),
            place: clamp(disk.min(u32::MAX as usize / 2) << 1 | usize::from(indented)),
        }
    }

    /// Offset in the file.
    pub fn disk(self) -> usize {
        (self.place >> 1) as usize
    }

    /// Whether a fold's blank precedes it.
    pub fn is_indented(self) -> bool {
        self.place & 1 == 1
    }

    /// The anchor moved for a text that grew from `before` to `now` bytes.
    fn shifted(self, before: usize, now: usize) -> Self {
        Self::new(
            (self.text as usize + now).saturating_sub(before),
            self.disk(),
            self.is_indented(),
        )
    }
}

/// Mapping of a text.
#[derive(Debug, Default)]
pub(super) struct DiskMap {
    /// Folds in order: at each a physical line begins. A fold may be inside a character.
    pub folds: Vec<Anchor>,
    /// Further anchors in order: after replaced bytes, and at intervals where bytes must be counted.
    pub marks: Vec<Anchor>,
    /// Spans of U+FFFD for bytes that could not be decoded.
    pub broken: Vec<Span>,
    /// Size of the file, in bytes.
    pub disk_len: usize,
}

/// Side of a fold at which an offset is taken: a start is after the fold, an end before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
}

impl DiskMap {
    /// Number of folds before `offset`.
    pub fn folds_before(&self, offset: usize, side: Side) -> usize {
        count(&self.folds, offset, side)
    }

    /// The last anchor before `offset`.
    pub fn anchor(&self, offset: usize, side: Side) -> Anchor {
        let last = |anchors: &[Anchor]| {
            count(anchors, offset, side)
                .checked_sub(1)
                .and_then(|at| anchors.get(at))
                .copied()
        };
        let start = Anchor::new(0, 0, false);
        [last(&self.folds), last(&self.marks)]
            .into_iter()
            .flatten()
            .max_by_key(|anchor| (anchor.text, anchor.disk()))
            .unwrap_or(start)
    }

    /// The fold at which the physical line of `offset` begins, if it begins at one.
    pub fn fold_of_line(&self, offset: usize, logical_start: usize, side: Side) -> Option<Anchor> {
        let fold = self.folds.get(self.folds_before(offset, side).checked_sub(1)?)?;
        (fold.text as usize >= logical_start).then_some(*fold)
    }

    /// Whether a fold is inside `span`.
    pub fn is_folded(&self, span: Span) -> bool {
        self.folds_before(span.end as usize, Side::End) > self.folds_before(span.start as usize, Side::Start)
    }

    /// Replaces invalid UTF-8 by U+FFFD, moving folds accordingly.
    pub fn replace_invalid(&mut self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len() + 64);
        let mut folds = std::mem::take(&mut self.folds).into_iter().peekable();
        let mut moved = Vec::with_capacity(folds.len());
        let mut before = 0;
        for chunk in bytes.utf8_chunks() {
            let now = text.len();
            let valid_end = before + chunk.valid().len();
            text.push_str(chunk.valid());
            while let Some(fold) = folds.next_if(|fold| fold.text as usize <= valid_end) {
                moved.push(fold.shifted(before, now));
            }
            let invalid = chunk.invalid().len();
            if invalid == 0 {
                break;
            }
            let replaced = text.len();
            text.push(char::REPLACEMENT_CHARACTER);
            match self.broken.last_mut() {
                Some(last) if last.end as usize == replaced => last.end = Span::new(0, text.len()).end,
                _ => self.broken.push(Span::new(replaced, text.len())),
            }
            // The anchor is on the replacement's last byte, so that its end maps to the byte after the invalid ones.
            let broken_end = valid_end + invalid;
            let mut end = disk_after(&moved, &self.marks, replaced, invalid);
            while let Some(fold) = folds.next_if(|fold| (fold.text as usize) < broken_end) {
                end = fold.disk() + broken_end - fold.text as usize;
                moved.push(Anchor::new(text.len() - 1, end - 1, fold.is_indented()));
            }
            self.marks.push(Anchor::new(text.len() - 1, end - 1, false));
            before = broken_end;
        }
        // Remaining folds at the very end.
        let now = text.len();
        moved.extend(folds.map(|fold| fold.shifted(bytes.len(), now)));
        self.folds = moved;
        text
    }
}

/// Where `len` bytes from the text's `offset` end on disk, if no fold intervenes.
fn disk_after(folds: &[Anchor], marks: &[Anchor], offset: usize, len: usize) -> usize {
    let anchor = folds
        .last()
        .into_iter()
        .chain(marks.last())
        .max_by_key(|anchor| (anchor.text, anchor.disk()))
        .copied()
        .unwrap_or(Anchor::new(0, 0, false));
    anchor.disk() + offset.saturating_sub(anchor.text as usize) + len
}

/// Number of `anchors` before `offset`, or up to it for a start.
fn count(anchors: &[Anchor], offset: usize, side: Side) -> usize {
    anchors.partition_point(|anchor| {
        let at = anchor.text as usize;
        if side == Side::Start {
            at <= offset
        } else {
            at < offset
        }
    })
}
