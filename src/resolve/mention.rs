//! A moment that a request's text mentions, as rules are asked of it.

use jp_datetime::prose::Role;

use crate::calendar::hours::Moment;
use crate::source::Span;

/// A moment that a text mentions.
#[derive(Clone, Debug)]
pub struct Mentioned {
    /// What it is to the addressee.
    pub role: Role,
    /// When; `None` where the words or the sending do not say.
    pub at: Option<Moment>,
    /// Whether the words leave it open.
    pub open: bool,
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub words: Box<str>,
    /// Whether it is one of the dues that the request states, or of those of its body where it states none; `None`
    /// where that is not known.
    pub agrees: Option<bool>,
    /// Whether another deadline precedes it in the text, and neither says what it is for.
    pub is_one_of_several: bool,
}
