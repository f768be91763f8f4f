//! One file: read, judged once, rendered in every requested format.

use std::cell::RefCell;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::options::Options;
use super::outputs::Outputs;
use crate::calendar::hours::Moment;
use crate::check::{self, FileReport};
use crate::cli::configuration::{Refused, Setup};
use crate::cli::files;
use crate::cli::fix::Fixing;
use crate::cli::records::ExceptionMatches;
use crate::cli::walk::Unreachable;
use crate::cli::{Failure, baseline, cannot_read};
use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::message::{Message, catalogue};
use crate::read::FileSelection;
use crate::report::json::Summary;
use crate::report::{Checked, FileOutput, Text};
use crate::source::{self, Source, Span};
use crate::statistics::Record;
use crate::text::visible;

/// A buffer size that nearly every request fits in.
const BUFFER_BYTES: usize = 8 * 1024;

thread_local! {
    /// The read buffer for files of folders, zeroed once per thread and not for every file.
    static SCRATCH: RefCell<[u8; BUFFER_BYTES]> = const { RefCell::new([0; BUFFER_BYTES]) };
}

/// A step of the run.
pub(in crate::cli) enum Task {
    /// Judge a file.
    Judge(PathBuf, FileSelection, Arc<Setup>),
    /// Leave it out, for this reason.
    LeaveOut(PathBuf, Message),
    /// Report that an output would overwrite it.
    Spare(PathBuf),
    /// Report that a path cannot be read.
    Unreachable(Unreachable),
    /// Report that a configuration is unusable.
    Refused(Arc<Refused>),
}

/// The results of one file.
#[derive(Default)]
pub(super) struct FileOutcome {
    /// Its part of each output, in the order of the outputs.
    pub parts: Vec<FileOutput>,
    pub counts: Summary,
    /// Number of undetermined rules if its configuration sets `fail_on_undetermined`.
    pub gated: usize,
    pub left_out: usize,
    /// Whether it, or a document in it, could not be read.
    pub unread: bool,
    /// Why it could not be read, or not be fixed.
    pub unreachable: Option<Failure>,
    /// Its baseline results.
    pub baseline: Option<baseline::FileBaseline>,
    /// The configured exceptions that it matched.
    pub matches: ExceptionMatches,
    /// The results of fixing it.
    pub fixes: Fixes,
    /// Its name, if an output would overwrite it; nothing else is set then.
    pub would_be_replaced: Option<String>,
    /// Lines for standard error.
    pub aside: String,
    /// Its lines of the record.
    pub recorded: Text,
}

/// The results of fixing a file.
#[derive(Default)]
pub(super) struct Fixes {
    /// Sentences for the user.
    pub notices: Vec<String>,
    /// Number of fixes made or shown.
    pub made: usize,
    /// Number of further fixes that `--unsafe-fixes` would make.
    pub more: usize,
    /// Output: a diff, or the fixed text of standard input.
    pub text: Vec<u8>,
}

/// Everything that files are judged with.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    /// Engine and time of the file's configuration; without a file, those of the start folder.
    pub engine: &'a Engine,
    pub now: Moment,
    pub options: &'a Options,
    pub outputs: &'a Outputs,
    /// The working directory, to which shown paths are relative.
    pub working: &'a Path,
}

impl<'a> Judge<'a> {
    pub(super) fn task(self, task: Task) -> FileOutcome {
        match task {
            Task::Unreachable(found) => {
                let path = files::display(&found.path, self.working);
                self.unreachable(&path, &found.error)
            }
            Task::Judge(path, named, setup) => self.by(&setup).file(&path, named),
            Task::Spare(path) => FileOutcome {
                would_be_replaced: Some(files::display(&path, self.working)),
                ..FileOutcome::default()
            },
            Task::LeaveOut(path, reason) => {
                let name = files::display(&path, self.working);
                let mut report = FileReport {
                    left_out: vec![reason.into()],
                    ..FileReport::default()
                };
                let mut done = self.rendered(&Source::from_text(name, ""), &mut report);
                // Not counted as judged.
                done.counts.files = 0;
                done
            }
            Task::Refused(refused) => self.refused(&refused),
        }
    }

    /// Findings about a configuration's exceptions and globs, at their places in it.
    pub(super) fn configured(self, setup: &Setup, source: &Source, found: Vec<Diagnostic>) -> FileOutcome {
        let mut report = FileReport {
            diagnostics: found,
            ..FileReport::default()
        };
        let mut done = self.by(setup).rendered(source, &mut report);
        // The configuration is not counted as a request file.
        done.counts.files = 0;
        done
    }

