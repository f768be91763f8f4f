//! When a component comes again (RFC 5545 §3.8.5): RRULE and RDATE less EXRULE, EXDATE and the occurrences
//! that other components (RECURRENCE-ID) take over.

pub mod rule;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

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
    /// EXRULE (RFC 2445): what it names does not count.
    pub(super) not: Vec<Rule>,
    pub(super) extra: Vec<Extra>,
    excluded_moments: Vec<Moment>,
    excluded_days: Vec<NaiveDate>,
    /// Seconds from a start to the due, where it is the due that recurs.
    pub(super) due_after: Option<i64>,
    /// Seconds from a start to the end.
    pub(super) length: Option<i64>,
    part: Part,
}

/// The part of a series that a component tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Part {
    /// The first of the series' starts that belongs to it.
    from: Option<Moment>,
    /// The first that does not any more.
    before: Option<Moment>,
    /// How many seconds later than the series has them they are held.
    moved: i64,
}

/// RECURRENCE-ID with RANGE=THISANDFUTURE (§3.8.4.4): an occurrence of a series, and all that follow, are
/// held otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Change {
    /// Where that is said.
    pub span: Span,
    /// How many seconds later they are held.
    pub moved: i64,
    /// Seconds from a start to the due, where it is the due that recurs.
    pub due_after: Option<i64>,
    /// Seconds from a start to the end.
    pub length: Option<i64>,
}

/// A time of RDATE.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extra {
    pub at: At,
    /// Seconds until its own end, where it is a period.
    pub length: Option<i64>,
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
    /// Seconds until its own end, where it has one.
    pub length: Option<i64>,
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
            not: Vec::new(),
            extra: Vec::new(),
            excluded_moments: Vec::new(),
            excluded_days: Vec::new(),
            due_after: None,
            length: None,
            part: Part::default(),
        }
    }

    /// The moment of a start of the series.
    fn moment_of(&self, at: At) -> Moment {
        match at {
            At::Moment(at) => at,
            At::Day(day) => self.at(day.and_time(NaiveTime::MIN)).at,
        }
    }

    /// Splits a series where its occurrences change: what stays is what is before the first change, and
    /// each change gets what follows it until the next, nothing where it is held no more. A change that the
    /// series cannot follow (of a day where it has times, or the other way about) comes to nothing.
    pub(super) fn split(&mut self, changes: &[(At, Option<Change>)]) -> Vec<Option<Self>> {
        let starts: Vec<Option<Moment>> = changes
            .iter()
            .map(|(at, _)| (matches!(at, At::Day(_)) == self.all_day).then(|| self.moment_of(*at)))
            .collect();
        let next = |from: Moment| starts.iter().flatten().copied().filter(|at| *at > from).min();
        let part = |((_, change), from): (&(At, Option<Change>), &Option<Moment>)| {
            let (change, from) = (change.as_ref()?, (*from)?);
            let mut part = self.clone();
            part.span = change.span;
            part.due_after = change.due_after;
            part.length = change.length;
            part.part = Part {
                from: Some(from),
                before: next(from),
                moved: change.moved,
            };
            Some(part)
        };
        let parts = changes.iter().zip(&starts).map(part).collect();
        self.part.before = starts.iter().flatten().copied().min();
        parts
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
        self.between_within(from, until, &mut { usize::MAX })
    }

    /// As [`Recurrence::between`], with at most so many days and times looked at; what is left of them is
    /// left in `looks`.
    pub fn between_within(&self, from: Moment, until: Moment, looks: &mut usize) -> Occurrences {
        // A day that has begun is still to be judged.
        let from = if self.all_day {
            from.plus(1 - crate::calendar::hours::DAY)
        } else {
            from
        };
        let part = self.part;
        let (mut from, mut until) = (from.plus(-part.moved), until.plus(-part.moved));
        from = part.from.map_or(from, |at| at.max(from));
        until = part.before.map_or(until, |at| at.plus(-1).min(until));
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
            let (starts, cut) = rule.starts_within(self.first, window, looks);
            found.cut |= cut;
            self.collect(rule, starts, &mut found.starts);
        }
        for extra in &self.extra {
            let start = match extra.at {
                At::Moment(at) => Occurrence {
                    at,
                    day: at.japan().date(),
                    length: None,
                },
                At::Day(day) => self.at(day.and_time(NaiveTime::MIN)),
            };
            found.starts.push(Occurrence {
                length: extra.length,
                ..start
            });
        }
        let not = self.taken_away(window, looks, &mut found);
        found.starts.retain(|start| {
            start.at >= from
                && start.at <= until
                && !self.is_excluded(start)
                && not.binary_search(&start.at).is_err()
        });
        // Of two at one time the one with a length of its own says more.
        found
            .starts
            .sort_unstable_by_key(|start| (start.at, start.length.is_none()));
        found.starts.dedup_by_key(|start| start.at);
        if found.starts.len() > MAX_STARTS {
            found.starts.truncate(MAX_STARTS);
            found.cut = true;
        }
        if part.moved != 0 {
            for start in &mut found.starts {
                start.at = start.at.plus(part.moved);
                start.day = start.at.japan().date();
            }
        }
        found
    }

    /// Adds a rule's starts, by the component's clock.
    fn collect(&self, rule: &Rule, starts: Vec<NaiveDateTime>, into: &mut Vec<Occurrence>) {
        let by_utc = |start: &Occurrence| {
            rule.until_utc()
                .is_none_or(|until| start.at.0 <= until.and_utc().timestamp())
        };
        into.extend(starts.into_iter().map(|local| self.at(local)).filter(by_utc));
    }

    /// What EXRULE takes away, in order. Where there is more of it than is looked at, the starts after
    /// what was are dropped with it, and said to be.
    fn taken_away(&self, window: Window, looks: &mut usize, found: &mut Occurrences) -> Vec<Moment> {
        let mut not = Vec::new();
        for rule in &self.not {
            let (starts, cut) = rule.taken(self.first, window, looks);
            if cut {
                found.cut = true;
                let known = starts.last().map(|last| self.at(*last).at);
                found.starts.retain(|start| Some(start.at) <= known);
            }
            self.collect(rule, starts, &mut not);
        }
        let mut not: Vec<Moment> = not.into_iter().map(|start| start.at).collect();
        not.sort_unstable();
        not
    }

    fn at(&self, local: NaiveDateTime) -> Occurrence {
        let at = if self.all_day {
            // A day is one, whatever times a rule may name in it (§3.3.10).
            Moment::from_japan(local.date().and_time(NaiveTime::MIN))
        } else {
            self.clock.moment(local)
        };
        Occurrence {
            at,
            day: local.date(),
            length: None,
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
            if let Some(length) = start.length.or(self.length) {
                let days = u64::try_from(length / crate::calendar::hours::DAY).unwrap_or_default();
                let day = start.day.checked_add_days(Days::new(days)).unwrap_or(start.day);
                hearing.end = Fact::Known(self.written(start.at.plus(length), day), end_span);
            }
        }
        // A period of a task ends when it is due.
        let after = self.due_after.map(|after| start.length.unwrap_or(after));
        if let (Some(after), Some(due)) = (after, request.dues.first_mut()) {
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
