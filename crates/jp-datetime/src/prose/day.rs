//! Days in prose: 令和7(2025)年5月12日(月), 9.10(金), 来月10日, 週明け, Thursday, 6 March 2026.

use chrono::Weekday;

use super::clock::Time;
use super::scan::Scan;
use super::weekday::day_name;
use super::word_search::{WordSearch, starts};
use crate::moment::Era;

/// The year of a date as far as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateYear {
    /// Not at all.
    Unspecified,
    /// In the Gregorian calendar, or converted from an era.
    Written(i32),
    /// 本年, 来年, 昨年: relative to the year of sending.
    Ahead(i32),
    /// 同年, 翌年 after a date: relative to that date's year.
    AfterLast(i32),
}

/// The month of a day alone as far as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMonth {
    /// Not at all: 20日.
    Unspecified,
    /// 来月20日: months after that of sending.
    Ahead(i32),
    /// 同月20日: that of the date before it.
    OfLast,
}

impl DayMonth {
    /// Whether it is counted from the month of sending.
    pub(super) fn is_relative(self) -> bool {
        matches!(self, Self::Ahead(_))
    }
}

/// A day as far as the words determine it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// 9月11日.
    Date {
        /// Its year.
        year: DateYear,
        /// 1 to 12, as written.
        month: u32,
        /// As written.
        day: u32,
    },
    /// 20日, 来月20日, 同月20日.
    OfMonth {
        /// Its month.
        month: DayMonth,
        /// As written.
        day: u32,
    },
    /// 月末, 来月末, 同月末: the last day of a month.
    MonthEnd(DayMonth),
    /// 2月末.
    EndOf {
        /// Its year.
        year: DateYear,
        /// 1 to 12.
        month: u32,
        /// The last possible day: 10 for 上旬, 20 for 中旬, otherwise the end of the month.
        last: u32,
    },
    /// 来月第１金曜日, 10月第2水曜日: the nth weekday of a month.
    NthWeekday {
        /// Its month, if none is written as a number.
        of: DayMonth,
        /// 1 to 12, if written.
        month: Option<u32>,
        /// From 1.
        nth: u32,
        /// The weekday.
        weekday: Weekday,
    },
    /// 来月第１週, 10月第2週, 9月最終週: the last open day of a week of a month.
    NthWeek {
        /// Its month, if none is written as a number.
        of: DayMonth,
        /// 1 to 12, if written.
        month: Option<u32>,
        /// From 1; `None` for the last week.
        nth: Option<u32>,
    },
    /// 年末, 年内.
    YearEnd,
    /// 年明け: the first open day of the next year.
    YearStart,
    /// 年度末, 来年度内: the end of a fiscal year, in years after the present one.
    FiscalYearEnd(i32),
    /// 来月上旬: the last day of a part of a month.
    MonthPart {
        /// Its month.
        month: DayMonth,
        /// 10 for 上旬, 20 for 中旬.
        last: u32,
    },
    /// 本日, 明日, ３日後: calendar days after the sending.
    Days(i64),
    /// 翌営業日, 3営業日以内: open days after the sending.
    OpenDays(u32),
    /// ６０分以内, 48時間後: minutes of the wall clock after the sending.
    Minutes(i64),
    /// 来週金曜: a weekday; the week is `None` if not given.
    Weekday {
        /// Weeks after the present one.
        weeks: Option<i64>,
        /// The weekday.
        weekday: Weekday,
    },
    /// 次の火曜: the next one after the day of sending.
    NextWeekday(Weekday),
    /// 今週中, 来週末: Friday, or the last open day of the week.
    WeekEnd(i64),
    /// 週明け: the first open day of the week ahead.
    WeekStart(i64),
    /// 連休明け: the first open day after the next three or more consecutive closed days.
    HolidaysEnd,
    /// 同日: days after the date before it.
    SameDay(i64),
    /// A time of day alone.
    Unspecified,
    /// 当日, 前日, 前々日: days before an event whose date directly precedes.
    Before(i64),
    /// 前営業日, 2営業日前: open days before an event, as for [`Day::Before`].
    OpenBefore(u32),
    /// 今月の最終開庁日: the last open day of a month.
    MonthLastOpen(DayMonth),
    /// Counted from a day unknown to the text: 公告の翌週水曜日.
    Elsewhere,
}

