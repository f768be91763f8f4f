//! ISO-2022-JP as it occurs in mail: JIS C 6226-1978, JIS X 0208, JIS X 0212, and half-width kana by escape, by SO/SI
//! and as 8-bit bytes.

use std::borrow::Cow;

use crate::places::OffsetMap;

/// Whether bytes contain escape sequences of ISO-2022-JP.
pub(crate) fn has_escapes(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0x1B, bytes).any(|at| {
        matches!(
            bytes.get(at + 1..at + 3),
            Some([b'$', b'@' | b'B' | b'(' | b'A'])
                | Some([b'(', b'I' | b'J' | b'B' | b'H'])
                | Some([b'&', b'@'])
        )
    })
}

/// Whether ASCII bytes are ISO-2022-JP whose ESC characters were removed: `$B$*4j$$(B`. With a label one word is
/// enough; without, some must contain kana.
pub(crate) fn lost_escapes(bytes: &[u8], labelled: bool) -> bool {
    let (mut pairs, mut kana) = (0, 0);
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'$', bytes.get(at..).unwrap_or_default()) {
        at += found;
        let run = without_escape(bytes.get(at..).unwrap_or_default());
        if let Some(run) = run {
            let text = bytes.get(at + 2..at + 2 + run).unwrap_or_default();
            pairs += run / 2;
            kana += text
                .chunks(2)
                .filter(|pair| matches!(pair, [0x24 | 0x25, _]))
                .count();
        }
        at += 1 + run.map_or(0, |run| run + 1);
    }
    pairs >= 2 && (labelled || pairs >= 4 && kana >= 1)
}

