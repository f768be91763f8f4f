//! Fixes where a further rule or a closure of the configuration leaves few times: none is offered that it refuses,
//! and the last day searched counts.

use crate::common::{folder, kigen, list, run, text};
use serde_json::Value;

const PLAN: &str = "plan: s\ntitle: {ja: 題, en: t}\nprefix: SN\n";

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
    let arguments = [
        "check",
        "--now",
        "2025-09-01T10:00",
        "--rules",
        "pack",
        "--format",
        "json",
        "a.yaml",
    ];
    let output = run(kigen(here.path()).args(arguments)).json();
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
