//! Reasons not to write a file although it is writable.

use std::{fmt, io};

/// Why a writable file is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code, reason = "what only Unix can tell"))]
pub(in crate::cli) enum Refusal {
    /// It has other hard links, which would keep the old text.
    HardLinks,
    /// The new file would have another owner.
    Owner,
    /// An access control list or an extended attribute would be lost.
    Attributes,
    /// It is a dangling link.
    Dangling,
    /// It is a link to another file.
    Link,
    /// A folder in its path is a link.
    LinkedFolder,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}

impl Refusal {
    /// The refusal inside an I/O error.
    pub(in crate::cli) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}
