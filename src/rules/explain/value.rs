//! A figure of a finding, in words and for machines.

use crate::calendar::hours::Moment;
use crate::text::words::Dates;
use crate::text::{Lang, catalogue, words};
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
        title: String,
    },
    /// Names and other words, as they stand.
    Text(String),
    /// Recipients' names; an empty one is a recipient that is not said.
    Names(Vec<String>),
    /// A sentence in the report's language: for people, not for machine output.
    Sentence(String),
}

impl Value {
    /// In words. `dates` is how days and moments are written.
    pub fn words(&self, dates: Dates, lang: Lang) -> String {
        match self {
            Self::Duration(seconds) => words::duration(*seconds, lang),
            Self::Moment(at) => words::moment(at.japan(), dates, lang),
            Self::Date(date) => words::date(*date, dates, lang),
            Self::WholeDate(date) => words::date(*date, dates.with_year(), lang),
            Self::Weekday(day) => words::weekday_name(*day, lang).to_owned(),
            Self::Text(text) | Self::Sentence(text) | Self::Plan { title: text, .. } => {
                crate::source::printable(text).into_owned()
            }
            Self::Names(names) => recipient_names(names, lang),
        }
    }

    /// For machines.
    pub fn machine(&self) -> String {
        match self {
            Self::Duration(seconds) => duration::iso(*seconds),
            Self::Moment(at) => at.rfc3339(),
            Self::Date(date) | Self::WholeDate(date) => date.to_string(),
            Self::Weekday(day) => words::weekday(*day, Lang::En).to_owned(),
            Self::Text(text) | Self::Sentence(text) | Self::Plan { id: text, .. } => text.clone(),
            // One form in every language, and nothing where nobody is named.
            Self::Names(names) => names.join("、"),
        }
    }
}

/// The recipients concerned, three by name.
pub(super) fn recipient_names(names: &[String], lang: Lang) -> String {
    const NAMED: usize = 3;
    let shown: Vec<std::borrow::Cow<'_, str>> = names
        .iter()
        .take(NAMED)
        .map(|name| match name.as_str() {
            "" => std::borrow::Cow::Borrowed(catalogue::RECIPIENT.text(lang)),
            name => crate::source::printable(name),
        })
        .collect();
    let shown: Vec<&str> = shown.iter().map(|name| &**name).collect();
    let mut text = words::list(&shown, lang);
    if names.len() > NAMED {
        let count = (names.len() - NAMED).to_string();
        text.push_str(if lang == Lang::En { " " } else { "" });
        text.push_str(&catalogue::AND_OTHERS.fill(lang, &[("count", &count)]));
    }
    text
}
