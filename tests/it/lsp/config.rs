//! Configurations in the language server: equal to `kigen check`, and reloaded on change.

use std::fs;
use std::path::Path;

use crate::lsp::support::{Client, coded, codes, under, usual};
use serde_json::{Value, json};

/// Due an hour after 17:30: outside the default office hours (KG402).
const REQUEST: &str =
    "種別: その他\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-09 18:30\n";

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn watched(client: &Client, path: &Path) {
    let change = json!({"uri": uri(path), "type": 2});
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
}

/// Asserts that `kigen check` finds in the same folder the codes that the editor shows.
fn agree(folder: &Path, found: &[Value]) {
    let run = crate::common::check(folder, &["--format", "json", "."]).json();
    let mut of_check: Vec<&str> = codes(run["diagnostics"].as_array().unwrap());
    let mut shown: Vec<&str> = found
        .iter()
        .filter(|it| it["severity"] != 4)
        .filter_map(|it| it["code"].as_str())
        .collect();
    of_check.sort_unstable();
    shown.sort_unstable();
    assert_eq!(of_check, shown);
}

#[test]
fn the_configuration_above_a_document_is_in_force_and_reloaded() {
    let folder = crate::common::folder(&[("a.yaml", REQUEST)]);
    let (path, config) = (folder.path().join("a.yaml"), folder.path().join("kigen.yaml"));
    let mut client = Client::usual();
    let found = client.findings(&uri(&path), REQUEST);
    assert!(!coded(&found, "KG402").is_empty());
    agree(folder.path(), &found);
    for (text, expected) in [
        ("重さ: {KG402: 違反}\n", Some(1)),
        ("勤務時間:\n  財務省: \"9:30-19:00\"\n", None),
        ("重さ: {KG402: 参考}\n", Some(3)),
    ] {
        fs::write(&config, text).unwrap();
        watched(&client, &config);
        let found = client.diagnostics(&uri(&path), 1);
        let severity = coded(&found, "KG402")
            .first()
            .and_then(|it| it["severity"].as_u64());
        assert_eq!(severity, expected, "{text}");
        agree(folder.path(), &found);
    }
    fs::remove_file(&config).unwrap();
    watched(&client, &config);
    assert_eq!(
        coded(&client.diagnostics(&uri(&path), 1), "KG402")[0]["severity"],
        2
    );
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_setting_that_cannot_be_used_does_not_keep_configurations_from_being_read() {
    let folder = crate::common::folder(&[("a.yaml", REQUEST)]);
    let (path, config) = (folder.path().join("a.yaml"), folder.path().join("kigen.yaml"));
    for settings in [
        json!({"now": "昨日"}),
        json!({"rules": ["/does/not/exist"], "lang": "ja"}),
    ] {
        let _ = fs::remove_file(&config);
        let mut client = Client::new(usual(), settings);
        assert!(
            client.seen.iter().any(|seen| seen.method == "window/showMessage"),
            "it is said where it is seen"
        );
        client.findings(&uri(&path), REQUEST);
        fs::write(&config, "重さ: {KG402: 参考}\n").unwrap();
        watched(&client, &config);
        let found = client.diagnostics(&uri(&path), 1);
        assert_eq!(coded(&found, "KG402")[0]["severity"], 3);
    }
}

#[test]
fn a_configuration_that_is_open_has_its_findings_and_is_in_force_unsaved() {
    let folder = crate::common::folder(&[("a.yaml", REQUEST), ("kigen.yaml", "重さ: {KG402: 違反}\n")]);
    let (path, config) = (folder.path().join("a.yaml"), folder.path().join("kigen.yaml"));
    let mut client = Client::new(usual(), json!({}));
    assert_eq!(
        coded(&client.findings(&uri(&path), REQUEST), "KG402")[0]["severity"],
        1
    );
    // Unsaved and invalid: reported at its place, and at the request, which is not judged.
    let wrong = "# 𠮷\n重さ: {KG4O2: 使わない}\n";
    let found = client.findings(&uri(&config), wrong);
    assert_eq!(under(wrong, &found[0]["range"]), "KG4O2", "{found:?}");
    let request = client.diagnostics(&uri(&path), 1);
    assert_eq!(codes(&request), ["CONFIG"]);
    assert!(request[0]["message"].as_str().unwrap().contains("kigen.yaml"));
    // Corrected, still unsaved: effective.
    client.change(&uri(&config), 2, json!([{"text": "重さ: {KG402: 使わない}\n"}]));
    assert!(coded(&client.diagnostics(&uri(&path), 1), "KG402").is_empty());
    assert!(client.diagnostics(&uri(&config), 2).is_empty());
    // Closed without saving: the file on disk is effective.
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri(&config)}}),
    );
    assert_eq!(
        coded(&client.diagnostics(&uri(&path), 1), "KG402")[0]["severity"],
        1
    );
    assert_eq!(client.leave(), 0);
}

