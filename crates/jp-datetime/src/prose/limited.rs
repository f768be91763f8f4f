//! A moment with the limit behind it, taken apart.

use super::candidate::Candidate;
use super::limit::Limit;
use super::sentence::Around;

/// A moment and what its sentence says of it.
pub(super) struct LimitedMoment<'a> {
    pub around: &'a Around<'a>,
    pub found: &'a Candidate,
    /// Its own words.
    pub words: &'a str,
    pub limit: Limit,
    /// What stands behind the limit.
    pub rest: &'a str,
    /// The same, as far as the bracket that it stands in.
    pub own: &'a str,
    /// The same, as far as the clause.
    pub clause: &'a str,
    /// Whether it stands in a bracket.
    pub inside: bool,
    /// Whether the clause asks for something.
    pub asked: bool,
    /// Whether the clause speaks of another occasion.
    pub other_time: bool,
}
