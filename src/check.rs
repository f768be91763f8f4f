//! Requests × rules → findings.

pub mod closed_days;
pub mod exceptions;
mod file;
mod findings;
mod judge;
mod no_such_day;
mod occurrences;
mod report;
pub mod rule_test;
mod sink;
mod summary;
mod template;
pub mod understood;
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
use crate::read::{Context, Named, Reading};
use crate::resolve::{Case, Environment, Work};
use crate::source::Source;

pub use file::{check_file, too_long};
use judge::{Judged, judge_case, judge_rules, judge_sent_template};
pub use report::{
    FileReport, Outlook, PastMoment, Raised, RecipientSummary, SenderSummary, Sendings, Summary,
};
pub use sink::Dropped;
use sink::FindingSink;
use summary::summarize;
pub use undetermined::Undetermined;
pub use unknown::{NotKnown, UnknownReason};

/// Judges every request of a file. Its source is one that its format decoded.
pub fn check_source(
    source: &Source,
    format: Format,
    named: Named,
    engine: &Engine,
    now: Moment,
) -> FileReport {
    let read = |engine| read_source(source, format, named, engine, now);
    let editable = engine
        .output
        .edits
        .then(|| format.notation().editor(source))
        .flatten();
    let mut report = judge_all(source, editable.as_deref(), read(engine), engine, now);
    // What is not shown still tells whether a request may go out.
    if engine.output.tells_verdicts()
        && let Some(whole) = engine.whole()
    {
        let judged = judge_all(source, None, read(&whole), &whole, now);
        for (request, judged) in report.requests.iter_mut().zip(judged.requests) {
            (request.verdict, request.send_by) = (judged.verdict, judged.send_by);
        }
    }
    report
}

/// Reads the requests of a file as they are judged.
pub fn read_source<'s>(
    source: &'s Source,
    format: Format,
    named: Named,
    engine: &Engine,
    now: Moment,
) -> Reading<'s> {
    let context = Context {
        named,
        working_day: engine.data.working_day,
        unread: &engine.data.unread,
    };
    let mut reading = format.notation().read(source, context, engine.background(now));
    for request in &mut reading.requests {
        no_such_day::refuse(request, now, &mut reading.diagnostics);
        let env = engine.environment(now);
        unlisted::say(request, env.directory, env.offices, &mut reading.diagnostics);
    }
    reading
}

/// Decodes a file and judges every request of it; one that cannot be decoded is a finding.
pub fn check_bytes(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    named: Named,
    engine: &Engine,
    now: Moment,
) -> (Source, FileReport) {
    match format.notation().decode(name, bytes) {
        Ok(source) => {
            let report = check_source(&source, format, named, engine, now);
            (source, report)
        }
        Err(error) => {
            let (source, found) = undecodable(name, &error);
            let report = FileReport {
                diagnostics: vec![found],
                ..FileReport::default()
            };
            (source, report)
        }
    }
}

/// Judges every request of a text in YAML, which is what a text is taken for.
pub fn check_yaml(source: &Source, named: Named, engine: &Engine, now: Moment) -> FileReport {
    check_source(source, Format::default(), named, engine, now)
}

/// How many dues, each of each recipient, a file may ask about: what is done for each beside its judging is bounded.
const MOST_ASKED: usize = 300_000;

