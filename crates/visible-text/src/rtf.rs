//! RTF as Outlook stores it: compressed (MS-OXRTFCP), possibly encapsulating HTML (MS-OXRTFEX).

mod compressed;

use std::collections::HashMap;

pub(crate) use compressed::expand;

use crate::charset::{Charset, with};

/// Content of an RTF.
pub(crate) enum RtfContent {
    Html(String),
    Plain(String),
}

/// Reads RTF.
pub(crate) fn read(bytes: &[u8]) -> RtfContent {
    let html = memchr::memmem::find(
        bytes.get(..bytes.len().min(4096)).unwrap_or_default(),
        b"\\fromhtml",
    )
    .is_some();
    let mut reader = Reader {
        html,
        out: String::new(),
        pending: Vec::new(),
        groups: vec![Group::default()],
        pages: HashMap::new(),
        default_page: 1252,
        skip: 0,
    };
    reader.run(bytes);
    reader.flush();
    if html {
        RtfContent::Html(reader.out)
    } else {
        RtfContent::Plain(reader.out)
    }
}

#[derive(Clone, Default)]
struct Group {
    /// Not visible: font tables, pictures, data for other programs.
    unseen: bool,
    hidden: bool,
    /// RTF in place of an HTML tag (MS-OXRTFEX).
    replaced: bool,
    /// The source of a tag.
    tag: bool,
    fonts: bool,
    font: Option<i32>,
    unicode_skip: Option<usize>,
}

struct Reader {
    html: bool,
    out: String,
    pending: Vec<u8>,
    groups: Vec<Group>,
    /// Code page of each font.
    pages: HashMap<i32, u32>,
    default_page: u32,
    /// Number of fallback characters to skip after a Unicode character.
    skip: usize,
}

/// Nesting limit of groups.
const DEPTH_LIMIT: usize = 10_000;

const UNSEEN: [&str; 24] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "footer",
    "headerl",
    "headerr",
    "footerl",
    "footerr",
    "ftnsep",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "themedata",
    "xmlnstbl",
    "datastore",
    "latentstyles",
    "fldinst",
    "bkmkstart",
    "bkmkend",
];

impl Reader {
    fn group(&mut self) -> Option<&mut Group> {
        self.groups.last_mut()
    }

    fn seen(&self) -> bool {
        self.groups
            .last()
            .is_some_and(|group| !group.unseen && !group.hidden && !group.replaced)
    }

