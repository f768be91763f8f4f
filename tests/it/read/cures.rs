//! Mistakes that once got a general or wrong message: each gets its own, and a safe fix removes it entirely.

use crate::common::{folder, judged_in, kigen, list, run, text};
use serde_json::Value;

const SURVEY: &str = "発出元: 総務省\n必要性: 実態の把握\n発出日時: 2025-09-08 10:00\n";
const REVIEW: &str = "種別: 査定\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-12-01 10:00\n";

/// A complete draft: `{}` is replaced by the fields common to all drafts.
fn whole(draft: &str) -> String {
    draft.replace("{}", SURVEY).replace("{査定}", REVIEW)
}

/// Drafts, with the marked text, the message in both languages, and whether a safe fix removes the mistake.
const CURES: &[(&str, &str, &str, &str, bool)] = &[
    // Inside braces.
    (
        "種別: 調査\n{}宛先: {府省：財務省}\n回答期限: 2025-09-19 17:00\n",
        "府省：財務省",
        "「府省: 財務省」のように、半角のコロンと空白を用いて",
        "“府省: 財務省”",
        true,
    ),
    (
        "種別: 調査\n{}宛先: {府省:財務省, 部局:主計局}\n回答期限: 2025-09-19 17:00\n",
        "府省:財務省",
        "「府省: 財務省」のように、コロンの後に半角の空白を入れて",
        "“府省: 財務省”",
        true,
    ),
    (
        "{査定}ヒアリング: {開始：12月3日14時, 終了: 15時}\n",
        "開始：12月3日14時",
        "「開始: 12月3日14時」のように",
        "“開始: 12月3日14時”",
        true,
    ),
    // Lists without brackets, and with several items in a line.
    (
        "種別: 調査\n{}宛先:\n財務省\n厚生労働省\n農林水産省\n回答期限: 2025-09-19 17:00\n",
        "財務省",
        "改行だけでは、一覧になりません",
        "Line breaks alone",
        true,
    ),
    (
        "種別: 調査\n{}宛先: ・財務省 ・厚生労働省\n回答期限: 2025-09-19 17:00\n",
        "・",
        "（例：「- 財務省」）",
        "“- 財務省”",
        true,
    ),
    (
        "種別: 調査\n{}宛先: －財務省、－厚生労働省\n回答期限: 2025-09-19 17:00\n",
        "－",
        "（例：「- 財務省」）",
        "“- 財務省”",
        true,
    ),
    // Quotes, punctuation and colons in a value.
    (
        "種別: 調査\n件名: \"文書管理の調査\n{}宛先: 財務省\n回答期限: 2025-09-19 17:00\n",
        "\"",
        "引用符（\"）が閉じられていません",
        "is not closed",
        false,
    ),
    (
        "種別: 調査\n件名: !至急 文書管理の調査\n{}宛先: 財務省\n回答期限: 2025-09-19 17:00\n",
        "!",
        "値の全体を引用符で囲んで",
        "Put the whole value in quotes",
        true,
    ),
    (
        "種別: 調査\n件名: 調査について:\n{}宛先: 財務省\n回答期限: 2025-09-19 17:00\n",
        ":",
        "コロンで終わっています",
        "ends with a colon",
        true,
    ),
    (
        "種別: 調査\n件名: # 至急 文書管理の調査\n{}宛先: 財務省\n回答期限: 2025-09-19 17:00\n",
        "件名",
        "「#」から後は注釈とみなされます",
        "What follows “#” is a comment",
        false,
    ),
    // Indentation.
    (
        "種別: 調査\n  件名: 文書管理の調査\n{}宛先: 財務省\n回答期限: 2025-09-19 17:00\n",
        "  ",
        "「件名」の行の字下げが",
        "“件名” is indented further",
        true,
    ),
    // Tables.
    (
        "No.\t種別\t件名\t宛先\n1\t調査\t文書\t財務省\n",
        "No.\t種別\t件名\t宛先",
        "表の見出しの行が、そのまま",
        "The heading of a table",
        false,
    ),
    (
        "- 種別: 調査\n- 宛先: 財務省\n- 回答期限: 2025-09-19 17:00\n",
        "- 種別: 調査",
        "各行の頭の「- 」を除いて",
        "Remove the “- ” at the head",
        false,
    ),
    // Hearings.
    (
        "{査定}ヒアリング: 12月3日 14時\n",
        "12月3日 14時",
        "終了の時刻がありません",
        "not when it ends",
        false,
    ),
    (
        "{査定}ヒアリング: 調整中\n回答期限: 2025-12-05 17:00\n",
        "調整中",
        "開始と終了の日時を読み取れません",
        "when the hearing starts and ends",
        false,
    ),
    (
        "{査定}ヒアリング:\n  - 12月3日14時〜15時\n  - 12月4日14時〜15時\n",
        "- 12月3日14時〜15時\n  - 12月4日14時〜15時",
        "一つの依頼に一つだけ",
        "one hearing only",
        false,
    ),
    (
        "{査定}ヒアリング: {日時: 12月3日14時, 終了: 15時}\n",
        "日時",
        "「開始」の誤りではありませんか",
        "Did you mean “開始”?",
        false,
    ),
    // Nearly correct keys and words.
    (
        "種別: 調査\n{}宛先: 財務省\n回答〆切: 2025-09-19 17:00\n",
        "回答〆切",
        "「回答期限」の誤りではありませんか",
        "Did you mean “回答期限”?",
        false,
    ),
    (
        "種別: 調査（③）\n{}宛先: 財務省\n回答期限: 2025-09-19 17:00\n",
        "調査（③）",
        "「調査」の誤りではありませんか",
        "Did you mean “調査”?",
        false,
    ),
    (
        "種別: 調査\n{}宛先: 財務省\n回答期限: 9月19日 25時\n",
        "25時",
        "時刻を御確認ください",
        "Check the time",
        false,
    ),
];

