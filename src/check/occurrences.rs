//! Recurring requests: each occurrence is judged, and findings of one rule at one place are merged into one that
//! names the dates.

use crate::calendar::hours::Moment;
use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::message::{Message, catalogue};
use crate::request::Request;
use crate::resolve::{Case, Environment, Parties};
use ical_span::recurrence::{Occurrence, Recurrence};

use super::{FileReport, FindingSink, Judgement, Undetermined, exceptions, judge_case, summarize};
use crate::engine::verdict::due_views;

/// Limit on occurrences judged in a file; beyond it, only the next occurrence of each request is judged. Bounds the
/// time for feeds of endless series.
pub(super) const MAX_IN_FILE: usize = 100_000;
/// Findings of one rule at one place, over the occurrences.
struct SeriesFinding {
    first: Diagnostic,
    days: Vec<Occurrence>,
    /// Whether the finding is equal for all of them.
    all_equal: bool,
}

/// Judges a request over its occurrences.
pub(super) fn check(
    request: &Request<'_>,
    recurrence: &Recurrence,
    (engine, env): (&Engine, Environment<'_>),
    (budget, kept): (&mut usize, &mut FindingSink<'_>),
    report: &mut FileReport,
) {
    let now = env.now;
    let mut starts = recurrence
        .between(now, engine.read_environment(now).horizon())
        .starts;
    let parties = Parties::of(request, &env);
    let weight = parties.weight();
    if starts.len().saturating_mul(weight) > *budget {
        starts.truncate(1);
        let message = catalogue::ICS_OCCURRENCES_FILE.message();
        let mut found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, recurrence.span, message);
        found.request = Some(request.index);
        report.diagnostics.push(found);
    }
    *budget = budget.saturating_sub(starts.len().saturating_mul(weight));
    let plain = engine.without_remedies();
    let mut shifted = request.clone();
    let mut gathered: Vec<SeriesFinding> = Vec::new();
    let mut unknown: Vec<Undetermined> = Vec::new();
    for start in &starts {
        shifted.move_to(recurrence, *start);
        let case = Case::with(&shifted, env, parties.clone());
        let Judgement {
            found, undetermined, ..
        } = judge_case(&case, None, &plain);
        // A rule may have several findings at one place, such as one for each duplicate material.
        let mut seen: Vec<usize> = Vec::new();
        // Fixes are computed once, for the first occurrence with the finding.
        let mut whole: Option<Vec<Diagnostic>> = None;
        for (number, one) in found.into_iter().enumerate() {
            let place = gathered
                .iter()
                .enumerate()
                .filter(|(_, known)| known.first.code == one.code && known.first.span == one.span)
                .map(|(place, _)| place)
                .find(|place| !seen.contains(place));
            match place {
                Some(place) => {
                    seen.push(place);
                    let known = &mut gathered[place];
                    known.all_equal &= known.first.message == one.message;
                    known.days.push(*start);
                }
                None => {
                    let whole = whole.get_or_insert_with(|| judge_case(&case, None, engine).found);
                    seen.push(gathered.len());
                    gathered.push(SeriesFinding {
                        first: whole.get(number).cloned().unwrap_or(one),
                        days: vec![*start],
                        all_equal: true,
                    });
                }
            }
        }
        for one in undetermined {
            one.add_to(&mut unknown);
        }
    }
    // The summary shows the next occurrence.
    if let Some(next) = starts.first() {
        shifted.move_to(recurrence, *next);
    }
    let case = Case::with(&shifted, env, parties);
    let found = gathered
        .into_iter()
        .map(|it| one_finding(it, recurrence, starts.len(), now))
        .collect();
    let applied = exceptions::apply(&shifted, &case, engine, found, &unknown);
    let views = due_views(&case, case.sent.at);
    let mut summary = summarize(&shifted, &case, &views, &applied.excepted, engine);
    report.take(applied, unknown, kept);
    summary.occurrences = Some(starts.len());
    let note = catalogue::NOTE_OCCURRENCES
        .arg("from", Message::date(now.japan().date(), 0))
        .arg("days", Message::Number(engine.options.horizon_days.into()))
        .arg("count", starts.len());
    summary.notes.push(note);
    if engine.output.times
        && let Some(next) = starts.first()
    {
        let year = chrono::Datelike::year(&now.japan().date());
        let day = Message::date(recurrence.day_here(*next), year);
        summary
            .notes
            .push(catalogue::NOTE_NEXT_OCCURRENCE.arg("day", day));
    }
    report.requests.push(Box::new(summary));
}

/// Merges the findings of one rule at one place.
fn one_finding(gathered: SeriesFinding, recurrence: &Recurrence, total: usize, now: Moment) -> Diagnostic {
    let SeriesFinding {
        mut first,
        days,
        all_equal,
    } = gathered;
    // Equal for every occurrence: it concerns the request, not its dates.
    if all_equal && days.len() == total {
        return first;
    }
    let year = chrono::Datelike::year(&now.japan().date());
    let days: Vec<_> = days.into_iter().map(|it| recurrence.day_here(it)).collect();
    let dates = days.iter().map(|day| Message::date(*day, year)).collect();
    first.message = catalogue::ICS_OCCURRENCES
        .arg("message", std::mem::take(&mut first.message))
        .arg("count", days.len())
        .arg("dates", Message::FirstTimes(dates));
    first.facts.push(("occurrences", days.len().to_string()));
    let dates: Vec<String> = days.iter().map(ToString::to_string).collect();
    first.facts.push(("occurrence_dates", dates.join(" ")));
    first
}
