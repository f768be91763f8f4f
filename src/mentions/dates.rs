//! Dates at the end of a text, and the words that join one to the next.

use jp_datetime::moment::tokens::{fold, is_blank};
use jp_datetime::moment::{self, Written};

/// How far before a weekday its date may begin, in characters: 令和　７年　１２月　１１日 with room to spare.
pub(super) const LONGEST: usize = 32;

/// A text without the time at its end: 「9月9日（月）10時」.
pub(super) fn without_time(text: &str) -> &str {
    let part = |c: char| {
        is_blank(c)
            || fold(c).is_ascii_digit()
            || matches!(fold(c), ':' | '時' | '分' | '半' | '午' | '前' | '後' | '正')
    };
    let head = text.trim_end_matches(part);
    let time = text.get(head.len()..).unwrap_or_default();
    if time.contains(['時', ':', '：', '午']) {
        head
    } else {
        text
    }
}

/// The longest date that ends a text; where it starts, counted from `base`.
pub(super) fn date_at_end(text: &str, base: usize) -> Option<(Written, usize)> {
    let text = text.trim_end_matches(is_blank);
    // What ends in no digit and no 日 is no date: most brackets stand behind a word.
    let last = text.chars().next_back()?;
    if last != '日' && !ends_a_date(last) {
        return None;
    }
    let mut starts = [0; LONGEST];
    let mut count = 0;
    for (slot, (at, _)) in starts.iter_mut().zip(text.char_indices().rev()) {
        *slot = at;
        count += 1;
    }
    for start in starts.get(..count)?.iter().rev() {
        let candidate = text.get(*start..)?;
        if !candidate.chars().next().is_some_and(begins_a_date) {
            continue;
        }
        if let Ok(written) = moment::read(candidate)
            && !written.has_time()
            && written.weekday.is_none()
            && written.date_span.end == candidate.len()
        {
            return Some((written, base + start));
        }
    }
    None
}

pub(super) fn ends_a_date(c: char) -> bool {
    matches!(fold(c), '0'..='9' | '⽇' | 'A'..='Z' | 'a'..='z') || is_kanji_number(c)
}

pub(super) fn is_kanji_number(c: char) -> bool {
    matches!(
        c,
        '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// What joins a day to the date before it, taken off; and whether it is the sign of a range.
pub(super) fn joint(before: &str) -> Option<(&str, bool)> {
    const RANGE: &[&str] = &[
        "～",
        "〜",
        "~",
        "－",
        "-",
        "–",
        "—",
        "から",
        "より",
        "→",
        "ないし",
        "乃至",
    ];
    const LIST: &[&str] = &[
        "・",
        "･",
        "、",
        "，",
        ",",
        "及び",
        "および",
        "又は",
        "または",
        "と",
        "並びに",
        "若しくは",
        "か",
        "／",
        "/",
    ];
    let strip = |words: &[&str]| words.iter().find_map(|word| before.strip_suffix(word));
    match strip(RANGE) {
        Some(rest) => Some((rest, true)),
        None => strip(LIST).map(|rest| (rest, false)),
    }
}

pub(super) fn begins_a_date(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '０'..='９' | '〇' | '一'..='龠' | 'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | '㋿' | '㍻'..='㍾'
    )
}

/// Whether the text before a date shows that it is only the end of a longer one. An escape (`\n`) does not.
pub(super) fn goes_on(before: &str) -> bool {
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
