//! One field of a request, with its span.

use crate::source::Span;

/// One field of a request.
///
/// Written but unreadable is neither present nor absent: a rule that needs the field is undetermined, and no
/// default replaces it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Fact<T> {
    /// The document does not say.
    #[default]
    Absent,
    /// Written, but could not be read. A diagnostic has been raised, except in a template, where an unfilled
    /// placeholder or a moment relative to sending is no mistake.
    Unreadable(Span),
    /// The value and its span.
    Known(T, Span),
}

impl<T> Fact<T> {
    /// The value, if it was read.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value, _) => Some(value),
            _ => None,
        }
    }

    /// Location of the value, readable or not.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Unreadable(span) | Self::Known(_, span) => Some(*span),
        }
    }

    /// Whether the document does not state it.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Records that something unreadable is written, unless the field is already set.
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
