//! Typing errors: each is reported at its character, and nothing is dropped silently.

mod lists;

use std::fs;

use crate::common::{check, check_input, codes, folder, judged, list, of, root, run, text};
use serde_json::Value;

/// A clean survey up to its recipients.
const HEAD: &str = "種別: 調査\n件名: 文書管理の実施状況調査について（調査依頼）\n発出元: 総務省行政管理局\n\
    発出日時: 2025-09-08 10:00\n回答期限: 2025-09-19 17:00\n必要性: 公文書管理法の施行状況を把握するため\n想定作業量: 2時間\n";
const TO: &str = "宛先: [財務省, 厚生労働省]\n";

fn said(document: &str) -> String {
    check_input(root(), &["--no-config", "-"], document.as_bytes()).stdout
}

fn with(from: &str, to: &str) -> String {
    let whole = format!("{HEAD}{TO}");
    assert!(whole.contains(from), "{from}");
    whole.replacen(from, to, 1)
}

fn line(found: &Value) -> u64 {
    found["range"]["start"]["line"].as_u64().unwrap()
}

/// The text that a finding marks.
fn marked<'d>(document: &'d str, found: &Value) -> &'d str {
    let at = |end: &str| usize::try_from(found["range"][end]["byte"].as_u64().unwrap()).unwrap();
    &document[at("start")..at("end")]
}

/// The document after `check --fix`.
fn fixed(document: &str) -> String {
    let folder = folder(&[("依頼.yaml", document)]);
    check(folder.path(), &["--no-config", "--fix", "依頼.yaml"]);
    fs::read_to_string(folder.path().join("依頼.yaml")).unwrap()
}

// ── Lists that YAML parses as one text ──

#[test]
fn what_nobody_sees_is_passed_over_and_said_once() {
    // An internal request; between two ministries it would raise KG101.
    let internal = "種別: 協議\n件名: 電波法の一部改正について（協議）\n発出元: 総務省\n宛先: 総務省行政管理局\n\
        発出日時: 2025-09-09 10:00\n回答期限: 2025-09-10 17:00\n想定作業量: 1時間\n";
    assert!(codes(&judged(internal)).is_empty());
    for (from, to, names) in [
        ("宛先: 総", "宛先: \u{200b}総", "U+200B"),
        ("総務省行政", "総務\u{200d}省行政", "U+200D"),
        ("総務省行政", "総務省\u{a0}行政", "U+00A0"),
        ("宛先: 総", "宛先: \u{feff}総", "U+FEFF"),
        (
            "宛先: 総務省行政管理局",
            "宛先: “総務省行政管理局”",
            "U+201C, U+201D",
        ),
        ("宛先: 総務省行政管理局", "宛先: ”総務省行政管理局”", "U+201D"),
        (
            "宛先: 総務省行政管理局",
            "宛先: \u{2067}総務省行政管理局\u{2069}",
            "U+2067, U+2069",
        ),
        ("宛先", "宛\u{200b}先", "U+200B"),
        ("宛先", "\u{feff}宛先", "U+FEFF"),
        ("協議\n", "協議\u{200b}\n", "U+200B"),
        ("2025-09-10 17:00", "2025-09-10\u{a0}17:00", "U+00A0"),
        ("1時間", "1\u{200b}時間", "U+200B"),
    ] {
        let document = internal.replacen(from, to, 1);
        let output = judged(&document);
        assert_eq!(codes(&output), ["KG021"], "{to:?}");
        let found = &of(&output, "KG021")[0];
        assert!(text(found, "message").contains(names), "{to:?}: {found}");
        let fixed = fixed(&document);
        assert!(codes(&judged(&fixed)).is_empty(), "{to:?}: {fixed}");
    }
}

