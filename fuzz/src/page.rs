//! The page's exports: a call in the page's notation → an answer in JSON.

use kigen_web::call::answer;
use serde_json::Value;

/// Runs it on these bytes.
pub fn run(bytes: &[u8]) {
    let given: Value = serde_json::from_str(&answer(bytes)).expect("an answer is JSON");
    // The answer to a check without an error has every part, each a JSON text.
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let asked: Option<Value> = serde_json::from_slice(line).ok();
    let is_check = asked.is_some_and(|asked| asked["ask"]["check"].is_string());
    if is_check && given.get("error").is_none() {
        for part in ["check", "when", "read"] {
            let text = given[part].as_str().expect("each part");
            let _: Value = serde_json::from_str(text).expect("JSON in JSON");
        }
    }
}
