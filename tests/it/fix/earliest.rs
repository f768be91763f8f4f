//! The earliest complying due: at the bounds of a break, across zones and past midnight, and what it is offered for.

use crate::common::{kigen, list, root, run_with_input, text};
use serde_json::Value;

/// What a command says of a request on 2025-09-09 at ten.
fn said(command: &str, format: &str, document: &str) -> String {
    let arguments = [
        command,
        "--no-config",
        "--lang",
        "ja",
        "--format",
        format,
        "--now",
        "2025-09-09T10:00",
        "-",
    ];
    run_with_input(kigen(root()).args(arguments), document.as_bytes()).stdout
}

/// The first fix of a request: of which rule, and the new texts.
fn fix(document: &str) -> Option<(String, Vec<String>)> {
    let output: Value = serde_json::from_str(&said("check", "json", document)).unwrap();
    list(&output, "diagnostics").iter().find_map(|found| {
        let edits = list(list(found, "fixes").first()?, "edits");
        let texts = edits.iter().map(|edit| text(edit, "text").to_owned());
        Some((text(found, "code").to_owned(), texts.collect()))
    })
}

#[test]
fn no_one_has_to_answer_within_a_break() {
    for (sent, due, new) in [
        ("2025-09-09 11:30", "2025-09-11 10:00", "2025-09-11 11:30"),
        ("2025-09-09 12:00", "2025-09-11 10:00", "2025-09-11 12:00"),
        ("2025-09-09 12:10", "2025-09-11 10:00", "2025-09-11 13:00"),
        ("2025-09-09 12:30", "2025-09-11 10:00", "2025-09-11 13:00"),
        ("2025-09-09 13:01", "2025-09-11 10:00", "2025-09-11 13:30"),
    ] {
        let document =
            format!("種別: 協議\n件名: x\n発出元: 総務省\n宛先: 財務省\n発出日時: {sent}\n回答期限: {due}\n");
        let expected = ("KG101".to_owned(), vec![new.to_owned()]);
        assert_eq!(fix(&document), Some(expected), "{sent}");
    }
}

/// An office at work while Japan is closed may answer then.
#[test]
fn a_closed_day_is_passed_over_where_nobody_is_at_work_on_it() {
    const NEW_YORK: &str = "{府省: 外務省, 勤務時間: \"9:00-17:00\", 休憩: なし, 時間帯: America/New_York}";
    const UNTIL_MIDNIGHT: &str = "{府省: 財務省, 勤務時間: \"15:00-24:00\", 休憩: なし}";
    for (to, lines, new) in [
        // Friday afternoon there.
        (
            NEW_YORK,
            "発出日時: 2025-09-11 02:00\n回答期限: 2025-09-12 23:00\n",
            "2025-09-13 02:00",
        ),
        (
            "財務省",
            "発出日時: 2025-09-11 16:00\n回答期限: 2025-09-12 18:00\n",
            "2025-09-16 16:00",
        ),
        // 24:00 on Friday is 0:00 on Saturday.
        (
            UNTIL_MIDNIGHT,
            "発出日時: 2025-09-11 00:00\n回答期限: 2025-09-12 17:00\n想定作業量: 17時間\n",
            "2025-09-13 00:00",
        ),
        (
            UNTIL_MIDNIGHT,
            "発出日時: 2025-09-11 00:00\n回答期限: 2025-09-12 17:00\n想定作業量: 19時間\n",
            "2025-09-16 16:00",
        ),
    ] {
        let document = format!("種別: 協議\n件名: x\n発出元: 総務省\n宛先: {to}\n{lines}");
        let (_, texts) = fix(&document).unwrap_or_default();
        assert_eq!(texts, [new], "{document}");
    }
}

/// Where a recipient's clocks are set back, materials are due at the start of the hearing all the same.
#[test]
fn a_hearing_is_moved_with_its_materials_on_a_day_on_which_clocks_change() {
    let document = "種別: 査定・審査\n件名: x\n発出元: 総務省\n\
        宛先: {府省: 外務省, 勤務時間: \"0:00-24:00\", 休憩: なし, 時間帯: Europe/London}\n\
        発出日時: 2025-10-24 10:00\n資料: [{名称: 一覧, 目的: 確認}]\n\
        ヒアリング: {開始: 2025-10-27 9:00, 終了: 2025-10-27 10:00, オンライン: 可}\n";
    let texts = ["2025-10-27 9:30", "2025-10-27 10:30"].map(str::to_owned);
    assert_eq!(fix(document), Some(("KG201".to_owned(), texts.into())));
}

/// The earliest due keeps the rules that are known to apply, and says so; what is offered keeps the others as well.
#[test]
fn what_is_not_known_to_apply_is_said_and_kept_by_what_is_offered() {
    const BUT: &str = "（判断できない規則を除きます）";
    for (lines, earliest, offered) in [
        (
            "種別: 照会\n宛先: 財務省\n回答期限: 2025-09-10 10:00\n",
            "9月10日（水）13時（判断できない規則を除きます）",
            "９月１１日（木）９時３０分まで",
        ),
        (
            "種別: 照会\n宛先: 財務省\n回答期限: 2025-09-10 10:00\n相当の作業量: なし\n",
            "9月10日（水）13時",
            "９月１０日（水）１３時まで",
        ),
        (
            "種別: 協議\n宛先: 財務省\n回答期限: 2025-09-11 10:00\n",
            "9月11日（木）17時30分",
            "９月１１日（木）１７時３０分まで",
        ),
        // What is offered may be the earliest itself.
        (
            "種別: 意見照会\n宛先: [財務省, 厚生労働省]\n回答期限: 2025-09-10 10:00\n想定作業量: 2日\n",
            "9月11日（木）17時30分（判断できない規則を除きます）",
            "９月１１日（木）１７時３０分まで",
        ),
    ] {
        let document = format!("件名: x\n発出元: 総務省\n発出日時: 2025-09-09 17:30\n{lines}");
        let said = said("when", "human", &document);
        assert!(said.contains(&format!("最も早い期限    {earliest}\n")), "{said}");
        assert_eq!(said.contains(BUT), earliest.contains(BUT), "{said}");
        assert!(said.contains(offered), "{said}");
    }
}
