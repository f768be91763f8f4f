//! When something is due or held, as it is written.

use jp_datetime::moment::Written;
use jp_datetime::relative::Relative;

use super::fact::Fact;
use crate::source::Span;

/// When something is due or held, as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Timing {
    /// The document does not say.
    #[default]
    Absent,
    /// As [`Fact::Unreadable`].
    Unreadable(Span),
    /// A day, with a time or without.
    Stated(Written, Span),
    /// Counted from the sending of a template.
    Counted(Relative, Span),
}

impl Timing {
    /// The day and the time, where they are stated.
    pub fn stated(&self) -> Option<&Written> {
        match self {
            Self::Stated(written, _) => Some(written),
            Self::Absent | Self::Unreadable(_) | Self::Counted(..) => None,
        }
    }

    /// How it is counted from the sending, where it is.
    pub fn counted(&self) -> Option<Relative> {
        match self {
            Self::Counted(relative, _) => Some(*relative),
            Self::Absent | Self::Unreadable(_) | Self::Stated(..) => None,
        }
    }

    /// Where it stands, readable or not.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Unreadable(span) | Self::Stated(_, span) | Self::Counted(_, span) => Some(*span),
        }
    }

    /// Whether the document says nothing of it.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Takes in that something is written that could not be read, where nothing else is known.
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
