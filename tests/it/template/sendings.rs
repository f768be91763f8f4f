//! A template judged for every time at which it may be sent, and for one.

use crate::common::{check_input, codes, list, of, root, text};
use serde_json::Value;

const HEAD: &str = "雛形: true\n種別: 協議\n発出元: 総務省\n";

fn judged(lines: &str, more: &[&str]) -> Value {
    let document = format!("{HEAD}{lines}");
    let arguments = [&["--no-config", "--format", "json"], more, &["-"]].concat();
    check_input(root(), &arguments, document.as_bytes()).json()
}

#[test]
fn sent_now_it_is_one_request() {
    const LINES: &str = "宛先: 財務省\n想定作業量: 半日\n期限: 48時間後\n";
    let (template, now) = (judged(LINES, &[]), judged(LINES, &["--send-now"]));
    let (template, now) = (&list(&template, "requests")[0], &list(&now, "requests")[0]);
    assert_eq!(text(template, "verdict"), "must-fix");
    assert!(template["window"].is_object() && template["sent"].is_null());
    assert_eq!(text(now, "verdict"), "may-send");
    assert!(now["window"].is_null());
    assert_eq!(text(now, "sent"), "2025-09-08T10:00:00+09:00");
    assert_eq!(text(now, "due"), "2025-09-10T10:00:00+09:00");
}

/// Hours that are left blank are not known to be the usual ones.
#[test]
fn what_depends_on_blank_hours_is_undetermined_at_one_sending_too() {
    for (to, undetermined) in [
        ("財務省", &[][..]),
        ("{府省: 財務省, 勤務時間: ○時〜○時}", &["KG103", "KG402"]),
    ] {
        let lines = format!("宛先: {to}\n発出日時: 2025-09-08 10:00\n期限: 48時間後\n想定作業量: 半日\n");
        let output = judged(&lines, &[]);
        let unknown: Vec<&str> = list(&output, "undetermined")
            .iter()
            .map(|one| text(one, "code"))
            .collect();
        assert_eq!(unknown, undetermined, "{to}");
        assert!(codes(&output).is_empty(), "{output}");
    }
}

/// The working time left is the least where the due counted in hours passes closing, though no rule compares it.
#[test]
fn the_worst_sending_of_a_due_in_hours_leaves_the_least_working_time() {
    let lines = "宛先: 総務省自治行政局\n発出日時: 毎日 0:00〜24:00\n期限: 1時間後\n";
    let output = judged(lines, &[]);
    for code in ["KG402", "KG406"] {
        let facts = &of(&output, code)[0]["facts"];
        assert_eq!(text(facts, "counterexample_sent"), "2025-09-08T18:15:00+09:00");
        assert_eq!(text(facts, "working"), "PT0S");
    }
}

/// The year of a date without one is that of the sending, and so is its weekday.
#[test]
fn a_weekday_is_that_of_each_sending_only_where_the_year_is_open() {
    let with_due = |due: &str| {
        judged(
            &format!("宛先: 財務省\n発出日時: 平日 9:30〜12:00\n期限: {due}\n"),
            &[],
        )
    };
    let output = with_due("9月10日（水）17:00");
    let found = of(&output, "KG405")[0];
    assert_eq!(
        text(&found["facts"], "counterexample_sent"),
        "2025-09-11T09:30:00+09:00"
    );
    assert!(list(found, "fixes").is_empty(), "{found}");
    let output = with_due("2026年9月10日（水）17:00");
    let found = of(&output, "KG405")[0];
    assert!(found["facts"]["counterexample_sent"].is_null(), "{found}");
    let titles: Vec<&str> = list(found, "fixes")
        .iter()
        .map(|fix| text(fix, "title"))
        .collect();
    assert_eq!(
        titles,
        [
            "曜日を改め、2026年9月10日（木）とする",
            "日付を改め、2026年9月16日（水）とする"
        ]
    );
    assert!(of(&with_due("2026年9月10日（木）17:00"), "KG405").is_empty());
}
