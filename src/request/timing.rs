//! A due or hearing moment as written.

use jp_datetime::moment::Written;
use jp_datetime::relative::Relative;

use super::fact::Fact;
use crate::source::Span;

/// A due or hearing moment as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Timing {
    /// The document does not say.
    #[default]
    Absent,
    /// As [`Fact::Unreadable`].
    Unreadable(Span),
    /// A date, with or without a time.
    Stated(Written, Span),
    /// Relative to sending, which only a template may state.
    Counted(Relative, Span),
}

impl Timing {
    /// The date and time, if stated.
    pub fn stated(&self) -> Option<&Written> {
        match self {
            Self::Stated(written, _) => Some(written),
            Self::Absent | Self::Unreadable(_) | Self::Counted(..) => None,
        }
    }

    /// The offset from sending, if relative.
    pub fn counted(&self) -> Option<Relative> {
        match self {
            Self::Counted(relative, _) => Some(*relative),
            Self::Absent | Self::Unreadable(_) | Self::Stated(..) => None,
        }
    }

    /// Location of the value, readable or not.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Unreadable(span) | Self::Stated(_, span) | Self::Counted(_, span) => Some(*span),
        }
    }

    /// Whether the document does not state it.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Records that something unreadable is written, unless the value is already set.
    pub(crate) fn unread_if_absent(&mut self, at: Span) {
        if self.is_absent() {
            *self = Self::Unreadable(at);
        }
    }

    /// Whether it is written but could not be read.
    pub fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable(_))
    }
}

impl From<Fact<Written>> for Timing {
    fn from(fact: Fact<Written>) -> Self {
        match fact {
            Fact::Absent => Self::Absent,
            Fact::Unreadable(span) => Self::Unreadable(span),
            Fact::Known(written, span) => Self::Stated(written, span),
        }
    }
}
