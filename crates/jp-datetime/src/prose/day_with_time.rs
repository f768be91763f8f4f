//! A day with its weekday and its time of day.

use super::candidate::{Candidate, LIMIT_MARKS, NamedDate};
use super::clock::{self, Time};
use super::day::{self, DateYear, Day, DayMonth, ParsedDay};
use super::english::english_day;
use super::label::is_deadline_label;
use super::scan::Scan;
use super::sentence::window_before;
use super::weekday;
use super::word_search::WordSearch;

/// Monday at noon, by 5 p.m., 20 October, from 14:00.
const TIME_PREPOSITIONS: [&str; 3] = ["at", "by", "from"];

/// A day with its weekday and time.
pub(super) fn day_with_time(scan: Scan<'_>, day: ParsedDay) -> Candidate {
    let mut found = Candidate::new(scan.at..day.end, day.day);
    found.open = day.open;
    let is_date = is_date(&scan, &day);
    found.weekday = day.weekday;
    found.time = day.part;
    let mut at = Scan::new(scan.text, day.end);
    if day.close && found.time.is_none() {
        found.time = Some(Time::Close);
    }
    // 「Thu 9/11 Fri 9/12」: the weekday after it belongs to the next date.
    if found.weekday.is_none()
        && let Some(weekday) = weekday::eat_weekday(&mut at)
    {
        found.weekday = Some(weekday);
    }
    if is_date {
        // COB Friday, 17 October; 同月15日
        let words = scan.text.get(scan.at..day.end).unwrap_or_default();
        let start = match (&found.weekday, day.day) {
            (Some((_, weekday)), _) if weekday.end <= day.end => weekday.start,
            (_, Day::OfMonth { .. }) => scan.at + words.find(|c| !matches!(c, '同' | '月')).unwrap_or(0),
            // The words for a year that a field may not have.
            (
                _,
                Day::Date {
                    year: DateYear::Ahead(..0 | 2..) | DateYear::AfterLast(_),
                    ..
                },
            ) => {
                let word = words.find('年').map_or(0, |at| at + '年'.len_utf8());
                let rest = words.get(word..).unwrap_or_default();
                scan.at + word + (rest.len() - rest.trim_start_matches(['の', '、']).len())
            }
            _ => scan.at,
        };
        found.date = Some(NamedDate {
            range: start..at.at,
            day: day.day,
            weekday: found.weekday.as_ref().map(|(weekday, _)| *weekday),
        });
    }
    if !matches!(day.day, Day::Date { .. }) {
        // 前日（９月１８日）: the bracket gives the day that the words leave open.
        let named = matches!(
            day.day,
            Day::Days(_) | Day::Weekday { .. } | Day::NextWeekday(_) | Day::SameDay(_)
        );
        let bracketed = at.rest().starts_with('(');
        let date = if (named || bracketed) && !day.close {
            repeated_date(&mut at)
        } else {
            None
        };
        if date.is_some() {
            found.date.clone_from(&date);
        }
        let date = date.map(|date| date.day);
        if let Some(day) = date
            && !bracketed
        {
            found.restated_day = Some(day);
            if let Some(weekday) = weekday::eat_weekday(&mut at) {
                found.weekday = Some(weekday);
            }
        }
        if let (Day::Elsewhere | Day::Before(_) | Day::OpenBefore(_) | Day::SameDay(_), Some(date)) =
            (found.day, date)
        {
            found.day = date;
        }
        // 明日（９月１０日）: the written date takes precedence over the relative one.
        if let (Day::Days(_), Some(date), true) = (found.day, date, bracketed) {
            found.restated_day = Some(found.day);
            found.day = date;
        }
        if let (Day::MonthEnd(_), Some(Day::Date { .. })) = (found.day, date) {
            found.restated_day = Some(found.day);
        }
        // 月末（９月２９日）
        if let (
            Day::MonthEnd(_)
            | Day::EndOf { .. }
            | Day::MonthLastOpen(_)
            | Day::MonthPart { .. }
            | Day::NthWeek { .. }
            | Day::WeekEnd(_)
            | Day::WeekStart(_)
            | Day::HolidaysEnd
            | Day::YearEnd
            | Day::FiscalYearEnd(_),
            Some(date @ Day::Date { .. }),
        ) = (found.day, date)
        {
            found.day = date;
        }
        // 今週木曜日（12日）: the day of the month has to be that Thursday.
        if let (Day::Weekday { .. } | Day::NextWeekday(_), Some(date @ Day::OfMonth { .. })) =
            (found.day, date)
        {
            found.restated_day = Some(date);
        }
        // Thursday (11 September)
        if let (Day::Weekday { weekday, .. } | Day::NextWeekday(weekday), Some(date @ Day::Date { .. })) =
            (found.day, date)
        {
            found.restated_day = Some(found.day);
            found.day = date;
            found.weekday = Some((weekday, scan.at..day.end));
            // 水曜日（９月１１日）: judged like ９月１１日（水）.
            if let Some(date) = &mut found.date {
                date.weekday = Some(weekday);
                date.range.start = scan.at;
            }
        }
    }
    found.range.end = at.at.max(found.range.end);
    // 9月12日（金・祝）: a mark alone.
    let counted = matches!(day.day, Day::Minutes(_)) || day.close;
    if !counted || matches!(day.day, Day::OpenDays(_) | Day::Days(_)) {
        let (end, part) = (found.range.end, found.time);
        attach_time(&mut found, at);
        // 「期限は９月１１日（木）」 and on the next line 「１０時から説明会」.
        let rest = scan.text.get(found.range.end..).unwrap_or_default();
        let behind = rest.strip_prefix_any(&["から", "より"]);
        let begins = behind.is_some_and(|behind| {
            !behind.is_empty()
                && !behind.starts_with(|c: char| c.is_ascii_digit() || "同翌正午明令平\n".contains(c))
        });
        if found.range.end > end && begins && is_deadline_label(scan.before()) {
            (found.range.end, found.time) = (end, part);
        }
    }
    // 今夜２１時: the hour determines the part of the night.
    if day.part.is_some() && matches!(found.time, Some(Time::Minute(_))) {
        found.open &= !day.open;
    }
    if !matches!(found.time, Some(Time::Minute(_))) {
        let mut at = Scan::new(scan.text, found.range.end);
        if at
            .eat_any(&["頃", "ごろ", "ころ", "前後", "あたり", "辺り", "くらい", "ぐらい"])
            .is_some()
        {
            found.open = true;
            found.range.end = at.at;
        }
    }
    take_weekday_apart(&mut found, scan.text);
    found
}

