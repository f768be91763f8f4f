//! Edits: what `--fix` writes.

mod command;
mod edits;
mod settles;
