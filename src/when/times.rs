//! The complying times of a request.

use chrono::NaiveDate;

use super::timeline::Timeline;
use crate::calendar::hours::Moment;
use crate::message::Message;
use crate::resolve::Basis;

/// The complying times of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Times {
    /// The first complying due at or after sending, regardless of the due stated. `None` if there is none or the
    /// sending time is unknown.
    pub earliest_due: Option<Moment>,
    /// Whether a rule on `earliest_due` is undetermined.
    pub unproven: bool,
    /// The stated dues, in document order; one that could not be read has no moment.
    pub dues: Vec<DueTimes>,
    /// ヒアリング
    pub hearing: Option<HearingTimes>,
    /// The latest moment at which the request may be sent with all of these.
    pub latest_sent: Option<Moment>,
    /// Sending, dues, closed days and the earliest due, day by day.
    pub timeline: Option<Timeline>,
    /// Sentences to paste into the request: 「つきましては、…までに御回答くださいますよう…」. Empty if the request is
    /// doubtful, since what it means is not certain.
    pub sentences: Vec<Message>,
    /// Whether part of the request could not be read, or a weekday does not match its date.
    pub doubtful: bool,
    /// Whether a complying time is before `now`, and so not offered for pasting.
    pub past: bool,
}

/// A due with its complying times.
#[derive(Clone, Debug, PartialEq)]
pub struct DueTimes {
    /// Its name, if the request has several.
    pub name: Option<String>,
    /// Its label.
    pub called: Message,
    /// The moment, if it could be read.
    pub at: Option<Moment>,
    /// What the moment was taken from.
    pub basis: Basis,
    /// The first complying moment at or after sending, regardless of the moment stated: rules may be on its name.
    pub earliest: Option<Moment>,
    /// Whether it breaks no rule.
    pub complies: bool,
    /// The first complying moment that is not earlier: the due itself or a later candidate. For a due taken from the
    /// hearing's start, the complying start of the hearing.
    pub compliant: Option<Moment>,
    /// The latest moment at which the request may be sent with this due.
    pub latest_sent: Option<Moment>,
    /// Whether, sent then, the due still breaks rules on its own time of day, which no sending time can fix.
    pub but_for_hours: bool,
}

/// A hearing with its next complying slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HearingTimes {
    /// Its start as stated.
    pub start: Option<Moment>,
    /// Its end.
    pub end: Option<Moment>,
    /// Whether it breaks no rule on its time.
    pub complies: bool,
    /// The next slot of the same length within everyone's office hours, not earlier.
    pub slot: Option<(Moment, Moment)>,
    /// The complying slot: the stated one if it and the materials due at its start comply, else the next for which
    /// both do.
    pub compliant: Option<(Moment, Moment)>,
    /// First and last day, if only days are stated.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The next such days that break no rule, if the stated ones do.
    pub compliant_days: Option<(NaiveDate, NaiveDate)>,
}
