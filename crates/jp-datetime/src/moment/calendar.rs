//! Validation of dates and eras.

use super::era::{Era, EraStyle};
use super::iso::last_day;
use super::tokens::Number;
use super::written::{MomentError, MomentErrorKind, Written, YEARS, err};
use std::ops::Range;

/// Separator between year, month and day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sep {
    Kanji,
    Sign(char),
}

/// A year as written.
pub(crate) enum Year {
    None,
    Western(i32),
    Era(Era, EraStyle, u32),
    /// One to three digits without an era.
    Short(u32),
}

/// Rejects dates that do not exist. The day's span includes its unit.
pub(crate) fn validate(
    year: Year,
    month: &Number,
    day: &Number,
    span: Range<usize>,
    (day_start, end): (usize, usize),
    sep: Sep,
) -> Result<Written, MomentError> {
    let (western, era) = match year {
        Year::None => (None, None),
        Year::Western(y) => (Some(y), None),
        Year::Era(era, style, y) => (era.western(y), Some((era, style))),
        Year::Short(y) => {
            let readings = two_digit_years(y, month.value, day.value);
            return err(MomentErrorKind::Ambiguous { readings }, span);
        }
    };
    // Without a year, allow 2/29.
    let last = last_day(western.unwrap_or(2000), month.value).filter(|_| month.digits <= 3);
    let Some(last) = last else {
        let kind = MomentErrorKind::NoSuchDate { last_day: None };
        return err(kind, month.span.start..day_start.min(month.span.end));
    };
    if day.value == 0 || day.value > last || day.digits > 3 {
        let kind = MomentErrorKind::NoSuchDate { last_day: Some(last) };
        return err(kind, month.span.start..end);
    }
    if let (Some(y), Some((era, style))) = (western, era)
        && let Some(right) = right_era(y, month.value, day.value).filter(|right| *right != era)
    {
        let suggestion = in_era(right, style, sep, (y, month.value, day.value));
        return err(MomentErrorKind::EraOutOfRange { suggestion }, span);
    }
    if western.is_some_and(|y| !YEARS.contains(&y)) {
        return err(MomentErrorKind::YearOutOfRange, span);
    }
    Ok(Written {
        year: western,
        years_ahead: None,
        month: month.value,
        day: day.value,
        era: era.map(|(era, _)| era),
        date_span: span,
        time: None,
        offset_seconds: None,
        weekday: None,
    })
}

fn right_era(year: i32, month: u32, day: u32) -> Option<Era> {
    Era::of(chrono::NaiveDate::from_ymd_opt(year, month, day)?)
}

/// The date in its correct era, in the style of the written one.
fn in_era(era: Era, style: EraStyle, sep: Sep, (y, m, d): (i32, u32, u32)) -> String {
    let name = match style {
        EraStyle::Name => era.name().to_owned(),
        EraStyle::Short => era.name().chars().take(1).collect(),
        EraStyle::Square => era.square().to_string(),
        EraStyle::Letter => era.letter().to_string(),
    };
    let year = era.year(y).unwrap_or(0);
    match sep {
        Sep::Kanji if year == 1 => format!("{name}元年{m}月{d}日"),
        Sep::Kanji => format!("{name}{year}年{m}月{d}日"),
        Sep::Sign(sign) => format!("{name}{year}{sign}{m}{sign}{d}"),
    }
}

/// The two likeliest readings of three numbers without a full year: 25/9/11 is 2025 or 平成25年; 9/11/2025 begins with
/// month or day.
fn two_digit_years(a: u32, b: u32, c: u32) -> [String; 2] {
    if c >= 1000 {
        return [format!("{c}年{a}月{b}日"), format!("{c}年{b}月{a}日")];
    }
    let era = match a {
        0..=19 => "令和",
        20..=31 => "平成",
        _ => "昭和",
    };
    let short = a.checked_rem(100).unwrap_or(a);
    [
        format!("20{short:02}年{b}月{c}日"),
        format!("{era}{a}年{b}月{c}日"),
    ]
}
