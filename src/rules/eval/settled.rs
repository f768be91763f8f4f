//! Partial evaluation of a condition for a request and one of its dues.

use std::sync::Arc;

use super::View;
use crate::rules::condition::{Condition, Truth};

/// A partially evaluated condition.
#[derive(Clone, Debug)]
pub enum Settled {
    /// Constant for every sending time.
    Always(Truth),
    /// Equal to this residual condition.
    Rest(Condition),
}

impl View<'_> {
    /// Evaluates parts that do not depend on moments, so that a search over thousands of sending times evaluates only
    /// the rest at each.
    ///
    /// Not for conditions on list items: the view has no item.
    pub fn settle(&self, condition: &Condition) -> Settled {
        if let Condition::All(items) = condition {
            return self.settle_each(items, Truth::True, Condition::All);
        }
        if let Condition::Any(items) = condition {
            return self.settle_each(items, Truth::False, Condition::Any);
        }
        if let Condition::Not(item) = condition {
            return match self.settle(item) {
                Settled::Always(truth) => Settled::Always(!truth),
                Settled::Rest(rest) => Settled::Rest(Condition::Not(Arc::new(rest))),
            };
        }
        if let Condition::Known(item) = condition {
            return match self.settle(item) {
                Settled::Always(truth) => Settled::Always((truth == Truth::True).into()),
                Settled::Rest(rest) => Settled::Rest(Condition::Known(Arc::new(rest))),
            };
        }
        let reads = condition.reads();
        let varies = reads.is_timed()
            || reads.dates
            || reads.written.is_some()
            || reads.period
            || reads.clause
            || !condition.parts().is_empty();
        if varies {
            return Settled::Rest(condition.clone());
        }
        Settled::Always(self.evaluate(condition))
    }

    /// Evaluates the residual condition.
    pub fn evaluate_settled(&self, settled: &Settled) -> Truth {
        match settled {
            Settled::Always(truth) => *truth,
            Settled::Rest(rest) => self.evaluate(rest),
        }
    }

    /// Settles a conjunction or disjunction; a known item other than `neutral` decides it.
    fn settle_each(
        &self,
        items: &[Condition],
        neutral: Truth,
        of: fn(Arc<[Condition]>) -> Condition,
    ) -> Settled {
        let mut left: Vec<Condition> = Vec::new();
        let mut unknown = None;
        for item in items {
            match self.settle(item) {
                Settled::Always(Truth::Unknown) => unknown = Some(item),
                Settled::Always(truth) if truth == neutral => {}
                Settled::Always(decisive) => return Settled::Always(decisive),
                Settled::Rest(rest) => left.push(rest),
            }
        }
        if left.is_empty() {
            return Settled::Always(unknown.map_or(neutral, |_| Truth::Unknown));
        }
        // Unknown items stay, since they keep the result unknown.
        left.extend(unknown.cloned());
        match <[Condition; 1]>::try_from(left) {
            Ok([only]) => Settled::Rest(only),
            Err(several) => Settled::Rest(of(several.into())),
        }
    }
}
