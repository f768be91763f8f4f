//! Templates (雛形): judged for every minute at which they may be sent; the findings of one rule over those minutes
//! are merged into one that shows the worst.

mod budget;
mod candidate;
mod day;
mod day_class;
mod fix;
mod hearing_times;
mod proof;
mod sendings;
mod sweep;
mod time_reads;

use std::sync::Arc;

use super::{
    FileReport, FindingSink, Sendings, Undetermined, UnknownField, UnknownReason, exceptions, findings,
    judge_rules, summarize,
};
use crate::calendar::hours::Moment;
use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::engine::verdict::{Verdict, ask_rules, due_views, selected, verdict};
use crate::fix::FixSubject;
use crate::format::edit::Editable;
use crate::message::{Message, catalogue};
use crate::request::{Request, SendWindow};
use crate::resolve::{Case, Environment};
use crate::rules::{Pack, Rule};
use crate::source::Source;

pub(super) use budget::Budget;
pub(super) use day::{DayProof, DayVerdict};
pub(super) use fix::{ProposedFix, TemplateFixes};
use proof::{Proof, RuleResult, is_timed};
pub(super) use sendings::Minutes;
use sendings::NoMinutes;

/// Context of the file that contains the template.
pub(super) struct File<'s, 'e, 'k> {
    pub source: &'s Source,
    /// The text that fixes apply to, if the output needs them.
    pub editable: Option<&'s (dyn Editable + 'e)>,
    /// Remaining budget for the file's templates.
    pub budget: &'s mut Budget,
    /// Collector of the file's findings.
    pub kept: &'s mut FindingSink<'k>,
}

/// Judges a template.
pub(super) fn check(
    request: &Request<'_>,
    window: &SendWindow,
    file: File<'_, '_, '_>,
    (engine, env): (&Engine, Environment<'_>),
    report: &mut FileReport,
) {
    let now = env.now;
    let unsent = Case::new(request, env);
    // Rules independent of time are evaluated once, without a sending.
    let year_open = has_open_year(request);
    let (timed, timeless): (Vec<_>, Vec<_>) =
        selected(engine, &unsent).partition(|(_, rule)| is_timed(rule, &unsent, year_open));
    let mut found = Vec::new();
    let horizon = sendings::horizon(engine, now);
    let mut sendings = Sendings::default();
    let mut notes = Vec::new();
    let between = |entry: &crate::message::Entry| {
        let day = |at: Moment| Message::date(at.japan().date(), i32::MIN);
        entry
            .arg("from", day(horizon.start))
            .arg("until", day(horizon.end.plus(-1)))
    };
    let File {
        source,
        editable,
        budget: of_file,
        kept,
    } = file;
    // Beyond the file's budget templates are not judged.
    let is_short = of_file.is_short();
    let minutes = match (!is_short).then(|| Minutes::of(&unsent, window, &horizon)) {
        None => None,
        Some(Ok(minutes)) => {
            sendings = minutes.summary();
            if sendings.minutes == 0 {
                notes.push(between(&catalogue::NOTE_TEMPLATE_NEVER));
            }
            Some(minutes).filter(|_| sendings.minutes > 0)
        }
        Some(Err(NoMinutes::Hours)) => {
            notes.push(catalogue::NOTE_TEMPLATE_HOURS.message());
            None
        }
        Some(Err(NoMinutes::Dates)) => {
            let at = window.span.unwrap_or(request.head);
            let message = catalogue::WINDOW_BAD_DATES.message();
            found.push(Diagnostic::reader(diagnostic::UNREADABLE_VALUE, at, message));
            None
        }
    };
    let mut budget = of_file.split(Budget::of_template());
    let for_remedies = of_file.split(Budget::of_remedies());
    let mut sent = unsent.clone();
    let proof = minutes
        .as_ref()
        .map(|minutes| proof::prove(engine, &timed, minutes, &mut sent, &mut budget));
    // With blank hours, rules broken by default hours are broken; the others are undetermined.
    let open = unsent.without_assumed_hours();
    let open_proof = match (&open, &minutes, &proof) {
        (Some(open), Some(minutes), Some(Some(_))) => {
            proof::prove(engine, &timed, minutes, &mut open.clone(), &mut budget).map(Some)
        }
        _ => Some(None),
    };
    of_file.refund(budget);
    let proof = proof.map(|proof| proof.zip(open_proof));
    let mut remedies = minutes
        .as_ref()
        .map(|minutes| TemplateFixes::new(engine, &unsent, minutes, source, editable, for_remedies));
    if let (Some(remedies), Some(Some((proof, _)))) = (&mut remedies, &proof) {
        remedies.proven = Some(proof.broken(&timed));
    }
    let mut fixed = |subject, due| remedies.as_mut().map(|remedies| remedies.find(subject, due));
    let judged = judge_rules(timeless.into_iter(), &unsent, editable, &mut fixed, engine);
    found.extend(judged.found);
    let (mut undetermined, dues) = (judged.undetermined, judged.dues);
    if open.is_some() {
        notes.push(note_of_blank_hours(request));
    }
    let mut unproven = false;
    match (&mut remedies, proof) {
        (Some(remedies), Some(Some((proof, open_proof)))) => {
            notes.push(note(&sendings));
            sent.ask_only(None);
            let mut shown = FindingBuilder {
                engine,
                sent,
                sendings: &sendings,
                remedies,
            };
            found.extend(shown.findings(&proof, &timed));
            let mut open = unknown(
                open_proof.as_ref().unwrap_or(&proof),
                &proof,
                &timed,
                request.index,
            );
            if window.blank {
                notes.push(catalogue::NOTE_TEMPLATE_BLANK_SENT.message());
                let broken = |rule: &Rule| {
                    let mut of_rule = proof.answers.iter().filter(|answer| answer.minutes > 0);
                    of_rule.any(|answer| {
                        timed
                            .get(answer.rule)
                            .is_some_and(|(_, one)| std::ptr::eq(*one, rule))
                    })
                };
                let rest = timed.iter().copied().filter(|(_, rule)| !broken(rule));
                let unsent = judge_rules(rest, &unsent, None, &mut |_, _| None, engine);
                for one in unsent.undetermined {
                    one.add_to(&mut open);
                }
            }
            undetermined.extend(open);
        }
        (_, proof) => {
            // Not proven: rules that depend on the sending are undetermined.
            let more = judge_rules(timed.into_iter(), &unsent, editable, &mut |_, _| None, engine);
            found.extend(more.found);
            undetermined.extend(more.undetermined);
            unproven = is_short || matches!(proof, Some(None));
            if unproven {
                let at = window.span.unwrap_or(request.head);
                let entry = if is_short {
                    catalogue::TEMPLATE_TOO_MANY_IN_FILE
                } else {
                    catalogue::TEMPLATE_TOO_MANY
                };
                let message = entry.message();
                found.push(Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, at, message));
            }
        }
    }
    of_file.refund(remedies.map_or(for_remedies, |remedies| remedies.budget));
    for one in &mut found {
        one.request = Some(request.index);
    }
    let applied = exceptions::apply(request, &unsent, engine, found, &undetermined);
    let mut summary = summarize(request, &unsent, &dues, &applied.excepted, engine);
    report.take(applied, undetermined, kept);
    if unproven {
        summary.unknown_fields.push(UnknownField {
            fact: "sent",
            why: UnknownReason::TooMany,
            called: None,
            span: window.span.unwrap_or(request.head),
        });
    }
    summary.window = (!is_short).then(|| Box::new(sendings));
    summary.template = true;
    summary.notes.extend(notes);
    report.requests.push(Box::new(summary));
}

