//! What a finding says: of which recipient, of which days, and of which due.

use crate::common::{check, folder, judged, list, of, text};

/// Of two recipients with as much time for the work the one is named whose hours are farther from the due, whichever
/// opens or closes first.
#[test]
fn the_recipient_farthest_from_its_hours_is_named() {
    const EARLY: &str = "{府省: 厚生労働省, 勤務時間: \"8:30-17:15\"}";
    for (due, words) in [
        (
            "7:00",
            "財務省の勤務時間（9時30分から）より2時間30分早くなっています。",
        ),
        (
            "20:00",
            "厚生労働省の勤務時間（17時15分まで）を2時間45分超えています。",
        ),
    ] {
        for to in [format!("[財務省, {EARLY}]"), format!("[{EARLY}, 財務省]")] {
            let output = judged(&format!(
                "種別: その他\n件名: x\n発出元: 総務省\n宛先: {to}\n発出日時: 2025-09-09 8:00\n想定作業量: 1時間\n\
                 期限: 2025-09-11 {due}\n"
            ));
            let found = of(&output, "KG402");
            assert!(
                text(found[0], "message").contains(words),
                "{to} {}",
                found[0]["message"]
            );
        }
    }
}

/// The day of the end is said where it is another.
#[test]
fn a_hearing_over_night_is_said_with_both_days() {
    for (end, words) in [
        ("2025-09-18 19:00", "9月18日（木）17時〜19時"),
        ("2025-09-18 24:00", "9月18日（木）17時〜24時"),
        ("2025-09-19 10:00", "9月18日（木）17時〜9月19日（金）10時"),
        ("2025-09-19 10:30", "9月18日（木）17時〜9月19日（金）10時30分"),
    ] {
        let output = judged(&format!(
            "種別: 査定・審査\n件名: x\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n資料: [{{名称: 一覧, 目的: 確認}}]\n\
             ヒアリング: {{開始: 2025-09-18 17:00, 終了: {end}, 場所: 会議室, オンライン: 可}}\n"
        ));
        let said = serde_json::to_string(&output["diagnostics"]).unwrap();
        assert!(
            !of(&output, "KG201").is_empty() && said.contains(words),
            "{words}: {said}"
        );
    }
}

/// A rule on what a text mentions may name the due, though it reads none: the earliest, or that which differs.
#[test]
fn a_rule_of_mentions_may_name_the_due() {
    let rule = |require: &str| {
        format!(
            "code: SN101\nname: r\nsummary: {{ja: 要旨, en: gist}}\nbinding: practice\nseverity: warning\neach: mentions\n\
             when: {{mention: {{role: deadline}}}}\nrequire: {require}\nat: item\n\
             message: {{ja: '「{{as_written}}」と{{due}}', en: text}}\nexamples: {{bad: [{{種別: 協議}}], good: [{{種別: 協議}}]}}\n"
        )
    };
    for (dues, require, due) in [
        (
            "2025-09-12 17:00",
            "{mention: {agrees_with_due: true}}",
            "9月12日（金）17時",
        ),
        (
            "{質問: 2025-09-16 17:00, 意見: 2025-09-12 17:00}",
            "{not: {mention: {role: deadline}}}",
            "9月12日（金）17時",
        ),
    ] {
        let here = folder(&[
            ("pack/plan.yaml", "plan: s\ntitle: {ja: 題, en: t}\nprefix: SN\n"),
            ("pack/SN101.yaml", &rule(require)),
            (
                "a.yaml",
                &format!(
                    "種別: 協議\n件名: x\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n期限: {dues}\n\
                     本文: 9月11日（木）17時までに御回答ください。\n"
                ),
            ),
        ]);
        let arguments = ["--no-config", "--rules", "pack", "--format", "json", "a.yaml"];
        let output = check(here.path(), &arguments).json();
        let messages: Vec<&str> = of(&output, "SN101")
            .iter()
            .map(|found| text(found, "message"))
            .collect();
        assert_eq!(
            messages,
            [format!("「9月11日（木）17時」と{due}")],
            "{}",
            list(&output, "diagnostics").len()
        );
    }
}
