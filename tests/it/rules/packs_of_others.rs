//! Another ministry's plan: every feature of the built-in plans is available to a pack of data files.

use std::path::Path;

use crate::common;

use common::{kigen, run};

const PLAN: &str = "plan: zaimu
title: {ja: 財務省の働き方に関する計画, en: Plan of the Ministry of Finance}
short_title: {ja: 財務省働き方計画, en: MOF plan}
issuer: 財務省
binds: [財務省, 総務省]
period: {until: 2025-06-30}
prefix: MF
";

const RULE: &str = "code: MF901
name: due-on-the-day-of-sending
summary: {ja: 期限までの時間を確かめる規則です。, en: The time until it is due.}
clause: 第1
quote: 十分な時間を確保する
binding: in-principle
severity: error
protected: true
require: {elapsed: {at_least: PT24H}}
at: due
message: {ja: '期限までの時間は{elapsed}です。', en: 'It is due {elapsed} after sending.'}
examples:
  bad:
    - {種別: その他, 発出日時: 2025-09-09 10:00, 期限: 2025-09-09 17:00}
  good:
    - {種別: その他, 発出日時: 2025-09-09 10:00, 期限: 2025-09-11 17:00}
";

const REQUEST: &str = "種別: その他
件名: 資料について
発出元: 総務省行政管理局
宛先: 財務省主計局
発出日時: 2025-09-09 10:00
期限: 2025-09-09 17:00
";

