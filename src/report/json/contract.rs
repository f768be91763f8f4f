//! The format `kigen/check/v1`: frozen types, one object of the same shape with findings or without. Members may be
//! added, never renamed or removed.

use schemars::JsonSchema;
use serde::Serialize;

use crate::baseline::Entry;
use crate::check::FileReport;
use crate::diagnostic::Severity;

/// Identifier of the format.
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
    /// Whether it may go out: must-fix (it has an error), review (a warning), undetermined (a rule could not be
    /// judged) or may-send. Findings that an exception clears do not count; those that are baselined,
    /// ignored or made less grave by configuration do.
    pub verdict: &'a str,
    /// The last minute from now on, inside the sender's hours and before every due and hearing, at which it has,
    /// sent then and otherwise unchanged, no error and no warning that depends on when it is sent (KG402 left
    /// aside); null where there is none, and for a template.
    pub send_by: Option<String>,
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
    /// Those that send it.
    pub from: Vec<Sender<'a>>,
    /// Those it goes to.
    pub recipients: Vec<Recipient<'a>>,
    /// 想定作業量, as an ISO 8601 duration; null where it is not stated.
    pub effort: Option<String>,
    /// What of it lies in the past as seen from now, where something does: sent, if on another day, each due and
    /// the hearing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<PastMoment<'a>>,
    /// What was assumed of a request from a calendar, in sentences of the language asked for: times
    /// without a zone, the property that `sent` was taken from, a due without a time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// How what a calendar does not state was found, in sentences: what told the kind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explanations: Vec<String>,
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

/// A moment that lies in the past.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PastMoment<'a> {
    /// sent, due or hearing (its start).
    pub field: &'a str,
    /// A due's name among several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    /// The moment.
    pub at: String,
    /// In a sentence of the language asked for: how long ago, and what to look at.
    pub message: String,
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

/// A sender.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Sender<'a> {
    /// As the document names it.
    pub office: &'a str,
    /// Its ministry; null for what is none or not known.
    pub ministry: Option<&'a str>,
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
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file.
    pub path: &'a str,
    /// The request's index in the file; null where the finding is on the file.
    pub request: Option<usize>,
    /// The place: the whole scalar, quotes included.
    pub range: Range,
    /// The line as it reads, where the file has it encoded: `range` is then the encoded lines, or the part, that hold
    /// it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decoded: Option<Decoded<'a>>,
    /// Other places that bear on it.
    pub related: Vec<Related<'a>>,
    /// The figures: durations in ISO 8601, names as they stand.
    pub facts: serde_json::Map<String, serde_json::Value>,
    /// The clause it breaks.
    pub clause: Option<Clause<'a>>,
    /// Edits that fix it.
    pub fixes: Vec<Fix<'a>>,
    /// 例外: the record that clears it; in `excepted` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<Record<'a>>,
    /// 逸脱: the record beside it, of a departure from a rule that allows no exception. The finding stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deviation: Option<Record<'a>>,
    /// The page of the rule or, for a rule of a pack that is not shipped, of its plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
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

/// A line that the file has encoded, decoded, and where in it the words stand.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Decoded<'a> {
    /// The line.
    pub line: &'a str,
    /// First.
    pub start: Column,
    /// One past the last; of words that go on in the next line, the end of this one.
    pub end: Column,
}

/// A column, from 1.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Column {
    /// In Unicode code points.
    pub column: usize,
    /// In UTF-16 code units.
    pub utf16: usize,
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
    pub message: String,
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
    /// The plan's short title, in the language asked for.
    pub plan_title: &'a str,
    /// The section.
    pub section: &'a str,
    /// Its words.
    pub quote: String,
}

/// An edit that fixes a finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fix<'a> {
    /// What it does.
    pub title: String,
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
    pub reason: String,
    /// The UID of a calendar's component.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uid: Option<&'a str>,
    /// Where it begins; absent where the whole file is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
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

impl Summary {
    /// Counts of one file.
    pub fn of(report: &FileReport) -> Self {
        let count = |severity| {
            let findings = report.diagnostics.iter();
            findings.filter(|found| found.severity == severity).count()
        };
        Self {
            files: 1,
            requests: report.requests.len() + report.parsed.len(),
            error: count(Severity::Error) + report.dropped.error,
            warning: count(Severity::Warning) + report.dropped.warning,
            info: count(Severity::Info) + report.dropped.info,
            undetermined: report.undetermined.len(),
            excepted: report.excepted.len() + report.dropped.excepted,
            deviations: report.deviations(),
            baselined: report.baselined.len(),
        }
    }
}

/// Omits a zero count: members added later are printed only if not zero.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_none(count: &usize) -> bool {
    *count == 0
}
