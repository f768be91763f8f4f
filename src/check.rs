//! Requests × rules → findings.

pub mod closed_days;
pub mod exceptions;
mod file;
mod findings;
mod hearings;
mod judge;
mod nonexistent_date;
mod occurrences;
pub mod parsed;
mod report;
pub mod rule_test;
mod sink;
mod summary;
mod template;
mod undetermined;
mod unknown;
mod unlisted;

use std::collections::HashSet;

use crate::calendar::hours::Moment;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::engine::Engine;
use crate::format::Format;
use crate::format::edit::Editable;
use crate::message::catalogue;
use crate::read::{Context, FileSelection, Reading};
use crate::resolve::{Case, Environment, StepBudget};
use crate::source::Source;

pub use file::{check_file, too_long};
use judge::{Judgement, judge_case, judge_rules, judge_sent_template};
pub use report::{
    FileReport, FindingsByRequest, PastMoment, RecipientSummary, RequestVerdict, SenderSummary, Sendings,
    Summary,
};
pub use sink::Dropped;
use sink::FindingSink;
use summary::summarize;
pub use undetermined::Undetermined;
pub use unknown::{UnknownField, UnknownReason};

/// Judges every request of a source that its format has decoded.
pub fn check_source(
    source: &Source,
    format: Format,
    named: FileSelection,
    engine: &Engine,
    now: Moment,
) -> FileReport {
    let read = |engine| read_source(source, format, named, engine, now);
    let editable = engine
        .output
        .edits
        .then(|| format.input_format().editor(source))
        .flatten();
    let mut report = judge_all(source, editable.as_deref(), read(engine), engine, now);
    // Verdicts come from every rule at full severity, whatever is selected or configured.
    if engine.output.needs_verdicts()
        && let Some(whole) = engine.whole()
    {
        let judged = judge_all(source, None, read(&whole), &whole, now);
        for (request, judged) in report.requests.iter_mut().zip(judged.requests) {
            (request.verdict, request.send_by) = (judged.verdict, judged.send_by);
        }
    }
    report
}

/// Reads the requests of a file exactly as they are judged.
pub fn read_source<'s>(
    source: &'s Source,
    format: Format,
    named: FileSelection,
    engine: &Engine,
    now: Moment,
) -> Reading<'s> {
    let context = Context {
        named,
        working_day: engine.data.working_day,
        unread: &engine.data.unread,
    };
    let mut reading = format
        .input_format()
        .read(source, context, engine.read_environment(now));
    for request in &mut reading.requests {
        nonexistent_date::refuse(request, now, &mut reading.diagnostics);
        let env = engine.environment(now);
        unlisted::report(request, env.directory, env.offices, &mut reading.diagnostics);
    }
    reading
}

/// Decodes a file and judges every request; failing to decode it is a finding.
pub fn check_bytes(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    named: FileSelection,
    engine: &Engine,
    now: Moment,
) -> (Source, FileReport) {
    match format.input_format().decode(name, bytes) {
        Ok(source) => {
            let report = check_source(&source, format, named, engine, now);
            (source, report)
        }
        Err(error) => {
            let (source, found) = decode_error(name, &error);
            let report = FileReport {
                diagnostics: vec![found],
                ..FileReport::default()
            };
            (source, report)
        }
    }
}

/// Judges every request of a YAML text.
pub fn check_yaml(source: &Source, named: FileSelection, engine: &Engine, now: Moment) -> FileReport {
    check_source(source, Format::default(), named, engine, now)
}

/// Limit on dues times recipients in a file: work per pair outside judging, which has its own budget.
const MAX_QUERIES: usize = 300_000;

