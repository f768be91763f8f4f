//! Results for every minute of a day, from evaluating a few of them.
//!
//! As the sending minute moves through a day, each moment of the request (sending, due, start, end) is fixed or moves
//! with it. The day is cut at every minute at which a moving moment reaches
//!
//! - an opening, a closing, a bound of a break or a midnight of any office concerned, in its zone,
//! - an evening's start or a morning's end named by a rule,
//! - a fixed moment,
//! - a time of day in Japan named by a rule,
//! - a clock change of a zone, or a midnight in Japan (bounds of a plan's period and of months are midnights).
//!
//! Each cut is evaluated by itself. Between two cuts every moment keeps its position among all of these, so only
//! comparisons of a clock with a bound can change: evening rule, office hours, breaks, periods and the order of
//! moments depend on positions alone. A clock is the difference of two sums of time with slopes 0 or 1 there, so it
//! is linear and passes each bound at most once. If all comparisons of all clocks have equal results at both ends of
//! a piece, so they have at every minute between; if not, the piece is halved. The result is thus exact, not sampled,
//! and independent of the rules.
//!
//! A mention in a text may resolve to another moment at any minute: if a rule reads mentions, every minute is
//! evaluated.

use std::collections::HashMap;

use crate::calendar::hours::{DAY, Moment, Zone};
use crate::engine::verdict::due_view;
use crate::request::Request;
use crate::resolve::{Case, DueAt};
use crate::rules::condition::{Bound, Condition, Operand, Quantity, Until};
use crate::rules::eval::{DueView, View};
use crate::rules::{Pack, Rule};
use jp_datetime::relative::Relative;

use super::budget::Budget;
use super::sendings::{Minutes, SendingDay, at};

/// A clock compared with a bound.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Comparison {
    quantity: Quantity,
    bound: Bound,
}

/// What rules read of time.
#[derive(Default)]
pub(super) struct TimeReads {
    comparisons: Vec<Comparison>,
    /// Evenings and mornings, in seconds since midnight in the office's zone.
    seconds: Vec<i64>,
    /// Times of day in Japan, in seconds since midnight.
    japan: Vec<i64>,
    /// Whether opening, closing and breaks matter; if not, only midnights do.
    hours: bool,
    /// Whether a mentioned moment matters.
    mentions: bool,
}

impl TimeReads {
    pub fn of(rules: &[(&Pack, &Rule)]) -> Self {
        let mut time_reads = Self::default();
        for (_, rule) in rules {
            for condition in [&rule.when, &rule.require] {
                condition.visit(&mut |inner| time_reads.take(inner));
            }
        }
        time_reads
    }

    fn take(&mut self, condition: &Condition) {
        if let Some((quantity, bounds)) = condition.time()
            && quantity != Quantity::Effort
        {
            for bound in bounds {
                let bound = *bound;
                let comparison = Comparison { quantity, bound };
                if !self.comparisons.contains(&comparison) {
                    self.comparisons.push(comparison);
                }
            }
        }
        if let Some((evening, until)) = condition.evening() {
            self.seconds.push(evening);
            match until {
                Until::Second(second) => self.seconds.push(second),
                Until::EndOfDay => {}
            }
        }
        if let Condition::TimeOfDay { from, until, .. } = condition {
            self.japan
                .extend([*from, *until].iter().filter(|second| **second < DAY));
        }
        let reads = condition.reads();
        self.hours |= reads.hours || reads.pause;
        self.mentions |= reads.dates && reads.sent;
    }
}

/// Results of all comparisons at one minute, to compare the ends of a piece.
#[derive(PartialEq, Eq)]
struct Outcome(Vec<Option<bool>>);

/// Days of sending with the indices of their regions.
#[derive(Default)]
struct Regions {
    of_days: Vec<usize>,
    /// The current index, and its outcome if that is constant over the day.
    count: usize,
    last: Option<Outcome>,
}

impl Regions {
    fn push(&mut self, days: usize, outcome: Option<Outcome>) {
        if outcome.is_none() || self.last != outcome {
            self.count += 1;
        }
        self.of_days.extend(std::iter::repeat_n(self.count, days));
        self.last = outcome;
    }
}

