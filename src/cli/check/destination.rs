//! An output's destination: standard output, or a file that is written completely or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek as _, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use crate::cli::replace::{self, Identity, TempFile, identity};
use crate::cli::{Failure, files, output, reason};
use crate::message::catalogue;
use crate::source::printable;

/// An output's destination.
pub(super) enum Destination {
    Standard,
    /// Standard output, withheld until the files are in place.
    Held(SpooledTempFile),
    File(Target),
}

/// A file to write.
pub(super) struct Target {
    /// The path as given.
    named: PathBuf,
    /// The path with links resolved.
    path: PathBuf,
    writer: Writer,
}

enum Writer {
    /// Buffered until the end (in an unnamed file above a few megabytes) and then renamed into place: a failed or
    /// killed run leaves the old report.
    Whole(SpooledTempFile),
    /// Written directly: a device or a pipe cannot be replaced.
    Itself(BufWriter<File>),
}

impl Target {
    pub(super) fn open(named: &Path) -> Result<Self, Failure> {
        Self::create(named).map_err(|error| failed(named, &error))
    }

    fn create(named: &Path) -> io::Result<Self> {
        let is_device = || fs::metadata(named).is_ok_and(|meta| !meta.is_file() && !meta.is_dir());
        let (path, writer) = if files::is_device(named) || is_device() {
            // The target of `/dev/stdout` may have no path of its own.
            let file = File::options().write(true).open(named)?;
            (named.to_owned(), Writer::Itself(BufWriter::new(file)))
        } else {
            let path = replace::output(named)?;
            // Fails early if the folder is not writable.
            drop(TempFile::new(path.clone())?);
            (path, Writer::Whole(SpooledTempFile::new(IN_MEMORY_LIMIT)))
        };
        Ok(Self {
            named: named.to_owned(),
            path,
            writer,
        })
    }

    /// The identity of the file that it will replace.
    pub(super) fn replaces(&self) -> Option<Identity> {
        match self.writer {
            Writer::Whole(_) => fs::metadata(&self.path).ok().and_then(|meta| identity(&meta)),
            Writer::Itself(_) => None,
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The path as given, and with links resolved.
    pub(super) fn names(&self) -> (PathBuf, PathBuf) {
        (self.named.clone(), self.path.clone())
    }

    fn writer(&mut self) -> &mut dyn Write {
        match &mut self.writer {
            Writer::Whole(text) => text,
            Writer::Itself(file) => file,
        }
    }

    fn finish(self) -> io::Result<()> {
        match self.writer {
            Writer::Whole(mut text) => {
                let mut file = TempFile::new(self.path)?;
                text.rewind()?;
                io::copy(&mut text, &mut file)?;
                file.finish()
            }
            Writer::Itself(mut file) => file.flush(),
        }
    }
}

impl Destination {
    pub(super) fn write(&mut self, text: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Standard => output::print_report(text),
            Self::Held(held) => held.write_all(text).map_err(|error| output::cannot_write(&error)),
            Self::File(target) => {
                let written = target.writer().write_all(text);
                written.map_err(|error| failed(&target.named, &error))
            }
        }
    }

    /// Appends a spooled list.
    pub(super) fn copy(&mut self, kept: &mut impl Read) -> Result<(), Failure> {
        match self {
            Self::Standard => output::copy(kept),
            Self::Held(held) => {
                let copied = io::copy(kept, held).map(drop);
                copied.map_err(|error| output::cannot_write(&error))
            }
            Self::File(target) => {
                let copied = io::copy(kept, target.writer());
                copied.map(drop).map_err(|error| failed(&target.named, &error))
            }
        }
    }

    /// Renames a file into place, or prints what was withheld.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Standard => Ok(()),
            Self::Held(mut held) => {
                held.rewind().map_err(|error| output::cannot_write(&error))?;
                output::copy(&mut held)
            }
            Self::File(target) => {
                let named = target.named.clone();
                target.finish().map_err(|error| failed(&named, &error))
            }
        }
    }
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    let path = path.to_string_lossy();
    let message = catalogue::OUTPUT_FAILED.with(&[("path", &printable(&path))]);
    Failure::of(message.arg("error", reason(error)))
}

/// Bytes of each spooled list kept in memory; the rest is in an unnamed file, so that memory does not grow with the
/// findings.
pub(super) const IN_MEMORY_LIMIT: usize = 1024 * 1024;
