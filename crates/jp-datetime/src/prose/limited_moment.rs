//! A moment with its limit word, and the parts of its sentence.

use super::candidate::Candidate;
use super::limit::Limit;
use super::sentence::SentenceContext;

/// A moment with the parts of its sentence.
pub(super) struct LimitedMoment<'a> {
    /// The whole text.
    pub text: &'a str,
    pub around: &'a SentenceContext<'a>,
    pub found: &'a Candidate,
    /// The words of the moment.
    pub words: &'a str,
    pub limit: Limit,
    /// The text after the limit word.
    pub rest: &'a str,
    /// The same up to the end of the bracket that contains the moment.
    pub rest_in_bracket: &'a str,
    /// The same up to the end of the clause.
    pub clause: &'a str,
    /// Whether the moment is in brackets.
    pub in_brackets: bool,
    /// Whether the clause contains a request.
    pub asked: bool,
}