    fn run(&mut self, bytes: &[u8]) {
        let mut at = 0;
        let mut starred = false;
        // Number of open groups beyond the limit.
        let mut deeper = 0_usize;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    let group = self.groups.last().cloned().unwrap_or_default();
                    if self.groups.len() < DEPTH_LIMIT {
                        self.groups.push(group);
                    } else {
                        deeper += 1;
                    }
                }
                b'}' => {
                    self.flush();
                    if deeper > 0 {
                        deeper -= 1;
                    } else if self.groups.len() > 1 {
                        self.groups.pop();
                    }
                }
                b'\r' | b'\n' => {}
                b'\\' => {
                    let Some(&sign) = bytes.get(at) else { break };
                    if sign.is_ascii_alphabetic() {
                        let (word, number, end) = control(bytes, at);
                        at = end;
                        if word == "bin" {
                            at = at.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
                        } else {
                            self.word(&word, number, starred);
                        }
                        starred = false;
                    } else {
                        at += 1;
                        match sign {
                            b'\'' => {
                                let digits = bytes.get(at..at + 2).unwrap_or_default();
                                at += digits.len();
                                let value = digits
                                    .iter()
                                    .fold(0, |sum, digit| sum << 4 | crate::transfer::hex(*digit));
                                self.byte(value);
                            }
                            b'*' => starred = true,
                            b'~' => self.character(' '),
                            b'_' => self.character('-'),
                            b'-' => {}
                            b'\r' | b'\n' => self.character('\n'),
                            _ => self.byte(sign),
                        }
                    }
                }
                _ => self.byte(byte),
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.seen() {
            self.pending.push(byte);
        }
    }

    fn character(&mut self, character: char) {
        self.flush();
        if self.seen() {
            self.push(character);
        }
    }

    fn push(&mut self, character: char) {
        let is_tag = self.groups.last().is_some_and(|group| group.tag);
        match character {
            '&' if self.html && !is_tag => self.out.push_str("&amp;"),
            '<' if self.html && !is_tag => self.out.push_str("&lt;"),
            '>' if self.html && !is_tag => self.out.push_str("&gt;"),
            _ => self.out.push(character),
        }
    }

    /// Decodes pending bytes, which are in one font.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        let font = self.groups.last().and_then(|group| group.font);
        let page = font
            .and_then(|font| self.pages.get(&font))
            .copied()
            .unwrap_or(self.default_page);
        let charset = Charset::by_code_page(page).unwrap_or(Charset::Other(encoding_rs::WINDOWS_1252));
        let (text, ..) = with(charset, &pending);
        for character in text.chars() {
            self.push(character);
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, starred: bool) {
        let on = number != Some(0);
        match word {
            // Surrogate pairs are two control words; the first is kept until the second.
            "u" => {
                let unit = number.unwrap_or(0) as u16;
                self.unicode(unit);
                return;
            }
            "par" | "line" | "sect" | "page" | "row" | "softline" => self.character('\n'),
            "tab" | "cell" | "nestcell" => self.character('\t'),
            "lquote" => self.character('‘'),
            "rquote" => self.character('’'),
            "ldblquote" => self.character('“'),
            "rdblquote" => self.character('”'),
            "bullet" => self.character('•'),
            "endash" => self.character('–'),
            "emdash" => self.character('—'),
            "emspace" | "enspace" | "qmspace" => self.character(' '),
            _ => {
                self.flush();
                self.state(word, number, on, starred);
            }
        }
        self.skip = 0;
    }

    fn unicode(&mut self, unit: u16) {
        self.flush();
        self.skip = self
            .groups
            .last()
            .and_then(|group| group.unicode_skip)
            .unwrap_or(1);
        if !self.seen() {
            return;
        }
        const MARK: u32 = 0xF_0000;
        if (0xD800..0xDC00).contains(&unit) {
            // Kept in a private-use plane until the second half.
            self.out.extend(char::from_u32(MARK + u32::from(unit) - 0xD800));
            return;
        }
        if (0xDC00..0xE000).contains(&unit) {
            let high = self
                .out
                .chars()
                .next_back()
                .map(u32::from)
                .filter(|c| (MARK..MARK + 0x400).contains(c));
            let character = match high {
                Some(high) => {
                    self.out.pop();
                    char::from_u32(0x1_0000 + ((high - MARK) << 10) + u32::from(unit) - 0xDC00)
                }
                None => None,
            };
            self.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            return;
        }
        self.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    fn state(&mut self, word: &str, number: Option<i32>, on: bool, starred: bool) {
        let html = self.html;
        let in_fonts = self.groups.last().is_some_and(|group| group.fonts);
        match word {
            "ansicpg" => self.default_page = u32::try_from(number.unwrap_or(1252)).unwrap_or(1252),
            "fcharset" if in_fonts => {
                let page = match number {
                    Some(128) => 932,
                    Some(129) => 949,
                    Some(134) => 936,
                    Some(136) => 950,
                    Some(204) => 1251,
                    Some(161) => 1253,
                    Some(162) => 1254,
                    Some(177) => 1255,
                    Some(178) => 1256,
                    Some(186) => 1257,
                    Some(238) => 1250,
                    _ => 1252,
                };
                if let Some(font) = self.groups.last().and_then(|group| group.font) {
                    self.pages.insert(font, page);
                }
            }
            _ => {}
        }
        let Some(group) = self.group() else { return };
        match word {
            "f" => group.font = number,
            "uc" => group.unicode_skip = Some(usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(100)),
            "v" => group.hidden = on,
            "strike" | "striked" | "deleted" => group.hidden = on,
            "plain" => {
                group.hidden = false;
                group.font = None;
            }
            "htmlrtf" => group.replaced = on,
            "htmltag" if html => {
                group.tag = true;
                group.unseen = false;
                group.replaced = false;
            }
            "mhtmltag" => group.unseen = true,
            "fonttbl" => {
                group.unseen = true;
                group.fonts = true;
            }
            _ if UNSEEN.contains(&word) => group.unseen = true,
            // Unknown destinations with `\*` are for other programs.
            _ if starred => group.unseen = true,
            _ => {}
        }
    }
}

