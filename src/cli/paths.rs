//! The paths of a run: from the command line or from a list (`--paths-from`).

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::{Failure, cannot_read, files, path_patterns};
use crate::message::catalogue;
use crate::source::printable;

/// Limit on a list's bytes.
const MAX_LIST_BYTES: u64 = 128 * 1024 * 1024;

/// The paths of a run.
#[derive(Debug)]
pub(super) struct Paths {
    /// In the order given.
    pub all: Vec<PathBuf>,
    /// The list's name in reports; None for the command line.
    pub list: Option<String>,
}

impl Paths {
    /// The paths of the command line or of a list; the current folder if there are none.
    ///
    /// # Errors
    /// The list cannot be read, or an entry is no valid path.
    pub(super) fn of(matches: &ArgMatches) -> Result<Self, Failure> {
        if let Some(list) = matches.get_one::<PathBuf>("paths-from") {
            return listed(list);
        }
        let words = matches.get_many::<PathBuf>("paths");
        let mut all: Vec<PathBuf> = words
            .into_iter()
            .flatten()
            .flat_map(|word| path_patterns::paths(word))
            .collect();
        if all.is_empty() {
            all.push(PathBuf::from("."));
        }
        Ok(Self { all, list: None })
    }

    /// Whether standard input is read as a request.
    pub(super) fn reads_stdin(&self) -> bool {
        self.all.iter().any(|path| path.as_os_str() == "-")
    }
}

/// The paths of a NUL-terminated list; the last NUL is optional.
fn listed(list: &Path) -> Result<Paths, Failure> {
    let is_stdin = list.as_os_str() == "-";
    let name = if is_stdin {
        "<stdin>".to_owned()
    } else {
        files::display(list, &std::env::current_dir().unwrap_or_default())
    };
    let unreadable = |error: std::io::Error| Failure::of(cannot_read(&name, &error));
    let wrong = |entry: crate::message::Entry, number: usize| {
        let values = [("path", &*printable(&name)), ("number", &number.to_string())];
        Failure::of(entry.with(&values))
    };
    let reader: Box<dyn Read> = if is_stdin {
        Box::new(std::io::stdin().lock())
    } else {
        // Not only a regular file: a shell's `<(…)` is a FIFO.
        Box::new(std::fs::File::open(list).map_err(unreadable)?)
    };
    let mut bytes = Vec::new();
    reader
        .take(MAX_LIST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_LIST_BYTES {
        return Err(unreadable(std::io::ErrorKind::FileTooLarge.into()));
    }
    let mut all = Vec::new();
    let is_in_lines = !bytes.contains(&0) && bytes.contains(&b'\n');
    let entries = bytes.strip_suffix(&[0]).unwrap_or(&bytes);
    let entries = entries.split(|byte| *byte == 0).filter(|_| !bytes.is_empty());
    for (number, entry) in (1..).zip(entries) {
        let Some(word) = os_string(entry) else {
            return Err(unreadable(std::io::ErrorKind::InvalidData.into()));
        };
        let path = PathBuf::from(word);
        if entry.is_empty() {
            return Err(wrong(catalogue::PATHS_FROM_EMPTY, number));
        }
        if is_in_lines && path.symlink_metadata().is_err() {
            return Err(wrong(catalogue::PATHS_FROM_LINES, number));
        }
        if is_stdin && entry == b"-" {
            return Err(wrong(catalogue::PATHS_FROM_STDIN, number));
        }
        all.push(path_patterns::on_disk(&path));
    }
    Ok(Paths {
        all,
        list: Some(name),
    })
}

/// A path from its bytes.
#[cfg(unix)]
fn os_string(bytes: &[u8]) -> Option<OsString> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(std::ffi::OsStr::from_bytes(bytes).to_owned())
}

/// A path from its bytes: lists are in UTF-8 on this system.
#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> Option<OsString> {
    String::from_utf8(bytes.to_vec()).ok().map(OsString::from)
}
