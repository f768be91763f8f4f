//! Schemas of the output formats, generated from their types and doc comments.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Value, json};

use crate::baseline;
use crate::report::{exceptions, json, jsonl, read_json, statistics, when_json};
use crate::statistics::{Record, SCHEMA};

/// Schema of the output. Additional members are allowed: fields may be added under the same `schema`, which must not
/// break validating consumers.
pub(super) fn schema() -> Value {
    schema_of::<json::Output>(json::SCHEMA)
}

/// The schema of one line of `jsonl`.
pub(super) fn line() -> Value {
    let mut schema = schema_for::<jsonl::Line>(json::SCHEMA, ":line");
    name(&mut schema, "/definitions/End/properties/schema", json::SCHEMA);
    schema
}

/// The schema of `kigen exceptions --format json`.
pub(super) fn exceptions() -> Value {
    schema_of::<exceptions::Output>(exceptions::SCHEMA)
}

/// The schema of a baseline.
pub(super) fn baseline() -> Value {
    schema_of::<baseline::File>(baseline::SCHEMA)
}

/// The schema of `kigen when --format json`.
pub(super) fn when() -> Value {
    schema_of::<when_json::Output>(when_json::SCHEMA)
}

/// The schema of `kigen read --format json`.
pub(super) fn read() -> Value {
    schema_of::<read_json::Output>(read_json::SCHEMA)
}

/// The schema of `kigen report --format json`.
pub(super) fn report() -> Value {
    schema_of::<statistics::contract::Output>(statistics::contract::SCHEMA)
}

/// The schema of a line of `kigen check --record`.
pub(super) fn record() -> Value {
    schema_of::<Record>(SCHEMA)
}

/// The schema of a contract, whose output says its name in `schema`.
fn schema_of<T: JsonSchema>(contract: &str) -> Value {
    let mut schema = schema_for::<T>(contract, "");
    name(&mut schema, "/properties/schema", contract);
    schema
}

fn schema_for<T: JsonSchema>(contract: &str, part: &str) -> Value {
    // Of what is written, not of what would be read: a member that is always printed, null too, is required.
    let generator = SchemaSettings::draft07()
        .for_serialize()
        .with_transform(RecursiveTransform(|schema: &mut schemars::Schema| {
            // `uint…` are formats of Rust, not of JSON Schema; strict validators reject a schema with them.
            if schema
                .get("format")
                .and_then(Value::as_str)
                .is_some_and(|format| format.starts_with("uint"))
            {
                schema.remove("format");
            }
        }))
        .into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    if let Some(root) = schema.as_object_mut() {
        let id = format!("urn:{}{part}", contract.replace('/', ":"));
        root.insert("$id".to_owned(), json!(id));
        root.insert("title".to_owned(), json!(contract));
    }
    schema
}

/// Fixes the `schema` member to the contract's name.
fn name(schema: &mut Value, place: &str, contract: &str) {
    if let Some(name) = schema.pointer_mut(place).and_then(Value::as_object_mut) {
        name.insert("const".to_owned(), json!(contract));
    }
}
