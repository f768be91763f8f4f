//! Parser of moments: date, weekday, time, offset, marks of a deadline.

use super::calendar::{Sep, Year, validate};
use super::clock;
use super::english;
use super::era::{Era, EraStyle};
use super::iso::offset;
use super::layout::{Component, Sink};
use super::tokens::{Cursor, Number, too_long, trimmed};
use super::words::{self, Stop};
use super::written::{MomentError, MomentErrorKind, WeekdayWritten, Written, err};
use std::ops::Range;

/// Parses a moment, reporting its parts to `sink`.
pub(crate) fn moment<S: Sink>(text: &str, sink: &mut S) -> Result<Written, MomentError> {
    if too_long(text) {
        return err(MomentErrorKind::TooLong, 0..text.len());
    }
    let whole = trimmed(text);
    if whole.is_empty() {
        return err(MomentErrorKind::Empty, 0..text.len());
    }
    let mut c = Cursor::new(text).at(whole.start);
    let leading = english::weekday(&mut c, sink);
    let mut written = Reader { whole, sink }.date(&mut c)?;
    written.weekday = leading.map(|(weekday, span)| WeekdayWritten { weekday, span });
    if let Some((weekday, span)) = words::weekday(&mut c, sink) {
        written.weekday = Some(WeekdayWritten { weekday, span });
    }
    let slot = c.pos();
    sink.mark(Component::TimeSlot, slot..slot);
    let mut look = c;
    look.blanks();
    let lead_t = look.peek().is_some_and(|t| matches!(t, 'T' | 't'));
    if lead_t || look.eat_any(&["、", ",", "の", "at "]) {
        if lead_t {
            look.bump();
        }
        look.blanks();
    }
    // 3月13日ちょうど17時
    if look.eat_any(&["ちょうど", "丁度", "きっかり"]) {
        look.blanks();
    }
    if lead_t {
        written.time = clock::compact(&mut look, sink)?;
    }
    if written.time.is_none() {
        written.time = clock::time(&mut look, sink)?;
    }
    if written.time.is_some() {
        c = look;
        written.offset_seconds = zone(&mut c, lead_t)?;
    }
    if written.time.is_none() {
        // 9月10日（水）中 is the end of that day, as a date alone; 17時中 means nothing.
        let mut look = c;
        look.blanks();
        let start = look.pos();
        if look.eat_word("中") {
            let end = look.pos();
            look.eat('に');
            words::limits(&mut look);
            look.blanks();
            if look.at_end() {
                sink.mark(Component::AllDay, start..end);
                c = look;
            }
        }
    }
    words::limits(&mut c);
    c.blanks();
    if c.at_end() {
        return Ok(written);
    }
    let end = trimmed(text).end;
    match words::stop(c, false) {
        Stop::Stray(span) => err(MomentErrorKind::StrayCharacter, span),
        Stop::Vague(span) => err(MomentErrorKind::Vague, span),
        Stop::Other => err(MomentErrorKind::Trailing, c.pos()..end),
    }
}

/// `Z`, `+09:00`, `+0900`, `JST`. A minus is an offset only after a T or after seconds; otherwise it may begin a
/// range of times (9:00-12:00).
fn zone(c: &mut Cursor<'_>, lead_t: bool) -> Result<Option<i32>, MomentError> {
    let mut look = *c;
    look.blanks();
    let start = look.pos();
    for (word, seconds) in [("JST", 32_400), ("UTC", 0), ("GMT", 0), ("Z", 0)] {
        let mut zone = look;
        let bracket = if word == "Z" { None } else { zone.open_bracket() };
        if zone.eat_word(word) && !zone.at_letter() && bracket.is_none_or(|b| zone.eat(b)) {
            *c = zone;
            return Ok(Some(seconds));
        }
    }
    let minus = match look.peek() {
        Some('+') => false,
        Some('-') if lead_t || has_seconds(*c) => true,
        _ => return Ok(None),
    };
    look.bump();
    let Some(first) = look.number() else {
        return Ok(None);
    };
    let (hours, minutes) = match first.digits {
        4 => (first.value / 100, first.value % 100),
        2 => {
            let mut more = look;
            if more.eat(':')
                && let Some(n) = more.number().filter(|n| n.digits == 2)
            {
                look = more;
                (first.value, n.value)
            } else {
                (first.value, 0)
            }
        }
        _ => return Ok(None),
    };
    match offset(minus, hours, minutes) {
        Some(seconds) => {
            *c = look;
            Ok(Some(seconds))
        }
        None => err(MomentErrorKind::NoSuchTime, start..look.pos()),
    }
}

/// Whether the preceding text ends in `:mm:ss`.
fn has_seconds(c: Cursor<'_>) -> bool {
    c.before()
        .chars()
        .rev()
        .map(super::tokens::fold)
        .take_while(|ch| ch.is_ascii_digit() || matches!(ch, ':' | '.' | ' '))
        .filter(|ch| *ch == ':')
        .count()
        == 2
}

struct Reader<'s, S> {
    whole: Range<usize>,
    sink: &'s mut S,
}

