//! The reader of iCalendar (RFC 5545).

mod command;
mod fixtures;
mod kinds;
mod laws;
mod lines;
mod mapping;
mod programs;
mod recurrence;
mod series;
mod support;
mod times;
