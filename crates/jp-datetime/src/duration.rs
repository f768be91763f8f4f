//! Durations of working time (想定作業量): PT7H45M, 6時間半, 半日, 90分.
//!
//! A day is a working day (P1D, 1日), whose length the caller gives. Weeks, months and years are rejected, since the
//! working time in them is undefined; so are person-days (人日), which measure cost rather than time.

mod units;

use super::moment::tokens::{Cursor, Number, Script, is_stray, too_long, trimmed};
use std::ops::Range;
use units::{Measure, Unit, measure};

/// Upper limit: 100,000 hours, half a century of working days.
const MAX_SECONDS: i128 = 360_000_000;

/// What is wrong with a text that should be a duration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DurationErrorKind {
    /// Empty, or blanks only.
    Empty,
    /// Not a duration.
    NotADuration,
    /// A number without a unit.
    NoUnit,
    /// Weeks, months, years.
    CalendarUnit,
    /// 3人日, 2人時: effort of several people, not a duration.
    PersonTime,
    /// Negative.
    Negative,
    /// 2〜3時間: a range.
    ARange,
    /// 数時間: without a number.
    Vague,
    /// More than 100,000 hours.
    TooLong,
    /// Unparsed text after the duration.
    Trailing,
    /// A control character, zero-width character or bidirectional mark.
    StrayCharacter,
    /// More than 200 characters; not parsed.
    TextTooLong,
}

/// Why a text is not a duration, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationError {
    /// What is wrong.
    pub kind: DurationErrorKind,
    /// Range in the given text, on character boundaries.
    pub span: Range<usize>,
}

use DurationErrorKind as Kind;

fn err<T>(kind: Kind, span: Range<usize>) -> Result<T, DurationError> {
    Err(DurationError { kind, span })
}

/// Words of approximation, which are ignored.
const ABOUT: &[&str] = &["約", "およそ", "おおよそ", "概ね", "おおむね", "だいたい"];
const ABOUT_AFTER: &[&str] = &["程度", "前後", "くらい", "ぐらい", "ほど"];

/// Signs between the ends of a range.
const RANGE: &[&str] = &["~", "-", "–", "—", "から", "ないし"];

/// An exact decimal: `whole` + `part` / `scale`.
struct Decimal {
    whole: u32,
    part: u32,
    scale: u32,
    start: usize,
}

impl Decimal {
    /// In seconds, rounded (a third of a day has no finite decimal expansion).
    fn seconds(&self, unit: i128) -> i128 {
        let scale = i128::from(self.scale.max(1));
        // No overflow: 32 + 30 + 63 bits fit into 127.
        let scaled = i128::from(self.whole)
            .saturating_mul(scale)
            .saturating_add(i128::from(self.part))
            .saturating_mul(unit);
        scaled
            .saturating_mul(2)
            .saturating_add(scale)
            .checked_div(scale.saturating_mul(2))
            .unwrap_or(i128::MAX)
    }
}

/// Parses a duration into seconds; a day counts `working_day_seconds`.
///
/// # Errors
/// See [`DurationErrorKind`]; the span points into `text`.
pub fn read(text: &str, working_day_seconds: i64) -> Result<i64, DurationError> {
    if let Some(seconds) = plain(text) {
        return Ok(seconds);
    }
    read_any(text, working_day_seconds)
}

/// Fast path for 「6時間」 and 「90分」; anything else, including errors, is left to the general parser.
fn plain(text: &str) -> Option<i64> {
    let (number, unit) = match text.strip_suffix("時間") {
        Some(number) => (number, 3600),
        None => (text.strip_suffix('分')?, 60),
    };
    if !(1..=3).contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    number.parse::<i64>().ok().map(|number| number * unit)
}