impl<S: Sink> Reader<'_, S> {
    /// The error for a text that is not a date, or ceases to be one at `c`.
    fn no_date<T>(&self, c: Cursor<'_>, from: usize) -> Result<T, MomentError> {
        match words::stop(c, false) {
            Stop::Stray(span) => return err(MomentErrorKind::StrayCharacter, span),
            Stop::Vague(span) => return err(MomentErrorKind::Vague, span),
            Stop::Other => {}
        }
        match words::stop(c.at(from), true) {
            Stop::Stray(span) => err(MomentErrorKind::StrayCharacter, span),
            Stop::Vague(span) => err(MomentErrorKind::Vague, span),
            Stop::Other => err(MomentErrorKind::NotADate, self.whole.clone()),
        }
    }

    fn date(&mut self, c: &mut Cursor<'_>) -> Result<Written, MomentError> {
        let start = c.pos();
        if let Some((month, day, year)) = english::date(c, self.sink) {
            return validate(
                year.map_or(Year::None, Year::Western),
                &month,
                &day,
                start..c.pos(),
                (month.span.end, day.span.end),
                Sep::Kanji,
            );
        }
        // 明年 has the same first character as 明治.
        for (words, ahead) in [(["本年", "今年", "当年"], 0), (["来年", "明年", "翌年"], 1)] {
            let mut look = *c;
            if look.eat_any(&words) {
                look.eat('の');
                look.blanks();
                let written = self.date(&mut look)?;
                if written.year.is_some() || written.years_ahead.is_some() {
                    return self.no_date(*c, start);
                }
                *c = look;
                return Ok(Written {
                    years_ahead: Some(ahead),
                    date_span: start..written.date_span.end,
                    ..written
                });
            }
        }
        if let Some((era, style)) = self.era(c) {
            return self.era_date(c, start, era, style);
        }
        c.eat_word("西暦");
        c.blanks();
        let Some(first) = c.number() else {
            return self.no_date(*c, start);
        };
        if first.digits == 8 && first.is_ascii() {
            return self.compact_date(&first);
        }
        let mut look = *c;
        look.blanks();
        let unit = look.pos();
        if first.digits <= 3 && look.eat('月') {
            *c = look;
            self.sink.mark(Component::Month, first.span.clone());
            self.sink.mark(Component::MonthUnit, unit..c.pos());
            let Some(day) = spaced(c) else {
                return self.no_date(*c, start);
            };
            return self.finish(c, start, Year::None, &first, day, Sep::Kanji);
        }
        let Some(sep) = separator(&mut look) else {
            return self.no_date(*c, start);
        };
        let unit = unit..look.pos();
        let repeated = (sep == Sep::Kanji)
            .then(|| repeated_year(&mut look, self.sink))
            .flatten();
        let Some(second) = spaced(&mut look) else {
            return self.no_date(look, start);
        };
        let mut more = look;
        more.blanks();
        let second_unit = more.pos();
        if more_sep(&mut more, sep) {
            let second_unit = second_unit..more.pos();
            let Some(third) = spaced(&mut more) else {
                return self.no_date(more, start);
            };
            *c = more;
            self.sink.mark(Component::Year, first.span.clone());
            self.sink.mark(Component::YearUnit, unit);
            self.sink.mark(Component::Month, second.span.clone());
            self.sink.mark(Component::MonthUnit, second_unit);
            let year = match i32::try_from(first.value) {
                Ok(year) if first.digits == 4 || year >= 1000 => Year::Western(year),
                _ => Year::Short(first.value),
            };
            let written = self.finish(c, start, year, &second, third, sep)?;
            return same_year(written, repeated);
        }
        // 9.10 may be a number; followed by a weekday or a time it is a date.
        let shown = |look: Cursor<'_>| {
            let mut after = look;
            if words::weekday(&mut after, &mut ()).is_some() {
                return true;
            }
            let parted = after.raw().is_some_and(super::tokens::is_blank);
            parted && clock::time(&mut after, &mut ()).is_ok_and(|time| time.is_some())
        };
        let is_day = sep == Sep::Sign('/') || matches!(sep, Sep::Sign('.' | '-')) && shown(look);
        if is_day && first.digits <= 2 && second.digits <= 2 {
            *c = look;
            self.sink.mark(Component::Month, first.span.clone());
            self.sink.mark(Component::MonthUnit, unit);
            return self.finish(c, start, Year::None, &first, second, sep);
        }
        self.no_date(more, start)
    }

    fn era(&mut self, c: &mut Cursor<'_>) -> Option<(Era, EraStyle)> {
        let start = c.pos();
        let first = c.peek()?;
        for era in Era::ALL {
            let style = if c.eat_word(era.name()) {
                EraStyle::Name
            } else if first == era.square() {
                c.bump();
                EraStyle::Square
            } else if first.eq_ignore_ascii_case(&era.letter()) {
                c.bump();
                EraStyle::Letter
            } else if era.name().starts_with(first) {
                c.bump();
                EraStyle::Short
            } else {
                continue;
            };
            self.sink.mark(Component::Era(style), start..c.pos());
            return Some((era, style));
        }
        None
    }

    fn era_date(
        &mut self,
        c: &mut Cursor<'_>,
        start: usize,
        era: Era,
        style: EraStyle,
    ) -> Result<Written, MomentError> {
        c.blanks();
        let at = c.pos();
        let year = if c.eat('元') {
            Some(1)
        } else {
            c.number().filter(|n| n.digits <= 3).map(|n| n.value)
        };
        let Some(year) = year else {
            return self.no_date(*c, start);
        };
        self.sink.mark(Component::Year, at..c.pos());
        let within = repeated_year(c, self.sink);
        c.blanks();
        let unit = c.pos();
        let Some(sep) = separator(c) else {
            return self.no_date(*c, start);
        };
        self.sink.mark(Component::YearUnit, unit..c.pos());
        let repeated = within.or_else(|| repeated_year(c, self.sink));
        let Some(month) = spaced(c) else {
            return self.no_date(*c, start);
        };
        self.sink.mark(Component::Month, month.span.clone());
        c.blanks();
        let unit = c.pos();
        if !more_sep(c, sep) {
            return self.no_date(*c, start);
        }
        self.sink.mark(Component::MonthUnit, unit..c.pos());
        let Some(day) = spaced(c) else {
            return self.no_date(*c, start);
        };
        let written = self.finish(c, start, Year::Era(era, style, year), &month, day, sep)?;
        same_year(written, repeated)
    }

    /// 20250911
    fn compact_date(&mut self, n: &Number) -> Result<Written, MomentError> {
        let at = n.span.start;
        let (m, d) = (at.saturating_add(4), at.saturating_add(6));
        let part = |value: u32, span: Range<usize>| Number {
            value,
            digits: 2,
            span,
            script: n.script,
        };
        let month = part(n.value / 100 % 100, m..d);
        let day = part(n.value % 100, d..n.span.end);
        self.sink.mark(Component::Year, at..m);
        self.sink.mark(Component::Month, m..d);
        self.sink.mark(Component::Day, d..n.span.end);
        let Ok(year) = i32::try_from(n.value / 10_000) else {
            return err(MomentErrorKind::YearOutOfRange, n.span.clone());
        };
        validate(
            Year::Western(year),
            &month,
            &day,
            n.span.clone(),
            (d, n.span.end),
            Sep::Kanji,
        )
    }

    /// Parses the day's 日, and validates the date.
    fn finish(
        &mut self,
        c: &mut Cursor<'_>,
        start: usize,
        year: Year,
        month: &Number,
        day: Number,
        sep: Sep,
    ) -> Result<Written, MomentError> {
        if sep == Sep::Kanji {
            c.blanks();
            if !c.eat('日') {
                return self.no_date(*c, start);
            }
        }
        self.sink.mark(Component::Day, day.span.clone());
        let month_end = day.span.start;
        validate(year, month, &day, start..c.pos(), (month_end, c.pos()), sep)
    }
}

