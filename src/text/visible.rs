//! Text that means to whoever reads it what it says: nothing in it is unseen, and no log obeys it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::source::is_hidden;

/// Compact JSON in which what a person cannot see is written by its number.
struct Visible(CompactFormatter);

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        self.0.write_string_fragment(writer, &escaped(fragment))
    }
}

/// JSON text with every character by its number that a person cannot see, and with no command of a build's log:
/// such stand within strings alone.
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
                // Writing to a text does not fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a text is of the common characters alone, by their bytes: ASCII but `#` and the controls, kana, kanji, full
/// width. None of them is hidden but U+3164, and no command of a log is without `#`.
fn is_plain(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
            (b' '..=b'"' | b'$'..=b'~', _, _) => 1,
            (0xE3, Some(0x85), Some(0xA4)) => return false,
            (0xE3..=0xE9, _, _) | (0xEF, Some(0xBC | 0xBD), _) => 3,
            _ => return false,
        };
    }
    true
}

/// Adds a value as JSON. A type of plain strings, numbers and lists, written to memory, cannot fail to serialize.
pub fn add_json(out: &mut Vec<u8>, value: &impl Serialize) {
    let formatter = Visible(CompactFormatter);
    let _ = value.serialize(&mut serde_json::Serializer::with_formatter(out, formatter));
}

/// A value as JSON, in one line.
pub fn json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    add_json(&mut out, value);
    String::from_utf8(out).unwrap_or_default()
}

/// A value as JSON, in lines.
pub fn json_in_lines(value: &impl Serialize) -> String {
    escaped(&serde_json::to_string_pretty(value).unwrap_or_default()).into_owned() + "\n"
}

/// The second `#` of each command of a build's log that is obeyed wherever in a line it stands: `##[name]` of
/// GitHub's runner, `##vso[name]` of Azure's agent, and others' of that form.
pub fn commands(text: &str) -> impl Iterator<Item = usize> {
    // Nearly no text has one: its bytes show that at once.
    let text = if text.as_bytes().contains(&b'#') { text } else { "" };
    let second = text.match_indices('#').map(|(at, _)| at);
    second.filter(|at| {
        let bytes = text.as_bytes();
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let mut name = bytes.get(at + 1..).unwrap_or_default().iter();
        before == Some(&b'#') && name.find(|byte| !byte.is_ascii_alphabetic()) == Some(&b'[')
    })
}

/// Whether a line ends with it, to one reader or another.
fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text in no line of which a build's log sees a command. `::name::` is one at the beginning of a line, where a
/// file's name may stand: `./` before it names the same file. `##[name]` is one anywhere: a blank between the two
/// signs makes it none.
pub fn no_commands(text: &str) -> Cow<'_, str> {
    let is_command = |line: &str| {
        let line = line.trim_start();
        line.starts_with("::") || line.starts_with("##")
    };
    // Nearly no text has the signs of one anywhere.
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
