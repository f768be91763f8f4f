//! `kigen calendar`: the closed days, as month grids for people and as a list for machines.

mod grid;

use chrono::{Datelike, NaiveDate};
use clap::ArgMatches;
use serde::Serialize;

use super::rules::{json, wants_json};
use super::{CLEAN, Failure, Outcome, configuration, output, parse_now};
use crate::calendar::closed_days::{ClosedDay, ClosedDays, Reason};
use crate::calendar::holidays::{Basis, HolidayKind};
use crate::calendar::hours::Moment;
use crate::message::{Lang, Message, catalogue};
use crate::report::texts;
use crate::source::printable;
use jp_datetime::moment::{self, MomentErrorKind};

/// Schema id of `--format json`.
const SCHEMA: &str = "kigen/calendar/v1";

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let argument = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let now = argument("now").map_or(Ok(now), parse_now)?;
    let (from, until) = match (argument("year"), argument("from"), argument("until")) {
        (Some(text), ..) => whole_year(year(text)?, text)?,
        (None, Some(from), Some(until)) => (date("--from", from)?, date("--until", until)?),
        _ => {
            let year = now.japan().year();
            whole_year(year, &year.to_string())?
        }
    };
    if from > until {
        let [from, until] = [from, until].map(|day| Message::date(day, i32::MIN));
        return Err(Failure::of(
            catalogue::CALENDAR_REVERSED.arg("from", from).arg("until", until),
        ));
    }
    let setup = configuration::here(matches)?;
    let closed = &setup.engine.data.closed;
    let text = if wants_json(matches) {
        let open_days = closed
            .openings(from, until)
            .map(|(date, reason)| OpenDay {
                date: date.to_string(),
                reason,
            })
            .collect();
        let days = closed.between(from, until);
        let closed_days = days.iter().map(|day| ListedDay::new(day, lang)).collect();
        json(&Output {
            schema: SCHEMA,
            closed_days,
            open_days,
        })
    } else {
        let color = output::color(argument("color").unwrap_or("auto"));
        grid::Calendar {
            closed,
            from,
            until,
            lang,
            color,
        }
        .show(output::width())
    };
    output::print(&text)?;
    Ok(CLEAN)
}

/// The JSON output.
#[derive(Serialize)]
struct Output<'a> {
    schema: &'static str,
    closed_days: Vec<ListedDay<'a>>,
    /// Weekend days and holidays that the configuration declares open.
    open_days: Vec<OpenDay<'a>>,
}

#[derive(Serialize)]
struct OpenDay<'a> {
    date: String,
    reason: &'a str,
}

/// A closed day in JSON.
#[derive(Serialize)]
struct ListedDay<'a> {
    date: String,
    reason: &'a str,
    basis: &'static str,
    kind: &'static str,
}

impl<'a> ListedDay<'a> {
    fn new(day: &'a ClosedDay, lang: Lang) -> Self {
        let basis = match day.basis {
            Basis::Law => "law",
            Basis::Predicted => "predicted",
            Basis::Configuration => "configuration",
        };
        let kind = match &day.reason {
            Reason::Saturday => "saturday",
            Reason::Sunday => "sunday",
            Reason::Holiday {
                kind: HolidayKind::National,
                ..
            } => "national-holiday",
            Reason::Holiday {
                kind: HolidayKind::Substitute,
                ..
            } => "substitute-holiday",
            Reason::Holiday {
                kind: HolidayKind::Citizens,
                ..
            } => "citizens-holiday",
            Reason::Holiday {
                kind: HolidayKind::OneOff,
                ..
            } => "one-off-holiday",
            Reason::YearEnd => "year-end",
            Reason::Closure(_) => "closure",
        };
        Self {
            date: day.date.to_string(),
            reason: texts::closed_for(day, lang),
            basis,
            kind,
        }
    }
}

fn whole_year(year: i32, written: &str) -> Result<(NaiveDate, NaiveDate), Failure> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).filter(|day| ClosedDays::covers(*day));
    let last = NaiveDate::from_ymd_opt(year, 12, 31);
    first
        .zip(last)
        .ok_or_else(|| out_of_range(catalogue::CALENDAR_YEAR, written))
}

/// A year in any notation that a date may use: 2026, 令和8年, R8. An era's first year lacks January and its last year
/// lacks December, so both months are tried.
pub(super) fn year(text: &str) -> Result<i32, Failure> {
    let stem = text.trim().trim_end_matches('年');
    let december = moment::read(&format!("{stem}年12月31日"));
    let january = moment::read(&format!("{stem}年1月1日"));
    let bad = || Failure::of(catalogue::CALENDAR_BAD_YEAR.with(&[("value", &printable(text))]));
    match (december, january) {
        (Ok(written), _) | (_, Ok(written)) => written.year.ok_or_else(bad),
        (Err(error), _) if error.kind == MomentErrorKind::YearOutOfRange => {
            Err(out_of_range(catalogue::CALENDAR_YEAR, text))
        }
        (Err(_), _) => Err(bad()),
    }
}

/// A date without a time, with its year.
fn date(option: &'static str, text: &str) -> Result<NaiveDate, Failure> {
    let shown = printable(text);
    let values = [("field", option), ("value", &*shown)];
    let bad = || Failure::of(catalogue::CALENDAR_BAD_DATE.with(&values));
    let written = moment::read(text).map_err(|error| match error.kind {
        MomentErrorKind::YearOutOfRange => out_of_range(option, text),
        MomentErrorKind::NoSuchDate { .. } => Failure::of(catalogue::MOMENT_NO_SUCH_DATE.with(&values)),
        MomentErrorKind::EraOutOfRange { suggestion } => {
            let help = catalogue::MOMENT_ERA_HELP.with(&[("suggestion", &suggestion)]);
            Failure::of(catalogue::MOMENT_ERA.with(&values).then(help))
        }
        _ => bad(),
    })?;
    if written.year.is_none() || written.has_time() {
        return Err(bad());
    }
    let date = written.date(NaiveDate::default()).ok_or_else(bad)?;
    match written.weekday_mismatch(date) {
        Some((_, right)) => {
            let message = catalogue::CALENDAR_WEEKDAY.with(&values);
            Err(Failure::of(message.arg("right", Message::Weekday(right))))
        }
        None => Ok(date),
    }
}

fn out_of_range(field: impl Into<Message>, value: &str) -> Failure {
    let message = catalogue::MOMENT_YEAR.arg("field", field);
    Failure::of(message.arg("value", Message::text(printable(value))))
}
