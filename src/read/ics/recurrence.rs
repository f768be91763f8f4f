//! When a component comes again (RFC 5545 §3.8.5): RRULE and RDATE less EXDATE and the occurrences that
//! other components (RECURRENCE-ID) take over.

pub mod rule;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::moments;
use super::zones::Clock;
use crate::calendar::hours::{JAPAN_OFFSET, Moment, Zone};
use crate::request::{Fact, Request};
use crate::source::Span;
use rule::{MAX_STARTS, Rule, Window};

/// A recurring component's times, before they are spread out.
#[derive(Clone, Debug, PartialEq)]
pub struct Recurrence {
    /// Where its rule stands, or what else makes it recur.
    pub span: Span,
    /// The first start, by its own clock.
    pub(super) first: NaiveDateTime,
    /// Whether a start is a day, without a time.
    pub(super) all_day: bool,
    pub(super) clock: Clock,
    pub(super) rules: Vec<Rule>,
    pub(super) extra: Vec<At>,
    excluded_moments: Vec<Moment>,
    excluded_days: Vec<NaiveDate>,
    /// Seconds from a start to the due, where it is the due that recurs.
    pub(super) due_after: Option<i64>,
    /// Seconds from a start to the end.
    pub(super) length: Option<i64>,
}

/// A time of RDATE, EXDATE or RECURRENCE-ID.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum At {
    /// A moment.
    Moment(Moment),
    /// A whole day, by the component's own clock.
    Day(NaiveDate),
}

/// One start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// When; the start of its day where that is all it has.
    pub at: Moment,
    /// Its day by its own clock.
    pub day: NaiveDate,
}

/// The starts in a span of time.
#[derive(Clone, Debug, Default)]
pub struct Occurrences {
    /// In order.
    pub starts: Vec<Occurrence>,
    /// Whether a limit left some out.
    pub cut: bool,
}

impl Recurrence {
    /// A component that comes again: its first start, by a clock.
    pub(super) fn new(span: Span, first: NaiveDateTime, all_day: bool, clock: Clock) -> Self {
        Self {
            span,
            first,
            all_day,
            clock,
            rules: Vec::new(),
            extra: Vec::new(),
            excluded_moments: Vec::new(),
            excluded_days: Vec::new(),
            due_after: None,
            length: None,
        }
    }

    /// Leaves out some of its starts.
    pub(super) fn exclude(&mut self, times: impl IntoIterator<Item = At>) {
        for time in times {
            match time {
                At::Moment(at) => self.excluded_moments.push(at),
                At::Day(day) => self.excluded_days.push(day),
            }
        }
        // A list may be as long as the file lets it: it is searched, not walked.
        self.excluded_moments.sort_unstable();
        self.excluded_days.sort_unstable();
    }

    /// The occurrences that start from one moment until another.
    pub fn between(&self, from: Moment, until: Moment) -> Occurrences {
        // Local times may lie a day to either side of the moments.
        let day = TimeDelta::days(1);
        let (Some(earliest), Some(latest)) = (
            from.japan().checked_sub_signed(day),
            until.japan().checked_add_signed(day),
        ) else {
            return Occurrences::default();
        };
        let window = Window {
            from: earliest,
            until: latest,
        };
        let mut found = Occurrences::default();
        found.starts.push(self.at(self.first));
        for rule in &self.rules {
            let (starts, cut) = rule.starts(self.first, window);
            found.cut |= cut;
            let by_utc = |start: &Occurrence| {
                rule.until_utc()
                    .is_none_or(|until| start.at.0 <= until.and_utc().timestamp())
            };
            found
                .starts
                .extend(starts.into_iter().map(|local| self.at(local)).filter(by_utc));
        }
        for extra in &self.extra {
            found.starts.extend(match extra {
                At::Moment(at) => Some(Occurrence {
                    at: *at,
                    day: at.japan().date(),
                }),
                At::Day(day) => day.and_hms_opt(0, 0, 0).map(|local| self.at(local)),
            });
        }
        // A day that has begun is still to be judged.
        let from = if self.all_day {
            from.plus(1 - crate::calendar::hours::DAY)
        } else {
            from
        };
        found
            .starts
            .retain(|start| start.at >= from && start.at <= until && !self.is_excluded(start));
        found.starts.sort_unstable_by_key(|start| start.at);
        found.starts.dedup_by_key(|start| start.at);
        if found.starts.len() > MAX_STARTS {
            found.starts.truncate(MAX_STARTS);
            found.cut = true;
        }
        found
    }

    fn at(&self, local: NaiveDateTime) -> Occurrence {
        let at = if self.all_day {
            Moment::from_japan(local)
        } else {
            self.clock.moment(local)
        };
        Occurrence {
            at,
            day: local.date(),
        }
    }

    fn is_excluded(&self, start: &Occurrence) -> bool {
        self.excluded_moments.binary_search(&start.at).is_ok()
            || self.excluded_days.binary_search(&start.day).is_ok()
    }

    /// Moves a request to one of its occurrences.
    pub fn move_to(&self, request: &mut Request<'_>, start: Occurrence) {
        if let Some(hearing) = &mut request.hearing {
            let start_span = hearing.start.span().unwrap_or(hearing.span);
            let end_span = hearing.end.span().unwrap_or(start_span);
            hearing.start = Fact::Known(self.written(start.at, start.day), start_span);
            if let Some(length) = self.length {
                let days = u64::try_from(length / crate::calendar::hours::DAY).unwrap_or_default();
                let day = start.day.checked_add_days(Days::new(days)).unwrap_or(start.day);
                hearing.end = Fact::Known(self.written(start.at.plus(length), day), end_span);
            }
        }
        if let (Some(after), Some(due)) = (self.due_after, request.dues.first_mut()) {
            let days = u64::try_from(after / crate::calendar::hours::DAY).unwrap_or_default();
            let day = start.day.checked_add_days(Days::new(days)).unwrap_or(start.day);
            let span = due.at.span().unwrap_or(self.span);
            due.at = Fact::Known(self.written(start.at.plus(after), day), span);
        }
    }

    fn written(&self, at: Moment, day: NaiveDate) -> crate::read::moment::Written {
        if self.all_day {
            return moments::date_alone(day);
        }
        let local = Zone::Japan.local(at).naive();
        let offset = i32::try_from(JAPAN_OFFSET).unwrap_or_default();
        moments::date_time(local, Some(offset))
    }
}
