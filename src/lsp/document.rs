//! A document as the editor has it open, saved or not.

use std::path::PathBuf;

use super::history::{Change, History, StaleEdit, Undo, VersionEdits};
use super::position::{Lines, Units};
use crate::config::FILE_NAME;
use crate::format::Format;

/// The longest text that is judged while it is typed, in bytes. A request is a page or two; what is longer
/// is said so, and `kigen check` reads it.
pub const MAX_DOCUMENT: usize = 8 * 1024 * 1024;

/// The most documents of a text that are judged while it is typed.
pub const MAX_DOCUMENTS: usize = 5_000;

/// The most bytes that are gone through to make the edits of one message: each goes through the text. Past it the text
/// is not what the editor shows, which is said.
pub const MAX_EDIT_BYTES: usize = 256 * 1024 * 1024;

/// The most that the open documents hold together, in bytes: their texts, names and last edits. Past it a text is not
/// kept, which is said.
pub const MAX_OPEN: usize = 64 * 1024 * 1024;

/// The memory of an open document besides its text.
const OVERHEAD: usize = 4 * 1024;

/// An open document.
#[derive(Debug)]
pub struct Document {
    /// Its address, as the client writes it.
    pub uri: String,
    /// The client's count of its edits.
    pub version: i32,
    /// The form it is written in, where its name or the client's language says so.
    pub format: Option<Format>,
    /// An edit came that could not be made: the text may not be what the editor shows.
    pub out_of_step: bool,
    /// Too much is open: its text is not kept.
    pub is_unkept: bool,
    text: String,
    lines: Lines,
    history: History,
}

impl Document {
    /// A document as it is opened. `language` is the client's name for what it holds.
    pub fn open(uri: String, version: i32, language: &str, text: String) -> Self {
        Self {
            format: Format::by_name(&file_name(&uri)).or_else(|| Format::by_language(language)),
            lines: Lines::new(&text),
            history: History::new(version),
            uri,
            version,
            out_of_step: false,
            is_unkept: false,
            text,
        }
    }

    /// How many bytes it holds.
    pub fn weight(&self) -> usize {
        OVERHEAD + self.uri.len() + self.text.len() + self.history.size()
    }

    /// Lets go its last edits, and its text where it holds more than `most` without them.
    pub fn keep_within(&mut self, most: usize) {
        self.history = History::new(self.version);
        if self.weight() > most {
            self.is_unkept = true;
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

    /// Where it is in the file system, if it is.
    pub fn path(&self) -> Option<PathBuf> {
        file_path(&self.uri)
    }

    /// Whether it is a configuration.
    pub fn is_configuration(&self) -> bool {
        self.name() == FILE_NAME
    }

    /// The form it is written in.
    pub fn form(&self) -> Format {
        self.format
            .unwrap_or_else(|| Format::by_content(self.text.as_bytes()))
    }

    /// Makes the edits of a version, one after the other, also where later ones have been made before it.
    /// Positions outside the text are moved into it; a range whose ends are exchanged is taken the right
    /// way round. False where nobody knows any more what the text was then: nothing is done but to note that.
    pub fn edit(&mut self, version: i32, changes: Vec<Change>, units: Units) -> bool {
        if self.is_unkept {
            self.version = self.version.max(version);
            return true;
        }
        let most = changes.iter().map(|change| change.text.len()).sum::<usize>() + self.text.len();
        if changes.len().saturating_mul(most) > MAX_EDIT_BYTES {
            self.lose(Some(version));
            return false;
        }
        if version >= self.version {
            self.version = version;
            self.make(version, changes, units);
            return true;
        }
        match self.history.later(version) {
            StaleEdit::Covered => true,
            StaleEdit::Unknown => {
                self.out_of_step = true;
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

    /// Edits of a version came that cannot be read.
    pub(super) fn lose(&mut self, version: Option<i32>) {
        self.version = self.version.max(version.unwrap_or(self.version));
        self.out_of_step = true;
    }

    fn make(&mut self, version: i32, changes: Vec<Change>, units: Units) {
        let mut undo = Vec::with_capacity(changes.len());
        let mut is_whole = false;
        for change in &changes {
            match change.range {
                None => {
                    self.text.clone_from(&change.text);
                    self.out_of_step = false;
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
            self.history.whole(version);
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

/// The path of a `file:` address.
fn file_path(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    // A host other than this one is somewhere else.
    let path = path.strip_prefix("localhost").unwrap_or(path);
    if !path.starts_with('/') {
        return None;
    }
    let path = resolved(path);
    Some(PathBuf::from(without_root(&path, cfg!(windows))))
}

/// `/C:/…`, which editors write `/c%3A/…`, as Windows has it.
fn without_root(path: &str, on_windows: bool) -> &str {
    let bytes = path.as_bytes();
    let has_drive = bytes.get(1).is_some_and(u8::is_ascii_alphabetic) && bytes.get(2) == Some(&b':');
    match path.strip_prefix('/') {
        Some(rest) if on_windows && has_drive => rest,
        _ => path,
    }
}

/// The last part of an address, with its percent signs resolved.
fn file_name(uri: &str) -> String {
    let path = uri.split(['?', '#']).next().unwrap_or_default();
    resolved(path.rsplit(['/', ':']).next().unwrap_or_default())
}

/// A text with its percent signs resolved.
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
