//! A cursor in a normalised text.

use super::word_search::{WordSearch as _, starts, strip_start};
use crate::moment::tokens::kanji_unit;

/// A cursor that advances only over expected words.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub text: &'a str,
    pub at: usize,
}

/// A whole number and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub value: u32,
    pub digits: usize,
    pub kanji: bool,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Whether the word just eaten ends here, which means the whole of a span: 今年度中に, ９月中必着; not 年度中間, 年度内閣.
    pub fn ends_span_word(&self) -> bool {
        self.peek()
            .is_none_or(|c| !matches!(c, '一'..='龠') || "迄必〆締厳御".contains(c))
            || self
                .rest()
                .starts_with_any(&["目途", "目処", "目安", "目標", "提出", "回答", "返信", "返送"])
    }

    pub fn before(&self) -> &'a str {
        self.text.get(..self.at).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn eat(&mut self, word: &str) -> bool {
        let here = starts(self.rest(), word);
        if here {
            self.at += word.len();
        }
        here
    }

    pub fn eat_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        let rest = self.rest();
        let word = words.iter().find(|word| starts(rest, word))?;
        self.at += word.len();
        Some(word)
    }

    pub fn blank(&mut self) {
        self.eat(" ");
    }

    /// Whether a Latin letter is next.
    pub fn is_at_latin(&self) -> bool {
        self.text
            .as_bytes()
            .get(self.at)
            .is_some_and(u8::is_ascii_alphabetic)
    }

    /// Eats a Latin word that is not followed by a letter.
    pub fn eat_latin(&mut self, words: &[&'static str]) -> Option<&'static str> {
        if !self.is_at_latin() {
            return None;
        }
        let word = words.iter().find(|word| {
            let rest = strip_start(self.rest(), word);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        })?;
        self.at += word.len();
        Some(word)
    }

    /// Eats a number in digits or kanji. Separated digits, as extracted from a PDF, are one number if a unit follows.
    pub fn number(&mut self) -> Option<Count> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        if bytes.first().is_some_and(u8::is_ascii_digit) {
            let mut end = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let mut digits = end;
            let mut value = rest.get(..end)?.bytes().take(9).fold(0, |value: u32, byte| {
                value.saturating_mul(10).saturating_add(u32::from(byte - b'0'))
            });
            if end == 1 {
                let (mut far, mut sum, mut count) = (1, value, 1);
                while bytes.get(far) == Some(&b' ')
                    && let Some(digit) = bytes.get(far + 1).filter(|byte| byte.is_ascii_digit())
                    && !bytes.get(far + 2).is_some_and(u8::is_ascii_digit)
                    && count < 4
                {
                    sum = sum.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
                    far += 2;
                    count += 1;
                }
                let after = rest.get(far..)?;
                if count > 1 && self.continues_behind_blanks(after, count) {
                    (end, value, digits) = (far, sum, count);
                }
            } else if end == 2 && bytes.get(2) == Some(&b' ') {
                // 20 25年
                let more = bytes.get(3..5).filter(|two| two.iter().all(u8::is_ascii_digit));
                if let Some(two) = more
                    && rest.get(5..).is_some_and(|rest| rest.starts_with('年'))
                {
                    value = value * 100 + u32::from(two[0] - b'0') * 10 + u32::from(two[1] - b'0');
                    (end, digits) = (5, 4);
                }
            }
            self.at += end;
            return Some(Count {
                value,
                digits,
                kanji: false,
            });
        }
        self.kanji()
    }

    /// Whether so many separated digits are one number: 「1 7:0 0」, a time of which every digit stands by itself, but not
    /// 「9/1 7時」, a day and an hour.
    fn continues_behind_blanks(&self, after: &str, count: usize) -> bool {
        let before = self.before();
        let mut back = before.bytes().rev().skip(1);
        let follows_digit = back.next().is_some_and(|byte| byte.is_ascii_digit());
        let parted = before.ends_with(['/', '-', '.', ':']) && follows_digit;
        let spaced = before.ends_with(':') && follows_digit && back.next() == Some(b' ');
        after.starts_with(['年', '月', '日', '時', '分', ':']) && !parted || spaced && count == 2
    }

    /// 十七, 二〇二五, 二千二十五.
    fn kanji(&mut self) -> Option<Count> {
        let (mut total, mut run, mut in_run) = (0_u32, 0_u32, 0_usize);
        let (mut last, mut end, mut letters) = (u32::MAX, 0, 0);
        for (at, c) in self.rest().char_indices().take(8) {
            if let Some(digit) = "〇一二三四五六七八九".chars().position(|one| one == c) {
                if last != u32::MAX && in_run > 0 {
                    break;
                }
                run = run
                    .saturating_mul(10)
                    .saturating_add(u32::try_from(digit).unwrap_or(0));
                in_run += 1;
            } else if let Some(unit) = kanji_unit(c) {
                if unit >= last || in_run > 1 {
                    break;
                }
                total = total.saturating_add(run.max(1).saturating_mul(unit));
                (run, in_run, last) = (0, 0, unit);
            } else {
                break;
            }
            letters += 1;
            end = at + c.len_utf8();
        }
        if end == 0 {
            return None;
        }
        self.at += end;
        let value = total.saturating_add(run);
        let digits = if last == u32::MAX {
            letters
        } else {
            value.checked_ilog10().unwrap_or(0) as usize + 1
        };
        Some(Count {
            value,
            digits,
            kanji: true,
        })
    }
}
