//! Where a hearing is moved to, in the notation that it is written in.

use serde_json::Value;

use crate::common::{judged, kigen, list, of, root, run_with_input, text};

/// The fixes of a review with such a hearing, on 2025-09-09 at ten: each finding with the texts of its fixes.
fn fixes(hearing: &str) -> Vec<String> {
    let document = format!(
        "種別: 査定・審査\n件名: 統計について\n発出元: 総務省大臣官房\n宛先: 財務省主計局\n発出日時: 2025-09-09 10:00\n{hearing}\n"
    );
    let arguments = [
        "check",
        "--no-config",
        "--format",
        "json",
        "--now",
        "2025-09-09T10:00:00+09:00",
        "-",
    ];
    let output = run_with_input(kigen(root()).args(arguments), document.as_bytes()).json();
    let texts = |fix: &Value| {
        let edits: Vec<&str> = list(fix, "edits").iter().map(|edit| text(edit, "text")).collect();
        edits.join(" … ")
    };
    list(&output, "diagnostics")
        .iter()
        .map(|found| {
            let fixes: Vec<String> = list(found, "fixes").iter().map(texts).collect();
            format!("{} {}", text(found, "code"), fixes.join(" | "))
        })
        .collect()
}

#[test]
fn a_hearing_is_moved_to_the_next_hours_in_which_it_fits() {
    for (times, expected) in [
        (
            "開始: 2025-09-18 9:00, 終了: 2025-09-18 10:00",
            &["KG201 2025-09-18 9:30 … 2025-09-18 10:30"][..],
        ),
        ("開始: 2025-09-18 18:00, 終了: 2025-09-18 18:15", &[]),
        (
            "開始: 2025-09-18 18:00, 終了: 2025-09-18 18:16",
            &["KG201 2025-09-19 09:30 … 2025-09-19 09:46"],
        ),
        ("開始: 2025-09-18 18:30", &["KG201 2025-09-19 09:30"]),
        (
            "開始: 2025-09-18 11:30, 終了: 2025-09-18 12:30",
            &["KG207 2025-09-18 13:00 … 2025-09-18 14:00"],
        ),
        (
            "開始: 2025-09-13 14:00, 終了: 2025-09-13 15:00",
            &["KG201 2025-09-16 09:30 … 2025-09-16 10:30"],
        ),
        (
            "開始: 2025-09-18 19:00, 終了: 20時",
            &["KG201 2025-09-19 09:30 … 10時30分"],
        ),
        (
            "開始: 2025-09-18（木）19:00, 終了: 2025-09-18（木）20:00",
            &["KG201 2025-09-19（金）09:30 … 2025-09-19（金）10:30"],
        ),
        (
            "開始: 9月18日（木）19時, 終了: 20時",
            &["KG201 9月19日（金）9時30分 … 10時30分"],
        ),
        (
            "開始: 令和7年9月18日（木）19時, 終了: 同日20時",
            &["KG201 令和7年9月19日（金）9時30分 … 同日10時30分"],
        ),
        // Nobody knows when it ends.
        (
            "開始: 2025-09-18 19:00, 終了: 2025-09-18 か",
            &["KG201 ", "KG007 "],
        ),
        // It has no length, or is longer than a day has hours.
        (
            "開始: 2025-09-18 20:00, 終了: 2025-09-18 19:00",
            &["KG201 ", "KG007 "],
        ),
        ("開始: 2025-09-18 9:30, 終了: 2025-09-18 18:30", &["KG201 "]),
    ] {
        assert_eq!(
            fixes(&format!("ヒアリング: {{{times}, オンライン: 可}}")),
            expected,
            "{times}"
        );
    }
}

#[test]
fn a_hearing_of_days_is_moved_by_days() {
    for (times, expected) in [
        (
            "開始: 2025-09-13, 終了: 2025-09-14",
            "KG201 2025-09-16 … 2025-09-17",
        ),
        (
            "開始: 2025-09-14, 終了: 2025-09-15",
            "KG201 2025-09-16 … 2025-09-17",
        ),
        // 23 September is closed.
        (
            "開始: 2025-09-19, 終了: 2025-09-20",
            "KG201 2025-09-24 … 2025-09-25",
        ),
        ("開始: 2025-09-13", "KG201 2025-09-16"),
        ("終了: 2025-09-14", "KG201 2025-09-16"),
    ] {
        assert_eq!(
            fixes(&format!("ヒアリング: {{{times}, オンライン: 可}}")),
            [expected],
            "{times}"
        );
    }
}

#[test]
fn a_hearing_of_days_of_which_one_cannot_be_read_stays() {
    assert_eq!(
        fixes("ヒアリング: {開始: 2025-09-13 か, 終了: 2025-09-14, オンライン: 可}"),
        ["KG201 ", "KG007 "]
    );
}

#[test]
fn a_wrong_weekday_is_that_of_the_nearest_day() {
    for (start, other) in [
        ("2025-09-18（月）14:00", "2025-09-15（月）14:00"),
        ("2025-09-18（水）14:00", "2025-09-17（水）14:00"),
        ("2025-09-18（日）14:00", "2025-09-21（日）14:00"),
        ("2025-09-12（月）14:00", "2025-09-15（月）14:00"),
    ] {
        let found = fixes(&format!(
            "ヒアリング: {{開始: {start}, 終了: {} 15:00, オンライン: 可}}",
            &start[..10]
        ));
        let right = match &start[..10] {
            "2025-09-18" => "2025-09-18（木）14:00",
            _ => "2025-09-12（金）14:00",
        };
        assert_eq!(found, [format!("KG405 {right} | {other}")], "{start}");
    }
    // Materials that are due at its start move it, too.
    let materials = "資料: [{名称: 一覧, 目的: 確認}]\nヒアリング: {開始: 2025-09-10 09:30, 終了: 2025-09-10 10:30, オンライン: 可}";
    assert_eq!(fixes(materials), ["KG204 2025-09-10 10:00 … 2025-09-10 11:00"]);
}

/// That no time is left is said only where all times are known, and none is.
#[test]
fn that_no_hours_are_left_is_said_where_they_are_known() {
    const UNREAD: &str = "{府省: 財務省, 勤務時間: 8時半から}";
    for (times, to, is_said) in [
        ("開始: 2025-09-18 9:30, 終了: 2025-09-18 18:30", "財務省", true),
        ("開始: 2025-09-18 9:30, 終了: 2025-09-18 18:30", UNREAD, false),
        ("開始: 2025-09-18 19:00, 終了: 2025-09-18 20:00", "財務省", false),
        ("開始: 2025-09-18 19:00, 終了: 2025-09-18 20:00", UNREAD, false),
        ("開始: 2025-09-18 19:00, 終了: 2025-09-18 か", "財務省", false),
        ("開始: か, 終了: 2025-09-18 19:00", "財務省", false),
        ("開始: 2025-09-18 20:00, 終了: 2025-09-18 19:00", "財務省", false),
    ] {
        let output = judged(&format!(
            "種別: 査定・審査\n件名: 統計について\n発出元: 総務省大臣官房\n宛先: {to}\n発出日時: 2025-09-09 10:00\n\
             ヒアリング: {{{times}, オンライン: 可}}\n"
        ));
        let help = text(of(&output, "KG201")[0], "help");
        assert_eq!(
            help.contains("60日以内にありません"),
            is_said,
            "{times} {to} {help}"
        );
    }
}