/// The weekday of a date that stands before it or behind its time: （木）９月１２日, ９月１２日１７時まで（木曜日）.
fn take_weekday_apart(found: &mut Candidate, text: &str) {
    let Some(date) = found.date.as_mut().filter(|date| date.weekday.is_none()) else {
        return;
    };
    if found.weekday.is_some() || !matches!(date.day, Day::Date { .. }) {
        return;
    }
    let mut behind = Scan::new(text, found.range.end);
    behind.eat_any(&["までに", "まで"]);
    let behind = behind
        .rest()
        .starts_with('(')
        .then(|| weekday::eat_weekday(&mut behind))
        .flatten();
    let before = || {
        /// Longer than any weekday, in bytes.
        const REACH_BYTES: usize = 60;
        let head = text
            .get(..found.range.start)
            .filter(|head| head.ends_with([')', 'の']))?;
        let near = window_before(head, head.len(), REACH_BYTES);
        let start = head.len() - near.len() + near.rfind(['(', '日', '曜'])?;
        let start = match head.get(start..)? {
            inside if inside.starts_with('(') && inside.ends_with(')') => start,
            // 火曜日の９月１７日
            inside if inside == "日の" || inside == "曜の" => {
                let word = head
                    .trim_end_matches('の')
                    .trim_end_matches('日')
                    .strip_suffix('曜')?;
                word.char_indices().next_back()?.0
            }
            _ => return None,
        };
        let mut at = Scan::new(text, start);
        weekday::eat_weekday(&mut at).filter(|_| at.at == found.range.start || at.rest().starts_with('の'))
    };
    let is_time_between = found.time.is_some();
    let Some((weekday, range)) = behind.filter(|_| is_time_between).or_else(before) else {
        return;
    };
    date.weekday = Some(weekday);
    date.range = date.range.start.min(range.start)..date.range.end.max(range.end);
    found.weekday = Some((weekday, range));
}

