//! `github`: workflow commands, shown by GitHub Actions as annotations.
//!
//! GitHub documents neither the unit of columns (here: code points) nor whether the end is inclusive (here:
//! exclusive). Multi-line ranges must have no columns: the runner drops them with a warning in the log.

use std::borrow::Cow;

use super::entry::{Place, entries};
use super::{Checked, FileOutput, Reporter, Text, Totals};
use crate::diagnostic::Severity;
use crate::message::{Lang, catalogue};
use crate::source::is_hidden;
use crate::text::visible::commands;

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Github {
    /// The language of messages.
    pub lang: Lang,
}

impl Reporter for Github {
    fn part(&self, file: Checked<'_>) -> FileOutput {
        let path = property(file.source.path());
        let mut out = Text::default();
        for entry in entries(file, self.lang) {
            let command = match entry.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let place = Place::in_code_points(file.source, entry.span);
            let Place { line, end_line, .. } = place;
            let columns = if line == end_line {
                format!(",col={},endColumn={}", place.column, place.end_column)
            } else {
                String::new()
            };
            let title = property(&entry.title);
            let text = entry.text("\n", self.lang);
            let message = data(&text);
            out.push(format!(
                "::{command} file={path},line={line},endLine={end_line}{columns},title={title}::{message}\n"
            ));
        }
        FileOutput::from(out)
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let (path, why) = (property(path), data(why));
        FileOutput::from(Text::from(format!("::error file={path}::{why}\n")))
    }

    fn tail(&self, totals: &Totals) -> String {
        match totals.found_nothing() {
            true => format!("::notice::{}\n", data(catalogue::REPORT_NOTHING.text(self.lang))),
            false => String::new(),
        }
    }
}

/// Escapes a message, as the runner unescapes these three characters.
fn data(text: &str) -> Cow<'_, str> {
    escape(text, |c| matches!(c, '%' | '\r' | '\n'))
}

/// Escapes a property, which two further characters would end.
fn property(text: &str) -> Cow<'_, str> {
    escape(text, |c| matches!(c, '%' | '\r' | '\n' | ':' | ','))
}

/// Escapes reserved characters, and replaces hidden ones: logs are viewed in terminals.
fn escape(text: &str, reserved: fn(char) -> bool) -> Cow<'_, str> {
    // Other CI logs execute `##[name]` anywhere in a line.
    let mut inside = commands(text).peekable();
    if inside.peek().is_none() && !text.chars().any(|c| reserved(c) || is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        if inside.next_if_eq(&at).is_some() {
            out.push(' ');
        }
        match c {
            // Reserved characters are ASCII.
            c if reserved(c) => out.push_str(&format!("%{:02X}", u32::from(c))),
            '\t' => out.push(c),
            c if is_hidden(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_or_a_property_is_escaped() {
        assert_eq!(data("a##[b] ##vso[c]"), "a# #[b] # #vso[c]");
        assert_eq!(data("50%、\r\nA: b, c"), "50%25、%0D%0AA: b, c");
        assert_eq!(property("C:\\a,b\n%.yaml"), "C%3A\\a%2Cb%0A%25.yaml");
        assert_eq!(property("\u{1b}[31m𠮷\u{202e}"), "\u{fffd}[31m𠮷\u{fffd}");
    }
}
