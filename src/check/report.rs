//! The result of checking a file.

use std::collections::{HashMap, HashSet};

use super::exceptions::{self, ListedException};
use super::parsed::ParsedRequest;
use super::sink::{Dropped, FindingSink, no_sending_clears};
use super::undetermined::Undetermined;
use super::unknown::UnknownField;
use crate::calendar::clocks::Clocks;
use crate::calendar::hours::Moment;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Engine;
use crate::message::Message;
use crate::message::words::Dates;
use crate::read::LeftOut;
use crate::resolve::Basis;
use crate::source::Span;
use crate::when::Times;

/// A recipient, for reports.
#[derive(Clone, Debug, PartialEq)]
pub struct RecipientSummary {
    /// The name as written.
    pub office: String,
    /// Its ministry; `None` if it is of none, or unknown.
    pub ministry: Option<String>,
    /// Whether default hours were assumed.
    pub hours_assumed: bool,
    /// Working time from sent to due, in seconds.
    pub working: Option<i64>,
}

/// A sender, for reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderSummary {
    /// The name as written.
    pub office: String,
    /// Its ministry; `None` if it is of none, or unknown.
    pub ministry: Option<String>,
}

/// Verdict on a request, independent of which findings are shown. Ordered from best to worst.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum RequestVerdict {
    /// No error, warning or undetermined rule.
    MaySend,
    /// A rule is undetermined.
    #[default]
    Undetermined,
    /// A warning.
    Review,
    /// An error.
    MustFix,
}

impl RequestVerdict {
    /// The name in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Self::MaySend => "may-send",
            Self::Undetermined => "undetermined",
            Self::Review => "review",
            Self::MustFix => "must-fix",
        }
    }
}

/// A moment of a request that is before now, perhaps copied from last year's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastMoment {
    /// The field, by its name in machine output: sent, due or hearing.
    pub field: &'static str,
    /// A due's name, if there are several.
    pub name: Option<String>,
    /// The moment.
    pub at: Moment,
    /// The note as a sentence.
    pub message: Message,
}

/// A request, for reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Its index in the file.
    pub index: usize,
    /// Its first bytes, where findings on missing fields point.
    pub head: Span,
    /// 種別
    pub kind: Option<&'static str>,
    /// 件名
    pub subject: Option<String>,
    /// Sending time.
    pub sent: Option<Moment>,
    /// What `sent` was taken from.
    pub sent_basis: Basis,
    /// The earliest due.
    pub due: Option<Moment>,
    /// What `due` was taken from.
    pub due_basis: Option<Basis>,
    /// Every named due, in document order.
    pub dues: Vec<(String, Option<Moment>)>,
    /// Start and end of the hearing.
    pub hearing: Option<(Option<Moment>, Option<Moment>)>,
    /// The strictest recipient's clocks, from sending to the earliest due.
    pub clocks: Option<Clocks>,
    /// Senders.
    pub senders: Vec<SenderSummary>,
    /// Recipients.
    pub recipients: Vec<RecipientSummary>,
    /// 想定作業量 in seconds of working time, if stated.
    pub effort: Option<i64>,
    /// Whether it was read from a calendar.
    pub from_calendar: bool,
    /// Whether it was read from a letter.
    pub from_letter: bool,
    /// Fields that are written but unknown.
    pub unknown_fields: Vec<UnknownField>,
    /// Whether default hours were assumed for a sender or a recipient.
    pub hours_assumed: bool,
    /// Format of its dates and moments.
    pub dates: Dates,
    /// Moments that are before now.
    pub past: Vec<PastMoment>,
    /// The closed days until the due, as a sentence; if the output needs it.
    pub closed_days: Option<Box<Message>>,
    /// Assumptions, as sentences.
    pub notes: Vec<Message>,
    /// How values that the document does not state were derived, as sentences.
    pub explanations: Vec<Message>,
    /// The iCalendar property that `sent` was taken from.
    pub sent_property: Option<&'static str>,
    /// Number of occurrences judged, if the request recurs.
    pub occurrences: Option<usize>,
    /// The verdict.
    pub verdict: RequestVerdict,
    /// The last minute from now on at which it may be sent unchanged; if the output needs it.
    pub send_by: Option<Moment>,
    /// The complying times; if the output needs them.
    pub times: Option<Box<Times>>,
    /// Whether it is a template.
    pub template: bool,
    /// The sending times for which a template was judged.
    pub window: Option<Box<Sendings>>,
}

/// The minutes in which a template may be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sendings {
    /// The first minute.
    pub first: Option<Moment>,
    /// The last minute.
    pub last: Option<Moment>,
    /// Number of minutes.
    pub minutes: i64,
    /// Number of days they fall on.
    pub days: i64,
}

