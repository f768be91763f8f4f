//! A cheap test by one or two characters of whether an expression may begin at a position.

/// The next position at or after `from` whose first character may begin an expression: a digit, a Latin letter, or
/// kana and kanji by all three bytes, as nearly every character of a Japanese text shares a lead byte with one that
/// may.
pub(super) fn next_possible_start(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let byte = *bytes.get(at)?;
        if byte < 0x80 {
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            let letter = byte.is_ascii_alphabetic() && !before.is_some_and(u8::is_ascii_alphanumeric);
            if byte.is_ascii_digit() || letter {
                return Some(at);
            }
            at += 1;
            continue;
        }
        if byte < 0xE0 {
            at += 2;
            continue;
        }
        if byte >= 0xF0 {
            at += 4;
            continue;
        }
        let (second, third) = (*bytes.get(at + 1)?, *bytes.get(at + 2)?);
        let code = code_point(byte, second, third);
        if is_in(&START_CHAR_BITS, code) {
            let no_start = match *bytes.get(at + 3..).unwrap_or_default() {
                [lead @ 0xE0..0xF0, second, third, ..] => is_no_start(code, code_point(lead, second, third)),
                _ => false,
            };
            if !no_start {
                return Some(at);
            }
        }
        at += 3;
    }
}

/// The non-ASCII characters that an expression can begin with.
const START_CHARS: &str = "〇一二三四五六七八九十令平昭大明西本今当翌次来再同先前昨去週月年中あきこ午正零朝始早昼お夕夜晩終業勤執退閉定火水木金土日可至緊速す迅直た遅で出な近数い両連取急";

const START_CHAR_BITS: [u32; 2048] = bits_of(START_CHARS, "");

/// Whether the three-byte character at a position may begin an expression.
pub(super) const fn may_start_expression(bytes: &[u8], at: usize) -> bool {
    if at + 3 > bytes.len() {
        return false;
    }
    is_in(
        &START_CHAR_BITS,
        code_point(bytes[at], bytes[at + 1], bytes[at + 2]),
    )
}

/// Whether a character may begin an expression with the two after it: most words that start with the same character
/// continue otherwise. A third character of `None` is unknown, as it needs normalisation.
pub(super) fn may_start_with(c: char, next: char, third: Option<char>) -> bool {
    let is = |second: char, thirds: &str| next == second && third.is_none_or(|third| thirds.contains(third));
    let digit = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十元".contains(c);
    match c {
        '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            digit(next) || "百千年月日時分週営開業か箇ヶカヵケ両昨刻".contains(next)
        }
        '令' => matches!(next, '和') || digit(next),
        '平' => matches!(next, '成'),
        '昭' | '零' => matches!(next, '和' | '時'),
        '大' => matches!(next, '正' | '至'),
        '西' => matches!(next, '暦'),
        '本' => "日年月週".contains(next),
        '今' => "日年月週朝夕晩夜す".contains(next),
        '当' => "日年月".contains(next),
        '明' => digit(next) || "日年朝夕晩後々治".contains(next),
        '次' => "の営開業週執就勤".contains(next),
        '来' => "年月週".contains(next),
        '再' => matches!(next, '来'),
        '同' => "年月日".contains(next),
        '先' => "年月週".contains(next),
        '前' => "年月週日々営開".contains(next),
        '昨' => "年日夕".contains(next),
        '去' => matches!(next, '年'),
        '週' => "明末内あ".contains(next),
        '月' => "末内曜".contains(next),
        '年' => "度内末明あ".contains(next),
        '火' | '水' | '木' | '金' | '土' | '日' => matches!(next, '曜'),
        '中' => digit(next),
        'あ' => "すさし".contains(next),
        'き' => "ょの".contains(next),
        '午' => "前後后".contains(next),
        '正' => matches!(next, '午'),
        '始' | '終' => matches!(next, '業'),
        // 業務終了, 勤務時間内; 業務 and 勤務 alone are in most letters.
        '業' | '勤' | '執' => is('務', "終時"),
        '退' | '閉' => matches!(next, '庁'),
        '定' => matches!(next, '時'),
        'お' => matches!(next, '昼'),
        '可' => is('及', "的") || is('能', "な"),
        '至' => matches!(next, '急'),
        '緊' => is('急', "に"),
        'す' => is('ぐ', "に") || is('み', "や"),
        '直' => is('ち', "に"),
        'た' => is('だ', "ち"),
        '遅' => is('滞', "な"),
        'で' => is('き', "る"),
        '出' => is('来', "る"),
        'な' => is('る', "べ早は"),
        '近' | '数' => matches!(next, '日'),
        'い' => is('ち', "早"),
        'こ' => matches!(next, '年'),
        '早' => "急期め目朝".contains(next),
        '速' => matches!(next, 'や'),
        '迅' => matches!(next, '速'),
        '取' => is('り', "急") || is('急', "ぎ"),
        '急' => is('ぎ', "御ごで】)"),
        '連' => matches!(next, '休'),
        // 翌, 両 and the others of UNCONDITIONAL_STARTS.
        _ => true,
    }
}

