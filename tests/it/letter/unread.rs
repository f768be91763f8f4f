//! What was not read, or was read with doubt, is said where nothing asks for an answer: it is no letter without a deadline.

use super::json;
use crate::common::{check, codes, folder, kigen, list, of, put, run};

const HEADER: &str =
    "From: 総務省 <a@soumu.go.jp>\r\nTo: 財務省 <b@mof.go.jp>\r\nSubject: 照会\r\nX-Unsent: 1\r\n";

fn parts(closing: &str) -> String {
    format!(
        "{HEADER}Content-Type: multipart/mixed; boundary=Q\r\n\r\n--Q\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n別添のとおりです。\r\n--Q\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\n\r\nx\r\n{closing}"
    )
}

fn help(output: &serde_json::Value, code: &str) -> String {
    of(output, code)[0]["help"].as_str().unwrap().to_owned()
}

#[test]
fn notes_on_how_a_mail_was_read_stand_with_the_finding_that_it_asks_for_nothing() {
    let output = json("a.eml", &parts("--Q--\r\n"));
    assert_eq!(codes(&output), ["KG009"]);
    assert!(help(&output, "KG009").contains("a.pdf"), "{output}");
    let mut mail = format!("{HEADER}Content-Type: text/plain; charset=utf-8\r\n\r\n").into_bytes();
    mail.extend(
        b"\x82\xa8\x90\xa2\x98b\x82\xc9\x82\xc8\x82\xc1\x82\xc4\x82\xa8\x82\xe8\x82\xdc\x82\xb7\x81B\r\n",
    );
    let output = json("a.eml", &mail);
    assert_eq!(codes(&output), ["KG009"]);
    assert!(help(&output, "KG009").contains("Shift_JIS"), "{output}");
}

#[test]
fn a_mail_that_is_cut_off_is_broken_unless_its_deadline_was_read() {
    let output = json("a.eml", &parts(""));
    assert_eq!(codes(&output), ["KG001"]);
    assert!(help(&output, "KG001").contains("a.pdf"), "{output}");
    let due = parts("").replace(
        "別添のとおりです。",
        "９月１１日（木）１６時までに御回答願います。",
    );
    assert!(!codes(&json("a.eml", &due)).contains(&"KG001"));
}

#[test]
fn in_a_folder_it_is_said_too() {
    let folder = folder(&[]);
    put(folder.path(), "cut.eml", parts("").as_bytes());
    put(folder.path(), "whole.eml", parts("--Q--\r\n").as_bytes());
    put(
        folder.path(),
        "picture.eml",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
    );
    put(folder.path(), "nothing.msg", &[0; 512]);
    let output = check(folder.path(), &["--no-config", "--format", "json", "."]).json();
    let mut broken: Vec<&str> = of(&output, "KG001")
        .iter()
        .map(|found| found["path"].as_str().unwrap())
        .collect();
    broken.sort_unstable();
    assert_eq!(broken, ["cut.eml", "nothing.msg", "picture.eml"]);
    let [left] = list(&output, "left_out") else {
        panic!("{output}")
    };
    assert_eq!(left["path"], "whole.eml");
    assert!(left["reason"].as_str().unwrap().contains("a.pdf"), "{left}");
}

#[test]
fn bytes_that_are_no_text_are_no_letter_under_any_name() {
    for name in ["a.eml", "a.msg", "a.docx", "a.docm", "a.txt", "a.md"] {
        assert_eq!(codes(&json(name, &[0; 64])), ["KG001"], "{name}");
        let bytes: Vec<u8> = (0..=255).rev().cycle().take(700).collect();
        assert_eq!(codes(&json(name, &bytes)), ["KG001"], "{name}");
    }
    // Text without a header under the name of mail is read.
    let text = json("a.eml", "９月１１日（木）１６時までに御回答願います。");
    assert_eq!(list(&text, "requests").len(), 1, "{text}");
    assert_eq!(codes(&json("a.eml", "別添のとおりです。")), ["KG001"]);
}

#[test]
fn lines_taken_for_quoted_mail_are_counted_where_nothing_else_asks() {
    let mail = format!(
        "{HEADER}Content-Type: text/plain; charset=utf-8\r\n\r\n了解です。\r\n> ９月１１日までに\r\n> 御回答願います。\r\n"
    );
    let output = json("a.eml", &mail);
    assert_eq!(codes(&output), ["KG009"]);
    assert!(help(&output, "KG009").contains("2行"), "{output}");
}