#[test]
fn in_a_text_only_marks_of_direction_are_said() {
    for c in ['\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}'] {
        let output = judged(&with("文書管理", &format!("文書{c}管理")));
        assert_eq!(codes(&output), ["KG021"], "{c:?}");
    }
    for c in ['\u{200b}', '\u{a0}', '\u{feff}', '“', '\u{ad}'] {
        let output = judged(&with("文書管理", &format!("文書{c}管理")));
        assert!(codes(&output).is_empty(), "{c:?}: {output}");
    }
    assert!(codes(&judged(&format!("\u{feff}{HEAD}{TO}"))).is_empty());
}

#[test]
fn letters_in_pieces_are_the_letters_they_make() {
    let apart = |text: &str| {
        let parts = [
            ("が", "か\u{3099}"),
            ("で", "て\u{3099}"),
            ("ガ", "カ\u{3099}"),
            ("グ", "ク\u{3099}"),
            ("ド", "ト\u{3099}"),
            ("ジ", "シ\u{3099}"),
            ("ひな形", "ひな形"),
            ("デ", "テ\u{3099}"),
        ];
        parts
            .iter()
            .fold(text.to_owned(), |text, (whole, parts)| text.replace(whole, parts))
    };
    let document = "種別: 査定\n件名: 機構要求について\n発出元: 総務省行政管理局\n宛先: デジタル庁\n発出日時: 2025-09-08 10:00\n\
        回答期限: 2025-09-19 17時まで\n想定作業量: 2時間\nヒアリング:\n  開始: 2025-09-17 10:00\n  終了: 2025-09-17 11:00\n  オンライン: オンライン\n";
    let (whole, pieces) = (judged(document), judged(&apart(document)));
    assert_ne!(document, apart(document));
    assert_eq!(codes(&whole), codes(&pieces));
    assert_eq!(
        whole["requests"][0]["recipients"],
        pieces["requests"][0]["recipients"]
    );
    assert_eq!(whole["requests"][0]["due"], pieces["requests"][0]["due"]);
}

#[test]
fn a_mark_before_a_later_document_is_passed_over() {
    for marker in [
        "\u{feff}---\n",
        "...\n\u{feff}---\n",
        "\r\n\u{feff}---\r\n",
        "---\n\u{feff}",
    ] {
        let document = format!("{HEAD}{TO}{marker}{HEAD}{TO}");
        let output = judged(&document);
        assert_eq!(list(&output, "requests").len(), 2, "{marker:?}");
        let errors = list(&output, "diagnostics")
            .iter()
            .filter(|found| found["severity"] == "error")
            .count();
        assert_eq!(errors, 0, "{marker:?}: {output}");
        // Positions are those of the file.
        let late = document.replace("2025-09-19 17:00", "いつか");
        for found in of(&judged(&late), "KG007") {
            assert_eq!(marked(&late, found), "いつか");
        }
    }
}

#[test]
fn globs_are_compared_composed() {
    let config = "対象: [\"ガイド/*.yaml\"]\n";
    let document = with("種別: 調査", "種別: いろいろ");
    let folder = folder(&[
        ("kigen.yaml", config),
        ("カ\u{3099}イト\u{3099}/a.yaml", &document),
    ]);
    let output = check(folder.path(), &["--format", "json", "."]).json();
    assert_eq!(of(&output, "KG007").len(), 1, "{output}");
}

// ── Keys and words ──

#[test]
fn keys_that_letters_have_are_accepted_unread() {
    for key in [
        "担当",
        "担当者",
        "担当課",
        "連絡先",
        "電話",
        "メール",
        "備考",
        "添付",
        "別添",
        "文書番号",
        "回答方法",
        "回答先",
        "提出先",
        "提出方法",
        "写し",
        "CC",
        "cc",
    ] {
        for value in [
            "総務省行政管理局 03-0000-0000",
            "[あ, い]",
            "{氏名: あ, 期限: い}",
            "",
        ] {
            let output = judged(&format!("{HEAD}{TO}{key}: {value}\n"));
            assert!(codes(&output).is_empty(), "{key}: {value}: {:?}", codes(&output));
        }
        let twice = judged(&format!("{HEAD}{TO}{key}: a\n{key}: b\n"));
        assert_eq!(codes(&twice), ["KG004"], "{key}");
    }
    assert_eq!(codes(&judged(&format!("{HEAD}{TO}決裁番号: 1\n"))), ["KG003"]);
    let folder = folder(&[
        ("kigen.yaml", "判定しない項目: [決裁番号]\n"),
        ("依頼.yaml", &format!("{HEAD}{TO}決裁番号: 1\n")),
    ]);
    let output = check(folder.path(), &["--format", "json", "依頼.yaml"]).json();
    assert!(codes(&output).is_empty(), "{output}");
}