/// Evaluation of a request over sending minutes.
pub(super) struct Sweep<'c, 'r> {
    pub case: &'r mut Case<'c>,
    time_reads: &'r TimeReads,
    rules: &'r [(&'r Pack, &'r Rule)],
    /// Zones of all parties, each with the seconds since midnight at which something may change.
    zones: Vec<(Zone, Vec<i64>)>,
    /// Offsets of moving moments from the sending, in seconds.
    moving: Vec<i64>,
    /// The due evaluated, if any.
    due: Option<usize>,
    /// Dues with their clocks at the ends of pieces, until they are evaluated.
    seen: HashMap<Moment, Vec<DueView>>,
    /// Cost per group of recipients.
    weight: usize,
    /// Remaining budget.
    pub budget: Budget,
}

impl<'c, 'r> Sweep<'c, 'r> {
    pub fn new(
        case: &'r mut Case<'c>,
        due: Option<usize>,
        time_reads: &'r TimeReads,
        rules: &'r [(&'r Pack, &'r Rule)],
        budget: Budget,
    ) -> Self {
        /// Upper bound on the conditions of built-in rules for one due.
        const BUILTIN_CONDITIONS: usize = 500;
        let conditions = rules.iter().map(|(_, rule)| rule.conditions).sum::<usize>();
        case.ask_only(due);
        let mut zones: Vec<(Zone, Vec<i64>)> = Vec::with_capacity(1);
        // Includes defaults for unreadable hours: a superfluous cut is harmless.
        let taken = case.groups.iter().map(|group| group.taken);
        for hours in taken.chain(case.senders().map(|party| party.hours)) {
            let seconds = match zones.iter_mut().find(|(zone, _)| *zone == hours.zone) {
                Some((_, seconds)) => seconds,
                None => {
                    let mut seconds = vec![0];
                    seconds.extend(&time_reads.seconds);
                    &mut zones.push_mut((hours.zone, seconds)).1
                }
            };
            if time_reads.hours {
                let bounds = Some(hours.office).into_iter().chain(hours.pause);
                seconds.extend(bounds.flat_map(|hours| [hours.start(), hours.end()]));
            }
        }
        if !time_reads.japan.is_empty() {
            match zones.iter_mut().find(|(zone, _)| *zone == Zone::Japan) {
                Some((_, seconds)) => seconds.extend(&time_reads.japan),
                None => zones.push((Zone::Japan, time_reads.japan.clone())),
            }
        }
        for (_, seconds) in &mut zones {
            seconds.sort_unstable();
            seconds.dedup();
        }
        let of_due = due.and_then(|due| case.request.dues.get(due)?.at.counted());
        let moving = laters(of_hearing(case.request).chain(of_due));
        Self {
            case,
            time_reads,
            rules,
            zones,
            moving,
            due,
            seen: HashMap::new(),
            weight: (conditions / BUILTIN_CONDITIONS).max(1),
            budget,
        }
    }

    /// As [`Self::new`], for a trial value of the due, or of the hearing with the due taken from it, that is fixed
    /// within a day of sending.
    pub fn tried(
        case: &'r mut Case<'c>,
        due: Option<usize>,
        of_hearing_too: bool,
        time_reads: &'r TimeReads,
        rules: &'r [(&'r Pack, &'r Rule)],
        budget: Budget,
    ) -> Self {
        let moving = of_hearing(case.request).filter(|_| !of_hearing_too);
        let moving = laters(moving);
        Self {
            moving,
            ..Self::new(case, due, time_reads, rules, budget)
        }
    }

    /// Pieces of a day within which no verdict changes, as first and last minute.
    ///
    /// `None` if the budget is exceeded.
    pub fn pieces(&mut self, date: chrono::NaiveDate, spans: &[(i64, i64)]) -> Option<Vec<(Moment, Moment)>> {
        let mut found = Vec::new();
        self.seen.clear();
        for (from, until) in spans {
            let (Some(from), Some(until)) = (at(date, *from), at(date, *until)) else {
                continue;
            };
            if self.time_reads.mentions {
                self.budget
                    .spend(usize::try_from((until.0 - from.0) / 60).ok()?)?;
                found.extend(
                    (from.0..=until.0)
                        .step_by(60)
                        .map(|minute| (Moment(minute), Moment(minute))),
                );
                continue;
            }
            let mut start = from.0;
            for cut in self.cuts(from, until)? {
                if cut > start {
                    self.split(start, cut - 60, &mut found)?;
                }
                found.push((Moment(cut), Moment(cut)));
                start = cut + 60;
            }
            if start <= until.0 {
                self.split(start, until.0, &mut found)?;
            }
        }
        Some(found)
    }

