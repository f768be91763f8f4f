//! `kigen new`, `--brief` and `--fail-on-undetermined`.

use std::fs;

use crate::common::{NOW, check, folder, kigen, list, run};
use serde_json::Value;

const KINDS: [(&str, &str); 4] = [
    ("協議", "consultation"),
    ("査定", "review"),
    ("調査", "survey"),
    ("照会", "inquiry"),
];

#[test]
fn an_example_of_each_kind_checks_clean() {
    let place = folder(&[]);
    // A Friday evening before a week of holidays, and an ordinary day.
    for now in [NOW, "2026-05-01T20:15", "2025-12-26T17:30"] {
        for (ja, en) in KINDS {
            for (lang, word) in [("ja", ja), ("en", en), ("en", ja), ("ja", en)] {
                let written = run(kigen(place.path()).args(["new", word, "--lang", lang, "--now", now]));
                assert_eq!(written.status, Some(0), "{word}: {}", written.stderr);
                fs::write(place.path().join("a.yaml"), &written.stdout).unwrap();
                let arguments = ["check", "--no-config", "--format", "json", "--now", now, "a.yaml"];
                let judged: Value =
                    serde_json::from_str(&run(kigen(place.path()).args(arguments)).stdout).unwrap();
                let graver = |found: &&Value| found["code"] != "KG404";
                assert_eq!(
                    list(&judged, "diagnostics").iter().find(graver),
                    None,
                    "{word} {now}"
                );
                assert_eq!(list(&judged, "undetermined").len(), 0, "{word}: {judged:#}");
                assert_eq!(judged["requests"][0]["kind"], en);
                assert_eq!(judged["requests"][0]["verdict"], "may-send");
                let is_japanese = written.stdout.contains("種別");
                assert_eq!(is_japanese, lang == "ja", "{}", written.stdout);
            }
        }
    }
}