/// Whether the words are an unambiguous calendar date: 25/9/11 could be 1925, or the 25th.
fn is_date(scan: &Scan<'_>, day: &ParsedDay) -> bool {
    match day.day {
        Day::Date {
            year: DateYear::Written(_),
            ..
        } => {
            let words = scan.text.get(scan.at..day.end).unwrap_or_default();
            day.sure || words.bytes().all(|byte| byte.is_ascii_digit())
        }
        Day::OfMonth { month, .. } => !month.is_relative(),
        Day::Date { .. } => true,
        _ => false,
    }
}

/// 明日（10日）: the date repeated after a relative day.
fn repeated_date(at: &mut Scan<'_>) -> Option<NamedDate> {
    let mut look = *at;
    let named = |start: usize, end: usize, day: Day| NamedDate {
        range: start..end,
        day,
        weekday: None,
    };
    if !look.eat("(") {
        // 明日10日（水）
        let start = look.at;
        let number = look.number().filter(|n| n.digits <= 2 && !n.kanji)?;
        let counted = ["間", "以", "後", "前", "目", "分"];
        if !look.eat("日") || look.rest().starts_with_any(&counted) {
            return None;
        }
        *at = look;
        let day = Day::OfMonth {
            month: DayMonth::Unspecified,
            day: number.value,
        };
        return Some(named(start, look.at, day));
    }
    let start = look.at;
    let mut date = if let Some(day) = day::read_date(look).or_else(|| english_day(look)) {
        look.at = day.end;
        named(start, look.at, day.day)
    } else {
        let day = look.number().filter(|n| n.digits <= 2)?;
        look.eat("日").then_some(())?;
        let day = Day::OfMonth {
            month: DayMonth::Unspecified,
            day: day.value,
        };
        named(start, look.at, day)
    };
    date.weekday = weekday::eat_weekday(&mut look).map(|(weekday, _)| weekday);
    date.range.end = look.at;
    look.eat(")").then(|| {
        *at = look;
        date
    })
}

/// The place of the time that the line below a day gives: 「日程　１０月９日（木）」, 「時間帯　１０：３０」.
fn time_on_next_line<'t>(at: Scan<'t>, is_deadline: bool) -> Option<Scan<'t>> {
    let below = at.rest().strip_prefix('\n')?;
    let field = below.trim_start_matches(|c: char| !c.is_alphabetic() && c != '\n');
    // 提出日：１０月２８日, and below it 時刻：午後４時まで; 時間 may be that of the counter.
    let labels: &[&str] = if is_deadline {
        &["時刻"]
    } else {
        &["時間帯", "時間", "時刻", "開始時刻", "開始", "時:"]
    };
    let time = field
        .strip_prefix_any(labels)?
        .trim_start_matches([':', ' ', '】', ')']);
    Some(Scan::new(at.text, at.text.len() - time.len()))
}

/// 期日, and any label that is no deadline's.
fn is_label_of_event(before: &str) -> bool {
    let label = before.trim_end_matches([':', ' ', '】']);
    label
        .strip_suffix("期日")
        .is_some_and(|of| !of.ends_with(|c| matches!(c, '一'..='龠')))
        || !is_deadline_label(before)
}

