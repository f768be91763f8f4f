//! Prints the closed days of a year that are no Saturdays or Sundays: `year 2026`.

use std::io::Write as _;

use chrono::{Datelike, NaiveDate, Weekday};
use office_calendar::closed_days::ClosedDays;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let year: i32 = std::env::args().nth(1).ok_or("usage: year YEAR")?.parse()?;
    let closed = ClosedDays::default();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or("no such year")?;
    for day in first.iter_days().take_while(|day| day.year() == year) {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if closed.is_closed(day) && !is_weekend {
            writeln!(out, "{day} {}", day.weekday())?;
        }
    }
    Ok(())
}