/// Whether a date of the request has no year, so that it is resolved from the day of sending.
fn has_open_year(request: &Request<'_>) -> bool {
    let hearing = request.hearing.iter().flat_map(|it| [&it.start, &it.end]);
    let dues = request.dues.iter().map(|due| &due.at);
    dues.chain(hearing)
        .filter_map(|timing| timing.stated())
        .any(|written| written.year.is_none())
}

/// What was judged, as a sentence.
fn note(sendings: &Sendings) -> Message {
    let day = |at: Option<Moment>| {
        at.map(|at| Message::date(at.japan().date(), i32::MIN))
            .unwrap_or_default()
    };
    catalogue::NOTE_TEMPLATE
        .arg("from", day(sendings.first))
        .arg("until", day(sendings.last))
        .arg("days", Message::Count(sendings.days))
}

/// Rules undetermined at some minute and broken at none of `proof`.
fn unknown(open: &Proof, proof: &Proof, rules: &[(&Pack, &Rule)], request: usize) -> Vec<Undetermined> {
    let mut found: Vec<Undetermined> = Vec::new();
    for answer in &open.answers {
        let Some((_, rule)) = rules.get(answer.rule).filter(|_| !answer.missing.is_empty()) else {
            continue;
        };
        let same = |other: &&RuleResult| {
            (other.rule, other.due, other.item) == (answer.rule, answer.due, answer.item)
        };
        if proof
            .answers
            .iter()
            .find(same)
            .is_some_and(|answer| answer.minutes > 0)
        {
            continue;
        }
        let unknown = Undetermined {
            code: rule.code.clone(),
            request,
            missing: Arc::new(answer.missing.clone()),
        };
        unknown.add_to(&mut found);
    }
    found
}

