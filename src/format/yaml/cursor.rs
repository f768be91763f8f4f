//! Completion context in a YAML text that may not parse, from the cursor's line and those around it.

use crate::format::cursor::{Cursor, Group, Slot};
use crate::read::keys::{self, Key};

/// Limit on lines examined in each direction; a request is a page or two.
const LINES_LIMIT: usize = 2000;

/// A line split into blanks, dashes and content.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    /// Column of its first dash, if any.
    dash: Option<usize>,
    /// Column of its content.
    column: usize,
    content: &'t str,
}

impl<'t> Line<'t> {
    fn new(text: &'t str) -> Self {
        let mut rest = text.trim_start_matches(' ');
        let mut dash = None;
        while let Some(after) = rest.strip_prefix('-') {
            if !after.is_empty() && !after.starts_with(' ') {
                break;
            }
            dash.get_or_insert(text.len() - rest.len());
            rest = after.trim_start_matches(' ');
        }
        Self {
            dash,
            column: text.len() - rest.len(),
            content: rest,
        }
    }

    fn is_blank(self) -> bool {
        self.content.is_empty() && self.dash.is_none() || self.content.starts_with('#')
    }

    /// Its key and value.
    fn member(self) -> Option<(&'t str, &'t str)> {
        let (key, value) = split_member(self.content)?;
        Some((key, value.trim()))
    }
}

/// Splits at the first colon that ends a key.
fn split_member(text: &str) -> Option<(&str, &str)> {
    let colon = text
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| matches!(text.as_bytes().get(at + 1), None | Some(b' ')))?;
    let (key, value) = text.split_at(colon);
    Some((
        key.trim().trim_matches(['"', '\'']),
        value.get(1..).unwrap_or_default(),
    ))
}

impl<'t> Cursor<'t> {
    /// The cursor at byte `at`.
    pub(super) fn in_yaml(text: &'t str, at: usize) -> Option<Self> {
        let before = text.get(..at)?;
        let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let prefix = text.get(start..at)?;
        let rest = text.get(at..)?.split(['\n', '\r']).next().unwrap_or_default();
        if prefix.contains(" #") || prefix.trim_start().starts_with('#') {
            return None;
        }
        let above = LinesAbove::new(before.get(..start).unwrap_or_default());
        let line = Line::new(prefix);
        if above.is_in_text(line) {
            return None;
        }
        let mut context = Self {
            group: Group::Unknown,
            slot: Slot::Key,
            typed: "",
            replaces: at..at,
            has_colon: rest.trim_start().starts_with(':'),
            is_item: line.dash.is_some(),
            used: Vec::new(),
            is_japanese: is_japanese(text),
        };
        let typed = match open_bracket(line.content) {
            Some((open, bracket)) => {
                let (outside, inside) = (line.content.get(..open)?, line.content.get(open + 1..)?);
                let parent = match split_member(outside) {
                    Some((key, _)) => Some(key),
                    None if outside.is_empty() => above.parent(line),
                    None => outside
                        .rsplit(['{', ','])
                        .next()
                        .and_then(split_member)
                        .map(|it| it.0),
                };
                context.group = match parent {
                    Some(parent) => group_of(parent),
                    None => Group::Request,
                };
                context.is_item = bracket == '[';
                let item = inside.rsplit(',').next().unwrap_or_default();
                context.member(item.trim_start())
            }
            None => {
                let parent = above.parent(line);
                context.group = match parent {
                    None if line.dash.is_some() => Group::Unknown,
                    None => Group::Request,
                    Some(parent) => group_of(parent),
                };
                context.used = above.siblings(line);
                if line.dash.is_none() {
                    context.used.extend(below(text.get(at..)?, line.column));
                }
                context.member(line.content)
            }
        };
        // The last of several offices in one text.
        let typed = match context.slot {
            Slot::Value(_) => typed.rsplit(['、', ',']).next().unwrap_or_default().trim_start(),
            Slot::Key => typed,
        };
        context.typed = typed.trim_start_matches(['"', '\'']);
        context.replaces = at - context.typed.len()..at;
        Some(context)
    }

