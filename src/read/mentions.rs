//! Dates with their weekdays inside free text: 「９月１１日（木）までに御回答ください」 in a body.
//!
//! A body is not a field: most of what stands there is no date, and what cannot be read is no mistake.
//! So only a weekday makes a place worth a look, and only a date that reads whole is taken.

use std::ops::Range;

use super::moment::{self, Written};
use crate::source::Span;

/// The most dates of one text: a schedule of some years. Of what comes after, the weekdays are not
/// looked at, and [`Mentions::cut`] says so.
pub const MAX_MENTIONS: usize = 1000;
/// How far before a weekday its date may begin, in characters: 令和　７年　１２月　１１日 with room to spare.
const LONGEST: usize = 32;

/// A date that a text mentions, and where.
pub type Mention = (Written, Span);

/// The dates that a request's free texts mention with their weekdays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    /// In the texts' order.
    pub dates: Vec<Mention>,
    /// Whether there were more than are looked at.
    pub cut: bool,
}

impl Mentions {
    /// Takes in those of `text`, which stands `base` bytes into the source: the text as it is written,
    /// so that places are exact.
    pub fn take(&mut self, text: &str, base: u32) {
        if !may_have_a_weekday(text.as_bytes()) {
            return;
        }
        let mut done = 0;
        for (at, mark) in marks(text) {
            if at < done {
                continue;
            }
            let Some((written, range)) = date_before(text, done, at + mark) else {
                continue;
            };
            if self.dates.len() == MAX_MENTIONS {
                self.cut = true;
                return;
            }
            done = range.end;
            let base = base as usize;
            self.dates
                .push((written, Span::new(base + range.start, base + range.end)));
        }
    }
}

/// Whether there is a bracket, 曜 or a ringed weekday at all. Nearly every text has none: it is asked block by
/// block and without a branch inside one, which the compiler turns into vector instructions.
fn may_have_a_weekday(text: &[u8]) -> bool {
    const BLOCK: usize = 256;
    (0..text.len()).step_by(BLOCK).any(|start| {
        let block = &text[start..text.len().min(start + BLOCK + 1)];
        let pairs = block.iter().zip(block.iter().skip(1));
        pairs.fold(false, |found, (a, b)| {
            found
                | (*a == b'(')
                | (*a == 0xEF) & (*b == 0xBC)
                | (*a == 0x9B) & (*b == 0x9C)
                | (*a == 0xE3) & ((*b == 0x88) | (*b == 0x89))
        })
    })
}

/// Where weekdays stand that may belong to a date: (木), （木）, （木曜日）, 木曜, ㈭; with their lengths.
fn marks(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.char_indices().filter_map(move |(at, c)| {
        let rest = &text[at..];
        match c {
            '(' | '（' => {
                let inside = &rest[c.len_utf8()..];
                let end = inside
                    .char_indices()
                    .take(8)
                    .find(|(_, c)| matches!(c, ')' | '）'))?;
                let day = inside[..end.0].trim().chars().next()?;
                is_day(day).then(|| (at, c.len_utf8() + end.0 + end.1.len_utf8()))
            }
            '\u{3220}'..='\u{3243}' => Some((at, c.len_utf8())),
            _ if is_day(c) && rest[c.len_utf8()..].starts_with('曜') => {
                let long = rest[c.len_utf8() + '曜'.len_utf8()..].starts_with('日');
                Some((
                    at,
                    c.len_utf8() + '曜'.len_utf8() + if long { '日'.len_utf8() } else { 0 },
                ))
            }
            _ => None,
        }
    })
}

fn is_day(c: char) -> bool {
    matches!(c, '月' | '火' | '水' | '木' | '金' | '土' | '日')
}

/// The longest date that ends at `end` with its weekday, and begins at `from` or later.
fn date_before(text: &str, from: usize, end: usize) -> Option<(Written, Range<usize>)> {
    let until_day = text.get(from..end)?;
    let mut starts: Vec<usize> = until_day
        .char_indices()
        .rev()
        .take(LONGEST)
        .map(|(at, _)| from + at)
        .collect();
    starts.reverse();
    for start in starts {
        let candidate = text.get(start..end)?;
        if !candidate.chars().next().is_some_and(begins_a_date) {
            continue;
        }
        if let Ok(written) = moment::read(candidate)
            && written.weekday.is_some()
            && !written.has_time()
        {
            // 昨年９月１１日, 25/9/11: the date goes on to the left, and what it says there is not read.
            return (!goes_on(&text[..start])).then_some((written, start..end));
        }
    }
    None
}

fn begins_a_date(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '０'..='９' | '〇' | '一'..='龠' | 'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | '㋿' | '㍻'..='㍾'
    )
}

/// Whether the text before a date shows that it is only the end of a longer one. An escape (`\n`) does not.
fn goes_on(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some(c) if c.is_ascii_alphabetic() => back.next() != Some('\\'),
        Some(c) => {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '年' | '/' | '／' | '.' | '．' | '-' | '－' | '‐' | '０'..='９' | '〇' | '十'
                )
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(text: &str) -> Vec<&str> {
        let mut found = Mentions::default();
        found.take(text, 0);
        found.dates.iter().map(|(_, span)| &text[span.range()]).collect()
    }

    #[test]
    fn a_date_is_found_with_its_weekday_and_nothing_more() {
        for (text, wanted) in [
            (
                "つきましては、９月１１日（木）までに御回答ください。",
                "９月１１日（木）",
            ),
            (
                "期限は令和７年９月１１日（木）１７時です",
                "令和７年９月１１日（木）",
            ),
            ("期限:2025-09-11(木) 17:00", "2025-09-11(木)"),
            ("本件は 9/11 (木) 必着", "9/11 (木)"),
            ("9月11日木曜日に", "9月11日木曜日"),
            ("期日9月11日（木曜）", "9月11日（木曜）"),
            ("提出をお願いします。\\n9月11日（木）", "9月11日（木）"),
            ("令和\n  7年9月11日\n  （木）まで", "令和\n  7年9月11日\n  （木）"),
        ] {
            assert_eq!(dates(text), [wanted], "{text}");
        }
        assert_eq!(
            dates("9月11日（木）から9月12日（金）まで"),
            ["9月11日（木）", "9月12日（金）"]
        );
    }

    #[test]
    fn what_is_no_whole_date_is_left_alone() {
        for text in [
            "昨年9月11日（水）の会議",
            "25/9/11(木)",
            "第3回（木）",
            "人員（日）",
            "毎週月曜日",
            "11日（木）",
            "2月30日（月）",
            "○月○日（○）",
            "（水）",
            "別紙（第1号）について",
            "",
        ] {
            assert_eq!(dates(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_text_of_weekdays_is_bounded() {
        let text = "9月11日（木）".repeat(MAX_MENTIONS + 5);
        let mut found = Mentions::default();
        found.take(&text, 7);
        assert_eq!((found.dates.len(), found.cut), (MAX_MENTIONS, true));
        assert_eq!(found.dates[1].1.start, 7 + "9月11日（木）".len() as u32);
    }
}
