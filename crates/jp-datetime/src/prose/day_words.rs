//! Days in words: 本日中, 明朝, 来週金曜, 翌営業日, 3日以内, 月末, by tomorrow, EOD.

use super::clock::{Time, read_time};
use super::day::{DateYear, Day, ParsedDay, month_day, read_date};
use super::english_words::day_in_english_words;
use super::month::{self, OPEN_DAY, means_period_end};
use super::scan::Scan;
use super::weekday::day_name;
use super::word_search::{WordSearch, starts};

/// Reads a day in words at a position.
pub(super) fn day_in_words(start: Scan<'_>) -> Option<ParsedDay> {
    let first = start.peek()?;
    if first.is_ascii_alphabetic() {
        return day_in_english_words(start);
    }
    match first {
        '本' | '今' | '当' | '明' | '翌' | '次' | '来' | '再' | '同' | '先' | '前' | '昨' | '去' | '一'
        | '週' | '月' | '年' | '中' | 'あ' | 'き' | 'こ' | '連' => day_in_listed_words(start),
        _ => None,
    }
}

/// 「連休明け１０月１４日」, 「年明けの7日」: the date that the words only describe; not a time of day, 「連休明けの12時」.
fn is_followed_by_date(mut at: Scan<'_>) -> bool {
    let is_described = at.eat("の");
    read_time(at).is_none() && (is_described || at.peek().is_some_and(|c| c.is_ascii_digit()))
}

fn day_in_listed_words(start: Scan<'_>) -> Option<ParsedDay> {
    let mut at = start;
    if at.eat_any(&["連休明け", "連休あけ"]).is_some() {
        return (!is_followed_by_date(at)).then(|| ParsedDay::new(Day::HolidaysEnd, at.at));
    }
    year_word(start)
        .or_else(|| month::month_word(start))
        .or_else(|| week_word(start))
        .or_else(|| day_word(start))
}

/// Words for a year; longer ones first.
pub(super) const YEARS: [(&str, DateYear); 16] = [
    ("一昨年", DateYear::Ahead(-2)),
    ("前々年", DateYear::Ahead(-2)),
    ("おととし", DateYear::Ahead(-2)),
    ("昨年", DateYear::Ahead(-1)),
    ("去年", DateYear::Ahead(-1)),
    ("前年", DateYear::Ahead(-1)),
    ("先年", DateYear::Ahead(-1)),
    ("本年", DateYear::Ahead(0)),
    ("今年", DateYear::Ahead(0)),
    ("当年", DateYear::Ahead(0)),
    ("こ年", DateYear::Ahead(0)),
    ("再来年", DateYear::Ahead(2)),
    ("来年", DateYear::Ahead(1)),
    ("明年", DateYear::Ahead(1)),
    ("翌年", DateYear::AfterLast(1)),
    ("同年", DateYear::AfterLast(0)),
];

