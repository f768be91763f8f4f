//! `concise`: one line per finding, `path:line:column: severity code message`, for editors' problem matchers. Columns
//! are UTF-16 code units, as VS Code counts them.

use super::entry::{Entry, UNREADABLE, entries};
use super::texts::one_line;
use super::{Checked, FileOutput, Reporter, Text, Totals};
use crate::message::{Lang, catalogue};
use crate::source::{Position, printable};

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Concise {
    /// The language of messages.
    pub lang: Lang,
}

impl Reporter for Concise {
    fn is_for_people(&self) -> bool {
        true
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let path = printable(file.source.path());
        let mut out = Text::default();
        for Entry {
            severity,
            code,
            message,
            span,
            ..
        } in entries(file, self.lang)
        {
            let Position { line, utf16, .. } = file.source.shown_position(span.start);
            let severity = severity.name();
            out.push(format!("{path}:{line}:{utf16}: {severity} {code} {message}\n"));
        }
        FileOutput::from(out)
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let (path, why) = (printable(path), one_line(why));
        FileOutput::from(Text::from(format!("{path}:1:1: error {UNREADABLE} {why}\n")))
    }

    fn tail(&self, totals: &Totals) -> String {
        match totals.found_nothing() {
            true => format!("{}\n", catalogue::REPORT_NOTHING.text(self.lang)),
            false => String::new(),
        }
    }
}
