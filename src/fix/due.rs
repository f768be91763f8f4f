//! The first complying due.

use super::budget::Budget;
use super::candidates::{day_ahead, of_day, start_of};
use super::monotonic::{self, PackRule};
use crate::calendar::hours::{DAY, Moment, Zone};
use crate::diagnostic::Severity;
use crate::engine::Engine;
use crate::engine::partial_rule::PartialRule;
use crate::engine::verdict::due_view;
use crate::resolve::{Basis, Case, Group};
use crate::rules::condition::Truth;
use crate::rules::eval::{DueView, View};

/// Days searched from the first on which the monotonic rules hold. What else rules ask (hours, weekdays, closed days,
/// clock changes, months) recurs within a year: offices that are never at work at the same time, as Tokyo and London
/// without hours of their own, would be searched until 2150.
const SEARCHED_DAYS: u64 = 400;

/// The first due at or after `sent` that keeps every rule on its moment. `None` if there is none within
/// [`SEARCHED_DAYS`], or before the end of the calendar (2150), after which closed days are unknown.
pub fn earliest_due(engine: &Engine, case: &Case<'_>, sent: Moment) -> Option<Moment> {
    earliest_due_from(engine, case, None, sent, sent)
}

/// As [`earliest_due`], for the due with this index and not before `floor`.
pub fn earliest_due_from(
    engine: &Engine,
    case: &Case<'_>,
    due: Option<usize>,
    sent: Moment,
    floor: Moment,
) -> Option<Moment> {
    case.search(|| earliest_of(engine, case, due, sent, floor, PartialRule::breaks))
}

/// As [`earliest_due_from`], keeping also the rules of which it is not known whether they apply.
pub fn earliest_due_whatever_applies(
    engine: &Engine,
    case: &Case<'_>,
    due: Option<usize>,
    sent: Moment,
    floor: Moment,
) -> Option<Moment> {
    case.search(|| earliest_of(engine, case, due, sent, floor, PartialRule::may_break))
}

/// Whether a rule refuses a due, for a sending time.
type Refuses<'e> = fn(&PartialRule<'e>, &Engine, &Case<'_>, Moment, &DueView) -> bool;

fn earliest_of<'e>(
    engine: &'e Engine,
    case: &Case<'_>,
    due: Option<usize>,
    sent: Moment,
    floor: Moment,
    refuses: Refuses<'e>,
) -> Option<Moment> {
    let known: Vec<_> = known_rules(engine, case).collect();
    let rules: Vec<_> = known.iter().map(PartialRule::rule).collect();
    let lasting: Vec<_> = known
        .iter()
        .filter(|known| monotonic::is_monotonic(known.rule().1))
        .collect();
    let holds = |rules: &[&PartialRule<'e>], at: Moment| {
        let view = due_view(case, Some(sent), Some(at), Basis::Stated, due);
        !rules
            .iter()
            .any(|known| refuses(known, engine, case, sent, &view))
    };
    let all: Vec<_> = known.iter().collect();
    let in_hours = asks_for_office_hours(&rules, case, engine);
    let floor = floor.max(sent);
    let first = Zone::Japan.local(floor).date;
    // These rules are monotonic: broken at the end of a day means broken throughout it and on earlier days.
    let holds_by = |ahead: u64| {
        let end = day_ahead(first, ahead).and_then(start_of)?.plus(DAY);
        Some(holds(&lasting, end))
    };
    let mut left = Budget::new(case, &rules);
    // Where clocks are set back an hour repeats, and monotonicity fails: also search the day before.
    let start = first_that_holds(holds_by)?.saturating_sub(1);
    for day in (start..start + SEARCHED_DAYS).map_while(|ahead| day_ahead(first, ahead)) {
        // If office hours are required, a day closed to everyone has no candidate.
        if in_hours && case.groups.iter().all(|group| group.hours.is_some()) && is_closed_to_all(case, day) {
            continue;
        }
        left.spend(left.day)?;
        let candidates = of_day(case, day);
        // Binary search over monotonic rules, except on days with a clock change.
        let changes = |group: &Group, from: Moment, until: Moment| {
            let mut zone = group.hours.into_iter().map(|hours| hours.zone);
            zone.any(|zone| zone.changes(from, until).next().is_some())
        };
        let span = candidates.first().zip(candidates.last());
        let is_even = span.is_none_or(|(from, until)| {
            let from = from.plus(-DAY);
            !case.groups.iter().any(|group| changes(group, from, *until))
        });
        let broken = if is_even {
            candidates.partition_point(|at| *at < floor || !holds(&lasting, *at))
        } else {
            candidates.partition_point(|at| *at < floor)
        };
        for at in candidates.into_iter().skip(broken) {
            if in_break(case, at) || in_hours && !open_to_all(case, at, &mut left)? {
                continue;
            }
            left.spend(left.moment)?;
            if holds(&all, at) {
                return Some(at);
            }
        }
    }
    None
}

/// Whether the due with this index breaks no rule on its moment when it is at `at`.
pub fn due_complies(engine: &Engine, case: &Case<'_>, due: Option<usize>, sent: Moment, at: Moment) -> bool {
    let view = due_view(case, Some(sent), Some(at), Basis::Stated, due);
    !known_rules(engine, case).any(|known| known.breaks(engine, case, sent, &view))
}

