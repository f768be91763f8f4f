//! Fixes of templates: every finding on a due or a hearing carries a time that complies at every minute of sending,
//! in the author's notation, and the fixed file has no finding left.

use crate::common::{check, folder};
use serde_json::Value;

const HEAD: &str = "雛形: true\n発出元: 総務省\n宛先: 財務省\n";

fn judged(text: &str, more: &[&str]) -> Value {
    let folder = folder(&[("a.yaml", text)]);
    let args = [&["--format", "json", "a.yaml"], more].concat();
    check(folder.path(), &args).json()
}

/// The findings on times, each with its fixes.
fn of_times(output: &Value) -> Vec<&Value> {
    let others = ["KG403", "KG404", "KG405", "KG205", "KG206", "KG302"];
    let found = output["diagnostics"].as_array().unwrap();
    found
        .iter()
        .filter(|it| !others.contains(&it["code"].as_str().unwrap()))
        .collect()
}

/// A template with its fixes applied, and its remaining findings on times.
fn fixed(text: &str, args: &[&str]) -> (String, Vec<String>) {
    let folder = folder(&[("a.yaml", text)]);
    check(folder.path(), &[&["--fix", "a.yaml"], args].concat());
    let new = std::fs::read_to_string(folder.path().join("a.yaml")).unwrap();
    let again = judged(&new, &[]);
    let codes = of_times(&again).iter().map(|it| it["code"].to_string()).collect();
    (new, codes)
}

#[test]
fn a_hearing_is_moved_whenever_it_is_sent() {
    for (written, new) in [
        (
            "{開始: 翌開庁日 19:00, 終了: 翌開庁日 20:00, オンライン: 可}",
            "{開始: 2開庁日後 9:30, 終了: 2開庁日後 10:30, オンライン: 可}",
        ),
        (
            "{開始: 翌開庁日の19時まで, 終了: 20時, オンライン: 可}",
            "{開始: 2開庁日後 9:30まで, 終了: 10時30分, オンライン: 可}",
        ),
        (
            "{開始: 翌開庁日正午, 終了: 同日13時, オンライン: 可}",
            "{開始: 1開庁日後 13:00, 終了: 同日14時, オンライン: 可}",
        ),
        (
            "{開始: +1 day 11:00, 終了: +1 day 12:30, オンライン: 可}",
            "{開始: +1 open day 13:00, 終了: +1 open day 14:30, オンライン: 可}",
        ),
        (
            "{開始: 翌開庁日 19:00, オンライン: 可}",
            "{開始: 2開庁日後 9:30, オンライン: 可}",
        ),
        (
            "{開始: 翌開庁日 17:30, 終了: 翌開庁日の終業時刻, オンライン: 可}",
            "{開始: 翌開庁日 17:30, 終了: 翌開庁日の終業時刻, オンライン: 可}",
        ),
    ] {
        for kind in ["協議", "査定・審査"] {
            let text = format!("{HEAD}種別: {kind}\n期限: 10開庁日後 17:00\nヒアリング: {written}\n");
            let output = judged(&text, &[]);
            for found in of_times(&output) {
                assert_eq!(found["fixes"][0]["applicability"], "safe", "{text}{found}");
                assert!(
                    found["help"].as_str().unwrap().contains("いつ発出しても適合"),
                    "{found}"
                );
            }
            let expected = text.replace(written, new);
            assert_eq!(fixed(&text, &[]), (expected, Vec::new()));
        }
    }
}

#[test]
fn a_hearing_that_is_not_as_long_at_every_sending_is_left_to_its_author() {
    for written in [
        "{開始: 翌開庁日 17:30, 終了: 翌日 18:30, オンライン: 可}",
        "{開始: 翌開庁日 19:00, 終了: 2027-04-01 20:00, オンライン: 可}",
        "{開始: 翌開庁日 9:00, 終了: 翌開庁日 19:00, オンライン: 可}",
        "{開始: 翌開庁日 19:00, 終了: 翌開庁日 18:00, オンライン: 可}",
    ] {
        let text = format!("{HEAD}種別: 協議\n期限: 10開庁日後 17:00\nヒアリング: {written}\n");
        let output = judged(&text, &[]);
        let found = of_times(&output);
        assert!(!found.is_empty(), "{text}");
        assert!(
            found.iter().all(|it| it["fixes"].as_array().unwrap().is_empty()),
            "{text}{output}"
        );
    }
}

#[test]
fn a_hearing_on_a_day_without_its_time_cannot_be_told() {
    let text = format!(
        "{HEAD}種別: 査定・審査\n期限: 10開庁日後 17:00\nヒアリング: {{開始: 翌開庁日, オンライン: 可}}\n"
    );
    let output = judged(&text, &[]);
    let unknown = output["undetermined"].as_array().unwrap();
    assert!(unknown.iter().any(|it| it["code"] == "KG201"), "{output}");
}

