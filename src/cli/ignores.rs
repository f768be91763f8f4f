//! git's ignore rules, from the ignore files of a repository only.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::files::open_regular;

/// Limit on the bytes of all ignore files that apply in a folder, since compiled patterns take four hundred times as
/// many: a file past it is not obeyed, so that more is checked rather than less.
const MAX_IGNORES: u64 = 48 * 1024;

/// The ignore files of a walked folder and of those above it in its repository.
pub(super) struct Ignores {
    /// The walked folder, links resolved.
    root: PathBuf,
    folders: HashMap<PathBuf, Arc<Folder>>,
    /// Bytes of all cached ignore files.
    held: u64,
}

/// The ignore files that apply in a folder.
struct Folder {
    /// In git's order of precedence.
    patterns: Vec<Gitignore>,
    /// Bytes of the folder's own files.
    bytes: u64,
    all_bytes: u64,
    above: Option<Arc<Folder>>,
}

impl Folder {
    fn ignores(&self, path: &Path, is_folder: bool) -> bool {
        let mut here = Some(self);
        while let Some(folder) = here {
            for patterns in &folder.patterns {
                match patterns.matched(path, is_folder) {
                    Match::Ignore(_) => return true,
                    Match::Whitelist(_) => return false,
                    Match::None => {}
                }
            }
            here = folder.above.as_deref();
        }
        false
    }
}

impl Ignores {
    /// For a folder with links resolved.
    pub(super) fn new(root: PathBuf) -> Self {
        Self {
            root,
            folders: HashMap::new(),
            held: 0,
        }
    }

    /// Whether git ignores a path (links resolved) in the folder, tracked files included.
    pub(super) fn ignore(&mut self, path: &Path, is_folder: bool) -> bool {
        path.parent()
            .is_some_and(|folder| self.folder(folder).ignores(path, is_folder))
    }

    fn folder(&mut self, path: &Path) -> Arc<Folder> {
        if let Some(known) = self.folders.get(path) {
            return Arc::clone(known);
        }
        let mut paths = vec![path.join(".gitignore")];
        let mut above = None;
        // Ignore files apply inside their repository only. Without one, those from the walked folder down apply, and
        // none above it.
        if let Some(exclude) = exclude(path) {
            paths.push(exclude);
        } else if let Some(parent) = path.parent().filter(|_| self.has_above(path)) {
            above = Some(self.folder(parent));
        }
        let all_above = above.as_ref().map_or(0, |above: &Arc<Folder>| above.all_bytes);
        let mut folder = Folder {
            patterns: Vec::new(),
            bytes: 0,
            all_bytes: all_above,
            above,
        };
        for file in paths {
            if let Some((patterns, bytes)) = read(&file, path, MAX_IGNORES - folder.all_bytes) {
                folder.patterns.push(patterns);
                folder.bytes += bytes;
                folder.all_bytes += bytes;
            }
        }
        self.held += folder.bytes;
        if self.held > MAX_IGNORES {
            self.forget_all_but(path, &folder);
        }
        let folder = Arc::new(folder);
        self.folders.insert(path.to_owned(), Arc::clone(&folder));
        folder
    }

    /// Drops the cached folders that are not above this one: finished folders are not queried again, and if one is,
    /// its files are read again.
    fn forget_all_but(&mut self, path: &Path, folder: &Folder) {
        let mut above = Vec::new();
        let mut here = folder.above.as_deref();
        for parent in path.ancestors().skip(1) {
            let Some(folder) = here else { break };
            above.push(parent);
            here = folder.above.as_deref();
        }
        self.folders.retain(|known, _| above.contains(&&**known));
        self.held = folder.all_bytes;
    }

    fn has_above(&self, path: &Path) -> bool {
        path != self.root && path.starts_with(&self.root)
            || path.ancestors().skip(1).any(|above| above.join(".git").exists())
    }
}

/// Whether a file is one of git's ignore files, or inside `.git`.
pub(super) fn is_of_git(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.eq_ignore_ascii_case(".gitignore"))
        || path.ends_with("info/exclude")
        || path
            .components()
            .any(|part| part.as_os_str().eq_ignore_ascii_case(".git"))
}

/// The exclude file of a repository; none if the folder is no repository's root. A linked working tree shares that of
/// the main one.
fn exclude(root: &Path) -> Option<PathBuf> {
    let git = root.join(".git");
    let about = git.metadata().ok()?;
    if about.is_dir() {
        return Some(git.join("info/exclude"));
    }
    let line = |file: &Path| {
        let mut text = String::new();
        let file = open_regular(file).ok()?;
        file.take(MAX_IGNORES).read_to_string(&mut text).ok()?;
        Some(text.trim_end_matches(['\r', '\n']).to_owned())
    };
    let git_folder = line(&git)
        .and_then(|line| Some(root.join(line.strip_prefix("gitdir: ")?)))
        .unwrap_or(git);
    let common = line(&git_folder.join("commondir"))
        .map_or_else(|| git_folder.clone(), |common| git_folder.join(common));
    Some(common.join("info/exclude"))
}

/// The patterns of a file for a folder, with their bytes. As in git, a link is not followed; a file that is not
/// regular, or cannot be read whole, counts as absent.
fn read(file: &Path, folder: &Path, most: u64) -> Option<(Gitignore, u64)> {
    if !file.symlink_metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    let opened = open_regular(file).ok()?;
    opened.take(most + 1).read_to_end(&mut bytes).ok()?;
    let length = bytes.len() as u64;
    if length > most {
        return None;
    }
    let text = String::from_utf8_lossy(&bytes);
    let mut patterns = GitignoreBuilder::new(folder);
    for line in text.strip_prefix('\u{feff}').unwrap_or(&text).lines() {
        // An invalid pattern is skipped.
        let _ = patterns.add_line(None, &without_braces(line));
    }
    Some((patterns.build().ok()?, length))
}

/// A pattern with braces escaped: they are literal in git, but alternatives in globset.
fn without_braces(line: &str) -> String {
    let mut pattern = String::with_capacity(line.len());
    let mut is_escaped = false;
    for c in line.chars() {
        if matches!(c, '{' | '}') && !is_escaped {
            pattern.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        pattern.push(c);
    }
    pattern
}
