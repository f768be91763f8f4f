//! What the words say, how exactly, and what their reader knows besides.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, Weekday};

use super::candidate::Joined;
use super::clock::Time;
use super::day::Day;
use super::role::Role;

/// What a text says of time at one place, before it is known when it is sent. Ranges are bytes of the text given.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The smallest words that state the moment.
    pub range: Range<usize>,
    /// The day.
    pub day: Day,
    /// The time of day, where one is said.
    pub time: Option<Time>,
    /// The weekday written beside the day, and where.
    pub weekday: Option<(Weekday, Range<usize>)>,
    /// What it is to the reader.
    pub role: Role,
    /// Whether the words leave the moment open: 頃, 中旬.
    pub open: bool,
    /// Whether it stands in quoted or forwarded mail.
    pub quoted: bool,
    /// Of a deadline, whether something beside it says for what or for whom it is: 質問は, 様式１（…）, 回答期限.
    pub labelled: bool,
    /// Of a deadline, whether nothing but the limit itself says so, in a sentence that breaks off: 「９月１１日までに。」
    pub bare: bool,
    /// How it stands to the expression before it.
    pub joined: Joined,
    /// Whether a range begins with it.
    pub starts: bool,
    /// Seconds ahead of UTC, where a zone is written.
    pub offset: Option<i32>,
    /// Whether 午前 or 午後 stands before the time.
    pub halved: bool,
    /// Whether a time alone, which is no expression of its own, stands a few words behind: 「17時開始、18時終了」.
    pub time_follows: bool,
}

/// How exactly the words say a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To the minute.
    Minute,
    /// A day alone.
    Day,
    /// 中, 以内, 終業: the end of the office's hours.
    Close,
    /// 午前中, 朝.
    Morning,
    /// 夕方.
    Evening,
}

/// What the words do not say and its reader knows.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// When the text is sent, in Japan's time.
    pub sent: NaiveDateTime,
    /// Whether an office is closed on a day.
    pub is_closed: &'c dyn Fn(NaiveDate) -> bool,
    /// When the office closes, in minutes from midnight: a day alone is due then.
    pub closing: u32,
    /// Until when it is morning.
    pub morning_until: u32,
    /// From when it is evening.
    pub evening_from: u32,
}

impl<'c> Context<'c> {
    /// With the hours that the readers of Japanese offices expect: closing at 18:15, morning until 12:00, evening from
    /// 17:00.
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
