//! Finds the nearest complying times by evaluating the rules. Formulas derived from conditions only rule out
//! moments that need not be tried.
//!
//! Candidates are full and half hours in Japan time, and the closing of the strictest recipient. A due complies
//! if it breaks no rule that reads its moment and is an error or a warning by default.

pub mod choose;
pub mod edit;
pub mod target;
pub mod unsafe_fixes;

mod budget;
mod candidates;
mod due;
mod hearing;
mod monotonic;
mod nearest;
pub mod sending;
mod sentence;
mod shortfall;
mod subject;

pub(crate) use candidates::half_hour_minutes;
pub use due::{due_complies, earliest_due, earliest_due_from, earliest_due_whatever_applies, is_unproven};
pub(crate) use due::{due_rules, in_break};
pub(crate) use hearing::complies as hearing_complies;
pub use hearing::slot as hearing_slot;
pub(crate) use hearing::{offices, rules as hearing_rules, suits};
pub(crate) use monotonic::{applies_at_any_time, holds_permanently, is_monotonic};
pub(crate) use nearest::{clearing, nearest_times};
pub(crate) use sentence::last_from_now;
pub use sentence::sentence;
pub use subject::{FixSubject, NearestTimes, Target};
