//! Parses dates, times and durations as Japanese offices write them, finds them in prose, and rewrites them in the
//! same notation.

pub mod duration;
pub mod moment;
pub mod prose;
pub mod relative;
pub mod time_of_day;
pub mod unfilled;
pub mod yearly;
