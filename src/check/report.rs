//! What there is to say of a file.

use std::sync::Arc;

use super::exceptions::{self, Listed};
use crate::calendar::clocks::Clocks;
use crate::calendar::hours::Moment;
use crate::case::Basis;
use crate::diagnostic::{Diagnostic, Severity};
use crate::read::LeftOut;
use crate::source::Span;
use crate::when::Times;

/// A rule that could not be judged for a request, and what is missing for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undetermined {
    /// The rule.
    pub code: Arc<str>,
    /// The request, by its index in the file.
    pub request: usize,
    /// The facts that are missing, by their machine names.
    pub missing: Vec<&'static str>,
}

/// A recipient as the report shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct RecipientSummary {
    /// As the document names it.
    pub office: String,
    /// Its ministry; `None` for what is none or not known.
    pub ministry: Option<String>,
    /// Whether the default hours were taken.
    pub hours_assumed: bool,
    /// Working time from sent to due, in seconds.
    pub working: Option<i64>,
}

/// A request as the report shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Its index in the file.
    pub index: usize,
    /// Its first bytes: where what is said of the whole of it points.
    pub head: Span,
    /// 種別
    pub kind: Option<&'static str>,
    /// 件名
    pub subject: Option<String>,
    /// When it goes out.
    pub sent: Option<Moment>,
    /// What that was taken from.
    pub sent_basis: Basis,
    /// The earliest due.
    pub due: Option<Moment>,
    /// What that was taken from.
    pub due_basis: Option<Basis>,
    /// Every named due.
    pub dues: Vec<(String, Option<Moment>)>,
    /// The hearing's start and end.
    pub hearing: Option<(Option<Moment>, Option<Moment>)>,
    /// The strictest recipient's clocks until the earliest due.
    pub clocks: Option<Clocks>,
    /// Those it goes to.
    pub recipients: Vec<RecipientSummary>,
    /// Whether it was read from a calendar.
    pub from_calendar: bool,
    /// What was assumed, in sentences.
    pub notes: Vec<String>,
    /// How what the document does not state was found, in sentences.
    pub explanations: Vec<String>,
    /// The calendar property that `sent` was taken from.
    pub sent_property: Option<&'static str>,
    /// How many occurrences were judged, where the request comes again.
    pub occurrences: Option<usize>,
    /// Until when a request without findings may still be sent as it is (余裕), where that was asked for.
    pub margin: Option<Moment>,
    /// The times that comply, where they were asked for.
    pub times: Option<Box<Times>>,
    /// Whether it is a template.
    pub template: bool,
    /// The sending times of a template that were judged.
    pub window: Option<Sendings>,
}

/// The minutes at which a template may be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sendings {
    /// The first of them.
    pub first: Option<Moment>,
    /// The last.
    pub last: Option<Moment>,
    /// How many there are.
    pub minutes: i64,
    /// On how many days.
    pub days: i64,
}

/// Everything there is to say of one file.
#[derive(Debug, Default)]
pub struct FileReport {
    /// Its requests.
    pub requests: Vec<Summary>,
    /// Findings, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that an exception clears.
    pub excepted: Vec<Diagnostic>,
    /// What could not be judged.
    pub undetermined: Vec<Undetermined>,
    /// Documents of it that are no requests.
    pub left_out: Vec<LeftOut>,
    /// Findings that a baseline knows; none unless one has been held against them.
    pub baselined: Vec<Diagnostic>,
    /// Every exception that it records, or that configuration does for it.
    pub exceptions: Vec<Listed>,
}

impl FileReport {
    /// How many findings stand with a deviation beside them.
    pub fn deviations(&self) -> usize {
        let deviates = |found: &&Diagnostic| found.deviation.is_some();
        self.diagnostics.iter().filter(deviates).count()
    }

    /// Takes in what came of a request.
    pub(super) fn take(&mut self, applied: exceptions::Applied, undetermined: Vec<Undetermined>) {
        self.diagnostics.extend(applied.standing);
        self.excepted.extend(applied.excepted);
        self.exceptions.extend(applied.listed);
        self.undetermined.extend(undetermined);
    }

    /// The codes of a request's errors and warnings, each once.
    pub fn raised(&self, request: usize) -> Vec<&str> {
        let mut codes: Vec<&str> = self
            .diagnostics
            .iter()
            .filter(|found| found.request == Some(request) && found.severity > Severity::Info)
            .map(|found| &*found.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}
