//! Dates with a weekday, and what the surrounding words say of the year: 令和6年度は…, 昨年（…）, 前回は….

use std::ops::Range;

use chrono::{NaiveDate, Weekday};

use super::anchor::is_aside;
use super::candidate::{Candidate, Joined, LIST_SIGNS};
use super::day::{self, DateYear, Day, DayMonth};
use super::day_words::YEARS;
use super::fold::Folded;
use super::occasion::{DateContext, Occasion, occasion};
use super::phrases::Phrases;
use super::role::Role;
use super::scan::Scan;
use super::sentence::{SentenceContext, window_after};
use super::word_search::WordSearch;
use crate::moment::Era;

/// A date with a weekday.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekdayDate {
    /// Its range with the weekday, in bytes of the given text.
    pub range: Range<usize>,
    /// Its year; for a day alone that of the date before it.
    pub year: DateYear,
    /// 1 to 12; for a day alone that of the date before it.
    pub month: u32,
    /// The day; it exists in the month.
    pub day: u32,
    /// The written weekday, right or wrong.
    pub weekday: Weekday,
    /// The month and day that a day alone took its month from: 12日（金） of 9月11日（木）～12日（金）.
    pub month_source: Option<(u32, u32)>,
    /// What determines its year if the date itself does not.
    pub hint: YearHint,
    /// The occasion it belongs to.
    pub occasion: Occasion,
}

/// What the surrounding words say of a date's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearHint {
    /// Nothing.
    None,
    /// 昨年の, 令和6年度は: that year.
    Is(YearInWords),
    /// 令和6年度の調査を…: that year, or another if the weekday does not fit it.
    MayBe(YearInWords),
    /// It is in the line below the preceding date with a weekday: as for [`YearHint::MayBe`].
    Below,
    /// It continues a date with a year: that date's year, month and day.
    After(i32, (u32, u32)),
    /// It continues the preceding date with a weekday.
    Continues,
    /// Something is to take place then: 「９月１９日（金）に開催します」. It is not last year's.
    ToCome,
    /// A word that counts from the sending stands before it: 先週９月４日（木）. Its year is the one nearest to the sending.
    Nearest,
}

/// A year in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearInWords {
    /// Never [`DateYear::Unspecified`].
    pub year: DateYear,
    /// Whether the year begins in April: 令和6年度.
    pub is_fiscal: bool,
}

/// Whether what stands behind a date says that something takes place then: に開催します, １０時から行う予定です.
fn is_to_come(behind: &str) -> bool {
    static PLANS: Phrases = Phrases::new(&[
        "開催します",
        "開催いたします",
        "開催する予定",
        "開催を予定",
        "開催予定",
        "行います",
        "行う予定",
        "実施します",
        "実施いたします",
        "実施する予定",
        "実施予定",
        "公表します",
        "公表する予定",
        "公表予定",
        "開きます",
        "開かれます",
        "使用します",
        "予定して",
        "予定です",
        "予定)",
        "見込んで",
        "見込みです",
        "諮ります",
        "付議",
        "公表いたします",
        "公布します",
        "配布します",
        "資料とします",
        "伺います",
        "ございます",
        "施行する",
        "施行します",
        "閉庁",
        "不在",
        "停止します",
    ]);
    /// 「９月５日（金）付け通知に基づき行います」: an earlier date, and what is done by it.
    static GROUNDS: Phrases = Phrases::new(&[
        "付",
        "基づ",
        "より",
        "踏まえ",
        "通知",
        "連絡の",
        "事務連絡",
        "依頼",
        "とおり",
        "通り",
        "した",
        "された",
        "いただ",
        "頂い",
    ]);
    let near = window_after(behind, 0, 90);
    let clause = near.split(['。', '\n', '、']).next().unwrap_or_default();
    PLANS
        .first_match(clause)
        .and_then(|(_, at)| clause.get(..at))
        .is_some_and(|before| !GROUNDS.occurs_in(before))
}

/// The preceding date.
#[derive(Clone, Copy)]
struct PrecedingDate {
    /// The end of its expression.
    end: usize,
    year: DateYear,
    month: u32,
    day: u32,
    /// Month and day of the date that its month was taken from.
    of: (u32, u32),
    has_weekday: bool,
}

/// Collects the dates with a weekday from a text's expressions, in order.
#[derive(Default)]
pub(super) struct WeekdayDates {
    pub found: Vec<WeekdayDate>,
    /// The end of the last one in the folded text.
    end: usize,
    before: Option<PrecedingDate>,
}

/// 「次回は９月１８日（木）です」, 「次回会議：９月１８日（木）」
fn is_next_occasion(before: &str, behind: &str) -> bool {
    let clause = before.rsplit(['。', '\n', '、']).next().unwrap_or_default();
    let ends_there = behind.is_empty() || behind.starts_with(['\n', '。']);
    clause.contains_word("次回")
        && (clause.ends_with(['は', ':']) || clause.ends_with("次回"))
        && (ends_there || behind.starts_with_any(&["です", "を予定", "の予定", "に"]))
}

