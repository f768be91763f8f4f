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
