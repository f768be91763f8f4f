//! Senders and recipients, and groups of recipients with equal hours.

use std::borrow::Cow;
use std::sync::Arc;

use crate::calendar::hours::OfficeHours;
use crate::directory::Affiliation;
use crate::request::UnreadHours;
use crate::source::Span;

/// A sender or a recipient.
#[derive(Clone, Debug)]
pub struct Party<'a> {
    /// Its name as written; empty for a recipient that is not stated.
    pub office: Cow<'a, str>,
    /// Its canonical name, by which parties are told apart.
    pub canonical: Arc<str>,
    /// What its name resolves to.
    pub affiliation: Affiliation,
    /// Effective hours; defaults for parts that could not be read.
    pub hours: OfficeHours,
    /// Whether the hours are the default.
    pub assumed: bool,
    /// Parts of the hours that could not be read.
    pub unread: UnreadHours,
    /// Location, if stated.
    pub span: Option<Span>,
}

impl Party<'_> {
    /// The hours, if all parts are known.
    pub fn known_hours(&self) -> Option<OfficeHours> {
        (!self.unread.any()).then_some(self.hours)
    }

    /// The hours, if opening and closing are known.
    pub fn opening_hours(&self) -> Option<OfficeHours> {
        (!self.unread.office && !self.unread.zone).then_some(self.hours)
    }

    /// The hours, if the break is known.
    pub fn break_hours(&self) -> Option<OfficeHours> {
        (!self.unread.pause && !self.unread.zone).then_some(self.hours)
    }
}

/// Recipients with equal hours, which are judged once.
#[derive(Clone, Debug)]
pub struct Group {
    /// Their hours; `None` if any part could not be read.
    pub hours: Option<OfficeHours>,
    /// Their hours, with defaults for parts that could not be read.
    pub taken: OfficeHours,
    /// Parts of the hours that could not be read.
    pub unread: UnreadHours,
    /// Indices of the recipients.
    pub members: Vec<usize>,
}

impl Group {
    /// The hours, if opening and closing are known.
    pub fn opening_hours(&self) -> Option<OfficeHours> {
        (!self.unread.office && !self.unread.zone).then_some(self.taken)
    }

    /// The hours, if the zone and so the days are known.
    pub fn days(&self) -> Option<OfficeHours> {
        (!self.unread.zone).then_some(self.taken)
    }
}

/// Number of ministries that the request is addressed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MinistryCount {
    /// Lower bound.
    pub at_least: i64,
    /// Whether there may be more: not stated, or not readable.
    pub open_ended: bool,
}
