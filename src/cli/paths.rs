//! What a command is to look at: paths on the command line, or those of a list (`--paths-from`).

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::{Failure, cannot_read, files, named};
use crate::message::catalogue;
use crate::source::printable;

/// The most bytes of a list.
const LONGEST: u64 = 128 * 1024 * 1024;

/// The paths of a run.
#[derive(Debug)]
pub(super) struct Paths {
    /// In the order they were named.
    pub all: Vec<PathBuf>,
    /// How reports name the list that they stand in; none for the command line.
    pub list: Option<String>,
}

impl Paths {
    /// What was named: on the command line, or in a list; the current folder where neither is there.
    ///
    /// # Errors
    /// The list cannot be read, or an entry of it cannot be a path.
    pub(super) fn of(matches: &ArgMatches) -> Result<Self, Failure> {
        if let Some(list) = matches.get_one::<PathBuf>("paths-from") {
            return listed(list);
        }
        let words = matches.get_many::<PathBuf>("paths");
        let mut all: Vec<PathBuf> = words
            .into_iter()
            .flatten()
            .flat_map(|word| named::paths(word))
            .collect();
        if all.is_empty() {
            all.push(PathBuf::from("."));
        }
        Ok(Self { all, list: None })
    }

    /// Whether requests are read from standard input.
    pub(super) fn reads_stdin(&self) -> bool {
        self.all.iter().any(|path| path.as_os_str() == "-")
    }
}

/// The paths of a list, each ended by NUL; that of the last may be left out.
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
        // A pipe that a shell makes of a command is a list, too.
        Box::new(std::fs::File::open(list).map_err(unreadable)?)
    };
    let mut bytes = Vec::new();
    reader
        .take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
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
        all.push(named::on_disk(&path));
    }
    Ok(Paths {
        all,
        list: Some(name),
    })
}

/// A name as the system writes it.
#[cfg(unix)]
fn os_string(bytes: &[u8]) -> Option<OsString> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(std::ffi::OsStr::from_bytes(bytes).to_owned())
}

/// A name as the system writes it: lists are in UTF-8.
#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> Option<OsString> {
    String::from_utf8(bytes.to_vec()).ok().map(OsString::from)
}