/// 先週９月４日（木）, 昨日（９月８日（月））
fn counts_from_sending(head: &str) -> bool {
    const DAYS: [&str; 9] = [
        "先週",
        "先々週",
        "今週",
        "来週",
        "昨日",
        "本日",
        "今日",
        "明日",
        "明後日",
    ];
    let head = head.trim_end_matches(['、', '(', ' ', 'の']);
    head.ends_with_any(&DAYS)
}

impl WeekdayDates {
    pub fn add(&mut self, folded: &Folded, one: &Candidate, around: &SentenceContext<'_>, role: Role) {
        let before = self.before.take();
        let Some(date) = &one.date else { return };
        let Some((this, of)) = complete_date(date.day, one, before) else {
            return;
        };
        self.before = if is_aside(&folded.text, one) {
            before
        } else {
            Some(PrecedingDate {
                has_weekday: date.weekday.is_some(),
                ..this
            })
        };
        let Some(weekday) = date.weekday else { return };
        let text = folded.text.as_str();
        let place = DateContext {
            text,
            range: extend_to_bracket_end(text, &date.range),
            sentence: around.start - around.before.len(),
            behind: around.behind,
            last_date_end: self.end,
        };
        let hint = match this.year {
            DateYear::Unspecified => self.hint(&place, before, role),
            _ => YearHint::None,
        };
        self.found.push(WeekdayDate {
            range: folded.source_range(&place.range),
            year: this.year,
            month: this.month,
            day: this.day,
            weekday,
            month_source: of,
            hint,
            occasion: occasion(&place),
        });
        self.end = place.range.end;
    }

    fn hint(&self, place: &DateContext<'_>, before: Option<PrecedingDate>, role: Role) -> YearHint {
        let head = place.text_since_last_date(0);
        let behind = place.text.get(place.range.end..).unwrap_or_default();
        let beside = year_at_end(head).or_else(|| year_in_brackets(behind));
        if let Some(year) = beside.or_else(|| english_year(|word| english_behind(behind).starts_with(word))) {
            return YearHint::Is(year);
        }
        // 「９月１２日（金）１７時から９月１０日（水）に繰り上げます」 is no span.
        let is_moved = || {
            let near = window_after(place.behind, 0, 45);
            near.contains_any(&["に繰", "に前倒し", "に早め", "に変更", "へ変更", "へ前倒し"])
        };
        if let Some(before) = before.filter(|before| is_joined_to(place, before.end) && !is_moved()) {
            match before.year {
                DateYear::Written(year) => return YearHint::After(year, (before.month, before.day)),
                _ if before.has_weekday => return YearHint::Continues,
                _ => {}
            }
        }
        if counts_from_sending(head) {
            return YearHint::Nearest;
        }
        // A deadline's year does not depend on years mentioned for other things.
        if role.is_deadline() {
            return YearHint::None;
        }
        let below = || {
            let (above, line) = head.rsplit_once('\n')?;
            (line.chars().all(is_bullet) && !above.contains_word("\n\n") && !above.ends_with('\n'))
                .then_some(())
        };
        if !self.found.is_empty() && below().is_some() && !is_to_come(behind) {
            return YearHint::Below;
        }
        let words = place.text_since_last_date(place.sentence);
        let year = words.rmatch_indices('年').find_map(|(at, sign)| {
            let (until, rest) = words.split_at_checked(at + sign.len())?;
            // Unless the year belongs to a date of its own.
            let is_date = day::month_day(Scan::new(rest, 0), DateYear::Unspecified, true).is_some();
            year_at(until, rest).filter(|_| !is_date)
        });
        year.or_else(|| english_year(|word| words.contains_word("year") && words.contains_word(word)))
            .map_or_else(
                || {
                    if is_to_come(behind) || is_next_occasion(words, behind) {
                        YearHint::ToCome
                    } else {
                        YearHint::None
                    }
                },
                YearHint::MayBe,
            )
    }
}

/// The date completed from the one before it, and the value of [`WeekdayDate::month_source`].
fn complete_date(
    day: Day,
    one: &Candidate,
    before: Option<PrecedingDate>,
) -> Option<(PrecedingDate, Option<(u32, u32)>)> {
    let (this, of) = match day {
        Day::Date { year, month, day } => {
            // 「令和6年9月9日…同年9月11日」
            let year = match (year, before.map(|before| before.year)) {
                (DateYear::AfterLast(years), Some(DateYear::Written(year))) => {
                    DateYear::Written(year.checked_add(years)?)
                }
                (DateYear::AfterLast(0), _) => return None,
                (DateYear::AfterLast(years), _) => DateYear::Ahead(years),
                (year, _) => year,
            };
            let of = (month, day);
            (
                PrecedingDate {
                    end: one.range.end,
                    year,
                    month,
                    day,
                    of,
                    has_weekday: false,
                },
                None,
            )
        }
        Day::OfMonth { month, day } if !month.is_relative() => {
            let is_of_last = month == DayMonth::OfLast;
            let before = before.filter(|_| is_of_last || one.joined != Joined::No)?;
            let mut this = PrecedingDate {
                end: one.range.end,
                day,
                ..before
            };
            if day <= before.day && !is_of_last {
                // 29日（月）～3日（金） continues in the next month; 29日（月）・3日（金） is ambiguous.
                if one.joined != Joined::Range {
                    return None;
                }
                this.month = before.month % 12 + 1;
                if let DateYear::Written(year) | DateYear::Ahead(year) = &mut this.year
                    && this.month == 1
                {
                    *year += 1;
                }
            }
            (this, Some(before.of))
        }
        _ => return None,
    };
    let year = match this.year {
        DateYear::Written(year) => year,
        // A leap year, so that 29 February is accepted.
        _ => 2000,
    };
    NaiveDate::from_ymd_opt(year, this.month, this.day).map(|_| (this, of))
}

