//! An open document, saved or not.

use std::path::PathBuf;

use super::history::{ContentChange, History, StaleEdit, Undo, VersionEdits};
use super::position::{Lines, Units};
use crate::config::FILE_NAME;
use crate::format::Format;

/// Limit on the bytes of a text judged while typing. A request is a page or two; for a longer text the diagnostics
/// point to `kigen check`.
pub const MAX_DOCUMENT: usize = 8 * 1024 * 1024;

/// Limit on the YAML documents of a text judged while typing.
pub const MAX_DOCUMENTS: usize = 5_000;

/// Limit on the bytes copied for the edits of one message: each edit copies the text. Past it the text is out of
/// sync, which is reported.
pub const MAX_EDIT_BYTES: usize = 256 * 1024 * 1024;

/// Limit on the bytes of all open documents: texts, names and edit histories. Past it a text is not kept, which is
/// reported.
pub const MAX_OPEN: usize = 64 * 1024 * 1024;

/// Estimated memory of an open document besides its text, in bytes.
const OVERHEAD: usize = 4 * 1024;

/// An open document.
#[derive(Debug)]
pub struct Document {
    /// Its URI as the client writes it.
    pub uri: String,
    /// The client's version number.
    pub version: i32,
    /// Its format, if the file name or the client's language id determines it.
    pub format: Option<Format>,
    /// Any note may be of its format: that it is no request needs no remark.
    pub is_general_text: bool,
    /// An edit could not be applied: the text may differ from the editor's.
    pub is_out_of_sync: bool,
    /// Past the limit on open documents: its text is not kept.
    pub is_text_dropped: bool,
    text: String,
    lines: Lines,
    history: History,
}

impl Document {
    /// Opens a document. `language` is the client's language id.
    pub fn open(uri: String, version: i32, language: &str, text: String) -> Self {
        let name = file_name(&uri);
        Self {
            format: Format::by_name(&name).or_else(|| Format::by_language(language)),
            is_general_text: Format::is_general_text(&name, language),
            lines: Lines::new(&text),
            history: History::new(version),
            uri,
            version,
            is_out_of_sync: false,
            is_text_dropped: false,
            text,
        }
    }

    /// Its memory in bytes.
    pub fn memory_size(&self) -> usize {
        OVERHEAD + self.uri.len() + self.text.len() + self.history.size()
    }

