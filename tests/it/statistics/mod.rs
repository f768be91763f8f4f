//! `kigen report` from outside.

mod command;
mod record;
