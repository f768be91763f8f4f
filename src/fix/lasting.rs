//! Rules that hold for good once they hold, as the due moves on or the sending back: where one of them is
//! broken no nearer moment need be tried. Told from a rule's own conditions, so that it is so for any pack.

use crate::rules::condition::{Bound, Condition, MomentField, Order, Quantity, Truth};
use crate::rules::eval::View;
use crate::rules::{Pack, Rule};

/// Those of `rules` that hold for good once they hold.
pub(crate) fn of<'e>(rules: &[Known<'e>]) -> Vec<Known<'e>> {
    rules
        .iter()
        .copied()
        .filter(|(_, rule)| holds_for_good(rule))
        .collect()
}

/// Whether a rule holds for good once it holds, as the due moves on or the sending back.
pub(super) fn holds_for_good(rule: &Rule) -> bool {
    applies_alike(rule) && grows(&rule.require, true)
}

/// Whether a condition holds, and will as the due moves on or the sending back: by parts that are each so.
pub(crate) fn met_for_good(view: &View<'_>, condition: &Condition) -> bool {
    if let Condition::All(items) = condition {
        return items.iter().all(|item| met_for_good(view, item));
    }
    if let Condition::Any(items) = condition {
        return items.iter().any(|item| met_for_good(view, item));
    }
    grows(condition, true) && view.evaluate(condition) == Truth::True
}

/// Whether the sendings at which a rule is raised, of one request, are those from some minute on until it no
/// longer applies: what it asks is lost for good as the sending comes later, and whether it applies is too.
pub(super) fn fails_to_the_end(rule: &Rule) -> bool {
    rule.each.is_none() && grows(&rule.require, true) && grows(&rule.when, true)
}

/// Whether what says when a rule applies is the same for every sending and due.
pub(crate) fn applies_alike(rule: &Rule) -> bool {
    let mut varies = false;
    rule.when
        .visit(&mut |inner| varies |= inner.reads().due || inner.reads().sent);
    !varies
}

/// Whether a condition only ever becomes true (`up`) or only ever becomes false as the time from sent to
/// due grows. What reads neither moment stays as it is.
fn grows(condition: &Condition, up: bool) -> bool {
    let more = |order: Order| matches!(order, Order::AtLeast | Order::MoreThan) == up;
    match condition {
        Condition::All(items) | Condition::Any(items) => items.iter().all(|item| grows(item, up)),
        Condition::Not(item) => grows(item, !up),
        Condition::Known(item) => grows(item, up),
        Condition::Time(Quantity::Effort, _) => true,
        Condition::Time(Quantity::Elapsed | Quantity::Open | Quantity::Working, bounds) => {
            bounds.iter().all(|Bound { order, .. }| more(*order))
        }
        Condition::Order(a, order, b) => match (a, b) {
            (a, b) if a == b => true,
            (MomentField::Due, _) | (_, MomentField::Sent) => more(*order),
            (MomentField::Sent, _) | (_, MomentField::Due) => !more(*order),
            (MomentField::Hearing, MomentField::Hearing) => true,
        },
        Condition::EveningRequest { .. } => !up,
        Condition::Kind(_)
        | Condition::Scope(_)
        | Condition::Round(_)
        | Condition::Online(_)
        | Condition::Flag(..)
        | Condition::UnderClause(_)
        | Condition::Present(_)
        | Condition::Absent(_)
        | Condition::Matches(..)
        | Condition::Count(..)
        | Condition::Ministries(_)
        | Condition::InOfficeHours(..)
        | Condition::InBreak(_)
        | Condition::OverBreak(_)
        | Condition::WithinPlan(_)
        | Condition::Month(..)
        | Condition::TimeOfDay { .. }
        | Condition::WrittenAs(..)
        | Condition::WeekdayRight
        | Condition::Mention(_) => {
            let reads = condition.reads();
            !reads.due && !reads.sent && !reads.dates
        }
    }
}

/// A rule with its pack.
pub(crate) type Known<'e> = (&'e Pack, &'e Rule);
