//! A request in its context: when it is sent and due, when its hearing is, and whose the offices are.

mod anchor;
mod budget;
mod case;
mod clocks;
mod counted;
mod dues;
mod environment;
mod hearing;
mod mention;
mod mentions;
mod moments;
mod parties;
mod party;
mod sent;
mod written;
mod year;

pub(crate) use anchor::{anchor, nearest_anchor};
pub use budget::StepBudget;
pub use case::Case;
pub use environment::Environment;
pub use mention::{Compared, ResolvedMention};
pub use moments::{Basis, DueAt, HearingAt, HearingDays, Sent, Trial};
pub(crate) use parties::Parties;
pub use party::{Group, MinistryCount, Party};
pub use written::WrittenDate;
