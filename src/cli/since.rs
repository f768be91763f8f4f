//! `--since REV`: which files have changed since a revision.
//!
//! What differs between the revision and the files on disk or the index counts, and so does what git does not
//! track. A changed configuration changes the verdict on every file under it, and all of them count. git tells
//! what the revision and the index hold; the files are compared with that here, byte for byte, so that whatever a
//! repository would have git do with them (filters, attributes, what not to look for) changes nothing: a file
//! that cannot be said to be the same has changed.

mod git;
mod repository;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Failure, files};
use crate::message::{Entry, catalogue};
use crate::source::printable;

pub(super) use git::holding;
use repository::Repository;

/// What has changed since a revision.
pub(super) struct Changed {
    repositories: Mutex<Vec<Repository>>,
    /// Something that every verdict hangs on has changed.
    all: bool,
}

impl Changed {
    /// What has changed in the repositories that `paths` lie in. `everything` are files and folders that
    /// every verdict hangs on: rule packs, a configuration that was named, a baseline.
    ///
    /// # Errors
    /// There is no git, no repository, or no such revision.
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
        // Of two, one in the other, a file belongs to the inner one.
        repositories.sort_by_key(|one| std::cmp::Reverse(one.root().components().count()));
        let all = everything.iter().any(|path| {
            let whole = path.canonicalize().unwrap_or_else(|_| rooted(path));
            let own = of(&mut repositories, &whole);
            own.is_some_and(|own| own.differs_anywhere(&whole))
        });
        let repositories = Mutex::new(repositories);
        Ok(Self { repositories, all })
    }

    /// Whether a file has changed. `last` is kept from one file to the next: most lie in one folder.
    pub(super) fn takes(&self, path: &Path, last: &mut Folder) -> bool {
        if self.all {
            return true;
        }
        let mut repositories = self.repositories.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some(folder), Some(name)) = (last.of(path, &mut repositories), path.file_name()) else {
            return true;
        };
        let whole = folder.join(name);
        // A link is a file of its own to git, and so is what it leads to.
        let target = match whole.symlink_metadata() {
            Ok(about) if about.is_symlink() => whole.canonicalize().ok(),
            Ok(_) => None,
            Err(_) => return true,
        };
        std::iter::once(whole).chain(target).any(|path| {
            // Of what lies in no repository nobody can say that it has not changed.
            of(&mut repositories, &path).is_none_or(|own| own.differs(&path))
        })
    }
}

/// The repository that a path lies in, as it is without links.
fn of<'r>(repositories: &'r mut [Repository], path: &Path) -> Option<&'r mut Repository> {
    repositories.iter_mut().find(|one| path.starts_with(one.root()))
}

/// The folder of the file before, as it is named and with its links followed; none where all in it has changed.
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

/// A folder with its links followed, where neither one of them nor what governs its files has changed.
fn same(folder: &Path, repositories: &mut [Repository]) -> Option<PathBuf> {
    let whole = folder.canonicalize().ok()?;
    if whole != folder {
        for link in folder.ancestors().filter(|path| path.is_symlink()) {
            let link = self::whole(link)?;
            if of(repositories, &link).is_some_and(|own| own.differs(&link)) {
                return None;
            }
        }
    }
    let own = of(repositories, &whole)?;
    (!own.is_governed_anew(&whole)).then_some(whole)
}

/// The root of the repository that a path lies in.
fn root(path: &Path) -> Result<PathBuf, Failure> {
    let said = |entry: Entry, path: &Path| {
        let working = std::env::current_dir().unwrap_or_default();
        let shown = files::display(path, &working);
        Failure::of(entry.with(&[("path", &printable(&shown))]))
    };
    let nowhere = || said(catalogue::SINCE_NO_REPOSITORY, path);
    let whole = whole(path).unwrap_or_else(|| rooted(path));
    // The walk reports a path that does not exist.
    let folder = whole
        .ancestors()
        .find(|folder| folder.is_dir())
        .and_then(|folder| folder.canonicalize().ok())
        .ok_or_else(nowhere)?;
    if let Some(endless) = git::not_a_file(&folder) {
        return Err(said(catalogue::SINCE_NOT_A_FILE, &endless));
    }
    let mut asked = git::git(&folder)?.args(["rev-parse", "--show-toplevel"]);
    let root = match asked.run()? {
        Ok(root) => root,
        Err(said) if said.contains("not a git repository") => return Err(nowhere()),
        Err(said) => return Err(asked.failed(&said)),
    };
    let root = PathBuf::from(git::native(root.strip_suffix(b"\n").unwrap_or(&root)));
    let root = root.canonicalize().unwrap_or(root);
    // `core.worktree` may name any folder: the files compared would not be those of the commit.
    if git::holding(&folder) != Some(root.as_path()) {
        return Err(said(catalogue::SINCE_OTHER_FOLDER, path));
    }
    Ok(root)
}

/// A path from the root, its folder's links followed and its own not.
fn whole(path: &Path) -> Option<PathBuf> {
    let path = rooted(path);
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Some(folder.canonicalize().ok()?.join(name)),
        _ => path.canonicalize().ok(),
    }
}

fn rooted(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // `a/..` ends in no name: only the disk can tell what it is.
    match whole.file_name() {
        Some(_) => whole,
        None => whole.canonicalize().unwrap_or(whole),
    }
}
