//! Days of sending with equal results: a day's result depends on the closed days around it, as
//! far back as the evening rule, on those around each due and hearing counted from it, on how many days and
//! how many closed days lie between, on how far a plan's first and last day are, on the
//! months where a rule asks for them, and on nothing else of the
//! calendar. In which order the days between are closed no clock can tell: open and working time are sums
//! over them.

use chrono::{Datelike, Days, NaiveDate};

use super::sendings::SendingDay;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{Moment, Zone};
use crate::engine::Engine;
use crate::request::{Hearing, Timing};
use crate::resolve::{Basis, Case, Trial};
use crate::rules::condition::{Condition, MomentField};
use crate::rules::reads::Reads;
use crate::rules::{Pack, Rule};
use jp_datetime::moment::Written;
use jp_datetime::relative::{DayAfter, Relative};

/// What tells days of sending apart: two days of the same shape have the same verdicts at the same
/// minutes.
///
/// In order: the minutes of sending, by number; the day itself, where it is like no other; how many stretches of
/// days are looked at one by one; of each, its first and last day counted from the day itself, how many days are
/// closed between it and the one before, its closed days, a bit each, and the offsets of foreign zones; the days
/// that stand still; these and the first and last days of plans, where they lie among the days of a stretch,
/// else between which.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Shape(Vec<i64>);

/// What a request's shapes depend on.
pub(super) struct Shapes<'c> {
    closed: &'c ClosedDays,
    /// The moments counted from the sending.
    relatives: Vec<Relative>,
    /// The due and the hearing, as far as they stand still.
    fixed: Vec<&'c Written>,
    /// Whether the due is one of them.
    pub due_is_fixed: bool,
    /// Whether no days are folded: a rule reads dates of the text, which are resolved for each day.
    dates: bool,
    /// First and last days of the plans.
    plans: Vec<NaiveDate>,
    /// Zones other than Japan's.
    zones: Vec<Zone>,
    /// Whether a rule asks in which month something is.
    months: bool,
}

