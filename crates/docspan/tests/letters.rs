//! A mail's text, and the positions of its words in the file.

#![allow(clippy::unwrap_used, reason = "tests")]

use docspan::{Source, Span};
use visible_text::{Limits, mail};

fn letter(disk: &[u8]) -> Source {
    Source::of_letter(
        "a.eml",
        disk.to_vec(),
        mail::read(disk, &Limits::default()).map_err(|error| (error, None)),
    )
}

const MAIL: &str = "From: =?UTF-8?B?5bGx55Sw?= <yamada@example.go.jp>\r
To: Suzuki <suzuki@example.go.jp>, sato@example.go.jp,\r
 \"tanaka@EXAMPLE.go.jp\" <tanaka@example.go.jp>\r
Cc: kato@example.go.jp\r
Subject: 照会について\r
Date: Tue, 9 Sep 2025 17:30:00 +0900\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
\r
各位\r
\r
期限は𠮷9月11日（木）17時とします。\r
以上\r
";

#[test]
fn what_a_person_sees_has_its_place_in_the_file() {
    let source = letter(MAIL.as_bytes());
    assert_eq!(
        source.text(),
        "From: 山田 <yamada@example.go.jp>\n\
         To: Suzuki <suzuki@example.go.jp>, sato@example.go.jp, tanaka@example.go.jp\n\
         Cc: kato@example.go.jp\n\
         Subject: 照会について\n\
         Date: Tue, 9 Sep 2025 17:30:00 +0900\n\
         \n\
         各位\n\n期限は𠮷9月11日（木）17時とします。\n以上\n"
    );
    let parts = source.letter().unwrap();
    assert_eq!(source.slice(parts.subject), "照会について");
    assert_eq!(source.slice(parts.date), "Tue, 9 Sep 2025 17:30:00 +0900");
    assert!(source.text()[parts.body as usize..].starts_with("各位"));
    let parties: Vec<Vec<&str>> = parts
        .parties
        .iter()
        .map(|all| all.iter().map(|span| source.slice(*span)).collect())
        .collect();
    assert_eq!(
        parties,
        [
            vec!["山田 <yamada@example.go.jp>"],
            vec![
                "Suzuki <suzuki@example.go.jp>",
                "sato@example.go.jp",
                "tanaka@example.go.jp"
            ],
            vec!["kato@example.go.jp"],
        ]
    );
    // Each word that occurs once in the file is at that position.
    for word in [
        "照会について",
        "9 Sep",
        "各位",
        "期限",
        "𠮷",
        "9月11日",
        "17時とします",
        "以上",
    ] {
        let at = source.text().find(word).unwrap();
        let disk = MAIL.find(word).unwrap();
        let span = Span::new(at, at + word.len());
        let (start, end) = source.range(span);
        assert_eq!((start.byte, end.byte), (disk, disk + word.len()), "{word}");
        let line_start = MAIL[..disk].rfind('\n').map_or(0, |at| at + 1);
        let head = &MAIL[line_start..disk];
        assert_eq!(start.line, MAIL[..disk].matches('\n').count() + 1, "{word}");
        assert_eq!(
            (start.column, start.utf16),
            (head.chars().count() + 1, head.encode_utf16().count() + 1),
            "{word}"
        );
        let until = head.len() + word.len();
        assert_eq!(source.utf8_columns(span), (head.len() + 1, until + 1), "{word}");
        // Text that the file has undecoded needs no decoded line.
        assert_eq!(source.decoded(span), None, "{word}");
    }
}

#[test]
fn what_stands_between_pieces_is_no_part_of_the_file() {
    let source = letter(MAIL.as_bytes());
    let text = source.text();
    // From inside the subject to inside the date: the range spans both.
    let from = text.find("について").unwrap();
    let until = text.find("9 Sep").unwrap() + 1;
    let (start, end) = source.range(Span::new(from, until));
    assert_eq!(start.byte, MAIL.find("について").unwrap());
    assert_eq!(end.byte, MAIL.find("9 Sep").unwrap() + 1);
    // A label that is not in the file has the position of the end of the text before it.
    let label = text.find("Date: ").unwrap();
    let (start, end) = source.range(Span::new(label, label + 4));
    assert_eq!(
        (start.byte, start),
        (MAIL.find("について").unwrap() + "について".len(), end)
    );
}

