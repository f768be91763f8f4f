//! The times that comply, of one request.

use chrono::NaiveDate;

use super::timeline::Timeline;
use crate::calendar::hours::Moment;
use crate::message::Message;
use crate::resolve::Basis;

/// The times that comply, of one request.
#[derive(Clone, Debug, PartialEq)]
pub struct Times {
    /// The first due at or after sending that complies, whatever due the request sets. `None` where there
    /// is none, or the sending time cannot be read.
    pub earliest_due: Option<Moment>,
    /// Whether some rule on it is undetermined.
    pub unproven: bool,
    /// What the request sets, in its own order; a due that cannot be read has no moment.
    pub dues: Vec<DueTimes>,
    /// ヒアリング
    pub hearing: Option<HearingTimes>,
    /// Until when the request may be sent with all of them.
    pub latest_sent: Option<Moment>,
    /// Sent, due, closed days and the earliest due, day by day.
    pub timeline: Option<Timeline>,
    /// Sentences to paste into the request: 「つきましては、…までに御回答くださいますよう…」. None where the
    /// request is doubtful: what was meant is not known.
    pub sentences: Vec<Message>,
    /// Whether there is something in the request that cannot be read, or a weekday that is not its date's.
    pub doubtful: bool,
    /// Whether a time that complies is over: it is not offered to be pasted.
    pub past: bool,
}

/// A due, and the times that would make it comply.
#[derive(Clone, Debug, PartialEq)]
pub struct DueTimes {
    /// Its name among several.
    pub name: Option<String>,
    /// What it is called.
    pub called: Message,
    /// The moment, where it can be read.
    pub at: Option<Moment>,
    /// What that was taken from.
    pub basis: Basis,
    /// Whether no rule on it is raised.
    pub complies: bool,
    /// The first moment that complies and is not before it: itself, or a candidate after it. Of a due that is
    /// the hearing's start, when the hearing may be held.
    pub compliant: Option<Moment>,
    /// Until when the request may be sent with this due.
    pub latest_sent: Option<Moment>,
    /// Whether the due then complies in all but its own hours, which no sending time fixes.
    pub but_for_hours: bool,
}

/// A hearing, and the next slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HearingTimes {
    /// Its start as it stands.
    pub start: Option<Moment>,
    /// Its end.
    pub end: Option<Moment>,
    /// Whether no rule on its time is raised.
    pub complies: bool,
    /// The next slot of its length inside everybody's hours, not before it.
    pub slot: Option<(Moment, Moment)>,
    /// When it may be held: as it stands where that complies, and so do materials that are due when it
    /// starts; else the next slot at which both do.
    pub compliant: Option<(Moment, Moment)>,
    /// Its first and its last day, where it says the days and not from when on.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The next such days on which no rule is raised, where one is on those.
    pub compliant_days: Option<(NaiveDate, NaiveDate)>,
}
