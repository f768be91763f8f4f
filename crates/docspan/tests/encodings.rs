//! The encoding detected for a file, at each bound of the heuristic.

#![allow(clippy::unwrap_used, reason = "tests")]

use docspan::Source;

/// Byte offset and likely encoding of the error.
fn refused(bytes: impl Into<Vec<u8>>) -> Option<(usize, Option<&'static str>)> {
    let refused = Source::decode("a.yaml", bytes.into()).err()?;
    Some((refused.byte, refused.likely))
}

#[test]
fn utf16_that_lacks_its_mark() {
    let little = |count: usize| "k\0".repeat(count);
    let big = |count: usize| "\0k".repeat(count);
    let ascii = |count: usize| "ab".repeat(count);
    for (text, expected) in [
        (little(1), None),
        (little(2), Some((1, "UTF-16LE"))),
        (big(1), None),
        (big(2), Some((0, "UTF-16BE"))),
        // At least a twentieth of its units.
        (little(2) + &ascii(38), Some((1, "UTF-16LE"))),
        (little(2) + &ascii(39), None),
        (big(2) + &ascii(38), Some((0, "UTF-16BE"))),
        // More than four times as many units of one byte order as of the other.
        (little(5) + &big(1), Some((1, "UTF-16LE"))),
        (little(4) + &big(1), None),
        (big(5) + &little(1), Some((0, "UTF-16BE"))),
        (big(4) + &little(1), None),
        (little(3) + &big(3), None),
        // Only the beginning is examined.
        (ascii(2048) + &little(500), None),
        (ascii(1000) + &little(100), Some((2001, "UTF-16LE"))),
        // Line breaks, blanks and punctuation only.
        ("\n\0\r\0".into(), Some((1, "UTF-16LE"))),
        (" \0~\0".into(), Some((1, "UTF-16LE"))),
        ("\t\0\t\0".into(), None),
        ("\0\n\0\r".into(), Some((0, "UTF-16BE"))),
        ("\0\t\0\t".into(), None),
    ] {
        let expected = expected.map(|(byte, name)| (byte, Some(name)));
        assert_eq!(refused(text.clone()), expected, "{text:?}");
        // With the UTF-8 byte order mark no guess is made.
        assert_eq!(refused(format!("\u{feff}{text}")), None, "{text:?}");
    }
}

#[test]
fn escapes_of_iso_2022_jp_wherever_they_stand() {
    for before in [0, 1, 254, 255, 256, 257, 600] {
        for escape in ["\u{1b}$B", "\u{1b}$@"] {
            let text = format!("{}{escape}4|\u{1b}(B", "a".repeat(before));
            assert_eq!(refused(text.clone()), Some((before, Some("ISO-2022-JP"))));
            let error = Source::decode("a.yaml", text.into_bytes()).unwrap_err();
            assert_eq!(error.before, "a".repeat(before));
        }
    }
    assert_eq!(refused("\u{1b}[31m\u{1b}(B"), None);
    assert_eq!(refused("$B4|"), None);
}

#[test]
fn the_likely_encoding_is_that_of_its_begin() {
    let japanese = |encoding: &'static encoding_rs::Encoding, count: usize| {
        let text = "期限は九月".repeat(count);
        encoding.encode(&text).0.into_owned()
    };
    for (encoding, name) in [
        (encoding_rs::SHIFT_JIS, "Shift_JIS"),
        (encoding_rs::EUC_JP, "EUC-JP"),
    ] {
        assert_eq!(refused(japanese(encoding, 1)), Some((0, Some(name))));
        let broken = |count| [japanese(encoding, count), b"\xff\xffa".to_vec()].concat();
        assert_eq!(refused(broken(200)), Some((0, None)));
        // Only the first 64 KiB are examined.
        assert_eq!(refused(broken(6600)), Some((0, Some(name))));
        // That bound may lie inside a character.
        let odd = [b"a".to_vec(), japanese(encoding, 6600)].concat();
        assert_eq!(refused(odd), Some((1, Some(name))));
    }
    // Greek in Shift_JIS: neither common in Japanese nor odd.
    assert_eq!(refused(b"\x83\x9f\x83\xa0".to_vec()), Some((0, None)));
}

#[test]
fn utf16_ends_at_half_a_pair() {
    for (units, byte, before) in [
        (&[0xd842, 0xdfb7, 0x61, 0xdfb7][..], 8, "𠮷a"),
        (&[0x671f, 0xd842, 0x61], 4, "期"),
        (&[0xd842], 2, ""),
    ] {
        let bytes: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(units.iter().copied().flat_map(u16::to_le_bytes))
            .collect();
        let error = Source::decode("a.yaml", bytes).unwrap_err();
        assert_eq!(
            (error.byte, error.before.as_str(), error.likely),
            (byte, before, None)
        );
    }
}
