//! One file: read, judged once, rendered in every format asked for.

use std::io::Read;
use std::path::Path;

use super::Options;
use super::outputs::Outputs;
use crate::check::{self, FileReport};
use crate::cli::cannot_read;
use crate::cli::files::{self, Found, Step};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::engine::Engine;
use crate::read::{Format, Named};
use crate::report::json::Summary;
use crate::report::{Checked, Part};
use crate::source::{self, Source, Span};
use crate::text::catalogue;

/// What came of one file.
pub(super) struct Done {
    /// Its part of each output, in the outputs' order.
    pub parts: Vec<Part>,
    pub counts: Summary,
    pub left_out: usize,
    /// Why it could not be looked at, in a sentence.
    pub unreachable: Option<String>,
}

/// What files are judged with.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub engine: &'a Engine,
    pub options: &'a Options,
    pub outputs: &'a Outputs,
    /// What paths are shown relative to.
    pub working: &'a Path,
}

impl Judge<'_> {
    pub(super) fn step(self, step: Step) -> Done {
        let Found { path, named } = match step {
            Ok(found) => found,
            Err(unreachable) => {
                let path = files::display(&unreachable.path, self.working);
                return self.unreachable(&path, &unreachable.error);
            }
        };
        let name = files::display(&path, self.working);
        match read_file(&path) {
            Ok(bytes) => self.bytes(&name, bytes, named),
            Err(error) => self.unreachable(&name, &error),
        }
    }

    fn unreachable(self, path: &str, error: &std::io::Error) -> Done {
        let why = cannot_read(path, error, self.options.lang);
        Done {
            parts: self.outputs.parts(|reporter| reporter.unreachable(path, &why)),
            counts: Summary::default(),
            left_out: 0,
            unreachable: Some(why),
        }
    }

    pub(super) fn bytes(self, name: &str, bytes: Vec<u8>, named: Named) -> Done {
        let lang = self.options.lang;
        if bytes.len() as u64 > source::MAX_BYTES {
            let limit = format!("{} MiB", source::MAX_BYTES / (1024 * 1024));
            let message = catalogue::LIMIT_SIZE.fill(lang, &[("limit", &limit)]);
            let found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, Span::default(), message);
            return self.render(&Source::from_text(name, ""), &only(found));
        }
        let format = Format::of(name, &bytes);
        let (source, report) =
            check::check_bytes(name, bytes, format, named, self.engine, self.options.now, lang);
        self.render(&source, &report)
    }

    fn render(self, source: &Source, report: &FileReport) -> Done {
        let of = |severity| {
            report
                .diagnostics
                .iter()
                .filter(|found| found.severity == severity)
                .count()
        };
        let file = Checked {
            source,
            report,
            engine: self.engine,
        };
        Done {
            parts: self.outputs.parts(|reporter| reporter.part(file)),
            counts: Summary {
                files: 1,
                requests: report.requests.len(),
                error: of(Severity::Error),
                warning: of(Severity::Warning),
                info: of(Severity::Info),
                undetermined: report.undetermined.len(),
                excepted: report.excepted.len(),
            },
            left_out: report.left_out.len(),
            unreachable: None,
        }
    }
}

/// All there is to say of a file that cannot be read.
fn only(found: Diagnostic) -> FileReport {
    FileReport {
        diagnostics: vec![found],
        ..FileReport::default()
    }
}

/// A file's bytes, and one more than the limit where it is longer.
fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(source::MAX_BYTES)).unwrap_or_default() + 1);
    file.take(source::MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
