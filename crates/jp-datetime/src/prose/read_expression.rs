//! A single expression, which begins with a number, a Latin letter or a word.

use super::bracket::is_required_tag;
use super::candidate::{Candidate, LIMIT_MARKS, NamedDate, RANGE_SIGNS};
use super::clock::{self, Time};
use super::day::{self, Day, DayMonth, ParsedDay};
use super::day_with_time::day_with_time;
use super::english_words::relative_english_day;
use super::expression_start::may_start_with;
use super::label::deadline_label;
use super::scan::Scan;
use super::sentence::{window_after, window_before};
use super::word_search::{WordSearch, starts};
use super::{day_words, english, vague, weekday};

/// Reads the expression at a position whose character is `c`.
pub(super) fn read_expression(scan: Scan<'_>, c: char) -> Option<Candidate> {
    if c.is_ascii() {
        if c.is_ascii_digit() {
            let haste = scan
                .rest()
                .starts_with("1両日")
                .then(|| vague::hurry_request(scan, c))
                .flatten();
            return haste.or_else(|| expression_from_number(scan));
        }
        return vague::hurry_request(scan, c).or_else(|| expression_from_latin(scan));
    }
    let mut behind = scan.rest().chars().skip(1);
    let next = behind.next()?;
    if !may_start_with(c, next, Some(behind.next().unwrap_or_default())) {
        return None;
    }
    if let Some(found) = vague::hurry_request(scan, c) {
        return Some(found);
    }
    if "〇一二三四五六七八九十".contains(c) && next != '昨' {
        return expression_from_number(scan);
    }
    if matches!(c, '令' | '平' | '昭' | '大' | '明' | '西')
        && let Some(day) = day::read_date(scan)
    {
        return Some(day_with_time(scan, day));
    }
    if let Some(day) = day_words::day_in_words(scan) {
        return Some(day_with_time(scan, day));
    }
    if let Some(found) = lone_weekday(scan) {
        return Some(found);
    }
    lone_time(scan)
}

