//! Judges a document's text with the code of `kigen check`.

use std::sync::Arc;

use gen_lsp_types::Range;

use super::document::{Document, MAX_DOCUMENT, MAX_DOCUMENTS, MAX_OPEN};
use super::host::{Disposition, DocumentSetup, Host};
use super::position::Units;
use crate::calendar::hours::Moment;
use crate::check::{self, FileReport};
use crate::config::CODE;
use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::format::Format;
use crate::message::{Message, catalogue};
use crate::read::FileSelection;
use crate::request::Request;
use crate::resolve::Case;
use crate::source::{Source, Span};

/// A text's results at a moment.
#[derive(Debug)]
pub struct Analysis {
    /// The moment of the judgement.
    pub now: Moment,
    /// The document's format.
    pub format: Format,
    /// The text as the readers get it.
    pub source: Source,
    /// The findings.
    pub report: FileReport,
    /// Its configuration's engine and time.
    setup: Arc<dyn DocumentSetup>,
    /// Whether it counts as named or as found in a folder.
    named: FileSelection,
}

impl Analysis {
    /// Judges a document.
    pub fn of(document: &Document, host: &mut dyn Host) -> Self {
        let format = document.form();
        let name = document.name();
        if document.is_configuration() {
            return Self::configuration(document, host);
        }
        // Counts as found in a folder: other open files are not reported as broken requests, unless the configuration
        // includes them.
        let disposition = match document.path() {
            Some(path) => host.disposition(&path),
            None => Disposition::Judge(host.default_setup(), FileSelection::Walked),
        };
        let (setup, named) = match disposition {
            Disposition::Judge(setup, named) => (setup, named),
            Disposition::LeaveOut(reason) => {
                let report = FileReport {
                    left_out: vec![reason.into()],
                    ..FileReport::default()
                };
                return Self::unjudged(document, report, host);
            }
            Disposition::Refused { why, .. } => {
                return Self::unjudged(
                    document,
                    FileReport::only(Diagnostic::reader(CODE, Span::default(), why)),
                    host,
                );
            }
        };
        let (exceeded, limit, help) = if document.is_text_dropped {
            (
                catalogue::LSP_OPEN,
                Message::mebibytes(MAX_OPEN as u64),
                catalogue::LSP_OPEN_HELP,
            )
        } else if document.text().len() > MAX_DOCUMENT {
            let help = catalogue::LSP_TOO_LONG_HELP;
            (
                catalogue::LIMIT_SIZE,
                Message::mebibytes(MAX_DOCUMENT as u64),
                help,
            )
        } else if format.input_format().documents(document.text()) > MAX_DOCUMENTS {
            let help = catalogue::LSP_TOO_LONG_HELP;
            (catalogue::LIMIT_DOCUMENTS, MAX_DOCUMENTS.into(), help)
        } else {
            let now = setup.now().unwrap_or_else(|| host.now());
            let bytes = document.text().as_bytes().to_vec();
            let (source, report) = check::check_bytes(&name, bytes, format, named, setup.engine(), now);
            return Self {
                now,
                format,
                source,
                report,
                setup,
                named,
            };
        };
        let message = exceeded.arg("limit", limit);
        let found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, Span::default(), message).with_help(help);
        Self::unjudged(document, FileReport::only(found), host)
    }

    /// A configuration: the errors in it, at their places.
    fn configuration(document: &Document, host: &mut dyn Host) -> Self {
        let disposition = document.path().map(|path| host.disposition(&path));
        let mut setup = host.default_setup();
        let report = match disposition {
            // Its own rule codes are known in it.
            Some(Disposition::Judge(configured, _)) => {
                setup = configured;
                FileReport::default()
            }
            Some(Disposition::Refused { found, whole, .. }) if found.is_empty() => {
                FileReport::only(Diagnostic::reader(CODE, Span::default(), whole))
            }
            Some(Disposition::Refused { found, .. }) => FileReport {
                diagnostics: found,
                ..FileReport::default()
            },
            _ => FileReport::default(),
        };
        Self {
            source: Source::from_text(document.name(), document.text()),
            setup,
            ..Self::unjudged(document, report, host)
        }
    }

    /// The result for a document whose text was not read.
    fn unjudged(document: &Document, report: FileReport, host: &dyn Host) -> Self {
        let setup = host.default_setup();
        Self {
            now: setup.now().unwrap_or_else(|| host.now()),
            format: document.form(),
            source: Source::from_text(document.name(), ""),
            report,
            setup,
            named: FileSelection::Walked,
        }
    }

    /// The engine it was judged with.
    pub fn engine(&self) -> &Engine {
        self.setup.engine()
    }

    /// Whether the present has changed since (to another minute).
    pub fn is_stale(&self, now: Moment) -> bool {
        self.now != self.setup.now().unwrap_or(now)
    }

    /// Whether findings may depend on the present: drafts count as sent now, recurrences are followed from now on,
    /// exceptions expire, and years may be omitted.
    pub fn depends_on_now(&self) -> bool {
        !self.report.requests.is_empty()
    }

    /// Calls `ask` for each wanted request, resolved as for the judgement, until one gives an answer. Of a series the
    /// next occurrence is used; a template counts as sent now.
    pub fn with_cases<R>(
        &self,
        is_wanted: impl Fn(&Request) -> bool,
        mut ask: impl FnMut(&Case<'_>) -> Option<R>,
    ) -> Option<R> {
        let engine = self.engine();
        let reading = check::read_source(&self.source, self.format, self.named, engine, self.now);
        let env = engine.environment(self.now);
        reading.requests.into_iter().find_map(|mut request| {
            if !is_wanted(&request) {
                return None;
            }
            if let Some(recurrence) = request.recurrence.take() {
                let horizon = engine.read_environment(self.now).horizon();
                if let Some(next) = recurrence.between(self.now, horizon).starts.first() {
                    request.move_to(&recurrence, *next);
                }
            }
            let mut env = env;
            env.send_now |= request.window.is_some();
            ask(&Case::new(&request, env))
        })
    }

    /// The offset in the source's text for a byte of the buffer; the two differ by a byte order mark and a calendar's
    /// folds.
    pub fn text_offset(&self, byte: usize) -> u32 {
        // Positions on disk are monotonic in the offset, so a binary search works.
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

    /// A span in the editor's units.
    pub fn range(&self, span: Span, document: &Document, units: Units) -> Range {
        let (start, end) = self.source.range(span);
        let place = |byte| document.lines().position(document.text(), byte, units);
        Range {
            start: place(start.byte),
            end: place(end.byte),
        }
    }
}
