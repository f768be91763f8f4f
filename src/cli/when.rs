//! `kigen when`: the latest sending and earliest due of each request.

use clap::ArgMatches;

use super::configuration::Overrides;
use super::paths::Paths;
use super::rules::wants_json;
use super::{CLEAN, FAILED, Outcome, check, output};
use crate::calendar::hours::Moment;
use crate::engine::OutputNeeds;
use crate::message::Lang;
use crate::report::human;
use crate::report::{Reporter, when_json};

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let (style, aside) = output::styles(matches, lang);
    let overrides = Overrides {
        output: OutputNeeds {
            times: true,
            // Findings are shown by code, without help.
            remedies: false,
            edits: false,
            ..OutputNeeds::default()
        },
        ..Overrides::of(matches, now)?
    };
    let reporter = |now| -> Box<dyn Reporter> {
        if wants_json(matches) {
            Box::new(when_json::When { lang })
        } else {
            Box::new(human::When { style, aside, now })
        }
    };
    let totals = check::report(matches, overrides, &Paths::of(matches)?, lang, reporter)?;
    Ok(if totals.failed { FAILED } else { CLEAN })
}
