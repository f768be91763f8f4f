//! Typing errors within a line.

use std::ops::Range;

use super::key;
use crate::diagnostic::{self, ReaderCode};
use crate::message::{Entry, catalogue};
use crate::read::bullets;
use crate::read::keys::{EXCEPTION, HEARING, Key, MATERIAL, OFFICE, REQUEST};
use crate::read::scalar::{behind_colon, is_plain, quoted};
use crate::read::shown::shown;
use crate::text::trim;

pub(super) type Values = Vec<(&'static str, String)>;

/// A typing error, with spans in the file.
pub(super) struct Typo {
    pub code: ReaderCode,
    pub at: Range<usize>,
    pub message: Entry,
    /// Values of message and help.
    pub values: Values,
    pub help: Entry,
    /// The range to replace, and the replacement.
    pub fixed: Option<(Range<usize>, String)>,
}

impl Typo {
    /// Whether it is a list item without a marker.
    pub fn is_name(&self) -> bool {
        self.message == catalogue::BULLET_NEWLINE
    }

    /// Whether it can cause a parse error any number of lines below.
    pub fn reaches_on(&self) -> bool {
        self.message == catalogue::SLIP_UNCLOSED
    }
}

/// Why the lines of a document are examined.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The parser reported an error at a byte.
    Error(usize),
    /// The parser reported a tab at a byte.
    Tab(usize),
    /// It parsed as a single scalar, or with keys that are not a request's.
    Misread,
}

/// A line with its context.
pub(super) struct Line<'l> {
    pub text: &'l str,
    /// Byte offset in the file.
    pub from: usize,
    /// The next line.
    pub next: &'l str,
    /// The previous non-blank line.
    pub above: &'l str,
    /// Whether the parser's error is in it.
    pub has_error: bool,
    /// Whether it is below the key of a list.
    pub in_list: bool,
    /// Whether the previous line is an item without a marker.
    pub in_names: bool,
    pub cause: Cause,
}

impl Line<'_> {
    /// An error at a part of the line.
    fn typo(&self, at: Range<usize>, message: Entry, help: Entry, values: Values) -> Typo {
        Typo {
            code: diagnostic::SYNTAX,
            at: self.place(at),
            message,
            values,
            help,
            fixed: None,
        }
    }

    fn place(&self, part: Range<usize>) -> Range<usize> {
        self.from + part.start..self.from + part.end
    }
}

pub(super) fn is_key(word: &str) -> bool {
    REQUEST.get(word).is_some()
        || OFFICE.get(word).is_some()
        || HEARING.get(word).is_some()
        || MATERIAL.get(word).is_some()
        || EXCEPTION.get(word).is_some()
}

/// Whether a line is the key of a list.
pub(super) fn opens_a_list(line: &str) -> bool {
    let key = line.trim_end().strip_suffix([':', '：']).map(trim);
    let meaning = key.and_then(|key| REQUEST.get(key));
    meaning.is_some_and(|key| matches!(key, Key::To | Key::From | Key::Materials | Key::Exceptions))
}

fn named(key: &str, value: &str) -> Values {
    vec![("key", shown(key)), ("value", shown(value))]
}

/// The error of a line; some kinds only where the parser reported one.
pub(super) fn typo(line: &Line<'_>) -> Option<Typo> {
    let text = line.text;
    let body = text.trim_start();
    let start = text.len() - body.len();
    if body.is_empty() || body.starts_with('#') {
        return None;
    }
    indent(line, start).or_else(|| table(line, start)).or_else(|| {
        let body = body.strip_prefix("- ").map_or(body, |rest| rest.trim_start());
        let body_at = text.len() - body.len();
        let (found, is_key) = key_and_value(line, body_at);
        if is_key {
            return found.or_else(|| deeper(line, start));
        }
        no_colon(line, body_at)
            .or_else(|| item(line, start))
            .or_else(|| name(line, start))
    })
}

