//! What git ignores, by the ignore files of a repository and by nothing else.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::files::open_regular;

/// The bytes of all ignore files that hold in a folder, since their patterns take four hundred times as many: one that
/// is too much is not obeyed, so that more is checked and not less.
const MAX_IGNORES: u64 = 48 * 1024;

/// The ignore files of a folder that is walked, and of those above it in its repository.
pub(super) struct Ignores {
    /// The folder that is walked, links followed.
    root: PathBuf,
    folders: HashMap<PathBuf, Arc<Folder>>,
    /// The bytes of all that is known.
    held: u64,
}

/// The ignore files that count in a folder.
struct Folder {
    /// In the order in which git asks them.
    own: Vec<Gitignore>,
    /// The bytes of those, and with those above.
    bytes: u64,
    all_bytes: u64,
    above: Option<Arc<Folder>>,
}

impl Folder {
    fn ignores(&self, path: &Path, is_folder: bool) -> bool {
        let mut here = Some(self);
        while let Some(folder) = here {
            for own in &folder.own {
                match own.matched(path, is_folder) {
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
    /// Those of a folder, links followed.
    pub(super) fn new(root: PathBuf) -> Self {
        Self {
            root,
            folders: HashMap::new(),
            held: 0,
        }
    }

    /// Whether git ignores what is at a path in the folder, links followed; a file that it tracks too.
    pub(super) fn ignore(&mut self, path: &Path, is_folder: bool) -> bool {
        path.parent()
            .is_some_and(|folder| self.folder(folder).ignores(path, is_folder))
    }

    fn folder(&mut self, path: &Path) -> Arc<Folder> {
        if let Some(known) = self.folders.get(path) {
            return Arc::clone(known);
        }
        let mut own = vec![path.join(".gitignore")];
        let mut above = None;
        // Ignore files count inside their repository alone. Where there is none, those of the folder that is walked
        // may still be meant; none above it is.
        if let Some(exclude) = exclude(path) {
            own.push(exclude);
        } else if let Some(parent) = path.parent().filter(|_| self.has_above(path)) {
            above = Some(self.folder(parent));
        }
        let all_above = above.as_ref().map_or(0, |above: &Arc<Folder>| above.all_bytes);
        let mut folder = Folder {
            own: Vec::new(),
            bytes: 0,
            all_bytes: all_above,
            above,
        };
        for file in own {
            if let Some((patterns, bytes)) = read(&file, path, MAX_IGNORES - folder.all_bytes) {
                folder.own.push(patterns);
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

    /// Forgets the folders that do not stand above one: what is walked already is not asked for again, and what is,
    /// is read anew.
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

/// Whether a file says what git ignores, or is git's own.
pub(super) fn is_of_git(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.eq_ignore_ascii_case(".gitignore"))
        || path.ends_with("info/exclude")
        || path
            .components()
            .any(|part| part.as_os_str().eq_ignore_ascii_case(".git"))
}

/// What a repository ignores for itself alone; none where the folder is no repository's root. A second working tree
/// shares that of the first.
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
    let own = line(&git)
        .and_then(|line| Some(root.join(line.strip_prefix("gitdir: ")?)))
        .unwrap_or(git);
    let common = line(&own.join("commondir")).map_or_else(|| own.clone(), |common| own.join(common));
    Some(common.join("info/exclude"))
}

/// The patterns of a file for what is in a folder. As git has it, one that is a link is none; neither is one that
/// is no file, or could not be read whole. With how many bytes they are.
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
        // A line that is no pattern: the rest of the file holds.
        let _ = patterns.add_line(None, &without_braces(line));
    }
    Some((patterns.build().ok()?, length))
}

/// A pattern whose braces stand for themselves, as they do in git; globset takes them for alternatives.
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
