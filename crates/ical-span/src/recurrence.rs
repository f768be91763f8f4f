//! Recurrence (RFC 5545 §3.8.5): RRULE and RDATE, minus EXRULE, EXDATE and occurrences overridden by other components
//! (RECURRENCE-ID).

pub mod rule;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::zones::Clock;
use docspan::Span;
use office_calendar::hours::{DAY, Moment};
use rule::{MAX_STARTS, Rule, Window};

/// A recurring component's times, not yet expanded.
#[derive(Clone, Debug, PartialEq)]
pub struct Recurrence {
    /// Span of its rule, or of whatever else makes it recur.
    pub span: Span,
    /// The first start, in local time.
    pub first: NaiveDateTime,
    /// Whether starts are dates without a time.
    pub all_day: bool,
    /// The clock of its local times.
    pub clock: Clock,
    /// RRULE.
    pub rules: Vec<Rule>,
    /// EXRULE (RFC 2445): starts to exclude.
    pub exrules: Vec<Rule>,
    /// RDATE.
    pub rdates: Vec<Rdate>,
    excluded_moments: Vec<Moment>,
    excluded_days: Vec<NaiveDate>,
    /// Time from a start to its due, if the due recurs.
    pub due_after: Option<StartOffset>,
    /// Time from a start to its end.
    pub length: Option<StartOffset>,
    part: SeriesRange,
}

/// An offset from a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartOffset {
    /// Seconds.
    Time(i64),
    /// Days, giving a date without a time.
    Day(i64),
}

/// The part of a series that a component covers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct SeriesRange {
    /// First start that belongs to it.
    from: Option<Moment>,
    /// First start that no longer belongs to it.
    before: Option<Moment>,
    /// Seconds by which its starts are shifted from those of the series.
    moved: i64,
}

/// RECURRENCE-ID with RANGE=THISANDFUTURE (§3.8.4.4): changes an occurrence of a series and all following ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThisAndFuture {
    /// Span of the RANGE parameter.
    pub span: Span,
    /// Start of the first changed occurrence.
    pub start: Moment,
    /// Time from a start to its due, if the due recurs.
    pub due_after: Option<StartOffset>,
    /// Time from a start to its end.
    pub length: Option<StartOffset>,
}

/// A value of RDATE.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rdate {
    /// The start.
    pub at: DateOrDateTime,
    /// Length in seconds, for a period.
    pub length: Option<i64>,
}

/// A value of RDATE, EXDATE or RECURRENCE-ID.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DateOrDateTime {
    /// A moment, with local time on the clock it is written in.
    Moment(Moment, NaiveDateTime),
    /// A time without a zone, on the clock of the series.
    Floating(NaiveDateTime),
    /// A date, on the clock of the series.
    Day(NaiveDate),
}

/// One start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The moment; for a date, the start of the day.
    pub at: Moment,
    /// The date in local time.
    pub day: NaiveDate,
    /// Length in seconds, if it has one of its own.
    pub length: Option<i64>,
}

/// The starts in a period.
#[derive(Clone, Debug, Default)]
pub struct Occurrences {
    /// Sorted.
    pub starts: Vec<Occurrence>,
    /// Whether a limit was reached, so that some are missing.
    pub cut: bool,
    /// Exclusions (EXDATE, RECURRENCE-ID) in the period that match no start.
    pub unmatched: Vec<Moment>,
}

impl Recurrence {
    /// A recurring component with its first start.
    pub fn new(span: Span, first: NaiveDateTime, all_day: bool, clock: Clock) -> Self {
        Self {
            span,
            first,
            all_day,
            clock,
            rules: Vec::new(),
            exrules: Vec::new(),
            rdates: Vec::new(),
            excluded_moments: Vec::new(),
            excluded_days: Vec::new(),
            due_after: None,
            length: None,
            part: SeriesRange::default(),
        }
    }

    /// The date that a value means in a series of dates: programs without dates write a midnight, in UTC or local
    /// time.
    fn day_of(at: DateOrDateTime) -> NaiveDate {
        match at {
            DateOrDateTime::Day(day) => day,
            DateOrDateTime::Floating(local) => local.date(),
            DateOrDateTime::Moment(at, local) => {
                let here = at.japan();
                let is_midnight = |local: NaiveDateTime| local.time() == NaiveTime::MIN;
                if is_midnight(here) && !is_midnight(local) {
                    here.date()
                } else {
                    local.date()
                }
            }
        }
    }

