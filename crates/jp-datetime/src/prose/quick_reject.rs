//! A cheap test that spares most texts the normalisation: whether anything may begin an expression.

use super::expression_start::{code_point, is_no_start, may_start_expression, may_start_with};
use super::fold::plain_width;

/// Whether a text certainly has no expression; false means that it must be read.
///
/// True only if all characters need no normalisation, or are blanks and brackets, which no expression begins with,
/// and no two characters may begin an expression.
pub(super) fn rules_out_expressions(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if let Some([second, third]) = bytes.get(at + 1..at + 3)
            && *byte >= 0xE0
        {
            let code = code_point(*byte, *second, *third);
            if NON_START_BITS[usize::from(code >> 5)] >> (code & 31) & 1 == 1 {
                at += 3;
                continue;
            }
            if let Some([lead @ 0xE3..=0xE9, second, third]) = bytes.get(at + 3..at + 6)
                && plain_width(bytes, at + 3).is_some()
                && is_no_start(code, code_point(*lead, *second, *third))
            {
                at += 3;
                continue;
            }
        }
        if byte.is_ascii_alphanumeric() {
            // An ordinal is not part of a date: 第12号.
            if !byte.is_ascii_digit()
                || !bytes
                    .get(..at)
                    .is_some_and(|head| head.ends_with("第".as_bytes()))
            {
                return false;
            }
            at += bytes.get(at..).map_or(0, leading_digits);
            continue;
        }
        match plain_width(bytes, at) {
            Some(width) => {
                if width == 3 && may_start_expression(bytes, at) && may_start_at(text, at, bytes) {
                    return false;
                }
                at += width;
            }
            None if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') => at += 1,
            // Full-width forms, voiced sound marks, dashes: only the normalisation knows what they become.
            None => return false,
        }
    }
    true
}

/// The three-byte characters that need no normalisation, or are U+3000 ／ （ ） ， ： ［, and begin no expression.
const NON_START_BITS: [u32; 2048] = {
    const BLANKS: [u16; 7] = [0x3000, 0xFF08, 0xFF09, 0xFF0C, 0xFF0F, 0xFF1A, 0xFF3B];
    let mut table = [0; 2048];
    let mut code = 0x3000_u16;
    while code < 0xA000 {
        let bytes = [
            0xE0 | (code >> 12) as u8,
            0x80 | (code >> 6 & 0x3F) as u8,
            0x80 | (code & 0x3F) as u8,
        ];
        if matches!(plain_width(&bytes, 0), Some(3)) && !may_start_expression(&bytes, 0) {
            table[(code >> 5) as usize] |= 1 << (code & 31);
        }
        code += 1;
    }
    let mut blank = 0;
    while blank < BLANKS.len() {
        table[(BLANKS[blank] >> 5) as usize] |= 1 << (BLANKS[blank] & 31);
        blank += 1;
    }
    table
};

fn leading_digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether an expression may begin with the character at a position, by the two characters after it.
fn may_start_at(text: &str, at: usize, bytes: &[u8]) -> bool {
    let mut chars = text.get(at..).unwrap_or_default().chars();
    let (Some(c), Some(next)) = (chars.next(), chars.next()) else {
        return false;
    };
    let next_at = at + c.len_utf8();
    if plain_width(bytes, next_at).is_none() {
        return true;
    }
    let third_at = next_at + next.len_utf8();
    let is_known = third_at >= bytes.len() || plain_width(bytes, third_at).is_some();
    may_start_with(c, next, is_known.then(|| chars.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::prose::find::find_expressions;
    use crate::prose::fold::Folded;

    #[test]
    fn plain_sentences_are_not_read_again() {
        for text in [
            "標記について、別添のとおり協議いたします。\nなお、御不明な点は下記の担当まで御連絡ください。",
            "個人を識別するための番号の利用等に関する法律施行令の一部を改正する政令案（第12号）について",
            "改正する政令案について",
            "業務の見直しのため必要である。\n引き続き、勤務に\n",
            "",
        ] {
            assert!(rules_out_expressions(text), "{text}");
        }
        for text in [
            "明朝まで",
            "明\n朝まで",
            "第5 9月",
            "12号",
            "第５号",
            "至急",
            "な\nる早",
            "なる\n早",
            "業務\n終了",
        ] {
            assert!(!rules_out_expressions(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_rejected_text_has_no_expression(
            text in r"([ 　\n（）：、。第のとおり明今日朝翌正午前後時月年本当期限までに火水定出退庁来週中いちなるすぐき様12９]|\PC){0,24}"
        ) {
            if rules_out_expressions(&text) {
                prop_assert!(find_expressions(&Folded::new(&text).text).is_empty(), "{text}");
            }
        }
    }
}
