//! List markers that YAML does not recognize: `-財務省` without a blank, `－`, `・`, `①` at line starts. YAML reads the
//! lines as one scalar, which must not be taken for an office's name; the finding points at the marker.

use std::ops::Range;

use super::fields::Fields;
use super::keys::{OFFICE, Table};
use super::scalar::is_plain;
use super::shown::{shown, written_as};
use super::tree::{Node, NodeRef, Style};
use crate::diagnostic::{self, Applicability, Diagnostic, Edit, Fix};
use crate::message::catalogue;
use crate::text::trim;
use crate::text::unfilled::{is_dash, is_invisible};

/// How the lines of a value may be items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// A value where a list is possible: lines with a marker are items.
    Items,
    /// Names, which never span lines: a line without a marker is an item too.
    Names,
    /// An item of a proper list, whose first line may be numbered.
    Item,
}

impl<'a> Fields<'_, 'a> {
    /// Reports a scalar whose lines were meant as list items; returns whether it is one.
    pub(crate) fn is_list_in_text(&mut self, value: NodeRef, lines: Lines) -> bool {
        let Node::Scalar { style, .. } = self.tree.node(value.node) else {
            return false;
        };
        let style = *style;
        let Some(written) = self
            .text
            .get(value.span.range())
            .filter(|text| !text.starts_with('*'))
        else {
            return false;
        };
        // Fast path: a single line that begins with no marker.
        let is_digit = |c| {
            matches!(
                c,
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
            )
        };
        let is_letter = |c| matches!(c, '一'..='龠') && !is_digit(c);
        if written.starts_with(is_letter) && !written.contains('\n') {
            return false;
        }
        let items = items(written, style);
        let first = usize::from(lines == Lines::Item);
        let marked = items.iter().skip(first).find(|item| item.sign.is_some());
        let folded = |item: &&Item| lines == Lines::Names && style != Style::Block && !item.text.is_empty();
        let Some(found) = marked.or_else(|| items.iter().skip(1).find(folded)) else {
            return false;
        };
        let line = self.text.get(value.span.start as usize..).unwrap_or_default();
        let part_span = |part: &Range<usize>| value.span.part(part.clone());
        let sign = found.sign.clone();
        let (message, place) = match &sign {
            Some(sign) => {
                let marker = line.get(sign.clone()).unwrap_or_default();
                let joined = marker == "-" && sign.end == found.text.start;
                let entry = if joined {
                    catalogue::BULLET_JOINED
                } else {
                    catalogue::BULLET
                };
                (entry.with(&[("marker", marker)]), part_span(sign))
            }
            None => (catalogue::BULLET_NEWLINE.message(), part_span(&found.text)),
        };
        let inline = inline_items(written, &items);
        let example = match &inline {
            Some(inline) => inline.first().copied().unwrap_or_default(),
            None => written.get(found.text.clone()).unwrap_or_default(),
        };
        let example = shown(example.trim_end_matches(['、', '，', ',']));
        let help = catalogue::BULLET_HELP.with(&[("example", &example)]);
        let mut found = Diagnostic::reader(diagnostic::WRONG_TYPE, place, message).with_help(help);
        found.fixes.extend(self.list_fix(value, written, style, &items));
        self.push(found);
        true
    }

    /// Reports names in braces, which YAML reads as a mapping: `{財務省, 厚生労働省}`; returns whether it is one.
    pub(crate) fn is_list_in_braces(
        &mut self,
        field: &str,
        value: NodeRef,
        entries: &[(NodeRef, NodeRef)],
    ) -> bool {
        let is_name = |(key, value): &(NodeRef, NodeRef)| {
            let word = self.tree.text(*key).map(trim).unwrap_or_default();
            self.tree.is_null(*value)
                && !word.is_empty()
                && OFFICE.get(word).is_none()
                && !word.contains([':', '：'])
        };
        let written = self.text.get(value.span.range()).unwrap_or_default();
        let inside = written.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let Some(inside) = inside.filter(|_| !entries.is_empty() && entries.iter().all(is_name)) else {
            return false;
        };
        let text = format!("[{inside}]");
        let values = [("field", field), ("text", &*shown(&text))];
        let message = catalogue::SLIP_BRACES.with(&values);
        let help = catalogue::SLIP_BRACES_HELP.with(&values);
        let mut found =
            Diagnostic::reader(diagnostic::WRONG_TYPE, value.span.part(0..1), message).with_help(help);
        found.fixes.push(written_as(value.span, text));
        self.push(found);
        true
    }

    /// The edit that turns a text into a list, if every line has a marker, or it has only one line.
    fn list_fix(&self, value: NodeRef, written: &str, style: Style, items: &[Item]) -> Option<Fix> {
        let plain = |item: &Item| {
            let text = written.get(item.text.clone())?;
            (is_plain(text) && item.sign.is_some()).then_some(text)
        };
        if style != Style::Plain {
            return None;
        }
        if let Some(inline) = inline_items(written, items) {
            let is_safe = |item: &&str| is_plain(item) && !item.contains([',', '[', ']', '{', '}']);
            let text = format!("[{}]", inline.join(", "));
            return inline.iter().all(is_safe).then(|| written_as(value.span, text));
        }
        let texts: Vec<&str> = items.iter().map(plain).collect::<Option<_>>()?;
        let (title, text) = match (items, &*texts) {
            ([item], [text]) => {
                let marker = written.get(item.sign.clone()?)?;
                let title = catalogue::BULLET_FIX_ONE.with(&[("marker", marker)]);
                (title, (*text).to_owned())
            }
            _ => {
                let before = self.text.get(..value.span.start as usize)?;
                let indent = before.get(before.rfind('\n')? + 1..)?;
                if !indent.bytes().all(|byte| byte == b' ') {
                    return None;
                }
                let ending = if written.contains("\r\n") { "\r\n" } else { "\n" };
                let items: Vec<String> = texts.iter().map(|text| format!("- {text}")).collect();
                let title = catalogue::BULLET_FIX.message();
                (title, items.join(&format!("{ending}{indent}")))
            }
        };
        let edit = Edit {
            span: value.span,
            text,
        };
        Some(Fix {
            title,
            applicability: Applicability::Safe,
            edits: vec![edit],
        })
    }

    /// Reports a key of `table` after a list marker; returns whether it is one.
    pub(crate) fn is_marked_key<T: Copy + PartialEq>(
        &mut self,
        key: NodeRef,
        word: &str,
        table: &'static Table<T>,
    ) -> bool {
        // Keys at the top level are not items: one with a marker is a misspelt key.
        let of_request = self.root.and_then(|root| self.entries(root));
        if of_request.is_some_and(|entries| entries.iter().any(|(known, _)| *known == key)) {
            return false;
        }
        let word = trim(word);
        let Some(length) = sign(word) else { return false };
        let (marker, rest) = word.split_at(length);
        if table.get(trim(rest)).is_none() {
            return false;
        }
        self.report_marked_key(key, marker, rest);
        true
    }

    /// The name of a due after a list marker, which is reported: `-質問:` names 質問.
    pub(crate) fn due_named<'w>(&mut self, key: NodeRef, word: &'w str) -> &'w str {
        let Some((marker, rest)) = sign(word).and_then(|length| word.split_at_checked(length)) else {
            return word;
        };
        self.report_marked_key(key, marker, rest);
        trim(rest)
    }

    fn report_marked_key(&mut self, key: NodeRef, marker: &str, rest: &str) {
        let written = self.text.get(key.span.range()).unwrap_or_default();
        let place = written
            .find(marker)
            .map(|at| key.span.part(at..at + marker.len()));
        let entry = if marker == "-" {
            catalogue::BULLET_JOINED
        } else {
            catalogue::BULLET
        };
        let message = entry.with(&[("marker", marker)]);
        let help = catalogue::BULLET_HELP.with(&[("example", &format!("{}: …", trim(rest)))]);
        self.report(
            diagnostic::WRONG_TYPE,
            place.unwrap_or(key.span),
            message,
            Some(help),
        );
    }
}

