//! What the words around a date without a year say of it: 令和6年度は…, 昨年（…）, September last year.

use std::ops::Range;

use super::dates::{date_at_end, goes_on, is_kanji_number, joint, without_time};
use super::sentence::sentence_before;
use jp_datetime::moment::tokens::{fold, is_blank};

/// What the words around a date say of its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateYear {
    /// Nothing.
    No,
    /// 昨年の, 令和6年度は: that year.
    Is(Year),
    /// 令和6年度の調査を…: that one, or another where the weekday fits none of it.
    MayBe(Year),
    /// It stands in the line below another mention, by its number: as with [`DateYear::MayBe`].
    Below(usize),
    /// It continues a date with a year: that year, and its month and day.
    After(i32, (u32, u32)),
    /// It continues another mention, by its number.
    Continues(usize),
}

/// A year in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// Its number, or how many years it is after the sending's own.
    pub number: YearNumber,
    /// Whether it begins in April: 令和6年度.
    pub is_fiscal: bool,
}

/// How a year is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearNumber {
    /// 令和6年, 2024年
    Given(i32),
    /// 昨年, 明年
    Ahead(i32),
}

/// What the words around a date say of its year; `done` is the end of the mention before it. The year of one by
/// which an answer is asked for is no other's.
pub(super) fn year_said(
    text: &str,
    (start, end): (usize, usize),
    done: usize,
    before: Option<usize>,
    is_deadline: bool,
) -> DateYear {
    let head = text.get(..start).unwrap_or_default();
    if let Some(year) = year_of(head, done).or_else(|| year_in_brackets(text.get(end..)?)) {
        return DateYear::Is(year);
    }
    if let Some(said) = continued(head, done, before) {
        return said;
    }
    if is_deadline {
        return DateYear::No;
    }
    let is_below = |gap: &str| {
        let line = gap.rsplit(['\n', '\r']).next().unwrap_or_default();
        let line = line.rsplit("\\n").next().unwrap_or_default();
        line.len() < gap.len() && line.chars().all(is_bullet) && !gap.contains("\n\n")
    };
    if let Some(before) = before.filter(|_| head.get(done..).is_some_and(is_below)) {
        return DateYear::Below(before);
    }
    let sentence = sentence_before(text, start);
    let near = head.len() - sentence.len();
    let words = head.get(near.max(done)..).unwrap_or_default();
    let said = words.rmatch_indices('年').find_map(|(at, sign)| {
        let (until, rest) = words.split_at_checked(at + sign.len())?;
        // That of a date of its own.
        let is_date = date_before_blank(rest);
        year_at(until, rest).filter(|_| !is_date)
    });
    said.map_or(DateYear::No, DateYear::MayBe)
}

/// What stands before a date at the head of its line.
fn is_bullet(c: char) -> bool {
    is_blank(c) || c.is_numeric() || "・･-－*■□●○◆◇※.．、)）(（".contains(c)
}

/// Whether a month and a day begin a text.
fn date_before_blank(text: &str) -> bool {
    let month =
        text.trim_start_matches(|c: char| is_blank(c) || fold(c).is_ascii_digit() || is_kanji_number(c));
    let Some(day) = month.strip_prefix('月').filter(|_| month.len() < text.len()) else {
        return false;
    };
    let end = day.trim_start_matches(|c: char| is_blank(c) || fold(c).is_ascii_digit() || is_kanji_number(c));
    end.len() < day.len() && end.starts_with('日')
}

/// The year that ends a text with no more behind it than a particle or a bracket: 令和6年の, 昨年度は, 昨年（.
fn year_of(head: &str, done: usize) -> Option<Year> {
    let head = head.get(done..)?;
    let words = head.trim_end_matches(|c: char| is_blank(c) || "のはにもが、，,（()）「".contains(c));
    let fiscal = words.strip_suffix('度');
    let rest = if fiscal.is_some() { "度" } else { "" };
    let until = fiscal.unwrap_or(words);
    if until.ends_with('年') {
        year_at(until, rest)
    } else {
        ahead_at(words, "")
    }
}

