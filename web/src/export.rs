//! Exports a request as iCalendar: dues as VTODO, a hearing as VEVENT.

use std::fmt::Write as _;

use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, Summary};
use kigen::source::Source;
use sha2::{Digest, Sha256};

/// Limit on bytes of a line (RFC 5545 §3.1).
const LINE: usize = 75;

/// The requests of a file as one calendar; empty if none has a due or a hearing.
pub fn calendar(source: &Source, report: &FileReport) -> String {
    let mut body = String::new();
    for request in &report.requests {
        component(&mut body, source, request);
    }
    if body.is_empty() {
        return body;
    }
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kigen//kigen//JA\r\n{body}END:VCALENDAR\r\n")
}

fn component(out: &mut String, source: &Source, request: &Summary) {
    let dues: Vec<(Option<&str>, Moment)> = if request.dues.is_empty() {
        request.due.map(|due| (None, due)).into_iter().collect()
    } else {
        let named = request.dues.iter();
        named
            .filter_map(|(name, at)| Some((Some(name.as_str()), (*at)?)))
            .collect()
    };
    for (name, at) in dues {
        open(out, "VTODO", source, request, name);
        line(out, "DUE", &utc(at));
        line(out, "END", "VTODO");
    }
    if let Some((Some(start), end)) = request.hearing {
        open(out, "VEVENT", source, request, None);
        line(out, "DTSTART", &utc(start));
        if let Some(end) = end {
            line(out, "DTEND", &utc(end));
        }
        line(out, "END", "VEVENT");
    }
}

fn open(out: &mut String, component: &str, source: &Source, request: &Summary, due: Option<&str>) {
    line(out, "BEGIN", component);
    // A stable UID, so that importing a calendar twice creates one entry.
    let key = format!(
        "{}\0{}\0{component}\0{}",
        source.text(),
        request.index,
        due.unwrap_or_default()
    );
    let mut uid = String::new();
    for byte in Sha256::digest(key.as_bytes()).iter().take(16) {
        let _ = write!(uid, "{byte:02x}");
    }
    line(out, "UID", &uid);
    let stamp = request.sent.unwrap_or(Moment(0));
    line(out, "DTSTAMP", &utc(stamp));
    let subject = request.subject.as_deref().unwrap_or_default();
    let summary = match due {
        Some(name) => format!("{subject}（{name}）"),
        None => subject.to_owned(),
    };
    line(out, "SUMMARY", &escaped(&summary));
    if let Some(kind) = request.kind {
        line(out, "X-KIGEN-KIND", kind);
    }
    if let Some(sent) = request.sent {
        line(out, "X-KIGEN-SENT", &sent.rfc3339());
    }
    for recipient in &request.recipients {
        line(out, "X-KIGEN-TO", &escaped(&recipient.office));
    }
}

fn utc(at: Moment) -> String {
    let utc = chrono::DateTime::from_timestamp(at.0, 0).unwrap_or_default();
    utc.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Escapes a TEXT value (RFC 5545 §3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a content line, folded between characters.
fn line(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}
