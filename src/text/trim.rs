//! Trimming with a fast path.

/// [`str::trim`] with a fast path: most of a request's roughly seventy texts need no trimming, and the first
/// and last bytes show that.
pub fn trim(text: &str) -> &str {
    if has_plain_ends(text.as_bytes()) {
        text
    } else {
        text.trim()
    }
}

/// Whether a text starts and ends with visible ASCII, a kana or a kanji. `false` proves nothing: a text
/// without surrounding blanks may fail it.
pub(super) fn has_plain_ends(text: &[u8]) -> bool {
    let at_start = match text {
        [0xE4..=0xE9, ..] | [0xE3, 0x81..=0x84, ..] => true,
        [first, ..] => first.is_ascii_graphic(),
        [] => false,
    };
    // A lead byte of a three-byte sequence, third from the end, is that of the last character.
    at_start
        && match text {
            [.., 0xE4..=0xE9, _, _] | [.., 0xE3, 0x81..=0x84, _] => true,
            [.., last] => last.is_ascii_graphic(),
            [] => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unfilled::is_invisible;

    #[test]
    fn what_is_taken_off_is_what_the_standard_library_takes_off() {
        let signs: Vec<char> = (0..=0xFFFF_u32)
            .chain([0x1_F600, 0x2_000B, 0xE_0041])
            .filter_map(char::from_u32)
            .collect();
        for c in signs {
            for text in [
                format!("{c}"),
                format!("{c}あ"),
                format!("府{c}"),
                format!("a{c}"),
                format!("{c}{c}省"),
                format!("あ{c}z"),
            ] {
                assert_eq!(trim(&text), text.trim(), "{c:?} in {text:?}");
                if has_plain_ends(text.as_bytes()) {
                    assert_eq!(text.trim_matches(is_invisible), text, "{c:?} in {text:?}");
                }
            }
        }
        assert_eq!(trim(""), "");
        assert!(has_plain_ends("総務省".as_bytes()) && has_plain_ends("2025-09-12（金）17時".as_bytes()));
    }
}
