//! Resolved moments of a request, with what each was taken from.

use chrono::NaiveDate;
use jp_datetime::relative::Relative;

use crate::calendar::hours::Moment;
use crate::source::Span;

/// What a moment was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Written with its time of day.
    #[default]
    Stated,
    /// A date alone: a due is taken for the closing of the strictest recipient, a sending for the sender's opening.
    Date,
    /// The current time: a draft, or the stated sending is disregarded.
    Now,
    /// The hearing's start: a review's materials without a due.
    Hearing,
    /// No single moment: a template may be sent at any minute of its window.
    Window,
    /// Relative to the sending of a template, with a time of day or a duration.
    Relative,
}

/// Sending.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// The moment; `None` if it is written but could not be read.
    pub at: Option<Moment>,
    /// What it was taken from.
    pub basis: Basis,
    /// Location, if written.
    pub span: Option<Span>,
}

/// A resolved due.
#[derive(Clone, Debug)]
pub struct DueAt<'a> {
    /// Its name, if the request has several.
    pub name: Option<&'a str>,
    /// The key as written, where it adds to the name.
    pub key: &'a str,
    /// The moment; `None` if it is written but could not be read.
    pub at: Option<Moment>,
    /// What it was taken from.
    pub basis: Basis,
    /// Location in the source.
    pub span: Span,
}

/// Start and end of a hearing.
#[derive(Clone, Copy, Debug)]
pub struct HearingAt {
    /// Start, if known.
    pub start: Option<Moment>,
    /// End, if known.
    pub end: Option<Moment>,
    /// Whether the end is written before the start.
    pub reversed: bool,
}

/// First and last day of a hearing stated without times.
pub type HearingDays = (Option<NaiveDate>, Option<NaiveDate>);

/// A value tried in place of the one that a template states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// A due, by its index.
    Due(usize, Relative),
    /// The hearing's start, and its end if it has one.
    Hearing(Relative, Option<Relative>),
}
