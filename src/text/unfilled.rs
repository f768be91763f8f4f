//! Words and signs of unfilled placeholders (記入漏れ): one list, used both for a request's fields and for
//! exceptions that state no reason.

mod pointing;
mod words;

use super::trim;
use crate::source::{is_hidden, is_private};
use words::{
    DONE, FILL, HEADINGS, NEEDED, NEEDED_MORE, OWN_FIELDS, REASON_ENDS, REASON_HEADS, REFERENCES,
    REFERENCES_MORE, SHARED_FIELDS, TO_FILL, UNWRITTEN, VOID, may_be_listed, may_be_void,
};

pub use jp_datetime::unfilled::is_sign;
pub use pointing::points_elsewhere;

/// Characters without visible form; a text of only these is empty. Unicode classes some of them as letters.
pub fn is_invisible(c: char) -> bool {
    // Fast path: most characters tested are kana or kanji.
    if matches!(c, '!'..='~' | '\u{3041}'..='\u{3163}' | '\u{3165}'..='\u{d7ff}') {
        return false;
    }
    // Private use characters (外字) are visible where the office's font is installed.
    c.is_whitespace() || c.is_control() || c == '\u{fffc}' || is_hidden(c) && !is_private(c)
}

/// Whether a text has no visible character, or only dashes.
pub fn is_empty(text: &str) -> bool {
    text.chars().all(|c| is_invisible(c) || is_dash(c))
}

/// A dash of any width, which authors write for “none”.
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '‐'
            | '‑'
            | '‒'
            | '–'
            | '—'
            | '―'
            | '−'
            | '－'
            | '─'
            | '━'
            | 'ー'
            | 'ｰ'
            | '⁃'
            | '﹣'
    )
}

/// The closing bracket for an opening one that may enclose a placeholder.
pub fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '［' => '］',
        '<' => '>',
        '＜' => '＞',
        '〈' => '〉',
        '《' => '》',
        '«' => '»',
        '≪' => '≫',
        '【' => '】',
        '〔' => '〕',
        '{' => '}',
        '｛' => '｝',
        '「' => '」',
        '『' => '』',
        '〖' => '〗',
        _ => return None,
    })
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn bare(word: &str) -> &str {
    if trim::has_plain_ends(word.as_bytes()) {
        return word;
    }
    word.trim_matches(is_invisible)
}

/// Kind of placeholder that a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceholderKind {
    /// 期限, 件名: a field that only the sender fills in.
    Own,
    /// 氏名: a field that either the sender or the recipient fills in.
    Shared,
    /// 内容: may also be the heading of a paragraph.
    Heading,
    /// 要記入, 日付を記入: an instruction to fill something in.
    ToFill,
}

/// Classifies a word as a placeholder's name.
pub fn placeholder_kind(word: &str) -> Option<PlaceholderKind> {
    /// The longest of the listed words with its verb, in bytes.
    const LENGTH_LIMIT: usize = 60;
    let word = bare(word);
    if word.len() > LENGTH_LIMIT || !may_be_listed(word) {
        return None;
    }
    if is_in(OWN_FIELDS, word) {
        return Some(PlaceholderKind::Own);
    }
    if is_in(SHARED_FIELDS, word) {
        return Some(PlaceholderKind::Shared);
    }
    if is_in(HEADINGS, word) {
        return Some(PlaceholderKind::Heading);
    }
    // 未定 is a statement about a date; the words below state nothing about anything.
    if is_in(&["tbd", "t.b.d", "t.b.d.", "tba", "tbc"], word) || UNWRITTEN.contains(&word) {
        return Some(PlaceholderKind::ToFill);
    }
    FILL.contains(&word).then_some(PlaceholderKind::ToFill)
}