#[test]
fn each_slip_gets_its_own_sentence_at_its_place() {
    for (draft, marked, ja, en, is_fixable) in CURES {
        let document = whole(draft);
        for (lang, says) in [("ja", ja), ("en", en)] {
            let output = judged_in(&document, lang);
            let said = |found: &&Value| {
                let words = format!("{}{}", found["message"], found["help"]);
                words.replace("\\\"", "\"").contains(says)
            };
            let found = list(&output, "diagnostics").iter().find(said);
            let found = found.unwrap_or_else(|| panic!("{document}{says}\n{output:#}"));
            let byte = |end: &str| {
                let at = found["range"][end]["byte"].as_u64().unwrap();
                usize::try_from(at).unwrap()
            };
            let place = document[byte("start")..byte("end")].trim_end_matches('\n');
            assert_eq!(place, *marked, "{document}");
        }
        if *is_fixable {
            let place = folder(&[("a.yaml", &document)]);
            run(kigen(place.path()).args(["check", "--no-config", "--fix", "a.yaml"]));
            let fixed = std::fs::read_to_string(place.path().join("a.yaml")).unwrap();
            let output = judged_in(&fixed, "ja");
            let errors = list(&output, "diagnostics").iter();
            let errors: Vec<&str> = errors.map(|found| text(found, "code")).collect();
            assert!(
                !errors.iter().any(|code| code.starts_with("KG00")),
                "{fixed}\n{output:#}"
            );
        }
    }
}

/// A mistake with its own message raises no second one: the block scalar above the tab is not to be quoted.
#[test]
fn a_tab_in_a_text_is_no_fault_of_the_line_above() {
    let document = whole("種別: 調査\n{}宛先: 財務省\n回答期限: 2025-09-19 17:00\n本文: |\n\tお願いします\n");
    let output = judged_in(&document, "ja");
    let helps: Vec<&str> = list(&output, "diagnostics")
        .iter()
        .map(|found| text(found, "help"))
        .collect();
    assert_eq!(helps, ["タブを半角の空白に置き換えてください。"], "{output:#}");
}

#[test]
fn a_fix_says_what_it_writes() {
    for (draft, title) in [
        (
            "種別: 調査\n{}宛先:財務省\n回答期限: 2025-09-19 17:00\n",
            "「宛先: 財務省」に改める",
        ),
        (
            "種別: 調査\n{}宛先:\n  - 財務省\n　- 厚生労働省\n回答期限: 2025-09-19 17:00\n",
            "半角の空白に改める",
        ),
    ] {
        let output = judged_in(&whole(draft), "ja");
        let found = &list(&output, "diagnostics")[0];
        assert_eq!(text(&list(found, "fixes")[0], "title"), title, "{output:#}");
    }
}
