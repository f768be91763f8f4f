//! What stands around a file's text: its owner, permissions, access control list and extended attributes.

use std::fs::{self, File};
use std::io;

#[cfg(unix)]
use super::refusal::Refusal;

/// Gives a new file all that stands around the text of another.
#[cfg(unix)]
pub(super) fn keep(new: &File, old: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let (was, is) = (old.metadata()?, new.metadata()?);
    if has_other_names(&was) {
        return Err(Refusal::HardLinks.into());
    }
    if (was.uid(), was.gid()) != (is.uid(), is.gid()) {
        fchown(new, Some(was.uid()), Some(was.gid())).map_err(|_| Refusal::Owner)?;
    }
    new.set_permissions(was.permissions())?;
    keep_attributes(new, old).map_err(|_| Refusal::Attributes.into())
}

/// Gives a new file all that stands around the text of another.
#[cfg(not(unix))]
pub(super) fn keep(new: &File, old: &File) -> io::Result<()> {
    new.set_permissions(old.metadata()?.permissions())
}

/// Whether the file has a name besides the one it is known by.
#[cfg(unix)]
pub(super) fn has_other_names(file: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

/// Whether the file has a name besides the one it is known by.
#[cfg(not(unix))]
pub(super) fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Gives a new file the access control list and the extended attributes of another, and no others: a new file
/// gets those that its folder gives.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn keep_attributes(new: &File, old: &File) -> rustix::io::Result<()> {
    use rustix::fs::{XattrFlags, fremovexattr, fsetxattr};
    let (was, is) = (attributes(old)?, attributes(new)?);
    for name in is.keys().filter(|name| !was.contains_key(*name)) {
        fremovexattr(new, name.as_slice())?;
    }
    for (name, value) in was.iter().filter(|(name, value)| is.get(*name) != Some(value)) {
        fsetxattr(new, name.as_slice(), value, XattrFlags::empty())?;
    }
    Ok(())
}

#[cfg(all(
    unix,
    not(any(target_os = "linux", target_os = "android", target_vendor = "apple"))
))]
fn keep_attributes(_: &File, _: &File) -> io::Result<()> {
    Ok(())
}

/// The extended attributes of a file. Those that the system makes of its text are not among them.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn attributes(file: &File) -> rustix::io::Result<std::collections::BTreeMap<Vec<u8>, Vec<u8>>> {
    use rustix::fs::{fgetxattr, flistxattr};
    use rustix::io::Errno;
    const OF_THE_TEXT: [&[u8]; 2] = [b"security.ima", b"security.evm"];
    /// As much as Linux keeps of one.
    const MOST: usize = 64 * 1024;
    let mut buffer = vec![0; MOST];
    let length = match flistxattr(file, buffer.as_mut_slice()) {
        Ok(length) => length,
        // The file system has none.
        Err(Errno::NOTSUP | Errno::NOSYS) => 0,
        Err(error) => return Err(error),
    };
    let names: Vec<Vec<u8>> = buffer
        .get(..length)
        .unwrap_or_default()
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty() && !OF_THE_TEXT.contains(name))
        .map(<[u8]>::to_vec)
        .collect();
    names
        .into_iter()
        .map(|name| {
            let length = fgetxattr(file, name.as_slice(), buffer.as_mut_slice())?;
            Ok((name, buffer.get(..length).unwrap_or_default().to_vec()))
        })
        .collect()
}
