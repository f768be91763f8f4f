//! Classifies a moment by the limit word after it, if nothing else in the sentence has decided.

use super::at::{is_asked_at, is_time_of_meeting};
use super::bare::is_asked_barely;
use super::by::is_asked_by;
use super::limit_noun::is_asked_by_limit_noun;
use super::limited_moment::LimitedMoment;
use super::until::is_asked_until;
use crate::prose::implied_limit::SUFFICIENCY_PHRASES;
use crate::prose::limit::Limit;
use crate::prose::sentence::{asks, ends_after_limit, ends_in_noun};
use crate::prose::sentence_topic::{is_answer_topic_or_none, starts_with_answer, topic_of};
use crate::prose::third_party_limit::is_third_party_exchange;
use crate::prose::word_search::WordSearch;

/// Whether the addressee is asked for something by then, judged by the limit word.
pub(super) fn is_asked_by_limit(moment: &LimitedMoment<'_>) -> bool {
    match moment.limit {
        Limit::By => is_asked_by(moment),
        Limit::Of => is_asked_of(moment),
        Limit::Until => is_asked_until(moment),
        Limit::Noun => is_asked_by_limit_noun(moment),
        Limit::Approximate => {
            let own = moment
                .rest_in_bracket
                .trim_start_matches(['に', 'と', 'し', 'て', '、']);
            // 「勧告の日から６か月後を目途に改めて回答を求めることがあります」
            let may_be = moment.clause.trim_end_matches('。').ends_with_any(&[
                "ことがあります",
                "ことがある",
                "場合があります",
                "場合がある",
            ]);
            // 「令和17年度末を目途に解消する目標であることに留意すること」
            let is_target = moment
                .clause
                .contains_any(&["する目標である", "する目標とし", "する方針である"]);
            let is_exchange = topic_of(moment.around.before).is_some_and(is_third_party_exchange);
            if may_be || is_target || is_exchange {
                return false;
            }
            moment.asked || starts_with_answer(own) && ends_in_noun(moment.clause)
        }
        Limit::At => is_asked_at(moment),
        Limit::None => !is_time_of_meeting(moment) && is_asked_barely(moment),
    }
}

/// A moment followed by までの.
fn is_asked_of(moment: &LimitedMoment<'_>) -> bool {
    let (before, behind) = (moment.around.before, moment.around.behind);
    let own = moment.rest_in_bracket;
    let is_hard = own.contains_any(&["は困難", "は難し", "は厳し", "が困難", "が難し", "が厳し"]);
    if is_hard {
        return false;
    }
    // 「今回の意見照会は１１月１２日までの一週間です」
    if let Some(topic) = topic_of(before)
        && is_length_of_time(own)
    {
        return is_answer_topic_or_none(before) && is_answer_period(topic) && !moment.asked;
    }
    // 「４月２０日までの消印のあるものを有効とします」
    if own.starts_with("消印") || own.starts_with("受付分") {
        return own.contains_word("有効");
    }
    // 「９月19日（金）17時までの提出で差し支えありません」
    let is_accepted = || {
        own.split('。')
            .next()
            .unwrap_or_default()
            .contains_any(SUFFICIENCY_PHRASES)
    };
    // 「２月９日から13日までのいずれかの日に、…提出してください」
    if own.starts_with_any(&["いずれかの日", "いずれかの時点", "間のいずれか"]) {
        return moment.asked;
    }
    starts_with_answer(own) && (moment.asked || asks(behind) || ends_after_limit(own) || is_accepted())
}

/// 一週間です, ３０日間とします.
fn is_length_of_time(own: &str) -> bool {
    let rest = own.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十約".contains(c));
    rest.strip_prefix_any(&["週間", "日間", "時間", "か月", "ヶ月", "間"])
        .is_some_and(|rest| {
            rest.starts_with_any(&["です", "とし", "とさせ", "とする", "となり", "である", "。"])
                || rest.is_empty()
        })
}

fn is_answer_period(topic: &str) -> bool {
    topic.contains_any(&[
        "照会", "募集", "受付", "提出", "回答", "登録", "協議", "応募", "期間",
    ])
}
