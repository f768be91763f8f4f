//! Atomic writing of a file. The bytes go to a new file in the same folder, which is then renamed over the old one:
//! readers see the old or the new file, also after a power failure. Writing in place would keep the attributes by
//! itself, but a killed run would leave half a file.
//!
//! The new file gets the old one's owner, permissions, access control list and extended attributes; if one of them
//! cannot be set, or the file has several names (hard links), nothing is written.

use std::fs::{self, File, TryLockError};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tempfile::{NamedTempFile, TempPath};

mod attributes;
mod refusal;

use super::files;
use attributes::{has_other_names, keep};
pub(super) use refusal::Refusal;

/// Prefix and suffix of temporary file names.
const PREFIX: &str = ".kigen-";
const SUFFIX: &str = ".tmp";
/// Number of random hexadecimal digits in the name; as many check digits follow.
const RANDOM: usize = 12;

/// Whether a file may be open and locked while another is renamed over it; not on Windows.
const HOLDS: bool = cfg!(unix);

/// The result of replacing a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Replaced {
    /// The new bytes are in place.
    Done,
    /// The file was changed since it was read; it was left alone.
    Changed,
    /// The file was changed and could not be put back; the changed version is at this path.
    Kept(PathBuf),
    /// It is a FIFO, a device or a folder.
    NoFile,
}

/// Identifies a file whatever its name: device and inode.
pub(super) type Identity = (u64, u64);

/// A file's identity; None if the system gives none.
#[cfg(unix)]
pub(super) fn identity(file: &fs::Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    Some((file.dev(), file.ino()))
}

/// A file's identity; None on this system.
#[cfg(not(unix))]
pub(super) fn identity(_: &fs::Metadata) -> Option<Identity> {
    None
}

/// The path with links resolved, also for a file that does not exist yet.
///
/// # Errors
/// Its folder does not exist, or it is a dangling link.
pub(super) fn destination(named: &Path) -> io::Result<PathBuf> {
    if files::is_device(named) {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    if named.symlink_metadata().is_ok() {
        return named.canonicalize().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Refusal::Dangling.into(),
            _ => error,
        });
    }
    let folder = match named.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let name = named
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    Ok(folder.canonicalize()?.join(name))
}

/// The file to write an output to. A repository may contain a link, also a linked folder, under an output's path,
/// whose target is not the file that was meant. A device or a FIFO (`/dev/stdout`) is written directly.
///
/// # Errors
/// As [`destination`]; it is a link to a file, or lies behind a linked folder of the working directory.
pub(super) fn output(named: &Path) -> io::Result<PathBuf> {
    let working = std::env::current_dir().unwrap_or_default();
    refuse_linked_folders(&working, named)?;
    let path = destination(named)?;
    if named.is_symlink() && path.is_file() {
        return Err(Refusal::Link.into());
    }
    Ok(path)
}

/// Refuses a path with a linked folder below `root`: the link may lead anywhere.
///
/// # Errors
/// [`Refusal::LinkedFolder`].
pub(super) fn refuse_linked_folders(root: &Path, named: &Path) -> io::Result<()> {
    let inside = named.strip_prefix(root).unwrap_or(named);
    if inside.is_absolute() {
        return Ok(());
    }
    let mut here = root.to_owned();
    for part in inside.parent().into_iter().flat_map(Path::components) {
        here.push(part);
        if here.is_symlink() {
            return Err(Refusal::LinkedFolder.into());
        }
    }
    Ok(())
}

/// A new file that will replace another.
#[derive(Debug)]
pub(super) struct TempFile {
    file: NamedTempFile,
    /// Bytes written so far.
    length: u64,
    target: PathBuf,
    /// The file to be replaced, if there is one.
    existing: Option<File>,
}

impl TempFile {
    /// A new file for `target` (see [`destination`]) with the attributes of the existing one. Removes a killed run's
    /// temporary files from the folder.
    ///
    /// # Errors
    /// The folder or the file is not writable, or an attribute cannot be kept.
    pub(super) fn new(target: PathBuf) -> io::Result<Self> {
        sweep(target.parent().unwrap_or(Path::new(".")));
        Self::beside(target)
    }

