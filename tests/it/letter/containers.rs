//! Outlook messages and Word documents, and malformed mail.

use super::json;
use crate::common::{check, codes, list};

#[test]
fn a_wrong_charset_label_is_said() {
    let mut mail = b"From: a@soumu.go.jp\r\nTo: b@mof.go.jp\r\nSubject: x\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n".to_vec();
    mail.extend_from_slice(b"\x1b$B#97n#1#1F|\x1b(B\x1b$B$^$G$K8f2sEz4j$$$^$9!#\x1b(B\r\n");
    let output = json("a.eml", &mail);
    let [request] = list(&output, "requests") else {
        panic!("{output}")
    };
    assert_eq!(request["due"], "2025-09-11T18:15:00+09:00");
    assert!(request["notes"].to_string().contains("ISO-2022-JP"), "{request}");
}

#[test]
fn what_cannot_be_read_is_no_letter_without_a_deadline() {
    for mail in [
        "From: a@b\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nxxxx",
        "From: a@b\r\nContent-Type: text/html\r\n\r\n<img src=x>",
        "From: a@b\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a",
    ] {
        assert_eq!(codes(&json("a.eml", mail.as_bytes())), ["KG001"], "{mail}");
    }
    let mut deep = String::from("From: a@b\r\n");
    for level in 0..1_000 {
        deep.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"
        ));
    }
    assert_eq!(codes(&json("a.eml", deep.as_bytes())), ["KG008"]);
}

#[test]
fn broken_containers_are_refused() {
    assert_eq!(codes(&json("a.docx", b"PK\x03\x04word/document.xml")), ["KG001"]);
    let mut message = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    message.resize(600, 0);
    message.extend(
        "__properties_version1.0"
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    assert_eq!(codes(&json("a.msg", &message)), ["KG001"]);
    assert_eq!(codes(&json("a.msg", b"x")), ["KG001"]);
}

#[test]
fn an_appointment_of_outlook_is_a_hearing_at_its_times() {
    let folder = crate::common::root().join("fixtures/letters");
    let output = check(
        &folder,
        &["--no-config", "--format", "json", "ヒアリングの予定.msg"],
    )
    .json();
    let [request] = list(&output, "requests") else {
        panic!("{output}")
    };
    assert_eq!(request["kind"], "review");
    assert_eq!(request["hearing"]["start"], "2025-09-18T17:30:00+09:00");
    assert_eq!(request["hearing"]["end"], "2025-09-18T18:30:00+09:00");
    // It ends 15 minutes after the offices close.
    assert!(codes(&output).contains(&"KG201"), "{output}");
}

#[test]
fn a_mail_that_is_but_a_wrapper_is_said() {
    let mail =
        "From: a@soumu.go.jp\r\nContent-Type: message/rfc822\r\n\r\nFrom: b@mof.go.jp\r\n\r\n9月11日まで";
    let output = json("a.eml", mail.as_bytes());
    assert_eq!(codes(&output), ["KG001"]);
    assert!(
        output["diagnostics"][0]["help"]
            .as_str()
            .unwrap()
            .contains("保存"),
        "{output}"
    );
}
