//! The smallest 「N開庁日後 HH:MM」 at which a template's due or hearing complies for every sending minute, proven over the
//! same minutes as findings are.

use chrono::NaiveDate;

use super::budget::Budget;
use super::day_class::DayClassifier;
use super::proof::{DayGroup, fold};
use super::sendings::{Minutes, SendingDay, at};
use super::sweep::{Sweep, TimeReads};
use crate::calendar::hours::{DAY, Moment, Zone};
use crate::engine::Engine;
use crate::engine::verdict::{breaks_any, due_view};
use crate::fix::{
    applies_at_any_time, due_rules, half_hour_minutes, hearing_rules, holds_permanently, in_break,
    lasting_of, offices, suits,
};
use crate::resolve::{Basis, Case, Trial};
use crate::rules::condition::Truth;
use crate::rules::eval::View;
use crate::rules::{Pack, Rule};
use jp_datetime::relative::{At, DayAfter, Relative};

/// Limit on N: about a year of open days.
const DAYS_LIMIT: u32 = 260;

/// A moment relative to sending that complies for every sending minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CompliantTime {
    /// Open days after sending.
    pub days: u32,
    /// Minute of that day in Japan time.
    pub from: u32,
    /// Minute at which a hearing ends.
    pub until: Option<u32>,
}

impl CompliantTime {
    /// The due, or the hearing's start.
    pub fn start(self) -> Relative {
        Relative::On(DayAfter::Open(self.days), At::Minute(self.from))
    }

    /// The hearing's end, if it has one.
    pub fn end(self) -> Option<Relative> {
        let on = |minute| Relative::On(DayAfter::Open(self.days), At::Minute(minute));
        self.until.map(on)
    }
}

/// The fix for a due. A due relative to sending is not moved earlier for any minute. A fixed date cannot comply for
/// every sending, so it becomes relative.
pub(super) fn due(
    engine: &Engine,
    case: &Case<'_>,
    minutes: &Minutes,
    due: usize,
    trial_case: &mut Case<'_>,
    budget: &mut Budget,
) -> Option<CompliantTime> {
    let written = case.request.dues.get(due)?;
    if written.at.counted().is_none() && written.at.stated().is_none() {
        return None;
    }
    let rules: Vec<_> = due_rules(engine, case).collect();
    let times = times(case, minutes);
    let times = |_: u32, _: &Case<'_>| Some(times.clone());
    search(
        engine,
        minutes,
        CandidateSubject::Due(due),
        &rules,
        trial_case,
        budget,
        times,
    )
}

/// The fix for a hearing: the first slot, not before the one written, that is within all parties' office hours, on a
/// half hour, over no break, and at which a due taken from its start complies.
pub(super) fn hearing(
    engine: &Engine,
    case: &Case<'_>,
    minutes: &Minutes,
    trial_case: &mut Case<'_>,
    budget: &mut Budget,
) -> Option<CompliantTime> {
    let length = length(case)?;
    let offices = offices(case)?;
    let at_home = offices.iter().all(|office| office.hours.zone == Zone::Japan);
    let due = case.dues.iter().position(|due| due.basis == Basis::Hearing);
    let of_due = due.into_iter().flat_map(|_| due_rules(engine, case));
    // `fits` checks office hours; the rules left are those on the notice before the hearing.
    let called = hearing_rules(engine, case).filter(|(_, rule)| rule.reads_sent);
    let rules: Vec<_> = of_due.chain(called).collect();
    let fits = |date: NaiveDate, from: u32| {
        let start = at(date, i64::from(from))?;
        let end = start.plus(i64::from(length.unwrap_or_default()) * 60);
        Some(suits(&offices, start, end))
    };
    let times = |days: u32, case: &Case<'_>| {
        let mut all: Vec<u32> = half_hour_minutes().collect();
        let mut last = None;
        for day in &minutes.days {
            // Within Japan one open day is like another.
            if all.is_empty() || at_home && last.is_some() {
                break;
            }
            let date = case.env.closed.open_after(day.date, days)?;
            if last.replace(date) != Some(date) {
                all.retain(|from| fits(date, *from) == Some(true));
            }
        }
        Some(all)
    };
    let found = search(
        engine,
        minutes,
        CandidateSubject::Hearing(due),
        &rules,
        trial_case,
        budget,
        times,
    )?;
    let until = length.map(|length| found.from + length);
    Some(CompliantTime { until, ..found })
}