    /// As [`Self::new`], without removing anything.
    fn beside(target: PathBuf) -> io::Result<Self> {
        let folder = target.parent().unwrap_or(Path::new("."));
        let existing = match fs::metadata(&target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
            Ok(meta) if meta.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(meta) if !meta.is_file() => return Err(io::ErrorKind::Unsupported.into()),
            Ok(meta) if meta.permissions().readonly() => {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            Ok(_) => Some(File::options().read(true).write(true).open(&target)?),
        };
        let file = new_file(folder, existing.is_none())?;
        if let Some(existing) = &existing {
            // Locked so that no other run removes it while it has the temporary name after the exchange. On Windows a
            // lock would block every reader, this run included.
            if HOLDS {
                let _ = existing.try_lock();
            }
            keep(file.as_file(), existing)?;
        }
        Ok(Self {
            file,
            length: 0,
            target,
            existing,
        })
    }

    /// Renames it over the existing file; if there was none, a file created meanwhile is kept.
    ///
    /// # Errors
    /// A file system error.
    pub(super) fn finish(self) -> io::Result<()> {
        let Self {
            file,
            target,
            existing,
            ..
        } = self;
        file.as_file().sync_all()?;
        let (is_there, held) = (existing.is_some(), existing.filter(|_| HOLDS));
        let persisted = match is_there {
            true => file.persist(&target),
            false => file.persist_noclobber(&target),
        };
        persisted.map_err(|error| error.error)?;
        drop(held);
        sync_folder(&target);
        Ok(())
    }

    /// Renames it over a file whose bytes are still `old`. `before` is called between comparing and exchanging
    /// (tests).
    fn finish_over(self, old: &[u8], before: impl FnOnce()) -> io::Result<Replaced> {
        let Self {
            file,
            target,
            existing,
            ..
        } = self;
        let about = existing.as_ref().map(File::metadata).transpose()?;
        let _held = existing.filter(|_| HOLDS);
        let existing = about.as_ref().and_then(identity);
        let is_old = |path: &Path| is_same(path, existing, old).unwrap_or(false);
        file.as_file().sync_all()?;
        match is_same(&target, existing, old) {
            Ok(true) => {}
            Ok(false) => return Ok(Replaced::Changed),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Replaced::Changed),
            Err(error) => return Err(error),
        }
        before();
        let (file, temp) = file.into_parts();
        let ours = identity(&file.metadata()?);
        if !exchange(&temp, &target)? {
            // The file system cannot exchange: a change at this very moment is lost.
            if !is_old(&target) {
                return Ok(Replaced::Changed);
            }
            temp.persist(&target).map_err(|error| error.error)?;
            sync_folder(&target);
            return Ok(Replaced::Done);
        }
        sync_folder(&target);
        // The old file now has the temporary name.
        if is_old(&temp) {
            return Ok(Replaced::Done);
        }
        put_back(temp, &target, ours)
    }
}

impl Write for TempFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        may_grow_to(self.length.saturating_add(bytes.len() as u64))?;
        let written = self.file.write(bytes)?;
        self.length = self.length.saturating_add(written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Refuses a length beyond this process's file size limit (`ulimit -f`): a write past it would end the process with
/// SIGXFSZ.
///
/// # Errors
/// [`io::ErrorKind::FileTooLarge`].
#[cfg(unix)]
pub(super) fn may_grow_to(length: u64) -> io::Result<()> {
    use rustix::process::{Resource, getrlimit};
    match getrlimit(Resource::Fsize).current {
        Some(most) if length > most => Err(io::ErrorKind::FileTooLarge.into()),
        _ => Ok(()),
    }
}

/// No limit on this system.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub(super) fn may_grow_to(_: u64) -> io::Result<()> {
    Ok(())
}

/// Writes `new` over a file whose bytes are still `old`. A link keeps its name and leads to the new file. Removes a
/// killed run's temporary files from the folder.
///
/// # Errors
/// A file system error; the file is then unchanged. A read-only file is not replaced, even in a writable folder.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<Replaced> {
    sweep(destination(path)?.parent().unwrap_or(Path::new(".")));
    replace_swept(path, old, new)
}

