//! `rdjsonl`: reviewdog's diagnostic format, one object per line. Columns are UTF-8 bytes from 1, the end exclusive
//! (reviewdog.proto, `Position` and `Range`).

use serde::Serialize;

use super::entry::{self, UNREADABLE, entries};
use super::json::lines;
use super::links::rule_url;
use super::{Checked, FileOutput, Reporter, Totals};
use crate::diagnostic::Severity;
use crate::message::Lang;
use crate::source::{Source, Span};

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Rdjsonl {
    /// The language of messages.
    pub lang: Lang,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    source: Tool,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

impl Reporter for Rdjsonl {
    fn part(&self, file: Checked<'_>) -> FileOutput {
        let source = file.source;
        let diagnostics = entries(file, self.lang).map(|entry| Diagnostic {
            message: entry.text("\n", self.lang),
            location: Location {
                path: source.path(),
                range: Some(range(source, entry.span)),
            },
            severity: match entry.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            },
            source: Tool { name: "kigen" },
            code: Code {
                value: entry.code,
                url: rule_url(file.engine, entry.code, self.lang),
            },
            // A suggestion is a single replacement: a fix of several edits cannot be expressed.
            suggestions: entry
                .found
                .iter()
                .flat_map(|found| &found.fixes)
                .filter_map(|fix| match fix.edits.as_slice() {
                    [edit] => Some(Suggestion {
                        range: range(source, edit.span),
                        text: &edit.text,
                    }),
                    _ => None,
                })
                .collect(),
        });
        FileOutput::from(lines(diagnostics))
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let diagnostic = Diagnostic {
            message: why.to_owned(),
            location: Location { path, range: None },
            severity: "ERROR",
            source: Tool { name: "kigen" },
            code: Code {
                value: UNREADABLE,
                url: None,
            },
            suggestions: Vec::new(),
        };
        FileOutput::from(lines(std::iter::once(diagnostic)))
    }

    fn tail(&self, _: &Totals) -> String {
        String::new()
    }
}

fn range(source: &Source, span: Span) -> Range {
    let place = entry::Place::in_utf8(source, span);
    Range {
        start: Position {
            line: place.line,
            column: place.column,
        },
        end: Position {
            line: place.end_line,
            column: place.end_column,
        },
    }
}
