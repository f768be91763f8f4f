//! A mail, a message or a document end to end: bytes → visible text → request → findings → JSON.

use std::sync::LazyLock;

use kigen::calendar::hours::Moment;
use kigen::check;
use kigen::engine::Engine;
use kigen::format::Format;
use kigen::message::Lang;
use kigen::read::FileSelection;
use kigen::report::json::Json;
use kigen::report::{Checked, Reporter};
use visible_text::{Document, Error, Limits, docx, mail, msg};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&[]).expect("the built-in pack"));

/// 2025-09-09T10:00+09:00.
const NOW: Moment = Moment(1_757_379_600);

/// Limits small enough to be reached by a short input.
fn narrow() -> Limits {
    Limits {
        text: 256,
        parts: 4,
        depth: 3,
    }
}

/// Runs it on the bytes of a mail.
#[allow(dead_code, reason = "a target runs one of them")]
pub fn mail(bytes: &[u8]) {
    read(bytes, mail::read);
    whole("a.eml", bytes);
}

/// Runs it on the bytes of an Outlook message.
#[allow(dead_code, reason = "a target runs one of them")]
pub fn msg(bytes: &[u8]) {
    read(bytes, msg::read);
    whole("a.msg", bytes);
}

/// Runs it on the bytes of a Word document.
#[allow(dead_code, reason = "a target runs one of them")]
pub fn docx(bytes: &[u8]) {
    read(bytes, docx::read);
    whole("a.docx", bytes);
}

fn read(bytes: &[u8], read: fn(&[u8], &Limits) -> Result<Document, Error>) {
    for limits in [Limits::default(), narrow()] {
        let Ok(document) = read(bytes, &limits) else {
            continue;
        };
        for block in &document.blocks {
            let text = &block.text.text;
            for (at, c) in text.char_indices() {
                // A position, if there is one, lies in the file.
                if let Some(place) = block.text.places.in_file(at..at + c.len_utf8()) {
                    assert!(
                        place.start <= place.end && place.end <= bytes.len(),
                        "{at}: {place:?}"
                    );
                }
            }
        }
        for notice in &document.notices {
            assert!(notice.range.end <= bytes.len(), "{notice:?}");
        }
    }
}

fn whole(name: &str, bytes: &[u8]) {
    let engine = &ENGINE;
    let named = FileSelection::Explicit;
    let (source, report) = check::check_bytes(name, bytes.to_vec(), Format::Letter, named, engine, NOW);
    // Nothing is dropped silently.
    assert!(!report.requests.is_empty() || !report.diagnostics.is_empty());
    for found in &report.diagnostics {
        let _ = source.range(found.span);
    }
    let _ = Json { lang: Lang::Ja }.part(Checked {
        source: &source,
        report: &report,
        engine,
    });
}
