//! The `kigen report` command.

mod command;
mod killed;
mod record;