/// Classifies 日付を記入, 期限入力, ここに記入: the field named, and the instruction to fill it in.
pub fn instruction(word: &str) -> Option<PlaceholderKind> {
    let word = bare(word);
    // Every verb of FILL ends in one of these, する in る.
    if !word.ends_with(['入', '力', '載', '記', '込', 'み', 'る']) {
        return None;
    }
    let word = word.strip_suffix("する").unwrap_or(word);
    let what = FILL.iter().find_map(|fill| word.strip_suffix(fill))?;
    let what = what.strip_suffix(['を', 'の', 'が']).unwrap_or(what);
    match bare(what) {
        "ここに" | "こちらに" | "後で" | "あとで" | "のちほど" => {
            Some(PlaceholderKind::ToFill)
        }
        what => placeholder_kind(what).filter(|named| *named != PlaceholderKind::ToFill),
    }
}

/// Whether a text consists of placeholder signs only: ○○, XXX, ＿＿, ***.
pub fn is_signs(text: &str) -> bool {
    let mut signs = 0_usize;
    for c in text.chars() {
        if is_sign(c) {
            signs += 1;
        } else if !is_invisible(c) {
            return false;
        }
    }
    signs > 1
}

/// Words that connect placeholder signs into a phrase.
const JOINTS: &[&str] = &[
    "のためです",
    "のために必要",
    "のため必要",
    "のために",
    "のため",
    "ため",
    "により",
    "による",
    "によって",
    "に伴い",
    "に伴う",
    "につき",
    "について",
    "に関して",
    "に関する",
    "に基づき",
    "に基づく",
    "を踏まえ",
    "を踏まえて",
    "を目的とする",
    "を目的として",
    "が必要なため",
    "が必要",
    "に必要なため",
    "に必要",
    "に使用",
    "に用いる",
    "から",
    "ので",
    "等",
    "など",
    "の",
    "及び",
    "、",
    "。",
    "・",
    "／",
];

/// The first characters of [`JOINTS`]: a cheap test that most texts fail.
const JOINTS_BEGIN: [char; 13] = [
    'の', 'た', 'に', 'を', 'が', 'か', '等', 'な', '及', '、', '。', '・', '／',
];

/// Whether a text consists of placeholder signs and connecting words only: 「○○のため」, 「＿＿により」,
/// 「【理由】のため」.
pub fn is_signs_in_a_phrase(text: &str) -> bool {
    let mut rest = bare(text);
    // Most texts begin with a letter that is neither.
    if rest.starts_with(is_japanese_letter) && !rest.starts_with(JOINTS_BEGIN) {
        return false;
    }
    let (mut kept, mut joined) = (false, false);
    while !rest.is_empty() {
        let signs: usize = rest
            .chars()
            .take_while(|c| is_sign(*c) || matches!(c, '…' | '～' | '〜' | '‥' | '・') || is_dash(*c))
            .map(char::len_utf8)
            .sum();
        let named = rest.chars().next().and_then(|open| {
            let inside = rest.get(open.len_utf8()..)?;
            let end = inside.find(closing(open)?)?;
            let word = inside.get(..end)?;
            let keeps = is_empty(word)
                || is_signs(word)
                || placeholder_kind(word).is_some()
                || instruction(word).is_some();
            let close = closing(open).map_or(0, char::len_utf8);
            keeps.then_some(open.len_utf8() + end + close)
        });
        if let Some(length) = named.or((signs > 0).then_some(signs)) {
            let (sign, behind) = rest.split_at(length);
            // A single X or ○ is as often a letter or a list marker.
            kept |= named.is_some() || sign.chars().count() > 1;
            rest = behind;
        } else if rest.starts_with(JOINTS_BEGIN)
            && let Some(joint) = JOINTS.iter().find(|joint| rest.starts_with(**joint))
        {
            rest = &rest[joint.len()..];
            joined = true;
        } else {
            return false;
        }
        rest = rest.trim_start_matches(is_invisible);
    }
    kept && joined
}

/// Whether a text contains two or more placeholder signs in a row, as in 「○○課長」.
pub fn holds_signs(text: &str) -> bool {
    let signs = [
        "○○", "◯◯", "●●", "〇〇", "△△", "××", "□□", "＿＿", "__", "XX", "ＸＸ", "xx", "**",
    ];
    signs.iter().any(|sign| text.contains(sign))
}

