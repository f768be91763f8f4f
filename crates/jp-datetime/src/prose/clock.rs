//! Times of day in prose: 17時30分, 午後5時半, 正午, 午前中, 朝一, 終業, 5pm, noon.

use std::ops::Range;

use super::scan::Scan;
use super::word_search::{WordSearch, starts};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Minutes from midnight, up to 24:00; up to 29:59 as 29時59分, 5 o'clock of the next day.
    Minute(u32),
    /// 午前中, 朝.
    Morning,
    /// 夕方.
    Evening,
    /// 終業, 中, 以内, COB.
    Close,
}

/// A time as read.
#[derive(Clone, Copy, Debug)]
pub(super) struct ParsedTime {
    pub time: Time,
    pub end: usize,
    /// 午後12時, 昼頃: not one definite minute.
    pub open: bool,
    /// Whether it is in digits or 正午, and so a moment without a day too.
    pub exact: bool,
    /// UTC offset in seconds, if a zone is written.
    pub offset: Option<i32>,
}

impl ParsedTime {
    fn new(time: Time, end: usize) -> Self {
        Self {
            time,
            end,
            open: false,
            exact: matches!(time, Time::Minute(_)),
            offset: None,
        }
    }
}

/// Whether an hour shares the unit at the end of its range: 10-11時.
fn shares_unit(mut at: Scan<'_>) -> bool {
    at.eat_any(&["-", "~"]).is_some()
        && at.number().is_some_and(|end| end.digits <= 2 && !end.kanji)
        && at.eat("時")
        && !at.rest().starts_with('間')
}

/// Whether four digits stand behind a day, or behind such a time as the end of its range: 9/12(金) 1730-1830.
fn follows_day(at: Scan<'_>) -> bool {
    let before = at.before().trim_end_matches(' ');
    let start = before.strip_suffix(['-', '~']).unwrap_or(before);
    let bare = start.trim_end_matches(|c: char| c.is_ascii_digit());
    let day = match start.len() - bare.len() {
        4 if start.len() < before.len() => bare.trim_end_matches(' '),
        1 | 2 if before.len() < at.at && bare.ends_with('/') => return true,
        _ => before,
    };
    day.ends_with('日') || day.ends_with(')') && closes_weekday(day)
}

/// （金）, （金曜日）, （火・祝）
fn closes_weekday(text: &str) -> bool {
    /// Longer than any, in bytes.
    const REACH_BYTES: usize = 30;
    let text = text
        .get(text.ceil_char_boundary(text.len().saturating_sub(REACH_BYTES))..)
        .unwrap_or_default();
    text.rsplit_once('(').is_some_and(|(_, inside)| {
        inside.starts_with(|c: char| "月火水木金土日".contains(c)) && inside.chars().count() <= 6
    })
}

/// Whether what stands behind four digits shows that they are a time, and no count or year.
fn ends_as_time(at: Scan<'_>) -> bool {
    let rest = at.rest().trim_start_matches(' ');
    rest.is_empty()
        || rest.starts_with([
            '迄', '〆', '必', '締', '厳', '-', '~', ')', '】', '、', '。', '\n', 'に', '頃',
        ])
        || rest.starts_with_any(&["まで", "から", "より", "開始"])
}

