//! How much earlier a request would have to go out, at least, for a rule not to be raised that is: told from what its
//! conditions lack, on the clock that each compares. It spares asking the rule at every minute between.

use crate::calendar::clocks::OfficeCalendar;
use crate::calendar::hours::Moment;
use crate::rules::Rule;
use crate::rules::condition::{Bound, Condition, Order, Quantity, Truth};
use crate::rules::eval::View;

/// What comes of a condition that is looked for: that it is not false, or not true.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    NotFalse,
    NotTrue,
}

/// Of a rule that is raised, the moment after which no sending before this one clears it: as it goes out earlier the
/// clocks until its due only grow. `None` where none clears it at all.
pub(super) fn last_that_may_clear(view: &View<'_>, rule: &Rule) -> Option<Moment> {
    let otherwise = last_that_may(view, &rule.require, Wanted::NotFalse);
    let elsewhere = last_that_may(view, &rule.when, Wanted::NotTrue);
    otherwise.max(elsewhere)
}

fn last_that_may(view: &View<'_>, condition: &Condition, wanted: Wanted) -> Option<Moment> {
    let sent = view.sent?;
    let not_false = wanted == Wanted::NotFalse;
    let of = |item: &Condition| last_that_may(view, item, wanted);
    // `None` is before every moment.
    let all = |items: &[Condition]| items.iter().map(of).min().unwrap_or(Some(sent));
    let any = |items: &[Condition]| items.iter().map(of).max().unwrap_or(Some(sent));
    let other = match wanted {
        Wanted::NotFalse => Wanted::NotTrue,
        Wanted::NotTrue => Wanted::NotFalse,
    };
    let is_so = |condition| match (view.evaluate(condition), wanted) {
        (Truth::Unknown, _) | (Truth::True, Wanted::NotFalse) | (Truth::False, Wanted::NotTrue) => true,
        (Truth::False, Wanted::NotFalse) | (Truth::True, Wanted::NotTrue) => false,
    };
    match condition {
        Condition::All(items) if not_false => all(items),
        Condition::Any(items) if !not_false => all(items),
        Condition::All(items) | Condition::Any(items) => any(items),
        Condition::Not(item) => last_that_may(view, item, other),
        Condition::Known(item) => of(item),
        Condition::Time(quantity, bounds) => {
            let Some(value) = view.quantity(*quantity) else {
                return Some(sent);
            };
            let met = |bound: &Bound| {
                let Some(with) = view.operand(bound.with) else {
                    return Some(sent);
                };
                let lacks = match bound.order {
                    Order::AtLeast if not_false => with - value,
                    Order::MoreThan if not_false => with - value + 1,
                    Order::AtMost if !not_false => with - value + 1,
                    Order::LessThan if !not_false => with - value,
                    // It is so, or will never be.
                    order => return (order.holds(value, with) == not_false).then_some(sent),
                };
                if lacks > 0 {
                    back_by(view, *quantity, sent, lacks)
                } else {
                    Some(sent)
                }
            };
            let bounds = bounds.iter().map(met);
            let found = if not_false { bounds.min() } else { bounds.max() };
            found.unwrap_or(Some(sent))
        }
        Condition::EveningRequest { evening, .. } => {
            if is_so(condition) {
                return Some(sent);
            }
            // Earlier it lies nearer to no due.
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
        | Condition::Mention(_) => (condition.reads().sent || is_so(condition)).then_some(sent),
    }
}

/// The last moment from which on a clock shows so many seconds more than from another; `None` where that is further
/// back than is looked.
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
        // It is the same whenever it is sent.
        Quantity::Effort => None,
    }
}

/// Goes back over an office's open days until so many seconds are made up; `between` counts them between two moments
/// of a day that begins at the first of its three.
fn by_days(
    calendar: &OfficeCalendar<'_>,
    from: Moment,
    seconds: i64,
    between: impl Fn(i64, i64, i64) -> i64,
) -> Option<Moment> {
    /// No search goes back further.
    const MOST_DAYS: usize = 64;
    let zone = calendar.hours.zone;
    let (mut day, mut until, mut left) = (zone.local(from).date, from.0, seconds);
    for _ in 0..MOST_DAYS {
        let midnight = calendar.at(day, 0)?;
        // The day on which clocks are changed is gone through minute by minute.
        if zone.changes(midnight, Moment(until)).next().is_some() {
            return Some(Moment(until));
        }
        let midnight = midnight.0;
        if !calendar.closed.is_closed(day) {
            let there = between(midnight, midnight, until);
            if there >= left {
                let mut at = until;
                loop {
                    // So much earlier it is at least, as no clock runs faster than time.
                    match left - between(midnight, at, until) {
                        ..=0 => return Some(Moment(at)),
                        lacking => at = (at - lacking).max(midnight),
                    }
                }
            }
            left -= there;
        }
        until = midnight;
        day = day.pred_opt()?;
    }
    None
}
