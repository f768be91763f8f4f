//! Exception records of a configuration, applied by the command line.

use super::*;
use crate::common::{kigen, run};

fn configuration(records: &str) -> String {
    format!("例外:\n{records}")
}

fn record(paths: &str, rule: &str, more: &str) -> String {
    format!("  - {{対象: {paths}, 規則: {rule}, 理由: 査定の日程, 承認者: 次長{more}}}\n")
}

/// File, line and code of each finding.
fn places(output: &Value) -> Vec<(String, usize, String)> {
    list(output, "diagnostics")
        .iter()
        .map(|found| {
            let line = count(&found["range"]["start"], "line");
            (
                text(found, "path").to_owned(),
                line,
                text(found, "code").to_owned(),
            )
        })
        .collect()
}

fn place(path: &str, line: usize, code: &str) -> (String, usize, String) {
    (path.to_owned(), line, code.to_owned())
}

#[test]
fn one_clears_what_its_paths_name_and_the_export_says_where_it_stands() {
    let folder = folder(&[
        (
            "kigen.yaml",
            &configuration(&record("査定/**", "KG202", ", 有効期限: 令和7年9月30日")),
        ),
        ("査定/a.yaml", REVIEW),
        ("b.yaml", REVIEW),
    ]);
    let run = check(folder.path(), &["--format", "json"]);
    let output = run.json();
    assert_eq!(places(&output), [place("b.yaml", 6, "KG202")]);
    let record = &list(&output, "excepted")[0]["exception"];
    assert_eq!(
        (text(record, "path"), text(record, "reason")),
        ("kigen.yaml", "査定の日程")
    );
    assert_eq!(count(&record["range"]["start"], "line"), 2);
    assert_eq!(text(record, "expires"), "2025-09-30");
    // The configuration is not counted as a request file.
    assert_eq!(count(&output["summary"], "files"), 2);
}

#[test]
fn one_that_does_not_hold_is_answered_at_its_line() {
    for (rule, more, code) in [
        ("KG202", ", 有効期限: 2025-09-07", "KG013"),
        ("KG405", "", "KG012"),
        ("KG203", "", "KG010"),
    ] {
        let folder = folder(&[
            ("kigen.yaml", &configuration(&record("\"*.yaml\"", rule, more))),
            ("a.yaml", REVIEW),
            ("b.yaml", REVIEW),
        ]);
        let output = check(folder.path(), &["--format", "json"]).json();
        let wanted = [
            place("a.yaml", 6, "KG202"),
            place("b.yaml", 6, "KG202"),
            place("kigen.yaml", 2, code),
        ];
        assert_eq!(places(&output), wanted, "{rule}");
        let run = check(folder.path(), &[]);
        assert_eq!(run.stdout.matches("kigen.yaml:2:").count(), 1, "{}", run.stdout);
    }
    let blank = configuration("  - {対象: \"*.yaml\", 規則: KG202, 理由: \"-\", 承認者: なし}\n");
    let folder = folder(&[("kigen.yaml", &blank), ("a.yaml", REVIEW)]);
    let output = check(folder.path(), &["--format", "json"]).json();
    let wanted = [place("a.yaml", 6, "KG202"), place("kigen.yaml", 2, "KG011")];
    assert_eq!(places(&output), wanted);
}

#[test]
fn of_one_whose_files_were_not_all_judged_nobody_says_that_it_is_not_needed() {
    let clean = REVIEW.replace("10日（水）", "11日（木）");
    let folder = folder(&[
        ("kigen.yaml", &configuration(&record("\"**\"", "KG202", ""))),
        ("a/x.yaml", &clean),
        ("b/y.yaml", &clean),
    ]);
    let unused = |arguments: &[&str]| {
        let output = check(folder.path(), &[&["--format", "json"], arguments].concat()).json();
        codes(&output).contains(&"KG010")
    };
    assert!(unused(&[]) && unused(&["."]));
    for arguments in [&["a"][..], &["a/x.yaml"], &["a", "b"], &["--ignore", "KG202"]] {
        assert!(!unused(arguments), "{arguments:?}");
    }
    put(folder.path(), "b/broken.yaml", "種別: [審査\n".as_bytes());
    assert!(!unused(&[]));
    // A record for other files raises nothing about this one.
    let expired = configuration(&record("b/**", "KG202", ", 有効期限: 2025-09-07"));
    put(folder.path(), "kigen.yaml", expired.as_bytes());
    let run = check(folder.path(), &["a/x.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(check(folder.path(), &["b/y.yaml"]).status, Some(1));
}

#[test]
fn they_are_listed_once_with_what_they_met() {
    let records = [
        record("\"*.yaml\"", "KG202", ""),
        record("\"*.yaml\"", "KG203", ""),
        record("x/**", "KG206", ", 有効期限: 2025-09-07"),
    ];
    let folder = folder(&[
        ("kigen.yaml", &configuration(&records.concat())),
        ("a.yaml", REVIEW),
        ("b.yaml", REVIEW),
    ]);
    let output =
        run(kigen(folder.path()).args(["exceptions", "--now", crate::common::NOW, "--format", "json"]));
    let rows: Vec<(String, String, usize, usize)> = list(&output.json(), "exceptions")
        .iter()
        .map(|row| {
            let line = count(&row["range"]["start"], "line");
            (
                text(row, "rule").to_owned(),
                text(row, "standing").to_owned(),
                count(row, "findings"),
                line,
            )
        })
        .collect();
    let row =
        |rule: &str, standing: &str, findings, line| (rule.to_owned(), standing.to_owned(), findings, line);
    assert_eq!(
        rows,
        [
            row("KG202", "in-force", 2, 2),
            row("KG203", "unused", 0, 3),
            row("KG206", "expired", 0, 4)
        ]
    );
}
