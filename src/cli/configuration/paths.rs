//! Paths as they are compared.

use std::path::{Component, Path, PathBuf};

/// A path from the root, without `.` and `..`. Links stay as they are named: a file belongs to the folder
/// by whose name it is reached.
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
