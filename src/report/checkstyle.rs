//! `checkstyle`: Checkstyle XML, which most CI servers read. Columns are code points from 1.

use super::entry::{Place, UNREADABLE, entries};
use super::xml::{DECLARATION, attribute};
use super::{Checked, FileOutput, Reporter, Text, Totals};
use crate::message::Lang;

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Checkstyle {
    /// The language of messages.
    pub lang: Lang,
}

impl Reporter for Checkstyle {
    fn head(&self) -> String {
        // The version of the format that readers expect.
        format!("{DECLARATION}<checkstyle version=\"4.3\">\n")
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let mut out = Text::default();
        for entry in entries(file, self.lang) {
            if out.is_empty() {
                out.push(opened(file.source.path()));
            }
            let place = Place::in_code_points(file.source, entry.span);
            let at = Some((place.line, place.column));
            // Checkstyle names severities as we do.
            let message = entry.text(" ", self.lang);
            out.push(error(at, entry.severity.name(), &message, entry.code));
        }
        if !out.is_empty() {
            out.push("</file>\n");
        }
        FileOutput::from(out)
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let error = error(None, "error", why, UNREADABLE);
        FileOutput::from(Text::from(opened(path) + &error + "</file>\n"))
    }

    fn tail(&self, _: &Totals) -> String {
        "</checkstyle>\n".to_owned()
    }
}

fn opened(path: &str) -> String {
    let mut out = String::from("<file");
    attribute(&mut out, "name", path);
    out + ">\n"
}

fn error(at: Option<(usize, usize)>, severity: &str, message: &str, code: &str) -> String {
    let mut out = String::from("<error");
    let (line, column) = at.unwrap_or((1, 1));
    attribute(&mut out, "line", &line.to_string());
    attribute(&mut out, "column", &column.to_string());
    attribute(&mut out, "severity", severity);
    attribute(&mut out, "message", message);
    attribute(&mut out, "source", &format!("kigen.{code}"));
    out + "/>\n"
}