/// Which hours the template leaves blank, as a sentence.
fn note_of_blank_hours(request: &Request<'_>) -> Message {
    let mut offices = request.from.known().into_iter().chain(&request.to);
    let hours = offices.any(|office| office.hours.unread.any());
    let blanks = [
        (request.from.is_unreadable(), catalogue::FACT_FROM),
        (request.to_unreadable.is_some(), catalogue::FACT_RECIPIENTS),
        (hours, catalogue::FACT_HOURS),
    ];
    let names = blanks
        .into_iter()
        .filter(|(blank, _)| *blank)
        .map(|(_, name)| name);
    catalogue::NOTE_TEMPLATE_BLANK_HOURS.arg("blank", Message::list(names))
}

/// Context for the findings of broken rules.
struct FindingBuilder<'a, 'r, 'c, 'e> {
    engine: &'a Engine,
    /// The template as sent at one moment.
    sent: Case<'c>,
    sendings: &'a Sendings,
    remedies: &'a mut TemplateFixes<'r, 'c, 'e>,
}

impl FindingBuilder<'_, '_, '_, '_> {
    fn findings(&mut self, proof: &Proof, rules: &[(&Pack, &Rule)]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let Some(sent) = proof.reversed {
            self.sent.send_at(sent);
            found.push(findings::hearing_reversed(&self.sent));
        }
        for answer in &proof.answers {
            if let Some((_, rule)) = rules.get(answer.rule)
                && let Some(sent) = answer.worst
            {
                let subject = FixSubject::rule(rule).filter(|_| self.engine.output.remedies);
                let fixed = subject.map_or_else(ProposedFix::default, |subject| {
                    self.remedies.find(subject, answer.due)
                });
                found.extend(self.finding(answer, rules, sent, fixed));
            }
        }
        found
    }

    /// The finding of one rule: for the worst sending, with how often the rule is broken.
    fn finding(
        &mut self,
        answer: &RuleResult,
        rules: &[(&Pack, &Rule)],
        sent: Moment,
        (sentence, fixes): ProposedFix,
    ) -> Option<Diagnostic> {
        self.sent.send_at(sent);
        let engine = self.engine;
        let case = &self.sent;
        let views = due_views(case, Some(sent));
        let mut found = None;
        let rule = rules.get(answer.rule).copied()?;
        ask_rules(
            std::iter::once(rule),
            engine,
            case,
            Some(sent),
            &views,
            |query, view| {
                if (query.due, query.item) == (answer.due, answer.item)
                    && let Verdict::Raised(views) = verdict(query.rule, view)
                {
                    found = Some(findings::finding(query.rule, &views, query.due, sentence.clone()));
                }
                false
            },
        );
        let mut found = found?;
        let dates = crate::rules::explain::dates_of(case);
        let resolved_due = answer.due.and_then(|due| case.dues.get(due));
        let due = resolved_due.and_then(|due| due.at);
        let working = due.and_then(|due| Some(case.strictest(sent, due)?.working));
        let entry = match (due, working) {
            (Some(_), Some(_)) => catalogue::TEMPLATE_WORST,
            (Some(_), None) => catalogue::TEMPLATE_WORST_DUE,
            _ => catalogue::TEMPLATE_WORST_SENT,
        };
        let name = resolved_due.map(|due| Message::due_name(due.name, due.key));
        let due_at = due.map(|due| Message::moment(due.japan(), dates));
        found.message = entry
            .arg("sent", Message::moment(sent.japan(), dates.with_year()))
            .arg("due_name", name.unwrap_or_default())
            .arg("due", due_at.unwrap_or_default())
            .arg("working", working.map(Message::Duration).unwrap_or_default())
            .arg("message", std::mem::take(&mut found.message))
            .arg("share", self.share(answer));
        let of_all = [
            ("counterexample_sent", Some(sent.rfc3339())),
            ("counterexample_due", due.map(Moment::rfc3339)),
            ("failing_minutes", Some(answer.minutes.to_string())),
            ("failing_days", Some(answer.days.to_string())),
            ("sending_minutes", Some(self.sendings.minutes.to_string())),
            ("sending_days", Some(self.sendings.days.to_string())),
        ];
        for (name, value) in of_all {
            found.facts.extend(value.map(|value| (name, value)));
        }
        found.fixes.extend(fixes);
        found.remedy = sentence;
        Some(found)
    }

    fn share(&self, answer: &RuleResult) -> Message {
        let sendings = self.sendings;
        let entry = if answer.minutes == sendings.minutes {
            catalogue::TEMPLATE_SHARE_ALL
        } else {
            catalogue::TEMPLATE_SHARE
        };
        entry
            .arg("days", Message::Count(sendings.days))
            .arg("failing_days", Message::Count(answer.days))
            .arg("percent", Message::Percent(answer.minutes, sendings.minutes))
    }
}
