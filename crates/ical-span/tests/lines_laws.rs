//! Properties of content lines: unfolding inverts folding, every character keeps its position, no bytes cause a
//! panic, and an independent reader agrees.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::borrow::Cow;

use docspan::{Position, Source, Span};
use ical_span::lines::{self, ContentLine};
use proptest::prelude::*;

fn calendar(bytes: impl Into<Vec<u8>>) -> Source {
    Source::decode_calendar("a.ics", bytes.into()).expect("decodable")
}

fn read(text: &str) -> Vec<ContentLine<'_>> {
    lines::lines(text)
        .collect::<Result<_, _>>()
        .expect("well-formed lines")
}

/// Text without line ends, which would form folds.
fn content() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            Just('期'),
            Just('限'),
            Just('𠮷'),
            Just('é'),
            Just(' '),
            Just('='),
            proptest::char::range('!', '~')
        ],
        0..300,
    )
    .prop_map(String::from_iter)
}

/// A property's or parameter's name.
fn name() -> impl Strategy<Value = String> {
    "[A-Za-z][A-Za-z0-9-]{0,12}"
}

proptest! {
    #[test]
    fn unfolding_undoes_folding_and_every_character_keeps_its_place(
        texts in proptest::collection::vec(content(), 1..4),
        mark in any::<bool>(),
    ) {
        let all: Vec<String> = texts.iter().map(|text| format!("X:{text}")).collect();
        let folded: String = all.iter().map(|line| lines::fold(line)).collect();
        let file = format!("{}{folded}", if mark { "\u{feff}" } else { "" });
        check_places(file.as_bytes(), &all)?;
    }

    #[test]
    fn folds_anywhere_and_of_any_sort_keep_places(
        text in content(),
        cuts in proptest::collection::vec((any::<proptest::sample::Index>(), 0..4usize, any::<bool>()), 0..40),
    ) {
        let line = format!("X:{text}");
        let mut cuts: Vec<_> = cuts.iter().map(|(at, end, tab)| (at.index(line.len() + 1), *end, *tab)).collect();
        cuts.sort_unstable_by_key(|cut| std::cmp::Reverse(cut.0));
        let mut file = line.clone().into_bytes();
        for (at, end, tab) in cuts {
            // A fold at the very start would be a blank before the name.
            let fold = format!("{}{}", ["\r\n", "\n", "\r", "\r\r\n"][end], if tab { '\t' } else { ' ' });
            file.splice(at.max(1)..at.max(1), fold.into_bytes());
        }
        file.extend(b"\r\n");
        check_places(&file, &[line])?;
    }

    #[test]
    fn raw_values_miss_no_line_of_the_property(
        parts in proptest::collection::vec(
            ("(UID|uid|item1\\.Uid| UID |X-UID|UIDS|SUMMARY|\\.UID)", "(;X=1|;|;X=\"a:b\"|)", ":?", "[a-c:; ]{0,3}", "(\r\n|\n|\r|\r\n )"),
            0..12,
        ),
    ) {
        let file: String = parts.iter().map(|(name, param, colon, value, end)| format!("{name}{param}{colon}{value}{end}")).collect();
        let source = calendar(file);
        let mut raw = lines::raw_values(source.text(), "UID");
        for line in lines::lines(source.text()).flatten().filter(|line| line.name == "UID") {
            // Lines that are malformed may stand between.
            let is_it = |value: &Option<&str>| match value {
                Some(value) => line.params.is_empty() && *value == line.value.trim(),
                None => true,
            };
            prop_assert!(raw.any(|value| is_it(&value)), "{line:?}");
        }
    }

    #[test]
    fn control_characters_are_found_at_every_place(
        length in 0..200_usize,
        at in proptest::collection::vec(0..200_usize, 0..4),
    ) {
        let mut text = "a".repeat(length);
        let places: std::collections::BTreeSet<usize> = at.into_iter().filter(|at| *at < length).collect();
        for at in &places {
            text.replace_range(at..=at, "\u{0}");
        }
        let found: std::collections::BTreeSet<usize> = lines::control_characters(&text)
            .flat_map(|span| span.start as usize..span.end as usize)
            .collect();
        prop_assert_eq!(found, places);
    }

    #[test]
    fn no_bytes_make_it_panic(
        bytes in proptest::collection::vec(
            prop_oneof![
                Just(b'\r'), Just(b'\n'), Just(b' '), Just(b'='), Just(b':'), Just(b';'), Just(b'"'), Just(b','),
                Just(0xe9), Just(0x99), Just(0x90), any::<u8>(),
            ],
            0..200,
        ),
        mark in prop_oneof![Just(vec![]), Just(vec![0xff, 0xfe]), Just(vec![0xfe, 0xff]), Just(vec![0xef, 0xbb, 0xbf]), Just(b"A;QUOTED-PRINTABLE:".to_vec())],
    ) {
        let mut file = mark;
        file.extend(bytes);
        let size = file.len();
        if let Ok(source) = Source::decode_calendar("a.ics", file) {
            let mut last = Position { byte: 0, line: 1, column: 1, utf16: 1 };
            for offset in 0..=source.text().len() + 1 {
                let place = source.position(offset as u32);
                prop_assert!((place.byte, place.line) >= (last.byte, last.line), "{place:?} after {last:?}");
                prop_assert!(place.byte <= size);
                last = place;
            }
            for line in lines::lines(source.text()) {
                let span = line.map_or_else(|line| line.span, |line| line.span);
                let (start, end) = source.range(span);
                prop_assert!(start.byte <= end.byte);
            }
            for span in source.broken() {
                prop_assert_eq!(source.slice(*span).trim_matches(char::REPLACEMENT_CHARACTER), "");
                let (start, end) = source.range(*span);
                prop_assert!(start.byte < end.byte && end.byte <= size);
            }
        }
    }

    #[test]
    fn any_text_is_taken_apart_or_refused(text in "\\PC{0,80}") {
        for line in lines::lines(&text).flatten() {
            prop_assert_eq!(&text[line.value_span.range()], line.value);
            prop_assert!(text[line.name_span.range()].eq_ignore_ascii_case(&line.name));
            let _: Cow<'_, str> = lines::unescape(line.value);
        }
    }

    /// The crate `ical` reads well-formed lines, but stops at a fold inside a character and trims colons at a
    /// value's start and blanks at a physical line's end: none of these are generated.
    #[test]
    fn an_independent_reader_finds_the_same(
        wanted in proptest::collection::vec(
            (name(), proptest::collection::vec((name(), proptest::collection::vec(value(), 1..4)), 0..4), "([^\\p{C}\\s:][^\\p{C}\\s]{0,120})?"),
            1..6,
        ),
    ) {
        let mut file = String::new();
        for (name, params, value) in &wanted {
            let mut line = name.clone();
            for (name, values) in params {
                let values: Vec<String> = values.iter().map(|(text, quoted)| if *quoted { format!("\"{text}\"") } else { text.clone() }).collect();
                line.push_str(&format!(";{name}={}", values.join(",")));
            }
            line.push_str(&format!(":{value}"));
            file.push_str(&lines::fold(&line));
        }
        let source = calendar(file.clone());
        let ours = read(source.text());
        let theirs: Vec<_> = ical::PropertyParser::from_reader(file.as_bytes()).collect::<Result<_, _>>().expect("well-formed");
        prop_assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            prop_assert_eq!(&*ours.name, theirs.name.to_ascii_uppercase());
            prop_assert_eq!(ours.value, theirs.value.unwrap_or_default());
            let params: Vec<(String, Vec<String>)> = ours.params.iter()
                .map(|param| (param.name.to_string(), param.values.iter().map(ToString::to_string).collect()))
                .collect();
            let theirs: Vec<_> = theirs.params.unwrap_or_default().into_iter()
                .map(|(name, values)| (name.to_ascii_uppercase(), values))
                .collect();
            prop_assert_eq!(params, theirs);
        }
    }
}