/// Reads an expression that begins with a number.
fn expression_from_number(scan: Scan<'_>) -> Option<Candidate> {
    let before = scan.before();
    let mut behind = before.chars().rev();
    let last = behind.next();
    let joins = |c: char| matches!(c, '-' | '/' | '.' | ':' | ',');
    let number = |c: char| c.is_ascii_alphanumeric() || "〇一二三四五六七八九十百千".contains(c);
    match last {
        Some(c)
            if number(c)
                || c == '#' && !is_heading_mark(before)
                || matches!(c, '第' | '№' | '_' | '§' | '\\' | '¥' | '$' | '@') =>
        {
            return None;
        }
        // 様式1:6月16日
        Some(':') if starts_month_or_year(scan) => {}
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
    if let Some(day) = day_words::counted_day(scan) {
        return Some(day_with_time(scan, day));
    }
    if let Some(day) = english::english_day(scan).or_else(|| day::read_date(scan)) {
        // 「霞が関1-2-2」 is an address.
        let is_address = last.is_some_and(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ'))
            && scan
                .text
                .get(scan.at..day.end)
                .is_some_and(|words| words.len() <= "1-10-10".len() && words.matches('-').count() == 2)
            && deadline_label(window_before(before, before.len(), 60)).is_none();
        if is_address {
            return None;
        }
        let sure = day.sure;
        let found = day_with_time(scan, day);
        if sure || is_evident_date(scan, &found) {
            return Some(found);
        }
        return None;
    }
    if let Some(found) = day_of_month(scan, false) {
        return Some(found);
    }
    lone_time(scan)
}

/// Whether only the marks of a Markdown heading stand before on the line: 「##11/7（金）17:00 必着」.
fn is_heading_mark(before: &str) -> bool {
    let line = before.last_line();
    line.chars().all(|c| c == '#')
}

/// Whether a number is a month or a year, whatever precedes it.
fn starts_month_or_year(scan: Scan<'_>) -> bool {
    let rest = scan.rest().trim_start_matches(|c: char| c.is_ascii_digit());
    let slashed = rest
        .strip_prefix('/')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    slashed || rest.starts_with(['月', '年'])
}

/// Whether 9/10 is a date: a weekday, time or limit follows it, or a label precedes it.
pub(super) fn is_evident_date(scan: Scan<'_>, found: &Candidate) -> bool {
    if found.weekday.is_some() {
        return true;
    }
    let words = scan.text.get(found.range.clone()).unwrap_or_default();
    let rest = scan.text.get(found.range.end..).unwrap_or_default();
    let rest = rest.trim_start_matches([' ', ')', '(', '、']);
    let marked = rest.starts_with_any(LIMIT_MARKS);
    if found.time.is_some() {
        return words.contains('/') || marked;
    }
    let compact = words.bytes().all(|byte| byte.is_ascii_digit());
    let slashed = words.contains('/');
    let labelled = || {
        let before = scan
            .before()
            .trim_end_matches([' ', ':', '(', '「', '【', '】', ')', 'は', '\n', '=', '|']);
        before.ends_with_any(&[
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
        ])
    };
    if compact {
        return marked || labelled();
    }
    if slashed {
        // | 予算案 | 3/2 |: a cell to itself.
        let line = scan.before().last_line();
        let behind = scan.text.get(found.range.end..).unwrap_or_default();
        if line.ends_with('|') && (behind.is_empty() || behind.starts_with(['|', '\n'])) {
            return true;
        }
        // ・10/22 照会発出: a row of a plan.
        let heads = line.chars().all(|c| "・-*○●■□◆◇※".contains(c));
        if heads && behind.starts_with(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ')) {
            return true;
        }
        // 【要回答 9/11】
        let is_tag = behind.starts_with('】')
            && (is_required_tag(line)
                || line
                    .rsplit_once('【')
                    .is_some_and(|(_, tag)| tag.starts_with('要')));
        let ranged = RANGE_SIGNS.iter().any(|sign| {
            rest.strip_prefix(sign)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        // 2/2:一次〆
        let named = || {
            behind.strip_prefix(':').is_some_and(|row| {
                let row = window_after(row, 0, 24);
                row.contains_any(&["〆", "締切", "期限"])
            })
        };
        // 1/26 各省意見締切、
        let names_a_limit = || {
            let cell = window_after(behind, 0, 60)
                .split(['、', '。', ',', '|', '\n'])
                .next()
                .unwrap_or_default();
            cell.chars().count() <= 14
                && cell
                    .chars()
                    .all(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | '〆'))
                && cell.ends_with_any(&["〆", "締切", "〆切", "期限"])
        };
        // 「たたき台は12/15、成案は1/8（木）12:00までに」
        let paired = || {
            scan.before().ends_with('は')
                && window_after(behind, 0, 60)
                    .strip_prefix('、')
                    .is_some_and(|rest| {
                        rest.split_once('は').is_some_and(|(_, date)| {
                            date.starts_with(|c: char| c.is_ascii_digit()) && date.contains_word("まで")
                        })
                    })
        };
        let limited = || {
            use super::limit::{Limit, limit_word};
            let behind = window_after(behind, 0, 60);
            !matches!(limit_word(behind, "").0, Limit::None | Limit::At)
                || deadline_label(window_before(scan.before(), scan.at, 90)).is_some()
        };
        return marked
            || paired()
            || is_tag
            || ranged
            || rest.starts_with(['に', '付', 'の']) && !rest.starts_with("の確率")
            || labelled()
            || limited()
            || named()
            || names_a_limit();
    }
    marked && !rest.starts_with("中") || labelled()
}

/// Whether a number after a text is no part of a name.
fn is_free(before: &str) -> bool {
    before.is_empty() || before.ends_with([' ', '\n', '、', '。', '「', '(', '【', 'は', 'に', ':'])
}

/// （金）17時, （金）まで
fn is_limited_weekday(mut at: Scan<'_>) -> bool {
    at.rest().starts_with('(')
        && weekday::eat_weekday(&mut at).is_some()
        && (at.rest().starts_with(|c: char| c.is_ascii_digit())
            || at
                .rest()
                .starts_with_any(&["まで", "〆", "必着", "締切", "中に", "正午", "午前", "午後"]))
}

/// 20日（金）, 20日17時, 20日まで: a day without its month.
pub(super) fn day_of_month(scan: Scan<'_>, joined: bool) -> Option<Candidate> {
    // 毎月10日まで is no single day.
    if scan.before().ends_with_any(&["毎月", "毎月の", "各月", "各月の"]) {
        return None;
    }
    // 13月1日 is no day of this month.
    if scan
        .before()
        .strip_suffix('月')
        .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    let mut at = scan;
    let number = at.number().filter(|n| n.digits <= 2 && n.value >= 1)?;
    // 「12（金）17時〆」: a day by its weekday and what follows
    if !(at.eat("日") || is_free(scan.before()) && is_limited_weekday(at)) {
        return None;
    }
    let rest = at.rest();
    // 32日17時: a slip, which no month has; 45日 alone is a length.
    let has_time = rest.starts_with(|c: char| c.is_ascii_digit()) || starts(rest, "午");
    if number.value > 31 && !has_time {
        return None;
    }
    if !joined && number.kanji && number.value == 1 && !rest.starts_with('(') {
        return None;
    }
    if rest.starts_with_any(&[
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
    ]) {
        return None;
    }
    let found = day_with_time(
        scan,
        ParsedDay::new(
            Day::OfMonth {
                month: DayMonth::Unspecified,
                day: number.value,
            },
            at.at,
        ),
    );
    let behind = scan.text.get(found.range.end..).unwrap_or_default();
    let marked = behind.starts_with_any(LIMIT_MARKS);
    let exact = matches!(found.time, Some(Time::Minute(_)));
    let part = found.time.is_some() && behind.starts_with('に');
    (joined || found.weekday.is_some() || exact || marked || part).then_some(found)
}

/// 金曜17時, 木曜日まで.
fn lone_weekday(scan: Scan<'_>) -> Option<Candidate> {
    let mut at = scan;
    if scan
        .before()
        .ends_with(|c: char| "週毎第各隔日土".contains(c) || c.is_ascii_digit())
    {
        return None;
    }
    let weekday = weekday::day_name(&mut at, false)?;
    let is_next = scan
        .before()
        .ends_with_any(&["次の", "次回の", "来る", "来たる", "今度の"]);
    let day = match is_next {
        true => Day::NextWeekday(weekday),
        false => Day::Weekday { weeks: None, weekday },
    };
    let found = day_with_time(scan, ParsedDay::new(day, at.at));
    let behind = scan.text.get(found.range.end..).unwrap_or_default();
    let marked = behind.starts_with_any(LIMIT_MARKS);
    (marked || found.time.is_some()).then_some(found)
}

/// Reads an expression that begins with a Latin letter: an era, a month, a weekday, tomorrow, noon.
pub(super) fn expression_from_latin(scan: Scan<'_>) -> Option<Candidate> {
    // 「提出期限/R7.9.12」 is a label and its date, a/R7 a path.
    let before = scan.before();
    let before = before.strip_suffix('/').unwrap_or(before);
    if before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '/')) {
        return None;
    }
    if scan
        .rest()
        .as_bytes()
        .get(1)
        .is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.')
        && let Some(day) = day::read_date(scan)
    {
        return Some(day_with_time(scan, day));
    }
    if let Some(day) = day_words::day_in_words(scan) {
        let word = scan.text.get(scan.at..day.end).unwrap_or_default();
        let name = matches!(day.day, Day::Weekday { weeks: None, .. });
        let found = day_with_time(scan, day);
        // "friday" alone may be any; "by friday" is definite.
        let before = scan.before().trim_end();
        let led = before.ends_with_any(&[
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
        ]);
        let rest = scan.text.get(found.range.end..).unwrap_or_default();
        let marked = rest.starts_with_any(LIMIT_MARKS);
        if name && !(led || marked || found.time.is_some()) {
            return None;
        }
        let short = word.len() <= 3 && name;
        if short && !(led || marked) {
            return None;
        }
        return Some(found);
    }
    lone_time(scan)
}

/// Whether the words before a time make it recurrent: 毎週金曜15時, 毎日17時.
fn is_recurrent(before: &str) -> bool {
    let before = before.strip_suffix('の').unwrap_or(before);
    let week = before.strip_suffix_any(&["曜日", "曜"]).is_some_and(|head| {
        let mut chars = head.chars();
        chars.next_back();
        chars.as_str().ends_with_any(&["毎週", "隔週"])
    });
    week || before.ends_with_any(&["毎日", "毎朝", "毎夕"])
}

/// A time, and the day behind it whose words begin at `from`.
fn time_before_day(scan: Scan<'_>, read: &clock::ParsedTime, from: usize, day: ParsedDay) -> Candidate {
    let mut found = Candidate::new(scan.at..day.end, day.day);
    let mut end = Scan::new(scan.text, day.end);
    found.weekday = weekday::eat_weekday(&mut end).or(day.weekday);
    found.range.end = end.at;
    found.date = Some(NamedDate {
        range: from..end.at,
        day: day.day,
        weekday: found.weekday.as_ref().map(|(weekday, _)| *weekday),
    });
    found.set_time(read);
    found
}

/// 17:15（９月１６日（火））: a time, and its date in a bracket.
fn time_with_date(scan: Scan<'_>, read: &clock::ParsedTime) -> Option<Candidate> {
    let mut at = Scan::new(scan.text, read.end);
    if !read.exact || !at.eat("(") {
        return None;
    }
    let day = day::read_date(at).filter(|day| day.sure)?;
    let mut found = time_before_day(scan, read, at.at, day);
    at.at = found.range.end;
    at.eat(")").then(|| {
        found.range.end = at.at;
        found
    })
}

/// Reads a time of day without a day before it, and an English day after it.
pub(super) fn lone_time(scan: Scan<'_>) -> Option<Candidate> {
    let read = clock::read_time(scan)?;
    let rest = scan.text.get(read.end..).unwrap_or_default();
    if is_recurrent(scan.before()) && !rest.starts_with(['か', 'よ', '~', '-']) {
        return None;
    }
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
        let same_line = !scan
            .text
            .get(read.end..at.at)
            .is_some_and(|gap| gap.contains('\n'));
        if same_line
            && at.peek().is_some_and(|c| c.is_ascii_alphanumeric())
            && let Some(day) = relative_english_day(at)
        {
            return Some(time_before_day(scan, &read, at.at, day));
        }
    }
    if let Some(found) = time_with_date(scan, &read) {
        return Some(found);
    }
    let mut found = Candidate::new(scan.at..read.end, Day::Unspecified);
    found.half_day_known =
        !scan.rest().starts_with(|c: char| c.is_ascii_digit()) || latin || scan.rest().starts_with('0');
    found.set_time(&read);
    Some(found)
}
