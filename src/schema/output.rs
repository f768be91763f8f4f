//! The schema of the machine contract, from its own types and their doc comments.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Value, json};

use crate::report::{json, jsonl};

/// The contract's schema. Members that it does not name are allowed: under one `schema` members may be
/// added, and a consumer that validates must not break on the day one is.
pub(super) fn schema() -> Value {
    let mut schema = schema_for::<json::Output>("");
    name(&mut schema, "/properties/schema");
    schema
}

/// The schema of one line of `jsonl`.
pub(super) fn line() -> Value {
    let mut schema = schema_for::<jsonl::Line>(":line");
    name(&mut schema, "/definitions/End/properties/schema");
    schema
}

fn schema_for<T: JsonSchema>(part: &str) -> Value {
    // Of what is written, not of what would be read: a member that is always printed, null too, is required.
    let generator = SchemaSettings::draft07()
        .for_serialize()
        .with_transform(RecursiveTransform(|schema: &mut schemars::Schema| {
            // `uint` is Rust's and no format of JSON Schema; strict validators refuse the whole over it.
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
        let id = format!("urn:{}{part}", json::SCHEMA.replace('/', ":"));
        root.insert("$id".to_owned(), json!(id));
        root.insert("title".to_owned(), json!(json::SCHEMA));
    }
    schema
}

/// Says which contract it is, where the output says it.
fn name(schema: &mut Value, place: &str) {
    if let Some(name) = schema.pointer_mut(place).and_then(Value::as_object_mut) {
        name.insert("const".to_owned(), json!(json::SCHEMA));
    }
}
