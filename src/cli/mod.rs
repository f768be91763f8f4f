//! The command line, one file per subcommand. Everything that uses files, threads or the terminal is here.

mod args;
mod baseline;
mod calendar;
mod check;
mod completions;
mod config;
mod configuration;
mod console;
mod exceptions;
mod explain;
mod files;
mod fix;
mod ignores;
mod init;
pub mod lsp;
mod man;
mod outcome;
mod output;
mod packs;
mod path_patterns;
mod paths;
mod read;
mod records;
mod replace;
mod report;
mod rules;
mod schema;
mod since;
mod threads;
mod walk;
mod when;
mod windows;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use outcome::{CLEAN, FAILED, FOUND, Failure, Outcome, cannot_read, parse_now, reason, stated_now};

use crate::calendar::hours::Moment;
use crate::message::{Lang, catalogue, words};
use crate::source;

/// Runs the program; the first argument is the program's name. `clock` gives the present: a run takes it once, the
/// language server again and again.
pub fn run(arguments: impl IntoIterator<Item = OsString>, clock: fn() -> Moment) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    console::begin();
    let status = threads::on_large_stack(|| run_here(arguments.clone(), clock));
    console::end(&arguments, language(&arguments).0);
    status
}

fn run_here(arguments: Vec<OsString>, clock: fn() -> Moment) -> ExitCode {
    let now = clock();
    let arguments = baseline::join_optional_value(arguments);
    let (lang, stated) = language(&arguments);
    let command = args::command(lang);
    let parsed = command.clone().try_get_matches_from(&arguments).or_else(|error| {
        match with_check(&command, &arguments, &error) {
            Some(arguments) => command.clone().try_get_matches_from(arguments),
            None => Err(error),
        }
    });
    let matches = match parsed {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(usage(&error, lang)),
    };
    let lang = configured_language(&matches, lang, stated);
    let outcome = match matches.subcommand() {
        Some(("check", matches)) => check::run(matches, lang, now),
        Some(("exceptions", matches)) => exceptions::run(matches, lang, now),
        Some(("when", matches)) => when::run(matches, lang, now),
        Some(("read", matches)) => read::run(matches, lang, now),
        Some(("report", matches)) => report::run(matches, lang, now),
        Some(("rules", matches)) => rules::run(matches, lang),
        Some(("explain", matches)) => explain::run(matches, lang),
        Some(("calendar", matches)) => calendar::run(matches, lang, now),
        Some(("config", matches)) => config::run(matches, lang, now),
        Some(("init", matches)) => init::run(matches, lang, now),
        Some(("new", matches)) => init::new(matches, lang, now),
        Some(("lsp", matches)) => lsp::run(matches, lang, clock),
        Some(("schema", matches)) => schema::run(matches),
        Some(("completions", matches)) => completions::run(matches, lang),
        Some(("man", matches)) => man::run(matches, lang),
        _ => Ok(FAILED),
    };
    match outcome {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            output::print_failure(&failure, lang);
            ExitCode::from(FAILED)
        }
    }
}

/// The arguments with `check` inserted, where no subcommand but something to check is given: `kigen 協議.yaml`,
/// `kigen --format json 依頼/`, a file dropped onto the program.
fn with_check(command: &Command, arguments: &[OsString], error: &clap::Error) -> Option<Vec<OsString>> {
    let named = match error.kind() {
        ErrorKind::InvalidSubcommand => match error.get(ContextKind::InvalidSubcommand) {
            Some(ContextValue::String(name)) => is_to_check(Path::new(name)),
            _ => false,
        },
        // An option of `check` before the path; none of the words may be a subcommand.
        ErrorKind::UnknownArgument => {
            let mut words = arguments.iter().skip(1);
            let is_subcommand = |word: &OsString| {
                word.to_str()
                    .is_some_and(|word| command.find_subcommand(word).is_some())
            };
            !words.clone().any(is_subcommand) && words.any(|word| is_to_check(Path::new(word)))
        }
        _ => false,
    };
    let (program, rest) = arguments.split_first()?;
    named.then(|| {
        [program.clone(), "check".into()]
            .into_iter()
            .chain(rest.iter().cloned())
            .collect()
    })
}

/// Whether a word is a path rather than a mistyped subcommand: it exists, or looks like a path.
fn is_to_check(path: &Path) -> bool {
    path.extension().is_some()
        || path.components().count() > 1
        || path_patterns::paths(path).iter().any(|path| path.exists())
}

