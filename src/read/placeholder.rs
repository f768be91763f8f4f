//! Unfilled placeholders (記入漏れ): ○月○日, 令和　年　月　日, {{ due }}, ＜期限＞, YYYY-MM-DD.
//!
//! Similar texts are none: 「○○法の一部を改正する法律案」 is how a draft is referred to, a form shows how to write a date,
//! 「○　資料の提出」 is a list item, 「＜提出期限＞」 a heading. In free text only unambiguous ones are therefore reported;
//! in a value that cannot be read, anything that looks like one.

mod brackets;
mod dates;
mod names;
mod shown;
mod signs;

use std::ops::Range;

use jp_datetime::unfilled as unfilled_date;

use crate::text::trim;
use crate::text::unfilled::{self, PlaceholderKind, closing};

/// The first placeholder in a free text.
pub(crate) fn in_text(text: &str) -> Option<Range<usize>> {
    if let Some(found) = from(text, 0) {
        return Some(found);
    }
    let whole = trim(text);
    (unfilled::is_signs(whole)
        || unfilled::is_signs_in_a_phrase(whole)
        || unfilled::placeholder_kind(whole) == Some(PlaceholderKind::ToFill))
    .then(|| {
        let start = text.len() - text.trim_start().len();
        start..start + whole.len()
    })
}

/// The first placeholder at or after `start`.
fn from(text: &str, start: usize) -> Option<Range<usize>> {
    let mut from = start;
    while let Some(at) = signs::next(text.as_bytes(), from) {
        // One that begins before `start` belongs to the previous placeholder.
        if let Some(found) = at_anchor(text, at).filter(|found| found.start >= start) {
            return Some(found);
        }
        from = at + 1;
    }
    None
}

/// Every placeholder of a free text in order, `first` being that of [`in_text`]. A date and the time after it are
/// one.
pub(crate) fn all_in_text(text: &str, first: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut ahead = Some(first);
    std::iter::from_fn(move || {
        let mut found = ahead.take()?;
        ahead = from(text, found.end);
        while let Some(next) = ahead.take_if(|next| unfilled_date::hour_belongs_to_day(text, &found, next)) {
            found.end = next.end;
            ahead = from(text, found.end);
        }
        Some(found)
    })
}

/// Every placeholder of a text with its range in `written`, the raw text. With escapes, folding or indentation the
/// two differ, but placeholders occur in the same order; one written differently has no range, and only the first
/// such is returned.
pub(crate) fn all<'t>(
    text: &'t str,
    written: &'t str,
    first: Range<usize>,
) -> impl Iterator<Item = (&'t str, Option<Range<usize>>)> {
    /// Limit on searches without a match, each of which scans the rest of the text.
    const ELSEWHERE_LIMIT: usize = 16;
    // How far both texts have been consumed.
    let (mut done, mut at) = (0, 0);
    let mut elsewhere = 0;
    let mut blanks = all_in_text(text, first);
    std::iter::from_fn(move || {
        while elsewhere < ELSEWHERE_LIMIT {
            let found = blanks.next()?;
            let blank = text.get(found.clone())?;
            // Equal words before it may not be a placeholder: 「記載例：○月○日」.
            let before = text.get(done..found.start)?.matches(blank).count();
            let place = written.get(at..)?.match_indices(blank).nth(before);
            if let Some((place, _)) = place {
                let start = at + place;
                (done, at) = (found.end, start + blank.len());
                return Some((blank, Some(start..at)));
            }
            elsewhere += 1;
            if elsewhere == 1 {
                return Some((blank, None));
            }
        }
        None
    })
}

/// The placeholder that a character at `at` may belong to.
fn at_anchor(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, rest) = text.split_at_checked(at)?;
    let sign = rest.chars().next()?;
    let place = |length: usize| at..at + length;
    let found = match sign {
        '{' | '$' | '%' => {
            if let Some(length) = braces(rest) {
                return Some(place(length));
            }
            brackets::blank(before, rest).map(place)
        }
        'T' | 'Ｔ' => to_be_determined(before, rest).map(place),
        'X' | 'Ｘ' => names::blank_number(before, rest).map(place),
        '○' | '◯' | '●' | '◎' | '〇' | '△' | '▲' | '□' | '■' | '×' => {
            names::blank(before, rest).map(place)
        }
        _ => dates::at(text, at).or_else(|| brackets::blank(before, rest).map(place)),
    };
    found.filter(|found| !shown::is_shown(text, found))
}

/// Template syntax, whatever it names: `{{ due }}`, `${due}`, `%%DATE%%`.
fn braces(rest: &str) -> Option<usize> {
    const LENGTH_LIMIT: usize = 60;
    let (open, close) = [("{{", "}}"), ("${", "}"), ("%%", "%%")]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open))?;
    let inside = rest.get(open.len()..)?;
    let end = inside
        .char_indices()
        .take(LENGTH_LIMIT)
        .find(|(_, c)| matches!(c, '}' | '%' | '{' | '\n'))?
        .0;
    let named = open == "{{" || inside.get(..end).is_some_and(is_name);
    (named && inside.get(end..)?.starts_with(close)).then(|| open.len() + end + close.len())
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(char::is_whitespace)
}

/// TBD as a word.
fn to_be_determined(before: &str, rest: &str) -> Option<usize> {
    let length = ["TBD", "T.B.D.", "T.B.D", "ＴＢＤ"]
        .iter()
        .find(|word| rest.starts_with(**word))?
        .len();
    let joined =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c.is_ascii() || matches!(c, '_' | '-'));
    let after = rest.get(length..)?;
    (!joined(before.chars().next_back()) && !joined(after.chars().next())).then_some(length)
}

