//! A document's text → all there is to say of it, by the road of `kigen check`.

use gen_lsp_types::Range;

use super::document::{Document, MAX_DOCUMENT};
use super::position::Units;
use crate::calendar::hours::Moment;
use crate::case::Case;
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

    /// Asks each request, resolved as it was judged, until one has an answer. Of one that comes again it is
    /// the next occurrence. A template has no one time of sending: it is not asked.
    pub fn with_cases<R>(
        &self,
        engine: &Engine,
        lang: Lang,
        ask: impl Fn(&Case<'_>) -> Option<R>,
    ) -> Option<R> {
        let reading = check::read_source(&self.source, self.format, Named::ByFolder, engine, self.now, lang);
        let world = engine.world(self.now);
        reading.requests.into_iter().find_map(|mut request| {
            if request.window.is_some() {
                return None;
            }
            if let Some(recurrence) = request.recurrence.take() {
                let horizon = engine.calendar_world(self.now).horizon();
                if let Some(next) = recurrence.between(self.now, horizon).starts.first() {
                    recurrence.move_to(&mut request, *next);
                }
            }
            ask(&Case::new(&request, world))
        })
    }

    /// The byte of the source's text at a byte of the buffer; the two part ways at a byte order mark and
    /// at the folds of a calendar.
    pub fn text_offset(&self, byte: usize) -> u32 {
        // Places on disk grow with those in the text.
        let (mut low, mut high) = (0, self.source.text().len());
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            let at = Span::new(middle, middle).start;
            if self.source.position(at).byte <= byte {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Span::new(low, low).start
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
