//! `--since REV`: the files that have changed since a revision.
//!
//! A file has changed if its contents on disk or in the index differ from the revision, or if git does not track it.
//! A changed configuration affects every file under it, so all of them count. git is asked only what the revision and
//! the index contain; files are compared here byte for byte, so that a repository's settings (filters, attributes,
//! assume-unchanged) have no influence: a file not known to be equal has changed.

mod git;
mod repository;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Failure, files};
use crate::message::{Entry, catalogue};
use crate::source::printable;

pub(super) use git::holding;
use repository::Repository;

/// The changes since a revision.
pub(super) struct Changed {
    repositories: Mutex<Vec<Repository>>,
    /// Something that affects every verdict has changed.
    all: bool,
}

impl Changed {
    /// The changes in the repositories of `paths`. `everything` are files and folders that affect every verdict: rule
    /// packs, the configuration of `--config`, a baseline.
    ///
    /// # Errors
    /// git is not installed, a path is in no repository, or the revision does not exist.
    pub(super) fn since(revision: &str, paths: &[PathBuf], everything: &[PathBuf]) -> Result<Self, Failure> {
        // git would take it for an option.
        if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
            return Err(repository::no_revision(revision));
        }
        let mut repositories: Vec<Repository> = Vec::new();
        for path in paths.iter().filter(|path| path.as_os_str() != "-") {
            let root = root(path)?;
            if repositories.iter().all(|known| known.root() != root) {
                repositories.push(Repository::open(root, revision)?);
            }
        }
        // With nested repositories a file belongs to the innermost.
        repositories.sort_by_key(|one| std::cmp::Reverse(one.root().components().count()));
        let all = everything.iter().any(|path| {
            let whole = path.canonicalize().unwrap_or_else(|_| rooted(path));
            let repository = repository_of(&mut repositories, &whole);
            repository.is_some_and(|repository| repository.differs_anywhere(&whole))
        });
        let repositories = Mutex::new(repositories);
        Ok(Self { repositories, all })
    }

    /// Whether a file has changed. `last` caches the folder of the file before, as most are in one folder.
    pub(super) fn takes(&self, path: &Path, last: &mut Folder) -> bool {
        if self.all {
            return true;
        }
        let mut repositories = self.repositories.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some(folder), Some(name)) = (last.of(path, &mut repositories), path.file_name()) else {
            return true;
        };
        let whole = folder.join(name);
        // git tracks the link itself; its target counts as well.
        let target = match whole.symlink_metadata() {
            Ok(about) if about.is_symlink() => whole.canonicalize().ok(),
            Ok(_) => None,
            Err(_) => return true,
        };
        std::iter::once(whole).chain(target).any(|path| {
            // A file outside every repository counts as changed.
            repository_of(&mut repositories, &path).is_none_or(|repository| repository.differs(&path))
        })
    }
}

/// The repository of a path with links resolved.
fn repository_of<'r>(repositories: &'r mut [Repository], path: &Path) -> Option<&'r mut Repository> {
    repositories.iter_mut().find(|one| path.starts_with(one.root()))
}

/// The last file's folder, as named and with links resolved; None if everything in it counts as changed.
#[derive(Default)]
pub(super) struct Folder(Option<(PathBuf, Option<PathBuf>)>);

impl Folder {
    fn of(&mut self, path: &Path, repositories: &mut [Repository]) -> Option<&Path> {
        let folder = match path.parent()? {
            here if here.as_os_str().is_empty() => Path::new("."),
            folder => folder,
        };
        if self.0.as_ref().is_none_or(|(named, _)| named != folder) {
            let whole = same(&rooted(folder), repositories);
            self.0 = Some((folder.to_owned(), whole));
        }
        self.0.as_ref().and_then(|(_, whole)| whole.as_deref())
    }
}

/// The folder with links resolved, if neither a link in it nor its configuration or ignore file has changed.
fn same(folder: &Path, repositories: &mut [Repository]) -> Option<PathBuf> {
    let whole = folder.canonicalize().ok()?;
    if whole != folder {
        for link in folder.ancestors().filter(|path| path.is_symlink()) {
            let link = self::whole(link)?;
            if repository_of(repositories, &link).is_some_and(|repository| repository.differs(&link)) {
                return None;
            }
        }
    }
    let repository = repository_of(repositories, &whole)?;
    (!repository.control_files_differ(&whole)).then_some(whole)
}

/// The root of a path's repository.
fn root(path: &Path) -> Result<PathBuf, Failure> {
    let failure = |entry: Entry, path: &Path| {
        let working = std::env::current_dir().unwrap_or_default();
        let shown = files::display(path, &working);
        Failure::of(entry.with(&[("path", &printable(&shown))]))
    };
    let nowhere = || failure(catalogue::SINCE_NO_REPOSITORY, path);
    let whole = whole(path).unwrap_or_else(|| rooted(path));
    // A missing path is reported by the walk.
    let folder = whole
        .ancestors()
        .find(|folder| folder.is_dir())
        .and_then(|folder| folder.canonicalize().ok())
        .ok_or_else(nowhere)?;
    if let Some(endless) = git::not_a_file(&folder) {
        return Err(failure(catalogue::SINCE_NOT_A_FILE, &endless));
    }
    let mut git_command = git::git(&folder)?.args(["rev-parse", "--show-toplevel"]);
    let root = match git_command.run()? {
        Ok(root) => root,
        Err(error) if error.contains("not a git repository") => return Err(nowhere()),
        Err(error) => return Err(git_command.failed(&error)),
    };
    let root = PathBuf::from(git::native(root.strip_suffix(b"\n").unwrap_or(&root)));
    let root = root.canonicalize().unwrap_or(root);
    // `core.worktree` may name any folder: the files compared would not be those of the commit.
    if git::holding(&folder) != Some(root.as_path()) {
        return Err(failure(catalogue::SINCE_OTHER_FOLDER, path));
    }
    Ok(root)
}

/// An absolute path with the links of its folder resolved, but not its own.
fn whole(path: &Path) -> Option<PathBuf> {
    let path = rooted(path);
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Some(folder.canonicalize().ok()?.join(name)),
        _ => path.canonicalize().ok(),
    }
}

fn rooted(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // `a/..` has no file name: resolve it on disk.
    match whole.file_name() {
        Some(_) => whole,
        None => whole.canonicalize().unwrap_or(whole),
    }
}
