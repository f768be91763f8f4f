//! When a component comes again (RFC 5545 §3.8.5): RRULE and RDATE less EXRULE, EXDATE and the occurrences
//! that other components (RECURRENCE-ID) take over.

pub mod rule;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::zones::Clock;
use docspan::Span;
use office_calendar::hours::{DAY, Moment};
use rule::{MAX_STARTS, Rule, Window};

/// A recurring component's times, before they are spread out.
#[derive(Clone, Debug, PartialEq)]
pub struct Recurrence {
    /// Where its rule stands, or what else makes it recur.
    pub span: Span,
    /// The first start, by its own clock.
    pub first: NaiveDateTime,
    /// Whether a start is a day, without a time.
    pub all_day: bool,
    /// What its times are read by.
    pub clock: Clock,
    /// RRULE.
    pub rules: Vec<Rule>,
    /// EXRULE (RFC 2445): what it names does not count.
    pub not: Vec<Rule>,
    /// RDATE.
    pub extra: Vec<Extra>,
    excluded_moments: Vec<Moment>,
    excluded_days: Vec<NaiveDate>,
    /// How long after a start it is due, where it is the due that recurs.
    pub due_after: Option<After>,
    /// How long after a start it ends.
    pub length: Option<After>,
    part: SeriesRange,
}

/// How long after a start something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// So many seconds.
    Time(i64),
    /// On the day that is so many days after the start's, without a time.
    Day(i64),
}

/// The part of a series that a component tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct SeriesRange {
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
pub struct Change {
    /// Where that is written.
    pub span: Span,
    /// When the first of them is held.
    pub start: Moment,
    /// How long after a start it is due, where it is the due that recurs.
    pub due_after: Option<After>,
    /// How long after a start it ends.
    pub length: Option<After>,
}

/// A time of RDATE.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extra {
    /// When.
    pub at: At,
    /// Seconds until its own end, where it is a period.
    pub length: Option<i64>,
}

/// A time of RDATE, EXDATE or RECURRENCE-ID.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum At {
    /// A moment, and what the clock that it is written by shows then.
    Moment(Moment, NaiveDateTime),
    /// A time without a zone: by the clock of the series.
    Floating(NaiveDateTime),
    /// A whole day, by the clock of the series.
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
    /// Times that EXDATE or RECURRENCE-ID names in that span, and at which none starts.
    pub unmatched: Vec<Moment>,
}

