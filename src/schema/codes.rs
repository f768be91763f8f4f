//! The codes of the rules that are shipped, for editors to offer.

use serde_json::{Value, json};

use super::build::joined;
use crate::engine::Engine;

/// The engine with what is shipped; it is tested that there is one.
pub(super) fn shipped() -> Option<Engine> {
    Engine::new(&[]).ok()
}

/// The codes that an exception or a deviation may be recorded of, each with what it asks. A pack of one's own brings
/// others, which this is an alternative to: the program checks them.
pub(super) fn recordable() -> Value {
    let engine = shipped();
    let rules = engine.iter().flat_map(|engine| engine.rules.iter());
    let (codes, abouts): (Vec<String>, Vec<String>) = rules
        .filter(|(_, rule)| !rule.protected)
        .map(|(_, rule)| (rule.code.to_string(), joined(&rule.summary)))
        .unzip();
    json!({ "enum": codes, "enumDescriptions": abouts })
}
