//! The language server with an in-memory client: findings while typing, code actions, and malformed messages.

use std::time::Duration;

use crate::lsp::support::{Client, applied, coded, codes, monday, under, usual, with_encodings};
use kigen::calendar::hours::Moment;
use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};

const URI: &str = "file:///%E4%BE%9D%E9%A0%BC/%E6%A1%88.yaml";

/// KG101 by half an hour, with characters outside the BMP and a comment around the values.
fn draft(newline: &str) -> String {
    let lines = [
        "# 𠮷野の件",
        "種別: 協議",
        "件名: 𩸽（ほっけ）の資源管理に関する法律案について",
        "発出元: 総務省行政管理局",
        "宛先: 財務省主計局",
        "発出日時: 令和7年9月9日（火）17時30分",
        "\"回答期限\": 令和7年9月11日（木）17時 # 𠮷",
        "想定作業量: 6時間",
        "",
    ];
    lines.join(newline)
}

#[test]
fn findings_stand_at_the_value_in_the_units_agreed_upon() {
    for newline in ["\n", "\r\n"] {
        let text = draft(newline);
        for (offered, agreed, column) in [
            (&["utf-8", "utf-16"][..], "utf-8", "\"回答期限\": ".len()),
            (&["utf-32"], "utf-32", 8),
            (&["utf-7", "utf-16"], "utf-16", 8),
            (&[], "utf-16", 8),
        ] {
            let mut client = Client::new(with_encodings(offered), json!({}));
            assert_eq!(client.capabilities["positionEncoding"], agreed);
            let found = client.findings(URI, &text);
            let [found] = coded(&found, "KG101")[..] else {
                panic!("{found:?}");
            };
            assert_eq!(found["range"]["start"], json!({"line": 6, "character": column}));
            assert_eq!(found["severity"], 1);
            assert_eq!(found["source"], "kigen");
            let href = found["codeDescription"]["href"].as_str().unwrap();
            assert_eq!(href, concat!(env!("CARGO_PKG_HOMEPAGE"), "rules/KG101.html"));
            let message = found["message"].as_str().unwrap();
            assert!(message.starts_with("回答期限までの時間は47時間30分で、48時間に30分不足しています。\n対処：回答期限を9月11日（木）17時30分以降"), "{message}");
            assert!(
                message.ends_with("根拠：総務省取組計画Ⅲ.１.（１）①（例外なし）"),
                "{message}"
            );
            let related = &found["relatedInformation"][0];
            assert_eq!(related["location"]["uri"], URI);
            assert_eq!(related["location"]["range"]["start"]["line"], 5);
            assert_eq!(related["message"], "発出：9月9日（火）17時30分");
            if agreed == "utf-16" {
                assert_eq!(under(&text, &found["range"]), "令和7年9月11日（木）17時");
            }
            assert_eq!(client.leave(), 0);
        }
    }
}

#[test]
fn unsaved_edits_are_judged_and_the_quick_fix_mends_the_draft() {
    let mut client = Client::usual();
    let text = draft("\r\n");
    let found = client.findings(URI, &text);
    let range = coded(&found, "KG101")[0]["range"].clone();
    let actions = client.actions(URI, &range, None);
    let fix = &actions[0];
    assert_eq!(fix["title"], "回答期限を9月11日（木）17時30分にする");
    assert_eq!(
        (&fix["kind"], &fix["isPreferred"]),
        (&json!("quickfix"), &json!(true))
    );
    assert_eq!(fix["diagnostics"][0], *coded(&found, "KG101")[0]);
    let document = &fix["edit"]["documentChanges"][0]["textDocument"];
    assert_eq!(*document, json!({"uri": URI, "version": 1}));
    let fixed = applied(&text, fix);
    assert_eq!(fixed, text.replace("（木）17時", "（木）17時30分"));
    // Sent back as the editor sends it: one ranged edit.
    let edit = &fix["edit"]["documentChanges"][0]["edits"][0];
    client.change(URI, 2, json!([{"range": edit["range"], "text": edit["newText"]}]));
    let after = client.diagnostics(URI, 2);
    assert!(coded(&after, "KG101").is_empty(), "{:?}", codes(&after));
    assert_eq!(client.leave(), 0);
}

