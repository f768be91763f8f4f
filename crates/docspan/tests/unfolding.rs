//! Unfolding against a slow implementation that keeps each character's position: every short text of line ends,
//! blanks and `=`, with and without quoted-printable, in every encoding.

#![allow(clippy::unwrap_used, reason = "tests")]

use docspan::{Encoding, Source, Span, begins_a_line};

/// The unfolded text, with each character's byte offset on disk.
fn unfolded(disk: &str, mut is_quoted_printable: bool) -> Vec<(char, usize)> {
    let mut out: Vec<(char, usize)> = Vec::new();
    let mut at = 0;
    // Where a line resumes after a removed `=`: what precedes it is no line end.
    let mut resumed = None;
    while let Some(c) = disk[at..].chars().next() {
        let rest = &disk[at..];
        let Some(end) = ["\r\r\n", "\r\n", "\r", "\n"]
            .into_iter()
            .find(|end| rest.starts_with(end))
        else {
            out.push((c, at));
            at += c.len_utf8();
            continue;
        };
        let next = &rest[end.len()..];
        let blank = usize::from(next.starts_with([' ', '\t']));
        let after_blank = next.as_bytes().get(1..).unwrap_or_default();
        let is_sign = out.last().is_some_and(|(c, _)| *c == '=') && resumed != Some(at);
        if is_quoted_printable && is_sign && !next.is_empty() {
            let is_code = matches!(after_blank, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
            let is_folded_sign = after_blank.first() == Some(&b'=');
            let goes = blank == 0 || !is_code;
            at += end.len();
            if is_code || is_folded_sign {
                at += blank;
            }
            if goes {
                out.pop();
                resumed = Some(at);
            }
        } else if blank == 1 {
            at += end.len() + 1;
        } else {
            out.extend(end.char_indices().map(|(offset, c)| (c, at + offset)));
            at += end.len();
            // Quoted-printable is declared for one line only.
            is_quoted_printable = false;
        }
    }
    out
}

/// Line and columns of an offset on disk: in code points, in UTF-16 units and in UTF-8 bytes.
fn on_disk(disk: &str, at: usize) -> (usize, usize, usize, usize) {
    let before = &disk[..at];
    let mut line = 1;
    let mut start = 0;
    for (index, c) in before.char_indices() {
        if c == '\n' || c == '\r' && !disk[index + 1..].starts_with('\n') {
            line += 1;
            start = index + 1;
        }
    }
    let head = &before[start..];
    (
        line,
        head.chars().count() + 1,
        head.encode_utf16().count() + 1,
        head.len() + 1,
    )
}

/// Every text of at most `longest` pieces.
fn texts<'p>(pieces: &'p [&str], longest: u32) -> impl Iterator<Item = String> + use<'p> {
    let count = pieces.len();
    (0..=longest).flat_map(move |length| {
        (0..count.pow(length)).map(move |number| {
            (0..length)
                .map(|place| pieces[number / count.pow(place) % count])
                .collect()
        })
    })
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let mark: &[u8] = match encoding {
        Encoding::Utf8 => b"",
        Encoding::Utf8WithMark => b"\xef\xbb\xbf",
        Encoding::Utf16Le => b"\xff\xfe",
        Encoding::Utf16Be => b"\xfe\xff",
    };
    [mark, &encoding.encode(text)].concat()
}

/// Asserts that the text and all its positions equal those of the slow implementation.
fn agrees(disk: &str, is_quoted_printable: bool, encoding: Encoding) {
    let source = Source::decode_calendar("a.ics", encoded(disk, encoding)).unwrap();
    let expected = unfolded(disk, is_quoted_printable);
    let text: String = expected.iter().map(|(c, _)| c).collect();
    assert_eq!(source.text(), text, "{disk:?} {encoding:?}");
    assert!(source.broken().is_empty(), "{disk:?} {encoding:?}");
    // A CR and an LF separated by a fold are one line end in the text, and two on disk: positions differ.
    if expected
        .windows(2)
        .any(|two| matches!(two, [('\r', a), ('\n', b)] if *b != a + 1))
    {
        return;
    }
    for ((offset, c), (_, at)) in text.char_indices().zip(&expected) {
        // No finding points between the parts of one line end.
        if matches!(c, '\r' | '\n') && (text[..offset].ends_with('\r') || disk[..*at].ends_with('\r')) {
            continue;
        }
        let span = Span::new(offset, offset + c.len_utf8());
        let place = source.range(span).0;
        let (line, column, utf16, utf8) = on_disk(disk, *at);
        assert_eq!(
            (place.line, place.column, place.utf16, source.utf8_columns(span).0),
            (line, column, utf16, utf8),
            "{disk:?} {offset} {encoding:?}"
        );
        let byte = encoded(&disk[..*at], encoding).len();
        assert_eq!(place.byte, byte, "{disk:?} {offset} {encoding:?}");
    }
}

