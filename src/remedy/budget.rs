//! What a search for a time may cost.

use std::cell::Cell;

use super::lasting::Known;
use crate::resolve::Case;

/// How many conditions may be judged in one search, each group of recipients by itself. An honest request is
/// answered after some ten thousand; ten thousand recipients that are never at work at one time are not worth a
/// minute of anybody's machine, and have no remedy.
const MOST_JUDGED: usize = 20_000_000;

/// How many may be judged in the searches of one file: half a second's worth.
pub(crate) const MOST_JUDGED_IN_FILE: usize = 200_000_000;

/// What a search may still cost, and what a day of it does and a moment at which every rule is asked.
pub(super) struct Budget<'a> {
    left: usize,
    of_file: Option<&'a Cell<usize>>,
    pub day: usize,
    pub moment: usize,
}

impl<'a> Budget<'a> {
    pub fn new(case: &Case<'a>, rules: &[Known<'_>]) -> Self {
        let groups = case.groups.len().max(1);
        let conditions: usize = rules.iter().map(|(_, rule)| rule.conditions).sum();
        Self {
            left: MOST_JUDGED,
            of_file: case.env.searches,
            day: groups,
            moment: groups.saturating_mul(conditions.max(1)),
        }
    }

    /// Pays, or ends the search.
    pub fn pay(&mut self, cost: usize) -> Option<()> {
        self.left = self.left.checked_sub(cost)?;
        if let Some(of_file) = self.of_file {
            let left = of_file.get().checked_sub(cost);
            of_file.set(left.unwrap_or_default());
            left?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_ends_past_its_own_bound_and_past_that_of_the_file() {
        let of_file = Cell::new(MOST_JUDGED + 10);
        let search = || Budget {
            left: MOST_JUDGED,
            of_file: Some(&of_file),
            day: 1,
            moment: 1,
        };
        let mut first = search();
        assert_eq!(first.pay(MOST_JUDGED), Some(()));
        assert_eq!(first.pay(1), None);
        // Its own bound is not the file's.
        assert_eq!(of_file.get(), 10);
        let mut second = search();
        assert_eq!(second.pay(10), Some(()));
        assert_eq!(second.pay(1), None);
        assert_eq!(of_file.get(), 0);
    }
}
