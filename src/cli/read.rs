//! `kigen read`: how each request was read.

use clap::ArgMatches;

use super::configuration::Overrides;
use super::paths::Paths;
use super::rules::wants_json;
use super::{CLEAN, FAILED, FOUND, Outcome, check, output};
use crate::calendar::hours::Moment;
use crate::engine::OutputNeeds;
use crate::message::Lang;
use crate::report::human;
use crate::report::{Reporter, read_json};

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let (style, aside) = output::styles(matches, lang);
    let overrides = Overrides {
        output: OutputNeeds {
            reads: true,
            remedies: false,
            edits: false,
            details: false,
            ..OutputNeeds::default()
        },
        ..Overrides::of(matches, now)?
    };
    let reporter = |_| -> Box<dyn Reporter> {
        if wants_json(matches) {
            Box::new(read_json::Read { lang })
        } else {
            Box::new(human::Read { style, aside })
        }
    };
    let totals = check::report(matches, overrides, &Paths::of(matches)?, lang, reporter)?;
    Ok(if totals.failed {
        FAILED
    } else if totals.unread {
        FOUND
    } else {
        CLEAN
    })
}
