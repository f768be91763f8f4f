//! A sentence's topic, and whether it is an answer.

use super::lexicon::{ANSWER_TOPICS, ANSWERS, DURATION_TOPICS, THIRD_PARTY_TOPICS};
use super::sentence::is_circled;
use super::third_party_limit::is_third_party_exchange;
use super::word_search::WordSearch;

/// The topic directly before a moment, if there is one.
pub(super) fn topic_of(before: &str) -> Option<&str> {
    let mut head = before.trim_end_matches(['、', ':', '(', '「', '【', ' ']);
    // 「会見は、東京で」: the last of several.
    for _ in 0..3 {
        for particle in ['は', 'が', 'も'] {
            if let Some(topic) = head.strip_suffix(particle) {
                // 「…とお願いしておりましたが、」 ends a clause.
                let is_clause =
                    particle == 'が' && topic.ends_with_any(&["ました", "ます", "です", "でした", "ません"]);
                if is_clause {
                    let (own, _) = topic.split_once('は')?;
                    return own.rsplit(['、', '。']).next();
                }
                if topic.is_empty() || topic.ends_with(['で', 'に']) && particle == 'も' {
                    return None;
                }
                let from = topic.rfind(['、', '。', ')', '」', ',']).map_or(0, |at| {
                    at + topic
                        .get(at..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(0, char::len_utf8)
                });
                // 今回は, 本年度は: when, not what.
                let topic = topic.get(from..);
                let when = [
                    "今回",
                    "今月",
                    "今年",
                    "今年度",
                    "本年",
                    "本年度",
                    "今週",
                    "今期",
                    "ただし",
                    "但し",
                ];
                return topic.filter(|topic| !when.contains(topic));
            }
        }
        let cut = head.rfind('、')?;
        head = head.get(..cut)?;
    }
    None
}

pub(super) fn starts_with_answer(text: &str) -> bool {
    let text = text.trim_start_matches(['御', 'ご', 'お', '、']);
    // The public's opinions are asked for (行政手続法第39条), not the addressee's.
    !text.starts_with("意見公募") && text.starts_with_any(ANSWERS)
}

pub(super) fn is_answer_topic_or_none(before: &str) -> bool {
    // 「回答の提出は、出先機関は９月１９日、本庁各課は９月２６日までとする」
    let outer = || {
        before.split_at_word("は、").is_some_and(|(topic, rest)| {
            !rest.is_empty()
                && !is_third_party_topic(topic)
                && topic.ends_with_any(&["回答", "提出", "報告", "登録", "提出期限", "回答期限"])
        })
    };
    topic_of(before).is_none_or(|topic| {
        if topic.ends_with(['課', '局', '部', '省', '庁', '関', '県', '市', '所', '校']) && outer()
        {
            return true;
        }
        let topic = topic.trim_end_matches("について").trim_end_matches("に関して");
        !is_third_party_topic(topic)
            && (topic.contains_any(ANSWERS)
                || topic.contains_any(ANSWER_TOPICS)
                || is_question_number(topic)
                || is_report_number(topic))
    })
}

/// 第２報, 続報.
fn is_report_number(topic: &str) -> bool {
    let number = topic.strip_suffix('報').unwrap_or_default();
    matches!(number, "続" | "速" | "次" | "確定")
        || number
            .rsplit_once('第')
            .is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// 問１, 設問３.
fn is_question_number(topic: &str) -> bool {
    topic.split('問').skip(1).any(|rest| {
        let rest = rest.trim_start_matches('の');
        rest.starts_with(|c: char| c.is_ascii_digit() || is_circled(c))
    })
}

/// Whether a topic is no answer, or the sender's own business: not 当省への提出.
pub(super) fn is_third_party_topic(topic: &str) -> bool {
    if is_third_party_exchange(topic) {
        return true;
    }
    // 期限付職員の雇用は, 新システムの運用は: not 利用申請は.
    let takes_in = ["登録", "フォーム", "回答", "受付", "応募", "申込", "提出"];
    if topic.ends_with_any(DURATION_TOPICS) && !topic.contains_any(&takes_in) {
        return true;
    }
    // 契約予定一覧は: a paper, whatever it is about.
    let is_paper = topic.ends_with_any(&[
        "一覧",
        "一覧表",
        "名簿",
        "調書",
        "資料",
        "様式",
        "調査票",
        "報告書",
        "計画書",
    ]);
    !is_paper
        && THIRD_PARTY_TOPICS.iter().any(|word| {
            topic.find_word(word).is_some_and(|at| {
                let rest = topic.get(at + word.len()..).unwrap_or_default();
                !rest.starts_with_any(&["へ", "宛", "あて", "に", "まで"])
            })
        })
}
