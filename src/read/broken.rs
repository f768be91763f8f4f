//! Errors that stop the reading of a document.

use crate::diagnostic::{self};
use crate::message::catalogue;
use crate::read::fields::Fields;
use crate::read::tree::{MAX_DOCUMENTS, Syntax, TreeErrorKind};
use crate::source::{Span, is_hidden};

impl Fields<'_, '_> {
    /// Reports documents beyond the limit, which are not read.
    pub(crate) fn too_many_documents(&mut self, at: u32) {
        let limit = MAX_DOCUMENTS.to_string();
        let message = catalogue::LIMIT_DOCUMENTS_REST.with(&[("limit", &limit)]);
        let span = self.character_at(at);
        self.report(diagnostic::LIMIT_EXCEEDED, span, message, None);
    }

    pub(crate) fn broken(&mut self, at: u32, kind: &TreeErrorKind) {
        let is_tab = *kind == TreeErrorKind::Syntax(Syntax::Tab);
        if *kind != TreeErrorKind::Limit && self.report_typos(at as usize, is_tab) {
            return;
        }
        let (code, message, help) = match kind {
            TreeErrorKind::Limit => (diagnostic::LIMIT_EXCEEDED, catalogue::LIMIT_NESTING, None),
            TreeErrorKind::Syntax(syntax) => {
                let (message, help) = match syntax {
                    Syntax::Tab => (catalogue::SYNTAX_TAB, catalogue::SYNTAX_TAB_HELP),
                    Syntax::Unclosed => (catalogue::SYNTAX_UNCLOSED, catalogue::SYNTAX_UNCLOSED_HELP),
                    Syntax::Alias => (catalogue::SYNTAX_ALIAS, catalogue::SYNTAX_ALIAS_HELP),
                    Syntax::Character => (catalogue::SYNTAX_CHARACTER, catalogue::SYNTAX_CHARACTER_HELP),
                    Syntax::Key => (catalogue::SYNTAX_KEY, catalogue::SYNTAX_KEY_HELP),
                    Syntax::Other => (catalogue::SYNTAX_OTHER, catalogue::SYNTAX_OTHER_HELP),
                };
                (diagnostic::SYNTAX, message, Some(help.message()))
            }
        };
        let mut span = self.character_at(at);
        if *kind == TreeErrorKind::Syntax(Syntax::Character)
            && let Some(hidden) = self.forbidden_before(span)
        {
            span = hidden;
        }
        // The parser reports the value that contains the tab, one or more lines before it.
        if *kind == TreeErrorKind::Syntax(Syntax::Tab)
            && let Some(tab) = self.indenting_tab(at as usize)
        {
            span = tab;
        }
        // Name characters that editors do not show, such as NUL.
        if let Some(c) = self
            .text
            .get(span.range())
            .and_then(|text| text.chars().next())
            .filter(|c| is_hidden(*c))
        {
            let name = format!("U+{:04X}", u32::from(c));
            let message = catalogue::CONTROL_CHARACTER.with(&[("name", &name)]);
            let help = catalogue::CONTROL_CHARACTER_HELP.message();
            self.report(code, span, message, Some(help));
            return;
        }
        self.report(code, span, message.message(), help);
    }

    /// The first tab used for indentation, from the line of a byte on.
    pub(crate) fn indenting_tab(&self, at: usize) -> Option<Span> {
        let from = self.text.get(..at)?.rfind('\n').map_or(0, |line| line + 1);
        let mut line_start = from;
        for line in self.text.get(from..)?.split_inclusive('\n') {
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line.get(..blanks).and_then(|blanks| blanks.find('\t')) {
                return Some(Span::new(line_start + tab, line_start + tab + 1));
            }
            line_start += line.len();
        }
        None
    }

    /// The last character before an error that YAML forbids (YAML 1.2.2, 5.1). The parser examines runs of text and
    /// reports the start or the end of one.
    pub(crate) fn forbidden_before(&self, span: Span) -> Option<Span> {
        let forbidden = |c: &char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
        let line = |text: &str, at: usize| {
            text.get(at..)
                .and_then(|rest| rest.find(['\n', '\r']))
                .map_or(text.len(), |end| at + end)
        };
        let start = span.start as usize;
        let from = self.text.get(..start)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let near = self.text.get(from..line(self.text, start))?;
        let (at, c) = near.char_indices().find(|(_, c)| forbidden(c))?;
        Some(Span::new(from + at, from + at + c.len_utf8()))
    }

    /// The character at a byte, or the last one at the end of the text, so that the mark is not empty.
    pub(crate) fn character_at(&self, at: u32) -> Span {
        let mut start = (at as usize).min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        match self.text[start..].chars().next() {
            Some('\n' | '\r') | None => Span::new(start, start),
            Some(c) => Span::new(start, start + c.len_utf8()),
        }
    }

    /// The first line of a span.
    pub(crate) fn first_line(&self, span: Span) -> Span {
        let text = self.text.get(span.range()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        Span::new(span.start as usize, span.start as usize + line.len())
    }
}