/// 本年9月11日, 来年度末, 年内.
fn year_word(start: Scan<'_>) -> Option<ParsedDay> {
    let mut at = start;
    if let Some((_, year)) = YEARS.into_iter().find(|(word, _)| at.eat(word)) {
        if let DateYear::Ahead(ahead @ 0..) | DateYear::AfterLast(ahead @ 1..) = year
            && at.rest().starts_with('度')
        {
            return end_of_fiscal_year(start, at, ahead);
        }
        at.eat_any(&["の", "、"]);
        let mut found = month_day(at, year, false).or_else(|| {
            let mut numeric = read_date(at)?;
            let Day::Date {
                year: DateYear::Unspecified,
                month,
                day,
            } = numeric.day
            else {
                return None;
            };
            numeric.day = Day::Date { year, month, day };
            Some(numeric)
        })?;
        found.sure = true;
        return Some(found);
    }
    if at.eat("同") {
        // 同9月11日 is no year.
        return None;
    }
    if at.eat("年度") {
        return end_of_fiscal_year(start, Scan::new(start.text, start.at + "年".len()), 0);
    }
    if at.eat_any(&["年明け早々", "年明け", "年あけ"]).is_some() {
        // 「新年明けましておめでとうございます」
        if at.rest().starts_with("まし") {
            return None;
        }
        // 「年明け最初の開庁日までに」
        let is_first_day = at
            .eat_any(&["最初の開庁日", "最初の営業日", "の最初の開庁日", "の最初の営業日"])
            .is_some();
        if is_first_day {
            return Some(ParsedDay::new(Day::YearStart, at.at));
        }
        // 「年明けの７日（水）」, 「年明け10日」
        let mut look = at;
        look.eat("の");
        if let Some(number) = look
            .number()
            .filter(|n| n.digits <= 2 && (1..=31).contains(&n.value))
            && look.eat("日")
            && !look
                .rest()
                .starts_with(['以', '後', '間', '前', '目', '程', 'ほ'])
        {
            let day = Day::Date {
                year: DateYear::Ahead(1),
                month: 1,
                day: number.value,
            };
            return Some(ParsedDay::new(day, look.at));
        }
        return (!is_followed_by_date(at)).then(|| ParsedDay {
            open: true,
            ..ParsedDay::new(Day::YearStart, at.at)
        });
    }
    if at.eat_any(&["年内", "年末"]).is_some() {
        let behind = start
            .before()
            .ends_with(|c: char| c.is_ascii_digit() || "〇一二三四五六七八九十元度昨去前本今来".contains(c));
        // 年内最終の開庁日
        if behind || at.rest().starts_with(['年', '調', '最', '休']) {
            return None;
        }
        let mut found = ParsedDay::new(Day::YearEnd, at.at);
        found.close = at.before().ends_with('内');
        return Some(found);
    }
    None
}

fn end_of_fiscal_year(start: Scan<'_>, year: Scan<'_>, ahead: i32) -> Option<ParsedDay> {
    let mut at = year;
    if start
        .before()
        .ends_with(|c: char| c.is_ascii_digit() || "〇一二三四五六七八九十元来翌次".contains(c))
    {
        return None;
    }
    at.eat("度");
    let word = at.eat_any(&["末", "内", "中"])?;
    // 年度末所要額
    if word != "末" && !at.ends_span_word() || at.rest().starts_with_any(&["所要", "決算", "手当", "残高"])
    {
        return None;
    }
    let mut found = ParsedDay::new(Day::FiscalYearEnd(ahead), at.at);
    found.close = means_period_end(word);
    Some(found)
}