fn read_any(text: &str, working_day_seconds: i64) -> Result<i64, DurationError> {
    if too_long(text) {
        return err(Kind::TextTooLong, 0..text.len());
    }
    let whole = trimmed(text);
    if whole.is_empty() {
        return err(Kind::Empty, 0..text.len());
    }
    let day = i128::from(working_day_seconds.max(0));
    let mut c = Cursor::new(text).at(whole.start);
    negative(&mut c)?;
    let mut iso = c;
    let total = if iso.eat_word("P") && (iso.eat_word("T") || at_digit(iso)) {
        c.bump();
        iso_parts(&mut c, day, &whole)?
    } else {
        while c.eat_any(ABOUT) {
            c.blanks();
        }
        let total = parts(&mut c, day, &whole)?;
        c.blanks();
        while c.eat_any(ABOUT_AFTER) {
            c.blanks();
        }
        total
    };
    c.blanks();
    if !c.at_end() {
        let mut look = c;
        if look.eat_any(RANGE) {
            look.blanks();
            if look.number().is_some() {
                return err(Kind::ARange, whole);
            }
        }
        return stopped(c, Kind::Trailing, c.pos()..whole.end);
    }
    match i64::try_from(total) {
        Ok(seconds) if total <= MAX_SECONDS => Ok(seconds),
        _ => err(Kind::TooLong, whole),
    }
}

fn at_digit(c: Cursor<'_>) -> bool {
    c.peek().is_some_and(|c| c.is_ascii_digit())
}

/// Signs of a negative amount; ▲ is used in budget documents.
fn negative(c: &mut Cursor<'_>) -> Result<(), DurationError> {
    let start = c.pos();
    if c.eat_any(&["-", "▲", "△", "マイナス"]) {
        return err(Kind::Negative, start..c.pos());
    }
    c.eat('+');
    c.blanks();
    Ok(())
}

fn stopped<T>(c: Cursor<'_>, kind: Kind, span: Range<usize>) -> Result<T, DurationError> {
    let mut look = c;
    look.blanks();
    let at = look.pos();
    if look.raw().is_some_and(is_stray) {
        look.bump();
        return err(Kind::StrayCharacter, at..look.pos());
    }
    err(kind, span)
}

/// A decimal number. Digits after the ninth decimal are less than a second and are ignored.
fn decimal(c: &mut Cursor<'_>, iso: bool) -> Option<Decimal> {
    let whole: Number = c.number()?;
    let mut out = Decimal {
        whole: whole.value,
        part: 0,
        scale: 1,
        start: whole.span.start,
    };
    let mut look = *c;
    if whole.script != Script::Kanji && (look.eat('.') || (iso && look.eat(','))) && at_digit(look) {
        while let Some(d) = look.peek().and_then(|c| c.to_digit(10)) {
            if out.scale < 1_000_000_000 {
                out.part = out.part.saturating_mul(10).saturating_add(d);
                out.scale = out.scale.saturating_mul(10);
            }
            look.bump();
        }
        *c = look;
    }
    Some(out)
}

fn length(unit: Unit, day: i128) -> i128 {
    match unit {
        Unit::Day => day,
        Unit::Hour => 3600,
        Unit::Minute => 60,
        Unit::Second => 1,
    }
}

/// The part after P of an ISO 8601 duration.
fn iso_parts(c: &mut Cursor<'_>, day: i128, whole: &Range<usize>) -> Result<i128, DurationError> {
    let (mut total, mut last, mut timed) = (0_i128, None, false);
    let mut decimals = false;
    loop {
        if !timed && c.eat_word("T") {
            timed = true;
            // A T without a time is incomplete.
            last = last.max(Some(Unit::Day)).filter(|_| at_digit(*c));
            if last.is_none() {
                return stopped(*c, Kind::NotADuration, whole.clone());
            }
        }
        if !at_digit(*c) {
            break;
        }
        // Only the smallest unit may have decimals.
        if decimals {
            return err(Kind::NotADuration, whole.clone());
        }
        let Some(n) = decimal(c, true) else { break };
        decimals = n.scale > 1;
        let unit = match c.peek().map(|u| u.to_ascii_uppercase()) {
            Some('D') if !timed => Unit::Day,
            Some('H') if timed => Unit::Hour,
            Some('M') if timed => Unit::Minute,
            Some('S') if timed => Unit::Second,
            Some('W' | 'M' | 'Y') if !timed => {
                c.bump();
                return err(Kind::CalendarUnit, n.start..c.pos());
            }
            None => return err(Kind::NoUnit, n.start..c.pos()),
            Some(_) => return stopped(*c, Kind::NotADuration, whole.clone()),
        };
        c.bump();
        // Units must decrease; hours and less only follow the T.
        if last.is_some_and(|l| l >= unit) {
            return err(Kind::NotADuration, whole.clone());
        }
        last = Some(unit);
        total = total.saturating_add(n.seconds(length(unit, day)));
    }
    if last.is_none() {
        return stopped(*c, Kind::NotADuration, whole.clone());
    }
    Ok(total)
}

