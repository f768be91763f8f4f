//! The summary of a request for reports.

use chrono::{Datelike, NaiveDate};

use super::report::{PastMoment, RecipientSummary, SenderSummary, Summary};
use super::unknown::unknown_fields;
use crate::calendar::hours::Moment;
use crate::diagnostic::Diagnostic;
use crate::directory::Affiliation;
use crate::engine::Engine;
use crate::fix::last_from_now;
use crate::fix::sending::{self, SendingQuery};
use crate::message::{Message, catalogue};
use crate::request::{Kind, Request};
use crate::resolve::{Basis, Case};
use crate::rules::Pack;
use crate::rules::eval::DueView;
use crate::rules::explain::dates_of;
use crate::when::Times;

/// Summarizes a request; without details, only what reports for people need.
pub(super) fn summarize(
    request: &Request<'_>,
    case: &Case<'_>,
    views: &[DueView],
    excepted: &[Diagnostic],
    engine: &Engine,
) -> Summary {
    let excepted: Vec<&str> = excepted.iter().map(|found| &*found.code).collect();
    let query = SendingQuery {
        from: Some(case.env.now),
        excepted: &excepted,
        ..SendingQuery::default()
    };
    let send_by = (engine.output.needs_send_by() && !request.template)
        .then(|| match excepted[..] {
            [] => last_from_now(engine, case),
            _ => sending::last(engine, case, query),
        })
        .flatten();
    let brief = Summary {
        index: request.index,
        head: request.head,
        sent: case.sent.at,
        unknown_fields: unknown_fields(case),
        hours_assumed: hours_assumed(case),
        dates: dates_of(case),
        past: past(case),
        closed_days: closed_days(case, engine).map(Box::new),
        notes: notes(case, engine),
        explanations: request.explanations.clone(),
        template: request.template,
        send_by,
        ..Summary::default()
    };
    if !engine.output.details {
        return brief;
    }
    let earliest = case
        .dues
        .iter()
        .zip(views)
        .filter(|(due, _)| due.at.is_some())
        .min_by_key(|(due, _)| due.at);
    let clocks = earliest.map_or(&[][..], |(_, view)| &view.clocks);
    let due = earliest.and_then(|(due, _)| due.at);
    let strictest = clocks
        .iter()
        .flatten()
        .min_by_key(|clocks| (clocks.working, clocks.open))
        .copied();
    let mut group_of = vec![None; case.recipients.len()];
    for (place, group) in case.groups.iter().enumerate() {
        for number in &group.members {
            if let Some(slot) = group_of.get_mut(*number) {
                *slot = Some(place);
            }
        }
    }
    let mut recipients = Vec::with_capacity(request.to.len());
    for (number, party) in case.recipients.iter().enumerate() {
        if party.office.is_empty() {
            continue;
        }
        let group = group_of.get(number).copied().flatten();
        let working = group
            .and_then(|group| clocks.get(group).copied().flatten())
            .map(|clocks| clocks.working);
        let office = party.office.clone().into_owned();
        recipients.push(RecipientSummary {
            office,
            ministry: case.ministry(party),
            hours_assumed: party.assumed,
            working,
        });
    }
    Summary {
        kind: request.kind.known().map(|kind| kind.name()),
        subject: request
            .subject
            .known()
            .map(|subject| subject.clone().into_owned()),
        sent_basis: case.sent.basis,
        due,
        due_basis: earliest.map(|(due, _)| due.basis),
        dues: case
            .dues
            .iter()
            .filter_map(|due| Some((due.name?.to_owned(), due.at)))
            .collect(),
        hearing: hearing(case),
        clocks: strictest,
        senders: case
            .senders()
            .filter(|party| !party.office.is_empty())
            .map(|party| SenderSummary {
                office: party.office.clone().into_owned(),
                ministry: case.ministry(party),
            })
            .collect(),
        recipients,
        effort: request.effort.known().copied(),
        from_calendar: request.from_calendar,
        from_letter: request.from_letter,
        sent_property: sent_property(request, case),
        times: engine
            .output
            .times
            .then(|| Box::new(Times::of(engine, case, &excepted))),
        ..brief
    }
}

/// The hearing's moments; for days without times, their beginning and end.
fn hearing(case: &Case<'_>) -> Option<(Option<Moment>, Option<Moment>)> {
    let hearing = case.hearing?;
    let (first, last) = case.hearing_days();
    let midnight = |day: NaiveDate| Moment::from_japan(day.and_time(chrono::NaiveTime::MIN));
    let after = last.and_then(|day| day.succ_opt());
    Some((
        hearing.start.or_else(|| first.map(midnight)),
        hearing.end.or_else(|| after.map(midnight)),
    ))
}

/// The iCalendar property that the sending time was taken from, if any.
fn sent_property(request: &Request<'_>, case: &Case<'_>) -> Option<&'static str> {
    request.sent_property.filter(|_| case.sent.basis != Basis::Now)
}

/// Whether default hours were assumed for any party.
fn hours_assumed(case: &Case<'_>) -> bool {
    case.senders().chain(&case.recipients).any(|party| party.assumed)
}

