//! A revision and the index compared with the files on disk.

use std::collections::{BTreeSet, HashMap};
use std::fs::Metadata;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha1_checked::Sha1;
use sha2::{Digest, Sha256};

use super::git::{self, Entry, Kind, Objects, Tree};
use crate::cli::{Failure, files};
use crate::message::catalogue;
use crate::source::{MAX_BYTES, printable};

/// Files that affect all files under their folder: the configuration and the ignore file.
const CONTROL_FILES: [&str; 2] = ["kigen.yaml", ".gitignore"];

/// A repository at a revision.
pub(super) struct Repository {
    root: PathBuf,
    /// The id of the revision's root tree.
    tree: String,
    objects: Objects,
    /// Cached trees by folder; None for folders that the revision does not have or that could not be read.
    trees: HashMap<PathBuf, Option<Arc<Tree>>>,
    /// The object id of each path in the index; None for a conflict.
    index: HashMap<Vec<u8>, Option<String>>,
    /// Whether git converts line ends on checkout (`core.autocrlf`).
    ends: bool,
    /// Whether a folder's governing files have changed, cached.
    control_files_differ_in: HashMap<PathBuf, bool>,
}

/// The failure that a revision does not exist.
pub(super) fn no_revision(revision: &str) -> Failure {
    Failure::of(catalogue::SINCE_NO_REVISION.with(&[("revision", &printable(revision))]))
}

impl Repository {
    /// Opens the repository with this root.
    ///
    /// # Errors
    /// The revision does not exist, or git fails.
    pub(super) fn open(root: PathBuf, revision: &str) -> Result<Self, Failure> {
        let git = |arguments: &[&str]| Ok::<_, Failure>(git::git(&root)?.args(arguments));
        let wanted = format!("{revision}^{{commit}}^{{tree}}");
        let tree = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?
            .run()?
            .map_err(|_| no_revision(revision))?;
        let mut listed = git(&["ls-files", "--stage", "-z", "--full-name"])?;
        let index = match listed.run()? {
            Ok(index) => index,
            Err(error) => return Err(listed.failed(&error)),
        };
        // Exits with 1 if unset.
        let ends = git(&["config", "--get", "core.autocrlf"])?
            .run()?
            .unwrap_or_default();
        let ends = String::from_utf8_lossy(&ends).trim().to_ascii_lowercase();
        Ok(Self {
            tree: String::from_utf8_lossy(&tree).trim().to_owned(),
            objects: git(&[])?.objects()?,
            trees: HashMap::new(),
            index: index.split(|byte| *byte == 0).filter_map(index_entry).collect(),
            ends: matches!(ends.as_str(), "true" | "yes" | "on" | "1" | "input"),
            control_files_differ_in: HashMap::new(),
            root,
        })
    }

