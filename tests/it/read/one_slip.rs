//! One mistake, one finding: a value after a misspelt key, or one that YAML parses as something else, counts as
//! unread, neither as absent nor as a second mistake.

use serde_json::Value;

use crate::common::{check_input, codes, judged, list, root};

const GOOD: &str = "種別: 照会\n件名: 統計の整備について（照会）\n発出元: 総務省\n宛先: 財務省\n\
    発出日時: 2025-09-08 10:00\n回答期限: 2025-09-19 17:00\n想定作業量: 2日\n必要性: 施行状況を把握するため\n";

fn with(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    GOOD.replacen(from, to, 1)
}

#[test]
fn a_misspelt_key_is_one_finding_and_what_it_states_is_unknown() {
    assert!(codes(&judged(GOOD)).is_empty());
    for (right, misspelt, open) in [
        ("種別:", "種刷:", "kind"),
        ("種別:", "種類:", "kind"),
        ("種別:", "knd:", "kind"),
        ("回答期限:", "回答期眼:", "due"),
        ("回答期限:", "締め切り日:", "due"),
        ("回答期限:", "duee:", "due"),
        ("回答期限:", "Due date:", "due"),
        ("回答期限:", "DUE:", "due"),
        ("種別:", "KIND:", "kind"),
        ("発出日時:", "発出日:", "sent"),
        ("発出日時:", "発送日時:", "sent"),
        ("宛先:", "宛て:", "to"),
        ("宛先:", "宛て先:", "to"),
        ("発出元:", "発出者:", "from"),
        ("必要性:", "必要姓:", "necessity"),
        ("想定作業量:", "想定作業料:", "effort"),
    ] {
        let json = judged(&with(right, misspelt));
        assert_eq!(codes(&json), ["KG003"], "{misspelt}");
        let missing = list(&json, "undetermined")
            .iter()
            .flat_map(|it| list(it, "missing"));
        let missing: Vec<&Value> = missing.collect();
        assert!(
            missing.iter().any(|fact| *fact == open),
            "{misspelt}: {missing:?}"
        );
    }
}

#[test]
fn the_reason_is_that_the_key_is_misspelt() {
    let said = |lang: &str| {
        let args = ["--no-config", "--lang", lang, "-"];
        let run = check_input(root(), &args, with("発出日時:", "発出日:").as_bytes());
        run.stdout.replace("\n  ", "")
    };
    let ja = said("ja");
    assert!(
        ja.contains("発出日時の項目名に誤りがあるため、判断できません"),
        "{ja}"
    );
    assert!(!ja.contains("発出日時を記載すると"), "{ja}");
    let en = said("en");
    assert!(en.contains("key misspelt: time of sending."), "{en}");
}

#[test]
fn a_misspelt_member_is_one_finding() {
    for (from, to) in [
        ("宛先: 財務省", "宛先: {府省名: 財務省}"),
        ("宛先: 財務省", "宛先: {府省: 財務省, 勤務時刻: \"9:00-17:00\"}"),
        (
            "回答期限: 2025-09-19 17:00",
            "ヒアリング: {開姶: 2025-09-10 14:00, 終了: 2025-09-10 15:00, オンライン: 可}",
        ),
    ] {
        let json = judged(&with(from, to));
        assert_eq!(codes(&json), ["KG003"], "{to}");
        assert!(!list(&json, "undetermined").is_empty(), "{to}");
    }
    // A record whose last day is unreadable is invalid.
    let record = "例外:\n  - {規則: KG301, 理由: 国会の日程が切迫しているため, 承認者: 会計課長, 有効期問: 2026-03-31}\n";
    let late = with("発出日時: 2025-09-08 10:00", "発出日時: 2025-09-18 18:00") + record;
    let json = judged(&late);
    assert_eq!(
        codes(&json)
            .into_iter()
            .filter(|code| code.starts_with("KG0"))
            .collect::<Vec<_>>(),
        ["KG003"]
    );
    assert!(codes(&json).contains(&"KG301"), "{json}");
}

#[test]
fn a_key_beside_the_right_one_takes_nothing_from_it() {
    for line in [
        "回答期眼: 2025-09-18 17:00\n",
        "種類: 統計\n",
        "発出日: 2025-09-08\n",
    ] {
        let json = judged(&format!("{GOOD}{line}"));
        assert_eq!(codes(&json), ["KG003"], "{line}");
        assert!(list(&json, "undetermined").is_empty(), "{line}");
    }
}

