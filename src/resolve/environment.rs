//! Everything besides the rules that a request is judged against.

use super::budget::StepBudget;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{Moment, OfficeHours};
use crate::directory::Directory;
use crate::directory::bound::BoundMinistries;
use crate::directory::hours::ConfiguredOffices;

/// Everything besides the rules that a request is judged against.
#[derive(Clone, Copy, Debug)]
pub struct Environment<'a> {
    /// Closed days.
    pub closed: &'a ClosedDays,
    /// The directory of ministries.
    pub directory: &'a Directory,
    /// Default office hours.
    pub default_hours: OfficeHours,
    /// Configured office hours by name.
    pub offices: &'a ConfiguredOffices,
    /// The ministries that each loaded plan binds.
    pub plans: &'a [BoundMinistries],
    /// The current time, passed in by the caller.
    pub now: Moment,
    /// Whether to judge every request as if sent now.
    pub send_now: bool,
    /// Whether hours that a template leaves blank are assumed to be the default, and a blank sender to be another
    /// ministry; otherwise they are unknown.
    pub assume_hours: bool,
    /// Budget for judging, if bounded.
    pub budget: Option<&'a StepBudget>,
}
