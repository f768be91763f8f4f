//! What a search for a time may cost.

use super::lasting::Known;
use crate::case::Case;

/// How often recipients may be asked in one search, counting each rule. An honest request is answered
/// after some thousand; ten thousand recipients that are never at work at one time are not worth a minute
/// of anybody's machine, and have no remedy.
const MOST_ASKED: usize = 20_000_000;

/// What a search may still cost, and what a day of it does and a moment at which every rule is asked.
pub(super) struct Budget {
    left: usize,
    pub day: usize,
    pub moment: usize,
}

impl Budget {
    pub fn new(case: &Case<'_>, rules: &[Known<'_>]) -> Self {
        let groups = case.groups.len().max(1);
        Self {
            left: MOST_ASKED,
            day: groups,
            moment: groups * rules.len().max(1),
        }
    }

    /// Pays, or ends the search.
    pub fn pay(&mut self, cost: usize) -> Option<()> {
        self.left = self.left.checked_sub(cost)?;
        Some(())
    }
}
