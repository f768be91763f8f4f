//! What the page asks for, and the answers.

use chrono::NaiveDate;
use kigen::calendar::closed_days::{ClosedDays, Reason};
use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_file};
use kigen::engine::Engine;
use kigen::message::Lang;
use kigen::read::Named;
use kigen::report::{Checked, json, read_json, texts, when_json, whole};
use kigen::request::Kind;
use kigen::schema::samples;
use kigen::source::{MAX_BYTES, Source};
use serde::{Deserialize, Serialize};

use crate::{export, shown, view};

/// What is asked for: one line of JSON, before the bytes of a file.
#[derive(Debug, Deserialize)]
pub struct Call {
    /// What to do.
    pub ask: Ask,
    /// The language of messages: `ja` or `en`.
    pub lang: String,
    /// The present, in seconds since 1970; the minute counts.
    pub now: i64,
    /// Whether a check gives the text that was judged, too: of a file that is no plain text, a person sees it there.
    #[serde(default)]
    pub shown: bool,
}

/// What to do.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// Judge the file that follows, under this name.
    Check(String),
    /// The file that follows, under this name, as an iCalendar component.
    Calendar(String),
    /// A filled-in request of a kind.
    Sample(String),
    /// The version of kigen and the edition of its zone data.
    Version,
    /// The closed days of a year.
    ClosedDays(i32),
}

/// What came of a file.
#[derive(Serialize)]
struct Judged {
    /// `kigen check --format json`, to the byte.
    check: String,
    /// `kigen when --format json`, to the byte.
    when: String,
    /// `kigen read --format json`, to the byte.
    read: String,
    /// The rest that a person sees.
    view: view::View,
    /// The text that was judged, where it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<shown::Shown>,
}

/// A closed day.
#[derive(Serialize)]
struct Closed {
    date: String,
    reason: String,
    /// Whether it is more than a Saturday or a Sunday.
    named: bool,
}

#[derive(Serialize)]
struct Failed {
    error: String,
}

/// Answers a call with JSON; `{"error": …}` where it is no call.
pub fn answer(input: &[u8]) -> String {
    match try_answer(input) {
        Ok(answer) => answer,
        Err(error) => written(&Failed { error }),
    }
}

fn written(value: &impl Serialize) -> String {
    // Of types of ours: there is nothing that could fail.
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
        Ask::Check(name) => written(&judge(&name, bytes, lang, now, call.shown)?),
        Ask::Calendar(name) => {
            let (source, report) = check(&name, bytes, &engine(lang)?, now);
            written(&export::calendar(&source, &report))
        }
        Ask::Version => written(&format!(
            "kigen {} (tzdata {})",
            json::tool().version,
            kigen::calendar::zone::edition()
        )),
        Ask::Sample(kind) => {
            let kind = Kind::ALL.iter().find(|known| known.name() == kind);
            written(&kind.and_then(|kind| samples::request(*kind, now, lang)))
        }
        Ask::ClosedDays(year) => {
            let of =
                |month, day| NaiveDate::from_ymd_opt(year, month, day).filter(|day| ClosedDays::covers(*day));
            let days = of(1, 1)
                .zip(of(12, 31))
                .map(|(from, until)| ClosedDays::new().between(from, until));
            let closed = days.unwrap_or_default().into_iter().map(|day| Closed {
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
    check_file(name, (bytes.to_vec(), MAX_BYTES), Named::Explicitly, engine, now)
}

fn judge(name: &str, bytes: &[u8], lang: Lang, now: Moment, shown: bool) -> Result<Judged, String> {
    let engine = engine(lang)?;
    let (source, report) = check(name, bytes, &engine, now);
    let checked = Checked {
        source: &source,
        report: &report,
        engine: &engine,
    };
    let check_json = in_memory(whole(&json::Json { lang }, checked));
    // A template is one request here, sent now: its times are those of today's sending.
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
    let (_, understood) = check(name, bytes, &reading, now);
    let read = in_memory(whole(
        &read_json::Read { lang },
        Checked {
            source: &source,
            report: &understood,
            engine: &reading,
        },
    ));
    Ok(Judged {
        read,
        view: view::of(checked, &times, lang),
        shown: shown.then(|| shown::of(checked)),
        check: check_json,
        when,
    })
}

/// What is put together without a file, which cannot fail.
fn in_memory(text: std::io::Result<String>) -> String {
    text.unwrap_or_default()
}