#[test]
fn the_senders_own_form_is_no_quoted_mail() {
    for date in [
        "日付：令和７年９月９日",
        "日時：９月９日（火）１０時",
        "送信日時：９月９日",
    ] {
        for intro in ["", "お世話になっております。下記のとおりです。\r\n\r\n"] {
            let mail = format!(
                "{HEADER}Content-Type: text/plain; charset=utf-8\r\n\r\n{intro}差出人：総務省\r\n{date}\r\n宛先：財務省主計局\r\n件名：Ａ法\r\n\r\n９月１１日（木）１６時までに御回答願います。\r\n"
            );
            let output = json("a.eml", &mail);
            let [request] = list(&output, "requests") else {
                panic!("{mail}: {output}")
            };
            assert_eq!(request["due"], "2025-09-11T16:00:00+09:00", "{mail}");
        }
    }
    let text = "差出人：総務省\n日付：令和７年９月９日\n宛先：財務省\n件名：Ａ法\n\n回答期限：９月１１日（木）１６時\n";
    assert_eq!(list(&json("a.txt", text), "requests").len(), 1);
}

#[test]
fn rules_around_a_letter_are_no_front_matter() {
    for text in [
        "---\n９月１１日（木）１６時までに御回答願います。\n---\n追伸\n",
        "---\n\n別添のとおり協議します。\n期限: ９月１１日（木）１６時\n\n---\n",
        "---\n【協議】A法\n期限：９月１１日（木）１６時\n担当：山田\n---\n別添のとおり協議します。\n",
    ] {
        for name in ["a.txt", "a.md"] {
            let output = json(name, text);
            let [request] = list(&output, "requests") else {
                panic!("{text}: {output}")
            };
            assert_eq!(request["due"], "2025-09-11T16:00:00+09:00", "{text}");
        }
    }
}

#[test]
fn a_cancelled_event_in_a_mail_is_named_by_the_line_of_the_mail() {
    let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20250908T230000Z\r\nSUMMARY:x\r\nDTSTART:20250918T053000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let coded = "QkVHSU46VkNBTEVOREFSDQpWRVJTSU9OOjIuMA0KUFJPRElEOngNCk1FVEhPRDpDQU5DRUwNCkJFR0lOOlZFVkVOVA0KVUlEOmENCkRUU1RBTVA6MjAyNTA5MDhUMjMwMDAwWg0KU1VNTUFSWTp4DQpEVFNUQVJUOjIwMjUwOTE4VDA1MzAwMFoNCkVORDpWRVZFTlQNCkVORDpWQ0FMRU5EQVINCg==";
    for (transfer, content, line) in [("8bit", event, "12行目"), ("base64", coded, "8行目")] {
        let mail = format!(
            "{HEADER}Content-Type: text/calendar; charset=utf-8\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n{content}"
        );
        let output = json("a.eml", &mail);
        let [left, ..] = list(&output, "left_out") else {
            panic!("{output}")
        };
        assert!(left["reason"].as_str().unwrap().starts_with(line), "{left}");
    }
}

#[test]
fn a_drafts_invitation_is_sent_with_it() {
    let mail = |header: &str| {
        format!(
            "{header}Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20250908T230000Z\r\nSUMMARY:法令協議のヒアリング\r\nDTSTART:20250918T053000Z\r\nDTEND:20250918T063000Z\r\nORGANIZER;CN=総務省:mailto:a@soumu.go.jp\r\nATTENDEE;CN=財務省:mailto:b@mof.go.jp\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    let draft = json("a.eml", &mail(HEADER));
    assert_eq!(list(&draft, "requests")[0]["sent_basis"], "now", "{draft}");
    let sent = HEADER.replace("X-Unsent: 1", "Date: Tue, 09 Sep 2025 09:00:00 +0900");
    let sent = json("a.eml", &mail(&sent));
    assert_eq!(
        list(&sent, "requests")[0]["sent"],
        "2025-09-09T08:00:00+09:00",
        "{sent}"
    );
}

#[test]
fn a_name_that_no_reader_supports_is_refused_whatever_it_holds() {
    for (name, word) in [
        ("a.pdf", "PDF"),
        ("a.jtd", "一太郎"),
        ("a.jsw", "一太郎"),
        ("a.doc", ".doc"),
    ] {
        for bytes in [
            &b"random"[..],
            b"\x95\xca\x93Y",
            "９月１１日までに御回答願います。".as_bytes(),
            b"",
        ] {
            let output = json(name, bytes);
            assert_eq!(codes(&output), ["KG001"], "{name}");
            let message = of(&output, "KG001")[0]["message"].as_str().unwrap();
            assert!(message.contains(word), "{name}: {message}");
        }
    }
}

#[test]
fn reading_for_people_says_how_a_mail_was_read() {
    let folder = folder(&[]);
    let mut mail = format!("{HEADER}Content-Type: text/plain; charset=utf-8\r\n\r\n").into_bytes();
    mail.extend(b"9\x8c\x8e11\x93\xfa\x82\xdc\x82\xc5\x82\xc9\x8c\xe4\x89\xf1\x93\x9a\x8a\xe8\x82\xa2\x82\xdc\x82\xb7\x81B\r\n");
    put(folder.path(), "a.eml", &mail);
    let output = run(kigen(folder.path()).args(["read", "--no-config", "a.eml"]));
    assert!(output.stdout.contains("Shift_JIS"), "{}", output.stdout);
}
