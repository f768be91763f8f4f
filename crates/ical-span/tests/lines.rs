//! Content lines and their positions: folds, encodings, limits and malformed files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use docspan::{Encoding, Position, Source, Span};
use ical_span::lines::{self, ContentLine, MAX_LINE, Malformed};

fn calendar(bytes: impl Into<Vec<u8>>) -> Source {
    Source::decode_calendar("a.ics", bytes.into()).expect("decodable")
}

fn read(text: &str) -> Vec<ContentLine<'_>> {
    lines::lines(text)
        .collect::<Result<_, _>>()
        .expect("well-formed lines")
}

fn at(byte: usize, line: usize, column: usize) -> Position {
    Position {
        byte,
        line,
        column,
        utf16: column,
    }
}

fn place_of(source: &Source, needle: &str) -> (Position, Position) {
    let start = source.text().find(needle).expect("in the text");
    source.range(Span::new(start, start + needle.len()))
}

#[test]
fn line_ends_of_every_sort_end_a_line_and_fold_it() {
    for end in ["\r\n", "\n", "\r", "\r\r\n"] {
        let file = format!("A:x{end} y{end}\tz{end}B:1{end}");
        let source = calendar(file.clone());
        assert_eq!(source.text(), format!("A:xyz{end}B:1{end}"), "{end:?}");
        let values: Vec<&str> = read(source.text()).iter().map(|line| line.value).collect();
        assert_eq!(values, ["xyz", "1"]);
        let ends = if end == "\r\r\n" { 2 } else { 1 };
        let z = file.find('z').unwrap();
        assert_eq!(
            place_of(&source, "z"),
            (at(z, 2 * ends + 1, 2), at(z + 1, 2 * ends + 1, 3))
        );
        // A range that ends at a fold ends before the fold.
        assert_eq!(place_of(&source, "x"), (at(2, 1, 3), at(3, 1, 4)));
        let b = file.find('B').unwrap();
        assert_eq!(
            source.position(source.text().find('B').unwrap() as u32),
            at(b, 3 * ends + 1, 1)
        );
    }
    let mixed = calendar("A:1\r\n 2\nB:3\r 4\rC:5\n\n");
    let values: Vec<&str> = read(mixed.text()).iter().map(|line| line.value).collect();
    assert_eq!(values, ["12", "34", "5"]);
}

#[test]
fn a_fold_inside_a_character_is_read_and_its_place_known() {
    for (c, width) in [("限", 3), ("𠮷", 4)] {
        for cut in 1..width {
            let mut file = b"SUMMARY:a".to_vec();
            file.extend(&c.as_bytes()[..cut]);
            file.extend(b"\r\n ");
            file.extend(&c.as_bytes()[cut..]);
            file.extend("期\r\nX:1".as_bytes());
            let source = calendar(file.clone());
            assert_eq!(source.text(), format!("SUMMARY:a{c}期\r\nX:1"));
            assert!(source.broken().is_empty());
            let (start, end) = place_of(&source, c);
            assert_eq!(start, at(9, 1, 10));
            // The fold's blank and the rest of the split character come before it.
            assert_eq!(end, at(9 + width + 3, 2, 2 + width - cut));
            assert_eq!(place_of(&source, "期").0, end);
            assert_eq!(place_of(&source, "X").0, at(file.len() - 3, 3, 1));
        }
    }
}

#[test]
fn a_mark_is_no_column() {
    let source = calendar("\u{feff}A:期\r\n 限");
    assert_eq!(source.encoding(), Encoding::Utf8WithMark);
    assert_eq!(source.text(), "A:期限");
    assert_eq!(place_of(&source, "A").0, at(3, 1, 1));
    assert_eq!(place_of(&source, "限"), (at(11, 2, 2), at(14, 2, 3)));
}