/// The year that a text ends with; `rest` is what stands behind.
fn year_at(until: &str, rest: &str) -> Option<Year> {
    let is_fiscal = rest.starts_with('度');
    ahead_at(until, rest).or_else(|| {
        /// 西暦２０２４年, 令和元年 and blanks.
        const LONGEST: usize = 12;
        let from = until
            .char_indices()
            .rev()
            .take(LONGEST)
            .last()
            .map_or(0, |(at, _)| at);
        let (written, start) = date_at_end(&format!("{}1月1日", until.get(from..)?), 0)?;
        let before = until.get(..from + start).unwrap_or_default();
        let number = written.year.filter(|_| !goes_on(before))?;
        Some(Year {
            number: YearNumber::Given(number),
            is_fiscal,
        })
    })
}

fn ahead_at(until: &str, rest: &str) -> Option<Year> {
    years_ahead(until).map(|years| Year {
        number: YearNumber::Ahead(years),
        is_fiscal: rest.starts_with('度'),
    })
}

/// 9月11日（水）（令和6年）
fn year_in_brackets(behind: &str) -> Option<Year> {
    let inside = behind.trim_start_matches(is_blank).strip_prefix(['（', '('])?;
    let (inside, _) = inside.split_once(['）', ')'])?;
    let inside = inside.trim_matches(is_blank);
    let until = inside.strip_suffix('度').unwrap_or(inside);
    let year = year_at(until, inside.get(until.len()..)?).filter(|_| until.ends_with('年'))?;
    Some(year)
}

/// What an English text says of the year of a date: September last year.
pub(super) fn english_year(text: &str, range: &Range<usize>) -> DateYear {
    const WORDS: [(&str, i32); 3] = [("last year", -1), ("this year", 0), ("next year", 1)];
    let year = |years| Year {
        number: YearNumber::Ahead(years),
        is_fiscal: false,
    };
    let behind = text.get(range.end..).unwrap_or_default();
    let behind = behind.trim_start_matches(|c: char| is_blank(c) || matches!(c, ',' | '('));
    let behind = behind.strip_prefix("of ").unwrap_or(behind);
    let before = sentence_before(text, range.start);
    let before = before
        .get(before.rfind(". ").map_or(0, |at| at + 2)..)
        .unwrap_or_default()
        .to_lowercase();
    let is = WORDS.iter().find(|(word, _)| behind.starts_with(word));
    if let Some((_, years)) = is {
        return DateYear::Is(year(*years));
    }
    let may = WORDS.iter().find(|(word, _)| before.contains(word));
    may.map_or(DateYear::No, |(_, years)| DateYear::MayBe(year(*years)))
}

/// The date before, where a sign joins this one to it.
fn continued(head: &str, done: usize, before: Option<usize>) -> Option<DateYear> {
    let (head, _) = joint(head.trim_end_matches(is_blank))?;
    let head = head.trim_end_matches(is_blank);
    for head in [head, without_time(head)] {
        if let Some(before) = before.filter(|_| head.len() == done) {
            return Some(DateYear::Continues(before));
        }
        if let Some((written, _)) = head.get(done..).and_then(|rest| date_at_end(rest, done))
            && let Some(year) = written.year
        {
            return Some(DateYear::After(year, (written.month, written.day)));
        }
    }
    None
}

/// 昨年, 本年の and the like at the end of a text.
pub(super) fn years_ahead(before: &str) -> Option<i32> {
    const WORDS: [(&str, i32); 13] = [
        ("一昨年", -2),
        ("前々年", -2),
        ("おととし", -2),
        ("昨年", -1),
        ("去年", -1),
        ("前年", -1),
        ("本年", 0),
        ("今年", 0),
        ("当年", 0),
        ("再来年", 2),
        ("来年", 1),
        ("明年", 1),
        ("翌年", 1),
    ];
    let before = before.trim_end_matches(is_blank);
    let before = before
        .strip_suffix('の')
        .unwrap_or(before)
        .trim_end_matches(is_blank);
    WORDS
        .iter()
        .find(|(word, _)| before.ends_with(word))
        .map(|(_, ahead)| *ahead)
}
