//! Results for every minute of a day, from evaluating a few of them.
//!
//! As the sending minute moves through a day, each moment of the request (sending, due, start, end) is fixed or moves
//! with it. The day is cut at every minute at which
//!
//! - a moving moment reaches a bound that a rule compares it with: an opening, a closing, a bound of a break, an
//!   evening's start or a morning's end, a midnight of any office concerned, in its zone, or a time of day in Japan,
//! - a moving moment reaches a fixed one,
//! - the clock of a zone changes.
//!
//! Each cut is evaluated by itself. Between two cuts every moment keeps its position among all of these, so only two
//! kinds of conditions can change: comparisons of a clock with a bound, and an evening rule on a fixed moment.
//!
//! If only the sending moves, clocks never increase as it moves later, and the day after the evening never moves
//! back: each of these conditions changes at most once. If others move too, evenings are cuts, and a clock is the
//! difference of two sums of time with slopes 0 or 1, which bend where the sending or the due reaches an opening, a
//! closing, a bound of a break or a midnight; between two bends it is linear and passes each bound at most once.
//! Either way, if all these conditions have equal results at both ends of a stretch, so they have at every minute
//! between; if not, the stretch is halved. The result is thus exact, not sampled.
//!
//! A mention in a text may resolve to another moment at any minute: if a rule reads mentions, every minute is
//! evaluated.

use crate::calendar::hours::{DAY, Moment, Zone};
use crate::engine::verdict::due_view;
use crate::request::Request;
use crate::resolve::{Case, DueAt};
use crate::rules::condition::{Operand, Truth};
use crate::rules::eval::{DueView, View};
use crate::rules::{Pack, Rule};
use jp_datetime::relative::Relative;

use super::budget::Budget;
use super::sendings::{Minutes, SendingDay, at};
use super::time_reads::{Comparison, TimeReads};

/// Results at one minute of all conditions that may change between two cuts.
#[derive(PartialEq, Eq)]
struct Outcome(Vec<Truth>);

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

/// A moment that moves with the sending.
struct Moving {
    /// Its offset from the sending, in seconds.
    behind: i64,
    /// Zones of all parties, each with the seconds since midnight at which something may change.
    zones: Vec<(Zone, Vec<i64>)>,
}

impl Moving {
    /// Adds the minutes of sending at which it reaches any of its seconds, or a clock changes.
    fn reach(&self, found: &mut MinutesReached) {
        let behind = self.behind;
        let (first, last) = (found.from.plus(behind), found.until.plus(behind));
        for (zone, seconds) in &self.zones {
            let mut changes = zone.changes(first.plus(-3 * DAY), last.plus(3 * DAY)).peekable();
            if changes.peek().is_none() {
                let offset = zone.offset(first);
                let day = |at: Moment| at.plus(offset).0.div_euclid(DAY);
                for midnight in (day(first)..=day(last)).map(|day| day * DAY - offset) {
                    let seconds = seconds.iter();
                    seconds.for_each(|second| found.add(midnight + second - behind));
                }
                continue;
            }
            changes.for_each(|change| found.add(change.0 - behind));
            let (from_day, until_day) = (zone.local(first).date, zone.local(last).date);
            let from_day = from_day.pred_opt().unwrap_or(from_day);
            let until_day = until_day.succ_opt().unwrap_or(until_day);
            for day in from_day.iter_days().take_while(|day| *day <= until_day) {
                let bounds = seconds.iter().filter_map(|second| zone.at(day, *second));
                bounds.for_each(|bound| found.add(bound.0 - behind));
            }
        }
    }
}

/// Minutes of a span at which something is reached.
struct MinutesReached {
    from: Moment,
    until: Moment,
    found: Vec<i64>,
}

impl MinutesReached {
    fn new(from: Moment, until: Moment) -> Self {
        let found = Vec::new();
        Self { from, until, found }
    }

