//! Decides whether a text found in a folder was meant as a request although it does not parse as one; otherwise it
//! would be left out silently.

use super::keys::{self, Key};
use super::normalize;
use crate::request::Kind;
use crate::source::is_hidden;

/// Keys that identify a mapping in a folder as a request.
const DISTINCTIVE: [Key; 7] = [
    Key::Kind,
    Key::Due,
    Key::QuestionDue,
    Key::OpinionDue,
    Key::Sent,
    Key::Hearing,
    Key::Template,
];

/// Separators between a key and its value.
const PARTS: [char; 13] = [
    ':', '：', '\t', '】', '］', ']', '〕', '》', '=', '＝', '|', '｜', '→',
];

/// Further separators after a Japanese key, which occur in no other text: （種別）協議, 種別；協議, 種別／協議.
const JAPANESE_PARTS: [char; 17] = [
    '）', ')', '＞', '>', '〉', '』', '」', '｝', '}', '；', ';', '／', '/', '∶', 'ː', '꞉', '﹕',
];

/// Confidence that a word was meant as an identifying key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Confidence {
    /// None.
    No,
    /// Only with other evidence: one edit away (`set`, `find`), or a word common in other files (種類, `date`).
    Weak,
    /// Sufficient alone.
    Sure,
}

/// Whether a word is an identifying key, spelled correctly.
pub(crate) fn is_distinctive_key(word: &str) -> bool {
    keys::REQUEST
        .get(word)
        .is_some_and(|key| DISTINCTIVE.contains(&key))
}

/// Whether a word was surely meant as an identifying key: 【種別】, `Kind`, 提出締切, `due_date`.
pub(crate) fn is_probable_key(word: &str) -> bool {
    likeness(word) == Confidence::Sure
}

/// Whether a mapping found in a folder is a request: it has an identifying key, possibly misspelt. An ambiguous word
/// counts only beside another key, or with a matching value.
pub(crate) fn is_request<'k>(members: impl Iterator<Item = (&'k str, &'k str)>) -> bool {
    let (mut sure, mut weak, mut known, mut version, mut kind) = (false, 0, false, false, None);
    for (word, value) in members {
        if word == "kind" {
            kind = Some(value);
        }
        version |= word == "apiVersion";
        // One sure key suffices.
        sure = sure || is_distinctive_key(word);
        if sure {
            continue;
        }
        match likeness(word) {
            Confidence::Sure => sure = true,
            Confidence::Weak if is_display_value(&plain(word), value) => sure = true,
            Confidence::Weak => weak += 1,
            Confidence::No => known |= keys::REQUEST.get(&plain(word)).is_some(),
        }
    }
    // Kubernetes resources have a `kind`, and a nested `template`.
    if version && kind.is_some_and(|kind| keys::KIND.get(kind.trim()).is_none()) {
        return false;
    }
    sure || weak > 0 && known
}

/// Whether the value of an ambiguous word fits the key it may be meant for: `テンプレート: true`, `種刷: 協議`.
fn is_display_value(word: &str, value: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let meant = keys::REQUEST.typo(word).or_else(|| keys::REQUEST.nearest(word));
    match meant.and_then(|meant| keys::REQUEST.get(meant)) {
        Some(Key::Template) => matches!(keys::TRUTH.get(value.trim()), Some(true)),
        Some(Key::Kind) => (keys::KIND.get(value.trim())).is_some_and(|kind| kind.0 != Kind::Other),
        _ => false,
    }
}

/// A word in lower case, without blanks and surrounding signs.
fn plain(word: &str) -> String {
    // A PDF inserts blanks into Japanese words; between Latin ones they separate words.
    let seen = |c: &char| !is_hidden(*c) && (word.is_ascii() || !c.is_whitespace());
    let word: String = word.chars().filter(seen).take(WORD_LIMIT).collect();
    let parts =
        |c: char| matches!(c, '*' | '`' | '"' | '\'') || PARTS.contains(&c) || JAPANESE_PARTS.contains(&c);
    let word = without_signs(&word).trim_end_matches(parts);
    normalize::nfkc(word).to_lowercase()
}

/// Length limit of words examined, in characters.
const WORD_LIMIT: usize = 41;

