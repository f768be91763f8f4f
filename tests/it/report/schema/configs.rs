//! The configuration's schema and reader agree, as far as a schema can know.

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
        // Text that is no YAML or JSON reaches no validator.
        let Ok(instance) = serde_yaml::from_str::<Value>(text) else {
            assert!(matches!(verdict, Verdict::Beyond(..)), "{text}");
            continue;
        };
        let wrong = complaints(&CONFIG, &instance);
        match verdict {
            Verdict::Good => assert!(wrong.is_empty(), "{text}\n{wrong:#?}"),
            Verdict::Bad(..) => assert!(!wrong.is_empty(), "{text}"),
            // The schema may accept or reject it.
            Verdict::Beyond(..) => {}
        }
    }
}
