//! Tokens of official texts: digits, blanks, brackets, words.
//!
//! Texts are pasted from PDF files and word processors, so a character has several forms: half-width, full-width (全角)
//! and, from PDF files, Kangxi radicals that look like 日, 月 or 木. [`fold`] normalizes them for comparison; ranges
//! always refer to the original text.

use std::ops::Range;

/// Length limit of a text, in characters.
pub const MAX_CHARS: usize = 200;

/// Whether a text exceeds the limit.
pub fn too_long(text: &str) -> bool {
    // UTF-8 takes one to four bytes per character, so most texts need no counting.
    text.len() > MAX_CHARS && (text.len() > MAX_CHARS.saturating_mul(4) || text.chars().count() > MAX_CHARS)
}

/// Normalizes the forms of a character, preserving case.
pub fn fold(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        '‐' | '‑' | '−' => '-',
        '∶' => ':',
        '〜' => '~',
        '･' => '・',
        // Kangxi radicals from PDF extraction.
        '\u{2F00}' => '一',
        '\u{2F06}' => '二',
        '\u{2F08}' => '人',
        '\u{2F0B}' => '八',
        '\u{2F17}' => '十',
        '\u{2F1F}' => '土',
        '\u{2F24}' => '大',
        '\u{2F47}' => '日',
        '\u{2F49}' => '月',
        '\u{2F4A}' => '木',
        '\u{2F54}' => '水',
        '\u{2F55}' => '火',
        '\u{2FA6}' => '金',
        _ => c,
    }
}

/// Blanks that are allowed between any two parts.
pub fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// Invisible characters that must be reported: controls, zero-width characters, bidirectional marks.
pub fn is_stray(c: char) -> bool {
    (c.is_control() && !is_blank(c))
        || matches!(
            c,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// The script a number is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// 半角
    Half,
    /// 全角
    Full,
    /// 漢数字
    Kanji,
}

/// A whole number as written. The value saturates; `digits` counts characters, so that "1117" can be rejected as a
/// day.
#[derive(Clone, Debug)]
pub struct Number {
    pub value: u32,
    /// Characters, half or full width, or kanji.
    pub digits: u32,
    pub span: Range<usize>,
    pub script: Script,
}

impl Number {
    /// Whether it has half-width digits only, so that bytes are digits.
    pub fn is_ascii(&self) -> bool {
        self.script == Script::Half && usize::try_from(self.digits).is_ok_and(|n| n == self.span.len())
    }
}

/// The value of a kanji digit (漢数字): 〇 to 九.
pub fn kanji_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|k| k == c)
        .or(if c == '零' { Some(0) } else { None })
        .and_then(|n| u32::try_from(n).ok())
}

/// 十, 百, 千.
pub fn kanji_unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// The closing bracket for an opening one; both folded.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '<' => '>',
        '〔' => '〕',
        '【' => '】',
        '〈' => '〉',
        '《' => '》',
        '「' => '」',
        '『' => '』',
        _ => return None,
    })
}