    /// The start that a value means.
    fn start_of(&self, at: DateOrDateTime) -> Occurrence {
        match at {
            _ if self.all_day => self.at(Self::day_of(at).and_time(NaiveTime::MIN)),
            DateOrDateTime::Moment(at, _) => Occurrence {
                at,
                day: self.clock.local(at).date(),
                length: None,
            },
            DateOrDateTime::Floating(local) => self.at(local),
            DateOrDateTime::Day(day) => self.at(day.and_time(NaiveTime::MIN)),
        }
    }

    /// Splits a series at changes: this one keeps what precedes the first, and each change gets what follows up to
    /// the next; `None` where occurrences are cancelled, and for changes that do not apply (a date in a series with
    /// times).
    pub fn split(&mut self, changes: &[(DateOrDateTime, Option<ThisAndFuture>)]) -> Vec<Option<Self>> {
        let starts: Vec<Option<Moment>> = changes
            .iter()
            .map(|(at, _)| {
                (self.all_day || !matches!(at, DateOrDateTime::Day(_))).then(|| self.start_of(*at).at)
            })
            .collect();
        let next = |from: Moment| starts.iter().flatten().copied().filter(|at| *at > from).min();
        let part = |((_, change), from): (&(DateOrDateTime, Option<ThisAndFuture>), &Option<Moment>)| {
            let (change, from) = (change.as_ref()?, (*from)?);
            let mut part = self.clone();
            part.span = change.span;
            part.due_after = change.due_after;
            part.length = change.length;
            part.part = SeriesRange {
                from: Some(from),
                before: next(from),
                moved: change.start.0 - from.0,
            };
            Some(part)
        };
        let parts = changes.iter().zip(&starts).map(part).collect();
        self.part.before = starts.iter().flatten().copied().min();
        parts
    }

    /// Excludes starts: by moment, or by date if either is a date.
    pub fn exclude(&mut self, times: impl IntoIterator<Item = DateOrDateTime>) {
        for time in times {
            match time {
                DateOrDateTime::Day(day) => self.excluded_days.push(day),
                _ if self.all_day => self.excluded_days.push(Self::day_of(time)),
                _ => self.excluded_moments.push(self.start_of(time).at),
            }
        }
        // Sorted for binary search, since the list may be long.
        self.excluded_moments.sort_unstable();
        self.excluded_days.sort_unstable();
    }

    /// When an occurrence is over: its end, its due, or the end of its day.
    fn end_of(&self, start: &Occurrence) -> Moment {
        let after = start
            .length
            .map(StartOffset::Time)
            .or(self.due_after)
            .or(self.length);
        let day_after = |days: i64| Moment::from_japan(later(start.day, days + 1).and_time(NaiveTime::MIN));
        let over = match after {
            Some(StartOffset::Time(seconds)) => start.at.plus(seconds),
            Some(StartOffset::Day(days)) => day_after(days).plus(-1),
            None if self.all_day => day_after(0).plus(-1),
            None => start.at,
        };
        over.max(start.at)
    }

    /// Upper bound on the seconds from a start to when it is over.
    fn max_length(&self) -> i64 {
        /// Longer than the supported range.
        const SECONDS_LIMIT: i64 = 400 * 366 * DAY;
        let max_length = match self.due_after.or(self.length) {
            Some(StartOffset::Time(seconds)) => seconds,
            // In other zones a day may begin a day earlier.
            Some(StartOffset::Day(days)) => days.saturating_add(2).saturating_mul(DAY),
            None if self.all_day => DAY,
            None => 0,
        };
        max_length.clamp(0, SECONDS_LIMIT)
    }

    /// Occurrences that are not over at `from` and start no later than `until`; a task is relevant until its due.
    pub fn between(&self, from: Moment, until: Moment) -> Occurrences {
        self.between_within(from, until, &mut { usize::MAX })
    }

