//! `kigen read`: what was understood of each request.

use clap::ArgMatches;

use super::configuration::Wanted;
use super::rules::wants_json;
use super::{CLEAN, FAILED, FOUND, Outcome, check, output};
use crate::calendar::hours::Moment;
use crate::report::human::{self, Style};
use crate::report::{Reporter, read_json};
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
        reads: true,
        remedies: false,
        ..Wanted::of(matches, lang, now)?
    };
    let reporter = |_| -> Box<dyn Reporter> {
        if wants_json(matches) {
            Box::new(read_json::Read)
        } else {
            Box::new(human::Read { style, aside })
        }
    };
    let totals = check::report(matches, wanted, reporter)?;
    Ok(if totals.failed {
        FAILED
    } else if totals.unread {
        FOUND
    } else {
        CLEAN
    })
}
