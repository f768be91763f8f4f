//! Unfilled placeholders (KG409): every one is found in every member, and everyday notation is not mistaken for one.

use std::fs;

use serde_json::Value;

use crate::common::{check, check_input, codes, judged, list, of, root, text};

const HEAD: &str = "種別: 照会\n発出元: 総務省大臣官房\n発出日時: 2025-09-08 10:00\n相当の作業量: なし\n";
const DUE: &str = "回答期限: 2025-09-11 17:00\n";
const TO: &str = "宛先: 国土交通省\n";
const SUBJECT: &str = "件名: 統計の整備について（照会）\n";

/// The marked placeholders of a document.
fn blanks(document: &str) -> Vec<String> {
    let output = judged(document);
    let at =
        |found: &Value, end: &str| usize::try_from(found["range"][end]["byte"].as_u64().unwrap()).unwrap();
    of(&output, "KG409")
        .into_iter()
        .map(|found| document[at(found, "start")..at(found, "end")].to_owned())
        .collect()
}

/// Each is put into a sentence, and only the placeholder is marked.
const IN_TEXT: &[&str] = &[
    "令和　年　月　日",
    "9月○日",
    "９月　　日",
    "9月XX日",
    "＿＿月＿＿日",
    "__月__日",
    "●月●日",
    "MM月DD日",
    "【日付】",
    "［日付］",
    "[期限]",
    "＜期限＞",
    "〈期限〉",
    "<期限>",
    "《期日》",
    "（日付を記入）",
    "（要記入）",
    "TBD",
    "%%DATE%%",
    "{{ due }}",
    "${due}",
    "YYYY年MM月DD日",
];

#[test]
fn a_blank_in_a_sentence_is_marked_alone_in_every_free_text() {
    for blank in IN_TEXT {
        let sentence = format!("つきましては、期限は{blank}までとします。");
        for (field, rest) in [
            ("件名", format!("{TO}{DUE}")),
            ("本文", format!("{SUBJECT}{TO}{DUE}")),
            ("必要性", format!("{SUBJECT}{TO}{DUE}")),
            ("資料", format!("{SUBJECT}{TO}{DUE}")),
        ] {
            for quote in ["", "'", "\""] {
                let document = format!("{HEAD}{rest}{field}: {quote}{sentence}{quote}\n");
                assert_eq!(blanks(&document), [*blank], "{document}");
            }
        }
        let block = format!("{HEAD}{SUBJECT}{TO}{DUE}本文: |\n  お世話になっております。\n  {sentence}\n");
        assert_eq!(blanks(&block), [*blank], "{block}");
        let material =
            format!("{HEAD}{SUBJECT}{TO}{DUE}資料:\n  - {{名称: 一覧, 目的: '{sentence}'}}\n  - 概要\n");
        assert_eq!(blanks(&material), [*blank], "{material}");
    }
}

#[test]
fn a_text_of_nothing_else_is_a_blank() {
    for (field, values) in [
        (
            "件名",
            &[
                "＜件名＞",
                "〈件名〉",
                "<件名>",
                "'{{件名}}'",
                "{{件名}}",
                "【件名】",
                "○○",
                "XXX",
                "要記入",
                "TBD",
            ][..],
        ),
        (
            "必要性",
            &[
                "＜必要性を記入＞",
                "○○",
                "＜件名＞",
                "XXX",
                "＿＿＿",
                "（要記入）",
                "【日付】",
                "未記入",
            ],
        ),
        ("資料", &["○○", "XXX", "＜資料名＞", "【資料名】"]),
        ("本文", &["【期限】", "　月　　日", "令和　年　月　日（　）"]),
    ] {
        for value in values {
            let subject = if field == "件名" { "" } else { SUBJECT };
            let document = format!("{HEAD}{subject}{TO}{DUE}{field}: {value}\n");
            assert_eq!(blanks(&document).len(), 1, "{document}");
        }
    }
}