#[test]
fn a_wrong_key_or_kind_points_to_the_one_that_was_meant() {
    for (wrong, meant) in [
        ("発出", "発出日時"),
        ("発出日", "発出日時"),
        ("発信", "発出日時"),
        ("回答日", "回答期限"),
        ("締め切り", "回答期限"),
        ("題名", "件名"),
        ("タイトル", "件名"),
        ("宛て先", "宛先"),
        ("種類", "種別"),
        ("【種別】", "種別"),
        ("■件名", "件名"),
        ("ｋｉｎｄ", "kind"),
        ("ﾋｱﾘﾝｸﾞ", "ヒアリング"),
        ("想定作業", "想定作業量"),
        ("deadline", "回答期限"),
    ] {
        let output = judged(&format!("{wrong}: あ\n"));
        let found = of(&output, "KG003");
        assert!(
            text(found[0], "help").contains(&format!("「{meant}」")),
            "{wrong}: {}",
            found[0]
        );
    }
    for (wrong, meant) in [
        ("国会", "「国会関係」"),
        ("再質問", "段階: 再質問"),
        ("協議（再意見）", "段階: 再意見"),
        ("再協議", "段階: 再協議"),
        ("再々質問", "段階: 再質問"),
        ("追加質問", "段階: 再質問"),
    ] {
        let output = judged(&with("種別: 調査", &format!("種別: {wrong}")));
        let found = of(&output, "KG007");
        assert!(text(found[0], "help").contains(meant), "{wrong}: {}", found[0]);
    }
    assert_eq!(
        fixed(&with("種別: 調査", "【種別】: 調査")),
        with("種別: 調査", "種別: 調査")
    );
}

#[test]
fn kinds_that_offices_write_are_read() {
    for (word, kind) in [
        ("予算査定", "review"),
        ("定員査定", "review"),
        ("機構定員ヒアリング", "review"),
        ("機構・定員審査", "review"),
        ("アンケート", "survey"),
        ("調査（アンケート）", "survey"),
        ("協議（法令）", "consultation"),
        ("協議(政策調整)", "consultation"),
        ("法令協議（法令）", "consultation"),
        ("国会対応", "other"),
        ("国会関係", "other"),
        ("各省協議", "consultation"),
        ("作業依頼", "inquiry"),
        ("資料要求", "inquiry"),
        ("調査依頼", "survey"),
        ("政策協議", "consultation"),
    ] {
        let output = judged(&with("種別: 調査", &format!("種別: {word}")));
        assert_eq!(output["requests"][0]["kind"], kind, "{word}");
    }
}

#[test]
fn keys_with_one_meaning_are_a_duplicate() {
    for group in [
        "from 発出元 協議元 照会元 依頼元 発信者 差出人",
        "to 宛先 協議先 照会先 依頼先 送付先 あて先",
        "sent 発出日時 発出予定 発信日時 送付日時 協議開始",
        "due 回答期限 提出期限 期限 〆切 締切 期日 報告期限",
        "round 段階 回次",
        "effort 想定作業量 作業量 想定作業時間",
        "necessity 必要性 趣旨 目的",
        "materials 資料 提出資料 作成資料",
        "hearing ヒアリング ヒア 説明 打合せ",
        "template 雛形 ひな形 様式",
    ] {
        let words: Vec<&str> = group.split(' ').collect();
        for word in &words[1..] {
            let output = judged(&format!("{}: あ\n{word}: い\n", words[0]));
            assert_eq!(of(&output, "KG004").len(), 1, "{word}: {:?}", codes(&output));
            assert!(of(&output, "KG003").is_empty(), "{word}");
        }
    }
}

