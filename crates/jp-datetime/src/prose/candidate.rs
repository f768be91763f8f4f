//! An expression before its role is decided, and words that may surround one.

use std::ops::Range;

use chrono::Weekday;

use super::clock::{ParsedTime, Time};
use super::day::Day;

/// The relation of an expression to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// None.
    No,
    /// The end of a range that begins with the one before: 12日 of 9月11日～12日.
    Range,
    /// A further element of a list: 12日 of 9月11日及び12日.
    List,
}

/// What the surrounding words say about a past year of a date without one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum PastYear {
    #[default]
    Unspecified,
    /// 「９月５日付け事務連絡」: the latest such day in the past.
    LatestPast,
    /// 昨年, 昨年度: in that year, which begins in April if it is a fiscal year.
    LastYear { is_fiscal: bool },
}

/// A date as a part of an expression, with its range in the folded text.
#[derive(Clone, Debug)]
pub(super) struct NamedDate {
    pub range: Range<usize>,
    pub day: Day,
    pub weekday: Option<Weekday>,
}

/// An expression of time. Ranges are bytes of the folded text.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub range: Range<usize>,
    pub day: Day,
    pub time: Option<Time>,
    pub open: bool,
    pub weekday: Option<(Weekday, Range<usize>)>,
    /// The date in it, which need not determine the day: 明日（10月4日（土））.
    pub date: Option<NamedDate>,
    /// The day that the words say beside another: 明日 of 明日（９月１０日）, 10日 of 明日10日.
    pub restated_day: Option<Day>,
    pub joined: Joined,
    /// Whether a range begins with it.
    pub starts_range: bool,
    /// The time on the same day at which an event that starts then ends.
    pub until: Option<(Time, Range<usize>)>,
    pub vague: bool,
    /// UTC offset in seconds, if a zone is written.
    pub offset: Option<i32>,
    /// Whether 午前, 朝 or am determines the half of the day.
    pub half_day_known: bool,
}

impl Candidate {
    /// Whether its words name a day, and not only a time.
    pub(super) fn names_day(&self) -> bool {
        !matches!(self.day, Day::Unspecified)
    }

    /// The end of its words, or of those that say when it ends.
    pub(super) fn end(&self) -> usize {
        self.until.as_ref().map_or(self.range.end, |(_, until)| until.end)
    }

    pub(super) fn set_time(&mut self, read: &ParsedTime) {
        self.time = Some(read.time);
        self.open |= read.open;
        self.offset = read.offset;
    }

    pub(super) fn new(range: Range<usize>, day: Day) -> Self {
        Self {
            range,
            day,
            time: None,
            open: false,
            weekday: None,
            date: None,
            restated_day: None,
            joined: Joined::No,
            starts_range: false,
            until: None,
            vague: false,
            offset: None,
            half_day_known: false,
        }
    }
}

/// Signs and words between the ends of a range.
pub(super) const RANGE_SIGNS: &[&str] = &[
    "~",
    "-",
    "から",
    "より",
    "乃至",
    "ないし",
    " - ",
    " ~ ",
    " to ",
    "・~",
    "\n至",
    "至",
];
/// Signs and words between the days of a list.
pub(super) const LIST_SIGNS: &[&str] = &[
    "・",
    "、",
    ",",
    "及び",
    "および",
    "又は",
    "または",
    "若しくは",
    "並びに",
    "と",
    "か",
    "/",
    "･",
];
/// Words that mark the moment before them as a limit.
pub(super) const LIMIT_MARKS: &[&str] = &[
    "まで",
    "迄",
    "マデ",
    "必着",
    "〆",
    "メ切",
    "締",
    "厳守",
    "期限",
    "期日",
    "を期限",
    "を期日",
    "必達",
    "しめきり",
    "を目途",
    "を目処",
    "をめど",
    "消印",
    "いっぱい",
    "目途",
    "目処",
    "めど",
    "を目安",
    "目安",
    "をもって締",
    "で締",
    "が締",
    "が期限",
    "が〆",
    "中",
];
