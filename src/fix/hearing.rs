//! The next times for a hearing, and the words that say them.

use super::candidates::{day_ahead, half_hours};
use super::lasting::Known;
use super::subject::{FixOf, Target};
use crate::calendar::clocks::{Fit, OfficeCalendar, PauseFit};
use crate::calendar::hours::{Moment, Zone};
use crate::diagnostic::Severity;
use crate::engine::Engine;
use crate::engine::verdict::{breaks_any, due_view};
use crate::message::{Message, catalogue};
use crate::resolve::{Basis, Case, Party};
use crate::rules::explain::{dates_of, interval};

/// How far ahead a hearing is looked for, in days.
pub(super) const DAYS_OF_HEARING: u64 = 60;

/// The next slot of the hearing's length inside everybody's office hours, on a half hour, over no break
/// and not before it goes out. An office whose own hours are not known keeps the default ones, as the
/// rules take it; where somebody's hours are written and cannot be read there is none.
pub fn slot(case: &Case<'_>) -> Option<(Moment, Moment)> {
    slot_that(case, |_, _| true)
}

/// As [`slot`], of those that `also` takes.
pub(super) fn slot_that(
    case: &Case<'_>,
    mut also: impl FnMut(Moment, Moment) -> bool,
) -> Option<(Moment, Moment)> {
    let hearing = case.hearing?;
    let (start, end) = (hearing.start?, hearing.end?);
    let length = end.0 - start.0;
    let floor = start.max(case.sent.at?);
    let offices = offices(case)?;
    let first = Zone::Japan.local(floor).date;
    let days = (0..=DAYS_OF_HEARING).map_while(|ahead| day_ahead(first, ahead));
    days.flat_map(half_hours)
        .filter(|from| *from >= floor)
        .map(|from| (from, from.plus(length)))
        .find(|(from, until)| suits(&offices, *from, *until) && also(*from, *until))
}

/// The calendars of everybody who meets; `None` where somebody's hours are written and cannot be read.
pub(crate) fn offices<'a>(case: &Case<'a>) -> Option<Vec<OfficeCalendar<'a>>> {
    let senders = case.senders().map(Party::known_hours);
    let groups = case.groups.iter().map(|group| group.hours);
    let all = senders.chain(groups);
    all.map(|hours| Some(case.calendar(hours?))).collect()
}

/// Whether a slot lies inside everybody's hours, and over no break.
pub(crate) fn suits(offices: &[OfficeCalendar<'_>], from: Moment, until: Moment) -> bool {
    offices.iter().all(|office| {
        office.fit(from, until) == Fit::Inside && office.pause_fit(from, until) == PauseFit::Clear
    })
}

/// The rules on when a hearing is that are more than remarks as their pack has them.
pub(crate) fn rules<'e>(engine: &'e Engine, case: &Case<'_>) -> impl Iterator<Item = Known<'e>> {
    let of_kind = engine.rules.for_request(case);
    of_kind.filter(|(_, rule)| {
        rule.default_severity >= Severity::Warning && FixOf::rule(rule) == Some(FixOf::Hearing)
    })
}

/// Whether every rule on when the hearing is holds.
pub fn complies(engine: &Engine, case: &Case<'_>) -> bool {
    case.sent.at.is_some_and(|sent| complies_at(engine, case, sent))
}

/// As [`complies`], sent at another moment.
pub(super) fn complies_at(engine: &Engine, case: &Case<'_>, sent: Moment) -> bool {
    let rules = rules(engine, case);
    let no_due = due_view(case, Some(sent), None, Basis::Stated, None);
    !breaks_any(engine, rules, case, sent, &no_due)
}

/// What to do about a hearing, in a sentence: the next time for it, or that there is none.
pub(super) fn sentence(case: &Case<'_>, of: FixOf, target: Option<Target>) -> Option<Message> {
    let year = dates_of(case);
    if let Some(Target::Days(first, last)) = target {
        let day = |day: chrono::NaiveDate| Message::date(day, year);
        return Some(match last.filter(|last| *last != first) {
            Some(last) => catalogue::REMEDY_HEARING_DAYS
                .arg("from", day(first))
                .arg("until", day(last)),
            None => catalogue::REMEDY_HEARING_DAY.arg("day", day(first)),
        });
    }
    if let Some(Target::Hearing(from, until)) = target {
        let (from, until) = interval(Some(from), until, year)?;
        let entry = match (of, &until) {
            (FixOf::Hearing, Some(_)) => catalogue::REMEDY_HEARING,
            (FixOf::Hearing, None) => catalogue::REMEDY_HEARING_START,
            (FixOf::Due, Some(_)) => catalogue::REMEDY_MATERIALS,
            (FixOf::Due, None) => catalogue::REMEDY_MATERIALS_START,
        };
        let sentence = entry.arg("from", from);
        return Some(match until {
            Some(until) => sentence.arg("until", until),
            None => sentence,
        });
    }
    let hearing = case.hearing?;
    let is_whole = hearing.start.is_some() && hearing.end.is_some() && case.sent.at.is_some();
    let hours_known = case.senders().all(|party| !party.unread.any())
        && case.groups.iter().all(|group| group.hours.is_some());
    let none = || catalogue::REMEDY_HEARING_NONE.arg("days", Message::from(DAYS_OF_HEARING.to_string()));
    (is_whole && hours_known && slot(case).is_none()).then(none)
}
