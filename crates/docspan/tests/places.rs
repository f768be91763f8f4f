//! Compares positions with a naive count from the start of the file, for every short text over characters of each
//! length and every kind of line end, in every encoding, folded or not.

#![allow(clippy::unwrap_used, reason = "tests")]

use docspan::{Encoding, Position, Source, Span};

/// Characters of one, three and four bytes, of one and two UTF-16 units, and line ends.
const PIECES: [&str; 6] = ["a", "期", "𠮷", "\n", "\r", " "];
const LONGEST: u32 = 4;

/// Every text of at most this many pieces.
fn texts() -> impl Iterator<Item = String> {
    let count = PIECES.len();
    (0..=LONGEST).flat_map(move |length| {
        (0..count.pow(length)).map(move |number| {
            (0..length)
                .map(|place| PIECES[number / count.pow(place) % count])
                .collect()
        })
    })
}

/// A text as a file, with the byte order mark that UTF-16 needs and UTF-8 may have.
fn on_disk(text: &str, encoding: &str) -> Vec<u8> {
    let units = || text.encode_utf16();
    match encoding {
        "UTF-8" => text.as_bytes().to_vec(),
        "UTF-8 with its mark" => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        "UTF-16LE" => [0xff, 0xfe]
            .into_iter()
            .chain(units().flat_map(u16::to_le_bytes))
            .collect(),
        _ => [0xfe, 0xff]
            .into_iter()
            .chain(units().flat_map(u16::to_be_bytes))
            .collect(),
    }
}

const ENCODINGS: [&str; 4] = ["UTF-8", "UTF-8 with its mark", "UTF-16LE", "UTF-16BE"];

/// The position after a part of a text.
fn behind(before: &str, encoding: &str) -> Position {
    let mut place = Position {
        byte: 0,
        line: 1,
        column: 1,
        utf16: 1,
    };
    place.byte = on_disk(before, encoding).len();
    let mut chars = before.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' || c == '\r' && chars.peek() != Some(&'\n') {
            (place.line, place.column, place.utf16) = (place.line + 1, 1, 1);
        } else {
            (place.column, place.utf16) = (place.column + 1, place.utf16 + c.len_utf16());
        }
    }
    place
}

#[test]
fn every_place_is_that_of_a_count_from_the_start() {
    let mut places = 0;
    for text in texts() {
        for encoding in ENCODINGS {
            let bytes = on_disk(&text, encoding);
            let source = Source::decode("a", bytes.clone()).unwrap();
            assert_eq!(source.text(), text, "{encoding}");
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let (before, rest) = text.split_at(at);
                // No position is inside CRLF.
                if before.ends_with('\r') && rest.starts_with('\n') {
                    continue;
                }
                let place = behind(before, encoding);
                assert_eq!(source.position(at as u32), place, "{text:?} {at} {encoding}");
                assert_eq!(source.line_of(at as u32), place.line, "{text:?} {at}");
                let head = before.rsplit(['\n', '\r']).next().unwrap();
                let column = source.utf8_columns(Span::new(at, at)).0;
                assert_eq!(column, head.len() + 1, "{text:?} {at}");
                let (start, end) = source.range(Span::new(at, text.len()));
                if !text.ends_with('\r') {
                    assert_eq!(
                        (start, end),
                        (place, behind(&text, encoding)),
                        "{text:?} {at} {encoding}"
                    );
                }
                places += 1;
            }
        }
    }
    assert!(places > 15_000, "{places}");
}

#[test]
fn the_lines_make_up_the_text() {
    for text in texts() {
        let source = Source::from_text("a", text.as_str());
        let count = source.line_count();
        let mut at = 0;
        for line in 1..=count {
            let span = source.line_span(line);
            assert_eq!(span.start, at, "{text:?} {line}");
            let end = source.slice(span).strip_prefix(source.line(line)).unwrap();
            assert!(!source.line(line).contains(['\n', '\r']), "{text:?} {line}");
            let is_end = ["\n", "\r", "\r\n"].contains(&end) || end.is_empty() && line == count;
            assert!(is_end, "{text:?} {line}: {end:?}");
            assert_eq!(source.line_of(span.start), line, "{text:?} {line}");
            at = span.end;
        }
        assert_eq!(at as usize, text.len(), "{text:?}");
        assert_eq!(source.line(count + 1), "", "{text:?}");
    }
}

