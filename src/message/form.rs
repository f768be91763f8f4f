//! What a language defines besides its sentences: formats of dates, numbers and lists.

use chrono::{NaiveDate, NaiveDateTime, Timelike as _, Weekday};

/// Eras, newest first: name and first day (year, month, day).
pub type Eras = &'static [(&'static str, (i32, u32, u32))];

/// The spelling of keys, and the edition of the pages, that a reader gets: documents, packs and published pages
/// exist in two languages, whatever the language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// 回答期限
    Japanese,
    /// due
    English,
}

/// Formats of numbers, dates and lists in a language.
pub trait Form: Sync {
    /// The spelling of keys and the pages for readers of this language.
    fn spelling(&self) -> Spelling;

    /// Units of hours, minutes and seconds, as suffixes of a number.
    fn units(&self) -> [&'static str; 3];

    /// Separator between parts of a duration, date and time, sentences, and joined lines of a paragraph.
    fn gap(&self) -> &'static str;

    /// Separator of list items.
    fn list_separator(&self) -> &'static str;

    /// Separator of quoted items, closing and reopening the quotes that the sentence itself has around the list.
    fn quoted_separator(&self) -> &'static str;

    /// Separator of clauses joined into one sentence.
    fn clause_separator(&self) -> &'static str;

    /// End of a sentence.
    fn full_stop(&self) -> &'static str;

    /// Suffix of a percentage.
    fn percent_sign(&self) -> &'static str;

    /// “Less than” a percentage.
    fn under(&self, percentage: &str) -> String;

    /// Abbreviated weekdays from Monday.
    fn weekdays(&self) -> [&'static str; 7];

    /// Weekday names from Monday, as used in sentences.
    fn weekday_names(&self) -> [&'static str; 7];

    /// A date with its abbreviated weekday. `Some(eras)` adds the year, in an era that covers it if there is one.
    fn date(&self, day: NaiveDate, weekday: &str, eras: Option<Eras>) -> String;

    /// A day without a year.
    fn month_day(&self, month: u32, day: u32) -> String;

    /// A time of day in minutes since midnight.
    fn time_of_day(&self, minutes: u32) -> String;

    /// A formatted time of day with the seconds of `at` appended; called only if they are not zero.
    fn with_seconds(&self, time: &str, at: NaiveDateTime) -> String;

    /// Separator between two times of day.
    fn time_dash(&self) -> &'static str;

    /// Separator between two days of the year.
    fn day_dash(&self) -> &'static str;

    /// A moment in formal prose; with its year unless that is `year`.
    fn formal_moment(&self, at: NaiveDateTime, year: i32) -> String;

    /// A time of day in formal prose.
    fn formal_time(&self, at: NaiveDateTime) -> String;

    /// The number of a fiscal year from 2019 on, in the era where the language uses it.
    fn fiscal_year(&self, year: i32) -> String;

    /// Heading of a monthly calendar; `eras` holds the year in each era that the month touches.
    fn month_title(&self, first: NaiveDate, eras: &[String]) -> String;

    /// A closed day of a monthly calendar, or several consecutive ones.
    fn closed_days(&self, first: NaiveDate, last: NaiveDate, reason: &str) -> String;
}

/// A moment's time of day, with seconds only if they are not zero.
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

/// Picks a weekday from names that begin with Monday.
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
