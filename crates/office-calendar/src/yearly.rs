//! A period that comes every year.

use chrono::{Datelike, NaiveDate};

/// The month and the day of its first and of its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearlyPeriod {
    /// First.
    pub from: (u32, u32),
    /// Last, itself included.
    pub until: (u32, u32),
}

impl YearlyPeriod {
    /// Whether a day is of it. One that ends before it begins goes over the end of the year.
    pub fn holds(self, day: NaiveDate) -> bool {
        let day = (day.month(), day.day());
        if self.from <= self.until {
            self.from <= day && day <= self.until
        } else {
            self.from <= day || day <= self.until
        }
    }
}
