//! Statistics over many requests: the record kept of each, and the counts.
//!
//! Memory is bounded regardless of the number of requests: counters and histograms of fixed length.

mod record;
mod stream;
mod tally;
mod time_given;
mod year;

pub use record::{Clocks, Office, Recipient, Record, SCHEMA, seconds};
pub use stream::{Stream, StreamProblem};
pub use tally::{Counts, Group, RecipientGroup, RuleCounts, Settings, Strict, Tally, Whose};
pub use time_given::{Bin, TimeGiven};
pub use year::{FiscalYear, Years};
