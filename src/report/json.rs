//! The machine contract `kigen/check/v1`: frozen types of its own, one object, the same shape for
//! findings or none. Fields may be added, never renamed or removed.

use std::collections::HashMap;
use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::baseline::Entry;
use crate::calendar::clocks;
use crate::calendar::hours::Moment;
use crate::case::Basis;
use crate::check::{FileReport, Undetermined};
use crate::diagnostic::{self, Applicability, Origin};
use crate::read::duration;
use crate::report::{Checked, Frame, Part, Reporter, Totals};
use crate::source::{self, Source};

/// The name of this contract.
pub const SCHEMA: &str = "kigen/check/v1";

/// The whole output of `kigen check --format json`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Output<'a> {
    /// Always `kigen/check/v1`.
    pub schema: String,
    /// The program.
    pub tool: Tool,
    /// Every request that was read.
    pub requests: Vec<Request<'a>>,
    /// Every finding.
    pub diagnostics: Vec<Diagnostic<'a>>,
    /// Findings that an exception clears.
    pub excepted: Vec<Diagnostic<'a>>,
    /// Rules that could not be judged, and why.
    pub undetermined: Vec<UndeterminedRule<'a>>,
    /// What is no request.
    pub left_out: Vec<LeftOut<'a>>,
    /// Findings that the baseline knows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub baselined: Vec<Diagnostic<'a>>,
    /// What became of the baseline, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineUse<'a>>,
    /// The revision since which files changed that were checked; where not all were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<&'a str>,
    /// Counts.
    pub summary: Summary,
}

/// What became of a baseline.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BaselineUse<'a> {
    /// Its file.
    pub path: &'a str,
    /// Entries that match no longer, each with how many of its findings are gone. Of files that were not
    /// checked, and of rules that were not judged, nothing is said.
    pub stale: &'a [Entry],
    /// How many findings it holds now; where it was written anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<usize>,
}

/// The program.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tool {
    /// Always `kigen`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A request.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Request<'a> {
    /// Its file, relative to the working directory, with `/`.
    pub path: &'a str,
    /// Its index in the file, from 0.
    pub index: usize,
    /// consultation, review, survey, inquiry or other; null where it cannot be read.
    pub kind: Option<&'a str>,
    /// 件名
    pub subject: Option<&'a str>,
    /// When it goes out: RFC 3339 in Japan time. Null where it is written but cannot be read.
    pub sent: Option<String>,
    /// What `sent` was taken from: stated, date (a date alone: opening time), now (a draft, or `--send-now`)
    /// or window (a template: null).
    pub sent_basis: BasisName,
    /// The calendar property that `sent` was taken from, where it is not X-KIGEN-SENT: DTSTAMP or CREATED.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_property: Option<&'a str>,
    /// The earliest due. A date alone is the closing of the strictest recipient.
    pub due: Option<String>,
    /// What `due` was taken from: stated, date, hearing or relative (a template that states its sending).
    pub due_basis: Option<BasisName>,
    /// Every due, where the request names several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dues: Vec<NamedDue<'a>>,
    /// The hearing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hearing: Option<Hearing>,
    /// How many occurrences were judged, where a calendar says that it comes again. What stands here is
    /// the next one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrences: Option<usize>,
    /// Whether it is a template; absent where it is none.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    pub template: bool,
    /// When a template that does not state its sending may be sent: what was judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// The strictest recipient's clocks from sent until due; null where either is not known.
    pub clocks: Option<Clocks>,
    /// Those it goes to.
    pub recipients: Vec<Recipient<'a>>,
    /// What was assumed of a request from a calendar, in sentences of the language asked for: times
    /// without a zone, the property that `sent` was taken from, a due without a time.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub notes: &'a [String],
    /// How what a calendar does not state was found, in sentences: what told the kind.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub explanations: &'a [String],
}

/// What a moment was taken from.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BasisName {
    /// Written with its time.
    Stated,
    /// Written as a date alone.
    Date,
    /// Not written: the present.
    Now,
    /// Not written: the hearing's start.
    Hearing,
    /// Open: a template may be sent at any minute of its window.
    Window,
    /// Counted from the sending of a template.
    Relative,
}