/// Whether an unreadable value is an unfilled placeholder.
pub(crate) fn in_value(text: &str) -> bool {
    let folded = text.to_ascii_uppercase();
    text.chars().any(|c| {
        matches!(
            c,
            '○' | '◯' | '●' | '◎' | '△' | '▲' | '□' | '■' | '×' | '✕' | '＿' | 'Ｘ' | 'ｘ' | '＊'
        )
    }) || ["__", "**", "??", "？？", "XX", "YYYY", "TBD", "T.B.D", "X月"]
        .iter()
        .any(|sign| folded.contains(sign))
        || ["ＹＹＹＹ", "ｙｙｙｙ", "未記入", "要記入", "未入力", "要入力"]
            .iter()
            .any(|sign| text.contains(sign))
        || unfilled_date::in_value(text)
        || unfilled::placeholder_kind(text).is_some_and(|named| named != PlaceholderKind::Heading)
        || unfilled::instruction(text).is_some()
        || names_a_blank(text)
        || in_text(text).is_some()
}

/// As [`in_value`], for a template, where 未定 and any fully bracketed value are placeholders too.
pub(crate) fn left_open(text: &str) -> bool {
    in_value(text) || ["未定", "調整中"].iter().any(|word| text.contains(word)) || in_brackets(trim(text))
}

/// As [`left_open`], for free text, where the same signs and words can mean other things.
pub(crate) fn is_left_open(text: &str) -> bool {
    in_text(text).is_some() || in_brackets(trim(text))
}

/// Whether a text is enclosed in one pair of brackets.
fn in_brackets(text: &str) -> bool {
    let close = text.chars().next().and_then(closing);
    close.is_some_and(|close| text.find(close) == Some(text.len() - close.len_utf8()))
}

/// Whether a value contains a bracket that names a placeholder.
fn names_a_blank(text: &str) -> bool {
    text.char_indices().any(|(at, open)| {
        let inside = &text[at + open.len_utf8()..];
        closing(open)
            .and_then(|close| inside.get(..inside.find(close)?))
            .is_some_and(|word| {
                unfilled::placeholder_kind(word).is_some() || unfilled::instruction(word).is_some()
            })
    })
}

/// Whether an office's name is a placeholder, or says that there is none: 未定, 調整中, 同上, なし.
pub(crate) fn in_office(name: &str) -> bool {
    /// Bracketed names of parts of an office: 【府省】.
    const FIELDS: &[&str] = &[
        "府省",
        "府省庁",
        "省庁",
        "府省等",
        "府省・部局",
        "府省部局",
        "部局",
        "部署",
        "局",
        "課",
        "室",
        "課室",
        "機関",
        "組織",
        "宛先府省",
        "相手方",
        "相手先",
        "相手府省",
        "提出先",
        "回答先",
        "送信先",
        "発信元",
        "発信者",
        "依頼者",
        "担当府省",
    ];
    let name = trim(name);
    // 上記 and the like refer to a list elsewhere.
    let refers = name.starts_with(['上', '下', '別', '次']);
    let bracketed = name.chars().next().and_then(|open| {
        let inside = name.strip_prefix(open)?.strip_suffix(closing(open)?)?;
        Some(trim(inside))
    });
    if bracketed.is_some_and(|inside| FIELDS.contains(&inside)) {
        return true;
    }
    // A single circle or cross is as often a letter or a bullet.
    let mut signs = name.chars();
    let one_sign = signs
        .next()
        .is_some_and(|c| unfilled::is_sign(c) && !matches!(c, '?' | '？'))
        && signs.next().is_none();
    if !refers && !one_sign && unfilled::is_void(name) {
        return true;
    }
    has_blank_in_name(name)
}

fn has_blank_in_name(name: &str) -> bool {
    const PARTS: &[char] = &['府', '省', '庁', '局', '課', '室', '部', '係'];
    let circle = |c: char| matches!(c, '○' | '◯' | '●' | '〇' | '△' | '▲' | '□' | '×' | '＿' | '_');
    let cross = |c: char| matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ');
    // Fast path: a name of kanji only contains no placeholder sign.
    if name.bytes().all(|byte| matches!(byte, 0x80..=0xBF | 0xE4..=0xE9)) {
        return unfilled::placeholder_kind(name).is_some();
    }
    let (mut before, mut last) = (None, None);
    let mut bracketed = false;
    for c in name.chars() {
        // No office's name contains two circles in a row, or a cross before 省 and the like.
        let keeps = last.is_some_and(|last| {
            circle(last) && (circle(c) || PARTS.contains(&c))
                || cross(last)
                    && PARTS.contains(&c)
                    && !before.is_some_and(|b: char| {
                        matches!(b, 'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ') && !cross(b)
                    })
        });
        if keeps {
            return true;
        }
        bracketed |= closing(c).is_some() || matches!(c, '$' | '%');
        (before, last) = (last, Some(c));
    }
    bracketed && (names_a_blank(name) || in_text(name).is_some())
        || unfilled::is_signs(name)
        || unfilled::placeholder_kind(name).is_some()
}

/// Whether a raw value is `{{ … }}`, or a placeholder's name in braces or brackets that YAML takes for a collection.
pub(crate) fn is_braced(written: &str) -> bool {
    const LENGTH_LIMIT: usize = 80;
    if !written.starts_with(['{', '[']) || written.len() > LENGTH_LIMIT {
        return false;
    }
    if written.starts_with("{{") && written.ends_with("}}") {
        return true;
    }
    let open = written.chars().next();
    let inside = open
        .and_then(closing)
        .and_then(|close| written.get(1..)?.strip_suffix(close));
    inside.is_some_and(|word| {
        unfilled::placeholder_kind(word).is_some()
            || unfilled::instruction(word).is_some()
            || unfilled::is_signs(word)
    })
}

#[cfg(test)]
mod tests;
