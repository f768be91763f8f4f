//! Dates and times (日時) in official notations.
//!
//! 「令和７年９月１１日（木）17時30分必着」, `R7.9.11 17:00`, `9/11(木)17:00〆` and `2025-09-11T17:00:00+09:00` are all parsed
//! into a [`Written`], which holds only what the text states: no time zone is assumed, and a missing year is resolved
//! only with an anchor. [`rewrite()`] writes another moment in the same notation.

mod calendar;
mod clock;
mod english;
mod era;
mod iso;
mod layout;
mod parse;
mod read;
mod rewrite;
mod style;
#[doc(hidden)]
pub mod tokens;
mod words;
mod written;

pub(crate) use clock::{Fault, FaultKind, time as read_clock};
pub(crate) use words::{Stop, limits, stop};

pub use clock::TimeWritten;
pub use era::Era;
pub use read::read;
pub use rewrite::{rewrite, rewrite_date, rewrite_time};
pub use written::{MomentError, MomentErrorKind, WeekdayWritten, Written, YEARS};
