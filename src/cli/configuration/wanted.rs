//! What was asked for besides the configuration.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::calendar::hours::Moment;
use crate::cli::{Failure, packs, parse_now};
use crate::engine::{OutputNeeds, Selection};

/// What was asked for besides the configuration; it goes before it.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Overrides {
    /// Which configuration is meant.
    pub choice: Choice,
    /// The folders of `--rules`.
    pub packs: Vec<PathBuf>,
    /// The plans of `--plan`; none where all that are loaded judge.
    pub plans: Vec<String>,
    /// `--select` and `--ignore`.
    pub selection: Selection,
    /// `--now`, where it is given.
    pub now: Option<Moment>,
    /// What is now, unless somebody says otherwise.
    pub clock: Moment,
    /// `--horizon`, where it is given.
    pub horizon_days: Option<u32>,
    /// What the output, or the run, makes use of.
    pub output: OutputNeeds,
    /// `--send-now`
    pub send_now: bool,
}

/// Which configuration is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Choice {
    /// The nearest to each file.
    Nearest,
    /// `--config FILE`, for all files.
    File(PathBuf),
    /// `--no-config`
    None,
}

impl Choice {
    /// What the command line says.
    pub(in crate::cli) fn of(matches: &ArgMatches) -> Self {
        if matches.get_flag("no-config") {
            return Self::None;
        }
        match matches.get_one::<PathBuf>("config") {
            Some(path) => Self::File(path.clone()),
            None => Self::Nearest,
        }
    }
}

impl Overrides {
    /// What the command line says, for a subcommand that has `--rules`.
    pub(in crate::cli) fn of(matches: &ArgMatches, clock: Moment) -> Result<Self, Failure> {
        let now = match matches.try_get_one::<String>("now") {
            Ok(Some(text)) => Some(parse_now(text)?),
            _ => None,
        };
        Ok(Self {
            choice: Choice::of(matches),
            packs: packs::folders(matches),
            plans: match matches.try_get_many::<String>("plan") {
                Ok(Some(plans)) => plans.map(|plan| plan.trim().to_owned()).collect(),
                _ => Vec::new(),
            },
            selection: Selection::default(),
            now,
            clock,
            horizon_days: None,
            output: OutputNeeds {
                edits: false,
                details: false,
                ..OutputNeeds::default()
            },
            send_now: matches!(matches.try_get_one::<bool>("send-now"), Ok(Some(true))),
        })
    }
}
