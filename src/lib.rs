//! kigen (期限): lints requests between Japanese ministries against the plan that binds the sender.
//!
//! Data flows one way: [`source`] → [`format`] → [`request`] → [`check`] (with [`rules`] and [`calendar`]) →
//! [`diagnostic`] → [`report`]; a module never imports one further along. The library takes text and `now`
//! and returns values. Whatever touches files, threads, the terminal or the clock is behind the feature `cli`.

pub use docspan as source;
pub use office_calendar as calendar;

pub mod baseline;
pub mod check;
pub mod config;
pub mod diagnostic;
pub mod directory;
pub mod engine;
pub mod exception;
pub mod fix;
pub mod format;
pub mod mentions;
pub mod message;
pub mod read;
pub mod report;
pub mod request;
pub mod resolve;
pub mod rules;
pub mod schema;
pub mod statistics;
pub mod text;
pub mod when;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod lsp;
