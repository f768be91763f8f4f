//! The words of a record that state nothing, and the code that a wrong one stands for.

use crate::common::{judged, list, text};

/// What is said of the records of a request that breaks KG101: message and help.
fn said(records: &str) -> Vec<(String, String)> {
    let output = judged(&format!(
        "種別: 協議\n件名: 統計について\n発出元: 総務省大臣官房\n宛先: 財務省主計局\n発出日時: 2025-09-08 10:00\n\
         回答期限: 2025-09-09 17:00\n例外: [{records}]\n"
    ));
    list(&output, "diagnostics")
        .iter()
        .filter(|found| text(found, "code").starts_with("KG01"))
        .map(|found| (text(found, "message").to_owned(), text(found, "help").to_owned()))
        .collect()
}

#[test]
fn a_record_without_a_rule_or_an_approver_does_not_apply() {
    const ALL: &str = "規則、理由及び承認者を記載してください。";
    const NO_RULE: &str = "例外に規則の記載がないため、適用していません。";
    const NO_REASON: &str = "例外に理由の記載がないため、適用していません。";
    const NO_APPROVER: &str = "例外に承認者の記載がないため、適用していません。";
    for (rule, reason, approver, message) in [
        ("－", "国会対応のため", "総務課長", Some(NO_RULE)),
        ("なし", "国会対応のため", "総務課長", Some(NO_RULE)),
        ("KG101", "－", "総務課長", Some(NO_REASON)),
        ("KG101", "国会対応のため", "○○課長", Some(NO_APPROVER)),
        ("KG101", "国会対応のため", "なし", Some(NO_APPROVER)),
        ("KG101", "国会対応のため", "総務課長", None),
    ] {
        let found = said(&format!(
            "{{規則: \"{rule}\", 理由: \"{reason}\", 承認者: {approver}}}"
        ));
        let expected: Vec<(String, String)> = message
            .iter()
            .map(|words| ((*words).into(), ALL.into()))
            .collect();
        assert_eq!(found, expected, "{rule} {reason} {approver}");
    }
}

#[test]
fn a_wrong_code_is_told_what_it_stands_for() {
    for (rule, help) in [
        ("202", "「KG202」の誤りではありませんか。"),
        ("ＫＧ１０１（48時間）", "「KG101」の誤りではありませんか。"),
        ("KG10l", "「KG101」の誤りではありませんか。"),
        ("response-under-48-hours", "「KG101」の誤りではありませんか。"),
        (
            "KG101及びKG102",
            "一つの例外には、規則を一つだけ記載してください。",
        ),
        ("48時間", "規則の一覧は「kigen rules」で表示します。"),
    ] {
        let found = said(&format!(
            "{{規則: {rule}, 理由: 国会対応のため, 承認者: 総務課長}}"
        ));
        assert_eq!(
            found,
            [(
                format!("「{rule}」という規則はないため、例外を適用していません。"),
                help.to_owned()
            )]
        );
    }
}
