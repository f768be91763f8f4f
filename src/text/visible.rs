//! Output without hidden characters, and without text that a CI log would execute as a command.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

use crate::source::is_hidden;

/// JSON text with invisible characters and CI log commands escaped. Both can occur only inside strings, where
/// `\u` escapes are valid.
fn escaped(json: &str) -> Cow<'_, str> {
    if is_plain(json.as_bytes()) {
        return Cow::Borrowed(json);
    }
    let is_escaped = |c: char| c >= '\u{7f}' && is_hidden(c);
    let mut commands = commands(json).peekable();
    if commands.peek().is_none() && !json.contains(is_escaped) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for (at, c) in json.char_indices() {
        if is_escaped(c) || commands.next_if_eq(&at).is_some() {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a text has neither `#`, which every CI log command contains, nor a character that may be hidden: it consists
/// of visible ASCII, signs from U+2080 other than Braille, kana, kanji and full-width forms. Judged by pairs of bytes
/// without branches, so that the compiler tests many at once.
fn is_plain(bytes: &[u8]) -> bool {
    let is_odd = |byte: u8, next: u8| {
        let is_signs = (byte == 0xE2) & (next >= 0x82) & (next != 0xA0);
        // Not U+3164, E3 85 A4, and its neighbours.
        let is_letters = (0xE3..=0xE9).contains(&byte) & !((byte == 0xE3) & (next == 0x85));
        let is_wide = (byte == 0xEF) & (next & 0xFE == 0xBC);
        let is_lead = byte >= 0xC0;
        (byte < b' ') | (byte == b'#') | (byte == 0x7F) | is_lead & !(is_signs | is_letters | is_wide)
    };
    let pairs = bytes.array_windows::<2>();
    !pairs.fold(false, |odd, [byte, next]| odd | is_odd(*byte, *next))
        && bytes.last().is_none_or(|last| !is_odd(*last, 0))
}

/// Appends a value as JSON with invisible characters escaped. Serializing plain strings, numbers and lists into memory
/// cannot fail.
pub fn add_json(out: &mut Vec<u8>, value: &impl Serialize) {
    /// Length of a request's summary, and of most findings, in bytes.
    const USUAL: usize = 1024;
    let start = out.len();
    out.reserve(USUAL);
    let _ = serde_json::to_writer(&mut *out, value);
    let added = out.get(start..).unwrap_or_default();
    if is_plain(added) {
        return;
    }
    if let Ok(Cow::Owned(escaped)) = std::str::from_utf8(added).map(escaped) {
        out.truncate(start);
        out.extend_from_slice(escaped.as_bytes());
    }
}

/// A value as JSON on one line.
pub fn json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    add_json(&mut out, value);
    String::from_utf8(out).unwrap_or_default()
}

/// A value as pretty-printed JSON.
pub fn json_in_lines(value: &impl Serialize) -> String {
    escaped(&serde_json::to_string_pretty(value).unwrap_or_default()).into_owned() + "\n"
}

/// Offsets of the second `#` of each CI log command that is recognized anywhere in a line: `##[name]` (GitHub's
/// runner), `##vso[name]` (Azure Pipelines) and others of that form.
pub fn commands(text: &str) -> impl Iterator<Item = usize> {
    // Fast path: most texts contain no `#`.
    let text = if text.as_bytes().contains(&b'#') { text } else { "" };
    let second = text.match_indices('#').map(|(at, _)| at);
    second.filter(|at| {
        let bytes = text.as_bytes();
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let mut name = bytes.get(at + 1..).unwrap_or_default().iter();
        before == Some(&b'#') && name.find(|byte| !byte.is_ascii_alphabetic()) == Some(&b'[')
    })
}

/// Whether any log viewer treats it as a line terminator.
fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Neutralizes CI log commands. `::name::` is one at the start of a line, where a file's name may be printed:
/// prefixing `./` still names the same file. `##[name]` is one anywhere: a blank between the signs disables it.
pub fn no_commands(text: &str) -> Cow<'_, str> {
    let is_command = |line: &str| {
        let line = line.trim_start();
        line.starts_with("::") || line.starts_with("##")
    };
    // Fast path.
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut inside = commands(text).peekable();
    if inside.peek().is_none() && !text.split(ends_line).any(is_command) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut begin = 0;
    for line in text.split_inclusive(ends_line) {
        let blank = line.len() - line.trim_start().len();
        for (at, c) in line.char_indices() {
            if at == blank && is_command(line) {
                out.push_str("./");
            }
            if inside.next_if_eq(&(begin + at)).is_some() {
                out.push(' ');
            }
            out.push(c);
        }
        begin += line.len();
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_by_number_what_nobody_sees() {
        let text = "a\u{7f}\u{9b}\u{ad}\u{200b}\u{202e}\u{2028}\u{2066}\u{feff}\u{e0001}\u{1b}\n語𠮷";
        let want = r#""a\u007f\u009b\u00ad\u200b\u202e\u2028\u2066\ufeff\udb40\udc01\u001b\n語𠮷""#;
        assert_eq!(json(&text), want);
        assert_eq!(json_in_lines(&text), format!("{want}\n"));
        assert_eq!(serde_json::from_str::<String>(want).unwrap(), text);
    }

    #[test]
    fn what_is_told_at_once_is_visible() {
        for c in '\0'..=char::MAX {
            let odd = c == '#' || is_hidden(c) || c == '\t';
            assert!(!odd || !is_plain(format!("a{c}b").as_bytes()), "{c:?}");
        }
        assert!(is_plain("{\"期限\":\"９月11日（木）〜①→、\"}".as_bytes()));
    }

    #[test]
    fn no_line_begins_with_a_command() {
        assert_eq!(
            no_commands("::a\n \u{3000}##[b]\nc ::d\n"),
            "./::a\n \u{3000}./# #[b]\nc ::d\n"
        );
        let obeyed = "語 ##[add-mask]a ###[b] ##vso[task.x]c ##teamcity[d]\n##\n";
        let want = "語 # #[add-mask]a ## #[b] # #vso[task.x]c # #teamcity[d]\n./##\n";
        assert_eq!(no_commands(obeyed), want);
        for end in [
            "\r", "\r\n", "\u{b}", "\u{c}", "\u{1e}", "\u{85}", "\u{2028}", "\u{2029}",
        ] {
            let text = format!("a{end}::b{end} ##c{end}");
            assert_eq!(no_commands(&text), format!("a{end}./::b{end} ./##c{end}"));
        }
        let none = "# [a] #[b] ## [c] ##1[d] 語##e\n";
        assert!(matches!(no_commands(none), Cow::Borrowed(_)));
        for text in [obeyed, none] {
            let json = json(&text);
            assert_eq!(commands(&json).count(), 0, "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
        assert!(matches!(no_commands("a::b\n"), Cow::Borrowed(_)));
    }
}
