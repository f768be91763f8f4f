//! A file written as a whole or not at all. The bytes go to a new file in the same folder, which then takes
//! the old one's name: whoever opens it sees one or the other, also after a loss of power. Writing in place
//! would keep what stands around the text by itself, but a run that is killed would leave half a file.
//!
//! The new file gets the old one's owner, permissions, access control lists and extended attributes; where
//! one of them cannot be given, or the file has several names (hard links), nothing is written.

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

/// What the name of a file begins and ends with that is not in its place yet.
const PREFIX: &str = ".kigen-";
const SUFFIX: &str = ".tmp";
/// How many hexadecimal digits in between are random; as many follow that only these lead to.
const RANDOM: usize = 12;

/// Whether a file may stay open, and locked, while another takes its name: on Windows neither can be.
const HOLDS: bool = cfg!(unix);

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Replaced {
    /// The new bytes stand in the old ones' place.
    Done,
    /// Somebody has changed the file since it was read: it was left alone.
    Changed,
    /// Somebody has changed the file, and it could not be put back: what they wrote is there.
    Kept(PathBuf),
    /// It is no file but a pipe, a device or a folder.
    NoFile,
}

/// What tells a file from any other, whatever it is named: its device and its number there.
pub(super) type Identity = (u64, u64);

/// The identity of a file; none where the system gives none.
#[cfg(unix)]
pub(super) fn identity(file: &fs::Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    Some((file.dev(), file.ino()))
}

/// The identity of a file; none where the system gives none.
#[cfg(not(unix))]
pub(super) fn identity(_: &fs::Metadata) -> Option<Identity> {
    None
}

/// The file that a name leads to, links followed, also where it is not there yet.
///
/// # Errors
/// Its folder is not there, or it is a link to what is not.
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

/// The file that an output is written to. A repository may bear a link under the name that its pipeline writes to, and
/// the file it leads to is not the one that was named; so may it be a folder on the way. A device or a pipe
/// (`/dev/stdout`) is written to itself.
///
/// # Errors
/// As [`destination`]; it is a link to a file, or stands behind a linked folder of the working directory.
pub(super) fn output(named: &Path) -> io::Result<PathBuf> {
    let working = std::env::current_dir().unwrap_or_default();
    refuse_linked_folders(&working, named)?;
    let path = destination(named)?;
    if named.is_symlink() && path.is_file() {
        return Err(Refusal::Link.into());
    }
    Ok(path)
}

/// Refuses what stands behind a link in a folder: it may lead anywhere.
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

/// A new file that is to take another's place.
#[derive(Debug)]
pub(super) struct TempFile {
    file: NamedTempFile,
    /// How many bytes it holds.
    length: u64,
    target: PathBuf,
    /// The file in whose place it comes.
    there: Option<File>,
}

impl TempFile {
    /// A new file for `target` (see [`destination`]), with all that stands around the text of the one there. What
    /// a killed run has left in its folder is removed.
    ///
    /// # Errors
    /// The folder or the file may not be written to, or something about the file cannot be kept.
    pub(super) fn new(target: PathBuf) -> io::Result<Self> {
        sweep(target.parent().unwrap_or(Path::new(".")));
        Self::beside(target)
    }

    /// As [`Self::new`], but nothing is removed.
    fn beside(target: PathBuf) -> io::Result<Self> {
        let folder = target.parent().unwrap_or(Path::new("."));
        let there = match fs::metadata(&target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
            Ok(meta) if meta.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(meta) if !meta.is_file() => return Err(io::ErrorKind::Unsupported.into()),
            Ok(meta) if meta.permissions().readonly() => {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            Ok(_) => Some(File::options().read(true).write(true).open(&target)?),
        };
        let file = new_file(folder, there.is_none())?;
        if let Some(there) = &there {
            // Nobody sweeps it away while it goes by the new file's name, which it does where names are exchanged.
            // Elsewhere nobody could read it, this run neither.
            if HOLDS {
                let _ = there.try_lock();
            }
            keep(file.as_file(), there)?;
        }
        Ok(Self {
            file,
            length: 0,
            target,
            there,
        })
    }

    /// Puts it in the place of whatever is there; where nothing was, nothing that came since is lost.
    ///
    /// # Errors
    /// What the file system says.
    pub(super) fn finish(self) -> io::Result<()> {
        let Self {
            file, target, there, ..
        } = self;
        file.as_file().sync_all()?;
        let (is_there, held) = (there.is_some(), there.filter(|_| HOLDS));
        let persisted = match is_there {
            true => file.persist(&target),
            false => file.persist_noclobber(&target),
        };
        persisted.map_err(|error| error.error)?;
        drop(held);
        sync_folder(&target);
        Ok(())
    }

    /// Puts it in the place of `old`, or nowhere. `before` comes between comparing and exchanging.
    fn finish_over(self, old: &[u8], before: impl FnOnce()) -> io::Result<Replaced> {
        let Self {
            file, target, there, ..
        } = self;
        let about = there.as_ref().map(File::metadata).transpose()?;
        let _held = there.filter(|_| HOLDS);
        let there = about.as_ref().and_then(identity);
        let is_old = |path: &Path| is_same(path, there, old).unwrap_or(false);
        file.as_file().sync_all()?;
        match is_same(&target, there, old) {
            Ok(true) => {}
            Ok(false) => return Ok(Replaced::Changed),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Replaced::Changed),
            Err(error) => return Err(error),
        }
        before();
        let (file, temp) = file.into_parts();
        let ours = identity(&file.metadata()?);
        if !exchange(&temp, &target)? {
            // This file system cannot exchange: what is written in this instant is lost.
            if !is_old(&target) {
                return Ok(Replaced::Changed);
            }
            temp.persist(&target).map_err(|error| error.error)?;
            sync_folder(&target);
            return Ok(Replaced::Done);
        }
        sync_folder(&target);
        // What was in the target's place is now where the new file was.
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

/// Refuses a length that the system lets no file of this process have (`ulimit -f`): it would end the process by a
/// signal, in the middle of its work.
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

/// No other system ends a process for it.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub(super) fn may_grow_to(_: u64) -> io::Result<()> {
    Ok(())
}

/// Writes `new` where `old` was read from. A link stays a link, to the new file. What a killed run has left in its
/// folder is removed.
///
/// # Errors
/// What the file system says; the file is then as it was. One that may not be written is not replaced,
/// even where its folder would allow it.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<Replaced> {
    sweep(destination(path)?.parent().unwrap_or(Path::new(".")));
    replace_swept(path, old, new)
}

