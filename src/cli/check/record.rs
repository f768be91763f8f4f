//! `--record FILE`: one line of counted facts per request, appended to a file that other processes may append to.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::replace::{self, Identity, Refusal, identity};
use crate::cli::{Failure, reason};
use crate::message::catalogue;
use crate::report::Text;
use crate::source::printable;

/// The first bytes of a record file.
const RECORD_PREFIX: &[u8] = br#"{"schema":"kigen/record/v1","#;

/// An open record file.
pub(super) struct Recording {
    file: File,
    path: PathBuf,
}

impl Recording {
    /// Opens or creates it. A file with other contents is not touched.
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

    /// The file's identity.
    pub(super) fn identity(&self) -> Option<Identity> {
        identity(&self.file.metadata().ok()?)
    }

    /// The path as given, and with links resolved.
    pub(super) fn names(&self) -> (PathBuf, PathBuf) {
        let itself = self.path.canonicalize();
        (self.path.clone(), itself.unwrap_or_else(|_| self.path.clone()))
    }

    /// Appends lines. A line that fails to be written is removed again; those before it stay.
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
        // Terminate a line cut off when another process was killed, so that the next is not lost with it.
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
                // The lock is held: nobody else has appended since.
                let _ = file.set_len(length);
                return Err(error);
            }
            length += line.len() as u64;
        }
        Ok(())
    }
}

/// Opens the file; whether it is a record file.
fn open(path: &Path) -> io::Result<(File, bool)> {
    // Opening a FIFO would block.
    if std::fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        return Err(io::ErrorKind::Unsupported.into());
    }
    // As for an output, except that a link to a record file is allowed: appending loses nothing.
    replace::refuse_linked_folders(&std::env::current_dir().unwrap_or_default(), path)?;
    replace::destination(path)?;
    let mut file = File::options().read(true).append(true).create(true).open(path)?;
    let mut head = Vec::new();
    (&mut file)
        .take(RECORD_PREFIX.len() as u64)
        .read_to_end(&mut head)?;
    if head.is_empty() && path.is_symlink() {
        return Err(Refusal::Link.into());
    }
    // A file cut off inside its first line is still a record file.
    Ok((file, RECORD_PREFIX.starts_with(&head)))
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    let shown = path.to_string_lossy();
    let message = catalogue::RECORD_FAILED.with(&[("path", &printable(&shown))]);
    Failure::of(message.arg("error", reason(error)))
}
