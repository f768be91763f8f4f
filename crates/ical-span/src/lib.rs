//! iCalendar (RFC 5545) and vCalendar 1.0 with byte spans for everything.

pub mod lines;
pub mod recurrence;
pub mod value;
pub mod zones;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
