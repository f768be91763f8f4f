//! What a language decides besides its sentences.

use chrono::{NaiveDate, NaiveDateTime, Timelike as _, Weekday};

/// Eras, the newest first: each with its name and its first year, month and day.
pub type Eras = &'static [(&'static str, (i32, u32, u32))];

/// The two languages in which documents, rule packs and published pages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// 回答期限
    Japanese,
    /// due
    English,
}

/// How a language writes numbers, dates and lists.
pub trait Form: Sync {
    /// The spelling of keys and the pages that its readers get.
    fn spelling(&self) -> Spelling;

    /// The units of hours, minutes and seconds behind a number.
    fn units(&self) -> [&'static str; 3];

    /// Between the parts of a duration, a day and its time, a sentence and the next, the lines of one paragraph.
    fn gap(&self) -> &'static str;

    /// Between the items of a list.
    fn list_separator(&self) -> &'static str;

    /// Between items in quotes, the outer two of which stand in the sentence.
    fn quoted_separator(&self) -> &'static str;

    /// Between clauses that are joined into one sentence.
    fn clause_separator(&self) -> &'static str;

    /// At the end of a sentence.
    fn full_stop(&self) -> &'static str;

    /// Behind a percentage.
    fn percent_sign(&self) -> &'static str;

    /// Less than a percentage.
    fn under(&self, percentage: &str) -> String;

    /// Monday to Sunday, abbreviated.
    fn weekdays(&self) -> [&'static str; 7];

    /// Monday to Sunday, as sentences name them.
    fn weekday_names(&self) -> [&'static str; 7];

    /// A day behind an abbreviated weekday; with its year where `eras` are given, in them where they reach.
    fn date(&self, day: NaiveDate, weekday: &str, eras: Option<Eras>) -> String;

    /// A day of every year.
    fn month_day(&self, month: u32, day: u32) -> String;

    /// A time of day in minutes.
    fn time_of_day(&self, minutes: u32) -> String;

    /// A time of day, followed by its seconds, of which there are some.
    fn with_seconds(&self, time: &str, at: NaiveDateTime) -> String;

    /// Between two times of day.
    fn time_dash(&self) -> &'static str;

    /// Between two days of every year.
    fn day_dash(&self) -> &'static str;

    /// A moment in a formal text; with its year where that is another than `year`.
    fn formal_moment(&self, at: NaiveDateTime, year: i32) -> String;

    /// A time of day in a formal text.
    fn formal_time(&self, at: NaiveDateTime) -> String;

    /// The number of a fiscal year since 2019, in its era or not.
    fn fiscal_year(&self, year: i32) -> String;

    /// The heading of a month's calendar; `eras` names the year in the eras that it touches.
    fn month_title(&self, first: NaiveDate, eras: &[String]) -> String;

    /// A closed day, or several in a row, of a month's calendar.
    fn closed_days(&self, first: NaiveDate, last: NaiveDate, reason: &str) -> String;
}

/// The time of day of a moment: seconds only where there are any.
pub fn time(form: &dyn Form, at: NaiveDateTime) -> String {
    let time = form.time_of_day(at.hour() * 60 + at.minute());
    match at.second() {
        0 => time,
        _ => form.with_seconds(&time, at),
    }
}

/// An abbreviated weekday.
pub fn weekday(form: &dyn Form, day: Weekday) -> &'static str {
    nth_weekday(form.weekdays(), day)
}

/// The name of a weekday, of those of a week from Monday on.
pub fn nth_weekday(names: [&'static str; 7], day: Weekday) -> &'static str {
    let [mon, tue, wed, thu, fri, sat, sun] = names;
    match day {
        Weekday::Mon => mon,
        Weekday::Tue => tue,
        Weekday::Wed => wed,
        Weekday::Thu => thu,
        Weekday::Fri => fri,
        Weekday::Sat => sat,
        Weekday::Sun => sun,
    }
}