/// A position in a text. Copy it to look ahead.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    pos: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Cursor { text, pos: 0 }
    }

    /// The same text from `pos` (a character boundary) on.
    pub fn at(self, pos: usize) -> Self {
        Cursor { pos, ..self }
    }

    pub fn pos(&self) -> usize {
        self.pos
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or("")
    }

    /// The text before the position.
    pub fn before(&self) -> &'a str {
        self.text.get(..self.pos).unwrap_or("")
    }

    pub fn at_end(&self) -> bool {
        self.pos >= self.text.len()
    }

    /// The next character as written.
    pub fn raw(&self) -> Option<char> {
        match self.text.as_bytes().get(self.pos) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.rest().chars().next(),
        }
    }

    /// The next character, folded.
    pub fn peek(&self) -> Option<char> {
        self.raw().map(fold)
    }

    pub fn bump(&mut self) {
        if let Some(c) = self.raw() {
            self.pos = self.pos.saturating_add(c.len_utf8());
        }
    }

    pub fn blanks(&mut self) {
        // Blanks begin with one of these bytes, and most characters do not.
        while let Some(b'\t' | b'\n' | b'\r' | b' ' | 0xC2 | 0xE2 | 0xE3) = self.text.as_bytes().get(self.pos)
            && let Some(c) = self.raw()
            && is_blank(c)
        {
            self.pos = self.pos.saturating_add(c.len_utf8());
        }
    }

    /// Takes one character if it is `c` (compared folded).
    pub fn eat(&mut self, c: char) -> bool {
        let Some(raw) = self.raw() else { return false };
        let hit = raw == c || fold(raw) == c;
        if hit {
            self.pos = self.pos.saturating_add(raw.len_utf8());
        }
        hit
    }

    /// Consumes `word`. In Japanese words blanks are allowed between characters (「必 着」); Latin words are
    /// case-insensitive.
    pub fn eat_word(&mut self, word: &str) -> bool {
        self.eat_any(&[word])
    }

    /// As [`Self::eat_word`], if the first character is known to match.
    fn eat_rest(&mut self, word: &str) -> bool {
        if self.rest().starts_with(word) {
            self.pos = self.pos.saturating_add(word.len());
            return true;
        }
        let mut look = *self;
        for (i, w) in word.chars().enumerate() {
            if i > 0 && !w.is_ascii() {
                look.blanks();
            }
            if !look.peek().is_some_and(|c| c.eq_ignore_ascii_case(&w)) {
                return false;
            }
            look.bump();
        }
        *self = look;
        true
    }

    /// Consumes the first of `words` that matches; longer ones must come first.
    pub fn eat_any(&mut self, words: &[&str]) -> bool {
        // Fast rejection by first byte.
        let first = match self.text.as_bytes().get(self.pos) {
            // Only characters of other first bytes are folded.
            Some(byte @ (0..=0x7F | 0xE4..=0xE9)) => byte.to_ascii_lowercase(),
            _ => {
                let Some(next) = self.peek() else { return false };
                let mut bytes = [0; 4];
                next.encode_utf8(&mut bytes);
                bytes[0].to_ascii_lowercase()
            }
        };
        words.iter().any(|word| {
            word.as_bytes()
                .first()
                .is_some_and(|byte| byte.to_ascii_lowercase() == first)
                && self.eat_rest(word)
        })
    }

    /// Whether a letter follows, into which a Latin word must not continue.
    pub fn at_letter(&self) -> bool {
        self.peek().is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// Consumes an opening bracket; returns the closing one.
    pub fn open_bracket(&mut self) -> Option<char> {
        let close = self.peek().and_then(closing)?;
        self.bump();
        Some(close)
    }

    /// A number in half-width, full-width or kanji digits.
    pub fn number(&mut self) -> Option<Number> {
        let first = self.raw()?;
        let folded = fold(first);
        if !folded.is_ascii_digit() {
            return self.kanji_number();
        }
        let start = self.pos;
        if let Some(parted) = self.parted_number() {
            return Some(parted);
        }
        let script = self.script();
        let (mut value, mut digits) = (0_u32, 0_u32);
        while let Some(d) = self.peek().and_then(|c| c.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(d);
            digits = digits.saturating_add(1);
            self.bump();
        }
        Some(Number {
            value,
            digits,
            span: start..self.pos,
            script,
        })
    }

    /// 1 7時, ２ ０ ２ ５年: a PDF may separate the digits of a number with a unit. 「9/1 7時」 is two numbers.
    fn parted_number(&mut self) -> Option<Number> {
        let mut behind = *self;
        behind.bump();
        if !behind.raw().is_some_and(is_blank) {
            return None;
        }
        let begins = |c: char| !(fold(c).is_ascii_digit() || matches!(fold(c), '/' | '-' | '.' | ':'));
        let written = self.before().trim_end_matches(is_blank);
        if !written.chars().next_back().is_none_or(begins) {
            return None;
        }
        let start = self.pos;
        let mut look = *self;
        let (mut value, mut digits, mut end) = (0_u32, 0_u32, start);
        while let Some(digit) = look.peek().and_then(|c| c.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(digit);
            digits = digits.saturating_add(1);
            look.bump();
            end = look.pos;
            look.blanks();
            // Adjacent digits are a number of their own.
            if look.pos == end && look.peek().is_some_and(|c| c.is_ascii_digit()) {
                return None;
            }
        }
        let is_unit = look
            .peek()
            .is_some_and(|c| matches!(c, '年' | '月' | '日' | '時' | '分'));
        if digits < 2 || !is_unit {
            return None;
        }
        self.pos = end;
        Some(Number {
            value,
            digits,
            span: start..end,
            script: self.at(start).script(),
        })
    }

    fn script(&self) -> Script {
        if self.raw().is_some_and(|c| c.is_ascii()) {
            Script::Half
        } else {
            Script::Full
        }
    }

    /// 十七, 二〇二五, 二千二十五. Stops where the numeral becomes invalid (十十), leaving the rest to be reported.
    fn kanji_number(&mut self) -> Option<Number> {
        let start = self.pos;
        let (mut total, mut run, mut run_len) = (0_u32, 0_u32, 0_u32);
        let (mut last_unit, mut digits) = (u32::MAX, 0_u32);
        while let Some(c) = self.peek() {
            if let Some(d) = kanji_digit(c) {
                if last_unit != u32::MAX && run_len > 0 {
                    break;
                }
                run = run.saturating_mul(10).saturating_add(d);
                run_len = run_len.saturating_add(1);
            } else if let Some(unit) = kanji_unit(c) {
                if unit >= last_unit || run_len > 1 || (run_len == 1 && run == 0) {
                    break;
                }
                total = total.saturating_add(run.max(1).saturating_mul(unit));
                (run, run_len, last_unit) = (0, 0, unit);
            } else {
                break;
            }
            digits = digits.saturating_add(1);
            self.bump();
        }
        let value = total.saturating_add(run);
        if last_unit != u32::MAX {
            // 二十一 has two digits, although three characters.
            digits = value.checked_ilog10().unwrap_or(0).saturating_add(1);
        }
        (digits > 0).then_some(Number {
            value,
            digits,
            span: start..self.pos,
            script: Script::Kanji,
        })
    }
}

/// The trimmed range of a text.
pub fn trimmed(text: &str) -> Range<usize> {
    let start = text.len().saturating_sub(text.trim_start_matches(is_blank).len());
    let end = text.trim_end_matches(is_blank).len();
    start.min(end)..end
}