const ENCODINGS: [Encoding; 4] = [
    Encoding::Utf8,
    Encoding::Utf8WithMark,
    Encoding::Utf16Le,
    Encoding::Utf16Be,
];

#[test]
fn line_ends_before_a_blank_are_none() {
    for disk in texts(&["期", "=", "\r", "\n", " ", "\t"], 4) {
        agrees(&disk, false, Encoding::Utf8);
    }
    for disk in texts(&["𠮷", "\r", "\n", " "], 4) {
        for encoding in ENCODINGS {
            agrees(&format!("{disk}x"), false, encoding);
        }
    }
}

#[test]
fn quoted_printable_goes_on_after_its_sign() {
    for disk in texts(&["=", "\r\n", "\n", " ", "4", "g"], 4) {
        agrees(&format!("D;QUOTED-PRINTABLE:{disk}"), true, Encoding::Utf8);
        agrees(&format!("D;QUOTED-PRINTABLE;:{disk}z"), true, Encoding::Utf16Le);
    }
    for disk in ["=\r\n 41", "a=\n\tAf=\r\n 4g", "=\r\n g1", "=\r\n 4"] {
        agrees(&format!("D;QUOTED-PRINTABLE:{disk}"), true, Encoding::Utf8);
    }
}

/// Quoted-printable must be declared in the parameters of the same line, near its start.
#[test]
fn a_sign_counts_where_its_line_says_quoted_printable() {
    for (head, goes_on) in [
        ("D;ENCODING=QUOTED-PRINTABLE:", true),
        ("D;ENCODING=quoted-Printable:", true),
        ("D;ENCODING=QUOTED-PRINTABL:", false),
        ("D:QUOTED-PRINTABLE", false),
        ("D;QUOTED-PRINTABLE", false),
        ("D;QUOTED-PRINTABLE:a\r\nE:", false),
        ("D:a\r\nE;QUOTED-PRINTABLE:", true),
        ("D:a\r\n b\r\nE;QUOTED-PRINTABLE:", true),
        ("\u{feff}D:a\r\nE;QUOTED-PRINTABLE:", true),
        ("D;QUOTED-PRINTABLE:a=\r\nb\r\nE:", false),
    ] {
        let disk = format!("{head}x=\r\ny");
        let source = Source::decode_calendar("a.ics", disk.clone().into_bytes()).unwrap();
        assert_eq!(source.text().ends_with("xy"), goes_on, "{disk:?}");
    }
    for (length, goes_on) in [(4096, true), (4097, false)] {
        let name = "X".repeat(length - "QUOTED-PRINTABLE:".len());
        let disk = format!("{name}QUOTED-PRINTABLE:=\r\ny");
        let source = Source::decode_calendar("a.ics", disk.into_bytes()).unwrap();
        assert_eq!(source.text().ends_with(":y"), goes_on, "{length}");
    }
}

