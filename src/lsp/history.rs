//! The last edits of a document, with what is needed to undo them.
//!
//! Versions increase, but may arrive out of order: Helix 25.01 sends each from a task of its own, and under load they
//! overtake each other (observed: 13 before 11 and 12). An edit is applied at its version: later ones are undone, and
//! applied again after it.

use std::collections::VecDeque;

use gen_lsp_types::Range;

/// Limit on the versions kept.
const VERSIONS_LIMIT: usize = 256;
/// Limit on the bytes kept, and on those copied to reapply edits: of a large text few are kept.
const BYTES_LIMIT: usize = 64 * 1024 * 1024;

/// What a change inserted where, and the text it replaced.
#[derive(Clone, Debug)]
pub(super) struct Undo {
    /// Byte offset of the change.
    pub at: usize,
    /// Bytes inserted.
    pub len: usize,
    pub old: String,
}

/// The edits of one version.
#[derive(Clone, Debug)]
pub(super) struct VersionEdits {
    pub version: i32,
    pub changes: Vec<ContentChange>,
    /// In the order of `changes`.
    pub undo: Vec<Undo>,
}

impl VersionEdits {
    /// Its bytes.
    fn size(&self) -> usize {
        let new: usize = self.changes.iter().map(|change| change.text.len()).sum();
        let old: usize = self.undo.iter().map(|undo| undo.old.len()).sum();
        new + old
    }
}

/// How to handle an edit older than the text.
#[derive(Debug)]
pub(super) enum StaleEdit {
    /// Undo these later edits (oldest first), apply it, and reapply them.
    Before(Vec<VersionEdits>),
    /// Ignore it: a full text has arrived since.
    Covered,
    /// The history does not reach back that far.
    Unknown,
}

/// The last edits, oldest first.
#[derive(Clone, Debug)]
pub(super) struct History {
    made: VecDeque<VersionEdits>,
    size: usize,
    /// The number of changes in them.
    changes: usize,
    /// The newest version that can no longer be undone.
    reaches: i32,
    /// Whether that version was a full text.
    whole: bool,
}

impl History {
    /// The history of a text opened at a version.
    pub fn new(version: i32) -> Self {
        Self {
            made: VecDeque::new(),
            size: 0,
            changes: 0,
            reaches: version,
            whole: false,
        }
    }

    /// Its bytes.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Resets it after a full text at a version.
    pub fn reset(&mut self, version: i32) {
        *self = Self {
            whole: true,
            ..Self::new(version)
        };
    }

    /// Adds a version's edits; `length` is the text's length after them.
    pub fn push(&mut self, made: VersionEdits, length: usize) {
        self.size += made.size();
        self.changes += made.changes.len();
        self.made.push_back(made);
        // Reapplying a change copies the text.
        let most = BYTES_LIMIT / length.max(1);
        while self.made.len() > VERSIONS_LIMIT || self.changes > most || self.size > BYTES_LIMIT {
            let Some(oldest) = self.made.pop_front() else {
                return;
            };
            self.size -= oldest.size();
            self.changes -= oldest.changes.len();
            self.reaches = oldest.version;
            self.whole = false;
        }
    }

    /// Removes and returns the edits after an older version.
    pub fn take_after(&mut self, version: i32) -> StaleEdit {
        if version < self.reaches && self.whole {
            return StaleEdit::Covered;
        }
        let after = self.made.partition_point(|made| made.version <= version);
        let before = after.checked_sub(1).and_then(|at| self.made.get(at));
        // A version that occurs twice does not tell the order of its edits.
        if before.map_or(self.reaches, |made| made.version) >= version {
            return StaleEdit::Unknown;
        }
        let take_after: Vec<VersionEdits> = self.made.drain(after..).collect();
        self.size -= take_after.iter().map(VersionEdits::size).sum::<usize>();
        self.changes -= take_after.iter().map(|made| made.changes.len()).sum::<usize>();
        StaleEdit::Before(take_after)
    }
}

/// An edit: the replacement of a range, or the full text if there is no range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentChange {
    /// The range, in the negotiated units.
    pub range: Option<Range>,
    /// The new text.
    pub text: String,
}
