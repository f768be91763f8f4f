//! Published JSON Schemas of requests, rules and output.
//!
//! They are generated from the tables that the readers use, so a word added there needs no second edit.
//!
//! All use **draft-07**, which every release of yaml-language-server (VS Code, Neovim, Helix, …) supports; it
//! supports 2019-09 and 2020-12 only since 1.20, and nothing here needs them. Tested with 1.15 and 1.25. Two
//! consequences: siblings of `$ref` are ignored, so a reference with further keywords is wrapped in `allOf`; and
//! `dependencies` is what later drafts call `dependentSchemas`. `markdownDescription`, `enumDescriptions`,
//! `errorMessage`, `patternErrorMessage` and `doNotSuggest` are editor extensions, ignored by validators.
//!
//! Each `$id` is below the homepage in Cargo.toml. No tested editor resolves it over the network (a test drives
//! yaml-language-server): references are local, `#/…`.

mod build;
mod codes;
mod config;
mod output;
mod request;
mod rule;
pub mod samples;

use crate::report::links::DOCUMENTS;
#[cfg(feature = "cli")]
pub(crate) use request::{
    describe, describe_exception, describe_hearing, describe_material, describe_office,
};
use serde_json::Value;

/// A published schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// A request document.
    Request,
    /// A file of a rule pack: a rule, or `plan.yaml`.
    Rule,
    /// Output of `kigen check --format json`.
    Output,
    /// A line of `kigen check --format jsonl`.
    Line,
    /// A configuration, `kigen.yaml`.
    Config,
    /// Output of `kigen exceptions --format json`.
    Exceptions,
    /// A baseline.
    Baseline,
    /// Output of `kigen when --format json`.
    When,
    /// Output of `kigen read --format json`.
    Read,
    /// Output of `kigen report --format json`.
    Report,
    /// A line written by `kigen check --record`.
    Record,
}

impl Document {
    /// Every document.
    pub const ALL: [Self; 11] = [
        Self::Request,
        Self::Rule,
        Self::Output,
        Self::Line,
        Self::Config,
        Self::When,
        Self::Read,
        Self::Report,
        Self::Record,
        Self::Exceptions,
        Self::Baseline,
    ];

    /// The name on the command line and of the published file.
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
            Self::Read => "read",
            Self::Report => "report",
            Self::Record => "record",
        }
    }

    /// A document by its name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.name() == name)
    }

    /// Its JSON Schema.
    pub fn schema(self) -> Value {
        let id = format!("{DOCUMENTS}schemas/{}.schema.json", self.name());
        build::with(self.without_id(), serde_json::json!({ "$id": id }))
    }

    fn without_id(self) -> Value {
        match self {
            Self::Request => request::schema(),
            Self::Rule => rule::schema(),
            Self::Output => output::schema(),
            Self::Line => output::line(),
            Self::Config => config::schema(),
            Self::Exceptions => output::exceptions(),
            Self::Baseline => output::baseline(),
            Self::When => output::when(),
            Self::Read => output::read(),
            Self::Report => output::report(),
            Self::Record => output::record(),
        }
    }

    /// Its JSON Schema as published.
    pub fn text(self) -> String {
        // Serializing plain values into memory cannot fail.
        let mut text = serde_json::to_string_pretty(&self.schema()).unwrap_or_default();
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_its_document() {
        for document in Document::ALL {
            assert_eq!(Document::by_name(document.name()), Some(document));
        }
        assert_eq!(Document::by_name("check"), None);
    }

    /// A dangling reference makes some validators reject the whole schema, and others accept everything.
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
