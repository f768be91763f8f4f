//! Expressions that continue another: the end of a range, a further day of a month.

use std::ops::Range;

use super::candidate::{Candidate, Joined, LIST_SIGNS, RANGE_SIGNS};
use super::clock::Time;
use super::day::{self, Day};
use super::day_with_time::day_with_time;
use super::read_expression::{day_of_month, expression_from_latin, is_evident_date, lone_time};
use super::scan::Scan;
use super::word_search::WordSearch;
use super::{day_words, english};

/// The expression that continues this one: the end of its range, or a further day of its month.
pub(super) fn next_in_range_or_list(text: &str, one: &mut Candidate) -> Option<Candidate> {
    if one.vague {
        return None;
    }
    let mut at = Scan::new(text, one.range.end);
    let mut look = at;
    look.eat("(予定)");
    if let Some(sign) = look.eat_any(RANGE_SIGNS) {
        look.eat("、");
        let second = range_end(look, one, sign);
        // 「９月１８日１０時から、９月１９日１３時から」: two beginnings.
        let begins = |second: &Candidate| {
            let rest = text.get(second.range.end..).unwrap_or_default();
            matches!(sign, "から" | "より") && (rest.starts_with("から") || rest.starts_with("より"))
        };
        let second = second.filter(|second| !begins(second));
        if let Some(mut second) = second {
            one.starts_range = true;
            let words = text.get(one.range.clone()).unwrap_or_default();
            let is_after_noon = words.contains_any(&["午後", "午后", "pm", "p.m"]);
            let end = text.get(second.range.clone()).unwrap_or_default();
            let is_before_noon = end.contains_any(&["午前", "am", "a.m"]);
            if second.day == Day::Unspecified && is_after_noon && !is_before_noon {
                second.time = second.time.map(|time| after_noon(one.time, time));
            }
            if second.day == Day::Unspecified {
                // 10時～11時 on the same day.
                if let Some(time) = second.time {
                    one.until = Some((time, second.range.clone()));
                }
                if one.day != Day::Unspecified && matches!(second.time, Some(Time::Minute(_))) {
                    second.day = Day::SameDay(0);
                }
            }
            second.joined = Joined::Range;
            return Some(second);
        }
        return None;
    }
    // 9月11日～ without an end, 9月11日以降.
    if at.eat_any(LIST_SIGNS).is_some() && one.day.is_date() {
        at.blank();
        let mut second = day_of_month(at, false).or_else(|| day_in_list(at))?;
        second.joined = Joined::List;
        return Some(second);
    }
    None
}

/// The time at which what starts then ends by the length behind it: 「１４時から２時間」, 「14:00～（60分）」, 「１５時（所要１時間半）」.
/// `None` for an approximate length, which leaves the end open, and for a limit counted from then (３０分以内).
pub(super) fn end_by_length(text: &str, one: &Candidate) -> Option<(Time, Range<usize>)> {
    const DAY_MINUTES: u32 = 24 * 60;
    let Some(Time::Minute(start)) = one.time.filter(|_| one.names_day()) else {
        return None;
    };
    let mut at = Scan::new(text, one.range.end);
    let begins = at.eat_any(&["から", "より", "~"]).is_some();
    at.eat_any(&["開始", "スタート"]);
    at.blank();
    let bracket = at.eat_any(&["(", "、"]).is_some();
    at.eat_any(&["所要時間は", "所要時間:", "所要時間", "所要:", "所要"]);
    at.blank();
    if !begins && !bracket {
        return None;
    }
    let from = at.at;
    let length = length_in_minutes(&mut at)?;
    let rest = at.rest();
    let is_limit_or_approximate = rest.starts_with_any(&[
        "目",
        "以内",
        "以上",
        "後",
        "前",
        "程度",
        "ほど",
        "くらい",
        "ぐらい",
        "弱",
        "強",
        "~",
        "-",
        "毎",
        "ごと",
        "おき",
    ]);
    let end = start + length;
    (!is_limit_or_approximate && (1..=DAY_MINUTES).contains(&length) && end <= DAY_MINUTES)
        .then_some((Time::Minute(end), from..at.at))
}

/// 60分, 2時間, 1時間半, 1時間30分, 90分間
fn length_in_minutes(at: &mut Scan<'_>) -> Option<u32> {
    let number = |at: &mut Scan<'_>| at.number().map(|count| count.value);
    let first = number(at)?;
    if at.eat("分") {
        at.eat("間");
        return Some(first);
    }
    if !at.eat("時間") {
        return None;
    }
    let hours = first.checked_mul(60)?;
    if at.eat("半") {
        return hours.checked_add(30);
    }
    let mut look = *at;
    match number(&mut look).filter(|_| look.eat("分")) {
        Some(minutes) => {
            look.eat("間");
            *at = look;
            hours.checked_add(minutes)
        }
        None => Some(hours),
    }
}

/// The end of a range of times after noon, which takes over the half of the day of its start: 午後３時から４時.
fn after_noon(start: Option<Time>, end: Time) -> Time {
    const NOON: u32 = 12 * 60;
    match (start, end) {
        (Some(Time::Minute(start)), Time::Minute(end)) if end < NOON && end < start => {
            Time::Minute(end + NOON)
        }
        _ => end,
    }
}

/// 12日 in a list of days, with nothing else after it.
fn day_in_list(at: Scan<'_>) -> Option<Candidate> {
    let found = day_of_month(at, true)?;
    let rest = at.text.get(found.range.end..).unwrap_or_default();
    rest.starts_with(|c: char| "、・及又と並のにで()".contains(c))
        .then_some(found)
}

fn range_end(at: Scan<'_>, one: &Candidate, sign: &str) -> Option<Candidate> {
    let c = at.peek()?;
    let digit = c.is_ascii_digit() || "〇一二三四五六七八九十".contains(c);
    if digit {
        if let Some(day) = day_words::counted_day(at).filter(|_| sign != "-") {
            return Some(day_with_time(at, day));
        }
        if let Some(day) = english::english_day(at).or_else(|| day::read_date(at)) {
            let sure = day.sure;
            let found = day_with_time(at, day);
            let slashed = at
                .text
                .get(one.range.clone())
                .is_some_and(|words| words.contains(['/', '.', '-']));
            if sure || slashed || is_evident_date(at, &found) {
                return Some(found);
            }
        }
        if let Some(found) = day_of_month(at, one.day.is_date()) {
            return Some(found);
        }
        return lone_time(at);
    }
    if c.is_ascii_alphabetic() {
        return expression_from_latin(at);
    }
    if let Some(day) = day::read_date(at) {
        return Some(day_with_time(at, day));
    }
    if let Some(day) = day_words::day_in_words(at) {
        return Some(day_with_time(at, day));
    }
    lone_time(at)
}
