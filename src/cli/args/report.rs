//! The arguments of `kigen report`.

use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

use super::paths;
use crate::message::{Entry, Lang, catalogue};

/// `--record` of `kigen check`.
pub(super) fn record(lang: Lang) -> Arg {
    Arg::new("record")
        .long("record")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(catalogue::HELP_ARG_RECORD.text(lang))
}

/// `--plan`: restricts the run to some plans.
pub(super) fn plan(lang: Lang) -> Arg {
    Arg::new("plan")
        .long("plan")
        .value_name("NAME")
        .value_delimiter(',')
        .action(ArgAction::Append)
        .help(catalogue::HELP_ARG_PLAN.text(lang))
}

/// The command; `shared` are the arguments it has in common with others.
pub(super) fn report(lang: Lang, shared: impl IntoIterator<Item = Arg>) -> Command {
    let t = |entry: Entry| entry.text(lang);
    Command::new("report")
        .about(t(catalogue::HELP_REPORT))
        .args(paths::recorded(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("human|json|csv|html|xlsx")
                .value_parser(["human", "json", "csv", "html", "xlsx"])
                .default_value("human")
                .hide_default_value(true)
                .hide_possible_values(true)
                .help(t(catalogue::HELP_ARG_FORMAT)),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(t(catalogue::HELP_REPORT_OUTPUT)),
        )
        .arg(
            Arg::new("year")
                .long("year")
                .value_name("YEAR")
                .help(t(catalogue::HELP_REPORT_YEAR)),
        )
        .arg(
            Arg::new("compare")
                .long("compare")
                .action(ArgAction::SetTrue)
                .requires("year")
                .help(t(catalogue::HELP_REPORT_COMPARE)),
        )
        .arg(
            Arg::new("with-subjects")
                .long("with-subjects")
                .action(ArgAction::SetTrue)
                .help(t(catalogue::HELP_REPORT_WITH_SUBJECTS)),
        )
        .args(shared)
        .after_help(t(catalogue::HELP_REPORT_AFTER))
}
