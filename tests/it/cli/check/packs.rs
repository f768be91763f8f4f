//! Further rule packs.

use super::*;

const PLAN: &str = "plan: kitasan-plan\ntitle: {ja: 北三省働き方計画, en: Work-style plan of the Kitasan Ministry}\n\
    issuer: 北三省\nbinds: [北三省]\nprefix: KS\nparams:\n  \
    notice: {value: PT72H, in_plan: true, ja: 回答までの時間。, en: The time to answer.}\n";
const RULE: &str = "code: KS101
name: answer-under-72-hours
summary: {ja: 回答まで72時間, en: 72 hours to answer}
clause: 第2
quote: 照会の回答までに72時間を置く
binding: must
severity: warning
when: {kind: consultation}
require: {elapsed: {at_least: $notice}}
at: due
also: [sent]
message:
  ja: 期限までの時間は{elapsed}で、{required}に{shortfall}不足しています。
  en: The due time is {elapsed} after sending, {shortfall} short of {required}.
help: {ja: 早めに発出してください。, en: Send it earlier.}
examples:
  bad:
    - {種別: 協議, 件名: x, 宛先: 財務省, 発出日時: 2025-09-08 10:00, 回答期限: 2025-09-11 9:59}
  good:
    - {種別: 協議, 件名: x, 宛先: 財務省, 発出日時: 2025-09-08 10:00, 回答期限: 2025-09-11 10:00}
";

#[test]
fn a_further_rule_pack_judges_beside_the_one_that_is_shipped() {
    // An unknown sender: every plan may bind it, so all are evaluated.
    let unsaid = SHORT.replace("発出元: 総務省\n", "");
    let folder = folder(&[
        ("pack/plan.yaml", PLAN),
        ("pack/KS101.yaml", RULE),
        ("short.yaml", &unsaid),
    ]);
    let output = check(
        folder.path(),
        &["--format", "json", "--rules", "pack", "short.yaml"],
    )
    .json();
    assert_eq!(codes(&output), ["KG101", "KS101"]);
    let clause = &list(&output, "diagnostics")[1]["clause"];
    assert_eq!(
        (text(clause, "plan"), text(clause, "section")),
        ("kitasan-plan", "第2")
    );
    let run = check(
        folder.path(),
        &[
            "--rules",
            "pack",
            "--select",
            "KS",
            "--fail-on",
            "warning",
            "short.yaml",
        ],
    );
    assert_eq!(run.status, Some(1));
    assert!(run.stdout.contains("72時間に24時間1分不足"), "{}", run.stdout);
    assert_eq!(
        status(folder.path(), &["--select", "KS", "short.yaml"]),
        2,
        "without the pack there is no such code"
    );
}

/// The result of a request by its senders, with the pack of the Kitasan Ministry beside the built-in ones and with
/// further arguments.
fn judged_as_sent_by(from: &str, request: &str, more: &[&str]) -> Vec<String> {
    let request = request.replace("発出元: 総務省", &format!("発出元: {from}"));
    let folder = folder(&[
        ("pack/plan.yaml", PLAN),
        ("pack/KS101.yaml", RULE),
        ("kigen.yaml", "組み込み規則集: false\n規則集: [pack]\n"),
        ("request.yaml", &request),
    ]);
    let named: &[&str] = match more {
        [] => &["--no-config", "--rules", "pack"],
        _ => more,
    };
    let arguments = [&["--format", "json"], named, &["request.yaml"]].concat();
    let output = check(folder.path(), &arguments).json();
    // KG019 (ministry not in the directory) is expected here as well.
    let found = codes(&output).into_iter().filter(|code| *code != "KG019");
    found.map(str::to_owned).collect()
}

#[test]
fn a_request_is_judged_by_the_plans_that_bind_its_senders() {
    for (from, wanted) in [
        ("総務省", &["KG101"][..]),
        ("消防庁", &["KG101"]),
        ("北三省", &["KS101"]),
        ("北三省大臣官房", &["KS101"]),
        ("北三省・総務省", &["KG101", "KS101"]),
        ("総務省、北三省", &["KG101", "KS101"]),
        ("財務省・総務省", &["KG101"]),
        ("総務省・財務省", &["KG101"]),
        ("{府省: 北三省, 部局: 大臣官房}", &["KS101"]),
        // No loaded plan binds this sender: all plans are evaluated, and the report says so where the sender is
        // known.
        ("財務省", &["KG101", "KG414", "KS101"]),
        ("南三省", &["KG101", "KS101"]),
    ] {
        let mut found = judged_as_sent_by(from, &SHORT.replace("宛先: 財務省", "宛先: 文化庁"), &[]);
        found.sort();
        assert_eq!(found, wanted, "{from}");
    }
}