#[test]
fn all_safe_fixes_are_made_at_once_on_request() {
    let mut client = Client::usual();
    let other = draft("\n").replace(
        "発出日時: 令和7年9月9日（火）17時30分",
        "発出日時: 2025-09-09 17:30",
    );
    let text = format!("{}---\n{other}", draft("\n"));
    client.findings(URI, &text);
    let everywhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let actions = client.actions(URI, &everywhere, Some("source.fixAll"));
    assert_eq!(actions.len(), 1, "{actions:?}");
    let fixed = applied(&text, &actions[0]);
    assert_eq!(fixed.matches("（木）17時30分").count(), 2, "{fixed}");
    // Without `only: ["source.fixAll"]` it is not offered.
    assert!(client.actions(URI, &everywhere, None).is_empty());
    assert!(client.actions(URI, &everywhere, Some("refactor")).is_empty());
}

#[test]
fn an_edit_without_versions_goes_to_clients_that_know_none() {
    let mut client = Client::new(json!({"textDocument": {"publishDiagnostics": {}}}), json!({}));
    let found = client.findings(URI, &draft("\n"));
    let actions = client.actions(URI, &coded(&found, "KG101")[0]["range"], None);
    assert!(actions[0]["edit"]["changes"][URI].is_array(), "{actions:?}");
    assert!(actions[0]["edit"].get("documentChanges").is_none());
}

#[test]
fn an_exception_is_offered_only_where_the_clause_allows_one_and_does_not_hold_until_it_is_filled_in() {
    let text = "種別: 査定・審査\n件名: 予算\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-08 17:00\n提出期限: 2025-09-09 11:00\n想定作業量: 1時間\n本文: |\n  本文です。\n";
    let mut client = Client::usual();
    let found = client.findings(URI, text);
    let range = &coded(&found, "KG202")[0]["range"];
    let actions = client.actions(URI, range, Some("quickfix"));
    let record = actions
        .iter()
        .find(|action| action["title"].as_str().unwrap().starts_with("KG202の例外"))
        .expect("offered");
    assert_eq!(record["isPreferred"], Value::Null);
    let excepted = applied(text, record);
    assert_eq!(
        excepted,
        format!("{text}例外:\n  - 規則: KG202\n    理由: \n    承認者: \n")
    );
    client.change(URI, 2, json!([{ "text": excepted }]));
    let found = client.diagnostics(URI, 2);
    assert!(codes(&found).contains(&"KG011") && !coded(&found, "KG202").is_empty());
    // Filled in, it is valid; a second one is added below it.
    let filled = excepted
        .replace("理由: ", "理由: 予算編成の日程による")
        .replace("承認者: ", "承認者: 会計課長");
    client.change(URI, 3, json!([{ "text": filled }]));
    let found = client.diagnostics(URI, 3);
    assert_eq!(
        coded(&found, "KG202")[0]["severity"],
        4,
        "shown as a hint: {found:?}"
    );
    // A rule without exceptions.
    let mut other = Client::usual();
    let found = other.findings(URI, &draft("\n"));
    for action in other.actions(URI, &coded(&found, "KG101")[0]["range"], None) {
        assert!(
            !action["title"].as_str().unwrap().contains("KG101の例外"),
            "{action}"
        );
    }
}

#[test]
fn a_record_is_added_to_those_that_are_there_in_the_language_of_the_document() {
    let base = "kind: review\nfrom: 総務省行政管理局\nto: 財務省主計局\nsent: 2025-09-08 17:00\ndue: 2025-09-09 11:00\n";
    let record = "KG202";
    for (before, after) in [
        (
            "exceptions:\n- rule: KG204\n  reason: a\n  approved_by: b\n",
            "exceptions:\n- rule: KG204\n  reason: a\n  approved_by: b\n- rule: KG202\n  reason: \n  approved_by: \n",
        ),
        (
            "exceptions: [{rule: KG204, reason: a, approved_by: b}]\n",
            "exceptions: [{rule: KG204, reason: a, approved_by: b}, {rule: KG202, reason: \"\", approved_by: \"\"}]\n",
        ),
        (
            "effort: 1h",
            "effort: 1h\nexceptions:\n  - rule: KG202\n    reason: \n    approved_by: \n",
        ),
    ] {
        let text = format!("{base}{before}");
        let mut client = Client::new(usual(), json!({"lang": "en"}));
        let found = client.findings(URI, &text);
        let actions = client.actions(URI, &coded(&found, record)[0]["range"], None);
        let action = actions
            .iter()
            .find(|action| action["title"].as_str().unwrap().contains("exception for KG202"));
        assert_eq!(applied(&text, action.expect("offered")), format!("{base}{after}"));
    }
}

