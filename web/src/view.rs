//! Texts for the page beyond the JSON formats, equal to those in a terminal.

use kigen::check::FileReport;
use kigen::diagnostic::Severity;
use kigen::message::{Lang, catalogue, words};
use kigen::report::{Checked, texts, undetermined, verdict};
use serde::Serialize;

use crate::timeline::{self, Timeline};

/// Texts on a file.
#[derive(Serialize)]
pub struct View {
    /// `must-fix`, `review`, `undetermined`, `may-send`; `unread` for an error that belongs to no request, `nothing`
    /// without a request.
    pub state: &'static str,
    /// Verdicts as sentences: of a reading error, then of each request.
    pub sentences: Vec<String>,
    /// Until when the only request may be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// For each request, in the order of the JSON output.
    pub requests: Vec<Request>,
    /// For each finding, in the order of the JSON output.
    pub findings: Vec<Finding>,
    /// Undetermined rules: which, why, and what to write.
    pub undetermined: Vec<String>,
    /// Assumptions, and past dates.
    pub notes: Vec<String>,
}

/// A request.
#[derive(Serialize)]
pub struct Request {
    /// Its verdict as a sentence.
    pub sentence: String,
    /// Remedies of the findings on its dues and hearing.
    pub remedies: Vec<String>,
    /// The days from sending to due.
    pub timeline: Option<Timeline>,
    /// Whether it was read from a letter.
    pub is_letter: bool,
}

/// A finding.
#[derive(Serialize)]
pub struct Finding {
    /// Severity as a word.
    pub severity: &'static str,
    /// The clause with its binding force and text.
    pub clause: Option<String>,
}

/// The view of a file; `times` is its report with complying times.
pub fn of(file: Checked<'_>, times: &FileReport, lang: Lang) -> View {
    let Checked {
        source,
        report,
        engine,
    } = file;
    let unread = verdict::unread(report).is_some();
    let raised = report.raised();
    let mut sentences = Vec::new();
    if unread {
        sentences.push(catalogue::OUTLOOK_UNREAD.text(lang).to_owned());
    }
    let requests: Vec<Request> = report
        .requests
        .iter()
        .map(|request| Request {
            sentence: verdict::sentence(request, lang),
            remedies: verdict::remedies(raised.of(request.index), lang)
                .into_iter()
                .map(|remedy| verdict::remedy(remedy, lang))
                .collect(),
            timeline: times
                .request(request.index)
                .and_then(|timed| timeline::of(timed, lang)),
            is_letter: request.from_letter,
        })
        .collect();
    sentences.extend(requests.iter().map(|request| request.sentence.clone()));
    let worst = report.requests.iter().map(|request| request.verdict).max();
    let state = match worst {
        _ if unread => "unread",
        None if report
            .diagnostics
            .iter()
            .any(|found| found.severity == Severity::Error) =>
        {
            "unread"
        }
        None => "nothing",
        Some(worst) => worst.name(),
    };
    let mut notes = Vec::new();
    for request in &report.requests {
        let past = request.past.iter().map(|past| &past.message);
        notes.extend(past.chain(&request.notes).map(|note| note.render(lang)));
    }
    if report.requests.iter().any(|request| request.hours_assumed) {
        notes.push(texts::hours_assumed(engine, lang));
    }
    notes.dedup();
    let until = match &report.requests[..] {
        [request] => verdict::until(request).map(|by| words::moment(by.japan(), request.dates, lang)),
        _ => None,
    };
    View {
        state,
        sentences,
        until,
        requests,
        findings: report
            .diagnostics
            .iter()
            .map(|found| Finding {
                severity: texts::severity(found, lang),
                clause: found.clause.as_deref().map(|clause| {
                    let binding = engine.rules.get(&found.code).map(|(_, rule)| rule.binding);
                    let quote = clause.quote.render(lang);
                    let values = [
                        ("plan", clause.title.text(lang)),
                        ("section", clause.section.as_str()),
                        ("quote", quote.trim()),
                        ("binding", texts::binding(binding, lang)),
                    ];
                    catalogue::REPORT_CLAUSE.fill(lang, &values)
                }),
            })
            .collect(),
        undetermined: undetermined::groups(report)
            .into_iter()
            .map(|group| group.words(source, lang))
            .collect(),
        notes,
    }
}
