//! Whether text that is no request as it is written was meant for one: it is found in a folder, and would be
//! left out as if it were something else.

use super::keys::{self, Key};
use crate::source::is_hidden;

/// The keys any of which makes a mapping found in a folder a request.
const TELLING: [Key; 7] = [
    Key::Kind,
    Key::Due,
    Key::QuestionDue,
    Key::OpinionDue,
    Key::Sent,
    Key::Hearing,
    Key::Template,
];

/// What stands between a key and its value where somebody means them so.
const PARTS: [char; 13] = [
    ':', '：', '\t', '】', '］', ']', '〕', '》', '=', '＝', '|', '｜', '→',
];

/// Whether a word is a key that tells a request.
pub(super) fn is_telling(word: &str) -> bool {
    keys::REQUEST.get(word).is_some_and(|key| TELLING.contains(&key))
}

/// Whether a word was meant for such a key. One of up to four letters is one slip from too many others (`set`,
/// `find`) to count by itself.
pub(super) fn is_near(word: &str) -> bool {
    let near = keys::REQUEST.nearest(word);
    near.is_some_and(is_telling) && (word.chars().count() > 4 || !word.is_ascii())
}

/// Whether a mapping's key is one with signs around it: 【種別】, ■期限.
pub(super) fn is_adorned(key: &str) -> bool {
    let bare = without_signs(key).trim_end_matches(|c: char| PARTS.contains(&c) || c == '）' || c == ')');
    bare.len() < key.len() && is_telling(bare)
}

/// Whether a line of a text begins with such a key, whatever stands between it and the value: `種別:調査`,
/// 【種別】調査, `種別<tab>調査`, 種別　調査.
pub(super) fn begins_a_line(text: &str) -> bool {
    // A blank or a comma alone is between the words of a sentence, too: 「due to …」.
    let is_weak = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '(' | '（');
    let is_word = |word: &str| !word.is_ascii() && is_telling(word);
    is_key_and_value(text)
        || text.lines().map(without_signs).any(|line| {
            is_word(line.split(is_weak).next().unwrap_or_default())
                || line.contains('\t') && line.split('\t').any(|cell| is_word(cell.trim()))
        })
}

/// Whether a line begins with such a key and a sign that parts it from its value.
pub(super) fn is_key_and_value(text: &str) -> bool {
    /// Where no key was right by then, none is misspelt.
    const NEAR_WITHIN: usize = 100;
    text.lines().enumerate().any(|(number, line)| {
        let parted = without_signs(line).split_once(|c: char| PARTS.contains(&c));
        parted.is_some_and(|(key, _)| {
            let key: String = key
                .chars()
                .filter(|c| !c.is_whitespace() && !is_hidden(*c))
                .take(41)
                .collect();
            is_telling(&key) || number < NEAR_WITHIN && is_near(&key)
        })
    })
}

/// A line without what stands before a key: blanks, bullets, numbers, brackets.
fn without_signs(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| {
        c.is_whitespace() || c.is_numeric() || "【［[〔《（(「.．)、・･-－–—*＊■□●○◆◇◎▼▽※#".contains(c)
    });
    line.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_request_is_told_from_what_does_not() {
        for text in [
            "種別:調査",
            "種別：調査",
            "件名:x\n回答期限:9/11",
            "【種別】調査",
            "［種別］　調査",
            "■ 種別 調査",
            "１．種別：調査",
            "(2) 期限 9月11日",
            "種別\t調査",
            "件名\t種別\t期限",
            "種　別：調査",
            "回答期眼:9/11",
            "kind:survey",
            "template\ttrue",
            "種別,調査",
            "期限（必着）９月１１日",
            "種別\r\n調査",
            "\u{feff}種別:調査",
            "\u{200b}種\u{200b}別：調査",
        ] {
            assert!(begins_a_line(text), "{text:?}");
        }
        for text in [
            "",
            "due to the weather",
            "kind of a text",
            "set:1",
            "協議の種別について",
            "本文には期限を書く",
            "name:chart",
            "- find:x",
            "件名:x",
        ] {
            assert!(!begins_a_line(text), "{text:?}");
        }
        assert!(is_adorned("【種別】") && is_adorned("■期限") && !is_adorned("種別") && !is_adorned("「x」"));
    }
}