/// 今週中, 来週金曜, 週明け, 金曜.
fn week_word(start: Scan<'_>) -> Option<ParsedDay> {
    const WEEKS: [(&str, i64); 8] = [
        ("今週", 0),
        ("本週", 0),
        ("再来週", 2),
        ("来週", 1),
        ("翌週", 1),
        ("次週", 1),
        ("先週", -1),
        ("前週", -1),
    ];
    let mut at = start;
    if at.eat_any(&["週明け早々", "週明け", "週あけ"]).is_some() {
        return Some(week_start(at, 1));
    }
    if at.eat_any(&["週内", "週末"]).is_some() {
        let open = at.before().ends_with('末');
        let behind = start
            .before()
            .ends_with(|c: char| c.is_ascii_digit() || "毎今来先翌".contains(c));
        return (!behind).then(|| ParsedDay {
            open,
            close: !open,
            ..ParsedDay::new(Day::WeekEnd(0), at.at)
        });
    }
    let (_, weeks) = WEEKS.into_iter().find(|(word, _)| at.eat(word))?;
    let mut look = at;
    look.eat("の");
    let bracketed = look.eat("(");
    let mut named = look;
    if let Some(weekday) = day_name(&mut named, bracketed).or_else(|| bare_weekday(&mut named)) {
        if bracketed {
            named.eat(")");
        }
        return Some(ParsedDay::new(
            Day::Weekday {
                weeks: Some(weeks),
                weekday,
            },
            named.at,
        ));
    }
    if at.eat_any(&["明け早々", "明け", "あけ"]).is_some() {
        // 来週明け is next Monday, as 週明け.
        return Some(week_start(at, weeks.max(1)));
    }
    // 再来週の頭
    let mut of = at;
    if of.eat("の")
        && of
            .rest()
            .starts_with_any(&["前半", "後半", "早々", "初め", "半ば", "あたま", "頭"])
    {
        at = of;
    }
    let (word, open) = [
        ("中", false),
        ("じゅう", false),
        ("内", false),
        ("いっぱい", false),
        ("一杯", false),
        ("末", true),
        ("前半", true),
        ("後半", true),
        ("早々", true),
        ("初め", true),
        ("半ば", true),
        ("あたま", true),
        ("頭", true),
        ("まで", true),
        ("に", true),
    ]
    .into_iter()
    .find(|(word, _)| at.rest().starts_with(word))?;
    at.at += match word {
        "まで" | "に" => 0,
        _ => word.len(),
    };
    if matches!(word, "中" | "内") && !at.ends_span_word() {
        return None;
    }
    let day = match word {
        "早々" | "初め" | "頭" | "あたま" => Day::WeekStart(weeks),
        _ => Day::WeekEnd(weeks),
    };
    Some(ParsedDay {
        open,
        close: means_period_end(word),
        ..ParsedDay::new(day, at.at)
    })
}

fn week_start(at: Scan<'_>, weeks: i64) -> ParsedDay {
    let mut look = at;
    look.eat("の");
    let bracketed = look.eat("(");
    if let Some(weekday) = day_name(&mut look, bracketed) {
        if bracketed {
            look.eat(")");
        }
        let weeks = Some(weeks);
        return ParsedDay::new(Day::Weekday { weeks, weekday }, look.at);
    }
    ParsedDay::new(Day::WeekStart(weeks), at.at)
}

/// 今週金 before まで or a time.
fn bare_weekday(at: &mut Scan<'_>) -> Option<chrono::Weekday> {
    let mut look = *at;
    let day = day_name(&mut look, true)?;
    let next = look.rest();
    (next.starts_with("まで") || next.starts_with(|c: char| c.is_ascii_digit() || c == '午' || c == '正'))
        .then(|| {
            *at = look;
            day
        })
}

