//! Months in words: 来月10日, 月末, 今月中, 来月上旬.

use super::day::{DateYear, Day, DayMonth, ParsedDay, nth_week, nth_weekday};
use super::scan::Scan;
use super::sentence::window_before;

/// Words for an open day; longer ones first.
pub(super) const OPEN_DAY: &[&str] = &[
    "開庁日",
    "営業日",
    "業務日",
    "執務日",
    "勤務日",
    "稼働日",
    "就業日",
    "平日",
    "開館日",
];

/// 来月10日, 月末, 今月中, 来月上旬.
pub(super) fn month_word(start: Scan<'_>) -> Option<ParsedDay> {
    const MONTHS: [(&str, DayMonth); 9] = [
        ("今月", DayMonth::Ahead(0)),
        ("本月", DayMonth::Ahead(0)),
        ("当月", DayMonth::Ahead(0)),
        ("再来月", DayMonth::Ahead(2)),
        ("来月", DayMonth::Ahead(1)),
        ("翌月", DayMonth::Ahead(1)),
        ("先月", DayMonth::Ahead(-1)),
        ("前月", DayMonth::Ahead(-1)),
        ("同月", DayMonth::OfLast),
    ];
    let mut at = start;
    let Some((_, month)) = MONTHS.into_iter().find(|(word, _)| at.eat(word)) else {
        if at.eat_any(&["月末日", "月末", "月内"]).is_some() {
            let behind = start
                .before()
                .ends_with(|c: char| c.is_ascii_digit() || "〇一二三四五六七八九十毎各前先".contains(c));
            return (!behind).then(|| ParsedDay::new(Day::MonthEnd(DayMonth::Unspecified), at.at));
        }
        return None;
    };
    at.eat("の");
    let word = start.text.get(start.at..at.at).unwrap_or_default();
    // 「２月分の報告書は翌月１６日まで」, 「１２月分を翌月末まで」
    if word.starts_with("翌月")
        && let Some(month) = month_of_report(start.before())
        && let Some(found) = of_next_month(at, month)
    {
        return Some(found);
    }
    let mut look = at;
    if let Some(day) = look.number()
        && day.digits <= 2
        && look.eat("日")
        && !look.rest().starts_with(['間', '後'])
    {
        return Some(ParsedDay::new(
            Day::OfMonth {
                month,
                day: day.value,
            },
            look.at,
        ));
    }
    let of = month;
    let mut look = at;
    if look.eat_any(&["最終", "最後の"]).is_some() && look.eat_any(OPEN_DAY).is_some() {
        return Some(ParsedDay::new(Day::MonthLastOpen(of), look.at));
    }
    let mut look = at;
    if let Some((nth, weekday)) = nth_weekday(&mut look) {
        let month = None;
        return Some(ParsedDay::new(
            Day::NthWeekday {
                of,
                month,
                nth,
                weekday,
            },
            look.at,
        ));
    }
    if let Some((nth, close)) = nth_week(&mut look) {
        let month = None;
        return Some(ParsedDay {
            open: true,
            close,
            ..ParsedDay::new(Day::NthWeek { of, month, nth }, look.at)
        });
    }
    let (word, open) = [
        ("末日", false),
        ("末", false),
        ("上旬", true),
        ("初旬", true),
        ("初め", true),
        ("中旬", true),
        ("中", false),
        ("内", false),
        ("いっぱい", false),
        ("一杯", false),
        ("下旬", true),
        ("前半", true),
        ("半ば", true),
    ]
    .into_iter()
    .find(|(word, _)| at.rest().starts_with(word))?;
    at.at += word.len();
    if matches!(word, "中" | "内") && !at.ends_span_word() {
        return None;
    }
    let part = match word {
        "上旬" | "初旬" | "初め" => Some(10),
        "中旬" => Some(20),
        "前半" | "半ば" => Some(15),
        _ => None,
    };
    let day = part.map_or(Day::MonthEnd(of), |last| Day::MonthPart { month: of, last });
    let mut found = ParsedDay::new(day, at.at);
    found.close = means_period_end(word);
    found.open = open;
    Some(found)
}

/// The month of a report mentioned earlier in the sentence: 「２月分の勤務状況報告書については、」.
fn month_of_report(before: &str) -> Option<u32> {
    /// About a clause, in bytes.
    const NEAR: usize = 120;
    let near = window_before(before, before.len(), NEAR);
    let sentence = near.rsplit(['。', '\n']).next()?;
    let (head, _) = sentence.rsplit_once("月分")?;
    let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let month: u32 = head.get(head.len() - digits..)?.parse().ok()?;
    (1..=12).contains(&month).then_some(month % 12 + 1)
}

/// 16日, 末日 of a known month.
fn of_next_month(at: Scan<'_>, month: u32) -> Option<ParsedDay> {
    let mut look = at;
    let year = DateYear::Unspecified;
    if look.eat_any(&["末日", "末"]).is_some() {
        return Some(ParsedDay::new(Day::end_of(year, month), look.at));
    }
    let day = look.number().filter(|day| day.digits <= 2)?;
    (look.eat("日") && !look.rest().starts_with(['間', '後'])).then(|| {
        let day = day.value;
        ParsedDay::new(Day::Date { year, month, day }, look.at)
    })
}

/// Whether a word means the end: closing time on the last day.
pub(super) fn means_period_end(word: &str) -> bool {
    matches!(word, "中" | "じゅう" | "内" | "いっぱい" | "一杯")
}
