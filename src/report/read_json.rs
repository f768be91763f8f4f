//! The format `kigen/read/v1`: what was understood of each request. Its types are frozen.

use schemars::JsonSchema;
use serde::Serialize;

use super::json::{self, Decoded, Diagnostic, FingerprintCounts, Hearing, LeftOut, Range, Tool, join};
use super::{Checked, FileOutput, Frame, Reporter, Totals};
use crate::check::parsed::{self, ParsedRequest};
use crate::diagnostic::is_of_reading;
use crate::message::Lang;
use crate::source::Source;

/// Identifier of the format.
pub const SCHEMA: &str = "kigen/read/v1";

/// The whole output of `kigen read --format json`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Output<'a> {
    /// Always `kigen/read/v1`.
    pub schema: String,
    /// The program.
    pub tool: Tool,
    /// Every request that was read, and every letter that asks for nothing by a time.
    pub requests: Vec<Request<'a>>,
    /// What could not be read, and what was read otherwise than it may have been meant.
    pub diagnostics: Vec<Diagnostic<'a>>,
    /// What is no request.
    pub left_out: Vec<LeftOut<'a>>,
}

/// What was understood of a request. What is not known is null. Moments are RFC 3339 in Japan time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Request<'a> {
    /// Its file, relative to the working directory, with `/`.
    pub path: &'a str,
    /// Its index in the file, from 0.
    pub index: usize,
    /// consultation, review, survey, inquiry or other.
    pub kind: Option<&'a str>,
    /// 件名
    pub subject: Option<&'a str>,
    /// Who sends it.
    pub from: Option<Office<'a>>,
    /// To whom.
    pub to: Vec<Office<'a>>,
    /// When it goes out; now for a draft.
    pub sent: Option<String>,
    /// When the answer must be there.
    pub dues: Vec<Due<'a>>,
    /// The hearing.
    pub hearing: Option<Hearing>,
    /// Each fact, in the file's order.
    pub facts: Vec<FactOf<'a>>,
    /// What prose says of time, in the file's order.
    pub mentions: Vec<Mention<'a>>,
}

/// An office.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Office<'a> {
    /// As the file names it.
    pub office: &'a str,
    /// Its ministry; null for what is none or not known.
    pub ministry: Option<&'a str>,
}

/// A due.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Due<'a> {
    /// Its name among several.
    pub name: Option<&'a str>,
    /// The moment.
    pub at: Option<String>,
    /// minute, day, close, morning or evening: how exactly it is said.
    pub precision: Option<&'a str>,
}

/// A fact with its words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FactOf<'a> {
    /// The field.
    pub field: &'a str,
    /// What it was understood as; null where it was not.
    pub value: Option<&'a str>,
    /// The words that say it.
    pub words: &'a str,
    /// Where they stand.
    pub range: Range,
    /// The line as it reads, where the file has it encoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decoded: Option<Decoded<'a>>,
}

/// A mention of a time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Mention<'a> {
    /// The smallest words that say it.
    pub words: &'a str,
    /// deadline, relative-deadline, hearing, mention or vague.
    pub role: &'a str,
    /// The moment.
    pub at: Option<String>,
    /// minute, day, close, morning or evening; null where no moment is said.
    pub precision: Option<&'a str>,
    /// Where they stand.
    pub range: Range,
    /// The line as it reads, where the file has it encoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decoded: Option<Decoded<'a>>,
    /// Whether the words leave the moment open.
    pub open: bool,
}

/// The format: [`Output`] as one object.
#[derive(Clone, Copy, Debug)]
pub struct Read {
    /// The language of messages.
    pub lang: Lang,
}

impl Reporter for Read {
    fn frame(&self) -> Frame {
        Frame {
            first: "\n",
            between: ",\n",
            lists: &["],\n\"diagnostics\":[", "],\n\"left_out\":["],
        }
    }

    fn head(&self) -> String {
        json::head(SCHEMA)
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let Checked { source, report, .. } = file;
        let mut seen = FingerprintCounts::default();
        let read = report
            .diagnostics
            .iter()
            .filter(|found| is_of_reading(&found.code));
        let lists = [
            join(read.map(|found| json::diagnostic_of(file, found, self.lang, &mut seen))),
            join(
                report
                    .left_out
                    .iter()
                    .map(|left| json::left_out_of(source, left, self.lang)),
            ),
        ];
        FileOutput::listed(
            join(report.parsed.iter().map(|request| request_of(source, request))),
            lists,
        )
    }

    fn tail(&self, _totals: &Totals) -> String {
        "]}\n".to_owned()
    }
}

fn request_of<'a>(source: &'a Source, request: &'a ParsedRequest) -> Request<'a> {
    let office = |office: &'a parsed::ParsedOffice| Office {
        office: &office.office,
        ministry: office.ministry.as_deref(),
    };
    Request {
        path: source.path(),
        index: request.index,
        kind: request.kind,
        subject: request
            .facts
            .iter()
            .find(|fact| fact.field == "subject")
            .and_then(|fact| fact.value.as_deref()),
        from: request.from.as_ref().map(office),
        to: request.to.iter().map(office).collect(),
        sent: json::moment(request.sent),
        dues: request
            .dues
            .iter()
            .map(|due| Due {
                name: due.name.as_deref(),
                at: json::moment(due.at),
                precision: due.precision.map(parsed::precision),
            })
            .collect(),
        hearing: request.hearing.map(|(start, end)| Hearing {
            start: json::moment(start),
            end: json::moment(end),
        }),
        facts: request
            .facts
            .iter()
            .map(|fact| FactOf {
                field: fact.field,
                value: fact.value.as_deref(),
                words: source.slice(fact.span),
                range: json::range_of(source, fact.span),
                decoded: json::decoded_of(source, fact.span),
            })
            .collect(),
        mentions: request
            .mentions
            .iter()
            .map(|mention| Mention {
                words: source.slice(mention.span),
                role: parsed::role(mention.role),
                at: mention.at.map(parsed::rfc3339),
                precision: mention.precision.map(parsed::precision),
                range: json::range_of(source, mention.span),
                decoded: json::decoded_of(source, mention.span),
                open: mention.open,
            })
            .collect(),
    }
}
