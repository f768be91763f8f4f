//! Where a blank may be: nearly every text has a handful of such places, and all else is passed over.

/// Bytes that begin, or may begin, a sign worth a look.
const FIRST: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    let bytes = b"$%(<TY[y{\xC2\xE2\xE3\xE6\xEF";
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// The next place at `from` or behind: a bracket, 月, 時, a Y or T, `$` or `%`.
pub(super) fn next(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(byte) = text.get(at) {
        if FIRST[*byte as usize] {
            if *byte < 0x80 {
                return Some(at);
            }
            let follow = (
                text.get(at + 1).copied().unwrap_or_default(),
                text.get(at + 2).copied().unwrap_or_default(),
            );
            let found = match byte {
                // «
                0xC2 => follow.0 == 0xAB,
                // ≪
                0xE2 => follow == (0x89, 0xAA),
                // 〈 《 【 〔 〖
                0xE3 => follow.0 == 0x80 && matches!(follow.1, 0x88 | 0x8A | 0x90 | 0x94 | 0x96),
                // 月 時
                0xE6 => matches!(follow, (0x9C, 0x88) | (0x99, 0x82)),
                // （ ＜ Ｔ Ｙ ［ ｛
                _ => matches!(follow, (0xBC, 0x88 | 0x9C | 0xB4 | 0xB9 | 0xBB) | (0xBD, 0x9B)),
            };
            if found {
                return Some(at);
            }
            at += if *byte == 0xC2 { 2 } else { 3 };
            continue;
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_found_wherever_it_stands() {
        for sign in "$%(<TY[y{«≪〈《【〔〖月時（＜ＴＹ［｛".chars() {
            for before in ["", "a", "é", "あ", "𠮷", "日"] {
                let text = format!("{before}{sign}");
                assert_eq!(next(text.as_bytes(), 0), Some(before.len()), "{text}");
            }
        }
        assert_eq!(next("令和7年9/11、御回答を。é𠮷○○".as_bytes(), 0), None);
    }
}