#[test]
fn a_line_of_its_own_begins_with_a_known_name() {
    for (line, begins) in [
        ("BEGIN:VEVENT", true),
        ("begin:vevent", true),
        ("End:VEVENT", true),
        ("BEGIN", false),
        ("SUMMARY:a", true),
        ("summary:a", false),
        ("SUMMARY", false),
        ("SUMMARY.a", false),
        ("SUMMARY:", true),
        ("SUMMARY: a", false),
        ("SUMMARY:\ta", false),
        ("SUMMARY:a=", false),
        ("SUMMARY:a=\r\nb", false),
        ("SUMMARY:a\nb=", true),
        ("SUMMARY;LANGUAGE=ja:a", true),
        ("SUMMARY;LANGUAGE=ja:a=", true),
        ("SUMMARY;LANGUAGE", false),
        ("SUMMARY;language=ja:a", false),
        ("SUMMARY;:", false),
        ("SUMMARY;LANGUAGE\r\n:", false),
        ("DUE:20250911", true),
        ("DUE:20250911T170000", true),
        ("DUE:2025091", false),
        ("DUE:2025091x", false),
        ("DUE:tomorrow", false),
        ("DUE;VALUE=DATE:tomorrow", true),
        ("X-A:b", true),
        ("X-:b", false),
        ("X:b", false),
        ("Y-A:b", false),
        ("RECURRENCE-ID:20250911", true),
        ("X-1:b", true),
        ("", false),
    ] {
        assert_eq!(begins_a_line(line.as_bytes()), begins, "{line:?}");
    }
    // The search for parameters is bounded: this value's `=` lies behind the bound.
    let long = |length: usize| format!("SUMMARY:{}=", "a".repeat(length - "SUMMARY:=".len()));
    assert!(!begins_a_line(long(4096).as_bytes()));
    assert!(begins_a_line(long(4097).as_bytes()));
}

/// Single invalid bytes are replaced; a file in another encoding is refused.
#[test]
fn stray_bytes_are_few_beside_characters() {
    let read = |bytes: Vec<u8>| {
        let source = Source::decode_calendar("a.ics", bytes).map_err(|error| error.likely);
        source.map(|source| source.broken().len())
    };
    let stray = |count: usize| b"a\xe9".repeat(count).into_iter().chain(*b"a");
    let with = |count: usize, text: &str| stray(count).chain(text.bytes()).collect::<Vec<u8>>();
    assert_eq!(read(with(16, "")), Ok(16));
    assert_eq!(read(with(17, "")), Err(None));
    assert_eq!(read(with(17, &"期".repeat(16))), Err(None));
    assert_eq!(read(with(17, &"期".repeat(17))), Ok(17));
    assert_eq!(read(with(17, &"a".repeat(17))), Err(None));
    // Japanese in another encoding, from the first two adjacent characters on.
    let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode("SUMMARY:期限は\r\n");
    assert_eq!(read(japanese.to_vec()), Err(Some("Shift_JIS")));
    assert_eq!(read([&japanese, "期限期限期限".as_bytes()].concat()), Ok(1));
    // E3 81 is a character of Shift_JIS, and only the beginning of one in UTF-8.
    assert_eq!(read(b"\xe3\x81a\xe3\x81b".to_vec()), Err(Some("Shift_JIS")));
    // The file ends inside a character: that alone is no sign of another encoding.
    assert_eq!(read(b"SUMMARY:\xe6\x9c".to_vec()), Ok(1));
    // Adjacent invalid bytes are one run; a line end or a character separates runs.
    assert_eq!(read(b"a\xff\xff\xfeb\xe6\x9c\xe6c\xff\n\xff".to_vec()), Ok(4));
}

/// An error's offset is the one on disk, and the text before it is the file's.
#[test]
fn a_refused_calendar_is_shown_up_to_its_place() {
    let stray = b"\xe9a".repeat(40);
    for before in [
        "",
        "A:b\r\n",
        "A:b\r\n c\r\nD:",
        "A:b\n c\n\td",
        "A:b\r\n\tc\r\n  d",
        "A;QUOTED-PRINTABLE:b=\r\nc=\r\nd\r\nE:",
        "A;QUOTED-PRINTABLE:b=\nc",
        "期:b\r\n c期",
        "A:\u{1f600}\r\n \r\n  c",
    ] {
        for mark in ["", "\u{feff}"] {
            let disk = format!("{mark}{before}");
            let bytes = [disk.as_bytes(), &stray].concat();
            let refused = Source::decode_calendar("a.ics", bytes).unwrap_err();
            assert_eq!(refused.likely, None, "{disk:?}");
            assert_eq!(refused.byte, disk.len(), "{disk:?}");
            // Up to equivalent characters: a tab may be a blank, and line ends may differ.
            assert_eq!(refused.before.len(), disk.len(), "{disk:?}");
            let lines = |text: &str| {
                text.replace('\t', " ")
                    .lines()
                    .map(|line| line.trim_end_matches('=').to_owned())
                    .collect::<Vec<String>>()
            };
            assert_eq!(lines(&refused.before), lines(&disk));
        }
    }
    for (bytes, byte, likely) in [
        (&b"\xff\xfe\0\0a\0\0\0"[..], 0, "UTF-32"),
        (b"\0\0\xfe\xff\0\0\0a", 0, "UTF-32"),
        (b"A:b\r\nC:\x1b$B4|\x1b(B", 7, "ISO-2022-JP"),
        (b"A:b\r\nC:\x1b$@4|\x1b(B", 7, "ISO-2022-JP"),
        (b"A\0:\0b\0\r\0\n\0", 0, "UTF-16LE"),
    ] {
        let refused = Source::decode_calendar("a.ics", bytes.to_vec()).unwrap_err();
        assert_eq!((refused.byte, refused.likely), (byte, Some(likely)));
        assert_eq!(refused.before.len(), byte);
    }
}