#[test]
fn a_subject_that_says_follow_up_points_to_the_round() {
    let document = "種別: 協議\n件名: 電波法の一部改正について（再質問）\n発出元: 総務省\n宛先: 財務省\n\
        発出日時: 2025-09-09 17:00\n回答期限: 2025-09-11 16:00\n想定作業量: 1時間\n";
    let help = |document: &str| {
        of(&judged(document), "KG101")
            .first()
            .map(|found| text(found, "help").to_owned())
    };
    for subject in ["再質問", "再々質問", "追加質問"] {
        let document = document.replace("再質問", subject);
        assert!(help(&document).unwrap().contains("段階: 再質問"), "{subject}");
    }
    assert!(
        !help(&document.replace("（再質問）", ""))
            .unwrap()
            .contains("段階")
    );
    assert!(!help(&format!("{document}段階: 初回\n")).unwrap().contains("段階"));
}

#[test]
fn a_blank_is_no_reason() {
    for nothing in [
        "○○のため",
        "〇〇のため。",
        "＿＿のため必要",
        "XXのため",
        "【理由】のため",
        "（　　）のため",
    ] {
        let output = judged(&with("公文書管理法の施行状況を把握するため", nothing));
        assert!(
            !of(&output, "KG409").is_empty(),
            "{nothing}: {:?}",
            codes(&output)
        );
        let exception = format!("{HEAD}{TO}例外: [{{規則: KG301, 理由: \"{nothing}\", 承認者: 総務課長}}]\n");
        assert!(!of(&judged(&exception), "KG011").is_empty(), "{nothing}");
    }
    for reason in ["○○法の施行状況を把握するため", "国会審議のため"] {
        assert!(
            codes(&judged(&with("公文書管理法の施行状況を把握するため", reason))).is_empty(),
            "{reason}"
        );
    }
}

// ── Syntax that prevents YAML from parsing a document ──

#[test]
fn each_slip_has_its_own_sentence_and_place() {
    for (from, to, mark, words, is_fixable) in [
        ("回答期限: ", "回答期限：", "：", "全角のコロン", true),
        ("回答期限: ", "回答期限：　", "：", "全角のコロン", true),
        ("回答期限: ", "回答期限:", ":", "半角の空白がありません", true),
        ("種別: ", "種別：", "：", "全角のコロン", true),
        ("宛先: ", "宛先：", "：", "全角のコロン", true),
        ("件名: ", "件名: [至急] ", "[", "「[」で始まって", true),
        ("件名: ", "件名: 至急: ", ":", "コロンと空白", true),
        ("件名: ", "件名: @至急 ", "@", "「@」で始まって", true),
        (
            "種別: 調査",
            "種別\t調査",
            "種別\t調査",
            "コロンがありません",
            true,
        ),
        (
            "種別: 調査",
            "【種別】調査",
            "【種別】調査",
            "コロンがありません",
            true,
        ),
        (
            "宛先: [財務省, 厚生労働省]",
            "宛先: - 財務省",
            "-",
            "同じ行から",
            false,
        ),
        (
            "宛先: [財務省, 厚生労働省]",
            "宛先:\n　- 財務省\n　- 厚生労働省",
            "　",
            "半角でない空白",
            true,
        ),
        (
            "宛先: [財務省, 厚生労働省]",
            "宛先:\n\u{a0}- 財務省",
            "\u{a0}",
            "半角でない空白",
            true,
        ),
        (
            "宛先: [財務省, 厚生労働省]",
            "宛先:\n\t- 財務省",
            "\t",
            "タブ",
            false,
        ),
        (
            "宛先: [財務省, 厚生労働省]",
            "宛先:\n  - 財務省\n  -厚生労働省",
            "-",
            "半角の空白がない",
            true,
        ),
    ] {
        let document = with(from, to);
        let output = judged(&document);
        let all = list(&output, "diagnostics");
        let found = all.iter().find(|found| text(found, "message").contains(words));
        let found = found.unwrap_or_else(|| panic!("{to:?}: {output}"));
        assert_eq!(marked(&document, found), mark, "{to:?}");
        assert!(found["help"].is_string(), "{to:?}");
        if is_fixable {
            let after = judged(&fixed(&document));
            let errors = list(&after, "diagnostics")
                .iter()
                .filter(|found| found["severity"] == "error");
            assert_eq!(errors.count(), 0, "{to:?}: {}", fixed(&document));
        }
    }
}

