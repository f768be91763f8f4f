//! Entries for formats without a notion of undetermined rules: each finding, and each group of undetermined rules as
//! an info with a code of its own, so that it is neither lost nor taken for a breach.

use super::texts::{deviation, one_line};
use super::{Checked, undetermined};
use crate::diagnostic::{Diagnostic, Severity};
use crate::message::{Lang, catalogue};
use crate::source::{Source, Span};

/// Code of undetermined rules.
pub const UNDETERMINED: &str = "undetermined";
/// Code of a path that could not be read.
pub const UNREADABLE: &str = "unreadable";

/// A finding, or a group of undetermined rules.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Severity.
    pub severity: Severity,
    /// Its code.
    pub code: &'a str,
    /// The code with the rule's name.
    pub title: String,
    /// What is wrong, without control characters.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The recorded deviation.
    pub deviation: Option<String>,
    /// Location in the source.
    pub span: Span,
    /// The finding; `None` for undetermined rules.
    pub found: Option<&'a Diagnostic>,
    /// The undetermined rules; `None` for a finding.
    pub group: Option<undetermined::Group<'a>>,
}

impl Entry<'_> {
    /// The message and the help, joined.
    pub fn text(&self, between: &str, lang: Lang) -> String {
        let mut out = self.message.clone();
        if let Some(help) = &self.help {
            out.push_str(between);
            out.push_str(&catalogue::REPORT_HELP.fill(lang, &[("help", help)]));
        }
        if let Some(deviation) = &self.deviation {
            out.push_str(between);
            out.push_str(deviation);
        }
        out
    }
}

/// All entries of a file by location, undetermined rules last.
pub fn entries(file: Checked<'_>, lang: Lang) -> impl Iterator<Item = Entry<'_>> {
    let found = file.report.diagnostics.iter().map(move |found| Entry {
        severity: found.severity,
        code: &found.code,
        title: format!("{} {}", found.code, found.name),
        message: one_line(&found.message.render(lang)),
        help: found.help.as_ref().map(|help| one_line(&help.render(lang))),
        deviation: deviation(found, lang),
        span: found.span,
        found: Some(found),
        group: None,
    });
    // Fast path for files without any.
    let groups = if file.report.undetermined.is_empty() {
        Vec::new()
    } else {
        undetermined::groups(file.report)
    };
    found.chain(groups.into_iter().map(move |group| {
        let request = file.report.request(group.request);
        let span = request.map_or(Span::default(), |request| request.head);
        Entry {
            severity: Severity::Info,
            code: UNDETERMINED,
            title: catalogue::REPORT_UNDETERMINED_TITLE.text(lang).to_owned(),
            message: group.words(file.source, lang),
            help: None,
            deviation: None,
            span: Span {
                start: span.start,
                end: span.start,
            },
            found: None,
            group: Some(group),
        }
    }))
}

/// A location in the units of most formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// First line, from 1.
    pub line: usize,
    /// First column, from 1.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Last column, exclusive.
    pub end_column: usize,
}

impl Place {
    /// In Unicode code points.
    pub fn in_code_points(source: &Source, span: Span) -> Self {
        let (start, end) = source.range(span);
        Self {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    /// In UTF-16 code units.
    pub fn in_utf16(source: &Source, span: Span) -> Self {
        let (start, end) = source.range(span);
        Self {
            line: start.line,
            column: start.utf16,
            end_line: end.line,
            end_column: end.utf16,
        }
    }

    /// In bytes of UTF-8.
    pub fn in_utf8(source: &Source, span: Span) -> Self {
        let (start, end) = source.range(span);
        let (column, end_column) = source.utf8_columns(span);
        Self {
            line: start.line,
            column,
            end_line: end.line,
            end_column,
        }
    }
}