    /// Its root, links resolved.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a path under the root (links in it not followed) differs from the revision or the index. Absent in all
    /// three is no difference.
    pub(super) fn differs(&mut self, path: &Path) -> bool {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(git::bytes)) else {
            return true;
        };
        let tree = self.tree(folder);
        let entry = tree.as_ref().and_then(|tree| tree.get(&name));
        let staged = self.relative(path).and_then(|name| self.index.get(&name));
        match (entry, path.symlink_metadata()) {
            (Some(entry), Ok(about)) => {
                staged.and_then(Option::as_ref) != Some(&entry.id) || !self.is(entry, path, &about)
            }
            (None, Err(_)) => staged.is_some(),
            (Some(_), Err(_)) | (None, Ok(_)) => true,
        }
    }

    /// Whether the configuration or the ignore file of a folder, or of one above it, has changed.
    pub(super) fn control_files_differ(&mut self, folder: &Path) -> bool {
        if let Some(known) = self.control_files_differ_in.get(folder) {
            return *known;
        }
        let here = CONTROL_FILES.iter().any(|name| self.differs(&folder.join(name)));
        let above = || folder.parent().filter(|_| folder != self.root);
        let differ = here
            || above()
                .map(Path::to_owned)
                .is_some_and(|above| self.control_files_differ(&above));
        self.control_files_differ_in.insert(folder.to_owned(), differ);
        differ
    }

    /// Whether a file, or a file of a rule pack's folder, has changed.
    pub(super) fn differs_anywhere(&mut self, path: &Path) -> bool {
        if !path.is_dir() {
            return self.differs(path);
        }
        let mut names: BTreeSet<PathBuf> = BTreeSet::new();
        let Ok(entries) = path.read_dir() else { return true };
        names.extend(entries.flatten().map(|entry| entry.path()));
        if let Some(tree) = self.tree(path) {
            names.extend(tree.keys().map(|name| path.join(git::native(name))));
        }
        let is_rule = |path: &PathBuf| {
            let extension = path.extension();
            extension.is_some_and(|it| it == "yaml" || it == "yml")
        };
        names.into_iter().filter(is_rule).any(|path| {
            let target = path.canonicalize().ok().filter(|_| path.is_symlink());
            let inside = target.filter(|target| target.starts_with(&self.root));
            self.differs(&path) || inside.is_some_and(|target| self.differs(&target))
        })
    }

    /// A folder's tree in the revision.
    fn tree(&mut self, folder: &Path) -> Option<Arc<Tree>> {
        if let Some(known) = self.trees.get(folder) {
            return known.clone();
        }
        let id = if folder == self.root {
            Some(self.tree.clone())
        } else {
            let name = folder.file_name().and_then(git::bytes);
            let above = folder.parent().and_then(|above| self.tree(above));
            let entry = above
                .zip(name)
                .and_then(|(above, name)| above.get(&name).cloned());
            // A submodule's files belong to another repository.
            entry
                .filter(|entry| entry.kind == Kind::Folder)
                .map(|entry| entry.id)
        };
        let tree = id.and_then(|id| self.objects.tree(&id)).map(Arc::new);
        self.trees.insert(folder.to_owned(), tree.clone());
        tree
    }

    /// A path as the index stores it.
    fn relative(&self, path: &Path) -> Option<Vec<u8>> {
        let parts = path.strip_prefix(&self.root).ok()?.components();
        let parts: Option<Vec<Vec<u8>>> = parts.map(|part| git::bytes(part.as_os_str())).collect();
        Some(parts?.join(&b'/'))
    }

    /// Whether the file on disk equals an entry.
    fn is(&self, entry: &Entry, path: &Path, about: &Metadata) -> bool {
        match entry.kind {
            Kind::File if about.is_file() => self.is_file(&entry.id, path).unwrap_or(false),
            Kind::Link if about.is_symlink() => path
                .read_link()
                .ok()
                .and_then(|target| git::bytes(target.as_os_str()))
                .is_some_and(|target| Blob::of(&entry.id, &target).is(&entry.id)),
            Kind::File | Kind::Link | Kind::Folder | Kind::Submodule => false,
        }
    }

    fn is_file(&self, id: &str, path: &Path) -> std::io::Result<bool> {
        let mut file = files::open_regular(path)?;
        let mut blob = Blob::new(id, file.metadata()?.len());
        let mut buffer = [0; 16 * 1024];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => blob.update(buffer.get(..read).unwrap_or_default()),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        if blob.is(id) {
            return Ok(true);
        }
        if !self.ends {
            return Ok(false);
        }
        let mut bytes = files::read_regular(path, MAX_BYTES)?;
        let mut before = 0;
        // Converts CRLF to LF only.
        bytes.reverse();
        bytes.retain(|byte| {
            let ends_line = before == b'\n' && *byte == b'\r';
            before = *byte;
            !ends_line
        });
        bytes.reverse();
        Ok(Blob::of(id, &bytes).is(id))
    }
}

/// Parses a line of `git ls-files --stage`: mode, object, stage, a tab and the path.
fn index_entry(line: &[u8]) -> Option<(Vec<u8>, Option<String>)> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let about = std::str::from_utf8(line.get(..tab)?).ok()?;
    let mut about = about.split(' ').skip(1);
    let (id, stage) = (about.next()?, about.next()?);
    Some((
        line.get(tab + 1..)?.to_vec(),
        (stage == "0").then(|| id.to_owned()),
    ))
}

/// git's object id of a file's bytes, in the repository's hash function.
enum Blob {
    Sha1(Box<Sha1>),
    Sha256(Sha256),
}

impl Blob {
    /// For this many bytes; `like` is an id of the repository, whose length determines the hash function.
    fn new(like: &str, length: u64) -> Self {
        let mut blob = match like.len() {
            40 => Self::Sha1(Box::default()),
            _ => Self::Sha256(Sha256::new()),
        };
        blob.update(format!("blob {length}\0").as_bytes());
        blob
    }

    fn of(like: &str, bytes: &[u8]) -> Self {
        let mut blob = Self::new(like, bytes.len() as u64);
        blob.update(bytes);
        blob
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(digest) => digest.update(bytes),
            Self::Sha256(digest) => digest.update(bytes),
        }
    }

    /// Whether this is the id. A detected SHA-1 collision counts as different.
    fn is(self, id: &str) -> bool {
        match self {
            Self::Sha1(digest) => {
                let result = digest.try_finalize();
                !result.has_collision() && git::hex(result.hash()) == id
            }
            Self::Sha256(digest) => git::hex(&digest.finalize()) == id,
        }
    }
}