/// Due on a Saturday: a rule without a plan applies whatever the sender and `--plan` are.
#[test]
fn rules_of_no_plan_judge_every_request() {
    for from in ["総務省", "北三省", "財務省"] {
        for more in [&[][..], &["--config", "kigen.yaml"]] {
            let found = judged_as_sent_by(from, WEEKEND, more);
            assert!(found.contains(&"KG402".to_owned()), "{from} {more:?}: {found:?}");
            assert!(found.contains(&"KG403".to_owned()), "{from} {more:?}: {found:?}");
        }
    }
    // Nor can it be due before it is sent, also with only another ministry's plan loaded.
    let early = WEEKEND.replace("2025-09-13 12:00", "2025-09-01 12:00");
    assert!(judged_as_sent_by("北三省", &early, &["--config", "kigen.yaml"]).contains(&"KG401".to_owned()));
}

/// Sent in the evening and due the next morning: where a clause of an applicable plan covers the request, that
/// plan's own rules judge it; otherwise the common rule KG406 does.
#[test]
fn what_no_clause_of_a_judging_plan_covers_is_held_to_the_common_measure() {
    const EVENING: &str = "種別: 協議\n件名: 法案\n発出元: 総務省\n宛先: 文化庁\n\
        発出日時: 2025-09-09 17:30\n回答期限: 2025-09-10 10:00\n";
    let survey = EVENING.replace("種別: 協議", "種別: 調査") + "必要性: 法案の検討のため\n";
    let survey = survey.replace("宛先: 文化庁", "宛先: [文化庁, 財務省]");
    let has = |found: Vec<String>| found.contains(&"KG406".to_owned());
    // ① and ③ belong to 総務省; the clause of 北三省 covers consultations.
    assert!(!has(judged_as_sent_by("総務省", EVENING, &[])));
    assert!(!has(judged_as_sent_by("北三省", EVENING, &[])));
    assert!(!has(judged_as_sent_by("総務省", &survey, &[])));
    assert!(has(judged_as_sent_by("北三省", &survey, &[])));
    // A review's hearing: ② is not in the plan of 北三省.
    let review = "種別: 査定・審査\n件名: 定員\n発出元: 総務省\n宛先: 文化庁\n発出日時: 2025-09-08 10:00\n\
        ヒアリング: {開始: 2025-09-10 18:00, 終了: 2025-09-10 19:00, オンライン: 可}\n";
    assert_eq!(judged_as_sent_by("総務省", review, &[]), ["KG201"]);
    assert_eq!(judged_as_sent_by("北三省", review, &[]), ["KG407"]);
}

/// Each plan has its own period: every plan that applies to the request and has expired is named.
#[test]
fn the_plan_that_is_out_of_force_is_the_one_that_judges() {
    let plan = PLAN.replace("prefix: KS", "prefix: KS\nperiod: {until: 2030-03-31}");
    let late = |from: &str, sent: &str, due: &str| {
        let request = CLEAN
            .replace("発出元: 総務省", &format!("発出元: {from}"))
            .replace("2025-09-09 17:00", sent)
            .replace("2025-09-11 17:00", due)
            .replace("宛先: 財務省", "宛先: 文化庁");
        let folder = folder(&[
            ("pack/plan.yaml", &plan),
            ("pack/KS101.yaml", RULE),
            ("request.yaml", &request),
        ]);
        let arguments = [
            "--format",
            "json",
            "--rules",
            "pack",
            "--select",
            "KG404",
            "request.yaml",
        ];
        let output = check(folder.path(), &arguments).json();
        let found = of(&output, "KG404").into_iter();
        found
            .map(|one| text(one, "message").to_owned())
            .collect::<Vec<_>>()
    };
    let (sent, due) = ("2026-09-09 10:00", "2026-09-16 17:00");
    assert_eq!(late("総務省", sent, due).len(), 1);
    assert_eq!(late("北三省", sent, due), [""; 0]);
    let (sent, due) = ("2030-09-09 10:00", "2030-09-13 17:00");
    let both = late("総務省・北三省", sent, due);
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(
        both[0].contains("2026年3月31日") != both[1].contains("2026年3月31日"),
        "{both:?}"
    );
}