/// A named due.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NamedDue<'a> {
    /// Its name.
    pub name: &'a str,
    /// The moment; null where it cannot be read.
    pub at: Option<String>,
}

/// The sending times of a template that were judged: every minute of them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Window {
    /// The first; null where there is none.
    pub from: Option<String>,
    /// The last.
    pub until: Option<String>,
    /// How many minutes.
    pub minutes: i64,
    /// On how many days.
    pub days: i64,
}

/// A hearing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Hearing {
    /// Its start.
    pub start: Option<String>,
    /// Its end.
    pub end: Option<String>,
}

/// Three clocks, each an ISO 8601 duration in hours, minutes and seconds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Clocks {
    /// Wall time. Negative where due is before sent.
    pub elapsed: String,
    /// Wall time less closed days.
    pub open: String,
    /// The recipient's working time.
    pub working: String,
}

/// A recipient.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Recipient<'a> {
    /// As the document names it.
    pub office: &'a str,
    /// Its ministry; null for what is none (a local government) or not known (各府省, 別紙).
    pub ministry: Option<&'a str>,
    /// Whether the default office hours were taken.
    pub hours_assumed: bool,
    /// Its working time from sent until due.
    pub working: Option<String>,
}

/// A finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Diagnostic<'a> {
    /// The rule's code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// error, warning or info.
    pub severity: &'a str,
    /// What is wrong, in the language asked for.
    pub message: &'a str,
    /// What to do.
    pub help: Option<&'a str>,
    /// The file.
    pub path: &'a str,
    /// The request's index in the file; null where the finding is on the file.
    pub request: Option<usize>,
    /// The place: the whole scalar, quotes included.
    pub range: Range,
    /// Other places that bear on it.
    pub related: Vec<Related<'a>>,
    /// The figures: durations in ISO 8601, names as they stand.
    pub facts: serde_json::Map<String, serde_json::Value>,
    /// The clause it breaks.
    pub clause: Option<Clause<'a>>,
    /// Edits that mend it.
    pub fixes: Vec<Fix<'a>>,
    /// 例外: the record that clears it; in `excepted` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<Record<'a>>,
    /// 逸脱: the record beside it, of a departure from a rule that allows no exception. The finding stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deviation: Option<Record<'a>>,
    /// The same for the same finding in every language and after edits elsewhere in the file.
    pub fingerprint: String,
}

/// Who answers for a departure from a rule, and why.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Record<'a> {
    /// 理由
    pub reason: &'a str,
    /// 承認者
    pub approved_by: &'a str,
    /// 有効期限: the last day on which it holds (2025-09-30); null where none is set.
    pub expires: Option<String>,
    /// The file that it stands in: the finding's, or a configuration.
    pub path: &'a str,
    /// The whole record.
    pub range: Range,
}

/// From a place up to another, itself not included.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Range {
    /// First.
    pub start: Position,
    /// One past the last.
    pub end: Position,
}

/// A place. Lines and columns count from 1.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Position {
    /// Bytes from the start of the file as it is on disk.
    pub byte: usize,
    /// Line.
    pub line: usize,
    /// Column in Unicode code points.
    pub column: usize,
    /// Column in UTF-16 code units.
    pub utf16: usize,
}

/// Another place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Related<'a> {
    /// What stands there.
    pub message: &'a str,
    /// The file.
    pub path: &'a str,
    /// Where.
    pub range: Range,
}

/// A clause.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Clause<'a> {
    /// The plan's id.
    pub plan: &'a str,
    /// The section.
    pub section: &'a str,
    /// Its words.
    pub quote: &'a str,
}

/// An edit that mends a finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fix<'a> {
    /// What it does.
    pub title: &'a str,
    /// safe or unsafe.
    pub applicability: &'a str,
    /// The replacements.
    pub edits: Vec<Edit<'a>>,
}

/// One replacement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Edit<'a> {
    /// What is replaced, whole.
    pub range: Range,
    /// By what.
    pub text: &'a str,
}

