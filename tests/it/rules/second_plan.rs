//! The second built-in plan: its rules, which plans apply, and the plan that a finding names.

use serde_json::Value;

use crate::common::{Run, codes, folder, kigen, list, root, run, run_with_input};

fn check(plan: &[&str], document: &str) -> Run {
    let arguments = [
        "check",
        "--no-config",
        "--now",
        "2025-07-08T10:00",
        "--format",
        "json",
        "-",
    ];
    run_with_input(kigen(root()).args(arguments).args(plan), document.as_bytes())
}

fn judged(plan: &[&str], document: &str) -> Value {
    check(plan, document).json()
}

fn inquiry(from: &str, sent: &str, due: &str) -> String {
    format!(
        "種別: 照会\n件名: a\n発出元: {from}\n宛先: 財務省主計局\n相当の作業量: なし\n発出日時: {sent}\n回答期限: {due}\n"
    )
}

#[test]
fn its_examples_hold() {
    let run = run(kigen(root()).args(["rules", "test", "rules/yukatsu"]));
    assert_eq!(run.status, Some(0), "{}", run.stdout);
}

#[test]
fn it_is_not_loaded_unless_it_is_asked_for() {
    let late = inquiry("総務省行政管理局", "2025-07-08 16:30", "2025-07-15 17:00");
    assert_eq!(codes(&judged(&[], &late)), [""; 0]);
    assert_eq!(codes(&judged(&["--plan", "yukatsu"], &late)), ["YK201"]);
    let output = judged(&["--plan", "yukatsu"], &late);
    let clause = &list(&output, "diagnostics")[0]["clause"];
    assert_eq!(
        (&clause["plan"], &clause["plan_title"]),
        (&"yukatsu".into(), &"ゆう活".into())
    );
    assert!(
        clause["quote"].as_str().unwrap().starts_with("（要旨）"),
        "{clause}"
    );
}

#[test]
fn the_plans_that_are_named_judge_and_the_common_rules_always() {
    // Sent at 17:00, due at noon: ③ does not apply, the common rules do.
    let survey = "種別: 調査\n件名: a\n発出元: 総務省行政管理局\n宛先: 各府省\n発出日時: 2025-07-08 17:00\n\
                  回答期限: 2025-07-09 12:00\n必要性: 状況把握のため\n想定作業量: 1時間\n";
    let of = |plan: &[&str]| {
        let output = judged(plan, survey);
        codes(&output)
            .iter()
            .map(|code| (*code).to_owned())
            .collect::<Vec<_>>()
    };
    let only = of(&["--plan", "yukatsu"]);
    assert!(
        only.iter().any(|code| code == "YK201") && only.iter().any(|code| code == "YK202"),
        "{only:?}"
    );
    assert!(!only.iter().any(|code| code.starts_with("KG3")), "{only:?}");
    let both = of(&["--plan", "yukatsu,soumu-wlb"]);
    assert!(
        both.iter().any(|code| code == "KG301") && both.iter().any(|code| code == "YK201"),
        "{both:?}"
    );
    let same = of(&["--plan", "soumu-wlb", "--plan", "yukatsu"]);
    assert_eq!(both, same);
    let own = of(&["--plan", "soumu-wlb"]);
    assert_eq!(own, of(&[]));
    // A due before the sending is an error whoever sends it.
    let reversed = inquiry("財務省主計局", "2025-07-08 15:00", "2025-07-08 14:00");
    assert!(codes(&judged(&["--plan", "yukatsu"], &reversed)).contains(&"KG401"));
}

#[test]
fn a_plan_that_is_not_there_is_named() {
    let run = check(&["--plan", "夏"], "種別: 照会\n");
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("夏") && run.stderr.contains("yukatsu") && run.stderr.contains("soumu-wlb"));
    // A finding of one's own pack names its plan, too.
    let own = ["--rules", "fixtures/packs/example-plan", "--plan", "example-plan"];
    let late = "種別: 協議\n件名: a\n発出元: ○○省総務課\n宛先: 財務省主計局\n発出日時: 2025-09-09 17:00\n回答期限: 2025-09-12 16:59\n";
    let output = judged(&own, late);
    assert!(
        codes(&output).contains(&"EX101") && !codes(&output).contains(&"KG101"),
        "{output}"
    );
}

#[test]
fn months_and_times_of_day_are_those_of_japan() {
    let of = |sent: &str| {
        let output = judged(
            &["--plan", "yukatsu"],
            &inquiry("総務省行政管理局", sent, "2025-10-01 17:00"),
        );
        codes(&output).contains(&"YK201")
    };
    for (sent, raised) in [
        ("2025-06-30 23:59", false),
        ("2025-07-01 00:00", false),
        ("2025-07-01 15:59", false),
        ("2025-07-01 16:00", true),
        ("2025-08-31 23:59", true),
        ("2025-08-31 24:00", false),
        ("2025-09-01 16:00", false),
        // 16:00 in Japan, and an hour before.
        ("\"2025-07-08T07:00:00Z\"", true),
        ("\"2025-07-08T06:59:00Z\"", false),
        ("\"2025-06-30T20:00:00Z\"", false),
    ] {
        assert_eq!(of(sent), raised, "{sent}");
    }
}

