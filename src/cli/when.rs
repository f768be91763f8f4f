//! `kigen when`: until when each request may be sent, and from when its answer may be due.

use clap::ArgMatches;

use super::configuration::Wanted;
use super::rules::wants_json;
use super::{CLEAN, FAILED, Outcome, check, output};
use crate::calendar::hours::Moment;
use crate::report::human::{self, Style};
use crate::report::{Reporter, when_json};
use crate::text::Lang;

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let color = matches.get_one::<String>("color").map_or("auto", String::as_str);
    let style = Style {
        lang,
        color: output::color(color),
        width: output::width(),
        folds: output::edge().is_some(),
    };
    let aside = Style {
        color: output::color_aside(color),
        ..style
    };
    let wanted = Wanted {
        details: true,
        times: true,
        // Of findings their codes are shown, and not what to do.
        remedies: false,
        ..Wanted::of(matches, lang, now)?
    };
    let reporter = |now| -> Box<dyn Reporter> {
        if wants_json(matches) {
            Box::new(when_json::When)
        } else {
            Box::new(human::When { style, aside, now })
        }
    };
    let totals = check::report(matches, wanted, reporter)?;
    Ok(if totals.failed { FAILED } else { CLEAN })
}