/// 本日中, 明朝, 翌々日, 同日, 翌営業日.
fn day_word(start: Scan<'_>) -> Option<ParsedDay> {
    const DAYS: [(&str, Day, Option<Time>); 34] = [
        ("本日", Day::Days(0), None),
        ("今日", Day::Days(0), None),
        ("きょう", Day::Days(0), None),
        ("当日", Day::Before(0), None),
        ("今朝", Day::Days(0), Some(Time::Morning)),
        ("今夕", Day::Days(0), Some(Time::Evening)),
        ("今晩", Day::Days(0), Some(Time::Evening)),
        ("今夜", Day::Days(0), Some(Time::Evening)),
        ("本日夕", Day::Days(0), Some(Time::Evening)),
        ("明後日", Day::Days(2), None),
        ("明々後日", Day::Days(3), None),
        ("あさって", Day::Days(2), None),
        ("明日", Day::Days(1), None),
        ("あした", Day::Days(1), None),
        ("あす", Day::Days(1), None),
        ("明朝", Day::Days(1), Some(Time::Morning)),
        ("明夕", Day::Days(1), Some(Time::Evening)),
        ("明晩", Day::Days(1), Some(Time::Evening)),
        ("翌々日", Day::SameDay(2), None),
        ("翌日", Day::SameDay(1), None),
        ("次の日", Day::SameDay(1), None),
        ("翌朝", Day::SameDay(1), Some(Time::Morning)),
        ("翌夕", Day::SameDay(1), Some(Time::Evening)),
        ("同日", Day::SameDay(0), None),
        ("前々日", Day::Before(2), None),
        ("前日", Day::Before(1), None),
        ("前々営業日", Day::OpenBefore(2), None),
        ("前々開庁日", Day::OpenBefore(2), None),
        ("前営業日", Day::OpenBefore(1), None),
        ("前開庁日", Day::OpenBefore(1), None),
        ("一昨日", Day::Days(-2), None),
        ("昨日", Day::Days(-1), None),
        ("昨夕", Day::Days(-1), Some(Time::Evening)),
        ("きのう", Day::Days(-1), None),
    ];
    let mut at = start;
    if at.eat_any(&["翌々", "翌", "次の", "次"]).is_some() {
        let count = if at.before().ends_with('々') { 2 } else { 1 };
        if at.eat_any(OPEN_DAY).is_some() {
            let mut found = ParsedDay::new(Day::OpenDays(count), at.at);
            found.close = at.eat_any(&["中", "内"]).is_some();
            found.end = at.at;
            return Some(found);
        }
        at = start;
    }
    // 明10日（水）, 翌12日
    if !start.before().ends_with(|c: char| matches!(c, '一'..='龠'))
        && let Some(word) = at.eat_any(&["明", "翌", "昨", "本"])
        && at.number().is_some_and(|n| n.digits <= 2 && !n.kanji)
        && at.eat("日")
        && !at.rest().starts_with(['間', '以', '後', '前', '目', '分'])
    {
        let day = match word {
            "明" => Day::Days(1),
            "翌" => Day::SameDay(1),
            "昨" => Day::Days(-1),
            _ => Day::Days(0),
        };
        return Some(ParsedDay::new(day, at.at));
    }
    at = start;
    // 中2日
    if at.eat("中") {
        let count = at.number().filter(|n| n.digits <= 2)?;
        return (at.eat("日")
            && !start
                .before()
                .ends_with(|c: char| c.is_alphanumeric() && c != 'は'))
        .then(|| ParsedDay::new(Day::Days(i64::from(count.value) + 1), at.at));
    }
    let (word, day, part) = DAYS.into_iter().find(|(word, ..)| starts(start.rest(), word))?;
    at.at = start.at + word.len();
    // 本日付け, 明日香, 今日的
    if at.rest().starts_with("香") || at.rest().starts_with("的") {
        return None;
    }
    // 次の日時, 次の日程, 次の日付
    // 「次の日までに提出してください。」 above a list of days
    let is_of_list = || {
        let below = at.rest().split_at_word("。\n").map_or("", |(_, below)| below);
        let row = below
            .split('\n')
            .find(|line| !line.is_empty())
            .unwrap_or_default();
        at.rest().starts_with("まで") && row.contains('月') && row.contains('日')
    };
    if word == "次の日" && (at.rest().starts_with(['時', '程', '付']) || is_of_list()) {
        return None;
    }
    // しあさって: し begins too many words to be one of the starting characters.
    let day = if word == "あさって" && start.before().ends_with('し') {
        Day::Days(3)
    } else {
        day
    };
    let mut found = ParsedDay::new(day, at.at);
    found.part = part;
    found.open = matches!(word, "今晩" | "今夜" | "明晩");
    // 明朝一, 明朝イチ
    if word.ends_with('朝') && at.eat_any(&["一番", "イチ", "いち", "一"]).is_some() {
        found.end = at.at;
    }
    let mut look = at;
    if look.eat_any(&["中", "じゅう"]).is_some() {
        if look.ends_span_word() {
            found.close = true;
            found.end = look.at;
        }
    } else if look.eat_any(&["いっぱい", "一杯"]).is_some() {
        found.close = true;
        found.end = look.at;
    }
    Some(found)
}