/// Length of a hearing in minutes, if it is the same for every sending; `Some(None)` for one without an end.
fn length(case: &Case<'_>) -> Option<Option<u32>> {
    let hearing = case.request.hearing.as_ref()?;
    let closing = || {
        // Closing abroad varies in Japan time with summer time.
        let date = Zone::Japan.local(case.env.now).date;
        let groups = || case.groups.iter().map(|group| group.hours);
        let at_home = groups().all(|hours| hours.is_some_and(|hours| hours.zone == Zone::Japan));
        let closing = case.closing(date).filter(|_| at_home)?;
        Some(Zone::Japan.local(closing).second)
    };
    let second = |at: At| match at {
        At::Minute(minute) => Some(i64::from(minute) * 60),
        At::Closing => closing(),
        At::Unsaid => None,
    };
    let seconds = match (hearing.start.counted(), hearing.end.counted()) {
        (Some(_), None) if hearing.end.is_absent() => return Some(None),
        (Some(Relative::Later(from)), Some(Relative::Later(until))) => until - from,
        (Some(Relative::On(first, from)), Some(Relative::On(last, until))) if first == last => {
            second(until)? - second(from)?
        }
        (None, None) => {
            let now = case.hearing.filter(|now| !now.reversed)?;
            let start = now.start?;
            match now.end {
                Some(end) => end.0 - start.0,
                None if hearing.end.is_absent() => return Some(None),
                None => return None,
            }
        }
        _ => return None,
    };
    if seconds % 60 != 0 || seconds >= DAY {
        return None;
    }
    u32::try_from(seconds / 60).ok().map(Some)
}

/// The first candidate, among the `times` given for each number of open days, that is not too early and breaks none
/// of `rules`.
fn search<'c>(
    engine: &Engine,
    minutes: &Minutes,
    tried: CandidateSubject,
    rules: &[(&Pack, &Rule)],
    trial_case: &mut Case<'c>,
    budget: &mut Budget,
    times: impl Fn(u32, &Case<'c>) -> Option<Vec<u32>>,
) -> Option<CompliantTime> {
    let lasting = lasting_of(rules);
    // A hearing relative in hours moves with the minute of sending while the due stays.
    let hearing = trial_case.request.hearing.iter();
    let moving = matches!(tried, CandidateSubject::Due(_))
        && hearing
            .flat_map(|it| [it.start.counted(), it.end.counted()])
            .any(|it| matches!(it, Some(Relative::Later(_))));
    let is_lasting = |rule: &Rule| lasting.iter().any(|(_, lasting)| std::ptr::eq(*lasting, rule));
    let varying: Vec<_> = rules
        .iter()
        .copied()
        .filter(|(_, rule)| moving || rule.reads_sent && !is_lasting(rule))
        .collect();
    let asks = TimeReads::of(&varying);
    let of_hearing = matches!(tried, CandidateSubject::Hearing(_));
    let mut search = Search {
        engine,
        minutes,
        tried,
        rules,
        lasting: &lasting,
        varying: &varying,
        moving,
        sweep: Sweep::tried(trial_case, tried.due(), of_hearing, &asks, &varying, *budget),
        broken: Vec::new(),
    };
    let found = search.first(times);
    *budget = search.sweep.budget;
    found
}

/// What is moved.
#[derive(Clone, Copy)]
enum CandidateSubject {
    /// A due, by its index.
    Due(usize),
    /// The hearing, and the due taken from it.
    Hearing(Option<usize>),
}

impl CandidateSubject {
    fn due(self) -> Option<usize> {
        match self {
            Self::Due(due) => Some(due),
            Self::Hearing(due) => due,
        }
    }

    fn at(self, candidate: CompliantTime) -> Trial {
        match self {
            Self::Due(due) => Trial::Due(due, candidate.start()),
            Self::Hearing(_) => Trial::Hearing(candidate.start(), None),
        }
    }
}

/// Times of day to try: full and half hours, and the closings of the strictest recipient.
fn times(case: &Case<'_>, minutes: &Minutes) -> Vec<u32> {
    let mut found: Vec<u32> = half_hour_minutes().collect();
    let abroad = case
        .groups
        .iter()
        .any(|group| group.hours.is_some_and(|hours| hours.zone != Zone::Japan));
    // Abroad, clock changes move the closing in Japan time.
    let days = minutes.days.iter().take(if abroad { usize::MAX } else { 1 });
    let closings = days.filter_map(|day| case.closing(day.date));
    found.extend(closings.filter_map(|at| u32::try_from(Zone::Japan.local(at).second / 60).ok()));
    found.sort_unstable();
    found.dedup();
    found
}

struct Search<'e, 'c, 'r> {
    engine: &'e Engine,
    minutes: &'e Minutes,
    tried: CandidateSubject,
    rules: &'r [(&'r Pack, &'r Rule)],
    /// Monotonic rules: once kept they stay kept for later dues.
    lasting: &'r [(&'r Pack, &'r Rule)],
    /// Rules that a minute of a day may break and a later one keep.
    varying: &'r [(&'r Pack, &'r Rule)],
    /// Whether the hearing moves within a day of sending.
    moving: bool,
    sweep: Sweep<'c, 'r>,
    /// Sending minutes that broke a candidate: they probably break others.
    broken: Vec<Moment>,
}

