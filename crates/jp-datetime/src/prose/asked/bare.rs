//! A moment without a limit word: 9月11日（木）17時　回答締切.

use super::limited_moment::{LimitedMoment, has_no_third_party_topic};
use crate::prose::actor::is_sender_or_contractor;
use crate::prose::bracket::{is_deadline_title_tag, is_time_of_title_tag};
use crate::prose::clock::Time;
use crate::prose::columns::starts_with_month_day;
use crate::prose::earlier_occasion::mentions_earlier_occasion;
use crate::prose::lexicon::SENDERS;
use crate::prose::limit::implies_limit;
use crate::prose::sentence::{asks, is_past_request, window_before};
use crate::prose::sentence_topic::{is_answer_topic_or_none, starts_with_answer, topic_of};
use crate::prose::third_party_limit::{THIRD_PARTIES, is_third_party_exchange, is_third_party_limit};
use crate::prose::word_search::WordSearch;

/// Whether the addressee is asked for something by then.
pub(super) fn is_asked_barely(moment: &LimitedMoment<'_>) -> bool {
    let (before, own) = (moment.around.before, moment.rest_in_bracket);
    // 【９/１１中】…について（照会）
    if implies_limit(moment.words)
        && let Some(asked) = is_deadline_title_tag(before, moment.rest)
    {
        return asked;
    }
    // 【9月11日締】…について（照会）
    if let Some(behind) = moment.around.behind.strip_prefix('締')
        && behind.starts_with(['】', ')'])
        && let Some(asked) = is_deadline_title_tag(before, behind)
    {
        return asked;
    }
    if moment.found.time.is_some() && is_time_of_title_tag(before, moment.around.behind) {
        return true;
    }
    let is_wish = own.starts_with_any(&[
        "でお願い",
        "で御願い",
        "で願い",
        "でよろしく",
        "でいかが",
        "でいただけ",
        "で頂け",
        "でいただきた",
        "着でお願い",
        "着で願い",
    ]);
    // 「説明資料は明朝一番で送付願います」, 「明朝のうちに御提出ください」
    let within = own.strip_prefix_any(&["のうちに", "の内に", "で"]);
    if matches!(
        moment.found.time,
        Some(Time::Morning | Time::Evening | Time::Close)
    ) && moment.asked
        && within.is_some_and(starts_with_answer)
        && has_no_third_party_topic(before)
    {
        return true;
    }
    // 「担当部分を作成し、明朝、当室まで御提出ください」
    let to_us = || {
        let whom = own.strip_prefix('、').and_then(|rest| rest.split_at_word("まで"));
        whom.is_some_and(|(whom, what)| SENDERS.contains(&whom) && starts_with_answer(what))
    };
    if moment.asked && matches!(moment.found.time, Some(Time::Morning | Time::Evening)) && to_us() {
        return true;
    }
    // 「市町村から県への報告は１０月２３日でお願いします」
    let is_exchange = || topic_of(before).is_some_and(is_third_party_exchange);
    // 「・問16～19は10月20日（月）18時でそれぞれ御返信ください」
    let is_each = moment.asked && own.strip_prefix("でそれぞれ").is_some_and(starts_with_answer);
    is_each
        || is_wish && (has_no_third_party_topic(before) && is_answer_topic_or_none(before) || is_exchange())
        || is_row_of_limit(own)
        || is_row_of_delivery(moment)
        || is_step_asked(moment)
        || starts_with_answer(own)
            && asks(own.split('、').next().unwrap_or_default())
            && moment.found.time.is_some()
            && !is_past_request(own)
}

/// 「９月２６日（金）　市町村：申請書案を県に提出してください」: a row of a plan that asks for an answer.
fn is_step_asked(moment: &LimitedMoment<'_>) -> bool {
    const ACTOR_CHARS_LIMIT: usize = 8;
    let Some((actor, step)) = moment.rest_in_bracket.split_once(':') else {
        return false;
    };
    let step = step.trim_end_matches(['。', ' ']);
    !moment.around.before.contains(char::is_alphanumeric)
        && (1..=ACTOR_CHARS_LIMIT).contains(&actor.chars().count())
        && !is_sender_or_contractor(actor)
        && step
            .strip_suffix_any(&["してください", "して下さい", "願います", "をお願いします"])
            .is_some_and(|step| {
                step.ends_with_any(&["提出", "回答", "登録", "報告", "返送", "送付", "送信", "返信"])
            })
}