/// A rule that could not be judged.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UndeterminedRule<'a> {
    /// The rule's code.
    pub code: &'a str,
    /// The file.
    pub path: &'a str,
    /// The request's index in the file.
    pub request: usize,
    /// The facts that are missing.
    pub missing: Vec<&'a str>,
}

/// What is no request.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeftOut<'a> {
    /// The file.
    pub path: &'a str,
    /// Why.
    pub reason: &'a str,
}

/// Counts.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// Files that were read.
    pub files: usize,
    /// Requests among them.
    pub requests: usize,
    /// Findings of severity error.
    pub error: usize,
    /// Findings of severity warning.
    pub warning: usize,
    /// Findings of severity info.
    pub info: usize,
    /// Rules that could not be judged, over all requests.
    pub undetermined: usize,
    /// Findings that an exception clears.
    pub excepted: usize,
    /// Findings that stand with a recorded deviation beside them.
    #[serde(skip_serializing_if = "is_none")]
    pub deviations: usize,
    /// Findings that the baseline knows.
    #[serde(skip_serializing_if = "is_none")]
    pub baselined: usize,
}

/// Whether a count may be left out: members that came later are printed where there is something to count.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

/// The format: [`Output`] as one object. Requests are written as they come; the rest is kept until the
/// files are done.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

impl Reporter for Whole {
    fn frame(&self) -> Frame {
        Frame {
            first: "\n",
            between: ",\n",
            lists: &[
                "],\n\"diagnostics\":[\n",
                "],\n\"excepted\":[",
                "],\n\"undetermined\":[",
                "],\n\"left_out\":[",
                "],\n\"baselined\":[",
            ],
        }
    }

    fn head(&self) -> String {
        let tool = serde_json::to_string(&tool()).unwrap_or_default();
        format!("{{\"schema\":\"{SCHEMA}\",\"tool\":{tool},\n\"requests\":[")
    }

    fn part(&self, Checked { source, report, .. }: Checked<'_>) -> Part {
        let path = source.path();
        let mut seen = Seen::default();
        Part {
            now: join(report.requests.iter().map(|request| request_of(path, request))),
            later: [
                join(
                    report
                        .diagnostics
                        .iter()
                        .map(|found| diagnostic_of(source, report, found, &mut seen)),
                ),
                join(
                    report
                        .excepted
                        .iter()
                        .map(|found| diagnostic_of(source, report, found, &mut seen)),
                ),
                join(report.undetermined.iter().map(|rule| undetermined_of(path, rule))),
                join(report.left_out.iter().map(|reason| left_out_of(path, reason))),
                join(
                    report
                        .baselined
                        .iter()
                        .map(|found| diagnostic_of(source, report, found, &mut seen)),
                ),
            ],
            once: Vec::new(),
        }
    }

    fn tail(&self, totals: &Totals) -> String {
        let mut out = String::from("],\n");
        if let Some(used) = &totals.baseline {
            let _ = writeln!(out, "\"baseline\":{},", text(&baseline_of(used)));
        }
        if let Some(since) = &totals.since {
            let _ = writeln!(out, "\"since\":{},", text(since));
        }
        let _ = writeln!(out, "\"summary\":{}}}", text(&totals.counts));
        out
    }
}

/// What became of a baseline as the contract writes it.
pub fn baseline_of(used: &super::BaselineUse) -> BaselineUse<'_> {
    BaselineUse {
        path: &used.path,
        stale: &used.stale,
        written: used.written,
    }
}

/// A value as JSON.
fn text(value: &impl Serialize) -> String {
    // A type of plain strings, numbers and lists cannot fail to serialize.
    serde_json::to_string(value).unwrap_or_default()
}

/// Members of a list, as JSON text.
pub(super) fn join<T: Serialize>(items: impl Iterator<Item = T>) -> Vec<u8> {
    /// Room for a request or a finding.
    const ROOM: usize = 1280;
    let mut out = Vec::new();
    for item in items {
        if out.is_empty() {
            out.reserve(ROOM);
        } else {
            out.extend_from_slice(b",\n");
        }
        // A type of plain strings, numbers and lists, written to memory, cannot fail to serialize.
        let _ = serde_json::to_writer(&mut out, &item);
    }
    out
}

