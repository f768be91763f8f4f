//! One file: read, judged once, rendered in every format asked for.

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
use crate::read::Named;
use crate::report::json::Summary;
use crate::report::{Checked, FileOutput, Text};
use crate::source::{self, Source, Span};
use crate::statistics::Record;
use crate::text::visible;

/// More bytes than nearly every request has.
const SHORT: usize = 8 * 1024;

thread_local! {
    /// What a folder's files are read into: cleared once, and not for every file.
    static SCRATCH: RefCell<[u8; SHORT]> = const { RefCell::new([0; SHORT]) };
}

/// What is to be done.
pub(in crate::cli) enum Task {
    /// Judge a file.
    Judge(PathBuf, Named, Arc<Setup>),
    /// Leave it out, for this reason.
    LeaveOut(PathBuf, Message),
    /// Say that an output would be written over it.
    Spare(PathBuf),
    /// Say that a path cannot be looked at.
    Unreachable(Unreachable),
    /// Say that a configuration cannot be used.
    Refused(Arc<Refused>),
}

/// What came of one file.
#[derive(Default)]
pub(super) struct FileOutcome {
    /// Its part of each output, in the outputs' order.
    pub parts: Vec<FileOutput>,
    pub counts: Summary,
    /// How many rules are undetermined of a file whose configuration has a run fail for them.
    pub gated: usize,
    pub left_out: usize,
    /// Whether it, or a document in it, could not be read.
    pub unread: bool,
    /// Why it could not be looked at, or not be fixed.
    pub unreachable: Option<Failure>,
    /// What it made of the baseline.
    pub baseline: Option<baseline::FilePart>,
    /// What it made of configured exceptions.
    pub met: ExceptionMatches,
    /// What came of fixing it.
    pub fixes: Fixes,
    /// Its name, where it is what an output would be written over: nothing else is done with it.
    pub would_be_replaced: Option<String>,
    /// Lines for standard error.
    pub aside: String,
    /// Its lines of the record.
    pub recorded: Text,
}

/// What came of fixing a file.
#[derive(Default)]
pub(super) struct Fixes {
    /// In sentences.
    pub said: Vec<String>,
    /// How many were made, or shown.
    pub made: usize,
    /// How many could be made if somebody reads them again.
    pub more: usize,
    /// What is to be printed: a diff, or the text of standard input as it is now.
    pub text: Vec<u8>,
}

