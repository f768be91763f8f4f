//! Normalised paths for comparison.

use std::path::{Component, Path, PathBuf};

/// An absolute path without `.` and `..`. Links are not resolved: a file belongs to the folder through which it is
/// named.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if whole.components().any(|part| part == Component::ParentDir) {
        return whole.canonicalize().unwrap_or(whole);
    }
    whole
}

/// A path as text, with `/`.
pub(super) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