    /// The finding about a folder without a request, or an empty list.
    pub(super) fn without_requests(self, name: &str, is_list: bool) -> FileOutcome {
        let (message, help) = if is_list {
            (catalogue::NO_PATH_IN_LIST, catalogue::NO_PATH_IN_LIST_HELP)
        } else {
            (
                catalogue::NO_REQUEST_IN_FOLDER,
                catalogue::NO_REQUEST_IN_FOLDER_HELP,
            )
        };
        let found =
            Diagnostic::reader(diagnostic::NOTHING_TO_CHECK, Span::default(), message).with_help(help);
        let mut done = self.rendered(&Source::from_text(name, ""), &mut FileReport::only(found));
        // Not counted as a file.
        done.counts.files = 0;
        done
    }

    /// With the engine and time of a file's configuration.
    pub(super) fn by<'s>(self, setup: &'s Setup) -> Judge<'s>
    where
        'a: 's,
    {
        Judge {
            engine: &setup.engine,
            now: setup.now,
            ..self
        }
    }

    /// The result for an unusable configuration.
    pub(super) fn refused(self, refused: &Refused) -> FileOutcome {
        let sentence = Refused::sentence(&refused.source);
        self.failed(refused.source.path(), &sentence, refused.why.clone())
    }

    fn file(self, path: &Path, named: FileSelection) -> FileOutcome {
        let name = files::display(path, self.working);
        match Self::read(path, named) {
            Ok((bytes, limit)) => self.bytes(&name, Some(path), bytes, limit, named),
            Err(error) => self.unreachable(&name, &error),
        }
    }

    /// A file's bytes (one more than its limit if it is longer), with the limit.
    fn read(path: &Path, named: FileSelection) -> std::io::Result<(Vec<u8>, u64)> {
        // A folder's entry is a regular file, and a short read means its end: neither size nor end of file is
        // queried, which saves two of five system calls for each of a hundred thousand files.
        if named == FileSelection::Walked {
            let mut file = std::fs::File::open(path)?;
            let mut bytes = SCRATCH.with_borrow_mut(|scratch| -> std::io::Result<_> {
                let read = read_once(&mut file, scratch)?;
                Ok(scratch[..read].to_vec())
            })?;
            if bytes.len() == BUFFER_BYTES {
                file.take(source::MAX_BYTES + 1 - BUFFER_BYTES as u64)
                    .read_to_end(&mut bytes)?;
            }
            return Ok((bytes, source::MAX_BYTES));
        }
        files::read_named(path)
    }

    fn unreachable(self, path: &str, error: &std::io::Error) -> FileOutcome {
        let why = cannot_read(path, error);
        self.failed(path, &why, Failure::of(why.clone()))
    }

    /// The result for an unreadable file; `sentence` goes to the outputs.
    fn failed(self, path: &str, sentence: &Message, why: Failure) -> FileOutcome {
        let sentence = sentence.render(self.options.lang);
        FileOutcome {
            parts: self
                .outputs
                .parts(|reporter| reporter.unreachable(path, &sentence)),
            unreachable: Some(why),
            ..FileOutcome::default()
        }
    }

    /// Judges bytes, and fixes them if requested; `path` is the file to write.
    ///
    /// More than `limit` bytes raise a finding.
    pub(super) fn bytes(
        self,
        name: &str,
        path: Option<&Path>,
        bytes: Vec<u8>,
        limit: u64,
        named: FileSelection,
    ) -> FileOutcome {
        let fixing = self.options.fixing.as_ref();
        if bytes.len() as u64 > limit {
            drop(bytes);
            let (source, mut report) = check::too_long(name, limit);
            self.see(name, path, &report);
            let mut done = self.rendered(&source, &mut report);
            if path.is_none() && fixing.is_some_and(|fixing| !fixing.diff) {
                // Unread input cannot be passed through either.
                let found = report.diagnostics.pop();
                done.unreachable = found.map(|found| Failure::of(found.message));
            }
            return done;
        }
        if let Some(fixing) = fixing {
            return self.apply(fixing, name, path, bytes, named);
        }
        let (source, mut report) = self.check(name, bytes, named);
        self.see(name, path, &report);
        self.rendered(&source, &mut report)
    }

    fn apply(
        self,
        fixing: &Fixing,
        name: &str,
        path: Option<&Path>,
        bytes: Vec<u8>,
        named: FileSelection,
    ) -> FileOutcome {
        if let Some(path) = path.filter(|_| !fixing.diff) {
            fixing.sweep_beside(path);
        }
        let (source, report) = self.check(name, bytes.clone(), named);
        let mut fixed = fixing.apply(bytes, source, report, |bytes| self.check(name, bytes, named));
        self.see(name, path, &fixed.report);
        let mut done = self.rendered(&fixed.source, &mut fixed.report);
        done.fixes = Fixes {
            notices: fixed.notices,
            made: fixed.count,
            more: fixed.more,
            text: Vec::new(),
        };
        match (fixed.old, path) {
            (old, _) if fixing.diff => {
                let diff = old.map(|old| fixing.shown_diff(name, path, &old, &fixed.bytes));
                done.fixes.text = diff.unwrap_or_default();
            }
            (_, None) => done.fixes.text = fixed.bytes,
            (Some(old), Some(path)) => {
                if let Some(why) = fixing.write(path, name, &old, &fixed.bytes) {
                    // Nothing was written: report the old bytes.
                    let (source, mut report) = self.check(name, old, named);
                    done = self.rendered(&source, &mut report);
                    done.unreachable = Some(Failure::of(why));
                }
            }
            (None, Some(_)) => {}
        }
        done
    }

    fn check(self, name: &str, bytes: Vec<u8>, named: FileSelection) -> (Source, FileReport) {
        check::check_file(name, (bytes, source::MAX_BYTES), named, self.engine, self.now)
    }

    /// Reads a file that is not to be judged, to see whether its folder has something to check.
    pub(super) fn look_into(self, path: &Path, named: FileSelection) {
        let name = files::display(path, self.working);
        // An unreadable file must not make the folder look empty.
        let Ok(bytes) = files::read_regular(path, source::MAX_BYTES) else {
            return self.options.folders.mark_content(path);
        };
        let (_, report) = self.check(&name, bytes, named);
        self.see(&name, Some(path), &report);
    }

    /// Records that a file has something to check.
    fn see(self, name: &str, path: Option<&Path>, report: &FileReport) {
        if !report.requests.is_empty() || !report.diagnostics.is_empty() {
            self.options.folders.mark_content(path.unwrap_or(Path::new(name)));
        }
    }

    /// Renders a report, also one that is of no file.
    fn rendered(self, source: &Source, report: &mut FileReport) -> FileOutcome {
        let baseline = self.options.baseline.as_ref();
        let baseline = baseline.and_then(|it| it.take(source, report, &self.engine.options.selection));
        let report = &*report;
        let mut matches = ExceptionMatches::default();
        matches.add(report);
        let file = Checked {
            source,
            report,
            engine: self.engine,
        };
        let configured = self.engine.file.configured.as_ref();
        let gates = configured.is_some_and(|configured| configured.settings.fail_on_undetermined);
        FileOutcome {
            gated: if gates { report.undetermined.len() } else { 0 },
            parts: self.outputs.parts(|reporter| reporter.part(file)),
            counts: Summary::of(report),
            left_out: report.left_out.len(),
            unread: report.diagnostics.iter().any(is_unread),
            baseline,
            matches,
            aside: self.outputs.stderr_lines(file),
            recorded: self.recorded(report),
            ..FileOutcome::default()
        }
    }
}

impl Judge<'_> {
    /// The record lines of a file's requests, with `--record`.
    fn recorded(self, report: &FileReport) -> Text {
        let mut lines = Text::default();
        if self.options.recording.is_some() {
            for mut record in Record::of_file(report, &self.engine.data.directory) {
                record.recorded = Some(self.now.rfc3339());
                lines.write(|lines| {
                    visible::add_json(lines, &record);
                    lines.push(b'\n');
                });
            }
        }
        lines
    }
}

/// Whether a finding says that a file, or a document in it, could not be read.
fn is_unread(found: &Diagnostic) -> bool {
    [
        diagnostic::UNREADABLE_FILE,
        diagnostic::SYNTAX,
        diagnostic::LIMIT_EXCEEDED,
    ]
    .iter()
    .any(|unread| unread.code == found.code)
}

/// One read, retried after EINTR.
fn read_once(file: &mut std::fs::File, buffer: &mut [u8]) -> std::io::Result<usize> {
    loop {
        match file.read(buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}