/// 3日以内, 5営業日以内, 2週間後, 60分以内, 48時間後, 3日前.
pub(super) fn counted_day(start: Scan<'_>) -> Option<ParsedDay> {
    let mut at = start;
    let count = at.number()?;
    if count.digits > 4 {
        return None;
    }
    let value = i64::from(count.value);
    at.blank();
    let mut open_day = false;
    let day = if at.eat_any(OPEN_DAY).is_some() {
        open_day = true;
        Day::OpenDays(count.value)
    } else if at.eat_any(&["週間", "週"]).is_some() {
        Day::Days(value * 7)
    } else if at.eat_any(&["日間", "日"]).is_some() {
        Day::Days(value)
    } else if at
        .eat_any(&["か月", "ヶ月", "ヵ月", "カ月", "ケ月", "箇月"])
        .is_some()
    {
        Day::Days(value.checked_mul(30)?)
    } else if at.eat_any(&["時間", "hours", "hour"]).is_some() {
        Day::Minutes(value * 60 + if at.eat("半") { 30 } else { 0 })
    } else if at.eat_any(&["分間", "分"]).is_some() {
        Day::Minutes(value)
    } else if at
        .eat_latin(&[
            "business days",
            "business day",
            "working days",
            "working day",
            "open days",
        ])
        .is_some()
    {
        open_day = true;
        Day::OpenDays(count.value)
    } else if at.eat_latin(&["weeks", "week"]).is_some() {
        Day::Days(value * 7)
    } else if at.eat_latin(&["days", "day"]).is_some() {
        Day::Days(value)
    } else {
        return None;
    };
    if !open_day && !matches!(day, Day::Minutes(_)) && at.before().ends_with("半") {
        return None;
    }
    let months = at.before().ends_with('月');
    let mut found = ParsedDay::new(day, at.at);
    let within = start.before().ends_with_any(&["within ", "within the next "]);
    if at.eat("以内") || within {
        found.close = true;
    } else if start.before().ends_with_any(&["あと", "残り"])
        && at.rest().starts_with_any(&["で締", "で期限", "で〆"])
    {
        // あと２日で締切です
    } else if is_counted_from_receipt(start.before()) && ends_a_period(at.rest()) {
        // 発出後５営業日, 発出の日から１週間を期限とします
        found.close = true;
    } else if at
        .rest()
        .starts_with_any(&["を目安", "を目途", "を目処", "をめど", "程度を目"])
    {
        // １週間を目安に
        found.close = true;
        found.open = true;
    } else if !starts(at.rest(), "後ろ") && at.eat_any(&["後", "のち"]).is_some() {
    } else if at.eat_any(&["以上", "前"]).is_some() {
        if at.before().ends_with("以上") {
            return None;
        }
        // ヒアリングの２営業日前
        found.day = match day {
            Day::OpenDays(count) => Day::OpenBefore(count),
            Day::Days(days) if !months => Day::Before(days),
            _ => Day::Elsewhere,
        };
    } else {
        return None;
    }
    found.open |= months;
    found.end = at.at;
    Some(found)
}

/// Whether a count starts from this letter, by the words before it: 発出後, 本メール受信の日から.
fn is_counted_from_receipt(before: &str) -> bool {
    let Some(head) = before.strip_suffix_any(&[
        "の日から起算して",
        "日から起算して",
        "の日から",
        "日から",
        "から",
        "より",
        "後",
    ]) else {
        return false;
    };
    head.ends_with_any(&[
        "発出", "発信", "送信", "送付", "受信", "受領", "照会", "依頼", "通知", "配信", "到着", "本",
    ])
}

/// Whether a period ends here and is not part of a longer word.
fn ends_a_period(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with(['\n', '。', ')', '】', '」', '|', '('])
        || rest.starts_with_any(&[
            "を期限",
            "を目途",
            "を目処",
            "まで",
            "とし",
            "とさせ",
            "です",
            "とする",
        ])
}
