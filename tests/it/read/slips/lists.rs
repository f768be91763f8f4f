//! Characters meant to start a list item, and empty fields.

use super::*;

const SIGNS: &[&str] = &[
    "-",
    "－　",
    "– ",
    "—",
    "‐",
    "−",
    "・",
    "･",
    "●",
    "■ ",
    "* ",
    "*",
    "①",
    "⑴",
    "１．",
    "1)",
    "(1) ",
    "（１）",
    "※",
    "ア．",
];

#[test]
fn a_sign_that_begins_no_list_is_named_and_never_taken_for_a_name() {
    for sign in SIGNS {
        for ending in ["\n", "\r\n"] {
            let document = format!("{HEAD}宛先:\n  {sign}財務省主計局\n  {sign}厚生労働省大臣官房\n")
                .replace('\n', ending);
            let output = judged(&document);
            let found = of(&output, "KG006");
            let first = found
                .first()
                .unwrap_or_else(|| panic!("{sign}: {:?}", codes(&output)));
            assert_eq!(line(first), 9, "{sign}");
            assert_eq!(marked(&document, first), sign.trim(), "{sign}");
            assert!(text(first, "message").contains(sign.trim()), "{sign}");
            for request in list(&output, "requests") {
                for recipient in list(request, "recipients") {
                    assert!(!text(recipient, "office").contains("財務省"), "{sign}");
                }
            }
        }
    }
}

#[test]
fn so_in_every_form_of_a_text_and_in_every_list() {
    for (field, value) in [
        ("宛先", " -財務省"),
        ("宛先", " ・財務省・厚生労働省"),
        ("宛先", " |\n  -財務省\n  -厚生労働省"),
        ("宛先", " >\n  ・財務省\n  ・厚生労働省"),
        ("宛先", " \"-財務省\n  -厚生労働省\""),
        ("宛先", " '・財務省\n  ・厚生労働省'"),
        ("宛先", " 財務省\n  -厚生労働省"),
        ("宛先", " 財務省\n  厚生労働省"),
        ("宛先", "\n  - ・財務省\n  - ・厚生労働省"),
        ("宛先", "\n  -府省: 財務省"),
        ("宛先", " {府省: －財務省}"),
        ("資料", "\n  ・予算要求書\n  ・積算資料"),
        ("資料", " -予算要求書"),
        ("資料", "\n  -名称: 予算要求書\n   目的: 確認"),
        ("資料", "\n  - 予算要求書\n    -積算資料"),
        ("例外", "\n  -KG301"),
        ("例外", "\n  -規則: KG301"),
    ] {
        let output = judged(&format!("{HEAD}{field}:{value}\n"));
        assert!(
            !of(&output, "KG006").is_empty(),
            "{field}:{value}: {:?}",
            codes(&output)
        );
    }
    let sender = HEAD.replace("発出元: 総務省行政管理局", "発出元:\n  -総務省\n  -財務省");
    assert!(!of(&judged(&format!("{sender}{TO}")), "KG006").is_empty());
    let hours = format!("{HEAD}宛先: {{府省: 財務省, 休憩: \"・12:00-13:00\"}}\n");
    assert!(!of(&judged(&hours), "KG006").is_empty());
}

#[test]
fn what_is_no_list_is_left_alone() {
    for to in [
        "宛先: 財務省、厚生労働省",
        "宛先: 財務省・厚生労働省",
        "宛先: |\n  財務省\n  厚生労働省",
        "宛先: \"11府省\"",
        "宛先:\n  - 財務省\n  - 厚生労働省\n資料:\n  - ①予算要求書\n  - 2. 積算資料",
        "宛先: [財務省, 厚生労働省]\n資料: 予算要求書",
    ] {
        let output = judged(&format!("{HEAD}{to}\n"));
        assert!(of(&output, "KG006").is_empty(), "{to}: {output}");
    }
}

#[test]
fn a_fix_makes_the_list_that_was_meant() {
    for (value, meant) in [
        ("\n  -財務省\n  -厚生労働省", "\n  - 財務省\n  - 厚生労働省"),
        ("\n  ・　財務省\n  ・　厚生労働省", "\n  - 財務省\n  - 厚生労働省"),
        (" －財務省", " 財務省"),
        ("\n  * 財務省\n  * 厚生労働省", "\n  - 財務省\n  - 厚生労働省"),
    ] {
        assert_eq!(
            fixed(&format!("{HEAD}宛先:{value}\n")),
            format!("{HEAD}宛先:{meant}\n")
        );
    }
}

// ── Empty fields ──