#[test]
fn materials_that_are_due_at_the_hearing_are_given_their_time_with_it() {
    let text = format!(
        "{HEAD}種別: 査定・審査\n想定作業量: 2日\n資料: [{{名称: 表, 目的: 確認}}]\nヒアリング: {{開始: 翌開庁日 10:00, 終了: 翌開庁日 11:00, オンライン: 可}}\n"
    );
    let output = judged(&text, &[]);
    let codes: Vec<_> = of_times(&output).iter().map(|it| it["code"].clone()).collect();
    assert_eq!(codes, ["KG202", "KG203"]);
    let new = text
        .replace("翌開庁日 10:00", "3開庁日後 9:30")
        .replace("翌開庁日 11:00", "3開庁日後 10:30");
    assert_eq!(fixed(&text, &[]), (new, Vec::new()));
}

#[test]
fn a_date_in_a_template_is_counted_from_its_sending_if_that_is_asked_for() {
    for (written, new) in [
        ("2026-09-11 17:00", "2開庁日後 18:15"),
        ("令和8年9月11日（金）17時必着", "2開庁日後 18:15必着"),
        ("9/11(金)17:00〆", "2開庁日後 18:15〆"),
        ("\"2026-09-11\" # 本年度", "\"2開庁日後 18:15\" # 本年度"),
    ] {
        let text = format!("{HEAD}種別: 協議\n期限: {written}\n");
        let output = judged(&text, &[]);
        let found = of_times(&output);
        assert!(found.iter().any(|it| it["code"] == "KG401"), "{output}");
        for found in found {
            assert_eq!(found["fixes"][0]["applicability"], "unsafe", "{text}{found}");
        }
        assert_eq!(fixed(&text, &[]).0, text);
        let expected = text.replace(written, new);
        assert_eq!(fixed(&text, &["--unsafe-fixes"]), (expected, Vec::new()));
    }
}

#[test]
fn a_due_without_its_time_is_given_one() {
    for (window, written, new) in [
        ("", "3開庁日後", "3開庁日後 18:15"),
        ("", "翌日", "2開庁日後 18:15"),
        ("", "within 3 open days", "within 3 open days"),
        // It complies already; only its time of day is not written.
        (
            "発出日時: 2026-04-01〜2026-04-10\n",
            "2026-04-30まで",
            "2026-04-30 18:15まで",
        ),
    ] {
        let text = format!("{HEAD}種別: 協議\n{window}期限: {written}\n");
        let output = judged(&text, &[]);
        for found in of_times(&output) {
            assert_eq!(found["fixes"][0]["applicability"], "safe", "{text}{found}");
        }
        let expected = text.replace(written, new);
        assert_eq!(fixed(&text, &[]), (expected, Vec::new()));
    }
}

#[test]
fn a_template_whose_sending_is_stated_is_fixed_for_that() {
    let text = format!("{HEAD}種別: 協議\n発出日時: 2025-09-12 17:00\n期限: +48h\n");
    let new = text.replace("+48h", "2開庁日後 17:00");
    assert_eq!(fixed(&text, &[]), (new, Vec::new()));
}

/// With `--send-now` too, the fix of a template complies at every minute at which it may be sent.
#[test]
fn a_template_that_is_sent_now_is_fixed_for_good() {
    let text = format!("{HEAD}種別: 協議\n期限: 47時間後\n");
    let output = judged(&text, &["--send-now"]);
    let found = of_times(&output);
    assert!(!found.is_empty());
    assert_eq!(
        found[0]["fixes"][0]["edits"][0]["text"], "2開庁日後 18:15",
        "{output}"
    );
}

#[test]
fn what_is_said_by_alias_is_fixed_where_it_is_said() {
    let text = format!("{HEAD}種別: 協議\n期限: {{質問: &d +48h, 意見: *d}}\n");
    let expected = text
        .replace("+48h", "2開庁日後 18:15")
        .replace("*d", "2開庁日後 18:15");
    assert_eq!(fixed(&text, &[]), (expected, Vec::new()));
    // A member that uses the value by alias keeps its old value.
    let text = format!("{HEAD}種別: 協議\n件名: &d 48時間後\n期限: *d\n");
    let expected = text.replace("*d", "2開庁日後 18:15");
    assert_eq!(fixed(&text, &[]), (expected, Vec::new()));
}

/// The report's language decides, also where the file, and so the edit's text, is Japanese.
#[test]
fn a_sentence_is_in_the_language_of_the_report() {
    let template = "雛形: true\n種別: 査定・審査\n件名: 追加資料\n発出元: 総務省\n宛先: 財務省\n提出期限: 翌開庁日正午まで\n想定作業量: 1時間\n";
    let folder = folder(&[("a.yaml", template)]);
    let run = check(
        folder.path(),
        &["--lang", "en", "--format", "json", "--select", "KG202", "a.yaml"],
    );
    let found = &run.json()["diagnostics"][0];
    for words in [&found["help"], &found["fixes"][0]["title"]] {
        let words = words.as_str().unwrap();
        assert!(
            words.contains("“+1 open day ") && !words.contains("開庁日"),
            "{words}"
        );
    }
    let written = found["fixes"][0]["edits"][0]["text"].as_str().unwrap();
    assert!(
        written.starts_with("1開庁日後 ") && written.ends_with("まで"),
        "{written}"
    );
}
