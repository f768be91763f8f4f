//! Fixes and last sendings where a further rule, a closure or several senders leave few times: none is offered that one
//! of them refuses, and the last day searched counts.

use crate::common::{folder, kigen, list, root, run, run_with_input, text};
use serde_json::Value;
use std::path::Path;

const PLAN: &str = "plan: s\ntitle: {ja: 題, en: t}\nprefix: SN\n";

/// What a command says of `a.yaml` under the rules of `pack`, on 2025-09-01 at ten.
fn answer(here: &Path, command: &[&str]) -> Value {
    let rest = [
        "--now",
        "2025-09-01T10:00",
        "--rules",
        "pack",
        "--format",
        "json",
        "a.yaml",
    ];
    run(kigen(here).args(command).args(rest)).json()
}

/// The first fix of a request on 2025-09-01 at ten, judged by a further rule on a place too: whether it is safe, and
/// its texts.
fn fix(document: &str, (at, require): (&str, &str), config: &str) -> Option<(bool, Vec<String>)> {
    let rule = format!(
        "code: SN101\nname: r\nsummary: {{ja: 要旨, en: gist}}\nbinding: practice\nseverity: warning\nrequire: {require}\nat: {at}\n\
         message: {{ja: 文, en: text}}\nexamples: {{bad: [{{種別: 協議}}], good: [{{種別: 協議}}]}}\n"
    );
    let here = folder(&[
        ("pack/plan.yaml", PLAN),
        ("pack/SN101.yaml", &rule),
        ("kigen.yaml", config),
        ("a.yaml", document),
    ]);
    let output = answer(here.path(), &["check"]);
    let fix: &Value = list(&output, "diagnostics")
        .iter()
        .find_map(|found| list(found, "fixes").first())?;
    let texts = list(fix, "edits")
        .iter()
        .map(|edit| text(edit, "text").to_owned());
    Some((text(fix, "applicability") == "safe", texts.collect()))
}

/// A rule that every request keeps.
const NONE: (&str, &str) = ("kind", "{present: kind}");

/// Sent on a day without a time, a request may be sent at any minute of it: its last is not enough.
#[test]
fn a_due_complies_at_every_minute_of_the_day_of_sending() {
    const EARLY: &str = "{any: [{sent: {time_of_day: {from: \"16:00\"}}}, {elapsed: {at_least: PT60H}}]}";
    let document = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09\n期限: 2025-09-10 17:00\n";
    for (rule, expected) in [(NONE, "2025-09-11 18:15"), (("due", EARLY), "2025-09-12 09:30")] {
        assert_eq!(
            fix(document, rule, ""),
            Some((true, vec![expected.to_owned()])),
            "{rule:?}"
        );
    }
}

/// Sixty days are searched after the one that is written.
#[test]
fn a_hearing_of_days_is_searched_for_sixty_days() {
    let config = "閉庁日: [{開始: 2025-09-04, 終了: 2025-11-03, 理由: 閉鎖}]\n";
    for (day, expected) in [("2025-09-05", Some("2025-11-04")), ("2025-09-04", None)] {
        let document = format!(
            "種別: 査定・審査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-01 10:00\nヒアリング: {{開始: {day}, オンライン: 可}}\n"
        );
        let expected = expected.map(|day| (true, vec![day.to_owned()]));
        assert_eq!(fix(&document, NONE, config), expected, "{day}");
    }
}

/// Where the weekday that is written belongs to another day, that day's hearing has to move to the same time too, or a
/// person decides.
#[test]
fn a_hearing_is_moved_unasked_only_where_both_days_lead_to_it() {
    const LATE: &str = "{all: [{hearing: {in_office_hours: everyone}}, \
        {not: {hearing: {time_of_day: {from: \"9:00\", until: \"10:05\"}}}}]}";
    const MATERIALS: &str = "資料: [{名称: 一覧, 目的: 確認}]\n";
    for (more, hearing, rule, is_safe, expected) in [
        // Monday the 22nd is open, so nothing would move to it from Wednesday the 17th.
        ("", "開始: 9月20日（水）", NONE, false, &["9月22日（月）"][..]),
        // Sunday the 21st moves there as Saturday the 20th does.
        ("", "開始: 9月20日（日）", NONE, true, &["9月22日（月）"]),
        // On Monday it may stay at ten past ten, and no half hour complies before it.
        (
            "",
            "開始: 9月20日（月）10:10, 終了: \"11:10\"",
            ("hearing", LATE),
            false,
            &["9月22日（月）10:30", "\"11:30\""],
        ),
        (
            MATERIALS,
            "開始: 9月20日（月）10:10, 終了: \"11:10\"",
            ("hearing", LATE),
            false,
            &["9月22日（月）10:30", "\"11:30\""],
        ),
        (
            MATERIALS,
            "開始: 9月20日（月）10:04, 終了: \"11:04\"",
            ("hearing", LATE),
            true,
            &["9月22日（月）10:30", "\"11:30\""],
        ),
    ] {
        let document = format!(
            "種別: 査定・審査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n{more}ヒアリング: {{{hearing}, オンライン: 可}}\n"
        );
        let expected = expected.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(fix(&document, rule, ""), Some((is_safe, expected)), "{hearing}");
    }
}

