//! `--format json`: `kigen/check/v1` as one object.

pub mod contract;
mod convert;
mod fingerprint;

use std::fmt::Write as _;

use serde::Serialize;

pub use contract::*;
pub use convert::*;
pub use fingerprint::{FingerprintCounts, fingerprint};

use crate::message::Lang;
use crate::report::{Checked, FileOutput, Frame, Reporter, Text, Totals};
use crate::text::visible;

/// The format: [`Output`] as one object. Requests are streamed; the other lists are kept until all files are done.
#[derive(Clone, Copy, Debug)]
pub struct Json {
    /// The language of messages.
    pub lang: Lang,
}

impl Reporter for Json {
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
        head(SCHEMA)
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let Checked { source, report, .. } = file;
        let path = source.path();
        let mut seen = FingerprintCounts::default();
        FileOutput {
            now: join(
                report
                    .requests
                    .iter()
                    .map(|request| request_of(path, request, self.lang)),
            ),
            later: [
                join(
                    report
                        .diagnostics
                        .iter()
                        .map(|found| diagnostic_of(file, found, self.lang, &mut seen)),
                ),
                join(
                    report
                        .excepted
                        .iter()
                        .map(|found| diagnostic_of(file, found, self.lang, &mut seen)),
                ),
                join(report.undetermined.iter().map(|rule| undetermined_of(path, rule))),
                join(
                    report
                        .left_out
                        .iter()
                        .map(|left| left_out_of(source, left, self.lang)),
                ),
                join(
                    report
                        .baselined
                        .iter()
                        .map(|found| diagnostic_of(file, found, self.lang, &mut seen)),
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

/// The use of a baseline in the output format.
pub fn baseline_of(used: &super::BaselineUse) -> BaselineUse<'_> {
    BaselineUse {
        path: &used.path,
        stale: &used.stale,
        written: used.written,
    }
}

/// The beginning of a document with requests.
pub fn head(schema: &str) -> String {
    let tool = visible::json(&tool());
    format!("{{\"schema\":\"{schema}\",\"tool\":{tool},\n\"requests\":[")
}

/// A value as JSON.
fn text(value: &impl Serialize) -> String {
    visible::json(value)
}

/// Members of a JSON list, comma separated.
pub(in crate::report) fn join<T: Serialize>(items: impl Iterator<Item = T>) -> Text {
    let mut out = Text::default();
    for item in items {
        if !out.is_empty() {
            out.push(b",\n");
        }
        out.write(|out| visible::add_json(out, &item));
    }
    out
}

/// Values as lines of JSON.
pub(in crate::report) fn lines<T: Serialize>(items: impl Iterator<Item = T>) -> Text {
    let mut out = Text::default();
    add_lines(&mut out, items);
    out
}

/// Appends values as lines of JSON.
pub(in crate::report) fn add_lines<T: Serialize>(out: &mut Text, items: impl Iterator<Item = T>) {
    for item in items {
        out.write(|out| {
            visible::add_json(out, &item);
            out.push(b'\n');
        });
    }
}