#[test]
fn nothing_is_silent() {
    let mut client = Client::usual();
    // An inquiry without a workload leaves ③ undetermined; a draft without `sent` counts as sent now.
    let text = "種別: 照会\n発出元: 総務省\n宛先: 財務省\n回答期限: 2025-09-12 17:00\n";
    let found = client.findings(URI, text);
    let hints: Vec<&str> = found
        .iter()
        .filter(|found| found["severity"] == 4)
        .filter_map(|found| found["message"].as_str())
        .collect();
    assert!(
        hints
            .iter()
            .any(|hint| hint.starts_with("未判定：") && hint.contains("KG301")),
        "{hints:?}"
    );
    assert!(
        hints
            .iter()
            .any(|hint| hint.contains("現在（9月8日（月）10時）発出する")),
        "{hints:?}"
    );
    // A file of another kind is called neither broken nor clean.
    let other = client.findings("file:///compose.yaml", "services:\n  web: {}\n");
    assert_eq!(other.len(), 1);
    assert!(other[0]["message"].as_str().unwrap().starts_with("対象外："));
}

/// What looks like a request is not called something else.
#[test]
fn a_draft_that_is_one_text_to_yaml_has_its_finding() {
    let mut client = Client::usual();
    for (number, text) in ["種別:調査\n期限:9/11\n", "【種別】調査\n", "種別\t調査\n"]
        .into_iter()
        .enumerate()
    {
        let found = client.findings(&format!("file:///依頼/{number}.yaml"), text);
        assert!(
            codes(&found).iter().all(|code| code.starts_with("KG00")),
            "{found:?}"
        );
        assert!(!found.is_empty(), "{text}");
    }
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_document_that_does_not_parse_has_its_finding_and_heals() {
    let mut client = Client::usual();
    for broken in [
        "種別: [協議\n期限: \"",
        "\t種別: 協議",
        "種別: 協議\n 期限: 1\n: : :",
        "{a: ".repeat(500).as_str(),
        "\u{0}\u{7}",
        "\u{feff}",
    ] {
        let found = client.findings(URI, broken);
        assert!(!found.is_empty(), "{broken:?}");
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    }
    client.findings(URI, "種別: [協議\n");
    client.change(URI, 2, json!([{ "text": draft("\n") }]));
    assert!(!coded(&client.diagnostics(URI, 2), "KG101").is_empty());
}

#[test]
fn calendars_are_judged_with_places_of_the_folded_text() {
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250908T010000Z\r\nSUMMARY:【ヒアリング】令和8年度機構・定員要求𠮷\r\n 野\r\nORGANIZER;CN=\"総務省行政管理局\":mailto:a@soumu.go.jp\r\nATTENDEE;CN=\"財務省主計局\":mailto:b@mof.go.jp\r\nDTSTART;TZID=Asia/Tokyo:2025091\r\n 0T173000\r\nDTEND;TZID=Asia/Tokyo:20250910T190000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let mut client = Client::usual();
    let found = client.findings("file:///a.ics", ics);
    let found = coded(&found, "KG201")[0];
    assert_eq!(under(ics, &found["range"]), "2025091\r\n 0T173000");
}

#[test]
fn requests_out_of_order_are_refused_and_it_keeps_serving() {
    let mut client = Client::silent(Duration::from_secs(3600), monday);
    assert_eq!(client.refused("textDocument/hover", json!({})), -32002);
    client.notify("textDocument/didOpen", json!({}));
    client.request("initialize", json!({"capabilities": usual()}));
    assert_eq!(client.refused("initialize", json!({})), -32600);
    assert_eq!(client.refused("textDocument/rename", json!({})), -32601);
    assert_eq!(client.refused("$/odd", json!(null)), -32601);
    assert_eq!(
        client.refused("textDocument/codeAction", json!({"textDocument": 3})),
        -32602
    );
    for params in [
        json!(null),
        json!([]),
        json!({"textDocument": {"uri": URI}}),
        json!({"textDocument": {"uri": URI, "version": "x"}, "contentChanges": []}),
    ] {
        for method in ["didOpen", "didChange", "didClose", "didSave"] {
            client.notify(&format!("textDocument/{method}"), params.clone());
        }
        client.notify("workspace/didChangeConfiguration", params.clone());
        client.notify("$/setTrace", params);
    }
    client.change(URI, 7, json!([{"text": "a"}]));
    assert_eq!(
        client.actions(
            URI,
            &json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}),
            None
        ),
        Vec::<Value>::new()
    );
    let logged = client.seen.iter().any(|seen| {
        seen.method == "window/logMessage"
            && seen.params["message"]
                .as_str()
                .unwrap()
                .contains("開かれていない文書")
    });
    assert!(logged);
    assert!(!client.findings(URI, &draft("\n")).is_empty());
    assert_eq!(client.request("shutdown", Value::Null), Value::Null);
    assert_eq!(client.refused("textDocument/codeAction", json!({})), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.left(), 0);
}

