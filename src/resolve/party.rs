//! A sender or a recipient, and the recipients that keep the same hours.

use std::borrow::Cow;

use crate::calendar::hours::OfficeHours;
use crate::directory::Belongs;
use crate::request::HoursUnread;
use crate::source::Span;

/// A sender or a recipient.
#[derive(Clone, Debug)]
pub struct Party<'a> {
    /// Its name as the document writes it; empty for a recipient that is not said.
    pub office: Cow<'a, str>,
    /// Where it belongs.
    pub belongs: Belongs,
    /// Its hours in force; of what cannot be read the default.
    pub hours: OfficeHours,
    /// Whether they are the default.
    pub assumed: bool,
    /// What of them cannot be read.
    pub unread: HoursUnread,
    /// Where it stands.
    pub span: Option<Span>,
}

impl Party<'_> {
    /// Its hours, where all of them are known.
    pub fn known_hours(&self) -> Option<OfficeHours> {
        (!self.unread.any()).then_some(self.hours)
    }

    /// The same, for what asks of opening and closing alone.
    pub fn opening_hours(&self) -> Option<OfficeHours> {
        (!self.unread.office && !self.unread.zone).then_some(self.hours)
    }

    /// The same, for what asks of the break alone.
    pub fn break_hours(&self) -> Option<OfficeHours> {
        (!self.unread.pause && !self.unread.zone).then_some(self.hours)
    }
}

/// Recipients that keep the same hours: judged once.
#[derive(Clone, Debug)]
pub struct Group {
    /// Their hours; `None` where some of them cannot be read.
    pub hours: Option<OfficeHours>,
    /// The same, with the default for what cannot be read.
    pub taken: OfficeHours,
    /// What cannot be read.
    pub unread: HoursUnread,
    /// Their numbers among the recipients.
    pub members: Vec<usize>,
}

impl Group {
    /// Their hours, for what asks of opening and closing alone.
    pub fn opening_hours(&self) -> Option<OfficeHours> {
        (!self.unread.office && !self.unread.zone).then_some(self.taken)
    }

    /// The same, for what asks of the days of their zone alone.
    pub fn days(&self) -> Option<OfficeHours> {
        (!self.unread.zone).then_some(self.taken)
    }
}

/// How many ministries the request goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MinistryCount {
    /// At least so many.
    pub at_least: i64,
    /// There may be more: not said, or not readable.
    pub open_ended: bool,
}
