//! Statistics over many requests: the record kept of each, and the counts.
//!
//! Memory is bounded regardless of the number of requests: counters and histograms of fixed length.

mod histogram;
mod record;
mod stream;
mod tally;
mod year;

pub use histogram::{Bin, DurationHistogram};
pub use record::{Clocks, Office, Recipient, Record, SCHEMA, seconds};
pub use stream::{Stream, StreamProblem};
pub use tally::{Counts, Group, RecipientGroup, RecordSource, RuleCounts, Settings, StrictestRequest, Tally};
pub use year::{FiscalYear, Years};