/// Whether the diagnostics include the one about a text out of sync.
fn is_out_of_step(found: &[Value]) -> bool {
    found.iter().any(|found| {
        let message = found["message"].as_str().unwrap();
        message.contains("ファイルを開き直してください")
    })
}

#[test]
fn an_edit_that_was_overtaken_is_made_in_its_place() {
    let mut client = Client::usual();
    client.findings(
        URI,
        "種別: \n発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n",
    );
    let at = |column: u32| json!({"start": {"line": 0, "character": column}, "end": {"line": 0, "character": column}});
    client.change(URI, 4, json!([{"range": at(6), "text": "𠮷"}]));
    client.change(URI, 3, json!([{"range": at(5), "text": "議"}]));
    client.diagnostics(URI, 4);
    client.change(URI, 2, json!([{"range": at(4), "text": "協"}]));
    let found = client.diagnostics(URI, 4);
    assert!(
        found
            .iter()
            .any(|found| found["message"].as_str().unwrap().contains("協議𠮷")),
        "{found:?}"
    );
    assert!(!is_out_of_step(&found), "{found:?}");
}

#[test]
fn an_edit_that_cannot_be_made_is_said() {
    let everything = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let below = json!({"start": {"line": -1, "character": 0}, "end": {"line": 99, "character": 0}});
    // An older version; an invalid range; no changes.
    for (version, changes) in [
        (0, json!([{"range": everything, "text": ""}])),
        (2, json!([{"range": below, "text": ""}])),
        (2, json!("a")),
    ] {
        let mut client = Client::usual();
        client.findings(URI, &draft("\n"));
        client.change(URI, version, changes);
        let found = client.diagnostics(URI, version.max(1));
        assert!(!coded(&found, "KG101").is_empty(), "the text is still there");
        assert!(is_out_of_step(&found), "{found:?}");
        // A full-text change synchronises again.
        client.change(URI, 6, json!([{ "text": draft("\n") }]));
        assert!(!is_out_of_step(&client.diagnostics(URI, 6)));
    }
}

#[test]
fn edits_with_positions_outside_the_text_or_exchanged_are_made_inside_it() {
    let mut client = Client::usual();
    client.findings(URI, "種別: 協議");
    let range = |a: (u32, u32), b: (u32, u32)| json!({"start": {"line": a.0, "character": a.1}, "end": {"line": b.0, "character": b.1}});
    client.change(URI, 2, json!([
        {"range": range((0, u32::MAX), (u32::MAX, u32::MAX)), "text": "\n発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n"},
        {"range": range((2, 17), (2, 6)), "text": "2025-09-10 "},
    ]));
    let found = client.diagnostics(URI, 2);
    let found = coded(&found, "KG101")[0];
    assert_eq!(found["range"], range((2, 6), (2, 22)), "{found}");
}