/// A key of a request indented deeper than the one above, which already has a value.
fn deeper(line: &Line<'_>, start: usize) -> Option<Typo> {
    let pair = |text: &str| {
        let (key, value) = text.trim_start().split_once(": ")?;
        Some((trim(key).to_owned(), trim(value).to_owned()))
    };
    let (key, _) = pair(line.text)?;
    let below = pair(line.next).filter(|_| start > 0 && !line.next.starts_with(char::is_whitespace));
    if line.above.is_empty()
        && let Some((below, _)) = below
        && [&key, &below].iter().all(|key| REQUEST.get(key).is_some())
    {
        let values = vec![("key", shown(&key))];
        let mut typo = line.typo(
            0..start,
            catalogue::SLIP_FIRST,
            catalogue::SLIP_FIRST_HELP,
            values,
        );
        typo.fixed = Some((line.place(0..start), String::new()));
        return Some(typo);
    }
    let (above, value) = pair(line.above)?;
    let outer = line.above.len() - line.above.trim_start_matches(' ').len();
    if !line.has_error || start <= outer || value.is_empty() {
        return None;
    }
    if REQUEST.get(&key).is_none() || REQUEST.get(&above).is_none() {
        return None;
    }
    let values = vec![("key", shown(&key))];
    let mut typo = line.typo(
        0..start,
        catalogue::SLIP_DEEPER,
        catalogue::SLIP_DEEPER_HELP,
        values,
    );
    typo.fixed = Some((line.place(0..start), " ".repeat(outer)));
    Some(typo)
}

/// A list item without a marker.
fn name(line: &Line<'_>, start: usize) -> Option<Typo> {
    let body = line.text.get(start..)?.trim_end();
    if !(line.in_list && line.has_error || line.in_names) || !is_plain(body) || body.contains([':', '：']) {
        return None;
    }
    let item = body.trim_end_matches(['、', '，', ',']);
    let values = vec![("example", shown(item))];
    let (message, help) = (catalogue::BULLET_NEWLINE, catalogue::BULLET_HELP);
    let mut typo = line.typo(start..start + body.len(), message, help, values);
    typo.code = diagnostic::WRONG_TYPE;
    typo.fixed = Some((line.place(start..line.text.len()), format!("- {item}")));
    Some(typo)
}

/// Indentation by blanks that YAML does not recognize.
fn indent(line: &Line<'_>, start: usize) -> Option<Typo> {
    let blanks = line.text.get(..start)?;
    if let Some((odd, c)) = blanks.char_indices().find(|(_, c)| !matches!(c, ' ' | '\t')) {
        let values = vec![("code", format!("U+{:04X}", u32::from(c)))];
        let message = if c == '\u{3000}' {
            catalogue::SLIP_INDENT_WIDE
        } else {
            catalogue::SLIP_INDENT
        };
        let spaces: String = blanks
            .chars()
            .map(|c| if matches!(c, '\u{3000}' | '\t') { "  " } else { " " })
            .collect();
        let mut typo = line.typo(odd..start, message, catalogue::SLIP_INDENT_HELP, values);
        typo.fixed = Some((line.place(0..start), spaces));
        return Some(typo);
    }
    let tab = blanks
        .find('\t')
        .filter(|_| matches!(line.cause, Cause::Tab(_)))?;
    let mut typo = line.typo(
        tab..tab + 1,
        catalogue::SYNTAX_TAB,
        catalogue::SYNTAX_TAB_HELP,
        Vec::new(),
    );
    typo.fixed = Some((line.place(0..start), blanks.replace('\t', "  ")));
    Some(typo)
}

/// The pasted header row of a table: several keys on a line.
fn table(line: &Line<'_>, start: usize) -> Option<Typo> {
    let body = line.text.get(start..)?;
    let keys = |sign: char| {
        let mut keys = body.split(sign).map(trim).filter(|cell| is_key(cell));
        let first = keys
            .next()
            .filter(|_| body.split(sign).take(2).any(|cell| is_key(trim(cell))));
        first.filter(|_| keys.next().is_some())
    };
    let key = ['\t', ',', '、', '，', '|', ';']
        .into_iter()
        .find_map(keys)
        .or_else(|| {
            let inside = body.strip_prefix(['|', '｜'])?;
            let mut cells = inside.split(['|', '｜']).map(trim);
            let first = cells.next().filter(|cell| is_key(cell))?;
            cells.next().is_some_and(is_key).then_some(first)
        })?;
    let end = line.text.trim_end().len();
    Some(line.typo(
        start..end,
        catalogue::SLIP_TABLE,
        catalogue::SLIP_TABLE_HELP,
        vec![("key", shown(key))],
    ))
}

