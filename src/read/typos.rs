//! Common typing errors that YAML cannot parse, each reported at its character with its correction, instead of one
//! general error from the parser.

mod key;
mod line;

use std::ops::Range;

use super::bullets;
use super::fields::Fields;
use super::keys::{Key, REQUEST, Table};
use super::scalar::{behind_colon, is_plain, quoted};
use super::shown::{shown, written_as};
use super::tree::{Node, NodeRef, Style};
use crate::diagnostic::{self, Applicability, Diagnostic, Edit, Fix};
use crate::message::{Entry, Message, catalogue};
use crate::source::Span;
use crate::text::trim;
use line::{Cause, Line, Typo, typo};

/// Limit on errors named in one finding.
const MAX_TYPOS: usize = 20;

impl Fields<'_, '_> {
    /// Reports typing errors in the document that the parser rejected at a byte; returns whether one of them explains
    /// it.
    pub(crate) fn report_typos(&mut self, at: usize, is_tab: bool) -> bool {
        /// How many lines before its error the parser may have been misled.
        const LINES_BEFORE_LIMIT: usize = 3;
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind("\n---").map_or(0, |marker| marker + 1);
        let near = self.lines_before(before.rfind('\n').map_or(0, |end| end + 1), LINES_BEFORE_LIMIT);
        let behind = self.text.get(at..).and_then(|rest| rest.find('\n'));
        let end = behind.map_or(self.text.len(), |length| at + length);
        let cause = if is_tab { Cause::Tab(at) } else { Cause::Error(at) };
        let typos = self.typos(start, cause);
        let is_why = typos
            .iter()
            .any(|typo| typo.reaches_on() || (near..=end).contains(&typo.at.start));
        if is_why {
            self.report_all(typos);
        }
        is_why
    }

    /// Reports typing errors in a document that parsed, but not as a mapping; returns whether there are any.
    pub(crate) fn report_misread(&mut self, root: NodeRef) -> bool {
        let before = self.text.get(..root.span.start as usize).unwrap_or_default();
        let typos = self.typos(before.rfind('\n').map_or(0, |end| end + 1), Cause::Misread);
        let any = !typos.is_empty();
        self.report_all(typos);
        any
    }

    /// Reports a value whose first word YAML takes for an unused anchor: `件名: &至急 …`. Returns the span of the whole
    /// value.
    pub(crate) fn is_behind_anchor(&mut self, key: NodeRef, word: &str, value: NodeRef) -> Option<Span> {
        let from = key.span.end as usize;
        let rest = self.text.get(from..)?;
        // Most values begin with a letter, after a single blank.
        if matches!(rest.as_bytes(), [b':', b' ', next, ..] if matches!(next, 0xE4..=0xE9) || next.is_ascii_alphanumeric())
        {
            return None;
        }
        let value_at = rest.trim_start().strip_prefix(':')?.trim_start();
        if !value_at.starts_with('&') {
            return None;
        }
        let behind = rest.lines().next()?;
        let written = behind.trim_start().strip_prefix(':')?.trim_start();
        let name = written
            .strip_prefix('&')?
            .split([' ', '\t', ',', '}', ']'])
            .next()?;
        // An ASCII anchor may be intended, but a word of some length before a free text is not.
        let key_of = REQUEST.get(trim(word));
        let is_free = matches!(key_of, Some(Key::Subject | Key::Necessity | Key::Body)) && name.len() > 2;
        if name.is_ascii() && !is_free || self.text.contains(&format!("*{name}")) {
            return None;
        }
        let start = from + (behind.len() - behind.trim_start_matches([' ', '\t', ':']).len());
        let end = (start + 1 + name.len()).max(value.span.end as usize);
        let span = Span::new(start, end);
        let whole = self.text.get(span.range())?;
        let quoted = quoted(whole);
        let values = [
            ("key", &*shown(word)),
            ("sign", "&"),
            ("quoted", &*shown(&quoted)),
        ];
        let message = catalogue::SLIP_SIGN.with(&values);
        let help = catalogue::SLIP_QUOTE_HELP.with(&values);
        let mut found = Diagnostic::reader(diagnostic::SYNTAX, span.part(0..1), message).with_help(help);
        found
            .fixes
            .extend((!whole.contains('\n')).then(|| written_as(span, quoted.clone())));
        self.push(found);
        Some(span)
    }

    /// Whether a key begins with blanks that YAML does not recognize: it was meant to belong to the line above.
    pub(crate) fn is_indented_oddly(&self, key: NodeRef) -> bool {
        let word = self.text.get(key.span.range()).unwrap_or_default();
        let bare = word.trim_start();
        word.starts_with(|c: char| c.is_whitespace() && !c.is_ascii())
            && (line::is_key(trim(bare)) && super::keys::REQUEST.get(trim(bare)).is_none()
                || bare.starts_with("- "))
    }

