//! Entries for formats that know findings alone: each finding, and each undetermined rule as one of
//! severity info under a code of its own, so that it is neither lost nor taken for a breach.

use super::texts::{deviation, one_line};
use super::{Checked, undetermined};
use crate::diagnostic::{Diagnostic, Severity};
use crate::message::{Lang, catalogue};
use crate::source::{Source, Span};

/// The code of what could not be judged.
pub const UNDETERMINED: &str = "undetermined";
/// The code of a path that could not be looked at.
pub const UNREADABLE: &str = "unreadable";

/// A finding, or what could not be judged.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// How grave it is.
    pub severity: Severity,
    /// Its code.
    pub code: &'a str,
    /// The code, and the rule's name.
    pub title: String,
    /// What is wrong; no control character is in it.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The deviation that is recorded for it.
    pub deviation: Option<String>,
    /// Where.
    pub span: Span,
    /// The finding itself.
    pub found: Option<&'a Diagnostic>,
    /// The request, and what is missing, where it could not be judged.
    pub group: Option<undetermined::Group<'a>>,
}

impl Entry<'_> {
    /// The message, and what to do, one after the other.
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

/// All there is to say of a file, by place; what could not be judged last.
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
    // A clean file has none, and nothing is put together for it.
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

/// A place as most formats want it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// First line, from 1.
    pub line: usize,
    /// First column, from 1.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// One past the last column.
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
