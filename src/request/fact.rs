//! One fact of a request, with its place.

use crate::source::Span;

/// One fact of a request.
///
/// What is written but could not be read is neither there nor absent: a rule that needs it is
/// undetermined, and never takes a default in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Fact<T> {
    /// The document does not say.
    #[default]
    Absent,
    /// The document says something that could not be read; a diagnostic has been raised, unless it is a
    /// template: there a blank to be filled in, or a moment counted from the sending, is no mistake.
    Unreadable(Span),
    /// The fact and the place of its value.
    Known(T, Span),
}

impl<T> Fact<T> {
    /// The fact, where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value, _) => Some(value),
            _ => None,
        }
    }

    /// Where its value stands, readable or not.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Unreadable(span) | Self::Known(_, span) => Some(*span),
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