/// As [`replace`], after the caller has called [`sweep`] once for the folder.
///
/// # Errors
/// As [`replace`].
pub(super) fn replace_swept(path: &Path, old: &[u8], new: &[u8]) -> io::Result<Replaced> {
    replace_after(path, old, new, || {})
}

/// Creates a file that does not exist.
///
/// # Errors
/// A file system error; the file then does not exist, or is one created by another process.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = TempFile::new(output(path)?)?;
    // Created meanwhile by somebody else.
    if file.existing.is_some() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    file.write_all(bytes)?;
    file.finish()
}

fn replace_after(path: &Path, old: &[u8], new: &[u8], before: impl FnOnce()) -> io::Result<Replaced> {
    let target = destination(path)?;
    if !fs::metadata(&target)?.is_file() {
        return Ok(Replaced::NoFile);
    }
    let mut file = TempFile::beside(target)?;
    file.write_all(new)?;
    file.finish_over(old, before)
}

/// Exchanges the file at `temp` with the target until the target is the last version written by others: `ours` was
/// there, and further changes may arrive meanwhile.
fn put_back(temp: TempPath, target: &Path, ours: Option<Identity>) -> io::Result<Replaced> {
    let about = |path: &Path| fs::metadata(path).ok().as_ref().and_then(identity);
    let mut last_put = ours;
    loop {
        let moving = about(&temp);
        if !matches!(exchange(&temp, target), Ok(true)) {
            // The target is gone: keep the version that was in its place.
            let kept = temp.keep().map_err(|error| error.error)?;
            return Ok(Replaced::Kept(kept));
        }
        if about(&temp) == last_put {
            return Ok(Replaced::Changed);
        }
        last_put = moving;
    }
}

/// Whether `path` is the file with this identity and holds these bytes.
fn is_same(path: &Path, file: Option<Identity>, bytes: &[u8]) -> io::Result<bool> {
    let open = File::open(path)?;
    if identity(&open.metadata()?) != file {
        return Ok(false);
    }
    let mut now = Vec::with_capacity(bytes.len() + 1);
    open.take(bytes.len() as u64 + 1).read_to_end(&mut now)?;
    Ok(now == bytes)
}