#[test]
fn a_date_that_is_open_is_a_blank_and_cannot_be_read() {
    for due in [
        "令和　年　月　日（　）",
        "令和7年　月　日",
        "9月○日（○）",
        "9月　日（　）17時",
        "9月XX日",
        "9/XX",
        "＿＿月＿＿日",
        "__月__日",
        "●月●日",
        "【期限】",
        "【日付】",
        "［日付］",
        "[期限]",
        "{期限}",
        "{{ due }}",
        "<期限>",
        "〈期限〉",
        "（日付を記入）",
        "（要記入）",
        "要記入",
        "TBD",
        "'%%DATE%%'",
        "YYYY-MM-DD",
        "日付",
        "○○",
        "XXX",
        "9月11日（　）17時",
    ] {
        let output = judged(&format!("{HEAD}{SUBJECT}{TO}回答期限: {due}\n"));
        let found = codes(&output);
        assert!(found.contains(&"KG409"), "{due}: {found:?}");
        assert!(found.contains(&"KG007"), "{due}: {found:?}");
        let output = judged(&format!(
            "種別: 査定\n発出元: 総務省\n{SUBJECT}{TO}発出日時: 2025-09-08 10:00\nヒアリング: {{開始: \"{}\"}}\n",
            due.trim_matches('\'')
        ));
        assert!(codes(&output).contains(&"KG409"), "{due}: {output:#}");
    }
}

#[test]
fn what_is_not_yet_decided_is_said_and_no_blank() {
    for due in ["未定", "調整中", "後日連絡", "夕方", "月曜日まで"] {
        let output = judged(&format!("{HEAD}{SUBJECT}{TO}回答期限: {due}\n"));
        let found = codes(&output);
        assert!(
            found.contains(&"KG007") && !found.contains(&"KG409"),
            "{due}: {found:?}"
        );
    }
}

#[test]
fn an_office_that_is_none_is_a_blank() {
    for name in [
        "XXX",
        "○○省",
        "XX省",
        "△△局",
        "＿＿省",
        "【府省名】",
        "府省名",
        "[府省名]",
        "＜宛先＞",
        "宛先",
        "TBD",
        "総務省○○課",
        "{府省: ○○省}",
        "{府省: 財務省, 部局: ○○局}",
        "{府省: XX省}",
        "[財務省, ○○省]",
    ] {
        let document = format!("{HEAD}{SUBJECT}{DUE}宛先: {name}\n");
        assert_eq!(blanks(&document).len(), 1, "{name}");
        if !name.starts_with('[') {
            let document = format!(
                "種別: 照会\n発出日時: 2025-09-08 10:00\n相当の作業量: なし\n{SUBJECT}{TO}{DUE}発出元: {name}\n"
            );
            assert_eq!(blanks(&document).len(), 1, "{name}");
        }
    }
}

#[test]
fn a_template_may_be_left_open() {
    for due in ["○月○日", "【期限】", "未定", "[期限]", "（要記入）"] {
        let document = format!(
            "雛形: true\n種別: 照会\n発出元: 総務省\n相当の作業量: なし\n件名: ＜件名＞\n宛先: ○○省\n回答期限: {due}\n"
        );
        let found = judged(&document);
        let found: Vec<&str> = codes(&found)
            .into_iter()
            .filter(|code| *code != "KG404")
            .collect();
        assert_eq!(found, [""; 0], "{due}");
    }
}

#[test]
fn a_calendar_is_looked_at_too() {
    let calendar = |summary: &str, body: &str, own: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VTODO\r\nUID:1\r\n\
             DTSTAMP:20250908T010000Z\r\nDUE:20250911T080000Z\r\nX-KIGEN-KIND:inquiry\r\nSUMMARY:{summary}\r\n\
             DESCRIPTION:{body}\r\n{own}END:VTODO\r\nEND:VCALENDAR\r\n"
        )
    };
    let marked = |input: &str| -> Vec<String> {
        let run = check_input(
            root(),
            &["--format", "json", "--stdin-filename", "a.ics", "-"],
            input.as_bytes(),
        );
        let output = run.json();
        let at = |found: &Value, end: &str| {
            usize::try_from(found["range"][end]["byte"].as_u64().unwrap()).unwrap()
        };
        of(&output, "KG409")
            .into_iter()
            .map(|found| input[at(found, "start")..at(found, "end")].to_owned())
            .collect()
    };
    assert_eq!(
        marked(&calendar("照会", "9月11日までに\\n御回答ください。", "")),
        [""; 0]
    );
    assert_eq!(marked(&calendar("＜件名＞について", "x", "")), ["＜件名＞"]);
    assert_eq!(
        marked(&calendar("照会", "御中\\n○月○日までに\\, 御回答ください。", "")),
        ["○月○日"]
    );
    assert_eq!(
        marked(&calendar("照会", "【期限】\\n9月11日（木）17時", "")),
        [""; 0]
    );
    assert_eq!(marked(&calendar("照会", "x", "X-KIGEN-TO:○○省\r\n")), ["○○省"]);
    let template = "X-KIGEN-TEMPLATE:TRUE\r\n";
    assert_eq!(marked(&calendar("＜件名＞について", "x", template)), [""; 0]);
}

