//! A file replaced as a whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replaced {
    /// The new bytes stand in the old ones' place.
    Done,
    /// Somebody has changed the file since it was read: it was left alone.
    Changed,
    /// It is no file but a pipe, a device or a folder.
    NoFile,
}

/// Writes `new` where `old` was read from. The bytes go to a new file in the same folder, which then takes
/// the old one's name: whoever opens it sees one or the other, also after a loss of power. A link stays a
/// link, to the new file; permissions stay, and the owner where the system lets us.
///
/// # Errors
/// What the file system says; the file is then as it was. One that may not be written is not replaced,
/// even where its folder would allow it.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<Replaced> {
    let target = path.canonicalize()?;
    let meta = fs::metadata(&target)?;
    if !meta.is_file() {
        return Ok(Replaced::NoFile);
    }
    drop(fs::OpenOptions::new().write(true).open(&target)?);
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".kigen-").tempfile_in(folder)?;
    file.write_all(new)?;
    keep_owner(file.path(), &meta);
    file.as_file().set_permissions(meta.permissions())?;
    file.as_file().sync_all()?;
    if fs::read(&target)? != old {
        return Ok(Replaced::Changed);
    }
    file.persist(&target).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(Replaced::Done)
}

/// Only its owner may give a file away: where that fails it is ours, and says the same.
#[cfg(unix)]
fn keep_owner(path: &Path, meta: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, chown};
    if chown(path, Some(meta.uid()), Some(meta.gid())).is_err() {
        let _ = chown(path, None, Some(meta.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &fs::Metadata) {}

/// The new name is on disk as well.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
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
}