/// Reads the time of day at a position.
pub(super) fn read_time(start: Scan<'_>) -> Option<ParsedTime> {
    let mut at = start;
    // 夕方5時, 朝9時, 夜8時, 昼12時: the hours of each part that are after noon.
    const PARTS: [(&[&str], Range<u32>); 4] = [
        (&["朝の", "早朝", "朝"], 0..0),
        (&["夕方の", "夕方", "夕刻", "夜の", "夜", "夕", "晩"], 0..12),
        (&["お昼の", "お昼", "昼の", "昼"], 0..9),
        (&["深夜の", "深夜"], 9..12),
    ];
    let part = PARTS
        .into_iter()
        .find_map(|(words, hours)| at.eat_any(words).map(|_| hours));
    let hour = part.as_ref().and_then(|_| {
        let mut look = at;
        let hour = look.number().filter(|n| n.digits <= 2)?;
        (look.rest().starts_with(['時', ':'])).then_some(hour.value)
    });
    let half = if let (Some(part), Some(hour)) = (part, hour) {
        // 夜12時 is midnight.
        Some(part.contains(&hour))
    } else if {
        at = start;
        at.eat_any(&["午前", "am ", "am"])
    }
    .is_some()
    {
        Some(false)
    } else if at.eat_any(&["午後", "午后", "pm ", "pm"]).is_some() {
        Some(true)
    } else {
        None
    };
    if half.is_none() && hour.is_none() {
        if let Some(found) = time_in_words(start) {
            return Some(found);
        }
    } else {
        at.eat("の");
        // 午後一, 午後一番: 午後一時 is an hour.
        let is_first_thing = at
            .rest()
            .strip_prefix('一')
            .is_some_and(|rest| !rest.starts_with('時'));
        if is_first_thing
            || !at
                .rest()
                .starts_with(|c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(c))
        {
            // AM中, 9/11(木)AMまで: not the am of "I am".
            // 〆6/22 AM, 10/7 AM提出
            let behind_day = || {
                let day = start.before().trim_end_matches(' ');
                day.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ')' | '日'))
                    && !at.rest().starts_with(|c: char| c.is_ascii_alphanumeric())
            };
            let latin = start.peek().is_some_and(|c| c.is_ascii())
                && !behind_day()
                && !at.rest().starts_with(['中', '迄', '〆', '必', '締'])
                && !at.rest().starts_with("まで");
            return (!latin).then(|| half_day(at, half == Some(true)));
        }
    }
    if at.eat("零時") {
        return Some(ParsedTime::new(
            Time::Minute(if half == Some(true) { 720 } else { 0 }),
            at.at,
        ));
    }
    let hour = at.number()?;
    // 1200 hrs, 9/12(金)1730まで
    if hour.digits == 4 && !hour.kanji {
        let (hours, minutes) = (hour.value / 100, hour.value % 100);
        let whole = hours < 24 && minutes < 60 || hour.value == 2400;
        let is_bare = minutes.is_multiple_of(5) && follows_day(start) && ends_as_time(at);
        let end = at.at;
        at.blank();
        let end = match at.eat_latin(&["hrs", "hours", "h"]) {
            Some(_) => at.at,
            None if is_bare => end,
            None => return None,
        };
        return whole.then(|| ParsedTime::new(Time::Minute(hours * 60 + minutes), end));
    }
    if hour.digits > 2 {
        return None;
    }
    let mut minute = 0;
    let mut unit = at;
    unit.blank();
    let mut suffix = half;
    let mut is_in_japanese = false;
    if unit.eat("時") {
        is_in_japanese = half.is_none();
        // 17時, and on the next line 期限.
        let limited = unit.rest().starts_with_any(&["期限", "期日"]);
        if !limited
            && unit
                .rest()
                .starts_with(['間', '点', '期', '給', '代', '短', '効', '報', '刻'])
        {
            return None;
        }
        at = unit;
        let mut look = at;
        if look.eat("半") {
            minute = 30;
            at = look;
        } else if let Some(number) = look.number()
            && number.digits <= 2
            && look.eat("分")
        {
            minute = number.value;
            at = look;
            let mut second = at;
            if second.number().is_some_and(|n| n.digits <= 2) && second.eat("秒") {
                at = second;
            }
        }
    } else if !hour.kanji && (at.eat(":") || at.eat("∶")) {
        let number = at.number().filter(|n| n.digits == 2 && !n.kanji)?;
        // 宿題３：１１月２５日
        if at.rest().starts_with('月') {
            return None;
        }
        minute = number.value;
        let mut look = at;
        if look.eat(":") && look.number().is_some_and(|n| n.digits == 2) {
            at = look;
        }
        suffix = suffix.or_else(|| latin_half(&mut at));
    } else if suffix.is_none() && !hour.kanji && at.eat("h") {
        // 17h30
        let number = at.number().filter(|n| n.digits == 2 && !n.kanji)?;
        minute = number.value;
    } else if suffix.is_none() && !hour.kanji && shares_unit(at) {
    } else {
        suffix = suffix.filter(|_| start.peek().is_some_and(|c| c.is_ascii()));
        suffix = suffix.or_else(|| latin_half(&mut at));
        suffix?;
    }
    let mut hour = hour.value;
    // 25日深夜0時 is the first or the last minute of the day.
    let mut open = start.rest().starts_with("深夜") && (hour < 6 || hour == 12);
    match suffix {
        Some(true) if hour < 12 => hour += 12,
        // 午後12時 is noon to some and midnight to others.
        Some(true) if hour == 12 => open = start.peek().is_some_and(|c| !c.is_ascii() && !c.is_ascii_digit()),
        Some(false) if hour == 12 && start.peek().is_some_and(|c| c.is_ascii()) => hour = 0,
        _ => {}
    }
    // 25時 is 1 o'clock of the next day, as offices that work at night write it.
    let latest = if is_in_japanese { 29 } else { 24 };
    // 17時60分 and 午前15時 are slips: the moment is doubtful, not that of the hour alone or of the afternoon.
    if is_in_japanese && minute > 59 && hour <= latest {
        (open, minute) = (true, 59);
    }
    open |= suffix == Some(false) && hour > 12;
    if minute > 59 || hour > latest || !is_in_japanese && hour == 24 && minute > 0 {
        return None;
    }
    // 12:00:正午, 17時ちょうど
    let mut found = ParsedTime::new(Time::Minute(hour * 60 + minute), at.at);
    found.open = open;
    found.offset = offset(&mut at);
    if hour * 60 + minute == 720 {
        at.eat_any(&[" noon", "(noon)"]);
    }
    found.end = at.at;
    if at
        .eat_any(&["ちょうど", "きっかり", "ジャスト", "丁度"])
        .is_some()
    {
        found.end = at.at;
    } else if at
        .eat_any(&["頃", "ごろ", "ころ", "前後", "過ぎ", "くらい", "ぐらい"])
        .is_some()
    {
        found.open = true;
        found.end = at.at;
    }
    Some(found)
}

