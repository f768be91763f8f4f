//! The folders that a run was given, and whether there is a request in each: a gate that checks nothing
//! must not look like one that found nothing.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::files;

/// The folders, each with whether there was anything to check in it.
#[derive(Default)]
pub(super) struct Folders(Vec<Folder>);

struct Folder {
    /// As reports name it.
    name: String,
    /// What the names of all files in it begin with.
    prefix: String,
    met: AtomicBool,
}

impl Folders {
    /// The folders among `paths`, but those that lie in another: their files may be given as its own.
    pub(super) fn of(paths: &[PathBuf], working: &Path) -> Self {
        let folders: Vec<(&PathBuf, PathBuf)> = paths
            .iter()
            .filter(|path| path.is_dir())
            .map(|path| (path, path.canonicalize().unwrap_or_else(|_| path.clone())))
            .collect();
        let inside_another = |number: usize, whole: &Path| {
            (0..).zip(&folders).any(|(other, (_, folder))| {
                whole.starts_with(folder) && (other < number || whole != folder.as_path())
            })
        };
        let alone = (0..)
            .zip(&folders)
            .filter(|(number, (_, whole))| !inside_another(*number, whole));
        let of = |path: &Path| {
            let name = files::display(path, working);
            let prefix = match name.as_str() {
                "." => String::new(),
                "/" => name.clone(),
                _ => format!("{name}/"),
            };
            Folder {
                name,
                prefix,
                met: AtomicBool::new(false),
            }
        };
        Self(alone.map(|(_, (path, _))| of(path)).collect())
    }

    /// Takes in that there is something to say of a file, or a request in it.
    pub(super) fn see(&self, name: &str) {
        for folder in &self.0 {
            if !folder.met.load(Ordering::Relaxed) && name.starts_with(&folder.prefix) {
                folder.met.store(true, Ordering::Relaxed);
            }
        }
    }

    /// The folders in which there was nothing to check.
    pub(super) fn empty(&self) -> impl Iterator<Item = &str> {
        let empty = self.0.iter().filter(|folder| !folder.met.load(Ordering::Relaxed));
        empty.map(|folder| folder.name.as_str())
    }
}
