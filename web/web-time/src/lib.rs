//! The types of a clock without a clock: `cfb` dates the entries of compound files with them. The crate that this one
//! stands in for asks a browser's clock through wasm-bindgen, and the page's program has plain exports and no imports.
//! `now()` panics in a browser; reading a compound file does not ask for it.

pub use std::time::{Duration, Instant, SystemTime, SystemTimeError, UNIX_EPOCH};
