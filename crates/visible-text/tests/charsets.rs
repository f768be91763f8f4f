//! Bodies in every supported encoding, under every label, with the position of each character.

#![allow(clippy::unwrap_used, reason = "tests")]

use encoding_rs::Encoding;
use visible_text::{Document, Limits, mail};

fn head(label: &str) -> String {
    let label = if label.is_empty() {
        String::new()
    } else {
        format!("; charset={label}")
    };
    format!(
        "Subject: a\r\nMIME-Version: 1.0\r\nContent-Type: text/plain{label}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
}

fn read(label: &str, body: &[u8]) -> Document {
    let file = [head(label).as_bytes(), body].concat();
    mail::read(&file, &Limits::default()).unwrap()
}

/// The text of the whole body.
fn text(document: &Document) -> String {
    document
        .blocks
        .iter()
        .map(|block| block.text.text.as_str())
        .collect()
}

const JAPANESE: &str = "期限は９月１１日（木）までとします。";

#[test]
fn every_label_of_an_encoding() {
    for (labels, encoding) in [
        (
            &[
                "shift_jis",
                "cp932",
                "MS932",
                "windows-932",
                "windows-31j",
                "sjis-win",
                "cp943",
                "ibm-943",
                "x-ms-cp932",
                "shiftjis",
                "shift-jisx0213",
                "Shift_JIS-2004",
                "x-sjis",
                "x-sjis-jp",
            ][..],
            encoding_rs::SHIFT_JIS,
        ),
        (
            &[
                "euc-jp",
                "eucjp-ms",
                "euc-jp-ms",
                "eucjp-win",
                "cp51932",
                "cp20932",
                "x-euc",
                "eucjp",
                "ujis",
                "euc-jisx0213",
                "x-euc-jp",
            ],
            encoding_rs::EUC_JP,
        ),
        (
            &[
                "utf-8",
                "utf8",
                "utf8n",
                "utf-8n",
                "utf8mb4",
                "utf-8-sig",
                "cp65001",
                "\"UTF-8\"",
                "'utf-8'",
            ],
            encoding_rs::UTF_8,
        ),
        (
            &[
                "iso-2022-jp",
                "ISO-2022-JP-MS",
                "iso2022jp",
                "csiso2022jp",
                "jis",
                "cp50220",
                "cp50221",
                "cp50222",
                "x-windows-50221",
                "iso_2022-jp",
                "iso-2022-ja",
            ],
            encoding_rs::ISO_2022_JP,
        ),
    ] {
        let body = encoding.encode(JAPANESE).0;
        for label in labels {
            let document = read(label, &body);
            assert_eq!(text(&document).trim_end(), JAPANESE, "{label}");
            let wrong = document
                .notices
                .iter()
                .any(|notice| format!("{notice:?}").contains("Charset"));
            assert!(!wrong, "{label}: {:?}", document.notices);
        }
    }
    // Further encodings under their own names.
    for (label, words) in [
        ("gb18030", "期限"),
        ("big5", "期限"),
        ("euc-kr", "기한"),
        ("koi8-r", "срок"),
        ("windows-1252", "délai"),
        ("iso-8859-15", "délai €"),
        ("windows-1251", "срок"),
    ] {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let document = read(label, &encoding.encode(words).0);
        assert_eq!(text(&document).trim_end(), words, "{label}");
    }
}

#[test]
fn a_label_that_is_wrong_or_missing_does_not_spoil_the_text() {
    for encoding in [
        encoding_rs::SHIFT_JIS,
        encoding_rs::EUC_JP,
        encoding_rs::UTF_8,
        encoding_rs::ISO_2022_JP,
    ] {
        let body = encoding.encode(JAPANESE).0;
        for label in [
            "",
            "us-ascii",
            "iso-8859-1",
            "utf-8",
            "shift_jis",
            "euc-jp",
            "iso-2022-jp",
            "no-such",
        ] {
            let document = read(label, &body);
            assert_eq!(
                text(&document).trim_end(),
                JAPANESE,
                "{} as {label}",
                encoding.name()
            );
        }
    }
}

/// Each character's position is that of its bytes, whatever their number.
#[test]
fn every_character_has_its_place() {
    for (encoding, words) in [
        (encoding_rs::SHIFT_JIS, "aは期ｱb限9月"),
        (encoding_rs::EUC_JP, "aは期ｱb限9月"),
        (encoding_rs::UTF_8, "aはé期𠮷b限9月"),
        (encoding_rs::GB18030, "aは期é限9月"),
        (encoding_rs::BIG5, "a期b限9月"),
        (encoding_rs::EUC_KR, "a기b한9"),
        (encoding_rs::WINDOWS_1252, "aéb€c"),
    ] {
        let label = encoding.name();
        let document = read(label, &encoding.encode(words).0);
        let block = &document.blocks[0].text;
        assert_eq!(block.text.trim_end(), words, "{label}");
        let mut at = head(label).len();
        for (offset, c) in words.char_indices() {
            let width = encoding.encode(&c.to_string()).0.len();
            let place = block.places.in_file(offset..offset + c.len_utf8());
            assert_eq!(place, Some(at..at + width), "{label} {c}");
            at += width;
        }
    }
}

#[test]
fn utf_7_is_read_under_its_name() {
    for (body, words) in [
        ("a +Zx8AYQ- b", "a 期a b"),
        ("+Zx8AYQ-b", "期ab"),
        ("+Zx8AYQ.", "期a."),
        ("1 +- 1", "1 + 1"),
        ("+Zx+WUA-", "期限"),
        ("a+", "a+"),
        ("+2ELf9w-", "\u{20bf7}"),
    ] {
        for label in ["utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7"] {
            let document = read(label, body.as_bytes());
            assert_eq!(text(&document).trim_end(), words, "{label} {body}");
        }
    }
    assert_eq!(
        text(&read("us-ascii", b"a +Zx8AYQ- b")).trim_end(),
        "a +Zx8AYQ- b"
    );
    let document = read("utf-7", b"ab +Zx+WUA-, c");
    let places = &document.blocks[0].text.places;
    let start = head("utf-7").len();
    assert_eq!(places.in_file(0..1), Some(start..start + 1));
    assert_eq!(places.in_file(3..9), Some(start + 3..start + 11));
    assert_eq!(places.in_file(9..10), Some(start + 11..start + 12));
    assert_eq!(places.in_file(11..12), Some(start + 13..start + 14));
}

#[test]
fn bytes_that_are_no_character_are_replaced_and_what_follows_keeps_its_place() {
    let tail = "までにお願いします。";
    for (encoding, bytes, words) in [
        (
            encoding_rs::UTF_8,
            &b"\xe6\x9c\x9f\xff\xe9\x99\x90"[..],
            "期\u{fffd}限",
        ),
        (encoding_rs::UTF_8, b"\xe6\x9c\x9f\xe6\x9cx", "期\u{fffd}x"),
        (encoding_rs::UTF_8, b"\xf0\x9f\x98 x", "\u{fffd} x"),
        (encoding_rs::UTF_8, b"\xf0\x9f x", "\u{fffd} x"),
        (encoding_rs::UTF_8, b"\xf0 x", "\u{fffd} x"),
        (encoding_rs::UTF_8, b"\xc3 x", "\u{fffd} x"),
        (encoding_rs::UTF_8, b"\xc0\x80x", "\u{fffd}\u{fffd}x"),
        (encoding_rs::UTF_8, b"\x80\x80x", "\u{fffd}\u{fffd}x"),
        (encoding_rs::EUC_JP, b"\xff x", "\u{fffd} x"),
    ] {
        let label = encoding.name();
        let body = [bytes, &encoding.encode(tail).0].concat();
        let document = read(label, &body);
        let block = &document.blocks[0].text;
        assert_eq!(
            block.text.trim_end(),
            format!("{words}{tail}"),
            "{label} {bytes:x?}"
        );
        let at = words.len();
        let byte = head(label).len() + bytes.len();
        let width = encoding.encode("ま").0.len();
        let place = block.places.in_file(at..at + "ま".len());
        assert_eq!(place, Some(byte..byte + width), "{label} {bytes:x?}");
    }
}

#[test]
fn euc_jp_under_a_chinese_label_is_read_as_japanese_and_said() {
    let japanese = "別添のとおり協議します。期限までに御回答願います。";
    let (bytes, ..) = encoding_rs::EUC_JP.encode(japanese);
    for label in ["gb2312", "gbk", "gb18030"] {
        let read = read(label, &bytes);
        assert_eq!(text(&read), japanese, "{label}");
        assert_eq!(read.notices.len(), 1, "{label}");
    }
    // The same words in the encoding that is labelled.
    let (bytes, ..) = encoding_rs::GBK.encode("別添のとおり協議します。期限までに御回答願います。");
    let read = read("gb2312", &bytes);
    assert_eq!(text(&read), japanese);
    assert!(read.notices.is_empty());
}
