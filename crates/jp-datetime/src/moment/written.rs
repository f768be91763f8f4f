//! A parsed moment, and errors of parsing.

use super::clock::{Fault, FaultKind, TimeWritten};
use super::era::Era;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};
use std::ops::Range;

/// The supported years (西暦).
pub const YEARS: std::ops::RangeInclusive<i32> = 1948..=2150;

/// A date, possibly with a time, as written: without applying a zone or an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The Gregorian year; `None` if no year is written ("9/11(木)17:00〆").
    pub year: Option<i32>,
    /// For 本年 and 来年 instead of a year: years after that of the anchor.
    pub years_ahead: Option<u8>,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31, and valid in the month.
    pub day: u32,
    /// The era (元号), if the year is written in one.
    pub era: Option<Era>,
    /// Range of the date, from the era or year to the day's 日.
    pub date_span: Range<usize>,
    /// `None` for a date alone.
    pub time: Option<TimeWritten>,
    /// From `Z`, `+09:00` or `JST`.
    pub offset_seconds: Option<i32>,
    /// The day of the week written with the date.
    pub weekday: Option<WeekdayWritten>,
}

/// A day of the week as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekdayWritten {
    /// The weekday named, right or wrong.
    pub weekday: Weekday,
    /// The range of 木, 木曜, 木曜日 or Thu, without brackets.
    pub span: Range<usize>,
}

/// What is wrong with a text that should be a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MomentErrorKind {
    /// Nothing, or blanks only.
    Empty,
    /// Not a date, or incomplete ("2025年9月", "17:00").
    NotADate,
    /// 2月30日, 13月1日.
    NoSuchDate {
        /// The month's last day, if there is such a month.
        last_day: Option<u32>,
    },
    /// 25時, 17時60分, 午後17時, 24時30分.
    NoSuchTime,
    /// 平成40年1月1日: not in this era.
    EraOutOfRange {
        /// The same day in its correct era, to replace the text at the error's span.
        suggestion: String,
    },
    /// Unparsed text after the moment.
    Trailing,
    /// A year outside [`YEARS`].
    YearOutOfRange,
    /// 25/9/11, 午後12時: two readings, the likelier first.
    Ambiguous {
        /// Unambiguous notations of both.
        readings: [String; 2],
    },
    /// 頃, 上旬, 午前中, 至急: not a single moment.
    Vague,
    /// A control character, zero-width character or bidirectional mark.
    StrayCharacter,
    /// More than 200 characters; not parsed.
    TooLong,
}

/// Why a text is not a moment, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentError {
    /// What is wrong.
    pub kind: MomentErrorKind,
    /// Range in the given text, on character boundaries.
    pub span: Range<usize>,
}

impl MomentError {
    /// Whether a date or time is written but invalid, such as one that does not exist.
    pub fn is_filled_in(&self) -> bool {
        matches!(
            self.kind,
            MomentErrorKind::NoSuchDate { .. }
                | MomentErrorKind::NoSuchTime
                | MomentErrorKind::EraOutOfRange { .. }
                | MomentErrorKind::YearOutOfRange
                | MomentErrorKind::Ambiguous { .. }
        )
    }
}

impl From<Fault> for MomentError {
    fn from(fault: Fault) -> Self {
        MomentError {
            kind: match fault.kind {
                FaultKind::NoSuchTime => MomentErrorKind::NoSuchTime,
                FaultKind::Ambiguous(readings) => MomentErrorKind::Ambiguous { readings },
                FaultKind::Vague => MomentErrorKind::Vague,
            },
            span: fault.span,
        }
    }
}

impl Written {
    /// From a date.
    pub fn of_date(date: NaiveDate) -> Self {
        Self {
            year: Some(date.year()),
            years_ahead: None,
            month: date.month(),
            day: date.day(),
            era: None,
            date_span: 0..0,
            time: None,
            offset_seconds: None,
            weekday: None,
        }
    }

    /// From a local time.
    pub fn of_local(local: NaiveDateTime, offset_seconds: Option<i32>) -> Self {
        let time = TimeWritten {
            hour: local.hour(),
            minute: local.minute(),
            second: local.second(),
            ..TimeWritten::default()
        };
        Self {
            time: Some(time),
            offset_seconds,
            ..Self::of_date(local.date())
        }
    }

    /// Whether a time is written.
    pub fn has_time(&self) -> bool {
        self.time.is_some()
    }

    /// The date as written (24時 does not move it). A missing year is that of the first such day on or after `anchor`:
    /// a request sent in December with 「1/9」 means next January. 本年 is the anchor's year. 2月29日 is looked up in the
    /// anchor's year and the next only, since no deadline is years away; in most years it does not exist.
    pub fn date(&self, anchor: NaiveDate) -> Option<NaiveDate> {
        let of = |year| NaiveDate::from_ymd_opt(year, self.month, self.day);
        if let Some(year) = self.year {
            return of(year);
        }
        let ahead = |years| anchor.year().checked_add(years).and_then(of);
        match self.years_ahead {
            Some(years) => ahead(i32::from(years)),
            None => ahead(0)
                .filter(|day| *day >= anchor)
                .or_else(|| ahead(1).or_else(|| ahead(0))),
        }
    }

    /// The local time; 24時 is 0:00 of the next day. `None` for a date alone.
    pub fn local(&self, anchor: NaiveDate) -> Option<NaiveDateTime> {
        let time = self.time.as_ref()?;
        let date = self.date(anchor)?;
        if time.hour == 24 {
            return date.succ_opt()?.and_hms_opt(0, 0, 0);
        }
        date.and_hms_opt(time.hour, time.minute, time.second)
    }

    /// The written and the correct weekday, if they differ.
    pub fn weekday_mismatch(&self, anchor: NaiveDate) -> Option<(Weekday, Weekday)> {
        let written = self.weekday.as_ref()?.weekday;
        let right = self.date(anchor)?.weekday();
        (written != right).then_some((written, right))
    }
}

pub(crate) fn err<T>(kind: MomentErrorKind, span: Range<usize>) -> Result<T, MomentError> {
    Err(MomentError { kind, span })
}