    /// Assigns equal indices to days on which every comparison with a fixed due has equal results at every minute.
    /// Clocks never increase as the sending moves later, so equal results at two moments hold at all between them.
    pub fn regions(&mut self, minutes: &Minutes) -> Option<Vec<usize>> {
        let mut regions = Regions::default();
        self.seen.clear();
        // A yearless date resolves to another year from some sending on.
        let written = self
            .due
            .and_then(|due| self.case.request.dues.get(due)?.at.stated());
        let hearing = self
            .case
            .request
            .hearing
            .as_ref()
            .and_then(|it| it.start.stated());
        let fixed = |day: &SendingDay| written.or(hearing).and_then(|written| written.date(day.date));
        for days in minutes.days.chunk_by(|a, b| fixed(a) == fixed(b)) {
            regions.last = None;
            self.add_regions(minutes, days, &mut regions)?;
        }
        Some(regions.of_days)
    }

    fn add_regions(&mut self, minutes: &Minutes, days: &[SendingDay], found: &mut Regions) -> Option<()> {
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return Some(());
        };
        let (from, _) = minutes.of_day(first).first()?;
        let (_, until) = minutes.of_day(last).last()?;
        let outcome = self.outcome(at(first.date, *from)?.0)?;
        let is_same = self.outcome(at(last.date, *until)?.0)? == outcome;
        match days.split_at_checked(days.len() / 2) {
            Some((some, others)) if !is_same && !some.is_empty() => {
                self.add_regions(minutes, some, found)?;
                self.add_regions(minutes, others, found)?;
            }
            _ => found.push(days.len(), is_same.then_some(outcome)),
        }
        Some(())
    }

    /// The minutes from `from` to `until` at which something may change, sorted.
    fn cuts(&mut self, from: Moment, until: Moment) -> Option<Vec<i64>> {
        self.case.send_at(from);
        let dues = self
            .judged_due()
            .filter_map(|number| self.case.dues.get(number)?.at);
        let mut still: Vec<Moment> = dues.collect();
        if let Some(hearing) = self.case.hearing {
            still.extend(hearing.start);
            still.extend(hearing.end);
        }
        let mut cuts: Vec<i64> = Vec::new();
        let mut add = |second: i64| {
            // A change between two minutes makes both of them ends of pieces.
            let minute = second.div_euclid(60) * 60;
            for at in [minute, if minute == second { minute } else { minute + 60 }] {
                if (from.0..=until.0).contains(&at) {
                    cuts.push(at);
                }
            }
        };
        for behind in &self.moving {
            let (first, last) = (from.plus(*behind), until.plus(*behind));
            // `still` holds moving moments too, as of the first minute: superfluous cuts are harmless.
            for still in &still {
                add(still.0 - behind);
            }
            for (zone, seconds) in &self.zones {
                let zone = *zone;
                let from_day = zone.local(first).date.pred_opt()?;
                let until_day = zone.local(last).date.succ_opt()?;
                let is_even = zone
                    .changes(first.plus(-3 * DAY), last.plus(3 * DAY))
                    .next()
                    .is_none();
                let offset = zone.offset(first);
                for day in from_day.iter_days().take_while(|day| *day <= until_day) {
                    let midnight = i64::from(day.to_epoch_days()) * DAY - offset;
                    for second in seconds {
                        let bound = if is_even {
                            Some(Moment(midnight + second))
                        } else {
                            zone.at(day, *second)
                        };
                        if let Some(bound) = bound {
                            add(bound.0 - behind);
                        }
                    }
                }
                for change in zone.changes(first, last) {
                    add(change.0 - behind);
                }
                self.budget.spend(1)?;
            }
            let midnight = last.0 - Zone::Japan.local(last).second;
            add(midnight - behind);
            add(midnight - DAY - behind);
        }
        add(from.0);
        add(until.0);
        cuts.sort_unstable();
        cuts.dedup();
        Some(cuts)
    }

    /// Halves a piece until its ends have equal results.
    fn split(&mut self, from: i64, until: i64, found: &mut Vec<(Moment, Moment)>) -> Option<()> {
        if from == until {
            found.push((Moment(from), Moment(until)));
            return Some(());
        }
        let (first, last) = (self.outcome(from)?, self.outcome(until)?);
        self.halve((from, &first), (until, &last), found)
    }

    fn halve(
        &mut self,
        (from, first): (i64, &Outcome),
        (until, last): (i64, &Outcome),
        found: &mut Vec<(Moment, Moment)>,
    ) -> Option<()> {
        if first == last {
            found.push((Moment(from), Moment(until)));
            return Some(());
        }
        if until - from <= 60 {
            found.push((Moment(from), Moment(from)));
            found.push((Moment(until), Moment(until)));
            return Some(());
        }
        let middle = from + (until - from) / 120 * 60;
        let (one, two) = (self.outcome(middle)?, self.outcome(middle + 60)?);
        self.halve((from, first), (middle, &one), found)?;
        self.halve((middle + 60, &two), (until, last), found)
    }

    /// Results of every comparison for a sending.
    fn outcome(&mut self, sent: i64) -> Option<Outcome> {
        let views = self.look_at(Moment(sent))?;
        let Some((pack, _)) = self.rules.first() else {
            return Some(Outcome(Vec::new()));
        };
        let mut found = Vec::with_capacity(views.len() * self.time_reads.comparisons.len());
        for due in &views {
            for group in 0..self.case.groups.len() {
                let view = View {
                    case: self.case,
                    pack,
                    packs: &[],
                    sent: self.case.sent.at,
                    due: Some(due),
                    group,
                    item: None,
                };
                for Comparison { quantity, bound } in &self.time_reads.comparisons {
                    let with = match bound.with {
                        Operand::Effort if self.case.request.effort.known().is_none() => None,
                        with => view.operand(with),
                    };
                    let pair = view.quantity(*quantity).zip(with);
                    found.push(pair.map(|(value, with)| bound.order.holds(value, with)));
                }
            }
        }
        self.seen.insert(Moment(sent), views);
        Some(Outcome(found))
    }

    /// Spends the cost of a minute; fixed costs equal those of two or three groups.
    fn spend_minute(&mut self) -> Option<()> {
        let groups = self.case.groups.len().max(3);
        self.budget.spend(self.weight.saturating_mul(groups))
    }

    /// Moves the sending, and returns every due with its clocks for evaluation.
    pub fn send_at(&mut self, sent: Moment) -> Option<Vec<DueView>> {
        if let Some(seen) = self.seen.remove(&sent) {
            self.spend_minute()?;
            self.case.send_at(sent);
            return Some(seen);
        }
        self.look_at(sent)
    }

    /// Moves the sending, and returns every due with its clocks.
    fn look_at(&mut self, sent: Moment) -> Option<Vec<DueView>> {
        self.spend_minute()?;
        self.case.send_at(sent);
        let view = |number: usize| {
            let due: &DueAt<'_> = self.case.dues.get(number)?;
            Some(due_view(self.case, Some(sent), due.at, due.basis, Some(number)))
        };
        Some(self.judged_due().filter_map(view).collect())
    }

    /// Index of the due evaluated, if any, as a range.
    fn judged_due(&self) -> std::ops::Range<usize> {
        self.due.map_or(0..0, |due| due..due + 1)
    }
}

/// The moments of the hearing that are relative to sending.
fn of_hearing(request: &Request<'_>) -> impl Iterator<Item = Relative> {
    let hearing = request.hearing.iter();
    hearing
        .flat_map(|hearing| [hearing.start.counted(), hearing.end.counted()])
        .flatten()
}

/// Offsets in seconds of the relative moments that move with the sending, and of the sending itself.
fn laters(relatives: impl Iterator<Item = Relative>) -> Vec<i64> {
    let mut found = vec![0];
    for relative in relatives {
        if let Relative::Later(seconds) = relative
            && !found.contains(&seconds)
        {
            found.push(seconds);
        }
    }
    found
}