/// Length of the two-byte text between `$B` or `$@` and `(B` or `(J`, remains of two escapes, if every pair is a
/// character.
fn without_escape(rest: &[u8]) -> Option<usize> {
    let words = rest.strip_prefix(b"$B").or_else(|| rest.strip_prefix(b"$@"))?;
    for (number, pair) in words.chunks(2).enumerate() {
        match pair {
            // Not a character of the set, so it ends the text.
            [b'(', b'B' | b'J'] => return (number > 0).then_some(number * 2),
            [first @ 0x21..=0x7E, second @ 0x21..=0x7E] => two_bytes(CharacterSet::Kanji, *first, *second)?,
            _ => return None,
        };
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharacterSet {
    Ascii,
    Roman,
    Kana,
    /// JIS X 0208 and the first plane of 0213.
    Kanji,
    /// JIS X 0212.
    Supplement,
    /// A two-byte set without a table here.
    Foreign,
}

impl CharacterSet {
    /// The set selected by an escape, and the escape's length.
    fn selected(rest: &[u8]) -> Option<(Option<Self>, usize)> {
        Some(match rest {
            [0x1B, b'&', b'@', ..] => (None, 3),
            [0x1B, b'$', b'@' | b'B', ..] => (Some(Self::Kanji), 3),
            [0x1B, b'$', b'(', b'@' | b'B' | b'O' | b'Q', ..] => (Some(Self::Kanji), 4),
            [0x1B, b'$', b'(', b'D', ..] => (Some(Self::Supplement), 4),
            [0x1B, b'$', b'(', b'C' | b'P', ..] => (Some(Self::Foreign), 4),
            [0x1B, b'$', b'A', ..] => (Some(Self::Foreign), 3),
            [0x1B, b'(', b'B' | b'H', ..] => (Some(Self::Ascii), 3),
            [0x1B, b'(', b'J', ..] => (Some(Self::Roman), 3),
            [0x1B, b'(', b'I', ..] => (Some(Self::Kana), 3),
            _ => return None,
        })
    }
}

/// Decodes bytes: text, map, and the number of errors.
pub(crate) fn decode(bytes: &[u8]) -> (String, OffsetMap, usize) {
    decode_with(bytes, true)
}

/// As [`decode`], for escapes that may lack their ESC.
pub(crate) fn decode_without_escapes(bytes: &[u8]) -> (String, OffsetMap, usize) {
    decode_with(bytes, false)
}

fn decode_with(bytes: &[u8], escaped: bool) -> (String, OffsetMap, usize) {
    let mut out = String::with_capacity(bytes.len());
    let mut map = OffsetMap::default();
    let mut errors = 0;
    let mut set = CharacterSet::Ascii;
    let mut shifted = false;
    let mut at = 0;
    // Until here characters are decoded one by one, as the run contains unknown ones.
    let mut singly = 0;
    let push = |out: &mut String, map: &mut OffsetMap, at: usize, len: usize, character: char| {
        out.push(character);
        map.push_units(at, character.len_utf8(), character.len_utf8(), len);
    };
    while let Some(&byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        if byte == 0x1B
            && let Some((selected, len)) = CharacterSet::selected(rest)
        {
            set = selected.unwrap_or(set);
            shifted = false;
            at += len;
            continue;
        }
        if escaped && !shifted && at >= singly {
            let (len, text, unit) = run(set, rest);
            if let Some(text) = text.filter(|_| len > 0) {
                map.push_characters(at, &text, unit);
                out.push_str(&text);
                at += len;
                continue;
            }
            singly = at + len;
        }
        if !escaped {
            let selects = set == CharacterSet::Ascii && without_escape(rest).is_some();
            let ends = set == CharacterSet::Kanji && matches!(rest, [b'(', b'B' | b'J', ..]);
            if selects || ends {
                set = if selects {
                    CharacterSet::Kanji
                } else {
                    CharacterSet::Ascii
                };
                at += 2;
                continue;
            }
            // A `$B` that begins no valid text may be a damaged escape.
            errors += usize::from(set == CharacterSet::Ascii && rest.starts_with(b"$B"));
        }
        match byte {
            0x0E | 0x0F => {
                shifted = byte == 0x0E;
                at += 1;
            }
            b'\n' | b'\r' => {
                // Lines begin in ASCII (RFC 1468), even if the last one did not switch back.
                set = CharacterSet::Ascii;
                shifted = false;
                push(&mut out, &mut map, at, 1, char::from(byte));
                at += 1;
            }
            0x00..=0x20 | 0x7F => {
                push(&mut out, &mut map, at, 1, char::from(byte));
                at += 1;
            }
            0xA1..=0xDF => {
                push(&mut out, &mut map, at, 1, kana(byte));
                at += 1;
            }
            0x21..=0x5F if shifted || set == CharacterSet::Kana => {
                push(&mut out, &mut map, at, 1, kana(byte | 0x80));
                at += 1;
            }
            0x21..=0x7E
                if matches!(
                    set,
                    CharacterSet::Kanji | CharacterSet::Supplement | CharacterSet::Foreign
                ) =>
            {
                let second = rest
                    .get(1)
                    .copied()
                    .filter(|second| (0x21..=0x7E).contains(second));
                let found = second.and_then(|second| two_bytes(set, byte, second));
                let len = 1 + usize::from(second.is_some());
                errors += usize::from(found.is_none());
                push(
                    &mut out,
                    &mut map,
                    at,
                    len,
                    found.unwrap_or(char::REPLACEMENT_CHARACTER),
                );
                at += len;
            }
            0x21..=0x7E => {
                let character = match (set, byte) {
                    (CharacterSet::Roman, b'\\') => '¥',
                    (CharacterSet::Roman, b'~') => '‾',
                    _ => char::from(byte),
                };
                push(&mut out, &mut map, at, 1, character);
                at += 1;
            }
            _ => {
                errors += usize::from(byte != 0x1B);
                push(
                    &mut out,
                    &mut map,
                    at,
                    1,
                    if byte == 0x1B {
                        '\u{1B}'
                    } else {
                        char::REPLACEMENT_CHARACTER
                    },
                );
                at += 1;
            }
        }
    }
    (out, map, errors)
}

/// The run of characters at the start of the input: its length, its text if all characters are known, and the width
/// of each.
fn run(set: CharacterSet, rest: &[u8]) -> (usize, Option<Cow<'_, str>>, usize) {
    match set {
        CharacterSet::Ascii => {
            let shifts = |byte: &u8| matches!(byte, 0x0E | 0x0F | 0x1B | 0x80..);
            let len = rest.iter().position(shifts).unwrap_or(rest.len());
            let text = rest.get(..len).map(String::from_utf8_lossy);
            (len, text, 1)
        }
        CharacterSet::Kanji => {
            let is_letter = |byte: &u8| (0x21..=0x7E).contains(byte);
            let len = rest
                .iter()
                .position(|byte| !is_letter(byte))
                .unwrap_or(rest.len())
                / 2
                * 2;
            let shared: Vec<u8> = rest.iter().take(len).map(|byte| byte | 0x80).collect();
            let (text, broken) = encoding_rs::EUC_JP.decode_without_bom_handling(&shared);
            let whole = !broken && text.chars().count() * 2 == len;
            (len, whole.then(|| Cow::Owned(text.into_owned())), 2)
        }
        _ => (0, None, 1),
    }
}

/// Half-width katakana of JIS X 0201.
fn kana(byte: u8) -> char {
    char::from_u32(0xFF61 + u32::from(byte.wrapping_sub(0xA1))).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// A two-byte character, by the table shared with EUC-JP, including NEC row 13.
fn two_bytes(set: CharacterSet, first: u8, second: u8) -> Option<char> {
    let (first, second) = (first | 0x80, second | 0x80);
    let three = [0x8F, first, second];
    let bytes = match set {
        CharacterSet::Supplement => three.as_slice(),
        CharacterSet::Foreign => return None,
        _ => three.get(1..)?,
    };
    let (text, _) = encoding_rs::EUC_JP.decode_without_bom_handling(bytes);
    let mut characters = text.chars();
    let found = characters
        .next()
        .filter(|found| *found != char::REPLACEMENT_CHARACTER)?;
    characters.next().is_none().then_some(found)
}
