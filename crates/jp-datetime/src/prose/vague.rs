//! Requests to hurry without a moment: 至急, 速やかに, ASAP.

use super::candidate::Candidate;
use super::day::Day;
use super::scan::Scan;
use super::sentence_topic::starts_with_answer;
use super::word_search::{WordSearch, starts};

/// Words that ask to hurry without naming a moment.
const HURRY_PHRASES: &[&str] = &[
    "可及的速やか",
    "可及的すみやか",
    "可及的",
    "大至急",
    "至急",
    "早急",
    "緊急に",
    "早期に",
    "早めに",
    "早目に",
    "速やか",
    "すみやか",
    "迅速に",
    "迅速な",
    "直ちに",
    "ただちに",
    "今すぐ",
    "すぐに",
    "遅滞なく",
    "できるだけ早",
    "出来るだけ早",
    "できるだけ速",
    "できる限り早",
    "出来る限り早",
    "できる限り速",
    "可能な限り早",
    "可能な限り速",
    "なるべく早",
    "なる早",
    "なるはや",
    "近日中",
    "数日中",
    "数日以内",
    "一両日中",
    "1両日中",
    "両日中",
    "asap",
    "a.s.a.p",
    "as soon as possible",
    "at your earliest convenience",
    "urgently",
    "immediately",
    "いち早く",
    "一刻も早く",
    "一刻も早い",
    "取り急ぎ御",
    "取り急ぎご",
    "取急ぎ御",
    "急ぎ御",
    "急ぎご",
    "急ぎです",
    "急ぎ】",
    "急ぎ)",
    "急ぎでお願い",
    "本日中にでも",
];

/// Reads such words at a position.
pub(super) fn hurry_request(scan: Scan<'_>, c: char) -> Option<Candidate> {
    if !"可大至早緊速す迅直た今遅で出なあ近数一aiui本い1両取急".contains(c) {
        return None;
    }
    let word = HURRY_PHRASES.iter().find(|word| starts(scan.rest(), word))?;
    let before = scan.before();
    let latin = word.is_ascii();
    if latin && before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    // 迅速な支払のための方策: of what is no answer
    if matches!(*word, "迅速な" | "一刻も早い") {
        let of = scan.rest().get(word.len()..).unwrap_or_default();
        if !starts_with_answer(of) {
            return None;
        }
    }
    // 急ぎ御回答ください: the word ends before the honorific.
    let word = word.trim_end_matches(['御', 'ご', '】', ')']);
    let word = word.strip_suffix_any(&["です", "でお願い"]).unwrap_or(word);
    let mut end = scan.at + word.len();
    let rest = scan.text.get(end..)?;
    if latin && rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if !latin {
        let more = [
            "やかに",
            "やかな",
            "い時期に",
            "い段階で",
            "めに",
            "期に",
            "く",
            "に",
        ];
        end += more
            .iter()
            .find(|more| rest.starts_with(**more))
            .map_or(0, |more| more.len());
    }
    let mut found = Candidate::new(scan.at..end, Day::Unspecified);
    found.vague = true;
    Some(found)
}