/// The language and whether it was given: `--lang`, else the locale's, else Japanese. Read before the arguments are
/// parsed, since the help depends on it.
fn language(arguments: &[OsString]) -> (Lang, bool) {
    let mut stated = None;
    for (at, argument) in arguments.iter().enumerate() {
        let Some(text) = argument.to_str() else { continue };
        if text == "--" {
            break;
        }
        if text == "--lang" {
            stated = arguments.get(at + 1).and_then(|value| value.to_str());
        } else if let Some(value) = text.strip_prefix("--lang=") {
            stated = Some(value);
        }
    }
    if let Some(lang) = stated.and_then(Lang::from_tag) {
        return (lang, true);
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    let name = locale.split(['.', '@', '_']).next().unwrap_or_default();
    // The C locale implies no language.
    let lang = match name {
        "" | "C" | "POSIX" => Lang::default(),
        name => Lang::from_tag(name).unwrap_or(Lang::FOREIGN),
    };
    (lang, false)
}

/// The language of a run: `--lang`, else the configuration's if the subcommand reads one, else the environment's.
fn configured_language(matches: &clap::ArgMatches, lang: Lang, stated: bool) -> Lang {
    match matches.subcommand() {
        // For an argument that a subcommand does not define, `try_get_one` is an error in debug builds and None in
        // others: `Some` means that it is defined.
        Some((_, matches)) if !stated && matches!(matches.try_get_one::<bool>("no-config"), Ok(Some(_))) => {
            configuration::language(&configuration::Choice::of(matches)).unwrap_or(lang)
        }
        _ => lang,
    }
}

/// Prints clap's error; the exit status. Help and version are no failures.
fn usage(error: &clap::Error, lang: Lang) -> u8 {
    if !error.use_stderr() {
        return match error.print().and_then(|()| output::flush()) {
            Err(why) if why.kind() != std::io::ErrorKind::BrokenPipe => {
                output::print_failure(&output::cannot_write(&why), lang);
                FAILED
            }
            _ => CLEAN,
        };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return FAILED;
    }
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(value)) => source::printable(value).into_owned(),
        // clap lists the nearest suggestion last.
        Some(ContextValue::Strings(values)) if is_suggestion(kind) => values
            .last()
            .map(|value| source::printable(value).into_owned())
            .unwrap_or_default(),
        Some(ContextValue::Strings(values)) => {
            words::list(&values.iter().map(String::as_str).collect::<Vec<_>>(), lang)
        }
        _ => String::new(),
    };
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let choices = text(ContextKind::ValidValue);
    let entry = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => catalogue::USAGE_NO_VALUE,
        ErrorKind::InvalidValue if choices.is_empty() => catalogue::USAGE_BAD_VALUE,
        ErrorKind::InvalidValue => catalogue::USAGE_BAD_CHOICE,
        ErrorKind::UnknownArgument => catalogue::USAGE_UNKNOWN,
        ErrorKind::InvalidSubcommand => catalogue::USAGE_SUBCOMMAND,
        ErrorKind::MissingRequiredArgument => catalogue::USAGE_MISSING,
        ErrorKind::ArgumentConflict => catalogue::USAGE_CONFLICT,
        ErrorKind::ValueValidation => catalogue::USAGE_BAD_VALUE,
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => catalogue::USAGE_BAD_VALUE,
        _ => catalogue::USAGE_OTHER,
    };
    // Without an argument the error is about the subcommand.
    let argument = if argument.is_empty() {
        text(ContextKind::InvalidSubcommand)
    } else {
        argument
    };
    let mut sentence = entry.fill(
        lang,
        &[("argument", &argument), ("value", &value), ("choices", &choices)],
    );
    let near = text(ContextKind::SuggestedArg)
        + &text(ContextKind::SuggestedSubcommand)
        + &text(ContextKind::SuggestedValue);
    if !near.is_empty() {
        sentence.push_str(words::sentence_gap(lang));
        sentence.push_str(&catalogue::UNKNOWN_KEY_NEAR.fill(lang, &[("near", &near)]));
    }
    output::print_error(&sentence);
    FAILED
}

/// Whether a context holds clap's suggestions.
fn is_suggestion(kind: ContextKind) -> bool {
    matches!(
        kind,
        ContextKind::SuggestedArg | ContextKind::SuggestedSubcommand | ContextKind::SuggestedValue
    )
}
