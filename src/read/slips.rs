//! Slips of a hurried hand that keep YAML from reading a document: each is named at its character, with its
//! cure, in place of the parser's one sentence about all of them.

use std::ops::Range;

use super::bullets;
use super::fields::{Fields, is_plain, shown};
use super::keys::{EXCEPTION, HEARING, MATERIAL, OFFICE, REQUEST};
use crate::diagnostic::{self, Applicability, Diagnostic, Edit, Fix, ReaderCode};
use crate::source::Span;
use crate::text::{Entry, catalogue, trim};

type Values = [(&'static str, String); 2];

/// A slip, its places in the file.
struct Slip {
    code: ReaderCode,
    at: Range<usize>,
    message: Entry,
    /// What the sentences name.
    values: Values,
    help: Entry,
    /// What is put in whose place.
    mended: Option<(Range<usize>, String)>,
}

impl Slip {
    /// A slip of a line that starts at a byte.
    fn at(from: usize, at: Range<usize>, message: Entry, help: Entry, values: Values) -> Self {
        Self {
            code: diagnostic::SYNTAX,
            at: from + at.start..from + at.end,
            message,
            values,
            help,
            mended: None,
        }
    }
}

impl Fields<'_, '_> {
    /// Reports the slips of the document that the parser gave up in at a byte. Whether one of them is why.
    pub(super) fn report_slips(&mut self, at: usize) -> bool {
        /// The most slips that are told of at once.
        const MOST: usize = 20;
        /// How far before the place the parser may have been misled, in lines.
        const NEAR: usize = 3;
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind("\n---").map_or(0, |marker| marker + 1);
        let mut slips = Vec::new();
        // Lines of a text are no keys, whatever they look like.
        let mut block: Option<usize> = None;
        let mut place = start;
        let near = self.lines_before(before.rfind('\n').map_or(0, |end| end + 1), NEAR);
        for (number, line) in self
            .text
            .get(start..)
            .unwrap_or_default()
            .split_inclusive('\n')
            .enumerate()
        {
            let from = place;
            place += line.len();
            let line = line.trim_end_matches(['\r', '\n']);
            if number > 0 && line.starts_with("---") || slips.len() >= MOST {
                break;
            }
            let has_error = from <= at && at < place;
            let indent = line.len() - line.trim_start_matches(' ').len();
            if block.is_some_and(|outer| indent > outer || line.trim().is_empty()) {
                continue;
            }
            let opens = |line: &str| {
                let value = line.split_once(": ").map(|(_, value)| value.trim());
                value.is_some_and(|value| value.starts_with(['|', '>']) && value.len() < 4)
            };
            block = opens(line).then_some(indent);
            let mut found = slip(line, from, has_error);
            if let Some(slip) = found.as_mut().filter(|slip| slip.code == diagnostic::WRONG_TYPE) {
                self.extend_list(slip);
            }
            slips.extend(found);
        }
        let behind = self.text.get(at..).and_then(|rest| rest.find('\n'));
        let end = behind.map_or(self.text.len(), |length| at + length);
        let is_why = slips.iter().any(|slip| (near..=end).contains(&slip.at.start));
        if is_why {
            for slip in slips {
                self.report_slip(slip);
            }
        }
        is_why
    }

    /// Mends with the first line of a list those behind it that have the same sign.
    fn extend_list(&self, slip: &mut Slip) {
        let marker = self.text.get(slip.at.clone()).unwrap_or_default();
        let Some((place, text)) = &mut slip.mended else {
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

    /// The start of the line so many before the one that starts at a byte.
    fn lines_before(&self, mut from: usize, lines: usize) -> usize {
        for _ in 0..lines {
            let before = self.text.get(..from.saturating_sub(1)).unwrap_or_default();
            from = before.rfind('\n').map_or(0, |end| end + 1);
        }
        from
    }

    fn report_slip(&mut self, slip: Slip) {
        let lang = self.lang();
        let values: Vec<(&str, &str)> = slip
            .values
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        let span = Span::new(slip.at.start, slip.at.end);
        let mut found = Diagnostic::reader(slip.code, span, slip.message.fill(lang, &values))
            .with_help(slip.help.fill(lang, &values));
        found.fixes.extend(slip.mended.map(|(place, text)| Fix {
            title: match slip.code {
                diagnostic::WRONG_TYPE => catalogue::BULLET_FIX.text(lang).to_owned(),
                _ => catalogue::SLIP_FIX.fill(lang, &[("text", &shown(&text))]),
            },
            applicability: Applicability::Safe,
            edits: vec![Edit {
                span: Span::new(place.start, place.end),
                text,
            }],
        }));
        self.push(found);
    }
}

fn is_key(word: &str) -> bool {
    REQUEST.get(word).is_some()
        || OFFICE.get(word).is_some()
        || HEARING.get(word).is_some()
        || MATERIAL.get(word).is_some()
        || EXCEPTION.get(word).is_some()
}

/// The slip of a line that starts at a byte; some only where the parser gave up in it.
fn slip(line: &str, from: usize, has_error: bool) -> Option<Slip> {
    let body = line.trim_start();
    let start = line.len() - body.len();
    if body.is_empty() || body.starts_with('#') {
        return None;
    }
    let make = |at: Range<usize>, message, help, values| Slip::at(from, at, message, help, values);
    let named = |key: &str, value: &str| [("key", shown(key)), ("value", shown(value))];
    // Blanks that are none to YAML, before the first sign.
    let blanks = line.get(..start)?;
    if let Some(odd) = blanks.find(|c: char| !matches!(c, ' ' | '\t')) {
        let spaces: String = blanks
            .chars()
            .map(|c| if c == '\u{3000}' { "  " } else { " " })
            .collect();
        let mut slip = make(
            odd..start,
            catalogue::SLIP_INDENT,
            catalogue::SLIP_INDENT_HELP,
            named("", ""),
        );
        slip.mended = Some((from..from + start, spaces));
        return Some(slip);
    }
    let body_at = body
        .strip_prefix("- ")
        .map_or(start, |rest| line.len() - rest.trim_start().len());
    let body = line.get(body_at..)?;
    if let Some(colon) = body.find(['：', ':']) {
        let key = body.get(..colon)?.trim_end();
        let sign = body.get(colon..)?.chars().next()?;
        let behind = body.get(colon + sign.len_utf8()..)?;
        let value = behind.trim_start();
        let at = body_at + colon..body_at + colon + sign.len_utf8();
        if is_key(key) {
            if sign == '：' {
                let (message, help) = (catalogue::FULL_WIDTH_COLON, catalogue::FULL_WIDTH_COLON_HELP);
                let mut slip = make(at.clone(), message, help, named(key, value));
                let end = line.len() - value.len();
                slip.mended = Some((from + at.start..from + end, ": ".to_owned()));
                return Some(slip);
            }
            if !behind.is_empty() && !behind.starts_with([' ', '\t']) {
                let (message, help) = (catalogue::SLIP_JOINED, catalogue::SLIP_JOINED_HELP);
                let mut slip = make(at.clone(), message, help, named(key, value));
                slip.mended = Some((from + at.start..from + line.len() - value.len(), ": ".to_owned()));
                return Some(slip);
            }
            if has_error {
                return in_value(line, from, key, value);
            }
            return None;
        }
    }
    if let Some((key, value)) = without_colon(body) {
        let at = body_at..line.len();
        let (message, help) = (catalogue::SLIP_NO_COLON, catalogue::SLIP_NO_COLON_HELP);
        let mut slip = make(at.clone(), message, help, named(key, value));
        slip.mended = Some((
            from + at.start..from + at.end,
            format!("{key}: {}", quoted(value)),
        ));
        return Some(slip);
    }
    let sign = bullets::sign(line.get(start..)?)?;
    let marker = line.get(start..start + sign)?;
    let rest = line.get(start + sign..)?;
    let member = rest.split_once(':').is_some_and(|(key, _)| is_key(trim(key)));
    // What stands by itself is no item of a list that a field takes.
    if start == 0 || !has_error && !member {
        return None;
    }
    if marker == "-" && rest.starts_with(' ') {
        return None;
    }
    let entry = if marker == "-" {
        catalogue::BULLET_JOINED
    } else {
        catalogue::BULLET
    };
    let mut slip = make(
        start..start + sign,
        entry,
        catalogue::BULLET_HELP,
        [("marker", marker.to_owned()), ("example", shown(trim(rest)))],
    );
    slip.code = diagnostic::WRONG_TYPE;
    slip.mended =
        is_plain(trim(rest)).then(|| (from + start..from + line.len(), format!("- {}", trim(rest))));
    Some(slip)
}

/// A value that YAML takes for something else than a text: `[至急] …`, `至急: …`, `- 財務省` behind its key.
fn in_value(line: &str, from: usize, key: &str, value: &str) -> Option<Slip> {
    let value = value.trim_end();
    let start = line.rfind(value).filter(|_| !value.is_empty())?;
    let end = start + value.len();
    // Brackets and anchors that YAML would read are somebody's who knows it.
    let is_unclosed = |open, close| value.starts_with(open) && !value.contains(close);
    if value.starts_with(['"', '\'', '&', '!'])
        || value.ends_with([':', ']', '}'])
        || is_unclosed('[', ']')
        || is_unclosed('{', '}')
    {
        return None;
    }
    let (at, message, help) = if value.starts_with("- ") {
        (start..start + 1, catalogue::SLIP_LIST, catalogue::SLIP_LIST_HELP)
    } else if let Some(colon) = value.find(": ") {
        (
            start + colon..start + colon + 1,
            catalogue::SLIP_COLON,
            catalogue::SLIP_QUOTE_HELP,
        )
    } else if !is_plain(value) {
        let length = value.chars().next().map_or(0, char::len_utf8);
        (
            start..start + length,
            catalogue::SLIP_SIGN,
            catalogue::SLIP_QUOTE_HELP,
        )
    } else {
        return None;
    };
    let sign = line.get(at.clone())?.to_owned();
    let mut slip = Slip::at(from, at, message, help, [("key", shown(key)), ("sign", sign)]);
    slip.mended = (!value.starts_with("- ")).then(|| (from + start..from + end, quoted(value)));
    Some(slip)
}

/// `種別<tab>協議`, as a table is pasted, and `【種別】協議`, as letters have it.
fn without_colon(body: &str) -> Option<(&str, &str)> {
    let (key, value) = match body.strip_prefix(['【', '［', '[', '〔', '■', '●', '◆', '○', '□'])
    {
        Some(rest) => {
            let end = rest.find(['】', '］', ']', '〕', ' ', '\u{3000}', '\t'])?;
            let (key, rest) = rest.split_at(end);
            (key, rest.trim_start_matches(['】', '］', ']', '〕']))
        }
        None => body.split_at(body.find(['\t', ' ', '\u{3000}'])?),
    };
    let value = value.trim_start_matches([':', '：']);
    let (key, value) = (trim(key), trim(value));
    (REQUEST.get(key).is_some() && !value.is_empty()).then_some((key, value))
}

fn quoted(value: &str) -> String {
    if is_plain(value) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', "''"))
    }
}
