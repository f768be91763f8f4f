//! Which files to look at: paths as they were named, and folders walked with .gitignore respected.

use std::collections::HashSet;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use crate::read::{Format, Named};

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

/// A file, or why there is none.
pub(super) type Step = Result<Found, Unreachable>;

/// Walks `paths` in order, folders in the order of their files' names. A file is given once, however
/// often and by whatever names the paths lead to it, and by its own name where it is named.
pub(super) fn walk(paths: &[PathBuf], mut each: impl FnMut(Step) -> bool) {
    let mut given = (paths.len() > 1).then(|| Given::new(paths));
    for path in paths {
        let more = match std::fs::metadata(path) {
            Err(error) => each(Err(Unreachable {
                path: path.clone(),
                error,
            })),
            Ok(meta) if meta.is_dir() => walk_folder(path, given.as_mut(), &mut each),
            Ok(_) if given.as_mut().is_some_and(|given| !given.first(path)) => true,
            Ok(_) => each(Ok(Found {
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

fn walk_folder(folder: &Path, mut given: Option<&mut Given>, each: &mut impl FnMut(Step) -> bool) -> bool {
    let walker = WalkBuilder::new(folder)
        .hidden(false)
        .ignore(false)
        .git_global(false)
        .require_git(false)
        .follow_links(true)
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
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if !is_file || !is_looked_at(entry.path()) {
                    continue;
                }
                if given.as_mut().is_some_and(|given| !given.takes(entry.path())) {
                    continue;
                }
                Ok(Found {
                    path: entry.into_path(),
                    named: Named::ByFolder,
                })
            }
            Err(error) => {
                // A link that leads back up: what it leads to is walked already.
                if is_loop(&error) {
                    continue;
                }
                let path = path_of(&error).unwrap_or(folder).to_owned();
                let error = match error.into_io_error() {
                    Some(error) => error,
                    // A line of a .gitignore that is no pattern: the rest of it holds.
                    None => continue,
                };
                Err(Unreachable { path, error })
            }
        };
        if !each(step) {
            return false;
        }
    }
    true
}

/// Whether a file found in a folder may hold requests, by its name.
fn is_looked_at(path: &Path) -> bool {
    // Of a name that is not Unicode the extension still is.
    path.extension()
        .and_then(|it| it.to_str())
        .is_some_and(|it| Format::by_extension(it).is_some())
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => is_loop(err),
        _ => false,
    }
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
    !odd && path.last().is_some_and(|last| !matches!(last, b'\\' | 0))
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
    }
}
