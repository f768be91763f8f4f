//! Runs git such that no program named by a repository is run and nothing is fetched.
//!
//! git answers four questions: the repository's root, the tree of a revision, the contents of the index, and the
//! contents of a tree object. None of these commands applies a filter, converts text, enters a submodule, runs a
//! hook, starts a pager or reads the working tree, so `filter.*`, `diff.*`, `core.sshCommand` and the like have no
//! effect. A list of settings to switch off could never be complete, since drivers have arbitrary names.
//!
//! gix 0.90 would do the same without a process. Measured: 76 more crates, 2.1 MB more in the binary and 68 s more
//! CPU time to build it. Users of `--since` have git, and its five runs take less time than reading the first hundred
//! files.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::cli::Failure;
use crate::message::catalogue;

/// Limit on the bytes of a tree object: 250,000 files in one folder.
const MAX_TREE: u64 = 16 * 1024 * 1024;

/// How long git may be silent (wall clock).
const TIMEOUT_SECONDS: u64 = 20;
const TIMEOUT: Duration = Duration::from_secs(TIMEOUT_SECONDS);

/// Limit on the bytes of git's error message.
const MAX_STDERR: u64 = 4096;

/// git's environment variables that are passed on: limits of the search for a repository. Not passed on are those
/// that name a repository, index, object folder, helper or trace: inside a hook they may name another repository than
/// the path's.
const KEPT_VARIABLES: [&str; 2] = ["GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"];

/// An empty file.
const NO_FILE: &str = if cfg!(windows) { "nul" } else { "/dev/null" };

/// A run of git.
pub(super) struct Git {
    command: Command,
}

/// A git command in a folder.
///
/// # Errors
/// git is not installed.
pub(super) fn git(folder: &Path) -> Result<Git, Failure> {
    let program = program(folder).ok_or_else(|| Failure::of(catalogue::SINCE_NO_GIT.message()))?;
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let bytes = name.as_encoded_bytes();
        if bytes.starts_with(b"GIT_")
            && !bytes.starts_with(b"GIT_CONFIG_")
            && !KEPT_VARIABLES.iter().any(|kept| name == *kept)
        {
            command.env_remove(name);
        }
    }
    command
        .current_dir(folder)
        // Reading the index would run the command in core.fsmonitor.
        .args(["--no-pager", "-c", "core.fsmonitor="])
        // A bare repository inside a clone's working tree is not recognised.
        .args(["-c", "safe.bareRepository=explicit"])
        // Read commits themselves: a repository may contain a commit graph, replace refs or grafts that say
        // otherwise.
        .args(["-c", "core.commitGraph=false"])
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_GRAFT_FILE", NO_FILE)
        // Missing objects of a partial clone are not fetched; before git 2.45 the empty protocol list prevents it.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    Ok(Git { command })
}

/// The first FIFO or device, in place of a file, that git would open on its way from a folder to its repository and
/// hang on.
pub(super) fn not_a_file(folder: &Path) -> Option<PathBuf> {
    for above in folder.ancestors() {
        // With these a folder is a bare repository.
        let bare = ["HEAD", "commondir"].map(|name| above.join(name));
        if let Some(found) = bare.into_iter().find(|path| is_endless(path)) {
            return Some(found);
        }
        let git = above.join(".git");
        if is_endless(&git) {
            return Some(git);
        }
        if git.is_dir() {
            return endless_within(&git, true);
        }
        if git.exists() {
            break;
        }
    }
    None
}

fn endless_within(folder: &Path, outermost: bool) -> Option<PathBuf> {
    /// Data of submodules, extensions and other working trees, which git does not read here.
    const OTHERS: [&str; 4] = ["modules", "lfs", "annex", "worktrees"];
    for entry in folder.read_dir().ok()?.flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        let found = if kind.is_dir() {
            let is_others = outermost && OTHERS.iter().any(|name| entry.file_name() == *name);
            if is_others {
                None
            } else {
                endless_within(&path, false)
            }
        } else {
            (!kind.is_file() && is_endless(&path)).then_some(path)
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

#[cfg(unix)]
fn is_endless(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    path.metadata().is_ok_and(|about| {
        let kind = about.file_type();
        kind.is_fifo() || kind.is_char_device() || kind.is_block_device()
    })
}

#[cfg(not(unix))]
fn is_endless(_: &Path) -> bool {
    false
}

/// The nearest folder with a `.git`, from `folder` upwards.
pub(in crate::cli) fn holding(folder: &Path) -> Option<&Path> {
    folder
        .ancestors()
        .find(|above| above.join(".git").symlink_metadata().is_ok())
}

/// git on PATH, absolute entries only: an empty entry is the current folder. A program inside the repository, or a
/// link into it, is the repository's own and not used.
fn program(folder: &Path) -> Option<PathBuf> {
    let name = format!("git{}", std::env::consts::EXE_SUFFIX);
    let paths = std::env::var_os("PATH")?;
    let repository = holding(folder).unwrap_or(folder);
    std::env::split_paths(&paths)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&name))
        .find(|program| {
            let target = program.canonicalize();
            program.is_file()
                && target
                    .is_ok_and(|target| !target.starts_with(repository) && !program.starts_with(repository))
        })
}

