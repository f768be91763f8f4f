//! The arguments of `kigen schema`.

use clap::{Arg, Command};

use crate::message::{Entry, Lang, catalogue};

/// Defines the command.
pub(super) fn schema(lang: Lang) -> Command {
    let t = |entry: Entry| entry.text(lang);
    Command::new("schema").about(t(catalogue::HELP_SCHEMA)).arg(
        Arg::new("document")
            .value_name("request|rule|output|line|when|read|report|record|config|exceptions|baseline")
            .required(true)
            .value_parser(crate::schema::Document::ALL.map(crate::schema::Document::name))
            .hide_possible_values(true)
            .help_heading(t(catalogue::HELP_ARGUMENTS))
            .help(t(catalogue::HELP_SCHEMA_DOCUMENT)),
    )
}
