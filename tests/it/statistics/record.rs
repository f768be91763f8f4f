//! `kigen check --record`: one line per request, with concurrent writers and killed ones.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use kigen::schema::Document;

use crate::common::{Run, folder, kigen, list, put, root, run};

const NOW: &str = "2025-09-09T17:00";

/// Checks the fixtures with `--record`.
fn recorded(record: &Path, arguments: &[&str]) -> Run {
    run(recording(record).args(arguments))
}

fn recording(record: &Path) -> Command {
    let mut command = kigen(root());
    command
        .args([
            "check",
            "--no-config",
            "--now",
            NOW,
            "--fail-on",
            "never",
            "--record",
        ])
        .arg(record);
    command
}

fn lines(record: &Path) -> Vec<Value> {
    let text = fs::read_to_string(record).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'), "{text}");
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn report(record: &Path) -> Value {
    let run = run(kigen(root())
        .args(["report", "--no-config", "--now", NOW, "--format", "json"])
        .arg(record));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    run.json()
}

#[test]
fn the_report_of_the_record_is_that_of_the_documents() {
    let made = folder(&[]);
    let record = made.path().join("記録.jsonl");
    let run = recorded(&record, &["fixtures/requests", "fixtures/letters"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let validator = jsonschema::validator_for(&Document::Record.schema()).unwrap();
    for line in lines(&record) {
        let wrong: Vec<String> = validator
            .iter_errors(&line)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(wrong, Vec::<String>::new(), "{line}");
        assert_eq!(line["recorded"], "2025-09-09T17:00:00+09:00");
    }
    let mut of_record = report(&record);
    let documents = crate::common::run(kigen(root()).args([
        "report",
        "--no-config",
        "--now",
        NOW,
        "--format",
        "json",
        "fixtures/requests",
        "fixtures/letters",
    ]));
    let mut of_documents = documents.json();
    assert!(of_documents["requests"].as_u64().unwrap() > 20);
    assert_eq!(
        of_record["sources"]["records"].as_u64().unwrap(),
        of_documents["requests"].as_u64().unwrap() + of_documents["sources"]["templates"].as_u64().unwrap()
    );
    of_record["sources"].take();
    of_documents["sources"].take();
    assert_eq!(of_record, of_documents);
}

#[test]
fn no_text_of_a_request_is_recorded() {
    let made = folder(&[(
        "秘密の名.yaml",
        "種別: 調査\n件名: 秘密の件名\n発出元: 総務省自治行政局\n宛先: 各府省\n発出日時: 2025-07-07T18:30\n\
         回答期限: 2025-07-08T17:00\n必要性: 秘密の理由\n本文: 秘密の本文\n\
         例外: [{規則: KG301, 理由: 秘密の理由, 承認者: 秘密の承認者}]\n",
    )]);
    let run = run(kigen(made.path()).args(["check", "--no-config", "--record", "r.jsonl", "."]));
    assert_ne!(run.status, Some(2), "{}", run.stderr);
    let text = fs::read_to_string(made.path().join("r.jsonl")).unwrap();
    assert_eq!(text.lines().count(), 1);
    assert!(!text.contains("秘密"), "{text}");
    let line: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(line["schema"], "kigen/record/v1");
    assert_eq!(line["excepted"], serde_json::json!(["KG301"]));
    assert_eq!(line["clocks"]["elapsed"], "PT22H30M");
}

#[test]
fn many_at_once_lose_no_line_and_tear_none() {
    let made = folder(&[]);
    let record = made.path().join("r.jsonl");
    let once = made.path().join("once.jsonl");
    recorded(&once, &["fixtures/requests"]);
    let each = lines(&once).len();
    assert!(each > 20);
    let running: Vec<Child> = (0..12)
        .map(|_| {
            recording(&record)
                .args(["fixtures/requests", "--format", "concise"])
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in running {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    assert_eq!(lines(&record).len(), 12 * each);
    assert_eq!(
        report(&record)["requests"].as_u64().unwrap(),
        12 * report(&once)["requests"].as_u64().unwrap()
    );
}

#[test]
fn one_that_was_killed_costs_its_own_line_alone() {
    let made = folder(&[]);
    let record = made.path().join("r.jsonl");
    recorded(&record, &["fixtures/requests"]);
    recorded(&record, &["fixtures/drafts/協議の案.yaml"]);
    let whole = fs::read(&record).unwrap();
    let before = report(&record)["requests"].as_u64().unwrap();
    // A killed process or a crash may cut the last line anywhere.
    let last = whole[..whole.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap()
        + 1;
    for cut in [last + 1, last + 30, whole.len() - 2, whole.len() - 1] {
        fs::write(&record, &whole[..cut]).unwrap();
        let again = recorded(&record, &["fixtures/drafts/協議の案.yaml"]);
        assert_eq!(again.status, Some(0), "{}", again.stderr);
        let output = report(&record);
        let is_whole = cut == whole.len() - 1;
        assert_eq!(output["sources"]["skipped_lines"], u64::from(!is_whole), "{cut}");
        assert_eq!(output["requests"], before + u64::from(is_whole), "{cut}");
    }
    // In the first line of the file.
    fs::write(&record, &whole[..5]).unwrap();
    assert_eq!(
        recorded(&record, &["fixtures/drafts/協議の案.yaml"]).status,
        Some(0)
    );
    assert_eq!(report(&record)["requests"], 1);
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_ends_with_two_and_leaves_whole_lines() {
    let made = folder(&[]);
    let record = made.path().join("r.jsonl");
    // A file-size limit makes a write fail halfway, like a full disk.
    let mut command = Command::new("sh");
    command
        .current_dir(root())
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_kigen"))
        .args(["check", "--lang", "ja", "--no-config", "--now", NOW, "--record"])
        .arg(&record)
        .arg("fixtures/requests");
    let run = run(&mut command);
    assert_eq!(run.status, Some(2), "{}", run.stdout);
    assert!(
        run.stderr.contains("記録") && run.stderr.contains("r.jsonl"),
        "{}",
        run.stderr
    );
    assert_eq!(run.stdout, "", "no verdict beside a record that is not whole");
    let kept = lines(&record);
    assert!(!kept.is_empty() && fs::metadata(&record).unwrap().len() <= 8 * 1024);
}

#[test]
fn what_is_no_record_is_left_as_it_is() {
    let made = folder(&[
        ("a.yaml", "種別: 照会\n"),
        ("b.jsonl", "{\"type\":\"summary\"}\n"),
    ]);
    put(made.path(), "c.yaml", "種別: 照会\n件名: a\n".as_bytes());
    for (name, arguments) in [
        ("a.yaml", &["."][..]),
        ("b.jsonl", &["."]),
        (".", &["."]),
        ("nowhere/r.jsonl", &["."]),
        ("kigen.yaml", &["."]),
        ("r.jsonl", &[".", "--output", "json=r.jsonl"]),
    ] {
        let before = fs::read(made.path().join(name)).ok();
        let run = run(kigen(made.path())
            .args(["check", "--record", name])
            .args(arguments));
        assert_eq!(run.status, Some(2), "{name}: {}", run.stdout);
        assert!(run.stderr.contains(name), "{name}: {}", run.stderr);
        let after = fs::read(made.path().join(name)).ok();
        assert_eq!(before.unwrap_or_default(), after.unwrap_or_default(), "{name}");
        let _ = fs::remove_file(made.path().join("kigen.yaml"));
    }
}

#[test]
fn what_is_read_from_standard_input_is_recorded() {
    let made = folder(&[]);
    let record = made.path().join("r.jsonl");
    let text = fs::read(root().join("fixtures/drafts/協議の案.yaml")).unwrap();
    let run = crate::common::run_with_input(recording(&record).arg("-"), &text);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let lines = lines(&record);
    assert_eq!((lines.len(), &lines[0]["sent_basis"]), (1, &"now".into()));
    assert_eq!(list(&report(&record), "by_month")[0]["month"], "2025-09");
}
