//! ISO 8601 and RFC 3339, parsed bytewise.

use super::clock::TimeWritten;
use super::written::{Written, YEARS};

/// Fast path for common machine formats: `2025-09-11`, with `T17:00` or ` 17:00`, seconds, `Z` or an offset. Anything
/// else, including errors, is left to the general parser.
pub(crate) fn iso(b: &[u8]) -> Option<Written> {
    let two = |at: usize| two_digits(b, at);
    let sign = |at: usize, sign: u8| b.get(at) == Some(&sign);
    if !sign(4, b'-') || !sign(7, b'-') {
        return basic(b);
    }
    let year = i32::try_from(two(0)?.checked_mul(100)?.checked_add(two(2)?)?).ok()?;
    let (month, day) = (two(5)?, two(8)?);
    if !YEARS.contains(&year) || day == 0 || day > last_day(year, month)? {
        return None;
    }
    let mut written = Written {
        year: Some(year),
        years_ahead: None,
        month,
        day,
        era: None,
        date_span: 0..10,
        time: None,
        offset_seconds: None,
        weekday: None,
    };
    if b.len() == 10 {
        return Some(written);
    }
    if !matches!(b.get(10)?, b'T' | b't' | b' ') || !sign(13, b':') {
        return None;
    }
    let (hour, minute) = (two(11)?, two(14)?);
    let (second, end) = if sign(16, b':') {
        (two(17)?, 19_usize)
    } else {
        (0, 16)
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    written.time = Some(TimeWritten {
        hour,
        minute,
        second,
        span: 11..end,
    });
    let zone = b.get(end..)?;
    match zone {
        [] => {}
        [b'Z' | b'z'] => written.offset_seconds = Some(0),
        // After minutes, a minus may begin a range (9:00-12:00).
        [b'+', _, _, b':', _, _] | [b'-', _, _, b':', _, _] if zone.len() == 6 => {
            if end == 16 && !matches!(b.get(10)?, b'T' | b't') {
                return None;
            }
            let (h, m) = (two(end.checked_add(1)?)?, two(end.checked_add(4)?)?);
            written.offset_seconds = Some(offset(sign(end, b'-'), h, m)?);
        }
        _ => return None,
    }
    Some(written)
}

/// The number of two ASCII digits.
fn two_digits(b: &[u8], at: usize) -> Option<u32> {
    let tens = b.get(at)?.checked_sub(b'0').filter(|d| *d < 10)?;
    let ones = b.get(at.checked_add(1)?)?.checked_sub(b'0').filter(|d| *d < 10)?;
    u32::from(tens).checked_mul(10)?.checked_add(u32::from(ones))
}

/// The basic format, as in calendars: `20250911T170000`, with or without `Z`.
fn basic(b: &[u8]) -> Option<Written> {
    let is_utc = b.get(15..) == Some(b"Z");
    if b.get(8) != Some(&b'T') || b.len() != 15 + usize::from(is_utc) {
        return None;
    }
    let two = |at: usize| two_digits(b, at);
    let year = i32::try_from(two(0)?.checked_mul(100)?.checked_add(two(2)?)?).ok()?;
    let (month, day) = (two(4)?, two(6)?);
    let (hour, minute, second) = (two(9)?, two(11)?, two(13)?);
    if !YEARS.contains(&year) || day == 0 || day > last_day(year, month)? {
        return None;
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some(Written {
        year: Some(year),
        years_ahead: None,
        month,
        day,
        era: None,
        date_span: 0..8,
        time: Some(TimeWritten {
            hour,
            minute,
            second,
            span: 9..15,
        }),
        offset_seconds: is_utc.then_some(0),
        weekday: None,
    })
}

pub(crate) fn last_day(year: i32, month: u32) -> Option<u32> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        _ => return None,
    })
}

/// Offsets reach at most 14 hours.
pub(crate) fn offset(minus: bool, hours: u32, minutes: u32) -> Option<i32> {
    if hours > 14 || minutes > 59 || (hours == 14 && minutes > 0) {
        return None;
    }
    let total = hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?;
    let total = i32::try_from(total).ok()?;
    if minus { total.checked_neg() } else { Some(total) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::parse;

    #[test]
    fn the_fast_path_reads_what_the_general_parser_reads() {
        let dates = [
            "20250911", "20240229", "20250229", "20251301", "20250900", "19000101", "99990101", "2025091",
        ];
        let times = [
            "T170000", "T235959", "T240000", "T176000", "T1700", "t170000", "T17000A", "",
        ];
        let mut read = 0;
        for date in dates {
            for time in times {
                for zone in ["", "Z", "z", "+0900", " "] {
                    let text = format!("{date}{time}{zone}");
                    if let Some(written) = iso(text.as_bytes()) {
                        assert_eq!(parse::moment(&text, &mut ()), Ok(written), "{text}");
                        read += 1;
                    }
                }
            }
        }
        assert!(read >= 8, "{read}");
    }
}
