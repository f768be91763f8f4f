//! A document's text → all there is to say of it, by the road of `kigen check`.

use gen_lsp_types::Range;

use super::document::{Document, MAX_DOCUMENT};
use super::position::Units;
use crate::calendar::hours::Moment;
use crate::check::{self, FileReport};
use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::read::{Format, Named};
use crate::source::{Source, Span};
use crate::text::{Lang, catalogue};

/// What was found of a text at a moment.
#[derive(Debug)]
pub struct Analysis {
    /// The present it was judged at.
    pub now: Moment,
    /// The form it is written in.
    pub format: Format,
    /// The text as the readers see it.
    pub source: Source,
    /// The findings.
    pub report: FileReport,
}

impl Analysis {
    /// Judges a document.
    pub fn of(document: &Document, engine: &Engine, now: Moment, lang: Lang) -> Self {
        let name = document.name();
        let format = document.form();
        if document.text().len() > MAX_DOCUMENT {
            let limit = format!("{} MiB", MAX_DOCUMENT / (1024 * 1024));
            let message = catalogue::LIMIT_SIZE.fill(lang, &[("limit", &limit)]);
            let found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, Span::default(), message)
                .with_help(catalogue::LSP_TOO_LONG_HELP.text(lang).to_owned());
            let report = FileReport {
                diagnostics: vec![found],
                ..FileReport::default()
            };
            let source = Source::from_text(name, "");
            return Self {
                now,
                format,
                source,
                report,
            };
        }
        let bytes = document.text().as_bytes().to_vec();
        // Whatever else is open in the editor is not called a broken request.
        let (source, report) = check::check_bytes(&name, bytes, format, Named::ByFolder, engine, now, lang);
        Self {
            now,
            format,
            source,
            report,
        }
    }

    /// Whether it is a calendar.
    pub fn is_calendar(&self) -> bool {
        self.format == Format::Calendar
    }

    /// Whether the findings depend on the present: a draft that does not say when it goes out.
    pub fn ages(&self) -> bool {
        // Recurring events are followed from now on, exceptions expire, and a year may go unsaid.
        !self.report.requests.is_empty()
    }

    /// A span as the editor counts.
    pub fn range(&self, span: Span, document: &Document, units: Units) -> Range {
        let (start, end) = self.source.range(span);
        let place = |byte| document.lines().position(document.text(), byte, units);
        Range {
            start: place(start.byte),
            end: place(end.byte),
        }
    }
}
