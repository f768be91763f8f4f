//! Codes of the built-in rules, for completion.

use serde_json::{Value, json};

use super::build::joined;
use crate::engine::Engine;

/// The engine with the built-in packs; a test checks that it loads.
pub(super) fn shipped() -> Option<Engine> {
    Engine::new(&[]).ok()
}

/// Codes for which an exception or a deviation may be recorded, with what each rule asks. Codes of other packs are
/// allowed by an alternative: only the program can check them.
pub(super) fn recordable() -> Value {
    let engine = shipped();
    let rules = engine.iter().flat_map(|engine| engine.rules.iter());
    let (codes, abouts): (Vec<String>, Vec<String>) = rules
        .filter(|(_, rule)| !rule.protected)
        .map(|(_, rule)| (rule.code.to_string(), joined(&rule.summary)))
        .unzip();
    json!({ "enum": codes, "enumDescriptions": abouts })
}
