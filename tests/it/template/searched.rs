//! The first time relative to the sending that complies at every minute of it: lengths of hearings, closings abroad,
//! and rules that an early sending breaks and a late one keeps.

use crate::common::{check, folder, list, text};

/// The texts of the first fix of a template, judged by a further rule on a place if one is given.
fn fix(lines: &str, further: Option<(&str, &str)>) -> Vec<String> {
    let document = format!("雛形: true\n発出元: 総務省\n{lines}");
    let (at, require) = further.unwrap_or(("kind", "{present: kind}"));
    let rule = format!(
        "code: SN101\nname: r\nsummary: {{ja: 要旨, en: gist}}\nbinding: practice\nseverity: warning\nrequire: {require}\nat: {at}\n\
         message: {{ja: 文, en: text}}\nexamples: {{bad: [{{種別: 協議}}], good: [{{種別: 協議}}]}}\n"
    );
    let here = folder(&[
        ("pack/plan.yaml", "plan: s\ntitle: {ja: 題, en: t}\nprefix: SN\n"),
        ("pack/SN101.yaml", &rule),
        ("a.yaml", &document),
    ]);
    let output = check(here.path(), &["--format", "json", "--rules", "pack", "a.yaml"]).json();
    let first = list(&output, "diagnostics")
        .iter()
        .find_map(|found| list(found, "fixes").first());
    first.map_or_else(Vec::new, |fix| {
        list(fix, "edits")
            .iter()
            .map(|edit| text(edit, "text").to_owned())
            .collect()
    })
}

#[test]
fn a_hearing_keeps_its_length_however_that_is_written() {
    const FIXED: &str = "発出日時: 2026-04-01〜2026-04-10\n";
    for (sent, times, expected) in [
        (
            "",
            "開始: 57時間後, 終了: 58時間後",
            &["3開庁日後 9:30", "3開庁日後 10:30"][..],
        ),
        (
            "",
            "開始: 57時間後, 終了: 60時間後",
            &["3開庁日後 13:00", "3開庁日後 16:00"],
        ),
        (
            FIXED,
            "開始: 2026-04-20 19:00, 終了: 2026-04-20 20:00",
            &["1開庁日後 13:00", "1開庁日後 14:00"],
        ),
        (
            FIXED,
            "開始: 2026-04-20 18:00, 終了: 2026-04-20 18:45",
            &["1開庁日後 13:00", "1開庁日後 13:45"],
        ),
        (FIXED, "開始: 2026-04-20 19:00", &["1開庁日後 13:00"]),
        // It is not over on its day, or as long at one sending as at another.
        (FIXED, "開始: 2026-04-20 19:00, 終了: 2026-04-21 20:00", &[]),
        ("", "開始: 57時間後, 終了: 翌開庁日 20:00", &[]),
    ] {
        let lines = format!(
            "種別: 査定・審査\n宛先: 財務省\n{sent}期限: 10開庁日後 17:00\nヒアリング: {{{times}, オンライン: 可}}\n"
        );
        assert_eq!(fix(&lines, None), expected, "{lines}");
    }
}

/// Summer time in Sydney moves its closing to 15:15 of Japan, which no half hour is.
#[test]
fn the_closing_of_an_office_abroad_is_that_of_every_season() {
    const SYDNEY: &str = "{府省: 外務省, 勤務時間: \"9:00-17:15\", 休憩: なし, 時間帯: Australia/Sydney}";
    for (sent, expected) in [
        ("15:05〜15:15", "2開庁日後 15:15"),
        ("15:05〜15:16", "3開庁日後 8:00"),
    ] {
        let lines = format!(
            "種別: 協議\n宛先: {SYDNEY}\n発出日時: {{曜日: 月・火, 時間帯: {sent}}}\n期限: 翌開庁日 10:00\n"
        );
        assert_eq!(fix(&lines, None), [expected], "{sent}");
    }
}

#[test]
fn every_minute_of_a_day_counts_and_not_only_its_last() {
    const EARLY: &str = "{any: [{sent: {time_of_day: {from: \"16:00\"}}}, {elapsed: {at_least: PT60H}}]}";
    for (kind, further, expected) in [
        ("協議", None, "2開庁日後 18:15"),
        ("協議", Some(("due", EARLY)), "3開庁日後 9:30"),
        // No other rule depends on the minute of sending.
        ("調査", None, "2開庁日後 17:30"),
        ("調査", Some(("due", EARLY)), "3開庁日後 9:30"),
    ] {
        let lines = format!("種別: {kind}\n宛先: 財務省\n期限: 47時間後\n");
        assert_eq!(fix(&lines, further), [expected], "{kind} {further:?}");
    }
}

/// A rule that no candidate is chosen by must still be kept by the one that is found.
#[test]
fn a_hearing_is_offered_no_time_that_another_rule_breaks() {
    let lines = "種別: 査定・審査\n宛先: 財務省\n期限: 10開庁日後 17:00\nヒアリング: {開始: 翌開庁日 19:00, 終了: 翌開庁日 20:00, オンライン: 可}\n";
    let within =
        |from: &str| format!("{{hearing: {{in_office_hours: everyone, time_of_day: {{from: \"{from}\"}}}}}}");
    assert_eq!(
        fix(lines, Some(("hearing", &within("9:00")))),
        ["2開庁日後 9:30", "2開庁日後 10:30"]
    );
    assert!(fix(lines, Some(("hearing", &within("14:00")))).is_empty());
}