#[test]
fn all_slips_of_a_draft_are_told_of_in_one_run() {
    let document = format!("{HEAD}{TO}")
        .replace("発出元: ", "発出元：")
        .replace("回答期限: ", "回答期限:");
    let output = judged(&document);
    let lines: Vec<u64> = of(&output, "KG002").iter().map(|found| line(found)).collect();
    assert_eq!(lines, [3, 5]);
    assert_eq!(fixed(&document), format!("{HEAD}{TO}"));
    // A line of a block scalar is no key, and is not reported in place of the actual cause.
    let text_in = format!("本文: |\n  期限：9月11日\n  件名:あ\n{HEAD}宛先: \"財務省\n");
    let output = judged(&text_in);
    assert!(!output.to_string().contains("全角のコロン"), "{output}");
    assert!(run(&mut crate::common::kigen(root())).status.is_some());
}

/// NFC composition changes a value's length: positions must still be those of the file.
#[test]
fn a_place_in_a_value_is_one_of_the_file() {
    let start = HEAD.split("回答期限").next().unwrap();
    for sign in ["\u{1ff9}", "か\u{3099}", "\u{200b}"] {
        let value = format!("2025年9月12日{sign}午前0時1分x");
        let output = judged(&format!("{start}{TO}回答期限: {value}\n"));
        let found = of(&output, "KG007");
        let range = &found.first().expect(sign)["range"];
        let line = format!("回答期限: {value}");
        let columns = (
            line.chars().count() - value.chars().count() + 1,
            line.chars().count() + 1,
        );
        let at = |end: &str| range[end]["column"].as_u64().unwrap() as usize;
        assert_eq!((at("start"), at("end")), columns, "{sign:?}");
    }
}

#[test]
fn a_sign_before_the_name_of_a_due_is_named_and_no_part_of_it() {
    for (sign, column) in [("-", 3), ("－", 3), ("・", 3), ("●", 3), ("①", 3), ("(1)", 3)] {
        let document = format!(
            "種別: 協議\n件名: a\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n回答期限:\n  {sign}質問: 2025-09-09 17:00\n  \
             {sign}意見: 2025-09-12 17:00\n"
        );
        let args = ["--no-config", "--format", "json", "-"];
        let output = crate::common::check_input(crate::common::root(), &args, document.as_bytes()).json();
        let found = crate::common::of(&output, "KG006");
        assert_eq!(found.len(), 2, "{sign}: {output:#}");
        let start = &found[0]["range"]["start"];
        assert_eq!(
            (&start["line"], &start["column"]),
            (&7.into(), &column.into()),
            "{sign}"
        );
        assert!(
            crate::common::text(found[0], "message").contains(sign),
            "{sign}: {output:#}"
        );
        // A due for questions counts as one, whatever precedes the word.
        assert!(
            crate::common::of(&output, "KG101").is_empty(),
            "{sign}: {output:#}"
        );
        assert_eq!(crate::common::of(&output, "KG105").len(), 1, "{sign}: {output:#}");
        assert_eq!(output["requests"][0]["dues"][0]["name"], "質問", "{sign}");
    }
}