    /// Adds what is reached at a second: between two minutes, both of them.
    fn add(&mut self, second: i64) {
        let minute = second.div_euclid(60) * 60;
        for at in [minute, if minute == second { minute } else { minute + 60 }] {
            if (self.from.0..=self.until.0).contains(&at) {
                self.found.push(at);
            }
        }
    }

    fn sorted(mut self) -> Vec<i64> {
        self.found.sort_unstable();
        self.found.dedup();
        self.found
    }
}

/// A minute of sending, with the due evaluated, if any, and its clocks.
pub(super) struct Sending {
    pub at: Moment,
    pub due: Option<DueView>,
}

/// Minutes of a day within which no verdict changes.
pub(super) struct Piece {
    pub first: Sending,
    /// Later minutes, the last one last, among which clocks have their least values.
    pub others: Vec<Sending>,
}

impl Piece {
    fn at(first: Sending) -> Self {
        let others = Vec::new();
        Self { first, others }
    }

    /// The number of minutes.
    pub fn minutes(&self) -> i64 {
        let last = self.others.last().unwrap_or(&self.first);
        (last.at.0 - self.first.at.0) / 60 + 1
    }
}

/// Evaluation of a request over sending minutes.
pub(super) struct Sweep<'c, 'r> {
    pub case: &'r mut Case<'c>,
    time_reads: &'r TimeReads,
    rules: &'r [(&'r Pack, &'r Rule)],
    /// The sending and the moments that move with it, with what each is compared with.
    moving: Vec<Moving>,
    /// The same, with what makes clocks bend; none if only the sending moves.
    bending: Vec<Moving>,
    /// The due evaluated, if any.
    due: Option<usize>,
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
        let of_due = due.and_then(|due| case.request.dues.get(due)?.at.counted());
        let later = laters(of_hearing(case.request).chain(of_due));
        Self::moved(case, due, &later, time_reads, rules, budget)
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
        let later = laters(of_hearing(case.request).filter(|_| !of_hearing_too));
        Self::moved(case, due, &later, time_reads, rules, budget)
    }

    /// With the offsets of the moments that move with the sending.
    fn moved(
        case: &'r mut Case<'c>,
        due: Option<usize>,
        later: &[i64],
        time_reads: &'r TimeReads,
        rules: &'r [(&'r Pack, &'r Rule)],
        budget: Budget,
    ) -> Self {
        /// Upper bound on the conditions of built-in rules for one due.
        const BUILTIN_CONDITIONS: usize = 500;
        /// Mentions that are resolved in the time of one group of recipients.
        const GROUP_MENTIONS: usize = 16;
        let mentions = match time_reads.mentions {
            true => case.request.mentions.count(),
            false => 0,
        };
        let conditions = rules.iter().map(|(_, rule)| rule.conditions).sum::<usize>();
        case.ask_only(due);
        let evenings: &[i64] = if later.is_empty() {
            &[]
        } else {
            &time_reads.seconds
        };
        let of = |behind, hours| Moving {
            behind,
            zones: zones_of(case, hours, evenings, &time_reads.japan),
        };
        let sent = of(0, (time_reads.sent_hours, false));
        let hours = (time_reads.other_hours, time_reads.other_breaks);
        let others = later.iter().map(|behind| of(*behind, hours));
        let moving = std::iter::once(sent).chain(others).collect();
        let bend = |behind| Moving {
            behind,
            zones: zones_of(case, (true, true), &[], &[]),
        };
        let bending = std::iter::once(0).chain(later.iter().copied());
        let bending = bending.filter(|_| !later.is_empty()).map(bend).collect();
        Self {
            case,
            time_reads,
            rules,
            moving,
            bending,
            due,
            weight: (conditions / BUILTIN_CONDITIONS).max(1) + mentions / GROUP_MENTIONS,
            budget,
        }
    }

    /// Pieces of a day within which no verdict changes.
    ///
    /// `None` if the budget is exceeded.
    pub fn pieces(&mut self, date: chrono::NaiveDate, spans: &[(i64, i64)]) -> Option<Vec<Piece>> {
        let mut found = Vec::new();
        for (from, until) in spans {
            let (Some(from), Some(until)) = (at(date, *from), at(date, *until)) else {
                continue;
            };
            if self.time_reads.mentions {
                for minute in (from.0..=until.0).step_by(60) {
                    found.push(Piece::at(self.look_at(Moment(minute))?));
                }
                continue;
            }
            let mut bends = MinutesReached::new(from, until);
            self.bending.iter().for_each(|moving| moving.reach(&mut bends));
            let bends = bends.sorted();
            let mut start = from.0;
            for cut in self.cuts(from, until)? {
                if cut > start {
                    self.split(start, cut - 60, &bends, &mut found)?;
                }
                found.push(Piece::at(self.look_at(Moment(cut))?));
                start = cut + 60;
            }
            if start <= until.0 {
                self.split(start, until.0, &bends, &mut found)?;
            }
        }
        Some(found)
    }

    /// Assigns equal indices to days on which every comparison with a fixed due has equal results at every minute.
    /// Clocks never increase as the sending moves later, so equal results at two moments hold at all between them.
    pub fn regions(&mut self, minutes: &Minutes) -> Option<Vec<usize>> {
        let mut regions = Regions::default();
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
        let (_, outcome) = self.compare_at(at(first.date, *from)?)?;
        let is_same = self.compare_at(at(last.date, *until)?)?.1 == outcome;
        match days.split_at_checked(days.len() / 2) {
            Some((some, others)) if !is_same && !some.is_empty() => {
                self.add_regions(minutes, some, found)?;
                self.add_regions(minutes, others, found)?;
            }
            _ => found.push(days.len(), is_same.then_some(outcome)),
        }
        Some(())
    }

    /// The minutes from `from` to `until` at which a position may change, sorted.
    fn cuts(&mut self, from: Moment, until: Moment) -> Option<Vec<i64>> {
        self.case.send_at(from);
        let due = self.due.and_then(|due| self.case.dues.get(due)?.at);
        let mut still: Vec<Moment> = due.into_iter().collect();
        if let Some(hearing) = self.case.hearing {
            still.extend(hearing.start);
            still.extend(hearing.end);
        }
        let mut cuts = MinutesReached::new(from, until);
        for moving in &self.moving {
            // `still` holds moving moments too, as of the first minute: superfluous cuts are harmless.
            for still in &still {
                cuts.add(still.0 - moving.behind);
            }
            moving.reach(&mut cuts);
            self.budget.spend(moving.zones.len())?;
        }
        Some(cuts.sorted())
    }

    /// Pieces of a stretch between two cuts.
    fn split(&mut self, from: i64, until: i64, bends: &[i64], found: &mut Vec<Piece>) -> Option<()> {
        let (first, mut before) = self.compare_at(Moment(from))?;
        let mut piece = Piece::at(first);
        let mut start = from;
        let inside = bends
            .iter()
            .copied()
            .filter(|bend| (from + 1..until).contains(bend));
        for bend in inside.chain((from < until).then_some(until)) {
            let next = self.compare_at(Moment(bend))?;
            self.advance((start, &before), (next.0, &next.1), &mut piece, found)?;
            (start, before) = (bend, next.1);
        }
        found.push(piece);
        Some(())
    }

    /// Extends a piece that reaches `from` up to a later minute, beginning new ones where the outcome changes.
    fn advance(
        &mut self,
        (from, before): (i64, &Outcome),
        (until, after): (Sending, &Outcome),
        piece: &mut Piece,
        found: &mut Vec<Piece>,
    ) -> Option<()> {
        let length = until.at.0 - from;
        if before == after {
            piece.others.push(until);
        } else if length <= 60 {
            found.push(std::mem::replace(piece, Piece::at(until)));
        } else {
            let middle = from + length / 120 * 60;
            let (sending, between) = self.compare_at(Moment(middle))?;
            self.advance((from, before), (sending, &between), piece, found)?;
            self.advance((middle, &between), (until, after), piece, found)?;
        }
        Some(())
    }

    /// A sending with the results of every condition that may change between two cuts.
    fn compare_at(&mut self, sent: Moment) -> Option<(Sending, Outcome)> {
        let sending = self.look_at(sent)?;
        let TimeReads {
            comparisons,
            evenings,
            ..
        } = self.time_reads;
        let mut found = Vec::with_capacity(self.case.groups.len() * (comparisons.len() + evenings.len()));
        let pack = self.rules.first().map(|(pack, _)| *pack);
        let Some(pack) = pack.filter(|_| found.capacity() > 0) else {
            return Some((sending, Outcome(found)));
        };
        for group in 0..self.case.groups.len() {
            let view = View {
                case: self.case,
                pack,
                packs: &[],
                sent: Some(sent),
                due: sending.due.as_ref(),
                group,
                item: None,
            };
            for Comparison { quantity, bound } in comparisons {
                let with = match bound.with {
                    Operand::Effort if self.case.request.effort.known().is_none() => None,
                    with => view.operand(with),
                };
                let pair = view.quantity(*quantity).zip(with);
                let holds = pair.map(|(value, with)| bound.order.holds(value, with));
                found.push(holds.into());
            }
            found.extend(evenings.iter().map(|evening| view.evaluate(evening)));
        }
        Some((sending, Outcome(found)))
    }

    /// Spends the cost of a minute; fixed costs equal those of two or three groups.
    fn spend_minute(&mut self) -> Option<()> {
        let groups = self.case.groups.len().max(3);
        self.budget.spend(self.weight.saturating_mul(groups))
    }

    /// Moves the sending, and returns the due with its clocks.
    pub fn look_at(&mut self, sent: Moment) -> Option<Sending> {
        self.spend_minute()?;
        self.case.send_at(sent);
        let due = self.due.and_then(|number| {
            let due: &DueAt<'_> = self.case.dues.get(number)?;
            Some(due_view(self.case, Some(sent), due.at, due.basis, Some(number)))
        });
        Some(Sending { at: sent, due })
    }
}

