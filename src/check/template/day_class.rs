//! Groups days of sending with equal results. A day's result depends on: the closed days around it, as far back as
//! the evening rule reaches; those around each due and hearing relative to it; how many days and how many closed days
//! lie between; the distance of a plan's first and last day; and months, where a rule reads them. It depends on
//! nothing else of the calendar. The order of closed days in between does not matter, since open and working time are
//! sums over them.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::sendings::SendingDay;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{DAY, JAPAN_OFFSET, Moment, Zone};
use crate::engine::Engine;
use crate::request::{Hearing, Timing};
use crate::resolve::{Basis, Case, Trial};
use crate::rules::condition::Condition;
use crate::rules::{Pack, Rule};
use jp_datetime::moment::Written;
use jp_datetime::relative::{DayAfter, Relative};

/// Key of a day of sending: two days with equal keys have equal verdicts at the same minutes.
///
/// In order: the index of the sending ranges; the day itself if it is like no other; for each stretch of days examined
/// one by one, its first and last day relative to the day, the number of closed days since the first stretch began,
/// its closed days as a bitmap, and the offsets of foreign zones; the fixed days; these and the first and last days of
/// plans, relative to the day if within a stretch, else by which stretches they lie between.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct DayClass(Vec<i64>);

/// Days examined one by one, around a day of sending or what is relative to it.
struct Stretch {
    from: NaiveDate,
    /// The first and the last day, relative to the day of sending.
    first: i64,
    last: i64,
}

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
    /// First and last days of plans, by number.
    plans: Vec<i64>,
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
            .map(number_of)
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
        let today = number_of(date);
        let mut stretches: Vec<Stretch> = Vec::with_capacity(self.relatives.len() + 1);
        let mut add = |first: i64, last: i64| {
            let from = shifted(date, first);
            stretches.push(Stretch { from, first, last });
        };
        // A zone may show an adjacent day. The evening rule reaches from the day before that back to the last open
        // day, and from there to the next open day.
        let before = shifted(date, -2);
        let first = closed.last_open(before).unwrap_or(before);
        let after = shifted(date, 1);
        let last = closed.next_open(after).unwrap_or(after);
        add(number_of(first) - today, number_of(last) - today + 2);
        for relative in &self.relatives {
            let (from, until) = match relative {
                Relative::Later(seconds) => {
                    let days = seconds.abs() / 86_400;
                    (days, days + 1)
                }
                Relative::On(DayAfter::Calendar(days), _) => (i64::from(*days), i64::from(*days)),
                Relative::On(DayAfter::Open(days), _) => {
                    let on = closed.open_after(date, *days);
                    // Past the end of the calendar no day is like another.
                    is_unique |= on.is_none();
                    let on = on.map_or(0, |on| number_of(on) - today);
                    (on, on)
                }
            };
            // 24:00 belongs to the day before, and foreign zones reach into adjacent days.
            add(from - 2, until + 2);
        }
        // The first stretch begins before all others.
        let end = stretches.iter().map(|stretch| stretch.last).max();
        let end = shifted(date, end.unwrap_or_default());
        is_unique |= !ClosedDays::covers(first) || !ClosedDays::covers(end);
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        // The days of a stretch determine the length of what is noted of it, so keys cannot collide.
        let mut shape: Vec<i64> = Vec::with_capacity(8 + stretches.len() * (4 + 2 * self.zones.len()));
        shape.extend([number(day.spans), 0, 0]);
        let midnight = |day: i64| Moment((today + day) * DAY - JAPAN_OFFSET);
        for stretch in &stretches {
            shape.extend([stretch.first, stretch.last]);
            shape.push(closed.count_closed(first, stretch.from));
            let length = stretch.last - stretch.first + 1;
            for done in (0..length).step_by(64) {
                let unused = u32::try_from(64 - (length - done).min(64)).unwrap_or_default();
                let word = closed.closed_from(shifted(stretch.from, done));
                shape.push((word << unused).cast_signed());
            }
            for zone in &self.zones {
                // Days in between differ in length where clocks change.
                shape.push(closed.longer(*zone, first, stretch.from));
                let (from, until) = (midnight(stretch.first), midnight(stretch.last + 1));
                shape.push(zone.offset(from));
                // A clock change within these days happens at a moment of its own.
                is_unique |= zone.changes(from, until).next().is_some();
            }
        }
        // A yearless date resolves to another year from some sending on.
        shape.extend(fixed.iter().map(|day| day.map_or(FAR, number_of)));
        let fixed = fixed.iter().flatten().map(|day| number_of(*day));
        shape.extend(self.plans.iter().copied().chain(fixed).map(|bound| {
            let bound = bound - today;
            let near = |stretch: &Stretch| (stretch.first - 2..=stretch.last + 2).contains(&bound);
            if stretches.iter().any(near) {
                return bound;
            }
            // Outside all stretches only its position among them matters.
            FAR + number(stretches.iter().filter(|stretch| stretch.last < bound).count())
        }));
        if self.months {
            // Per stretch: each month with its first day, then their number, so that keys stay unambiguous.
            let before = shape.len();
            for stretch in &stretches {
                let mut known = 0;
                for (number, day) in (stretch.first..=stretch.last).zip(stretch.from.iter_days()) {
                    if day.month() != known {
                        known = day.month();
                        shape.extend([number, i64::from(known)]);
                    }
                }
            }
            shape.push(number(shape.len() - before));
        }
        if is_unique && let Some([_, unique, day_number]) = shape.first_chunk_mut() {
            (*unique, *day_number) = (1, today);
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
    rule.reads_any(|reads| reads.hearing || reads.dates)
}

/// Larger than any number of days.
const FAR: i64 = 1 << 40;

/// The number of a day, counted from a fixed one.
fn number_of(date: NaiveDate) -> i64 {
    i64::from(date.to_epoch_days())
}

fn shifted(date: NaiveDate, days: i64) -> NaiveDate {
    let days = TimeDelta::try_days(days);
    days.and_then(|days| date.checked_add_signed(days))
        .unwrap_or(date)
}