#[test]
fn a_file_that_is_there_is_not_touched() {
    let place = folder(&[("ある.yaml", "x")]);
    let new = |arguments: &[&str]| run(kigen(place.path()).arg("new").args(arguments));
    let written = new(&["協議", "-o", "依頼/協議.yaml"]);
    assert_eq!(written.status, Some(0), "{}", written.stderr);
    assert!(place.path().join("依頼/協議.yaml").is_file());
    for arguments in [
        &["協議", "-o", "依頼/協議.yaml"][..],
        &["協議", "--output", "ある.yaml"],
        &["雑談"],
        &["その他"],
        &[""],
        &[],
    ] {
        let refused = new(arguments);
        assert_eq!((refused.status, &*refused.stdout), (Some(2), ""), "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(place.path().join("ある.yaml")).unwrap(), "x");
}

const LATE: &str = "種別: 協議\n件名: 法案について\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 17:30\n\
    回答期限: 2025-09-11 17:00\n";
const GOOD: &str = "種別: 協議\n件名: 別の法案について\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n\
    回答期限: 2025-09-12 17:00\n想定作業量: 2時間\n";
const OPEN: &str = "種別: 照会\n件名: 照会の件\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n\
    回答期限: 2025-09-12 17:00\n";

#[test]
fn a_line_a_request() {
    let place = folder(&[
        ("1.yaml", LATE),
        ("2.yaml", GOOD),
        ("3.yaml", OPEN),
        ("4.yaml", "種別：協議\n"),
        ("5.yaml", &format!("{GOOD}---\n{LATE}")),
    ]);
    let shown = check(place.path(), &["--no-config", "--brief", "."]);
    assert_eq!(shown.status, Some(1));
    let lines: Vec<&str> = shown.stdout.lines().collect();
    assert_eq!(lines.len(), 6, "{}", shown.stdout);
    for (line, words) in [
        (
            0,
            &["【不可】", "1.yaml", "法案について", "9月11日（木）17時30分以降"][..],
        ),
        (1, &["【可】", "2.yaml", "別の法案について", "まで"]),
        (2, &["【未判定】", "3.yaml", "照会の件"]),
        (3, &["【誤り】", "4.yaml（1行目）", "半角のコロン"]),
        (4, &["【可】", "5.yaml"]),
        (5, &["【不可】", "5.yaml"]),
    ] {
        for word in words {
            assert!(lines[line].contains(word), "{word}: {}", lines[line]);
        }
    }
    let english = check(
        place.path(),
        &["--no-config", "--brief", "--lang", "en", "1.yaml"],
    );
    assert!(
        english
            .stdout
            .starts_with("[must fix]  1.yaml  法案について  Set the due"),
        "{}",
        english.stdout
    );
    assert_eq!(
        check(place.path(), &["--brief", "--format", "json", "."]).status,
        Some(2)
    );
    assert_eq!(
        check(place.path(), &["--no-config", "--brief", "2.yaml"]).status,
        Some(0)
    );
}

#[test]
fn a_brief_line_says_what_is_wrong_or_missing() {
    let place = folder(&[
        (
            "1.yaml",
            "種別: 調査\n件名: 調査\n宛先: [財務省, 厚生労働省]\n必要性: 把握のため\n報告期限: 明日\n",
        ),
        (
            "2.yaml",
            "種別: 照会\n件名: 照会\n発出元: 総務省\n宛先: 財務省\n締切: 2026-12-03 12:00\n",
        ),
    ]);
    let said = |lang: &str| {
        let arguments = ["--no-config", "--brief", "--lang", lang, "1.yaml", "2.yaml"];
        check(place.path(), &arguments).stdout
    };
    let text = said("ja");
    assert!(
        text.contains("【不可】  1.yaml  調査  報告期限の「明日」では、いつまでか定まりません。日付と時刻で"),
        "{text}"
    );
    assert!(
        text.contains("【未判定】  2.yaml  照会  想定作業量を記載すると判定できます。"),
        "{text}"
    );
    assert!(
        said("en").contains("2.yaml  照会  To have it judged, state: effort."),
        "{}",
        said("en")
    );
}

#[test]
fn a_brief_line_keeps_to_eighty_columns_where_its_remedy_lets_it() {
    use textwrap::core::display_width;

    let subject = "地方支分部局の庁舎の使用状況に関する調査及び各種の調査の実施に関する事項について";
    for (name, document) in [("2.yaml", GOOD), ("1.yaml", LATE)] {
        let old = document.lines().find(|line| line.starts_with("件名")).unwrap();
        let place = folder(&[(name, &document.replace(old, &format!("件名: {subject}")))]);
        for lang in ["ja", "en"] {
            let arguments = ["--no-config", "--brief", "--lang", lang, name];
            let shown = check(place.path(), &arguments).stdout;
            let line = shown.lines().next().unwrap();
            let (head, _) = line.split_once('…').unwrap_or_else(|| panic!("{line}"));
            assert!(head.contains("地方支分部局の庁舎"), "{line}");
            assert!(name == "1.yaml" || display_width(line) <= 80, "{line}");
        }
    }
    // A configuration that fits is shown whole.
    let place = folder(&[("2.yaml", GOOD)]);
    let shown = check(place.path(), &["--no-config", "--brief", "2.yaml"]).stdout;
    assert!(!shown.contains('…'), "{shown}");
}

#[test]
fn what_is_undetermined_may_fail_a_run() {
    let place = folder(&[("3.yaml", OPEN), ("2.yaml", GOOD)]);
    let status = |arguments: &[&str]| check(place.path(), &[&["--no-config"], arguments].concat()).status;
    assert_eq!(status(&["3.yaml"]), Some(0));
    assert_eq!(status(&["--fail-on-undetermined", "3.yaml"]), Some(1));
    assert_eq!(
        status(&["--fail-on-undetermined", "--fail-on", "never", "3.yaml"]),
        Some(1)
    );
    assert_eq!(status(&["--fail-on-undetermined", "2.yaml"]), Some(0));
    assert_eq!(
        status(&["--fail-on-undetermined", "--format", "json", "."]),
        Some(1)
    );
}

#[test]
fn a_configuration_may_have_what_is_undetermined_fail_a_run() {
    for (line, wanted) in [
        ("未判定も不可: はい\n", Some(1)),
        ("fail_on_undetermined: true\n", Some(1)),
        ("fail-on-undetermined: true\n", Some(1)),
        ("fail_on_undetermined: false\n", Some(0)),
    ] {
        let place = folder(&[("kigen.yaml", line), ("3.yaml", OPEN), ("2.yaml", GOOD)]);
        let status = |arguments: &[&str]| check(place.path(), arguments).status;
        assert_eq!(status(&["3.yaml"]), wanted, "{line}");
        assert_eq!(status(&["--format", "json", "."]), wanted, "{line}");
        assert_eq!(status(&["2.yaml"]), Some(0), "{line}");
        assert_eq!(status(&["--no-config", "3.yaml"]), Some(0), "{line}");
    }
    // It applies only to the files under its folder.
    let place = folder(&[("a/kigen.yaml", "fail_on_undetermined: true\n"), ("3.yaml", OPEN)]);
    assert_eq!(check(place.path(), &["3.yaml"]).status, Some(0));
}
