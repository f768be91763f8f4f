//! Which files to look at: paths as they were named, and folders walked with what git ignores left out.

use std::collections::HashSet;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use crate::read::{Format, Named};
use crate::text::{Entry, catalogue};

/// A file to read.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// How it came to be read.
    pub named: Named,
}

/// A path that could not be looked at.
#[derive(Debug)]
pub(super) struct Unreachable {
    pub path: PathBuf,
    pub error: std::io::Error,
}

/// What is met on the way.
#[derive(Debug)]
pub(super) enum Step {
    /// A file to read.
    Found(Found),
    /// One that is left out, and why.
    LeftOut(PathBuf, Entry),
    /// A path that could not be looked at.
    Unreachable(Unreachable),
}

/// Walks `paths` in order, folders in the order of their files' names. A file is given once, however
/// often and by whatever names the paths lead to it, and by its own name where it is named.
pub(super) fn walk(paths: &[PathBuf], mut each: impl FnMut(Step) -> bool) {
    let mut given = (paths.len() > 1).then(|| Given::new(paths));
    for path in paths {
        let more = match std::fs::metadata(path) {
            Err(error) => each(Step::Unreachable(Unreachable {
                path: path.clone(),
                error,
            })),
            Ok(meta) if meta.is_dir() => walk_folder(path, given.as_mut(), &mut each),
            Ok(_) if given.as_mut().is_some_and(|given| !given.first(path)) => true,
            Ok(_) => each(Step::Found(Found {
                path: path.clone(),
                named: Named::Explicitly,
            })),
        };
        if !more {
            return;
        }
    }
}

/// What has been given already, by its true path. Kept only where several paths may overlap: a single
/// folder gives each of its files once.
struct Given {
    named: HashSet<PathBuf>,
    seen: HashSet<PathBuf>,
}

impl Given {
    fn new(paths: &[PathBuf]) -> Self {
        let named = paths
            .iter()
            .filter(|path| !path.is_dir())
            .map(|path| true_path(path))
            .collect();
        Self {
            named,
            seen: HashSet::new(),
        }
    }

    /// Whether a file is met for the first time.
    fn first(&mut self, path: &Path) -> bool {
        self.seen.insert(true_path(path))
    }

    /// Whether a file found in a folder is to be given now: not where its own name gives it.
    fn takes(&mut self, path: &Path) -> bool {
        let path = true_path(path);
        !self.named.contains(&path) && self.seen.insert(path)
    }
}

fn true_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Walks a folder: each real folder in it once, and nothing outside it, wherever links lead.
fn walk_folder(folder: &Path, mut given: Option<&mut Given>, each: &mut impl FnMut(Step) -> bool) -> bool {
    let root = true_path(folder);
    let in_repository = root.ancestors().any(|above| above.join(".git").exists());
    let mut walked = HashSet::new();
    let mut links = Vec::new();
    let walker = WalkBuilder::new(folder)
        .hidden(false)
        .ignore(false)
        .git_global(false)
        // As git has it: ignore files count inside their repository alone. Where there is none, those of the
        // folder that was named may still be meant; none above it is.
        .require_git(in_repository)
        .parents(in_repository)
        .follow_links(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        // Siblings share all but their names: comparing whole paths as bytes finds the same order as
        // comparing names, without taking each path apart again and again.
        .sort_by_file_path(|a, b| {
            a.as_os_str()
                .as_encoded_bytes()
                .cmp(b.as_os_str().as_encoded_bytes())
        })
        .build();
    for entry in walker {
        let step = match entry {
            Ok(entry) => {
                let is_looked_at = Format::by_path(entry.path()).is_some();
                let kind = entry.file_type();
                if kind.is_some_and(|kind| kind.is_dir()) || entry.depth() == 0 {
                    let inside = entry.path().strip_prefix(folder).unwrap_or(Path::new(""));
                    walked.insert(root.join(inside));
                    continue;
                }
                let left_out = if is_looked_at && is_leavings(entry.path()) {
                    Some(catalogue::LEFT_LEAVINGS)
                } else if kind.is_some_and(|kind| kind.is_symlink()) {
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
                        Ok(_) => continue,
                    }
                } else if kind.is_some_and(|kind| kind.is_file()) {
                    None
                } else {
                    continue;
                };
                match left_out {
                    Some(why) => Step::LeftOut(entry.into_path(), why),
                    None if !is_looked_at => continue,
                    None if given.as_mut().is_some_and(|given| !given.takes(entry.path())) => continue,
                    None => Step::Found(Found {
                        path: entry.into_path(),
                        named: Named::ByFolder,
                    }),
                }
            }
            Err(error) => {
                let path = path_of(&error).unwrap_or(folder).to_owned();
                let error = match error.into_io_error() {
                    Some(error) => error,
                    // A line of a .gitignore that is no pattern: the rest of it holds.
                    None => continue,
                };
                Step::Unreachable(Unreachable { path, error })
            }
        };
        if !each(step) {
            return false;
        }
    }
    // What a link leads to is walked by its own name, unless git ignores that.
    let hidden = links.into_iter().filter(|(_, target)| !walked.contains(target));
    for (link, _) in hidden {
        if !each(Step::LeftOut(link, catalogue::LEFT_LINK_IGNORED)) {
            return false;
        }
    }
    true
}

