//! Dates and times in a request's free texts: 「９月１１日（木）までに御回答ください」 in a body.

mod label_words;
mod purpose;

use std::borrow::Cow;
use std::ops::Range;

use chrono::Weekday;
use jp_datetime::prose::{Day, DayMonth, Expression, Joined, Reading, Role, WeekdayDate};

use crate::source::Span;
pub use purpose::Purpose;

/// Limit on the dates of one request's texts: a schedule of some years. Weekdays of dates past it are not checked,
/// and [`Mentions::cut`] is set.
pub const MAX_MENTIONS: usize = 1000;

/// A date in a text with its weekday.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The date's place, weekday included.
    pub span: Span,
    /// The date as read.
    pub date: WeekdayDate,
}

/// A day to come with its weekday and without a month of its own: 「11日（金）までに」, 今月12日（木）.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayAlone {
    /// Its place, weekday included.
    pub span: Span,
    /// The day of the month.
    pub day: u32,
    /// Months after the present one, if stated: 来月.
    pub ahead: Option<i32>,
    /// Days after the sending, if words beside it state them: 明日10日.
    pub days_ahead: Option<i64>,
    /// The month of the date before it, which may be meant.
    pub month_before: Option<u32>,
    /// The weekday as written.
    pub weekday: Weekday,
}

/// The days alone of a text at byte `base`; those that continue a date are among the reader's dates.
fn days_alone(text: &str, base: usize, reading: &Reading) -> Vec<DayAlone> {
    let mut month_before = None;
    let mut found = Vec::new();
    for expression in reading.expressions() {
        if let Day::Date { month, .. } = expression.day {
            month_before = Some(month);
        }
        // 明日10日（木）: the day is written beside another.
        let days = [Some(expression.day), expression.restated_day];
        let day = days.into_iter().flatten().find_map(|day| match day {
            Day::OfMonth { month, day } => Some((month, day)),
            _ => None,
        });
        let (Some((month, day)), Some((weekday, at))) = (day, &expression.weekday) else {
            continue;
        };
        let is_to_come = expression.role.is_deadline() || expression.role == Role::Hearing;
        let is_dated = || {
            let mut dates = reading.weekday_dates().iter();
            dates.any(|date| {
                date.range.start < expression.range.end && expression.range.start < date.range.end
            })
        };
        if expression.quoted || !is_to_come || is_dated() {
            continue;
        }
        // 今月 before the day stays as it is where the day is changed.
        let words = text.get(expression.range.clone()).unwrap_or_default();
        let start = expression.range.start + words.find(char::is_numeric).unwrap_or(0);
        let behind = text.get(at.end..).unwrap_or_default();
        let closing = behind.chars().next().filter(|c| matches!(c, ')' | '）'));
        let end = at.end + closing.map_or(0, char::len_utf8);
        found.push(DayAlone {
            span: Span::new(base + start, base + end),
            day,
            ahead: match month {
                DayMonth::Ahead(months) => Some(months),
                DayMonth::Unspecified | DayMonth::OfLast => None,
            },
            days_ahead: match (expression.day, expression.restated_day) {
                (Day::Days(days), Some(_)) | (_, Some(Day::Days(days))) => Some(days),
                _ => None,
            },
            month_before,
            weekday: *weekday,
        });
    }
    found
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

/// The dates and times of one free text.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Which text.
    pub text: FreeText,
    /// The expressions and mentions in it.
    pub reading: Reading,
    /// For each expression its span in the source, and its words with white space normalised.
    pub places: Vec<(Span, Box<str>)>,
    /// For each expression of a deadline, what its clause says is due: 質問 of 「御質問は、９月９日までに」.
    pub subjects: Vec<Option<Box<str>>>,
    /// For each expression, what a deadline is for.
    pub purposes: Vec<Purpose>,
}

/// What each deadline of a text is for, by the words between it and its neighbours.
fn purposes(text: &str, expressions: &[Expression]) -> Vec<Purpose> {
    /// How far behind a deadline its words are looked for, in bytes.
    const REACH: usize = 96;
    let purpose_of = |(number, expression): (usize, &Expression)| {
        if !expression.role.is_deadline() {
            return Purpose::Unstated;
        }
        // The purpose of a range is written before its start.
        let earlier = expressions.get(..=number).unwrap_or_default();
        let first = earlier
            .iter()
            .rposition(|one| one.joined == Joined::No)
            .unwrap_or(0);
        let previous = first.checked_sub(1).and_then(|before| expressions.get(before));
        let from = previous.map_or(0, |previous| previous.range.end);
        let until = expressions
            .get(first)
            .map_or(expression.range.start, |start| start.range.start);
        let end = text.floor_char_boundary(expression.range.end.saturating_add(REACH));
        purpose::purpose(
            text.get(from..until).unwrap_or_default(),
            text.get(expression.range.end..end).unwrap_or_default(),
            previous.is_some_and(|previous| previous.role.is_deadline()),
            expression.labelled,
        )
    };
    expressions.iter().enumerate().map(purpose_of).collect()
}

