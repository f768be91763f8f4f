//! Monotonic rules: once kept, they stay kept as the due moves later or the sending earlier. Where one is broken, no
//! nearer moment need be tried. Derived from a rule's conditions, so it holds for any pack.

use crate::rules::condition::{Bound, Condition, MomentField, Order, Quantity, Truth};
use crate::rules::eval::View;
use crate::rules::{Pack, Rule};

/// Whether a rule, once kept, stays kept as the due moves later or the sending earlier.
pub(crate) fn is_monotonic(rule: &Rule) -> bool {
    applies_at_any_time(rule) && is_monotone_in_span(&rule.require, true)
}

/// Whether a condition holds and keeps holding as the due moves later or the sending earlier.
pub(crate) fn holds_permanently(view: &View<'_>, condition: &Condition) -> bool {
    if let Condition::All(items) = condition {
        return items.iter().all(|item| holds_permanently(view, item));
    }
    if let Condition::Any(items) = condition {
        return items.iter().any(|item| holds_permanently(view, item));
    }
    is_monotone_in_span(condition, true) && view.evaluate(condition) == Truth::True
}

/// Whether the sending times that break a rule, for one request, form an interval: from some minute on until the
/// rule no longer applies. True if both `require` and `when` only turn false as the sending moves later.
pub(super) fn breaks_in_one_interval(rule: &Rule) -> bool {
    rule.each.is_none() && is_monotone_in_span(&rule.require, true) && is_monotone_in_span(&rule.when, true)
}

/// Whether `when` is independent of the sending time and the due.
pub(crate) fn applies_at_any_time(rule: &Rule) -> bool {
    let mut varies = false;
    rule.when
        .visit(&mut |inner| varies |= inner.reads().due || inner.reads().sent);
    !varies
}

/// Whether a condition only turns true (`up`), or only turns false, as the time from sending to due grows. Conditions
/// that read neither moment qualify.
fn is_monotone_in_span(condition: &Condition, up: bool) -> bool {
    let more = |order: Order| matches!(order, Order::AtLeast | Order::MoreThan) == up;
    match condition {
        Condition::All(items) | Condition::Any(items) => {
            items.iter().all(|item| is_monotone_in_span(item, up))
        }
        Condition::Not(item) => is_monotone_in_span(item, !up),
        Condition::Known(item) => is_monotone_in_span(item, up),
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
pub(crate) type PackRule<'e> = (&'e Pack, &'e Rule);
