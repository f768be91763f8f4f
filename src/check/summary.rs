//! What a report says of a request besides its findings.

use super::report::{Outlook, RecipientSummary, Summary};
use super::why::not_known;
use crate::calendar::hours::Moment;
use crate::case::{Basis, Case};
use crate::diagnostic::Diagnostic;
use crate::directory::Belongs;
use crate::engine::Engine;
use crate::remedy::sending::{self, Wanted};
use crate::request::{Kind, Request};
use crate::rules::Pack;
use crate::rules::eval::DueView;
use crate::text::{Lang, catalogue, words};
use crate::when::Times;

/// A request for the report; without details only what people are shown of it.
pub(super) fn summarize(
    request: &Request<'_>,
    case: &Case<'_>,
    views: &[DueView],
    excepted: &[Diagnostic],
    engine: &Engine,
    lang: Lang,
) -> Summary {
    let excepted: Vec<&str> = excepted.iter().map(|found| &*found.code).collect();
    let wanted = Wanted {
        from: Some(case.world.now),
        excepted: &excepted,
        ..Wanted::default()
    };
    let send_by = (engine.tells_outlooks() && !request.template)
        .then(|| sending::last(engine, case, wanted))
        .flatten();
    if !engine.details {
        return Summary {
            index: request.index,
            head: request.head,
            sent: case.sent.at,
            not_known: not_known(case),
            hours_assumed: hours_assumed(case),
            notes: notes(case, engine, lang),
            explanations: request.explanations.clone(),
            template: request.template,
            send_by,
            ..Summary::default()
        };
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
            if let Some(of) = group_of.get_mut(*number) {
                *of = Some(place);
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
        let ministry = match &party.belongs {
            crate::directory::Belongs::Ministry(id) => case
                .world
                .directory
                .get(*id)
                .map(|ministry| ministry.name.clone()),
            crate::directory::Belongs::Unlisted(name) => Some(name.clone()),
            _ => None,
        };
        let office = party.office.clone().into_owned();
        recipients.push(RecipientSummary {
            office,
            ministry,
            hours_assumed: party.assumed,
            working,
        });
    }
    Summary {
        index: request.index,
        head: request.head,
        kind: request.kind.known().map(|kind| kind.name()),
        subject: request
            .subject
            .known()
            .map(|subject| subject.clone().into_owned()),
        sent: case.sent.at,
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
        recipients,
        from_calendar: request.from_calendar,
        not_known: not_known(case),
        hours_assumed: hours_assumed(case),
        notes: notes(case, engine, lang),
        explanations: request.explanations.clone(),
        sent_property: sent_property(request, case),
        occurrences: None,
        template: request.template,
        window: None,
        verdict: Outlook::default(),
        send_by,
        times: engine
            .times
            .then(|| Box::new(Times::of(engine, case, &excepted, lang))),
    }
}

/// The hearing's moments; of a day alone its beginning and its end.
fn hearing(case: &Case<'_>) -> Option<(Option<Moment>, Option<Moment>)> {
    let hearing = case.hearing?;
    let (first, last) = case.hearing_days();
    let midnight = |day: chrono::NaiveDate| Moment::from_japan(day.and_time(chrono::NaiveTime::MIN));
    let after = last.and_then(|day| day.succ_opt());
    Some((
        hearing.start.or_else(|| first.map(midnight)),
        hearing.end.or_else(|| after.map(midnight)),
    ))
}

/// The calendar property that the sending time was taken from, where it was.
fn sent_property(request: &Request<'_>, case: &Case<'_>) -> Option<&'static str> {
    request.sent_property.filter(|_| case.sent.basis != Basis::Now)
}

/// Whether the default hours were taken for anybody.
fn hours_assumed(case: &Case<'_>) -> bool {
    case.sender.assumed || case.recipients.iter().any(|party| party.assumed)
}

/// Whether the numbered clauses of a plan that judges the request are left aside, as it stays inside one
/// ministry. Said where one request is looked at, not of each in a folder.
fn is_outside_clauses(case: &Case<'_>, engine: &Engine) -> bool {
    /// The clauses that speak of requests between ministries.
    const NUMBERED: [char; 3] = ['①', '②', '③'];
    let numbered = |pack: &Pack| {
        let mut clauses = pack.rules.iter().filter_map(|rule| rule.clause.as_ref());
        clauses.any(|clause| clause.section.contains(NUMBERED))
    };
    (engine.outlooks || engine.times)
        && case.internal == Some(true)
        // Others who are no ministry leave a request outside the clauses too, but not inside the ministry.
        && case.recipients.iter().all(|party| party.belongs != Belongs::NoMinistry)
        && case.request.kind.known() != Some(&Kind::Other)
        && engine.judging(case).any(numbered)
}

/// What was assumed of a request, in sentences.
fn notes(case: &Case<'_>, engine: &Engine, lang: Lang) -> Vec<String> {
    let year = crate::rules::explain::year_of(case);
    let at = |moment: Moment| words::moment(moment.japan(), year, lang);
    let mut notes = case.request.notes.clone();
    if is_outside_clauses(case, engine) {
        notes.push(catalogue::NOTE_INTERNAL.text(lang).to_owned());
    }
    if let (Some(property), Some(sent)) = (sent_property(case.request, case), case.sent.at) {
        let values = [("property", property), ("at", &*at(sent))];
        notes.push(catalogue::NOTE_SENT_PROPERTY.fill(lang, &values));
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
            notes.push(entry.fill(lang, &[("at", &at(now))]));
        }
        (Basis::Date, Some(opening)) => {
            notes.push(catalogue::NOTE_SENT_DATE.fill(lang, &[("at", &at(opening))]));
        }
        _ => {}
    }
    for due in &case.dues {
        let Some(moment) = due.at else { continue };
        match due.basis {
            Basis::Hearing => notes.push(catalogue::NOTE_DUE_HEARING.fill(lang, &[("at", &at(moment))])),
            Basis::Date => notes.push(catalogue::NOTE_DUE_DATE.fill(lang, &[("at", &at(moment))])),
            _ => {}
        }
    }
    notes
}
