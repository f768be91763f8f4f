//! `kigen report` from outside.

mod command;
