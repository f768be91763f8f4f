//! Where each part of a moment stands in its text.
//!
//! One reader serves two needs. Reading alone drops the places (`()` as the
//! sink costs nothing); rewriting reads again and keeps them in a [`Layout`].

use super::era::EraStyle;
use std::ops::Range;

/// A part of a written moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Component {
    Era(EraStyle),
    Year,
    /// 年 or the sign after the year; absent in 20250911.
    YearUnit,
    Month,
    /// September, Sep
    MonthName,
    /// 月 or the sign after the month.
    MonthUnit,
    Day,
    /// 木, 木曜, 木曜日, Thu — without brackets.
    Weekday,
    /// 「・祝」 after a weekday: true of that one day only.
    Holiday,
    /// 「（祝）」 with its brackets.
    HolidayAlone,
    /// 中 after a day: all of it, to its end.
    AllDay,
    /// Zero width: where a time goes if there is none.
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

/// Takes note of parts as they are read.
pub(crate) trait Sink {
    fn mark(&mut self, part: Component, span: Range<usize>);
}

impl Sink for () {
    fn mark(&mut self, _: Component, _: Range<usize>) {}
}

/// All parts in the order read.
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
