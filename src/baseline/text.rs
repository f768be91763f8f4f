//! Reading and writing a baseline file.

use std::collections::HashSet;

use serde::Deserialize;

use super::{Entry, File, SCHEMA};
use crate::message::{Message, catalogue};
use crate::read::shown;
use crate::text::visible;

/// Why a file is not a baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not UTF-8.
    Encoding,
    /// Not JSON, or not of the baseline's shape, at this line (from 1).
    Shape(usize),
    /// Another version or another format: its `schema`.
    Version(String),
    /// A duplicate entry, by its number from 1.
    Twice(usize),
    /// An entry whose code may not be in a baseline: its number from 1, and the code.
    Protected(usize, String),
    /// An entry with a zero count, or without a path or code.
    Empty(usize),
}

impl Problem {
    /// The error as a sentence.
    pub fn message(&self, path: &str) -> Message {
        match self {
            Self::Encoding => catalogue::BASELINE_ENCODING.message(),
            Self::Shape(line) => catalogue::BASELINE_SHAPE.arg("line", *line),
            Self::Version(found) => {
                catalogue::BASELINE_VERSION.with(&[("found", &shown(found)), ("wanted", SCHEMA)])
            }
            Self::Twice(number) => catalogue::BASELINE_TWICE.arg("number", *number),
            Self::Protected(number, code) => {
                let message = catalogue::BASELINE_PROTECTED.arg("number", *number);
                message.arg("code", Message::text(shown(code)))
            }
            Self::Empty(number) => catalogue::BASELINE_EMPTY.arg("number", *number),
        }
        .arg("path", Message::text(path))
    }
}

/// Parses a baseline.
///
/// # Errors
/// The first problem found.
pub fn parse(bytes: &[u8]) -> Result<Vec<Entry>, Problem> {
    /// The member that every version has.
    #[derive(Deserialize)]
    struct Versioned {
        schema: String,
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::Encoding)?;
    let text = text.trim_start_matches('\u{feff}');
    let shape = |error: serde_json::Error| Problem::Shape(error.line().max(1));
    // The version first: another version's members would be reported as errors of shape.
    if let Ok(Versioned { schema }) = serde_json::from_str(text)
        && schema != SCHEMA
    {
        return Err(Problem::Version(schema));
    }
    let file: File = serde_json::from_str(text).map_err(shape)?;
    let mut seen = HashSet::with_capacity(file.entries.len());
    for (number, entry) in (1..).zip(&file.entries) {
        if entry.count == 0 || entry.path.is_empty() || entry.code.is_empty() {
            return Err(Problem::Empty(number));
        }
        if !seen.insert((&entry.path, &entry.code, &entry.subject, &entry.text)) {
            return Err(Problem::Twice(number));
        }
    }
    Ok(file.entries)
}

/// Serializes a baseline, deterministically: entries are sorted.
pub fn write(mut entries: Vec<Entry>) -> String {
    entries.sort();
    let mut out = format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"entries\": [");
    for (number, entry) in entries.iter().enumerate() {
        out.push_str(if number == 0 { "\n    " } else { ",\n    " });
        out.push_str(&visible::json(entry));
    }
    out.push_str(if entries.is_empty() {
        "]\n}\n"
    } else {
        "\n  ]\n}\n"
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, code: &str, text: &str) -> Entry {
        Entry {
            path: path.to_owned(),
            code: code.to_owned(),
            subject: None,
            text: vec![text.to_owned()],
            count: 1,
        }
    }

    #[test]
    fn what_is_written_is_read_and_in_order() {
        let entries = vec![
            entry("b.yaml", "KG101", "「\"\\\u{202e}\n」"),
            entry("a.yaml", "KG202", "𠮷"),
            entry("a.yaml", "KG101", "x"),
        ];
        let text = write(entries.clone());
        let mut reversed = entries.clone();
        reversed.reverse();
        assert_eq!(text, write(reversed));
        let mut sorted = entries;
        sorted.sort();
        assert_eq!(parse(text.as_bytes()), Ok(sorted));
        assert_eq!(text.lines().count(), 3 + 3 + 2);
        assert_eq!(parse(write(Vec::new()).as_bytes()), Ok(Vec::new()));
    }
}
