//! The files of a run: named paths, and folders walked without what git ignores.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::files;
use super::ignores::Ignores;
use crate::format;
use crate::message::{Entry, catalogue};
use crate::read::FileSelection;

/// A file to read.
#[derive(Debug)]
pub(super) struct FileEntry {
    /// Its path.
    pub path: PathBuf,
    /// Whether it was named or found in a folder.
    pub named: FileSelection,
    /// Whether it is a request only if its configuration includes it.
    pub asked_for: bool,
}

/// A path that cannot be read.
#[derive(Debug)]
pub(super) struct Unreachable {
    pub path: PathBuf,
    pub error: std::io::Error,
}

/// A step of the walk.
#[derive(Debug)]
pub(super) enum Step {
    /// A file to read.
    FileEntry(FileEntry),
    /// A file that is left out, and why.
    LeftOut(PathBuf, Entry),
    /// A path that cannot be read.
    Unreachable(Unreachable),
}

/// Walks `paths` in order, folders by file name. A file is given once, however many paths lead to it, and under its
/// own path if that was named.
pub(super) fn walk(paths: &[PathBuf], mut each: impl FnMut(Step) -> bool) {
    let mut given = (paths.len() > 1).then(|| Visited::new(paths));
    for path in paths {
        let more = match files::about(path) {
            Err(error) => each(Step::Unreachable(Unreachable {
                path: path.clone(),
                error,
            })),
            Ok(meta) if meta.is_dir() => walk_folder(path, given.as_mut(), &mut each),
            Ok(_) if given.as_mut().is_some_and(|given| !given.first(path)) => true,
            Ok(_) => each(Step::FileEntry(FileEntry {
                path: path.clone(),
                named: FileSelection::Explicit,
                asked_for: false,
            })),
        };
        if !more {
            return;
        }
    }
}

/// The files given so far, by resolved path. Needed only where several paths may overlap: one folder gives each file
/// once.
struct Visited {
    named: HashSet<PathBuf>,
    seen: HashSet<PathBuf>,
}

impl Visited {
    fn new(paths: &[PathBuf]) -> Self {
        let named = paths
            .iter()
            .filter(|path| !path.is_dir())
            .map(|path| resolved(path))
            .collect();
        Self {
            named,
            seen: HashSet::new(),
        }
    }

    /// Whether a file is seen for the first time.
    fn first(&mut self, path: &Path) -> bool {
        self.seen.insert(resolved(path))
    }

    /// Whether a file found in a folder is to be given now: not if it was also named itself.
    fn takes(&mut self, path: &Path) -> bool {
        let path = resolved(path);
        !self.named.contains(&path) && self.seen.insert(path)
    }
}

fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Walks a folder: each real folder in it once, and nothing outside it, wherever links lead.
fn walk_folder(folder: &Path, mut given: Option<&mut Visited>, each: &mut impl FnMut(Step) -> bool) -> bool {
    let root = resolved(folder);
    let mut ignores = Ignores::new(root.clone());
    let mut walked = HashSet::new();
    let mut links = Vec::new();
    let mut entries = WalkDir::new(folder)
        // Within one folder, comparing whole paths equals comparing names and is cheaper.
        .sort_by(|a, b| a.path().as_os_str().cmp(b.path().as_os_str()))
        .into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                let error = error.into_io_error();
                let error = error.unwrap_or_else(|| std::io::ErrorKind::Other.into());
                if each(Step::Unreachable(Unreachable { path, error })) {
                    continue;
                }
                return false;
            }
        };
        let kind = entry.file_type();
        let known = format::extension(entry.path());
        let is_looked_at = known.is_some_and(|(_, extension)| extension.in_folders);
        if entry.depth() == 0 {
            walked.insert(root.clone());
            continue;
        }
        let is_folder = kind.is_dir();
        if is_folder && entry.file_name() == ".git" {
            entries.skip_current_dir();
            continue;
        }
        let may_be_asked_for = kind.is_file() && known.is_some();
        if !is_folder && !is_looked_at && !may_be_asked_for && !kind.is_symlink() {
            continue;
        }
        let place = root.join(entry.path().strip_prefix(folder).unwrap_or(Path::new("")));
        if ignores.ignore(&place, is_folder) {
            if is_folder {
                entries.skip_current_dir();
            } else if !is_looked_at {
                continue;
            }
            if each(Step::LeftOut(entry.into_path(), catalogue::LEFT_IGNORED)) {
                continue;
            }
            return false;
        }
        if is_folder {
            walked.insert(place);
            continue;
        }
        let left_out = if is_looked_at && is_byproduct(entry.path()) {
            Some(catalogue::LEFT_LEAVINGS)
        } else if kind.is_symlink() {
            match entry.path().canonicalize() {
                Err(_) => Some(catalogue::LEFT_LINK_NOWHERE),
                Ok(target) if target.is_dir() && target.starts_with(&root) => {
                    links.push((entry.into_path(), target));
                    continue;
                }
                Ok(target) if target.is_dir() || is_looked_at && !target.starts_with(&root) => {
                    Some(catalogue::LEFT_LINK_OUTSIDE)
                }
                Ok(target) if target.is_file() => None,
                Ok(_) if is_looked_at => Some(catalogue::LEFT_NO_FILE),
                Ok(_) => continue,
            }
        } else if kind.is_file() {
            None
        } else {
            Some(catalogue::LEFT_NO_FILE)
        };
        let step = match left_out {
            Some(why) => Step::LeftOut(entry.into_path(), why),
            None if !is_looked_at && (is_byproduct(entry.path()) || known.is_none()) => continue,
            None if given.as_mut().is_some_and(|given| !given.takes(entry.path())) => continue,
            None => Step::FileEntry(FileEntry {
                path: entry.into_path(),
                named: FileSelection::Walked,
                asked_for: !is_looked_at,
            }),
        };
        if !each(step) {
            return false;
        }
    }
    // A link's target is walked under its own path, unless git ignores that.
    let hidden = links.into_iter().filter(|(_, target)| !walked.contains(target));
    for (link, _) in hidden {
        if !each(Step::LeftOut(link, catalogue::LEFT_LINK_IGNORED)) {
            return false;
        }
    }
    true
}

/// Whether a file is a by-product of an editor or file manager: Emacs' lock, macOS' AppleDouble file, the owner file
/// of an open Office document.
fn is_byproduct(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    [".#", "._", "~$"]
        .iter()
        .any(|head| name.starts_with(head.as_bytes()))
}
