//! Dates with their weekdays inside free text: 「９月１１日（木）までに御回答ください」 in a body.
//!
//! A body is not a field: most of what stands there is no date, and what cannot be read is no mistake.
//! So only a weekday makes a place worth a look, and only a date that reads whole is taken.

use chrono::Weekday;
use jp_datetime::prose::{self, Reading};
use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;

use crate::source::Span;
use jp_datetime::moment::tokens::{Cursor, fold, is_blank};
use jp_datetime::moment::{self, WeekdayWritten, Written, day_name_at, kanji_day, ringed};

mod dates;
mod occasion;
mod sentence;
pub(crate) mod signs;
mod year;

use dates::{LONGEST, date_at_end, goes_on, is_kanji_number, joint};
pub use occasion::Occasion;
use occasion::{english_occasion, occasion};
pub use year::{DateYear, Year, YearNumber};
use year::{english_year, year_said, years_ahead};

/// The most dates of one text: a schedule of some years. Of what comes after, the weekdays are not
/// looked at, and [`Mentions::cut`] says so.
pub const MAX_MENTIONS: usize = 1000;
/// A date that a text mentions with its weekday.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The date; of a day alone with the year and month of the date before it.
    pub written: Written,
    /// Where it stands, with its weekday.
    pub span: Span,
    /// The month and day from which a day alone took its month: 12日（金） of 9月11日（木）～12日（金）.
    pub of: Option<(u32, u32)>,
    /// What says its year, where the date itself does not.
    pub year: DateYear,
    /// Whether it is one of this request.
    pub occasion: Occasion,
}

/// A free text of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreeText {
    /// 件名
    Subject,
    /// 必要性
    Necessity,
    /// 本文
    Body,
}

/// What one of the free texts says of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Which text.
    pub text: FreeText,
    /// What it says.
    pub reading: Reading,
    /// Of each expression: where it stands, and its words.
    pub places: Vec<(Span, Box<str>)>,
}

/// A text as it stands in its file: between quotes a line ends with an escape, which is as long as two blanks.
pub(crate) fn unescaped(written: &str) -> Cow<'_, str> {
    if written.contains("\\n") {
        Cow::Owned(written.replace("\\n", " \n"))
    } else {
        Cow::Borrowed(written)
    }
}

/// The dates that a request's free texts mention with their weekdays, and what they say of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    /// By text, those that say something.
    pub passages: Vec<Passage>,
    /// In the texts' order.
    pub dates: Vec<Mention>,
    /// Whether there were more than are looked at.
    pub cut: bool,
    /// The texts that say nothing of time.
    pub silent: Vec<Span>,
}

impl Mentions {
    /// Takes in both of a text: its dates with their weekdays, and what it says of time.
    ///
    /// `text` stands `base` bytes into the source: as it is written there, so that places are exact.
    pub fn read(&mut self, of: FreeText, text: &str, base: u32) {
        let reading = prose::read(&unescaped(text));
        self.take_dates(text, base, &reading);
        if reading.expressions().is_empty() {
            let base = base as usize;
            self.silent.push(Span::new(base, base + text.len()));
            return;
        }
        let place = |range: &Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default();
            let words: Vec<&str> = words.split_whitespace().collect();
            let base = base as usize;
            let span = Span::new(base + range.start, base + range.end);
            (span, words.join(" ").into_boxed_str())
        };
        let places = reading.expressions().iter().map(|said| place(&said.range));
        self.passages.push(Passage {
            text: of,
            places: places.collect(),
            reading,
        });
    }

    fn take_dates(&mut self, text: &str, base: u32, reading: &Reading) {
        let base = base as usize;
        let is_deadline = |from: usize, until: usize| {
            let said = reading.expressions();
            let first = said.partition_point(|one| one.range.end <= from);
            let here = said.iter().skip(first).take_while(|one| one.range.start < until);
            here.into_iter().any(|one| one.role.is_deadline())
        };
        let known = self.dates.len();
        let quoted = LazyCell::new(|| prose::quoted(&unescaped(text)));
        let is_quoted = |at: usize| {
            let behind = quoted.partition_point(|range| range.end <= at);
            quoted.get(behind).is_some_and(|range| range.start <= at)
        };
        let mut done = 0;
        let mut last: Option<(Written, (u32, u32))> = None;
        for mark in marks(text) {
            if mark.at < done || is_quoted(mark.at) {
                continue;
            }
            let Some((mut written, start, of)) = date_before(text, done, &mark, last.as_ref()) else {
                continue;
            };
            if self.dates.len() == MAX_MENTIONS {
                self.cut = true;
                return;
            }
            written.weekday = Some(WeekdayWritten {
                weekday: mark.weekday,
                span: 0..0,
            });
            let before = self.dates.len().checked_sub(1).filter(|last| *last >= known);
            let year = year_said(
                text,
                (start, mark.end),
                done,
                before,
                is_deadline(start, mark.end),
            );
            let occasion = occasion(text, (start, mark.end), done);
            last = Some((written.clone(), of.unwrap_or((written.month, written.day))));
            done = mark.end;
            self.dates.push(Mention {
                written,
                span: Span::new(base + start, base + mark.end),
                of,
                year,
                occasion,
            });
        }
        for (written, range) in english(text) {
            let span = Span::new(base + range.start, base + range.end);
            let overlaps = |it: &Mention| it.span.start < span.end && span.start < it.span.end;
            let found = self.dates.get(known..).unwrap_or_default();
            if is_quoted(range.start) || found.iter().any(overlaps) {
                continue;
            }
            if self.dates.len() == MAX_MENTIONS {
                self.cut = true;
                return;
            }
            self.dates.push(Mention {
                written,
                span,
                of: None,
                year: english_year(text, &range),
                occasion: english_occasion(text, &range),
            });
        }
    }
}

