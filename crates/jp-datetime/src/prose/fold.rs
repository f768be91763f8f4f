//! Normalises a text and maps positions back: half width, no blanks inside Japanese text, composed letters, and line
//! breaks only where a line does not continue.

use std::ops::Range;

use super::columns::{self, CellSeparator, separates_cells};
use super::line::{Line, starts_with_limit_word};
use super::quoted::quoted_ranges;
use crate::moment::tokens::{fold, is_blank, is_stray};

/// A normalised text.
pub(super) struct Folded {
    /// Lower case; blanks only as one ' ' between Latin letters or digits; `\n` only after a line that does not continue.
    pub text: String,
    runs: Vec<Run>,
    /// The run of the last lookup: positions are looked up in ascending order.
    near: std::cell::Cell<usize>,
    /// Ranges of the given text that belong to another mail.
    quoted: Vec<Range<usize>>,
}

/// Maps a stretch of the normalised text to the given one: byte by byte if the lengths are equal, else as a whole.
struct Run {
    at: usize,
    length: usize,
    start: usize,
    given: usize,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            runs: Vec::new(),
            near: std::cell::Cell::new(0),
            quoted: quoted_ranges(text),
        };
        let mut line_before = Line::default();
        let mut at = 0;
        let mut columns = columns::Columns::of(text);
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(raw) = lines.next() {
            let separator = columns.cell_separator(raw, lines.peek().copied());
            let mut line = Line::of(raw);
            // 「３月２４日（火）１７時」, an empty line, and 「までに」
            if line.is_empty()
                && line_before.ends_with_moment_or_day()
                && lines.peek().is_some_and(|next| starts_with_limit_word(next))
            {
                at += raw.len();
                continue;
            }
            line.has_cells = separator != CellSeparator::Tabs;
            let own = folded.text.is_empty() || !line.continues(line_before);
            folded.line(raw, at, own, separator);
            line_before = line;
            at += raw.len();
        }
        folded
    }

    fn line(&mut self, line: &str, base: usize, own: bool, separator: CellSeparator) {
        let mut gap = !self.text.is_empty();
        if own && gap {
            self.push('\n', base, base);
            gap = false;
        }
        let mut at = 0;
        while at < line.len() {
            let plain = plain_end(line.as_bytes(), at);
            if let Some(stretch) = line.get(at..plain).filter(|stretch| !stretch.is_empty()) {
                self.push_separating_blank(gap, stretch.chars().next().unwrap_or(' '), base + at);
                gap = false;
                self.text.push_str(stretch);
                self.record_source(stretch.len(), base + at, stretch.len());
                at = plain;
                continue;
            }
            let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) else {
                return;
            };
            let (start, end) = (base + at, base + at + c.len_utf8());
            at += c.len_utf8();
            if is_blank(c) || matches!(c, '\u{2028}' | '\u{2029}') {
                if c == '\t'
                    && separates_cells(
                        line.get(..at).unwrap_or_default(),
                        line.get(at..).unwrap_or_default(),
                    )
                {
                    self.push('|', base + at, base + at + 1);
                }
                if separator == CellSeparator::Gaps && columns::is_cell_gap(line, start - base) {
                    self.push('|', start, end);
                }
                // 「１　月末までに」, 「様式１　木曜まで」, 「１　２時間以内に」: the number is not the moment's.
                if c == '\u{3000}'
                    && !gap
                    && self.ends_with_item_number()
                    && starts_with_other_moment(line.get(at..).unwrap_or_default())
                {
                    self.push('、', start, start);
                }
                gap = true;
                continue;
            }
            // Markdown's ** around a date is dropped.
            let beside = |text: Option<&str>, side: fn(&str) -> bool| text.is_some_and(side);
            let doubled = c == '*'
                && (beside(line.get(at..), |rest| rest.starts_with('*'))
                    || beside(line.get(..at - 1), |head| head.ends_with('*')));
            if is_stray(c) || doubled {
                continue;
            }
            self.push_separating_blank(gap, c, start);
            gap = false;
            if matches!(c, '\u{3099}' | '\u{309A}' | '゛' | '゜' | 'ﾞ' | 'ﾟ') {
                self.combine_voiced_mark(c, end);
                continue;
            }
            if separator == CellSeparator::Slashes
                && c == '／'
                && separates_cells(&line[..start - base], &line[at..])
            {
                self.push('|', start, end);
                continue;
            }
            match expand(c) {
                Some(Expanded::One(one)) => self.push(one, start, end),
                Some(Expanded::Text(text)) => {
                    self.text.push_str(text);
                    self.record_source(text.len(), start, end - start);
                }
                None => self.push(canonical_sign(fold(c)), start, end),
            }
        }
    }

    /// Whether the text ends with a number that stands alone on its line or behind 様式, 別紙.
    fn ends_with_item_number(&self) -> bool {
        let head = self.text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = self.text.len() - head.len();
        (1..=2).contains(&digits) && (head.is_empty() || head.ends_with(['\n', '式', '紙', '添', '表', '票']))
    }

    /// Appends a blank if it separates Latin words or sentences.
    fn push_separating_blank(&mut self, gap: bool, next: char, start: usize) {
        if gap
            && is_latin(fold(next))
            && (self.text.ends_with(is_latin) || next.is_ascii_uppercase() && ends_sentence(&self.text))
        {
            self.push(' ', start, start);
        }
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        let before = self.text.len();
        self.text.push(c.to_ascii_lowercase());
        self.record_source(self.text.len() - before, start, end - start);
    }

    /// Records the source of the last `length` bytes.
    fn record_source(&mut self, length: usize, start: usize, given: usize) {
        let at = self.text.len() - length;
        if length == given
            && let Some(last) = self.runs.last_mut()
            && last.length == last.given
            && last.start + last.given == start
        {
            last.length += length;
            last.given += given;
            return;
        }
        self.runs.push(Run {
            at,
            length,
            start,
            given,
        });
    }

    /// Combines a separate voiced sound mark with the letter before it.
    fn combine_voiced_mark(&mut self, mark: char, end: usize) {
        let Some(last) = self.text.pop() else { return };
        let half = matches!(mark, '\u{309A}' | '゜' | 'ﾟ');
        let add = u32::from(half) + 1;
        let plain = match last {
            'か'..='ぢ' | 'カ'..='ヂ' if !half && (u32::from(last) % 2 == u32::from('か') % 2) => true,
            'つ' | 'て' | 'と' | 'ツ' | 'テ' | 'ト' => !half,
            'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => true,
            _ => false,
        };
        let composed = match last {
            'う' | 'ウ' if !half => Some('ヴ'),
            _ if plain => char::from_u32(u32::from(last) + add),
            _ => None,
        };
        self.text.push(composed.unwrap_or(last));
        if let Some(last) = self.runs.last_mut() {
            // The letter with its mark gets a run of its own, since its length has changed.
            if last.length == last.given && last.length > '\u{3042}'.len_utf8() {
                let letter = '\u{3042}'.len_utf8();
                last.length -= letter;
                last.given -= letter;
                let (at, start) = (last.at + last.length, last.start + last.given);
                self.runs.push(Run {
                    at,
                    length: letter,
                    start,
                    given: end - start,
                });
            } else {
                last.given = end - last.start;
            }
        }
    }

    /// The range of the given text for a range of the normalised one.
    pub fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        let of = |at: usize| {
            let begins = |run: usize| self.runs.get(run).is_some_and(|run| run.at <= at);
            let mut low = Some(self.near.get()).filter(|near| begins(*near)).unwrap_or(0);
            let mut step = 1;
            while begins(low + step) {
                low += step;
                step *= 2;
            }
            let rest = self.runs.get(low..self.runs.len().min(low + step))?;
            let run = low + rest.partition_point(|run| run.at <= at).checked_sub(1)?;
            self.near.set(run);
            self.runs.get(run)
        };
        let start = of(range.start).map_or(0, |run| {
            if run.length == run.given {
                run.start + (range.start - run.at)
            } else {
                run.start
            }
        });
        let end = range.end.checked_sub(1).and_then(of).map_or(start, |run| {
            if run.length == run.given {
                run.start + (range.end - run.at)
            } else {
                run.start + run.given
            }
        });
        start..end.max(start)
    }

    pub fn is_quoted(&self, place: usize) -> bool {
        let after = self.quoted.partition_point(|range| range.end <= place);
        self.quoted.get(after).is_some_and(|range| range.start <= place)
    }
}

