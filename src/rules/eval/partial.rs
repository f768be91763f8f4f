//! Partial evaluation of a condition for a request and one of its dues.

use std::sync::Arc;

use super::View;
use crate::rules::condition::{Condition, Truth};

/// A partially evaluated condition.
#[derive(Clone, Debug)]
pub enum PartialCondition {
    /// Constant for every sending time.
    Constant(Truth),
    /// Equal to this residual condition.
    Residual(Condition),
}

impl View<'_> {
    /// Evaluates parts that do not depend on moments, so that a search over thousands of sending times evaluates only
    /// the rest at each.
    ///
    /// Not for conditions on list items: the view has no item.
    pub fn partially_evaluate(&self, condition: &Condition) -> PartialCondition {
        if let Condition::All(items) = condition {
            return self.partially_evaluate_each(items, Truth::True, Condition::All);
        }
        if let Condition::Any(items) = condition {
            return self.partially_evaluate_each(items, Truth::False, Condition::Any);
        }
        if let Condition::Not(item) = condition {
            return match self.partially_evaluate(item) {
                PartialCondition::Constant(truth) => PartialCondition::Constant(!truth),
                PartialCondition::Residual(rest) => {
                    PartialCondition::Residual(Condition::Not(Arc::new(rest)))
                }
            };
        }
        if let Condition::Known(item) = condition {
            return match self.partially_evaluate(item) {
                PartialCondition::Constant(truth) => {
                    PartialCondition::Constant((truth == Truth::True).into())
                }
                PartialCondition::Residual(rest) => {
                    PartialCondition::Residual(Condition::Known(Arc::new(rest)))
                }
            };
        }
        if let Condition::UnderClause(subject) = condition {
            let is_constant = |(view, clause): (View<'_>, &Condition)| {
                matches!(view.partially_evaluate(clause), PartialCondition::Constant(_))
            };
            return if self.clauses(*subject).all(is_constant) {
                PartialCondition::Constant(self.evaluate(condition))
            } else {
                PartialCondition::Residual(condition.clone())
            };
        }
        let reads = condition.reads();
        let varies = reads.is_timed()
            || reads.dates
            || reads.written.is_some()
            || reads.period
            || !condition.parts().is_empty();
        if varies {
            return PartialCondition::Residual(condition.clone());
        }
        PartialCondition::Constant(self.evaluate(condition))
    }

    /// Evaluates the residual condition.
    pub fn evaluate_partial(&self, partial: &PartialCondition) -> Truth {
        match partial {
            PartialCondition::Constant(truth) => *truth,
            PartialCondition::Residual(rest) => self.evaluate(rest),
        }
    }

    /// Settles a conjunction or disjunction; a known item other than `neutral` decides it.
    fn partially_evaluate_each(
        &self,
        items: &[Condition],
        neutral: Truth,
        combine: fn(Arc<[Condition]>) -> Condition,
    ) -> PartialCondition {
        let mut left: Vec<Condition> = Vec::new();
        let mut unknown = None;
        for item in items {
            match self.partially_evaluate(item) {
                PartialCondition::Constant(Truth::Unknown) => unknown = Some(item),
                PartialCondition::Constant(truth) if truth == neutral => {}
                PartialCondition::Constant(decisive) => return PartialCondition::Constant(decisive),
                PartialCondition::Residual(rest) => left.push(rest),
            }
        }
        if left.is_empty() {
            return PartialCondition::Constant(unknown.map_or(neutral, |_| Truth::Unknown));
        }
        // Unknown items stay, since they keep the result unknown.
        left.extend(unknown.cloned());
        match <[Condition; 1]>::try_from(left) {
            Ok([only]) => PartialCondition::Residual(only),
            Err(several) => PartialCondition::Residual(combine(several.into())),
        }
    }
}
