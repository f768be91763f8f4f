//! Texts shared by the formats.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::calendar::closed_days::ClosedDay;
use crate::calendar::hours::OfficeHours;
use crate::diagnostic::{Diagnostic, READER_CODES, Record, Severity};
use crate::engine::Engine;
use crate::message::words::Dates;
use crate::message::{Lang, catalogue, words};
use crate::rules::Binding;
use crate::source::printable;

/// A request's name: its file, and its number where there are several.
pub fn request_name(path: &str, index: usize, several: bool, lang: Lang) -> String {
    let path = printable(path);
    if several {
        let number = (index + 1).to_string();
        catalogue::REPORT_REQUEST.fill(lang, &[("path", &path), ("number", &number)])
    } else {
        path.into_owned()
    }
}

/// A text on one line, without control characters.
pub fn one_line(text: &str) -> String {
    let joined: Cow<'_, str> = if text.contains(['\n', '\r']) {
        let lines: Vec<&str> = text
            .split(['\n', '\r'])
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        Cow::Owned(lines.join(" "))
    } else {
        Cow::Borrowed(text)
    };
    printable(&joined).into_owned()
}

/// The severity as a word, which distinguishes a breach of the plan (違反) from a mistake in writing (誤り).
pub fn severity(found: &Diagnostic, lang: Lang) -> &'static str {
    match found.severity {
        Severity::Error if !is_of_a_pack(&found.code) => catalogue::SEVERITY_MISTAKE,
        Severity::Error => catalogue::SEVERITY_ERROR,
        Severity::Warning => catalogue::SEVERITY_WARNING,
        Severity::Info => catalogue::SEVERITY_INFO,
    }
    .text(lang)
}

/// Whether a code is a rule's, rather than of the readers, packs or configurations.
fn is_of_a_pack(code: &str) -> bool {
    !READER_CODES.iter().any(|reader| reader.code == code)
        && code.ends_with(|last: char| last.is_ascii_digit())
}

/// The binding force in words.
pub fn binding(binding: Option<Binding>, lang: Lang) -> &'static str {
    match binding {
        Some(Binding::Must) => catalogue::BINDING_MUST,
        Some(Binding::InPrinciple) => catalogue::BINDING_IN_PRINCIPLE,
        Some(Binding::Practice) | None => catalogue::BINDING_PRACTICE,
    }
    .text(lang)
}

/// The note that default hours were assumed, and which.
pub fn hours_assumed(engine: &Engine, lang: Lang) -> String {
    let OfficeHours { office, pause, .. } = engine.data.default_hours;
    let hours = words::hours(office.from, office.until, lang);
    let hours = match pause {
        Some(pause) => {
            let pause = words::hours(pause.from, pause.until, lang);
            catalogue::NOTE_HOURS_PAUSE.fill(lang, &[("hours", &hours), ("pause", &pause)])
        }
        None => hours,
    };
    catalogue::NOTE_HOURS_ASSUMED.fill(lang, &[("hours", &hours)])
}

/// Reason, approver and expiry of a record.
pub fn record_words(record: &Record, lang: Lang) -> String {
    let (reason, approved_by) = (brief(&record.reason), brief(&record.approved_by));
    let mut values = vec![("reason", reason.as_str()), ("approved_by", approved_by.as_str())];
    let day = record.expires.map(|day| words::date(day, i32::MIN, lang));
    match &day {
        Some(day) => {
            values.push(("expires", day));
            catalogue::RECORD_UNTIL.fill(lang, &values)
        }
        None => catalogue::RECORD.fill(lang, &values),
    }
}

/// The recorded deviation of a finding, as a sentence.
pub fn deviation(found: &Diagnostic, lang: Lang) -> Option<String> {
    let record = record_words(found.deviation.as_ref()?, lang);
    Some(catalogue::REPORT_DEVIATION.fill(lang, &[("record", &record)]))
}

/// A text on one line, cut to a readable length.
pub fn brief(text: &str) -> String {
    const CHARS_LIMIT: usize = 200;
    let mut words = text.split_whitespace();
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        if out.chars().count() > CHARS_LIMIT {
            break;
        }
        out.push(' ');
        out.push_str(word);
    }
    if let Some((end, _)) = out.char_indices().nth(CHARS_LIMIT) {
        out.truncate(end);
        out.push('…');
    }
    printable(&out).into_owned()
}

/// Why a day is closed, in words.
pub fn closed_for(day: &ClosedDay, lang: Lang) -> &str {
    words::spelling([day.reason.en(), day.reason.ja()], lang)
}

/// The folded days of a timeline, on one line.
pub fn folded_days(
    days: (NaiveDate, NaiveDate),
    (open, closed): (i64, i64),
    dates: Dates,
    lang: Lang,
) -> String {
    let (from, until) = days;
    let [from, until] = [from, until].map(|day| words::date(day, dates, lang));
    let values = [
        ("from", from.as_str()),
        ("until", &until),
        ("open", &open.to_string()),
        ("closed", &closed.to_string()),
    ];
    catalogue::WHEN_FOLDED.fill(lang, &values)
}
