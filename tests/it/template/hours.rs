//! Office hours in templates: remedies outside every recipient's break, sendings while every sender is at work, and
//! days that end at 24時.

use serde_json::Value;

use crate::common::{check_input, judged, list, root};

fn human(input: &str) -> String {
    // The line width is irrelevant here: join the wrapped lines.
    let run = check_input(root(), &["--no-config", "-"], input.as_bytes());
    run.stdout.replace("\n  │ ", "").replace("\n  ", "")
}

/// The times of day proposed for a due.
fn offered(json: &Value) -> Vec<String> {
    let found = list(json, "diagnostics")
        .iter()
        .flat_map(|found| list(found, "fixes"));
    let texts = found
        .flat_map(|fix| list(fix, "edits"))
        .map(|edit| edit["text"].as_str().unwrap());
    texts
        .map(|text| text.rsplit(' ').next().unwrap().to_owned())
        .collect()
}

#[test]
fn no_due_is_offered_inside_a_recipients_break() {
    // The next morning is too early for an evening request, and 12:30 is in the break.
    for (office, effort, wanted) in [
        (
            "{府省: 財務省, 勤務時間: \"9:00-17:45\", 休憩: \"12:00-13:00\"}",
            "3時間",
            "13:00",
        ),
        (
            "{府省: 財務省, 勤務時間: \"9:00-17:45\", 休憩: \"12:00-13:00\"}",
            "3時間15分",
            "13:30",
        ),
        (
            "{府省: 財務省, 勤務時間: \"9:00-17:45\", 休憩: \"11:15-12:15\"}",
            "2時間15分",
            "12:30",
        ),
        // A co-recipient's break counts too.
        (
            "[{府省: 財務省, 勤務時間: \"9:00-17:45\", 休憩: \"12:00-13:00\"}, {府省: 厚生労働省, 勤務時間: \"9:00-17:45\", 休憩: \"13:00-14:00\"}]",
            "3時間15分",
            "14:00",
        ),
    ] {
        let input = format!(
            "種別: 照会\n件名: x\n発出元: 総務省\n宛先: {office}\n相当の作業量: なし\n想定作業量: {effort}\n\
             雛形: true\n発出日時: 平日 17:45〜18:15\n回答期限: 1開庁日後 9:00\n"
        );
        let offered = offered(&judged(&input));
        assert!(
            !offered.is_empty() && offered.iter().all(|time| time == wanted),
            "{office} {effort}: {offered:?}"
        );
    }
}

#[test]
fn a_template_goes_out_while_all_its_senders_are_at_work() {
    let head =
        "種別: 照会\n件名: x\n宛先: 財務省\n相当の作業量: なし\n雛形: true\n回答期限: 5開庁日後 17:00\n";
    let one = |hours: &str| format!("{{府省: 総務省, 勤務時間: \"{hours}\"}}");
    let window = |from: &str| {
        let json = judged(&format!("{head}発出元: {from}\n"));
        let window = &json["requests"][0]["window"];
        (
            window["from"].as_str().map(str::to_owned),
            window["minutes"].as_i64(),
        )
    };
    let early = one("8:00-12:00");
    let late = one("11:00-18:00");
    let lone = one("11:00-12:00").replace("休憩", "");
    let (first, minutes) = window(&format!("[{early}, {late}]"));
    assert_eq!(first.as_deref(), Some("2025-09-08T11:00:00+09:00"));
    assert_eq!((first, minutes), window(&lone));
    let swapped = window(&format!("[{late}, {early}]"));
    assert_eq!(swapped, window(&lone));
    // Never at work together: nothing can be judged, and nothing is said to comply.
    let night = one("20:00-22:00");
    let none = judged(&format!("{head}発出元: [{early}, {night}]\n"));
    assert_eq!(none["requests"][0]["verdict"], "undetermined", "{none}");
}

#[test]
fn a_day_of_sending_is_of_all_senders() {
    // At 9:00 and at 17:00 one of them is not at work; from 11:00 to 12:00 both are.
    let base = "種別: 照会\n件名: x\n宛先: 財務省\n相当の作業量: なし\n発出日時: 2025-09-09\n回答期限: 2025-09-16 17:00\n";
    let from =
        "発出元: [{府省: 総務省, 勤務時間: \"8:00-12:00\"}, {府省: 内閣府, 勤務時間: \"11:00-18:00\"}]\n";
    let sent = judged(&format!("{base}{from}"));
    assert_eq!(sent["requests"][0]["sent"], "2025-09-09T11:00:00+09:00", "{sent}");
    assert!(list(&sent, "undetermined").is_empty(), "{sent}");
    assert!(
        !list(&sent, "diagnostics").iter().any(|it| it["code"] == "KG403"),
        "{sent}"
    );
}

#[test]
fn the_end_of_a_day_is_written_as_the_template_writes_it() {
    let head = "件名: x（協議）\n発出元: 総務省\n宛先: 財務省\n雛形: true\n発出日時: 平日 9:30〜12:00\n";
    let due = human(&format!("種別: 協議\n{head}回答期限: 2開庁日後 24時\n"));
    assert!(due.contains("9月10日（水）24時"), "{due}");
    assert!(
        due.contains("勤務時間（18時15分まで）を5時間45分超えています"),
        "{due}"
    );
    assert!(!due.contains("11日（木）0時"), "{due}");
    let hearing = human(&format!(
        "種別: 査定\n{head}ヒアリング: {{開始: 2開庁日後 22時, 終了: 2開庁日後 24:00}}\n"
    ));
    assert!(
        hearing.contains("9月10日（水）22時〜24時") || hearing.contains("9月10日（水）24時"),
        "{hearing}"
    );
    assert!(!hearing.contains("11日（木）0時"), "{hearing}");
    // 24時 is the next day's 0:00.
    let json = judged(&format!("種別: 協議\n{head}回答期限: 2開庁日後 24時\n"));
    let found = list(&json, "diagnostics")
        .iter()
        .find(|it| it["code"] == "KG402")
        .unwrap();
    assert_eq!(
        found["facts"]["counterexample_due"], "2025-09-11T00:00:00+09:00",
        "{found}"
    );
}
