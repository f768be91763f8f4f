//! The formats with a line or an object per finding: jsonl, github, gitlab, rdjsonl and concise.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::{Value, json};

use super::corpus::{CLEAN, FLOW, all, folder, json as contract};
use crate::common::{FORMATS, check, count, is_harmless, kigen, list, put, root, run, text};

pub(super) fn objects(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn hold(schema: &Value, value: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}: {value}");
}

#[test]
fn a_line_of_jsonl_is_a_member_of_the_contract_and_none_is_lost() {
    let folder = folder();
    let output = contract(folder.path());
    let mut lines = objects(&all(folder.path(), "jsonl").stdout);
    let schema = run(kigen(root()).args(["schema", "line"])).json();
    let mut lists: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let last = lines.pop().unwrap();
    assert_eq!(
        (&last["type"], &last["schema"]),
        (&"summary".into(), &output["schema"])
    );
    assert_eq!(
        (&last["tool"], &last["summary"]),
        (&output["tool"], &output["summary"])
    );
    hold(&schema, &last);
    for mut line in lines {
        hold(&schema, &line);
        let kind = line.as_object_mut().unwrap().remove("type").unwrap();
        lists
            .entry(kind.as_str().unwrap().to_owned())
            .or_default()
            .push(line);
    }
    for (kind, name) in [
        ("request", "requests"),
        ("diagnostic", "diagnostics"),
        ("excepted", "excepted"),
        ("undetermined", "undetermined"),
        ("left_out", "left_out"),
    ] {
        assert_eq!(
            lists.remove(kind).as_deref(),
            output[name].as_array().map(Vec::as_slice),
            "{kind}"
        );
    }
    assert!(lists.is_empty(), "{:?}", lists.keys());
}

#[test]
fn jsonl_says_what_could_not_be_read_and_ends_all_the_same() {
    let folder = crate::common::folder(&[("clean.yaml", CLEAN)]);
    let run = check(
        folder.path(),
        &["--format", "jsonl", "not-there.yaml", "clean.yaml"],
    );
    assert_eq!(run.status, Some(2));
    let types: Vec<String> = objects(&run.stdout)
        .iter()
        .map(|line| text(line, "type").to_owned())
        .collect();
    assert_eq!(types, ["unreadable", "request", "summary"]);
}

/// A workflow command parsed as GitHub's runner does: `::command name=value,…::message`.
fn command(line: &str) -> (&str, BTreeMap<&str, String>, String) {
    let undo = |text: &str, more: bool| {
        let mut text = text.replace("%0D", "\r").replace("%0A", "\n");
        if more {
            text = text.replace("%3A", ":").replace("%2C", ",");
        }
        text.replace("%25", "%")
    };
    let rest = line.strip_prefix("::").expect("a command");
    let (head, message) = rest.split_once("::").expect("a message");
    // An unescaped colon in a property would end the command.
    assert!(!head.contains(':'), "{line}");
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let properties = properties
        .split(',')
        .map(|property| property.split_once('=').expect("name=value"))
        .map(|(name, value)| (name, undo(value, true)))
        .collect();
    (name, properties, undo(message, false))
}

#[test]
fn github_s_runner_reads_back_what_was_found() {
    let folder = folder();
    let printed = all(folder.path(), "github").stdout;
    let commands: Vec<_> = printed.lines().map(command).collect();
    let standing: Vec<_> = commands
        .iter()
        .filter(|(_, properties, _)| properties["title"] != "未判定")
        .collect();
    let output = contract(folder.path());
    assert_eq!(standing.len(), list(&output, "diagnostics").len());
    for ((name, properties, message), found) in standing.into_iter().zip(list(&output, "diagnostics")) {
        let wanted = match text(found, "severity") {
            "error" => "error",
            "warning" => "warning",
            _ => "notice",
        };
        assert_eq!(*name, wanted);
        let shown = |text: &str| text.replace(|c| !is_harmless(c), "\u{fffd}");
        // A line break in a name is percent-encoded; other hidden characters are made visible.
        assert_eq!(properties["file"], shown(text(found, "path")));
        let first = message.split('\n').next().unwrap();
        assert_eq!(first, shown(text(found, "message")));
        for name in properties.keys() {
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(name));
        }
        // The runner drops columns of a range over several lines, with a warning.
        assert!(properties["line"] == properties["endLine"] || !properties.contains_key("col"));
    }
    assert!(printed.chars().all(is_harmless));
    assert!(printed.contains("%25") && printed.contains("%0A") && printed.contains("%2C"));
    // An undetermined rule is a notice.
    assert!(
        commands
            .iter()
            .any(|(name, properties, _)| *name == "notice" && properties["title"] == "未判定")
    );
}

