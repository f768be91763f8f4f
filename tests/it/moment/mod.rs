//! Notations of dates and durations.

mod duration;
mod laws;
mod mentions;
mod notations;
mod rewrite;
mod time_of_day;
mod written;
