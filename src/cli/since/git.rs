//! git, run so that nothing a repository says is run by it, and nothing is fetched.
//!
//! It answers four questions: where the repository's root is, which tree a revision names, what the index
//! holds, and what a tree object holds. None of them applies a filter, converts a text, looks into a submodule,
//! runs a hook, pages its output or compares with the working tree: `filter.*`, `diff.*`, `core.sshCommand` and
//! the like have nobody who reads them. Enumerating what to switch off could never be complete, as drivers have
//! names of their own.
//!
//! gix 0.90 would do the same without a process. Measured: 76 more crates, 2.1 MB more in the binary and 68 s of
//! processor time more to build it. Whoever asks what has changed since a commit has git, and its five runs
//! end before the first hundred files are read.

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

/// The longest tree object that is read: 250,000 files in one folder.
const MAX_TREE: u64 = 16 * 1024 * 1024;

/// How long git may say nothing.
const PATIENCE_SECONDS: u64 = 20;
const PATIENCE: Duration = Duration::from_secs(PATIENCE_SECONDS);

/// The most bytes that are read of what git says of a failure.
const MAX_SAID: u64 = 4096;

/// What of the caller's environment git still hears: where its own configuration is, and how far up a repository
/// is looked for. Not which repository, index, objects, helpers or traces are meant: within a hook that may be
/// another repository than the one that holds the path.
const KEPT: [&str; 2] = ["GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"];

/// A file with nothing in it.
const NO_FILE: &str = if cfg!(windows) { "nul" } else { "/dev/null" };

/// A run of git.
pub(super) struct Git {
    command: Command,
}

/// git in a folder.
///
/// # Errors
/// There is none.
pub(super) fn git(folder: &Path) -> Result<Git, Failure> {
    let program = program(folder).ok_or_else(|| Failure::of(catalogue::SINCE_NO_GIT.message()))?;
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let bytes = name.as_encoded_bytes();
        if bytes.starts_with(b"GIT_")
            && !bytes.starts_with(b"GIT_CONFIG_")
            && !KEPT.iter().any(|kept| name == *kept)
        {
            command.env_remove(name);
        }
    }
    command
        .current_dir(folder)
        // Reading the index would ask the file system's monitor, which is any command.
        .args(["--no-pager", "-c", "core.fsmonitor="])
        // A folder that only looks like a repository, as a clone may carry one, is none.
        .args(["-c", "safe.bareRepository=explicit"])
        // What a commit holds is read from the commit: a repository may carry a cache, a replacement or a graft that
        // tells otherwise.
        .args(["-c", "core.commitGraph=false"])
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_GRAFT_FILE", NO_FILE)
        // What a partial clone lacks is not fetched; before git 2.45 no protocol is what keeps it from that.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    Ok(Git { command })
}

