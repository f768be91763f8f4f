//! The published schemas: equal to the program's, valid, and in agreement with the readers.

mod configs;
mod requests;
mod rules;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use jsonschema::Validator;
use kigen::schema::Document;
use serde_json::{Value, json};

static REQUEST: LazyLock<Validator> = LazyLock::new(|| validator(Document::Request));
static RULE: LazyLock<Validator> = LazyLock::new(|| validator(Document::Rule));
static OUTPUT: LazyLock<Validator> = LazyLock::new(|| validator(Document::Output));

fn validator(document: Document) -> Validator {
    jsonschema::validator_for(&document.schema()).unwrap()
}

/// YAML as a generic loader hands it to a validator.
fn load_yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn complaints(validator: &Validator, instance: &Value) -> Vec<String> {
    validator
        .iter_errors(instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn the_published_copies_are_what_the_program_prints() {
    for document in Document::ALL {
        let name = document.name();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{name}.schema.json"));
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        // Compared by value: serde_json's member order depends on features of other dependencies.
        let published: Value = serde_json::from_str(&published).unwrap_or_default();
        assert!(
            published == document.schema(),
            "{} is out of date; run: cargo run -- schema {name} > schemas/{name}.schema.json",
            path.display(),
        );
    }
}

/// Names under `properties` inside combinators, which an editor would suggest a second time.
fn suggested_again(schema: &Value, path: &str, found: &mut Vec<String>) {
    for combinator in ["allOf", "anyOf", "oneOf"] {
        for (at, part) in schema[combinator].as_array().into_iter().flatten().enumerate() {
            let path = format!("{path}/{combinator}/{at}");
            for (name, property) in part["properties"].as_object().into_iter().flatten() {
                if property != &json!(false) && property["doNotSuggest"] != json!(true) {
                    found.push(format!("{path}/properties/{name}"));
                }
            }
            suggested_again(part, &path, found);
        }
    }
}

/// yaml-language-server suggests every name under `properties`, at any depth: one that only restricts a member
/// defined elsewhere would be suggested as a snippet of its own, without a colon.
#[test]
fn what_only_restricts_a_member_is_not_suggested() {
    for document in Document::ALL {
        let schema = document.schema();
        let definitions = schema["definitions"].as_object().into_iter().flatten();
        let all = definitions.map(|(name, part)| (format!("definitions/{name}"), part));
        let mut found = Vec::new();
        for (path, part) in all.chain([(String::new(), &schema)]) {
            if part["properties"].is_object() {
                suggested_again(part, &path, &mut found);
            }
        }
        assert_eq!(found, Vec::<String>::new(), "{}", document.name());
    }
}

#[test]
fn each_is_a_schema_of_its_draft() {
    for document in Document::ALL {
        let schema = document.schema();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{}: {error}", document.name()));
    }
}

#[test]
fn the_examples_of_every_rule_are_requests() {
    let files = kigen::engine::builtin_files();
    let Ok(pack) = kigen::rules::load(&files) else {
        panic!("the pack that is shipped is not valid");
    };
    let mut count = 0;
    for rule in &pack.rules {
        let examples = kigen::engine::examples(rule);
        for example in examples.bad.iter().chain(&examples.good) {
            let wrong = complaints(&REQUEST, &load_yaml(&example.text));
            assert!(
                wrong.is_empty(),
                "{}:{}: {wrong:#?}\n{}",
                rule.path,
                example.line,
                example.text
            );
            count += 1;
        }
    }
    assert!(count >= 2 * pack.rules.len() && count > 0, "{count} examples");
}

#[test]
fn every_file_of_the_pack_is_a_rule_or_the_plan() {
    for file in kigen::engine::builtin_files() {
        let wrong = complaints(&RULE, &load_yaml(&file.text));
        assert!(wrong.is_empty(), "{}: {wrong:#?}", file.path);
    }
}

#[test]
fn what_check_prints_is_what_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        (
            "short.yaml",
            "種別: 協議\n件名: 法律案\n発出元: 総務省\n宛先: [財務省主計局, 各府省]\n発出日時: 令和7年9月9日（火）17時30分\n回答期限: 2025-09-11T17:00+09:00\n",
        ),
        (
            "named.yaml",
            "種別: 法令協議\n発出元: 総務省\n宛先: 財務省\n期限: {質問: 2025-09-10 12:00, 意見: 2025-09-11}\n",
        ),
        (
            "hearing.yaml",
            "種別: 査定\n発出元: 総務省\n宛先: 農林水産省\n資料: [a]\nヒアリング: {開始: 2025-09-11 17:00, 終了: 18:30}\n例外: [{規則: KG201, 理由: a, 承認者: b}]\n",
        ),
        (
            "unsaid.yaml",
            "種別: 照会\n期限: 2025-09-11\n---\n種別: 調さ\n期限: いつか\n宛先: 別紙\n",
        ),
        ("broken.yaml", "種別: [調査\n"),
        ("other.yaml", "name: chart\n"),
        ("empty/none.yaml", ""),
    ];
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut seen = BTreeMap::new();
    for path in files.iter().map(|(name, _)| *name).chain([".", "empty"]) {
        let output = Command::new(env!("CARGO_BIN_EXE_kigen"))
            .args(["check", "--format", "json", "--now", "2025-09-09T17:30", path])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{path}: {output:?}"
        );
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let wrong = complaints(&OUTPUT, &printed);
        assert!(wrong.is_empty(), "{path}: {wrong:#?}\n{printed:#}");
        for (name, member) in printed.as_object().unwrap() {
            *seen.entry(name.clone()).or_insert(0) += member.as_array().map_or(0, Vec::len);
        }
    }
    for list in ["requests", "diagnostics", "excepted", "undetermined", "left_out"] {
        assert!(seen[list] > 0, "no document has any {list}: {seen:?}");
    }
}

#[test]
fn the_contract_may_grow_but_not_shrink() {
    let mut output = json!({
        "schema": "kigen/check/v1", "tool": {"name": "kigen", "version": "0.1.0", "commit": "a"},
        "requests": [], "diagnostics": [], "excepted": [], "undetermined": [], "left_out": [], "later": true,
        "summary": {"files": 0, "requests": 0, "error": 0, "warning": 0, "info": 0, "undetermined": 0, "excepted": 0},
    });
    assert!(OUTPUT.is_valid(&output), "{:?}", complaints(&OUTPUT, &output));
    output["schema"] = json!("kigen/check/v2");
    assert!(!OUTPUT.is_valid(&output));
    output["schema"] = json!("kigen/check/v1");
    output.as_object_mut().unwrap().remove("excepted");
    assert!(!OUTPUT.is_valid(&output));
}
