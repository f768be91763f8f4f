//! Building blocks of schemas.

use serde_json::{Map, Value, json};

use crate::message::LocalizedText;

/// URI of the draft's meta-schema.
pub(super) const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schemas under `definitions`, by name.
pub(super) type Definitions = Map<String, Value>;

/// A reference to a definition.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// Any scalar: readers take its text, so `件名: 2025`, a number in JSON, is a text as well.
pub(super) fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" })
}

/// One value or a list.
pub(super) fn one_or_many(one: Value) -> Value {
    json!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
}

/// The value that an unquoted word becomes under YAML 1.2, if it is not a string.
pub(super) fn typed(word: &str) -> Option<Value> {
    match word {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        _ => word.parse::<u64>().ok().map(Value::from),
    }
}

/// Whether a word needs quotes to reach a validator as a string, under YAML 1.1 or 1.2.
pub(super) fn wants_quotes(word: &str) -> bool {
    let word = word.to_lowercase();
    typed(&word).is_some() || matches!(word.as_str(), "yes" | "no" | "on" | "off")
}

/// One of these words with its meaning, in whatever type YAML gives it. Quoted `true` and the like are allowed by a
/// pattern, so that editors do not offer them as completions from `enum`.
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

/// `anyOf` these, or the only one itself.
pub(super) fn any_of(mut schemas: Vec<Value>) -> Value {
    match schemas.len() {
        1 => schemas.swap_remove(0),
        _ => json!({ "anyOf": schemas }),
    }
}

/// One of these words of the rule language.
pub(super) fn words<'w>(all: impl IntoIterator<Item = &'w str>) -> Value {
    json!({ "enum": all.into_iter().collect::<Vec<_>>() })
}

/// Adds keywords to a schema.
pub(super) fn with(mut schema: Value, more: Value) -> Value {
    if let (Value::Object(schema), Value::Object(more)) = (&mut schema, more) {
        schema.extend(more);
    }
    schema
}

/// Adds title and description for hover: Japanese, then English.
pub(super) fn described(schema: Value, title: &str, (ja, en): (&str, &str)) -> Value {
    with(
        schema,
        json!({ "title": title, "description": format!("{ja}\n{en}") }),
    )
}

/// As [`described`], with a text of a rule pack.
pub(super) fn described_by(schema: Value, title: &str, about: &LocalizedText) -> Value {
    with(schema, json!({ "title": title, "description": joined(about) }))
}

/// A text of a rule pack in the required languages, one per line.
pub(super) fn joined(about: &LocalizedText) -> String {
    let texts: Vec<&str> = about.of_packs().collect();
    texts.join("\n")
}

/// Any scalar; null counts as absent.
pub(super) fn scalar() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
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
