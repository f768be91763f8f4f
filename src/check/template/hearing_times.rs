//! The half hours at which a hearing suits all offices, whenever a template is sent.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::sendings::{Minutes, at};
use crate::calendar::clocks::OfficeCalendar;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{DAY, Zone};
use crate::fix::{half_hour_minutes, suits};

/// A bit for each half hour of a day.
type HalfHours = u64;

/// Half hours that suit all offices, by open days after the sending.
pub(super) struct HearingTimes<'a> {
    closed: &'a ClosedDays,
    offices: Vec<OfficeCalendar<'a>>,
    /// Length of the hearing in minutes.
    length: u32,
    /// For each day of sending, the number of open days after the first one up to it; each number once.
    sent: Vec<usize>,
    /// The half hours of each open day after the first day of sending, up to `last`.
    days: Vec<HalfHours>,
    last: NaiveDate,
    /// The half hours of days with equal surroundings.
    known: HashMap<Vec<i64>, HalfHours>,
}

impl<'a> HearingTimes<'a> {
    /// `None` without a day of sending.
    pub fn new(
        closed: &'a ClosedDays,
        offices: Vec<OfficeCalendar<'a>>,
        length: u32,
        minutes: &Minutes,
    ) -> Option<Self> {
        let first = minutes.days.first()?.date;
        let until = |date: NaiveDate| {
            let (from, until) = (first.succ_opt()?, date.succ_opt()?);
            let open = (date - first).num_days() - closed.count_closed(from, until);
            usize::try_from(open).ok()
        };
        let mut sent: Vec<usize> = minutes.days.iter().filter_map(|day| until(day.date)).collect();
        sent.dedup();
        // Within Japan one open day is like another.
        if offices.iter().all(|office| office.hours.zone == Zone::Japan) {
            sent.truncate(1);
        }
        Some(Self {
            closed,
            offices,
            length,
            sent,
            days: Vec::new(),
            last: first,
            known: HashMap::new(),
        })
    }

    /// Minutes of the day so many open days after the sending that suit all offices for every sending; `None` past the
    /// end of the calendar.
    pub fn after(&mut self, open_days: u32) -> Option<Vec<u32>> {
        let mut found = HalfHours::MAX;
        for number in 0..self.sent.len() {
            if found == 0 {
                break;
            }
            let sent = self.sent.get(number)?;
            found &= self.of_open_day(sent + usize::try_from(open_days).ok()?)?;
        }
        let minutes = half_hour_minutes().enumerate();
        Some(
            minutes
                .filter(|(half, _)| found >> half & 1 == 1)
                .map(|(_, minute)| minute)
                .collect(),
        )
    }

    /// The half hours of the `count`th open day after the first day of sending, counted from 1.
    fn of_open_day(&mut self, count: usize) -> Option<HalfHours> {
        while self.days.len() < count {
            self.last = self.closed.next_open(self.last)?;
            let half_hours = self.of_day(self.last)?;
            self.days.push(half_hours);
        }
        self.days.get(count.checked_sub(1)?).copied()
    }

    fn of_day(&mut self, date: NaiveDate) -> Option<HalfHours> {
        // A hearing of less than a day is at most two days from this one in any zone. Days are alike if the same days
        // around them are closed, and all clocks are the same.
        let (from, until) = (at(date, -DAY / 60)?, at(date, 4 * DAY / 60)?);
        let around = self.closed.closed_from(date.pred_opt()?) & 0b1_1111;
        let mut shape = vec![around.cast_signed()];
        for zone in self.offices.iter().map(|office| office.hours.zone) {
            shape.push(zone.offset(from));
            if zone.changes(from, until).next().is_some() {
                // Like no other.
                shape.push(from.0);
            }
        }
        if let Some(known) = self.known.get(&shape) {
            return Some(*known);
        }
        let mut found = 0;
        for (half, minute) in half_hour_minutes().enumerate() {
            let start = at(date, i64::from(minute))?;
            let end = start.plus(i64::from(self.length) * 60);
            found |= HalfHours::from(suits(&self.offices, start, end)) << half;
        }
        self.known.insert(shape, found);
        Some(found)
    }
}
