//! A figure of a finding, in words and for machines.

use crate::calendar::hours::Moment;
use crate::message::words::Dates;
use crate::message::{LocalizedText, Message, catalogue};
use crate::source::printable;
use jp_datetime::duration;

/// A figure of a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Seconds; the name says of which clock.
    Duration(i64),
    /// A moment.
    Moment(Moment),
    /// A date.
    Date(chrono::NaiveDate),
    /// A day that people are shown with its year, whichever that is.
    WholeDate(chrono::NaiveDate),
    /// A weekday.
    Weekday(chrono::Weekday),
    /// A plan: by its title for people, by its id for machines.
    Plan {
        /// Its id.
        id: String,
        /// Its short title.
        title: LocalizedText,
    },
    /// Names and other words, as they stand.
    Text(String),
    /// Recipients' names; an empty one is a recipient that is not said.
    Names(Vec<String>),
    /// A sentence: for people, not for machine output.
    Sentence(Message),
}

impl Value {
    /// In words. `dates` is how days and moments are written.
    pub fn words(&self, dates: Dates) -> Message {
        match self {
            Self::Duration(seconds) => Message::Duration(*seconds),
            Self::Moment(at) => Message::moment(at.japan(), dates),
            Self::Date(date) => Message::date(*date, dates),
            Self::WholeDate(date) => Message::date(*date, dates.with_year()),
            Self::Weekday(day) => Message::WeekdayName(*day),
            Self::Text(text) => printable(text).into(),
            Self::Plan { title, .. } => title.map(|text| printable(text).into_owned()).into(),
            Self::Sentence(sentence) => sentence.clone(),
            Self::Names(names) => recipient_names(names),
        }
    }

    /// For machines.
    pub fn machine(&self) -> String {
        match self {
            Self::Duration(seconds) => duration::iso(*seconds),
            Self::Moment(at) => at.rfc3339(),
            Self::Date(date) | Self::WholeDate(date) => date.to_string(),
            Self::Weekday(day) => day.to_string(),
            Self::Text(text) | Self::Plan { id: text, .. } => text.clone(),
            Self::Sentence(_) => String::new(),
            // One form in every language, and nothing where nobody is named.
            Self::Names(names) => names.join("、"),
        }
    }
}

/// The recipients concerned, three by name.
pub(super) fn recipient_names(names: &[String]) -> Message {
    const NAMED: usize = 3;
    let shown = names.iter().take(NAMED).map(|name| match name.as_str() {
        "" => catalogue::RECIPIENT.message(),
        name => printable(name).into(),
    });
    let shown = Message::list(shown);
    match names.len().checked_sub(NAMED) {
        Some(others @ 1..) => shown.then(catalogue::AND_OTHERS.arg("count", others)),
        _ => shown,
    }
}
