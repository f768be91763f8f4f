//! Tells letters from mappings of keys and values.

use std::borrow::Cow;

use super::front;
use crate::read::keys;

/// Number of bytes examined.
const EXAMINED_BYTES: usize = 64 * 1024;

/// Class of a line at the left margin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// YAML, or indifferent.
    Structure,
    /// A request's key with a value, as in YAML.
    Key,
    /// A label with its content: 【期限】, 件名：.
    Label,
    Prose,
}

/// Whether contents without a recognised name are a letter.
pub(super) fn is_letter(bytes: &[u8]) -> bool {
    reads_as_letter(bytes, false)
}

/// Whether a file with a letter's extension is one, rather than a request's mapping.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    reads_as_letter(bytes, true)
}

fn reads_as_letter(bytes: &[u8], named: bool) -> bool {
    let head = bytes.get(..bytes.len().min(EXAMINED_BYTES)).unwrap_or_default();
    let text = match std::str::from_utf8(head) {
        Ok(text) => Cow::Borrowed(text),
        // The last character may be truncated.
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(head),
        Err(_) => Cow::Owned(visible_text::text_of(head)),
    };
    says_letter(&text, named)
}

/// As [`is_text`], for decoded text.
pub(super) fn reads(text: &str) -> bool {
    says_letter(text, true)
}

fn says_letter(text: &str, named: bool) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if let Some(matter) = front::matter(text) {
        let rest = text.get(matter.end..).unwrap_or_default();
        return has(rest, |line| line == Line::Prose)
            || named && !rest.trim().is_empty() && !has(rest, |line| line == Line::Key);
    }
    if is_flow(text.trim_start()) {
        return false;
    }
    // Only requests have 種別: the author means a request, and gets findings on it.
    if !named && text.lines().any(states_kind) {
        return false;
    }
    if has(text, |line| line == Line::Prose) {
        return true;
    }
    if has(text, |line| line == Line::Key) {
        return false;
    }
    !text.trim().is_empty() && (named || has(text, |line| matches!(line, Line::Label)))
}

/// Whether a text begins with a flow mapping or a sequence of mappings: JSON, `[{kind: 協議}]`; not 「[至急] 9/19まで」.
fn is_flow(text: &str) -> bool {
    text.trim_start_matches(|c: char| c == '[' || c.is_whitespace())
        .starts_with('{')
        || text.starts_with('[') && tagged(text.lines().next().unwrap_or_default()).is_none()
}

/// The text after a tag in brackets: 「[至急] 調査のお願い」. In YAML only punctuation can follow a flow sequence.
fn tagged(line: &str) -> Option<&str> {
    let (_, rest) = line.strip_prefix('[')?.split_once(']')?;
    let rest = rest.trim();
    rest.starts_with(|c: char| c.is_alphanumeric() || "「『（【〔※".contains(c))
        .then_some(rest)
}

/// Whether a line, or a cell of a table pasted from a spreadsheet, begins with the key 種別.
fn states_kind(line: &str) -> bool {
    line.split('\t').any(begins_with_kind)
}

fn begins_with_kind(line: &str) -> bool {
    const SIGNS: [char; 12] = ['【', '■', '□', '○', '●', '◆', '・', '（', '[', '［', '〔', '<'];
    let line = line.trim_start_matches(SIGNS);
    let word: String = line.chars().filter(|c| !c.is_whitespace()).take(2).collect();
    let is_english = line
        .split([':', '\t', ' ', '='])
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("kind"));
    is_english || matches!(word.as_str(), "種別" | "雛形")
}

fn has(text: &str, wanted: impl Fn(Line) -> bool) -> bool {
    text.lines().any(|text| wanted(line(text)))
}

fn line(line: &str) -> Line {
    let bare = line.trim_end();
    if bare.trim_start().is_empty() || line.starts_with([' ', '\t']) {
        return Line::Structure;
    }
    if bare.starts_with(['#', '-', '{', '[', '}', ']', '%', '&', '"', '\'', '|']) && tagged(bare).is_none() {
        return Line::Structure;
    }
    let key_of =
        |word: &str| keys::REQUEST.get(word.trim().trim_start_matches(['【', '■', '○', '●', '・', '　']));
    if let Some((word, _)) = bare
        .split_once(": ")
        .or_else(|| Some((bare.strip_suffix(':')?, "")))
        && !word.contains(['。', '、', ' '])
    {
        return if key_of(word).is_some() {
            Line::Key
        } else {
            Line::Structure
        };
    }
    let label = bare
        .find([':', '：', '】', '\t', '='])
        .and_then(|at| bare.get(..at));
    match label {
        Some(label) if label.chars().count() <= 20 && !label.contains(['。', '、']) => Line::Label,
        _ => Line::Prose,
    }
}