/// The year in its other notation, in brackets: 令和７(2025)年, 令和７年（2025年）, 2025年（令和7年）.
fn repeated_year(c: &mut Cursor<'_>, sink: &mut impl Sink) -> Option<i32> {
    let mut look = *c;
    look.blanks();
    let close = look.open_bracket()?;
    let from = look.pos();
    let era = Era::ALL.into_iter().find(|era| look.eat_word(era.name()));
    let year = match era {
        Some(era) if look.eat('元') => era.western(1)?,
        Some(era) => era.western(look.number()?.value)?,
        None => {
            let year = look.number().filter(|year| year.digits == 4)?;
            i32::try_from(year.value).ok()?
        }
    };
    let span = from..look.pos();
    look.eat('年');
    look.eat(close).then(|| *c = look)?;
    let part = match era {
        Some(_) => Component::RepeatedEraYear,
        None => Component::RepeatedYear,
    };
    sink.mark(part, span);
    Some(year)
}

/// The date, unless its two notations of the year contradict each other.
fn same_year(written: Written, repeated: Option<i32>) -> Result<Written, MomentError> {
    match (written.year, repeated) {
        (Some(year), Some(other)) if year != other => {
            let readings = [year, other].map(|year| format!("{year}年{}月{}日", written.month, written.day));
            err(MomentErrorKind::Ambiguous { readings }, written.date_span)
        }
        _ => Ok(written),
    }
}

/// A number after optional blanks.
fn spaced(c: &mut Cursor<'_>) -> Option<Number> {
    c.blanks();
    c.number()
}

fn separator(c: &mut Cursor<'_>) -> Option<Sep> {
    let sep = match c.peek()? {
        '年' => Sep::Kanji,
        sign @ ('/' | '.' | '-') => Sep::Sign(sign),
        _ => return None,
    };
    let mut look = *c;
    look.bump();
    // 令和7年度3月: a fiscal year, whose March is in another year.
    if sep == Sep::Kanji && look.peek() == Some('度') {
        return None;
    }
    *c = look;
    Some(sep)
}

/// The separator between month and day must match the one before.
fn more_sep(c: &mut Cursor<'_>, sep: Sep) -> bool {
    match sep {
        Sep::Kanji => c.eat('月'),
        Sep::Sign(sign) => c.eat(sign),
    }
}
