//! Letters in the editor: plain text and Markdown get the same findings and hovers as files.

use serde_json::{Value, json};

use crate::lsp::support::{Client, coded, under};

const TEXT: &str = "財務省主計局　御中\n\n総務省行政管理局\n\n住民基本台帳法の改正について（協議）\n\n\
    標記について協議します。𠮷野の件も含め、９月１１日（金）１７時までに御回答願います。\n";

/// Opens a document of a language and gives its findings.
fn findings(client: &mut Client, uri: &str, language: &str, text: &str) -> Vec<Value> {
    let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    client.diagnostics(uri, 1)
}

#[test]
fn plain_text_and_markdown_have_their_findings_where_the_words_stand() {
    for (uri, language) in [
        ("file:///a.txt", "plaintext"),
        ("file:///a.md", "markdown"),
        ("untitled:draft", "plaintext"),
        ("untitled:draft", "markdown"),
    ] {
        let mut client = Client::usual();
        let found = findings(&mut client, uri, language, TEXT);
        let [found] = coded(&found, "KG405")[..] else {
            panic!("{uri} {language}: {found:?}");
        };
        assert!(
            under(TEXT, &found["range"]).contains("９月１１日（金）"),
            "{found}"
        );
    }
}

#[test]
fn a_deadline_in_a_text_has_its_hover_and_an_edit_its_findings() {
    let mut client = Client::usual();
    let text = TEXT.replace("（金）", "（木）");
    let uri = "file:///a.txt";
    let found = findings(&mut client, uri, "plaintext", &text);
    assert!(coded(&found, "KG405").is_empty(), "{found:?}");
    let line = text.lines().position(|line| line.contains("１１日")).unwrap();
    let column = text
        .lines()
        .nth(line)
        .unwrap()
        .split("１１日")
        .next()
        .unwrap()
        .encode_utf16()
        .count();
    let answer = client.request(
        "textDocument/hover",
        json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}),
    );
    let said = answer["contents"]["value"].as_str().unwrap_or_default();
    assert!(said.contains("9月11日（木）17時"), "{answer}");
    client.change(uri, 2, json!([{ "text": TEXT }]));
    assert_eq!(coded(&client.diagnostics(uri, 2), "KG405").len(), 1);
}

#[test]
fn a_note_that_asks_for_nothing_is_left_alone() {
    let mut client = Client::usual();
    let found = findings(
        &mut client,
        "file:///memo.md",
        "markdown",
        "# メモ\n\n会議の準備をする。\n",
    );
    assert!(found.iter().all(|one| one["severity"] != 1), "{found:?}");
}

const SEVERAL: &str = "財務省主計局　御中\n総務省自治財政局\n\n法律案について（法令協議）\n\n\
    質問は９月１０日（水）１２時までに、意見は９月１２日（金）１７時までに御提出ください。\n\
    総理会見は９月１１日（木）１７時です。ヒアリングは９月１６日（火）１４時から行います。\n\
    ６月６日（金）に公布された法律です。至急御確認ください。\n";

/// The hover at the beginning of a word, with the words that its range marks.
fn hover_at(client: &mut Client, uri: &str, text: &str, word: &str) -> Option<(String, String)> {
    let before = &text[..text.find(word).unwrap()];
    let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
    let position = json!({"line": before.matches('\n').count(), "character": column});
    let answer = client.request(
        "textDocument/hover",
        json!({"textDocument": {"uri": uri}, "position": position}),
    );
    let said = answer["contents"]["value"].as_str()?.to_owned();
    Some((said, under(text, &answer["range"]).to_owned()))
}

