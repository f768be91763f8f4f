//! Parallel items with a limit each: 「概要：６/１０まで　詳細：６/１７まで」.

use super::candidate::Candidate;
use super::earlier_occasion::without_brackets;
use super::label::is_deadline_label;
use super::lexicon::{ANSWERS, DURATION_TOPICS, LASTING};
use super::sentence::{is_circled, window_before};
use super::third_party_limit::is_third_party_limit;
use super::word_search::{WordSearch, strip_start};

/// Whether a moment is the limit of one of several such items.
pub(super) fn is_parallel_item(text: &str, found: &Candidate, beside: [Option<&Candidate>; 2]) -> bool {
    named_limit(text, found).is_some_and(|own| {
        beside
            .into_iter()
            .flatten()
            .filter_map(|other| named_limit(text, other))
            .any(|other| !own.is_topic && !other.is_topic || other.name.ends_with_any(ANSWERS))
    })
}

/// A short name before a moment that is followed by まで only.
struct NamedLimit<'a> {
    name: &'a str,
    /// 「追加データについては、」, not 「追加データ：」
    is_topic: bool,
}

fn named_limit<'a>(text: &'a str, found: &Candidate) -> Option<NamedLimit<'a>> {
    let behind = text.get(found.range.end..).unwrap_or_default();
    let line = window_before(text, found.range.start, 120);
    let line = line.rsplit(['\n', '。']).next().unwrap_or_default();
    // 「第２回（４月24日18時まで）」, a heading of its own
    let ordinal = line.strip_suffix('(').filter(|name| {
        name.starts_with('第') && name.ends_with(['回', '次', '期', '弾']) && name.chars().count() <= 6
    });
    if ordinal.is_some() {
        let is_limit = strip_start(behind, "まで").is_some_and(|rest| rest.starts_with(")\n") || rest == ")");
        return ordinal.filter(|_| is_limit).map(|name| NamedLimit {
            name,
            is_topic: false,
        });
    }
    let (head, is_topic) = match line.trim_end_matches(' ').strip_suffix([':', '…']) {
        Some(head) => (head, false),
        None => {
            let head = line.strip_suffix('、').unwrap_or(line);
            (
                head.strip_suffix_any(&["については", "につきましては", "に関しては", "は"])?,
                true,
            )
        }
    };
    let from = ["まで", "必着", "〆切", "〆"]
        .iter()
        .filter_map(|limit| head.rfind_word(limit).map(|at| at + limit.len()))
        .max();
    let name = head.get(from.unwrap_or(0)..).unwrap_or_default();
    let name = name
        .rsplit(|c| matches!(c, '、' | ',' | ';' | '/' | '・' | '|' | ')') || is_circled(c))
        .next()
        .unwrap_or_default();
    let is_limit = strip_start(behind, "まで").is_some_and(|rest| {
        !rest.starts_with_any(&LASTING)
            && (!is_topic || rest.is_empty() || rest.starts_with(['。', '\n', '、']))
    });
    let is_name = is_limit
        && (1..=12).contains(&name.chars().count())
        && !name.contains(['は', 'が', 'を', 'に', 'で'])
        && !lasts_or_is_of_others(name);
    is_name.then_some(NamedLimit { name, is_topic })
}

/// (1) 原課→総括係　1/28まで: a numbered item's name without a verb.
pub(super) fn is_numbered_item(before: &str) -> bool {
    let name = before
        .trim_start_matches('(')
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches([')', '.', ' ']);
    // 実施日, 日時: when it takes place.
    let is_when = name.ends_with_any(&["日", "日時", "期間", "時間"]) && !is_deadline_label(name);
    name.len() < before.len()
        && !is_when
        && !name.starts_with(['年', '月', '日', '時', '/', ':'])
        && is_noun_phrase(name)
        && !lasts_or_is_of_others(name)
}

/// Whether an item's name is of something that lasts until then, or of what others do by then: 西門の閉鎖.
pub(super) fn lasts_or_is_of_others(name: &str) -> bool {
    let name = name.trim();
    is_third_party_limit(name) || name.ends_with_any(DURATION_TOPICS)
}

/// 「改訂を希望する施策の有無」: a noun with modifiers, and no clause.
fn is_noun_phrase(name: &str) -> bool {
    let count = name.chars().count();
    let is_kana = |c: char| matches!(c, 'ぁ'..='ん');
    let is_plain = !name.contains(is_kana);
    let bare = without_brackets(name);
    let bare = bare.trim_start_matches([')', ' ']);
    let qualified = count <= 28
        && !bare.contains(['は', 'が', 'で', 'も', '、', '。'])
        && bare.ends_with(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ'));
    is_plain && (1..=14).contains(&count) || qualified
}
