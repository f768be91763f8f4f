//! A condition of one request and one of its dues, less what no sending changes.

use std::sync::Arc;

use super::View;
use crate::rules::condition::{Condition, Truth};

/// What is left of a condition.
#[derive(Clone, Debug)]
pub enum Settled {
    /// It comes out so whenever the request is sent.
    Always(Truth),
    /// It comes out as this one does.
    Rest(Condition),
}

impl View<'_> {
    /// Evaluates what does not depend on when things are: over thousands of sendings, the rest is evaluated at each.
    ///
    /// Of a condition on the items of a list this makes no sense: the view has none.
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

    /// Whether what is left of a condition holds.
    pub fn evaluate_settled(&self, settled: &Settled) -> Truth {
        match settled {
            Settled::Always(truth) => *truth,
            Settled::Rest(rest) => self.evaluate(rest),
        }
    }

    /// Of several, of which one that is not `neutral` decides, where it is known.
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
        // It stays unknown.
        left.extend(unknown.cloned());
        match <[Condition; 1]>::try_from(left) {
            Ok([only]) => Settled::Rest(only),
            Err(several) => Settled::Rest(of(several.into())),
        }
    }
}
