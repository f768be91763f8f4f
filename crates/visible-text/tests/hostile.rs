//! Hostile input: bounded, reported, and never a panic.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use visible_text::{Author, Document, Error, Limits, Problem, mail};

fn read(bytes: &[u8]) -> Document {
    mail::read(bytes, &Limits::default()).unwrap()
}

fn says(document: &Document, wanted: fn(&Problem) -> bool) -> bool {
    document.notices.iter().any(|notice| wanted(&notice.problem))
}

/// Far longer than needed, far shorter than a quadratic algorithm takes.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn nesting_is_bounded_and_said() {
    for depth in [63, 1_000, 50_000] {
        let mut file = String::from("From: a@b\r\n");
        for level in 0..depth {
            file.push_str(&format!(
                "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"
            ));
        }
        file.push_str("Content-Type: text/plain; charset=utf-8\r\n\r\n9月11日まで\r\n");
        let begun = Instant::now();
        let document = read(file.as_bytes());
        assert!(begun.elapsed() < SOON);
        assert_eq!(
            says(&document, |problem| *problem == Problem::TooDeep),
            depth > 63
        );
        let seen = document
            .blocks
            .iter()
            .any(|block| block.text.text.contains("11日"));
        assert_eq!(seen, depth == 63);
    }
    let mut file = String::from("From: a@b\r\n");
    for _ in 0..50_000 {
        file.push_str("Content-Type: message/rfc822\r\n\r\n");
    }
    assert!(!read(file.as_bytes()).notices.is_empty());
}

#[test]
fn a_large_attachment_is_passed_over() {
    let mut file = b"From: a@b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n".to_vec();
    for _ in 0..400_000 {
        file.extend_from_slice(b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n");
    }
    file.extend_from_slice("--b\r\n\r\n9月11日まで\r\n--b--\r\n".as_bytes());
    let begun = Instant::now();
    let document = read(&file);
    assert!(begun.elapsed() < SOON);
    assert_eq!(document.attachments.len(), 1);
    assert_eq!(document.blocks[0].text.text, "9月11日まで");
}

#[test]
fn broken_mime_is_read_as_far_as_it_goes_and_said() {
    let cut =
        read("From: a@b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n9月11日".as_bytes());
    assert_eq!(cut.blocks[0].text.text, "9月11日");
    assert!(says(&cut, |problem| *problem == Problem::NotClosed));
    let missing =
        read("From: a@b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--c\r\n\r\n9月11日".as_bytes());
    assert!(missing.blocks[0].text.text.contains("9月11日"));
    assert!(says(&missing, |problem| *problem == Problem::NotClosed));
    let unknown = read(b"From: a@b\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x");
    assert!(says(&unknown, |problem| matches!(
        problem,
        Problem::UnknownTransfer { .. }
    )));
    let encrypted =
        read(b"From: a@b\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nxxxx");
    assert!(says(&encrypted, |problem| *problem == Problem::Encrypted));
    let picture = read(b"From: a@b\r\nContent-Type: text/html\r\n\r\n<img src='cid:x'>");
    assert!(says(&picture, |problem| *problem == Problem::NoText));
    let text = read("9月11日まで\r\n".as_bytes());
    assert!(says(&text, |problem| *problem == Problem::NoHeader));
    assert_eq!(text.blocks[0].text.text, "9月11日まで\n");
    let never_encoded = read(
        "From: a@b\r\nContent-Transfer-Encoding: base64\r\n\r\n９月１１日までに御回答願います。".as_bytes(),
    );
    assert!(never_encoded.blocks[0].text.text.contains("９月１１日"));
    for empty in [&b""[..], b"\r\n\r\n", b" "] {
        assert_eq!(
            mail::read(empty, &Limits::default()).unwrap_err(),
            Error::NotOfThisKind
        );
    }
    for other in [
        &b"%PDF-1.4\n"[..],
        b"PK\x03\x04xxxx",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    ] {
        assert_eq!(
            mail::read(other, &Limits::default()).unwrap_err(),
            Error::NotOfThisKind
        );
    }
}

#[test]
fn what_repeats_costs_no_more_than_it_is_long() {
    let repeated = |unit: &str, head: &str, count: usize| {
        let mut file = head.to_owned();
        for _ in 0..count {
            file.push_str(unit);
        }
        file
    };
    let html = "From: a@b\r\nContent-Type: text/html\r\n\r\n";
    let parts = "From: a@b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
    for file in [
        repeated("<div style='display:none'>", html, 100_000),
        repeated("</div><s>", html, 100_000),
        repeated("<", html, 1_000_000),
        repeated("<a b='", html, 200_000),
        repeated("<script></scr", html, 100_000),
        repeated("<style>a{", html, 100_000),
        repeated("&", html, 1_000_000),
        repeated("<!--", html, 200_000),
        repeated("--b\r\n", parts, 200_000),
        repeated("--b", parts, 200_000),
        repeated(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
            "From: a@b\r\n",
            20_000,
        ),
        repeated("=?utf-8?B?", "Subject: ", 50_000),
        repeated("=?utf-8?B?5pyf?= ", "Subject: ", 50_000),
        repeated("=?utf-8?B?5pyf?= =?x?Q?a?= ", "Subject: ", 20_000),
        repeated("\"a\" <b@c>, ", "From: a@b\r\nTo: ", 90_000),
        repeated("(", "From: a@b\r\nTo: ", 300_000),
        repeated("; a=b", "From: a@b\r\nContent-Type: text/plain", 10_000),
        repeated("; name*0=b", "From: a@b\r\nContent-Type: text/plain", 6_000),
        repeated("From: a\nDate: 10:00\n", "From: a@b\r\n\r\n", 100_000),
        repeated("--\n", "From: a@b\r\n\r\n", 300_000),
        repeated("2025 10:00 a\n", "From: a@b\r\n\r\n", 100_000),
        repeated("a: b\r\n", "", 200_000),
    ] {
        let begun = Instant::now();
        let _ = mail::read(file.as_bytes(), &Limits::default());
        assert!(
            begun.elapsed() < SOON,
            "{:.40} took {:?}",
            file.get(30..).unwrap(),
            begun.elapsed()
        );
    }
}

/// A small deterministic random generator.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) as usize
}