/// Result of checking one file.
#[derive(Debug, Default)]
pub struct FileReport {
    /// Its requests, by index; indices may have gaps. Each in a box: a feed holds tens of thousands.
    pub requests: Vec<Box<Summary>>,
    /// What was understood of each, and of a letter that asks for nothing; if the output needs it.
    pub parsed: Vec<ParsedRequest>,
    /// Findings, by location.
    pub diagnostics: Vec<Diagnostic>,
    /// Excepted findings.
    pub excepted: Vec<Diagnostic>,
    /// Undetermined rules.
    pub undetermined: Vec<Undetermined>,
    /// Documents in it that are not requests.
    pub left_out: Vec<LeftOut>,
    /// Findings in the baseline; empty until one has been matched.
    pub baselined: Vec<Diagnostic>,
    /// Every exception recorded in the file, or configured for it.
    pub exceptions: Vec<ListedException>,
    /// Number of findings beyond the file's limit, which are not kept.
    pub dropped: Dropped,
}

impl FileReport {
    /// A report with one finding only.
    pub fn only(found: Diagnostic) -> Self {
        Self {
            diagnostics: vec![found],
            ..Self::default()
        }
    }

    /// Number of findings with a deviation.
    pub fn deviations(&self) -> usize {
        let deviates = |found: &&Diagnostic| found.deviation.is_some();
        self.diagnostics.iter().filter(deviates).count()
    }

    /// Adds the results of a request.
    pub(super) fn take(
        &mut self,
        applied: exceptions::AppliedExceptions,
        undetermined: Vec<Undetermined>,
        kept: &mut FindingSink<'_>,
    ) {
        self.diagnostics.extend(kept.take(applied.remaining));
        self.excepted.extend(kept.take_excepted(applied.excepted));
        self.exceptions.extend(applied.listed);
        self.undetermined.extend(undetermined);
    }

    /// Lengths of its lists, as a checkpoint for [`Self::rollback`].
    pub(super) fn checkpoint(&self) -> [usize; 5] {
        [
            self.requests.len(),
            self.diagnostics.len(),
            self.excepted.len(),
            self.exceptions.len(),
            self.undetermined.len(),
        ]
    }

    /// Drops what was added after a checkpoint.
    pub(super) fn rollback(
        &mut self,
        [requests, diagnostics, excepted, exceptions, undetermined]: [usize; 5],
    ) {
        self.requests.truncate(requests);
        self.diagnostics.truncate(diagnostics);
        self.excepted.truncate(excepted);
        self.exceptions.truncate(exceptions);
        self.undetermined.truncate(undetermined);
    }

    /// Computes each request's verdict. Findings on the file count for every request.
    pub(super) fn set_verdicts(&mut self, engine: &Engine) {
        let mut verdicts: HashMap<Option<usize>, RequestVerdict> = HashMap::new();
        // Requests with an error that no other sending time clears.
        let mut lasting: HashSet<Option<usize>> = HashSet::new();
        let mut worsen = |request, outlook: RequestVerdict| {
            let known = verdicts.entry(request).or_insert(RequestVerdict::MaySend);
            *known = outlook.max(*known);
        };
        for found in &self.diagnostics {
            match found.severity {
                Severity::Error => worsen(found.request, RequestVerdict::MustFix),
                Severity::Warning => worsen(found.request, RequestVerdict::Review),
                Severity::Info => {}
            }
            if found.severity == Severity::Error && no_sending_clears(engine, found) {
                lasting.insert(found.request);
            }
        }
        for unknown in &self.undetermined {
            worsen(Some(unknown.request), RequestVerdict::Undetermined);
        }
        let verdict_of = |request| verdicts.get(&request).copied().unwrap_or(RequestVerdict::MaySend);
        for request in &mut self.requests {
            request.verdict = verdict_of(Some(request.index)).max(verdict_of(None));
            if lasting.contains(&None) || lasting.contains(&Some(request.index)) {
                request.send_by = None;
                if let Some(times) = &mut request.times {
                    times.latest_sent = None;
                }
            }
        }
    }

    /// A request by its index.
    pub fn request(&self, index: usize) -> Option<&Summary> {
        self.requests.get(self.place_of(index)?).map(Box::as_ref)
    }

    /// Position in `requests` of the request with this index; indices are sorted, with gaps.
    pub fn place_of(&self, index: usize) -> Option<usize> {
        self.requests
            .binary_search_by_key(&index, |request| request.index)
            .ok()
    }

    /// Errors and warnings by request, computed once: a file may hold ten thousand requests and as many findings.
    pub fn raised(&self) -> FindingsByRequest<'_> {
        let mut raised = FindingsByRequest::default();
        for found in &self.diagnostics {
            if let Some(request) = found.request.filter(|_| found.severity > Severity::Info) {
                raised.by_request.entry(request).or_default().push(found);
            }
        }
        raised
    }
}

/// Errors and warnings by request.
#[derive(Debug, Default)]
pub struct FindingsByRequest<'r> {
    by_request: HashMap<usize, Vec<&'r Diagnostic>>,
}

impl<'r> FindingsByRequest<'r> {
    /// Those of a request.
    pub fn of(&self, request: usize) -> &[&'r Diagnostic] {
        self.by_request.get(&request).map_or(&[], Vec::as_slice)
    }

    /// Distinct codes of a request's, sorted.
    pub fn codes(&self, request: usize) -> Vec<&'r str> {
        let mut codes: Vec<&str> = self.of(request).iter().map(|found| &*found.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}
