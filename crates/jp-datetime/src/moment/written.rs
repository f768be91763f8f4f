//! What a moment's text says, and what may be wrong with it.

use super::clock::{Fault, FaultKind, TimeWritten};
use super::era::Era;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};
use std::ops::Range;

/// The western years (西暦) a moment may fall in.
pub const YEARS: std::ops::RangeInclusive<i32> = 1948..=2150;

/// A date, perhaps with a time, as written: before a zone or an anchor is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The western year; `None` when no year is written ("9/11(木)17:00〆").
    pub year: Option<i32>,
    /// 本年 and 来年, where no year is written: how many years after the anchor's own.
    pub years_ahead: Option<u8>,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31; there is such a day in the month.
    pub day: u32,
    /// The era (元号), if the year is counted in one.
    pub era: Option<Era>,
    /// Where the date stands, from the era or year to the day's 日.
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
    /// The day named, right or wrong.
    pub weekday: Weekday,
    /// Where 木, 木曜, 木曜日 or Thu stands, without its brackets.
    pub span: Range<usize>,
}

/// What is wrong with a text that should be a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MomentErrorKind {
    /// Nothing, or blanks only.
    Empty,
    /// Not read as a date at all, or only in part ("2025年9月", "17:00").
    NotADate,
    /// 2月30日, 13月1日.
    NoSuchDate {
        /// The month's last day, if there is such a month.
        last_day: Option<u32>,
    },
    /// 25時, 17時60分, 午後17時, 24時30分.
    NoSuchTime,
    /// 平成40年1月1日: the day lies outside the era.
    EraOutOfRange {
        /// The same day in its own era; can stand in place of the text at the error's span.
        suggestion: String,
    },
    /// Something after the moment that is not understood.
    Trailing,
    /// A year outside [`YEARS`].
    YearOutOfRange,
    /// 25/9/11, 午後12時: two readings, the likelier first.
    Ambiguous {
        /// As one would write them without doubt.
        readings: [String; 2],
    },
    /// 頃, 上旬, 午前中, 至急: no one moment is meant.
    Vague,
    /// A control character, zero-width character or mark of writing direction.
    StrayCharacter,
    /// More than 200 characters; not looked at.
    TooLong,
}

/// Why a text is not a moment, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentError {
    /// What is wrong.
    pub kind: MomentErrorKind,
    /// Where in the text given; always on character boundaries.
    pub span: Range<usize>,
}

impl MomentError {
    /// Whether a date or a time stands there, and is wrong: a day that does not exist was filled in.
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
    /// A date alone.
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

    /// A date with its time.
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

    /// Whether a time is written; if not, this is a date alone.
    pub fn has_time(&self) -> bool {
        self.time.is_some()
    }

    /// The date as written (24時 does not move it). A year not written is that
    /// of the first such day on or after `anchor`: a request sent in December
    /// for 「1/9」 means the January to come. 本年 is the anchor's. 2月29日 is
    /// looked for in the anchor's year and the next, and in no other: nobody
    /// means a day that is years away, so in most years there is no such day.
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

    /// The wall time where it was written; 24時 is the next day's 0:00.
    /// `None` for a date alone.
    pub fn local(&self, anchor: NaiveDate) -> Option<NaiveDateTime> {
        let time = self.time.as_ref()?;
        let date = self.date(anchor)?;
        if time.hour == 24 {
            return date.succ_opt()?.and_hms_opt(0, 0, 0);
        }
        date.and_hms_opt(time.hour, time.minute, time.second)
    }

    /// The weekday written and the right one, if they differ.
    pub fn weekday_mismatch(&self, anchor: NaiveDate) -> Option<(Weekday, Weekday)> {
        let written = self.weekday.as_ref()?.weekday;
        let right = self.date(anchor)?.weekday();
        (written != right).then_some((written, right))
    }
}

pub(crate) fn err<T>(kind: MomentErrorKind, span: Range<usize>) -> Result<T, MomentError> {
    Err(MomentError { kind, span })
}
