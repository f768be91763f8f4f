//! The folders given to a run, and whether each holds a request: a CI gate that checks nothing must not look like one
//! that found nothing.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::files;
use crate::cli::paths::Paths;

/// The folders, each with whether anything to check was found in it.
#[derive(Default)]
pub(super) struct Folders(Vec<Folder>);

struct Folder {
    /// The name in reports.
    name: String,
    /// The path with links resolved.
    whole: PathBuf,
    has_content: AtomicBool,
}

impl Folders {
    /// The folders among `paths`, except those inside another one: their files may be attributed to it. An empty list
    /// of `--paths-from` counts as an empty folder.
    pub(super) fn of(paths: &Paths, working: &Path) -> Self {
        if let (true, Some(name)) = (paths.all.is_empty(), &paths.list) {
            return Self(vec![Folder {
                name: name.clone(),
                whole: PathBuf::new(),
                has_content: AtomicBool::new(false),
            }]);
        }
        let folders: Vec<(&PathBuf, PathBuf)> = paths
            .all
            .iter()
            .filter(|path| path.is_dir())
            .map(|path| (path, whole(path)))
            .collect();
        let inside_another = |number: usize, whole: &Path| {
            (0..).zip(&folders).any(|(other, (_, folder))| {
                whole.starts_with(folder) && (other < number || whole != folder.as_path())
            })
        };
        let alone = (0..)
            .zip(&folders)
            .filter(|(number, (_, whole))| !inside_another(*number, whole));
        let folder = |path: &Path, whole: &Path| Folder {
            name: files::display(path, working),
            whole: whole.to_owned(),
            has_content: AtomicBool::new(false),
        };
        Self(alone.map(|(_, (path, whole))| folder(path, whole)).collect())
    }

    /// Records that a file has a request or a finding.
    pub(super) fn mark_content(&self, path: &Path) {
        for folder in self.without(path) {
            folder.has_content.store(true, Ordering::Relaxed);
        }
    }

    /// Whether a folder that contains the file has had nothing to check so far.
    pub(super) fn lacks_content(&self, path: &Path) -> bool {
        self.without(path).next().is_some()
    }

    fn without(&self, path: &Path) -> impl Iterator<Item = &Folder> {
        let remaining = self
            .0
            .iter()
            .filter(|folder| !folder.has_content.load(Ordering::Relaxed));
        let mut remaining = remaining.peekable();
        // Once every folder has something, paths are no longer resolved.
        let whole = remaining.peek().map(|_| whole(path));
        remaining.filter(move |folder| whole.as_ref().is_some_and(|path| path.starts_with(&folder.whole)))
    }

    /// The folders with nothing to check, each with whether it is a list instead.
    pub(super) fn empty(&self) -> impl Iterator<Item = (&str, bool)> {
        let empty = self
            .0
            .iter()
            .filter(|folder| !folder.has_content.load(Ordering::Relaxed));
        empty.map(|folder| (folder.name.as_str(), folder.whole.as_os_str().is_empty()))
    }
}

/// A path with links resolved; of a missing file the absolute path.
fn whole(path: &Path) -> PathBuf {
    let written = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.canonicalize().map_or_else(|_| written(), files::simple)
}
