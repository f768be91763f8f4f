//! Exception records of a configuration, and weakening settings, which must be reported.

use super::*;

/// Breaks KG202 (clearable), and nothing else above info.
const REVIEW: &str = "種別: 査定\n件名: 追加資料\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-09 17:30\n提出期限: 2025-09-10 10:00\n資料: [{名称: 資料, 目的: 確認}]\n想定作業量: 15分\n";

#[test]
fn records_of_exceptions_clear_stand_beside_and_are_found_wanting_at_their_place() {
    let place = folder(&[
        (
            "kigen.yaml",
            "例外:
  - {対象: a.yaml, 規則: KG202, 理由: 予算編成の日程, 承認者: 会計課長, 有効期限: 2025-09-08}
  - {対象: b.yaml, 規則: KG101, 理由: 緊急, 承認者: 局長}
  - {対象: a.yaml, 規則: KG201, 理由: 当たらない, 承認者: 局長}
  - {対象: a.yaml, 規則: KG203, 理由: 期限切れ, 承認者: 局長, 有効期限: 2025-09-07}
  - {対象: a.yaml, 規則: KG204, 理由: 承認者なし}
  - {対象: 他/, 規則: KG202, 理由: ファイルなし, 承認者: 局長}
",
        ),
        ("a.yaml", REVIEW),
        ("b.yaml", CONSULTATION),
    ]);
    let root = place.path();
    let output = json(root, &[]);
    let excepted: Vec<_> = list(&output, "excepted")
        .iter()
        .map(|one| text(one, "code"))
        .collect();
    assert_eq!(excepted, ["KG202"]);
    assert_eq!(
        codes(&output).iter().filter(|code| **code == "KG101").count(),
        1,
        "a must rule stays red"
    );
    let said: Vec<_> = list(&output, "diagnostics")
        .iter()
        .filter(|found| text(found, "path") == "kigen.yaml")
        .map(|found| (text(found, "code"), count(&found["range"]["start"], "line")))
        .collect();
    assert_eq!(said, [("KG010", 4), ("KG013", 5), ("KG011", 6), ("KG010", 7)]);
    assert_eq!(count(&output["summary"], "files"), 2);
    // A run over one file does not report records unused by that file.
    let output = json(root, &["b.yaml"]);
    assert!(!codes(&output).contains(&"KG010"), "{output:#}");
    // Nor does a run in which a rule was undetermined.
    put(
        root,
        "a.yaml",
        REVIEW
            .replace("提出期限: 2025-09-10 10:00", "提出期限: いつか")
            .as_bytes(),
    );
    let output = json(root, &[]);
    let unused: Vec<_> = of(&output, "KG010")
        .iter()
        .map(|found| count(&found["range"]["start"], "line"))
        .collect();
    // A review without a hearing needs no exception of a hearing rule, whatever its due.
    assert_eq!(unused, [4, 7]);
    put(root, "a.yaml", REVIEW.as_bytes());
    let listed = run(kigen(root).args(["exceptions", "--now", NOW, "--format", "json"])).json();
    let mut standing: Vec<_> = list(&listed, "exceptions")
        .iter()
        .map(|one| (count(&one["range"]["start"], "line"), text(one, "standing")))
        .collect();
    standing.sort_unstable();
    assert_eq!(
        standing,
        [
            (2, "in-force"),
            (3, "deviation"),
            (4, "unused"),
            (5, "expired"),
            (6, "incomplete"),
            (7, "unused")
        ]
    );
    assert_eq!(codes(&json(root, &["--no-config"])), ["KG202", "KG101"]);
}

#[test]
fn what_the_plan_says_is_not_weakened_unseen() {
    let place = folder(&[("a.yaml", CONSULTATION)]);
    let root = place.path();
    let said = |config: &str, arguments: &[&str]| {
        put(root, "kigen.yaml", config.as_bytes());
        let output = json(root, arguments);
        of(&output, "KG018")
            .iter()
            .map(|one| {
                assert_eq!(
                    (text(one, "path"), text(one, "severity")),
                    ("kigen.yaml", "warning")
                );
                (
                    count(&one["range"]["start"], "line"),
                    text(one, "message").to_owned(),
                )
            })
            .collect::<Vec<_>>()
    };
    let found = said("値:\n  min_response: PT24H\n", &["a.yaml"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, 2);
    for words in ["KG101", "24時間", "48時間"] {
        assert!(found[0].1.contains(words), "{found:?}");
    }
    // Whatever the selection and options are.
    for arguments in [&[][..], &["--select", "KG2"], &["--lang", "en"], &["--send-now"]] {
        assert_eq!(
            said("値: {KG101: {min_response: 47時間59分}}\n", arguments).len(),
            1
        );
    }
    let lowered = said(
        "重さ:\n  KG101: off\n  KG103: 注意\n  KG105: off\n  KG202: off\n個別設定:\n  - 対象: a.yaml\n    値: {KG101: {min_response: 1時間}}\n",
        &[],
    );
    let lines: Vec<_> = lowered.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 8]);
    // Settings that are stricter or equal, or that change nothing the plan states, are not reported.
    for config in [
        "値: {min_response: PT72H}\n",
        "値: {min_response: 48時間}\n",
        "重さ: {KG101: error}\n",
        "値: {KG105: {min_response: PT24H}, evening: '20:00', working_day: PT1H}\n",
    ] {
        assert!(said(config, &[]).is_empty(), "{config}");
    }
    put(root, "kigen.yaml", "値: {min_response: PT24H}\n".as_bytes());
    assert_eq!(check(root, &[]).status, Some(0));
    assert_eq!(check(root, &["--fail-on", "warning"]).status, Some(1));
    let page = run(kigen(root).args(["config"])).stdout;
    assert!(
        page.contains("24時間（計画の定めは48時間。これを下回る設定です。）"),
        "{page}"
    );
}

#[test]
fn an_office_that_is_nearly_one_of_the_directory_is_asked_after() {
    let place = folder(&[
        (
            "kigen.yaml",
            "勤務時間:\n  財務所: '8:30-17:15'\n  新設推進本部: '9:00-17:00'\n  財務省: '9:00-17:45'\n",
        ),
        ("a.yaml", CONSULTATION),
    ]);
    let output = json(place.path(), &[]);
    let found = of(&output, "KG019");
    assert_eq!(found.len(), 1, "{output:#}");
    assert_eq!(count(&found[0]["range"]["start"], "line"), 2);
    assert!(text(found[0], "help").contains("財務省"), "{output:#}");
    let page = run(kigen(place.path()).args(["config"])).stdout;
    assert_eq!(page.matches("名簿にない名称").count(), 2, "{page}");
}
