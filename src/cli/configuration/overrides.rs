//! The options of the command line that override configurations.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::calendar::hours::Moment;
use crate::cli::{Failure, packs, stated_now};
use crate::engine::{OutputNeeds, Selection};

/// The options of the command line; they take precedence over the configuration.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Overrides {
    /// Which configuration to use.
    pub choice: Choice,
    /// The folders of `--rules`.
    pub packs: Vec<PathBuf>,
    /// The plans of `--plan`; empty for all that are loaded.
    pub plans: Vec<String>,
    /// `--select` and `--ignore`.
    pub selection: Selection,
    /// `--now`, if given.
    pub now: Option<Moment>,
    /// The present (wall clock), unless `--now` or the configuration sets it.
    pub clock: Moment,
    /// `--horizon` in days, if given.
    pub horizon_days: Option<u32>,
    /// What the outputs and the run need computed.
    pub output: OutputNeeds,
    /// `--send-now`
    pub send_now: bool,
}

/// Which configuration to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Choice {
    /// The nearest one of each file.
    Nearest,
    /// `--config FILE`, for all files.
    File(PathBuf),
    /// `--no-config`
    None,
}

impl Choice {
    /// From the command line.
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
    /// From the command line of a subcommand with `--rules`.
    pub(in crate::cli) fn of(matches: &ArgMatches, clock: Moment) -> Result<Self, Failure> {
        let now = stated_now(matches)?;
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