/// Whether a text that should give a reason gives none: it is void ([`is_void`]), or it only says that there
/// is a reason, as 「必要なため」, 「上記のとおり」, 「記載済み」.
pub fn states_nothing(text: &str) -> bool {
    is_void(text) || gives_no_reason(text)
}

/// Whether a text says that a reason exists, or where it is, but not what it is.
fn gives_no_reason(text: &str) -> bool {
    /// Longer than any of these phrases, in bytes.
    const LENGTH_LIMIT: usize = 90;
    const STOPS: [char; 8] = ['。', '．', '.', '、', '（', '）', '(', ')'];
    if text.len() > LENGTH_LIMIT {
        return false;
    }
    let mut word = text.trim_matches(|c| is_invisible(c) || STOPS.contains(&c));
    // 「業務上必要であるため」 reduces to 「必要」.
    while let Some(shorter) = REASON_ENDS.iter().find_map(|end| word.strip_suffix(end)) {
        word = shorter;
    }
    while let Some(shorter) = REASON_HEADS.iter().find_map(|head| word.strip_prefix(head)) {
        word = shorter;
    }
    let behind = |heads: &[&str], tails: &[&str]| {
        let mut rests = heads.iter().filter_map(|head| word.strip_prefix(head));
        rests.any(|rest| tails.contains(&rest))
    };
    behind(NEEDED, NEEDED_MORE)
        || behind(REFERENCES, REFERENCES_MORE)
        || behind(DONE, &["済", "済み", "ずみ"])
}

/// Whether a text that should state something is a placeholder: empty, invisible characters, a dash, a number,
/// 「なし。」, 「（未定）」, 「＜理由＞」, 「理由を記入」, 「○○」.
pub fn is_void(text: &str) -> bool {
    /// Longer than every listed word in its brackets, in bytes.
    const LENGTH_LIMIT: usize = 150;
    if text.len() > LENGTH_LIMIT {
        return !text.chars().any(char::is_alphanumeric) || text.chars().all(is_invisible);
    }
    if is_signs_in_a_phrase(text) {
        return true;
    }
    // Between two Japanese letters there is nothing to trim, and the text is neither signs nor a number.
    if text.starts_with(is_japanese_letter) && text.ends_with(is_japanese_letter) {
        return is_word_for_nothing(text);
    }
    let mut text = text;
    // Surrounding brackets and trailing stops add nothing.
    loop {
        let inner = text.trim_matches(|c: char| {
            is_invisible(c)
                || matches!(
                    c,
                    '。' | '、'
                        | '.'
                        | '．'
                        | '，'
                        | ','
                        | '!'
                        | '！'
                        | ':'
                        | '：'
                        | ';'
                        | '"'
                        | '\''
                        | '“'
                        | '”'
                        | '-'
                        | '－'
                        | '―'
                        | '—'
                        | '–'
                        | '‐'
                        | '−'
                        | '─'
                        | '…'
                        | '・'
                        | '~'
                        | '〜'
                        | '～'
                )
        });
        let unwrapped = inner.chars().next().and_then(|open| {
            let close = closing(open)?;
            let inside = inner.strip_prefix(open)?.strip_suffix(close)?;
            (!inside.contains([open, close])).then_some(inside)
        });
        match unwrapped {
            Some(inside) => text = inside,
            None if inner.len() == text.len() => break,
            None => text = inner,
        }
    }
    if !text.chars().any(char::is_alphanumeric)
        || text
            .chars()
            .all(|c| matches!(c, ',' | '.' | '，' | '．') || c.is_numeric())
    {
        return true;
    }
    let one_letter_again = text.chars().count() > 2
        && text.chars().all(|c| text.starts_with(c))
        && text.chars().all(|c| is_sign(c) || c.is_ascii_alphabetic());
    is_signs(text) || one_letter_again || is_word_for_nothing(text)
}

/// A kana or a kanji that is not a placeholder sign.
fn is_japanese_letter(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿼')
}

/// なし, 未定, 理由を記入してください.
fn is_word_for_nothing(text: &str) -> bool {
    let word = text.strip_suffix("です").unwrap_or(text);
    may_be_void(word) && (is_in(VOID, word) || is_in(TO_FILL, word))
        || placeholder_kind(word).is_some()
        || instruction(word).is_some()
        || fills_in(word)
}

