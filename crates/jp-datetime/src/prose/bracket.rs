//! A moment in a bracket: 「調査票の提出（9月11日まで）」.

use super::lexicon::ANSWERS;
use super::others::is_others_limit;
use super::phrases::{ends, starts};
use super::sentence::{asks, near_end, past_request};
use super::topic::{is_of_others, topic};

/// Whether a moment in brackets limits an answer named before them: 「調査票の提出（9月11日まで）」.
pub(super) fn after_bracket_asks(rest: &str, before: &str) -> bool {
    let outside = before
        .rfind('(')
        .and_then(|open| before.get(..open))
        .unwrap_or_default();
    let after = rest.split_once(')').map_or("", |(_, after)| after);
    let near = near_end(outside, outside.len(), 60);
    // （掲載は６月３０日まで）
    let own = before.get(outside.len()..).unwrap_or_default();
    if topic(own.trim_start_matches('(')).is_some_and(is_of_others) {
        return false;
    }
    // 「５年間（令和１３年３月３１日まで）保存しなければならない」
    if ["保存", "保管", "有効", "継続", "適用", "公開", "掲載"]
        .iter()
        .any(|word| starts(after, word))
    {
        return false;
    }
    // 連絡先（10月25日まで）
    let named = !near.ends_with('先')
        && ANSWERS
            .iter()
            .chain(&["様式", "調査票", "期限", "締", "〆"])
            .any(|word| near.contains(word));
    let lasts = ["休暇", "不在", "出張", "休業"]
        .iter()
        .any(|word| near.contains(word))
        || ["の間", "期間中", "当面"].iter().any(|word| ends(near, word));
    if lasts && !asks(after) {
        return false;
    }
    let bare = outside.trim().is_empty();
    // 「時点更新をお願いします（6/12まで）」
    let asked = || asks(near) && !past_request(near);
    (named || bare || asks(after) || asked()) && !is_others_limit(near)
}