/// The moments of the hearing that are relative to sending.
fn of_hearing(request: &Request<'_>) -> impl Iterator<Item = Relative> {
    let hearing = request.hearing.iter();
    hearing
        .flat_map(|hearing| [hearing.start.counted(), hearing.end.counted()])
        .flatten()
}

/// Offsets in seconds of the relative moments that move with the sending.
fn laters(relatives: impl Iterator<Item = Relative>) -> Vec<i64> {
    let mut found = Vec::new();
    for relative in relatives {
        if let Relative::Later(seconds) = relative
            && !found.contains(&seconds)
        {
            found.push(seconds);
        }
    }
    found
}

/// The zones of all parties, each with its midnight and `evenings`, and with office hours and breaks where they matter;
/// and Japan with its midnight, at which days, months and periods change, and other times of day.
fn zones_of(
    case: &Case<'_>,
    (office, breaks): (bool, bool),
    evenings: &[i64],
    japan: &[i64],
) -> Vec<(Zone, Vec<i64>)> {
    let mut zones = vec![(Zone::Japan, [&[0], japan].concat())];
    // Includes defaults for unreadable hours: a superfluous cut is harmless.
    let taken = case.groups.iter().map(|group| group.taken);
    for party in taken.chain(case.senders().map(|party| party.hours)) {
        let seconds = match zones.iter_mut().find(|(zone, _)| *zone == party.zone) {
            Some((_, seconds)) => seconds,
            None => &mut zones.push_mut((party.zone, vec![0])).1,
        };
        seconds.extend(evenings);
        let hours = Some(party.office).filter(|_| office).into_iter();
        let hours = hours.chain(party.pause.filter(|_| breaks));
        seconds.extend(hours.flat_map(|hours| [hours.start(), hours.end()]));
    }
    for (_, seconds) in &mut zones {
        // 24:00 is the next day's midnight.
        seconds.iter_mut().for_each(|second| *second %= DAY);
        seconds.sort_unstable();
        seconds.dedup();
    }
    zones
}
