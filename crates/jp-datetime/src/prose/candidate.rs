//! An expression of time before its role is decided, and the words that may surround one.

use std::ops::Range;

use chrono::Weekday;

use super::clock::Time;
use super::day::Day;

/// How an expression stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// By itself.
    No,
    /// The end of a range that the one before it begins: 12日 of 9月11日～12日.
    Range,
    /// One more of a list: 12日 of 9月11日及び12日.
    List,
}

/// What the words around a date without a year say of its being past.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Past {
    #[default]
    Unsaid,
    /// 「９月５日付け事務連絡」: the last such day.
    Passed,
    /// 昨年, 昨年度: of that year, which begins in April where it is a fiscal one.
    LastYear { is_fiscal: bool },
}

/// A date as one expression names it; its place is of the folded text.
#[derive(Clone, Debug)]
pub(super) struct NamedDate {
    pub range: Range<usize>,
    pub day: Day,
    pub weekday: Option<Weekday>,
}

/// An expression of time. Places are bytes of the folded text.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub range: Range<usize>,
    pub day: Day,
    pub time: Option<Time>,
    pub open: bool,
    pub weekday: Option<(Weekday, Range<usize>)>,
    /// The date in it, which need not be what says the day: 明日（10月4日（土））.
    pub date: Option<NamedDate>,
    pub joined: Joined,
    /// Whether a range begins with it.
    pub starts: bool,
    /// The time at which what begins then ends, on the same day.
    pub until: Option<(Time, Range<usize>)>,
    pub vague: bool,
    pub offset: Option<i32>,
    /// Whether 午前, 朝 or am says which half of the day.
    pub halved: bool,
}

impl Candidate {
    pub(super) fn new(range: Range<usize>, day: Day) -> Self {
        Self {
            range,
            day,
            time: None,
            open: false,
            weekday: None,
            date: None,
            joined: Joined::No,
            starts: false,
            until: None,
            vague: false,
            offset: None,
            halved: false,
        }
    }
}

/// Signs and words between the two ends of a range.
pub(super) const RANGE: &[&str] = &[
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
/// What joins one day to the next.
pub(super) const LIST: &[&str] = &[
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
/// What says behind a moment that it is a limit.
pub(super) const MARKS: &[&str] = &[
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