/// Atomically exchanges two files; false if the file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Atomically exchanges two files; false on this system.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// A new locked file in a folder: with default permissions if `open`, else for its owner only.
fn new_file(folder: &Path, open: bool) -> io::Result<NamedTempFile> {
    const TRIES: usize = 16;
    let mut tries = 0;
    loop {
        tries += 1;
        let name = temporary_name();
        let mut builder = tempfile::Builder::new();
        builder.prefix(&name).suffix("").rand_bytes(0);
        #[cfg(unix)]
        if open {
            use std::os::unix::fs::PermissionsExt as _;
            // Reduced by the umask.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _ = open;
        let file = match builder.tempfile_in(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < TRIES => continue,
            file => file?,
        };
        let is_there = match file.as_file().try_lock() {
            Ok(()) => file.path().exists(),
            // Another run holds the lock to remove it as a leftover.
            Err(TryLockError::WouldBlock) => false,
            // No file locks here, so nobody removes it.
            Err(TryLockError::Error(_)) => true,
        };
        if is_there || tries >= TRIES {
            return Ok(file);
        }
    }
}

/// A temporary name that no other program uses, by which a later run recognises leftovers.
fn temporary_name() -> String {
    let random = RandomState::new().hash_one(std::process::id());
    let random = format!("{random:016x}");
    let random = random.get(..RANDOM).unwrap_or_default();
    format!("{PREFIX}{random}{}{SUFFIX}", check_digits(random))
}

/// Whether a name is one of [`temporary_name`]'s.
fn is_temporary(name: &str) -> bool {
    let digits = name
        .strip_prefix(PREFIX)
        .and_then(|name| name.strip_suffix(SUFFIX));
    let halves = digits.and_then(|digits| digits.split_at_checked(RANDOM));
    halves.is_some_and(|(random, check)| check == check_digits(random))
}

fn check_digits(random: &str) -> String {
    let digest = Sha256::new()
        .chain_update("kigen")
        .chain_update(random)
        .finalize();
    let mut digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.truncate(RANDOM);
    digits
}

/// Removes a killed run's temporary files from a folder; files still being written are locked.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(is_temporary);
        // Links are not followed.
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        if File::open(&path).is_ok_and(|file| file.try_lock().is_ok() && is_of(&path, &file)) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether a path still leads to an open file that has no other name.
fn is_of(path: &Path, file: &File) -> bool {
    let (Ok(named), Ok(open)) = (path.symlink_metadata(), file.metadata()) else {
        return false;
    };
    identity(&named) == identity(&open) && !has_other_names(&open)
}

/// Makes the rename durable.
#[cfg(unix)]
fn sync_folder(target: &Path) {
    if let Some(Ok(folder)) = target.parent().map(File::open) {
        let _ = folder.sync_all();
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_changed_is_left_alone_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "新").unwrap();
        assert_eq!(replace(&path, "旧".as_bytes(), b"x").unwrap(), Replaced::Changed);
        assert_eq!(fs::read_to_string(&path).unwrap(), "新");
        assert_eq!(replace(&path, "新".as_bytes(), b"x").unwrap(), Replaced::Done);
        assert_eq!(fs::read_to_string(&path).unwrap(), "x");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(replace(folder.path(), b"", b"").unwrap(), Replaced::NoFile);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_saved_between_comparing_and_exchanging_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a.yaml"), folder.path().join("b"));
        let saved: [(&str, &dyn Fn()); 3] = [
            ("in place", &|| fs::write(&path, "saved").unwrap()),
            ("as a new file", &|| {
                fs::write(&other, "saved").unwrap();
                fs::rename(&other, &path).unwrap();
            }),
            // Equal text in another file: the attributes kept are not that file's.
            ("as the same text", &|| {
                fs::write(&other, "old").unwrap();
                fs::rename(&other, &path).unwrap();
            }),
        ];
        for (how, save) in saved {
            fs::write(&path, "old").unwrap();
            assert_eq!(
                replace_after(&path, b"old", b"new", save).unwrap(),
                Replaced::Changed,
                "{how}"
            );
            assert_ne!(fs::read_to_string(&path).unwrap(), "new", "{how}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{how}");
        }
        let gone = replace_after(&path, &fs::read(&path).unwrap(), b"new", || {
            fs::remove_file(&path).unwrap();
        });
        assert_eq!(gone.unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_was_saved_last_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let about = |path: &Path| identity(&fs::metadata(path).unwrap());
        let temp = || NamedTempFile::new_in(folder.path()).unwrap().into_temp_path();
        // Ours was exchanged for a saved version, and a second one was saved in its place.
        let (ours, first) = (temp(), temp());
        fs::write(&first, "first").unwrap();
        fs::write(&path, "second").unwrap();
        assert_eq!(put_back(first, &path, about(&ours)).unwrap(), Replaced::Changed);
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        // Or ours was deleted: the saved version is kept.
        let first = temp();
        fs::write(&first, "first").unwrap();
        fs::remove_file(&path).unwrap();
        let Replaced::Kept(kept) = put_back(first, &path, about(&ours)).unwrap() else {
            panic!("it is gone");
        };
        assert_eq!(fs::read_to_string(kept).unwrap(), "first");
    }

    #[cfg(unix)]
    #[test]
    fn only_what_is_ours_and_nobody_writes_to_is_swept_away() {
        let folder = tempfile::tempdir().unwrap();
        let ours = temporary_name();
        // Other programs' names, and ours with one character changed.
        let names = [
            ".kigen-abcdef.tmp",
            ".kigen-a.tmp",
            ".kigen-0123456789ab0123456789ab.tmp",
            &ours.replace(".tmp", ".yaml"),
            &ours.replace(".kigen-", ".kigen-0"),
        ];
        let link = temporary_name();
        for name in names.into_iter().chain([ours.as_str()]) {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        std::os::unix::fs::symlink("nowhere", folder.path().join(&link)).unwrap();
        let at_work = new_file(folder.path(), false).unwrap();
        sweep(folder.path());
        assert!(at_work.path().exists());
        assert!(!folder.path().join(&ours).exists());
        for name in names {
            assert!(folder.path().join(name).exists(), "{name}");
        }
        assert!(folder.path().join(&link).is_symlink());
    }
}
