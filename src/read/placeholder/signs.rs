//! Fast search for characters at which a placeholder may be: most texts contain a handful.

use crate::text::width;

/// Candidate ASCII characters.
const ASCII: &[u8] = b"$%(<TXY[y{";

/// First byte of candidate multi-byte characters with their second bytes: of «; of ×; of ≪ and ■ □ △ ▲ ○ ● ◎ ◯; of 〈 《 【
/// 〔 〖 〇; of 月 時; of （ ＜ Ｔ Ｘ Ｙ ［ ｛.
const PAIRS: [(u8, &[u8]); 6] = [
    (0xC2, &[0xAB]),
    (0xC3, &[0x97]),
    (0xE2, &[0x89, 0x96, 0x97]),
    (0xE3, &[0x80]),
    (0xE6, &[0x99, 0x9C]),
    (0xEF, &[0xBC, 0xBD]),
];

/// Bit masks: one bit per entry of [`PAIRS`], one for ASCII, which any byte may follow. A character is a candidate if
/// its first two bytes share a bit. Avoids data-dependent branches, since kana and kanji alternate in texts.
const FIRST: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < ASCII.len() {
        table[ASCII[at] as usize] = 1;
        at += 1;
    }
    let mut pair = 0;
    while pair < PAIRS.len() {
        table[PAIRS[pair].0 as usize] = 2 << pair;
        pair += 1;
    }
    table
};

const SECOND: [u8; 256] = {
    let mut table = [1; 256];
    let mut pair = 0;
    while pair < PAIRS.len() {
        let mut at = 0;
        while at < PAIRS[pair].1.len() {
            table[PAIRS[pair].1[at] as usize] |= 2 << pair;
            at += 1;
        }
        pair += 1;
    }
    table
};

/// The next candidate at or after `from`: a bracket, 月, 時, a sign such as ○, Y, X, T, `$` or `%`. The last byte of a text begins no
/// placeholder.
pub(super) fn next(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let [lead, second, ..] = text.get(at..)? {
        if FIRST[*lead as usize] & SECOND[*second as usize] != 0 {
            let third = text.get(at + 2).copied().unwrap_or_default();
            let is_one = match (lead, second) {
                (0xE2, 0x89) => third == 0xAA,
                (0xE2, 0x96) => matches!(third, 0xA0 | 0xA1 | 0xB2 | 0xB3),
                (0xE2, 0x97) => matches!(third, 0x8B | 0x8E | 0x8F | 0xAF),
                (0xE3, 0x80) => matches!(third, 0x87 | 0x88 | 0x8A | 0x90 | 0x94 | 0x96),
                (0xE6, 0x99) => third == 0x82,
                (0xE6, 0x9C) => third == 0x88,
                (0xEF, 0xBC) => matches!(third, 0x88 | 0x9C | 0xB4 | 0xB8 | 0xB9 | 0xBB),
                (0xEF, 0xBD) => third == 0x9B,
                _ => true,
            };
            if is_one {
                return Some(at);
            }
        }
        at += width(*lead);
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIGNS: &str = "$%(<TXY[y{«×≪■□△▲○●◎◯〇〈《【〔〖月時（＜ＴＸＹ［｛";

    #[test]
    fn every_sign_is_found_wherever_it_stands() {
        for sign in SIGNS.chars() {
            for before in ["", "a", "é", "あ", "𠮷", "日"] {
                let text = format!("{before}{sign}い");
                assert_eq!(next(text.as_bytes(), 0), Some(before.len()), "{text}");
                let again = format!("月{text}");
                assert_eq!(
                    next(again.as_bytes(), 1),
                    Some("月".len() + before.len()),
                    "{text}"
                );
            }
        }
        assert_eq!(next("令和7年9/11、御回答を。é𠮷◇◇".as_bytes(), 0), None);
    }

    proptest! {
        #[test]
        fn none_is_passed_over(text in "[a-z0-9月時曜日木（）(【〔＜＞ＴＸ［｛«≪×○◇〇㈪㊊、。いんむ・兼格時飼𠮷é%]{0,120}|\\PC{0,80}") {
            let mut found = Vec::new();
            while let Some(at) = next(text.as_bytes(), found.last().map_or(0, |last| last + 1)) {
                found.push(at);
            }
            prop_assert!(found.is_sorted());
            for (at, sign) in text.char_indices().filter(|(_, c)| SIGNS.contains(*c)) {
                let ends = sign.is_ascii() && at + 1 == text.len();
                prop_assert!(ends || found.contains(&at), "{sign} at {at}");
            }
        }
    }
}