#[test]
fn mutations_of_a_mail_are_read_without_a_panic() {
    let seed = "From: =?UTF-8?B?5bGx55Sw?= <a@b>\r\nTo: \"x, y\" <c@d>; e: f@g;\r\nDate: Tue, 9 Sep 2025 17:30:00 +0900\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-2022-jp; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=1B$B4|8B=1B(B \r\n> x\r\n-- \r\ntel\r\n--b\r\nContent-Type: text/html; charset=\"shift_jis\"\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+PHM+YTwvcz48dGFibGU+PHRkPmI8L3RhYmxlPiYjMTsmYW1wOzwvcD4=\r\n--b--\r\n".as_bytes();
    let mut state = 0x9E37_79B9_7F4A_7C15;
    for _ in 0..20_000 {
        let mut bytes = seed.to_vec();
        for _ in 0..1 + next(&mut state) % 8 {
            let at = next(&mut state) % bytes.len();
            match next(&mut state) % 4 {
                0 => bytes[at] = next(&mut state) as u8,
                1 => bytes.truncate(at.max(1)),
                2 => {
                    bytes.remove(at);
                    bytes.push(0);
                }
                _ => {
                    let piece = bytes[at..(at + 20).min(bytes.len())].to_vec();
                    let to = next(&mut state) % bytes.len();
                    bytes.splice(to..to, piece);
                }
            }
        }
        let Ok(document) = mail::read(&bytes, &Limits::default()) else {
            continue;
        };
        for block in &document.blocks {
            let text = &block.text;
            for (at, character) in text.text.char_indices() {
                let place = text.places.in_file(at..at + character.len_utf8()).unwrap();
                assert!(place.start <= place.end && place.end <= bytes.len());
            }
            assert!(matches!(
                block.author,
                Author::Sender | Author::Quoted | Author::Signature
            ));
        }
    }
}