/// Dates with an English weekday before or behind them and no brackets: Thursday, 6 March 2026; 9/10 Fri.
fn english(text: &str) -> Vec<(Written, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text
        .as_bytes()
        .get(from..)
        .and_then(|rest| rest.iter().position(|byte| b"MTWFS".contains(byte)))
    {
        let at = from + at;
        from = at + 1;
        let Some((before, name)) = text.split_at_checked(at) else {
            break;
        };
        if before.ends_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let Some((weekday, length)) = day_name_at(name) else {
            continue;
        };
        let rest = name.get(length..).unwrap_or_default();
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        from = at + length;
        let behind = date_behind(rest).map(|(written, end)| (written, at..at + length + end));
        let ahead = before.trim_end_matches(|c: char| is_blank(c) || c == ',');
        let ahead = date_at_end(ahead, 0).filter(|(_, start)| !goes_on(&text[..*start]));
        let ahead = ahead.map(|(written, start)| (written, start..at + length));
        // With a date on either side it is not said whose it is.
        let (mut written, range) = match (ahead, behind) {
            (Some(one), None) | (None, Some(one)) => one,
            _ => continue,
        };
        from = from.max(range.end);
        written.weekday = Some(WeekdayWritten { weekday, span: 0..0 });
        found.push((written, range));
    }
    found
}

/// The longest date that a text begins with behind an English weekday, and its end.
fn date_behind(text: &str) -> Option<(Written, usize)> {
    let rest = text.trim_start_matches(|c: char| is_blank(c) || matches!(c, ',' | '.'));
    if rest.len() == text.len() {
        return None;
    }
    let offset = text.len() - rest.len();
    let ends = rest.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.collect();
    ends.into_iter().rev().find_map(|end| {
        let (candidate, after) = rest.split_at_checked(end)?;
        let written = moment::read(candidate).ok()?;
        let whole =
            !written.has_time() && written.weekday.is_none() && written.date_span == (0..candidate.len());
        let ended =
            !after.starts_with(|c: char| c.is_alphanumeric() && c.is_ascii() || matches!(c, '/' | '-'));
        (whole && ended).then_some((written, offset + end))
    })
}

/// A weekday that may belong to the date before it.
struct Mark {
    at: usize,
    end: usize,
    weekday: Weekday,
}

/// Where weekdays stand that may belong to a date: (木), （木・祝）, 〔木曜日〕, （木、午前）, (Thu.), 木曜, ㈭.
fn marks(text: &str) -> impl Iterator<Item = Mark> {
    let mut from = 0;
    let signs = std::iter::from_fn(move || {
        let at = signs::next(text.as_bytes(), from)?;
        from = at + 1;
        Some(at)
    });
    signs.filter_map(|at| {
        let (before, rest) = text.split_at_checked(at)?;
        let c = rest.chars().next()?;
        let rest = rest.get(c.len_utf8()..)?;
        let behind = at + c.len_utf8();
        let (at, weekday, end) = match c {
            '(' | '（' | '〔' | '[' | '［' | '【' => {
                let (weekday, length) = in_brackets(c, rest)?;
                (at, weekday, behind + length)
            }
            '曜' => {
                let day = before.chars().next_back().filter(|c| is_day(*c))?;
                let more = if rest.starts_with('日') {
                    '日'.len_utf8()
                } else {
                    0
                };
                (at - day.len_utf8(), kanji_day(day)?, behind + more)
            }
            c => (at, ringed(c)?.1, behind),
        };
        Some(Mark { at, end, weekday })
    })
}