/// An unpaired surrogate or half a unit becomes one character, and later positions are unaffected.
#[test]
fn halves_of_utf16_are_replaced() {
    for fold in ["", "\r\n ", "\n\t", "\r\r\n "] {
        let units: Vec<u16> = format!("A{fold}B:")
            .encode_utf16()
            .chain([0xd842])
            .chain(format!("期{fold}").encode_utf16())
            .chain([0xdfb7, u16::from(b'x')])
            .chain(format!("{fold}y").encode_utf16())
            .collect();
        for big in [false, true] {
            let mut bytes = if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
            let write = |unit: u16| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            };
            bytes.extend(units.iter().copied().flat_map(write));
            bytes.push(b'z');
            let source = Source::decode_calendar("a.ics", bytes.clone()).unwrap();
            assert_eq!(source.text(), "AB:\u{fffd}期\u{fffd}xy\u{fffd}", "{fold:?}");
            let places: Vec<usize> = source
                .broken()
                .iter()
                .map(|span| source.range(*span).0.byte)
                .collect();
            let units_in = |text: &str| text.encode_utf16().count();
            let first = 2 + 2 * (3 + units_in(fold));
            let second = first + 2 * (2 + units_in(fold));
            assert_eq!(places, [first, second, bytes.len() - 1], "{fold:?} {big}");
            assert!(
                source
                    .broken()
                    .iter()
                    .all(|span| source.slice(*span) == "\u{fffd}")
            );
        }
    }
}

#[test]
fn a_mark_alone_is_an_empty_calendar() {
    for encoding in ENCODINGS {
        let bytes = encoded("", encoding);
        let source = Source::decode_calendar("a.ics", bytes.clone()).unwrap();
        assert_eq!(
            (source.text(), source.position(0).byte),
            ("", bytes.len()),
            "{encoding:?}"
        );
        assert_eq!(source.utf8_columns(Span::new(0, 0)), (1, 1), "{encoding:?}");
    }
}

/// Positions counted from anchors behind a fold.
#[test]
fn places_far_behind_a_fold() {
    let disk = format!("A:b\r\n c{}", "x期\u{20bb7}".repeat(3000));
    for encoding in ENCODINGS {
        let source = Source::decode_calendar("a.ics", encoded(&disk, encoding)).unwrap();
        for (offset, (_, at)) in source
            .text()
            .char_indices()
            .map(|(offset, _)| offset)
            .zip(unfolded(&disk, false))
            .step_by(500)
        {
            let place = source.range(Span::new(offset, offset + 1)).0;
            assert_eq!(place.byte, encoded(&disk[..at], encoding).len(), "{offset}");
        }
    }
}

/// In a long text each position is counted from the nearest anchor.
#[test]
fn a_long_text_has_its_places() {
    let disk: String = (0..900)
        .map(|number| format!("X-{number}:a期\u{20bb7}{}\r\n b\r\n", "期限".repeat(number % 40)))
        .collect();
    assert!(disk.len() > 20 * 4096);
    for encoding in ENCODINGS {
        let source = Source::decode_calendar("a.ics", encoded(&disk, encoding)).unwrap();
        let expected = unfolded(&disk, false);
        let offsets = source.text().char_indices().map(|(offset, _)| offset);
        for (offset, (c, at)) in offsets.zip(&expected).step_by(997) {
            if *c == '\n' {
                continue;
            }
            let place = source.range(Span::new(offset, offset + 1)).0;
            assert_eq!(place.byte, encoded(&disk[..*at], encoding).len(), "{offset}");
        }
    }
}

