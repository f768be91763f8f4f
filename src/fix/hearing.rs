//! The next complying times of a hearing, in words.

use super::candidates::{day_ahead, half_hours};
use super::monotonic::PackRule;
use super::subject::{FixSubject, Target};
use crate::calendar::clocks::{Fit, OfficeCalendar, PauseFit};
use crate::calendar::hours::{Moment, Zone};
use crate::diagnostic::Severity;
use crate::engine::Engine;
use crate::engine::verdict::{breaks_any, due_view};
use crate::message::{Message, catalogue};
use crate::resolve::{Basis, Case, Party};
use crate::rules::explain::{dates_of, interval};

/// How many days ahead a hearing is searched.
pub(super) const DAYS_OF_HEARING: u64 = 60;

/// The next slot of the hearing's length within all parties' office hours, starting on a half hour, overlapping no
/// break and not before sending. Unknown hours count as the default, as in the rules; `None` if any party's hours are
/// written but unreadable.
pub fn slot(case: &Case<'_>) -> Option<(Moment, Moment)> {
    slot_that(case, |_, _| true)
}

/// As [`slot`], restricted to slots that `also` accepts.
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

/// Calendars of all parties; `None` if any party's hours are written but unreadable.
pub(crate) fn offices<'a>(case: &Case<'a>) -> Option<Vec<OfficeCalendar<'a>>> {
    let senders = case.senders().map(Party::known_hours);
    let groups = case.groups.iter().map(|group| group.hours);
    let all = senders.chain(groups);
    all.map(|hours| Some(case.calendar(hours?))).collect()
}

/// Whether a slot is within all parties' hours and overlaps no break.
pub(crate) fn suits(offices: &[OfficeCalendar<'_>], from: Moment, until: Moment) -> bool {
    offices.iter().all(|office| {
        office.fit(from, until) == Fit::Inside && office.pause_fit(from, until) == PauseFit::Clear
    })
}

/// Rules on the hearing's time that are at least a warning by default.
pub(crate) fn rules<'e>(engine: &'e Engine, case: &Case<'_>) -> impl Iterator<Item = PackRule<'e>> {
    let of_kind = engine.rules.for_request(case);
    of_kind.filter(|(_, rule)| {
        rule.default_severity >= Severity::Warning && FixSubject::rule(rule) == Some(FixSubject::Hearing)
    })
}

/// Whether the hearing keeps every rule on its time.
pub fn complies(engine: &Engine, case: &Case<'_>) -> bool {
    case.sent.at.is_some_and(|sent| complies_at(engine, case, sent))
}

/// As [`complies`], for another sending time.
pub(super) fn complies_at(engine: &Engine, case: &Case<'_>, sent: Moment) -> bool {
    let rules = rules(engine, case);
    let no_due = due_view(case, Some(sent), None, Basis::Stated, None);
    !breaks_any(engine, rules, case, sent, &no_due)
}

/// The remedy for a hearing as a sentence: its next time, or that there is none.
pub(super) fn sentence(case: &Case<'_>, subject: FixSubject, target: Option<Target>) -> Option<Message> {
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
        let entry = match (subject, &until) {
            (FixSubject::Hearing, Some(_)) => catalogue::REMEDY_HEARING,
            (FixSubject::Hearing, None) => catalogue::REMEDY_HEARING_START,
            (FixSubject::Due, Some(_)) => catalogue::REMEDY_MATERIALS,
            (FixSubject::Due, None) => catalogue::REMEDY_MATERIALS_START,
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
    let none = || catalogue::REMEDY_HEARING_NONE.with(&[("days", &DAYS_OF_HEARING.to_string())]);
    (is_whole && hours_known && slot(case).is_none()).then(none)
}