impl Day {
    /// 9月11日, 20日.
    pub(super) fn is_date(self) -> bool {
        matches!(self, Self::Date { .. } | Self::OfMonth { .. })
    }

    /// The same, or 2月末.
    pub(super) fn is_calendar_day(self) -> bool {
        self.is_date() || matches!(self, Self::EndOf { .. })
    }

    /// 前日, 2営業日前.
    pub(super) fn counts_back(self) -> bool {
        matches!(self, Self::Before(_) | Self::OpenBefore(_))
    }

    /// Whether it is a single day, which 同日 can refer to: not 年度内.
    pub(super) fn is_single(self) -> bool {
        !matches!(
            self,
            Self::MonthEnd(_)
                | Self::EndOf { .. }
                | Self::NthWeek { .. }
                | Self::MonthPart { .. }
                | Self::YearEnd
                | Self::YearStart
                | Self::FiscalYearEnd(_)
                | Self::WeekEnd(_)
        )
    }

    /// The last day of a month.
    pub(super) fn end_of(year: DateYear, month: u32) -> Self {
        Self::EndOf {
            year,
            month,
            last: 31,
        }
    }
}

/// A day as read.
#[derive(Clone, Debug)]
pub(super) struct ParsedDay {
    pub day: Day,
    pub end: usize,
    pub open: bool,
    /// Whether the words alone make it a day: 9/10 could be a fraction.
    pub sure: bool,
    /// 以内, 中: the end of that day is meant.
    pub close: bool,
    /// 明朝, 今夕.
    pub part: Option<Time>,
    /// The weekday and its range, if it precedes the date.
    pub weekday: Option<(Weekday, std::ops::Range<usize>)>,
}

impl ParsedDay {
    pub fn new(day: Day, end: usize) -> Self {
        Self {
            day,
            end,
            open: false,
            sure: true,
            close: false,
            part: None,
            weekday: None,
        }
    }
}

/// Reads a numeric date at a position.
pub(super) fn read_date(start: Scan<'_>) -> Option<ParsedDay> {
    let mut at = start;
    let year = read_year(&mut at);
    if let Some(year) = year {
        let mut end = at;
        let word = end.eat_any(&["度末", "度内", "度中"]);
        // 令和８年度内閣
        let is_end = word == Some("度末") || word.is_some() && end.ends_span_word();
        if let (DateYear::Written(western), true) = (year, is_end) {
            at = end;
            let year = DateYear::Written(western + 1);
            return Some(ParsedDay::new(Day::end_of(year, 3), at.at));
        }
        // 令和8年 3月, 2026年3月2日
        let mut look = at;
        look.blank();
        if let Some(found) = month_day(look, year, true) {
            return Some(found);
        }
        return None;
    }
    numeric_date(start).or_else(|| month_day(start, DateYear::Unspecified, false))
}

/// 令和7(2025)年, 令和8年（2026年）, 2026年（令和8年）, 8年 before a month.
pub(super) fn read_year(at: &mut Scan<'_>) -> Option<DateYear> {
    let mut look = *at;
    look.eat("西暦");
    // R7年9月12日
    let era = Era::ALL
        .into_iter()
        .find(|era| look.eat(era.name()))
        .or_else(|| era_letter(&mut look));
    let number = if era.is_some() && look.eat("元") {
        1
    } else {
        look.blank();
        let number = look.number()?;
        let short = number.digits <= 2;
        if era.is_none() && number.digits != 4 && !(short && look.rest().starts_with('年')) {
            return None;
        }
        number.value
    };
    // 令和7(2025)年
    eat_repeated_year(&mut look);
    if !look.eat("年") {
        return None;
    }
    eat_repeated_year(&mut look);
    let western = match era {
        Some(era) => era.western(number)?,
        None if number >= 1000 => i32::try_from(number).ok()?,
        // 8年9月10日: a year of the present era.
        None => Era::Reiwa.western(number)?,
    };
    *at = look;
    Some(DateYear::Written(western))
}

/// The same year in its other notation, in brackets: (2025), （令和8年）.
fn eat_repeated_year(at: &mut Scan<'_>) {
    let mut look = *at;
    if !look.eat("(") {
        return;
    }
    let era = Era::ALL.into_iter().any(|era| look.eat(era.name()));
    let read = look.number().is_some_and(|n| era || n.digits == 4) || era && look.eat("元");
    look.eat("年");
    if read && look.eat(")") {
        *at = look;
    }
}

