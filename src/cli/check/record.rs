//! `--record FILE`: what is counted of each request, a line each, at the end of a file that others may add to.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::replace::{self, Identity, Refusal, identity};
use crate::cli::{Failure, reason};
use crate::message::catalogue;
use crate::report::Text;
use crate::source::printable;

/// How the file begins, where it has a beginning.
const HEAD: &[u8] = br#"{"schema":"kigen/record/v1","#;

/// A file of records, open.
pub(super) struct Recording {
    file: File,
    path: PathBuf,
}

impl Recording {
    /// Opens it, or makes it. One that holds something else is left alone.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let recording = |file| Self {
            file,
            path: path.to_owned(),
        };
        match open(path) {
            Ok((file, true)) => Ok(recording(file)),
            Ok((_, false)) => {
                let shown = path.to_string_lossy();
                let values = [("path", &*printable(&shown))];
                Err(Failure::of(catalogue::RECORD_FOREIGN.with(&values)))
            }
            Err(error) => Err(failed(path, &error)),
        }
    }

    /// Which file it is.
    pub(super) fn identity(&self) -> Option<Identity> {
        identity(&self.file.metadata().ok()?)
    }

    /// As it was named, and itself.
    pub(super) fn names(&self) -> (PathBuf, PathBuf) {
        let itself = self.path.canonicalize();
        (self.path.clone(), itself.unwrap_or_else(|_| self.path.clone()))
    }

    /// Adds lines: all that come of a file, or, where it cannot be written, none of the one that fails.
    pub(super) fn add(&self, lines: Text) -> Result<(), Failure> {
        if lines.is_empty() {
            return Ok(());
        }
        let added = self.file.lock().and_then(|()| {
            let added = lines.slices().try_for_each(|lines| self.add_locked(&lines?));
            self.file.unlock().and(added)
        });
        added.map_err(|error| failed(&self.path, &error))
    }

    fn add_locked(&self, lines: &[u8]) -> io::Result<()> {
        let mut file = &self.file;
        let mut length = file.metadata()?.len();
        // A line that somebody else was killed in ends here, so that the next is not lost with it.
        if length > 0 {
            file.seek(SeekFrom::Start(length - 1))?;
            let mut last = [0];
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                replace::may_grow_to(length + 1)?;
                file.write_all(b"\n")?;
                length += 1;
            }
        }
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            let grown = replace::may_grow_to(length + line.len() as u64);
            if let Err(error) = grown.and_then(|()| file.write_all(line)) {
                // Nobody else writes meanwhile.
                let _ = file.set_len(length);
                return Err(error);
            }
            length += line.len() as u64;
        }
        Ok(())
    }
}

/// The file, and whether it is one of records.
fn open(path: &Path) -> io::Result<(File, bool)> {
    // A pipe would be waited for.
    if std::fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(io::ErrorKind::Unsupported.into());
    }
    // As for an output, but that a link may lead to a file of records: it loses nothing.
    replace::refuse_linked_folders(&std::env::current_dir().unwrap_or_default(), path)?;
    replace::destination(path)?;
    let mut file = File::options().read(true).append(true).create(true).open(path)?;
    let mut head = Vec::new();
    (&mut file).take(HEAD.len() as u64).read_to_end(&mut head)?;
    if head.is_empty() && path.is_symlink() {
        return Err(Refusal::Link.into());
    }
    // One that was cut off in its first line is still one.
    Ok((file, HEAD.starts_with(&head)))
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    let shown = path.to_string_lossy();
    let message = catalogue::RECORD_FAILED.with(&[("path", &printable(&shown))]);
    Failure::of(message.arg("error", reason(error)))
}
