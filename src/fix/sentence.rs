//! Remedies as sentences.

use super::due::due_complies;
use super::subject::{FixSubject, NearestTimes, Target};
use super::{hearing, sending};
use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::message::{Entry, Message, catalogue};
use crate::resolve::{Basis, Case};
use crate::rules::explain::dates_of;

/// The remedy of a finding, as a sentence.
pub fn sentence(
    case: &Case<'_>,
    subject: FixSubject,
    due: Option<usize>,
    NearestTimes { target, latest }: NearestTimes,
) -> Option<Message> {
    let dates = dates_of(case);
    let local = |at: Moment| Message::moment(at.japan(), dates);
    if subject == FixSubject::Hearing || matches!(target, Some(Target::Hearing(..) | Target::Days(..))) {
        let hearing_remedy = hearing::sentence(case, subject, target);
        let latest = latest.filter(|_| subject == FixSubject::Hearing).map(local);
        let earlier = latest.map(|latest| catalogue::REMEDY_HEARING_SENT.arg("latest_sent", latest));
        return match (hearing_remedy, earlier) {
            (Some(hearing_remedy), Some(earlier)) => Some(hearing_remedy.then(earlier)),
            (hearing_remedy, earlier) => hearing_remedy.or(earlier),
        };
    }
    let due = case.dues.get(due?)?;
    if due.basis == Basis::Hearing {
        return None;
    }
    let at = due.at?;
    let name = Message::due_name(due.name, due.key);
    if target == Some(Target::Due(at)) {
        // It complies; only its time of day is not written.
        return (due.basis == Basis::Date).then(|| {
            catalogue::REMEDY_DUE_TIME
                .arg("due_name", name)
                .arg("at", local(at))
        });
    }
    // Such a due breaks rules on its own time of day: it is moved later, never earlier.
    let earliest = match target {
        Some(Target::Due(earliest)) => Some(local(earliest)),
        _ => None,
    };
    let latest = latest.map(local);
    let named = |entry: Entry| entry.arg("due_name", name);
    match (earliest, latest) {
        (Some(earliest), Some(latest)) => Some(
            named(catalogue::REMEDY_BOTH)
                .arg("earliest_due", earliest)
                .arg("latest_sent", latest),
        ),
        (Some(earliest), None) => Some(named(catalogue::REMEDY_DUE).arg("earliest_due", earliest)),
        (None, Some(latest)) => Some(named(catalogue::REMEDY_SENT).arg("latest_sent", latest)),
        (None, None) => None,
    }
}

/// The last time from now to before `sent` at which the request may be sent and a due then complies, including with
/// rules on its own time of day.
pub(crate) fn earlier_sending(
    engine: &Engine,
    case: &Case<'_>,
    due: Option<usize>,
    sent: Moment,
    at: Moment,
) -> Option<Moment> {
    last_before(engine, case, sent).filter(|latest| due_complies(engine, case, due, *latest, at))
}

/// As [`earlier_sending`], for the hearing.
pub(super) fn earlier_sending_of_hearing(engine: &Engine, case: &Case<'_>, sent: Moment) -> Option<Moment> {
    last_before(engine, case, sent).filter(|latest| hearing::complies_at(engine, case, *latest))
}

fn last_before(engine: &Engine, case: &Case<'_>, sent: Moment) -> Option<Moment> {
    last_from_now(engine, case).filter(|latest| *latest < sent)
}

/// [`sending::last`] from now on, computed once per request.
pub(crate) fn last_from_now(engine: &Engine, case: &Case<'_>) -> Option<Moment> {
    let query = sending::SendingQuery {
        from: Some(case.env.now),
        ..sending::SendingQuery::default()
    };
    let search = || sending::last(engine, case, query);
    *case.last_sending.get_or_init(search)
}
