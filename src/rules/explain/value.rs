//! A figure of a finding, for people and for machines.

use crate::calendar::hours::Moment;
use crate::message::words::Dates;
use crate::message::{LocalizedText, Message, catalogue};
use crate::source::printable;
use jp_datetime::duration;

/// A figure of a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Seconds; the figure's name gives the clock.
    Duration(i64),
    /// A moment.
    Moment(Moment),
    /// A date.
    Date(chrono::NaiveDate),
    /// A date always shown with its year.
    WholeDate(chrono::NaiveDate),
    /// A weekday.
    Weekday(chrono::Weekday),
    /// A plan: shown by its title, in machine output by its id.
    Plan {
        /// Its id.
        id: String,
        /// Its short title.
        title: LocalizedText,
    },
    /// Names and other text, verbatim.
    Text(String),
    /// Names of recipients; empty for one that is not stated.
    Names(Vec<String>),
    /// A sentence for people, left out of machine output.
    Sentence(Message),
}

impl Value {
    /// For people; `dates` is the format of days and moments.
    pub fn words(&self, dates: Dates) -> Message {
        match self {
            Self::Duration(seconds) => Message::Duration(*seconds),
            Self::Moment(at) => Message::moment(at.japan(), dates),
            Self::Date(date) => Message::date(*date, dates),
            Self::WholeDate(date) => Message::date(*date, dates.with_year()),
            Self::Weekday(day) => Message::WeekdayName(*day),
            Self::Text(text) => Message::text(printable(text)),
            Self::Plan { title, .. } => title.map(|text| printable(text).into_owned()).into(),
            Self::Sentence(sentence) => sentence.clone(),
            Self::Names(names) => recipient_names(names),
        }
    }

    /// For machine output.
    pub fn machine(&self) -> String {
        match self {
            Self::Duration(seconds) => duration::iso(*seconds),
            Self::Moment(at) => at.rfc3339(),
            Self::Date(date) | Self::WholeDate(date) => date.to_string(),
            Self::Weekday(day) => day.to_string(),
            Self::Text(text) | Self::Plan { id: text, .. } => text.clone(),
            Self::Sentence(_) => String::new(),
            // The same in every language; empty if no one is named.
            Self::Names(names) => names.join("、"),
        }
    }
}

/// The recipients concerned, up to three by name.
pub(super) fn recipient_names(names: &[String]) -> Message {
    const NAMED_LIMIT: usize = 3;
    let shown = names.iter().take(NAMED_LIMIT).map(|name| match name.as_str() {
        "" => catalogue::RECIPIENT.message(),
        name => Message::text(printable(name)),
    });
    let shown = Message::list(shown);
    match names.len().checked_sub(NAMED_LIMIT) {
        Some(others @ 1..) => shown.then(catalogue::AND_OTHERS.arg("count", others)),
        _ => shown,
    }
}
