//! Words directly around a moment that decide whether something is asked by it.

use super::limited_moment::{LimitedMoment, has_no_third_party_topic};
use crate::prose::bracket::is_required_tag;
use crate::prose::candidate::Candidate;
use crate::prose::correction::{is_quoted_correction, is_spoken_correction};
use crate::prose::day::Day;
use crate::prose::implied_limit::is_accepted_date;
use crate::prose::lexicon::EVENTS;
use crate::prose::limit::{Limit, strip_event_limit};
use crate::prose::missed_limit::answer_is_missing;
use crate::prose::sentence::{
    accepts_answers, asks, is_about_missing_answer, rest_of_sentence, window_after, window_before,
};
use crate::prose::sentence_topic::topic_of;
use crate::prose::word_search::{WordSearch, ends, starts};

const CLOSING_BRACKETS: [char; 4] = ['」', '』', '】', ')'];

/// 「９月１２日１５時時点で御登録のない府省におかれては」
pub(super) fn is_check_for_answers(moment: &LimitedMoment<'_>) -> bool {
    moment.rest.starts_with("時点で") && is_about_missing_answer(moment.clause)
}

/// 「基準日が３月末か４月１日かを」: an indirect question about the dates.
pub(super) fn is_indirect_question(moment: &LimitedMoment<'_>) -> bool {
    let which = |rest: &str| rest.starts_with_any(&["かを", "かは", "か、", "かに"]);
    let between = |next: &Candidate| moment.text.get(moment.found.range.end..next.range.start);
    let behind = moment.around.behind;
    which(behind)
        || behind.starts_with('か')
            && moment.next.is_some_and(|next| {
                between(next) == Some("か") && which(window_after(moment.text, next.range.end, 12))
            })
}

/// 「令和６年度末（令和７年３月３１日）時点の残高を」
pub(super) fn is_bracketed_reference_date(moment: &LimitedMoment<'_>) -> bool {
    let outside = moment
        .around
        .behind
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'));
    outside.is_some_and(|(_, rest)| rest.starts_with_any(&["時点", "現在"]))
}

/// ９月１０日から, ９月１０日現在, ９月１０日付, ９月１０日公布
pub(super) fn is_date_of_record(moment: &LimitedMoment<'_>) -> bool {
    let (rest, behind) = (moment.rest, moment.around.behind);
    // 「提出資料の時点は、令和７年12月末でそろえてください」
    let is_as_of = behind.starts_with_any(&["でそろえ", "で揃え", "で統一", "で集計"])
        || topic_of(moment.around.before)
            .is_some_and(|topic| topic.ends_with_any(&["時点", "基準日", "基準時"]));
    is_as_of
        || strip_event_limit(behind).is_none()
            && [
                "から",
                "より",
                "以降",
                "以後",
                "以前",
                "現在",
                "時点",
                "付",
                "に公布",
                "に施行",
                "に発",
                "号",
                "生まれ",
                "の第",
                "公布",
                "施行",
                "制定",
            ]
            .iter()
            .any(|word| moment.limit != Limit::By && starts(rest, word) || starts(behind, word))
}

/// 「９月１８日ではなく９月１７日」, 「９月１８日とあるのは」: whether it is the right one of the two.
pub(super) fn corrected_by_words(moment: &LimitedMoment<'_>) -> Option<bool> {
    if is_spoken_correction(moment.around) {
        return Some(true);
    }
    if let Some(is_right) = is_quoted_correction(moment.around) {
        return Some(is_right);
    }
    let behind = moment
        .around
        .behind
        .trim_start_matches(CLOSING_BRACKETS)
        .trim_start_matches('"');
    let rest = moment.rest.trim_start_matches(['」', '』']);
    ["ではな", "でなく", "ではあり", "じゃな", "とあるの", "とある"]
        .iter()
        .any(|word| starts(behind, word) || rest.starts_with(word))
        .then_some(false)
}

/// 「６月９日の午前中までは受け付けますので」
pub(super) fn accepted_until(moment: &LimitedMoment<'_>) -> Option<bool> {
    let &LimitedMoment { rest, clause, .. } = moment;
    if moment.limit != Limit::Until || !rest.starts_with(['は', 'も']) {
        return None;
    }
    let is_accepted = rest.starts_with("は受け付け")
        && accepts_answers(clause)
        && has_no_third_party_topic(moment.around.before)
        // 「２２日の午前中までは待ちますので、意見があれば送ってください」
        || rest.starts_with_any(&["は待ち", "はお待ち"]) && asks(moment.around.behind);
    (is_accepted || !moment.asked || rest.starts_with("は")).then_some(is_accepted)
}

/// 「照会文を再掲します。「…までに御回答ください」」: a text that is shown, not sent.
pub(super) fn is_shown_text(moment: &LimitedMoment<'_>) -> bool {
    let around = moment.around;
    if !around.before.starts_with(['「', '『']) {
        return false;
    }
    // 「「令和８年３月６日（金）17時締切」のように、曜日を併記する」
    let quoted = around.behind.split_once(['」', '』']);
    if quoted.is_some_and(|(_, rest)| rest.starts_with_any(&["のように", "といった表記", "といった書き方"]))
    {
        return true;
    }
    // The line above, or the sentence before it.
    let above = around.above.strip_suffix(around.before).unwrap_or_default();
    let line = above.trim_end_matches(['\n', '。', ':', ' ']);
    let line = line.rsplit(['\n', '。']).next().unwrap_or_default();
    line.contains_any(&[
        "文例",
        "再掲",
        "引用",
        "抜粋",
        "以下の文面",
        "次の文面",
        "との記載",
        "との照会",
        "参考送付",
        "がありましたのでお知らせ",
        "がありましたので、お知らせ",
    ]) || line.ends_with("です") && line.contains_any(&["照会文", "依頼文", "通知文", "文面"])
}