#[test]
fn what_has_no_shape_of_its_own_is_hidden() {
    for c in [
        '\u{fffe}',
        '\u{ffff}',
        '\u{1fffe}',
        '\u{8ffff}',
        '\u{10fffe}',
        '\u{fe0f}',
        '\u{e0100}',
        '\u{e01ef}',
        '\u{e000}',
        '\u{f8ff}',
        '\u{f0000}',
    ] {
        assert!(docspan::is_hidden(c), "{c:?}");
        assert_eq!(docspan::printable(&format!("期{c}")), "期\u{fffd}", "{c:?}");
    }
    for c in ['\u{fffd}', '\u{fdef}', '\u{1fffd}', '\u{20000}', '期', '\u{fe10}'] {
        assert_eq!(docspan::is_hidden(c), c == '\u{fdef}', "{c:?}");
    }
    let variations = "\u{fdff}\u{fe00}\u{fe0f}\u{fe10}\u{e00ff}\u{e0100}\u{e01ef}\u{e01f0}";
    let found: Vec<bool> = variations.chars().map(docspan::is_variation).collect();
    assert_eq!(found, [false, true, true, false, false, true, true, false]);
    let private = "\u{d7ff}\u{e000}\u{f8ff}\u{f900}\u{effff}\u{f0000}\u{10ffff}";
    let found: Vec<bool> = private.chars().map(docspan::is_private).collect();
    assert_eq!(found, [false, true, true, false, false, true, true]);
}

/// Invalid bytes, also around a fold: later positions are unaffected, and each run is one replacement.
#[test]
fn broken_bytes_with_folds_among_them() {
    let pieces: [&[u8]; 6] = [b"\xe6", b"\x9c", b"\xf0\xa0", b"\r\n ", b"a", b"\r\n"];
    let mut read = 0;
    for number in 0..pieces.len().pow(4) {
        let disk: Vec<u8> = (0..4)
            .flat_map(|place| pieces[number / pieces.len().pow(place) % pieces.len()])
            .copied()
            .chain(*b"\r\nX:\xe6\x9c\x9f\r\n \xe9\x99\x90")
            .collect();
        // Refused where it could be Japanese in another encoding.
        let Ok(source) = Source::decode_calendar("a.ics", disk.clone()) else {
            continue;
        };
        read += 1;
        let mut bytes: Vec<(u8, usize)> = disk.iter().copied().zip(0..).collect();
        while let Some(at) = bytes
            .windows(3)
            .position(|three| three.iter().map(|(b, _)| *b).eq(*b"\r\n "))
        {
            bytes.drain(at..at + 3);
        }
        let joined: Vec<u8> = bytes.iter().map(|(byte, _)| *byte).collect();
        let (mut text, mut places, mut at, mut starts) = (String::new(), Vec::new(), 0, Vec::new());
        for chunk in joined.utf8_chunks() {
            for (offset, c) in chunk.valid().char_indices() {
                places.push((text.len(), bytes[at + offset].1));
                text.push(c);
            }
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                let end = bytes[at + chunk.invalid().len() - 1].1 + 1;
                match starts.last_mut() {
                    Some((_, last)) if text.ends_with('\u{fffd}') => *last = end,
                    _ => starts.push((bytes[at].1, end)),
                }
                text.push('\u{fffd}');
                at += chunk.invalid().len();
            }
        }
        assert_eq!(source.text(), text, "{disk:x?}");
        for (offset, byte) in places {
            let place = source.position(offset as u32);
            let line = disk[..byte].iter().filter(|byte| **byte == b'\n').count() + 1;
            assert_eq!((place.byte, place.line), (byte, line), "{disk:x?} {offset}");
        }
        // A run ends behind its last byte, before a fold that follows.
        let place = |span: &Span| source.range(*span);
        let bytes = |span: &Span| (place(span).0.byte, place(span).1.byte);
        let broken: Vec<(usize, usize)> = source.broken().iter().map(bytes).collect();
        assert_eq!(broken, starts, "{disk:x?}");
    }
    assert!(read > 1000, "{read}");
}