/// Each a line of JSON text.
pub(super) fn lines<T: Serialize>(items: impl Iterator<Item = T>) -> Vec<u8> {
    let mut out = Vec::new();
    for item in items {
        // As above.
        let _ = serde_json::to_writer(&mut out, &item);
        out.push(b'\n');
    }
    out
}

/// The fingerprints of one file so far: two findings alike in all that a fingerprint is made of are
/// told apart by their order.
#[derive(Default)]
pub struct Seen {
    earlier: HashMap<[u8; 16], usize>,
    /// Each request's subject, hashed once: it may be long, and its findings many.
    subjects: HashMap<Option<usize>, [u8; 32]>,
    /// Each marked text, hashed once: by alias a long one may be marked often.
    texts: HashMap<source::Span, [u8; 32]>,
}

/// Code, path, subject and the offending text: the same in every language, and after edits elsewhere.
pub fn fingerprint(
    source: &Source,
    report: &FileReport,
    found: &diagnostic::Diagnostic,
    seen: &mut Seen,
) -> String {
    let subject = seen.subject(report, found.request);
    let text = *seen
        .texts
        .entry(found.span)
        .or_insert_with(|| Sha256::digest(source.slice(found.span)).into());
    seen.fingerprint(&found.code, source.path(), &subject, &text)
}

impl Seen {
    /// The fingerprint of what is said of a request but at no text of it.
    pub fn of_request(
        &mut self,
        path: &str,
        report: &FileReport,
        request: usize,
        code: &str,
        what: &str,
    ) -> String {
        let subject = self.subject(report, Some(request));
        self.fingerprint(code, path, &subject, &Sha256::digest(what).into())
    }

    fn subject(&mut self, report: &FileReport, request: Option<usize>) -> [u8; 32] {
        *self.subjects.entry(request).or_insert_with(|| {
            let request = request.and_then(|index| report.requests.get(index));
            let subject = request.and_then(|request| request.subject.as_deref());
            Sha256::digest(subject.unwrap_or_default()).into()
        })
    }

    fn fingerprint(&mut self, code: &str, path: &str, subject: &[u8; 32], text: &[u8; 32]) -> String {
        let mut hash = Sha256::new();
        for part in [code.as_bytes(), path.as_bytes(), subject, text] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        let mut key = [0; 16];
        key.copy_from_slice(&hash.clone().finalize()[..16]);
        let earlier = self.earlier.entry(key).or_insert(0);
        if *earlier > 0 {
            hash.update(earlier.to_le_bytes());
            key.copy_from_slice(&hash.finalize()[..16]);
        }
        *earlier += 1;
        let mut out = String::with_capacity(32);
        for byte in key {
            // Writing to a string cannot fail.
            let _ = write!(out, "{byte:02x}");
        }
        out
    }
}

/// A span as the contract writes it.
pub fn range_of(source: &Source, span: source::Span) -> Range {
    let place = |source::Position {
                     byte,
                     line,
                     column,
                     utf16,
                 }| Position {
        byte,
        line,
        column,
        utf16,
    };
    let (start, end) = source.range(span);
    Range {
        start: place(start),
        end: place(end),
    }
}

pub(super) fn moment(at: Option<Moment>) -> Option<String> {
    at.map(Moment::rfc3339)
}

pub(super) fn basis(basis: Basis) -> BasisName {
    match basis {
        Basis::Stated => BasisName::Stated,
        Basis::Date => BasisName::Date,
        Basis::Now => BasisName::Now,
        Basis::Hearing => BasisName::Hearing,
        Basis::Window => BasisName::Window,
        Basis::Relative => BasisName::Relative,
    }
}

pub(super) fn clocks_of(clocks: clocks::Clocks) -> Clocks {
    Clocks {
        elapsed: duration::iso(clocks.elapsed),
        open: duration::iso(clocks.open),
        working: duration::iso(clocks.working),
    }
}

