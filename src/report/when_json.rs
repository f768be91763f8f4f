//! The format `kigen/when/v1`: the complying times of each request. Its types are frozen; members shared with
//! [`json`](super::json) have the same form.

use schemars::JsonSchema;
use serde::Serialize;

use super::json::{
    self, BasisName, Clocks, Diagnostic, FingerprintCounts, Hearing, LeftOut, PastMoment, Tool,
    UndeterminedRule, join,
};
use super::{Checked, FileOutput, Frame, Reporter, Totals};
use crate::check::{FindingsByRequest, Summary};
use crate::diagnostic::is_of_reading;
use crate::message::Lang;

/// Identifier of the format.
pub const SCHEMA: &str = "kigen/when/v1";

/// The whole output of `kigen when --format json`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Output<'a> {
    /// Always `kigen/when/v1`.
    pub schema: String,
    /// The program.
    pub tool: Tool,
    /// Every request that was read.
    pub requests: Vec<Request<'a>>,
    /// What could not be read, and what was read otherwise than it may have been meant.
    pub diagnostics: Vec<Diagnostic<'a>>,
    /// Rules that could not be judged, and why: a time that complies has not been held to them.
    pub undetermined: Vec<UndeterminedRule<'a>>,
    /// What is no request.
    pub left_out: Vec<LeftOut<'a>>,
}

/// A request and the times that comply. Moments are RFC 3339 in Japan time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Request<'a> {
    /// Its file, relative to the working directory, with `/`.
    pub path: &'a str,
    /// Its index in the file, from 0.
    pub index: usize,
    /// Whether it may go out: must-fix, review, undetermined or may-send, as `kigen check` says.
    pub verdict: &'a str,
    /// As `latest_sent`, and not before now.
    pub send_by: Option<String>,
    /// consultation, review, survey, inquiry or other; null where it cannot be read.
    pub kind: Option<&'a str>,
    /// 件名
    pub subject: Option<&'a str>,
    /// When it goes out. Null where it is written but cannot be read.
    pub sent: Option<String>,
    /// What `sent` was taken from: stated, date (a date alone: opening time) or now (a draft, or
    /// `--send-now`).
    pub sent_basis: BasisName,
    /// The earliest due. A date alone is the closing of the strictest recipient. Null where none is stated or
    /// can be read.
    pub due: Option<String>,
    /// What `due` was taken from: stated, date or hearing.
    pub due_basis: Option<BasisName>,
    /// The strictest recipient's clocks from sent until due; null where either is not known.
    pub clocks: Option<Clocks>,
    /// The rules that the request breaks as it stands: errors and warnings, by code.
    pub raised: Vec<&'a str>,
    /// The first due at or after sent that complies, whatever due the request sets; null where there is none.
    pub earliest_due: Option<String>,
    /// The last minute at which the request may be sent as it is: inside the sender's hours, before every due
    /// and hearing and no more than 60 days before them; null where there is none.
    pub latest_sent: Option<String>,
    /// Every due, where the request names several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dues: Vec<Due<'a>>,
    /// The next slot of the hearing's length inside everybody's hours, not before it; null where there is no
    /// hearing or no slot.
    pub hearing: Option<Hearing>,
    /// Sentences to paste, in the language asked for: when the answer is due, when the hearing is held. A time
    /// that does not comply is replaced by the first that does and is not before it; none is given for a time
    /// that is past.
    pub sentences: Vec<String>,
    /// What of it lies in the past as seen from now, where something does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<PastMoment<'a>>,
    /// How many occurrences there are, where a calendar says that it comes again. What stands here is the
    /// next one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrences: Option<usize>,
}

/// A named due.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Due<'a> {
    /// Its name.
    pub name: &'a str,
    /// The moment; null where it cannot be read.
    pub at: Option<String>,
    /// The first due at or after sent that complies.
    pub earliest_due: Option<String>,
    /// Until when the request may be sent with this due.
    pub latest_sent: Option<String>,
}

/// The format: [`Output`] as one object.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The language of messages.
    pub lang: Lang,
}

impl Reporter for When {
    fn frame(&self) -> Frame {
        Frame {
            first: "\n",
            between: ",\n",
            lists: &[
                "],\n\"diagnostics\":[",
                "],\n\"undetermined\":[",
                "],\n\"left_out\":[",
            ],
        }
    }

    fn head(&self) -> String {
        json::head(SCHEMA)
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let Checked { source, report, .. } = file;
        let path = source.path();
        let mut seen = FingerprintCounts::default();
        let requests = report.requests.iter();
        let raised = report.raised();
        let read = report
            .diagnostics
            .iter()
            .filter(|found| is_of_reading(&found.code));
        let undetermined = report.undetermined.iter();
        let lists = [
            join(read.map(|found| json::diagnostic_of(file, found, self.lang, &mut seen))),
            join(undetermined.map(|rule| json::undetermined_of(path, rule))),
            join(
                report
                    .left_out
                    .iter()
                    .map(|left| json::left_out_of(source, left, self.lang)),
            ),
        ];
        FileOutput::listed(
            join(requests.map(|request| request_of(path, &raised, request, self.lang))),
            lists,
        )
    }

    fn tail(&self, _totals: &Totals) -> String {
        "]}\n".to_owned()
    }
}

/// A request in the output format; its times must have been computed.
pub fn request_of<'a>(
    path: &'a str,
    raised: &FindingsByRequest<'a>,
    request: &'a Summary,
    lang: Lang,
) -> Request<'a> {
    let times = request.times.as_deref();
    let named = |due: &'a crate::when::DueTimes| {
        Some(Due {
            name: due.name.as_deref()?,
            at: json::moment(due.at),
            earliest_due: json::moment(due.earliest),
            latest_sent: json::moment(due.latest_sent),
        })
    };
    let dues = times.map(|times| times.dues.as_slice()).unwrap_or_default();
    let slot = times
        .and_then(|times| times.hearing)
        .and_then(|hearing| hearing.slot);
    Request {
        path,
        index: request.index,
        verdict: request.verdict.name(),
        send_by: json::moment(request.send_by),
        kind: request.kind,
        subject: request.subject.as_deref(),
        sent: json::moment(request.sent),
        sent_basis: json::basis(request.sent_basis),
        due: json::moment(request.due),
        due_basis: request.due_basis.map(json::basis),
        clocks: request.clocks.map(json::clocks_of),
        raised: raised.codes(request.index),
        earliest_due: json::moment(times.and_then(|times| times.earliest_due)),
        latest_sent: json::moment(times.and_then(|times| times.latest_sent)),
        dues: dues.iter().filter_map(named).collect(),
        hearing: slot.map(|(start, end)| Hearing {
            start: json::moment(Some(start)),
            end: json::moment(Some(end)),
        }),
        sentences: times
            .map(|times| times.sentences.iter().map(|text| text.render(lang)).collect())
            .unwrap_or_default(),
        past: json::past_of(request, lang),
        occurrences: request.occurrences,
    }
}
