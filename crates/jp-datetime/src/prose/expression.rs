//! Expressions, their precision, and what the reader knows besides the text.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, Weekday};

use super::candidate::Joined;
use super::clock::Time;
use super::day::Day;
use super::role::Role;

/// An expression of time before the sending is known. Ranges are bytes of the given text.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The shortest words that state the moment.
    pub range: Range<usize>,
    /// The day.
    pub day: Day,
    /// The time of day, if written.
    pub time: Option<Time>,
    /// The weekday written with the day, and its range.
    pub weekday: Option<(Weekday, Range<usize>)>,
    /// Its role for the reader.
    pub role: Role,
    /// Whether the words leave the moment doubtful: 頃, 中旬.
    pub open: bool,
    /// Whether it is in quoted or forwarded mail.
    pub quoted: bool,
    /// For a deadline: whether something next to it says what or whom it is for: 質問は, 様式１（…）, 回答期限.
    pub labelled: bool,
    /// For a deadline: whether it rests on the limit word alone, in a sentence that breaks off: 「９月１１日までに。」
    pub bare: bool,
    /// The day that the words state beside [`Expression::day`], which should be the same: 明日 of 明日（９月１０日）.
    pub restated_day: Option<Day>,
    /// Its relation to the expression before it.
    pub joined: Joined,
    /// Whether a range begins with it.
    pub starts_range: bool,
    /// UTC offset in seconds, if a zone is written.
    pub offset: Option<i32>,
    /// Whether 午前 or 午後 precedes the time.
    pub half_day_known: bool,
    /// Whether a time alone, which is no expression itself, follows within a few words: 「17時開始、18時終了」.
    pub time_follows: bool,
}

/// An expression resolved for a time of sending.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The shortest words that state the moment, in bytes of the given text.
    pub range: Range<usize>,
    /// Its role for the reader.
    pub role: Role,
    /// The moment in Japan time; `None` if the words do not determine it.
    pub at: Option<NaiveDateTime>,
    /// The precision; `None` for a request to hurry without a moment.
    pub precision: Option<Precision>,
    /// Whether the words leave the moment doubtful.
    pub open: bool,
    /// The end of a meeting.
    pub until: Option<NaiveDateTime>,
    /// The index of the mention with the same moment: that one is the deadline, and this a [`Role::Mention`].
    pub repeats: Option<usize>,
    /// The expression as read.
    pub expression: Expression,
}

/// The precision of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To the minute.
    Minute,
    /// A day alone.
    Day,
    /// 中, 以内, 終業: the end of the office's working hours.
    Close,
    /// 午前中, 朝.
    Morning,
    /// 夕方.
    Evening,
}

/// What the reader knows besides the text.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The time of sending, in Japan time.
    pub sent: NaiveDateTime,
    /// Whether the office is closed on a day.
    pub is_closed: &'c dyn Fn(NaiveDate) -> bool,
    /// The office's closing time in minutes from midnight: a day alone means this time.
    pub closing: u32,
    /// The end of the morning in minutes from midnight.
    pub morning_until: u32,
    /// The start of the evening in minutes from midnight.
    pub evening_from: u32,
}

impl<'c> Context<'c> {
    /// With the default hours of Japanese ministries: closing at 18:15, morning until 12:00, evening from 17:00.
    pub fn new(sent: NaiveDateTime, is_closed: &'c dyn Fn(NaiveDate) -> bool) -> Self {
        Self {
            sent,
            is_closed,
            closing: 18 * 60 + 15,
            morning_until: 12 * 60,
            evening_from: 17 * 60,
        }
    }
}
