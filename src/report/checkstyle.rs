//! `checkstyle`: Checkstyle's XML, which most CI servers read. Columns count code points from 1.

use super::entry::{Place, UNREADABLE, entries};
use super::xml::{DECLARATION, attribute};
use super::{Checked, FileOutput, Reporter, Totals};
use crate::message::Lang;

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Checkstyle {
    /// The language of messages.
    pub lang: Lang,
}

impl Reporter for Checkstyle {
    fn head(&self) -> String {
        // The version of the format that readers ask for, not ours.
        format!("{DECLARATION}<checkstyle version=\"4.3\">\n")
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let mut out = String::new();
        for entry in entries(file, self.lang) {
            if out.is_empty() {
                open(&mut out, file.source.path());
            }
            let place = Place::in_code_points(file.source, entry.span);
            let at = Some((place.line, place.column));
            // What severities are called is the same there.
            let message = entry.text(" ", self.lang);
            error(&mut out, at, entry.severity.name(), &message, entry.code);
        }
        if !out.is_empty() {
            out.push_str("</file>\n");
        }
        FileOutput {
            now: out.into_bytes(),
            ..FileOutput::default()
        }
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let mut out = String::new();
        open(&mut out, path);
        error(&mut out, None, "error", why, UNREADABLE);
        out.push_str("</file>\n");
        FileOutput {
            now: out.into_bytes(),
            ..FileOutput::default()
        }
    }

    fn tail(&self, _: &Totals) -> String {
        "</checkstyle>\n".to_owned()
    }
}

fn open(out: &mut String, path: &str) {
    out.push_str("<file");
    attribute(out, "name", path);
    out.push_str(">\n");
}

fn error(out: &mut String, at: Option<(usize, usize)>, severity: &str, message: &str, code: &str) {
    out.push_str("<error");
    let (line, column) = at.unwrap_or((1, 1));
    attribute(out, "line", &line.to_string());
    attribute(out, "column", &column.to_string());
    attribute(out, "severity", severity);
    attribute(out, "message", message);
    attribute(out, "source", &format!("kigen.{code}"));
    out.push_str("/>\n");
}