/// What the clause before a moment says is due, as its last words: 御質問 of 「御質問がある場合は、」.
fn subject(before: &str) -> &str {
    /// The longest clause that is looked at, in bytes.
    const CLAUSE_LIMIT: usize = 96;
    const ENDS: [&str; 18] = [
        "は",
        "が",
        "を",
        "も",
        "については",
        "につきましては",
        "がある場合",
        "等がある場合",
        "がございましたら",
        "がありましたら",
        "があれば",
        "の提出",
        "の送付",
        "の登録",
        "の期限",
        "期限",
        "締切",
        "〆切",
    ];
    let from = before.ceil_char_boundary(before.len().saturating_sub(CLAUSE_LIMIT));
    let near = before.get(from..).unwrap_or_default();
    let mut subject = near.rsplit(['。', '\n']).next().unwrap_or_default();
    // 「９月１０日１２時（質問）、９月１２日」: the bracket is of the moment before.
    if ["）、", ")、", "），", "),"]
        .iter()
        .any(|end| subject.trim_end().ends_with(end))
    {
        return "";
    }
    loop {
        let bare = subject.trim_end_matches(|c: char| c.is_whitespace() || "、，,：:】）)（(".contains(c));
        let rest = ENDS.iter().find_map(|end| bare.strip_suffix(end));
        match rest {
            Some(rest) => subject = rest,
            None => return bare,
        }
    }
}

/// A text as written in its file, with `\n` and `\t` of a double-quoted scalar replaced by a blank and the character:
/// the length, and so every position, is kept.
pub(crate) fn unescaped(written: &str) -> Cow<'_, str> {
    if written.contains('\\') && (written.contains("\\n") || written.contains("\\t")) {
        Cow::Owned(written.replace("\\n", " \n").replace("\\t", " \t"))
    } else {
        Cow::Borrowed(written)
    }
}

/// Dates with weekdays, and everything else about time, in a request's free texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    /// One per text that has an expression of time.
    pub passages: Vec<Passage>,
    /// In the order of the texts.
    pub dates: Vec<Mention>,
    /// Likewise, days without a month.
    pub days_alone: Vec<DayAlone>,
    /// Whether dates past [`MAX_MENTIONS`] were left out.
    pub cut: bool,
    /// The spans of texts without an expression of time.
    pub silent: Vec<Span>,
}

impl Mentions {
    /// The number of expressions of time in all texts.
    pub fn count(&self) -> usize {
        self.passages.iter().map(|passage| passage.places.len()).sum()
    }

    /// What the deadline at a place is for; `None` if none is there.
    pub fn purpose_at(&self, place: Span) -> Option<&Purpose> {
        self.passages.iter().find_map(|passage| {
            let mut places = passage.places.iter().zip(&passage.purposes);
            places.find_map(|((span, _), purpose)| (*span == place).then_some(purpose))
        })
    }

    /// Adds what was read of a text at byte `base` of the source.
    pub fn take(&mut self, kind: FreeText, text: &str, base: u32, reading: Reading) {
        let room = MAX_MENTIONS.saturating_sub(self.dates.len());
        let dates = reading.weekday_dates();
        self.cut |= dates.len() > room;
        self.dates.extend(dates.iter().take(room).map(|date| Mention {
            span: Span::new(base as usize + date.range.start, base as usize + date.range.end),
            date: date.clone(),
        }));
        let room = MAX_MENTIONS.saturating_sub(self.days_alone.len());
        let days = days_alone(text, base as usize, &reading);
        self.cut |= days.len() > room;
        self.days_alone.extend(days.into_iter().take(room));
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
        let places = reading
            .expressions()
            .iter()
            .map(|expression| place(&expression.range));
        let subjects = reading.expressions().iter().map(|expression| {
            let before = text
                .get(..expression.range.start)
                .filter(|_| expression.role.is_deadline())?;
            Some(subject(before).into())
        });
        self.passages.push(Passage {
            text: kind,
            places: places.collect(),
            subjects: subjects.collect(),
            purposes: purposes(&unescaped(text), reading.expressions()),
            reading,
        });
    }
}