/// Whether the numbered clauses of a plan do not apply since the request is internal to one ministry. Noted only
/// where a single request is shown.
fn is_outside_clauses(case: &Case<'_>, engine: &Engine) -> bool {
    /// Numbers of the clauses on requests between ministries.
    const NUMBERED: [char; 3] = ['①', '②', '③'];
    let numbered = |pack: &Pack| {
        let mut clauses = pack.rules.iter().filter_map(|rule| rule.clause.as_ref());
        clauses.any(|clause| clause.section.contains(NUMBERED))
    };
    (engine.output.send_by || engine.output.times)
        && case.internal == Some(true)
        // With a recipient that is no ministry it is outside the clauses for another reason.
        && case.recipients.iter().all(|party| party.affiliation != Affiliation::NoMinistry)
        && case.request.kind.known() != Some(&Kind::Other)
        && engine.rules.judging(case).any(numbered)
}

/// The closed days until the due. Noted only where a single request is shown; a template's sending is open.
fn closed_days(case: &Case<'_>, engine: &Engine) -> Option<Message> {
    let is_shown = engine.output.send_by && !case.request.template;
    is_shown
        .then(|| super::closed_days::note(&engine.data.closed, case))
        .flatten()
}

/// Moments of a request before now, except a sending today.
fn past(case: &Case<'_>) -> Vec<PastMoment> {
    let now = case.env.now;
    let today = now.japan().date();
    let mut found = Vec::new();
    let mut add = |field, name: Option<&str>, what: Message, at: Option<Moment>| {
        if let Some(at) = at.filter(|at| *at < now) {
            found.push(PastMoment {
                field,
                name: name.map(str::to_owned),
                at,
                message: past_words(what, at.japan().date(), today),
            });
        }
    };
    let stated =
        matches!(case.sent.basis, Basis::Stated | Basis::Date) && case.request.sent_property.is_none();
    let sent = case.sent.at.filter(|at| stated && at.japan().date() < today);
    add("sent", None, catalogue::PAST_SENT.message(), sent);
    for due in case.dues.iter().filter(|due| due.basis != Basis::Hearing) {
        add("due", due.name, Message::due_name(due.name, due.key), due.at);
    }
    let start = hearing(case).and_then(|(start, end)| start.or(end));
    add("hearing", None, catalogue::PAST_HEARING.message(), start);
    found
}

fn past_words(what: Message, day: NaiveDate, today: NaiveDate) -> Message {
    /// From this many days on, half a year, the date may be one of another year.
    const HALF_YEAR: i64 = 183;
    let days = today.signed_duration_since(day).num_days();
    // A year less a month counts as a year: recurring requests are sent about the same time.
    let (entry, count) = match ((days + 31) / 365, days) {
        (_, ..=0) => return catalogue::PAST_TODAY.arg("what", what),
        (0, ..60) => (catalogue::PAST_DAYS, days),
        (0, _) => (catalogue::PAST_MONTHS, (days + 15) / 30),
        (years, _) => (catalogue::PAST_YEARS, years),
    };
    let ago = entry.arg("count", Message::Number(count));
    let ask = match today.year() - day.year() {
        1 if days >= HALF_YEAR => catalogue::PAST_ASK_LAST_YEAR,
        2.. => catalogue::PAST_ASK_BEFORE,
        _ => catalogue::PAST_ASK,
    };
    catalogue::PAST.arg("what", what).arg("ago", ago).arg("ask", ask)
}

/// Assumptions made for a request, as sentences.
fn notes(case: &Case<'_>, engine: &Engine) -> Vec<Message> {
    let year = dates_of(case);
    let moment_text = |moment: Moment| Message::moment(moment.japan(), year);
    let mut notes = case.request.notes.clone();
    if is_outside_clauses(case, engine) {
        notes.push(catalogue::NOTE_INTERNAL.message());
    }
    if let (Some(property), Some(sent)) = (sent_property(case.request, case), case.sent.at) {
        let note = catalogue::NOTE_SENT_PROPERTY.arg("property", property);
        notes.push(note.arg("at", moment_text(sent)));
    }
    match (case.sent.basis, case.sent.at) {
        (Basis::Now, Some(now)) => {
            let entry = if case.request.window.is_some() {
                catalogue::NOTE_TEMPLATE_NOW
            } else if case.request.sent.is_absent() {
                catalogue::NOTE_SENT_NOW
            } else {
                catalogue::NOTE_SEND_NOW
            };
            notes.push(entry.arg("at", moment_text(now)));
        }
        (Basis::Date, Some(opening)) => {
            notes.push(catalogue::NOTE_SENT_DATE.arg("at", moment_text(opening)));
        }
        _ => {}
    }
    for due in &case.dues {
        let Some(moment) = due.at else { continue };
        match due.basis {
            Basis::Hearing => notes.push(catalogue::NOTE_DUE_HEARING.arg("at", moment_text(moment))),
            Basis::Date => {
                let name = Message::due_name(due.name, due.key);
                let note = catalogue::NOTE_DUE_DATE.arg("due_name", name);
                notes.push(note.arg("at", moment_text(moment)));
            }
            _ => {}
        }
    }
    notes
}
