//! The work allowed for one template, and for those of a file.

/// How much may be asked: once for recipients of one kind about one due at one minute, or about one day.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Budget(usize);

impl Budget {
    /// For one template: some hundredths of a second. An honest one takes some ten thousand.
    const TEMPLATE: usize = 200_000;
    /// For what fixes it.
    const REMEDIES: usize = 40_000;
    /// For the templates of one file.
    const FILE: usize = 4_000_000;

    pub fn of_template() -> Self {
        Self(Self::TEMPLATE)
    }

    pub fn of_remedies() -> Self {
        Self(Self::REMEDIES)
    }

    pub fn of_file() -> Self {
        Self(Self::FILE)
    }

    /// Takes at most so much out of what is left.
    pub fn split(&mut self, most: Self) -> Self {
        let part = Self(self.0.min(most.0));
        self.0 -= part.0;
        part
    }

    /// Whether less is left than one template may cost.
    pub fn is_short(self) -> bool {
        self.0 < Self::TEMPLATE + Self::REMEDIES
    }

    /// Gives back what was not spent.
    pub fn give_back(&mut self, rest: Self) {
        self.0 = self.0.saturating_add(rest.0);
    }

    pub fn pay(&mut self, cost: usize) -> Option<()> {
        let left = self.0.checked_sub(cost);
        self.0 = left.unwrap_or_default();
        left.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_up_to_the_budget_and_refused_one_past_it() {
        let mut of_file = Budget::of_file();
        let mut budget = of_file.split(Budget::of_template());
        assert_eq!(budget.pay(Budget::TEMPLATE), Some(()));
        assert_eq!(budget.pay(1), None);
        let mut budget = Budget::of_template();
        assert_eq!(budget.pay(Budget::TEMPLATE + 1), None);
        // What could not be paid is spent.
        assert_eq!(budget.pay(1), None);
        let mut remedies = Budget::of_remedies();
        assert_eq!(
            (remedies.pay(Budget::REMEDIES), remedies.pay(1)),
            (Some(()), None)
        );
        let spent = Budget::FILE - Budget::TEMPLATE;
        assert_eq!(of_file.0, spent);
        of_file.give_back(Budget(7));
        assert_eq!(of_file.0, spent + 7);
        assert!(!of_file.is_short());
        let all = of_file.split(Budget::of_file());
        assert_eq!((all.0, of_file.is_short()), (spent + 7, true));
    }
}
