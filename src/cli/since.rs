//! `--since REV`: which files have changed since a revision, as git tells it.
//!
//! What differs between the revision and the files on disk or the index counts, and so does what git does
//! not track. A changed configuration changes the verdict on every file under it, and all of them count.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Failure, files};
use crate::source::printable;
use crate::text::{Lang, catalogue};

/// Files that govern all files under their folder: a configuration, and which files are looked at.
const GOVERNING: [&str; 2] = ["kigen.yaml", ".gitignore"];

/// What has changed since a revision.
pub(super) struct Changed {
    /// Files, and folders all of whose files count, by their whole paths.
    paths: HashSet<PathBuf>,
    /// Something that every verdict hangs on has changed.
    all: bool,
}

impl Changed {
    /// What has changed in the repositories that `paths` lie in. `everything` are files and folders that
    /// every verdict hangs on: rule packs, a configuration that was named, a baseline.
    ///
    /// # Errors
    /// There is no git, no repository, or no such revision.
    pub(super) fn since(
        revision: &str,
        paths: &[PathBuf],
        everything: &[PathBuf],
        lang: Lang,
    ) -> Result<Self, Failure> {
        let shown = &*printable(revision);
        // git would take it for an option.
        if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
            return Err(Failure(
                catalogue::SINCE_NO_REVISION.fill(lang, &[("revision", shown)]),
            ));
        }
        let mut changed = Self {
            paths: HashSet::new(),
            all: false,
        };
        let mut repositories: Vec<(PathBuf, Vec<PathBuf>)> = Vec::new();
        for path in paths.iter().filter(|path| path.as_os_str() != "-") {
            let root = root(path, lang)?;
            let named = whole(path).filter(|path| !path.is_dir());
            match repositories.iter_mut().find(|(known, _)| *known == root) {
                Some((_, files)) => files.extend(named),
                None => repositories.push((root, named.into_iter().collect())),
            }
        }
        for (root, named) in &repositories {
            changed.add(root, named, revision, lang)?;
        }
        changed.all = everything.iter().any(|path| changed.holds(path));
        Ok(changed)
    }

    /// Whether a file has changed. `last` is kept from one file to the next: most lie in one folder.
    pub(super) fn takes(&self, path: &Path, last: &mut Folder) -> bool {
        if self.all || self.is_under(&absolute(path)) {
            return true;
        }
        let name = path.file_name();
        let whole = last.of(path).zip(name).map(|(folder, name)| folder.join(name));
        if whole.as_ref().is_some_and(|path| self.is_under(path)) {
            return true;
        }
        // A link is a file of its own to git, and so is what it leads to.
        let is_link = path.symlink_metadata().is_ok_and(|about| about.is_symlink());
        (is_link || whole.is_none()) && path.canonicalize().is_ok_and(|path| self.is_under(&path))
    }

    /// Whether a path, or a folder that it lies in, is among the changed.
    fn is_under(&self, path: &Path) -> bool {
        path.ancestors().any(|path| self.paths.contains(path))
    }

    /// Whether a path, or anything under it, is among the changed.
    fn holds(&self, path: &Path) -> bool {
        let whole = whole(path).unwrap_or_else(|| absolute(path));
        self.is_under(&whole) || self.paths.iter().any(|changed| changed.starts_with(&whole))
    }

    fn add(&mut self, root: &Path, named: &[PathBuf], revision: &str, lang: Lang) -> Result<(), Failure> {
        let commit = git(root, lang)
            .args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
            .arg(format!("{revision}^{{commit}}"))
            .run()?
            .map_err(|_| {
                let values = [("revision", &*printable(revision))];
                Failure(catalogue::SINCE_NO_REVISION.fill(lang, &values))
            })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let diff = |more: &[&str]| {
            git(root, lang)
                .args([
                    "diff",
                    "--name-only",
                    "-z",
                    "--no-renames",
                    "--no-relative",
                    "--no-ext-diff",
                ])
                .args(["--ignore-submodules=none"])
                .args(more)
                .args([commit.as_str(), "--"])
                .names()
        };
        let others = git(root, lang)
            .args(["ls-files", "--others", "-z", "--exclude-per-directory=.gitignore"])
            .names()?;
        // A file that was named is checked though it be ignored: git then says nothing of its changes.
        let mut ignored = git(root, lang);
        ignored.args(["ls-files", "--others", "-z", "--"]);
        let named: Vec<&Path> = named
            .iter()
            .filter_map(|path| path.strip_prefix(root).ok())
            .collect();
        let ignored = if named.is_empty() {
            Vec::new()
        } else {
            ignored.args(named).names()?
        };
        let unwatched = git(root, lang).args(["ls-files", "-v", "-z"]).names()?;
        let unwatched = unwatched.into_iter().filter_map(|line| unwatched_name(&line));
        // Of a sparse checkout what is not there is marked so, too.
        let unwatched = unwatched.filter(|name| root.join(name).symlink_metadata().is_ok());
        for name in [diff(&[])?, diff(&["--cached"])?, others, ignored]
            .into_iter()
            .flatten()
            .chain(unwatched)
        {
            let path = root.join(name);
            if path
                .file_name()
                .is_some_and(|name| GOVERNING.iter().any(|known| name == *known))
                && let Some(folder) = path.parent()
            {
                self.paths.insert(folder.to_owned());
            }
            // A repository within the repository is one name with a slash behind it.
            self.paths.insert(path.components().collect());
        }
        Ok(())
    }
}

