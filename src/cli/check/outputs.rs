//! The outputs of a run: each format's parts in the order of the files.

use std::ffi::{OsStr, OsString};
use std::fs::Metadata;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use super::destination::{Destination, IN_MEMORY_LIMIT, Target};
use super::record::Recording;
use crate::cli::replace::{self, Identity, identity};
use crate::cli::{Failure, ignores, output, packs};
use crate::config;
use crate::message::{Message, catalogue};
use crate::report::{Checked, FileOutput, Format, Reporter, Text, Totals};
use crate::source::printable;
use crate::text::visible;

/// Every output of a run, standard output first.
pub(super) struct Outputs {
    reporters: Vec<Box<dyn Reporter>>,
    /// Identities of the files that will be replaced.
    replaced: Vec<Identity>,
    /// The files that will be written: path as given, and with links resolved.
    pub(super) names: Vec<(PathBuf, PathBuf)>,
}

/// A parsed `--output FORMAT=FILE`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OutputRequest {
    pub format: Format,
    pub path: PathBuf,
}

impl OutputRequest {
    pub(super) fn read(argument: &OsStr) -> Result<Self, Failure> {
        // `=` is one byte in every encoding of a path, and no format's name contains it.
        let bytes = argument.as_encoded_bytes();
        let (name, path) = match bytes.iter().position(|byte| *byte == b'=') {
            Some(at) => (&bytes[..at], tail(argument, at + 1)),
            None => (bytes, None),
        };
        let format = std::str::from_utf8(name).ok().and_then(Format::by_name);
        match (format, path) {
            (Some(_), Some(path)) if path == "-" => Err(Failure::of(catalogue::OUTPUT_STDOUT.message())),
            (Some(format), Some(path)) if !path.is_empty() => Ok(Self {
                format,
                path: PathBuf::from(path),
            }),
            _ => {
                let formats = Format::ALL.map(Format::name);
                let value = argument.to_string_lossy();
                let message = catalogue::OUTPUT_FORM.with(&[("value", &printable(&value))]);
                Err(Failure::of(message.arg("formats", Message::list(formats))))
            }
        }
    }
}

/// The argument after its first `at` bytes, all of them ASCII.
fn tail(argument: &OsStr, at: usize) -> Option<OsString> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::{OsStrExt, OsStringExt};
        Some(OsString::from_vec(argument.as_bytes().get(at..)?.to_vec()))
    }
    #[cfg(not(unix))]
    {
        argument.to_str()?.get(at..).map(OsString::from)
    }
}

impl Outputs {
    pub(super) fn new(
        reporters: Vec<Box<dyn Reporter>>,
        targets: &[Target],
        recording: Option<&Recording>,
    ) -> Self {
        let replaced = targets.iter().filter_map(Target::replaces);
        let names = targets.iter().map(Target::names);
        Self {
            reporters,
            replaced: replaced.chain(recording.and_then(Recording::identity)).collect(),
            names: names.chain(recording.map(Recording::names)).collect(),
        }
    }

    /// Whether an open file would be replaced by an output.
    pub(super) fn would_replace(&self, file: &Metadata) -> bool {
        identity(file).is_some_and(|file| self.replaced.contains(&file))
    }

    /// Whether the file at a path would be replaced by an output.
    pub(super) fn replaces(&self, path: &Path) -> bool {
        !self.replaced.is_empty() && path.metadata().is_ok_and(|file| self.would_replace(&file))
    }

    /// One part per format.
    pub(super) fn parts(&self, make: impl Fn(&dyn Reporter) -> FileOutput) -> Vec<FileOutput> {
        self.reporters.iter().map(|reporter| make(&**reporter)).collect()
    }

    /// The formats' lines about a file for standard error.
    pub(super) fn stderr_lines(&self, file: Checked<'_>) -> String {
        self.reporters
            .iter()
            .map(|reporter| reporter.stderr_lines(file))
            .collect()
    }

    /// Starts every output: the first on standard output, the others in the files. With `held`, standard output is
    /// withheld until something else is written.
    pub(super) fn open(&self, targets: Vec<Target>, held: bool) -> Vec<Output<'_>> {
        // If a file may still fail to be written, no verdict is printed before.
        let standard = if held || !self.names.is_empty() {
            Destination::Held(SpooledTempFile::new(IN_MEMORY_LIMIT))
        } else {
            Destination::Standard
        };
        let files = targets.into_iter().map(Destination::File);
        let to = std::iter::once(standard).chain(files);
        self.reporters
            .iter()
            .zip(to)
            .map(|(reporter, to)| Output::new(&**reporter, to))
            .collect()
    }
}

