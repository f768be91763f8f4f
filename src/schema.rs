//! The published JSON Schemas: what a request, a rule and the output may hold.
//!
//! They are made from the tables that the readers use, so that a word added there needs no second edit.
//!
//! All are of **draft-07**, which every release of yaml-language-server (VS Code, Neovim, Helix, …) judges
//! by; 2019-09 and 2020-12 it knows only since 1.20, and nothing we say needs them. Tried in 1.15 and 1.25.
//! Two things follow: what stands beside `$ref` is ignored, so that a reference with something of its own
//! is wrapped in `allOf`; and `dependencies` is what later drafts call `dependentSchemas`. The keywords
//! `markdownDescription`, `enumDescriptions`, `errorMessage`, `patternErrorMessage` and `doNotSuggest` are
//! the editors' own, and annotations to everyone else.
//!
//! The schemas for editors have no `$id`: they are found by their file, and an editor looks a `$id` up on
//! the network.

mod config;
mod output;
mod request;
mod rule;

#[cfg(feature = "cli")]
pub(crate) use request::{
    describe, describe_exception, describe_hearing, describe_material, describe_office,
};
use serde_json::{Map, Value, json};

/// The draft, as its meta-schema is named.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schemas that are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// A request document.
    Request,
    /// A rule pack's file: a rule, or `plan.yaml`.
    Rule,
    /// What `kigen check --format json` prints.
    Output,
    /// A line of what `kigen check --format jsonl` prints.
    Line,
    /// A configuration, `kigen.yaml`.
    Config,
    /// What `kigen exceptions --format json` prints.
    Exceptions,
    /// A baseline.
    Baseline,
    /// What `kigen when --format json` prints.
    When,
}

impl Document {
    /// Every document.
    pub const ALL: [Self; 8] = [
        Self::Request,
        Self::Rule,
        Self::Output,
        Self::Line,
        Self::Config,
        Self::When,
        Self::Exceptions,
        Self::Baseline,
    ];

    /// The name on the command line, and of the published file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Rule => "rule",
            Self::Output => "output",
            Self::Line => "line",
            Self::Config => "config",
            Self::Exceptions => "exceptions",
            Self::Baseline => "baseline",
            Self::When => "when",
        }
    }

    /// A document by its name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.name() == name)
    }

    /// Its JSON Schema.
    pub fn schema(self) -> Value {
        match self {
            Self::Request => request::schema(),
            Self::Rule => rule::schema(),
            Self::Output => output::schema(),
            Self::Line => output::line(),
            Self::Config => config::schema(),
            Self::Exceptions => output::exceptions(),
            Self::Baseline => output::baseline(),
            Self::When => output::when(),
        }
    }

    /// Its JSON Schema as it is published.
    pub fn text(self) -> String {
        // A tree of plain values cannot fail to serialize.
        let mut text = serde_json::to_string_pretty(&self.schema()).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The schemas under `definitions`, by name.
type Definitions = Map<String, Value>;

/// A reference to a definition.
fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// What a scalar of any writing becomes on the way from YAML to JSON: our readers take its text, so
/// `件名: 2025` is a text too.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" })
}

/// One of it, or a list.
fn one_or_many(one: Value) -> Value {
    json!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
}

/// What a word written without quotes becomes under YAML 1.2, where that is no text.
fn typed(word: &str) -> Option<Value> {
    match word {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        _ => word.parse::<u64>().ok().map(Value::from),
    }
}

/// Whether a word reaches a validator as a text only in quotes, under one version of YAML or the other.
fn wants_quotes(word: &str) -> bool {
    let word = word.to_lowercase();
    typed(&word).is_some() || matches!(word.as_str(), "yes" | "no" | "on" | "off")
}

/// One of these words, each with what it means, in whatever type YAML gives it. The quoted forms of `true`
/// and its like are allowed by a pattern: an editor that completes from `enum` has no need to offer them.
fn choices<'w>(all: impl IntoIterator<Item = (&'w str, String)>) -> Vec<Value> {
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
fn any_of(mut schemas: Vec<Value>) -> Value {
    match schemas.len() {
        1 => schemas.swap_remove(0),
        _ => json!({ "anyOf": schemas }),
    }
}

/// One of the rule language's words.
fn words<'w>(all: impl IntoIterator<Item = &'w str>) -> Value {
    json!({ "enum": all.into_iter().collect::<Vec<_>>() })
}

/// Puts `more` into a schema.
fn with(mut schema: Value, more: Value) -> Value {
    if let (Value::Object(schema), Value::Object(more)) = (&mut schema, more) {
        schema.extend(more);
    }
    schema
}

/// A description for an editor's hover: 日本語, then English.
fn described(schema: Value, title: &str, (ja, en): (&str, &str)) -> Value {
    with(
        schema,
        json!({ "title": title, "description": format!("{ja}\n{en}") }),
    )
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

    #[test]
    fn every_name_is_its_document() {
        for document in Document::ALL {
            assert_eq!(Document::by_name(document.name()), Some(document));
        }
        assert_eq!(Document::by_name("check"), None);
    }

    /// A reference to nothing makes some validators refuse the whole schema, and others accept all.
    #[test]
    fn every_reference_has_its_definition_and_every_definition_is_used() {
        fn references(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(map) => {
                    if let Some(Value::String(name)) = map.get("$ref") {
                        assert_eq!(map.len(), 1, "draft-07 ignores what stands beside $ref: {value}");
                        found.push(name.clone());
                    }
                    map.values().for_each(|inner| references(inner, found));
                }
                Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
                _ => {}
            }
        }
        for document in Document::ALL {
            let schema = document.schema();
            let mut found = Vec::new();
            references(&schema, &mut found);
            found.sort();
            found.dedup();
            let mut defined: Vec<_> = schema["definitions"]
                .as_object()
                .unwrap()
                .keys()
                .map(|name| format!("#/definitions/{name}"))
                .collect();
            defined.sort();
            assert_eq!(found, defined, "{}", document.name());
        }
    }
}
