//! What judging a file may cost: a condition costs by what it looks at, whatever rule pack it is of.

use std::cell::Cell;

/// How many steps the judging of one file may take, and the searches for times in it: some nanoseconds each.
pub(crate) const MOST_STEPS: usize = 100_000_000;

/// How many more the searches may take for each byte of the file: a plain request costs them 30,000 steps and has
/// some 250 bytes, and a long file of such is searched to its end.
pub(crate) const SEARCHING_PER_BYTE: usize = 120;

/// How many steps the judging of a file may still take.
#[derive(Debug)]
pub struct Work {
    judging: Cell<usize>,
    searching: Cell<usize>,
    in_search: Cell<bool>,
}

impl Work {
    /// Of a file of so many bytes.
    pub(crate) fn of_file(bytes: usize) -> Self {
        let searching = bytes.saturating_mul(SEARCHING_PER_BYTE);
        Self::new(MOST_STEPS, MOST_STEPS.saturating_add(searching))
    }

    /// So many steps for judging and for searches.
    pub(crate) fn new(judging: usize, searching: usize) -> Self {
        Self {
            judging: Cell::new(judging),
            searching: Cell::new(searching),
            in_search: Cell::new(false),
        }
    }

    /// Takes steps. Once none are left, no result for a condition is valid.
    pub(crate) fn pay(&self, steps: usize) -> bool {
        let of = if self.in_search.get() {
            &self.searching
        } else {
            &self.judging
        };
        of.set(of.get().saturating_sub(steps));
        of.get() > 0
    }

    /// What a search finds; nothing where it could not be taken to its end.
    pub(crate) fn search<T: Default>(&self, search: impl FnOnce() -> T) -> T {
        let outer = self.in_search.replace(true);
        let found = search();
        self.in_search.set(outer);
        if self.is_searched_out() {
            T::default()
        } else {
            found
        }
    }

    /// Whether the file may be judged no further.
    pub(crate) fn is_judged_out(&self) -> bool {
        self.judging.get() == 0
    }

    /// Whether nothing more may be looked for in the file.
    pub(crate) fn is_searched_out(&self) -> bool {
        self.searching.get() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judging_and_searching_are_paid_apart() {
        let work = Work::new(3, 3);
        assert!(work.pay(2));
        assert_eq!(work.search(|| work.pay(2).then_some(1)), Some(1));
        assert_eq!(work.search(|| Some(work.search(|| 1))), Some(1));
        // A search that takes the last step found nothing.
        assert_eq!(
            work.search(|| {
                work.pay(1);
                Some(1)
            }),
            None
        );
        assert!(work.is_searched_out() && !work.is_judged_out());
        assert!(!work.pay(1) && work.is_judged_out());
    }
}
