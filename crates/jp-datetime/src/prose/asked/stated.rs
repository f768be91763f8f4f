//! Sentences that state what holds, and ask nothing: what a law or a plan says, why a day is another.

use super::limited_moment::LimitedMoment;
use crate::prose::anchor::counted_from;
use crate::prose::day::Day;
use crate::prose::lexicon::ANSWERS;
use crate::prose::limit::Limit;
use crate::prose::sentence::{rest_of_sentence, window_after};
use crate::prose::sentence_topic::topic_of;
use crate::prose::word_search::WordSearch;

/// Whether a sentence only states what holds.
pub(super) fn is_stated(moment: &LimitedMoment<'_>, line: &str) -> bool {
    is_exception_of_period(moment, line)
        || is_stated_only(moment)
        || is_rule_from_event(moment)
        || is_closed_day(moment)
        || is_before_extension(moment)
}

/// 「交付決定の日から１月31日まで。ただし、２か年事業の場合は令和10年１月31日まで。」 of 「事業の実施期間」
fn is_exception_of_period(moment: &LimitedMoment<'_>, line: &str) -> bool {
    moment.limit == Limit::Until
        && !moment.asked
        && line
            .split_at_word("まで。ただし、")
            .is_some_and(|(period, _)| period.contains_word("期間") && !period.contains_any(ANSWERS))
}

/// 「３月31日までに申請する必要があること。」, 「経過措置は３月31日限り。」: what a law says.
fn is_stated_only(moment: &LimitedMoment<'_>) -> bool {
    let sentence = rest_of_sentence(moment.around.behind);
    sentence.ends_with_any(&[
        "必要があること",
        "こととされていること",
        "ものとされていること",
        "こととされていることに留意されたい",
        "見込みであること",
        "予定であること",
    ]) || moment.around.before.ends_with_any(&["経過措置は", "特例措置は"])
        || moment.rest.starts_with("を標準と")
        // 「14日以内に回答がない場合は、同意がないものとして取り扱う」
        || sentence.ends_with("ものとして取り扱う")
        || moment.clause.contains_word("誓約") && moment.clause.contains_any(&["する旨を誓約", "する旨の誓約"])
        || is_need_of_another(moment)
}

/// 「補助事業は３月31日までに完了する必要があります」, 「施行日前に住所を変更した場合には、３月31日までに申請をする必要があります」
fn is_need_of_another(moment: &LimitedMoment<'_>) -> bool {
    let before = moment.around.before;
    if moment.limit != Limit::By {
        return false;
    }
    let Some((verb, _)) = moment.clause.split_at_word("必要があります") else {
        return false;
    };
    let is_work = || {
        verb.contains_any(&["完了", "終了", "着手"])
            && topic_of(before).is_some_and(|topic| topic.ends_with_any(&["事業", "工事", "契約", "業務"]))
    };
    let is_by_law = || {
        verb.contains_any(&["申請", "届出", "登記"])
            && (before.ends_with("した場合には、")
                || before
                    .strip_suffix("については、")
                    .is_some_and(|of| of.contains_word("開始した")))
    };
    // 「補助金の交付を受けた団体は、３月13日までに実績報告書を提出する必要があります」
    let is_of_recipient = || {
        before.contains_any(&[
            "を受けた団体は",
            "を受けた者は",
            "を受けた事業者は",
            "補助事業者は",
        ])
    };
    is_work() || is_by_law() || is_of_recipient()
}

/// 「開封後は６時間以内に使用すること」, 「届出の期限を、着手する日の30日前までとする」: what holds whenever the event takes place; an answer
/// may be due after one.
fn is_rule_from_event(moment: &LimitedMoment<'_>) -> bool {
    let (text, before) = (moment.text, moment.around.before);
    // 「翌課税期間の初日から起算して15日前の日」
    if matches!(moment.found.day, Day::Before(1..)) && moment.rest == "の日" {
        return true;
    }
    let is_before_event = matches!(moment.found.day, Day::Before(1..)) && before.ends_with('の');
    let rest = rest_of_sentence(moment.rest);
    // （国会法第75条第２項）, （現行どおり）
    let rule = match rest.rsplit_once('(') {
        Some((rule, _)) if rest.ends_with(')') => rule,
        _ => rest,
    };
    // 「工事着手の60日前までに届出が必要です（水質汚濁防止法第７条）」
    let cites_law = rest.contains_word("法第") && rest.contains('条');
    let states =
        rule.ends_with_any(&["こと", "とする"]) || rest.contains_word("なければならない") || cites_law;
    if !states || !is_before_event && counted_from(text, moment.found).is_none() {
        return false;
    }
    if cites_law || rule.ends_with("ものとする") && !before.contains('貴') {
        return true;
    }
    let names_answer =
        |words: &str| words.contains_any(ANSWERS) || words.contains_any(&["届", "申請", "手続"]);
    let is_of_answer = rest.starts_with('と') && before.contains_any(&["提出期限", "回答期限", "報告期限"])
        || names_answer(rest)
        || topic_of(before).is_some_and(names_answer)
        || before.contains('貴');
    !is_of_answer
}

/// 「３月20日は祝日のため」, 「５月31日が日曜日に当たるため、翌開庁日まで受け付ける」
fn is_closed_day(moment: &LimitedMoment<'_>) -> bool {
    const CLOSED: [&str; 5] = ["祝日", "休日", "閉庁日", "土曜日", "日曜日"];
    moment
        .around
        .behind
        .strip_prefix_any(&["は", "が"])
        .is_some_and(|rest| rest.starts_with_any(&CLOSED))
        || moment.around.before.ends_with("に当たるため、")
}

/// 「４月21日付け事務連絡により、５月30日を提出期限としてお願いしているところです」, and below it the extension.
fn is_before_extension(moment: &LimitedMoment<'_>) -> bool {
    /// About three sentences, in bytes.
    const REACH_BYTES: usize = 600;
    moment.around.before.contains_word("付け")
        && rest_of_sentence(moment.around.behind).contains_any(&[
            "しているところ",
            "しておりますところ",
            "しておるところ",
        ])
        && {
            let below = window_after(moment.text, moment.found.range.end, REACH_BYTES);
            below.contains_any(&["延長", "変更後", "改め"])
        }
}