impl<'c> Search<'_, 'c, '_> {
    /// The first candidate that is not too early and breaks no rule.
    fn first(&mut self, times: impl Fn(u32, &Case<'c>) -> Option<Vec<u32>>) -> Option<CompliantTime> {
        for days in 1..=DAYS_LIMIT {
            let mut groups = None;
            let candidate = |from| CompliantTime {
                days,
                from,
                until: None,
            };
            self.sweep.case.trial = Some(self.tried.at(candidate(24 * 60)));
            if self.is_too_early()? {
                continue;
            }
            for time in times(days, &*self.sweep.case)? {
                self.sweep.case.trial = Some(self.tried.at(candidate(time)));
                if self.is_known_to_break()? {
                    continue;
                }
                if groups.is_none() {
                    let day_classes =
                        DayClassifier::new(&*self.sweep.case, self.engine, self.tried.due(), self.rules);
                    groups = Some(fold(self.minutes, &day_classes, &[], &mut self.sweep.budget)?);
                }
                if self.holds(groups.as_deref().unwrap_or_default())? {
                    return Some(candidate(time));
                }
            }
        }
        None
    }

    /// Whether a known breaking minute breaks this candidate.
    fn is_known_to_break(&mut self) -> Option<bool> {
        for number in (0..self.broken.len()).rev() {
            if let Some(sent) = self.broken.get(number).copied()
                && self.breaks_at(sent, self.rules)?
            {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Whether a known breaking minute breaks a monotonic rule at this candidate, and so at all earlier ones: trying
    /// the end of a day decides the day.
    fn is_too_early(&mut self) -> Option<bool> {
        match self.broken.last().copied() {
            Some(sent) => self.breaks_at(sent, self.lasting),
            None => Some(false),
        }
    }

    /// Whether the candidate complies for every minute.
    ///
    /// Within a day of sending the due is constant. Rules that only get worse as less time is left, and those
    /// independent of the minute, are decided at the day's last minute, when the due as written is latest too. Only
    /// the other rules are evaluated over the whole day.
    fn holds(&mut self, groups: &[DayGroup<'_>]) -> Option<bool> {
        for DayGroup { first, .. } in groups {
            let last = self.minutes.of_day(first).last();
            let last = last.and_then(|(_, until)| at(first.date, *until));
            if let Some(sent) = last
                && self.breaks_at(sent, self.rules)?
            {
                self.broken.push(sent);
                return Some(false);
            }
        }
        for DayGroup { first, .. } in groups {
            if self.is_met(first)? {
                continue;
            }
            for (from, until) in self.sweep.pieces(first.date, self.minutes.of_day(first))? {
                for sent in [from, until] {
                    if self.breaks_at(sent, self.varying)? {
                        self.broken.push(sent);
                        return Some(false);
                    }
                }
            }
        }
        Some(true)
    }

    /// Whether the varying rules are met at the day's last minute in a way that holds for all its minutes.
    fn is_met(&mut self, day: &SendingDay) -> Option<bool> {
        if self.varying.is_empty() {
            return Some(true);
        }
        let last = self.minutes.of_day(day).last();
        let Some(sent) = last
            .and_then(|(_, until)| at(day.date, *until))
            .filter(|_| !self.moving)
        else {
            return Some(false);
        };
        let views = self.sweep.send_at(sent)?;
        let case = &*self.sweep.case;
        Some(self.varying.iter().all(|(pack, rule)| {
            (0..case.groups.len()).all(|group| {
                let view = View {
                    case,
                    pack,
                    packs: &self.engine.rules.packs,
                    sent: Some(sent),
                    due: views.first(),
                    group,
                    item: None,
                };
                applies_at_any_time(rule) && view.evaluate(&rule.when) == Truth::False
                    || holds_permanently(&view, &rule.require)
            })
        }))
    }

    /// Whether the candidate breaks a rule, or precedes the due as written: a fix never shortens a deadline.
    fn breaks_at(&mut self, sent: Moment, rules: &[(&Pack, &Rule)]) -> Option<bool> {
        let views = self.sweep.send_at(sent)?;
        let case = &*self.sweep.case;
        let view = views.first();
        let (at, written) = match self.tried {
            CandidateSubject::Due(due) => (
                view.and_then(|view| view.at),
                case.request.dues.get(due)?.at.counted(),
            ),
            CandidateSubject::Hearing(_) => (
                case.hearing.and_then(|hearing| hearing.start),
                case.request.hearing.as_ref()?.start.counted(),
            ),
        };
        if at.is_none() || written.and_then(|written| case.count(written, sent)) > at {
            return Some(true);
        }
        if matches!(self.tried, CandidateSubject::Due(_)) && at.is_some_and(|at| in_break(case, at)) {
            return Some(true);
        }
        let none;
        let view = match view {
            Some(view) => view,
            None => {
                none = due_view(case, Some(sent), None, Basis::Stated, None);
                &none
            }
        };
        Some(breaks_any(self.engine, rules.iter().copied(), case, sent, view))
    }
}