/// 9月11日, 2月末, 9月中旬.
pub(super) fn month_day(start: Scan<'_>, year: DateYear, sure: bool) -> Option<ParsedDay> {
    let mut at = start;
    let month = at.number()?;
    if month.digits > 2 || !at.eat("月") {
        return None;
    }
    let month = month.value;
    let is_month = sure || (1..=12).contains(&month);
    // 「３　１月８日」 is no date of the 31st month.
    let is_parted = || {
        start
            .text
            .get(start.at..at.at)
            .is_some_and(|digits| digits.contains(' '))
    };
    if !is_month && is_parted() {
        return None;
    }
    let mut look = at;
    look.blank();
    if let Some(day) = look.number() {
        if day.digits > 2 || !look.eat("日") {
            return None;
        }
        if is_day_count_suffix(look.rest()) {
            return None;
        }
        return Some(ParsedDay::new(
            Day::Date {
                year,
                month,
                day: day.value,
            },
            look.at,
        ));
    }
    // 13月12日 is a date that does not exist; 13月 alone is none.
    if !is_month {
        return None;
    }
    if look.eat("晦日") {
        return Some(ParsedDay::new(Day::end_of(year, month), look.at));
    }
    if year == DateYear::Unspecified
        && let Some((nth, weekday)) = nth_weekday(&mut look)
    {
        let month = Some(month);
        return Some(ParsedDay::new(
            Day::NthWeekday {
                of: DayMonth::Unspecified,
                month,
                nth,
                weekday,
            },
            look.at,
        ));
    }
    if year == DateYear::Unspecified
        && let Some((nth, close)) = nth_week(&mut look)
    {
        let month = Some(month);
        return Some(ParsedDay {
            open: true,
            close,
            ..ParsedDay::new(
                Day::NthWeek {
                    of: DayMonth::Unspecified,
                    month,
                    nth,
                },
                look.at,
            )
        });
    }
    let (last, open) = month_part(&mut at)?;
    let mut found = ParsedDay::new(Day::EndOf { year, month, last }, at.at);
    found.close = at.before().ends_with(['中', '杯']) || at.before().ends_with("いっぱい");
    found.open = open;
    Some(found)
}

/// 第2水曜日.
pub(super) fn nth_weekday(at: &mut Scan<'_>) -> Option<(u32, Weekday)> {
    let mut look = *at;
    look.eat("の");
    if !look.eat("第") {
        return None;
    }
    let nth = look.number().filter(|n| (1..=5).contains(&n.value))?;
    let weekday = day_name(&mut look, false)?;
    *at = look;
    Some((nth.value, weekday))
}

/// 第3週中, 最終週: the number, and whether the end of the week is meant.
pub(super) fn nth_week(at: &mut Scan<'_>) -> Option<(Option<u32>, bool)> {
    let mut look = *at;
    look.eat("の");
    let nth = if look.eat_any(&["最終", "最後の"]).is_some() {
        None
    } else {
        look.eat("第").then_some(())?;
        Some(look.number().filter(|n| (1..=5).contains(&n.value))?.value)
    };
    look.eat("週").then_some(())?;
    look.eat("目");
    let close = look.eat_any(&["いっぱい", "一杯", "中", "内"]).is_some();
    if !close {
        look.eat("末");
    }
    *at = look;
    Some((nth, close))
}

/// 末, 中, 上旬 after a month: the last possible day, and whether it is vague.
fn month_part(at: &mut Scan<'_>) -> Option<(u32, bool)> {
    const PARTS: [(&str, u32, bool); 17] = [
        ("末日", 31, false),
        ("末頃", 31, true),
        ("末ごろ", 31, true),
        ("末", 31, false),
        ("一杯", 31, false),
        ("いっぱい", 31, false),
        ("中旬", 20, true),
        ("中", 31, false),
        ("内に", 31, false),
        ("上旬", 10, true),
        ("初旬", 10, true),
        ("初め", 10, true),
        ("始め", 10, true),
        ("頭", 10, true),
        ("下旬", 31, true),
        ("前半", 15, true),
        ("半ば", 15, true),
    ];
    let (word, last, open) = PARTS.into_iter().find(|(word, ..)| starts(at.rest(), word))?;
    at.at += if word == "内に" { "内".len() } else { word.len() };
    // 9月中央, 3月中期
    if word == "中" && !at.ends_span_word() {
        return None;
    }
    Some((last, open))
}

