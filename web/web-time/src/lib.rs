//! Types of `web-time` without a clock: `cfb` uses them for timestamps in compound files. The original crate calls
//! the browser's clock through wasm-bindgen, while the page's program has plain exports and no imports. `now()`
//! panics in a browser; reading a compound file does not call it.

pub use std::time::{Duration, Instant, SystemTime, SystemTimeError, UNIX_EPOCH};
