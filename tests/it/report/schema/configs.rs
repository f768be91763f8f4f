//! The schema of a configuration and the reader judge alike, as far as a schema can know.

#[allow(dead_code, reason = "where and in what words is for the reader to say")]
use std::sync::LazyLock;

use crate::common::configurations::{CONFIGURATIONS, Verdict};
use jsonschema::Validator;
use kigen::schema::Document;
use serde_json::Value;

use super::{complaints, validator};

static CONFIG: LazyLock<Validator> = LazyLock::new(|| validator(Document::Config));

#[test]
fn configurations_that_the_schema_and_the_reader_judge_alike() {
    for (text, verdict) in CONFIGURATIONS {
        // What is no YAML, or no JSON, reaches no validator.
        let Ok(instance) = serde_yaml::from_str::<Value>(text) else {
            assert!(matches!(verdict, Verdict::Beyond(..)), "{text}");
            continue;
        };
        let wrong = complaints(&CONFIG, &instance);
        match verdict {
            Verdict::Good => assert!(wrong.is_empty(), "{text}\n{wrong:#?}"),
            Verdict::Bad(..) => assert!(!wrong.is_empty(), "{text}"),
            // A schema may see it or not; but what it sees is seen rightly.
            Verdict::Beyond(..) => {}
        }
    }
}
