//! A moment mentioned in a request's text, as rules read it.

use jp_datetime::prose::Role;

use crate::calendar::hours::Moment;
use crate::source::Span;

/// A deadline that a mention was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Its index among the request's dues; `None` for a deadline that the body alone states.
    pub due: Option<usize>,
    /// The moment.
    pub at: Moment,
    /// Location in the source.
    pub span: Span,
}

/// A moment mentioned in a text.
#[derive(Clone, Debug)]
pub struct ResolvedMention {
    /// Its role for the recipient.
    pub role: Role,
    /// The moment; `None` where the wording or an unknown sending time leaves it unresolved.
    pub at: Option<Moment>,
    /// Whether the wording leaves the moment open.
    pub open: bool,
    /// Location in the source.
    pub span: Span,
    /// The words as written.
    pub words: Box<str>,
    /// Whether it equals one of the dues stated, or of those in the body if none is stated; `None` if unknown.
    pub agrees: Option<bool>,
    /// What it was compared with, if it equals none of them.
    pub differs_from: std::rc::Rc<[Compared]>,
    /// Whether another deadline precedes it in the text, and neither says what it applies to.
    pub is_one_of_several: bool,
}