#[test]
fn formats_of_lines_keep_to_one_line_and_drive_no_terminal() {
    let folder = folder();
    for format in ["github", "concise"] {
        let printed = all(folder.path(), format).stdout;
        assert!(printed.chars().all(is_harmless), "{format}");
    }
}

/// The schema of GitLab's “Code Quality report format” (docs.gitlab.com), written independently of the program.
fn gitlab_schema() -> Value {
    json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^[^/]", "not": {"pattern": "^\\./"}},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}}
                        }
                    }
                }
            }
        }
    })
}

#[test]
fn gitlab_s_report_is_what_gitlab_asks_for() {
    let folder = folder();
    let report = all(folder.path(), "gitlab").json();
    hold(&gitlab_schema(), &report);
    let issues: Vec<&Value> = report
        .as_array()
        .unwrap()
        .iter()
        .filter(|issue| issue["check_name"] != "undetermined")
        .collect();
    let output = contract(folder.path());
    assert_eq!(issues.len(), list(&output, "diagnostics").len());
    for (issue, found) in issues.into_iter().zip(list(&output, "diagnostics")) {
        assert_eq!(issue["check_name"], found["code"]);
        assert_eq!(issue["location"]["path"], found["path"]);
        assert_eq!(
            issue["location"]["lines"]["begin"],
            found["range"]["start"]["line"]
        );
        let wanted = match text(found, "severity") {
            "error" => "critical",
            "warning" => "minor",
            _ => "info",
        };
        assert_eq!(text(issue, "severity"), wanted);
    }
    let clean = crate::common::folder(&[("clean.yaml", CLEAN)]);
    assert_eq!(
        check(clean.path(), &["--format", "gitlab", "."]).json(),
        json!([])
    );
}

/// GitLab compares two reports by fingerprint: a duplicate hides an issue, and one that depends on the line makes
/// every issue new.
#[test]
fn gitlab_s_fingerprints_are_unique_and_outlive_edits_and_languages() {
    let folder = folder();
    let prints = |lang: &str| -> Vec<String> {
        let report = check(folder.path(), &["--lang", lang, "--format", "gitlab", "."]).json();
        let issues = report.as_array().unwrap();
        issues
            .iter()
            .map(|issue| text(issue, "fingerprint").to_owned())
            .collect()
    };
    let before = prints("ja");
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), before.len());
    assert_eq!(prints("en"), before);
    for name in ["flow.yaml", "twice.yaml", "effort.yaml"] {
        let file = std::fs::read_to_string(folder.path().join(name)).unwrap();
        put(folder.path(), name, format!("# 追記\n\n{file}").as_bytes());
    }
    assert_eq!(prints("ja"), before);
}

/// The fingerprint includes the subject, which other formats do not output.
#[test]
fn a_fingerprint_is_the_same_whatever_else_is_written() {
    let folder = crate::common::folder(&[("a.yaml", FLOW)]);
    let alone = check(folder.path(), &["--format", "gitlab", "."]).stdout;
    check(
        folder.path(),
        &["--format", "concise", "--output", "gitlab=g.json", "."],
    );
    assert_eq!(
        std::fs::read_to_string(folder.path().join("g.json")).unwrap(),
        alone
    );
    let fingerprint = contract(folder.path())["diagnostics"][0]["fingerprint"].clone();
    let issues: Value = serde_json::from_str(&alone).unwrap();
    assert_eq!(issues[0]["fingerprint"], fingerprint);
}

