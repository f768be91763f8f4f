//! `kigen check`: options, run and exit status.

mod destination;
mod folders;
mod judge;
mod options;
mod outputs;
mod progress;
mod record;
mod run;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use clap::ArgMatches;

use super::configuration::{Configurations, Overrides, Setup};
use super::fix::Fixing;
use super::paths::Paths;
use super::since::Changed;
use super::{CLEAN, FAILED, FOUND, Failure, Outcome, baseline, files, output};
use crate::calendar::hours::Moment;
use crate::diagnostic::Severity;
use crate::engine::{OutputNeeds, Selection};
use crate::message::{Lang, catalogue};
use crate::report::brief::Brief;
use crate::report::diff::NoReport;
use crate::report::human::{AssumedHours, Human, Style};
use crate::report::json::Summary;
use crate::report::{Format, Reporter, Totals};
use crate::source;

use folders::Folders;
use judge::Judge;
pub(super) use judge::Task;
use options::Options;
use outputs::{OutputRequest, Outputs};
use record::Recording;
pub(super) use run::task;

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let many = |name: &str| -> Vec<String> {
        matches
            .get_many::<String>(name)
            .into_iter()
            .flatten()
            .map(|code| code.trim().to_owned())
            .collect()
    };
    let argument = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let paths = Paths::of(matches)?;
    let fixing = fixing(matches, &paths, lang);
    let diff = fixing.as_ref().is_some_and(|fixing| fixing.diff);
    let bar = argument("fail-on").and_then(Severity::by_name);
    let requests: Vec<OutputRequest> = matches
        .get_many::<OsString>("output")
        .into_iter()
        .flatten()
        .map(|argument| OutputRequest::read(argument))
        .collect::<Result<_, _>>()?;
    let format = argument("format")
        .and_then(Format::by_name)
        .unwrap_or(Format::Human);
    let formats = || std::iter::once(format).chain(requests.iter().map(|request| request.format));
    let verbose = matches.get_flag("verbose");
    let brief = matches.get_flag("brief");
    // Send-by times are computed for a single named file, for others only with `--verbose`: a folder's run stays
    // fast.
    let named = paths.all.iter().all(|path| !path.is_dir());
    let alone = named && paths.all.len() == 1;
    let working = std::env::current_dir().unwrap_or_default();
    let baseline = baseline::from_arguments(matches, &working)?;
    let recorded = matches.get_one::<PathBuf>("record");
    let mut configurations = Configurations::new(Overrides {
        selection: Selection {
            select: many("select"),
            ignore: many("ignore"),
        },
        output: OutputNeeds {
            // A baseline identifies a request by its subject, even if no output shows it.
            details: baseline.is_some()
                || recorded.is_some()
                || brief
                || formats().any(Format::wants_details),
            edits: fixing.is_some() || formats().any(Format::wants_edits),
            send_by: formats().any(|format| format == Format::Human) && (alone || verbose),
            verdicts: formats().any(|format| format == Format::Human),
            ..OutputNeeds::default()
        },
        horizon_days: matches.get_one::<u32>("horizon").copied(),
        ..Overrides::of(matches, now)?
    })?;
    let setups = configurations.roots(&paths.all)?;
    known_codes(&setups)?;
    if let Some(baseline) = &baseline {
        let is_protected = |code: &str| setups.iter().any(|setup| setup.engine.rules.is_protected(code));
        baseline.refuse(is_protected)?;
    }
    // With several start folders, a format that lists the rules lists those of the last.
    let setup = setups.last().unwrap_or_else(|| configurations.plain());
    let setup = Arc::clone(setup);
    // Output files for people have no colours and a fixed width.
    let (on_terminal, _) = output::styles(matches, lang);
    let in_file = Style {
        color: false,
        width: output::DEFAULT_WIDTH,
        folds: false,
        ..on_terminal
    };
    let folder = files::uri_path(&working);
    let reporter = |format: Format, style| -> Box<dyn Reporter> {
        let machine = format.reporter(&setup.engine, &folder, lang, bar);
        machine.unwrap_or_else(|| {
            Box::new(Human {
                style,
                alone,
                named,
                verbose,
                assumed: AssumedHours::default(),
            })
        })
    };
    let mut reporters = vec![if diff {
        Box::new(NoReport)
    } else if brief {
        Box::new(Brief { lang })
    } else {
        reporter(format, on_terminal)
    }];
    reporters.extend(requests.iter().map(|request| reporter(request.format, in_file)));
    let targets = outputs::targets(&requests)?;
    let kept = baseline.iter().map(|baseline| baseline.path().to_owned());
    let recording = recorded.map(|path| Recording::open(path)).transpose()?;
    let outputs = Outputs::new(reporters, &targets, recording.as_ref());
    outputs::twice(&outputs, recording.as_ref())?;
    outputs::spare(&outputs.names, kept.chain(configurations.read_paths()))?;
    let since = match argument("since") {
        Some(revision) => {
            let mut everything = configurations.governing_paths(&setups);
            everything.extend(baseline.as_ref().map(|baseline| baseline.path().to_owned()));
            let changed = Changed::since(revision, &paths.all, &everything)?;
            Some((revision.to_owned(), changed))
        }
        None => None,
    };
    let options = Options {
        lang,
        fixing,
        baseline,
        folders: Folders::of(&paths, &working),
        since,
        recording,
    };
    let judge = Judge {
        engine: &setup.engine,
        now: setup.now,
        options: &options,
        outputs: &outputs,
        working: &working,
    };
    let totals = run::run(
        judge,
        targets,
        &paths.all,
        argument("stdin-filename"),
        configurations,
    )?;
    if let Some(fixing) = &judge.options.fixing {
        fixing.summary(&totals);
    }
    let is_requested = matches.get_flag("fail-on-undetermined") && totals.counts.undetermined > 0;
    let undetermined = is_requested || totals.gated > 0;
    Ok(match status(&totals, bar) {
        CLEAN if undetermined => FOUND,
        // The fixes that a diff shows are still to be made.
        CLEAN if diff && totals.fixed > 0 => FOUND,
        status => status,
    })
}