/// 1日と2時間30分, 1h30m, 6時間半, 半日.
fn parts(c: &mut Cursor<'_>, day: i128, whole: &Range<usize>) -> Result<i128, DurationError> {
    let (mut total, mut last) = (0_i128, None::<Unit>);
    loop {
        let mut look = *c;
        look.blanks();
        if last.is_some() && look.eat_any(&["と", "、", ","]) {
            look.blanks();
        }
        let start = look.pos();
        let halved = look.eat('半');
        look.blanks();
        let number = if halved { None } else { decimal(&mut look, false) };
        if !halved && number.is_none() {
            break;
        }
        let number_end = look.pos();
        look.blanks();
        let unit = match measure(&mut look) {
            Measure::Unit(unit) => unit,
            Measure::Calendar => return err(Kind::CalendarUnit, start..look.pos()),
            Measure::Person => return err(Kind::PersonTime, start..look.pos()),
            Measure::None if halved => break,
            Measure::None => return unitless(look, start..number_end, whole),
        };
        if last.is_some_and(|l| l >= unit) {
            break;
        }
        last = Some(unit);
        // 半 before the unit halves it, after the unit it adds a half: 6時間半.
        let half = length(unit, day).saturating_add(1) / 2;
        *c = look;
        look.blanks();
        let and_half = !halved && unit <= Unit::Hour && look.eat('半');
        if and_half {
            *c = look;
        }
        total = total.saturating_add(number.map_or(half, |n| n.seconds(length(unit, day))));
        if and_half {
            total = total.saturating_add(half);
        }
    }
    if last.is_some() {
        return Ok(total);
    }
    let start = c.pos();
    if c.eat_any(&["数", "若干", "少々", "未定"]) {
        return err(Kind::Vague, start..c.pos());
    }
    stopped(*c, Kind::NotADuration, whole.clone())
}

/// The error for a number without a known unit.
fn unitless<T>(mut c: Cursor<'_>, number: Range<usize>, whole: &Range<usize>) -> Result<T, DurationError> {
    let mut after = c;
    if c.eat_any(RANGE) {
        c.blanks();
        if c.number().is_some() {
            return err(Kind::ARange, number.start..whole.end);
        }
    }
    if after.at_end() || after.eat_any(ABOUT_AFTER) {
        return err(Kind::NoUnit, number);
    }
    stopped(after, Kind::NotADuration, whole.clone())
}

/// An ISO 8601 duration in hours, minutes and seconds: "PT47H30M". Without days, as P1D would be read as a working
/// day.
pub fn iso(seconds: i64) -> String {
    let all = seconds.unsigned_abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    let mut out = String::with_capacity(16);
    out.push_str(if seconds < 0 { "-PT" } else { "PT" });
    for (amount, unit) in [(hours, 'H'), (minutes, 'M'), (rest, 'S')] {
        if amount > 0 || (all == 0 && unit == 'S') {
            push_number(&mut out, amount);
            out.push(unit);
        }
    }
    out
}

/// Formats a number without `fmt`: called a dozen times per request.
fn push_number(out: &mut String, number: u64) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or_default()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_reads_as_the_long_way_does() {
        for number in 0..=999 {
            for text in [
                format!("{number}時間"),
                format!("{number}分"),
                format!("{number:03}分"),
            ] {
                assert_eq!(plain(&text), read_any(&text, 27_900).ok(), "{text}");
            }
        }
        for text in ["時間", "1000時間", "-1分", "６時間", "6 時間"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
