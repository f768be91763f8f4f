//! The `kigen when` command.

mod times;
