//! Where a blank or a weekday may be in a free text: nearly every text has a handful of such places, and all
//! else is passed over.

/// Pairs of bytes that stand in a sign worth a look. A pair is one where its bytes have a bit in common, so
/// that two looks and no branch tell it; a sign of three bytes is told by its last two, or its first two.
const FIRST: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < ASCII.len() {
        table[ASCII[at] as usize] = 1;
        at += 1;
    }
    let mut pair = 0;
    while pair < PAIRS.len() {
        table[PAIRS[pair].0 as usize] |= 2 << (pair % 7);
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
            table[PAIRS[pair].1[at] as usize] |= 2 << (pair % 7);
            at += 1;
        }
        pair += 1;
    }
    table
};

const ASCII: &[u8] = b"$%(<TY[y{";

/// The last two bytes of: 〈 《 【 〔 〖, 月, 時, （ ＜ Ｔ Ｙ ［, ｛, «, ≪, 曜; and the first two of ㈪ and of ㊊.
/// (The eighth shares a bit with the first, and the ninth with the second: what only they make a pair of is
/// looked at for nothing, and is rare.)
const PAIRS: [(u8, &[u8]); 9] = [
    (0x80, &[0x88, 0x8A, 0x90, 0x94, 0x96]),
    (0x9C, &[0x88]),
    (0x99, &[0x82]),
    (0xBC, &[0x88, 0x9C, 0xB4, 0xB9, 0xBB]),
    (0xBD, &[0x9B]),
    (0xC2, &[0xAB]),
    (0x89, &[0xAA]),
    (0x9B, &[0x9C]),
    (0xE3, &[0x88, 0x89, 0x8A]),
];

/// How many bytes are passed over at once.
const BLOCK: usize = 8;

/// Whether a pair begins in a block, which comes with the byte behind it: one question for all of them.
fn holds_a_pair(block: &[u8; BLOCK + 1]) -> bool {
    let pairs = block.iter().zip(block.iter().skip(1));
    pairs.fold(0, |found, (a, b)| {
        found | (FIRST[*a as usize] & SECOND[*b as usize])
    }) != 0
}

/// The next place at `from` or behind: a bracket, 月, 時, 曜, a ringed sign, a Y or T, `$` or `%`. One that
/// ends a text begins no blank.
pub(crate) fn next(text: &[u8], from: usize) -> Option<usize> {
    let first = from;
    let mut from = from;
    loop {
        while let Some(block) = text.get(from..)?.first_chunk()
            && !holds_a_pair(block)
        {
            from += BLOCK;
        }
        let mut pairs = text.get(from..)?.windows(2);
        let pair = pairs.position(|pair| FIRST[pair[0] as usize] & SECOND[pair[1] as usize] != 0)?;
        let at = from + pair;
        let lead = |byte: u8| at.checked_sub(1).filter(|before| text[*before] == byte);
        let sign = match text[at] {
            0x80 => lead(0xE3),
            0x9C | 0x99 | 0x9B => lead(0xE6),
            0xBC | 0xBD => lead(0xEF),
            0x89 => lead(0xE2),
            _ => Some(at),
        };
        if sign.is_some_and(|sign| sign >= first) {
            return sign;
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIGNS: &str = "$%(<TY[y{«≪〈《【〔〖月時（＜ＴＹ［｛曜㈪㈰㊊㊐";

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
        assert_eq!(next("令和7年9/11、御回答を。é𠮷○○".as_bytes(), 0), None);
    }

    proptest! {
        #[test]
        fn none_is_passed_over(text in "[a-z0-9月時曜日木（）(【〔＜＞Ｔ［｛«≪㈪㊊、。いんむ・兼格時飼𠮷é%]{0,120}|\\PC{0,80}") {
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