/// 「11月26日（水）12時　各省→当室　意見の提出」, 「６／19（金）　【貴省】　システム一覧の確認・修正の登録」: a step of a plan that
/// begins with the addressee.
pub(super) fn is_step_of_addressee(moment: &LimitedMoment<'_>) -> bool {
    const STEP_CHARS_LIMIT: usize = 24;
    let row = moment.rest.trim_start_matches(['、', ' ', '|']);
    let to_sender = || {
        row.split_once('~').is_some_and(|(from, to)| {
            from.starts_with(['各', '貴']) && from.chars().count() <= 8 && to.starts_with(['当', '本', '弊'])
        })
    };
    let tagged = || {
        row.strip_prefix("【貴")
            .and_then(|row| row.split_once('】'))
            .is_some_and(|(who, _)| who.chars().count() <= 4)
    };
    let step = row.split('(').next().unwrap_or_default().trim_end();
    let is_done = row
        .split('\n')
        .next()
        .is_some_and(|row| row.contains_any(&["(済", "(完了", "(終了"]));
    // 「現在までの経緯」
    let is_history = || {
        window_before(moment.around.above, moment.around.above.len(), 240)
            .contains_any(&["経緯", "経過", "実績"])
    };
    !is_done
        && !step.contains_any(&["国会", "議会", "閣議"])
        && !is_history()
        && !moment.around.before.contains(char::is_alphanumeric)
        && step.chars().count() <= STEP_CHARS_LIMIT
        && step.ends_with_any(&["提出", "回答", "登録", "報告", "返送", "送付", "送信", "返信"])
        && (to_sender() || tagged())
}

/// 「法案の件名・要旨　12月26日（金）15時　内閣総務官室あて提出」, 「調書：３月19日（木）16時、各課から管理官へ提出」
fn is_row_of_delivery(moment: &LimitedMoment<'_>) -> bool {
    let row = moment.clause.trim_start_matches(['、', ' ']);
    let whom = row.strip_suffix_any(&["提出", "送付", "返送", "登録", "回答", "報告"]);
    let line = moment.around.line;
    matches!(moment.found.time, Some(Time::Minute(_)))
        && whom.is_some_and(|whom| {
            !whom.contains(['。', '、', 'を', 'が'])
                && (whom.ends_with_any(&["あて", "あてに", "宛", "宛て", "宛に", "宛てに"])
                    || whom.starts_with(['各', '貴']) && whom.contains_word("から") && whom.ends_with('へ'))
        })
        && line.contains(char::is_alphabetic)
        && !is_third_party_limit(line)
}

/// Whether the words after the moment, as the row of a plan, are the name of a limit.
fn is_row_of_limit(own: &str) -> bool {
    const NAME_CHARS_LIMIT: usize = 22;
    let row = own
        .trim_start_matches(['～', '~', ' ', ':', '…', '・', '|'])
        .trim_end_matches(['|', ' ']);
    // ６月１０日　第１回提出期限／６月１７日　第２回提出期限
    let row = row
        .split_once(['/', '、', ','])
        .filter(|(_, next)| next.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(row, |(row, _)| row);
    // 調査票の提出期限（都道府県→当省）
    let row = row
        .strip_suffix(')')
        .and_then(|row| row.rsplit_once('('))
        .filter(|(_, way)| {
            way.split_once(['→', '~'])
                .is_some_and(|(_, to)| to.starts_with(['当', '本', '弊']))
        })
        .map_or(row, |(row, _)| row);
    // 調査票の提出（期限）, 省内締切　17:00
    let row = row.trim_end_matches(|c: char| c == ')' || c.is_ascii_digit() || ":時分 ".contains(c));
    // 「10月６日～10月10日｜９月５日（金）必着」: the limit is the next cell's own.
    !starts_with_month_day(row)
        && row.chars().count() <= NAME_CHARS_LIMIT
        && row.ends_with_any(&[
            "締切",
            "〆切",
            "締め切り",
            "期限",
            "必着",
            "〆",
            "締切り",
            " due",
            "クローズ",
        ])
        // A cell ends where its bar stands: 「| 様式１、様式２の提出〆切 |」.
        && !row.contains('。')
        && (own.starts_with('|') || !row.contains('、'))
        && !is_third_party_limit(row)
        && !mentions_earlier_occasion(row)
        // 「受注事業者　当委員会が行うアンケートの回答期限」
        && !row.starts_with_any(THIRD_PARTIES)
        && !row.contains_word("事業者当")
}