/// Those of [`START_CHARS`] that begin an expression whatever follows.
const UNCONDITIONAL_STARTS: &str = "翌朝夕夜晩昼両";

/// The second characters for which [`may_start_with`] may be true, whatever the first.
const SECOND_CHARS: &str = "〇一二三四五六七八九十元百千年月日時分週営開業か箇ヶカヵケ両昨刻和成正至暦朝夕晩夜す後々治の執就勤末内あ曜度さしょ前后午務庁昼及能急ぐみちだ滞き来る期め目や速りぎ休明";

/// The first characters of expressions that need one of [`SECOND_CHARS`] behind them.
const CONDITIONAL_START_BITS: [u32; 2048] = bits_of(START_CHARS, UNCONDITIONAL_STARTS);

const SECOND_CHAR_BITS: [u32; 2048] = bits_of(SECOND_CHARS, "");

/// Whether the two three-byte characters of these code points begin no expression, by the second alone. `false` proves
/// nothing.
pub(super) fn is_no_start(first: u16, second: u16) -> bool {
    is_in(&CONDITIONAL_START_BITS, first) && !is_in(&SECOND_CHAR_BITS, second)
}

const fn is_in(bits: &[u32; 2048], code: u16) -> bool {
    bits[(code >> 5) as usize] >> (code & 31) & 1 == 1
}

/// The bit set of three-byte characters without those of `besides`.
const fn bits_of(chars: &str, besides: &str) -> [u32; 2048] {
    let mut table = [0; 2048];
    let lists = [chars.as_bytes(), besides.as_bytes()];
    let mut list = 0;
    while list < 2 {
        let mut at = 0;
        while at < lists[list].len() {
            let code = code_point(lists[list][at], lists[list][at + 1], lists[list][at + 2]);
            let bit = 1 << (code & 31);
            if list == 0 {
                table[(code >> 5) as usize] |= bit;
            } else {
                table[(code >> 5) as usize] &= !bit;
            }
            at += 3;
        }
        list += 1;
    }
    table
}

/// The code point of a three-byte character.
pub(super) const fn code_point(first: u8, second: u8, third: u8) -> u16 {
    /// What the marks of the three bytes add up to; that of the first is beyond the 16 bits.
    const MARKS: u16 = 0x80 << 6 | 0x80;
    let letters = ((second as u16) << 6).wrapping_add(third as u16);
    ((first as u16) << 12).wrapping_add(letters).wrapping_sub(MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_second_character_allows_begins_no_expression() {
        for first in START_CHARS.chars() {
            for second in '\u{800}'..='\u{ffff}' {
                if is_no_start(first as u16, second as u16) {
                    assert!(!may_start_with(first, second, None), "{first}{second}");
                }
            }
        }
        for (first, second) in [('い', 'た'), ('な', 'お'), ('令', '案')] {
            assert!(is_no_start(first as u16, second as u16), "{first}{second}");
        }
    }
}
