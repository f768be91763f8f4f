//! A request document end to end: bytes → text → requests → findings → JSON.

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
    match Source::decode("fuzz.yaml", bytes.to_vec()) {
        Ok(source) => {
            let report = check::check_source(&source, Format::Yaml, FileSelection::Explicit, &ENGINE, NOW);
            let engine = &ENGINE;
            let _ = Json { lang: Lang::Ja }.part(Checked {
                source: &source,
                report: &report,
                engine,
            });
        }
        Err(error) => {
            let (source, found) = check::decode_error("fuzz.yaml", &error);
            let _ = source.range(found.span);
        }
    }
}