fn latin_half(at: &mut Scan<'_>) -> Option<bool> {
    let mut look = *at;
    look.blank();
    let word = look
        .eat_any(&["a.m.", "p.m."])
        .or_else(|| look.eat_latin(&["a.m", "am", "p.m", "pm"]))?;
    *at = look;
    Some(word.starts_with('p'))
}

fn offset(at: &mut Scan<'_>) -> Option<i32> {
    let mut look = *at;
    look.blank();
    let bracket = look.eat("(");
    let found = if look
        .eat_any(&[
            "jst",
            "日本時間",
            "tokyo time",
            "japan time",
            "japan standard time",
        ])
        .is_some()
    {
        Some(9 * 3600)
    } else if look.eat_latin(&["utc", "gmt", "z"]).is_some() {
        Some(0)
    } else if !bracket && look.eat("+") {
        let hours = look.number().filter(|n| n.digits == 2)?;
        look.eat(":");
        let minutes = look.number().filter(|n| n.digits == 2)?;
        i32::try_from(hours.value * 3600 + minutes.value * 60).ok()
    } else {
        None
    }?;
    if bracket && !look.eat(")") {
        return None;
    }
    *at = look;
    Some(found)
}

/// 午前中, 午後一, 午後: half a day.
fn half_day(mut at: Scan<'_>, after_noon: bool) -> ParsedTime {
    let before = at.before().ends_with('の');
    if before {
        at.at -= "の".len();
    }
    if after_noon {
        at.eat_any(&["一番", "一", "イチ", "いち", "早め", "早い時間", "中"]);
        let mut found = ParsedTime::new(Time::Close, at.at);
        found.open = true;
        return found;
    }
    at.eat_any(&["中", "一番", "いっぱい", "一杯"]);
    ParsedTime::new(Time::Morning, at.at)
}