#[test]
fn an_edit_changes_its_place_alone() {
    for text in texts().filter(|text| text.chars().count() < 5) {
        for encoding in ENCODINGS {
            let bytes = on_disk(&text, encoding);
            let source = Source::decode("a", bytes.clone()).unwrap();
            let boundaries: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
            for (number, from) in boundaries.iter().enumerate() {
                for until in &boundaries[number..] {
                    let new = source.edited(&bytes, [(Span::new(*from, *until), "限x")]);
                    let wanted = format!("{}限x{}", &text[..*from], &text[*until..]);
                    assert_eq!(
                        new,
                        on_disk(&wanted, encoding),
                        "{text:?} {from} {until} {encoding}"
                    );
                }
            }
        }
    }
}

/// A calendar folded before the characters of these numbers, with the position and UTF-8 column of each character.
fn folded(logical: &str, folds: &[usize], blank: char, encoding: &str) -> (String, Vec<(Position, usize)>) {
    let (mut disk, mut places) = (String::new(), Vec::new());
    for (number, letter) in logical.chars().enumerate() {
        if folds.contains(&number) {
            disk.push_str("\r\n");
            disk.push(blank);
        }
        let head = disk.rsplit('\n').next().unwrap();
        let place = Position {
            byte: on_disk(&disk, encoding).len(),
            line: disk.matches('\n').count() + 1,
            column: head.chars().count() + 1,
            utf16: head.encode_utf16().count() + 1,
        };
        places.push((place, head.len() + 1));
        disk.push(letter);
    }
    (disk, places)
}

const LOGICAL: &str = "SUMMARY:a期𠮷b\r\nX:期限\r\nZ:z";

/// A fold begins a line on disk and is not part of the text.
#[test]
fn every_place_of_a_folded_text_is_on_its_line_of_the_disk() {
    let at = [2, 9, 10, 11, 15, 17];
    for choice in 0..1_u32 << at.len() {
        let folds: Vec<usize> = (0..at.len())
            .filter(|bit| choice >> bit & 1 == 1)
            .map(|bit| at[bit])
            .collect();
        for (blank, encoding) in [' ', '\t']
            .into_iter()
            .flat_map(|blank| ENCODINGS.map(|it| (blank, it)))
        {
            let (disk, places) = folded(LOGICAL, &folds, blank, encoding);
            let source = Source::decode_calendar("a.ics", on_disk(&disk, encoding)).unwrap();
            assert_eq!(source.text(), LOGICAL, "{disk:?} {encoding}");
            for ((offset, letter), (place, column)) in LOGICAL.char_indices().zip(&places) {
                if letter == '\n' {
                    continue;
                }
                let span = Span::new(offset, offset + letter.len_utf8());
                assert_eq!(source.range(span).0, *place, "{disk:?} {offset} {encoding}");
                assert_eq!(
                    source.utf8_columns(span).0,
                    *column,
                    "{disk:?} {offset} {encoding}"
                );
                if letter != '\r' {
                    let end = column + letter.len_utf8();
                    assert_eq!(source.utf8_columns(span).1, end, "{disk:?} {offset} {encoding}");
                }
            }
            // Whether a fold is inside the first line.
            let first = LOGICAL.find('\r').unwrap();
            assert_eq!(
                source.is_folded(Span::new(0, first)),
                choice & 0b1111 != 0,
                "{disk:?}"
            );
            for (line, word) in [(1, "SUMMARY"), (2, "X:"), (3, "Z:")] {
                let number = LOGICAL[..LOGICAL.find(word).unwrap()].chars().count();
                assert_eq!(source.shown_line(line), places[number].0.line, "{disk:?} {line}");
            }
        }
    }
}

/// Whatever is written into a folded text reads back, and no touched line is too long.
#[test]
fn what_is_written_into_a_folded_text_is_folded() {
    for folds in [&[][..], &[9], &[2, 10, 11], &[15, 17]] {
        for encoding in ENCODINGS {
            let (disk, _) = folded(LOGICAL, folds, ' ', encoding);
            let bytes = on_disk(&disk, encoding);
            let source = Source::decode_calendar("a.ics", bytes.clone()).unwrap();
            let value = Span::new(8, LOGICAL.find('\r').unwrap());
            for length in (0..70).chain([150, 400]) {
                for letter in ["x", "限"] {
                    let text = letter.repeat(length);
                    let (span, written) = source.refold(value, &text);
                    let new = source.edited(&bytes, [(span, written.as_str())]);
                    let after = Source::decode_calendar("a.ics", new).unwrap();
                    let wanted = format!("SUMMARY:{text}{}", &LOGICAL[value.range().end..]);
                    assert_eq!(after.text(), wanted, "{folds:?} {length} {encoding}");
                    let longest = written.split("\r\n").skip(1).map(str::len).max();
                    assert!(longest.unwrap_or_default() <= 75, "{folds:?} {length}");
                }
            }
        }
    }
}