/// A date's range extended to the end of the bracket that its weekday opens: （木、午前中）.
fn extend_to_bracket_end(text: &str, date: &Range<usize>) -> Range<usize> {
    /// （木曜日・祝日、午前中のみ）
    const BRACKET_CHARS_LIMIT: usize = 20;
    let words = text.get(date.clone()).unwrap_or_default();
    let close = match words.rfind(['(', '【']) {
        Some(open) if words[open..].starts_with('(') => ')',
        Some(_) => '】',
        None => return date.clone(),
    };
    let behind = text.get(date.end..).unwrap_or_default();
    let end = behind
        .char_indices()
        .take(BRACKET_CHARS_LIMIT)
        .find(|(_, c)| *c == close);
    match end.filter(|_| !words.ends_with([')', '】'])) {
        Some((at, close)) => date.start..date.end + at + close.len_utf8(),
        None => date.clone(),
    }
}

/// Whether a sign or word joins a date to the expression that ends at `end`.
fn is_joined_to(place: &DateContext<'_>, end: usize) -> bool {
    const RANGE_SIGNS: &[&str] = &["~", "-", "から", "より", "ないし", "乃至"];
    let between = place.text.get(end..place.range.start).unwrap_or_default();
    let between = between.trim_start_matches([')', '】']).trim();
    let between = between.strip_suffix("同月").unwrap_or(between);
    RANGE_SIGNS.contains(&between) || LIST_SIGNS.contains(&between)
}

/// Characters before a date at the start of its line.
fn is_bullet(c: char) -> bool {
    c == ' ' || c.is_numeric() || "・･-*■□●○◆◇※.、)(".contains(c)
}

/// The year at the end of a text, followed by a particle or bracket at most: 令和6年の, 昨年度は, 昨年（.
fn year_at_end(head: &str) -> Option<YearInWords> {
    let words = head.trim_end_matches(|c: char| " のはにもが、,()「".contains(c));
    match words.strip_suffix('度') {
        Some(until) => year_at(until, "度"),
        None => year_at(words, ""),
    }
}

/// The year at the end of a text; `rest` is the text after it.
fn year_at(until: &str, rest: &str) -> Option<YearInWords> {
    let word = YEARS.iter().find(|(word, _)| until.ends_with(word));
    let year = match word {
        Some((_, DateYear::AfterLast(0))) => return None,
        Some((_, year)) => *year,
        None => DateYear::Written(number_at_end(until)?),
    };
    let is_fiscal = rest.starts_with('度');
    Some(YearInWords { year, is_fiscal })
}

/// 令和6年, r6年, 2024年 at the end of a text.
fn number_at_end(text: &str) -> Option<i32> {
    let number = text.strip_suffix('年')?;
    let head =
        number.trim_end_matches(|c: char| c.is_ascii_digit() || "〇一二三四五六七八九十元".contains(c));
    let named = Era::ALL.iter().find_map(|era| head.strip_suffix(era.name()));
    let letter = head
        .strip_suffix(['r', 'h', 's'])
        .filter(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    let era = named.or(letter);
    if era.is_none() && number.len() - head.len() < 4 {
        return None;
    }
    let start = era.map_or(head.len(), str::len);
    let mut scan = Scan::new(text, start);
    match day::read_year(&mut scan)? {
        DateYear::Written(year) => (scan.at == text.len()).then_some(year),
        _ => None,
    }
}

/// 9月11日（水）（令和6年）
fn year_in_brackets(behind: &str) -> Option<YearInWords> {
    let (inside, _) = behind.strip_prefix('(')?.split_once(')')?;
    let until = inside.strip_suffix('度').unwrap_or(inside);
    let year = year_at(until, inside.get(until.len()..)?);
    year.filter(|_| until.ends_with('年'))
}

/// The year in English words: September last year.
fn english_year(is_said: impl Fn(&str) -> bool) -> Option<YearInWords> {
    const WORDS: [(&str, i32); 3] = [("last year", -1), ("this year", 0), ("next year", 1)];
    let (_, ahead) = WORDS.iter().find(|(word, _)| is_said(word))?;
    Some(YearInWords {
        year: DateYear::Ahead(*ahead),
        is_fiscal: false,
    })
}

fn english_behind(behind: &str) -> &str {
    let behind = behind.trim_start_matches([' ', ',', '(']);
    behind.strip_prefix("of ").unwrap_or(behind)
}
