//! Files: only regular ones are read; and the names of paths in reports.

use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::windows;
use crate::source::{MAX_BYTES, MAX_STREAM_BYTES};

/// Opens a regular file: a FIFO would block, and a device might never end.
///
/// # Errors
/// It is no regular file, or cannot be opened.
pub(super) fn open_regular(path: &Path) -> std::io::Result<std::fs::File> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    if !meta.is_file() {
        return Err(std::io::ErrorKind::Unsupported.into());
    }
    std::fs::File::open(path)
}

/// The bytes of a regular file.
///
/// # Errors
/// It is no regular file, is longer than `most` bytes, or cannot be read.
pub(super) fn read_regular(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_regular(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The bytes of a named file (one more than its limit if it is longer), with the limit. FIFOs and devices, which may
/// not end, have a lower limit.
///
/// # Errors
/// It cannot be read.
pub(super) fn read_named(path: &Path) -> std::io::Result<(Vec<u8>, u64)> {
    let file = std::fs::File::open(path)?;
    let about = file.metadata()?;
    let limit = if about.is_file() {
        MAX_BYTES
    } else {
        MAX_STREAM_BYTES
    };
    let size = usize::try_from(about.len().min(limit)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(size + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes, limit))
}

/// The metadata of a named path.
///
/// # Errors
/// It does not exist, or it is a Windows device, which could block.
pub(super) fn about(path: &Path) -> std::io::Result<std::fs::Metadata> {
    if is_device(path) {
        return Err(std::io::ErrorKind::InvalidFilename.into());
    }
    std::fs::metadata(path)
}

/// Whether Windows takes a name for a device's, in any folder and with any extension.
pub(super) fn is_device(path: &Path) -> bool {
    cfg!(windows) && path.to_str().is_some_and(windows::is_device)
}

/// A path without the `\\?\` that canonicalizing adds on Windows.
pub(super) fn simple(path: PathBuf) -> PathBuf {
    match path.to_str() {
        Some(text) if cfg!(windows) => PathBuf::from(windows::without_verbatim(text)),
        _ => path,
    }
}

/// An absolute path with `/` as separator and before the drive, as in URIs.
pub(super) fn uri_path(path: &Path) -> String {
    let path = simple(path.to_owned());
    let text = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    if text.starts_with('/') {
        text
    } else {
        format!("/{text}")
    }
}

/// The name of a path in reports: relative to the working directory, with `/` and without a leading `./`.
pub(super) fn display(path: &Path, working: &Path) -> String {
    if cfg!(windows) {
        return windows::display(&path.to_string_lossy(), &working.to_string_lossy());
    }
    // Fast path for plain paths, with or without the working directory as a prefix: a folder may hold a hundred
    // thousand. The root as working directory has no `/` after it.
    if let (Some(text), Some(working)) = (path.to_str(), working.to_str())
        && is_plain(text.as_bytes())
        && working != "/"
        && text != working
    {
        let inside = text.strip_prefix(working).and_then(|rest| rest.strip_prefix('/'));
        let inside = inside.unwrap_or(text);
        if !inside.is_empty() && !inside.starts_with('.') {
            return inside.to_owned();
        }
    }
    let inside = if path.is_absolute() {
        path.strip_prefix(working).unwrap_or(path)
    } else {
        path
    };
    let mut out = String::new();
    for part in inside.components() {
        let text = match part {
            Component::CurDir => continue,
            Component::RootDir => "/".into(),
            part => part.as_os_str().to_string_lossy(),
        };
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        out.push_str(&text);
    }
    if out.is_empty() { ".".to_owned() } else { out }
}

/// Whether a path needs no normalisation: only names separated by single `/`.
fn is_plain(path: &[u8]) -> bool {
    let pairs = path.iter().zip(path.iter().skip(1));
    let odd = pairs.fold(false, |found, (&a, &b)| {
        found | (a == b'\\') | (a == 0) | (a == b'/') & ((b == b'.') | (b == b'/'))
    });
    !odd && path.last().is_some_and(|last| !matches!(last, b'\\' | b'/' | 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_with_slashes() {
        let working = Path::new("/home/x");
        assert_eq!(display(Path::new("./a/./b.yaml"), working), "a/b.yaml");
        assert_eq!(display(Path::new("/home/x/a.yaml"), working), "a.yaml");
        assert_eq!(display(Path::new("/etc/a.yaml"), working), "/etc/a.yaml");
        assert_eq!(display(Path::new("../a.yaml"), working), "../a.yaml");
        assert_eq!(display(Path::new("/home/xy/a.yaml"), working), "/home/xy/a.yaml");
        assert_eq!(display(Path::new("/home/x"), working), ".");
        assert_eq!(display(Path::new("/home/x/.a.yaml"), working), ".a.yaml");
        assert_eq!(display(Path::new("/home//x/a.yaml"), working), "a.yaml");
        assert_eq!(display(Path::new("/tmp/a.yaml"), Path::new("/")), "tmp/a.yaml");
        for folder in ["a/", "a//", "./a/", "/home/x/a/", "a/."] {
            assert_eq!(display(Path::new(folder), working), "a", "{folder}");
        }
    }
}
