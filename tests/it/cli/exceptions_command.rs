//! The `kigen exceptions` command.

use std::path::Path;

use crate::common::{NOW, Run, count, folder, is_harmless, kigen, list, put, root, run, text};
use kigen::schema::Document;

fn exceptions(folder: &Path, arguments: &[&str]) -> Run {
    run(kigen(folder).args(["exceptions", "--now", NOW]).args(arguments))
}

const REVIEW: &str = "種別: 審査\n件名: 資料\n発出元: 総務省大臣官房会計課\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時\n提出期限: 令和7年9月10日（水）11時\n想定作業量: 1時間\n";

#[test]
fn every_record_of_the_fixtures_is_listed_and_marked() {
    let path = "fixtures/requests/例外_予算査定の追加資料.yaml";
    let output = exceptions(root(), &["--format", "json", path]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    let output = output.json();
    assert_eq!(text(&output, "schema"), "kigen/exceptions/v1");
    assert_eq!(text(&output, "now"), "2025-09-08T10:00:00+09:00");
    let rows: Vec<(&str, &str)> = list(&output, "exceptions")
        .iter()
        .map(|row| (text(row, "rule"), text(row, "standing")))
        .collect();
    assert_eq!(
        rows,
        [
            ("KG202", "in-force"),
            ("KG203", "unused"),
            ("KG204", "incomplete"),
            ("KG405", "refused"),
            ("KG206", "expired"),
            ("KG222", "refused"),
        ]
    );
    let first = &list(&output, "exceptions")[0];
    assert_eq!(text(first, "name"), "evening-request-next-morning");
    assert_eq!(text(first, "binding"), "in-principle");
    assert_eq!(text(first, "approved_by"), "大臣官房会計課長");
    assert_eq!(text(first, "expires"), "2025-09-30");
    assert_eq!(text(first, "path"), path);
    assert_eq!(
        text(first, "subject"),
        "行政事業レビューの公開プロセスに係る資料について"
    );
    assert_eq!((count(first, "findings"), count(first, "request")), (1, 0));
    assert_eq!(count(&first["range"]["start"], "line"), 10);
    let validator = jsonschema::validator_for(&Document::Exceptions.schema()).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&output)
        .map(|error| error.to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A terminal gives a full-width character two columns; every cell of a column must start at the same one.
#[test]
fn the_table_is_aligned_under_full_width_text() {
    for lang in ["ja", "en"] {
        let run = exceptions(root(), &["--lang", lang, "fixtures/requests"]);
        assert_eq!(run.status, Some(1), "a fixture is no YAML: {}", run.stderr);
        let columns = |line: &str| -> Vec<usize> {
            let (mut at, mut blanks, mut starts) = (0, 2, Vec::new());
            for c in line.chars() {
                if c == ' ' {
                    blanks += 1;
                } else {
                    if blanks >= 2 {
                        starts.push(at);
                    }
                    blanks = 0;
                }
                at += if c.is_ascii() { 1 } else { 2 };
            }
            starts
        };
        let lines: Vec<&str> = run.stdout.lines().collect();
        let head = columns(lines[0]);
        assert_eq!(head.len(), 7, "{}", lines[0]);
        assert!(lines.len() > 6);
        for line in &lines[1..lines.len() - 1] {
            assert_eq!(columns(line), head, "{}", run.stdout);
        }
    }
}

#[test]
fn what_cannot_be_read_is_not_passed_over() {
    let folder = folder(&[
        (
            "a.yaml",
            &format!("{REVIEW}例外: [{{規則: KG202, 理由: x, 承認者: y}}]\n"),
        ),
        ("b.yaml", "種別: [調査\n"),
    ]);
    let run = exceptions(folder.path(), &["--format", "json"]);
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("b.yaml"), "{}", run.stderr);
    assert_eq!(run.json()["unread"], serde_json::json!(["b.yaml"]));
    assert_eq!(list(&run.json(), "exceptions").len(), 1);
    let run = exceptions(folder.path(), &["none.yaml"]);
    assert_eq!(run.status, Some(2));
}

#[test]
fn where_there_is_none_it_says_so() {
    let folder = folder(&[("a.yaml", REVIEW)]);
    let run = exceptions(folder.path(), &[]);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (Some(0), "例外の記録はありません。\n")
    );
}

#[test]
fn the_day_is_the_one_that_is_given() {
    let document = format!("{REVIEW}例外: [{{規則: KG202, 理由: x, 承認者: y, 有効期限: 2025-09-30}}]\n");
    let folder = folder(&[("a.yaml", &document)]);
    for (now, standing) in [("2025-09-30T23:59", "in-force"), ("2025-10-01T00:00", "expired")] {
        let run = run(kigen(folder.path()).args(["exceptions", "--now", now, "--format", "json"]));
        assert_eq!(text(&list(&run.json(), "exceptions")[0], "standing"), standing);
    }
}

#[test]
fn hidden_characters_and_long_texts_of_a_record_reach_no_terminal() {
    let long = "長".repeat(5000);
    let documents = [
        format!(
            "{REVIEW}例外: [{{規則: \"KG\\u202e202\\n\", 理由: \"\\e[31m赤\\u2066\", 承認者: \"課\\0長\"}}]\n"
        ),
        format!("{REVIEW}例外: [{{規則: KG202, 理由: {long}, 承認者: {long}}}]\n"),
    ];
    for document in documents {
        let folder = folder(&[]);
        put(folder.path(), "a.yaml", document.as_bytes());
        let run = exceptions(folder.path(), &["a.yaml"]);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        assert!(run.stdout.chars().all(is_harmless));
        assert_eq!(run.stdout.lines().count(), 3, "{}", run.stdout);
    }
}

#[test]
fn each_record_belongs_to_its_own_request_of_the_file() {
    let record = "例外: {規則: KG202, 理由: 予算編成, 承認者: 課長}\n";
    let documents =
        ["資料", "名簿", "一覧"].map(|subject| REVIEW.replace("件名: 資料", &format!("件名: {subject}")));
    let text_of_file = format!(
        "{}---\n{}{record}---\n{}{record}",
        documents[0], documents[1], documents[2]
    );
    let here = folder(&[("a.yaml", &text_of_file)]);
    let output = exceptions(here.path(), &["--format", "json", "a.yaml"]).json();
    let rows: Vec<(usize, &str)> = list(&output, "exceptions")
        .iter()
        .map(|row| (count(row, "request"), text(row, "subject")))
        .collect();
    assert_eq!(rows, [(1, "名簿"), (2, "一覧")]);
}
