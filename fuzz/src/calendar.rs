//! A calendar end to end: bytes → text → requests → findings → JSON.

use std::sync::LazyLock;

use kigen::calendar::hours::Moment;
use kigen::check;
use kigen::engine::Engine;
use kigen::format::Format;
use kigen::message::Lang;
use kigen::read::FileSelection;
use kigen::report::json::Json;
use kigen::report::{Checked, Reporter};
use kigen::source::Source;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&[]).expect("the built-in pack"));

/// 2025-09-09T10:00+09:00.
const NOW: Moment = Moment(1_757_379_600);

/// Runs it on these bytes.
pub fn run(bytes: &[u8]) {
    match Source::decode_calendar("fuzz.ics", bytes.to_vec()) {
        Ok(source) => {
            let report =
                check::check_source(&source, Format::Calendar, FileSelection::Explicit, &ENGINE, NOW);
            // Nothing is dropped silently.
            let is_empty = source.text().trim().is_empty();
            let said = report.requests.len() + report.diagnostics.len() + report.left_out.len();
            assert!(is_empty || said > 0, "nothing was said of the file");
            let places_said = source.broken().is_empty()
                || report
                    .diagnostics
                    .iter()
                    .any(|found| matches!(&*found.code, "KG015" | "KG008"));
            assert!(places_said, "bytes that are no character were passed over");
            let engine = &ENGINE;
            let _ = Json { lang: Lang::Ja }.part(Checked {
                source: &source,
                report: &report,
                engine,
            });
        }
        Err(error) => {
            let (source, found) = check::decode_error("fuzz.ics", &error);
            let _ = source.range(found.span);
        }
    }
}
