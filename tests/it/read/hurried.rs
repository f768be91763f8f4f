//! Drafts written in a hurry, five for each mistake: each gets a specific message at the character, in both languages
//! and within 80 columns.

use crate::common::{NOW, check_input, folder, kigen, list, root, run, text};
use serde_json::Value;
use textwrap::core::display_width;

/// The fields that a draft may omit.
const GOOD: &[(&str, &str)] = &[
    ("種別", "種別: 調査\n"),
    ("発出元", "発出元: 総務省行政管理局\n"),
    ("宛先", "宛先: [財務省, 厚生労働省]\n"),
    ("発出日時", "発出日時: 2026-03-02 10:00\n"),
    ("期限", "回答期限: 2026-03-13 17:00\n"),
    ("必要性", "必要性: 施行状況を把握するため\n"),
    ("想定作業量", "想定作業量: 2時間\n"),
];

/// The draft with the fields that it omits.
fn whole(draft: &str) -> String {
    let mut out = draft.to_owned();
    let words: String = draft.chars().filter(|c| !matches!(c, ' ' | '\u{3000}')).collect();
    for (word, line) in GOOD {
        if !words.contains(word) {
            out.push_str(line);
        }
    }
    out
}

fn judged(document: &str, options: &[&str]) -> String {
    let input = document.as_bytes();
    check_input(root(), &[&["--no-config"], options, &["-"]].concat(), input).stdout
}

fn json(document: &str, lang: &str) -> Value {
    serde_json::from_str(&judged(document, &["--format", "json", "--lang", lang])).unwrap()
}

