//! The tests from outside, in folders named as the rooms of `src/`: one binary, as each takes a link of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::string_slice)]

mod common;

mod calendar;
mod cli;
mod docs;
mod fix;
mod ics;
mod letter;
mod lsp;
mod moment;
mod read;
mod report;
mod rules;
mod statistics;
mod template;
mod when;
