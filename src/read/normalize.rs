//! Invisible differences in text: zero-width characters, unusual blanks, bidi controls, typographic quotes used as
//! YAML quotes, and decomposed characters (NFD, as in macOS file names). Keys, words and names are compared without
//! them; YAML does not ignore any.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::source::is_variation;
use crate::text::unfilled::is_invisible;
use crate::text::width;

/// The compared form of a text; `None` if equal to the text.
pub(crate) fn normalized(text: &str) -> Option<String> {
    if !is_suspect(text.as_bytes()) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if is_odd_blank(c) {
            // Next to a Latin letter or a digit it separates words as an ordinary blank does.
            let after = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            let parts = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if parts(out.chars().next_back()) || parts(after) {
                out.push(' ');
            }
        } else if !is_unseen(c) && !is_variation(c) {
            out.push(c);
        }
    }
    if let Some(inside) = unquoted(out.trim()) {
        out = inside.to_owned();
    }
    if is_nfc_quick(out.chars()) != IsNormalized::Yes {
        out = out.nfc().collect();
    }
    (out != text).then_some(out)
}

/// A text in NFC, as paths and globs are compared.
pub(crate) fn nfc(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        std::borrow::Cow::Borrowed(text)
    } else {
        std::borrow::Cow::Owned(text.nfc().collect())
    }
}

/// A text in NFKC, for finding the word that was meant.
pub(crate) fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// Distinct invisible characters in a text.
pub(crate) fn invisible_characters(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let is_idle = is_variation(c) && !is_varied(before, c, chars.peek());
        if (is_unseen(c) || is_odd_blank(c) || is_idle) && !found.contains(&c) {
            found.push(c);
        }
        before = c;
    }
    found
}

/// The typographic quotes or corner brackets around a text.
pub(crate) fn quotes(text: &str) -> Option<[char; 2]> {
    let text = text.trim_matches(|c| c == ' ' || is_unseen(c) || is_odd_blank(c));
    unquoted(text)?;
    Some([text.chars().next()?, text.chars().next_back()?])
}

/// The text inside typographic quotes; either mark may be used at both ends.
fn unquoted(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let (open, close) = (chars.next()?, chars.next_back()?);
    let kind = quote(open)?;
    let inside = chars.as_str();
    // Several quoted words are not one quoted value.
    (quote(close) == Some(kind) && !inside.contains(|c| quote(c).is_some())).then_some(inside)
}

/// Class of quotes that pair with one another.
fn quote(c: char) -> Option<u8> {
    match c {
        '“' | '”' | '„' | '‟' | '″' | '〝' | '〞' | '〟' | '＂' => Some(2),
        '‘' | '’' | '‚' | '‛' | '′' | '＇' => Some(1),
        '「' | '」' => Some(3),
        '『' | '』' => Some(4),
        _ => None,
    }
}

/// Bidi controls, which can disguise a text.
pub(crate) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A blank other than those that keyboards produce.
fn is_odd_blank(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
    )
}

/// Whether a variation selector has a visible effect: on kanji, and on characters with an emoji form. After digits
/// and kana it has none, except in a keycap (1 U+FE0F U+20E3).
fn is_varied(before: char, selector: char, after: Option<&char>) -> bool {
    let is_kanji =
        matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    match selector {
        '\u{fe0e}' | '\u{fe0f}' => {
            after == Some(&'\u{20e3}')
                || !before.is_alphanumeric() && !before.is_whitespace() && !before.is_ascii()
        }
        _ => is_kanji,
    }
}

fn is_unseen(c: char) -> bool {
    is_invisible(c) && !c.is_whitespace() && !c.is_ascii_control() && !is_variation(c)
}

/// Three-byte characters whose compared form differs while most with the same first byte are unaffected, as ranges of
/// each byte: combining voiced marks (U+3099, U+309A), 「」『』, 〝〞〟, the filler U+3164, full-width quotes, the
/// half-width filler U+FFA0, and others.
const SUSPECTS: [[(u8, u8); 3]; 9] = [
    [(0xE3, 0xE3), (0x82, 0x82), (0x99, 0x9A)],
    [(0xE3, 0xE3), (0x80, 0x80), (0x8C, 0x8F)],
    [(0xE3, 0xE3), (0x80, 0x80), (0x9D, 0x9F)],
    [(0xE3, 0xE3), (0x85, 0x85), (0xA4, 0xA4)],
    [(0xEF, 0xEF), (0xBC, 0xBC), (0x82, 0x82)],
    [(0xEF, 0xEF), (0xBC, 0xBC), (0x87, 0x87)],
    [(0xEF, 0xEF), (0xBE, 0xBE), (0xA0, 0xA0)],
    [(0xEF, 0xEF), (0x80, 0xBB), (0x80, 0xBF)],
    [(0xEF, 0xEF), (0xBF, 0xBF), (0x80, 0xBF)],
];