fn judge_all(
    source: &Source,
    editable: Option<&dyn Editable>,
    reading: Reading<'_>,
    engine: &Engine,
    now: Moment,
) -> FileReport {
    // What is found in reading a document is bounded there, and what is in a calendar as a whole here.
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
    // The requests that could not be read whole; none in the place of the file.
    let doubtful: HashSet<Option<usize>> = if engine.output.times {
        // What a name is like says nothing of its moments.
        let of_moments = |found: &&Diagnostic| found.code != diagnostic::UNLISTED_OFFICE.code;
        let graver = report.diagnostics.iter().filter(|found| is_graver(found));
        let graver = graver.filter(of_moments);
        graver.map(|found| found.request).collect()
    } else {
        HashSet::new()
    };
    let is_doubtful = |request| doubtful.contains(&None) || doubtful.contains(&Some(request));
    if engine.output.reads {
        let asked = reading.requests.iter();
        for request in asked.chain(reading.unasked.as_deref()) {
            let case = Case::new(request, engine.environment(now));
            report.understood.push(understood::understood(&case, engine));
        }
        if reading.unasked.is_some() {
            // It was read, and this is what was asked for.
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
    let mut left = MOST_ASKED;
    let work = Work::of_file(source.text().len());
    let env = Environment {
        work: Some(&work),
        ..engine.environment(now)
    };
    let mut is_searched_out = false;
    let sent_now = engine.options.send_now || engine.output.times;
    // Each is let go once it is judged, with the room it took: a feed holds tens of thousands.
    let mut requests = reading.requests;
    requests.reverse();
    while let Some(request) = requests.pop() {
        if requests.len().is_multiple_of(1024) {
            requests.shrink_to_fit();
        }
        let request = &request;
        let asked = request.dues.len().max(1).saturating_mul(request.to.len().max(1));
        left = left.saturating_sub(asked);
        // Once more where judging it takes the last that the file may cost: what was said of it does not count.
        loop {
            let is_over = left == 0 || work.is_judged_out();
            let before = (report.ends(), kept);
            if let Some(recurrence) = request.recurrence.as_ref().filter(|_| !is_over) {
                let budget = (&mut budget, &mut kept);
                occurrences::check(request, recurrence, (engine, env), budget, &mut report);
            } else if let Some(window) = request.window.as_ref().filter(|_| !sent_now && !is_over) {
                // A template that is to be sent now is a request like any other.
                let file = template::File {
                    source,
                    editable,
                    budget: &mut of_templates,
                    kept: &mut kept,
                };
                template::check(request, window, file, (engine, env), &mut report);
            } else {
                let send_now = env.send_now || request.window.is_some();
                let case = Case::new(request, Environment { send_now, ..env });
                let judged = if is_over {
                    Judged::not(&case)
                } else if request.template {
                    judge_sent_template(&case, source, editable, engine)
                } else {
                    judge_case(&case, editable, engine)
                };
                let Judged {
                    found,
                    undetermined,
                    dues,
                } = judged;
                let applied = exceptions::apply(request, &case, engine, found, &undetermined);
                let summary = summarize(request, &case, &dues, &applied.excepted, engine);
                report.take(applied, undetermined, &mut kept);
                report.requests.push(summary);
            }
            if is_over || !work.is_judged_out() {
                break;
            }
            report.cut(before.0);
            kept = before.1;
        }
        if work.is_searched_out() && !std::mem::replace(&mut is_searched_out, true) {
            let message = catalogue::LIMIT_SEARCHES.message();
            let mut found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, request.head, message);
            found.request = Some(request.index);
            report.diagnostics.push(found);
        }
    }
    report.diagnostics.extend(kept.overflow());
    report.unkept = kept.unkept;
    // What is written next stands beside them.
    report.diagnostics.shrink_to_fit();
    report.undetermined.shrink_to_fit();
    for summary in &mut report.requests {
        if let Some(times) = &mut summary.times
            && is_doubtful(summary.index)
        {
            times.doubt();
        }
    }
    debug_assert!(report.requests.is_sorted_by_key(|request| request.index));
    report.tell_outlooks(engine);
    report
        .diagnostics
        .sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
    report
}

/// Whether a finding is more than a remark.
fn is_graver(found: &Diagnostic) -> bool {
    found.severity > Severity::Info
}

/// A finding that a file could not be decoded. It stands on the bytes as they are on disk.
pub fn undecodable(path: &str, error: &crate::source::Undecodable) -> (Source, Diagnostic) {
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
