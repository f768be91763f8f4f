//! Whether text that is no request as it is written was meant for one: it is found in a folder, and would be
//! left out as if it were something else.

use super::keys::{self, Key};
use super::unseen;
use crate::request::Kind;
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
enum Confidence {
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
    likeness(word) == Confidence::Sure
}

/// Whether a mapping found in a folder is a request: one of the telling keys stands among its keys, or is
/// misspelt; a word that may be another's only beside a second one, or where its value shows it.
pub(crate) fn is_request<'k>(members: impl Iterator<Item = (&'k str, &'k str)>) -> bool {
    let (mut sure, mut weak, mut known, mut version, mut kind) = (false, 0, false, false, None);
    for (word, value) in members {
        if word == "kind" {
            kind = Some(value);
        }
        version |= word == "apiVersion";
        // Once one is sure, the others are asked no more.
        sure = sure || is_telling(word);
        if sure {
            continue;
        }
        match likeness(word) {
            Confidence::Sure => sure = true,
            Confidence::Weak if is_shown(&plain(word), value) => sure = true,
            Confidence::Weak => weak += 1,
            Confidence::No => known |= keys::REQUEST.get(&plain(word)).is_some(),
        }
    }
    // A resource of Kubernetes has a `kind`, too, and its `template` stands within.
    if version && kind.is_some_and(|kind| keys::KIND.get(kind.trim()).is_none()) {
        return false;
    }
    sure || weak > 0 && known
}

/// Whether the value of a word that may be another's is one of the key that the word may be meant for:
/// `テンプレート: true`, `種刷: 協議`.
fn is_shown(word: &str, value: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let meant = keys::REQUEST.slip(word).or_else(|| keys::REQUEST.nearest(word));
    match meant.and_then(|meant| keys::REQUEST.get(meant)) {
        Some(Key::Template) => matches!(keys::TRUTH.get(value.trim()), Some(true)),
        Some(Key::Kind) => (keys::KIND.get(value.trim())).is_some_and(|kind| kind.0 != Kind::Other),
        _ => false,
    }
}

/// A word in small letters without its blanks and the signs around it.
fn plain(word: &str) -> String {
    // A PDF puts blanks into a Japanese word; between Latin ones they part two.
    let seen = |c: &char| !is_hidden(*c) && (word.is_ascii() || !c.is_whitespace());
    let word: String = word.chars().filter(seen).take(MOST).collect();
    let parts =
        |c: char| matches!(c, '*' | '`' | '"' | '\'') || PARTS.contains(&c) || JAPANESE_PARTS.contains(&c);
    let word = without_signs(&word).trim_end_matches(parts);
    unseen::folded(word).to_lowercase()
}

/// The longest word that is looked at, in characters.
const MOST: usize = 41;

fn likeness(word: &str) -> Confidence {
    let word = plain(word);
    if is_telling(&word) || is_due(&word) || is_named(&word) {
        return Confidence::Sure;
    }
    if OTHER_WORDS.contains(&word.as_str()) || keys::REQUEST.get(&word).is_some() {
        return Confidence::No;
    }
    // Several of what a key is one of may be a slip, and may be another file's.
    let several = ["kinds", "dues", "hearings", "templates"].contains(&word.as_str());
    if several || keys::REQUEST.slip(&word).is_some_and(is_telling) {
        return Confidence::Weak;
    }
    let Some(near) = keys::REQUEST.nearest(&word).filter(|near| is_telling(near)) else {
        return Confidence::No;
    };
    // Words of one or two signs are one slip from too many others.
    let letters = near.chars().count();
    let distance = strsim::damerau_levenshtein(&word, near);
    let sure = match (near.is_ascii(), letters) {
        (true, ..=3) => distance == 1 && word.chars().count() >= letters && has_all(&word, near),
        (true, _) => distance == 1,
        (false, letters) => letters > 2,
    };
    if sure { Confidence::Sure } else { Confidence::Weak }
}

/// Whether a word has all letters of another: `duee`, `deu`, not `die`.
fn has_all(word: &str, of: &str) -> bool {
    of.chars().all(|c| word.contains(c))
}

/// Words, and names in the files of programs, that are one letter from a key.
const OTHER_WORDS: &[&str] = &[
    "bind",
    "find",
    "hind",
    "ind",
    "kid",
    "kin",
    "kinda",
    "kinder",
    "king",
    "kink",
    "lind",
    "mind",
    "rind",
    "wind",
    "dude",
    "duel",
    "duet",
    "dune",
    "dupe",
    "duke",
    "undue",
    "absent",
    "bent",
    "cent",
    "dent",
    "ent",
    "gent",
    "lent",
    "pent",
    "rent",
    "scent",
    "scents",
    "seat",
    "sect",
    "sen",
    "send",
    "sense",
    "set",
    "spent",
    "stent",
    "tent",
    "unsent",
    "vent",
    "went",
    "bearing",
    "earing",
    "fearing",
    "gearing",
    "heading",
    "headings",
    "healing",
    "heaping",
    "heating",
    "heaving",
    "nearing",
    "rearing",
    "searing",
    "shearing",
    "tearing",
    "wearing",
    "templated",
    "templater",
    "question",
    "questions",
];

/// Whether a Japanese word has in it what stands in the keys of requests alone: 業務種別, 発出予定日, ヒアリング日程.
fn is_named(word: &str) -> bool {
    /// Of what a kind is that of a request.
    const OF: [&str; 16] = [
        "",
        "業務",
        "依頼",
        "文書",
        "案件",
        "協議",
        "照会",
        "調査",
        "回答",
        "作業",
        "要求",
        "事務",
        "用務",
        "書類",
        "内容",
        "依頼の",
    ];
    /// What is said with 発出 and ヒアリング of a moment.
    const WHEN: [&str; 6] = ["日", "時", "予定", "開始", "年月", "期"];
    let when = |noun: &str| {
        let rest = word.strip_prefix(noun);
        rest.is_some_and(|rest| rest.is_empty() || WHEN.iter().any(|when| rest.contains(when)))
    };
    word.strip_suffix("種別").is_some_and(|of| OF.contains(&of))
        || when("発出")
        || when("ヒアリング")
        || ["雛形", "雛型", "ひな形", "ひな型", "ひながた"]
            .iter()
            .any(|noun| word.starts_with(noun))
}

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
            || "【［[〔《〈＜<『（(「｛{\"'.．)、・･-－–—*＊`■□●○◆◇◎▼▽※#＃→".contains(c)
    });
    line.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_as_it_is_to_be_written_is_sure() {
        let telling: Vec<_> = keys::REQUEST.words().filter(|word| is_telling(word)).collect();
        assert!(telling.len() > TELLING.len());
        for word in telling {
            assert_eq!(likeness(word), Confidence::Sure, "{word}");
        }
    }

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
            "knd",
            "kidn",
            "duee",
            "deu",
            "snet",
            "sennt",
            "hering",
            "templete",
            "業務種別",
            "発出予定日",
            "ヒアリング日程",
            "雛形フラグ",
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
            "find",
            "die",
            "du",
            "heading",
            "templates",
            "question",
            "性別",
            "期間",
            "権限",
            "口座種別",
            "テンプレート",
        ] {
            assert!(!is_meant(word), "{word}");
        }
    }
}
