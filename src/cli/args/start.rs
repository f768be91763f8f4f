//! The commands for a first start: `init` and `new`.

use clap::{Arg, Command, value_parser};
use std::path::PathBuf;

use crate::message::{Entry, Lang, catalogue};

/// `kigen init`
pub(super) fn init(lang: Lang, now: Arg) -> Command {
    let t = |entry: Entry| entry.text(lang);
    Command::new("init")
        .about(t(catalogue::HELP_INIT))
        .arg(
            Arg::new("folder")
                .value_name("DIR")
                .default_value(".")
                .hide_default_value(true)
                .value_parser(value_parser!(PathBuf))
                .help_heading(t(catalogue::HELP_ARGUMENTS))
                .help(t(catalogue::HELP_INIT_FOLDER)),
        )
        .arg(now)
        .after_help(t(catalogue::HELP_INIT_AFTER))
}

/// `kigen new`
pub(super) fn new(lang: Lang, now: Arg) -> Command {
    let t = |entry: Entry| entry.text(lang);
    Command::new("new")
        .about(t(catalogue::HELP_NEW))
        .arg(
            Arg::new("kind")
                .value_name(t(catalogue::HELP_NEW_KIND_NAME))
                .required(true)
                .help_heading(t(catalogue::HELP_ARGUMENTS))
                .help(t(catalogue::HELP_NEW_KIND)),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .short('o')
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(t(catalogue::HELP_NEW_OUTPUT)),
        )
        .arg(now)
        .after_help(t(catalogue::HELP_NEW_AFTER))
}
