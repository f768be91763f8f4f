//! Closed days by law, office hours, and the three clocks between two moments.

pub mod clocks;
pub mod closed_days;
pub mod holidays;
pub mod hours;
mod moment;
pub mod yearly;
pub mod zone;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
