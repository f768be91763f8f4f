//! Fiscal years, April to March, and which requests are of which.

use chrono::{Datelike, NaiveDate};

use super::record::Record;
use super::tally::{Settings, Tally, Whose};

/// A fiscal year by the year of its April.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalYear(pub i32);

impl FiscalYear {
    /// The one that a day is of.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() < 4 {
            day.year() - 1
        } else {
            day.year()
        })
    }

    /// Its first day; none outside the calendar.
    pub fn first(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0, 4, 1)
    }

    /// Its last day.
    pub fn last(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0.checked_add(1)?, 3, 31)
    }

    /// The year before.
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

/// Everything that is counted: of one fiscal year or of all requests, and of the year before where that was asked for.
#[derive(Debug)]
pub struct Years {
    /// Of the year, or of all.
    pub this: Tally,
    /// Of the year before.
    pub before: Option<Tally>,
    /// The year, where one was asked for.
    pub year: Option<FiscalYear>,
    /// Requests of other years.
    pub other_years: u64,
    /// Requests of whose sending nothing is known, where a year was asked for.
    pub undated: u64,
    /// Templates: they are no requests that were sent.
    pub templates: u64,
    settings: Settings,
}

impl Years {
    /// Of no request yet.
    pub fn new(year: Option<FiscalYear>, compare: bool, settings: Settings) -> Self {
        Self {
            this: Tally::new(&settings),
            before: compare.then(|| Tally::new(&settings)),
            year,
            other_years: 0,
            undated: 0,
            templates: 0,
            settings,
        }
    }

    /// What the figures go by.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Counts one in.
    pub fn add(&mut self, record: &Record, whose: Whose<'_>) {
        if record.template {
            self.templates += 1;
            return;
        }
        let sent = record.sent_at().map(|sent| FiscalYear::of(sent.japan().date()));
        let tally = match (self.year, sent) {
            (None, _) => &mut self.this,
            (Some(_), None) => {
                self.undated += 1;
                return;
            }
            (Some(year), Some(sent)) if sent == year => &mut self.this,
            (Some(year), Some(sent)) if sent == year.before() && self.before.is_some() => {
                match &mut self.before {
                    Some(before) => before,
                    None => return,
                }
            }
            (Some(_), Some(_)) => {
                self.other_years += 1;
                return;
            }
        };
        tally.add(record, whose, &self.settings);
    }
}
