//! `--plan`: which plans are evaluated, for every command.

use crate::common::{NOW, codes, folder, kigen, run, run_with_input};

/// August, 16:00, 49 hours to answer: breaks only the plan for summer hours.
const SUMMER: &str = "種別: 協議\n協議区分: 法令\n件名: a\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-08-05 16:00\n回答期限: 2025-08-08 17:00\n想定作業量: 1時間\n";

const PLAN: &str =
    "plan: ours\ntitle: {ja: 当省の計画, en: Our plan}\nissuer: 当省\nbinds: [総務省]\nprefix: OU\n";

const RULE: &str = "code: OU101
name: response-under-72-hours
summary: {ja: 協議の期限を72時間以上とするための規則です。, en: A consultation gives 72 hours.}
binding: must
severity: error
when: {kind: consultation}
require: {elapsed: {at_least: PT96H}}
at: due
message:
  ja: 期限までの時間は{elapsed}です。
  en: The due time is {elapsed} after sending.
examples:
  bad:
    - {種別: 協議, 発出日時: 2025-09-08 17:00, 回答期限: 2025-09-12 16:59}
  good:
    - {種別: 協議, 発出日時: 2025-09-08 17:00, 回答期限: 2025-09-12 17:00}
";

/// Every command that evaluates or shows rules.
const COMMANDS: [&[&str]; 8] = [
    &["check", "a.yaml"],
    &["when", "a.yaml"],
    &["read", "a.yaml"],
    &["report", "a.yaml"],
    &["exceptions", "a.yaml"],
    &["explain", "KG401"],
    &["rules"],
    &["config"],
];

#[test]
fn a_plan_is_chosen_wherever_one_judges() {
    let place = folder(&[("a.yaml", SUMMER)]);
    let with = |arguments: &[&str]| run(kigen(place.path()).args(arguments));
    for arguments in COMMANDS {
        let run = with(&[arguments, &["--plan", "yukatsu"]].concat());
        assert!(run.status < Some(2), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(with(&["explain", "YK201"]).status, Some(2));
    assert_eq!(with(&["explain", "YK201", "--plan", "yukatsu"]).status, Some(0));
    // A rule of a plan that is not selected is unknown.
    assert_eq!(with(&["explain", "KG101", "--plan", "yukatsu"]).status, Some(2));
    let latest = |plans: &[&str]| {
        let run = with(&[&["when", "--now", NOW, "--format", "json", "a.yaml"], plans].concat());
        run.json()["requests"][0]["latest_sent"].clone()
    };
    assert_eq!(latest(&["--plan", "yukatsu"]), "2025-08-08T15:59:00+09:00");
    assert_ne!(latest(&[]), latest(&["--plan", "yukatsu"]));
}

#[test]
fn a_plan_that_is_not_there_is_said_alike_everywhere_with_the_nearest() {
    let place = folder(&[("a.yaml", SUMMER)]);
    let mut said = Vec::new();
    for arguments in COMMANDS.iter().copied().chain([&["lsp"][..]]) {
        let run = run_with_input(
            kigen(place.path())
                .args(arguments)
                .args(["--plan", "soumu-wlb,yukatu"]),
            b"",
        );
        assert_eq!((run.status, &*run.stdout), (Some(2), ""), "{arguments:?}");
        said.push(run.stderr);
    }
    said.dedup();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("「yukatsu」の誤り"), "{}", said[0]);
    for none in ["", "KG101", "総務省"] {
        let done = run(kigen(place.path()).args(["check", "--plan", none, "a.yaml"]));
        assert_eq!(done.status, Some(2), "{none}");
        assert!(done.stderr.contains("soumu-wlb"), "{}", done.stderr);
    }
}

#[test]
fn a_plan_may_come_from_the_configuration() {
    let place = folder(&[
        ("kigen.yaml", "規則集: [計画]\n"),
        ("計画/plan.yaml", PLAN),
        ("計画/OU101.yaml", RULE),
        ("a.yaml", SUMMER),
    ]);
    let root = place.path();
    let arguments = ["--plan", "ours", "--now", NOW, "--format", "json"];
    for paths in [&["a.yaml"][..], &["."], &[]] {
        let done = run(kigen(root).arg("check").args(arguments).args(paths));
        assert_eq!(codes(&done.json()), ["OU101"], "{}", done.stderr);
    }
    for arguments in COMMANDS {
        let done = run(kigen(root).args(arguments).args(["--plan", "ours"]));
        assert!(done.status < Some(2), "{arguments:?}: {}", done.stderr);
    }
    let input = run_with_input(
        kigen(root).arg("check").args(arguments).arg("-"),
        SUMMER.as_bytes(),
    );
    assert_eq!(codes(&input.json()), ["OU101"], "{}", input.stderr);
    // Where no configuration loads that plan, other plans are not evaluated in its place.
    let elsewhere = folder(&[("a.yaml", SUMMER)]);
    for paths in [
        &["--no-config", "a.yaml"][..],
        &[elsewhere.path().to_str().unwrap()],
    ] {
        let done = run(kigen(root).arg("check").args(arguments).args(paths));
        assert_eq!(done.status, Some(2), "{paths:?}");
        assert!(done.stderr.contains("ours"), "{}", done.stderr);
    }
}
