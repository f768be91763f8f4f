//! Words around a moment: weekdays, marks of a deadline (まで, 必着), and vague words that leave no moment (頃, 上旬).

use super::layout::{Component, Sink};
use super::tokens::{Cursor, fold, is_stray};
use chrono::Weekday;
use std::ops::Range;

/// Marks of a deadline, and 「17時ちょうど」; a longer word precedes its prefixes.
const LIMIT: &[&str] = &[
    "までに",
    "まで",
    "迄に",
    "迄",
    "必着",
    "時間厳守",
    "期限厳守",
    "期日厳守",
    "厳守",
    "〆切り",
    "〆切",
    "〆",
    "締め切り",
    "締めきり",
    "締切り",
    "締切",
    "期限",
    "ちょうど",
    "丁度",
    "きっかり",
    "ジャスト",
];

/// Words after which no single moment is left.
const VAGUE: &[&str] = &[
    "年度末",
    "年度中",
    "年度",
    "午前中",
    "上旬",
    "中旬",
    "下旬",
    "初旬",
    "初頭",
    "前半",
    "後半",
    "半ば",
    "なかば",
    "中に",
    "中",
    "末",
    "頃",
    "ごろ",
    "ころ",
    "以降",
    "以後",
    "以前",
    "前後",
    "前",
    "過ぎ",
    "すぎ",
    "目途",
    "目処",
    "めど",
    "目標",
    "予定",
    "程度",
    "くらい",
    "ぐらい",
    "あたり",
    "辺り",
    "早朝",
    "未明",
    "明け方",
    "朝",
    "昼",
    "夕方",
    "夕刻",
    "夕",
    "夜中",
    "夜",
    "深夜",
    "終業",
    "退庁",
    "業務終了",
    "終日",
    "COB",
    "EOD",
];

/// Words in place of a date that name none.
const VAGUE_START: &[&str] = &[
    "可及的速やかに",
    "可及的",
    "できるだけ早く",
    "できるだけ",
    "できる限り",
    "可能な限り",
    "なるべく早く",
    "なるべく",
    "大至急",
    "至急",
    "早急",
    "早めに",
    "速やか",
    "すみやか",
    "直ちに",
    "本日",
    "今日",
    "明日",
    "明後日",
    "翌日",
    "今週",
    "来週",
    "週明け",
    "週内",
    "今月",
    "来月",
    "月内",
    "月末",
    "年内",
    "年度内",
    "年度末",
    "年末",
    "近日",
    "追って",
    "未定",
    "別途",
    "約",
    "およそ",
    "概ね",
    "おおむね",
    "ASAP",
];

/// What parsing stopped at.
pub(crate) enum Stop {
    Stray(Range<usize>),
    Vague(Range<usize>),
    /// Anything else.
    Other,
}

/// Classifies the text at which parsing stopped.
pub(crate) fn stop(c: Cursor<'_>, at_start: bool) -> Stop {
    let mut look = c;
    look.blanks();
    let start = look.pos();
    if look.raw().is_some_and(is_stray) {
        look.bump();
        return Stop::Stray(start..look.pos());
    }
    if look.eat_any(if at_start { VAGUE_START } else { VAGUE }) {
        return Stop::Vague(start..look.pos());
    }
    if look.open_bracket().is_some() {
        look.blanks();
        let start = look.pos();
        if look.eat_any(VAGUE) {
            return Stop::Vague(start..look.pos());
        }
    }
    Stop::Other
}

/// Consumes any number of deadline marks, bare or in brackets: 「17時まで（必着）」.
pub(crate) fn limits(c: &mut Cursor<'_>) {
    loop {
        let mut look = *c;
        look.blanks();
        let close = look.open_bracket();
        if close.is_none() {
            // 「必着、厳守」
            look.eat_any(&["、", ",", "・"]);
        }
        look.blanks();
        if !look.eat_any(LIMIT) {
            return;
        }
        if let Some(close) = close {
            loop {
                look.blanks();
                look.eat_any(&["、", ",", "・"]);
                look.blanks();
                if !look.eat_any(LIMIT) {
                    break;
                }
            }
            if !look.eat(close) {
                return;
            }
        }
        *c = look;
    }
}

