//! The last edits of a document, and how to undo them.
//!
//! An editor counts its edits upwards, but may send them in another order: Helix 25.01 hands each to a task
//! of its own, and on a busy machine they overtake one another (13 before 11 and 12, as seen on the wire). An
//! edit belongs where its number says: those after it are undone, it is made, and they are made again.

use std::collections::VecDeque;

use gen_lsp_types::Range;

/// The most versions that are kept.
const MOST: usize = 256;
/// The most bytes that are kept, or gone through to make edits again: a huge text keeps few of them.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// What a change put where, and what stood there before.
#[derive(Clone, Debug)]
pub(super) struct Undo {
    pub at: usize,
    pub len: usize,
    pub old: String,
}

/// The edits of one version.
#[derive(Clone, Debug)]
pub(super) struct VersionEdits {
    pub version: i32,
    pub changes: Vec<Change>,
    /// In the order of the changes.
    pub undo: Vec<Undo>,
}

impl VersionEdits {
    /// How many bytes it holds.
    fn size(&self) -> usize {
        let new: usize = self.changes.iter().map(|change| change.text.len()).sum();
        let old: usize = self.undo.iter().map(|undo| undo.old.len()).sum();
        new + old
    }
}

/// What is to be done with an edit that is older than the text.
#[derive(Debug)]
pub(super) enum StaleEdit {
    /// These, from the oldest, come after it.
    Before(Vec<VersionEdits>),
    /// Nothing: the whole text has come since.
    Covered,
    /// Nobody knows any more.
    Unknown,
}

/// The last edits, from the oldest.
#[derive(Clone, Debug)]
pub(super) struct History {
    made: VecDeque<VersionEdits>,
    size: usize,
    /// How many changes they are.
    changes: usize,
    /// What is not newer than this cannot be undone.
    reaches: i32,
    /// Whether the whole text came at that version.
    whole: bool,
}

impl History {
    /// That of a text opened at a version.
    pub fn new(version: i32) -> Self {
        Self {
            made: VecDeque::new(),
            size: 0,
            changes: 0,
            reaches: version,
            whole: false,
        }
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The whole text came at a version.
    pub fn whole(&mut self, version: i32) {
        *self = Self {
            whole: true,
            ..Self::new(version)
        };
    }

    /// Keeps the edits of a version, made in a text that is now of this length.
    pub fn push(&mut self, made: VersionEdits, length: usize) {
        self.size += made.size();
        self.changes += made.changes.len();
        self.made.push_back(made);
        // Every change goes through the text.
        let most = MOST_BYTES / length.max(1);
        while self.made.len() > MOST || self.changes > most || self.size > MOST_BYTES {
            let Some(oldest) = self.made.pop_front() else {
                return;
            };
            self.size -= oldest.size();
            self.changes -= oldest.changes.len();
            self.reaches = oldest.version;
            self.whole = false;
        }
    }

    /// Takes out the edits that come after one of an older version.
    pub fn later(&mut self, version: i32) -> StaleEdit {
        if version < self.reaches && self.whole {
            return StaleEdit::Covered;
        }
        let after = self.made.partition_point(|made| made.version <= version);
        let before = after.checked_sub(1).and_then(|at| self.made.get(at));
        // A number that comes twice says nothing of where its second edit belongs.
        if before.map_or(self.reaches, |made| made.version) >= version {
            return StaleEdit::Unknown;
        }
        let later: Vec<VersionEdits> = self.made.drain(after..).collect();
        self.size -= later.iter().map(VersionEdits::size).sum::<usize>();
        self.changes -= later.iter().map(|made| made.changes.len()).sum::<usize>();
        StaleEdit::Before(later)
    }
}

/// An edit: what a range is replaced by, or the whole text where there is no range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The range, in the units agreed upon.
    pub range: Option<Range>,
    /// What stands there then.
    pub text: String,
}
