//! Days and minutes that are judged as equal to others are counted all the same: each count here can be told from the
//! calendar alone. A template is judged from 8 September 2025, 10:00, for three years.

use crate::common::{check, folder, list, of, text};
use serde_json::Value;

/// The report on a template, judged by a further rule on a place.
fn judged(lines: &str, (at, require): (&str, &str)) -> Value {
    let rule = format!(
        "code: SN101\nname: r\nsummary: {{ja: 要旨, en: gist}}\nbinding: practice\nseverity: warning\nrequire: {require}\nat: {at}\n\
         message: {{ja: 文, en: text}}\nexamples: {{bad: [{{種別: 協議}}], good: [{{種別: 協議}}]}}\n"
    );
    let document = format!("雛形: true\n宛先: 財務省\n{lines}");
    let here = folder(&[
        ("pack/plan.yaml", "plan: s\ntitle: {ja: 題, en: t}\nprefix: SN\n"),
        ("pack/SN101.yaml", &rule),
        ("a.yaml", &document),
    ]);
    let arguments = ["--no-config", "--rules", "pack", "--format", "json", "a.yaml"];
    check(here.path(), &arguments).json()
}

/// A rule that every template keeps.
const NONE: (&str, &str) = ("kind", "{present: kind}");

/// Days and minutes of sending at which a rule is broken.
fn failing(output: &Value, code: &str) -> (i64, i64) {
    let facts = &of(output, code)[0]["facts"];
    let number = |name| text(facts, name).parse().unwrap();
    (number("failing_days"), number("failing_minutes"))
}

const AT_NOON: &str = "種別: その他\n発出元: 総務省\n発出日時: 毎日 12:00〜12:00\n";

#[test]
fn months_of_the_due_are_counted_day_by_day() {
    let lines = format!("{AT_NOON}期限: 3日後 12:00\n");
    // From 28 June to 28 July of three years.
    let output = judged(&lines, ("due", "{not: {due: {month: [7]}}}"));
    assert_eq!(failing(&output, "SN101"), (3 * 31, 3 * 31));
    // One such month at the end of a year, and one at its beginning.
    let output = judged(&lines, ("due", "{not: {due: {month: [12, 1]}}}"));
    assert_eq!(failing(&output, "SN101"), (3 * 62, 3 * 62));
}

/// From the day of the hearing on every sending is too late for it.
#[test]
fn sendings_after_the_hearing_are_counted_to_the_last() {
    let lines = format!(
        "{AT_NOON}期限: 5開庁日後 17:00\nヒアリング: {{開始: 2026-09-08 10:00, 終了: 2026-09-08 11:00, オンライン: 可}}\n"
    );
    let output = judged(&lines, NONE);
    assert_eq!(failing(&output, "KG416"), (731, 731));
    let worst = text(&of(&output, "KG416")[0]["facts"], "counterexample_sent");
    assert_eq!(worst, "2026-09-08T12:00:00+09:00");
}

/// The due moves with the minute of sending and reaches the hearing, which stays, at ten. The last day ends before ten.
#[test]
fn a_due_in_hours_passes_a_hearing_within_the_day() {
    let lines = "種別: その他\n発出元: 総務省\n発出日時: 毎日 9:00〜11:00\n期限: 48時間後\n\
        ヒアリング: {開始: 2026-09-10 10:00, 終了: 2026-09-10 11:00, オンライン: 可}\n";
    let output = judged(lines, ("hearing", "{hearing: {after: due}}"));
    assert_eq!(failing(&output, "SN101"), (732, 61 + 730 * 121 + 60));
    let output = judged(lines, ("hearing", "{hearing: {not_before: due}}"));
    assert_eq!(failing(&output, "SN101"), (732, 60 + 730 * 121 + 60));
}

/// A date that is past at every sending is broken most at the last of them.
#[test]
fn the_worst_sending_for_a_past_date_is_the_last() {
    let output = judged(
        "種別: その他\n発出元: 総務省\n発出日時: 毎日 10:30〜16:15\n期限: 2025-01-11 12:20\n",
        NONE,
    );
    let facts = &of(&output, "KG401")[0]["facts"];
    assert_eq!(text(facts, "counterexample_sent"), "2028-09-07T16:15:00+09:00");
}

