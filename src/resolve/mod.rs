//! A request in its context: when it is sent and due, when its hearing is, and whose the offices are.

mod anchor;
mod case;
mod clocks;
mod counted;
mod dues;
mod environment;
mod hearing;
mod mention;
mod mentioned;
mod moments;
mod parties;
mod party;
mod sent;
mod work;
mod written;
mod year;

pub(crate) use anchor::{anchor, nearest_anchor};
pub use case::Case;
pub use environment::Environment;
pub use mention::Mentioned;
pub use moments::{Basis, DueAt, HearingAt, HearingDays, Sent, Trial};
pub(crate) use parties::Parties;
pub use party::{Group, MinistryCount, Party};
pub use work::Work;
pub use written::WrittenDate;
