//! English.

mod calendars;
mod commands;
mod help;
mod judging;
mod letters;
mod packs;
mod readers;
mod reading;
mod reports;
mod statistics;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use crate::message::form::{Eras, Form, Spelling, time, weekday};

pub(in crate::message) use calendars::*;
pub(in crate::message) use commands::*;
pub(in crate::message) use help::*;
pub(in crate::message) use judging::*;
pub(in crate::message) use letters::*;
pub(in crate::message) use packs::*;
pub(in crate::message) use readers::*;
pub(in crate::message) use reading::*;
pub(in crate::message) use reports::*;
pub(in crate::message) use statistics::*;

/// English
pub(in crate::message) struct En;

impl Form for En {
    fn spelling(&self) -> Spelling {
        Spelling::English
    }

    fn units(&self) -> [&'static str; 3] {
        [" h", " min", " s"]
    }

    fn gap(&self) -> &'static str {
        " "
    }

    fn list_separator(&self) -> &'static str {
        ", "
    }

    fn quoted_separator(&self) -> &'static str {
        "”, “"
    }

    fn clause_separator(&self) -> &'static str {
        "; "
    }

    fn full_stop(&self) -> &'static str {
        "."
    }

    fn percent_sign(&self) -> &'static str {
        "%"
    }

    fn under(&self, percentage: &str) -> String {
        format!("under {percentage}")
    }

    fn weekdays(&self) -> [&'static str; 7] {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    }

    fn weekday_names(&self) -> [&'static str; 7] {
        [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ]
    }

    fn date(&self, day: NaiveDate, weekday: &str, eras: Option<Eras>) -> String {
        let year = eras.map_or_else(String::new, |_| format!(" {}", day.year()));
        format!("{weekday} {} {}{year}", day.day(), day.format("%b"))
    }

    fn month_day(&self, month: u32, day: u32) -> String {
        NaiveDate::from_ymd_opt(2000, month, day).map_or_else(
            || format!("{month}-{day}"),
            |date| date.format("%-d %b").to_string(),
        )
    }

    fn time_of_day(&self, minutes: u32) -> String {
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    fn with_seconds(&self, time: &str, at: NaiveDateTime) -> String {
        format!("{time}:{:02}", at.second())
    }

    fn time_dash(&self) -> &'static str {
        "–"
    }

    fn day_dash(&self) -> &'static str {
        " – "
    }

    fn formal_moment(&self, at: NaiveDateTime, year: i32) -> String {
        let form = if at.year() == year {
            "%A %-d %B"
        } else {
            "%A %-d %B %Y"
        };
        format!("{} on {}", time(self, at), at.format(form))
    }

    fn formal_time(&self, at: NaiveDateTime) -> String {
        time(self, at)
    }

    fn fiscal_year(&self, year: i32) -> String {
        year.to_string()
    }

    fn month_title(&self, first: NaiveDate, _eras: &[String]) -> String {
        first.format("%B %Y").to_string()
    }

    fn closed_days(&self, first: NaiveDate, last: NaiveDate, reason: &str) -> String {
        if first == last {
            let weekday = weekday(self, first.weekday());
            format!("{:>2} {weekday} {reason}", first.day())
        } else {
            format!("{:>2}–{} {reason}", first.day(), last.day())
        }
    }
}