/// Attaches the time after a day.
fn attach_time(found: &mut Candidate, start: Scan<'_>) {
    let before = start.text.get(..found.range.start).unwrap_or_default();
    if start.rest().starts_with('\n')
        && !before.ends_with(['~', '-'])
        && let is_deadline = !is_label_of_event(window_before(before, before.len(), 120))
        && let Some(below) = time_on_next_line(start, is_deadline)
        && let Some(read) = clock::read_time(below).filter(|read| read.exact)
    {
        return set_time(found, read, start);
    }
    // 11月18日（火）|14:30: the cell to the right.
    if let Some(cell) = start.rest().strip_prefix('|') {
        let below = Scan::new(start.text, start.text.len() - cell.len());
        let Some(read) = clock::read_time(below).filter(|read| read.exact) else {
            return;
        };
        let rest = start.text.get(read.end..).unwrap_or_default();
        if rest.is_empty() || rest.starts_with(['|', '\n', '~', '-']) {
            set_time(found, read, start);
        }
        return;
    }
    // ９月１２日（金）【厳守】１７時まで, ９月１６日（火）（連休明け）１７時
    let start = [
        "【厳守】",
        "【必着】",
        "【期限厳守】",
        "(厳守)",
        "(必着)",
        "(連休明け)",
        "必着、",
        "厳守、",
    ]
    .iter()
    .find_map(|note| {
        let mut behind = start;
        behind.eat(note).then_some(behind)
    })
    .filter(|behind| clock::read_time(*behind).is_some_and(|read| read.exact))
    .unwrap_or(start);
    let mut at = start;
    // 当日は９時までに
    if matches!(found.day, Day::Before(_))
        && at.eat("は")
        && let Some(read) = clock::read_time(at).filter(|read| read.exact)
    {
        return set_time(found, read, start);
    }
    at = start;
    let mut direct = true;
    let joint = [
        "日本時間",
        "ちょうど",
        "丁度",
        "の",
        "、",
        ",",
        ":",
        " ",
        "・",
        "t",
        "は、",
        "(",
        "及び",
    ];
    let mut bracket = false;
    if let Some(read) = clock::read_time(at).filter(|_| !at.rest().starts_with(":")) {
        return set_time(found, read, start);
    }
    // (木) , 17:00
    for _ in 0..3 {
        match at.eat_any(&joint) {
            Some("(") => bracket = true,
            Some(sign) => direct &= matches!(sign, "の" | " " | "t" | "日本時間" | "ちょうど" | "丁度"),
            None => break,
        }
        if at.eat_latin(&TIME_PREPOSITIONS).is_some() {
            at.blank();
        }
        let Some(read) = clock::read_time(at) else {
            continue;
        };
        // In a bracket or after a comma only a time in digits.
        if !read.exact && (!direct || bracket) {
            return;
        }
        if bracket {
            let rest = at.text.get(read.end..).unwrap_or_default();
            let limit = rest.starts_with_any(LIMIT_MARKS);
            let closed = rest.starts_with(')');
            if !(limit || closed || rest.starts_with('~')) {
                return;
            }
            if closed {
                let end = read.end;
                set_time(found, read, start);
                found.range.end = end + ")".len();
                return;
            }
        }
        return set_time(found, read, start);
    }
    if at.at == start.at {
        let mut look = start;
        if look.eat_latin(&TIME_PREPOSITIONS).is_some() {
            look.blank();
            if let Some(read) = clock::read_time(look) {
                set_time(found, read, start);
            }
        }
    }
}

fn set_time(found: &mut Candidate, read: clock::ParsedTime, start: Scan<'_>) {
    if found.time.is_some() && !read.exact {
        return;
    }
    found.set_time(&read);
    found.range.end = read.end;
    // 「13:00ではなく15:00」
    let second = start.text.get(read.end..).and_then(|rest| {
        let rest = rest.strip_prefix("ではなく")?;
        let rest = rest.strip_prefix('、').unwrap_or(rest);
        clock::read_time(Scan::new(start.text, start.text.len() - rest.len())).filter(|read| read.exact)
    });
    let read = second.unwrap_or(read);
    if read.end > found.range.end {
        found.set_time(&read);
        found.range.end = read.end;
    }
    // 午後５時（17時）, 17時（午後５時）: the same time repeated.
    let mut at = Scan::new(start.text, read.end);
    if at.eat("(")
        && let Some(again) = clock::read_time(at)
        && again.time == read.time
        && again.exact
    {
        at.at = again.end;
        if at.eat(")") {
            found.range.end = at.at;
        }
    }
}
