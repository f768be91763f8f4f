//! A file's attributes: owner, permissions, access control list and extended attributes.

use std::fs::{self, File};
use std::io;

#[cfg(unix)]
use super::refusal::Refusal;

/// Copies another file's attributes to a new file.
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

/// Copies another file's permissions to a new file.
#[cfg(not(unix))]
pub(super) fn keep(new: &File, old: &File) -> io::Result<()> {
    new.set_permissions(old.metadata()?.permissions())
}

/// Whether the file has several hard links.
#[cfg(unix)]
pub(super) fn has_other_names(file: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

/// Unknown on this system.
#[cfg(not(unix))]
pub(super) fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Gives a new file exactly the access control list and extended attributes of another, without those inherited from
/// its folder.
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

/// A file's extended attributes, without those that the system computes from its contents.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn attributes(file: &File) -> rustix::io::Result<std::collections::BTreeMap<Vec<u8>, Vec<u8>>> {
    use rustix::fs::{fgetxattr, flistxattr};
    use rustix::io::Errno;
    const CONTENT_ATTRIBUTES: [&[u8]; 2] = [b"security.ima", b"security.evm"];
    /// The limit of Linux for one attribute's value.
    const VALUE_BYTES_LIMIT: usize = 64 * 1024;
    let mut buffer = vec![0; VALUE_BYTES_LIMIT];
    let length = match flistxattr(file, buffer.as_mut_slice()) {
        Ok(length) => length,
        // Not supported by the file system.
        Err(Errno::NOTSUP | Errno::NOSYS) => 0,
        Err(error) => return Err(error),
    };
    let names: Vec<Vec<u8>> = buffer
        .get(..length)
        .unwrap_or_default()
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty() && !CONTENT_ATTRIBUTES.contains(name))
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
