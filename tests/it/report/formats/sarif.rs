//! SARIF 2.1.0: its schema, and requirements that only its text states.

use std::collections::BTreeSet;

use serde_json::Value;

use super::corpus::{CLEAN, all, folder, json};
use crate::common::{check, count, list, put, root, text};

fn schema() -> jsonschema::Validator {
    let text = std::fs::read_to_string(root().join("tests/it/report/schemas/sarif-2.1.0.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

fn hold(log: &Value) {
    let wrong: Vec<String> = schema()
        .iter_errors(log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Decodes percent-encoding and asserts that a URI has only RFC 3986 characters.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let hex: Vec<u8> = rest.by_ref().take(2).collect();
                bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => bytes.push(byte),
            _ => panic!("{uri}"),
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_log_is_valid_whatever_is_found() {
    let folder = folder();
    hold(&all(folder.path(), "sarif").json());
    hold(&check(root(), &["--format", "sarif", "fixtures"]).json());
    hold(
        &check(
            root(),
            &["--format", "sarif", "--lang", "en", "fixtures/requests"],
        )
        .json(),
    );
    hold(
        &check(
            folder.path(),
            &["--format", "sarif", "clean.yaml", "not-there.yaml"],
        )
        .json(),
    );
    let absolute = folder.path().join("flow.yaml");
    let elsewhere = tempfile::tempdir().unwrap();
    let log = check(
        elsewhere.path(),
        &["--format", "sarif", absolute.to_str().unwrap()],
    )
    .json();
    hold(&log);
    let artifact = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert!(text(artifact, "uri").starts_with("file:///"), "{artifact}");
    assert!(artifact["uriBaseId"].is_null());
}

#[test]
fn the_schema_would_refuse_a_log_that_is_not() {
    let folder = folder();
    let mut log = all(folder.path(), "sarif").json();
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] = 0.into();
    assert!(!schema().is_valid(&log));
}

#[test]
fn a_clean_folder_has_results_and_they_are_empty() {
    let folder = crate::common::folder(&[("clean.yaml", CLEAN), ("values.yaml", "a: 1\n")]);
    let run = check(folder.path(), &["--format", "sarif", "."]);
    assert_eq!(run.status, Some(0));
    let log = run.json();
    hold(&log);
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
    // Files left out are reported.
    assert_eq!(
        list(&log["runs"][0]["invocations"][0], "toolExecutionNotifications").len(),
        1
    );
}

#[test]
fn the_log_says_what_its_columns_count_and_names_every_rule() {
    let folder = folder();
    let log = all(folder.path(), "sarif").json();
    let run = &log["runs"][0];
    assert_eq!(
        (&log["version"], &run["columnKind"]),
        (&"2.1.0".into(), &"utf16CodeUnits".into())
    );
    assert!(run["newlineSequences"].as_array().unwrap().contains(&"\r".into()));
    let rules = list(&run["tool"]["driver"], "rules");
    let ids: BTreeSet<&str> = rules.iter().map(|rule| text(rule, "id")).collect();
    assert_eq!(ids.len(), rules.len());
    for rule in rules {
        let page = format!("{}rules/{}.html", env!("CARGO_PKG_HOMEPAGE"), text(rule, "id"));
        assert_eq!(text(rule, "helpUri"), page);
        for name in ["text", "markdown"] {
            assert!(!text(&rule["help"], name).is_empty(), "{rule}");
        }
        let level = text(&rule["defaultConfiguration"], "level");
        assert!(["error", "warning", "note"].contains(&level), "{rule}");
        let name = text(rule, "name");
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
        assert!(!text(&rule["shortDescription"], "text").is_empty());
    }
    let output = json(folder.path());
    let contract = list(&output, "diagnostics")
        .iter()
        .chain(list(&output, "excepted"));
    let mut fingerprints: Vec<&str> = contract.map(|found| text(found, "fingerprint")).collect();
    let results = list(run, "results");
    let mut said = Vec::new();
    for result in results {
        let index = count(result, "ruleIndex");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        said.push(text(&result["partialFingerprints"], "primaryLocationLineHash"));
    }
    fingerprints.sort_unstable();
    said.sort_unstable();
    assert_eq!(said, fingerprints);
}

#[test]
fn a_uri_is_the_path_again_and_relative() {
    let folder = folder();
    let log = all(folder.path(), "sarif").json();
    let output = json(folder.path());
    let results = list(&log["runs"][0], "results");
    let standing: Vec<&Value> = results
        .iter()
        .filter(|result| result["suppressions"].is_null())
        .collect();
    for (result, found) in standing.into_iter().zip(list(&output, "diagnostics")) {
        let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(artifact["uriBaseId"], "SRCROOT");
        assert_eq!(decoded(text(artifact, "uri")), text(found, "path"));
        assert!(!text(artifact, "uri").starts_with("./"));
    }
}

#[test]
fn what_is_excepted_is_suppressed_and_what_could_not_be_judged_is_no_result() {
    let folder = folder();
    let log = all(folder.path(), "sarif").json();
    let output = json(folder.path());
    let run = &log["runs"][0];
    let suppressed: Vec<&Value> = list(run, "results")
        .iter()
        .filter(|result| !result["suppressions"].is_null())
        .collect();
    assert_eq!(suppressed.len(), list(&output, "excepted").len());
    assert!(!suppressed.is_empty());
    for result in suppressed {
        assert_eq!(result["suppressions"][0]["status"], "accepted", "{result}");
        assert_eq!(result["suppressions"][0]["kind"], "inSource", "{result}");
    }
    let notes = list(&run["invocations"][0], "toolExecutionNotifications");
    let undetermined: Vec<&Value> = notes
        .iter()
        .filter(|note| !note["associatedRule"].is_null())
        .collect();
    assert_eq!(undetermined.len(), list(&output, "undetermined").len());
    assert!(!undetermined.is_empty());
    for (note, rule) in undetermined.iter().zip(list(&output, "undetermined")) {
        assert_eq!(note["associatedRule"]["id"], rule["code"]);
    }
    // The second request of its file, at its start.
    let second = undetermined
        .iter()
        .find(|note| note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "effort.yaml");
    let region = &second.unwrap()["locations"][0]["physicalLocation"]["region"];
    assert_eq!(count(region, "startLine"), 9, "{region}");
}

#[test]
fn a_path_that_cannot_be_read_makes_the_run_unsuccessful() {
    let folder = crate::common::folder(&[("clean.yaml", CLEAN)]);
    let run = check(
        folder.path(),
        &["--format", "sarif", "clean.yaml", "not-there.yaml"],
    );
    assert_eq!(run.status, Some(2));
    let log = run.json();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let [note] = list(invocation, "toolExecutionNotifications") else {
        panic!("{invocation}")
    };
    assert_eq!(note["level"], "error");
    let artifact = &note["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(text(artifact, "uri"), "not-there.yaml");
}

#[test]
fn a_rule_of_another_pack_is_named_too() {
    let folder = crate::common::folder(&[
        (
            "rules/plan.yaml",
            "plan: example\ntitle: {ja: 例, en: Example}\nissuer: 例\nsource: 例\nbinds: [総務省]\nperiod: {from: 2025-04-01, until: 2030-03-31}\nprefix: EX\nparams: {}\n",
        ),
        (
            "rules/EX101.yaml",
            "code: EX101\nname: has-necessity\nsummary: {ja: 必要性, en: Necessity}\nbinding: practice\nseverity: info\nwhen: {kind: consultation}\nrequire: {present: necessity}\nat: due\nmessage: {ja: 必要性の記載がありません。, en: No necessity.}\nexamples:\n  bad:\n    - {種別: 協議, 回答期限: 2025-09-12 16:59}\n  good:\n    - {種別: 協議, 回答期限: 2025-09-12 17:00, 必要性: x}\n",
        ),
    ]);
    put(folder.path(), "a.yaml", CLEAN.as_bytes());
    let run = check(
        folder.path(),
        &["--format", "sarif", "--rules", "rules", "a.yaml"],
    );
    assert_eq!(run.stderr, "");
    let log = run.json();
    hold(&log);
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "EX101");
}