#[test]
fn utf16_is_unfolded_after_decoding() {
    let text = "A:𠮷\r\n 限\r\nB:x";
    for (mark, big) in [([0xff, 0xfe], false), ([0xfe, 0xff], true)] {
        let mut file = mark.to_vec();
        file.extend(text.encode_utf16().flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        }));
        let source = calendar(file.clone());
        assert_eq!(source.text(), "A:𠮷限\r\nB:x");
        let (start, end) = place_of(&source, "𠮷");
        assert_eq!(
            (start, end),
            (
                at(6, 1, 3),
                Position {
                    byte: 10,
                    line: 1,
                    column: 4,
                    utf16: 5
                }
            )
        );
        assert_eq!(place_of(&source, "限"), (at(16, 2, 2), at(18, 2, 3)));
        assert_eq!(place_of(&source, "B").0, at(22, 3, 1));
        // Half a UTF-16 unit at the end, and a surrogate pair split by a fold.
        file.push(0x42);
        let source = calendar(file.clone());
        assert_eq!(source.broken().len(), 1);
        let (start, end) = source.range(source.broken()[0]);
        assert_eq!((start.byte, end.byte), (file.len() - 1, file.len()));
    }
    let mut file = vec![0xff, 0xfe];
    for unit in [b'A'.into(), b':'.into(), 13, 10, 32, 0xd842, b'x'.into()] {
        file.extend(u16::to_le_bytes(unit));
    }
    let source = calendar(file);
    assert_eq!(source.text(), "A:\u{fffd}x");
    assert_eq!(source.range(source.broken()[0]), (at(12, 2, 2), at(14, 2, 3)));
}

#[test]
fn a_broken_byte_does_not_lose_the_file() {
    let mut file = "A:期限\r\nB:".as_bytes().to_vec();
    let at_byte = file.len();
    file.extend(b"\xe9\xe9x\xe9\r\n \x99");
    file.extend("y\r\nC:議".as_bytes());
    let source = calendar(file.clone());
    assert_eq!(source.text(), "A:期限\r\nB:\u{fffd}\u{fffd}x\u{fffd}y\r\nC:議");
    let places: Vec<(usize, usize)> = source
        .broken()
        .iter()
        .map(|span| source.range(*span))
        .map(|(a, b)| (a.byte, b.byte))
        .collect();
    assert_eq!(places, [(at_byte, at_byte + 2), (at_byte + 3, at_byte + 8)]);
    let y = file.iter().position(|byte| *byte == b'y').unwrap();
    assert_eq!(place_of(&source, "y").0, at(y, 3, 3));
    assert_eq!(place_of(&source, "議").0, at(file.len() - 3, 4, 3));
}

#[test]
fn a_file_of_another_encoding_is_refused_under_its_name() {
    let text = "BEGIN:VEVENT\r\nSUMMARY:行政手続法の一部\r\n 改正について\r\nEND:VEVENT\r\n";
    for encoding in [
        encoding_rs::SHIFT_JIS,
        encoding_rs::EUC_JP,
        encoding_rs::ISO_2022_JP,
    ] {
        let (bytes, _, _) = encoding.encode(text);
        let error = Source::decode_calendar("a.ics", bytes.into_owned()).expect_err("not UTF-8");
        assert_eq!(error.likely, Some(encoding.name()));
        assert_eq!(
            (error.byte, error.before.as_str()),
            (22, "BEGIN:VEVENT\r\nSUMMARY:")
        );
    }
    // A position directly after a fold, and after a byte order mark.
    let mut bytes = "\u{feff}A:x\r\n y\n z".as_bytes().to_vec();
    let byte = bytes.len();
    bytes.extend(encoding_rs::SHIFT_JIS.encode("行政手続法").0.iter());
    let error = Source::decode_calendar("a.ics", bytes).expect_err("not UTF-8");
    assert_eq!(
        (error.byte, error.before.len(), error.before.lines().count()),
        (byte, byte, 3)
    );
    // A few Latin-1 bytes are no sign of another encoding; Latin-1 throughout is.
    assert_eq!(calendar(b"SUMMARY:R\xe9union\r\n".to_vec()).broken().len(), 1);
    let latin = Source::decode_calendar("a.ics", b"X:r\xe9union\r\n".repeat(20)).expect_err("Latin 1");
    assert_eq!(latin.likely, None);
}