/// The name in a line of `git ls-files -v`, of a file whose changes git is told not to look for:
/// assume-unchanged (a small letter) or skip-worktree (`S`). Nobody can say that it has not changed.
fn unwatched_name(line: &OsString) -> Option<OsString> {
    let line = line.as_encoded_bytes();
    let (mark, name) = (line.first()?, line.get(2..)?);
    (mark.is_ascii_lowercase() || *mark == b'S').then(|| native(name))
}

/// The folder of the file before, as it is named and with its links followed.
#[derive(Default)]
pub(super) struct Folder(Option<(PathBuf, PathBuf)>);

impl Folder {
    fn of(&mut self, path: &Path) -> Option<&Path> {
        let folder = path.parent()?;
        if self.0.as_ref().is_none_or(|(named, _)| named != folder) {
            let whole = absolute(folder).canonicalize().ok()?;
            self.0 = Some((folder.to_owned(), whole));
        }
        self.0.as_ref().map(|(_, whole)| whole.as_path())
    }
}

/// The root of the repository that a path lies in.
fn root(path: &Path, lang: Lang) -> Result<PathBuf, Failure> {
    let nowhere = || {
        let working = std::env::current_dir().unwrap_or_default();
        let shown = files::display(path, &working);
        Failure(catalogue::SINCE_NO_REPOSITORY.fill(lang, &[("path", &printable(&shown))]))
    };
    let whole = whole(path).unwrap_or_else(|| absolute(path));
    // A path that is not there is said to be so by the walk.
    let folder = whole
        .ancestors()
        .find(|folder| folder.is_dir())
        .ok_or_else(nowhere)?;
    let mut asked = git(folder, lang);
    let root = match asked.args(["rev-parse", "--show-toplevel"]).run()? {
        Ok(root) => root,
        Err(said) if said.contains("not a git repository") => return Err(nowhere()),
        Err(said) => return Err(asked.failed(&said)),
    };
    let root = PathBuf::from(native(root.strip_suffix(b"\n").unwrap_or(&root)));
    Ok(root.canonicalize().unwrap_or(root))
}

/// A path from the root, its folder's links followed and its own not.
fn whole(path: &Path) -> Option<PathBuf> {
    let path = absolute(path);
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Some(folder.canonicalize().ok()?.join(name)),
        _ => path.canonicalize().ok(),
    }
}

fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // `a/..` ends in no name: only the disk can tell what it is.
    match whole.file_name() {
        Some(_) => whole,
        None => whole.canonicalize().unwrap_or(whole),
    }
}

/// A run of git.
struct Git {
    command: Command,
    lang: Lang,
}

fn git(folder: &Path, lang: Lang) -> Git {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    Git { command, lang }
}

impl Git {
    fn args(&mut self, arguments: impl IntoIterator<Item = impl AsRef<std::ffi::OsStr>>) -> &mut Self {
        self.command.args(arguments);
        self
    }

    fn arg(&mut self, argument: String) -> &mut Self {
        self.command.arg(argument);
        self
    }

    fn failed(&self, error: &str) -> Failure {
        let values = [("error", &*printable(error.trim()))];
        Failure(catalogue::SINCE_GIT_FAILED.fill(self.lang, &values))
    }

    /// What it prints; where it fails, what it says of that.
    fn run(&mut self) -> Result<Result<Vec<u8>, String>, Failure> {
        let output = self.command.output().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Failure(catalogue::SINCE_NO_GIT.text(self.lang).to_owned()),
            _ => self.failed(&error.to_string()),
        })?;
        if output.status.success() {
            return Ok(Ok(output.stdout));
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Ok(Err(said.lines().next().unwrap_or_default().to_owned()))
    }

    /// Names, each ended by NUL: of any characters, line breaks too.
    fn names(&mut self) -> Result<Vec<OsString>, Failure> {
        let printed = match self.run()? {
            Ok(printed) => printed,
            Err(said) => return Err(self.failed(&said)),
        };
        let names = printed.split(|byte| *byte == 0);
        Ok(names.filter(|name| !name.is_empty()).map(native).collect())
    }
}

#[cfg(unix)]
fn native(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(name).to_owned()
}

#[cfg(not(unix))]
fn native(name: &[u8]) -> OsString {
    String::from_utf8_lossy(name).into_owned().into()
}
