//! Dates, times and durations as Japanese offices write them: read, found in prose, written back alike.

pub mod duration;
pub mod moment;
pub mod prose;
pub mod relative;
pub mod time_of_day;
pub mod unfilled;
pub mod yearly;