#[test]
fn quoted_printable_lines_are_joined() {
    let source =
        calendar("SUMMARY;ENCODING=quoted-printable:=E6=9C=\r\n=9F=E9=\n =99=90 a=\r\nb\r\nX:1=\r\nY:2\r\n");
    assert_eq!(
        source.text(),
        "SUMMARY;ENCODING=quoted-printable:=E6=9C=9F=E9=99=90 ab\r\nX:1=\r\nY:2\r\n"
    );
    let (start, end) = place_of(&source, "=9F");
    assert_eq!((start, end), (at(43, 2, 1), at(46, 2, 4)));
    // A fold between `=` and its hex digits keeps the `=`.
    assert_eq!(
        calendar("N;QUOTED-PRINTABLE:=\r\n E6").text(),
        "N;QUOTED-PRINTABLE:=E6"
    );
    assert_eq!(
        calendar("N;QUOTED-PRINTABLE:a=\r\n").text(),
        "N;QUOTED-PRINTABLE:a=\r\n"
    );
}

#[test]
fn limits_are_reported_at_their_place_and_the_rest_is_read() {
    let long = format!(
        "A:1\nSUMMARY:{}\nATTACH:{}\nB:2",
        "x".repeat(2 * MAX_LINE),
        "y".repeat(2 * MAX_LINE)
    );
    let source = calendar(long);
    let all: Vec<_> = lines::lines(source.text()).collect();
    assert_eq!(all.len(), 4);
    let error = all[1].clone().unwrap_err();
    assert_eq!((error.why, error.span), (Malformed::TooLong, Span::new(4, 68)));
    assert!(error.why.is_limit());
    // An inline attachment (ATTACH) has no length limit.
    assert_eq!(all[2].clone().unwrap().value.len(), 2 * MAX_LINE);
    assert_eq!(all[3].clone().unwrap().value, "2");

    let many = format!("A{}:x\nB;P=1{}:y\nC:z", ";P=1".repeat(100_000), ",1".repeat(1000));
    let all: Vec<_> = lines::lines(&many)
        .map(|line| line.map_err(|line| line.why))
        .collect();
    assert_eq!(all[0], Err(Malformed::TooMany));
    assert_eq!(all[1], Err(Malformed::TooMany));
    assert_eq!(all[2].as_ref().unwrap().value, "z");
}

#[test]
fn odd_files_are_read_as_far_as_they_go() {
    assert_eq!(calendar("").text(), "");
    assert_eq!(calendar("\u{feff}").position(0), at(3, 1, 1));
    assert_eq!(lines::lines("").count(), 0);
    // A fold at the very start is none; one at the very end has nothing to join.
    assert_eq!(read(calendar(" A:x\r\n ").text())[0].value, "x");
    // NUL is kept, for the reader to report.
    let source = calendar("A:x\0y\r\n");
    assert_eq!(
        lines::control_characters(source.text()).collect::<Vec<_>>(),
        [Span::new(3, 4)]
    );
    // Truncated inside a character, also as the only character.
    let source = calendar(b"SUMMARY:\xe6\x9c".to_vec());
    assert_eq!(source.range(source.broken()[0]), (at(8, 1, 9), at(10, 1, 10)));
    assert_eq!(source.text(), "SUMMARY:\u{fffd}");
}

#[test]
fn the_text_keeps_whole_lines_for_excerpts() {
    let source = calendar("A:1\r\n 2\r\n 3\r\nB:4\r\n\r\n 5\r\nC:6");
    assert_eq!(
        (source.line(1), source.line(2), source.line(4)),
        ("A:123", "B:4", "C:6")
    );
    assert_eq!([1, 2, 3, 4].map(|line| source.shown_line(line)), [1, 4, 5, 7]);
    assert_eq!(source.line_of(source.text().find('6').unwrap() as u32), 4);
    let whole = source.line_span(1);
    assert!(source.is_folded(whole));
    assert!(!source.is_folded(Span::new(2, 3)));
}
