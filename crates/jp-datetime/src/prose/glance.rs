//! A cheap test that spares most texts the normalisation: whether anything may begin an expression.

use super::begins::{begins_at, goes_with};
use super::fold::plain_width;

/// Whether a text certainly has no expression; false means that it must be read.
///
/// True only if all characters need no normalisation, or are blanks and brackets, which no expression begins with,
/// and no two characters may begin an expression.
pub(super) fn is_silent(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            // An ordinal is not part of a date: 第12号.
            if !byte.is_ascii_digit()
                || !bytes
                    .get(..at)
                    .is_some_and(|head| head.ends_with("第".as_bytes()))
            {
                return false;
            }
            at += bytes.get(at..).map_or(0, digits);
            continue;
        }
        match plain_width(bytes, at) {
            Some(width) => {
                if width == 3 && begins_at(bytes, at) && may_go_on(text, at, bytes) {
                    return false;
                }
                at += width;
            }
            // Full-width forms, voiced sound marks, dashes: only the normalisation knows what they become.
            None => match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
                (b' ' | b'\t' | b'\n' | b'\r', _, _) => at += 1,
                // U+3000 ／ （ ） ， ： ［
                (0xE3, Some(0x80), Some(0x80))
                | (0xEF, Some(0xBC), Some(0x88 | 0x89 | 0x8C | 0x8F | 0x9A | 0xBB)) => at += 3,
                _ => return false,
            },
        }
    }
    true
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether an expression may begin with the character at a position, by the character after it.
fn may_go_on(text: &str, at: usize, bytes: &[u8]) -> bool {
    let mut chars = text.get(at..).unwrap_or_default().chars();
    let (Some(c), Some(next)) = (chars.next(), chars.next()) else {
        return true;
    };
    plain_width(bytes, at + c.len_utf8()).is_none() || goes_with(c, next)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::prose::find::find;
    use crate::prose::fold::Folded;

    #[test]
    fn plain_sentences_are_not_read_again() {
        for text in [
            "標記について、別添のとおり協議いたします。\nなお、御不明な点は下記の担当まで御連絡ください。",
            "個人を識別するための番号の利用等に関する法律施行令の一部を改正する政令案（第12号）について",
            "",
        ] {
            assert!(is_silent(text), "{text}");
        }
        for text in [
            "明朝まで",
            "明\n朝まで",
            "第5 9月",
            "12号",
            "第５号",
            "至急",
            "な\nる早",
        ] {
            assert!(!is_silent(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_silent_text_has_no_expression(
            text in r"([ 　\n（）：、。第のとおり明今日朝翌正午前後時月年本当期限までに火水定出退庁来週中いちなるすぐき様12９]|\PC){0,24}"
        ) {
            if is_silent(&text) {
                prop_assert!(find(&Folded::new(&text).text).is_empty(), "{text}");
            }
        }
    }
}
