//! The integration tests, in folders named like those of `src/`; one binary, since each binary costs a link step.

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
