//! Budgets for judging one template and all templates of a file.

/// Remaining units: one per group of recipients, due and minute looked at, or per day examined.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Budget(usize);

impl Budget {
    /// For one template: some hundredths of a second. An ordinary one needs about ten thousand.
    const TEMPLATE: usize = 200_000;
    /// For the search for its fixes.
    const REMEDIES: usize = 40_000;
    /// For all templates of a file.
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

    /// Takes up to `most` out of what is left.
    pub fn split(&mut self, most: Self) -> Self {
        let part = Self(self.0.min(most.0));
        self.0 -= part.0;
        part
    }

    /// Whether one more template might not fit.
    pub fn is_short(self) -> bool {
        self.0 < Self::TEMPLATE + Self::REMEDIES
    }

    /// Returns unspent units.
    pub fn refund(&mut self, rest: Self) {
        self.0 = self.0.saturating_add(rest.0);
    }

    /// Spends `cost` units; `None` if fewer are left, which are then spent as well.
    pub fn spend(&mut self, cost: usize) -> Option<()> {
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
        assert_eq!(budget.spend(Budget::TEMPLATE), Some(()));
        assert_eq!(budget.spend(1), None);
        let mut budget = Budget::of_template();
        assert_eq!(budget.spend(Budget::TEMPLATE + 1), None);
        // A cost that exceeds the rest spends it.
        assert_eq!(budget.spend(1), None);
        let mut remedies = Budget::of_remedies();
        assert_eq!(
            (remedies.spend(Budget::REMEDIES), remedies.spend(1)),
            (Some(()), None)
        );
        let spent = Budget::FILE - Budget::TEMPLATE;
        assert_eq!(of_file.0, spent);
        of_file.refund(Budget(7));
        assert_eq!(of_file.0, spent + 7);
        assert!(!of_file.is_short());
        // What is needed at most is not short.
        let needed = Budget::TEMPLATE + Budget::REMEDIES;
        assert!(!Budget(needed).is_short() && Budget(needed - 1).is_short());
        let all = of_file.split(Budget::of_file());
        assert_eq!((all.0, of_file.is_short()), (spent + 7, true));
    }
}
