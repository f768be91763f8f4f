//! Notations of dates, times and durations.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod duration;
mod laws;
mod notations;
mod rewrite;
mod time_of_day;
