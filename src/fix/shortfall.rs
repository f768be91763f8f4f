//! A lower bound on how much earlier a request must be sent to clear a finding, derived from the shortfall on each
//! clock compared. It saves evaluating the rule at every minute in between.

use crate::calendar::clocks::OfficeCalendar;
use crate::calendar::hours::Moment;
use crate::rules::Rule;
use crate::rules::condition::{Bound, Condition, Order, Quantity, Truth};
use crate::rules::eval::View;

/// The outcome looked for: the condition is not false, or not true.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    NotFalse,
    NotTrue,
}

/// The latest sending time, for a broken rule, at which the finding may be cleared; no time between it and the
/// current one clears it, since clocks only grow as the sending moves back. `None` if no earlier sending clears it.
pub(super) fn last_that_may_clear(view: &View<'_>, rule: &Rule) -> Option<Moment> {
    let otherwise = last_that_may(view, &rule.require, Wanted::NotFalse);
    let elsewhere = last_that_may(view, &rule.when, Wanted::NotTrue);
    otherwise.max(elsewhere)
}

fn last_that_may(view: &View<'_>, condition: &Condition, wanted: Wanted) -> Option<Moment> {
    let sent = view.sent?;
    let not_false = wanted == Wanted::NotFalse;
    let last_for = |item: &Condition| last_that_may(view, item, wanted);
    // `None` sorts before every moment.
    let all = |items: &[Condition]| items.iter().map(last_for).min().unwrap_or(Some(sent));
    let any = |items: &[Condition]| items.iter().filter_map(last_for).max();
    let other = match wanted {
        Wanted::NotFalse => Wanted::NotTrue,
        Wanted::NotTrue => Wanted::NotFalse,
    };
    let may_hold = |condition| match (view.evaluate(condition), wanted) {
        (Truth::Unknown, _) | (Truth::True, Wanted::NotFalse) | (Truth::False, Wanted::NotTrue) => true,
        (Truth::False, Wanted::NotFalse) | (Truth::True, Wanted::NotTrue) => false,
    };
    match condition {
        Condition::All(items) if not_false => all(items),
        Condition::Any(items) if !not_false => all(items),
        Condition::All(items) | Condition::Any(items) => any(items),
        Condition::Not(item) => last_that_may(view, item, other),
        Condition::Known(item) => last_for(item),
        Condition::Time(quantity, bounds) => {
            let Some(value) = view.quantity(*quantity) else {
                return Some(sent);
            };
            let last_within = |bound: &Bound| {
                let Some(with) = view.operand(bound.with) else {
                    return Some(sent);
                };
                let shortfall = match bound.order {
                    Order::AtLeast if not_false => with - value,
                    Order::MoreThan if not_false => with - value + 1,
                    Order::AtMost if !not_false => with - value + 1,
                    Order::LessThan if !not_false => with - value,
                    // Already satisfied, or never will be.
                    order => return (order.holds(value, with) == not_false).then_some(sent),
                };
                if shortfall > 0 {
                    back_by(view, *quantity, sent, shortfall)
                } else {
                    Some(sent)
                }
            };
            let bounds = bounds.iter().map(last_within);
            let found = if not_false { bounds.min() } else { bounds.max() };
            found.unwrap_or(Some(sent))
        }
        Condition::EveningRequest { evening, .. } => {
            if may_hold(condition) {
                return Some(sent);
            }
            // An earlier sending moves the start of the forbidden period away from the due, never towards it.
            if not_false {
                return None;
            }
            let before = || {
                let calendar = view.case.calendar(view.group()?.days()?);
                let next = calendar.day_after_evening(sent, *evening)?;
                let day = calendar.closed.last_open(next.pred_opt()?)?;
                Some(calendar.at(day, *evening)?.plus(-1))
            };
            Some(before().unwrap_or(sent))
        }
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
        | Condition::Order(..)
        | Condition::InOfficeHours(..)
        | Condition::InBreak(_)
        | Condition::OverBreak(_)
        | Condition::WithinPlan(_)
        | Condition::Month(..)
        | Condition::TimeOfDay { .. }
        | Condition::WrittenAs(..)
        | Condition::WeekdayRight
        | Condition::Mention(_) => (condition.reads().sent || may_hold(condition)).then_some(sent),
    }
}

/// The latest moment from which a clock shows `seconds` more than from `from`; `None` if it is beyond the search
/// range.
fn back_by(view: &View<'_>, quantity: Quantity, from: Moment, seconds: i64) -> Option<Moment> {
    let group = view.group();
    match quantity {
        Quantity::Elapsed => Some(Moment(from.0.checked_sub(seconds)?)),
        Quantity::Open => {
            let Some(days) = group.and_then(|group| group.days()) else {
                return Some(from);
            };
            by_days(&view.case.calendar(days), from, seconds, |_, at, until| {
                until - at
            })
        }
        Quantity::Working => {
            let Some(hours) = group.and_then(|group| group.hours) else {
                return Some(from);
            };
            by_days(
                &view.case.calendar(hours),
                from,
                seconds,
                |midnight, at, until| hours.working_between(at - midnight, until - midnight),
            )
        }
        // Independent of sending.
        Quantity::Effort => None,
    }
}

/// Walks back over an office's open days until `seconds` are covered. `between(midnight, from, until)` counts them
/// between two moments of the day that begins at `midnight`.
fn by_days(
    calendar: &OfficeCalendar<'_>,
    from: Moment,
    seconds: i64,
    between: impl Fn(i64, i64, i64) -> i64,
) -> Option<Moment> {
    /// Limit of the search range.
    const DAYS_LIMIT: usize = 64;
    let zone = calendar.hours.zone;
    let (mut day, mut until, mut left) = (zone.local(from).date, from.0, seconds);
    for _ in 0..DAYS_LIMIT {
        let midnight = calendar.at(day, 0)?;
        // Days with a clock change are searched minute by minute.
        if zone.changes(midnight, Moment(until)).next().is_some() {
            return Some(Moment(until));
        }
        let midnight = midnight.0;
        if !calendar.closed.is_closed(day) {
            let of_day = between(midnight, midnight, until);
            if of_day >= left {
                let mut at = until;
                loop {
                    // No clock runs faster than wall time, so at least `lacking` more is needed.
                    match left - between(midnight, at, until) {
                        ..=0 => return Some(Moment(at)),
                        lacking => at = (at - lacking).max(midnight),
                    }
                }
            }
            left -= of_day;
        }
        until = midnight;
        day = day.pred_opt()?;
    }
    None
}