/// London's Tuesday night is Wednesday morning in Japan.
#[test]
fn a_window_is_counted_from_its_first_minute_to_its_last() {
    const LONDON: &str = "{府省: 総務省, 勤務時間: \"0:00-24:00\", 休憩: なし, 時間帯: Europe/London}";
    let window = |from: &str, dates: &str| {
        let lines = format!("種別: その他\n発出元: {from}\n発出日時: {dates}\n期限: 37日後 12:00\n");
        let window = judged(&lines, NONE)["requests"][0]["window"].clone();
        (window["days"].as_i64(), window["minutes"].as_i64())
    };
    // 24:00 of the day is its last minute, and 0:00 of the next.
    let wednesday = "2026-03-25〜2026-03-25";
    assert_eq!(window(LONDON, wednesday), (Some(2), Some(1441)));
    assert_eq!(window("総務省", wednesday), (Some(1), Some(526)));
    // Tuesday's 24:00 is before the window.
    const LATE: &str = "{府省: 総務省, 勤務時間: \"13:00-24:00\", 休憩: なし}";
    assert_eq!(window(LATE, wednesday), (Some(2), Some(661)));
    // The first day has no midnight before it, and of the last only that is left.
    assert_eq!(
        window("総務省", "毎日 23:00〜24:00"),
        (Some(1097), Some(60 + 1095 * 61 + 1))
    );
}

/// A hearing on days without times is given none.
#[test]
fn a_hearing_on_a_day_is_offered_no_time() {
    let hearing = |start: &str| {
        let lines =
            format!("種別: 査定・審査\n発出元: 総務省\nヒアリング: {{開始: {start}, オンライン: 可}}\n");
        let output = judged(&lines, NONE);
        list(of(&output, "KG201")[0], "fixes").len()
    };
    assert_eq!((hearing("3日後"), hearing("3日後 10:00")), (0, 1));
}

/// What does not depend on the sending is told without one.
#[test]
fn a_rule_on_how_a_due_is_written_names_no_sending() {
    let lines = "種別: その他\n発出元: 総務省\n期限: 4開庁日後\n";
    let output = judged(lines, NONE);
    assert!(of(&output, "KG408")[0]["facts"]["counterexample_sent"].is_null());
    // A due taken from the hearing is written as that is, whenever it is sent.
    let output = judged("種別: 協議\n発出元: 総務省\n", NONE);
    let undetermined: Vec<_> = list(&output, "undetermined")
        .iter()
        .map(|one| {
            (
                text(one, "code"),
                list(one, "missing").len(),
                one["missing"][0].as_str(),
            )
        })
        .collect();
    let due = ["KG101", "KG102", "KG103", "KG104"].map(|code| (code, 1, Some("due")));
    assert_eq!(undetermined, due);
}

/// A search over three years of every minute is within its bounds.
#[test]
fn a_hearing_with_a_date_is_offered_a_time_relative_to_the_sending() {
    for (from, expected) in [
        ("毎日 0:00〜24:00", "1開庁日後 9:30"),
        ("平日 9:30〜18:15", "1開庁日後 9:30"),
    ] {
        let lines = format!(
            "種別: その他\n発出元: 総務省\n発出日時: {from}\n期限: {{質問: 翌開庁日 10:00, 意見: 翌開庁日 10:00}}\n\
             ヒアリング: {{開始: 2027-03-19 16:00, 終了: 2027-03-19 17:00, オンライン: 可}}\n"
        );
        let output = judged(&lines, NONE);
        let fixes = list(of(&output, "KG416")[0], "fixes");
        assert_eq!(text(&fixes[0]["edits"][0], "text"), expected, "{from}");
    }
}

/// The plan is in force until 24:00 of 31 March 2026, which is a minute of the first of April.
#[test]
fn the_end_of_a_plan_is_kept_to_the_minute() {
    let lines = "種別: その他\n発出元: 総務省\n発出日時: 毎日 23:00〜24:00\n期限: 10開庁日後 17:00\n";
    let output = judged(lines, NONE);
    assert_eq!(failing(&output, "KG404"), (892, 60 + 890 * 61 + 1));
}

/// How many hours are left to a date is told apart on days far from it, in each year that it may mean.
#[test]
fn hours_left_to_a_date_are_counted_far_from_it() {
    let rule = ("due", "{elapsed: {at_least: PT2000H}}");
    // From 17 June to the date itself, and once more in each year of the three; the last of them is not reached.
    for (due, expected) in [
        ("2026-09-08 16:00", 84),
        ("9月8日 16:00", 1 + 84 + 84 + 83),
        ("2026-09-08 19:59", 84),
        ("2026-09-08 20:00", 83),
    ] {
        let output = judged(&format!("{AT_NOON}期限: {due}\n"), rule);
        assert_eq!(failing(&output, "SN101"), (expected, expected), "{due}");
    }
}