/// What files are judged with.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    /// The engine and the present of the file at hand; of no file, those of the folder begun in.
    pub engine: &'a Engine,
    pub now: Moment,
    pub options: &'a Options,
    pub outputs: &'a Outputs,
    /// What paths are shown relative to.
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
                // It was not looked at.
                done.counts.files = 0;
                done
            }
            Task::Refused(refused) => self.refused(&refused),
        }
    }

    /// What there is to say of a configuration's exceptions and globs, at their places in it.
    pub(super) fn configured(self, setup: &Setup, source: &Source, found: Vec<Diagnostic>) -> FileOutcome {
        let mut report = FileReport {
            diagnostics: found,
            ..FileReport::default()
        };
        let mut done = self.by(setup).rendered(source, &mut report);
        // It is no request's file.
        done.counts.files = 0;
        done
    }

    /// What there is to say of a folder without a request, or a list without a path.
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
        // It is no file.
        done.counts.files = 0;
        done
    }

    /// By what a file's configuration says.
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

    /// Of a configuration that cannot be used.
    pub(super) fn refused(self, refused: &Refused) -> FileOutcome {
        let sentence = Refused::sentence(&refused.source);
        self.failed(refused.source.path(), &sentence, refused.why.clone())
    }

    fn file(self, path: &Path, named: Named) -> FileOutcome {
        let name = files::display(path, self.working);
        match Self::read(path, named) {
            Ok((bytes, limit)) => self.bytes(&name, Some(path), bytes, limit, named),
            Err(error) => self.unreachable(&name, &error),
        }
    }

    /// A file's bytes, and one more than its limit where it is longer; with the limit.
    fn read(path: &Path, named: Named) -> std::io::Result<(Vec<u8>, u64)> {
        // What a folder gives is a regular file, and one that does not fill what it is read into is at its
        // end: neither its size nor its end is asked for, two calls of five for each of a hundred thousand.
        if named == Named::ByFolder {
            let mut file = std::fs::File::open(path)?;
            let mut bytes = SCRATCH.with_borrow_mut(|scratch| -> std::io::Result<_> {
                let read = read_once(&mut file, scratch)?;
                Ok(scratch[..read].to_vec())
            })?;
            if bytes.len() == SHORT {
                file.take(source::MAX_BYTES + 1 - SHORT as u64)
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

    /// Of what could not be looked at: `sentence` is for the outputs.
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

    /// Judges what was read, and fixes it where that is asked for; `path` is where it is to be written.
    ///
    /// More than `limit` bytes are a finding.
    pub(super) fn bytes(
        self,
        name: &str,
        path: Option<&Path>,
        bytes: Vec<u8>,
        limit: u64,
        named: Named,
    ) -> FileOutcome {
        let fixing = self.options.fixing.as_ref();
        if bytes.len() as u64 > limit {
            drop(bytes);
            let (source, mut report) = check::too_long(name, limit);
            self.see(name, path, &report);
            let mut done = self.rendered(&source, &mut report);
            if path.is_none() && fixing.is_some_and(|fixing| !fixing.diff) {
                // What was not read cannot be handed on either.
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
        named: Named,
    ) -> FileOutcome {
        if let Some(path) = path.filter(|_| !fixing.diff) {
            fixing.sweep_beside(path);
        }
        let (source, report) = self.check(name, bytes.clone(), named);
        let mut fixed = fixing.apply(bytes, source, report, |bytes| self.check(name, bytes, named));
        self.see(name, path, &fixed.report);
        let mut done = self.rendered(&fixed.source, &mut fixed.report);
        done.fixes = Fixes {
            said: fixed.said,
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
                    // What is on disk is what it was.
                    let (source, mut report) = self.check(name, old, named);
                    done = self.rendered(&source, &mut report);
                    done.unreachable = Some(Failure::of(why));
                }
            }
            (None, Some(_)) => {}
        }
        done
    }

    fn check(self, name: &str, bytes: Vec<u8>, named: Named) -> (Source, FileReport) {
        check::check_file(name, (bytes, source::MAX_BYTES), named, self.engine, self.now)
    }

    /// Looks into a file that is not to be judged for whether its folder has something to check.
    pub(super) fn look_into(self, path: &Path, named: Named) {
        let name = files::display(path, self.working);
        // What cannot be read is no reason to say that there is nothing.
        let Ok(bytes) = files::read_regular(path, source::MAX_BYTES) else {
            return self.options.folders.see(path);
        };
        let (_, report) = self.check(&name, bytes, named);
        self.see(&name, Some(path), &report);
    }

    /// Takes in whether there is something to check in a file.
    fn see(self, name: &str, path: Option<&Path>, report: &FileReport) {
        if !report.requests.is_empty() || !report.diagnostics.is_empty() {
            self.options.folders.see(path.unwrap_or(Path::new(name)));
        }
    }

    /// Of what is no file to judge, too.
    fn rendered(self, source: &Source, report: &mut FileReport) -> FileOutcome {
        let baseline = self.options.baseline.as_ref();
        let baseline = baseline.and_then(|it| it.take(source, report, &self.engine.options.selection));
        let report = &*report;
        let mut met = ExceptionMatches::default();
        met.add(report);
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
            met,
            aside: self.outputs.aside(file),
            recorded: self.recorded(report),
            ..FileOutcome::default()
        }
    }
}

impl Judge<'_> {
    /// A line for each request, where that is asked for.
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

/// One look into a file, again where a signal came between.
fn read_once(file: &mut std::fs::File, buffer: &mut [u8]) -> std::io::Result<usize> {
    loop {
        match file.read(buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}
