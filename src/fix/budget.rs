//! Budget of a search for a time.

use super::monotonic::PackRule;
use crate::resolve::{Case, StepBudget};

/// Limit on conditions evaluated in one search, per group of recipients. An ordinary request needs about ten
/// thousand; ten thousand recipients who are never at work at the same time get no fix rather than minutes of search.
const MAX_JUDGED: usize = 20_000_000;

/// Remaining budget, with the costs of a day and of a moment at which every rule is evaluated.
pub(super) struct Budget<'a> {
    left: usize,
    of_file: Option<&'a StepBudget>,
    /// Cost of a day: one condition per group of recipients.
    pub day: usize,
    /// Cost of a moment: every rule's conditions per group.
    pub moment: usize,
}

impl<'a> Budget<'a> {
    pub fn new(case: &Case<'a>, rules: &[PackRule<'_>]) -> Self {
        let groups = case.groups.len().max(1);
        let conditions: usize = rules.iter().map(|(_, rule)| rule.conditions).sum();
        Self {
            left: MAX_JUDGED,
            of_file: case.env.budget,
            day: groups,
            moment: groups.saturating_mul(conditions.max(1)),
        }
    }

    /// Spends `cost`; `None` ends the search.
    pub fn spend(&mut self, cost: usize) -> Option<()> {
        self.left = self.left.checked_sub(cost)?;
        // Evaluating conditions charges the file's budget itself; this is the step's own cost.
        self.of_file.is_none_or(|of_file| of_file.spend(1)).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_ends_past_its_own_bound_and_past_that_of_the_file() {
        let of_file = StepBudget::new(4, 4);
        let search = || Budget {
            left: MAX_JUDGED,
            of_file: Some(&of_file),
            day: 1,
            moment: 1,
        };
        let one_search = || {
            let mut first = search();
            (first.spend(MAX_JUDGED), first.spend(1))
        };
        // The search's limit is separate from the file's.
        assert_eq!(of_file.search(|| Some(one_search())), Some((Some(()), None)));
        let all = || {
            let mut second = search();
            (0..4).find(|_| second.spend(1).is_none())
        };
        assert_eq!(of_file.search(|| Some(all())), None);
        assert!(of_file.is_search_spent());
    }
}
