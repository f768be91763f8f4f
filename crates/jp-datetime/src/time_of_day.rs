//! Times of day and ranges of them, for opening hours and limits (執務時間):
//! 8:30-17:15, 9時から17時まで, 午後5時半.

use super::moment::tokens::{Cursor, too_long, trimmed};
use super::moment::{Fault, FaultKind, Stop, limits, read_clock, stop};
use std::ops::Range;

/// What is wrong with a text that should be a time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeErrorKind {
    /// Nothing, or blanks only.
    Empty,
    /// Not a time.
    NotATime,
    /// 25時, 17時60分; also seconds, as these times are in minutes.
    NoSuchTime,
    /// 午後12時: two readings, the common one first.
    Ambiguous {
        /// Unambiguous notations: 正午, 24時.
        readings: [String; 2],
    },
    /// 頃, 午前中.
    Vague,
    /// A range without its second time, or without a separator.
    NotARange,
    /// 17:15-8:30, 9:00-9:00. A range may not cross midnight.
    EndNotAfterStart,
    /// Unparsed text after the time.
    Trailing,
    /// A control character, zero-width character or bidirectional mark.
    StrayCharacter,
    /// More than 200 characters; not parsed.
    TooLong,
}

/// Why a text is not a time of day, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeError {
    /// What is wrong.
    pub kind: TimeErrorKind,
    /// Range in the given text, on character boundaries.
    pub span: Range<usize>,
}

impl From<Fault> for TimeError {
    fn from(fault: Fault) -> Self {
        TimeError {
            kind: match fault.kind {
                FaultKind::NoSuchTime => TimeErrorKind::NoSuchTime,
                FaultKind::Ambiguous(readings) => TimeErrorKind::Ambiguous { readings },
                FaultKind::Vague => TimeErrorKind::Vague,
            },
            span: fault.span,
        }
    }
}

fn err<T>(kind: TimeErrorKind, span: Range<usize>) -> Result<T, TimeError> {
    Err(TimeError { kind, span })
}

/// Parses a time of day, in minutes since midnight; 24:00 is 1440.
///
/// # Errors
/// See [`TimeErrorKind`]; the span points into `text`.
pub fn read_time(text: &str) -> Result<u32, TimeError> {
    let mut c = begin(text)?;
    let minutes = minutes(&mut c, TimeErrorKind::NotATime)?;
    end(c)?;
    Ok(minutes)
}

/// Splits 「同日18時」 into 同日 with its separator, and the time.
pub fn same_day(text: &str) -> (&str, &str) {
    let blank = |c: char| c.is_whitespace();
    let text_at = text.trim_start_matches(blank);
    let time = ["同日", "同じ日", "同"]
        .iter()
        .find_map(|word| text_at.strip_prefix(word))
        .map_or(text, |rest| {
            rest.trim_start_matches(|c: char| blank(c) || matches!(c, 'の' | '、'))
        });
    text.split_at(text.len() - time.len())
}

/// Parses a range of times, in minutes since midnight. It ends after it starts, at most at 24:00 (1440).
///
/// # Errors
/// See [`TimeErrorKind`]; the span points into `text`.
pub fn read_range(text: &str) -> Result<(u32, u32), TimeError> {
    if let Some(found) = plain_range(text) {
        return Ok(found);
    }
    read_any_range(text)
}

/// Fast path for `8:30-17:15`; anything else, including errors, is left to the general parser.
fn plain_range(text: &str) -> Option<(u32, u32)> {
    let time = |part: &str| {
        let (hour, minute) = part.split_once(':')?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !matches!(hour.len(), 1 | 2) || minute.len() != 2 || !digits(hour) || !digits(minute) {
            return None;
        }
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    };
    let (from, to) = text.split_once('-')?;
    let (from, to) = (time(from)?, time(to)?);
    (from < to).then_some((from, to))
}

fn read_any_range(text: &str) -> Result<(u32, u32), TimeError> {
    let mut c = begin(text)?;
    let whole = trimmed(text);
    let from = minutes(&mut c, TimeErrorKind::NotATime)?;
    c.blanks();
    let to_sign = ["-", "~", "–", "—", "―", "─", "ー", "から", "より"];
    if !c.eat_any(&to_sign) {
        return stopped(c, TimeErrorKind::NotARange);
    }
    c.blanks();
    let to = minutes(&mut c, TimeErrorKind::NotARange)?;
    end(c)?;
    if to <= from {
        return err(TimeErrorKind::EndNotAfterStart, whole);
    }
    Ok((from, to))
}

fn begin(text: &str) -> Result<Cursor<'_>, TimeError> {
    if too_long(text) {
        return err(TimeErrorKind::TooLong, 0..text.len());
    }
    let whole = trimmed(text);
    if whole.is_empty() {
        return err(TimeErrorKind::Empty, 0..text.len());
    }
    Ok(Cursor::new(text).at(whole.start))
}

fn minutes(c: &mut Cursor<'_>, missing: TimeErrorKind) -> Result<u32, TimeError> {
    let Some(time) = read_clock(c, &mut ())? else {
        return stopped(*c, missing);
    };
    if time.second > 0 {
        return err(TimeErrorKind::NoSuchTime, time.span);
    }
    Ok(time.hour.saturating_mul(60).saturating_add(time.minute))
}

/// Only 「まで」 and the like may follow.
fn end(mut c: Cursor<'_>) -> Result<(), TimeError> {
    limits(&mut c);
    c.blanks();
    if c.at_end() {
        Ok(())
    } else {
        stopped(c, TimeErrorKind::Trailing)
    }
}

/// The error for a text that becomes invalid at `c`.
fn stopped<T>(c: Cursor<'_>, otherwise: TimeErrorKind) -> Result<T, TimeError> {
    match stop(c, false) {
        Stop::Stray(span) => err(TimeErrorKind::StrayCharacter, span),
        Stop::Vague(span) => err(TimeErrorKind::Vague, span),
        Stop::Other => {
            let end = c.pos().saturating_add(c.rest().len());
            let rest = trimmed(c.rest());
            let start = c.pos().saturating_add(rest.start);
            let stop = c.pos().saturating_add(rest.end);
            err(otherwise, start.min(end)..stop.min(end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_reads_as_the_long_way_does() {
        for from in 0..24 * 60 {
            for to in [from + 1, from + 7, 1439] {
                for text in [
                    format!("{}:{:02}-{}:{:02}", from / 60, from % 60, to / 60, to % 60),
                    format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60),
                ] {
                    if let Some(found) = plain_range(&text) {
                        assert_eq!(read_any_range(&text), Ok(found), "{text}");
                    }
                }
            }
        }
        assert_eq!(plain_range("8:30-17:15"), Some((510, 1035)));
        for text in [
            "17:15-8:30",
            "8:60-9:00",
            "8:30-24:00",
            "8:30",
            "8:3-9:00",
            "+8:30-9:00",
        ] {
            assert_eq!(plain_range(text), None, "{text}");
        }
    }
}
