//! The schema of the machine contract, from its own types and their doc comments.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Value, json};

use crate::report::json;

/// The contract's schema. Members that it does not name are allowed: under one `schema` members may be
/// added, and a consumer that validates must not break on the day one is.
pub(super) fn schema() -> Value {
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
    let mut schema = generator.into_root_schema_for::<json::Output>().to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert(
            "$id".to_owned(),
            json!(format!("urn:{}", json::SCHEMA.replace('/', ":"))),
        );
        root.insert("title".to_owned(), json!(json::SCHEMA));
    }
    if let Some(name) = schema
        .pointer_mut("/properties/schema")
        .and_then(Value::as_object_mut)
    {
        name.insert("const".to_owned(), json!(json::SCHEMA));
    }
    schema
}