/// The weekday that a bracket begins with, and how many bytes the bracket has behind its opening sign.
fn in_brackets(open: char, rest: &str) -> Option<(Weekday, usize)> {
    /// （木曜日・祝日、午前中のみ）
    const LONGEST: usize = 20;
    let close = match open {
        '(' | '（' => [')', '）'],
        '[' | '［' => [']', '］'],
        '〔' => ['〕', '〕'],
        _ => ['】', '】'],
    };
    let inside = rest.trim_start_matches(is_blank);
    let first = inside.chars().next()?;
    if !is_day(first)
        && !first.is_ascii_alphabetic()
        && !matches!(first, 'Ａ'..='Ｚ')
        && ringed(first).is_none()
    {
        return None;
    }
    let end = rest
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| close.contains(c))?;
    let inside = rest.get(rest.len() - inside.len()..end.0)?;
    let (weekday, length) = day_name_at(inside)?;
    let after = inside.get(length..)?;
    let next = after.trim_start_matches(is_blank);
    // (Sun Microsystems) is no Sunday.
    let parted = next.len() < after.len() && !next.starts_with(|c: char| c.is_ascii_alphabetic())
        || next.is_empty()
        || next.starts_with([
            '・', '、', ',', '，', '/', '／', ';', '；', '午', '正', '祝', '休', '振',
        ])
        || next.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'));
    // （土・日）, （月〜金）: days of which none is the date's alone.
    let several = next
        .trim_start_matches(|c: char| {
            is_blank(c)
                || matches!(
                    c,
                    '・' | '、' | ',' | '，' | '/' | '／' | '~' | '～' | '〜' | '-' | '－'
                )
        })
        .chars()
        .next()
        .is_some_and(is_day);
    (parted && !several).then_some((weekday, end.0 + end.1.len_utf8()))
}

fn is_day(c: char) -> bool {
    matches!(c, '月' | '火' | '水' | '木' | '金' | '土' | '日')
}

/// A date, where it starts, and as [`Mention::of`].
type DateBefore = (Written, usize, Option<(u32, u32)>);

/// The date before a weekday that begins at `from` or later: its start, and of a day alone the month and
/// day of the date that gave it its month.
fn date_before(
    text: &str,
    from: usize,
    mark: &Mark,
    last: Option<&(Written, (u32, u32))>,
) -> Option<DateBefore> {
    let until_day = text.get(from..mark.at)?;
    if let Some((written, start)) = date_at_end(until_day, from) {
        // 翌年９月１１日, 25/9/11: the date goes on to the left, and what it says there is not read.
        let head = &text[..start];
        return (!goes_on(head) || years_ahead(head).is_some()).then_some((written, start, None));
    }
    day_after(text, from, mark.at, last)
}

/// 12日 behind 9月11日（木）～, ・ or 及び: a day that takes its month from the date before it.
fn day_after(
    text: &str,
    from: usize,
    end: usize,
    last: Option<&(Written, (u32, u32))>,
) -> Option<DateBefore> {
    let head = text.get(..end)?.trim_end_matches(is_blank);
    let head = head.strip_suffix('日')?.trim_end_matches(is_blank);
    let digits = head
        .chars()
        .rev()
        .take_while(|c| fold(*c).is_ascii_digit() || is_kanji_number(*c));
    let width: usize = digits.map(char::len_utf8).sum();
    let start = head.len().checked_sub(width)?;
    let day = Cursor::new(head.get(start..)?).number()?.value;
    if !(1..=31).contains(&day) || width == 0 || start < from {
        return None;
    }
    let before = text.get(..start)?.trim_end_matches(is_blank);
    let (before, range) = joint(before)?;
    let before = before.trim_end_matches(is_blank);
    let (base, of) = if before.len() == from && last.is_some() {
        let (written, of) = last?;
        (written.clone(), *of)
    } else {
        let (written, start) = date_at_end(before.get(from..)?, from)?;
        if goes_on(&text[..start]) {
            return None;
        }
        let of = (written.month, written.day);
        (written, of)
    };
    let mut written = Written { day, ..base.clone() };
    if day <= base.day {
        // 29日（月）～3日（金） runs into the next month; 29日（月）・3日（金） may mean anything.
        if !range {
            return None;
        }
        (written.month, written.year) = match base.month {
            12 => (1, base.year.map(|year| year + 1)),
            month => (month + 1, base.year),
        };
    }
    // A leap year where none is written: there may be such a day.
    let there_is = chrono::NaiveDate::from_ymd_opt(written.year.unwrap_or(2000), written.month, day);
    there_is.map(|_| (written, start, Some(of)))
}

#[cfg(test)]
mod tests;
