//! One pass over a folded text: what it says of time, and how one saying goes on from another.

use std::ops::Range;

use chrono::Weekday;

use super::begins::{goes_with, next_place};
use super::clock::{self, Time};
use super::day::{self, Day, DayRead};
use super::scan::Scan;
use super::whole::whole;
use super::{english, goes_on, vague, weekday, words};

/// How an expression stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// By itself.
    No,
    /// The end of a range that the one before it begins: 12日 of 9月11日～12日.
    Range,
    /// One more of a list: 12日 of 9月11日及び12日.
    List,
}

/// What a text says of time, with places in the folded text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub range: Range<usize>,
    pub day: Day,
    pub time: Option<Time>,
    pub open: bool,
    pub weekday: Option<(Weekday, Range<usize>)>,
    pub joined: Joined,
    /// Whether a range begins with it.
    pub starts: bool,
    /// The time at which what begins then ends, on the same day.
    pub until: Option<(Time, Range<usize>)>,
    pub vague: bool,
    pub offset: Option<i32>,
    /// Whether 午前, 朝 or am says which half of the day.
    pub halved: bool,
}

impl Found {
    pub(super) fn new(range: Range<usize>, day: Day) -> Self {
        Self {
            range,
            day,
            time: None,
            open: false,
            weekday: None,
            joined: Joined::No,
            starts: false,
            until: None,
            vague: false,
            offset: None,
            halved: false,
        }
    }
}

/// Signs and words between the two ends of a range.
pub(super) const RANGE: &[&str] = &[
    "~",
    "-",
    "から",
    "より",
    "乃至",
    "ないし",
    " - ",
    " ~ ",
    " to ",
    "・~",
];
/// What says behind a moment that it is a limit.
pub(super) const MARKS: &[&str] = &[
    "まで",
    "迄",
    "マデ",
    "必着",
    "〆",
    "締",
    "厳守",
    "期限",
    "期日",
    "を期限",
    "を期日",
    "必達",
    "しめきり",
    "を目途",
    "を目処",
    "をめど",
    "消印",
    "いっぱい",
    "目途",
    "目処",
    "めど",
    "を目安",
    "目安",
    "をもって締",
    "で締",
    "が締",
    "が期限",
    "が〆",
    "中",
];

/// All that a text says of time.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let Some(next) = next_place(bytes, at) else { break };
        at = next;
        let scan = Scan::new(text, at);
        let read = scan.peek().and_then(|c| expression(scan, c));
        match read {
            Some(mut one) => {
                at = one.range.end.max(at + 1);
                loop {
                    let next = goes_on::continued(text, &mut one);
                    found.push(one);
                    match next {
                        Some(next) => {
                            at = next.range.end.max(at);
                            one = next;
                        }
                        None => break,
                    }
                }
            }
            None => at += scan.peek().map_or(1, char::len_utf8),
        }
    }
    found.retain(|one| one.vague || one.day != Day::Unsaid || one.time.is_some());
    found
}

fn expression(scan: Scan<'_>, c: char) -> Option<Found> {
    if c.is_ascii() {
        if c.is_ascii_digit() {
            let haste = scan
                .rest()
                .starts_with("1両日")
                .then(|| vague::vague(scan, c))
                .flatten();
            return haste.or_else(|| numbered(scan));
        }
        return vague::vague(scan, c).or_else(|| latin(scan));
    }
    let next = scan
        .rest()
        .get(c.len_utf8()..)
        .and_then(|rest| rest.chars().next())?;
    if !goes_with(c, next) {
        return None;
    }
    if let Some(found) = vague::vague(scan, c) {
        return Some(found);
    }
    if "〇一二三四五六七八九十".contains(c) {
        return numbered(scan);
    }
    if matches!(c, '令' | '平' | '昭' | '大' | '明' | '西')
        && let Some(day) = day::date(scan)
    {
        return Some(whole(scan, day));
    }
    if let Some(day) = words::named(scan) {
        return Some(whole(scan, day));
    }
    if let Some(found) = weekday_alone(scan) {
        return Some(found);
    }
    time_alone(scan)
}

/// What begins with a number.
fn numbered(scan: Scan<'_>) -> Option<Found> {
    let before = scan.before();
    let mut behind = before.chars().rev();
    let last = behind.next();
    let joins = |c: char| matches!(c, '-' | '/' | '.' | ':' | ',');
    let number = |c: char| c.is_ascii_alphanumeric() || "〇一二三四五六七八九十百千".contains(c);
    match last {
        Some(c) if number(c) || matches!(c, '第' | '№' | '#' | '_' | '§' | '\\' | '¥' | '$' | '@') => {
            return None;
        }
        Some(c) if joins(c) => {
            let other = behind.next();
            if other.is_some_and(|c| {
                c.is_ascii_digit()
                    || c.is_ascii_alphabetic() && !before.ends_with(':') && !before.ends_with('.')
            }) {
                return None;
            }
        }
        _ => {}
    }
    if let Some(day) = words::counted(scan) {
        return Some(whole(scan, day));
    }
    if let Some(day) = english::english(scan).or_else(|| day::date(scan)) {
        let sure = day.sure;
        let found = whole(scan, day);
        if sure || evident(scan, &found) {
            return Some(found);
        }
        return None;
    }
    if let Some(found) = day_of_month(scan, false) {
        return Some(found);
    }
    time_alone(scan)
}

