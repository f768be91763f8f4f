//! Hover on times, code actions and completion.

use crate::lsp::support::{Client, applied, coded, under, usual};
use serde_json::{Value, json};

const URI: &str = "file:///a.yaml";

/// Opens the text with the cursor at `|` and sends the request; its result.
fn ask(client: &mut Client, method: &str, marked: &str, uri: &str) -> (Value, String) {
    let before = marked.split('|').next().unwrap();
    let text = marked.replacen('|', "", 1);
    client.findings(uri, &text);
    let line = before.matches('\n').count();
    let column: usize = before.rsplit('\n').next().unwrap().encode_utf16().count();
    let position = json!({"line": line, "character": column});
    let answer = client.request(
        method,
        json!({"textDocument": {"uri": uri}, "position": position}),
    );
    (answer, text)
}

fn hover(marked: &str) -> String {
    let (answer, text) = ask(&mut Client::usual(), "textDocument/hover", marked, URI);
    assert!(!under(&text, &answer["range"]).is_empty());
    answer["contents"]["value"].as_str().unwrap().to_owned()
}

#[test]
fn a_due_shows_the_clocks_the_closed_days_and_the_nearest_times() {
    // A span over 敬老の日, part of a long weekend.
    let request = |sent: &str, due: &str| {
        format!(
            "種別: 協議\n件名: 𠮷\n発出元: 総務省\n宛先:\n  - 財務省\n  - {{府省: 厚生労働省, 勤務時間: \"8:30-17:15\"}}\n{sent}: 令和7年9月12日（金）17時\n{due}: 令和7年9月16日（火）17時\n"
        )
    };
    for marked in [
        request("発出日時", "回答|期限"),
        request("発出日時", "回答期限").replace("16日（火）", "16日|（火）"),
    ] {
        let text = hover(&marked);
        for said in [
            "**回答期限：9月16日（火）17時**",
            "発出：9月12日（金）17時",
            "経過：96時間",
            "閉庁日を除く：24時間",
            "作業できる時間（財務省）：7時間45分",
            "作業できる時間（厚生労働省）：7時間45分",
            "閉庁日3日：9月13日（土）、9月14日（日）、9月15日（月）敬老の日",
            "適合する最も早い期限：9月17日（水）17時",
        ] {
            assert!(text.contains(said), "{said}\n{text}");
        }
    }
    let text = hover(&request("発|出日時", "回答期限"));
    assert!(
        text.starts_with("**発出：9月12日（金）17時**") && text.contains("回答期限：9月16日（火）17時"),
        "{text}"
    );
}

#[test]
fn no_negative_time_is_shown() {
    let request =
        "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n回答|期限: 2025-09-08 10:00\n";
    let text = hover(request);
    assert!(text.contains("発出より後になっていません。"), "{text}");
    assert!(!text.contains("経過"), "{text}");
}