fn likeness(word: &str) -> Confidence {
    let word = plain(word);
    if is_distinctive_key(&word) || is_due(&word) || is_named(&word) {
        return Confidence::Sure;
    }
    if OTHER_WORDS.contains(&word.as_str()) || keys::REQUEST.get(&word).is_some() {
        return Confidence::No;
    }
    // A plural may be a typo, or another file's key.
    let several = ["kinds", "dues", "hearings", "templates"].contains(&word.as_str());
    if several || keys::REQUEST.typo(&word).is_some_and(is_distinctive_key) {
        return Confidence::Weak;
    }
    let Some(near) = keys::REQUEST
        .nearest(&word)
        .filter(|near| is_distinctive_key(near))
    else {
        return Confidence::No;
    };
    // Very short words are one edit away from too many others.
    let letters = near.chars().count();
    let distance = strsim::damerau_levenshtein(&word, near);
    let sure = match (near.is_ascii(), letters) {
        (true, ..=3) => distance == 1 && word.chars().count() >= letters && has_all(&word, near),
        (true, _) => distance == 1,
        (false, letters) => letters > 2,
    };
    if sure { Confidence::Sure } else { Confidence::Weak }
}

/// Whether a word contains all letters of another: `duee`, `deu`, but not `die` for `due`.
fn has_all(word: &str, letters: &str) -> bool {
    letters.chars().all(|c| word.contains(c))
}

/// Words, and identifiers in other programs' files, one edit away from a key.
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

/// Whether a Japanese word contains a term of requests only: 業務種別, 発出予定日, ヒアリング日程.
fn is_named(word: &str) -> bool {
    /// Prefixes of 種別 that make it a request's.
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
    /// Suffixes of 発出 and ヒアリング that denote a moment.
    const WHEN: [&str; 6] = ["日", "時", "予定", "開始", "年月", "期"];
    let when = |noun: &str| {
        let rest = word.strip_prefix(noun);
        rest.is_some_and(|rest| rest.is_empty() || WHEN.iter().any(|when| rest.contains(when)))
    };
    word.strip_suffix("種別").is_some_and(|rest| OF.contains(&rest))
        || when("発出")
        || when("ヒアリング")
        || ["雛形", "雛型", "ひな形", "ひな型", "ひながた"]
            .iter()
            .any(|noun| word.starts_with(noun))
}

/// Whether a word names a deadline: 返信期限, 提出締切, 協議期限, `due_date`, `responseDeadline`.
fn is_due(word: &str) -> bool {
    const NOUNS: [&str; 6] = ["期限", "締切", "締め切", "〆", "期日", "必着"];
    /// Prefixes that make it a duration or validity instead.
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

/// Whether a line begins with an identifying key, whatever separates it from its value: `種別:調査`, 【種別】調査,
/// `種別<tab>調査`, 種別　調査.
pub(crate) fn begins_a_line(text: &str) -> bool {
    // Blanks and commas also follow words in sentences: 「due to …」.
    let is_weak = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '(' | '（');
    let is_word = |word: &str| !word.is_ascii() && is_distinctive_key(word);
    is_key_and_value(text)
        || text.lines().map(without_signs).any(|line| {
            is_word(line.split(is_weak).next().unwrap_or_default())
                || line.contains('\t') && line.split('\t').any(|cell| is_word(cell.trim()))
        })
}

/// Whether a line begins with an identifying key and an unambiguous separator.
pub(crate) fn is_key_and_value(text: &str) -> bool {
    /// Misspelt keys are only looked for in this many lines.
    const NEAR_WITHIN: usize = 100;
    text.lines().enumerate().any(|(number, line)| {
        let line = without_signs(line);
        let key = |parts: &[char]| Some(line.split_once(|c: char| parts.contains(&c))?.0);
        let is_key = |key: &str| {
            key.chars().count() < WORD_LIMIT
                && if number < NEAR_WITHIN {
                    is_probable_key(key)
                } else {
                    is_distinctive_key(&plain(key))
                }
        };
        key(&PARTS).is_some_and(is_key)
            || key(&JAPANESE_PARTS).is_some_and(|key| !key.is_ascii() && is_key(key))
    })
}

/// A line without what may precede a key: blanks, bullets, numbers, brackets.
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
        let telling: Vec<_> = keys::REQUEST
            .words()
            .filter(|word| is_distinctive_key(word))
            .collect();
        assert!(telling.len() > DISTINCTIVE.len());
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
            assert!(is_probable_key(word), "{word}");
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
            assert!(!is_probable_key(word), "{word}");
        }
    }
}
