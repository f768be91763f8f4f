//! Properties of a document under edits: applied in order they give the same as on a plain list of characters.

use gen_lsp_types::{Position, Range};
use kigen::lsp::{ContentChange, Document, Lines, Units};
use proptest::prelude::*;

/// The model: a list of characters without bytes or an index, each with its number of code units.
fn model_offset(text: &[char], line: u32, column: u32, units: Units) -> usize {
    let mut at = 0;
    for _ in 0..line {
        loop {
            match text.get(at) {
                None => return text.len(),
                Some('\r') if text.get(at + 1) == Some(&'\n') => {
                    at += 2;
                    break;
                }
                Some('\r' | '\n') => {
                    at += 1;
                    break;
                }
                Some(_) => at += 1,
            }
        }
    }
    let mut left = column as usize;
    while let Some(c) = text.get(at) {
        if matches!(c, '\r' | '\n') || units.of(*c) > left {
            break;
        }
        left -= units.of(*c);
        at += 1;
    }
    at
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("𠮷"),
        Just("期限: "),
        Just("\r\n"),
        Just("\n"),
        Just("\r"),
        Just("a"),
        Just("👨‍👩‍👧"),
        Just("\u{feff}"),
        Just("ｶﾞ"),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

fn units() -> impl Strategy<Value = Units> {
    prop_oneof![Just(Units::Utf8), Just(Units::Utf16), Just(Units::Utf32)]
}

fn positions() -> impl Strategy<Value = Position> {
    let line = prop_oneof![9 => 0..8_u32, 1 => Just(u32::MAX)];
    let character = prop_oneof![9 => 0..12_u32, 1 => Just(u32::MAX)];
    (line, character).prop_map(|(line, character)| Position { line, character })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn edits_one_after_the_other_give_what_the_model_gives(
        start in texts(),
        units in units(),
        edits in prop::collection::vec((prop::option::weighted(0.95, (positions(), positions())), texts()), 0..8),
    ) {
        let mut document = Document::open("file:///a.yaml".to_owned(), 1, "yaml", start.clone());
        let mut model: Vec<char> = start.chars().collect();
        for (version, (range, text)) in (2..).zip(edits) {
            match range {
                None => model = text.chars().collect(),
                Some((a, b)) => {
                    let a = model_offset(&model, a.line, a.character, units);
                    let b = model_offset(&model, b.line, b.character, units);
                    model.splice(a.min(b)..a.max(b), text.chars());
                }
            }
            let range = range.map(|(start, end)| Range { start, end });
            let in_step = document.edit(version, vec![ContentChange { range, text }], units);
            prop_assert!(in_step);
            prop_assert_eq!(document.text(), model.iter().collect::<String>());
        }
    }

    #[test]
    fn edits_in_any_order_give_what_they_give_in_that_of_their_versions(
        start in texts(),
        units in units(),
        (sent, arrived) in prop::collection::vec(
            (1..3_i32, prop::collection::vec((prop::option::weighted(0.95, (positions(), positions())), texts()), 0..3)),
            0..9,
        )
        .prop_flat_map(|edits| {
            let mut version = 1;
            let numbered: Vec<_> = edits
                .into_iter()
                .map(|(step, changes)| {
                    version += step;
                    let change = |(range, text): (Option<(Position, Position)>, String)| ContentChange {
                        range: range.map(|(start, end)| Range { start, end }),
                        text,
                    };
                    (version, changes.into_iter().map(change).collect::<Vec<_>>())
                })
                .collect();
            (Just(numbered.clone()), Just(numbered).prop_shuffle())
        }),
    ) {
        let after = |edits: Vec<(i32, Vec<ContentChange>)>| {
            let mut document = Document::open("file:///a.yaml".to_owned(), 1, "yaml", start.clone());
            let in_step = edits.into_iter().all(|(version, changes)| document.edit(version, changes, units));
            (in_step && !document.is_out_of_sync, document.version, document.text().to_owned())
        };
        let expected = after(sent);
        prop_assert!(expected.0);
        prop_assert_eq!(after(arrived), expected);
    }

    #[test]
    fn a_place_and_its_position_are_one_to_one(text in texts(), units in units()) {
        let lines = Lines::new(&text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let position = lines.position(&text, byte, units);
            let back = lines.offset(&text, position, units);
            // Two byte offsets share a position only inside a line end.
            let inside_line_end = text[..byte].ends_with('\r') && text[byte..].starts_with('\n');
            prop_assert_eq!(back, if inside_line_end { byte - 1 } else { byte });
        }
    }
}

#[test]
fn edits_past_the_bound_are_said_not_to_be_made() {
    const MANY: usize = 64;
    let length = kigen::lsp::MAX_EDIT_BYTES / MANY;
    let here = Position {
        line: 0,
        character: 0,
    };
    let none = ContentChange {
        range: Some(Range {
            start: here,
            end: here,
        }),
        text: String::new(),
    };
    let mut document = Document::open("file:///a.yaml".into(), 1, "yaml", "a".repeat(length));
    assert!(document.edit(2, vec![none.clone(); MANY], Units::Utf16));
    assert!(!document.is_out_of_sync);
    assert!(!document.edit(3, vec![none; MANY + 1], Units::Utf16));
    assert!(document.is_out_of_sync);
    // A full-text change synchronises again.
    let whole = ContentChange {
        range: None,
        text: "b".into(),
    };
    assert!(document.edit(4, vec![whole], Units::Utf16));
    assert!(!document.is_out_of_sync && document.text() == "b");
}
