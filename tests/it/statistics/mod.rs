//! `kigen report` from outside.

mod command;
mod killed;
mod record;
