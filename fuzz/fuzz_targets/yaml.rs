//! The whole way of a request document: bytes → text → requests → findings → JSON.
#![no_main]

use std::sync::LazyLock;

use kigen::calendar::hours::Moment;
use kigen::check;
use kigen::engine::Engine;
use kigen::read::{Format, Named};
use kigen::report::json::Parts;
use kigen::source::Source;
use kigen::text::Lang;
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&[], Lang::Ja).expect("the built-in pack"));

/// 2025-09-09T10:00+09:00.
const NOW: Moment = Moment(1_757_379_600);

fuzz_target!(|bytes: &[u8]| {
    match Source::decode("fuzz.yaml", bytes.to_vec()) {
        Ok(source) => {
            let report =
                check::check_source(&source, Format::Yaml, Named::Explicitly, &ENGINE, NOW, Lang::Ja);
            let _ = Parts::of(&source, &report);
        }
        Err(error) => {
            let (source, found) = check::undecodable("fuzz.yaml", &error, Lang::Ja);
            let _ = source.range(found.span);
        }
    }
});