fn judge_all(
    source: &Source,
    editable: Option<&dyn Editable>,
    reading: Reading<'_>,
    engine: &Engine,
    now: Moment,
) -> FileReport {
    // The YAML reader bounds its findings per document; findings of a calendar are bounded here.
    let is_calendar = reading.requests.iter().any(|request| request.from_calendar);
    let mut kept = FindingSink::new(engine, 0);
    let found = reading.diagnostics;
    let diagnostics = if is_calendar {
        kept.take_all(found)
    } else {
        kept = FindingSink::new(engine, found.len());
        found
    };
    let mut report = FileReport {
        diagnostics,
        left_out: reading.left_out,
        requests: Vec::with_capacity(reading.requests.len()),
        ..FileReport::default()
    };
    // Requests with a reading error; `None` for the file as a whole.
    let doubtful: HashSet<Option<usize>> = if engine.output.times {
        // An unlisted name does not affect moments.
        let of_moments = |found: &&Diagnostic| found.code != diagnostic::UNLISTED_OFFICE.code;
        let graver = report.diagnostics.iter().filter(|found| is_more_severe(found));
        let graver = graver.filter(of_moments);
        graver.map(|found| found.request).collect()
    } else {
        HashSet::new()
    };
    let is_doubtful = |request| doubtful.contains(&None) || doubtful.contains(&Some(request));
    if engine.output.reads {
        let asked = reading.requests.iter().map(Box::as_ref);
        for request in asked.chain(reading.without_deadline.as_deref()) {
            let case = Case::new(request, engine.environment(now));
            report.parsed.push(parsed::parse(&case, engine));
        }
        if reading.without_deadline.is_some() {
            // Its content was read, so it is not a file without a request.
            report
                .diagnostics
                .retain(|found| found.code != diagnostic::NO_REQUEST_FOUND.code);
            report.left_out.clear();
        }
        report
            .diagnostics
            .sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
        return report;
    }
    let mut budget = occurrences::MAX_IN_FILE;
    let mut of_templates = template::Budget::of_file();
    let mut left = MAX_QUERIES;
    let step_budget = StepBudget::of_file(source.text().len());
    let env = Environment {
        budget: Some(&step_budget),
        ..engine.environment(now)
    };
    let mut is_search_spent = false;
    let sent_now = engine.options.send_now || engine.output.times;
    // Each request is freed once judged: a feed holds tens of thousands.
    let mut requests = reading.requests;
    requests.reverse();
    while let Some(mut request) = requests.pop() {
        let asked = request.dues.len().max(1).saturating_mul(request.to.len().max(1));
        left = left.saturating_sub(asked);
        let editable = editable.filter(|_| !request.is_read_only);
        // Judged again, as not judged, if the budget ended within it: the results so far are invalid.
        loop {
            let is_over = left == 0 || step_budget.is_judging_spent();
            let before = (report.checkpoint(), kept);
            if let Some(recurrence) = request.recurrence.as_ref().filter(|_| !is_over) {
                let budget = (&mut budget, &mut kept);
                occurrences::check(&request, recurrence, (engine, env), budget, &mut report);
            } else if let Some(window) = request.window.as_ref().filter(|_| !sent_now && !is_over) {
                // Sent now, a template is judged as an ordinary request.
                let file = template::File {
                    source,
                    editable,
                    budget: &mut of_templates,
                    kept: &mut kept,
                };
                template::check(&request, window, file, (engine, env), &mut report);
            } else {
                let send_now = env.send_now || request.window.is_some();
                let env = Environment { send_now, ..env };
                let further =
                    (!is_over).then(|| hearings::judge_further(&mut request, source, env, editable, engine));
                let case = Case::new(&request, env);
                let mut judged = if is_over {
                    Judgement::unjudged(&case)
                } else if request.template {
                    judge_sent_template(&case, source, editable, engine)
                } else {
                    judge_case(&case, editable, engine)
                };
                if let Some(further) = further {
                    judged.add(further);
                }
                let Judgement {
                    found,
                    undetermined,
                    dues,
                } = judged;
                let applied = exceptions::apply(&request, &case, engine, found, &undetermined);
                let summary = summarize(&request, &case, &dues, &applied.excepted, engine);
                report.take(applied, undetermined, &mut kept);
                report.requests.push(Box::new(summary));
            }
            if is_over || !step_budget.is_judging_spent() {
                break;
            }
            report.rollback(before.0);
            kept = before.1;
        }
        if step_budget.is_search_spent() && !std::mem::replace(&mut is_search_spent, true) {
            let message = catalogue::LIMIT_SEARCHES.message();
            let mut found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, request.head, message);
            found.request = Some(request.index);
            report.diagnostics.push(found);
        }
    }
    report.diagnostics.extend(kept.overflow());
    report.dropped = kept.dropped;
    // Give back unused capacity before reports allocate.
    report.diagnostics.shrink_to_fit();
    report.undetermined.shrink_to_fit();
    for summary in &mut report.requests {
        if let Some(times) = &mut summary.times
            && is_doubtful(summary.index)
        {
            times.mark_doubtful();
        }
    }
    debug_assert!(report.requests.is_sorted_by_key(|request| request.index));
    report.set_verdicts(engine);
    report
        .diagnostics
        .sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
    report
}

/// Whether a finding is an error or a warning.
fn is_more_severe(found: &Diagnostic) -> bool {
    found.severity > Severity::Info
}

/// The finding for a file that could not be decoded; its span indexes the file's bytes.
pub fn decode_error(path: &str, error: &crate::source::DecodeError) -> (Source, Diagnostic) {
    let message = match error.likely {
        Some(name) => catalogue::ENCODING_LIKELY.with(&[("name", name)]),
        None => catalogue::ENCODING.message(),
    };
    let help = catalogue::ENCODING_HELP.message();
    let source = Source::from_text(path, error.before.clone());
    let end = source.text().len();
    let span = crate::source::Span::new(end, end);
    (
        source,
        Diagnostic::reader(diagnostic::UNREADABLE_FILE, span, message).with_help(help),
    )
}