/// Three senders in two zones, of whom no two are at work at the last minute of the third.
#[test]
fn every_one_of_three_senders_is_at_work_at_the_last_minute() {
    const NEW_YORK: &str = "{府省: 外務省, 勤務時間: \"15:00-22:00\", 休憩: なし, 時間帯: America/New_York}";
    let last = |from: &str| {
        let document = format!(
            "種別: その他\n件名: x\n発出元: {from}\n宛先: 厚生労働省\n想定作業量: 1時間\n回答期限: 2025-09-16 17:00\n"
        );
        let arguments = [
            "check",
            "--no-config",
            "--now",
            "2025-09-01T10:00",
            "--format",
            "json",
            "-",
        ];
        let output = run_with_input(kigen(root()).args(arguments), document.as_bytes()).json();
        text(&list(&output, "requests")[0], "send_by").to_owned()
    };
    // Friday night there is Saturday here.
    assert_eq!(last(NEW_YORK), "2025-09-13T11:00:00+09:00");
    for from in [
        format!("[総務省, {NEW_YORK}]"),
        format!("[総務省, 財務省, {NEW_YORK}]"),
        format!("[{NEW_YORK}, 総務省, 財務省]"),
    ] {
        assert_eq!(last(&from), "2025-09-12T11:00:00+09:00", "{from}");
    }
}

/// The last sending for one due is not brought forward by another.
#[test]
fn each_due_has_a_last_sending_of_its_own() {
    let here = folder(&[
        ("pack/plan.yaml", PLAN),
        (
            "pack/SN101.yaml",
            "code: SN101\nname: r\nsummary: {ja: 要旨, en: gist}\nbinding: practice\nseverity: warning\nwhen: {kind: other}\n\
             require: {elapsed: {at_least: PT100H}}\nat: due\nmessage: {ja: 文, en: text}\nexamples: {bad: [{種別: 協議}], good: [{種別: 協議}]}\n",
        ),
        (
            "a.yaml",
            "種別: その他\n発出元: 総務省\n宛先: 財務省\n想定作業量: 1時間\n発出日時: 2025-09-09 10:00\n\
             期限: {意見: 2025-09-16 9:00, 質問: 2025-09-13 10:00}\n",
        ),
    ]);
    let output = answer(here.path(), &["when", "--no-config"]);
    let dues = list(&list(&output, "requests")[0], "dues").iter();
    let last: Vec<_> = dues
        .map(|due| (text(due, "name"), text(due, "latest_sent")))
        .collect();
    assert_eq!(
        last,
        [
            ("意見", "2025-09-11T18:15:00+09:00"),
            ("質問", "2025-09-08T18:15:00+09:00")
        ]
    );
}

/// Whether a due is under a clause may depend on its name: another due of the request is held to what it is not.
#[test]
fn a_rule_for_what_no_clause_covers_holds_for_the_other_due() {
    let rule = |code: &str, lines: &str| {
        format!(
            "code: {code}\nname: r\nsummary: {{ja: 要旨, en: gist}}\nbinding: practice\nseverity: warning\n{lines}\nat: due\n\
             message: {{ja: 文, en: text}}\nexamples: {{bad: [{{種別: 協議}}], good: [{{種別: 協議}}]}}\n"
        )
    };
    let covered = rule(
        "SN101",
        "clause: 第1\nwhen: {matches: {field: due.name, pattern: 意見}}\nrequire: {elapsed: {at_least: PT1H}}",
    );
    let other = rule(
        "SN102",
        "when: {not: {under_clause: due}}\nrequire: {elapsed: {at_least: PT100H}}",
    );
    let here = folder(&[
        ("pack/plan.yaml", PLAN),
        ("pack/SN101.yaml", &covered),
        ("pack/SN102.yaml", &other),
        (
            "a.yaml",
            "種別: その他\n発出元: 総務省\n宛先: 財務省\n想定作業量: 1時間\n発出日時: 2025-09-09 10:00\n\
             期限: {意見: 2025-09-09 12:30, 質問: 2025-09-09 12:30}\n",
        ),
    ]);
    let output = answer(here.path(), &["check", "--no-config"]);
    let found: Vec<(&str, Vec<&str>)> = list(&output, "diagnostics")
        .iter()
        .map(|found| {
            let edits = list(found, "fixes").iter().flat_map(|fix| list(fix, "edits"));
            (
                text(found, "code"),
                edits.map(|edit| text(edit, "text")).collect(),
            )
        })
        .collect();
    assert_eq!(found, [("SN102", vec!["2025-09-16 09:30"])]);
    let output = answer(here.path(), &["when", "--no-config"]);
    let dues = list(&list(&output, "requests")[0], "dues").iter();
    let earliest: Vec<_> = dues
        .map(|due| (text(due, "name"), text(due, "earliest_due")))
        .collect();
    assert_eq!(
        earliest,
        [
            ("意見", "2025-09-09T11:00:00+09:00"),
            ("質問", "2025-09-16T09:30:00+09:00")
        ]
    );
}
