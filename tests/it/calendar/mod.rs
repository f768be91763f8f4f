//! Working days, holidays and hours, against the official list.

mod command;