impl Git {
    pub(super) fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(arguments);
        self
    }

    pub(super) fn failed(&self, error: &str) -> Failure {
        let values = [("error", &*crate::source::printable(error.trim()))];
        Failure::of(catalogue::SINCE_GIT_FAILED.with(&values))
    }

    /// Standard output, or git's error message if it fails.
    pub(super) fn run(&mut self) -> Result<Result<Vec<u8>, String>, Failure> {
        let (stdout, stderr) = (Stdio::piped(), Stdio::piped());
        let spawned = self.command.stdout(stdout).stderr(stderr).spawn();
        let mut child = spawned.map_err(|error| self.failed(&error.to_string()))?;
        let read = Self::read(&mut child);
        if read.is_err() {
            let _ = child.kill();
        }
        let status = child.wait();
        let (printed, error_output) = read.map_err(|error| self.failure_of(&error))?;
        if status.is_ok_and(|status| status.success()) {
            return Ok(Ok(printed));
        }
        let error_output = String::from_utf8_lossy(&error_output);
        Ok(Err(error_output.lines().next().unwrap_or_default().to_owned()))
    }

    /// All of standard output, and the beginning of standard error.
    fn read(child: &mut Child) -> std::io::Result<(Vec<u8>, Vec<u8>)> {
        let (Some(stdout), Some(mut stderr)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(std::io::ErrorKind::BrokenPipe.into());
        };
        let (send, error_output) = mpsc::sync_channel(1);
        thread::Builder::new().spawn(move || {
            let mut head = Vec::new();
            let _ = stderr.by_ref().take(MAX_STDERR).read_to_end(&mut head);
            // Drained, or git would block on a full pipe.
            let _ = std::io::copy(&mut stderr, &mut std::io::sink());
            let _ = send.send(head);
        })?;
        let mut printed = Vec::new();
        TimedReader::new(stdout)?.read_to_end(&mut printed)?;
        let error_output = error_output
            .recv_timeout(TIMEOUT)
            .map_err(|_| std::io::ErrorKind::TimedOut)?;
        Ok((printed, error_output))
    }

    fn failure_of(&self, error: &std::io::Error) -> Failure {
        if error.kind() == std::io::ErrorKind::TimedOut {
            let seconds = TIMEOUT_SECONDS.to_string();
            return Failure::of(catalogue::SINCE_GIT_SILENT.with(&[("seconds", &seconds)]));
        }
        self.failed(&error.to_string())
    }

    /// Starts `git cat-file --batch`, which reads objects by name.
    pub(super) fn objects(self) -> Result<Objects, Failure> {
        let mut git = self.args(["cat-file", "--batch"]);
        let command = &mut git.command;
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| git.failed(&error.to_string()))?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let mut objects = Objects { child, pipes: None };
        if let Some((requests, answers)) = pipes {
            let answers = TimedReader::new(answers).map_err(|error| git.failed(&error.to_string()))?;
            objects.pipes = Some((requests, BufReader::new(answers)));
        }
        Ok(objects)
    }
}

/// git's output, with a timeout of [`TIMEOUT`] for each read: a FIFO or device inside the repository would block git
/// for ever.
struct TimedReader {
    chunks: Receiver<std::io::Result<Vec<u8>>>,
    chunk: std::io::Cursor<Vec<u8>>,
}

impl TimedReader {
    fn new(mut stdout: ChildStdout) -> std::io::Result<Self> {
        const CHUNK: usize = 64 * 1024;
        let (send, chunks) = mpsc::sync_channel(1);
        // The thread ends with git, which is killed after a timeout.
        thread::Builder::new().spawn(move || {
            loop {
                let mut bytes = vec![0; CHUNK];
                let read = match stdout.read(&mut bytes) {
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                    read => read,
                };
                let is_last = !matches!(read, Ok(1..));
                let chunk = read.map(|read| {
                    bytes.truncate(read);
                    bytes
                });
                if send.send(chunk).is_err() || is_last {
                    return;
                }
            }
        })?;
        let chunk = std::io::Cursor::default();
        Ok(Self { chunks, chunk })
    }
}

