//! `--baseline` and `--write-baseline`: the file behind a run's baseline.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use clap::ArgMatches;

use super::replace::{self, Replaced};
use super::{Failure, cannot_read, files, path_patterns, reason};
use crate::baseline::{self, Baseline, BaselineMatch, Entry};
use crate::check::FileReport;
use crate::engine::Selection;
use crate::message::{Message, catalogue};
use crate::read::nfc;
use crate::source::{Source, printable};

/// The default path.
const DEFAULT_NAME: &str = "kigen-baseline.json";
/// Limit on the file's size in bytes: some half a million findings.
const MAX_BYTES: u64 = 128 * 1024 * 1024;

/// A run's baseline.
pub(super) struct ActiveBaseline {
    baseline: Baseline,
    /// The path as messages show it.
    pub name: String,
    path: PathBuf,
    /// Its absolute folder: entries name files relative to it.
    folder: PathBuf,
    /// The working directory, to which paths of reports are relative.
    working: PathBuf,
    /// Whether `--write-baseline` was given.
    pub rewrite: bool,
    /// The file's old bytes, if it exists and is to be rewritten.
    bytes: Option<Vec<u8>>,
}

/// A run's baseline results so far.
#[derive(Default)]
pub(super) struct Progress {
    /// Keys of judged files.
    seen: HashSet<String>,
    /// The entries to write for them.
    entries: Vec<Entry>,
    /// Entries that no longer match a finding.
    pub stale: Vec<Entry>,
}

/// The baseline results of one file.
pub(super) struct FileBaseline {
    path: String,
    taken: BaselineMatch,
}

/// The baseline of `--baseline` or `--write-baseline`.
///
/// # Errors
/// The file is missing, unreadable or no baseline.
pub(super) fn from_arguments(
    matches: &ArgMatches,
    working: &Path,
) -> Result<Option<ActiveBaseline>, Failure> {
    let read = matches.get_one::<PathBuf>("baseline");
    let write = matches.get_one::<OsString>("write-baseline");
    let rewrite = write.is_some();
    let stated = write.filter(|path| !path.is_empty()).map(PathBuf::from);
    let stated = stated.as_ref();
    if let (Some(read), Some(stated)) = (read, stated)
        && plain(&working.join(read)) != plain(&working.join(stated))
    {
        return Err(Failure::of(catalogue::BASELINE_TWO.message()));
    }
    let Some(path) = stated
        .or(read)
        .cloned()
        .or_else(|| rewrite.then(|| PathBuf::from(DEFAULT_NAME)))
    else {
        return Ok(None);
    };
    let name = files::display(&path, working);
    let (entries, bytes) = load(&path, &name, rewrite)?;
    let whole = plain(&working.join(&path));
    let folder = whole.parent().unwrap_or(&whole).to_owned();
    Ok(Some(ActiveBaseline {
        baseline: Baseline::new(entries),
        name,
        path,
        folder,
        working: working.to_owned(),
        rewrite,
        bytes: bytes.filter(|_| rewrite),
    }))
}

/// The entries of a file, and its bytes; empty and None if it does not exist but may be missing.
fn load(path: &Path, name: &str, may_be_missing: bool) -> Result<(Vec<Entry>, Option<Vec<u8>>), Failure> {
    let unread = |error: std::io::Error| Failure::of(cannot_read(name, &error));
    // A dangling link is not replaced by a new file.
    if may_be_missing && path.symlink_metadata().is_err() {
        replace::destination(path).map_err(unread)?;
        return Ok((Vec::new(), None));
    }
    let bytes = match files::read_regular(path, MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
            let message = catalogue::BASELINE_SIZE.with(&[("path", &printable(name))]);
            return Err(Failure::of(message.arg("limit", Message::mebibytes(MAX_BYTES))));
        }
        Err(error) => return Err(unread(error)),
    };
    match baseline::parse(&bytes) {
        Ok(entries) => Ok((entries, Some(bytes))),
        // The path to overwrite may have been given by mistake: only a baseline is overwritten.
        Err(problem) => Err(Failure::of(problem.message(&printable(name)))),
    }
}

impl ActiveBaseline {
    /// Rejects a baseline with an entry for a finding that must not be hidden.
    ///
    /// # Errors
    /// The first such entry.
    pub fn refuse(&self, is_protected: impl Fn(&str) -> bool) -> Result<(), Failure> {
        match self.baseline.protected(is_protected) {
            Some((number, code)) => {
                let problem = baseline::Problem::Protected(number, code.to_owned());
                Err(Failure::of(problem.message(&printable(&self.name))))
            }
            None => Ok(()),
        }
    }

