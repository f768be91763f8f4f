//! Fiscal years (April to March) and the assignment of requests to them.

use chrono::{Datelike, NaiveDate};

use super::record::Record;
use super::tally::{RecordSource, Settings, Tally};

/// A fiscal year, named by the calendar year of its April.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalYear(pub i32);

impl FiscalYear {
    /// The fiscal year of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() < 4 {
            day.year() - 1
        } else {
            day.year()
        })
    }

    /// Its first day; `None` out of chrono's range.
    pub fn first(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0, 4, 1)
    }

    /// Its last day; `None` out of chrono's range.
    pub fn last(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0.checked_add(1)?, 3, 31)
    }

    /// The preceding fiscal year.
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

/// All counts: of one fiscal year or of all requests, and of the preceding year if asked for.
#[derive(Debug)]
pub struct Years {
    /// Counts of the year, or of all requests.
    pub this: Tally,
    /// Counts of the preceding year, if asked for.
    pub before: Option<Tally>,
    /// The fiscal year, if one was asked for.
    pub year: Option<FiscalYear>,
    /// Number of requests sent in other years.
    pub other_years: u64,
    /// Number of requests without a known sending time, when a year was asked for.
    pub undated: u64,
    /// Number of templates, which are not requests that were sent.
    pub templates: u64,
    settings: Settings,
}

impl Years {
    /// Empty counts.
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

    /// The parameters of the counts.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Adds a record to the year of its sending.
    pub fn add(&mut self, record: &Record, whose: RecordSource<'_>) {
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