/// 月末, 木曜, ２時間: what a number before a blank does not belong to.
fn starts_with_other_moment(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_blank);
    if rest.starts_with("月末") {
        return true;
    }
    let mut chars = rest.chars();
    if chars.next().is_some_and(|c| "月火水木金土日".contains(c)) && chars.next() == Some('曜') {
        return true;
    }
    let unit = rest.trim_start_matches(|c: char| fold(c).is_ascii_digit());
    unit.len() < rest.len()
        && ["時間", "営業日", "開庁日", "週間", "日以内", "日間"]
            .iter()
            .any(|word| unit.starts_with(word))
}

/// Whether a text ends with a full stop that ends a sentence, and not with an abbreviated day or month.
fn ends_sentence(text: &str) -> bool {
    text.strip_suffix('.').is_some_and(|head| {
        let word = head.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let word = head.get(word..).unwrap_or_default();
        word.len() > 3 && !matches!(word, "sept" | "tues" | "thur" | "thurs")
            || head.ends_with(|c: char| c.is_ascii_digit() || c == ')')
    })
}

/// The end of the stretch from `from` that needs no normalisation.
fn plain_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(width) = plain_width(bytes, at) {
        at += width;
    }
    at
}

/// The length of the character at a position if it needs no normalisation: kana, kanji, common punctuation, lower
/// case and digits.
pub(super) const fn plain_width(bytes: &[u8], at: usize) -> Option<usize> {
    if at >= bytes.len() {
        return None;
    }
    match bytes[at] {
        b'!'..=b')' | b'+'..=b'@' | b'\\' | b'^'..=b'z' | b'|' | b'~' => Some(1),
        0xE4..=0xE9 => Some(3),
        0xE3 if at + 2 < bytes.len() => {
            let same = match (bytes[at + 1], bytes[at + 2]) {
                (0x81 | 0x83, _) => true,
                (0x82, third) => !matches!(third, 0x99..=0x9C),
                (0x80, third) => matches!(third, 0x81 | 0x82 | 0x85..=0x87 | 0x8A..=0x91),
                _ => false,
            };
            if same { Some(3) } else { None }
        }
        _ => None,
    }
}

pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

enum Expanded {
    One(char),
    Text(&'static str),
}

/// Maps equivalent brackets and dashes to one of them.
fn canonical_sign(c: char) -> char {
    match c {
        '〔' | '［' | '[' | '⦅' | '〈' | '{' | '｛' => '(',
        '〕' | '］' | ']' | '⦆' | '〉' | '}' | '｝' => ')',
        '–' | '—' | '―' | '─' | '━' => '-',
        '〜' | '～' | '∼' | '→' | '⇒' => '~',
        '‖' | '║' | '｜' | '│' | '┃' | '￤' | '┼' | '├' | '┤' | '┬' | '┴' | '┌' | '┐' | '└' | '┘' | '╋'
        | '┣' | '┫' | '┳' | '┻' | '┏' | '┓' | '┗' | '┛' => '|',
        '≪' | '《' => '【',
        '≫' | '》' => '】',
        '：' => ':',
        '，' => ',',
        '．' => '.',
        c => c,
    }
}

fn expand(c: char) -> Option<Expanded> {
    const MONTHS: [&str; 12] = [
        "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月",
    ];
    const DAYS: [&str; 31] = [
        "1日", "2日", "3日", "4日", "5日", "6日", "7日", "8日", "9日", "10日", "11日", "12日", "13日",
        "14日", "15日", "16日", "17日", "18日", "19日", "20日", "21日", "22日", "23日", "24日", "25日",
        "26日", "27日", "28日", "29日", "30日", "31日",
    ];
    const HOURS: [&str; 25] = [
        "0時", "1時", "2時", "3時", "4時", "5時", "6時", "7時", "8時", "9時", "10時", "11時", "12時", "13時",
        "14時", "15時", "16時", "17時", "18時", "19時", "20時", "21時", "22時", "23時", "24時",
    ];
    const WEEKDAYS: [&str; 7] = ["(月)", "(火)", "(水)", "(木)", "(金)", "(土)", "(日)"];
    const KANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    let from = |table: &'static [&'static str], first: u32| -> Option<Expanded> {
        let at = u32::from(c).checked_sub(first)?;
        table.get(at as usize).copied().map(Expanded::Text)
    };
    match c {
        '\u{32C0}'..='\u{32CB}' => from(&MONTHS, 0x32C0),
        '\u{33E0}'..='\u{33FE}' => from(&DAYS, 0x33E0),
        '\u{3358}'..='\u{3370}' => from(&HOURS, 0x3358),
        '\u{322A}'..='\u{3230}' => from(&WEEKDAYS, 0x322A),
        '\u{328A}'..='\u{3290}' => from(&WEEKDAYS, 0x328A),
        '㋿' => Some(Expanded::Text("令和")),
        '㍻' => Some(Expanded::Text("平成")),
        '㍼' => Some(Expanded::Text("昭和")),
        '㍽' => Some(Expanded::Text("大正")),
        '\u{FF66}'..='\u{FF9D}' => KANA
            .chars()
            .nth((u32::from(c) - 0xFF66) as usize)
            .map(Expanded::One),
        '｡' => Some(Expanded::One('。')),
        '､' => Some(Expanded::One('、')),
        '｢' => Some(Expanded::One('「')),
        '｣' => Some(Expanded::One('」')),
        '\u{2F42}' => Some(Expanded::One('文')),
        '\u{2F63}' => Some(Expanded::One('生')),
        '\u{2F45}' => Some(Expanded::One('方')),
        '\u{2F83}' => Some(Expanded::One('自')),
        '\u{2F12}' => Some(Expanded::One('力')),
        '\u{2F0A}' => Some(Expanded::One('入')),
        '\u{2F11}' => Some(Expanded::One('刀')),
        '\u{2FB8}' => Some(Expanded::One('首')),
        '\u{2F3F}' => Some(Expanded::One('手')),
        '\u{2F93}' => Some(Expanded::One('西')),
        '\u{2F4B}' => Some(Expanded::One('欠')),
        '\u{2FB0}' => Some(Expanded::One('面')),
        '\u{2F92}' => Some(Expanded::One('見')),
        '\u{2F94}' => Some(Expanded::One('言')),
        '\u{2FAC}' => Some(Expanded::One('雨')),
        '\u{2F06}' => Some(Expanded::One('二')),
        '\u{2F2D}' => Some(Expanded::One('山')),
        '\u{2FA7}' => Some(Expanded::One('長')),
        _ => None,
    }
}
