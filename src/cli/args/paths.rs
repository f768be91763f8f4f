//! The path arguments of a command.

use clap::{Arg, value_parser};
use std::path::PathBuf;

use crate::message::{Entry, Lang, catalogue};

/// `PATHS` and `--paths-from` of a command that reads requests, also from standard input.
pub(super) fn paths(lang: Lang) -> [Arg; 2] {
    path_args(lang, catalogue::HELP_PATHS)
}

/// The same for a command that does not read standard input.
pub(super) fn files(lang: Lang) -> [Arg; 2] {
    path_args(lang, catalogue::HELP_PATHS_FILES)
}

/// The same for a command that reads records as well.
pub(super) fn recorded(lang: Lang) -> [Arg; 2] {
    path_args(lang, catalogue::HELP_PATHS_RECORDED)
}

fn path_args(lang: Lang, help: Entry) -> [Arg; 2] {
    let t = |entry: Entry| entry.text(lang);
    let paths = Arg::new("paths")
        .value_name("PATHS")
        .num_args(0..)
        .value_parser(value_parser!(PathBuf))
        .help_heading(t(catalogue::HELP_ARGUMENTS))
        .help(t(help));
    let listed = Arg::new("paths-from")
        .long("paths-from")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .conflicts_with("paths")
        .help(t(catalogue::HELP_ARG_PATHS_FROM));
    [paths, listed]
}
