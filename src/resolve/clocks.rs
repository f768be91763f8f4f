//! Clocks of the recipients.

use chrono::NaiveDate;

use super::case::Case;
use super::party::Group;
use crate::calendar::clocks::{Clocks, Interval, OfficeCalendar};
use crate::calendar::hours::{Moment, OfficeHours, Zone};

impl<'a> Case<'a> {
    /// The calendar of an office with these hours.
    pub fn calendar(&self, hours: OfficeHours) -> OfficeCalendar<'a> {
        OfficeCalendar {
            closed: self.env.closed,
            hours,
        }
    }

    /// Closing of the strictest recipient on a date; `None` if any recipient's hours are unreadable.
    pub fn closing(&self, date: NaiveDate) -> Option<Moment> {
        let mut least = None;
        for group in &self.groups {
            let closing = self.calendar(group.opening_hours()?).closing(date)?;
            least = Some(least.map_or(closing, |least: Moment| least.min(closing)));
        }
        least
    }

    /// The three clocks from `sent` to `due` for each group of recipients; `None` where its hours are unreadable.
    pub fn clocks(&self, sent: Moment, due: Moment) -> Vec<Option<Clocks>> {
        // Groups of one zone share the interval: nearly all offices are in Japan.
        let mut known: Option<(Zone, Interval)> = None;
        let mut between = |group: &Group| {
            let hours = group.hours?;
            let (_, interval) = match known {
                Some(known) if known.0 == hours.zone => known,
                _ => *known.insert((hours.zone, Interval::of(self.env.closed, hours.zone, sent, due))),
            };
            Some(interval.clocks(hours))
        };
        self.groups.iter().map(&mut between).collect()
    }

    /// The clocks of the strictest recipient: those with the least working time.
    pub fn strictest(&self, sent: Moment, due: Moment) -> Option<Clocks> {
        self.clocks(sent, due)
            .into_iter()
            .flatten()
            .min_by_key(|clocks| (clocks.working, clocks.open))
    }
}