/// reviewdog's `Diagnostic` (proto/rdf/reviewdog.proto) as a schema that allows no other members: protobuf's JSON
/// rejects unknown ones.
fn rdf_schema() -> Value {
    let position = json!({
        "type": "object", "additionalProperties": false, "required": ["line", "column"],
        "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}
    });
    let range = json!({
        "type": "object", "additionalProperties": false, "required": ["start"],
        "properties": {"start": position, "end": position}
    });
    json!({
        "type": "object", "additionalProperties": false, "required": ["message", "location"],
        "properties": {
            "message": {"type": "string"},
            "location": {
                "type": "object", "additionalProperties": false, "required": ["path"],
                "properties": {"path": {"type": "string"}, "range": range}
            },
            "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
            "source": {
                "type": "object", "additionalProperties": false,
                "properties": {"name": {"type": "string"}, "url": {"type": "string"}}
            },
            "code": {
                "type": "object", "additionalProperties": false,
                "properties": {"value": {"type": "string"}, "url": {"type": "string"}}
            },
            "suggestions": {
                "type": "array",
                "items": {
                    "type": "object", "additionalProperties": false, "required": ["range", "text"],
                    "properties": {"range": range, "text": {"type": "string"}}
                }
            },
            "original_output": {"type": "string"}
        }
    })
}

#[test]
fn rdjsonl_is_reviewdog_s_diagnostic_a_line() {
    let folder = folder();
    let schema = rdf_schema();
    for line in objects(&all(folder.path(), "rdjsonl").stdout) {
        hold(&schema, &line);
    }
    let run = check(folder.path(), &["--format", "rdjsonl", "not-there.yaml"]);
    assert_eq!(run.status, Some(2));
    hold(&schema, &run.json());
}

/// The documented problem matcher parses every line of the output.
#[test]
fn the_problem_matcher_takes_every_line_apart() {
    let folder = folder();
    let page = std::fs::read_to_string(root().join("docs/problem-matcher.md")).unwrap();
    let (_, rest) = page.split_once("```json\n").unwrap();
    let tasks: Value = serde_json::from_str(rest.split_once("```").unwrap().0).unwrap();
    let pattern = &tasks["tasks"][0]["problemMatcher"]["pattern"];
    let matcher = Regex::new(text(pattern, "regexp")).unwrap();
    let output = contract(folder.path());
    let printed = all(folder.path(), "concise").stdout;
    let mut found = list(&output, "diagnostics").iter();
    for line in printed.lines() {
        let groups = matcher.captures(line).unwrap_or_else(|| panic!("{line}"));
        let group = |name: &str| &groups[count(pattern, name)];
        if group("code") == "undetermined" {
            assert_eq!(group("severity"), "info");
            continue;
        }
        let found = found.next().unwrap();
        let shown = |text: &str| text.replace(|c| c == '\n' || !is_harmless(c), "\u{fffd}");
        assert_eq!(group("file"), shown(text(found, "path")));
        assert_eq!(group("line"), found["range"]["start"]["line"].to_string());
        assert_eq!(group("column"), found["range"]["start"]["utf16"].to_string());
        assert_eq!(group("severity"), text(found, "severity"));
        assert_eq!(group("code"), text(found, "code"));
        assert_eq!(group("message"), shown(text(found, "message")));
    }
    assert!(found.next().is_none());
    let run = check(folder.path(), &["--format", "concise", "not-there.yaml"]);
    assert!(matcher.is_match(run.stdout.trim_end()), "{}", run.stdout);
}

#[test]
fn what_people_are_told_once_stands_at_each_request_for_machines() {
    let folder = folder();
    let times = |format: &str, code: &str| {
        let printed = check(folder.path(), &["--format", format, "late.yaml"]).stdout;
        match format {
            // The driver lists every rule.
            "sarif" => printed.matches(&format!("\"ruleId\":\"{code}\"")).count(),
            "junit" => printed.matches(&format!("name=\"{code} ")).count(),
            // The address of its page contains the code once more.
            _ => printed.matches(code).count() - printed.matches(&format!("/{code}.html")).count(),
        }
    };
    for code in ["KG404", "KG414"] {
        assert_eq!(times("human", code), 1, "{code}");
        for format in FORMATS.into_iter().filter(|format| *format != "human") {
            assert_eq!(times(format, code), 2, "{format} {code}");
        }
    }
}