/// A mistake: drafts, the marked text, and words of the message or help.
struct Slip {
    drafts: [&'static str; 5],
    marked: &'static str,
    ja: &'static str,
    en: &'static str,
    /// Whether a safe fix leaves no finding.
    is_fixable: bool,
}

const SLIPS: &[Slip] = &[
    Slip {
        drafts: [
            "件名：文書管理の状況について\n",
            "回答期限：2026年3月13日 17時\n",
            "種別：調査\n件名：文書管理の状況について\n",
            "必要性：　施行状況を把握するため\n",
            "宛先：\n  - 財務省\n  - 厚生労働省\n",
        ],
        marked: "：",
        ja: "半角のコロンと空白を用いてください",
        en: "Write an ASCII colon followed by a space",
        is_fixable: true,
    },
    Slip {
        drafts: [
            "件名:文書管理の状況について\n",
            "回答期限:2026年3月13日 17時\n",
            "種別:調査\n",
            "必要性:施行状況を把握するため\n",
            "宛先:財務省\n",
        ],
        marked: ":",
        ja: "コロンの後に半角の空白を入れてください",
        en: "Put a space after the colon",
        is_fixable: true,
    },
    Slip {
        drafts: [
            "宛先:\n  -財務省\n  -厚生労働省\n",
            "宛先:\n-財務省\n-厚生労働省\n",
            "宛先:\n  - 財務省\n  -厚生労働省\n",
            "宛先:\n    -財務省\n    -法務省\n    -外務省\n",
            "宛先:\n-財務省主計局\n-厚生労働省大臣官房\n",
        ],
        marked: "-",
        ja: "半角の「-」と半角の空白で始めてください",
        en: "a hyphen and a space",
        is_fixable: true,
    },
    Slip {
        drafts: [
            "宛先:\n　- 財務省\n　- 厚生労働省\n",
            "宛先:\n　　- 財務省\n",
            "宛先:\n  - 府省: 財務省\n　　部局: 主計局\n",
            "ヒアリング:\n　開始: 2026年3月5日 14時\n　終了: 2026年3月5日 15時\n",
            "資料:\n　- 名称: 概要\n",
        ],
        marked: "　",
        ja: "全角の空白",
        en: "full-width",
        is_fixable: false,
    },
    Slip {
        drafts: [
            "宛先:\n\u{a0}\u{a0}- 財務省\n",
            "宛先:\n\u{a0}- 財務省\n\u{a0}- 厚生労働省\n",
            "ヒアリング:\n\u{a0}開始: 2026年3月5日 14時\n",
            "資料:\n\u{a0}\u{a0}- 名称: 概要\n",
            "宛先:\n \u{a0}- 財務省\n",
        ],
        marked: "\u{a0}",
        ja: "U+00A0",
        en: "U+00A0",
        is_fixable: false,
    },
    Slip {
        drafts: [
            "宛先:\n  ・財務省\n  ・厚生労働省\n",
            "宛先:\n・財務省\n・厚生労働省\n",
            "宛先:\n  ・　財務省\n",
            "資料:\n  ・概要\n  ・予算額\n",
            "資料:\n・概要\n",
        ],
        marked: "・",
        ja: "「・」は、一覧の記号として読まれません",
        en: "“・”",
        is_fixable: false,
    },
    Slip {
        drafts: [
            "宛先:\n  －財務省\n  －厚生労働省\n",
            "宛先:\n－財務省\n－厚生労働省\n",
            "宛先:\n  －　財務省\n",
            "資料:\n  －概要\n  －予算額\n",
            "資料:\n－概要\n",
        ],
        marked: "－",
        ja: "「－」は、一覧の記号として読まれません",
        en: "“－”",
        is_fixable: false,
    },
    Slip {
        drafts: [
            "【種別】調査\n【宛先】財務省\n【回答期限】2026年3月13日 17時\n",
            "【種別】 調査\n",
            "【種別】\n調査\n【宛先】\n財務省\n【回答期限】\n2026年3月13日 17時\n",
            "■種別　調査\n■宛先　財務省\n",
            "［種別］調査\n",
        ],
        marked: "種別",
        ja: "「種別: 調査」のように記載してください",
        en: "Write it like “種別: 調査”",
        is_fixable: false,
    },
    Slip {
        drafts: [
            "【種別】: 調査\n",
            "■種別: 調査\n",
            "・種別: 調査\n",
            "１．種別: 調査\n",
            "【種別】：調査\n",
        ],
        marked: "種別",
        ja: "「種別」と記載してください",
        en: "Write “種別”",
        is_fixable: true,
    },
    Slip {
        drafts: [
            "種　別: 調査\n",
            "種　別：調査\n",
            "種 別: 調査\n",
            "種　　別: 調査\n",
            "種　別 : 調査\n",
        ],
        marked: "種",
        ja: "文字の間に空白があります",
        en: "blanks between its letters",
        is_fixable: true,
    },
    Slip {
        drafts: [
            "件名: [至急] 文書管理の状況について\n",
            "件名: [重要][至急] 文書管理\n",
            "必要性: [再掲] 施行状況を把握するため\n",
            "件名: [至急]\n",
            "件名: [協議] 法案の件（総務省）\n",
        ],
        marked: "[",
        ja: "値の全体を引用符で囲んでください",
        en: "Put the whole value in quotes",
        is_fixable: true,
    },
    Slip {
        drafts: [
            "件名: 至急: 文書管理の状況について\n",
            "件名: Re: 文書管理の状況について\n",
            "必要性: 目的: 施行状況を把握するため\n",
            "件名: 調査依頼: 文書管理: 令和7年度分\n",
            "件名: 総務省: 文書管理の件\n",
        ],
        marked: ":",
        ja: "値の全体を引用符で囲んでください",
        en: "Put the whole value in quotes",
        is_fixable: true,
    },
    Slip {
        drafts: [
            "ヒアリング:\n\t開始: 2026年3月5日 14時\n\t終了: 2026年3月5日 15時\n",
            "宛先:\n\t- 財務省\n\t- 厚生労働省\n",
            "資料:\n\t- 概要\n",
            "資料:\n  - 名称: 概要\n\t  目的: 把握\n",
            "宛先:\n\t- 府省: 財務省\n\t  部局: 主計局\n",
        ],
        marked: "\t",
        ja: "タブを半角の空白に置き換えてください",
        en: "Replace the tab with spaces",
        is_fixable: false,
    },
    Slip {
        drafts: [
            "種別\t調査\n件名\t文書管理\n宛先\t財務省\n回答期限\t2026年3月13日 17時\n",
            "種別\t調査\n",
            "種別\t\t調査\n",
            "| 種別\t調査 |\n",
            "種別\t調査\n発出元\t総務省\n",
        ],
        marked: "種別",
        ja: "表から貼り付けたものは",
        en: "pasted from a table",
        is_fixable: false,
    },
    Slip {
        drafts: [
            "種別\t件名\t宛先\t回答期限\n調査\t文書管理\t財務省\t2026年3月13日\n",
            "種別,件名,宛先,回答期限\n調査,文書管理,財務省,2026年3月13日\n",
            "種別\t宛先\n調査\t財務省\n",
            "| 種別 | 件名 | 宛先 |\n| 調査 | 文書管理 | 財務省 |\n",
            "種別、宛先、回答期限\n調査、財務省、3月13日\n",
        ],
        marked: "種別",
        ja: "表の形では読めません",
        en: "A table cannot be read",
        is_fixable: false,
    },
    Slip {
        drafts: [
            "発出日: 2026年3月2日 10時\n",
            "発出日: 2026-03-02\n",
            "発出: 2026年3月2日 10時\n",
            "発出日: 3月2日（月）10時\n",
            "発出日: 令和8年3月2日 10時\n",
        ],
        marked: "発出",
        ja: "「発出日時」の誤りではありませんか",
        en: "“発出日時”",
        is_fixable: false,
    },
    Slip {
        drafts: [
            "回答期限: 翌日正午\n",
            "回答期限: 翌日 17時\n",
            "回答期限: 3日後の17時\n",
            "回答期限: 翌開庁日 12時\n",
            "回答期限: 発出の48時間後\n",
        ],
        marked: "",
        ja: "雛形に限ります",
        en: "only a template may say this",
        is_fixable: false,
    },
];

#[test]
fn a_colleague_would_have_said_so() {
    for slip in SLIPS {
        for draft in slip.drafts {
            let document = if slip.ja.contains("表の形") {
                draft.to_owned()
            } else {
                whole(draft)
            };
            for (lang, words) in [("ja", slip.ja), ("en", slip.en)] {
                let output = json(&document, lang);
                let all = list(&output, "diagnostics");
                let says = |found: &&Value| {
                    let help = found["help"].as_str().unwrap_or_default();
                    text(found, "message").contains(words) || help.contains(words)
                };
                let found = all.iter().find(says);
                let found = found.unwrap_or_else(|| panic!("{draft:?}: {output:#}"));
                assert!(found["help"].is_string(), "{draft:?}");
                let at = |end: &str| usize::try_from(found["range"][end]["byte"].as_u64().unwrap()).unwrap();
                let marked = &document[at("start")..at("end")];
                assert!(marked.contains(slip.marked), "{draft:?}: {marked:?}");
                // One mistake is one error.
                let errors = all.iter().filter(|found| found["severity"] == "error");
                assert!(errors.count() <= 3, "{draft:?}: {output:#}");
            }
            if slip.is_fixable {
                let after = judged(&document, &["--fix"]);
                let left = json(&after, "ja");
                let errors: Vec<&Value> = list(&left, "diagnostics")
                    .iter()
                    .filter(|found| found["code"].as_str().unwrap_or_default().starts_with("KG00"))
                    .collect();
                assert!(errors.is_empty(), "{draft:?}: {after}: {errors:?}");
            }
        }
    }
}

#[test]
fn no_line_of_it_is_wider_than_the_terminal() {
    for slip in SLIPS {
        for draft in slip.drafts {
            for lang in ["ja", "en"] {
                let folder = folder(&[("依頼.yaml", &whole(draft))]);
                let mut command = kigen(folder.path());
                command.args(["check", "--no-config", "--now", NOW, "--lang", lang, "依頼.yaml"]);
                let shown = run(command.env("COLUMNS", "80")).stdout;
                assert!(!shown.contains('\t'), "{draft:?}");
                for line in shown.lines() {
                    // Notes below the findings are wrapped by the terminal.
                    let is_framed = line.starts_with(' ');
                    assert!(!is_framed || display_width(line) <= 80, "{draft:?}: {line}");
                }
            }
        }
    }
}

const REVIEW: &str = "種別: 査定\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-12-01 10:00\n";

#[test]
fn a_value_after_a_hearing_is_read() {
    for (value, from, until) in [
        (
            "12月3日17時30分～19時",
            "2025-12-03T17:30:00+09:00",
            "2025-12-03T19:00:00+09:00",
        ),
        (
            "12月3日（水）14時から15時まで",
            "2025-12-03T14:00:00+09:00",
            "2025-12-03T15:00:00+09:00",
        ),
        (
            "2025-12-03 14:00-15:00",
            "2025-12-03T14:00:00+09:00",
            "2025-12-03T15:00:00+09:00",
        ),
        (
            "12/3 14:00〜15:00 総務省8階会議室",
            "2025-12-03T14:00:00+09:00",
            "2025-12-03T15:00:00+09:00",
        ),
        (
            "12月3日 午後2時から4時（Teams）",
            "2025-12-03T14:00:00+09:00",
            "2025-12-03T16:00:00+09:00",
        ),
    ] {
        let output = json(&format!("{REVIEW}ヒアリング: {value}\n"), "ja");
        let request = &list(&output, "requests")[0];
        assert_eq!(request["hearing"]["start"], from, "{value}: {output:#}");
        assert_eq!(request["hearing"]["end"], until, "{value}");
        let is_late = value.contains("19時");
        let codes: Vec<&str> = list(&output, "diagnostics")
            .iter()
            .filter(|found| found["severity"] == "error")
            .map(|found| text(found, "code"))
            .collect();
        assert_eq!(codes, if is_late { vec!["KG201"] } else { vec![] }, "{value}");
    }
    for value in [
        "12月3日14時",
        "12月3日",
        "12月3日10時～11時、13時～14時",
        "未定",
        "12月3日14時～15時頃",
    ] {
        let output = json(&format!("{REVIEW}ヒアリング: {value}\n"), "ja");
        let found = &list(&output, "diagnostics")[0];
        assert_eq!(text(found, "code"), "KG006", "{value}");
        assert!(text(found, "help").contains("開始と終了"), "{value}");
    }
}

#[test]
fn a_hearing_in_a_line_is_moved_where_it_stands() {
    let shown = judged(
        &format!("{REVIEW}ヒアリング: 12月3日17時30分～19時 # 会議\n"),
        &["--fix"],
    );
    assert!(
        shown.contains("ヒアリング: 12月4日9時30分～11時 # 会議\n"),
        "{shown}"
    );
}

#[test]
fn words_for_online_offer_it_and_no_others_do() {
    let online = |word: &str| {
        let hearing =
            format!("ヒアリング: {{開始: 2025-12-03 14:00, 終了: 2025-12-03 15:00, オンライン: {word}}}\n");
        json(&(REVIEW.to_owned() + &hearing), "ja")
    };
    for word in ["Web会議", "Teams", "Zoom", "ハイブリッド", "Web会議（Webex）"] {
        let output = online(word);
        assert!(list(&output, "diagnostics").is_empty(), "{word}: {output:#}");
    }
    for word in [
        "Teams不可",
        "検討しない",
        "電話",
        "Web会議は未定",
        "オンラインでは行わない",
    ] {
        assert!(!list(&online(word), "diagnostics").is_empty(), "{word}");
    }
}

#[test]
fn moments_of_a_hurried_hand() {
    for (value, right) in [
        ("3月13日17時ちょうど", "2026-03-13T17:00:00+09:00"),
        ("3月13日ちょうど17時", "2026-03-13T17:00:00+09:00"),
        ("3月13日（金） 丁度17時必着", "2026-03-13T17:00:00+09:00"),
        ("3月13日午后5時", "2026-03-13T17:00:00+09:00"),
        ("2026年3月13日 17:00丁度", "2026-03-13T17:00:00+09:00"),
        ("3/13 17時きっかり", "2026-03-13T17:00:00+09:00"),
        ("翌年1月6日 17時", "2027-01-06T17:00:00+09:00"),
        ("翌年の1月6日（水）17時", "2027-01-06T17:00:00+09:00"),
    ] {
        let output = json(&whole(&format!("回答期限: {value}\n")), "ja");
        assert_eq!(list(&output, "requests")[0]["due"], right, "{value}: {output:#}");
        assert!(list(&output, "diagnostics").is_empty(), "{value}: {output:#}");
    }
}