#[test]
fn a_cancelled_request_is_answered_so() {
    // The queue is drained before any request is answered, so the cancellation is seen first.
    let client = Client::silent(Duration::from_secs(3600), monday);
    let id = RequestId::from("a".to_owned());
    let hello = Request::new(
        RequestId::from(1),
        "initialize".to_owned(),
        json!({"capabilities": usual()}),
    );
    client.send(hello.into());
    client.send(Request::new(id.clone(), "textDocument/codeAction".to_owned(), json!({})).into());
    client.notify("$/cancelRequest", json!({"id": "a"}));
    client.notify("$/cancelRequest", json!({"id": {"odd": 1}}));
    let mut client = client;
    let code = client.answer(&id).response_result.expect_err("an error").code;
    // Whether it was still queued depends on the threads; it is answered in both cases.
    assert!(matches!(code, -32800 | -32602), "{code}");
    assert_eq!(client.leave(), 0);
}

#[test]
fn leaving_without_a_word_is_status_1() {
    let client = Client::usual();
    client.open(URI, &draft("\n"));
    assert_eq!(client.end(), 1);
    let client = Client::usual();
    client.notify("exit", Value::Null);
    assert_eq!(client.left(), 1);
}

#[test]
fn settings_change_while_it_runs() {
    let mut client = Client::new(usual(), json!({"lang": "en", "now": "2025-09-09T17:30"}));
    let text = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n回答期限: 2025-09-11 17:00\n";
    let found = client.findings(URI, text);
    assert!(
        coded(&found, "KG101")[0]["message"]
            .as_str()
            .unwrap()
            .contains("47 h 30 min")
    );
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"kigen": {"lang": "ja", "now": "2025-09-09T17:00"}}}),
    );
    assert!(coded(&client.diagnostics(URI, 1), "KG101").is_empty());
    // An unusable setting is reported, and the old one stays.
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"kigen": {"now": "昨日", "rules": ["/does/not/exist"], "lang": 3}}}),
    );
    assert!(coded(&client.diagnostics(URI, 1), "KG101").is_empty());
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_pulls_is_not_told_twice() {
    let mut client = Client::new(json!({"textDocument": {"diagnostic": {}}}), json!({}));
    assert!(client.capabilities["diagnosticProvider"].is_object());
    client.open(URI, &draft("\n"));
    let answer = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    assert_eq!(answer["kind"], "full");
    assert!(codes(answer["items"].as_array().unwrap()).contains(&"KG101"));
    assert!(
        client
            .seen
            .iter()
            .all(|seen| seen.method != "textDocument/publishDiagnostics")
    );
    assert!(Client::usual().capabilities.get("diagnosticProvider").is_none());
}

#[test]
fn a_closed_document_has_no_findings() {
    let mut client = Client::usual();
    client.findings(URI, &draft("\n"));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    let Message::Notification(Notification { method, params }) = client.receive() else {
        panic!("no notification");
    };
    assert_eq!(
        (method.as_str(), &params["diagnostics"]),
        ("textDocument/publishDiagnostics", &json!([]))
    );
}

#[test]
fn a_draft_ages_while_it_is_open() {
    // A clock that advances by half an hour at each call.
    fn clock() -> Moment {
        use std::sync::atomic::{AtomicI64, Ordering};
        static ASKED: AtomicI64 = AtomicI64::new(0);
        Moment(monday().0 + 1800 * ASKED.fetch_add(1, Ordering::Relaxed))
    }
    let params = json!({"capabilities": usual()});
    let mut client = Client::with_tick(params, Duration::from_millis(1), clock);
    // 50 hours ahead: clean at first, not after some time.
    let text = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n回答期限: 2025-09-10 12:00\n";
    client.open(URI, text);
    while coded(&client.diagnostics(URI, 1), "KG101").is_empty() {}
    assert_eq!(client.leave(), 0);
}

#[test]
fn it_ends_with_the_editor_that_started_it() {
    if !std::path::Path::new("/proc/self").exists() {
        return;
    }
    let mut editor = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    let params = json!({"capabilities": usual(), "processId": editor.id()});
    let mut client = Client::with_tick(params, Duration::from_millis(1), monday);
    client.findings(URI, &draft("\n"));
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.left(), 1);
}

#[test]
fn a_document_too_long_is_said_so() {
    let mut client = Client::usual();
    let text = "種別: 協議\n".to_owned() + &"# 長い\n".repeat(1_000_000);
    let found = client.findings(URI, &text);
    assert_eq!(codes(&found), ["KG008"]);
}