#[test]
fn a_meeting_may_end_at_16_and_not_go_on() {
    let of = |start: &str, end: &str| {
        let document = format!(
            "種別: 査定・審査\n件名: a\n発出元: 財務省主計局\n宛先: 総務省自治財政局\n発出日時: 2025-06-20 10:00\n\
             ヒアリング: {{開始: {start}, 終了: {end}, 場所: a}}\n"
        );
        codes(&judged(&["--plan", "yukatsu"], &document)).contains(&"YK101")
    };
    for (start, end, raised) in [
        ("2025-07-07 15:00", "2025-07-07 16:00", false),
        ("2025-07-07 15:00", "2025-07-07 16:01", true),
        ("2025-07-07 16:00", "2025-07-07 16:30", true),
        ("2025-07-07 23:00", "2025-07-07 24:00", true),
        ("2025-07-07 09:00", "2025-07-08 09:00", true),
        ("2025-08-31 15:00", "2025-08-31 16:01", true),
        ("2025-09-01 15:00", "2025-09-01 16:01", false),
    ] {
        assert_eq!(of(start, end), raised, "{start} {end}");
    }
}

/// The syntax of conditions on months and times of day; invalid values are refused at their place.
#[test]
fn months_and_times_of_day_are_held_to_their_form() {
    let rule = |condition: &str| {
        let text = std::fs::read_to_string(root().join("rules/yukatsu/YK201.yaml")).unwrap();
        let plan = std::fs::read_to_string(root().join("rules/yukatsu/plan.yaml")).unwrap();
        let text = text.replace(
            "sent: {time_of_day: {from: $late}}",
            &format!("sent: {condition}"),
        );
        let made = folder(&[("p/plan.yaml", &plan), ("p/YK201.yaml", &text)]);
        run(kigen(made.path()).args(["rules", "test", "p"]))
    };
    for good in [
        "{time_of_day: {from: \"16:00\"}}",
        "{time_of_day: {from: $late, until: \"24:00\"}}",
    ] {
        assert_eq!(rule(good).status, Some(0), "{good}");
    }
    for bad in [
        "{time_of_day: {until: \"16:00\"}}",
        "{time_of_day: {from: \"17:00\", until: \"16:00\"}}",
        "{time_of_day: {from: PT1H}}",
        "{time_of_day: 16}",
        "{month: 13}",
        "{month: 0}",
        "{month: []}",
        "{month: [7, 八月]}",
        "{month: {from: 7}}",
    ] {
        let run = rule(bad);
        assert_eq!(run.status, Some(2), "{bad}: {}", run.stdout);
        assert!(run.stderr.contains("YK201.yaml"), "{bad}: {}", run.stderr);
    }
}

/// The plan of an office that is not in the directory; a finding marks the words that the rule matched.
#[test]
fn a_plan_may_bind_an_office_that_no_list_has() {
    let folder = tempfile::tempdir().unwrap();
    let rule = |code: &str, field: &str| {
        format!(
            "code: {code}\nname: {field}-words\nsummary: {{ja: a, en: a}}\nclause: 第1\nbinding: practice\n\
             severity: info\nwhen: {{present: {field}}}\n\
             require: {{not: {{known: {{matches: {{field: {field}, pattern: 至急}}}}}}}}\nat: {field}\n\
             message: {{ja: 急ぎです。, en: It is urgent.}}\nexamples:\n  bad:\n  \
             - {{種別: 照会, 発出元: 例示省, 期限: 2025-09-12 17:00, 件名: 至急の件, 本文: 至急}}\n  \
             good:\n  - {{種別: 照会, 発出元: 例示省, 期限: 2025-09-12 17:00, 件名: 件, 本文: 文}}\n"
        )
    };
    let files = [
        (
            "plan.yaml",
            "plan: rei\ntitle: {ja: 例, en: Rei}\nissuer: 例示省\nsource: a\nbinds: [例示省]\nprefix: RJ\n\
             period: {from: 2025-04-01, until: 2030-03-31}\n"
                .to_owned(),
        ),
        ("RJ101.yaml", rule("RJ101", "subject")),
        ("RJ102.yaml", rule("RJ102", "body")),
        // Quotation brackets in a pattern are literal.
        (
            "RJ103.yaml",
            rule("RJ103", "body")
                .replace("pattern: 至急", "pattern: 「至急」")
                .replace("本文: 至急", "本文: 「至急」の件"),
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let path = folder.path().to_str().unwrap();
    let tested = run(kigen(root()).args(["rules", "test", path]));
    assert_eq!(tested.status, Some(0), "{}{}", tested.stdout, tested.stderr);
    let request =
        "種別: 照会\n件名: 至急の件\n発出元: 例示省\n宛先: 財務省\n期限: 2025-07-15 17:00\n本文: 至急です\n";
    let output = judged(&["--rules", path], request);
    let line = |code: &str| {
        let found = list(&output, "diagnostics").iter().find(|it| it["code"] == code);
        found.unwrap()["range"]["start"]["line"].clone()
    };
    assert_eq!((line("RJ101"), line("RJ102")), (2.into(), 6.into()));
    assert!(!codes(&output).contains(&"RJ103"));
    let explained = run(kigen(root()).args(["explain", "RJ101", "--rules", path, "--lang", "ja"]));
    assert!(explained.stdout.contains("件名"), "{}", explained.stdout);
}