    /// Consumes a member before the cursor; returns the part of key or value being typed.
    fn member(&mut self, text: &'t str) -> &'t str {
        match split_member(text) {
            Some((key, value)) => {
                self.slot = Slot::Value(key.to_owned());
                self.is_item = false;
                value.trim_start()
            }
            None => text,
        }
    }
}

/// The mapping that a key's value is.
fn group_of(key: &str) -> Group {
    match keys::REQUEST.get(key) {
        Some(Key::From | Key::To) => Group::Office,
        Some(Key::Hearing) => Group::Hearing,
        Some(Key::Materials) => Group::Material,
        Some(Key::Exceptions) => Group::Exception,
        _ => Group::Unknown,
    }
}

/// The last unclosed bracket of a line, outside quotes.
fn open_bracket(text: &str) -> Option<(usize, char)> {
    let mut open = Vec::new();
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(known), c) if c == known => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '[') => open.push((at, c)),
            (None, '}' | ']') => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

/// Lines above the cursor's, nearest first, back to the start of the document.
struct LinesAbove<'t> {
    lines: Vec<Line<'t>>,
}

impl<'t> LinesAbove<'t> {
    fn new(text: &'t str) -> Self {
        let lines = text.lines().rev().take(LINES_LIMIT);
        let document_lines = lines.take_while(|line| !line.starts_with("---") && !line.starts_with("..."));
        Self {
            lines: document_lines
                .map(Line::new)
                .filter(|line| !line.is_blank())
                .collect(),
        }
    }

    /// Whether a line is inside a block scalar (`|`, `>`), and so contains no key.
    fn is_in_text(&self, line: Line<'t>) -> bool {
        let mut column = line.dash.unwrap_or(line.column);
        self.lines.iter().any(|above| {
            let start_column = above.dash.unwrap_or(above.column);
            let (indent, value) = match above.member() {
                Some((_, value)) => (above.column, value),
                None => (start_column, above.content),
            };
            let is_inside = indent < column && value.starts_with(['|', '>']);
            column = column.min(start_column);
            is_inside
        })
    }

