//! iCalendar (RFC 5545), and the vCalendar 1.0 before it, with the byte places of everything.

pub mod lines;
pub mod recurrence;
pub mod value;
pub mod zones;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
