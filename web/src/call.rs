//! Calls from the page, and their answers.

use chrono::NaiveDate;
use kigen::calendar::closed_days::{ClosedDays, Reason};
use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_file};
use kigen::engine::Engine;
use kigen::message::Lang;
use kigen::read::FileSelection;
use kigen::report::{Checked, json, read_json, texts, when_json, whole};
use kigen::request::Kind;
use kigen::schema::samples;
use kigen::source::{MAX_BYTES, Source};
use serde::{Deserialize, Serialize};

use crate::{export, shown, view};

/// A call: one line of JSON, followed by the bytes of a file.
#[derive(Debug, Deserialize)]
pub struct Call {
    /// What to do.
    pub ask: Operation,
    /// The language of messages: `ja` or `en`.
    pub lang: String,
    /// The current time in seconds since 1970, truncated to the minute.
    pub now: i64,
    /// Whether to return the text that was judged, for files that are not plain text.
    #[serde(default)]
    pub shown: bool,
}

/// The operation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// Check the file that follows, with this name.
    Check(String),
    /// Convert the file that follows, with this name, to iCalendar.
    Calendar(String),
    /// A sample request of a kind.
    Sample(String),
    /// Versions of kigen and of the zone data.
    Version,
    /// The closed days of a year.
    ClosedDays(i32),
}

/// Answer to a check.
#[derive(Serialize)]
struct CheckAnswer {
    /// Output of `kigen check --format json`, byte for byte.
    check: String,
    /// Output of `kigen when --format json`, byte for byte.
    when: String,
    /// Output of `kigen read --format json`, byte for byte.
    read: String,
    /// Further texts.
    view: view::View,
    /// The text that was judged, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<shown::Shown>,
}

/// A closed day.
#[derive(Serialize)]
struct ClosedDay {
    date: String,
    reason: String,
    /// Whether it is closed for another reason than its weekday.
    named: bool,
}

#[derive(Serialize)]
struct ErrorAnswer {
    error: String,
}

/// Answers a call with JSON; `{"error": …}` if it is malformed.
pub fn answer(input: &[u8]) -> String {
    match try_answer(input) {
        Ok(answer) => answer,
        Err(error) => written(&ErrorAnswer { error }),
    }
}

fn written(value: &impl Serialize) -> String {
    // Serializing our own plain types cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}

fn try_answer(input: &[u8]) -> Result<String, String> {
    let end = input
        .iter()
        .position(|byte| *byte == b'\n')
        .ok_or("no line of JSON")?;
    let (line, file) = input.split_at(end);
    let bytes = file.get(1..).unwrap_or_default();
    let call: Call = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let lang = Lang::from_tag(&call.lang).unwrap_or_default();
    let now = Moment(call.now.div_euclid(60) * 60);
    Ok(match call.ask {
        Operation::Check(name) => written(&judge(&name, bytes, lang, now, call.shown)?),
        Operation::Calendar(name) => {
            let (source, report) = check(&name, bytes, &engine(lang)?, now);
            written(&export::calendar(&source, &report))
        }
        Operation::Version => written(&format!(
            "kigen {} (tzdata {})",
            json::tool().version,
            kigen::calendar::zone::edition()
        )),
        Operation::Sample(kind) => {
            let kind = Kind::ALL.iter().find(|known| known.name() == kind);
            written(&kind.and_then(|kind| samples::request(*kind, now, lang)))
        }
        Operation::ClosedDays(year) => {
            let of =
                |month, day| NaiveDate::from_ymd_opt(year, month, day).filter(|day| ClosedDays::covers(*day));
            let days = of(1, 1)
                .zip(of(12, 31))
                .map(|(from, until)| ClosedDays::new().between(from, until));
            let closed = days.unwrap_or_default().into_iter().map(|day| ClosedDay {
                date: day.date.to_string(),
                reason: texts::closed_for(&day, lang).to_owned(),
                named: !matches!(day.reason, Reason::Saturday | Reason::Sunday),
            });
            written(&closed.collect::<Vec<_>>())
        }
    })
}

fn engine(lang: Lang) -> Result<Engine, String> {
    Engine::new(&[]).map_err(|problems| {
        let messages: Vec<String> = problems
            .into_iter()
            .map(|problem| problem.message.render(lang))
            .collect();
        messages.join("\n")
    })
}

fn check(name: &str, bytes: &[u8], engine: &Engine, now: Moment) -> (Source, FileReport) {
    check_file(
        name,
        (bytes.to_vec(), MAX_BYTES),
        FileSelection::Explicit,
        engine,
        now,
    )
}

fn judge(name: &str, bytes: &[u8], lang: Lang, now: Moment, shown: bool) -> Result<CheckAnswer, String> {
    let engine = engine(lang)?;
    let (source, report) = check(name, bytes, &engine, now);
    let checked = Checked {
        source: &source,
        report: &report,
        engine: &engine,
    };
    let check_json = in_memory(whole(&json::Json { lang }, checked));
    // Here a template is treated as a request sent now: its times are for sending today.
    let mut timed = engine.clone();
    timed.output.times = true;
    timed.output.remedies = false;
    timed.output.edits = false;
    let (_, times) = check(name, bytes, &timed, now);
    let when = in_memory(whole(
        &when_json::When { lang },
        Checked {
            source: &source,
            report: &times,
            engine: &timed,
        },
    ));
    let mut reading = timed.clone();
    (reading.output.times, reading.output.reads) = (false, true);
    let (_, parsed) = check(name, bytes, &reading, now);
    let read = in_memory(whole(
        &read_json::Read { lang },
        Checked {
            source: &source,
            report: &parsed,
            engine: &reading,
        },
    ));
    Ok(CheckAnswer {
        read,
        view: view::of(checked, &times, lang),
        shown: shown.then(|| shown::of(checked)),
        check: check_json,
        when,
    })
}

/// Output written to memory, which cannot fail.
fn in_memory(text: std::io::Result<String>) -> String {
    text.unwrap_or_default()
}