/// Bit masks: one bit per entry of [`SUSPECTS`] that a byte may be part of, one for all other first bytes.
const fn bits(place: usize) -> [u16; 256] {
    const OTHER: u16 = 1 << SUSPECTS.len();
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut sign = 0;
        while sign < SUSPECTS.len() {
            let (from, to) = SUSPECTS[sign][place];
            if from as usize <= byte && byte <= to as usize {
                table[byte] |= 1 << sign;
            }
            sign += 1;
        }
        if place > 0 || !matches!(byte, 0..=0xBF | 0xE3..=0xE9 | 0xEF) {
            table[byte] |= OTHER;
        }
        byte += 1;
    }
    table
}

const FIRST: [u16; 256] = bits(0);
const SECOND: [u16; 256] = bits(1);
const THIRD: [u16; 256] = bits(2);

/// Whether the compared form may differ. Most texts pass with one look at their bytes, without data-dependent
/// branches.
fn is_suspect(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        let byte = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or_default() as usize;
        if FIRST[*first as usize] & SECOND[byte(1)] & THIRD[byte(2)] != 0 {
            return true;
        }
        at += width(*first);
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_nobody_sees_is_passed_over() {
        for (written, meant) in [
            ("\u{200b}総務省", "総務省"),
            ("総\u{feff}務\u{200d}省\u{2060}", "総務省"),
            ("\u{202e}総務省\u{202c}", "総務省"),
            ("総務省\u{a0}行政管理局", "総務省行政管理局"),
            ("2025-09-11\u{a0}17:00", "2025-09-11 17:00"),
            ("9月11日\u{a0}17時", "9月11日 17時"),
            ("“総務省”", "総務省"),
            ("「総務省」", "総務省"),
            ("『総務省』", "総務省"),
            ("”総務省”", "総務省"),
            ("‘総務省’", "総務省"),
            ("＂総務省＂", "総務省"),
            ("\u{200b}“総務省”\u{200b}", "総務省"),
            ("ヒアリンク\u{3099}", "ヒアリング"),
            ("カ\u{3099}", "ガ"),
            ("神\u{fa19}", "神神"),
            ("辻\u{e0100}", "辻"),
        ] {
            assert_eq!(normalized(written).as_deref(), Some(meant), "{written:?}");
        }
        for text in [
            "総務省",
            "“一”と“二”",
            "「一」と「二」",
            "「一」について",
            "“一",
            "（法令）",
            "9月11日（木）17時～",
            "ﾋｱﾘﾝｸﾞ",
            "a b\tc\n",
            "“一’",
            "",
        ] {
            assert_eq!(normalized(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_selector_is_seen_where_it_picks_a_glyph() {
        for (text, is_reported) in [
            ("財務省\u{fe0f}", true),
            ("9\u{fe0f}月", true),
            ("か\u{fe00}", true),
            ("\u{fe0f}総務省", true),
            ("A\u{fe0e}", true),
            ("辻\u{e0100}", false),
            ("神\u{fe00}", false),
            ("☎\u{fe0f}", false),
            ("⚠\u{fe0f}至急", false),
            ("1\u{fe0f}\u{20e3}", false),
        ] {
            assert_eq!(!invisible_characters(text).is_empty(), is_reported, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_compared_is_compared_as_it_is(text in "[a協“”‘’\u{200b}\u{a0}\u{3099}カ\u{202e}\u{feff} 1（]{0,12}|\\PC{0,40}") {
            if let Some(once) = normalized(&text) {
                prop_assert!(invisible_characters(&once).is_empty(), "{once:?}");
                prop_assert_eq!(nfc(&once), once.as_str());
            }
        }

        #[test]
        fn nothing_that_is_compared_otherwise_is_thought_plain(c in any::<char>()) {
            if is_unseen(c) || is_odd_blank(c) || quote(c).is_some() || is_nfc_quick([c].into_iter()) == IsNormalized::No {
                prop_assert!(is_suspect(c.to_string().as_bytes()), "{:?}", c);
            }
        }
    }
}
