//! Times of day: 17時30分, 午後5時半, 正午, 17:30:00, 5:30 PM.

use super::layout::{Component, Sink};
use super::tokens::{Cursor, Number, Script};
use std::ops::Range;

/// A time of day as written; `24:00` has hour 24.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeWritten {
    /// 0 to 24, with 午後 and PM applied.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
    /// Range in the given text.
    pub span: Range<usize>,
}

/// What is wrong with a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    NoSuchTime,
    /// 午後12時: read in two ways.
    Ambiguous([String; 2]),
    /// 午前中: not a single moment.
    Vague,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub kind: FaultKind,
    pub span: Range<usize>,
}

/// A half-day marker (午前, PM).
struct HalfDay {
    after_noon: bool,
    latin: bool,
    span: Range<usize>,
}

/// Numbers and units of a time before validation.
struct Digits {
    hour: Number,
    hour_end: usize,
    minute: Option<(Number, usize)>,
    half_hour: Option<Range<usize>>,
    second: Option<(Number, usize)>,
    kind: Notation,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Notation {
    /// 17時30分
    Kanji,
    /// 17:30
    Colon,
    /// 5 PM
    Bare,
}

fn half_day(c: &mut Cursor<'_>) -> Option<HalfDay> {
    let start = c.pos();
    for (word, after_noon) in [("午前", false), ("午後", true), ("午后", true)] {
        if c.eat_word(word) {
            return Some(HalfDay {
                after_noon,
                latin: false,
                span: start..c.pos(),
            });
        }
    }
    let mut look = *c;
    let after_noon = match look.peek()?.to_ascii_lowercase() {
        'a' => false,
        'p' => true,
        _ => return None,
    };
    look.bump();
    let dotted = look.eat('.');
    if !look.eat_word("m") || look.at_letter() {
        return None;
    }
    if dotted {
        look.eat('.');
    }
    *c = look;
    Some(HalfDay {
        after_noon,
        latin: true,
        span: start..c.pos(),
    })
}

/// A number after optional blanks.
fn spaced_number(c: &mut Cursor<'_>) -> Option<Number> {
    c.blanks();
    c.number()
}

/// Parses a time; the cursor moves only if there is one.
pub(crate) fn time<S: Sink>(c: &mut Cursor<'_>, sink: &mut S) -> Result<Option<TimeWritten>, Fault> {
    let start = c.pos();
    let mut look = *c;
    if look.eat_word("正午") {
        *c = look;
        sink.mark(Component::Noon, start..c.pos());
        return Ok(Some(TimeWritten {
            hour: 12,
            minute: 0,
            second: 0,
            span: start..c.pos(),
        }));
    }
    let before = half_day(&mut look);
    let Some(hour) = spaced_number(&mut look) else {
        let Some(half) = before.filter(|h| !h.latin) else {
            return Ok(None);
        };
        // 午前中, 午後一番 are not moments.
        let mut word = c.at(half.span.end);
        word.eat_any(&["中", "一番", "イチ"]);
        return Err(Fault {
            kind: FaultKind::Vague,
            span: start..word.pos(),
        });
    };
    let hour_at = hour.span.clone();
    let Some(digits) = digits(&mut look, hour, sink) else {
        return Ok(None);
    };
    let mut after = None;
    if before.is_none() && digits.kind != Notation::Kanji {
        let mut tail = look;
        tail.blanks();
        after = half_day(&mut tail).filter(|h| h.latin);
        if after.is_some() {
            look = tail;
        }
    }
    let latin = after.is_some() || before.as_ref().is_some_and(|h| h.latin);
    if digits.kind == Notation::Bare && !latin {
        return Ok(None);
    }
    if let Some(h) = &before {
        sink.mark(Component::HalfBefore, h.span.clone());
    }
    if let Some(h) = &after {
        sink.mark(Component::HalfAfter, h.span.clone());
    }
    sink.mark(Component::Hour, hour_at);
    let span = start..look.pos();
    let written = validate(&digits, before.as_ref(), after.as_ref(), span)?;
    *c = look;
    Ok(Some(written))
}

/// Continues after the hour. `None` if no time follows the notation begun, as in "17:".
fn digits<S: Sink>(c: &mut Cursor<'_>, hour: Number, sink: &mut S) -> Option<Digits> {
    let mut out = Digits {
        hour_end: hour.span.end,
        hour,
        minute: None,
        half_hour: None,
        second: None,
        kind: Notation::Bare,
    };
    let mut look = *c;
    look.blanks();
    let unit_start = look.pos();
    if look.eat('時') {
        *c = look;
        out.kind = Notation::Kanji;
        out.hour_end = c.pos();
        sink.mark(Component::HourUnit, unit_start..c.pos());
        kanji_rest(c, &mut out, sink);
        return Some(out);
    }
    if !look.eat(':') {
        return Some(out);
    }
    sink.mark(Component::HourUnit, unit_start..look.pos());
    out.kind = Notation::Colon;
    // Kanji numerals are used with 時 and 分, not with colons.
    let arabic = |n: &Number| n.script != Script::Kanji;
    if !arabic(&out.hour) {
        return None;
    }
    let minute = spaced_number(&mut look).filter(arabic)?;
    sink.mark(Component::Minute, minute.span.clone());
    *c = look;
    let end = minute.span.end;
    out.minute = Some((minute, end));
    look.blanks();
    if look.eat(':')
        && let Some(second) = spaced_number(&mut look).filter(arabic)
    {
        sink.mark(Component::Second, second.span.clone());
        *c = look;
        let end = second.span.end;
        out.second = Some((second, end));
        fraction(c, sink);
    }
    Some(out)
}

/// Skips a fraction of a second: moments are in whole seconds.
fn fraction<S: Sink>(c: &mut Cursor<'_>, sink: &mut S) {
    let mut look = *c;
    if look.eat('.')
        && let Some(n) = look.number()
    {
        sink.mark(Component::Fraction, n.span);
        *c = look;
    }
}

/// 30分05秒 or 半 after 時.
fn kanji_rest<S: Sink>(c: &mut Cursor<'_>, out: &mut Digits, sink: &mut S) {
    let mut look = *c;
    look.blanks();
    let start = look.pos();
    if look.eat('半') {
        *c = look;
        sink.mark(Component::HalfHour, start..c.pos());
        out.half_hour = Some(start..c.pos());
        return;
    }
    let Some((minute, end)) = counted(&mut look, '分') else {
        return;
    };
    *c = look;
    sink.mark(Component::Minute, minute.span.clone());
    sink.mark(Component::MinuteUnit, end.clone());
    out.minute = Some((minute, end.end));
    let Some((second, end)) = counted(&mut look, '秒') else {
        return;
    };
    *c = look;
    sink.mark(Component::Second, second.span.clone());
    out.second = Some((second, end.end));
}

/// A number with its unit, and the unit's range.
fn counted(c: &mut Cursor<'_>, unit: char) -> Option<(Number, Range<usize>)> {
    let number = spaced_number(c)?;
    c.blanks();
    let start = c.pos();
    c.eat(unit).then(|| (number, start..c.pos()))
}

/// `170000` or `1700` after the T of `20250911T170000`.
pub(crate) fn compact<S: Sink>(c: &mut Cursor<'_>, sink: &mut S) -> Result<Option<TimeWritten>, Fault> {
    let mut look = *c;
    let Some(run) = look.number() else {
        return Ok(None);
    };
    if !run.is_ascii() || !matches!(run.digits, 4 | 6) || look.peek() == Some(':') {
        return Ok(None);
    }
    let start = run.span.start;
    let pair = |divisor: u32, at: usize| {
        let from = start.saturating_add(at);
        Number {
            value: run
                .value
                .checked_div(divisor)
                .unwrap_or(0)
                .checked_rem(100)
                .unwrap_or(0),
            digits: 2,
            span: from..from.saturating_add(2),
            script: run.script,
        }
    };
    let seconds = run.digits == 6;
    let hour = pair(if seconds { 10_000 } else { 100 }, 0);
    let minute = pair(if seconds { 100 } else { 1 }, 2);
    let second = seconds.then(|| pair(1, 4));
    sink.mark(Component::Hour, hour.span.clone());
    sink.mark(Component::Minute, minute.span.clone());
    if let Some(s) = &second {
        sink.mark(Component::Second, s.span.clone());
    }
    let (minute_end, second_end) = (minute.span.end, run.span.end);
    let digits = Digits {
        hour_end: hour.span.end,
        hour,
        minute: Some((minute, minute_end)),
        half_hour: None,
        second: second.map(|s| (s, second_end)),
        kind: Notation::Colon,
    };
    if seconds {
        fraction(&mut look, sink);
    }
    let written = validate(&digits, None, None, start..look.pos())?;
    *c = look;
    Ok(Some(written))
}

/// Rejects times that do not exist.
fn validate(
    digits: &Digits,
    before: Option<&HalfDay>,
    after: Option<&HalfDay>,
    span: Range<usize>,
) -> Result<TimeWritten, Fault> {
    let no_such = |span: Range<usize>| Fault {
        kind: FaultKind::NoSuchTime,
        span,
    };
    let colon = digits.kind == Notation::Colon;
    let hour_span = digits.hour.span.start..digits.hour_end;
    let hour = digits.hour.value;
    if hour > 24 || digits.hour.digits > 2 {
        return Err(no_such(hour_span));
    }
    let mut sixtieth = [0_u32; 2];
    for (slot, part) in sixtieth.iter_mut().zip([&digits.minute, &digits.second]) {
        if let Some((number, end)) = part {
            // "17:5" may mean 17:05 or 17:50.
            let wrong_width = if colon {
                number.digits != 2
            } else {
                number.digits > 3
            };
            if number.value > 59 || wrong_width {
                return Err(no_such(number.span.start..*end));
            }
            *slot = number.value;
        }
    }
    let [mut minute, second] = sixtieth;
    if digits.half_hour.is_some() {
        minute = 30;
    }
    let hour = match (before, after) {
        (None, None) if hour == 24 && (minute > 0 || second > 0) => return Err(no_such(span)),
        (None, None) => hour,
        (Some(half), _) | (None, Some(half)) => {
            let noon = if half.after_noon { 12_u32 } else { 0 };
            match hour {
                0..=11 => hour.saturating_add(noon),
                // "12:30 PM" is unambiguous in English.
                12 if after.is_some() => noon,
                12 => {
                    return Err(Fault {
                        kind: FaultKind::Ambiguous(twelve(half.after_noon, minute)),
                        span,
                    });
                }
                _ => return Err(no_such(half.span.start.min(hour_span.start)..span.end)),
            }
        }
    };
    Ok(TimeWritten {
        hour,
        minute,
        second,
        span,
    })
}

/// The two readings of 午前12時 and 午後12時, the common one first. By the decree of 1872 (明治5年太政官布告第337号) 午前12時
/// is noon and 午後12時 midnight; clocks and timetables use them the other way round.
fn twelve(after_noon: bool, minute: u32) -> [String; 2] {
    let (noon, night) = match (after_noon, minute) {
        (true, 0) => ("正午".to_owned(), "24時".to_owned()),
        (true, m) => (format!("12時{m:02}分"), format!("翌日0時{m:02}分")),
        (false, 0) => ("正午".to_owned(), "0時".to_owned()),
        (false, m) => (format!("12時{m:02}分"), format!("0時{m:02}分")),
    };
    if after_noon { [noon, night] } else { [night, noon] }
}