/// Parses a control word with its number; returns its end.
fn control(bytes: &[u8], at: usize) -> (String, Option<i32>, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    let len = rest
        .iter()
        .take(40)
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let word = String::from_utf8_lossy(rest.get(..len).unwrap_or_default()).into_owned();
    let after = rest.get(len..).unwrap_or_default();
    let sign = usize::from(after.first() == Some(&b'-'));
    let digits = after
        .get(sign..)
        .unwrap_or_default()
        .iter()
        .take(10)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let mut end = at + len;
    let mut number = None;
    if digits > 0 {
        let text = std::str::from_utf8(after.get(..sign + digits).unwrap_or_default()).unwrap_or_default();
        number = text.parse().ok();
        end += sign + digits;
    }
    if bytes.get(end) == Some(&b' ') {
        end += 1;
    }
    (word, number, end)
}

#[cfg(test)]
mod tests {
    use super::{DEPTH_LIMIT, RtfContent, read};

    fn plain(text: &str) -> String {
        match read(text.as_bytes()) {
            RtfContent::Plain(text) | RtfContent::Html(text) => text,
        }
    }

    #[test]
    fn text_is_read_in_the_code_page_of_its_font() {
        let head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset128 MS Gothic;}}";
        assert_eq!(
            plain(&format!(r"{head}\f1 \'8a\'fa\'8c\'c0\f0  caf\'e9\par x}}")),
            "期限 café\nx"
        );
        // The second byte may be an ASCII letter.
        assert_eq!(plain(&format!(r"{head}\f1 \'83A}}")), "ア");
        assert_eq!(plain(r"{\rtf1\ansi\uc1 \u26399?\u-27120?}"), "期阐");
        assert_eq!(plain(r"{\rtf1\uc2\u26399 ab c}"), "期 c");
        assert_eq!(plain(r"{\rtf1 \u-10179?\u-8704?}"), "😀");
        assert_eq!(
            plain(r"{\rtf1 a{\v b}{\strike c}{\*\unknown d}{\pict e}{\deleted f}\{g\}}"),
            "a{g}"
        );
    }

    #[test]
    fn what_follows_groups_too_deep_is_in_its_own_group() {
        for levels in [DEPTH_LIMIT - 3, DEPTH_LIMIT - 2, DEPTH_LIMIT - 1, DEPTH_LIMIT + 5] {
            let (open, close) = ("{".repeat(levels), "}".repeat(levels));
            let text = format!(r"{{\rtf1 {{\v secret {{\v0 {open}a{close} seen}} hidden}} end}}");
            let seen = plain(&text);
            assert!(seen.contains("seen") && seen.contains("end"), "{levels}: {seen}");
            assert!(
                !seen.contains("secret") && !seen.contains("hidden"),
                "{levels}: {seen}"
            );
        }
    }

    #[test]
    fn html_in_rich_text_is_taken_out() {
        let rich = r"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\b \htmlrtf0 9\u26376?11 < 12{\*\htmltag72 </p>}\htmlrtf }\htmlrtf0 }";
        assert_eq!(plain(rich), "<p>9月11 &lt; 12</p>");
    }

    #[test]
    fn broken_text_ends_where_it_ends() {
        for text in [
            "",
            "{",
            "}}}",
            "\\",
            r"\'",
            r"\'a",
            r"{\rtf1\bin99999999 x",
            r"\u99999999999 x",
            r"{\rtf1\uc999999 \u1 x",
        ] {
            plain(text);
        }
    }
}