/// What git would wait for, or read without end, on its way from a folder to its repository: a pipe or a device
/// in the place of a file.
pub(super) fn not_a_file(folder: &Path) -> Option<PathBuf> {
    for above in folder.ancestors() {
        // A folder is a repository of its own where these say so.
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
    /// What git keeps of other repositories and of other programs.
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

/// The outermost folder of the repository that a folder lies in, by what is on disk.
pub(in crate::cli) fn holding(folder: &Path) -> Option<&Path> {
    folder
        .ancestors()
        .find(|above| above.join(".git").symlink_metadata().is_ok())
}

/// git on the path, of whole paths alone: an empty one would be the repository's own folder. One that lies in the
/// repository, or is a link into it, is the repository's own program, however the path came to name it.
fn program(folder: &Path) -> Option<PathBuf> {
    let name = format!("git{}", std::env::consts::EXE_SUFFIX);
    let paths = std::env::var_os("PATH")?;
    let own = holding(folder).unwrap_or(folder);
    std::env::split_paths(&paths)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&name))
        .find(|program| {
            let target = program.canonicalize();
            program.is_file()
                && target.is_ok_and(|target| !target.starts_with(own) && !program.starts_with(own))
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

    /// What it prints; where it fails, what it says of that.
    pub(super) fn run(&mut self) -> Result<Result<Vec<u8>, String>, Failure> {
        let (stdout, stderr) = (Stdio::piped(), Stdio::piped());
        let spawned = self.command.stdout(stdout).stderr(stderr).spawn();
        let mut child = spawned.map_err(|error| self.failed(&error.to_string()))?;
        let read = Self::read(&mut child);
        if read.is_err() {
            let _ = child.kill();
        }
        let status = child.wait();
        let (printed, said) = read.map_err(|error| self.gave_up(&error))?;
        if status.is_ok_and(|status| status.success()) {
            return Ok(Ok(printed));
        }
        let said = String::from_utf8_lossy(&said);
        Ok(Err(said.lines().next().unwrap_or_default().to_owned()))
    }

    /// All that it prints, and the beginning of what it says of its failure.
    fn read(child: &mut Child) -> std::io::Result<(Vec<u8>, Vec<u8>)> {
        let (Some(stdout), Some(mut stderr)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(std::io::ErrorKind::BrokenPipe.into());
        };
        let (send, said) = mpsc::sync_channel(1);
        thread::Builder::new().spawn(move || {
            let mut head = Vec::new();
            let _ = stderr.by_ref().take(MAX_SAID).read_to_end(&mut head);
            // What is not read would keep it from going on.
            let _ = std::io::copy(&mut stderr, &mut std::io::sink());
            let _ = send.send(head);
        })?;
        let mut printed = Vec::new();
        TimedReader::new(stdout)?.read_to_end(&mut printed)?;
        let said = said
            .recv_timeout(PATIENCE)
            .map_err(|_| std::io::ErrorKind::TimedOut)?;
        Ok((printed, said))
    }

    fn gave_up(&self, error: &std::io::Error) -> Failure {
        if error.kind() == std::io::ErrorKind::TimedOut {
            let seconds = PATIENCE_SECONDS.to_string();
            return Failure::of(catalogue::SINCE_GIT_SILENT.with(&[("seconds", &seconds)]));
        }
        self.failed(&error.to_string())
    }

    /// The objects of a repository, by their names.
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
        if let Some((asked, answers)) = pipes {
            let answers = TimedReader::new(answers).map_err(|error| git.failed(&error.to_string()))?;
            objects.pipes = Some((asked, BufReader::new(answers)));
        }
        Ok(objects)
    }
}

/// What git prints, waited for no longer than [`PATIENCE`] at a time: a pipe or a device among the files of a
/// repository would keep it for ever.
struct TimedReader {
    chunks: Receiver<std::io::Result<Vec<u8>>>,
    chunk: std::io::Cursor<Vec<u8>>,
}

impl TimedReader {
    fn new(mut stdout: ChildStdout) -> std::io::Result<Self> {
        const CHUNK: usize = 64 * 1024;
        let (send, chunks) = mpsc::sync_channel(1);
        // It ends with git, which is ended where it is given up.
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
        match self.chunks.recv_timeout(PATIENCE) {
            Ok(chunk) => self.chunk = std::io::Cursor::new(chunk?),
            Err(RecvTimeoutError::Timeout) => return Err(std::io::ErrorKind::TimedOut.into()),
            Err(RecvTimeoutError::Disconnected) => return Ok(0),
        }
        self.chunk.read(buffer)
    }
}

/// Objects, asked for one at a time.
pub(super) struct Objects {
    child: Child,
    /// None once an answer was none.
    pipes: Option<(ChildStdin, BufReader<TimedReader>)>,
}

/// What a folder held: its names, each with what it is.
pub(super) type Tree = HashMap<Vec<u8>, Entry>;

/// The kind of a tree's entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub kind: Kind,
    /// The object's name, in hexadecimal.
    pub id: String,
}

/// What an entry of a tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Link,
    Folder,
    /// Another repository's commit.
    Submodule,
}

impl Objects {
    /// The folder of this name; none where there is no such object, or git says no more.
    pub(super) fn tree(&mut self, id: &str) -> Option<Tree> {
        let answer = self.ask(id);
        if answer.is_none() {
            self.pipes = None;
        }
        parse(&answer??, id.len() / 2)
    }

    /// The bytes of a tree, none in them where it is no tree; none at all where the answer is not as git's.
    fn ask(&mut self, id: &str) -> Option<Option<Vec<u8>>> {
        let (asked, answers) = self.pipes.as_mut()?;
        writeln!(asked, "{id}").ok()?;
        asked.flush().ok()?;
        let mut head = String::new();
        answers.by_ref().take(256).read_line(&mut head).ok()?;
        let head = head.strip_suffix('\n')?;
        let Some(kind_and_size) = head.strip_prefix(id)?.strip_prefix(' ')?.split_once(' ') else {
            // `missing`
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
        // At the end of what is asked it ends.
        self.pipes = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A tree object: a mode, a blank, a name, NUL, and the object's name in `width` bytes, again and again.
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

/// A name as git writes it.
#[cfg(unix)]
pub(super) fn bytes(name: &OsStr) -> Option<Vec<u8>> {
    use std::os::unix::ffi::OsStrExt;
    Some(name.as_bytes().to_vec())
}

#[cfg(not(unix))]
pub(super) fn bytes(name: &OsStr) -> Option<Vec<u8>> {
    name.to_str().map(|name| name.as_bytes().to_vec())
}

/// A name as the system writes it.
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
