//! Findings → output. One file a format; miette stands in `human` alone.

#[cfg(feature = "cli")]
pub mod human;
pub mod json;