/// As [`replace`], where the caller has [swept](sweep): once a folder, however many files it holds.
///
/// # Errors
/// As [`replace`].
pub(super) fn replace_swept(path: &Path, old: &[u8], new: &[u8]) -> io::Result<Replaced> {
    replace_after(path, old, new, || {})
}

/// Writes a file that is not there.
///
/// # Errors
/// What the file system says; nothing is there then, or what somebody else has put there.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = TempFile::new(output(path)?)?;
    // What is there by now is not ours to replace.
    if file.there.is_some() {
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

/// Exchanges the file at `temp` with the target until the target is what somebody else wrote last: `ours`
/// stood there, and another again may have come meanwhile.
fn put_back(temp: TempPath, target: &Path, ours: Option<Identity>) -> io::Result<Replaced> {
    let about = |path: &Path| fs::metadata(path).ok().as_ref().and_then(identity);
    let mut put = ours;
    loop {
        let moving = about(&temp);
        if !matches!(exchange(&temp, target), Ok(true)) {
            // The target is gone: what was written must not go with it.
            let kept = temp.keep().map_err(|error| error.error)?;
            return Ok(Replaced::Kept(kept));
        }
        if about(&temp) == put {
            return Ok(Replaced::Changed);
        }
        put = moving;
    }
}

/// Whether `path` is the file of that identity, and holds these bytes.
fn is_same(path: &Path, file: Option<Identity>, bytes: &[u8]) -> io::Result<bool> {
    let open = File::open(path)?;
    if identity(&open.metadata()?) != file {
        return Ok(false);
    }
    let mut now = Vec::with_capacity(bytes.len() + 1);
    open.take(bytes.len() as u64 + 1).read_to_end(&mut now)?;
    Ok(now == bytes)
}

/// Exchanges two files' names, all at once; false where the file system cannot.
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

/// Exchanges two files' names, all at once; false where the file system cannot.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// A new file in a folder, locked for as long as it is written: `open` to whom a new file there is, or to
/// its owner alone.
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
            // The umask takes away what it takes away.
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
            // Another run takes it for left behind.
            Err(TryLockError::WouldBlock) => false,
            // There are no locks here, and nobody sweeps.
            Err(TryLockError::Error(_)) => true,
        };
        if is_there || tries >= TRIES {
            return Ok(file);
        }
    }
}

/// A name that nobody else gives a file: a later run knows by it what one has left.
fn temporary_name() -> String {
    let random = RandomState::new().hash_one(std::process::id());
    let random = format!("{random:016x}");
    let random = random.get(..RANDOM).unwrap_or_default();
    format!("{PREFIX}{random}{}{SUFFIX}", check_digits(random))
}

/// Whether a file of this name is one that a run writes and has not put in its place.
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

/// Removes from a folder what a run has left that was killed: whoever still writes to a file holds its lock.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(is_temporary);
        // Not by way of a link.
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        if File::open(&path).is_ok_and(|file| file.try_lock().is_ok() && is_of(&path, &file)) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether a name still leads to an open file, and no other name does.
fn is_of(path: &Path, file: &File) -> bool {
    let (Ok(named), Ok(open)) = (path.symlink_metadata(), file.metadata()) else {
        return false;
    };
    identity(&named) == identity(&open) && !has_other_names(&open)
}

/// The new name is on disk as well.
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
            // The same text, but another's file: what stands around it is not what was kept.
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
        // Ours was exchanged for what somebody saved, and in its place they have saved again.
        let (ours, first) = (temp(), temp());
        fs::write(&first, "first").unwrap();
        fs::write(&path, "second").unwrap();
        assert_eq!(put_back(first, &path, about(&ours)).unwrap(), Replaced::Changed);
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        // Or taken ours away: what they saved is not removed.
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
        // Those of others, and ours with a letter changed.
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
