//! The smallest 「N開庁日後 HH:MM」 at which a template's due or hearing complies for every sending minute, proven over the
//! same minutes as findings are.

use super::budget::Budget;
use super::day_class::DayClassifier;
use super::hearing_times::HearingTimes;
use super::proof::{DayGroup, fold};
use super::sendings::{Minutes, SendingDay, at};
use super::sweep::{Piece, Sending, Sweep};
use super::time_reads::TimeReads;
use crate::calendar::hours::{DAY, Moment, Zone};
use crate::engine::Engine;
use crate::engine::partial_rule::PartialRule;
use crate::engine::verdict::due_view;
use crate::fix::{
    applies_at_any_time, due_rules, half_hour_minutes, hearing_rules, holds_permanently, in_break,
    is_monotonic, offices,
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
    search(
        engine,
        minutes,
        CandidateSubject::Due(due),
        &rules,
        trial_case,
        budget,
        |_| Some(times.clone()),
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
    let due = case.dues.iter().position(|due| due.basis == Basis::Hearing);
    let of_due = due.into_iter().flat_map(|_| due_rules(engine, case));
    // `HearingTimes` checks office hours; the rules left are those on the notice before the hearing.
    let called = hearing_rules(engine, case).filter(|(_, rule)| rule.reads_sent);
    let rules: Vec<_> = of_due.chain(called).collect();
    let mut times = HearingTimes::new(case.env.closed, offices, length.unwrap_or_default(), minutes)?;
    let found = search(
        engine,
        minutes,
        CandidateSubject::Hearing(due),
        &rules,
        trial_case,
        budget,
        |days| times.after(days),
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
fn search(
    engine: &Engine,
    minutes: &Minutes,
    tried: CandidateSubject,
    rules: &[(&Pack, &Rule)],
    trial_case: &mut Case<'_>,
    budget: &mut Budget,
    times: impl FnMut(u32) -> Option<Vec<u32>>,
) -> Option<CompliantTime> {
    // A hearing relative in hours moves with the minute of sending while the due stays.
    let hearing = trial_case.request.hearing.iter();
    let moving = matches!(tried, CandidateSubject::Due(_))
        && hearing
            .flat_map(|it| [it.start.counted(), it.end.counted()])
            .any(|it| matches!(it, Some(Relative::Later(_))));
    let due = tried.due().map(|due| (Some(due), trial_case.dues.get(due)));
    let (number, due) = due.unwrap_or_default();
    let basis = due.map_or(Basis::Stated, |due| due.basis);
    let due = due_view(trial_case, None, None, basis, number);
    let mut searched: Vec<SearchedRule<'_>> = Vec::with_capacity(rules.len());
    for rule in rules {
        let Some(known) = PartialRule::of_due(engine, *rule, trial_case, Some(&due)) else {
            continue;
        };
        let lasting = is_monotonic(rule.1);
        searched.push(SearchedRule {
            known,
            lasting,
            varying: moving || rule.1.reads_sent && !lasting,
        });
    }
    let varying = searched.iter().filter(|rule| rule.varying);
    let asks = TimeReads::of(varying.clone().map(|rule| &rule.known));
    let varying: Vec<_> = varying.map(|rule| rule.known.rule()).collect();
    let of_hearing = matches!(tried, CandidateSubject::Hearing(_));
    let mut search = Search {
        engine,
        minutes,
        tried,
        rules,
        searched: &searched,
        moving,
        sweep: Sweep::tried(trial_case, tried.due(), of_hearing, &asks, &varying, *budget),
        broken: Vec::new(),
    };
    let found = search.first(times);
    *budget = search.sweep.budget;
    found
}

/// A rule that a candidate must keep.
struct SearchedRule<'r> {
    known: PartialRule<'r>,
    /// Whether it is monotonic: once kept it stays kept for later dues.
    lasting: bool,
    /// Whether a minute of a day may break it and a later one keep it.
    varying: bool,
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
    searched: &'r [SearchedRule<'r>],
    /// Whether the hearing moves within a day of sending.
    moving: bool,
    sweep: Sweep<'c, 'r>,
    /// Sending minutes that broke a candidate: they probably break others.
    broken: Vec<Moment>,
}

impl<'c> Search<'_, 'c, '_> {
    /// The first candidate that is not too early and breaks no rule.
    fn first(&mut self, mut times: impl FnMut(u32) -> Option<Vec<u32>>) -> Option<CompliantTime> {
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
            for time in times(days)? {
                self.sweep.case.trial = Some(self.tried.at(candidate(time)));
                if self.is_known_to_break()? {
                    continue;
                }
                if groups.is_none() {
                    // The first candidate seldom holds: days are grouped only if it may.
                    if self.broken.is_empty() && self.breaks_soon()? {
                        continue;
                    }
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
                && self.breaks_at(sent, |_| true)?
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
            Some(sent) => self.breaks_at(sent, |rule| rule.lasting),
            None => Some(false),
        }
    }

    /// Whether the last minute of a day breaks this candidate.
    fn breaks_at_end(&mut self, day: &SendingDay) -> Option<bool> {
        let last = self.minutes.of_day(day).last();
        let Some(sent) = last.and_then(|(_, until)| at(day.date, *until)) else {
            return Some(false);
        };
        let breaks = self.breaks_at(sent, |_| true)?;
        if breaks {
            self.broken.push(sent);
        }
        Some(breaks)
    }

    /// Whether one of the first days of sending breaks this candidate.
    fn breaks_soon(&mut self) -> Option<bool> {
        /// Some weeks, in which most of what breaks candidates occurs.
        const DAYS: usize = 20;
        let (minutes, left) = (self.minutes, self.sweep.budget);
        for day in minutes.days.iter().take(DAYS) {
            if self.breaks_at_end(day)? {
                return Some(true);
            }
        }
        // They are looked at again, and not counted twice.
        self.sweep.budget = left;
        Some(false)
    }

    /// Whether the candidate complies for every minute.
    ///
    /// Within a day of sending the due is constant. Rules that only get worse as less time is left, and those
    /// independent of the minute, are decided at the day's last minute, when the due as written is latest too. Only
    /// the other rules are evaluated over the whole day.
    fn holds(&mut self, groups: &[DayGroup<'_>]) -> Option<bool> {
        for DayGroup { first, .. } in groups {
            if self.breaks_at_end(first)? {
                return Some(false);
            }
        }
        for DayGroup { first, .. } in groups {
            if self.is_met(first)? {
                continue;
            }
            for Piece { first: sending, .. } in self.sweep.pieces(first.date, self.minutes.of_day(first))? {
                self.sweep.case.send_at(sending.at);
                if self.breaks(&sending, |rule| rule.varying)? {
                    self.broken.push(sending.at);
                    return Some(false);
                }
            }
        }
        Some(true)
    }

    /// Whether the varying rules are met at the day's last minute in a way that holds for all its minutes.
    fn is_met(&mut self, day: &SendingDay) -> Option<bool> {
        let mut varying = self.searched.iter().filter(|rule| rule.varying).peekable();
        if varying.peek().is_none() {
            return Some(true);
        }
        let last = self.minutes.of_day(day).last();
        let Some(sent) = last
            .and_then(|(_, until)| at(day.date, *until))
            .filter(|_| !self.moving)
        else {
            return Some(false);
        };
        let sending = self.sweep.look_at(sent)?;
        let case = &*self.sweep.case;
        Some(varying.all(|rule| {
            let (pack, rule) = rule.known.rule();
            (0..case.groups.len()).all(|group| {
                let view = View {
                    case,
                    pack,
                    packs: &self.engine.rules.packs,
                    sent: Some(sent),
                    due: sending.due.as_ref(),
                    group,
                    item: None,
                };
                applies_at_any_time(rule) && view.evaluate(&rule.when) == Truth::False
                    || holds_permanently(&view, &rule.require)
            })
        }))
    }

    /// As [`Self::breaks`], after moving the sending.
    fn breaks_at(&mut self, sent: Moment, of: fn(&SearchedRule<'_>) -> bool) -> Option<bool> {
        let sending = self.sweep.look_at(sent)?;
        self.breaks(&sending, of)
    }

    /// Whether the candidate breaks a rule, or precedes the due as written: a fix never shortens a deadline.
    fn breaks(&self, sending: &Sending, of: fn(&SearchedRule<'_>) -> bool) -> Option<bool> {
        let (sent, view) = (sending.at, sending.due.as_ref());
        let case = &*self.sweep.case;
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
        let mut rules = self.searched.iter().filter(|rule| of(rule));
        Some(rules.any(|rule| rule.known.breaks(self.engine, case, sent, view)))
    }
}