/// A line that may have been meant as an item.
struct Item {
    /// Its marker.
    sign: Option<Range<usize>>,
    /// Its text after the marker.
    text: Range<usize>,
}

/// Items on a single line with the same marker each: 「・財務省 ・厚生労働省」.
fn inline_items<'w>(written: &'w str, items: &[Item]) -> Option<Vec<&'w str>> {
    let [item] = items else { return None };
    let sign = written.get(item.sign.clone()?)?;
    let text = written.get(item.text.clone())?;
    let mut found = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices(sign) {
        // A marker inside a word separates nothing.
        if text
            .get(..at)?
            .ends_with(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ','))
        {
            found.push(text.get(begin..at)?);
            begin = at + sign.len();
        }
    }
    found.push(text.get(begin..)?);
    let found: Vec<&str> = found
        .into_iter()
        .map(|item| trim(trim(item).trim_end_matches(['、', '，', ','])))
        .collect();
    (found.len() > 1 && found.iter().all(|item| !item.is_empty())).then_some(found)
}

/// The non-blank lines of a raw scalar.
fn items(written: &str, style: Style) -> Vec<Item> {
    let mut found = Vec::new();
    let mut start = 0;
    let blank = |c: char| is_invisible(c) || matches!(c, '“' | '”' | '‘' | '’');
    for (number, line) in written.split_inclusive('\n').enumerate() {
        let line_start = start;
        start += line.len();
        // The header of a block scalar is not content.
        if style == Style::Block && number == 0 {
            continue;
        }
        let quote = |c: char| matches!(style, Style::Single | Style::Double) && matches!(c, '"' | '\'');
        let body = line.trim_start_matches(|c| blank(c) || quote(c));
        let at = line_start + line.len() - body.len();
        let body = body.trim_end_matches(|c| blank(c) || quote(c));
        if body.is_empty() {
            continue;
        }
        let end = at + body.len();
        found.push(match sign(body) {
            Some(length) => {
                let rest = body.get(length..).unwrap_or_default();
                let text = rest.trim_start_matches(blank);
                Item {
                    sign: Some(at..at + length),
                    text: end - text.len()..end,
                }
            }
            None => Item {
                sign: None,
                text: at..end,
            },
        });
    }
    found
}