#[test]
fn what_a_configuration_leaves_out_or_takes_is_so_in_the_editor() {
    let folder = crate::common::folder(&[("kigen.yaml", "対象: 依頼/\n現在: 2025-09-09T17:30\n")]);
    let mut client = Client::usual();
    let outside = client.findings(&uri(&folder.path().join("a.yaml")), REQUEST);
    assert_eq!(outside.len(), 1);
    assert!(
        outside[0]["message"].as_str().unwrap().starts_with("対象外："),
        "{outside:?}"
    );
    // A file matched by `include` is read as a request, and the configured `now` applies.
    let inside = client.findings(&uri(&folder.path().join("依頼/b.yaml")), "件名: x\n");
    assert!(codes(&inside).contains(&"KG005"), "{inside:?}");
    let draft = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n回答期限: 2025-09-11 17:00\n";
    let found = client.findings(&uri(&folder.path().join("依頼/c.yaml")), draft);
    assert!(
        coded(&found, "KG101")[0]["message"]
            .as_str()
            .unwrap()
            .contains("47時間30分")
    );
    assert_eq!(client.leave(), 0);
}

/// A repository's configuration loads a pack with unbounded conditions: the document is judged without the pack, and
/// so is the next one.
#[test]
fn a_document_beside_a_hostile_pack_is_opened() {
    let mut plan = String::from("plan: h\nprefix: XX\nconditions:\n  c0: {kind: survey}\n");
    for number in 1..40 {
        let before = number - 1;
        plan += &format!("  c{number}: {{all: [{{is: c{before}}}, {{is: c{before}}}]}}\n");
    }
    let folder = crate::common::folder(&[
        ("a.yaml", REQUEST),
        ("kigen.yaml", "規則集: [pack]\n"),
        ("pack/plan.yaml", &plan),
    ]);
    let mut client = Client::usual();
    for name in ["a.yaml", "b.yaml"] {
        client.findings(&uri(&folder.path().join(name)), REQUEST);
    }
    let other = crate::common::folder(&[("a.yaml", REQUEST)]);
    let found = client.findings(&uri(&other.path().join("a.yaml")), REQUEST);
    assert!(!coded(&found, "KG402").is_empty());
    assert_eq!(client.leave(), 0);
}

/// A pack's faults are reported as sentences in the editor's language, without the excerpt that a terminal shows.
#[test]
fn a_configuration_names_what_is_wrong_with_its_pack() {
    let folder = crate::common::folder(&[
        ("kigen.yaml", "規則集: [pack]\n"),
        ("pack/plan.yaml", "plan: h\nprefix: XX\nid: x\n"),
    ]);
    let config = folder.path().join("kigen.yaml");
    let mut client = Client::usual();
    for (lang, words) in [("ja", "「id」は使えません。"), ("en", "“id”")] {
        client.notify(
            "workspace/didChangeConfiguration",
            json!({"settings": {"kigen": {"lang": lang}}}),
        );
        let found = client.findings(&uri(&config), "規則集: [pack]\n");
        let message = found[0]["message"].as_str().unwrap();
        assert!(message.contains("plan.yaml:3: "), "{message}");
        assert!(message.contains(words) && !message.contains('╭'), "{message}");
    }
    assert_eq!(client.leave(), 0);
}