/// Refuses to write an output over the run's input: a file of `kept` under any name, a new file in a rule pack's
/// folder, any configuration, and git's ignore files.
pub(super) fn spare(
    targets: &[(PathBuf, PathBuf)],
    kept: impl Iterator<Item = PathBuf>,
) -> Result<(), Failure> {
    if targets.is_empty() {
        return Ok(());
    }
    let about = |path: &Path| path.metadata().ok().as_ref().and_then(identity);
    let kept = kept.filter_map(|path| Some((about(&path), replace::destination(&path).ok()?)));
    let kept: Vec<(Option<Identity>, PathBuf)> = kept.collect();
    let read_paths = |path: &Path| {
        let is_configuration = path.file_name().is_some_and(|name| name == config::FILE_NAME);
        let is = about(path);
        let is_of_pack = |kept: &Path| path.parent() == Some(kept) && packs::is_of_pack(path);
        is_configuration
            || ignores::is_of_git(path)
            || kept
                .iter()
                .any(|(file, kept)| kept == path || is_of_pack(kept) || is.is_some() && is == *file)
    };
    match targets.iter().find(|(_, path)| read_paths(path)) {
        Some((named, _)) => {
            let path = named.to_string_lossy();
            let values = [("path", &*printable(&path))];
            Err(Failure::of(catalogue::OUTPUT_KEPT.with(&values)))
        }
        None => Ok(()),
    }
}

/// Refuses a record file that is also an output.
pub(super) fn twice(outputs: &Outputs, recording: Option<&Recording>) -> Result<(), Failure> {
    let Some((named, itself)) = recording.map(Recording::names) else {
        return Ok(());
    };
    if outputs.names.iter().filter(|(_, path)| *path == itself).count() < 2 {
        return Ok(());
    }
    let path = named.to_string_lossy();
    let values = [("path", &*printable(&path))];
    Err(Failure::of(catalogue::OUTPUT_TWICE.with(&values)))
}

/// Opens the files of `--output`; an error if one is given twice.
pub(super) fn targets(requests: &[OutputRequest]) -> Result<Vec<Target>, Failure> {
    let mut targets: Vec<Target> = Vec::with_capacity(requests.len());
    for OutputRequest { path, .. } in requests {
        let target = Target::open(path)?;
        if targets.iter().any(|other| other.path() == target.path()) {
            let path = path.to_string_lossy();
            let values = [("path", &*printable(&path))];
            return Err(Failure::of(catalogue::OUTPUT_TWICE.with(&values)));
        }
        targets.push(target);
    }
    Ok(targets)
}

/// An output in progress.
pub(super) struct Output<'o> {
    reporter: &'o dyn Reporter,
    to: Destination,
    /// Whether a part has been written.
    begun: bool,
    printed_once: Vec<String>,
    /// Bytes not written yet.
    out: Vec<u8>,
    kept: Vec<SpooledTempFile>,
}

impl<'o> Output<'o> {
    fn new(reporter: &'o dyn Reporter, to: Destination) -> Self {
        let lists = reporter.frame().lists.iter();
        Self {
            reporter,
            to,
            begun: false,
            printed_once: Vec::new(),
            out: reporter.head().into_bytes(),
            kept: lists.map(|_| SpooledTempFile::new(IN_MEMORY_LIMIT)).collect(),
        }
    }

    /// Appends the next file's part.
    pub(super) fn take(&mut self, part: FileOutput) -> Result<(), Failure> {
        let frame = self.reporter.frame();
        if !part.now.is_empty() {
            let before = if self.begun { frame.between } else { frame.first };
            self.begun = true;
            self.out.extend_from_slice(before.as_bytes());
            for lines in part.now.slices() {
                let lines = lines.map_err(|error| output::cannot_write(&error))?;
                self.add(&lines)?;
            }
        }
        for (code, text) in part.once {
            if !self.printed_once.contains(&code) {
                self.printed_once.push(code);
                self.out.extend_from_slice(text.as_bytes());
            }
        }
        for (list, part) in self.kept.iter_mut().zip(part.later) {
            keep(list, part, frame.between).map_err(|error| output::cannot_write(&error))?;
        }
        Ok(())
    }

    /// Appends whole lines.
    fn add(&mut self, lines: &[u8]) -> Result<(), Failure> {
        if lines.len() < IN_MEMORY_LIMIT / 16 {
            self.out.extend_from_slice(lines);
            return Ok(());
        }
        self.flush()?;
        self.write(lines)
    }

    /// Writes the buffered bytes.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        let out = std::mem::take(&mut self.out);
        self.write(&out)
    }

    /// Writes whole lines, with text that a CI log would take for a command neutralised except this format's own.
    fn write(&mut self, lines: &[u8]) -> Result<(), Failure> {
        if lines.is_empty() {
            return Ok(());
        }
        let for_people = self.reporter.is_for_people().then_some(lines);
        match for_people.and_then(|lines| std::str::from_utf8(lines).ok()) {
            Some(text) => self.to.write(visible::no_commands(text).as_bytes()),
            None => self.to.write(lines),
        }
    }

    /// Writes the rest; a file is not yet renamed into place.
    pub(super) fn finish(mut self, totals: &Totals) -> Result<Destination, Failure> {
        self.flush()?;
        for (before, list) in self.reporter.frame().lists.iter().zip(&mut self.kept) {
            self.to.write(before.as_bytes())?;
            list.rewind().map_err(|error| output::cannot_write(&error))?;
            self.to.copy(list)?;
        }
        self.write(self.reporter.tail(totals).as_bytes())?;
        Ok(self.to)
    }
}

fn keep(list: &mut SpooledTempFile, part: Text, between: &str) -> std::io::Result<()> {
    if part.is_empty() {
        return Ok(());
    }
    if list.stream_position()? > 0 {
        list.write_all(between.as_bytes())?;
    }
    part.slices().try_for_each(|slice| list.write_all(&slice?))
}
