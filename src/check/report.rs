//! What there is to say of a file.

use std::collections::{HashMap, HashSet};

use super::exceptions::{self, Listed};
use super::sink::{Dropped, FindingSink, no_sending_clears};
use super::understood::Understood;
use super::undetermined::Undetermined;
use super::unknown::NotKnown;
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

/// A sender as the report shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderSummary {
    /// As the document names it.
    pub office: String,
    /// Its ministry; `None` for what is none or not known.
    pub ministry: Option<String>,
}

/// Whether a request may go out, whatever findings are shown of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outlook {
    /// A remark at most.
    MaySend,
    /// A rule could not be judged.
    #[default]
    Undetermined,
    /// A warning.
    Review,
    /// An error.
    MustFix,
}

impl Outlook {
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

/// What of a request lies in the past as seen from now: the dates of last year's file, copied, may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastMoment {
    /// The field by its machine name: sent, due or hearing.
    pub field: &'static str,
    /// A due's name among several.
    pub name: Option<String>,
    /// The moment.
    pub at: Moment,
    /// In a sentence.
    pub message: Message,
}

/// A request as the report shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Its index in the file.
    pub index: usize,
    /// Its first bytes: where findings on the whole file point.
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
    /// Those that send it.
    pub senders: Vec<SenderSummary>,
    /// Those it goes to.
    pub recipients: Vec<RecipientSummary>,
    /// 想定作業量, in seconds, where it is stated.
    pub effort: Option<i64>,
    /// Whether it was read from a calendar.
    pub from_calendar: bool,
    /// Whether it was read from a letter.
    pub from_letter: bool,
    /// The facts that are written and not known.
    pub not_known: Vec<NotKnown>,
    /// Whether the default hours were taken for the sender or a recipient.
    pub hours_assumed: bool,
    /// How its days and moments are written.
    pub dates: Dates,
    /// What of it lies in the past.
    pub past: Vec<PastMoment>,
    /// The closed days until it is due, in a sentence, where that was asked for.
    pub closed_days: Option<Message>,
    /// What was assumed, in sentences.
    pub notes: Vec<Message>,
    /// How what the document does not state was found, in sentences.
    pub explanations: Vec<Message>,
    /// The calendar property that `sent` was taken from.
    pub sent_property: Option<&'static str>,
    /// How many occurrences were judged, where the request comes again.
    pub occurrences: Option<usize>,
    /// Whether it may go out.
    pub verdict: Outlook,
    /// The last minute from now on at which it may be sent as it is, where that was asked for.
    pub send_by: Option<Moment>,
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
    /// What was understood of them, and of a letter that asks for nothing by a time, where that was asked for.
    pub understood: Vec<Understood>,
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
    /// The findings past a file's bound, which are counted alone.
    pub unkept: Dropped,
}

impl FileReport {
    /// Of a file of which there is but one thing to say.
    pub fn only(found: Diagnostic) -> Self {
        Self {
            diagnostics: vec![found],
            ..Self::default()
        }
    }

    /// How many findings have a deviation recorded.
    pub fn deviations(&self) -> usize {
        let deviates = |found: &&Diagnostic| found.deviation.is_some();
        self.diagnostics.iter().filter(deviates).count()
    }

    /// Takes in what came of a request.
    pub(super) fn take(
        &mut self,
        applied: exceptions::Applied,
        undetermined: Vec<Undetermined>,
        kept: &mut FindingSink<'_>,
    ) {
        self.diagnostics.extend(kept.take(applied.standing));
        self.excepted.extend(kept.take_excepted(applied.excepted));
        self.exceptions.extend(applied.listed);
        self.undetermined.extend(undetermined);
    }

    /// How much it holds.
    pub(super) fn ends(&self) -> [usize; 5] {
        [
            self.requests.len(),
            self.diagnostics.len(),
            self.excepted.len(),
            self.exceptions.len(),
            self.undetermined.len(),
        ]
    }

    /// Takes away what came after it held so much.
    pub(super) fn cut(&mut self, [requests, diagnostics, excepted, exceptions, undetermined]: [usize; 5]) {
        self.requests.truncate(requests);
        self.diagnostics.truncate(diagnostics);
        self.excepted.truncate(excepted);
        self.exceptions.truncate(exceptions);
        self.undetermined.truncate(undetermined);
    }

    /// Tells of every request whether it may go out. What is wrong with the file itself is wrong with each.
    pub(super) fn tell_outlooks(&mut self, engine: &Engine) {
        let mut outlooks: HashMap<Option<usize>, Outlook> = HashMap::new();
        // Those with an error that no other sending time clears.
        let mut lasting: HashSet<Option<usize>> = HashSet::new();
        let mut worsen = |request, outlook: Outlook| {
            let known = outlooks.entry(request).or_insert(Outlook::MaySend);
            *known = outlook.max(*known);
        };
        for found in &self.diagnostics {
            match found.severity {
                Severity::Error => worsen(found.request, Outlook::MustFix),
                Severity::Warning => worsen(found.request, Outlook::Review),
                Severity::Info => {}
            }
            if found.severity == Severity::Error && no_sending_clears(engine, found) {
                lasting.insert(found.request);
            }
        }
        for unknown in &self.undetermined {
            worsen(Some(unknown.request), Outlook::Undetermined);
        }
        let of = |request| outlooks.get(&request).copied().unwrap_or(Outlook::MaySend);
        for request in &mut self.requests {
            request.verdict = of(Some(request.index)).max(of(None));
            if lasting.contains(&None) || lasting.contains(&Some(request.index)) {
                request.send_by = None;
                if let Some(times) = &mut request.times {
                    times.latest_sent = None;
                }
            }
        }
    }

    /// A request by its index. They stand in the order of these, which may have gaps.
    pub fn request(&self, index: usize) -> Option<&Summary> {
        self.requests.get(self.place_of(index)?)
    }

    /// Where a request stands among those that were read.
    pub fn place_of(&self, index: usize) -> Option<usize> {
        self.requests
            .binary_search_by_key(&index, |request| request.index)
            .ok()
    }

    /// The errors and warnings of each request, in their order: looked for once, as a file may hold ten thousand
    /// requests and as many findings.
    pub fn raised(&self) -> Raised<'_> {
        let mut raised = Raised::default();
        for found in &self.diagnostics {
            if let Some(request) = found.request.filter(|_| found.severity > Severity::Info) {
                raised.by_request.entry(request).or_default().push(found);
            }
        }
        raised
    }
}

/// The errors and warnings of a file's requests.
#[derive(Debug, Default)]
pub struct Raised<'r> {
    by_request: HashMap<usize, Vec<&'r Diagnostic>>,
}

impl<'r> Raised<'r> {
    /// Those of a request.
    pub fn of(&self, request: usize) -> &[&'r Diagnostic] {
        self.by_request.get(&request).map_or(&[], Vec::as_slice)
    }

    /// Their codes, each once.
    pub fn codes(&self, request: usize) -> Vec<&'r str> {
        let mut codes: Vec<&str> = self.of(request).iter().map(|found| &*found.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}