impl Recurrence {
    /// A component that comes again: its first start, by a clock.
    pub fn new(span: Span, first: NaiveDateTime, all_day: bool, clock: Clock) -> Self {
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
            part: SeriesRange::default(),
        }
    }

    /// The day that a time names in a series of days: midnight is written in UTC, or by the clock here,
    /// where a program knows no days.
    fn day_of(at: At) -> NaiveDate {
        match at {
            At::Day(day) => day,
            At::Floating(local) => local.date(),
            At::Moment(at, local) => {
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

    /// The start that a time names.
    fn start_of(&self, at: At) -> Occurrence {
        match at {
            _ if self.all_day => self.at(Self::day_of(at).and_time(NaiveTime::MIN)),
            At::Moment(at, _) => Occurrence {
                at,
                day: self.clock.local(at).date(),
                length: None,
            },
            At::Floating(local) => self.at(local),
            At::Day(day) => self.at(day.and_time(NaiveTime::MIN)),
        }
    }

    /// Splits a series where its occurrences change: what stays is what is before the first change, and
    /// each change gets what follows it until the next, nothing where it is held no more. A change that the
    /// series cannot follow (of a day where it has times) comes to nothing.
    pub fn split(&mut self, changes: &[(At, Option<Change>)]) -> Vec<Option<Self>> {
        let starts: Vec<Option<Moment>> = changes
            .iter()
            .map(|(at, _)| (self.all_day || !matches!(at, At::Day(_))).then(|| self.start_of(*at).at))
            .collect();
        let next = |from: Moment| starts.iter().flatten().copied().filter(|at| *at > from).min();
        let part = |((_, change), from): (&(At, Option<Change>), &Option<Moment>)| {
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

    /// Leaves out some of its starts: by the moment, and by the day where one or the other is a day.
    pub fn exclude(&mut self, times: impl IntoIterator<Item = At>) {
        for time in times {
            match time {
                At::Day(day) => self.excluded_days.push(day),
                _ if self.all_day => self.excluded_days.push(Self::day_of(time)),
                _ => self.excluded_moments.push(self.start_of(time).at),
            }
        }
        // A list may be as long as the file lets it: it is searched, not walked.
        self.excluded_moments.sort_unstable();
        self.excluded_days.sort_unstable();
    }

    /// When an occurrence is over: its end or its due, or its day where it has no time.
    fn over(&self, start: &Occurrence) -> Moment {
        let after = start.length.map(After::Time).or(self.due_after).or(self.length);
        let day_after = |days: i64| Moment::from_japan(later(start.day, days + 1).and_time(NaiveTime::MIN));
        let over = match after {
            Some(After::Time(seconds)) => start.at.plus(seconds),
            Some(After::Day(days)) => day_after(days).plus(-1),
            None if self.all_day => day_after(0).plus(-1),
            None => start.at,
        };
        over.max(start.at)
    }

    /// How many seconds before a moment a start of its rules may lie that is not over then.
    fn reach(&self) -> i64 {
        /// Longer than any calendar that is read.
        const LONGEST: i64 = 400 * 366 * DAY;
        let reach = match self.due_after.or(self.length) {
            Some(After::Time(seconds)) => seconds,
            // A day there may begin a day sooner than here.
            Some(After::Day(days)) => days.saturating_add(2).saturating_mul(DAY),
            None if self.all_day => DAY,
            None => 0,
        };
        reach.clamp(0, LONGEST)
    }

    /// The occurrences that are not over at one moment and start until another: a task that was given out
    /// is to be judged until it is due.
    pub fn between(&self, from: Moment, until: Moment) -> Occurrences {
        self.between_within(from, until, &mut { usize::MAX })
    }

    /// As [`Recurrence::between`], with at most so many days and times looked at; what is left of them is
    /// left in `looks`.
    pub fn between_within(&self, from: Moment, until: Moment, looks: &mut usize) -> Occurrences {
        let part = self.part;
        let (from, mut until) = (from.plus(-part.moved), until.plus(-part.moved));
        until = part.before.map_or(until, |at| at.plus(-1).min(until));
        let begins = from.plus(-self.reach());
        let begins = part.from.map_or(begins, |at| at.max(begins));
        let mut found = Occurrences::default();
        found.starts.push(self.at(self.first));
        for rule in &self.rules {
            let Some(window) = self.window(rule, begins, until) else {
                continue;
            };
            let (starts, cut) = rule.starts_within(self.first, window, looks);
            found.cut |= cut;
            self.collect(rule, starts, &mut found.starts);
        }
        for extra in &self.extra {
            found.starts.push(Occurrence {
                length: extra.length,
                ..self.start_of(extra.at)
            });
        }
        if !found.cut {
            found.unmatched = self.unmatched(&found.starts, part.from.map_or(from, |at| at.max(from)), until);
        }
        let not = self.taken_away(begins, until, looks, &mut found);
        found.starts.retain(|start| {
            self.over(start) >= from
                && part.from.is_none_or(|at| start.at >= at)
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
                start.day = self.clock.local(start.at).date();
            }
        }
        found
    }

    /// The times left out between two moments at which nothing starts.
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

    /// What a rule's own clock shows in a span of time, and somewhat beside it: clocks are set forward and
    /// back, and some have changed their day. A rule within a day has an end that is nearer.
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
    fn taken_away(
        &self,
        begins: Moment,
        until: Moment,
        looks: &mut usize,
        found: &mut Occurrences,
    ) -> Vec<Moment> {
        let mut not = Vec::new();
        for rule in &self.not {
            let Some(window) = self.window(rule, begins, until) else {
                continue;
            };
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

    /// How long after its start an occurrence is due, where it is the due that recurs. A period of a task
    /// ends when it is due.
    pub fn due_of(&self, start: &Occurrence) -> Option<After> {
        self.due_after
            .map(|after| start.length.map_or(after, After::Time))
    }

    /// The day that people know an occurrence by, in Japan: when it is held, or when it is due.
    pub fn day_here(&self, start: Occurrence) -> NaiveDate {
        match self.due_of(&start) {
            Some(After::Day(days)) => later(start.day, days),
            Some(After::Time(seconds)) => start.at.plus(seconds).japan().date(),
            None if self.all_day => start.day,
            None => start.at.japan().date(),
        }
    }
}

impl Occurrence {
    /// The day so many days after its own.
    pub fn day_after(&self, days: i64) -> NaiveDate {
        later(self.day, days)
    }
}

/// A day so many days later; the same where there is none in any calendar.
fn later(day: NaiveDate, days: i64) -> NaiveDate {
    let moved = TimeDelta::try_days(days).and_then(|days| day.checked_add_signed(days));
    moved.unwrap_or(day)
}
