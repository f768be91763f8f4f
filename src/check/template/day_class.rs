//! Groups days of sending with equal results. A day's result depends on: the closed days around it, as far back as
//! the evening rule reaches; those around each due and hearing relative to it; how many days and how many closed days
//! lie between; the distance of a plan's first and last day; and months, where a rule reads them. It depends on
//! nothing else of the calendar. The order of closed days in between does not matter, since open and working time are
//! sums over them.

use chrono::{Datelike, Days, NaiveDate};

use super::sendings::SendingDay;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{Moment, Zone};
use crate::engine::Engine;
use crate::request::{Hearing, Timing};
use crate::resolve::{Basis, Case, Trial};
use crate::rules::condition::{Condition, MomentField};
use crate::rules::{Pack, Rule};
use jp_datetime::moment::Written;
use jp_datetime::relative::{DayAfter, Relative};

/// Key of a day of sending: two days with equal keys have equal verdicts at the same minutes.
///
/// In order: the index of the sending ranges; the day itself if it is like no other; the number of stretches of days
/// examined one by one; for each, its first and last day relative to the day, the number of closed days since the
/// stretch before, its closed days as a bitmap, and the offsets of foreign zones; the fixed days; these and the first
/// and last days of plans, relative to the day if within a stretch, else by which stretches they lie between.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct DayClass(Vec<i64>);

/// What classes depend on for a request.
pub(super) struct DayClassifier<'c> {
    closed: &'c ClosedDays,
    /// Moments relative to sending.
    relatives: Vec<Relative>,
    /// Due and hearing, where they are fixed.
    fixed: Vec<&'c Written>,
    /// Whether the due is fixed.
    pub due_is_fixed: bool,
    /// Whether each day is its own class: a rule reads dates in texts, which are resolved for each day.
    dates: bool,
    /// First and last days of plans.
    plans: Vec<NaiveDate>,
    /// Zones other than Japan.
    zones: Vec<Zone>,
    /// Whether a rule reads months.
    months: bool,
}

impl<'c> DayClassifier<'c> {
    /// For one due or none, and the rules that read it.
    pub fn new(case: &Case<'c>, engine: &Engine, due: Option<usize>, rules: &[(&Pack, &Rule)]) -> Self {
        let request = case.request;
        let hearing = request.hearing.as_ref();
        let dues = due
            .and_then(|due| request.dues.get(due..=due))
            .unwrap_or_default();
        // A trial value is also compared with the one written, which it must not precede.
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
        // A fixed hearing is irrelevant to rules that do not read it.
        let needs_hearing = is_hearing || rules.iter().any(|(_, rule)| reads_hearing(rule));
        let has_year = |timing: &Timing| timing.stated().is_some_and(|written| written.year.is_some());
        let matters = |it: &Hearing<'_>| {
            let alone = has_year(&it.start) && (has_year(&it.end) || it.end.is_absent());
            (needs_hearing || !alone) && (it.start.stated().is_some() || it.end.stated().is_some())
        };
        let mut fixed: Vec<&Written> = Vec::new();
        if !moved_due {
            fixed.extend(dues.iter().filter_map(|due| due.at.stated()));
        }
        let due_is_fixed = !fixed.is_empty()
            || is_hearing && !moved_hearing && hearing.is_some_and(|it| it.start.stated().is_some());
        let hearing = hearing.filter(|hearing| !moved_hearing && matters(hearing));
        fixed.extend(
            hearing
                .into_iter()
                .flat_map(|it| [it.start.stated(), it.end.stated()])
                .flatten(),
        );
        let year_open = fixed.iter().any(|written| written.year.is_none());
        let dates = rules.iter().any(|(_, rule)| {
            rule.reads_any(|reads| reads.dates && reads.sent)
                || year_open && rule.reads_any(|reads| reads.dates)
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

    /// The key of a day.
    pub fn of(&self, day: &SendingDay) -> DayClass {
        let closed = self.closed;
        let date = day.date;
        let mut is_unique = self.dates;
        let fixed: Vec<Option<NaiveDate>> = self.fixed.iter().map(|written| written.date(date)).collect();
        let mut stretches: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(self.relatives.len() + 1);
        // A zone may show an adjacent day. The evening rule reaches from the day before that back to the last open
        // day, and from there to the next open day.
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
                    // Past the end of the calendar no day is like another.
                    is_unique |= on.is_none();
                    let on = on.unwrap_or(date);
                    (on, on)
                }
            };
            // 24:00 belongs to the day before, and foreign zones reach into adjacent days.
            stretches.push((back(from, 2), ahead(until, 2)));
        }
        is_unique |= !stretches
            .iter()
            .all(|(from, until)| ClosedDays::covers(*from) && ClosedDays::covers(*until));
        let stretches = joined(stretches);
        // The first four numbers determine the length of the rest, so keys cannot collide.
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
                // Days in between differ in length where clocks change.
                shape.push(closed.longer(*zone, done_before, *from));
                if let (Some(from), Some(until)) = (midnight(*from), midnight(done)) {
                    shape.push(zone.offset(from));
                    // A clock change within these days happens at a moment of its own.
                    is_unique |= zone.changes(from, until).next().is_some();
                }
            }
        }
        // A yearless date resolves to another year from some sending on.
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
                // Outside all stretches only its position among them matters.
                None => {
                    let before = stretches.iter().filter(|(_, until)| until < bound).count();
                    FAR + number(before)
                }
            }
        }));
        if self.months {
            // Per stretch: each month with its first day, then their number, so that keys stay unambiguous.
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
        if is_unique && let Some([_, unique, day_number, _]) = shape.first_chunk_mut() {
            (*unique, *day_number) = (1, i64::from(date.to_epoch_days()));
        }
        DayClass(shape)
    }
}

/// Whether a rule reads months.
fn asks_month(rule: &Rule) -> bool {
    let mut asks = false;
    for condition in [&rule.when, &rule.require] {
        condition.visit(&mut |inner| asks |= matches!(inner, Condition::Month(..)));
    }
    asks
}

/// Whether a rule reads the hearing's times, or the dates written.
fn reads_hearing(rule: &Rule) -> bool {
    rule.reads_any(|reads| reads.hearing || reads.dates || reads.written == Some(MomentField::Hearing))
}

/// Larger than any number of days.
const FAR: i64 = 1 << 40;

fn back(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}

fn ahead(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

/// Merges ranges of days that touch or overlap, after sorting.
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