    /// Drops its history, and also its text if it still exceeds `most` bytes.
    pub fn keep_within(&mut self, most: usize) {
        self.history = History::new(self.version);
        if self.memory_size() > most {
            self.is_text_dropped = true;
            self.text = String::new();
            self.lines = Lines::new("");
        }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its lines.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The name of its file.
    pub fn name(&self) -> String {
        file_name(&self.uri)
    }

    /// Its path in the file system, if it has one.
    pub fn path(&self) -> Option<PathBuf> {
        file_path(&self.uri)
    }

    /// Whether it is a configuration.
    pub fn is_configuration(&self) -> bool {
        self.name() == FILE_NAME
    }

    /// Its format.
    pub fn form(&self) -> Format {
        self.format
            .unwrap_or_else(|| Format::by_content(self.text.as_bytes()))
    }

    /// Applies a version's edits in order, also if later versions have been applied already. Positions outside the
    /// text are clamped; a reversed range is swapped. False if the text at that version is no longer known: nothing
    /// is changed, and the document is marked as out of sync.
    pub fn edit(&mut self, version: i32, changes: Vec<ContentChange>, units: Units) -> bool {
        if self.is_text_dropped {
            self.version = self.version.max(version);
            return true;
        }
        let most = changes.iter().map(|change| change.text.len()).sum::<usize>() + self.text.len();
        if changes.len().saturating_mul(most) > MAX_EDIT_BYTES {
            self.mark_out_of_sync(Some(version));
            return false;
        }
        if version >= self.version {
            self.version = version;
            self.make(version, changes, units);
            return true;
        }
        match self.history.take_after(version) {
            StaleEdit::Covered => true,
            StaleEdit::Unknown => {
                self.is_out_of_sync = true;
                false
            }
            StaleEdit::Before(later) => {
                for undo in later.iter().rev().flat_map(|made| made.undo.iter().rev()) {
                    let range = undo.at..undo.at + undo.len;
                    if self.text.get(range.clone()).is_some() {
                        self.text.replace_range(range, &undo.old);
                    }
                }
                self.lines = Lines::new(&self.text);
                self.make(version, changes, units);
                for made in later {
                    self.make(made.version, made.changes, units);
                }
                true
            }
        }
    }

    /// Marks the document as out of sync after edits that cannot be read.
    pub(super) fn mark_out_of_sync(&mut self, version: Option<i32>) {
        self.version = self.version.max(version.unwrap_or(self.version));
        self.is_out_of_sync = true;
    }

    fn make(&mut self, version: i32, changes: Vec<ContentChange>, units: Units) {
        let mut undo = Vec::with_capacity(changes.len());
        let mut is_whole = false;
        for change in &changes {
            match change.range {
                None => {
                    self.text.clone_from(&change.text);
                    self.is_out_of_sync = false;
                    is_whole = true;
                }
                Some(range) => {
                    let start = self.lines.offset(&self.text, range.start, units);
                    let end = self.lines.offset(&self.text, range.end, units);
                    let range = start.min(end)..start.max(end);
                    undo.push(Undo {
                        at: range.start,
                        len: change.text.len(),
                        old: self.text.get(range.clone()).unwrap_or_default().to_owned(),
                    });
                    self.text.replace_range(range, &change.text);
                }
            }
            self.lines = Lines::new(&self.text);
        }
        if is_whole {
            self.history.reset(version);
        } else {
            let made = VersionEdits {
                version,
                changes,
                undo,
            };
            self.history.push(made, self.text.len());
        }
    }
}

/// The path of a `file:` URI.
fn file_path(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    // A host other than `localhost` is another machine.
    let path = path.strip_prefix("localhost").unwrap_or(path);
    if !path.starts_with('/') {
        return None;
    }
    let path = resolved(path);
    Some(PathBuf::from(without_root(&path, cfg!(windows))))
}

/// On Windows `/C:/…` (editors write `/c%3A/…`) without the leading slash.
fn without_root(path: &str, on_windows: bool) -> &str {
    let bytes = path.as_bytes();
    let has_drive = bytes.get(1).is_some_and(u8::is_ascii_alphabetic) && bytes.get(2) == Some(&b':');
    match path.strip_prefix('/') {
        Some(rest) if on_windows && has_drive => rest,
        _ => path,
    }
}

/// The last component of a URI, percent-decoded.
fn file_name(uri: &str) -> String {
    let path = uri.split(['?', '#']).next().unwrap_or_default();
    resolved(path.rsplit(['/', ':']).next().unwrap_or_default())
}

/// A percent-decoded text.
fn resolved(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut name = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        at += if code.is_some() { 3 } else { 1 };
        name.push(code.unwrap_or(*byte));
    }
    String::from_utf8_lossy(&name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_from_its_address() {
        assert_eq!(file_name("file:///a/%E6%A1%88%2e.yaml"), "案..yaml");
        assert_eq!(file_name("untitled:Untitled-1"), "Untitled-1");
        assert_eq!(file_name("file:///a/100%.yaml#x"), "100%.yaml");
        let path = |uri| file_path(uri).map(|path| path.display().to_string());
        assert_eq!(path("file:///a/%E6%A1%88.yaml").as_deref(), Some("/a/案.yaml"));
        assert_eq!(path("FILE://localhost/a").as_deref(), Some("/a"));
        assert_eq!(
            (path("untitled:x"), path("file://server/a"), path("")),
            (None, None, None)
        );
        for (uri, on_windows) in [
            ("/c%3A/%E4%BE%9D%E9%A0%BC/a.yaml", "c:/依頼/a.yaml"),
            ("/C:/a%20b.yaml", "C:/a b.yaml"),
            ("/c%3a/", "c:/"),
            ("/1:/a", "/1:/a"),
            ("/依:/a", "/依:/a"),
            ("/c", "/c"),
        ] {
            assert_eq!(without_root(&resolved(uri), true), on_windows);
            assert_eq!(without_root(&resolved(uri), false), resolved(uri));
        }
        let open = |uri: &str, language: &str| Document::open(uri.into(), 1, language, String::new()).form();
        assert_eq!(Some(open("file:///a/b.ics", "yaml")), Format::by_name("a.ics"));
        assert_eq!(Some(open("untitled:x", "icalendar")), Format::by_name("a.ics"));
        assert_eq!(Some(open("untitled:x", "plaintext")), Format::by_name("a.txt"));
        assert_eq!(open("untitled:x", "rust"), Format::default());
    }
}
