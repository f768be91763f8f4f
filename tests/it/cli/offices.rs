//! Offices with several names, several senders, and remarks shown once a run.

use crate::common;

use common::{kigen, run};

fn check(files: &[(&str, &str)], arguments: &[&str]) -> common::Run {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut command = kigen(folder.path());
    command.args(["check", "--no-config", "--now", "2025-09-08T10:00"]);
    run(command.args(arguments))
}

const REVIEW: &str = "種別: 査定・審査
件名: 機構・定員要求に係るヒアリングについて
発出元: [総務省行政管理局, {府省: 財務省, 部局: 主計局, 勤務時間: \"8:30-17:15\"}]
宛先: 法務省大臣官房
発出日時: 2025-09-09 16:30
提出期限: 2025-09-16 17:00
想定作業量: 3時間
ヒアリング: {開始: 2025-09-12 16:30, 終了: 2025-09-12 17:30, オンライン: 可}
";

#[test]
fn an_office_is_one_recipient_by_whatever_names() {
    let survey = |to: &str| {
        format!(
            "種別: 調査\n件名: テレワークの実施状況調査\n必要性: 制度改正のため\n発出元: 総務省行政管理局\n宛先: {to}\n\
             発出日時: 2025-09-09 17:30\n回答期限: 2025-09-10 17:00\n"
        )
    };
    for (to, offices) in [
        (
            "[消防庁, 総務省消防庁, {府省: 総務省, 部局: 消防庁}]",
            vec!["消防庁"],
        ),
        ("[財務省主計局, 財務省 主計局, MOF主計局]", vec!["財務省主計局"]),
        (
            "[財務省主計局, 財務省主税局, 財務省主計局]",
            vec!["財務省主計局", "財務省主税局"],
        ),
    ] {
        let found = check(&[("a.yaml", &survey(to))], &["--format", "json", "a.yaml"]).json();
        let named = found["requests"][0]["recipients"].as_array().unwrap().iter();
        let named: Vec<&str> = named.map(|one| one["office"].as_str().unwrap()).collect();
        assert_eq!(named, offices, "{to}");
    }
    // Hours stated under one of its names apply to the office.
    let to = "[財務省主計局, {府省: 財務省, 部局: 主計局, 勤務時間: \"8:30-16:00\"}]";
    let found = check(&[("a.yaml", &survey(to))], &["--format", "json", "a.yaml"]).json();
    let codes = found["diagnostics"].as_array().unwrap().iter();
    assert!(codes.clone().any(|found| found["code"] == "KG402"), "{found}");
}

#[test]
fn the_hours_of_each_of_several_senders_count() {
    let raised = |text: &str, code: &str| {
        let found = check(&[("a.yaml", text)], &["--format", "json", "a.yaml"]).json();
        let found = found["diagnostics"].as_array().unwrap().clone();
        found.into_iter().find(|found| found["code"] == code)
    };
    let message = raised(REVIEW, "KG201").unwrap()["message"].clone();
    assert!(
        message
            .as_str()
            .unwrap()
            .contains("財務省主計局の勤務時間（17時15分まで）を15分"),
        "{message}"
    );
    assert!(raised(&REVIEW.replace("17:30, オ", "17:15, オ"), "KG201").is_none());
    let late = REVIEW.replace("2025-09-09 16:30", "2025-09-09 17:16");
    let message = raised(&late, "KG403").unwrap()["message"].clone();
    assert!(message.as_str().unwrap().contains("財務省主計局"), "{message}");
    // In either order.
    let turned = REVIEW.replace(
        "[総務省行政管理局, {府省: 財務省, 部局: 主計局, 勤務時間: \"8:30-17:15\"}]",
        "[{府省: 財務省, 部局: 主計局, 勤務時間: \"8:30-17:15\"}, 総務省行政管理局]",
    );
    assert!(raised(&turned, "KG201").is_some());
    // The last sending time lies in the hours of both senders.
    let by = check(&[("a.yaml", REVIEW)], &["--format", "json", "a.yaml"]).json();
    let far = REVIEW
        .replace("ヒアリング: {", "x: {")
        .lines()
        .take(7)
        .collect::<Vec<_>>()
        .join("\n");
    let far = far.replace("2025-09-16 17:00", "2025-09-19 17:00") + "\n";
    assert!(by["requests"][0]["send_by"].is_null(), "{by}");
    let by = check(&[("a.yaml", &far)], &["--format", "json", "a.yaml"]).json();
    assert!(
        by["requests"][0]["send_by"].as_str().unwrap() <= "2025-09-19T17:15:00+09:00",
        "{by}"
    );
}

#[test]
fn what_is_not_in_the_plan_is_said_once_a_run_to_people_and_to_machines_each_time() {
    let short = "種別: 査定・審査\n件名: 機構・定員要求に係る資料について\n発出元: 総務省行政管理局\n宛先: 法務省大臣官房\n\
                 発出日時: 2025-09-09 10:00\n提出期限: 2025-09-09 15:00\n";
    let files = [("a.yaml", short), ("b.yaml", short)];
    let note = "目安は本ツールの設定値で、計画に定めはありません。";
    let people = check(&files, &["."]).stdout;
    assert_eq!(people.matches("[KG204]").count(), 2, "{people}");
    assert_eq!(people.matches(note).count(), 1, "{people}");
    let found = check(&files, &["--format", "json", "."]).json();
    let found = found["diagnostics"].as_array().unwrap().iter();
    let found = found.filter(|found| found["code"] == "KG204");
    let helps: Vec<&str> = found.map(|found| found["help"].as_str().unwrap()).collect();
    assert!(
        helps.len() == 2 && helps.iter().all(|help| help.ends_with(note)),
        "{helps:?}"
    );
}

#[test]
fn a_folder_says_of_an_ignored_error_that_the_request_may_not_go_out() {
    let short = "種別: 協議\n件名: 電波法の一部改正について（協議）\n発出元: 総務省総合通信基盤局\n宛先: 財務省主計局\n\
                 発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n想定作業量: 6時間\n";
    let found = check(&[("a.yaml", short)], &["--ignore", "KG101", "."]).stdout;
    assert!(found.contains("a.yaml：このままでは発出できません。"), "{found}");
}

#[test]
fn a_template_with_an_empty_sending_time_is_judged_at_every_time_and_the_rest_is_open() {
    let template = |due: &str, sent: &str| {
        format!(
            "種別: 協議\n雛形: true\n件名: 電波法の一部改正について（協議）\n発出元: 総務省総合通信基盤局\n宛先: 財務省主計局\n\
             {sent}回答期限: {due}\n想定作業量: 6時間\n"
        )
    };
    let found = |due, sent| {
        check(
            &[("a.yaml", &template(due, sent))],
            &["--format", "json", "a.yaml"],
        )
        .json()
    };
    let has = |found: &serde_json::Value, list: &str| {
        let all = found[list].as_array().unwrap().iter();
        all.clone().any(|one| one["code"] == "KG101")
    };
    for blank in ["発出日時:\n", "発出日時: \"\"\n", "発出日時: 【発出日時】\n"] {
        let broken = found("1開庁日後 17:00", blank);
        assert!(
            has(&broken, "diagnostics") && !has(&broken, "undetermined"),
            "{blank}: {broken}"
        );
        let open = found("5開庁日後 17:00", blank);
        assert!(
            has(&open, "undetermined") && !has(&open, "diagnostics"),
            "{blank}: {open}"
        );
    }
    // A request without the hearing may be sent at any time.
    let unsaid = found("5開庁日後 17:00", "");
    assert!(
        !has(&unsaid, "undetermined") && !has(&unsaid, "diagnostics"),
        "{unsaid}"
    );
}