/// Length of the list marker that a line begins with: a dash, a bullet, a number with its stop.
pub(crate) fn sign(line: &str) -> Option<usize> {
    /// Characters after a circle or square that make it a placeholder rather than a bullet: 「○○」「□省」.
    const PARTS: &[char] = &[
        '府', '省', '庁', '院', '局', '課', '室', '部', '係', '月', '日', '時', '年',
    ];
    let mut chars = line.chars();
    let first = chars.next()?;
    let next = chars.next()?;
    // Two hyphens typed as a dash.
    if is_dash(first) {
        let length: usize = line.chars().take_while(|c| is_dash(*c)).map(char::len_utf8).sum();
        return (length < line.len()).then_some(length);
    }
    let bullet = matches!(
        first,
        '・' | '･'
            | '•'
            | '‣'
            | '◦'
            | '∙'
            | '·'
            | '▪'
            | '▫'
            | '◆'
            | '◇'
            | '★'
            | '☆'
            | '▶'
            | '▷'
            | '►'
            | '※'
            | '+'
            | '＋'
            | '→'
            | '⇒'
            | '✓'
            | '☐'
            | '☑'
            | '⚫'
            | '⚪'
            | '>'
            | '＞'
            | '➢'
    );
    let keeps_a_place = matches!(first, '*' | '＊' | '●' | '○' | '◎' | '◯' | '■' | '□');
    let ringed = matches!(first,
        '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}' | '\u{3251}'..='\u{325f}'
            | '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}');
    if bullet || ringed || keeps_a_place && next != first && !PARTS.contains(&next) {
        return Some(first.len_utf8());
    }
    numbered(line)
}

/// `1.`, `１．`, `(1)`, `（ア）`, `一、`, `A)`: up to three digits or one letter with its delimiter.
fn numbered(line: &str) -> Option<usize> {
    let open = line.starts_with(['(', '（', '〔', '[', '［']);
    let mut rest = line.char_indices().skip(usize::from(open)).peekable();
    let mut digits = 0_usize;
    let is_digit = |c: char| {
        c.is_numeric() && !matches!(c, '\u{2460}'..='\u{24ff}') || "一二三四五六七八九十".contains(c)
    };
    while rest.next_if(|(_, c)| is_digit(*c)).is_some() {
        digits += 1;
    }
    if digits == 0 {
        let (_, letter) = rest.next()?;
        let is_letter = letter.is_ascii_alphabetic()
            || matches!(letter, 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | 'ア'..='ン' | 'ｱ'..='ﾝ' | 'い' | 'ろ' | 'は' | 'に' | 'ほ');
        if !is_letter {
            return None;
        }
    }
    let (at, stop) = rest.next().filter(|_| digits < 4)?;
    let closes = if open {
        matches!(stop, ')' | '）' | '〕' | ']' | '］')
    } else {
        matches!(stop, '.' | '．' | '。' | ')' | '）' | '、' | '，' | ',')
    };
    let (_, behind) = rest.next()?;
    (closes && !behind.is_ascii_alphanumeric()).then_some(at + stop.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_a_list() {
        for line in [
            "-財務省",
            "- 財務省",
            "－　財務省",
            "– 財務省",
            "—財務省",
            "‐財務省",
            "−財務省",
            "―財務省",
            "ー財務省",
            "--財務省",
            "・財務省",
            "･財務省",
            "•財務省",
            "●財務省",
            "○ 財務省",
            "○財務省",
            "◎財務省",
            "■財務省",
            "□　財務省",
            "◆財務省",
            "*財務省",
            "* 財務省",
            "＊財務省",
            "※財務省",
            "①財務省",
            "⑳財務省",
            "⑴財務省",
            "⒈財務省",
            "❶財務省",
            "１．財務省",
            "1. 財務省",
            "1)財務省",
            "１）財務省",
            "(1) 財務省",
            "（１）財務省",
            "[1] 財務省",
            "一、財務省",
            "Ⅰ．財務省",
            "ア．財務省",
            "（ア）財務省",
            "a) 財務省",
            "Ａ．財務省",
        ] {
            let length = sign(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(line[length..].trim(), "財務省", "{line}");
        }
        for line in [
            "財務省",
            "11府省",
            "1府11省2庁",
            "１府省",
            "○○省",
            "○省",
            "□□局",
            "**",
            "●●課",
            "-",
            "－",
            "・",
            "第一部",
            "一般会計",
            "三重県",
            "2025-09-11",
            "1.5日",
            "（独）統計センター",
            "(株)日立",
            "（一財）協会",
            "㈱日立",
            "MOF",
            "E.ON",
            "【宛先】",
            "各府省",
            "",
        ] {
            assert_eq!(sign(line), None, "{line}");
        }
    }
}