/// 「議員から「資料を明日までに出してほしい」との要望があった旨」: what others have said.
pub(super) fn is_said_by_others(moment: &LimitedMoment<'_>) -> bool {
    moment.around.before.contains('「')
        && moment.around.behind.split_once('」').is_some_and(|(_, rest)| {
            rest.starts_with_any(&[
                "との要望",
                "との声",
                "との意見",
                "との発言",
                "との話",
                "との質問",
                "とあるのは",
            ])
        })
}

/// 【要返信・9/11中】, 【至急 9/11】, 【作業依頼：９月１１日１７時】
pub(super) fn is_tagged_as_required(moment: &LimitedMoment<'_>) -> bool {
    let behind = moment.around.behind;
    // 【再送・本日中に要返信】
    let required_behind = || {
        let tag = behind.strip_prefix(['に', 'で', ' ', '・']).unwrap_or(behind);
        tag.split_once('】')
            .is_some_and(|(name, _)| name.starts_with('要') && is_required_tag(name))
            && moment.around.before.rfind('【') > moment.around.before.rfind('】')
    };
    behind.starts_with([')', '】']) && is_required_tag(moment.around.before) || required_behind()
}

/// 「できれば今日中、遅くとも明日の正午までに」
pub(super) fn is_wish_before_limit(moment: &LimitedMoment<'_>) -> bool {
    let behind = moment.around.behind;
    let is_wish = moment.around.before.contains_any(&[
        "可能であれば",
        "できれば",
        "できましたら",
        "可能でしたら",
        "なるべく",
    ]);
    let outer = behind.strip_prefix("まで").filter(|_| is_wish).unwrap_or(behind);
    let outer = outer.trim_start_matches(['に', 'で', '、']);
    moment.next.is_some() && outer.starts_with_any(&["遅くとも", "遅くても", "どんなに遅くと"])
}

/// 「週内は3月19日が最終となります」
pub(super) fn is_last_of_period(moment: &LimitedMoment<'_>) -> bool {
    !moment.asked
        && moment
            .around
            .before
            .ends_with_any(&["週内は", "年内は", "年度内は"])
}

/// 「本日中に届かない場合は」: of an answer of the addressee, or of something that the sender sends.
pub(super) fn missing_by_then(moment: &LimitedMoment<'_>) -> Option<bool> {
    if moment.limit == Limit::By && answer_is_missing(moment.clause) {
        return Some(true);
    }
    let own = moment.rest_in_bracket.trim_start_matches('に');
    own.starts_with_any(&[
        "届かない",
        "届きません",
        "届いていない",
        "着かない",
        "配信されない",
    ])
    .then_some(false)
}

/// 「９日までに回答フォームへ入力願います。フォームは１６日に閉鎖します」: the first date is the limit.
pub(super) fn closes_form_later(moment: &LimitedMoment<'_>) -> bool {
    let is_form = || {
        topic_of(moment.around.before).is_some_and(|topic| ends(topic, "フォーム") || ends(topic, "サイト"))
    };
    let is_asked_before = || {
        /// About two sentences and an address, in bytes.
        const REACH_BYTES: usize = 300;
        let near = window_before(moment.text, moment.found.range.start, REACH_BYTES);
        near.rsplit_once("まで").is_some_and(|(head, rest)| {
            (head.ends_with(['日', '時', '分', ')']) || head.ends_with(|c: char| c.is_ascii_digit()))
                && asks(rest)
        })
    };
    let closes = moment.around.behind.contains_any(&["閉鎖", "閉じ"]);
    !moment.asked && closes && is_form() && is_asked_before()
}

/// 「明日朝一で結構ですので、御返信願います」
pub(super) fn accepts_that_date(moment: &LimitedMoment<'_>) -> Option<bool> {
    let around = moment.around;
    if !is_accepted_date(around.behind) || !matches!(moment.limit, Limit::None | Limit::At) {
        return None;
    }
    // 「夕刻で結構ですので、明日夕刻までに」
    let is_time_of_next = moment.found.day == Day::Unspecified && moment.next_is_near();
    if is_time_of_next && around.behind.contains_word("ですので") {
        return Some(false);
    }
    let is_event = |topic: &str| topic.contains_any(&EVENTS);
    // 「御回答は本メールの受信後５営業日以内で結構です」
    let before = match around.before.strip_suffix('後') {
        Some(head) => head
            .rfind('は')
            .and_then(|at| head.get(..at + 'は'.len_utf8()))
            .unwrap_or(head),
        None => around.before,
    };
    // 「原稿の確認をお願いします。今週いっぱいで結構です」
    let asked_before =
        || around.before.is_empty() && asks(window_before(around.above, around.above.len(), 120));
    // 「今週中で構いません。祝電文案を見て返してください。」
    let behind = window_after(moment.text, moment.found.range.end, 240);
    let next = behind
        .split_once('。')
        .map_or("", |(_, next)| rest_of_sentence(next));
    Some(
        has_no_third_party_topic(around.before)
            && (asks(moment.clause)
                || around.before.is_empty() && asks(next)
                || topic_of(before).map_or_else(asked_before, |topic| !is_event(topic))),
    )
}