/// The error between a key and its value, and whether there is a key before a colon at all.
fn key_and_value(line: &Line<'_>, body_at: usize) -> (Option<Typo>, bool) {
    let none = (None, false);
    let Some(body) = line.text.get(body_at..) else {
        return none;
    };
    let Some((colon, sign)) = body.char_indices().find(|(_, c)| matches!(c, '：' | ':')) else {
        return none;
    };
    let (before, behind) = (
        body.get(..colon).unwrap_or_default(),
        body.get(colon + sign.len_utf8()..).unwrap_or_default(),
    );
    let key = before.trim_end();
    let value = behind.trim_start();
    let at = body_at + colon..body_at + colon + sign.len_utf8();
    let value_at = line.text.len() - value.len();
    if !is_key(key) {
        let is_request = |word: &str| REQUEST.get(word).is_some();
        let Some(odd) = key::odd(key, is_request).filter(|_| body_at == 0) else {
            return none;
        };
        let help = catalogue::KEY_PLAIN_HELP;
        let mut typo = line.typo(
            body_at..body_at + key.len(),
            odd.message,
            help,
            vec![("near", odd.known.clone())],
        );
        typo.code = diagnostic::UNKNOWN_KEY;
        typo.fixed = Some((
            line.place(body_at..value_at),
            format!("{}:{}", odd.known, if value.is_empty() { "" } else { " " }),
        ));
        return (Some(typo), true);
    }
    let (message, help) = if sign == '：' {
        (catalogue::FULL_WIDTH_COLON, catalogue::FULL_WIDTH_COLON_HELP)
    } else if !behind.is_empty() && !behind.starts_with([' ', '\t']) {
        (catalogue::SLIP_JOINED, catalogue::SLIP_JOINED_HELP)
    } else {
        let found = line.has_error.then(|| in_value(line, key, value)).flatten();
        let found = found.or_else(|| unclosed(line, key, value));
        return (found, true);
    };
    let mut typo = line.typo(at.clone(), message, help, named(key, value));
    let text = if value.is_empty() { ":" } else { ": " };
    let bare = value.split(" #").next().unwrap_or_default().trim_end();
    let readable = behind_colon(bare);
    typo.fixed = Some(if readable == bare {
        (line.place(at.start..value_at), text.to_owned())
    } else {
        let end = value_at + bare.len();
        (line.place(at.start..end), format!("{text}{readable}"))
    });
    (Some(typo), true)
}

/// `種別<tab>協議`, as pasted from a table, and `【種別】協議`, as in letters; the value may be on the next line.
fn no_colon(line: &Line<'_>, body_at: usize) -> Option<Typo> {
    let body = line.text.get(body_at..)?;
    let mut end = line.text.len();
    let (key, value) = without_colon(body).or_else(|| {
        let is_request = |word: &str| REQUEST.get(word).is_some();
        let alone = trim(body);
        let is_plain_key = is_request(alone) && line.cause == Cause::Misread;
        let known = is_plain_key || !is_request(alone) && key::odd(alone, is_request).is_some();
        let next = trim(line.next);
        let is_value = !next.is_empty() && !is_request(next) && key::odd(next, is_request).is_none();
        if !known || !is_value || without_colon(next).is_some() {
            return None;
        }
        end += 1 + line.next.len();
        let key = match REQUEST.get(alone) {
            Some(_) => alone.to_owned(),
            None => key::odd(alone, is_request)?.known,
        };
        Some((key, next))
    })?;
    let has_tab = body
        .get(..body.find(value).unwrap_or(0))
        .is_some_and(|gap| gap.contains('\t'));
    let (message, help) = if has_tab {
        (catalogue::SLIP_TAB, catalogue::SLIP_TAB_HELP)
    } else {
        (catalogue::SLIP_NO_COLON, catalogue::SLIP_NO_COLON_HELP)
    };
    let mut typo = line.typo(body_at..line.text.len(), message, help, named(&key, value));
    typo.fixed = Some((line.place(body_at..end), format!("{key}: {}", quoted(value))));
    Some(typo)
}

fn without_colon(body: &str) -> Option<(String, &str)> {
    /// Separators between key and value.
    const PARTS: &[char] = &[
        '】', '］', ']', '〕', '》', '〉', '≫', '」', '』', '｝', '}', '）', ')', '＞', '>', ' ', '\u{3000}',
        '\t', '=', '＝', '|', '｜', '→',
    ];
    let is_request = |word: &str| REQUEST.get(word).is_some();
    let bare = body.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '｜'));
    let mut signs = bullets::sign(bare).map_or(0, |length| length);
    signs += bare.get(signs..)?.find(|c: char| c.is_alphanumeric())?;
    let word = bare.get(signs..)?;
    for (end, _) in word.match_indices(PARTS).take(3) {
        let (key, rest) = word.split_at(end);
        let known = if is_request(trim(key)) {
            trim(key).to_owned()
        } else {
            match key::odd(key, is_request) {
                Some(odd) => odd.known,
                None => continue,
            }
        };
        let value = rest.trim_start_matches(PARTS).trim_start_matches([':', '：']);
        let value = trim(value.trim_end_matches(['|', '｜']));
        return (!value.is_empty()).then_some((known, value));
    }
    None
}

