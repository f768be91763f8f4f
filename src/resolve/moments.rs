//! The moments of a request, and what each was taken from.

use chrono::NaiveDate;
use jp_datetime::relative::Relative;

use crate::calendar::hours::Moment;
use crate::source::Span;

/// What a moment was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Written with its time.
    #[default]
    Stated,
    /// A date alone: due at the closing of the strictest recipient; sent at the sender's opening.
    Date,
    /// Not written, or not asked for: a draft is sent now.
    Now,
    /// Not written: a review's materials are due when its hearing starts.
    Hearing,
    /// Open: a template may be sent at any minute of its window.
    Window,
    /// Counted from the sending of a template, with its time.
    Relative,
}

/// When the request goes out.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// The moment; `None` where it is written but cannot be read.
    pub at: Option<Moment>,
    /// What it was taken from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Option<Span>,
}

/// A due moment.
#[derive(Clone, Debug)]
pub struct DueAt<'a> {
    /// Its name among several.
    pub name: Option<&'a str>,
    /// The key it stands under, where that says more than its name.
    pub key: &'a str,
    /// The moment; `None` where it is written but cannot be read.
    pub at: Option<Moment>,
    /// What it was taken from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// A hearing's two moments.
#[derive(Clone, Copy, Debug)]
pub struct HearingAt {
    /// Its start, where it is known.
    pub start: Option<Moment>,
    /// Its end, where it is known.
    pub end: Option<Moment>,
    /// The end was written before the start.
    pub reversed: bool,
}

/// The first and the last day of a hearing, where they are stated without a time.
pub type HearingDays = (Option<NaiveDate>, Option<NaiveDate>);

/// What a template is tried with in place of what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// A due, by its number.
    Due(usize, Relative),
    /// The hearing's start, and its end where it has one.
    Hearing(Relative, Option<Relative>),
}
