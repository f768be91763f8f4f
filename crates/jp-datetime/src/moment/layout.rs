//! Positions of the parts of a moment.
//!
//! One parser serves two purposes: parsing discards positions (the sink `()` costs nothing), rewriting parses again
//! and collects them in a [`Layout`].

use super::era::EraStyle;
use std::ops::Range;

/// A part of a written moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Component {
    Era(EraStyle),
    Year,
    /// 年 or the separator after the year; absent in 20250911.
    YearUnit,
    /// The western year in brackets: 2025 of 令和7年（2025年）.
    RepeatedYear,
    /// The era and its year in brackets: 令和7 of 2025年（令和7年）.
    RepeatedEraYear,
    Month,
    /// September, Sep
    MonthName,
    /// 月 or the separator after the month.
    MonthUnit,
    Day,
    /// 木, 木曜, 木曜日, Thu, without brackets.
    Weekday,
    /// 「・祝」 after a weekday, which applies to that day only.
    Holiday,
    /// 「（祝）」 with its brackets.
    HolidayAlone,
    /// 中 after a day: until its end.
    AllDay,
    /// Empty range where a time can be inserted.
    TimeSlot,
    /// 午前, 午後, AM, PM before the hour.
    HalfBefore,
    /// AM, PM after the time.
    HalfAfter,
    /// 正午
    Noon,
    Hour,
    /// 時 or the colon; absent in 170000 and 5PM.
    HourUnit,
    Minute,
    /// 分
    MinuteUnit,
    /// 半
    HalfHour,
    Second,
    /// The digits of a fraction of a second.
    Fraction,
}

/// Receives the parts as they are parsed.
pub(crate) trait Sink {
    fn mark(&mut self, part: Component, span: Range<usize>);
}

impl Sink for () {
    fn mark(&mut self, _: Component, _: Range<usize>) {}
}

/// All parts in order.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    parts: Vec<(Component, Range<usize>)>,
}

impl Sink for Layout {
    fn mark(&mut self, part: Component, span: Range<usize>) {
        self.parts.push((part, span));
    }
}

impl Layout {
    pub fn find(&self, part: Component) -> Option<Range<usize>> {
        self.parts
            .iter()
            .find(|(p, _)| *p == part)
            .map(|(_, span)| span.clone())
    }

    pub fn era(&self) -> Option<(EraStyle, Range<usize>)> {
        self.parts.iter().find_map(|(p, span)| match p {
            Component::Era(style) => Some((*style, span.clone())),
            _ => None,
        })
    }
}
