//! What to do about a finding, in words.

use super::due::due_complies;
use super::subject::{FixOf, Offer, Target};
use super::{hearing, sending};
use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::resolve::{Basis, Case};
use crate::rules::explain::dates_of;
use crate::text::{Lang, catalogue, words};

/// What to do about a finding, in a sentence.
pub fn sentence(
    case: &Case<'_>,
    of: FixOf,
    due: Option<usize>,
    Offer { target, latest }: Offer,
    lang: Lang,
) -> Option<String> {
    let dates = dates_of(case);
    let local = |at: Moment| words::moment(at.japan(), dates, lang);
    if of == FixOf::Hearing || matches!(target, Some(Target::Hearing(..) | Target::Days(..))) {
        let moved = hearing::sentence(case, of, target, lang);
        let latest = latest.filter(|_| of == FixOf::Hearing).map(local);
        let earlier =
            latest.map(|latest| catalogue::REMEDY_HEARING_SENT.fill(lang, &[("latest_sent", &latest)]));
        return match (moved, earlier) {
            (Some(moved), Some(earlier)) if lang == Lang::En => Some(format!("{moved} {earlier}")),
            (Some(moved), Some(earlier)) => Some(moved + &earlier),
            (moved, earlier) => moved.or(earlier),
        };
    }
    let due = case.dues.get(due?)?;
    if due.basis == Basis::Hearing {
        return None;
    }
    let at = due.at?;
    let name = words::due_name(due.name, due.key, lang);
    if target == Some(Target::Due(at)) {
        // It complies, and only its time is not written.
        return (due.basis == Basis::Date)
            .then(|| catalogue::REMEDY_DUE_TIME.fill(lang, &[("due_name", &name), ("at", &local(at))]));
    }
    // A due that complies but for its own hours is moved on, never back.
    let earliest = match target {
        Some(Target::Due(earliest)) => Some(local(earliest)),
        _ => None,
    };
    let latest = latest.map(local);
    let values = [
        ("due_name", name.as_str()),
        ("earliest_due", earliest.as_deref().unwrap_or_default()),
        ("latest_sent", latest.as_deref().unwrap_or_default()),
    ];
    let entry = match (&earliest, &latest) {
        (Some(_), Some(_)) => catalogue::REMEDY_BOTH,
        (Some(_), None) => catalogue::REMEDY_DUE,
        (None, Some(_)) => catalogue::REMEDY_SENT,
        (None, None) => return None,
    };
    Some(entry.fill(lang, &values))
}

/// The last time before `sent` at which the request may still go out and a due then complies, its own hours
/// included. A time gone by helps nobody.
pub(crate) fn earlier_sending(
    engine: &Engine,
    case: &Case<'_>,
    due: Option<usize>,
    sent: Moment,
    at: Moment,
) -> Option<Moment> {
    last_before(engine, case, sent).filter(|latest| due_complies(engine, case, due, *latest, at))
}

/// As [`earlier_sending`], at which the hearing complies.
pub(super) fn earlier_sending_of_hearing(engine: &Engine, case: &Case<'_>, sent: Moment) -> Option<Moment> {
    last_before(engine, case, sent).filter(|latest| hearing::complies_at(engine, case, *latest))
}

fn last_before(engine: &Engine, case: &Case<'_>, sent: Moment) -> Option<Moment> {
    last_from_now(engine, case).filter(|latest| *latest < sent)
}

/// As [`sending::last`], from now on. Looked for once a request, however many findings it has.
pub(crate) fn last_from_now(engine: &Engine, case: &Case<'_>) -> Option<Moment> {
    let wanted = sending::Wanted {
        from: Some(case.env.now),
        ..sending::Wanted::default()
    };
    let search = || sending::last(engine, case, wanted);
    *case.last_sending.get_or_init(search)
}
