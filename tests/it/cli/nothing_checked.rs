//! A run that checks less than was meant reports it: globs without a match, folders without a request.

use crate::common::{FORMATS, NOW, check, codes, count, folder, kigen, list, of, put, run, text};

const CLEAN: &str = "種別: 照会\n件名: 資料の所在\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-12 17:00\n想定作業量: 1時間\n";

/// The findings about unmatched globs: line and glob.
fn unmet(output: &serde_json::Value) -> Vec<(usize, String)> {
    of(output, "KG016")
        .iter()
        .map(|found| {
            let message = text(found, "message");
            let glob = message.split(['「', '」']).nth(1).expect("the glob is named");
            (count(&found["range"]["start"], "line"), glob.to_owned())
        })
        .collect()
}

#[test]
fn a_glob_that_meets_no_file_is_said_at_its_place() {
    let place = folder(&[
        (
            "kigen.yaml",
            "対象:
  - 依頼/*.yaml
  - 以来/*.yaml
  - /依頼/b.yaml
  - 依頼/*.csv
  - 古い/
対象外: [古い/, 何もない/]
個別設定:
  - 対象: [雛形/, a.yaml]
    重さ: {KG104: off}
例外:
  - {対象: [依頼/a.yaml, 依頼/c.yaml], 規則: KG402, 理由: a, 承認者: b}
",
        ),
        ("依頼/a.yaml", &CLEAN.replace("17:00", "18:30")),
        ("依頼/b.csv", CLEAN),
        ("古い/a.yaml", CLEAN),
    ]);
    let root = place.path();
    let json = |arguments: &[&str]| {
        let mut all = vec!["--format", "json"];
        all.extend(arguments);
        check(root, &all)
    };
    let whole = json(&[]);
    // As for an exception that matches nothing: a warning, which a gate may ask for.
    assert_eq!(whole.status, Some(0), "{}", whole.stderr);
    assert_eq!(json(&["--fail-on", "warning"]).status, Some(1));
    let said = [
        (3, "以来/*.yaml"),
        (4, "/依頼/b.yaml"),
        (5, "依頼/*.csv"),
        (6, "古い/"),
        (9, "雛形/"),
        (12, "依頼/c.yaml"),
    ];
    assert_eq!(
        unmet(&whole.json()),
        said.map(|(line, glob)| (line, glob.to_owned()))
    );
    let output = whole.json();
    let excluded = &of(&output, "KG016")[3];
    assert!(text(excluded, "message").contains("対象外"), "{excluded}");
    assert!(
        of(&output, "KG016")
            .iter()
            .all(|one| text(one, "path") == "kigen.yaml")
    );
    assert_eq!(count(&output["summary"], "files"), 1);
    // A run over a part of the tree does not report globs that the rest may match.
    assert!(unmet(&json(&["依頼"]).json()).is_empty());
    assert!(unmet(&json(&["依頼/a.yaml"]).json()).is_empty());
    assert!(unmet(&json(&["--no-config"]).json()).is_empty());
    // From a parent folder, and with the configuration named by `--config`.
    let above = run(kigen(root.parent().unwrap())
        .args(["check", "--now", NOW, "--format", "json"])
        .arg(root));
    assert_eq!(unmet(&above.json()).len(), said.len());
    assert_eq!(
        unmet(&json(&["--config", "kigen.yaml", "."]).json()).len(),
        said.len()
    );
    let english = json(&["--lang", "en"]).json();
    assert_eq!(of(&english, "KG016").len(), said.len());
    for (name, text) in [
        ("依頼/b.yaml", CLEAN),
        ("以来/a.yaml", CLEAN),
        ("雛形/x.yml", "a: 1\n"),
    ] {
        put(root, name, text.as_bytes());
    }
    put(root, "依頼/c.yaml", CLEAN.as_bytes());
    assert_eq!(
        unmet(&json(&[]).json()),
        [
            (5, "依頼/*.csv".to_owned()),
            (6, "古い/".to_owned()),
            (9, "雛形/".to_owned())
        ]
    );
}

#[test]
fn a_whole_path_within_the_folder_is_refused_with_the_one_that_holds() {
    let place = folder(&[("a.yaml", CLEAN)]);
    let root = place.path().canonicalize().unwrap();
    put(
        &root,
        "kigen.yaml",
        format!("対象: '{}/*.yaml'\n", root.display()).as_bytes(),
    );
    let wrong = check(&root, &[]);
    assert_eq!(wrong.status, Some(2));
    assert!(
        wrong.stderr.contains("kigen.yaml:1:5") && wrong.stderr.contains("「/*.yaml」"),
        "{}",
        wrong.stderr
    );
}

/// For an exception whose glob matches no file the finding shows the glob.
#[test]
fn an_exception_without_files_shows_its_glob() {
    let place = folder(&[
        (
            "kigen.yaml",
            "例外:\n  - {対象: 他/, 規則: KG202, 理由: a, 承認者: b}\n  - {対象: a.yaml, 規則: KG202, 理由: a, 承認者: b}\n",
        ),
        ("a.yaml", CLEAN),
    ]);
    let output = check(place.path(), &["--format", "json"]).json();
    assert_eq!(codes(&output), ["KG010", "KG010"]);
    let related: Vec<usize> = list(&output, "diagnostics")
        .iter()
        .map(|one| list(one, "related").len())
        .collect();
    assert_eq!(related, [1, 0]);
}

#[test]
fn a_folder_without_a_request_is_said_in_every_format() {
    let place = folder(&[
        ("空/値.yaml", "name: chart\n"),
        ("無/x.txt", ""),
        ("依頼/a.yaml", CLEAN),
        ("除/kigen.yaml", "対象外: '*.yaml'\n"),
        ("除/a.yaml", CLEAN),
        ("壊/a.yaml", "種別: [\n"),
    ]);
    let root = place.path();
    let found = |paths: &[&str]| {
        let mut all = vec!["--format", "json"];
        all.extend(paths);
        let output = check(root, &all).json();
        of(&output, "KG017")
            .iter()
            .map(|one| (text(one, "path").to_owned(), text(one, "severity").to_owned()))
            .collect::<Vec<_>>()
    };
    let warning = |name: &str| (name.to_owned(), "warning".to_owned());
    assert_eq!(
        found(&["空", "依頼", "./無/", "除"]),
        ["空", "無", "除"].map(warning)
    );
    assert_eq!(found(&["."]), []);
    assert_eq!(found(&["依頼", "壊"]), []);
    // An empty folder inside another one that is named raises nothing if that one has requests.
    assert_eq!(found(&["依頼", ".", "空"]), []);
    assert_eq!(found(&["依頼", "依頼/"]), []);
    assert_eq!(check(root, &["空"]).status, Some(0));
    assert_eq!(check(root, &["--fail-on", "warning", "空"]).status, Some(1));
    for format in FORMATS {
        let run = check(root, &["--format", format, "空"]);
        assert!(
            run.stdout.contains("このフォルダに、確認する依頼がありません。"),
            "{format}: {}",
            run.stdout
        );
    }
    let here = check(&root.join("無"), &[]);
    assert!(here.stdout.contains("KG017"), "{}", here.stdout);
}