#[test]
fn a_template_is_shown_as_if_sent_now() {
    let request = "雛形: true\n種別: 協議\n発出元: 総務省\n宛先: 財務省\n回答|期限: 3開庁日後 17:00\n";
    let text = hover(request);
    for said in [
        "**回答期限：9月11日（木）17時**",
        "雛形のため、現在発出する場合の日時を示します。",
        "発出（現在の日時）：9月8日（月）10時",
        "経過：79時間",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    // A blank has no hover.
    let request =
        "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出|日時: {{ sent }}\n回答期限: 2025-09-12 10:00\n";
    let (answer, _) = ask(&mut Client::usual(), "textDocument/hover", request, URI);
    assert_eq!(answer, Value::Null);
}

#[test]
fn a_document_of_many_requests_is_read_once_for_a_question() {
    // Quadratic time if the document were parsed once per request.
    const REQUESTS: usize = 4_000;
    let one =
        "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-09 10:00\n";
    let text = vec![one; REQUESTS].join("---\n");
    let mut client = Client::usual();
    client.open(URI, &text);
    client.diagnostics(URI, 1);
    let line = 6 * (REQUESTS - 1) + 4;
    let position = json!({"line": line, "character": 0});
    let answer = client.request(
        "textDocument/hover",
        json!({"textDocument": {"uri": URI}, "position": position}),
    );
    assert!(
        answer["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("経過：24時間")
    );
    let all = json!({"start": {"line": 0, "character": 0}, "end": position});
    assert!(client.actions(URI, &all, None).len() > 100);
}

#[test]
fn one_of_several_dues_is_the_one_under_the_cursor() {
    let request = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n回答期限:\n  質問: 2025-09-10 10:00\n  意見: 2025-09-11 10:00\n";
    assert!(hover(&request.replace("意見: 2025", "意見: 20|25")).starts_with("**意見期限：9月11日"));
    assert!(hover(&request.replace("質問", "質|問")).starts_with("**質問期限：9月10日"));
    let apart =
        "種別: 協議\n発出元: 総務省\n宛先: 財務省\n質問期限: 2025-09-10 10:00\n意見期限: 2025-09-11 10|:00\n";
    let text = hover(apart);
    assert!(
        text.starts_with("**意見期限：9月11日") && text.contains("発出（現在の日時）"),
        "{text}"
    );
}

#[test]
fn a_hearing_shows_everybodys_hours_and_the_next_slot() {
    let request = "種別: 査定・審査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\nヒア|リング:\n  開始: 2025-09-10 18:00\n  終了: 19:00\n  オンライン: 可\n";
    for marked in [
        request.to_owned(),
        request.replace('|', "").replace("18:00", "18|:00"),
    ] {
        let text = hover(&marked);
        for said in [
            "**ヒアリング：9月10日（水）18時〜19時**",
            "勤務時間（財務省）：9時30分〜18時15分",
            "経過：56時間",
            "最も早い時間帯は9月11日（木）9時30分〜10時30分です。",
        ] {
            assert!(text.contains(said), "{said}\n{text}");
        }
    }
}

#[test]
fn calendars_and_rule_codes_have_hovers_too() {
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250908T010000Z\r\nSUMMARY:【ヒアリング】機構・定員要求の長い長い長い\r\n 件名\r\nORGANIZER;CN=総務省:mailto:a@soumu.go.jp\r\nATTENDEE;CN=財務省:mailto:b@mof.go.jp\r\nDTST|ART;TZID=Asia/Tokyo:20250910T173000\r\nDTEND;TZID=Asia/Tokyo:20250910T190000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let (answer, text) = ask(&mut Client::usual(), "textDocument/hover", ics, "file:///a.ics");
    assert_eq!(
        under(&text, &answer["range"]),
        "DTSTART;TZID=Asia/Tokyo:20250910T173000"
    );
    assert!(
        answer["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("9月10日（水）17時30分〜19時")
    );
    // Also in a document that does not parse.
    let text = hover("例外: [{規則: KG2|02");
    assert!(
        text.starts_with("**KG202 evening-request-next-morning**") && text.contains("（原則）"),
        "{text}"
    );
}

#[test]
fn nothing_is_said_of_what_is_no_time_and_plain_text_is_plain() {
    let mut client = Client::new(
        json!({"textDocument": {"publishDiagnostics": {}}}),
        json!({"lang": "en"}),
    );
    let request =
        "kind: consultation\nfrom: 総務省\nto: 財務省\nsent: 2025-09-09 17:30\ndue: 2025-09-11 17:|00\n";
    let (answer, _) = ask(&mut client, "textDocument/hover", request, URI);
    assert_eq!(answer["contents"]["kind"], "plaintext");
    assert!(
        answer["contents"]["value"]
            .as_str()
            .unwrap()
            .starts_with("due time: Thu 11 Sep 17:00\nsent: "),
        "{answer}"
    );
    for marked in [
        "種別: 協|議\n発出元: 総務省\n",
        "|",
        "種別: [\n回答期限: |\n",
        "種別: 協議\n回答期限: あし|た\n",
        "services:\n  web: 1|\n",
    ] {
        assert_eq!(
            ask(&mut client, "textDocument/hover", marked, URI).0,
            Value::Null,
            "{marked}"
        );
    }
    assert_eq!(
        client.request(
            "textDocument/hover",
            json!({"textDocument": {"uri": "file:///none"}, "position": {"line": 0, "character": 0}})
        ),
        Value::Null
    );
}

fn labels(marked: &str) -> Vec<String> {
    let (answer, _) = ask(&mut Client::usual(), "textDocument/completion", marked, URI);
    let mut items = answer["items"].as_array().cloned().unwrap_or_default();
    items.sort_by_key(|item| item["sortText"].as_str().unwrap().to_owned());
    items
        .iter()
        .map(|item| item["label"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn keys_come_in_both_languages_those_of_the_document_first() {
    let ja = labels("種別: 協議\n件名: a\n|\n回答期限: 2025-09-11 17:00\n");
    let place = |labels: &[String], wanted: &str| labels.iter().position(|label| label == wanted);
    assert!(place(&ja, "宛先") < place(&ja, "to") && place(&ja, "to").is_some());
    for used in ["種別", "kind", "件名", "回答期限", "due"] {
        assert_eq!(place(&ja, used), None, "{used} is there already");
    }
    let en = labels("kind: consultation\n|\n");
    assert!(place(&en, "to") < place(&en, "宛先") && place(&en, "宛先").is_some());
    assert_eq!(labels("ヒアリング:\n  開始: a\n  |")[0], "終了");
    assert_eq!(labels("例外:\n  - 規則: KG202\n    |")[0], "理由");
}

#[test]
fn words_offices_and_codes_are_offered_where_they_belong_also_in_what_does_not_parse() {
    for broken in ["", "件名: \"閉じていない\n", "宛先: [財務省\n"] {
        let has = |line: &str, wanted: &str| {
            let all = labels(&format!("{broken}{line}"));
            assert!(
                all.iter().any(|label| label == wanted),
                "{line} {wanted}: {all:?}"
            );
        };
        has("種別: |", "査定・審査");
        has("種別: |", "review");
        has("段階: 再|", "再質問");
        has("相当の作業量: |", "あり");
        has("宛先: |", "財務省");
        has("宛先:\n  - |", "厚生労働省");
        has("宛先:\n  - 消防|", "消防庁");
        has("発出元: MOF|", "MOF → 財務省");
        has("ヒアリング:\n  オンライン: |", "検討済み");
    }
    let codes = labels(
        "種別: 査定・審査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 17:00\n提出期限: 2025-09-09 11:00\n例外:\n  - 規則: |\n",
    );
    assert_eq!(codes[0], "KG202", "what was found stands first");
    assert!(
        !codes
            .iter()
            .any(|code| code == "KG401" || code.starts_with("KG0")),
        "{codes:?}"
    );
    let place = |wanted: &str| codes.iter().position(|code| code == wanted);
    assert!(
        place("KG201") < place("KG101") && place("KG101").is_some(),
        "a record beside a rule of no exception is a deviation: {codes:?}"
    );
    assert!(labels("本文: |\n").is_empty() && labels("# |").is_empty());
}

#[test]
fn what_is_chosen_replaces_what_was_typed() {
    let mut client = Client::usual();
    let (answer, text) = ask(&mut client, "textDocument/completion", "件名: 𠮷\n回答|", URI);
    let items = answer["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["label"] == "回答期限").unwrap();
    assert_eq!(under(&text, &item["textEdit"]["range"]), "回答");
    assert_eq!(item["textEdit"]["newText"], "回答期限: ");
    assert_eq!(item["detail"], "due");
    assert!(
        item["documentation"]
            .as_str()
            .unwrap()
            .starts_with("回答の期限。")
    );
}

#[test]
fn the_latest_sending_time_is_offered_as_an_edit_of_sent() {
    let text = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 令和7年9月9日（火）17時30分\n回答期限: 令和7年9月11日（木）17時\n想定作業量: 6時間\n";
    let mut client = Client::new(usual(), json!({}));
    let found = client.findings(URI, text);
    let actions = client.actions(URI, &coded(&found, "KG101")[0]["range"], Some("quickfix"));
    let titles: Vec<&str> = actions
        .iter()
        .map(|action| action["title"].as_str().unwrap())
        .collect();
    assert_eq!(
        titles,
        [
            "回答期限を9月11日（木）17時30分にする",
            "発出日時を9月9日（火）17時にする"
        ]
    );
    let fixed = applied(text, &actions[1]);
    assert_eq!(fixed, text.replace("（火）17時30分", "（火）17時"));
    client.change(URI, 2, json!([{ "text": fixed }]));
    assert!(coded(&client.diagnostics(URI, 2), "KG101").is_empty());
    // Not part of `source.fixAll`: the two actions are alternatives.
    client.change(URI, 3, json!([{ "text": text }]));
    client.diagnostics(URI, 3);
    let all = client.actions(
        URI,
        &json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}),
        Some("source.fixAll.kigen"),
    );
    assert_eq!(
        applied(text, &all[0]),
        text.replace("（木）17時", "（木）17時30分")
    );
}

#[test]
fn rule_codes_are_offered_and_explained_in_a_configuration() {
    let config = "file:///x/kigen.yaml";
    let offered = |marked: &str| {
        let (answer, _) = ask(&mut Client::usual(), "textDocument/completion", marked, config);
        answer["items"].as_array().cloned().unwrap_or_default()
    };
    for (marked, inserted) in [
        ("重さ:\n  |", "KG402: "),
        ("重さ:\n  KG4|", "KG402: "),
        ("severities: {KG403: info, |}", "KG402: "),
        ("重さ: {KG4|: 違反}", ""),
        ("例外:\n  - 対象: a/\n    規則: |", ""),
        ("exceptions:\n  - rule: KG|", ""),
    ] {
        let items = offered(marked);
        let item = items.iter().find(|item| item["label"] == "KG402").expect(marked);
        let want = if inserted.is_empty() { "KG402" } else { inserted };
        assert_eq!(item["textEdit"]["newText"], want, "{marked}");
        assert!(
            items.iter().all(|item| item["label"] != "KG401"),
            "{marked}: it cannot be lowered"
        );
    }
    for marked in ["対象: |", "現在: |", "|", "重さ:\n  KG402: |"] {
        assert!(offered(marked).is_empty(), "{marked}");
    }
    let (hover, _) = ask(
        &mut Client::usual(),
        "textDocument/hover",
        "重さ: {KG4|02: 違反}\n",
        config,
    );
    assert!(
        hover["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("due-outside-office-hours")
    );
}

#[test]
fn codes_are_explained_wherever_they_stand_the_readers_own_too() {
    let ics =
        |line: &str| format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    for (uri, marked, said) in [
        (
            URI,
            "例外:\n  - 規則: KG0|06\n",
            ["**KG006 wrong-type**", "例外とすること"],
        ),
        (URI, "exceptions: [{rule: |KG101", ["**KG101 ", "逸脱として"]),
        (URI, "# 直すこと：kg202|\n", ["**KG202 ", "例外が認められます"]),
        (
            "file:///x/kigen.yaml",
            "重さ:\n  KG4|05: 注意\n",
            ["**KG405 ", "例外は認められません"],
        ),
        (
            "file:///x/kigen.yaml",
            "severities: {KG010|: off}\n",
            ["**KG010 exception", "読み取り"],
        ),
        (
            "file:///a.ics",
            &ics("X-KIGEN-EXCEPTION;RULE=KG2|01;APPROVED-BY=a:b"),
            ["**KG201 ", "原則"],
        ),
    ] {
        let (answer, text) = ask(&mut Client::usual(), "textDocument/hover", marked, uri);
        let about = answer["contents"]["value"]
            .as_str()
            .unwrap_or_else(|| panic!("{marked}"));
        for said in said {
            assert!(about.contains(said), "{marked}: {about}");
        }
        assert!(under(&text, &answer["range"]).to_uppercase().starts_with("KG"));
    }
    for no_code in ["例外:\n  - 規則: KG9|99\n", "本文: XKG2|02\n", "本文: KG2020|\n"] {
        let (answer, _) = ask(&mut Client::usual(), "textDocument/hover", no_code, URI);
        assert_eq!(answer, Value::Null, "{no_code}");
    }
}

#[test]
fn a_code_is_offered_with_how_binding_it_is() {
    let ics =
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nX-KIGEN-EXCEPTION;RULE=KG|:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    for (uri, marked) in [
        (URI, "例外:\n  - 規則: KG|\n"),
        ("file:///x/kigen.yaml", "例外:\n  - 規則: KG|\n"),
        ("file:///a.ics", ics),
    ] {
        let (answer, _) = ask(&mut Client::usual(), "textDocument/completion", marked, uri);
        let items = answer["items"].as_array().unwrap();
        let detail = |code: &str| {
            let item = items.iter().find(|item| item["label"] == code)?;
            Some(item["detail"].as_str().unwrap().to_owned())
        };
        assert_eq!(
            detail("KG101").as_deref(),
            Some("response-under-48-hours (例外なし)"),
            "{uri}"
        );
        assert_eq!(
            detail("KG202").as_deref(),
            Some("evening-request-next-morning (原則)"),
            "{uri}"
        );
        for refused in ["KG006", "KG401", "KG405", "KG409", "KG416"] {
            assert_eq!(detail(refused), None, "{uri}: {refused} is KG012");
        }
    }
    let elsewhere = ics.replace("RULE=KG|:a", "RULE=KG201:a|");
    let (answer, _) = ask(
        &mut Client::usual(),
        "textDocument/completion",
        &elsewhere,
        "file:///a.ics",
    );
    assert_eq!(answer["items"], json!([]));
}

#[test]
fn a_text_of_thousands_of_documents_is_said_to_be_too_long() {
    let mut client = Client::usual();
    let text = |documents: usize| "a: 1\n".to_owned() + &"---\na: 1\n".repeat(documents - 1);
    let found = client.findings(URI, &text(5001));
    assert_eq!(found[0]["code"], "KG008", "{:?}", found.first());
    client.change(URI, 2, json!([{"text": text(5000)}]));
    let found = client.diagnostics(URI, 2);
    assert!(
        found.iter().all(|found| found["code"] != "KG008"),
        "{:?}",
        found.first()
    );
}

#[test]
fn a_text_past_eight_megabytes_is_said_to_be_too_long() {
    let mut client = Client::usual();
    let text = |bytes: usize| "a: 1\n#".to_owned() + &"-".repeat(bytes - 6);
    let found = client.findings(URI, &text(8_388_609));
    assert_eq!(found[0]["code"], "KG008", "{:?}", found.first());
    client.change(URI, 2, json!([{"text": text(8_388_608)}]));
    let found = client.diagnostics(URI, 2);
    assert!(
        found.iter().all(|found| found["code"] != "KG008"),
        "{:?}",
        found.first()
    );
}

#[test]
fn what_is_open_together_has_a_bound() {
    let mut client = Client::usual();
    let text = "# あ\n".repeat(15 * 1024 * 1024 / 6);
    let said = |found: &[serde_json::Value]| {
        let codes: Vec<_> = found.iter().map(|found| found["code"].clone()).collect();
        assert_eq!(codes, ["KG008"]);
        found[0]["message"]
            .as_str()
            .unwrap()
            .contains("開いている文書の合計")
    };
    let uri = |number: usize| format!("file:///{number}.yaml");
    for number in 0..5 {
        let found = client.findings(&uri(number), &text);
        assert_eq!(said(&found), number == 4, "{number}");
    }
    // A text within the bound is judged; an edit past the bound is reported.
    let small =
        "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n回答期限: 2025-09-10 09:00\n";
    let found = client.findings(&uri(9), small);
    assert!(found.iter().any(|found| found["code"] == "KG101"), "{found:?}");
    client.change(&uri(9), 2, serde_json::json!([{"text": text}]));
    assert!(said(&client.diagnostics(&uri(9), 2)));
    // Edits of a text that was too large to keep are ignored.
    client.change(&uri(9), 3, serde_json::json!([{"text": small}]));
    assert!(said(&client.diagnostics(&uri(9), 3)));
    // Closing others makes room.
    client.notify(
        "textDocument/didClose",
        serde_json::json!({"textDocument": {"uri": uri(0)}}),
    );
    assert!(!said(&client.findings(&uri(4), &text)));
}

#[test]
fn a_request_whose_dates_have_passed_says_so_and_is_offered_none_of_them() {
    // It is 8 September 2025, 10:00.
    let request = |sent: &str, due: &str| {
        format!(
            "種別: 協議\n件名: x\n発出元: 総務省\n宛先: 財務省\n発出日時: {sent}\n回答期限: {due}\n想定作業量: 6時間\n"
        )
    };
    let past = |text: &str| -> Vec<String> {
        let mut client = Client::usual();
        let found = client.findings(URI, text);
        let messages = found
            .iter()
            .map(|found| found["message"].as_str().unwrap().to_owned());
        messages
            .filter(|message| message.contains("前です。") || message.contains("過ぎています"))
            .collect()
    };
    assert_eq!(
        past(&request("2024-09-09 17:30", "2024-09-11 17:00")),
        [
            "発出日時は約1年前です。昨年の日付のままではありませんか。",
            "回答期限は約1年前です。昨年の日付のままではありませんか。"
        ]
    );
    assert_eq!(past(&request("2025-09-08 10:00", "2025-09-11 17:00")), [""; 0]);
    let text = request("2024-09-09 17:30", "2024-09-11 17:00");
    let mut client = Client::usual();
    let found = client.findings(URI, &text);
    let late = coded(&found, "KG101");
    assert_eq!(late.len(), 1, "{found:?}");
    assert!(!late[0]["message"].as_str().unwrap().contains("以降"), "{late:?}");
    let actions = client.actions(URI, &late[0]["range"], None);
    let moves = |action: &&Value| {
        let title = action["title"].as_str().unwrap();
        title.contains("2024年") || title.contains("11日")
    };
    assert!(!actions.iter().any(|action| moves(&action)), "{actions:?}");
    // Nor does what is under the cursor.
    let text = hover(&text.replacen("回答期限", "回答|期限", 1));
    assert!(!text.contains("最も早い期限"), "{text}");
}
