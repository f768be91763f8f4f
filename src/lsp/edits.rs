//! The parameters of `didOpen` and `didChange`.
//!
//! Parsed by hand and leniently: with the protocol's types an edit with an invalid range would deserialize as one of
//! the whole text and replace it; and older clients omit the version or the language.

use gen_lsp_types::{Position, Range};
use serde_json::Value;

use super::history::ContentChange;

/// The parameters of `didOpen`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opened {
    pub uri: String,
    /// The client's language id; empty if missing.
    pub language: String,
    pub version: i32,
    pub text: String,
}

/// The parameters of `didChange`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edited {
    pub uri: String,
    /// None if the client does not count.
    pub version: Option<i32>,
    /// None if one of them is invalid.
    pub changes: Option<Vec<ContentChange>>,
}

impl Opened {
    /// Reads the parameters of `textDocument/didOpen`.
    pub fn read(params: &Value) -> Option<Self> {
        let document = params.get("textDocument")?;
        let language = document.get("languageId").and_then(Value::as_str);
        Some(Self {
            uri: text(document, "uri")?,
            language: language.unwrap_or_default().to_owned(),
            version: version(document).unwrap_or_default(),
            text: text(document, "text")?,
        })
    }
}

impl Edited {
    /// Reads the parameters of `textDocument/didChange`; None if they have no URI.
    pub fn read(params: &Value) -> Option<Self> {
        let document = params.get("textDocument")?;
        let changes = params.get("contentChanges").and_then(Value::as_array);
        Some(Self {
            uri: text(document, "uri")?,
            version: version(document),
            changes: changes.and_then(|changes| changes.iter().map(change).collect()),
        })
    }
}

fn text(object: &Value, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}

fn version(document: &Value) -> Option<i32> {
    i32::try_from(document.get("version")?.as_i64()?).ok()
}

fn change(json: &Value) -> Option<ContentChange> {
    let range = match json.get("range") {
        None | Some(Value::Null) => None,
        Some(range) => Some(Range {
            start: position(range.get("start")?)?,
            end: position(range.get("end")?)?,
        }),
    };
    let text = text(json, "text")?;
    Some(ContentChange { range, text })
}

fn position(json: &Value) -> Option<Position> {
    Some(Position {
        line: count(json.get("line")?)?,
        character: count(json.get("character")?)?,
    })
}

/// A non-negative number. One beyond the protocol's range means the end, so it is clamped.
fn count(json: &Value) -> Option<u32> {
    let count = json.as_u64();
    count.map(|count| u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn edited(document: Value, changes: Value) -> Option<Edited> {
        Edited::read(&json!({"textDocument": document, "contentChanges": changes}))
    }

    #[test]
    fn a_range_that_cannot_be_read_is_not_the_whole_text() {
        let range = |line: Value| json!([{"range": {"start": {"line": line, "character": 0}, "end": {"line": 9, "character": 0}}, "text": "a"}]);
        let document = json!({"uri": "file:///a", "version": 2});
        for (line, is_read) in [
            (json!(0), true),
            (json!(99_999_999_999_u64), true),
            (json!(-1), false),
            (json!(null), false),
            (json!("1"), false),
        ] {
            let edited = edited(document.clone(), range(line)).unwrap();
            assert_eq!(edited.changes.is_some(), is_read, "{edited:?}");
        }
        for changes in [json!([{ "text": 1 }]), json!([{}]), json!(null), json!([[]])] {
            assert_eq!(edited(document.clone(), changes).unwrap().changes, None);
        }
        let whole = edited(document.clone(), json!([{"range": null, "text": "a"}])).unwrap();
        assert_eq!(whole.changes.unwrap()[0].range, None);
    }

    #[test]
    fn older_clients_leave_things_out() {
        let document = json!({"uri": "file:///a", "version": null});
        let none = edited(document, json!([])).unwrap();
        assert_eq!((none.version, none.changes), (None, Some(Vec::new())));
        assert_eq!(edited(json!({"version": 1}), json!([])), None);
        let opened = |document| Opened::read(&json!({ "textDocument": document }));
        let short = opened(json!({"uri": "file:///a", "text": "b"})).unwrap();
        assert_eq!((short.language.as_str(), short.version), ("", 0));
        assert_eq!(opened(json!({"uri": "file:///a"})), None);
    }
}
