//! `jsonl`: `kigen/check/v1` with one object per line. Each line is a member of a list of [`json::Output`], tagged by
//! `type`; the last line is the summary.

use crate::message::Lang;
use crate::text::visible;
use schemars::JsonSchema;
use serde::Serialize;

use super::json::{
    self, BaselineUse, Diagnostic, FingerprintCounts, LeftOut, Request, SCHEMA, Summary, Tool,
    UndeterminedRule, add_lines, diagnostic_of, left_out_of, lines, request_of, undetermined_of,
};
use super::{Checked, FileOutput, Reporter, Text, Totals};

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Lines {
    /// The language of messages.
    pub lang: Lang,
}

/// One line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Line<'a> {
    /// A request that was read.
    Request(Request<'a>),
    /// A finding.
    Diagnostic(Diagnostic<'a>),
    /// A finding that an exception clears.
    Excepted(Diagnostic<'a>),
    /// A finding that the baseline knows.
    Baselined(Diagnostic<'a>),
    /// A rule that could not be judged, and why.
    Undetermined(UndeterminedRule<'a>),
    /// What is no request.
    LeftOut(LeftOut<'a>),
    /// A path that could not be looked at. The exit status is 2.
    Unreadable(Unreadable<'a>),
    /// The last line: a stream without it is cut short.
    Summary(End<'a>),
}

/// A path that could not be looked at.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Unreadable<'a> {
    /// The path.
    pub path: &'a str,
    /// Why, in a sentence, in the language asked for.
    pub message: &'a str,
}

/// The last line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct End<'a> {
    /// Always `kigen/check/v1`.
    pub schema: String,
    /// The program.
    pub tool: Tool,
    /// What became of the baseline, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineUse<'a>>,
    /// The revision since which files changed that were checked; where not all were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<&'a str>,
    /// Counts.
    pub summary: Summary,
}

impl Reporter for Lines {
    fn part(&self, file: Checked<'_>) -> FileOutput {
        let Checked { source, report, .. } = file;
        let path = source.path();
        let mut seen = FingerprintCounts::default();
        let mut now = Text::default();
        // Serialize line by line: a file may have tens of thousands.
        let requests = report.requests.iter();
        add_lines(
            &mut now,
            requests.map(|it| Line::Request(request_of(path, it, self.lang))),
        );
        let kinds: [(&[_], fn(_) -> _); 3] = [
            (&report.diagnostics, Line::Diagnostic),
            (&report.excepted, Line::Excepted),
            (&report.baselined, Line::Baselined),
        ];
        for (found, line) in kinds {
            let found = found.iter();
            add_lines(
                &mut now,
                found.map(|it| line(diagnostic_of(file, it, self.lang, &mut seen))),
            );
        }
        let undetermined = report.undetermined.iter();
        add_lines(
            &mut now,
            undetermined.map(|rule| Line::Undetermined(undetermined_of(path, rule))),
        );
        let left_out = report.left_out.iter();
        add_lines(
            &mut now,
            left_out.map(|left| Line::LeftOut(left_out_of(source, left, self.lang))),
        );
        FileOutput::from(now)
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let line = Line::Unreadable(Unreadable { path, message: why });
        FileOutput::from(lines(std::iter::once(line)))
    }

    fn tail(&self, totals: &Totals) -> String {
        let line = Line::Summary(End {
            schema: SCHEMA.to_owned(),
            tool: json::tool(),
            baseline: totals.baseline.as_ref().map(json::baseline_of),
            since: totals.since.as_deref(),
            summary: totals.counts,
        });
        visible::json(&line) + "\n"
    }
}