const NOTHING: &[&str] = &[
    "",
    " ",
    " ~",
    " null",
    " \"\"",
    " ''",
    " \" \"",
    " \"　\"",
    " 　",
    "　",
    " []",
    " {}",
    " [\"\", ~]",
    " -",
    "\n  -",
    "\n  - \n  - ''",
    " －",
    " \"\\u200b\"",
];

#[test]
fn a_field_left_empty_is_told_of_at_its_line_and_nothing_is_said_to_be_sendable() {
    let fields = [
        ("宛先", "[財務省, 厚生労働省]"),
        ("発出元", "総務省行政管理局"),
        ("件名", "文書管理の実施状況調査について（調査依頼）"),
        ("発出日時", "2025-09-08 10:00"),
        ("回答期限", "2025-09-19 17:00"),
        ("必要性", "公文書管理法の施行状況を把握するため"),
        ("想定作業量", "2時間"),
    ];
    for (field, value) in fields {
        for nothing in NOTHING {
            let document = with(&format!("{field}: {value}"), &format!("{field}:{nothing}"));
            let at = document.lines().position(|line| line.starts_with(field)).unwrap() as u64 + 1;
            let output = judged(&document);
            let found = of(&output, "KG020");
            let lines: Vec<u64> = found.iter().map(|found| line(found)).collect();
            assert_eq!(lines, [at], "{field}:{nothing:?}: {:?}", codes(&output));
            assert!(!said(&document).contains("発出できます"), "{field}:{nothing:?}");
        }
    }
    for field in [
        "協議区分",
        "段階",
        "相当の作業量",
        "資料",
        "ヒアリング",
        "本文",
        "雛形",
        "質問期限",
    ] {
        let output = judged(&format!("{HEAD}{TO}{field}:\n"));
        assert_eq!(of(&output, "KG020").len(), 1, "{field}: {:?}", codes(&output));
    }
    assert!(said(&format!("{HEAD}{TO}")).contains("発出できます"));
}

#[test]
fn so_inside_mappings_and_lists() {
    for (more, lines) in [
        (
            "宛先:\n  - 府省: 財務省\n    部局:\n  - 府省: 厚生労働省\n",
            vec![10],
        ),
        ("宛先: {府省: }\n", vec![8]),
        ("宛先:\n  - 財務省\n  -\n  - 厚生労働省\n", vec![10]),
        ("宛先:\n  - 財務省\n  - \"　\"\n", vec![10]),
        ("宛先: {府省: 財務省, 勤務時間: , 休憩: ''}\n", vec![8, 8]),
        (
            "宛先: 財務省\nヒアリング:\n  開始: 2025-09-17 10:00\n  終了:\n  オンライン:\n",
            vec![11, 12],
        ),
        ("宛先: 財務省\n資料:\n  - 名称:\n    目的:\n", vec![10, 11]),
    ] {
        let output = judged(&format!("{HEAD}{more}"));
        let found: Vec<u64> = of(&output, "KG020").iter().map(|found| line(found)).collect();
        assert_eq!(found, lines, "{more}");
        assert!(of(&output, "KG005").is_empty(), "{more}: {:?}", codes(&output));
    }
}

#[test]
fn an_empty_kind_or_due_is_missing_at_its_own_line() {
    for (from, to, at) in [
        ("種別: 調査", "種別:", 1),
        ("回答期限: 2025-09-19 17:00", "回答期限:", 5),
        ("回答期限: 2025-09-19 17:00", "回答期限: {意見: }", 5),
        ("回答期限: 2025-09-19 17:00", "ヒアリング:", 5),
        ("回答期限: 2025-09-19 17:00", "ヒアリング: {開始: , 終了: }", 5),
    ] {
        let output = judged(&with(from, to));
        let lines: Vec<u64> = of(&output, "KG005").iter().map(|found| line(found)).collect();
        assert_eq!(lines, [at], "{to}");
    }
}

#[test]
fn in_a_template_an_empty_field_is_a_blank() {
    for field in ["宛先", "発出元", "回答期限", "協議区分", "種別"] {
        let start = with("種別: 調査", "種別: 協議\n雛形: true\n協議区分: 法令");
        let line = start.lines().find(|line| line.starts_with(field)).unwrap();
        let output = judged(&start.replace(line, &format!("{field}:")));
        for code in ["KG020", "KG005"] {
            assert!(of(&output, code).is_empty(), "{field}: {output}");
        }
        assert!(
            !list(&output, "undetermined").is_empty() || field == "発出元",
            "{field}: {output}"
        );
    }
}

// ── Invisible characters ──