/// A line with a list marker that YAML does not recognize.
fn item(line: &Line<'_>, start: usize) -> Option<Typo> {
    let text = line.text;
    let sign = bullets::sign(text.get(start..)?)?;
    let marker = text.get(start..start + sign)?;
    let rest = text.get(start + sign..)?;
    let member = rest
        .split_once([':', '：'])
        .is_some_and(|(key, _)| is_key(trim(key)));
    // Outside a list, a line at the margin is no item.
    if start == 0 && !line.in_list || !line.has_error && !member && !line.in_list {
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
    let values = vec![("marker", marker.to_owned()), ("example", shown(trim(rest)))];
    let mut typo = line.typo(start..start + sign, entry, catalogue::BULLET_HELP, values);
    typo.code = diagnostic::WRONG_TYPE;
    let item = trim(rest);
    typo.fixed = is_plain(item).then(|| (line.place(start..text.len()), format!("- {item}")));
    Some(typo)
}

/// A quote that is not closed on its line, if the parser's error is below.
fn unclosed(line: &Line<'_>, key: &str, value: &str) -> Option<Typo> {
    let Cause::Error(_) = line.cause else { return None };
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let behind = value.get(1..)?;
    // A multi-line quote may be closed below; then the next line is not a key.
    let next = line.next.split_once([':', '：']).map(|(key, _)| trim(key));
    if behind.contains(quote) || behind.trim().is_empty() || !next.is_none_or(is_key) {
        return None;
    }
    let at = line.text.rfind(value)?;
    let values = vec![("key", shown(key)), ("sign", quote.to_string())];
    let (message, help) = (catalogue::SLIP_UNCLOSED, catalogue::SLIP_UNCLOSED_HELP);
    Some(line.typo(at..at + 1, message, help, values))
}

/// A value that YAML does not take for text: `[至急] …`, `至急: …`, `- 財務省` on its key's line.
fn in_value(line: &Line<'_>, key: &str, value: &str) -> Option<Typo> {
    let value = value.trim_end();
    let start = line.text.rfind(value).filter(|_| !value.is_empty())?;
    let end = start + value.len();
    // A block scalar: errors are in its lines.
    if value.starts_with(['|', '>']) && value.len() < 4 {
        return None;
    }
    // Brackets, anchors and tags that YAML accepts may be intended.
    let is_tag = value
        .strip_prefix('!')
        .is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii()) || tag.is_empty());
    let indent_of = |text: &str| text.len() - text.trim_start().len();
    let has_more_below = !line.next.trim().is_empty() && indent_of(line.next) > indent_of(line.text);
    let is_unclosed = |open, close| value.starts_with(open) && !value.contains(close);
    if value.starts_with('&')
        || is_tag
        || value.ends_with([']', '}'])
        || value.ends_with(':') && has_more_below
        || is_unclosed('[', ']')
        || is_unclosed('{', '}')
    {
        return None;
    }
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (at, message, help) = if let Some(quote) = quote {
        // 「'至急' 法案」: text after the closing quote.
        let behind = value.get(1..)?.split_once(quote)?.1;
        if behind.trim().is_empty() || behind.contains(quote) {
            return None;
        }
        (start..start + 1, catalogue::SLIP_SIGN, catalogue::SLIP_QUOTE_HELP)
    } else if value.starts_with("- ") {
        (start..start + 1, catalogue::SLIP_LIST, catalogue::SLIP_LIST_HELP)
    } else if let Some(colon) = value.find(": ") {
        (
            start + colon..start + colon + 1,
            catalogue::SLIP_COLON,
            catalogue::SLIP_QUOTE_HELP,
        )
    } else if value.ends_with(':') {
        (
            end - 1..end,
            catalogue::SLIP_COLON_LAST,
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
    let sign = line.text.get(at.clone())?.to_owned();
    let values = vec![
        ("key", shown(key)),
        ("sign", sign),
        ("quoted", quoted(&shown(value))),
    ];
    let mut typo = line.typo(at, message, help, values);
    typo.fixed = (!value.starts_with("- ")).then(|| (line.place(start..end), quoted(value)));
    Some(typo)
}
