//! Why a file that could be written to is not.

use std::{fmt, io};

/// Why a file is not written to, though it could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code, reason = "what only Unix can tell"))]
pub(in crate::cli) enum Refusal {
    /// It has other names, which would keep the old text.
    HardLinks,
    /// The new file would not be its owner's.
    Owner,
    /// An access control list or an extended attribute would be lost.
    Attributes,
    /// It is a link to what is not there.
    Dangling,
    /// It is a link to another file.
    Link,
    /// A folder on the way to it is a link.
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
    /// The refusal behind an error.
    pub(in crate::cli) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}
