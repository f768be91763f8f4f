//! The calls that the page makes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use kigen_web::call::answer;
use serde_json::{Value, json};

/// 2025-09-09T10:00+09:00
const NOW: i64 = 1_757_379_600;

fn ask(what: &Value, file: &[u8]) -> Value {
    let mut input = json!({ "ask": what, "lang": "ja", "now": NOW })
        .to_string()
        .into_bytes();
    input.push(b'\n');
    input.extend_from_slice(file);
    serde_json::from_str(&answer(&input)).unwrap()
}

fn judged(name: &str, file: &[u8]) -> (Value, Value) {
    let answer = ask(&json!({ "check": name }), file);
    let check = serde_json::from_str(answer["check"].as_str().unwrap()).unwrap();
    (check, answer["view"].clone())
}

#[test]
fn each_sample_may_be_sent() {
    for kind in ["consultation", "review", "survey", "inquiry"] {
        let sample = ask(&json!({ "sample": kind }), b"");
        let (check, view) = judged("案.yaml", sample.as_str().unwrap().as_bytes());
        assert_eq!(check["requests"][0]["kind"], kind);
        assert_eq!(view["state"], "may-send", "{kind}: {check}");
    }
}

#[test]
fn a_breach_is_told_with_its_remedy_and_its_days() {
    let request = "種別: 協議\n宛先: 財務省\n発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n";
    let (check, view) = judged("案.yaml", request.as_bytes());
    assert_eq!(check["diagnostics"][0]["code"], "KG101");
    assert_eq!(view["state"], "must-fix");
    assert_eq!(view["findings"][0]["severity"], "違反");
    assert!(
        view["requests"][0]["remedies"][0]
            .as_str()
            .unwrap()
            .contains("9月11日（木）17時30分")
    );
    let rows = view["requests"][0]["timeline"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row["hours"].as_str().unwrap().len() == 24));
}

#[test]
fn a_request_as_a_calendar_reads_back_the_same() {
    let request = "種別: 査定\n件名: 査定; 資料,\\の「提出」について、折り返しを要する長い件名\n宛先: [財務省主計局, 厚生労働省]\n\
                   発出日時: 2025-09-09 10:00\n資料期限: 2025-09-12 17:00\n回答期限: 2025-09-12 17:00\n\
                   ヒアリング: {開始: 2025-09-16 10:00, 終了: 2025-09-16 11:00}\n";
    let request = request.replace("資料期限: 2025-09-12 17:00\n", "");
    let (before, _) = judged("案.yaml", request.as_bytes());
    let calendar = ask(&json!({ "calendar": "案.yaml" }), request.as_bytes());
    let calendar = calendar.as_str().unwrap();
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    let (after, _) = judged("案.ics", calendar.as_bytes());
    let (todo, event) = (&after["requests"][0], &after["requests"][1]);
    let before = &before["requests"][0];
    for field in ["kind", "subject", "sent", "due"] {
        assert_eq!(todo[field], before[field], "{field}");
    }
    assert_eq!(todo["recipients"].as_array().unwrap().len(), 2);
    assert_eq!(event["hearing"], before["hearing"]);
}

#[test]
fn what_is_no_call_is_an_error_and_what_is_no_text_a_finding() {
    for input in [
        &b""[..],
        b"{}",
        b"{}\n",
        b"\xff\n",
        b"{\"ask\":\"dance\",\"lang\":\"ja\",\"now\":0}\n",
    ] {
        let answer: Value = serde_json::from_str(&answer(input)).unwrap();
        assert!(answer["error"].is_string(), "{answer}");
    }
    for file in [&b"\xff\xfe\x00"[..], b"\x00\x00", b"\x83\x65\x83\x58\x83\x67"] {
        let (_, view) = judged("案.yaml", file);
        assert_ne!(view["state"], "may-send");
    }
    assert!(
        ask(&json!({ "closed-days": 99_999 }), b"")
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[path = "../../fuzz/src/page.rs"]
mod page;

/// Runs the fuzz target on its seeds, whole and truncated.
#[test]
fn seeds_of_the_fuzzers_are_answered() {
    let mut files = 0;
    for entry in std::fs::read_dir("../fuzz/seeds/page").unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for end in (0..bytes.len()).step_by(7).chain([bytes.len()]) {
            page::run(&bytes[..end]);
        }
        files += 1;
    }
    assert!(files > 4);
}