    /// As [`Recurrence::between`], with a budget of days and times to examine, from which those used are deducted.
    pub fn between_within(&self, from: Moment, until: Moment, steps: &mut usize) -> Occurrences {
        let part = self.part;
        let (from, mut until) = (from.plus(-part.moved), until.plus(-part.moved));
        until = part.before.map_or(until, |at| at.plus(-1).min(until));
        let begins = from.plus(-self.max_length());
        let begins = part.from.map_or(begins, |at| at.max(begins));
        let mut found = Occurrences::default();
        found.starts.push(self.at(self.first));
        for rule in &self.rules {
            let Some(window) = self.window(rule, begins, until) else {
                continue;
            };
            let (starts, cut) = rule.starts_within(self.first, window, steps);
            found.cut |= cut;
            self.collect(rule, starts, &mut found.starts);
        }
        for rdates in &self.rdates {
            found.starts.push(Occurrence {
                length: rdates.length,
                ..self.start_of(rdates.at)
            });
        }
        if !found.cut {
            found.unmatched = self.unmatched(&found.starts, part.from.map_or(from, |at| at.max(from)), until);
        }
        let not = self.excluded_by_rules(begins, until, steps, &mut found);
        found.starts.retain(|start| {
            self.end_of(start) >= from
                && part.from.is_none_or(|at| start.at >= at)
                && start.at <= until
                && !self.is_excluded(start)
                && not.binary_search(&start.at).is_err()
        });
        // Of two at the same time, keep the one with a length of its own.
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
                start.day = self.clock.local(start.at).date();
            }
        }
        found
    }

    /// Exclusions in a period at which nothing starts.
    fn unmatched(&self, starts: &[Occurrence], from: Moment, until: Moment) -> Vec<Moment> {
        if self.excluded_moments.is_empty() && self.excluded_days.is_empty() {
            return Vec::new();
        }
        let mut moments: Vec<Moment> = starts.iter().map(|start| start.at).collect();
        let mut days: Vec<NaiveDate> = starts.iter().map(|start| start.day).collect();
        moments.sort_unstable();
        days.sort_unstable();
        let in_span = |at: &Moment| (from..=until).contains(at);
        let of_days = self
            .excluded_days
            .iter()
            .filter(|day| days.binary_search(day).is_err());
        let of_days = of_days.map(|day| self.at(day.and_time(NaiveTime::MIN)).at);
        let mut unmatched: Vec<Moment> = self
            .excluded_moments
            .iter()
            .filter(|at| moments.binary_search(at).is_err())
            .copied()
            .chain(of_days)
            .filter(in_span)
            .collect();
        unmatched.sort_unstable();
        unmatched.dedup();
        unmatched
    }

    /// The period in local time, widened: clocks are set forward and back, and some zones have changed their date.
    /// Rules within a day need less.
    fn window(&self, rule: &Rule, begins: Moment, until: Moment) -> Option<Window> {
        let beside = if rule.is_under_a_day() && !self.all_day {
            TimeDelta::hours(3)
        } else {
            TimeDelta::days(1)
        };
        let latest = self.clock.local(until).checked_add_signed(beside)?;
        let last = rule.until_utc().map(|utc| Moment(utc.and_utc().timestamp()));
        let last = last.and_then(|utc| self.clock.local(utc).checked_add_signed(beside));
        Some(Window {
            from: self.clock.local(begins).checked_sub_signed(beside)?,
            until: last.map_or(latest, |last| last.min(latest)),
        })
    }

    /// Adds the starts of a rule, converted by the component's clock.
    fn collect(&self, rule: &Rule, starts: Vec<NaiveDateTime>, into: &mut Vec<Occurrence>) {
        let by_utc = |start: &Occurrence| {
            rule.until_utc()
                .is_none_or(|until| start.at.0 <= until.and_utc().timestamp())
        };
        into.extend(starts.into_iter().map(|local| self.at(local)).filter(by_utc));
    }

    /// Starts excluded by EXRULE, sorted. If the budget does not suffice, later starts are dropped as well, and this
    /// is reported.
    fn excluded_by_rules(
        &self,
        begins: Moment,
        until: Moment,
        steps: &mut usize,
        found: &mut Occurrences,
    ) -> Vec<Moment> {
        let mut not = Vec::new();
        for rule in &self.exrules {
            let Some(window) = self.window(rule, begins, until) else {
                continue;
            };
            let (starts, cut) = rule.excluded_within(self.first, window, steps);
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
            // Times of day in a rule do not apply to dates (§3.3.10).
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

    /// Time from a start to its due, if the due recurs. For a task with a period, its end is the due.
    pub fn due_of(&self, start: &Occurrence) -> Option<StartOffset> {
        self.due_after
            .map(|after| start.length.map_or(after, StartOffset::Time))
    }

    /// The date in Japan by which people refer to an occurrence: of its start, or its due.
    pub fn day_here(&self, start: Occurrence) -> NaiveDate {
        match self.due_of(&start) {
            Some(StartOffset::Day(days)) => later(start.day, days),
            Some(StartOffset::Time(seconds)) => start.at.plus(seconds).japan().date(),
            None if self.all_day => start.day,
            None => start.at.japan().date(),
        }
    }
}

impl Occurrence {
    /// The date this many days after its own.
    pub fn day_after(&self, days: i64) -> NaiveDate {
        later(self.day, days)
    }
}

/// A date this many days later; unchanged if out of range.
fn later(day: NaiveDate, days: i64) -> NaiveDate {
    let moved = TimeDelta::try_days(days).and_then(|days| day.checked_add_signed(days));
    moved.unwrap_or(day)
}