/// Invalid bytes are replaced, and positions after them stay correct.
#[test]
fn bytes_that_are_no_characters_keep_the_places_behind_them() {
    for fold in ["", "\r\n "] {
        let disk = [
            b"SUMMARY:\xff\xfe".as_slice(),
            fold.as_bytes(),
            "期\r\nX:y".as_bytes(),
        ]
        .concat();
        let source = Source::decode_calendar("a.ics", disk.clone()).unwrap();
        assert!(source.text().ends_with("期\r\nX:y"), "{:?}", source.text());
        let at = |needle: &str| source.position(source.text().find(needle).unwrap() as u32);
        assert_eq!(at("期").byte, 10 + fold.len());
        assert_eq!(at("期").line, 1 + fold.len() / 3);
        assert_eq!(at("X:").byte, disk.len() - 3);
        assert_eq!(at("X:").line, 2 + fold.len() / 3);
        let broken = source.broken();
        assert_eq!(broken.len(), 1);
        assert!(source.slice(broken[0]).chars().all(|c| c == '\u{fffd}'));
    }
}

/// A quoted-printable line continues after `=`, unless the next one begins a property.
#[test]
fn quoted_printable_goes_on_in_the_next_line() {
    for (disk, text) in [
        (
            "D;ENCODING=QUOTED-PRINTABLE:a=\r\nb\r\n",
            "D;ENCODING=QUOTED-PRINTABLE:ab\r\n",
        ),
        (
            "D;ENCODING=quoted-printable:=E6=\r\n=9C=9F\r\n",
            "D;ENCODING=quoted-printable:=E6=9C=9F\r\n",
        ),
        ("D:a=\r\nb\r\n", "D:a=\r\nb\r\n"),
        (
            "D;ENCODING=QUOTED-PRINTABLE:a=\r\nEND:VEVENT\r\n",
            "D;ENCODING=QUOTED-PRINTABLE:a=\r\nEND:VEVENT\r\n",
        ),
        (
            "D;ENCODING=QUOTED-PRINTABLE:a=\r\nDTSTART:20250911T100000\r\n",
            "D;ENCODING=QUOTED-PRINTABLE:a=\r\nDTSTART:20250911T100000\r\n",
        ),
        (
            "D;ENCODING=QUOTED-PRINTABLE:a=\r\nX-NAME:v\r\n",
            "D;ENCODING=QUOTED-PRINTABLE:a=\r\nX-NAME:v\r\n",
        ),
    ] {
        let source = Source::decode_calendar("a.ics", disk.as_bytes().to_vec()).unwrap();
        assert_eq!(source.text(), text);
    }
}

#[test]
fn a_span_has_parts() {
    let span = Span::new(3, 10);
    assert_eq!(span.part(2..5), Span::new(5, 8));
    assert_eq!(
        (span.len(), span.is_empty(), Span::new(4, 4).is_empty()),
        (7, false, true)
    );
    let touched: Vec<u32> = (0..13).filter(|at| span.touches(*at)).collect();
    assert_eq!(touched, (3..=10).collect::<Vec<u32>>());
}

#[test]
fn what_a_text_is_written_in_is_told() {
    for (encoding, expected) in [
        ("UTF-8", Encoding::Utf8),
        ("UTF-8 with its mark", Encoding::Utf8WithMark),
        ("UTF-16LE", Encoding::Utf16Le),
        ("UTF-16BE", Encoding::Utf16Be),
    ] {
        let source = Source::decode("依頼/a.yaml", on_disk("期限: 𠮷\n", encoding)).unwrap();
        assert_eq!((source.encoding(), source.path()), (expected, "依頼/a.yaml"));
        assert_eq!(
            source.encoding().encode("期𠮷"),
            on_disk("期𠮷", encoding)[on_disk("", encoding).len()..],
            "{encoding}"
        );
    }
}