/// Whether 9/10 is a date: a weekday, a time or a limit stands behind it, or a label before it.
pub(super) fn evident(scan: Scan<'_>, found: &Found) -> bool {
    if found.weekday.is_some() {
        return true;
    }
    let words = scan.text.get(found.range.clone()).unwrap_or_default();
    let rest = scan.text.get(found.range.end..).unwrap_or_default();
    let rest = rest.trim_start_matches([' ', ')', '(', '、']);
    let marked = MARKS.iter().any(|mark| rest.starts_with(mark));
    if found.time.is_some() {
        return words.contains('/') || marked;
    }
    let compact = words.bytes().all(|byte| byte.is_ascii_digit());
    let slashed = words.contains('/');
    let labelled = || {
        let before = scan
            .before()
            .trim_end_matches([' ', ':', '(', '「', '【', '】', ')', 'は', '\n', '=', '|']);
        [
            "期限",
            "期日",
            "締切",
            "締め切り",
            "〆切",
            "〆",
            "due",
            "by",
            "deadline",
            "until",
            "on",
        ]
        .iter()
        .any(|label| before.ends_with(label))
    };
    if compact {
        return marked || labelled();
    }
    if slashed {
        let ranged = RANGE.iter().any(|sign| {
            rest.strip_prefix(sign)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        return marked
            || ranged
            || rest.starts_with(['に', '付', 'の']) && !rest.starts_with("の確率")
            || labelled();
    }
    marked && !rest.starts_with("中") || labelled()
}

/// 20日（金）, 20日17時, 20日まで: a day without its month.
pub(super) fn day_of_month(scan: Scan<'_>, joined: bool) -> Option<Found> {
    let mut at = scan;
    let number = at
        .number()
        .filter(|n| n.digits <= 2 && (1..=31).contains(&n.value))?;
    if !at.eat("日") {
        return None;
    }
    let rest = at.rest();
    if !joined && number.kanji && number.value == 1 && !rest.starts_with('(') {
        return None;
    }
    if [
        "間",
        "以内",
        "後",
        "目",
        "前",
        "分",
        "程度",
        "以上",
        "頃から",
        "当",
    ]
    .iter()
    .any(|word| rest.starts_with(word))
    {
        return None;
    }
    let found = whole(
        scan,
        DayRead::new(
            Day::OfMonth {
                ahead: None,
                day: number.value,
            },
            at.at,
        ),
    );
    let behind = scan.text.get(found.range.end..).unwrap_or_default();
    let marked = MARKS.iter().any(|mark| behind.starts_with(mark));
    let exact = matches!(found.time, Some(Time::Minute(_)));
    let part = found.time.is_some() && behind.starts_with('に');
    (joined || found.weekday.is_some() || exact || marked || part).then_some(found)
}

/// 金曜17時, 木曜日まで.
fn weekday_alone(scan: Scan<'_>) -> Option<Found> {
    let mut at = scan;
    if scan
        .before()
        .ends_with(|c: char| "週毎第各隔日土".contains(c) || c.is_numeric())
    {
        return None;
    }
    let weekday = weekday::day_name(&mut at, false)?;
    let found = whole(scan, DayRead::new(Day::Weekday { weeks: None, weekday }, at.at));
    let behind = scan.text.get(found.range.end..).unwrap_or_default();
    let marked = MARKS.iter().any(|mark| behind.starts_with(mark));
    (marked || found.time.is_some()).then_some(found)
}

/// What begins with a Latin letter: an era's, a month, a weekday, tomorrow, noon.
pub(super) fn latin(scan: Scan<'_>) -> Option<Found> {
    if scan
        .before()
        .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '/'))
    {
        return None;
    }
    if scan
        .rest()
        .as_bytes()
        .get(1)
        .is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.')
        && let Some(day) = day::date(scan)
    {
        return Some(whole(scan, day));
    }
    if let Some(day) = words::named(scan) {
        let word = scan.text.get(scan.at..day.end).unwrap_or_default();
        let name = matches!(day.day, Day::Weekday { weeks: None, .. });
        let found = whole(scan, day);
        // "friday" in a sentence is any; "by friday" is one.
        let before = scan.before().trim_end();
        let led = [
            "by",
            "due",
            "until",
            "before",
            "than",
            "on",
            "期限:",
            "期限は",
            "〆切:",
            "締切:",
        ]
        .iter()
        .any(|word| before.ends_with(word));
        let rest = scan.text.get(found.range.end..).unwrap_or_default();
        let marked = MARKS.iter().any(|mark| rest.starts_with(mark));
        if name && !(led || marked || found.time.is_some()) {
            return None;
        }
        let short = word.len() <= 3 && name;
        if short && !(led || marked) {
            return None;
        }
        return Some(found);
    }
    time_alone(scan)
}

/// A time of day by itself, and the English day behind it.
pub(super) fn time_alone(scan: Scan<'_>) -> Option<Found> {
    let read = clock::time(scan)?;
    // 不在中
    if scan.rest().starts_with(['中', 'い', '一']) && read.time == Time::Close {
        return None;
    }
    let mut at = Scan::new(scan.text, read.end);
    let latin = scan
        .text
        .get(scan.at..read.end)
        .is_some_and(|words| words.is_ascii());
    if latin {
        at.eat_any(&[", ", ",", " "]);
        at.eat_latin(&["on", "of"]);
        at.blank();
        if at.peek().is_some_and(|c| c.is_ascii_alphanumeric())
            && let Some(day) = super::english_words::english_day(at)
        {
            let mut found = Found::new(scan.at..day.end, day.day);
            let mut end = Scan::new(scan.text, day.end);
            found.weekday = weekday::weekday(&mut end).or(day.weekday);
            found.range.end = end.at;
            found.time = Some(read.time);
            found.open = read.open;
            found.offset = read.offset;
            return Some(found);
        }
    }
    let mut found = Found::new(scan.at..read.end, Day::Unsaid);
    found.halved =
        !scan.rest().starts_with(|c: char| c.is_ascii_digit()) || latin || scan.rest().starts_with('0');
    found.time = Some(read.time);
    found.open = read.open;
    found.offset = read.offset;
    Some(found)
}