/// Whether a file is what editors and file managers leave beside another: Emacs' lock, what macOS keeps of a
/// file on foreign disks, the owner of an open office document.
fn is_leavings(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    [".#", "._", "~$"]
        .iter()
        .any(|head| name.starts_with(head.as_bytes()))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// A regular file, to be read: a pipe would be waited for, and a device read, without end.
///
/// # Errors
/// It is none, or cannot be opened.
pub(super) fn open_regular(path: &Path) -> std::io::Result<std::fs::File> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    if !meta.is_file() {
        return Err(std::io::ErrorKind::Unsupported.into());
    }
    std::fs::File::open(path)
}

/// The bytes of a regular file.
///
/// # Errors
/// It is none, is longer than `most` bytes, or cannot be read.
pub(super) fn read_regular(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_regular(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// An absolute path with `/` between its parts and before its drive, as URIs have it.
pub(super) fn absolute(path: &Path) -> String {
    let text = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    if text.starts_with('/') {
        text
    } else {
        format!("/{text}")
    }
}

/// How reports name a path: relative to the working directory, with `/` and no leading `./`.
pub(super) fn display(path: &Path, working: &Path) -> String {
    // Most are so already, or but for the working directory before them, and a folder may hold a hundred
    // thousand: they are not taken apart. The root is no beginning with a `/` behind it.
    if let (Some(text), Some(working)) = (path.to_str(), working.to_str())
        && is_plain(text.as_bytes())
        && working != "/"
        && text != working
    {
        let inside = text.strip_prefix(working).and_then(|rest| rest.strip_prefix('/'));
        let inside = inside.unwrap_or(text);
        if !inside.is_empty() && !inside.starts_with('.') {
            return inside.to_owned();
        }
    }
    let inside = if path.is_absolute() {
        path.strip_prefix(working).unwrap_or(path)
    } else {
        path
    };
    let mut out = String::new();
    for part in inside.components() {
        let text = match part {
            Component::CurDir => continue,
            Component::RootDir => "/".into(),
            part => part.as_os_str().to_string_lossy(),
        };
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        out.push_str(&text);
    }
    if out.is_empty() { ".".to_owned() } else { out }
}

/// Whether a path is written as reports write it, but for its beginning: of nothing but names and single `/`.
fn is_plain(path: &[u8]) -> bool {
    let pairs = path.iter().zip(path.iter().skip(1));
    let odd = pairs.fold(false, |found, (&a, &b)| {
        found | (a == b'\\') | (a == 0) | (a == b'/') & ((b == b'.') | (b == b'/'))
    });
    !odd && path.last().is_some_and(|last| !matches!(last, b'\\' | b'/' | 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_with_slashes() {
        let working = Path::new("/home/x");
        assert_eq!(display(Path::new("./a/./b.yaml"), working), "a/b.yaml");
        assert_eq!(display(Path::new("/home/x/a.yaml"), working), "a.yaml");
        assert_eq!(display(Path::new("/etc/a.yaml"), working), "/etc/a.yaml");
        assert_eq!(display(Path::new("../a.yaml"), working), "../a.yaml");
        assert_eq!(display(Path::new("/home/xy/a.yaml"), working), "/home/xy/a.yaml");
        assert_eq!(display(Path::new("/home/x"), working), ".");
        assert_eq!(display(Path::new("/home/x/.a.yaml"), working), ".a.yaml");
        assert_eq!(display(Path::new("/home//x/a.yaml"), working), "a.yaml");
        assert_eq!(display(Path::new("/tmp/a.yaml"), Path::new("/")), "tmp/a.yaml");
        for folder in ["a/", "a//", "./a/", "/home/x/a/", "a/."] {
            assert_eq!(display(Path::new(folder), working), "a", "{folder}");
        }
    }
}
