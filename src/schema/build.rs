//! What the schemas are built from.

use serde_json::{Map, Value, json};

use crate::message::LocalizedText;

/// The draft, as its meta-schema is named.
pub(super) const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schemas under `definitions`, by name.
pub(super) type Definitions = Map<String, Value>;

/// A reference to a definition.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// What a scalar of any writing becomes on the way from YAML to JSON: our readers take its text, so
/// `件名: 2025` is a text too.
pub(super) fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" })
}

/// One of it, or a list.
pub(super) fn one_or_many(one: Value) -> Value {
    json!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
}

/// What a word written without quotes becomes under YAML 1.2, where that is no text.
pub(super) fn typed(word: &str) -> Option<Value> {
    match word {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        _ => word.parse::<u64>().ok().map(Value::from),
    }
}

/// Whether a word reaches a validator as a text only in quotes, under one version of YAML or the other.
pub(super) fn wants_quotes(word: &str) -> bool {
    let word = word.to_lowercase();
    typed(&word).is_some() || matches!(word.as_str(), "yes" | "no" | "on" | "off")
}

/// One of these words, each with what it means, in whatever type YAML gives it. The quoted forms of `true`
/// and its like are allowed by a pattern: an editor that completes from `enum` has no need to offer them.
pub(super) fn choices<'w>(all: impl IntoIterator<Item = (&'w str, String)>) -> Vec<Value> {
    let (mut values, mut meanings, mut quoted) = (Vec::new(), Vec::new(), Vec::new());
    for (word, meaning) in all {
        let plain = if wants_quotes(word) {
            typed(word)
        } else {
            Some(Value::from(word))
        };
        if plain.as_ref() != Some(&Value::from(word)) {
            quoted.push(word);
        }
        if let Some(value) = plain {
            values.push(value);
            meanings.push(meaning);
        }
    }
    let mut found = vec![json!({ "enum": values, "enumDescriptions": meanings })];
    if !quoted.is_empty() {
        found.push(json!({ "type": "string", "pattern": format!("^({})$", quoted.join("|")) }));
    }
    found
}

/// Any of these; of one, itself.
pub(super) fn any_of(mut schemas: Vec<Value>) -> Value {
    match schemas.len() {
        1 => schemas.swap_remove(0),
        _ => json!({ "anyOf": schemas }),
    }
}

/// One of the rule language's words.
pub(super) fn words<'w>(all: impl IntoIterator<Item = &'w str>) -> Value {
    json!({ "enum": all.into_iter().collect::<Vec<_>>() })
}

/// Puts `more` into a schema.
pub(super) fn with(mut schema: Value, more: Value) -> Value {
    if let (Value::Object(schema), Value::Object(more)) = (&mut schema, more) {
        schema.extend(more);
    }
    schema
}

/// A description for an editor's hover: 日本語, then English.
pub(super) fn described(schema: Value, title: &str, (ja, en): (&str, &str)) -> Value {
    with(
        schema,
        json!({ "title": title, "description": format!("{ja}\n{en}") }),
    )
}

/// As [`described`], by a text of a rule pack.
pub(super) fn described_by(schema: Value, title: &str, about: &LocalizedText) -> Value {
    with(schema, json!({ "title": title, "description": joined(about) }))
}

/// A text of a rule pack in the languages that every pack brings, a line each.
pub(super) fn joined(about: &LocalizedText) -> String {
    let texts: Vec<&str> = about.of_packs().collect();
    texts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_comes_in_every_type_yaml_gives_it() {
        let found = choices(["あり", "true", "yes", "1"].map(|word| (word, String::new())));
        assert_eq!(found[0]["enum"], json!(["あり", true, 1]));
        assert_eq!(found[1], json!({"type": "string", "pattern": "^(true|yes|1)$"}));
    }
}