#[test]
fn a_key_in_brackets_that_are_yamls_is_one_finding() {
    for (line, code) in [
        ("[種別] 照会", "KG002"),
        ("[種別]照会", "KG002"),
        ("{種別} 照会", "KG002"),
        ("[種別]: 照会", "KG003"),
        ("{種別}: 照会", "KG003"),
    ] {
        assert_eq!(codes(&judged(&with("種別: 照会", line))), [code], "{line}");
    }
}

#[test]
fn signs_that_yaml_takes_for_its_own_are_named_and_quoted() {
    for (subject, sign) in [
        ("&至急 統計の整備について", "&"),
        ("&至急", "&"),
        ("&urgent statistics", "&"),
        ("*至急 統計の整備について", "*"),
        ("@総務課 統計の整備について", "@"),
        ("%至急 統計の整備について", "%"),
        ("!至急 統計の整備について", "!"),
        ("`至急` 統計の整備について", "`"),
        ("|至急| 統計の整備について", "|"),
    ] {
        let document = with("統計の整備について（照会）", subject);
        let json = judged(&document);
        assert_eq!(codes(&json), ["KG002"], "{subject}");
        let found = &list(&json, "diagnostics")[0];
        let message = found["message"].as_str().unwrap();
        assert!(
            message.contains(&format!("「{sign}」で始まっています")),
            "{message}"
        );
        let edit = &found["fixes"][0]["edits"][0];
        assert_eq!(edit["text"], format!("'{subject}'"), "{subject}");
    }
    // An anchor that is used, or is no word of a request, was meant as an anchor.
    let used = with("統計の整備について（照会）", "&件 統計の整備について") + "本文: *件\n";
    for document in [&used, &with("宛先: 財務省", "宛先: &to 財務省")] {
        assert!(codes(&judged(document)).is_empty(), "{document}");
    }
}

#[test]
fn an_indented_first_line_and_a_list_in_braces_are_one_finding_each_and_mend() {
    for (document, code, marked) in [
        (format!("\t{GOOD}"), "KG002", "\t"),
        (format!("  {GOOD}"), "KG002", "  "),
        (format!(" {GOOD}"), "KG002", " "),
        (with("宛先: 財務省", "宛先: {財務省, 厚生労働省}"), "KG006", "{"),
        (with("宛先: 財務省", "宛先: {財務省}"), "KG006", "{"),
    ] {
        let output = judged(&document);
        assert_eq!(codes(&output), [code], "{document}");
        let found = &list(&output, "diagnostics")[0];
        let byte = |end: &str| usize::try_from(found["range"][end]["byte"].as_u64().unwrap()).unwrap();
        assert_eq!(&document[byte("start")..byte("end")], marked);
        let edit = &found["fixes"][0]["edits"][0];
        let byte = |end: &str| usize::try_from(edit["range"][end]["byte"].as_u64().unwrap()).unwrap();
        let mut fixed = document.clone();
        fixed.replace_range(byte("start")..byte("end"), edit["text"].as_str().unwrap());
        assert!(codes(&judged(&fixed)).is_empty(), "{fixed}");
    }
}

#[test]
fn a_broken_document_takes_no_other_with_it() {
    for mark in ["---\n", "---\r\n", "...\n---\n", "--- # x\n"] {
        for broken in ["件名: [x\n", "\t件名: x\n種別: 照会\n", "種別：照会\n"] {
            let output = judged(&format!("{GOOD}{mark}{broken}"));
            assert_eq!(list(&output, "requests").len(), 1, "{mark:?} {broken:?}");
            assert_eq!(codes(&output), ["KG002"], "{mark:?} {broken:?}");
            let output = judged(&format!("{broken}{mark}{GOOD}"));
            assert_eq!(list(&output, "requests").len(), 1, "{mark:?} {broken:?}");
            let old = format!("{GOOD}{mark}{broken}")
                .replace("\r\n", "\n")
                .replace('\n', "\r");
            assert_eq!(list(&judged(&old), "requests").len(), 1, "{old:?}");
        }
    }
}