/// A folder with the pack and a request.
fn folder(rule: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("pack")).unwrap();
    for (name, text) in [
        ("pack/plan.yaml", PLAN),
        ("pack/MF901.yaml", rule),
        ("a.yaml", REQUEST),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> common::Run {
    let mut command = kigen(folder);
    command.args(["check", "--now", "2025-09-08T10:00", "--rules", "pack"]);
    run(command.args(arguments))
}

fn codes(run: &common::Run, list: &str) -> Vec<String> {
    let of = |found: &serde_json::Value| found["code"].as_str().unwrap().to_owned();
    run.json()[list].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn a_protected_rule_is_neither_excepted_nor_ignored_nor_lowered_nor_baselined() {
    let lax = RULE.replace("protected: true\n", "");
    let exception = "例外: [{規則: MF901, 理由: 国会対応のため, 承認者: 総務課長}]\n";
    let configuration = "重さ: {MF901: 参考}\n";
    for (rule, is_protected) in [(RULE, true), (&*lax, false)] {
        let there = folder(rule);
        let at = there.path();
        let json = ["--format", "json", "a.yaml"];
        let has = |codes: Vec<String>| codes.iter().any(|code| code == "MF901");
        assert!(has(codes(&check(at, &json), "diagnostics")));
        // Ignored: an error by its code, skipped by a prefix.
        let ignored = check(at, &["--ignore", "MF901", "a.yaml"]);
        assert_eq!(ignored.status == Some(2), is_protected, "{ignored:?}");
        let by_prefix = check(at, &["--ignore", "MF", "--format", "json", "a.yaml"]);
        assert_eq!(has(codes(&by_prefix, "diagnostics")), is_protected);
        // Lowered.
        std::fs::write(at.join("kigen.yaml"), configuration).unwrap();
        let lowered = check(at, &["--format", "json", "a.yaml"]);
        assert_eq!(lowered.status == Some(2), is_protected, "{lowered:?}");
        std::fs::remove_file(at.join("kigen.yaml")).unwrap();
        // Excepted.
        std::fs::write(at.join("a.yaml"), REQUEST.to_owned() + exception).unwrap();
        let excepted = check(at, &json);
        assert_eq!(has(codes(&excepted, "diagnostics")), is_protected);
        assert_eq!(
            codes(&excepted, "diagnostics").contains(&"KG012".to_owned()),
            is_protected
        );
        std::fs::write(at.join("a.yaml"), REQUEST).unwrap();
        // Baselined: not written to a baseline, and an error where it was added by hand.
        check(at, &["--write-baseline", "b.json", "a.yaml"]);
        let written = std::fs::read_to_string(at.join("b.json")).unwrap();
        assert_eq!(written.contains("MF901"), !is_protected);
        let by_hand = "{\"schema\": \"kigen/baseline/v1\", \"entries\": [{\"path\": \"a.yaml\", \"code\": \"MF901\", \
                       \"subject\": null, \"text\": [\"x\"], \"count\": 1}]}";
        std::fs::write(at.join("b.json"), by_hand).unwrap();
        let held = check(at, &["--baseline", "b.json", "a.yaml"]);
        assert_eq!(held.status == Some(2), is_protected, "{held:?}");
    }
}

#[test]
fn each_finding_names_its_plan_by_its_short_title() {
    let there = folder(RULE);
    let at = there.path();
    let people = check(at, &["a.yaml"]).stdout;
    assert!(people.contains("根拠：財務省働き方計画第1（"), "{people}");
    let english = check(at, &["--lang", "en", "a.yaml"]).stdout;
    assert!(english.contains("Clause: MOF plan 第1"), "{english}");
    let found = check(at, &["--format", "json", "a.yaml"]).json();
    let found = found["diagnostics"].as_array().unwrap().iter();
    let clause = found.clone().find(|found| found["code"] == "MF901").unwrap()["clause"].clone();
    assert_eq!(
        (&clause["plan"], &clause["plan_title"]),
        (&"zaimu".into(), &"財務省働き方計画".into())
    );
    for format in ["junit", "sarif"] {
        let told = check(at, &["--format", format, "a.yaml"]).stdout;
        assert!(told.contains("財務省働き方計画"), "{format}: {told}");
    }
    // Without a short title the title is used, and without that the id.
    let plan = PLAN.lines().filter(|line| !line.starts_with("short_title"));
    let plan = plan.collect::<Vec<_>>().join("\n");
    std::fs::write(at.join("pack/plan.yaml"), plan).unwrap();
    let people = check(at, &["a.yaml"]).stdout;
    assert!(people.contains("財務省の働き方に関する計画第1"), "{people}");
}

#[test]
fn each_plan_that_has_run_out_is_said_once_a_run() {
    let there = folder(RULE);
    let at = there.path();
    let late = REQUEST.replace("2025-09-09", "2026-09-09");
    for name in ["a.yaml", "b.yaml"] {
        std::fs::write(at.join(name), &late).unwrap();
    }
    let people = check(at, &["a.yaml", "b.yaml"]).stdout;
    for plan in ["財務省働き方計画の期間", "総務省取組計画の期間"] {
        assert_eq!(people.matches(plan).count(), 1, "{plan}: {people}");
    }
    let found = codes(
        &check(at, &["--format", "json", "a.yaml", "b.yaml"]),
        "diagnostics",
    );
    assert_eq!(found.iter().filter(|code| *code == "KG404").count(), 4);
}

/// A finding of another pack's rule links to the plan's published address, or to nothing if the pack has none, and
/// never to a page of the built-in rules.
#[test]
fn a_finding_leads_to_the_plan_of_its_pack() {
    for (source, url) in [
        ("", None),
        ("source: 財務省訓令第1号\n", None),
        (
            "source: 財務省ウェブサイト https://www.example.go.jp/plan.html、第1章\n",
            Some("https://www.example.go.jp/plan.html"),
        ),
    ] {
        let there = folder(RULE);
        std::fs::write(there.path().join("pack/plan.yaml"), PLAN.to_owned() + source).unwrap();
        let found = check(there.path(), &["--format", "json", "a.yaml"]).json();
        let of = |code: &str| {
            let found = found["diagnostics"]
                .as_array()
                .unwrap()
                .iter()
                .find(|one| one["code"] == code);
            found.unwrap_or_else(|| panic!("no {code}"))["url"]
                .as_str()
                .map(str::to_owned)
        };
        assert_eq!(of("MF901").as_deref(), url);
        let own = concat!(env!("CARGO_PKG_HOMEPAGE"), "rules/KG404.html");
        assert_eq!(of("KG404").as_deref(), Some(own));
    }
}

/// Of many faults in a pack a hundred are shown, and the rest is counted.
#[test]
fn of_many_faults_of_packs_the_first_hundred_are_shown() {
    let head = String::from("plan: h\nprefix: XX\n");
    let plan = (0..60).fold(head, |plan, number| plan + &format!("k{number}: 1\n"));
    let files: Vec<_> = (0..3).map(|pack| (format!("p{pack}/plan.yaml"), &plan)).collect();
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let place = common::folder(&files);
    let packs = ["p0", "p1", "p2"].iter().flat_map(|pack| ["--rules", *pack]);
    let arguments: Vec<&str> = packs.chain(["."]).collect();
    let run = common::check(place.path(), &arguments);
    assert_eq!(run.status, Some(2));
    assert_eq!(run.stderr.matches("誤り[RULES]").count(), 100);
    assert!(
        run.stderr.contains("件の誤りがあります。\nkigen: 規則の定義"),
        "{}",
        run.stderr
    );
}