#[test]
fn each_moment_of_a_line_has_its_own_hover_and_other_words_none() {
    let mut client = Client::usual();
    let uri = "file:///a.md";
    findings(&mut client, uri, "markdown", SEVERAL);
    for (word, title, marked) in [
        (
            "９月１０日",
            "**質問期限：9月10日（水）12時**",
            "９月１０日（水）１２時",
        ),
        (
            "９月１２日",
            "**意見期限：9月12日（金）17時**",
            "９月１２日（金）１７時",
        ),
        (
            "９月１１日",
            "**文中の日時：2025年9月11日（木）17時**",
            "９月１１日（木）１７時",
        ),
        (
            "９月１６日",
            "**ヒアリング開始：9月16日（火）14時**",
            "９月１６日（火）１４時",
        ),
        ("６月６日", "**文中の日時：2025年6月6日（金）**", "６月６日（金）"),
        ("至急", "**急ぎの依頼：日時の記載なし**", "至急"),
    ] {
        let (said, words) = hover_at(&mut client, uri, SEVERAL, word).unwrap_or_default();
        assert!(said.starts_with(title), "{word}: {said}");
        assert!(words.starts_with(marked), "{word}: {words}");
    }
    for word in ["質問", "までに、", "意見", "総理", "法律案"] {
        assert_eq!(hover_at(&mut client, uri, SEVERAL, word), None, "{word}");
    }
}

#[test]
fn what_repeats_a_field_of_the_front_matter_has_the_fields_hover() {
    let mut client = Client::usual();
    let text = "---\n種別: 協議\n発出元: 総務省自治財政局\n宛先: 財務省主計局\n\
        発出日時: 令和7年9月9日（火）10時\n回答期限: 令和7年9月11日（木）17時\n---\n\
        ９月１１日（木）１７時までに御回答ください。\n";
    let uri = "file:///a.md";
    findings(&mut client, uri, "markdown", text);
    for (word, marked) in [
        ("９月１１日", "９月１１日（木）１７時"),
        ("令和7年9月11日", "令和7年9月11日（木）17時"),
        ("回答期限", "回答期限"),
    ] {
        let (said, words) = hover_at(&mut client, uri, text, word).unwrap_or_default();
        assert!(
            said.starts_with("**回答期限：9月11日（木）17時**"),
            "{word}: {said}"
        );
        assert_eq!(words, marked);
    }
    assert_eq!(hover_at(&mut client, uri, text, "財務省"), None);
}

#[test]
fn a_calendar_property_is_marked_as_far_as_the_cursor_is_on_it() {
    let mut client = Client::usual();
    let text = "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1@example\nDTSTAMP:20250909T083000Z\nX-KIGEN-KIND:査定・審査\n\
        X-KIGEN-SENT:20250909T173000\nSUMMARY:資料の提出\nDUE;TZID=Asia/Tokyo:20250910T090000\nEND:VTODO\nEND:VCALENDAR\n";
    let uri = "file:///a.ics";
    client.findings(uri, text);
    for word in ["DUE;", "TZID", "20250910T090000"] {
        let (said, words) = hover_at(&mut client, uri, text, word).unwrap_or_default();
        assert!(said.contains("9月10日（水）9時"), "{said}");
        assert!(words.contains(word), "{word}: {words}");
    }
}

#[test]
fn a_text_that_is_no_request_is_passed_over_in_silence() {
    let mut client = Client::usual();
    for (uri, language, text) in [
        (
            "file:///README.md",
            "markdown",
            "# readme\n\nReleased 2025-01-01.\n",
        ),
        ("file:///memo.txt", "plaintext", "買い物メモ\n牛乳\n"),
        (
            "file:///手順.md",
            "markdown",
            "# 手順\n\n1. 9月12日（木）に実施した。\n",
        ),
        ("untitled:Untitled-1", "markdown", "# メモ\n"),
    ] {
        let found = findings(&mut client, uri, language, text);
        assert!(found.is_empty(), "{uri}: {found:?}");
    }
    // Whoever writes YAML for kigen is told why a file is left out.
    let found = findings(&mut client, "file:///values.yaml", "yaml", "replicas: 1\n");
    assert_eq!(found.len(), 1, "{found:?}");
}