/// Whether a rule on a due is undetermined, so that the due is not proven to comply.
pub fn is_unproven(engine: &Engine, case: &Case<'_>, sent: Moment, due: Moment) -> bool {
    let view = due_view(case, Some(sent), Some(due), Basis::Stated, None);
    due_rules(engine, case).any(|(pack, rule)| {
        (0..case.groups.len()).any(|group| {
            let view = View {
                case,
                pack,
                packs: &engine.rules.packs,
                sent: Some(sent),
                due: Some(&view),
                group,
                item: None,
            };
            match view.evaluate(&rule.when) {
                Truth::False => false,
                Truth::Unknown => true,
                Truth::True => view.evaluate(&rule.require) == Truth::Unknown,
            }
        })
    })
}

/// The first number from which on `holds`, which must be monotonic and `None` from some number on; `None` if it never
/// holds. Exponential, then binary search.
fn first_that_holds(holds: impl Fn(u64) -> Option<bool>) -> Option<u64> {
    if holds(0)? {
        return Some(0);
    }
    let (mut broken, mut step) = (0, 1);
    let mut held = loop {
        match holds(broken + step) {
            Some(true) => break broken + step,
            Some(false) => {
                broken += step;
                step *= 2;
            }
            // Past the end: halve the step.
            None if step == 1 => return None,
            None => step /= 2,
        }
    };
    while held - broken > 1 {
        let middle = broken + (held - broken) / 2;
        if holds(middle)? {
            held = middle;
        } else {
            broken = middle;
        }
    }
    Some(held)
}

/// The rules that a due must keep: they read its moment, are at least a warning by default (configuration does not
/// matter), and apply to this request for some due.
pub(crate) fn due_rules<'e>(engine: &'e Engine, case: &Case<'_>) -> impl Iterator<Item = PackRule<'e>> {
    known_rules(engine, case).map(|known| known.rule())
}

/// As [`due_rules`], partially evaluated for this request.
fn known_rules<'e>(engine: &'e Engine, case: &Case<'_>) -> impl Iterator<Item = PartialRule<'e>> {
    engine
        .rules
        .for_request(case)
        .filter(|(_, rule)| rule.reads_due_moment && rule.default_severity >= Severity::Warning)
        .filter_map(|rule| PartialRule::of(engine, rule, case))
}

/// Whether some rule requires every due of this request to be within its recipients' hours: other moments need not be
/// tried then.
fn asks_for_office_hours(rules: &[PackRule<'_>], case: &Case<'_>, engine: &Engine) -> bool {
    let due = due_view(case, case.sent.at, case.sent.at, Basis::Stated, None);
    rules.iter().any(|(pack, rule)| {
        let mut varies = false;
        rule.when
            .visit(&mut |inner| varies |= inner.reads().due || inner.reads().recipient);
        let view = View {
            case,
            pack,
            packs: &engine.rules.packs,
            sent: case.sent.at,
            due: Some(&due),
            group: 0,
            item: None,
        };
        !varies && rule.asks_due_hours() && view.evaluate(&rule.when) == Truth::True
    })
}

/// Whether a moment is inside a recipient's break, ends excluded: no one should have to answer then.
pub(crate) fn in_break(case: &Case<'_>, at: Moment) -> bool {
    case.groups.iter().filter_map(|group| group.hours).any(|hours| {
        let second = hours.zone.local(at).second;
        hours
            .pause
            .is_some_and(|pause| pause.start() < second && second < pause.end())
    })
}

/// Whether all recipients with known hours are within them; `None` if the budget is spent.
fn open_to_all(case: &Case<'_>, at: Moment, left: &mut Budget<'_>) -> Option<bool> {
    for group in &case.groups {
        left.spend(1)?;
        if group
            .hours
            .is_some_and(|hours| !case.calendar(hours).is_open_at(at))
        {
            return Some(false);
        }
    }
    Some(true)
}

/// Whether a day is closed, and, with offices in other zones or closing at 24:00, its neighbours too: no office is
/// open on it then.
fn is_closed_to_all(case: &Case<'_>, day: chrono::NaiveDate) -> bool {
    let closed = |day: Option<chrono::NaiveDate>| day.is_some_and(|day| case.env.closed.is_closed(day));
    let abroad = case
        .groups
        .iter()
        .any(|group| group.hours.is_some_and(|hours| hours.zone != Zone::Japan));
    // Closing at 24:00 is 0:00 of the next day.
    let until_midnight = || {
        case.groups
            .iter()
            .any(|group| group.hours.is_some_and(|hours| hours.office.end() == DAY))
    };
    closed(Some(day))
        && (!abroad || closed(day.pred_opt()) && closed(day.succ_opt()))
        && (closed(day.pred_opt()) || !until_midnight())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_holds_is_found_up_to_the_last_that_may_be_asked() {
        for last in 0..40_u64 {
            for first in 0..=last + 1 {
                let asked = |number: u64| (number <= last).then_some(number >= first);
                let wanted = (first <= last).then_some(first);
                assert_eq!(first_that_holds(asked), wanted, "{first} of {last}");
            }
        }
    }
}
