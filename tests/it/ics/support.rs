//! Helpers of the calendar tests.

use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_source};
use kigen::diagnostic::Diagnostic;
use kigen::engine::Engine;
use kigen::format::Format;
use kigen::message::Lang;
use kigen::read::FileSelection;
use kigen::source::Source;

/// 2025-09-08 (Monday) 09:30 JST, in seconds since the Unix epoch.
pub const NOW: Moment = Moment(1_757_291_400);

thread_local! {
    static ENGINE: Engine = Engine::new(&[]).unwrap();
}

pub fn with_engine<T>(run: impl FnOnce(&Engine) -> T) -> T {
    ENGINE.with(run)
}

pub fn decode(bytes: &[u8]) -> Source {
    Source::decode_calendar("a.ics", bytes.to_vec()).unwrap()
}

pub fn check_bytes(bytes: &[u8], named: FileSelection) -> FileReport {
    with_engine(|engine| check_source(&decode(bytes), Format::Calendar, named, engine, NOW))
}

/// A VCALENDAR with METHOD:REQUEST around these components.
pub fn calendar(components: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\n{components}END:VCALENDAR\n").replace('\n', "\r\n")
}

/// A hearing of 財務省 by 総務省, clean but for `lines`.
pub fn event(lines: &str) -> String {
    calendar(&format!(
        "BEGIN:VEVENT\nUID:1\nDTSTAMP:20250908T010000Z\nSUMMARY:機構・定員ヒアリング\n\
         ORGANIZER:mailto:kanri@soumu.go.jp\nATTENDEE:mailto:a@mof.go.jp\n{lines}END:VEVENT\n"
    ))
}

/// A task for 財務省 by 総務省.
pub fn task(lines: &str) -> String {
    calendar(&format!(
        "BEGIN:VTODO\nUID:1\nDTSTAMP:20250908T010000Z\nORGANIZER:mailto:kanri@soumu.go.jp\n\
         ATTENDEE:mailto:a@mof.go.jp\n{lines}END:VTODO\n"
    ))
}

pub fn check(text: &str) -> FileReport {
    check_bytes(text.as_bytes(), FileSelection::Explicit)
}

pub fn codes(report: &FileReport) -> Vec<&str> {
    let mut codes: Vec<&str> = report.diagnostics.iter().map(|found| &*found.code).collect();
    codes.sort_unstable();
    codes
}

/// The text of the file under a finding.
pub fn under<'t>(text: &'t str, report: &FileReport, code: &str) -> &'t str {
    let source = decode(text.as_bytes());
    let found = report
        .diagnostics
        .iter()
        .find(|found| found.code == code)
        .unwrap_or_else(|| panic!("no {code}: {:?}", codes(report)));
    let (start, end) = (
        source.position(found.span.start).byte,
        source.position(found.span.end).byte,
    );
    &text[start..end]
}

pub fn rfc3339(at: Option<Moment>) -> String {
    at.map(Moment::rfc3339).unwrap_or_default()
}

/// The first finding of a code.
pub fn finding<'a>(report: &'a FileReport, code: &str) -> &'a Diagnostic {
    let found = report.diagnostics.iter().find(|found| found.code == code);
    found.unwrap_or_else(|| panic!("no {code} in {:?}", report.diagnostics))
}

/// The notes on all requests, a line each.
pub fn notes(report: &FileReport) -> String {
    let notes = report.requests.iter().flat_map(|request| &request.notes);
    notes.map(|note| format!("{}\n", note.render(Lang::Ja))).collect()
}

/// The number of judged occurrences of each request.
pub fn counts(report: &FileReport) -> Vec<Option<usize>> {
    report
        .requests
        .iter()
        .map(|request| request.occurrences)
        .collect()
}
