//! Formats numbers and names like a model: same script (全角, 漢数字), case and padding.

use super::era::{Era, EraStyle};
use super::tokens::{Script, fold, kanji_digit};
use super::words::{day_names, kanji_day, ringed};
use chrono::Weekday;

/// Padding of numbers below ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pad {
    None,
    Two,
}

/// Script of a number as written.
pub(crate) fn script(like: &str) -> Script {
    match like.chars().next() {
        Some(c) if c.is_ascii() => Script::Half,
        Some(c) if fold(c).is_ascii_digit() => Script::Full,
        Some(_) => Script::Kanji,
        None => Script::Half,
    }
}

/// Padding shown by a number: "9" none, "09" two digits, "11" undetermined.
pub(crate) fn padding(like: &str) -> Option<Pad> {
    let mut digits = like.chars().map(fold);
    match (digits.next(), digits.next()) {
        (Some('0'), Some(_)) => Some(Pad::Two),
        (Some(c), None) if c.is_ascii_digit() => Some(Pad::None),
        _ => None,
    }
}

/// `value` in the script of `like`.
pub(crate) fn number(value: u32, like: &str, pad: Pad) -> String {
    let digits = match pad {
        Pad::Two => format!("{value:02}"),
        Pad::None => value.to_string(),
    };
    match script(like) {
        Script::Half => digits,
        Script::Full => digits.chars().map(full).collect(),
        Script::Kanji => {
            let kanji = |c: char| kanji_digit(fold(c)).is_some();
            let by_place = like.chars().count() > 1 && like.chars().all(kanji);
            kanji_number(value, by_place)
        }
    }
}

/// A Gregorian year in the script of `like`; in kanji by digit (二〇二五) unless the model uses 千 (二千二十五).
pub(crate) fn year(value: u32, like: &str) -> String {
    match script(like) {
        Script::Kanji => kanji_number(value, !like.contains('千')),
        _ => number(value, like, Pad::None),
    }
}

fn full(c: char) -> char {
    match c {
        '!'..='~' => u32::from(c)
            .checked_add(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        _ => c,
    }
}

fn kanji_number(value: u32, by_place: bool) -> String {
    let digit = |d: u32| {
        usize::try_from(d)
            .ok()
            .and_then(|d| "〇一二三四五六七八九".chars().nth(d))
            .unwrap_or('〇')
    };
    if value == 0 {
        return "零".to_owned();
    }
    if by_place {
        let digits = value.to_string();
        return digits.chars().filter_map(|c| c.to_digit(10)).map(digit).collect();
    }
    let mut out = String::new();
    for (unit, sign) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = value / unit % 10;
        if d == 0 {
            continue;
        }
        if d > 1 || unit == 1 {
            out.push(digit(d));
        }
        out.push_str(sign);
    }
    out
}

/// `new` in the width and case of `model`.
fn letter_like(new: char, model: char) -> char {
    let cased = if fold(model).is_ascii_lowercase() {
        new.to_ascii_lowercase()
    } else {
        new.to_ascii_uppercase()
    };
    if model.is_ascii() { cased } else { full(cased) }
}

/// An era's name in the style of `like`, keeping blanks as in 「令 和」.
pub(crate) fn era(era: Era, how: EraStyle, like: &str) -> String {
    match how {
        EraStyle::Square => era.square().to_string(),
        EraStyle::Letter => like.chars().map(|c| letter_like(era.letter(), c)).collect(),
        EraStyle::Name | EraStyle::Short => {
            let mut name = era.name().chars();
            like.chars()
                .map(|c| {
                    if super::tokens::is_blank(c) {
                        c
                    } else {
                        name.next().unwrap_or(c)
                    }
                })
                .collect()
        }
    }
}

/// A weekday in the style of `like`: 木, 木曜, 木曜日, ㈭, Thu, THURSDAY.
pub(crate) fn weekday(day: Weekday, like: &str) -> String {
    let (kanji, short, long) = day_names(day);
    let mut rest = like.chars();
    let Some(first) = rest.next() else {
        return kanji.to_string();
    };
    if let Some((block, _)) = ringed(first) {
        return u32::from(block)
            .checked_add(day.num_days_from_monday())
            .and_then(char::from_u32)
            .unwrap_or(kanji)
            .to_string();
    }
    if kanji_day(first).is_some() {
        return std::iter::once(kanji).chain(rest).collect();
    }
    let second = rest.next().unwrap_or(first);
    let name = if like.chars().count() > 3 { long } else { short };
    name.chars()
        .enumerate()
        .map(|(i, c)| letter_like(c, if i == 0 { first } else { second }))
        .collect()
}

/// 午前 or 午後, AM or PM, in the style of `like`.
pub(crate) fn half_day(after_noon: bool, like: &str) -> String {
    like.chars()
        .map(|c| match fold(c) {
            '前' | '後' => {
                if after_noon {
                    '後'
                } else {
                    '前'
                }
            }
            'a' | 'A' | 'p' | 'P' => letter_like(if after_noon { 'P' } else { 'A' }, c),
            _ => c,
        })
        .collect()
}

/// Zeros, one for each digit of `like`.
pub(crate) fn zeros(like: &str) -> String {
    like.chars()
        .map(|c| match script(c.encode_utf8(&mut [0; 4])) {
            Script::Full => '０',
            Script::Half => '0',
            Script::Kanji => '〇',
        })
        .collect()
}
