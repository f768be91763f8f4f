//! Where an output goes: standard output, or a file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::cli::{Failure, output, reason};
use crate::source::printable;
use crate::text::{Lang, catalogue};

/// Where an output goes.
pub(super) enum Destination {
    Standard,
    File(Target),
}

/// A file to be written.
pub(super) struct Target {
    /// As it was named.
    named: PathBuf,
    /// Itself, links followed.
    path: PathBuf,
    writer: Writer,
}

/// What tells a file from any other, whatever it is named: its device and its number there.
pub(super) type Identity = (u64, u64);

/// The identity of a file; where the system gives none, names alone guard what is checked.
#[cfg(unix)]
pub(super) fn identity(file: &fs::Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((file.dev(), file.ino()))
}

/// The identity of a file; where the system gives none, names alone guard what is checked.
#[cfg(not(unix))]
pub(super) fn identity(_: &fs::Metadata) -> Option<Identity> {
    None
}

enum Writer {
    /// Beside the file, and in its place at the end: a reader finds the old report or the new, and a run
    /// that fails leaves the old.
    Beside(BufWriter<NamedTempFile>),
    /// A device or a pipe, which cannot be replaced.
    Itself(BufWriter<File>),
}

impl Target {
    pub(super) fn open(named: &Path, lang: Lang) -> Result<Self, Failure> {
        Self::create(named).map_err(|error| failed(named, &error, lang))
    }

    fn create(named: &Path) -> io::Result<Self> {
        let there = match fs::metadata(named) {
            Ok(there) => Some(there),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if there.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let folder = match named.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let name = named
            .file_name()
            .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
        let path = match &there {
            Some(_) => named.canonicalize()?,
            None => folder.canonicalize()?.join(name),
        };
        let writer = if there.is_some_and(|there| !there.is_file()) {
            Writer::Itself(BufWriter::new(File::options().write(true).open(&path)?))
        } else {
            Writer::Beside(BufWriter::new(beside(&path)?))
        };
        Ok(Self {
            named: named.to_owned(),
            path,
            writer,
        })
    }

    /// Which file it will replace.
    pub(super) fn replaces(&self) -> Option<Identity> {
        match self.writer {
            Writer::Beside(_) => fs::metadata(&self.path).ok().and_then(|there| identity(&there)),
            Writer::Itself(_) => None,
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn writer(&mut self) -> &mut dyn Write {
        match &mut self.writer {
            Writer::Beside(file) => file,
            Writer::Itself(file) => file,
        }
    }

    fn finish(self) -> io::Result<()> {
        match self.writer {
            Writer::Beside(file) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(&self.path).map_err(|error| error.error)?;
                Ok(())
            }
            Writer::Itself(mut file) => file.flush(),
        }
    }
}

/// A file in the same folder, with the rights that a new file gets there, or those of the one it will
/// replace.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kigen-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Ok(there) = fs::metadata(path) {
        if there.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        file.as_file().set_permissions(there.permissions())?;
    }
    Ok(file)
}

impl Destination {
    pub(super) fn write(&mut self, text: &[u8], lang: Lang) -> Result<(), Failure> {
        match self {
            Self::Standard => output::print(text, lang),
            Self::File(target) => {
                let written = target.writer().write_all(text);
                written.map_err(|error| failed(&target.named, &error, lang))
            }
        }
    }

    /// Writes what was kept.
    pub(super) fn copy(&mut self, kept: &mut impl Read, lang: Lang) -> Result<(), Failure> {
        match self {
            Self::Standard => output::copy(kept, lang),
            Self::File(target) => {
                let copied = io::copy(kept, target.writer());
                copied
                    .map(drop)
                    .map_err(|error| failed(&target.named, &error, lang))
            }
        }
    }

    /// Puts a file in its place.
    pub(super) fn finish(self, lang: Lang) -> Result<(), Failure> {
        match self {
            Self::Standard => Ok(()),
            Self::File(target) => {
                let named = target.named.clone();
                target.finish().map_err(|error| failed(&named, &error, lang))
            }
        }
    }
}

fn failed(path: &Path, error: &io::Error, lang: Lang) -> Failure {
    let path = path.to_string_lossy();
    let error = reason(error, lang);
    Failure(catalogue::OUTPUT_FAILED.fill(lang, &[("path", &printable(&path)), ("error", &error)]))
}
