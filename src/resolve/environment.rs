//! What a request is judged against besides the rules.

use super::work::Work;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{Moment, OfficeHours};
use crate::directory::Directory;
use crate::directory::bound::Bound;
use crate::directory::hours::OfficeBook;

/// What a request is judged against besides the rules.
#[derive(Clone, Copy, Debug)]
pub struct Environment<'a> {
    /// Closed days.
    pub closed: &'a ClosedDays,
    /// The directory of ministries.
    pub directory: &'a Directory,
    /// The hours of an office whose own are not known.
    pub default_hours: OfficeHours,
    /// The hours that configuration gives to offices by name.
    pub offices: &'a OfficeBook,
    /// Whom each loaded plan binds.
    pub plans: &'a [Bound],
    /// The present, handed in.
    pub now: Moment,
    /// Every request is taken as sent now, whatever it says.
    pub send_now: bool,
    /// Hours that a template leaves blank are taken for the default, and its sender for another ministry; else
    /// they are not known.
    pub assume_hours: bool,
    /// What judging may still cost, where there is a bound.
    pub work: Option<&'a Work>,
}