/// A parameter's value, and whether it is quoted.
fn value() -> impl Strategy<Value = (String, bool)> {
    prop_oneof![
        "[^\\p{C}\\s\";:,^]{1,10}".prop_map(|text| (text, false)),
        "[^\\p{C}\\s\"^]{1,10}".prop_map(|text| (text, true)),
    ]
}

/// Every line has its text, and each of its characters is found on disk at its position.
fn check_places(file: &[u8], wanted: &[String]) -> Result<(), TestCaseError> {
    let source = calendar(file);
    let text = source.text();
    let found: Vec<&str> = text.split("\r\n").filter(|line| !line.is_empty()).collect();
    prop_assert_eq!(found, wanted.iter().map(String::as_str).collect::<Vec<_>>());
    prop_assert!(source.broken().is_empty());
    for (offset, c) in text.char_indices() {
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).as_bytes();
        let (start, end) = source.range(Span::new(offset, offset + c.len_utf8()));
        prop_assert_eq!(file[start.byte], bytes[0]);
        prop_assert_eq!(file[end.byte - 1], bytes[bytes.len() - 1]);
        // Line and column of a position agree with its byte.
        let before = &file[..start.byte];
        let line_start = before
            .iter()
            .rposition(|byte| matches!(byte, b'\r' | b'\n'))
            .map_or(0, |at| at + 1);
        let line_start = if line_start == 0 && file.starts_with(b"\xef\xbb\xbf") {
            3
        } else {
            line_start
        };
        if c != '\n' {
            let ends = before.iter().enumerate().filter(|(at, byte)| match byte {
                b'\n' => true,
                b'\r' => file.get(at + 1) != Some(&b'\n'),
                _ => false,
            });
            prop_assert_eq!(start.line, ends.count() + 1);
            prop_assert_eq!(
                start.column,
                String::from_utf8_lossy(&file[line_start..start.byte])
                    .chars()
                    .count()
                    + 1
            );
        }
    }
    Ok(())
}