/// A new value is folded into as few lines as possible, of at most 75 octets each, together with the rest of its line
/// on disk.
#[test]
fn a_line_that_grows_is_folded_at_75_octets() {
    for end in ["\r\n", "\n", ""] {
        for (head, old, tail, rest) in [
            ("SUMMARY:", "old", "", ""),
            ("SUMMARY:", "old", " tail", ""),
            ("SUMMARY:", "", "", ""),
            ("X:before\nSUMMARY:", "old", "tail", ""),
            ("A:b", "old", "", "{FOLD}after"),
            ("A:b{FOLD}cd", "old", "tail", ""),
            ("A:b{FOLD}cd", "old", "tail", "{FOLD}after"),
            ("A:", "old", "t", "{FOLD}{FOLD}after"),
        ] {
            let fold = format!("{} ", if end.is_empty() { "\r\n" } else { end });
            let at_disk = |text: &str| text.replace("{FOLD}", &fold);
            let plain = |text: &str| text.replace("{FOLD}", "");
            // The line before has the same end.
            let line_end = fold.trim_end_matches(' ');
            let head = &head.replace('\n', line_end);
            let disk = format!("{}{old}{tail}{}{end}", at_disk(head), at_disk(rest));
            let source = Source::decode_calendar("a.ics", disk.clone().into_bytes()).unwrap();
            let from = plain(head).len();
            let span = Span::new(from, from + old.len());
            let before = at_disk(head).rsplit('\n').next().unwrap().len();
            for length in [
                0, 1, 40, 62, 63, 64, 65, 66, 67, 70, 71, 72, 73, 74, 75, 76, 139, 141, 142, 300,
            ] {
                for letter in ["x", "限"] {
                    let text = letter.repeat(length);
                    let (replaced, written) = source.refold(span, &text);
                    if before + text.len() + tail.len() <= 75 {
                        assert_eq!((replaced, written), (span, text), "{disk:?} {length}");
                        continue;
                    }
                    let whole = format!("{text}{tail}");
                    let (mut out, mut room) = (String::new(), 75 - before);
                    for c in whole.chars() {
                        if c.len_utf8() > room {
                            out.push_str(&fold);
                            room = 74;
                        }
                        out.push(c);
                        room -= c.len_utf8();
                    }
                    assert_eq!(written, out, "{disk:?} {length}");
                    assert_eq!(
                        replaced,
                        Span::new(from, from + old.len() + tail.len()),
                        "{disk:?}"
                    );
                    let new = source.edited(disk.as_bytes(), [(replaced, written.as_str())]);
                    let after = Source::decode_calendar("a.ics", new).unwrap();
                    let wanted = format!("{}{whole}{}{end}", plain(head), plain(rest));
                    assert_eq!(after.text(), wanted);
                }
            }
        }
    }
    // A line must not end at a fold inside a character.
    let disk = b"A:old\xe6\r\n \x9c\x9f\r\n b\r\n".to_vec();
    let source = Source::decode_calendar("a.ics", disk.clone()).unwrap();
    let (span, written) = source.refold(Span::new(2, 5), &"x".repeat(80));
    assert_eq!(span, Span::new(2, 8));
    let new = source.edited(&disk, [(span, written.as_str())]);
    let after = Source::decode_calendar("a.ics", new).unwrap();
    assert_eq!(after.text(), format!("A:{}期b\r\n", "x".repeat(80)));
    // It is folded as its own line ends, or as the first does where it is the last and has no end.
    for (disk, end) in [
        ("X:1\r\nA:old\n", "\n"),
        ("X:1\nA:old\r\n", "\r\n"),
        ("X:1\nA:old", "\n"),
        ("A:old", "\r\n"),
    ] {
        let source = Source::decode_calendar("a.ics", disk.into()).unwrap();
        let at = disk.find("old").unwrap();
        let (_, written) = source.refold(Span::new(at, at + 3), &"x".repeat(80));
        assert_eq!(
            written,
            format!("{}{end} {}", "x".repeat(73), "x".repeat(7)),
            "{disk:?}"
        );
    }
    // A text that was not unfolded is not folded.
    let source = Source::from_text("a.yaml", "A:old");
    let long = "x".repeat(100);
    assert_eq!(source.refold(Span::new(2, 5), &long), (Span::new(2, 5), long));
}