    /// Reports a scalar that was meant as a mapping with keys of `table`: `府省：財務省`; returns whether it is one.
    pub(crate) fn is_mapping_in_text<T: Copy + PartialEq>(
        &mut self,
        value: NodeRef,
        table: &'static Table<T>,
    ) -> bool {
        let Node::Scalar {
            style: Style::Plain, ..
        } = self.tree.node(value.node)
        else {
            return false;
        };
        let written = self.text.get(value.span.range()).unwrap_or_default();
        let meant = |line: &str| {
            let key = line.split_once(['：', ':']).map(|(key, _)| trim(key));
            key.is_some_and(|key| table.get(key).is_some())
        };
        if written.starts_with('*') || !written.lines().any(meant) {
            return false;
        }
        let mut place = value.span.start as usize;
        let mut typos = Vec::new();
        for text in written.split_inclusive('\n') {
            let line = Line {
                text: text.trim_end_matches(['\r', '\n']),
                from: place,
                next: "",
                above: "",
                has_error: false,
                in_list: false,
                in_names: false,
                cause: Cause::Misread,
            };
            typos.extend(typo(&line));
            place += text.len();
        }
        let any = !typos.is_empty();
        self.report_all(typos);
        any
    }

    /// Reports a key of `table` in braces whose colon YAML does not recognize: `{府省：財務省}`; returns whether it is one.
    pub(super) fn is_joined_key<T: Copy + PartialEq>(
        &mut self,
        key: NodeRef,
        value: NodeRef,
        word: &str,
        table: &'static Table<T>,
    ) -> bool {
        let Some((at, sign)) = word.char_indices().find(|(_, c)| matches!(c, '：' | ':')) else {
            return false;
        };
        let (name, rest) = (trim(&word[..at]), trim(&word[at + sign.len_utf8()..]));
        if table.get(name).is_none() || rest.is_empty() || !self.tree.is_null(value) {
            return false;
        }
        let values = [("key", &*shown(name)), ("value", &*shown(rest))];
        let (message, help) = if sign == '：' {
            (catalogue::FULL_WIDTH_COLON, catalogue::FULL_WIDTH_COLON_HELP)
        } else {
            (catalogue::SLIP_JOINED, catalogue::SLIP_JOINED_HELP)
        };
        let mut found = Diagnostic::reader(diagnostic::UNKNOWN_KEY, key.span, message.message())
            .with_help(help.with(&values));
        if self.text.get(key.span.range()) == Some(word) {
            let text = format!("{name}: {}", behind_colon(rest));
            found.fixes.push(written_as(key.span, text));
        }
        self.push(found);
        true
    }

    /// Sets the help of the last finding if it has none.
    pub(crate) fn help_last(&mut self, help: Entry) {
        if let Some(last) = self.diagnostics.last_mut().filter(|last| last.help.is_none()) {
            last.help = Some(help.message());
        }
    }

    /// Suggests quotes for the value of the last finding: `[至急]` is a list to YAML.
    pub(crate) fn quote_last(&mut self, field: &str, value: NodeRef) {
        let written = self.text.get(value.span.range()).unwrap_or_default();
        let is_in_brackets = written.starts_with(['[', '{']) && !written.contains('\n');
        let last = self.diagnostics.last_mut().filter(|last| {
            is_in_brackets && last.code == diagnostic::WRONG_TYPE.code && last.span == value.span
        });
        let Some(last) = last else { return };
        let short = quoted(&shown(written));
        let values = [("key", field), ("quoted", &*short)];
        last.help = Some(catalogue::SLIP_QUOTE_HELP.with(&values));
        let text = quoted(written);
        last.fixes.push(Fix {
            title: catalogue::SLIP_FIX.with(&[("text", &short)]),
            ..written_as(value.span, text)
        });
    }