/// A necessity, a purpose or a reason without content counts as missing.
#[test]
fn words_that_say_nothing_state_no_necessity() {
    let survey = "種別: 調査\n発出元: 総務省\n宛先: [財務省, 国土交通省]\n件名: 調査\n発出日時: 2025-09-08 10:00\n\
        回答期限: 2025-09-19 17:00\n想定作業量: 1日\n";
    for necessity in [
        "なし",
        "特になし。",
        "（なし）",
        "―",
        "\"\\u3164\"",
        "同上",
        "1",
        "true",
        "あり",
    ] {
        let output = judged(&format!("{survey}必要性: {necessity}\n"));
        // Invisible text is reported as an empty field too.
        let found: Vec<_> = codes(&output)
            .into_iter()
            .filter(|code| *code != "KG020")
            .collect();
        assert_eq!(found, ["KG302"], "{necessity}");
    }
    let output = judged(&format!("{survey}必要性: 既存の統計では把握できないため\n"));
    assert_eq!(codes(&output), [""; 0]);
}

/// Requests as offices write them (items with ○, headings in brackets, 記書き, forms, file names) raise no finding.
#[test]
fn what_offices_write_every_day_raises_no_alarm() {
    let folder = root().join("fixtures/ordinary");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".yaml"))
        .collect();
    files.sort();
    assert!(files.len() >= 20, "{files:?}");
    for name in files {
        let run = check(&folder, &["--format", "json", &name]);
        let output = run.json();
        let alarms: Vec<&str> = list(&output, "diagnostics")
            .iter()
            .filter(|found| {
                let code = text(found, "code");
                code.starts_with("KG0") || ["KG405", "KG409"].contains(&code)
            })
            .map(|found| text(found, "message"))
            .collect();
        assert_eq!(alarms, [""; 0], "{name}");
        for request in list(&output, "requests") {
            assert!(
                request["due"].is_string() || request["hearing"].is_object(),
                "{name}: {request}"
            );
        }
    }
}

/// Each placeholder is marked at its own place, also where equal text before it is none.
#[test]
fn a_weekday_left_open_is_a_blank_unless_it_is_shown_as_an_example() {
    let body = |text: &str| format!("{HEAD}{SUBJECT}{TO}{DUE}本文: |\n  {text}\n");
    for text in [
        "9月11日（　）までに御回答ください。",
        "期限は９月１１日（　）17時です。",
        "9月11日(　　)まで",
        "（記載例の様式による。）\n  9月11日（　）までに御回答ください。",
    ] {
        assert_eq!(blanks(&body(text)).len(), 1, "{text}");
    }
    for text in [
        "記載例：9月11日（　）",
        "記載例：９月１１日（　）１７時",
        "（記入例）令和7年9月11日（　）",
        "日付は、「9月11日（　）」のように記載してください。",
        "例えば、9月11日（　）と記載してください。",
    ] {
        assert!(blanks(&body(text)).is_empty(), "{text}");
    }
}

#[test]
fn every_blank_of_a_text_is_told() {
    let sentence = "「○月○日」のように記載。つきましては、○月○日（○）○時までに、{{name}}へ。9月11日（○）午前○時から。○月○日まで。{{a}}{{b}}";
    let expected = [
        "○月○日（○）○時",
        "{{name}}",
        "（○）午前○時",
        "○月○日",
        "{{a}}",
        "{{b}}",
    ];
    for document in [
        format!("{HEAD}{SUBJECT}{TO}{DUE}本文: {sentence}\n"),
        format!("{HEAD}{SUBJECT}{TO}{DUE}本文: '{sentence}'\n"),
        format!(
            "{HEAD}{SUBJECT}{TO}{DUE}本文: |\n  {}\n",
            sentence.replace('。', "。\n\n  ")
        ),
        format!(
            "{HEAD}{SUBJECT}{TO}{DUE}本文: >\n  {}\n",
            sentence.replace('。', "。\n  ")
        ),
    ] {
        assert_eq!(blanks(&document), expected, "{document}");
        let last = document.rfind("{{b}}").unwrap();
        let output = judged(&document);
        let found = *of(&output, "KG409").last().unwrap();
        assert_eq!(found["range"]["start"]["byte"], last, "{document}");
    }
    // In every member that is sent, and in each part of an office's name.
    let document = "種別: 協議\n発出元: {府省: ○○省, 部局: ○○局}\n宛先: [○○省, 財務省, ＜宛先＞]\n件名: 【件名】について（期限：○月○日）\n発出日時: ○月○日\n期限: {質問: ○月○日, 意見: YYYY-MM-DD}\n資料: [○月○日の表, {名称: 表, 目的: '{{a}}と{{b}}'}]\n";
    let expected = [
        "○○省",
        "○○局",
        "○○省",
        "＜宛先＞",
        "【件名】",
        "○月○日",
        "○月○日",
        "○月○日",
        "YYYY-MM-DD",
        "○月○日",
        "{{a}}",
        "{{b}}",
    ];
    assert_eq!(blanks(document), expected);
    // A value written with escapes has no positions: one finding covers all.
    let document = format!("{HEAD}{SUBJECT}{TO}{DUE}本文: \"\\u25cb月\\u25cb日、{{{{\\u0061}}}}\"\n");
    assert_eq!(blanks(&document).len(), 1, "{document}");
}

