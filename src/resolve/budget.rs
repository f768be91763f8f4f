//! Budget for judging one file, in steps: a condition costs by the data it reads, whatever pack it is from.

use std::cell::Cell;

/// Step limit for judging one file, and the basic limit for searches in it. A step takes some nanoseconds.
pub(crate) const MAX_STEPS: usize = 100_000_000;

/// Additional search steps per byte of the file. A plain request of some 250 bytes costs 30,000 steps, so a long
/// file of such requests is searched to its end.
pub(crate) const SEARCH_STEPS_PER_BYTE: usize = 120;

/// Remaining steps.
#[derive(Debug)]
pub struct StepBudget {
    /// Of what is being done: every condition evaluated spends from it.
    left: Cell<usize>,
    /// Of searches outside one, and of judging within one.
    other: Cell<usize>,
    in_search: Cell<bool>,
}

impl StepBudget {
    /// Budget for a file of this size.
    pub(crate) fn of_file(bytes: usize) -> Self {
        let searching = bytes.saturating_mul(SEARCH_STEPS_PER_BYTE);
        Self::new(MAX_STEPS, MAX_STEPS.saturating_add(searching))
    }

    /// Budget with these limits.
    pub(crate) fn new(judging: usize, searching: usize) -> Self {
        Self {
            left: Cell::new(judging),
            other: Cell::new(searching),
            in_search: Cell::new(false),
        }
    }

    /// Spends steps; `false` once none are left, after which no condition's result is valid.
    pub(crate) fn spend(&self, steps: usize) -> bool {
        let left = self.left.get().saturating_sub(steps);
        self.left.set(left);
        left > 0
    }

    /// Runs a search; the default value if the budget ends before it does.
    pub(crate) fn search<T: Default>(&self, search: impl FnOnce() -> T) -> T {
        let is_outermost = !self.in_search.get();
        if is_outermost {
            self.change_over();
        }
        let found = search();
        if is_outermost {
            self.change_over();
        }
        if self.is_search_spent() {
            T::default()
        } else {
            found
        }
    }

    /// Begins or ends a search.
    fn change_over(&self) {
        self.in_search.set(!self.in_search.get());
        self.left.swap(&self.other);
    }

    /// Whether the budget for judging is spent.
    pub(crate) fn is_judging_spent(&self) -> bool {
        let judging = if self.in_search.get() {
            &self.other
        } else {
            &self.left
        };
        judging.get() == 0
    }

    /// Whether the budget for searches is spent.
    pub(crate) fn is_search_spent(&self) -> bool {
        let searching = if self.in_search.get() {
            &self.left
        } else {
            &self.other
        };
        searching.get() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judging_and_searching_are_paid_apart() {
        let work = StepBudget::new(3, 3);
        assert!(work.spend(2));
        assert_eq!(work.search(|| work.spend(2).then_some(1)), Some(1));
        assert_eq!(work.search(|| Some(work.search(|| 1))), Some(1));
        // A search that spends the last step has no valid result.
        assert_eq!(
            work.search(|| {
                work.spend(1);
                Some(1)
            }),
            None
        );
        assert!(work.is_search_spent() && !work.is_judging_spent());
        assert!(!work.spend(1) && work.is_judging_spent());
    }
}
