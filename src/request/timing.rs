//! A due or hearing moment as written.

use jp_datetime::moment::Written;
use jp_datetime::relative::Relative;

use super::fact::Fact;
use crate::source::Span;

/// A due or hearing moment as written.
pub type Timing = Fact<When>;

/// When a due or a hearing is.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// A date, with or without a time.
    Stated(Written),
    /// Relative to sending, which only a template may state.
    Counted(Relative),
}

impl Fact<When> {
    /// A date, with or without a time.
    pub fn of(written: Written, span: Span) -> Self {
        Self::Known(When::Stated(written), span)
    }

    /// The date and time, if stated.
    pub fn stated(&self) -> Option<&Written> {
        match self.known()? {
            When::Stated(written) => Some(written),
            When::Counted(_) => None,
        }
    }

    /// The offset from sending, if relative.
    pub fn counted(&self) -> Option<Relative> {
        match self.known()? {
            When::Counted(relative) => Some(*relative),
            When::Stated(_) => None,
        }
    }
}

impl From<Fact<Written>> for Timing {
    fn from(fact: Fact<Written>) -> Self {
        match fact {
            Fact::Absent => Self::Absent,
            Fact::Unreadable(span) => Self::Unreadable(span),
            Fact::Known(written, span) => Self::of(written, span),
        }
    }
}