impl<'c> Shapes<'c> {
    /// With one due, or none, as these rules see it.
    pub fn new(case: &Case<'c>, engine: &Engine, due: Option<usize>, rules: &[(&Pack, &Rule)]) -> Self {
        let request = case.request;
        let hearing = request.hearing.as_ref();
        let dues = due
            .and_then(|due| request.dues.get(due..=due))
            .unwrap_or_default();
        // What is moved is held to what is written too: it must not come before that.
        let mut relatives: Vec<Relative> = dues.iter().filter_map(|due| due.at.counted()).collect();
        if let Some(hearing) = hearing {
            relatives.extend(hearing.start.counted());
            relatives.extend(hearing.end.counted());
        }
        let (mut moved_due, mut moved_hearing) = (false, false);
        match case.trial {
            Some(Trial::Due(_, relative)) => {
                moved_due = true;
                relatives.push(relative);
            }
            Some(Trial::Hearing(start, end)) => {
                moved_hearing = true;
                relatives.push(start);
                relatives.extend(end);
            }
            None => {}
        }
        let is_hearing = due
            .and_then(|due| case.dues.get(due))
            .is_some_and(|due| due.basis == Basis::Hearing);
        // A hearing on a day of its own is nothing to rules that do not ask about it.
        let asked = is_hearing || rules.iter().any(|(_, rule)| reads_hearing(rule));
        let of_year = |timing: &Timing| timing.stated().is_some_and(|written| written.year.is_some());
        let stands = |it: &Hearing<'_>| {
            let alone = of_year(&it.start) && (of_year(&it.end) || it.end.is_absent());
            (asked || !alone) && (it.start.stated().is_some() || it.end.stated().is_some())
        };
        let mut fixed: Vec<&Written> = Vec::new();
        if !moved_due {
            fixed.extend(dues.iter().filter_map(|due| due.at.stated()));
        }
        let due_is_fixed = !fixed.is_empty()
            || is_hearing && !moved_hearing && hearing.is_some_and(|it| it.start.stated().is_some());
        let hearing = hearing.filter(|hearing| !moved_hearing && stands(hearing));
        fixed.extend(
            hearing
                .into_iter()
                .flat_map(|it| [it.start.stated(), it.end.stated()])
                .flatten(),
        );
        let year_open = fixed.iter().any(|written| written.year.is_none());
        let dates = rules.iter().any(|(_, rule)| {
            reads_any(rule, |of| of.dates && of.sent) || year_open && reads_any(rule, |of| of.dates)
        });
        let plans = engine
            .rules
            .packs
            .iter()
            .flat_map(|pack| [pack.from, pack.until])
            .flatten()
            .collect();
        let offices = case.groups.iter().map(|group| group.taken);
        let mut zones: Vec<Zone> = Vec::new();
        for hours in offices.chain(case.senders().map(|party| party.hours)) {
            if hours.zone != Zone::Japan && !zones.contains(&hours.zone) {
                zones.push(hours.zone);
            }
        }
        Self {
            closed: case.env.closed,
            relatives,
            fixed,
            due_is_fixed,
            dates,
            plans,
            zones,
            months: rules.iter().any(|(_, rule)| asks_month(rule)),
        }
    }

    /// The shape of a day.
    pub fn of(&self, day: &SendingDay) -> Shape {
        let closed = self.closed;
        let date = day.date;
        let mut own = self.dates;
        let fixed: Vec<Option<NaiveDate>> = self.fixed.iter().map(|written| written.date(date)).collect();
        let mut stretches: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(self.relatives.len() + 1);
        // A zone may show the day before or after. The evening rule goes back from the day before that to
        // the last open one, and from there on to the next open day.
        let before = back(date, 2);
        let first = closed.last_open(before).unwrap_or(before);
        let after = ahead(date, 1);
        let last = closed.next_open(after).unwrap_or(after);
        stretches.push((first, ahead(last, 2)));
        for relative in &self.relatives {
            let (from, until) = match relative {
                Relative::Later(seconds) => {
                    let days = seconds.unsigned_abs() / 86_400;
                    (ahead(date, days), ahead(date, days + 1))
                }
                Relative::On(DayAfter::Calendar(days), _) => {
                    let on = ahead(date, u64::from(*days));
                    (on, on)
                }
                Relative::On(DayAfter::Open(days), _) => {
                    let on = closed.open_after(date, *days);
                    // Past the calendar's end no day is like another.
                    own |= on.is_none();
                    let on = on.unwrap_or(date);
                    (on, on)
                }
            };
            // 24:00 belongs to the day before, and another zone's clock reaches into the days around.
            stretches.push((back(from, 2), ahead(until, 2)));
        }
        own |= !stretches
            .iter()
            .all(|(from, until)| ClosedDays::covers(*from) && ClosedDays::covers(*until));
        let stretches = joined(stretches);
        // Its first four tell how long the rest is, so that no two days have the same numbers by chance.
        let mut shape: Vec<i64> = Vec::with_capacity(4 + stretches.len() * (4 + 2 * self.zones.len()));
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        shape.extend([number(day.spans), 0, 0, number(stretches.len())]);
        let days_between = |to: NaiveDate| (to - date).num_days();
        let midnight = |day: NaiveDate| Some(Moment::from_japan(day.and_hms_opt(0, 0, 0)?));
        let mut done = first;
        for (from, until) in &stretches {
            let between = closed.count_closed(done, *from);
            shape.extend([days_between(*from), days_between(*until), between]);
            let done_before = done;
            done = ahead(*until, 1);
            for (at, day) in from.iter_days().take_while(|day| day <= until).enumerate() {
                if at % 64 == 0 {
                    shape.push(0);
                }
                if let Some(word) = shape.last_mut() {
                    *word |= i64::from(closed.is_closed(day)) << (at % 64);
                }
            }
            for zone in &self.zones {
                // What lies between is as long as the clocks make it.
                shape.push(closed.longer(*zone, done_before, *from));
                if let (Some(from), Some(until)) = (midnight(*from), midnight(done)) {
                    shape.push(zone.offset(from));
                    // The clocks are changed within these days: at a moment of its own.
                    own |= zone.changes(from, until).next().is_some();
                }
            }
        }
        // A date without a year is another day from some sending on.
        shape.extend(
            fixed
                .iter()
                .map(|day| day.map_or(FAR, |day| i64::from(day.to_epoch_days()))),
        );
        shape.extend(self.plans.iter().chain(fixed.iter().flatten()).map(|bound| {
            let near =
                |(from, until): &&(NaiveDate, NaiveDate)| (back(*from, 2)..=ahead(*until, 2)).contains(bound);
            match stretches.iter().find(near) {
                Some(_) => days_between(*bound),
                // Far from every day that counts: only between which of them it lies is seen.
                None => {
                    let before = stretches.iter().filter(|(_, until)| until < bound).count();
                    FAR + number(before)
                }
            }
        }));
        if self.months {
            // Each month in a stretch with its first day there, and last how many: told apart from the end.
            let before = shape.len();
            for (from, until) in &stretches {
                let mut known = 0;
                for day in from.iter_days().take_while(|day| day <= until) {
                    if day.month() != known {
                        known = day.month();
                        shape.extend([days_between(day), i64::from(known)]);
                    }
                }
            }
            shape.push(number(shape.len() - before));
        }
        if own && let Some([_, is_own, of, _]) = shape.first_chunk_mut() {
            (*is_own, *of) = (1, i64::from(date.to_epoch_days()));
        }
        Shape(shape)
    }
}

/// Whether a rule asks in which month something is.
fn asks_month(rule: &Rule) -> bool {
    let mut asks = false;
    for condition in [&rule.when, &rule.require] {
        condition.visit(&mut |inner| asks |= matches!(inner, Condition::Month(..)));
    }
    asks
}

/// Whether a rule asks when the hearing is, or judges the dates that are written.
fn reads_hearing(rule: &Rule) -> bool {
    reads_any(rule, |of| {
        of.hearing || of.dates || of.written == Some(MomentField::Hearing)
    })
}

fn reads_any(rule: &Rule, reads: fn(Reads) -> bool) -> bool {
    rule.when.reads_any(reads) || rule.require.reads_any(reads)
}

/// More days than any calendar has.
const FAR: i64 = 1 << 40;

fn back(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}

fn ahead(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

/// Stretches in order, those that touch or overlap as one.
fn joined(mut stretches: Vec<(NaiveDate, NaiveDate)>) -> Vec<(NaiveDate, NaiveDate)> {
    stretches.sort_unstable();
    stretches.dedup_by(|next, last| {
        let one = next.0 <= ahead(last.1, 1);
        if one {
            last.1 = last.1.max(next.1);
        }
        one
    });
    stretches
}