#[test]
fn every_format_tells_every_blank() {
    let document = format!("{HEAD}{SUBJECT}{TO}{DUE}本文: ○月○日から{{{{b}}}}まで、【期限】までに。\n");
    let run = |format: &str| check_input(root(), &["--format", format, "-"], document.as_bytes());
    assert_eq!(blanks(&document).len(), 3);
    let sarif = run("sarif").json();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let blanks: Vec<_> = results.iter().filter(|it| it["ruleId"] == "KG409").collect();
    let starts: Vec<_> = blanks
        .iter()
        .map(|it| it["locations"][0]["physicalLocation"]["region"]["startColumn"].clone())
        .collect();
    assert_eq!(starts, [5, 11, 19], "{sarif:#}");
    assert_eq!(run("human").stdout.matches("[KG409]").count(), 3);
    assert_eq!(run("concise").stdout.matches("KG409").count(), 3);
}

#[test]
fn more_blanks_than_a_document_is_given_are_cut_and_that_is_said() {
    let text = format!("期限は{}", "{{a}}、".repeat(3000));
    let document = format!("{HEAD}{SUBJECT}{TO}{DUE}本文: {text}\n");
    let output = judged(&document);
    assert_eq!(of(&output, "KG409").len(), 1000);
    assert_eq!(of(&output, "KG008").len(), 1);
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nX-KIGEN-KIND:協議\r\nDUE:20250911T170000\r\nDESCRIPTION:{text}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
    );
    let output = check_input(
        root(),
        &["--format", "json", "--stdin-filename", "a.ics", "-"],
        calendar.as_bytes(),
    )
    .json();
    assert_eq!(of(&output, "KG409").len(), 100);
    assert_eq!(of(&output, "KG008").len(), 1);
}

/// A calendar property that is unreadable because of a placeholder raises both findings, in a template neither.
#[test]
fn blanks_of_a_calendars_values_are_told_beside_what_cannot_be_read() {
    for (line, unreadable) in [
        ("X-KIGEN-DUE:○月○日", true),
        ("DUE:○月○日", true),
        ("DTSTART:YYYYMMDDT000000", true),
        ("X-KIGEN-SENT:令和　年　月　日", true),
        ("X-KIGEN-EFFORT:○時間", true),
        ("X-KIGEN-SCOPE:○○", true),
        ("X-KIGEN-OPINION-DUE;X-A=1:＜期限＞", true),
        ("DUE:20250931T100000", false),
        ("DUE:next week", false),
    ] {
        let calendar = |more: &str| {
            format!(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nX-KIGEN-KIND:協議\r\n{more}{line}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
            )
        };
        let run = |text: &str| {
            check_input(
                root(),
                &["--format", "json", "--stdin-filename", "a.ics", "-"],
                text.as_bytes(),
            )
            .json()
        };
        let text = calendar("");
        let output = run(&text);
        let (blanks, unread) = (of(&output, "KG409"), of(&output, "KG007"));
        assert_eq!(
            (blanks.len(), unread.len()),
            (usize::from(unreadable), 1),
            "{line}: {output:#}"
        );
        if unreadable {
            let value = line.rsplit(':').next().unwrap();
            assert_eq!(
                blanks[0]["range"]["start"]["byte"],
                text.find(value).unwrap(),
                "{line}"
            );
        }
        let output = run(&calendar("X-KIGEN-TEMPLATE:TRUE\r\n"));
        let left = of(&output, "KG409").len() + of(&output, "KG007").len();
        assert_eq!(left, usize::from(!unreadable), "{line}: {output:#}");
        if unreadable && line.contains("DUE") {
            let undetermined = output["undetermined"].as_array().unwrap();
            assert!(undetermined.iter().any(|it| it["code"] == "KG101"), "{output:#}");
        }
    }
}
