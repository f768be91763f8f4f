//! Whether text that is no request as it is written was meant for one: it is found in a folder, and would be
//! left out as if it were something else.

use super::keys::{self, Key};
use super::unseen;
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

/// The same behind a Japanese key, where they stand in no other text: （種別）協議, 種別；協議, 種別／協議.
const JAPANESE_PARTS: [char; 17] = [
    '）', ')', '＞', '>', '〉', '』', '」', '｝', '}', '；', ';', '／', '/', '∶', 'ː', '꞉', '﹕',
];

/// How surely a word was meant for a key that tells a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// Not at all.
    No,
    /// Where other words show a request too: one letter off (`set`, `find`), or a word of files of every sort
    /// (種類, `date`).
    Weak,
    /// By itself.
    Sure,
}

/// Whether a word is a key that tells a request, as it is to be written.
pub(crate) fn is_telling(word: &str) -> bool {
    keys::REQUEST.get(word).is_some_and(|key| TELLING.contains(&key))
}

/// Whether a word was meant for such a key: 【種別】, `Kind`, 提出締切, `due_date`.
pub(crate) fn is_meant(word: &str) -> bool {
    likeness(word) == Likeness::Sure
}

/// Whether a mapping's keys, found in a folder, are those of a request: one of the telling keys stands among
/// them, or is misspelt; a word that may be another's only beside a second one.
pub(crate) fn is_request<'k>(words: impl Iterator<Item = &'k str>) -> bool {
    let (mut known, mut weak) = (false, 0);
    for word in words {
        match likeness(word) {
            Likeness::Sure => return true,
            Likeness::Weak => weak += 1,
            Likeness::No => known |= keys::REQUEST.get(&plain(word)).is_some(),
        }
    }
    weak > 0 && known
}

/// A word in small letters without its blanks and the signs around it.
fn plain(word: &str) -> String {
    // A PDF puts blanks into a Japanese word; between Latin ones they part two.
    let seen = |c: &char| !is_hidden(*c) && (word.is_ascii() || !c.is_whitespace());
    let word: String = word.chars().filter(seen).take(MOST).collect();
    let parts = |c: char| matches!(c, '*' | '`') || PARTS.contains(&c) || JAPANESE_PARTS.contains(&c);
    let word = without_signs(&word).trim_end_matches(parts);
    unseen::folded(word).to_lowercase()
}

/// The longest word that is looked at, in characters.
const MOST: usize = 41;

fn likeness(word: &str) -> Likeness {
    let word = plain(word);
    if is_telling(&word) || is_due(&word) {
        return Likeness::Sure;
    }
    let slip = keys::REQUEST.slip(&word).is_some_and(is_telling);
    let near = keys::REQUEST.get(&word).is_none() && keys::REQUEST.nearest(&word).is_some_and(is_telling);
    match (slip, near) {
        (true, _) if NOUNS.iter().any(|noun| word.contains(noun)) => Likeness::Sure,
        // One of up to four letters is one slip from too many others.
        (_, true) if word.chars().count() > 4 || !word.is_ascii() => Likeness::Sure,
        (false, false) => Likeness::No,
        _ => Likeness::Weak,
    }
}

/// What stands in the keys of requests alone.
const NOUNS: [&str; 8] = [
    "種別",
    "発出",
    "ヒアリング",
    "雛形",
    "雛型",
    "ひな形",
    "ひな型",
    "ひながた",
];

/// Whether a word is a name for a deadline: 返信期限, 提出締切, 協議期限, `due_date`, `responseDeadline`.
fn is_due(word: &str) -> bool {
    const NOUNS: [&str; 6] = ["期限", "締切", "締め切", "〆", "期日", "必着"];
    /// How long something lasts is no deadline.
    const OTHERS: [&str; 17] = [
        "有効",
        "保存",
        "保管",
        "使用",
        "利用",
        "賞味",
        "消費",
        "契約",
        "許可",
        "免許",
        "在留",
        "納付",
        "支払",
        "償還",
        "履行",
        "無期限",
        "施行",
    ];
    const ENGLISH: [&str; 2] = ["deadline", "due"];
    const BESIDE: [&str; 14] = [
        "date",
        "time",
        "at",
        "on",
        "by",
        "day",
        "response",
        "reply",
        "answer",
        "submission",
        "submit",
        "final",
        "request",
        "report",
    ];
    if !word.is_ascii() {
        let named = NOUNS.iter().any(|noun| word.contains(noun));
        return named && !OTHERS.iter().any(|other| word.contains(other));
    }
    ENGLISH.iter().any(|noun| {
        let rest = word.split_once(noun);
        rest.is_some_and(|(before, after)| {
            [before, after].iter().all(|side| {
                let side = side.trim_matches(|c| matches!(c, '_' | '-' | '.' | ' '));
                side.is_empty() || BESIDE.contains(&side)
            })
        })
    })
}

/// Whether a line of a text begins with such a key, whatever stands between it and the value: `種別:調査`,
/// 【種別】調査, `種別<tab>調査`, 種別　調査.
pub(crate) fn begins_a_line(text: &str) -> bool {
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
pub(crate) fn is_key_and_value(text: &str) -> bool {
    /// Where no key was right by then, none is misspelt.
    const NEAR_WITHIN: usize = 100;
    text.lines().enumerate().any(|(number, line)| {
        let line = without_signs(line);
        let key = |parts: &[char]| Some(line.split_once(|c: char| parts.contains(&c))?.0);
        let is_key = |key: &str| {
            key.chars().count() < MOST
                && if number < NEAR_WITHIN {
                    is_meant(key)
                } else {
                    is_telling(&plain(key))
                }
        };
        key(&PARTS).is_some_and(is_key)
            || key(&JAPANESE_PARTS).is_some_and(|key| !key.is_ascii() && is_key(key))
    })
}

/// A line without what stands before a key: blanks, bullets, numbers, brackets.
fn without_signs(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_numeric()
            || is_hidden(c)
            || "一二三四五六七八九十".contains(c)
            || "【［[〔《〈＜<『（(「｛{.．)、・･-－–—*＊`■□●○◆◇◎▼▽※#＃→".contains(c)
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
            "（種別）協議",
            "(種別)協議",
            "＜種別＞協議",
            "『種別』協議",
            "「種別」協議",
            "〈期限〉9/11",
            "種別；協議",
            "種別／協議",
            "種別∶協議",
            "一　種別　協議",
            "**種別**: 協議",
            "Kind:consultation",
            "DUE: 9/11",
            "締め切り：3月3日",
            "返信期限：3月3日",
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
            "due/to",
            "kind) of",
            "有効期限：3月3日",
            "件名:x",
        ] {
            assert!(!begins_a_line(text), "{text:?}");
        }
        for word in [
            "【種別】",
            "■期限",
            "Kind",
            "due_date",
            "responseDeadline",
            "協議期限",
            "期限日時",
        ] {
            assert!(is_meant(word), "{word}");
        }
        for word in [
            "「x」",
            "date",
            "type",
            "有効期限",
            "日時",
            "undue",
            "overdue_count",
            "set",
        ] {
            assert!(!is_meant(word), "{word}");
        }
    }
}
