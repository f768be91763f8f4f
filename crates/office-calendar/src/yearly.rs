//! Yearly periods.

use chrono::{Datelike, NaiveDate};

/// Month and day of the first and the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearlyPeriod {
    /// First day.
    pub from: (u32, u32),
    /// Last day, inclusive.
    pub until: (u32, u32),
}

impl YearlyPeriod {
    /// Whether it contains a day. A period that ends before it begins spans the turn of the year.
    pub fn holds(self, day: NaiveDate) -> bool {
        let day = (day.month(), day.day());
        if self.from <= self.until {
            self.from <= day && day <= self.until
        } else {
            self.from <= day || day <= self.until
        }
    }
}
