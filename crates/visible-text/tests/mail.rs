//! Mail as programs in offices write it.

#![allow(clippy::unwrap_used)]

mod common;

use common::{by, own};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};
use visible_text::{Author, Document, Limits, Problem, mail};

fn read(bytes: &[u8]) -> Document {
    mail::read(bytes, &Limits::default()).unwrap()
}

/// A mail with one part.
fn mail(header: &str, body: &[u8]) -> Vec<u8> {
    let header = header.replace('\n', "\r\n");
    let mut bytes = format!("From: a@soumu.go.jp\r\nTo: b@mof.go.jp\r\nDate: Tue, 9 Sep 2025 17:30:00 +0900\r\nMIME-Version: 1.0\r\n{header}\r\n\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number =
            three.iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for letter in 0..4 {
            if letter <= three.len() {
                out.push(char::from(LETTERS[(number >> (18 - 6 * letter) & 63) as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

fn quoted_printable(bytes: &[u8]) -> String {
    let mut out = String::new();
    for byte in bytes {
        match byte {
            b'\r' | b'\n' | b' '..=b'<' | b'>'..=b'~' => out.push(char::from(*byte)),
            _ => out.push_str(&format!("={byte:02X}")),
        }
        let line = out.rsplit('\n').next().unwrap().len();
        if line > 70 {
            out.push_str("=\r\n");
        }
    }
    out
}

const SENTENCE: &str = "つきましては、９月１１日（木）17時までに御回答願います。";

#[test]
fn each_encoding_is_read_with_each_transfer_and_label() {
    let encodings: [(&str, &'static Encoding); 4] = [
        ("iso-2022-jp", ISO_2022_JP),
        ("shift_jis", SHIFT_JIS),
        ("euc-jp", EUC_JP),
        ("utf-8", encoding_rs::UTF_8),
    ];
    let text = format!("{SENTENCE}\r\n以上\r\n");
    for (name, encoding) in encodings {
        let (bytes, _, _) = encoding.encode(&text);
        for label in [
            "iso-2022-jp",
            "shift_jis",
            "cp932",
            "euc-jp",
            "utf-8",
            "us-ascii",
            "iso-8859-1",
            "",
        ] {
            for transfer in ["8bit", "base64", "quoted-printable"] {
                let body = match transfer {
                    "base64" => base64(&bytes).into_bytes(),
                    "quoted-printable" => quoted_printable(&bytes).into_bytes(),
                    _ => bytes.to_vec(),
                };
                let kind = if label.is_empty() {
                    String::new()
                } else {
                    format!("; charset=\"{label}\"")
                };
                let file = mail(
                    &format!("Content-Type: text/plain{kind}\nContent-Transfer-Encoding: {transfer}"),
                    &body,
                );
                let read = read(&file);
                assert_eq!(
                    own(&read),
                    text.replace('\r', ""),
                    "{name} labelled {label} in {transfer}"
                );
                let right = label == name || (label == "cp932" && name == "shift_jis");
                let said = read
                    .notices
                    .iter()
                    .any(|notice| matches!(notice.problem, Problem::WrongCharset { .. }));
                assert_eq!(
                    said, !right,
                    "{name} labelled {label} in {transfer}: {:?}",
                    read.notices
                );
                // The location is the bytes themselves, or the encoded lines that contain them.
                let block = &read.blocks[0].text;
                let words = "９月１１日（木）17時まで";
                let at = block.text.find(words).unwrap();
                let place = block.places.in_file(at..at + words.len()).unwrap();
                if transfer == "8bit" {
                    let held = &file[place];
                    let (bytes, _, _) = encoding.encode(words);
                    if encoding == ISO_2022_JP {
                        // Without the escapes at both ends.
                        assert!(bytes.windows(held.len()).any(|window| window == held));
                    } else {
                        assert_eq!(held, &*bytes);
                    }
                    assert!(!block.places.is_encoded());
                } else {
                    assert!(block.places.is_encoded());
                    assert!(place.start == 0 || file[place.start - 1] == b'\n');
                    assert!(place.len() < file.len());
                }
            }
        }
    }
}

#[test]
fn iso_2022_jp_is_read_in_all_its_forms() {
    let cases: [(&[u8], &str); 9] = [
        (b"\x1b$@4|8B\x1b(J 17:00", "期限 17:00"),
        (b"\x1b$B4|8B\x1b(B", "期限"),
        (b"\x1b&@\x1b$B4|8B\x1b(B", "期限"),
        (b"\x1b$(D\x30\x21\x1b(B", "丂"),
        (b"\x1b$B-!-j\x1b(B", "①㈱"),
        (b"\x1b(I6@\x1b(B", "ｶﾀ"),
        (b"\x1b$B4|\x1b(B\x0e6@\x0f", "期ｶﾀ"),
        (b"\x1b$B4|8B\r\nplain", "期限\nplain"),
        (b"\x1b$(B4|8B\x1b(B", "期限"),
    ];
    for (bytes, text) in cases {
        let read = read(&mail("Content-Type: text/plain; charset=iso-2022-jp", bytes));
        assert_eq!(own(&read), text);
        assert_eq!(read.notices, [], "{text}");
    }
    let broken = read(&mail(
        "Content-Type: text/plain; charset=iso-2022-jp",
        b"\x1b$B4|\x7e\x7e\x1b(B",
    ));
    assert!(own(&broken).contains('\u{FFFD}'));
    assert!(matches!(
        broken.notices[0].problem,
        Problem::Unreadable { characters: 1 }
    ));
}

#[test]
fn iso_2022_jp_without_its_escapes_is_read_and_said() {
    let lost = |text: &str| -> Vec<u8> {
        let (bytes, _, _) = ISO_2022_JP.encode(text);
        bytes.iter().copied().filter(|byte| *byte != 0x1B).collect()
    };
    let says = |document: &Document| {
        document.notices.iter().any(
            |notice| matches!(&notice.problem, Problem::WrongCharset { found, .. } if found.contains("ESC")),
        )
    };
    let text = "9月11日（木）17時までに御回答願います。\r\n--\r\n総務省\r\n";
    for header in ["X: y", "Content-Type: text/plain; charset=iso-2022-jp"] {
        let document = read(&mail(header, &lost(text)));
        assert_eq!(own(&document).trim(), text.replace("\r\n", "\n").trim());
        assert!(says(&document), "{header}");
        let places = &document.blocks[0].text;
        let at = places.text.find("回").unwrap();
        assert!(places.places.in_file(at..at + 3).is_some());
    }
    // One kanji word is enough with a label, and remains of another are reported.
    let document = read(&mail(
        "Content-Type: text/plain; charset=iso-2022-jp",
        b"$BBg?C>J(B $B8f",
    ));
    assert_eq!(own(&document), "大臣省 $B8f");
    assert!(
        document
            .notices
            .iter()
            .any(|notice| notice.problem == Problem::Unreadable { characters: 1 })
    );
    for plain in [
        "It costs US$Billion (B) and $BAR(B, $B4$BIG(B",
        "$B(B $B$(B x$By",
        "awk '{print $B$1(B}'",
    ] {
        let document = read(&mail("X: y", plain.as_bytes()));
        assert_eq!(own(&document), plain);
        assert!(document.notices.is_empty(), "{plain}");
    }
}

#[test]
fn a_mail_that_holds_but_another_or_outlooks_container_is_said() {
    let problems = |bytes: &[u8]| -> Vec<Problem> {
        let notices = read(bytes).notices.into_iter();
        notices.map(|notice| notice.problem).collect()
    };
    let inner = "From: c@cao.go.jp\r\nSubject: x\r\n\r\n9月11日まで";
    let only = mail("Content-Type: message/rfc822", inner.as_bytes());
    assert_eq!(problems(&only), [Problem::AttachedMailOnly]);
    let attached = format!("Content-Type: message/rfc822\r\n\r\n{inner}");
    let wrapped = multipart("mixed", &["Content-Type: text/plain\r\n\r\n \r\n", &attached]);
    assert_eq!(problems(&wrapped), [Problem::AttachedMailOnly]);
    let beside = multipart("mixed", &["Content-Type: text/plain\r\n\r\nx", &attached]);
    assert_eq!(problems(&beside), []);
    assert_eq!(own(&read(&beside)), "x");
    let tnef = "Content-Type: application/octet-stream; name=WINMAIL.DAT\r\n\r\nxxxx";
    let sealed = multipart("mixed", &["Content-Type: text/plain\r\n\r\n", tnef]);
    assert!(
        matches!(&problems(&sealed)[..], [Problem::UnknownKind { media_type }] if media_type == "winmail.dat")
    );
}

#[test]
fn encoded_words_are_joined_before_they_are_decoded() {
    let subject = |header: &str| {
        let read = read(format!("From: a@b\r\nDate: x\r\nSubject: {header}\r\n\r\nx").as_bytes());
        read.subject.unwrap().text
    };
    // Split inside a character, inside an escape, inside four letters of Base64.
    let bytes = "【照会】期限".as_bytes();
    for cut in 1..bytes.len() {
        let (first, second) = bytes.split_at(cut);
        let header = format!("=?UTF-8?B?{}?=\r\n =?utf-8?B?{}?=", base64(first), base64(second));
        assert_eq!(subject(&header), "【照会】期限", "cut at {cut}");
    }
    let (jis, _, _) = ISO_2022_JP.encode("協議について");
    for cut in 1..jis.len() {
        let (first, second) = jis.split_at(cut);
        let header = format!(
            "=?ISO-2022-JP?B?{}?= =?ISO-2022-JP?B?{}?=",
            base64(first),
            base64(second)
        );
        assert_eq!(subject(&header), "協議について", "cut at {cut}");
    }
    let whole = base64(bytes);
    let (first, second) = whole.split_at(7);
    assert_eq!(
        subject(&format!("=?UTF-8?B?{first}?= =?UTF-8?B?{second}?=")),
        "【照会】期限"
    );
    assert_eq!(subject("Re: =?utf-8?Q?=E6=9C=9F_=E9=99=90?= x"), "Re: 期 限 x");
    assert_eq!(subject("=?utf-8*ja?Q?=E6=9C=9F?= =?UTF-8?B?6ZmQ?="), "期限");
    assert_eq!(
        subject("=?shift_jis?B?iPqM?= =?x"),
        subject("=?shift_jis?B?iPqM?= =?x")
    );
    assert_eq!(subject("a =? b ?= c"), "a =? b ?= c");
    // Raw bytes, not allowed by any standard, are detected.
    for encoding in [ISO_2022_JP, SHIFT_JIS, EUC_JP, encoding_rs::UTF_8] {
        let (raw, _, _) = encoding.encode("（協議）法律案について");
        let mut file = b"From: a@b\r\nSubject: ".to_vec();
        file.extend_from_slice(&raw);
        file.extend_from_slice(b"\r\n\r\nx");
        assert_eq!(
            read(&file).subject.unwrap().text,
            "（協議）法律案について",
            "{}",
            encoding.name()
        );
    }
    // A wrong label in a word.
    let wrong = read(
        format!(
            "From: a@b\r\nSubject: =?UTF-8?B?{}?=\r\n\r\nx",
            base64(&SHIFT_JIS.encode("期限の件について").0)
        )
        .as_bytes(),
    );
    assert_eq!(wrong.subject.unwrap().text, "期限の件について");
    assert!(matches!(wrong.notices[0].problem, Problem::WrongCharset { .. }));
}

#[test]
fn senders_and_recipients_are_read_as_programs_write_them() {
    let to = "\"財務省, 主計局\" <A@MOF.go.jp>,\r\n =?UTF-8?B?5bGx55SwLCDlpKrpg44=?= <b@mhlw.go.jp>, c@meti.go.jp (経済産業省),\r\n <d@mext.go.jp>, e@env.go.jp; 各府省: f@cao.go.jp, g@mod.go.jp;, \"'h@maff.go.jp'\" <h@maff.go.jp>, 外務省";
    let file = format!(
        "From: 総務省行政管理局 <a@soumu.go.jp>\r\nTo: {to}\r\nCC: x@example.jp\r\nDate: Tue, 9 Sep 2025 17:30:00 +0900\r\n\r\nx"
    );
    let read = read(file.as_bytes());
    let found: Vec<(Option<&str>, Option<&str>)> = read
        .to
        .iter()
        .map(|to| (to.name.as_deref(), to.address.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            (Some("財務省, 主計局"), Some("a@mof.go.jp")),
            (Some("山田, 太郎"), Some("b@mhlw.go.jp")),
            (Some("経済産業省"), Some("c@meti.go.jp")),
            (None, Some("d@mext.go.jp")),
            (None, Some("e@env.go.jp")),
            (None, Some("f@cao.go.jp")),
            (None, Some("g@mod.go.jp")),
            (Some("h@maff.go.jp"), Some("h@maff.go.jp")),
            (Some("外務省"), None),
        ]
    );
    assert_eq!(read.from[0].name.as_deref(), Some("総務省行政管理局"));
    assert_eq!(read.from[0].domain(), Some("soumu.go.jp"));
    assert_eq!(&file[read.to[3].range().unwrap()], "<d@mext.go.jp>");
    assert_eq!(read.cc.len(), 1);
    let at = read.date.unwrap().1.unwrap();
    assert_eq!((at.year, at.hour, at.offset_minutes), (2025, 17, 540));
    assert!(!read.unsent);
}

#[test]
fn a_draft_is_one_without_a_date_or_marked() {
    assert!(read(b"From: a@b\r\nSubject: x\r\n\r\nx").unsent);
    assert!(read(b"From: a@b\r\nX-Unsent: 1\r\nDate: Tue, 9 Sep 2025 17:30:00 +0900\r\n\r\nx").unsent);
    assert!(!read(b"From: a@b\r\nX-Unsent: 0\r\nDate: Tue, 9 Sep 2025 17:30:00 +0900\r\n\r\nx").unsent);
}

fn multipart(kind: &str, parts: &[&str]) -> Vec<u8> {
    let mut body = String::from("preamble\r\n");
    for part in parts {
        body.push_str(&format!("--b\r\n{part}\r\n"));
    }
    body.push_str("--b--\r\nepilogue");
    mail(
        &format!("Content-Type: multipart/{kind}; boundary=b"),
        body.as_bytes(),
    )
}

#[test]
fn one_of_alternatives_is_read() {
    let text = "Content-Type: text/plain; charset=utf-8\r\n\r\n9月11日まで";
    let same = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>9月11日<b>まで</b></p>";
    let other = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>9月12日まで</p>";
    let empty = "Content-Type: text/html; charset=utf-8\r\n\r\n<img src=x>";
    assert_eq!(
        own(&read(&multipart("alternative", &[text, same]))),
        "9月11日まで"
    );
    // The last alternative is visible.
    assert_eq!(
        own(&read(&multipart("alternative", &[text, other]))),
        "9月12日まで"
    );
    assert_eq!(
        own(&read(&multipart("alternative", &[text, empty]))),
        "9月11日まで"
    );
    let calendar =
        "Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR";
    let with = read(&multipart("alternative", &[text, calendar]));
    assert_eq!(own(&with), "9月11日まで");
    assert_eq!(
        with.attachments[0].calendar.as_ref().unwrap().text,
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR"
    );
}

#[test]
fn attachments_are_named_and_not_read() {
    let text = "Content-Type: text/plain; charset=utf-8\r\n\r\n本文";
    let file = "Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''%E5%88%A5;\r\n filename*1*=%E7%B4%99;\r\n filename*2=\".pdf\"\r\n\r\nxx";
    let named = "Content-Type: text/plain; name=\"=?UTF-8?B?5Yil57SZLnR4dA==?=\"\r\n\r\n9月1日まで";
    let inline = "Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: inline\r\n\r\n続き";
    let mail = read(&multipart(
        "mixed",
        &[
            text,
            file,
            named,
            inline,
            "Content-Type: message/rfc822\r\n\r\nFrom: x\r\n\r\n9月2日まで",
        ],
    ));
    assert_eq!(own(&mail), "本文続き");
    let names: Vec<_> = mail
        .attachments
        .iter()
        .map(|attachment| attachment.name.as_deref())
        .collect();
    assert_eq!(names, [Some("別紙.pdf"), Some("別紙.txt"), None]);
}

#[test]
fn flowed_lines_are_put_together() {
    let body =
        "つきましては、9月11日 \r\n（木）17時までに\r\n> 引用は \r\n> 続く\r\n  二字下げ\r\n-- \r\n署名";
    let flowed = read(&mail(
        "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes",
        body.as_bytes(),
    ));
    assert_eq!(own(&flowed), "つきましては、9月11日（木）17時までに\n 二字下げ\n");
    assert_eq!(by(&flowed, Author::Quoted), "> 引用は続く\n");
    assert_eq!(by(&flowed, Author::Signature), "-- \n署名");
    let kept = read(&mail(
        "Content-Type: text/plain; charset=utf-8; format=flowed",
        "by \r\nnoon".as_bytes(),
    ));
    assert_eq!(own(&kept), "by noon");
}

fn parts_of(body: &str) -> (String, String, String) {
    let read = read(&mail("Content-Type: text/plain; charset=utf-8", body.as_bytes()));
    (
        own(&read),
        by(&read, Author::Quoted),
        by(&read, Author::Signature),
    )
}

#[test]
fn quoted_mail_is_told_from_the_senders_own() {
    let (own, quoted, _) = parts_of("了解です。\n\n> 9月11日まで\n> です\n\n9月12日までにお願いします。\n");
    assert_eq!(own, "了解です。\n\n\n9月12日までにお願いします。\n");
    assert_eq!(quoted, "> 9月11日まで\n> です\n");
    for head in [
        "-----Original Message-----\nFrom: a\nSent: x\n\n",
        "----- 元のメッセージ -----\n",
        "---------- Forwarded message ---------\nFrom: a <a@b>\nDate: 2025年9月9日(火) 17:30\n\n",
        "差出人: 山田 <a@b>\n送信日時: 2025年9月9日 17:30\n宛先: 鈴木\n件名: 期限\n\n",
        "________________________________\n差出人: 山田\n送信日時: 2025年9月9日火曜日 17:30\n宛先: 鈴木;\n  佐藤\nCC: 田中\n件名: 期限\n\n",
        "*From:* a <a@b>\n*Sent:* Tuesday, September 9, 2025 5:30 PM\n*To:* c\n*Subject:* d\n\n",
        "2025年9月9日(火) 17:30 山田 <a@b>:\n\n",
        "2025年9月9日(火) 17:30 山田 太郎\n<a@example.go.jp>:\n",
        "On Tue, Sep 9, 2025 at 5:30 PM a <a@b> wrote:\n",
        "2025/09/09 17:30、山田さん <a@b> は書きました:\n",
        "Date: Tue, 9 Sep 2025 17:30:00 +0900\nFrom: a <a@b>\nTo: c\nSubject: d\n\n",
        "Subject: d\nFrom: a <a@b>\nDate: 2025/09/09 17:30\n\n",
    ] {
        let (own, quoted, _) = parts_of(&format!(
            "転送します。\n\n{head}9月1日までに御回答願います。\n以上\n"
        ));
        assert!(own.starts_with("転送します。\n\n"), "{head}: {own}");
        assert!(!own.contains("9月1日"), "{head}: {own}");
        assert!(quoted.contains("9月1日"), "{head}");
    }
    // A sentence directly above an attribution is the sender's.
    let (own, ..) =
        parts_of("9月12日17時までにお願いします。\n2025年9月9日(火) 17:30 山田 <a@b>:\n> 9月1日まで\n");
    assert_eq!(own, "9月12日17時までにお願いします。\n");
    // The order of a form differs from that of mail headers.
    let form = "件名：打合せ\n日時：2025年9月12日14:00\n差出人：山田\n宛先：鈴木\n";
    assert_eq!(parts_of(form).0, form);
    // Text after a quotation with line prefixes is an answer.
    let (own, ..) =
        parts_of("2025年9月9日(火) 17:30 山田 <a@b>:\n\n> 9月1日まで\n\n9月12日まで待ってください。\n");
    assert_eq!(own.trim_start(), "9月12日まで待ってください。\n");
}

#[test]
fn forms_and_ruled_lines_are_the_senders_own() {
    for body in [
        "宛先：財務省\n件名：○○について\n期限：9月11日（木）17時\n",
        "差出人：総務省\n宛先：財務省\n件名：○○について\n発信日：9月9日\n期限：9月11日\n",
        "----------\n回答期限 9月11日（木）17時\n----------\n",
        "■期限\n9月11日\n====\n■提出先\n内線2109 a@soumu.go.jp\n",
        "日時：9月11日 15:00\n場所：会議室\n件名：ヒアリング\n",
        // A rule parts the heads of a table from its rows.
        "調査票　　　提出期限\n――――――――――\n様式１　　　9月11日（木）\n\n担当：総務課　電話03-5253-0000\n",
        "9月9日 17:30 にお送りした次のとおり:\n本文\n",
    ] {
        let (own, quoted, signature) = parts_of(body);
        assert_eq!(
            (own.as_str(), quoted.as_str(), signature.as_str()),
            (body, "", "")
        );
    }
}

#[test]
fn signatures_are_marked() {
    let (own, _, signature) = parts_of(
        "9月11日まで\n\n***********\n総務省行政管理局\n電話 03-5253-0000（内線2109）\na@soumu.go.jp\n***********\n",
    );
    assert_eq!(own, "9月11日まで\n\n");
    assert!(signature.contains("2109"));
    let (own, quoted, signature) = parts_of("返信\n-- \n山田\n\n> 引用\n");
    assert_eq!(
        (own.as_str(), quoted.as_str(), signature.as_str()),
        ("返信\n", "> 引用\n", "-- \n山田\n\n")
    );
}

#[test]
fn a_copied_header_at_the_top_of_a_text_is_its_own() {
    let text = "差出人: 総務省\n送信日時: 2025年9月9日 17:30\n宛先: 財務省\n件名: 照会\n\n9月11日まで\n";
    let blocks = visible_text::plain(text);
    assert!(blocks.iter().all(|block| block.author == Author::Sender));
    let blocks = visible_text::plain(&format!("転送\n\n{text}"));
    assert_eq!(blocks.len(), 2);
}

#[test]
fn text_of_other_languages_is_not_taken_for_japanese() {
    let latin = read(b"From: a@b\r\nSubject: Die Hasen und die Fr\xF6sche\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nFr\xF6sche, \xFCber\r\n");
    assert_eq!(latin.subject.as_ref().unwrap().text, "Die Hasen und die Frösche");
    assert_eq!(own(&latin), "Frösche, über\n");
    assert!(matches!(
        latin.notices[0].problem,
        Problem::WrongCharset {
            found: "windows-1252",
            ..
        }
    ));
}

#[test]
fn every_field_of_recipients_is_read() {
    let read = read(b"From: a@b\r\nTo: c@d\r\nTo: e@f, g@h\r\nCc: i@j\r\nCc: k@l\r\n\r\nx");
    let domains = |all: &[visible_text::Address]| -> Vec<String> {
        all.iter()
            .filter_map(|address| address.domain().map(str::to_owned))
            .collect()
    };
    assert_eq!(domains(&read.to), ["d", "f", "h"]);
    assert_eq!(domains(&read.cc), ["j", "l"]);
}

#[test]
fn a_mail_enveloped_by_a_signature_is_not_said_to_be_encrypted() {
    let of = |kind: &str| {
        let mail = format!("From: a@b\r\nContent-Type: application/pkcs7-mime; smime-type={kind}\r\n\r\nx");
        read(mail.as_bytes()).notices[0].problem.clone()
    };
    assert_eq!(of("signed-data"), Problem::Signed);
    assert_eq!(of("enveloped-data"), Problem::Encrypted);
}
