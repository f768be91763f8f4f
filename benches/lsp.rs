//! Latency from a keystroke in a document of about 1 KB to its findings, through the server's loop and channels,
//! without the pipe to an editor. Prints figures; asserts nothing.
//!
//! `cargo bench --bench lsp -- [KEYSTROKES]` (default: 5,000).

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures"
)]

use std::time::{Duration, Instant};

use kigen::calendar::hours::Moment;
use kigen::cli::lsp::{CliHost, serve};
use kigen::lsp::Server;
use kigen::message::Lang;
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};

const URI: &str = "file:///a.yaml";

fn document(due: &str, sent: &str) -> String {
    format!(
        "種別: 協議\n\
         件名: 行政手続における特定の個人を識別するための番号の利用等に関する法律施行令の一部を改正する政令案について\n\
         発出元: 総務省行政管理局\n\
         宛先:\n  - 財務省主計局\n  - {{府省: 厚生労働省, 部局: 大臣官房, 勤務時間: \"8:30-17:15\", 休憩: \"12:00-13:00\"}}\n  - デジタル庁\n\
         {sent}\
         回答期限: {due}\n\
         段階: 初回\n\
         想定作業量: 6時間\n\
         必要性: 政令案の閣議請議に向けた各府省との調整のため必要である。\n\
         本文: |\n  標記について、別添のとおり協議いたします。\n  つきましては、期限までに御回答くださいますようお願いいたします。\n  末尾"
    )
}

fn now() -> Moment {
    Moment(1_757_293_200)
}

fn main() {
    let keystrokes = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(5000);
    let sent = "発出日時: 令和7年9月9日（火）10時\n";
    for (name, text) in [
        ("clean", document("令和7年9月12日（金）17時", sent)),
        ("two findings", document("令和7年9月11日（木）8時30分", sent)),
        ("a draft, sent now", document("令和7年9月10日（水）9時", "")),
        ("a template", document("3開庁日後 17:00", "雛形: true\n")),
        ("does not parse", document("\"令和7年9月11日（木）", sent)),
    ] {
        let mut times = measure(&text, keystrokes);
        times.sort_unstable();
        let at = |share: f64| {
            let index = (times.len() as f64 * share) as usize;
            times
                .get(index.min(times.len() - 1))
                .copied()
                .unwrap_or_default()
                .as_secs_f64()
                * 1e3
        };
        println!(
            "{name:>18} ({} bytes): median {:.3} ms, 99% {:.3} ms, slowest {:.3} ms",
            text.len(),
            at(0.5),
            at(0.99),
            at(1.0)
        );
    }
}

/// Types characters at the end of a document; returns the latency of each.
fn measure(text: &str, keystrokes: usize) -> Vec<Duration> {
    let (client, server) = Connection::memory();
    let server = std::thread::spawn(move || {
        let mut host = CliHost::new(now).expect("the pack that is shipped is valid");
        let mut state = Server::new(&mut host, Lang::Ja).expect("the pack that is shipped is valid");
        serve(&server, &mut state, Duration::from_secs(3600))
    });
    let notify = |method: &str, params: Value| {
        let message = Notification::new(method.to_owned(), params);
        client.sender.send(message.into()).expect("the server listens");
    };
    let published = || {
        loop {
            if let Message::Notification(it) = client.receiver.recv().expect("the server answers")
                && it.method == "textDocument/publishDiagnostics"
            {
                return;
            }
        }
    };
    let capabilities = json!({ "textDocument": { "publishDiagnostics": {} } });
    let hello = Request::new(
        RequestId::from(1),
        "initialize".to_owned(),
        json!({ "capabilities": capabilities }),
    );
    client.sender.send(hello.into()).expect("the server listens");
    notify("initialized", json!({}));
    let opened = json!({ "uri": URI, "languageId": "yaml", "version": 0, "text": text });
    notify("textDocument/didOpen", json!({ "textDocument": opened }));
    published();
    let line = text.lines().count() - 1;
    let mut times = Vec::with_capacity(keystrokes);
    for number in 1..=keystrokes {
        // Insert and delete alternately, so that the document keeps its length.
        let (end, letter) = if number % 2 == 1 { (4, "字") } else { (5, "") };
        let range =
            json!({ "start": { "line": line, "character": 4 }, "end": { "line": line, "character": end } });
        let params = json!({
            "textDocument": { "uri": URI, "version": number },
            "contentChanges": [{ "range": range, "text": letter }],
        });
        let began = Instant::now();
        notify("textDocument/didChange", params);
        published();
        times.push(began.elapsed());
    }
    drop(client);
    let _ = server.join();
    times
}