    /// The key whose value a line belongs to; `None` at the top level.
    fn parent(&self, line: Line<'t>) -> Option<&'t str> {
        let mut column = line.dash.unwrap_or(line.column);
        let mut is_item = line.dash.is_some();
        for above in &self.lines {
            let start_column = above.dash.unwrap_or(above.column);
            // A list may have the same indentation as its key.
            let is_parent =
                above.column < column || is_item && above.dash.is_none() && above.column == column;
            if is_parent && above.member().is_some_and(|(_, value)| is_open(value)) {
                return above.member().map(|(key, _)| key);
            }
            // Inside an item: continue with its list.
            if above.dash.is_some() && (start_column < column || !is_item && above.column == column) {
                column = start_column;
                is_item = true;
            } else if start_column < column {
                column = start_column;
                is_item = false;
            }
        }
        None
    }

    /// Keys of the same mapping above.
    fn siblings(&self, line: Line<'t>) -> Vec<&'t str> {
        let mut found = Vec::new();
        if line.dash.is_some() {
            return found;
        }
        for above in &self.lines {
            if above.column < line.column {
                break;
            }
            if above.column == line.column {
                found.extend(above.member().map(|(key, _)| key));
                if above.dash.is_some() {
                    break;
                }
            }
        }
        found
    }
}

/// Keys of the same mapping below.
fn below(text: &str, column: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let after = text
        .find('\n')
        .and_then(|end| text.get(end + 1..))
        .unwrap_or_default();
    for line in after.lines().take(LINES_LIMIT) {
        if line.starts_with("---") {
            break;
        }
        let line = Line::new(line);
        if line.is_blank() {
            continue;
        }
        if line.column < column || line.dash.is_some_and(|dash| dash < column) {
            break;
        }
        if line.column == column && line.dash.is_none() {
            found.extend(line.member().map(|(key, _)| key));
        }
    }
    found
}

/// Whether the value is on the following lines: nothing but an anchor or a comment follows the key.
fn is_open(value: &str) -> bool {
    value.is_empty() || value.starts_with(['#', '&'])
}

/// Whether most keys of a text are Japanese; true for an empty text.
fn is_japanese(text: &str) -> bool {
    let (mut ja, mut en) = (0, 0);
    for line in text.lines().take(LINES_LIMIT) {
        match Line::new(line).member() {
            Some((key, _)) if key.is_ascii() => en += 1,
            Some(_) => ja += 1,
            None => {}
        }
    }
    ja >= en
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place at `|`.
    fn at(text: &str) -> Option<(Group, Slot, String, Vec<String>)> {
        let cursor = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let context = Cursor::in_yaml(&text, cursor)?;
        assert_eq!(&text[context.replaces.clone()], context.typed);
        let used = context.used.iter().map(|word| (*word).to_owned()).collect();
        Some((context.group, context.slot, context.typed.to_owned(), used))
    }

    fn group_and_slot(text: &str) -> (Group, Slot) {
        let (group, slot, ..) = at(text).unwrap();
        (group, slot)
    }

    fn value(key: &str) -> Slot {
        Slot::Value(key.to_owned())
    }

    #[test]
    fn the_mapping_is_found_by_indentation() {
        use Group::*;
        for (text, group, slot) in [
            ("|", Request, Slot::Key),
            ("種別: |", Request, value("種別")),
            ("種別: 協議\n回|\n宛先: a", Request, Slot::Key),
            ("宛先: 財|", Request, value("宛先")),
            ("宛先:\n  - 財|", Office, Slot::Key),
            ("宛先:\n- 財|", Office, Slot::Key),
            ("宛先:\n  - 財務省\n  - 府省: |", Office, value("府省")),
            ("宛先:\n  - 府省: a\n    部|", Office, Slot::Key),
            (
                "ヒアリング:\n  開始: a\n  オンライン: |",
                Hearing,
                value("オンライン"),
            ),
            ("ヒアリング: {開始: a, オン|", Hearing, Slot::Key),
            ("宛先: [財務省, 厚|", Office, Slot::Key),
            ("宛先:\n  - {府省: |", Office, value("府省")),
            ("例外:\n  - 規則: |", Exception, value("規則")),
            ("例外:\n- 理由: a\n  規則: |", Exception, value("規則")),
            ("例外:\n  - {理由: a, 規則: KG|", Exception, value("規則")),
            ("例外:\n  - 規則: KG1\n    理由: b\n回|", Request, Slot::Key),
            ("宛先:\n  - a\n---\n種別: |", Request, value("種別")),
            ("本文: |\n", Request, value("本文")),
            ("回答期限:\n  質問: |", Unknown, value("質問")),
        ] {
            assert_eq!(group_and_slot(text), (group, slot), "{text}");
        }
        assert!(at("# 種|").is_none() && at("種別: 協議 # |").is_none());
        for text in [
            "本文: >-\n  お世話に\n  |",
            "本文: >\n  - |",
            "本文: >\n  a\n\n    b: |",
            "資料:\n  - 目的: >\n      |",
            "宛先:\n  - >\n    |",
        ] {
            assert!(at(text).is_none(), "{text}");
        }
        assert_eq!(group_and_slot("本文: >\n  a\n|"), (Request, Slot::Key));
        assert_eq!(
            group_and_slot("資料:\n  - 目的: >\n      a\n    |"),
            (Material, Slot::Key)
        );
    }

    #[test]
    fn what_is_typed_is_replaced_and_what_is_there_is_known() {
        let (_, _, typed, used) = at("種別: 協議\n回答|\n件名: a\n宛先:\n  - 種別: x\n").unwrap();
        assert_eq!(
            (typed.as_str(), used),
            (
                "回答",
                vec!["種別".to_owned(), "件名".to_owned(), "宛先".to_owned()]
            )
        );
        assert_eq!(at("宛先: 財務省、厚|").unwrap().2, "厚");
        assert_eq!(at("宛先: \"財|").unwrap().2, "財");
        assert_eq!(at("宛先:\n  - 財|").unwrap().2, "財");
    }
}