/// `--fix`, `--diff` and `--unsafe-fixes`.
fn fixing(matches: &ArgMatches, paths: &Paths, lang: Lang) -> Option<Fixing> {
    let diff = matches.get_flag("diff");
    if !diff && !matches.get_flag("fix") {
        return None;
    }
    if paths.reads_stdin() && !diff {
        output::report_to_stderr();
    }
    let color = matches.get_one::<String>("color").map_or("auto", String::as_str);
    Some(Fixing {
        with_unsafe: matches.get_flag("unsafe-fixes"),
        diff,
        on_terminal: output::is_terminal().then(|| output::color(color)),
        lang,
        written: Mutex::default(),
        swept: Mutex::default(),
    })
}

/// Judges everything under the paths for one format on standard output; for other commands with the paths of
/// `check`.
pub(super) fn report(
    matches: &ArgMatches,
    overrides: Overrides,
    paths: &Paths,
    lang: Lang,
    reporter: impl FnOnce(Moment) -> Box<dyn Reporter>,
) -> Result<Totals, Failure> {
    let mut configurations = Configurations::new(overrides)?;
    configurations.roots(&paths.all)?;
    let setup = Arc::clone(configurations.plain());
    let working = std::env::current_dir().unwrap_or_default();
    let judge = Judge {
        engine: &setup.engine,
        now: setup.now,
        options: &Options {
            lang,
            fixing: None,
            baseline: None,
            since: None,
            recording: None,
            folders: Folders::of(paths, &working),
        },
        outputs: &Outputs::new(vec![reporter(setup.now)], &[], None),
        working: &working,
    };
    let name = matches.get_one::<String>("stdin-filename").map(String::as_str);
    run::run(judge, Vec::new(), &paths.all, name, configurations)
}

/// The exit status; `bar` is the lowest severity that fails the run.
fn status(totals: &Totals, bar: Option<Severity>) -> u8 {
    if totals.failed {
        return FAILED;
    }
    let Summary {
        error, warning, info, ..
    } = totals.counts;
    let counted = match bar {
        None => 0,
        Some(Severity::Error) => error,
        Some(Severity::Warning) => error + warning,
        Some(Severity::Info) => error + warning + info,
    };
    if counted > 0 { FOUND } else { CLEAN }
}

/// Checks that the codes of `--select` and `--ignore` exist in some engine, and that no ignored one is protected.
fn known_codes(setups: &[Arc<Setup>]) -> Result<(), Failure> {
    let codes: Vec<&str> = setups
        .iter()
        .flat_map(|setup| setup.engine.rules.codes())
        .collect();
    let Some(Selection { select, ignore }) = setups.first().map(|setup| &setup.engine.options.selection)
    else {
        return Ok(());
    };
    for code in select.iter().chain(ignore) {
        if code.is_empty() || !codes.iter().any(|known| known.starts_with(code.as_str())) {
            return Err(Failure::of(
                catalogue::BAD_CODE.with(&[("code", &source::printable(code))]),
            ));
        }
    }
    if let Some(code) = ignore
        .iter()
        .find(|code| setups.iter().any(|setup| setup.engine.rules.is_protected(code)))
    {
        return Err(Failure::of(catalogue::CODE_PROTECTED.with(&[("code", code)])));
    }
    Ok(())
}