#[test]
fn an_encoded_line_is_given_decoded() {
    // 期限は9月11日まで, then 𠮷野です, in Base64.
    let disk = "Subject: a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
                5pyf6ZmQ44GvOeaciDEx5pel44G+44GnDQrwoK636YeO44Gn44GZDQo=\r\n";
    let source = letter(disk.as_bytes());
    let text = source.text();
    assert!(text.ends_with("期限は9月11日まで\n𠮷野です\n"), "{text:?}");
    let decoded = |word: &str| {
        let at = text.find(word).unwrap();
        source.decoded(Span::new(at, at + word.len()))
    };
    assert_eq!(decoded("期限"), Some(("期限は9月11日まで", [(1, 1), (3, 3)])));
    assert_eq!(decoded("9月11日"), Some(("期限は9月11日まで", [(4, 4), (9, 9)])));
    assert_eq!(decoded("野です"), Some(("𠮷野です", [(2, 3), (5, 6)])));
    assert_eq!(decoded("a"), None);
    let at = text.find("9月").unwrap();
    let (start, end) = source.range(Span::new(at, at + 4));
    // The encoded line that holds it.
    assert_eq!((start.byte, end.byte), (disk.find("5pyf").unwrap(), disk.len()));
}

#[test]
fn a_decoded_line_is_no_longer_than_its_bound() {
    for (length, is_given) in [(4095, true), (4096, false)] {
        // The line's end counts.
        let body = "x".repeat(length);
        let mut encoded = String::new();
        for (number, c) in body.chars().enumerate() {
            encoded.push(c);
            if number % 70 == 69 {
                encoded.push_str("=\r\n");
            }
        }
        let disk = format!(
            "Subject: a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E6=9C=9F\r\n{encoded}\r\n"
        );
        let source = letter(disk.as_bytes());
        let at = source.text().find('x').unwrap();
        assert_eq!(
            source.decoded(Span::new(at, at + 1)).is_some(),
            is_given,
            "{length}"
        );
    }
}

#[test]
fn columns_are_counted_up_to_a_bound() {
    let bound = 64 * 1024;
    let head = "Subject: a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
    let disk = format!(
        "{head}b\n{}期c\n{}d\n",
        "x".repeat(bound - 3),
        "y".repeat(2 * bound)
    );
    let source = letter(disk.as_bytes());
    for (word, column, utf8) in [
        ("b\n", 1, 1),
        ("期", bound - 2, bound - 2),
        ("c\n", bound - 1, bound + 1),
        ("d\n", bound + 1, bound + 1),
    ] {
        let at = source.text().find(word).unwrap();
        let place = source.position(at as u32);
        assert_eq!((place.column, place.utf16), (column, column), "{word}");
        assert_eq!(place.byte, disk.find(word).unwrap(), "{word}");
        assert_eq!(source.utf8_columns(Span::new(at, at + 1)).0, utf8, "{word}");
    }
}

#[test]
fn a_letter_that_cannot_be_read_has_no_text() {
    let source = letter(b"no mail");
    assert!(source.letter().is_some());
    assert_eq!(source.position(0).byte, 0);
    assert!(Source::from_text("a.yaml", "期限").letter().is_none());
    assert_eq!(Source::from_text("a.yaml", "期限").decoded(Span::new(0, 3)), None);
}

#[test]
fn a_calendar_that_hangs_on_a_letter_stands_behind_its_text() {
    for body in ["本文\r\n", "本文"] {
        let calendar = "BEGIN:VCALENDAR\r\nSUMMARY:期\r\n 限\r\nEND:VCALENDAR\r\n";
        let disk = format!(
            "Subject: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n--b\r\nContent-Type: text/calendar; charset=utf-8; name=a.ics\r\nContent-Disposition: attachment; filename=a.ics\r\n\r\n{calendar}\r\n--b--\r\n"
        );
        let source = letter(disk.as_bytes());
        let parts = source.letter().unwrap();
        assert_eq!(parts.calendars.len(), 1, "{body:?}");
        let text = source.text();
        let start = text.find("BEGIN:VCALENDAR").unwrap();
        assert_eq!(&text[..start], "Subject: a\n\n本文\n", "{body:?}");
        assert!(text[start..].starts_with("BEGIN:VCALENDAR\r\nSUMMARY:期限\r\n"));
        // Its places are those of the letter's file, and it is the text's own as far as it goes.
        assert_eq!(parts.calendars[0].text().get(start..), text.get(start..));
        for word in ["SUMMARY", "END:VCALENDAR"] {
            let at = start + text[start..].find(word).unwrap();
            let place = source.range(Span::new(at, at + word.len()));
            let byte = disk.find(word).unwrap();
            assert_eq!((place.0.byte, place.1.byte), (byte, byte + word.len()), "{word}");
        }
    }
}

#[test]
fn for_people_a_labelled_line_has_the_number_of_what_stands_in_it() {
    let source = letter(MAIL.as_bytes());
    for line in 1..=source.line_count() {
        let text = source.line(line);
        let word = text.split(": ").last().unwrap_or_default();
        let Some(disk) = MAIL
            .find(word)
            .filter(|_| !word.is_empty() && !word.contains('山'))
        else {
            continue;
        };
        let number = MAIL[..disk].matches('\n').count() + 1;
        assert_eq!(source.shown_line(line), number, "{text}");
        let at = source.text().find(word).unwrap();
        let at = Span::new(at, at).start;
        assert_eq!(source.shown_position(at), source.position(at), "{text}");
    }
}
