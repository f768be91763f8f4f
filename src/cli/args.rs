//! The arguments, described in the language of the run.

mod paths;
mod read;
mod report;
mod schema;
mod start;

use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;

use crate::message::{Entry, Lang, catalogue};
use crate::report::Format;

/// The command line.
pub(super) fn command(lang: Lang) -> Command {
    let t = |entry: Entry| entry.text(lang);
    let template = t(catalogue::HELP_TEMPLATE);
    let headed = |command: Command| {
        let options = t(catalogue::HELP_OPTIONS);
        // A help heading applies to arguments added after it; those that the command has already get it here.
        let under = |arg: Arg| {
            if arg.get_help_heading().is_none() {
                arg.help_heading(options)
            } else {
                arg
            }
        };
        command
            .mut_args(under)
            .help_template(template)
            .next_help_heading(options)
            .disable_help_flag(true)
            .arg(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .help(t(catalogue::HELP_ARG_HELP)),
            )
    };
    // A global option, also accepted before the subcommand, since help texts depend on it.
    let tags: Vec<&str> = Lang::ALL.iter().map(|lang| lang.tag()).collect();
    let language = Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name(tags.join("|"))
        .value_parser(tags)
        .hide_possible_values(true)
        .help_heading(t(catalogue::HELP_OPTIONS))
        .help(t(catalogue::HELP_ARG_LANG));
    let now = || {
        Arg::new("now")
            .long("now")
            .value_name("T")
            .help(t(catalogue::HELP_ARG_NOW))
    };
    let rules = || {
        Arg::new("rules")
            .long("rules")
            .value_name("DIR")
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .help(t(catalogue::HELP_ARG_RULES))
    };
    let config = || {
        [
            Arg::new("config")
                .long("config")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .conflicts_with("no-config")
                .help(t(catalogue::HELP_ARG_CONFIG)),
            Arg::new("no-config")
                .long("no-config")
                .action(ArgAction::SetTrue)
                .help(t(catalogue::HELP_ARG_NO_CONFIG)),
        ]
    };
    let format = |formats: [&'static str; 2]| {
        Arg::new("format")
            .long("format")
            .value_name("human|json")
            .value_parser(formats)
            .default_value("human")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(t(catalogue::HELP_ARG_FORMAT))
    };
    let color = || {
        Arg::new("color")
            .long("color")
            .value_name("auto|always|never")
            .value_parser(["auto", "always", "never"])
            .default_value("auto")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(t(catalogue::HELP_ARG_COLOR))
    };
    let stdin_filename = || {
        Arg::new("stdin-filename")
            .long("stdin-filename")
            .value_name("NAME")
            .help(t(catalogue::HELP_ARG_STDIN_FILENAME))
    };
    let send_now = || {
        Arg::new("send-now")
            .long("send-now")
            .action(ArgAction::SetTrue)
            .help(t(catalogue::HELP_ARG_SEND_NOW))
    };
    let check = Command::new("check")
        .about(t(catalogue::HELP_CHECK))
        .args(paths::paths(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(Format::ALL.map(Format::name))
                .default_value("human")
                .hide_default_value(true)
                .hide_possible_values(true)
                .help(t(catalogue::HELP_ARG_CHECK_FORMAT)),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .value_name("FORMAT=FILE")
                .action(ArgAction::Append)
                .conflicts_with("diff")
                .value_parser(value_parser!(OsString))
                .help(t(catalogue::HELP_ARG_OUTPUT)),
        )
        .arg(now())
        .arg(
            Arg::new("fail-on")
                .long("fail-on")
                .value_name("error|warning|info|never")
                .value_parser(["error", "warning", "info", "never"])
                .default_value("error")
                .hide_default_value(true)
                .hide_possible_values(true)
                .help(t(catalogue::HELP_ARG_FAIL_ON)),
        )
        .arg(
            Arg::new("fail-on-undetermined")
                .long("fail-on-undetermined")
                .action(ArgAction::SetTrue)
                .help(t(catalogue::HELP_ARG_FAIL_ON_UNDETERMINED)),
        )
        .arg(
            Arg::new("brief")
                .long("brief")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["format", "diff"])
                .help(t(catalogue::HELP_ARG_BRIEF)),
        )
        .arg(
            Arg::new("select")
                .long("select")
                .value_name("CODES")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .help(t(catalogue::HELP_ARG_SELECT)),
        )
        .arg(
            Arg::new("ignore")
                .long("ignore")
                .value_name("CODES")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .help(t(catalogue::HELP_ARG_IGNORE)),
        )
        .arg(rules())
        .args(config())
        .arg(
            Arg::new("horizon")
                .long("horizon")
                .value_name("DAYS")
                .value_parser(value_parser!(u32).range(1..=3660))
                .help(t(catalogue::HELP_ARG_HORIZON)),
        )
        .arg(
            Arg::new("fix")
                .long("fix")
                .action(ArgAction::SetTrue)
                .help(t(catalogue::HELP_ARG_FIX)),
        )
        .arg(
            Arg::new("diff")
                .long("diff")
                .action(ArgAction::SetTrue)
                .conflicts_with("format")
                .help(t(catalogue::HELP_ARG_DIFF)),
        )
        .group(ArgGroup::new("fixing").args(["fix", "diff"]).multiple(true))
        .arg(
            Arg::new("unsafe-fixes")
                .long("unsafe-fixes")
                .action(ArgAction::SetTrue)
                .requires("fixing")
                .help(t(catalogue::HELP_ARG_UNSAFE_FIXES)),
        )
        .arg(
            Arg::new("baseline")
                .long("baseline")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(t(catalogue::HELP_ARG_BASELINE)),
        )
        .arg(
            Arg::new("write-baseline")
                .long("write-baseline")
                .value_name("FILE")
                .num_args(0..=1)
                .require_equals(true)
                .conflicts_with("diff")
                .default_missing_value("")
                .hide_default_value(true)
                .value_parser(value_parser!(OsString))
                .help(t(catalogue::HELP_ARG_WRITE_BASELINE)),
        )
        .arg(report::record(lang))
        .arg(report::plan(lang))
        .arg(
            Arg::new("since")
                .long("since")
                .value_name("REV")
                .allow_hyphen_values(true)
                .help(t(catalogue::HELP_ARG_SINCE)),
        )
        .arg(stdin_filename())
        .arg(send_now())
        .arg(
            Arg::new("verbose")
                .long("verbose")
                .short('v')
                .action(ArgAction::SetTrue)
                .help(t(catalogue::HELP_ARG_VERBOSE)),
        )
        .arg(color())
        .after_help(t(catalogue::HELP_MEANINGS));
    let when = Command::new("when")
        .about(t(catalogue::HELP_WHEN))
        .args(paths::paths(lang))
        .arg(format(["human", "json"]))
        .arg(now())
        .arg(send_now())
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        .arg(stdin_filename())
        .arg(color())
        .after_help(t(catalogue::HELP_WHEN_AFTER));
    let shared = [format(["human", "json"]), now(), rules()].into_iter();
    let shared = shared.chain(config()).chain([stdin_filename(), color()]);
    let shared = shared.chain(paths::paths(lang)).chain([report::plan(lang)]);
    let read = read::read(lang, shared);
    let shared = [now(), rules()].into_iter().chain(config());
    let report = report::report(lang, shared.chain([stdin_filename(), report::plan(lang)]));
    let test = Command::new("test")
        .about(t(catalogue::HELP_TEST))
        .arg(
            Arg::new("folder")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help_heading(t(catalogue::HELP_ARGUMENTS))
                .help(t(catalogue::HELP_TEST_FOLDER)),
        )
        .after_help(t(catalogue::HELP_TEST_AFTER));
    let catalogue = Command::new("rules")
        .about(t(catalogue::HELP_RULES))
        .subcommand_help_heading(t(catalogue::HELP_COMMANDS))
        .subcommand_value_name(t(catalogue::HELP_COMMAND))
        .disable_help_subcommand(true)
        .args_conflicts_with_subcommands(true)
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        .arg(format(["human", "json"]))
        .subcommand(headed(test));
    let explain = Command::new("explain")
        .about(t(catalogue::HELP_EXPLAIN))
        .arg(
            Arg::new("codes")
                .value_name("CODES")
                .num_args(1..)
                .required(true)
                .help_heading(t(catalogue::HELP_ARGUMENTS))
                .help(t(catalogue::HELP_EXPLAIN_CODES)),
        )
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        .arg(format(["human", "json"]));
    let exceptions = Command::new("exceptions")
        .about(t(catalogue::HELP_EXCEPTIONS))
        .args(paths::files(lang))
        .arg(now())
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        .arg(format(["human", "json"]))
        .after_help(t(catalogue::HELP_EXCEPTIONS_AFTER));
    let calendar = Command::new("calendar")
        .about(t(catalogue::HELP_CALENDAR))
        .arg(
            Arg::new("year")
                .value_name("YEAR")
                .conflicts_with_all(["from", "until"])
                .help_heading(t(catalogue::HELP_ARGUMENTS))
                .help(t(catalogue::HELP_CALENDAR_YEAR)),
        )
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("D")
                .requires("until")
                .help(t(catalogue::HELP_CALENDAR_FROM)),
        )
        .arg(
            Arg::new("until")
                .long("until")
                .value_name("D")
                .requires("from")
                .help(t(catalogue::HELP_CALENDAR_UNTIL)),
        )
        .arg(format(["human", "json"]))
        .arg(now())
        .args(config())
        .arg(color());
    let lsp = Command::new("lsp")
        .about(t(catalogue::HELP_LSP))
        .arg(now())
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        // Many language clients pass `--stdio` to every server.
        .arg(
            Arg::new("stdio")
                .long("stdio")
                .action(ArgAction::SetTrue)
                .hide(true),
        );
    let config_of = Command::new("config")
        .about(t(catalogue::HELP_CONFIG))
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .default_value(".")
                .hide_default_value(true)
                .value_parser(value_parser!(PathBuf))
                .help_heading(t(catalogue::HELP_ARGUMENTS))
                .help(t(catalogue::HELP_CONFIG_PATH)),
        )
        .arg(format(["human", "json"]))
        .arg(now())
        .arg(report::plan(lang))
        .arg(rules())
        .args(config());
    let completions = Command::new("completions")
        .about(t(catalogue::HELP_COMPLETIONS))
        .arg(
            Arg::new("shell")
                .value_name("bash|zsh|fish|elvish|powershell")
                .required(true)
                .value_parser(value_parser!(clap_complete::Shell))
                .hide_possible_values(true)
                .help_heading(t(catalogue::HELP_ARGUMENTS))
                .help(t(catalogue::HELP_COMPLETIONS_SHELL)),
        );
    let man = Command::new("man").about(t(catalogue::HELP_MAN)).arg(
        Arg::new("out")
            .long("out")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .help(t(catalogue::HELP_MAN_OUT)),
    );
    Command::new("kigen")
        .version(format!(
            "{} (tzdata {})",
            env!("CARGO_PKG_VERSION"),
            crate::calendar::zone::edition()
        ))
        .about(t(catalogue::HELP_KIGEN))
        .help_template(t(catalogue::HELP_TEMPLATE))
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(t(catalogue::HELP_COMMANDS))
        .subcommand_value_name(t(catalogue::HELP_COMMAND))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help_heading(t(catalogue::HELP_OPTIONS))
                .help(t(catalogue::HELP_ARG_VERSION)),
        )
        .arg(language)
        .subcommands([
            headed(check),
            headed(when),
            headed(read),
            headed(report),
            headed(exceptions),
            headed(catalogue),
            headed(explain),
            headed(calendar),
            headed(config_of),
            headed(start::init(lang, now())),
            headed(start::new(lang, now())),
            headed(lsp),
            headed(schema::schema(lang)),
            headed(completions),
            headed(man),
        ])
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading(t(catalogue::HELP_OPTIONS))
                .help(t(catalogue::HELP_ARG_HELP)),
        )
        .after_help(t(catalogue::HELP_MEANINGS))
}