    /// Typing errors in the document that starts at a byte.
    fn typos(&self, start: usize, cause: Cause) -> Vec<Typo> {
        let error = match cause {
            Cause::Error(at) | Cause::Tab(at) => Some(at),
            Cause::Misread => None,
        };
        let mut typos: Vec<Typo> = Vec::new();
        // Lines of a block scalar are not keys.
        let mut block: Option<usize> = None;
        // Whether the lines belong to a list, whose key is above.
        let mut in_list = false;
        // Whether the previous line is an item without a marker.
        let mut in_names = false;
        let mut above = "";
        let mut place = start;
        let text = self.text.get(start..).unwrap_or_default();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let from = place;
            place += line.len();
            let line = line.trim_end_matches(['\r', '\n']);
            if number > 0 && line.starts_with("---") || typos.len() >= MAX_TYPOS {
                break;
            }
            // A list is fixed as a whole, at its first line.
            let fixed = typos.last().and_then(|typo| typo.fixed.as_ref());
            if fixed.is_some_and(|(place, _)| from < place.end) {
                continue;
            }
            let indent = line.len() - line.trim_start_matches(' ').len();
            if block.is_some_and(|outer| indent > outer || line.trim().is_empty()) {
                continue;
            }
            let opens = |line: &str| {
                let value = line.split_once(": ").map(|(_, value)| value.trim());
                value.is_some_and(|value| value.starts_with(['|', '>']) && value.len() < 4)
            };
            block = opens(line).then_some(indent);
            let rest = self.text.get(place..).unwrap_or_default();
            let mut found = typo(&Line {
                text: line,
                from,
                next: rest.lines().next().unwrap_or_default(),
                above,
                has_error: error.is_some_and(|at| from <= at && at < place),
                in_list,
                in_names,
                cause,
            });
            if !line.trim().is_empty() {
                above = line;
            }
            in_names = found.as_ref().is_some_and(|typo| typo.is_name());
            let is_marked = |typo: &&mut Typo| typo.code == diagnostic::WRONG_TYPE && !typo.is_name();
            if let Some(typo) = found.as_mut().filter(is_marked) {
                self.extend_list(typo);
            }
            let is_item = found
                .as_ref()
                .is_some_and(|typo| typo.code == diagnostic::WRONG_TYPE);
            in_list = line::opens_a_list(line)
                || in_list && (is_item || bullets::sign(line.trim_start()).is_some());
            typos.extend(found);
        }
        typos
    }

    /// Extends the fix of a list's first line to the following lines with the same marker.
    fn extend_list(&self, typo: &mut Typo) {
        let marker = self.text.get(typo.at.clone()).unwrap_or_default();
        let Some((place, text)) = &mut typo.fixed else {
            return;
        };
        while let Some(rest) = self.text.get(place.end..) {
            let Some(next) = rest.find('\n').map(|end| end + 1) else {
                return;
            };
            let line = rest
                .get(next..)
                .and_then(|rest| rest.lines().next())
                .unwrap_or_default();
            let body = line.trim_start_matches(' ');
            let item = bullets::sign(body).and_then(|length| body.split_at_checked(length));
            let Some((_, item)) = item.filter(|(sign, item)| *sign == marker && is_plain(trim(item))) else {
                return;
            };
            let indent = line.len() - body.len();
            text.push_str(rest.get(..next).unwrap_or_default());
            text.push_str(&" ".repeat(indent));
            text.push_str("- ");
            text.push_str(trim(item));
            place.end += next + line.len();
        }
    }

    /// Start of the line this many lines earlier.
    fn lines_before(&self, mut from: usize, lines: usize) -> usize {
        for _ in 0..lines {
            let before = self.text.get(..from.saturating_sub(1)).unwrap_or_default();
            from = before.rfind('\n').map_or(0, |end| end + 1);
        }
        from
    }

    /// Reports errors, those of one sort in a single finding that labels the other places.
    fn report_all(&mut self, typos: Vec<Typo>) {
        let mut sorts: Vec<(Message, Vec<Typo>)> = Vec::new();
        for typo in typos {
            let values: Vec<(&'static str, &str)> = typo
                .values
                .iter()
                .map(|(name, value)| (*name, &**value))
                .collect();
            let message = typo.message.with(&values);
            match sorts.iter_mut().find(|(known, _)| *known == message) {
                Some((_, group)) => group.push(typo),
                None => sorts.push((message, vec![typo])),
            }
        }
        for (message, group) in sorts {
            self.report_sort(message, group);
        }
    }

    fn report_sort(&mut self, message: Message, group: Vec<Typo>) {
        let Some(first) = group.first() else { return };
        let values: Vec<(&'static str, &str)> = first
            .values
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        let span = |typo: &Typo| Span::new(typo.at.start, typo.at.end);
        let mut found =
            Diagnostic::reader(first.code, span(first), message).with_help(first.help.with(&values));
        for typo in group.iter().skip(1) {
            found = found.with_related(span(typo), catalogue::SLIP_HERE.message());
        }
        let fixed: Vec<&(Range<usize>, String)> =
            group.iter().filter_map(|typo| typo.fixed.as_ref()).collect();
        // A partial fix would leave the document unreadable.
        if let Some((_, text)) = fixed.first().filter(|_| fixed.len() == group.len()) {
            let title = if first.code == diagnostic::WRONG_TYPE {
                catalogue::BULLET_FIX.message()
            } else if trim(text).is_empty() {
                catalogue::SLIP_FIX_BLANKS.message()
            } else if let [_] = &fixed[..] {
                let value = |name| first.values.iter().find(|(known, _)| *known == name);
                let text = match (value("key"), value("value")) {
                    (Some((_, key)), Some((_, value))) if text.trim_end() == ":" => format!("{key}: {value}"),
                    _ => shown(text),
                };
                catalogue::SLIP_FIX.with(&[("text", text.trim_end())])
            } else {
                catalogue::SLIP_FIX_ALL.with(&[("count", &fixed.len().to_string())])
            };
            let edit = |(place, text): &(Range<usize>, String)| Edit {
                span: Span::new(place.start, place.end),
                text: text.clone(),
            };
            found.fixes.push(Fix {
                title,
                applicability: Applicability::Safe,
                edits: fixed.into_iter().map(edit).collect(),
            });
        }
        self.push(found);
    }
}