const DAYS: [(char, &str, &str, Weekday); 7] = [
    ('月', "Mon", "Monday", Weekday::Mon),
    ('火', "Tue", "Tuesday", Weekday::Tue),
    ('水', "Wed", "Wednesday", Weekday::Wed),
    ('木', "Thu", "Thursday", Weekday::Thu),
    ('金', "Fri", "Friday", Weekday::Fri),
    ('土', "Sat", "Saturday", Weekday::Sat),
    ('日', "Sun", "Sunday", Weekday::Sun),
];

/// 木, Thu, Thursday.
pub(crate) fn day_names(weekday: Weekday) -> (char, &'static str, &'static str) {
    DAYS.iter()
        .find(|d| d.3 == weekday)
        .map_or(('日', "Sun", "Sunday"), |d| (d.0, d.1, d.2))
}

/// The first of the block of seven enclosed characters (㈪, ㊊: Monday to Sunday) that contains `c`.
pub(super) fn ringed(c: char) -> Option<(char, Weekday)> {
    ['\u{322A}', '\u{328A}'].into_iter().find_map(|first| {
        let at = u32::from(c).checked_sub(u32::from(first))?;
        let day = DAYS.get(usize::try_from(at).ok()?)?;
        Some((first, day.3))
    })
}

/// The weekday of a kanji.
pub(super) fn kanji_day(c: char) -> Option<Weekday> {
    let c = fold(c);
    DAYS.iter().find(|d| d.0 == c).map(|d| d.3)
}

/// A weekday. Outside brackets a single 木 is not one: 曜 is required.
fn day_name(c: &mut Cursor<'_>, bracketed: bool) -> Option<(Weekday, Range<usize>)> {
    let start = c.pos();
    let first = c.raw()?;
    if let Some((_, day)) = ringed(first) {
        c.bump();
        return Some((day, start..c.pos()));
    }
    if let Some(day) = kanji_day(first) {
        let mut look = *c;
        look.bump();
        let mut end = look;
        if look.eat_word("曜") || {
            look.blanks();
            look.eat('曜')
        } {
            end = look;
            look.blanks();
            if look.eat('日') {
                end = look;
            }
        } else if !bracketed {
            return None;
        }
        *c = end;
        return Some((day, start..c.pos()));
    }
    if !c.at_letter() {
        return None;
    }
    for (_, short, long, day) in DAYS {
        let mut look = *c;
        if (look.eat_word(long) || look.eat_word(short)) && !look.at_letter() {
            let end = look.pos();
            look.eat('.');
            *c = look;
            return Some((day, start..end));
        }
    }
    None
}

/// The weekday at the start of a text, as within brackets, with its length in bytes, including the full stop of an
/// English abbreviation.
pub(super) fn day_name_at(text: &str) -> Option<(Weekday, usize)> {
    let mut c = Cursor::new(text);
    let (weekday, _) = day_name(&mut c, true)?;
    Some((weekday, c.pos()))
}

const HOLIDAY: &[&str] = &["祝日", "祝", "振替休日", "振休", "振替", "振", "休日", "休"];

/// The weekday after a date, with or without brackets, and a holiday mark.
pub(crate) fn weekday<S: Sink>(c: &mut Cursor<'_>, sink: &mut S) -> Option<(Weekday, Range<usize>)> {
    let mut look = *c;
    look.blanks();
    let open = look.pos();
    let Some(close) = look.open_bracket() else {
        let (day, span) = day_name(&mut look, false)?;
        *c = look;
        sink.mark(Component::Weekday, span.clone());
        return Some((day, span));
    };
    look.blanks();
    let named = day_name(&mut look, true);
    let name_end = look.pos();
    look.blanks();
    if named.is_some() && look.eat_any(&["・", "/", "、", ","]) {
        look.blanks();
    }
    let marked = look.eat_any(HOLIDAY);
    let mark_end = look.pos();
    look.blanks();
    if !look.eat(close) || !(named.is_some() || marked) {
        return None;
    }
    *c = look;
    match named {
        Some((day, span)) => {
            sink.mark(Component::Weekday, span.clone());
            if marked {
                sink.mark(Component::Holiday, name_end..mark_end);
            }
            Some((day, span))
        }
        None => {
            sink.mark(Component::HolidayAlone, open..c.pos());
            None
        }
    }
}
