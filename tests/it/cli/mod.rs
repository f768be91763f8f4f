//! The command line: which files it visits, reads and leaves alone.

mod baseline;
mod check;
mod config;
mod config_reading;
mod exceptions;
mod exceptions_command;
mod hook;
mod hostile_records;
mod interrupted;
mod limits;
mod named;
mod nothing_checked;
mod offices;
mod outputs;
mod past_dates;
mod paths_from;
mod plans;
mod since;
mod since_strangers;
mod special_files;
mod start;
mod surroundings;
mod walk;
