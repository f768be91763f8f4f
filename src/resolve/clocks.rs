//! The recipients' clocks.

use chrono::NaiveDate;

use super::case::Case;
use super::party::Group;
use crate::calendar::clocks::{Clocks, OfficeCalendar};
use crate::calendar::hours::{Moment, OfficeHours, Zone};

impl<'a> Case<'a> {
    /// A calendar with an office's hours.
    pub fn calendar(&self, hours: OfficeHours) -> OfficeCalendar<'a> {
        OfficeCalendar {
            closed: self.env.closed,
            hours,
        }
    }

    /// The closing of the strictest recipient on a date; `None` where somebody's hours are not readable.
    pub fn closing(&self, date: NaiveDate) -> Option<Moment> {
        let mut least = None;
        for group in &self.groups {
            let closing = self.calendar(group.opening_hours()?).closing(date)?;
            least = Some(least.map_or(closing, |least: Moment| least.min(closing)));
        }
        least
    }

    /// The three clocks from `sent` until `due` for each group of recipients.
    pub fn clocks(&self, sent: Moment, due: Moment) -> Vec<Option<Clocks>> {
        // Nearly all offices share one clock on the wall.
        let of_zone = |zone: Zone| (zone.local(sent), zone.local(due));
        let japan = of_zone(Zone::Japan);
        let between = |group: &Group| {
            let hours = group.hours?;
            let (a, b) = match hours.zone {
                Zone::Japan => japan,
                zone => of_zone(zone),
            };
            Some(self.calendar(hours).between_local((sent, a), (due, b)))
        };
        self.groups.iter().map(between).collect()
    }

    /// The strictest recipient's clocks: those with the least working time.
    pub fn strictest(&self, sent: Moment, due: Moment) -> Option<Clocks> {
        self.clocks(sent, due)
            .into_iter()
            .flatten()
            .min_by_key(|clocks| (clocks.working, clocks.open))
    }
}