fn time_in_words(start: Scan<'_>) -> Option<ParsedTime> {
    const WORDS: [(&str, Time, bool); 63] = [
        ("いっぱい", Time::Close, false),
        ("一杯", Time::Close, false),
        ("正午", Time::Minute(720), false),
        ("noon", Time::Minute(720), false),
        ("のうち", Time::Close, false),
        ("の内", Time::Close, false),
        ("lunchtime", Time::Minute(720), true),
        ("lunch", Time::Minute(720), true),
        ("midday", Time::Minute(720), false),
        ("midnight", Time::Minute(1440), true),
        ("朝一番", Time::Morning, false),
        ("一番", Time::Morning, false),
        ("朝イチ", Time::Morning, false),
        ("朝いち", Time::Morning, false),
        ("朝一", Time::Morning, false),
        // An hour that the text does not give, and hours before noon.
        ("始業時刻", Time::Morning, true),
        ("始業時", Time::Morning, true),
        ("始業", Time::Morning, true),
        ("早朝", Time::Morning, false),
        ("朝方", Time::Morning, false),
        ("朝", Time::Morning, false),
        ("昼休み", Time::Minute(720), true),
        ("昼頃", Time::Minute(720), true),
        ("昼過ぎ", Time::Close, true),
        ("お昼", Time::Minute(720), true),
        ("昼", Time::Minute(720), true),
        ("夕方", Time::Evening, false),
        ("夕刻", Time::Evening, false),
        ("夕", Time::Evening, false),
        ("夜", Time::Evening, true),
        ("晩", Time::Evening, true),
        ("終業時刻", Time::Close, false),
        ("終業時間", Time::Close, false),
        ("終業時", Time::Close, false),
        ("終業", Time::Close, false),
        ("業務終了時刻", Time::Close, false),
        ("業務終了時間", Time::Close, false),
        ("業務終了時", Time::Close, false),
        ("業務終了", Time::Close, false),
        ("勤務時間終了時刻", Time::Close, false),
        ("勤務時間終了時", Time::Close, false),
        ("勤務時間終了", Time::Close, false),
        ("勤務時間内", Time::Close, false),
        ("勤務時間中", Time::Close, false),
        ("業務時間内", Time::Close, false),
        ("執務時間内", Time::Close, false),
        ("執務時間中", Time::Close, false),
        ("業務時間中", Time::Close, false),
        ("開庁時間内", Time::Close, false),
        ("開庁時間中", Time::Close, false),
        ("退庁時刻", Time::Close, false),
        ("退庁時間", Time::Close, false),
        ("退庁時", Time::Close, false),
        ("閉庁時刻", Time::Close, false),
        ("閉庁時", Time::Close, false),
        ("閉庁", Time::Close, false),
        ("退庁", Time::Close, false),
        ("定時", Time::Close, false),
        ("eod", Time::Close, false),
        ("cob", Time::Close, false),
        ("eob", Time::Close, false),
        ("close of business", Time::Close, false),
        ("中", Time::Close, false),
    ];
    let first = start.peek()?;
    if !"正のnml朝始早昼お夕夜晩終業勤執開退閉定ec中い一".contains(first) {
        return None;
    }
    let (word, time, open) = WORDS.into_iter().find(|(word, ..)| starts(start.rest(), word))?;
    let mut at = start;
    at.at += word.len();
    let next = at.peek();
    // 定時登録
    if matches!(word, "中" | "定時") && !at.ends_span_word() {
        return None;
    }
    // 「明日一番に」, not 一番重要な.
    if word == "一番"
        && !(at.rest().is_empty() || at.rest().starts_with(['に', 'で', 'ま', 'の', '、', '。', ')']))
    {
        return None;
    }
    if word == "昼" && next.is_some_and(|c| "食間夜礼寝".contains(c)) {
        return None;
    }
    if matches!(word, "閉庁" | "退庁") && !at.rest().starts_with("まで") {
        return None;
    }
    if word.is_ascii() && next.is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut found = ParsedTime::new(time, at.at);
    found.open = open;
    if matches!(word, "正午" | "noon") {
        let mut bracket = at;
        if bracket.eat("(12:00)") || bracket.eat("(12時)") {
            found.end = bracket.at;
        }
    }
    // noon (JST), 正午（日本時間）
    let mut zone = Scan::new(at.text, found.end);
    found.offset = offset(&mut zone);
    found.end = zone.at;
    if at.eat_any(&["頃", "ごろ", "ころ"]).is_some() {
        found.open = true;
        found.end = at.at;
    }
    Some(found)
}