/// A request as the contract writes it.
pub fn request_of<'a>(path: &'a str, request: &'a crate::check::Summary) -> Request<'a> {
    Request {
        path,
        index: request.index,
        kind: request.kind,
        subject: request.subject.as_deref(),
        sent: moment(request.sent),
        sent_basis: basis(request.sent_basis),
        sent_property: request.sent_property,
        due: moment(request.due),
        due_basis: request.due_basis.map(basis),
        dues: request
            .dues
            .iter()
            .map(|(name, at)| NamedDue {
                name,
                at: moment(*at),
            })
            .collect(),
        hearing: request.hearing.map(|(start, end)| Hearing {
            start: moment(start),
            end: moment(end),
        }),
        occurrences: request.occurrences,
        template: request.template,
        window: request.window.map(|window| Window {
            from: moment(window.first),
            until: moment(window.last),
            minutes: window.minutes,
            days: window.days,
        }),
        clocks: request.clocks.map(clocks_of),
        recipients: request
            .recipients
            .iter()
            .map(|recipient| Recipient {
                office: &recipient.office,
                ministry: recipient.ministry.as_deref(),
                hours_assumed: recipient.hours_assumed,
                working: recipient.working.map(duration::iso),
            })
            .collect(),
        // What YAML leaves out is told by `sent_basis` and `due_basis`.
        notes: if request.from_calendar {
            &request.notes
        } else {
            &[]
        },
        explanations: &request.explanations,
    }
}

/// A finding as the contract writes it.
pub fn diagnostic_of<'a>(
    source: &'a Source,
    report: &FileReport,
    found: &'a diagnostic::Diagnostic,
    seen: &mut Seen,
) -> Diagnostic<'a> {
    let path = source.path();
    Diagnostic {
        code: &found.code,
        name: &found.name,
        severity: found.severity.name(),
        message: &found.message,
        help: found.help.as_deref(),
        request: found.request,
        range: range_of(source, found.span),
        related: found
            .related
            .iter()
            .map(|label| Related {
                message: &label.message,
                path,
                range: range_of(source, label.span),
            })
            .collect(),
        facts: found
            .facts
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone().into()))
            .collect(),
        clause: found.clause.as_deref().map(|clause| Clause {
            plan: &clause.plan,
            section: &clause.section,
            quote: &clause.quote,
        }),
        fixes: found
            .fixes
            .iter()
            .map(|fix| Fix {
                title: &fix.title,
                applicability: match fix.applicability {
                    Applicability::Safe => "safe",
                    Applicability::Unsafe => "unsafe",
                },
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| Edit {
                        range: range_of(source, edit.span),
                        text: &edit.text,
                    })
                    .collect(),
            })
            .collect(),
        exception: found.exception.as_deref().map(|record| record_of(source, record)),
        deviation: found.deviation.as_deref().map(|record| record_of(source, record)),
        fingerprint: fingerprint(source, report, found, seen),
        path,
    }
}

/// A record as the contract writes it. `source` is the file of its finding.
fn record_of<'a>(source: &'a Source, record: &'a diagnostic::Record) -> Record<'a> {
    let (source, span) = match &record.origin {
        Origin::Document(span) => (source, *span),
        Origin::Configured(source, span) => (&**source, *span),
    };
    Record {
        reason: &record.reason,
        approved_by: &record.approved_by,
        expires: record.expires.map(|day| day.to_string()),
        path: source.path(),
        range: range_of(source, span),
    }
}

/// A rule that could not be judged as the contract writes it.
pub fn undetermined_of<'a>(path: &'a str, rule: &'a Undetermined) -> UndeterminedRule<'a> {
    UndeterminedRule {
        code: &rule.code,
        path,
        request: rule.request,
        missing: rule.missing.clone(),
    }
}

/// What is no request as the contract writes it.
pub fn left_out_of<'a>(path: &'a str, reason: &'a str) -> LeftOut<'a> {
    LeftOut { path, reason }
}

/// The program as the contract names it.
pub fn tool() -> Tool {
    Tool {
        name: "kigen".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}