/// A copy of a built-in plan replaces it, and codes stay unique across packs.
#[test]
fn a_pack_in_the_place_of_another_may_not_take_a_code_that_is_another_s() {
    let plan = PLAN
        .replace("plan: kitasan-plan", "plan: soumu-wlb")
        .replace("prefix: KS", "prefix: KG");
    let rule = RULE.replace("KS101", "KG402");
    let folder = folder(&[
        ("pack/plan.yaml", &plan),
        ("pack/KG402.yaml", &rule),
        ("short.yaml", SHORT),
    ]);
    let run = check(folder.path(), &["--rules", "pack", "short.yaml"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("rules/common/KG402.yaml"), "{}", run.stderr);
}

#[test]
fn a_message_in_block_style_is_shown_without_replacement_characters() {
    let rule = RULE.replace(
        "  ja: 期限までの時間は{elapsed}で、",
        "  ja: |\n    期限までの時間は{elapsed}です。\n    ",
    );
    let rule = rule.replace(
        "help: {ja: 早めに発出してください。,",
        "help:\n  ja: |\n    早めに発出してください。\n    相手方の閉庁日にも御留意ください。\n ",
    );
    let rule = rule.replace(" en: Send it earlier.}", " en: Send it earlier.");
    let folder = folder(&[
        ("pack/plan.yaml", PLAN),
        ("pack/KS101.yaml", &rule),
        ("short.yaml", &SHORT.replace("総務省", "北三省")),
    ]);
    let run = check(
        folder.path(),
        &["--rules", "pack", "--select", "KS", "short.yaml"],
    );
    assert!(
        run.stdout.contains("御留意ください"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert!(!run.stdout.contains('\u{fffd}'), "{}", run.stdout);
}

#[test]
fn a_broken_rule_pack_is_refused_at_its_place() {
    for (name, broken, place) in [
        (
            "KS101.yaml",
            RULE.replace("elapsed: {at", "elapst: {at"),
            "pack/KS101.yaml:9:11",
        ),
        (
            "KS101.yaml",
            RULE.replace("$notice", "$notise"),
            "pack/KS101.yaml:9:",
        ),
        (
            "KS101.yaml",
            RULE.replace("severity: warning", "severity: [warning"),
            "pack/KS101.yaml:",
        ),
        ("KS101.yaml", RULE.replace("KS101", "KG101"), "pack/KS101.yaml:1:"),
        (
            "plan.yaml",
            PLAN.replace("prefix: KS", "prefiks: KS"),
            "pack/plan.yaml:",
        ),
    ] {
        let folder = folder(&[
            ("pack/plan.yaml", PLAN),
            ("pack/KS101.yaml", RULE),
            ("short.yaml", SHORT),
        ]);
        put(folder.path(), &format!("pack/{name}"), broken.as_bytes());
        for format in ["human", "json"] {
            let run = check(
                folder.path(),
                &["--format", format, "--rules", "pack", "short.yaml"],
            );
            assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{broken}");
            assert!(run.stderr.contains(place), "{place} in {}", run.stderr);
        }
    }
}

#[test]
fn a_rule_pack_that_is_not_there_is_refused() {
    let folder = folder(&[
        ("short.yaml", SHORT),
        ("none/note.txt", "x"),
        ("sjis/plan.yaml", ""),
    ]);
    put(folder.path(), "sjis/plan.yaml", b"title: \x8f\x91\n");
    for (pack, name) in [
        ("not-there", "not-there"),
        ("short.yaml", "short.yaml"),
        ("none", "none"),
        ("sjis", "sjis/plan.yaml"),
    ] {
        let run = check(folder.path(), &["--rules", pack, "short.yaml"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{pack}");
        assert!(run.stderr.contains(name), "{}", run.stderr);
    }
}