/// 3日間, 5日以内, 2日後: the number is not a day of the month.
fn is_day_count_suffix(rest: &str) -> bool {
    // ９月１９日目途
    if rest.starts_with_any(&["目途", "目処", "目安", "目標"]) {
        return false;
    }
    rest.starts_with_any(&[
        "間",
        "以内",
        "後",
        "目",
        "分の",
        "前まで",
        "前に",
        "程度",
        "以上",
        "当たり",
        "あたり",
        "本",
        "常",
        "程を",
        "々",
        "制",
    ])
}

/// 2026/9/10, 2026-09-10, r7.9.11, 26/9/10, 9/10, 9.10, 9-10, 20260910.
pub(super) fn numeric_date(start: Scan<'_>) -> Option<ParsedDay> {
    let mut at = start;
    let era = era_letter(&mut at);
    let first = at.number()?;
    if first.kanji {
        return None;
    }
    if era.is_none() && first.digits == 8 {
        let (year, month, day) = (first.value / 10_000, first.value / 100 % 100, first.value % 100);
        let plausible = (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        return plausible.then(|| ParsedDay {
            sure: false,
            ..ParsedDay::new(
                Day::Date {
                    year: DateYear::Written(i32::try_from(year).unwrap_or(0)),
                    month,
                    day,
                },
                at.at,
            )
        });
    }
    let sign = at.eat_any(&["/", "-", "."])?;
    let second = at.number().filter(|n| n.digits <= 2 && !n.kanji)?;
    let mut look = at;
    let third = look
        .eat(sign)
        .then(|| look.number())
        .flatten()
        .filter(|n| !n.kanji && n.digits <= 2);
    let western = |number: u32| i32::try_from(number).ok();
    if let Some(third) = third {
        let year = match era {
            Some(era) => era.western(first.value)?,
            None if first.digits == 4 => western(first.value)?,
            None if first.digits == 2 && first.value >= 20 => western(2000 + first.value)?,
            // 8.9.10
            None if first.digits <= 2 => Era::Reiwa.western(first.value)?,
            None => return None,
        };
        if !plausible(second.value, third.value) || is_part_of_other_number(look.rest()) {
            return None;
        }
        let mut found = ParsedDay::new(
            Day::Date {
                year: DateYear::Written(year),
                month: second.value,
                day: third.value,
            },
            look.at,
        );
        found.sure = era.is_some() || first.digits == 4;
        return Some(found);
    }
    if era.is_some()
        || first.digits > 2
        || !plausible(first.value, second.value)
        || is_part_of_other_number(at.rest())
    {
        return None;
    }
    // 9/10/2026 is ambiguous (day or month first).
    if at.rest().starts_with(sign) && at.rest().as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let mut found = ParsedDay::new(
        Day::Date {
            year: DateYear::Unspecified,
            month: first.value,
            day: second.value,
        },
        at.at,
    );
    found.sure = false;
    Some(found)
}

fn plausible(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// 9.10%, 9/10の, 1.5倍: the number is part of something other than a date.
fn is_part_of_other_number(rest: &str) -> bool {
    rest.starts_with([
        '%', '％', '倍', '点', '割', '人', '件', '円', '万', '億', '版', '項', '号', '階', '頁', '枚',
    ]) || rest.starts_with(|c: char| c.is_ascii_alphabetic() && c != 't')
}

fn era_letter(at: &mut Scan<'_>) -> Option<Era> {
    let era = match at.peek()? {
        'r' => Era::Reiwa,
        'h' => Era::Heisei,
        's' => Era::Showa,
        '令' => Era::Reiwa,
        _ => {
            let named = Era::ALL
                .into_iter()
                .find(|era| at.rest().starts_with(era.name()))?;
            at.at += named.name().len();
            return Some(named);
        }
    };
    let mut look = *at;
    look.at += at.peek().map_or(0, char::len_utf8);
    if era == Era::Reiwa {
        look.eat("和");
    }
    look.eat(".");
    look.rest().starts_with(|c: char| c.is_ascii_digit()).then(|| {
        *at = look;
        era
    })
}