/// 理由を記入してください, 承認者を記載すること.
fn fills_in(word: &str) -> bool {
    [
        "してください",
        "して下さい",
        "すること",
        "のこと",
        "願います",
        "ください",
    ]
    .iter()
    .find_map(|end| word.strip_suffix(end))
    .is_some_and(|rest| instruction(rest).is_some() || placeholder_kind(rest).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_states_nothing() {
        for text in [
            "",
            " ",
            "　",
            "\u{3164}",
            "\u{115f}\u{1160}",
            "\u{2800}",
            "\u{ffa0}",
            "\u{200b}\u{feff}",
            "-",
            "―",
            "ー",
            "…",
            "。",
            "なし",
            "なし。",
            "（なし）",
            "(なし)",
            "「特になし。」",
            "特になしです",
            "未定",
            "（未定）",
            "＜理由＞",
            "<reason>",
            "【承認者】",
            "理由",
            "理由を記入",
            "理由を記入してください",
            "（理由を記載すること）",
            "XXX",
            "xx",
            "○○",
            "〇〇",
            "●●●",
            "＿＿＿",
            "***",
            "???",
            "同上",
            "〃",
            "同上。",
            "1",
            "123",
            "１２３",
            "true",
            "True",
            "FALSE",
            "N/A",
            "n/a.",
            "TBD",
            "TODO",
            "aaa",
            "○○のため",
            "〇〇のため。",
            "＿＿＿のため必要",
            "XXのため",
            "【理由】のため",
            "（　　）のため",
            "～～のため",
            "○○及び○○のため",
            "△△に伴い、○○のため",
            "ああ".get(..0).unwrap_or_default(),
            "要記入",
            "ここに記入",
            "必要",
            "必要なため",
            "必要があるため。",
            "必要性あり",
            "業務上必要です",
            "ある",
            "あります。",
            "上記のとおり",
            "後述",
            "（後述）",
            "記載済み",
            "別途",
            "別途連絡します",
        ] {
            assert!(states_nothing(text), "{text:?}");
        }
    }

    #[test]
    fn joints_begin_with_the_letters_listed() {
        for joint in JOINTS {
            assert!(joint.starts_with(JOINTS_BEGIN), "{joint}");
        }
    }

    #[test]
    fn what_states_something() {
        for text in [
            "x",
            "y",
            "予算編成の日程",
            "会計課長",
            "課長",
            "閣議決定の日程が切迫しているため",
            "○○法の審議日程のため",
            "○○省との調整のため",
            "Xのため",
            "理由は別紙のとおり",
            "国会対応",
            "なしとすると間に合わないため",
            "未定であった日程が確定したため",
            "官房長",
            "北",
            "A案",
            "令和7年9月9日付け事務次官決裁",
            "総官会第123号",
            "第3号",
            "記入漏れの確認",
            "入力期限の延長",
            "必要性の再検討",
            "予算編成に必要なため",
            "上記の法改正のため",
            "別途実施する調査と併せるため",
            "済生会の回答を得るため",
            "要綱の改正",
        ] {
            assert!(!states_nothing(text), "{text:?}");
        }
    }

    #[test]
    fn names_of_blanks() {
        assert_eq!(placeholder_kind("期限"), Some(PlaceholderKind::Own));
        assert_eq!(placeholder_kind(" Deadline "), Some(PlaceholderKind::Own));
        assert_eq!(placeholder_kind("氏名"), Some(PlaceholderKind::Shared));
        assert_eq!(placeholder_kind("要記入"), Some(PlaceholderKind::ToFill));
        assert_eq!(placeholder_kind("重要"), None);
        assert_eq!(placeholder_kind("期限厳守"), None);
        assert_eq!(instruction("日付を記入"), Some(PlaceholderKind::Own));
        assert_eq!(instruction("ここに入力"), Some(PlaceholderKind::ToFill));
        assert_eq!(instruction("該当する場合のみ記入"), None);
        assert_eq!(instruction("記入例"), None);
    }
}