    /// Moves the known findings out of a file's report.
    pub fn take(
        &self,
        source: &Source,
        report: &mut FileReport,
        selection: &Selection,
    ) -> Option<FileBaseline> {
        let name = source.path();
        // Non-Unicode names are lossy and could collide.
        if name.contains('\u{fffd}') {
            return None;
        }
        let path = self.key(name);
        let taken = self.baseline.take(&path, source, report, selection, self.rewrite);
        Some(FileBaseline { path, taken })
    }

    /// A file's path as entries name it, in NFC: macOS may give the same name in NFD.
    fn key(&self, name: &str) -> String {
        nfc(&relative(&plain(&self.working.join(name)), &self.folder)).into_owned()
    }

    /// The baseline's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sorts the entries of files outside this run: kept if the file exists, else stale.
    pub fn finish(&self, progress: &mut Progress) {
        let mut on_disk: HashMap<&str, bool> = HashMap::new();
        for entry in self.baseline.entries() {
            if progress.seen.contains(&*nfc(&entry.path)) {
                continue;
            }
            let exists = *on_disk
                .entry(&entry.path)
                .or_insert_with(|| path_patterns::on_disk(&self.folder.join(&entry.path)).exists());
            if exists {
                // Exists, but was not part of this run.
                progress.entries.push(entry.clone());
            } else {
                progress.stale.push(entry.clone());
            }
        }
        progress.stale.sort();
    }

    /// Writes the new baseline atomically; gives the number of findings in it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, progress: Progress) -> Result<usize, Failure> {
        let count = progress.entries.iter().map(|entry| entry.count).sum();
        let text = baseline::write(progress.entries);
        let failed = |why: Message| {
            let unwritten = catalogue::BASELINE_UNWRITTEN.with(&[("path", &printable(&self.name))]);
            Failure::of(unwritten.arg("error", why))
        };
        let written = match &self.bytes {
            Some(old) => replace::replace(&self.path, old, text.as_bytes()),
            None => replace::create(&self.path, text.as_bytes()).map(|()| Replaced::Done),
        };
        match written.map_err(|error| failed(reason(&error)))? {
            Replaced::Done => {}
            Replaced::Changed | Replaced::Kept(_) => return Err(failed(catalogue::CHANGED_SINCE.message())),
            Replaced::NoFile => return Err(failed(catalogue::NOT_A_FILE.message())),
        }
        Ok(count)
    }
}

impl Progress {
    /// Adds the results of a file.
    pub fn add(&mut self, part: FileBaseline) {
        let FileBaseline { path, taken } = part;
        // If a file is judged twice (as itself and as standard input), the results are the same: the first count.
        if self.seen.insert(path) {
            self.entries.extend(taken.entries);
            self.stale.extend(taken.stale);
        }
    }
}

/// Joins `--write-baseline FILE.json` to `--write-baseline=FILE.json`. The value is optional, so the next word could
/// be a path to check: only a name of a JSON file is taken as the value.
pub(super) fn join_optional_value(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut out: Vec<OsString> = Vec::with_capacity(arguments.len());
    let mut options = true;
    for argument in arguments {
        let is_file = argument
            .to_str()
            .is_some_and(|text| text.to_ascii_lowercase().ends_with(".json") && !text.starts_with('-'));
        match out.last_mut() {
            Some(last) if options && last == "--write-baseline" && is_file => {
                last.push("=");
                last.push(&argument);
            }
            _ => {
                options &= argument != "--";
                out.push(argument);
            }
        }
    }
    out
}

/// A path without `.` and `..`, resolved lexically.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// An absolute path relative to an absolute folder, with `/`.
fn relative(path: &Path, folder: &Path) -> String {
    let (path, folder): (Vec<_>, Vec<_>) = (path.components().collect(), folder.components().collect());
    let shared = path.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".into(), folder.len() - shared);
    let down = path[shared..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy());
    let parts: Vec<std::borrow::Cow<'_, str>> = up.chain(down).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_baseline_s_folder() {
        let from = |path: &str| relative(&plain(Path::new(path)), Path::new("/r/ci"));
        assert_eq!(from("/r/ci/a.yaml"), "a.yaml");
        assert_eq!(from("/r/依頼/./b/../a.yaml"), "../依頼/a.yaml");
        assert_eq!(from("/x.yaml"), "../../x.yaml");
    }

    #[test]
    fn only_a_json_file_is_the_value_of_write_baseline() {
        let join_optional_value = |line: &str| {
            let all = join_optional_value(line.split(' ').map(Into::into).collect());
            all.join(std::ffi::OsStr::new(" ")).into_string().unwrap()
        };
        assert_eq!(
            join_optional_value("check --write-baseline b.json 依頼"),
            "check --write-baseline=b.json 依頼"
        );
        for same in [
            "check --write-baseline 依頼",
            "check --write-baseline a.yaml",
            "check --write-baseline",
            "check --write-baseline=x b.json",
            "check -- --write-baseline b.json",
        ] {
            assert_eq!(join_optional_value(same), same);
        }
    }
}