impl Read for TimedReader {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.chunk.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        match self.chunks.recv_timeout(TIMEOUT) {
            Ok(chunk) => self.chunk = std::io::Cursor::new(chunk?),
            Err(RecvTimeoutError::Timeout) => return Err(std::io::ErrorKind::TimedOut.into()),
            Err(RecvTimeoutError::Disconnected) => return Ok(0),
        }
        self.chunk.read(buffer)
    }
}

/// A running `git cat-file --batch`.
pub(super) struct Objects {
    child: Child,
    /// None after an invalid answer.
    pipes: Option<(ChildStdin, BufReader<TimedReader>)>,
}

/// The entries of a tree object by name.
pub(super) type Tree = HashMap<Vec<u8>, Entry>;

/// An entry of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub kind: Kind,
    /// The object id in hexadecimal.
    pub id: String,
}

/// The kind of a tree's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Link,
    Folder,
    /// A commit of another repository (a gitlink).
    Submodule,
}

impl Objects {
    /// The tree of this id; None if there is no such tree, or git fails.
    pub(super) fn tree(&mut self, id: &str) -> Option<Tree> {
        let answer = self.ask(id);
        if answer.is_none() {
            self.pipes = None;
        }
        parse(&answer??, id.len() / 2)
    }

    /// A tree's bytes; inner None if the object is missing or no tree, outer None if the answer is invalid or too large.
    fn ask(&mut self, id: &str) -> Option<Option<Vec<u8>>> {
        let (requests, answers) = self.pipes.as_mut()?;
        writeln!(requests, "{id}").ok()?;
        requests.flush().ok()?;
        let mut head = String::new();
        answers.by_ref().take(256).read_line(&mut head).ok()?;
        let head = head.strip_suffix('\n')?;
        let Some(kind_and_size) = head.strip_prefix(id)?.strip_prefix(' ')?.split_once(' ') else {
            // `<id> missing`
            return Some(None);
        };
        let size: u64 = kind_and_size.1.parse().ok()?;
        if size > MAX_TREE {
            return None;
        }
        let mut bytes = Vec::new();
        answers.by_ref().take(size + 1).read_to_end(&mut bytes).ok()?;
        (bytes.pop()? == b'\n' && bytes.len() as u64 == size).then_some(())?;
        Some((kind_and_size.0 == "tree").then_some(bytes))
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // Closing its input ends git.
        self.pipes = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Parses a tree object: for each entry mode, blank, name, NUL and an object id of `width` bytes.
fn parse(mut bytes: &[u8], width: usize) -> Option<Tree> {
    let mut tree = Tree::new();
    while !bytes.is_empty() {
        let blank = bytes.iter().position(|byte| *byte == b' ')?;
        let (mode, rest) = (bytes.get(..blank)?, bytes.get(blank + 1..)?);
        let end = rest.iter().position(|byte| *byte == 0)?;
        let (name, rest) = (rest.get(..end)?, rest.get(end + 1..)?);
        let kind = match mode {
            [b'1', b'0', ..] => Kind::File,
            b"120000" => Kind::Link,
            b"40000" => Kind::Folder,
            _ => Kind::Submodule,
        };
        let id = hex(rest.get(..width)?);
        tree.insert(name.to_vec(), Entry { kind, id });
        bytes = rest.get(width..)?;
    }
    Some(tree)
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A name as git stores it.
#[cfg(unix)]
pub(super) fn bytes(name: &OsStr) -> Option<Vec<u8>> {
    use std::os::unix::ffi::OsStrExt;
    Some(name.as_bytes().to_vec())
}

#[cfg(not(unix))]
pub(super) fn bytes(name: &OsStr) -> Option<Vec<u8>> {
    name.to_str().map(|name| name.as_bytes().to_vec())
}

/// A name from git as the system represents it.
#[cfg(unix)]
pub(super) fn native(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(name).to_owned()
}

#[cfg(not(unix))]
pub(super) fn native(name: &[u8]) -> OsString {
    String::from_utf8_lossy(name).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_that_is_cut_or_is_none_is_no_tree() {
        let mut whole = b"100644 a.yaml\0".to_vec();
        whole.extend([0xab; 20]);
        whole.extend(b"40000 x y\0");
        whole.extend([1; 20]);
        let tree = parse(&whole, 20).unwrap();
        assert_eq!(tree[&b"a.yaml"[..]].id, "ab".repeat(20));
        assert_eq!(tree[&b"x y"[..]].kind, Kind::Folder);
        let ends = [0, 34, whole.len()];
        for end in (0..=whole.len()).filter(|end| !ends.contains(end)) {
            assert!(parse(&whole[..end], 20).is_none(), "{end}");
        }
        assert!(parse(&whole, 32).is_none());
    }
}
