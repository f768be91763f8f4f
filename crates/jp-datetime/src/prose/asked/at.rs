//! A moment followed by に, 中に or 以内に.

use super::limited_moment::{LimitedMoment, has_no_third_party_topic, is_paper_to_office};
use super::until::mentions_answer;
use crate::prose::bracket::is_deadline_title_tag;
use crate::prose::clock::Time;
use crate::prose::day::Day;
use crate::prose::lexicon::{ANSWERS, MEETINGS, SENDERS};
use crate::prose::limit::{implies_limit, is_relative_clause};
use crate::prose::missed_limit::warns_of_consequence;
use crate::prose::sentence::{
    accepts_answers, asks, ends_after_limit, is_about_missing_answer, is_past_request,
};
use crate::prose::sentence_topic::{is_answer_topic_or_none, starts_with_answer, topic_of};
use crate::prose::word_search::WordSearch;

/// Whether the addressee is asked for something by then.
pub(super) fn is_asked_at(moment: &LimitedMoment<'_>) -> bool {
    let own = moment.rest_in_bracket;
    let clause = own.split(['、', ',']).next().unwrap_or_default();
    let closes = implies_limit(moment.words)
        || matches!(
            moment.found.time,
            Some(Time::Morning | Time::Close | Time::Evening)
        );
    if closes {
        return is_asked_within(moment, clause);
    }
    if (sets_limit(clause) || is_latest_time_asked(moment, clause))
        && has_no_third_party_topic(moment.around.before)
    {
        return true;
    }
    // 「水曜14時に打合せお願いします」
    // 「10時に担当者同士で打合せをお願いします」, 「17時にお時間を頂戴できれば幸いです」, 「午後６時に閉まりますので御注意ください」
    let is_of_meeting = || {
        MEETINGS.all(clause).any(|(word, at)| {
            let rest = clause.get(at + word.len()..).unwrap_or_default();
            rest.starts_with_any(&["をお願い", "をさせていただ"])
        })
    };
    let closes_place = || {
        clause.starts_with_any(&["閉まり", "閉じま", "閉鎖", "消灯", "施錠"])
            && topic_of(moment.around.before)
                .is_some_and(|topic| topic.ends_with(['場', '門', '舎', '館', '室', '堂', '口']))
    };
    let is_of_occasion = clause.starts_with("お時間を") || closes_place();
    if matches!(moment.found.time, Some(Time::Minute(_)))
        && (clause.starts_with_any(MEETINGS.words) || is_of_occasion || is_of_meeting())
    {
        return false;
    }
    // 「１２月上旬に正式な協議を予定しておりますので御承知おきください」
    let is_planned = clause.contains_any(&[
        "予定して",
        "予定です",
        "予定され",
        "見込",
        "承知おき",
        "承知置き",
        "了知",
    ]);
    if is_planned || clause.starts_with("お待ち") {
        return false;
    }
    // 9月11日に御回答ください; 9月11日に開催する会議について御回答ください.
    // 「遅くとも10/15 17:00には返送を。」
    let verb = clause
        .strip_prefix_any(&["は", "それぞれ", "各々"])
        .unwrap_or(clause);
    let verb = verb
        .trim_start_matches(['御', 'ご', 'お'])
        .trim_end_matches(['を', '。']);
    let is_span_of_hours = moment.is_range() && moment.found.day == Day::SameDay(0);
    ANSWERS.contains(&verb) && has_no_third_party_topic(moment.around.before)
        || asks(clause)
            // 「13:15～14:00で御参加をお願いします」: the hours of a meeting.
            && (!asks_to_come(clause) || starts_with_answer(verb) && !is_span_of_hours)
            && !is_time_of_meeting(moment)
            && !is_relative_clause(clause)
            && !is_past_request(clause)
}

/// The same for words that name a span: 今週中, 午前中, ３日以内.
fn is_asked_within(moment: &LimitedMoment<'_>, first_clause: &str) -> bool {
    let &LimitedMoment {
        around,
        rest,
        rest_in_bracket: own,
        clause,
        ..
    } = moment;
    let (before, behind) = (around.before, around.behind);
    // The limit word may have taken the closing bracket: 【本日中】予算関係資料の照会
    if let Some(asked) = is_deadline_title_tag(before, behind).or_else(|| is_deadline_title_tag(before, rest))
    {
        return asked;
    }
    // 「送付後５営業日以内に回答をいただけない項目は、原案どおりで確定させていただきます」
    if warns_of_consequence(clause, behind) && has_no_third_party_topic(before) {
        return true;
    }
    // 「来週月曜の午前中に、搬出する物品の数をお知らせください」
    let is_parted = behind
        .get(..behind.len().saturating_sub(rest.len()))
        .is_some_and(|limit| limit.ends_with('、'));
    if !is_parted && is_relative_clause(own.trim_start_matches('に')) {
        return false;
    }
    // 「要望は８月末に受け付け、11月以降、審議される見込みです」
    let is_plan = own.trim_start_matches('に').starts_with("受け付け、")
        && behind.trim_end_matches('。').ends_with_any(&[
            "見込みです",
            "見込みである",
            "予定です",
            "予定である",
            "予定",
        ]);
    // 「県庁のご都合は３月中に承っております」
    let is_heard = own.trim_start_matches('に').starts_with("承って");
    // 「見直しが令和７年度中に完了しない場合は、その理由を」
    let is_case = ["しない場合", "できない場合", "とならない場合", "に至らない場合"]
        .iter()
        .filter_map(|case| own.find_word(case))
        .any(|at| own.get(..at).is_some_and(|head| !head.contains(['、', '。'])));
    // 「令和８年度中に利用を始めるシステムについて、今月末までに」: what is answered about.
    let is_about_plan = moment.next_is_near()
        && first_clause.ends_with_any(&["について", "に関して", "につきまして"])
        && first_clause.contains_any(&["する", "める", "れる", "行う", "した", "予定"])
        && !asks(first_clause);
    // 「年度末に向け、管理簿の一斉点検をお願いします」
    let is_aim = own.trim_start_matches('に').starts_with("向け") || own.starts_with("へ向け");
    if is_plan || is_case || is_heard || is_about_plan || is_aim {
        return false;
    }
    // 「年度末で終期を迎える事業は、…廃止すること」
    let ends_then = behind.starts_with_any(&[
        "で終期",
        "で終了する",
        "で廃止",
        "で休暇",
        "で退職",
        "で異動",
        "で閉鎖",
        "で満了",
        "で期限が",
        "に終期",
        "に終了する",
        "に満了",
    ]);
    // 「年内に一度すり合わせをしたく、」
    let is_own_wish = first_clause.ends_with_any(&["をしたく", "を行いたく", "を実施したく"]);
    if is_own_wish || ends_then || modifies_noun(first_clause) || is_occasion(own, first_clause) {
        return false;
    }
    moment.asked && own.strip_prefix('の').is_none_or(starts_with_answer)
        || is_item_to_hand_in(moment, clause)
        || is_noun_request(moment, clause)
        || is_for_sender(clause)
        // 「○３営業日以内に要返信：」
        || own.trim_start_matches('に').strip_prefix('要').is_some_and(starts_with_answer)
        // 「・出席者名簿を９月５日（金）中に提出」
        || before.ends_with('を') && ANSWERS.contains(&own.trim_start_matches('に').trim_end_matches(['。', ' ']))
        || is_about_missing_answer(clause)
        || accepts_answers(clause)
        || is_answer_topic_or_none(before) && mentions_answer(before, "") && ends_after_limit(own)
        || is_paper_to_office(before, clause)
}

/// 「打合せの件、９月17日14時でお願いします」
pub(super) fn is_time_of_meeting(moment: &LimitedMoment<'_>) -> bool {
    let before = moment.around.before.trim_end_matches('、');
    let topic = before
        .strip_suffix_any(&[
            "の件",
            "の日程",
            "の日時",
            "の時間",
            "については",
            "について",
            "は",
        ])
        .unwrap_or(before);
    matches!(moment.found.time, Some(Time::Minute(_)))
        && moment.around.behind.starts_with("でお願い")
        && topic.ends_with_any(MEETINGS.words)
}

/// 「修正の有無を今週中に小職まで。」
fn is_for_sender(clause: &str) -> bool {
    let clause = clause.split(['(', '。', '\n']).next().unwrap_or_default();
    clause
        .strip_suffix_any(&["まで", "へ", "宛て", "宛", "あて"])
        .is_some_and(|whom| SENDERS.contains(&whom.trim_start_matches('に')))
}

/// 「発出から1週間以内に、改善計画をメールで提出。」
fn is_noun_request(moment: &LimitedMoment<'_>, clause: &str) -> bool {
    let before = moment.around.before;
    moment.words.ends_with("以内")
        && (before.is_empty()
            || before.ends_with(['~', ':'])
            || before.ends_with_any(&["発出から", "発信から", "送信から", "受領後", "受信後"]))
        && (clause.contains('を') || clause.contains('へ'))
        && !clause.contains('が')
        && clause
            .trim_end_matches('。')
            .ends_with_any(&["提出", "回答", "報告", "返送", "返信", "登録"])
}

/// 「・本日中に資料を提出」: an item of a list that begins with the limit and ends with what is handed in.
fn is_item_to_hand_in(moment: &LimitedMoment<'_>, clause: &str) -> bool {
    let line = moment.around.line;
    !line.is_empty()
        && !line.contains(char::is_alphabetic)
        && clause.ends_with_any(&[
            "を提出",
            "を回答",
            "を報告",
            "を登録",
            "を送付",
            "を返送",
            "を返信",
        ])
        && !clause.contains_any(&["国会", "閣議", "法案", "審議会", "与党"])
}

/// 「年末に借りた図書は」, 「年内に届けたいものは」
fn modifies_noun(clause: &str) -> bool {
    let is_past_verb = clause.strip_prefix('に').is_some_and(|rest| {
        let kana = rest.trim_start_matches(|c| matches!(c, '一'..='龠'));
        let noun = kana.trim_start_matches(|c| matches!(c, 'ぁ'..='ん'));
        kana.len() < rest.len()
            && kana
                .get(..kana.len() - noun.len())
                .is_some_and(|kana| kana.ends_with('た'))
            && noun.starts_with(|c| matches!(c, '一'..='龠'))
    });
    is_past_verb || clause.contains_word("たいもの")
}

/// 「年度末の資料整理に当たり、御協力をお願いします」
fn is_occasion(own: &str, clause: &str) -> bool {
    own.starts_with_any(&["つき、", "のため、"])
        || clause.ends_with_any(&["に当たり", "にあたり", "に伴い", "に向け", "ため"])
}

/// 「遅くとも９月２２日には」, 「９月２２日には届くよう、御手配をお願いします」
fn is_latest_time_asked(moment: &LimitedMoment<'_>, clause: &str) -> bool {
    let is_latest = moment.around.before.ends_with_any(&["遅くとも", "遅くても"]);
    let arrives = clause.contains_any(&["届くよう", "着くよう", "間に合うよう"]);
    (is_latest || arrives) && (moment.asked || asks(moment.rest_in_bracket))
}

/// 「１１月１７日に一次締切を設け」
fn sets_limit(clause: &str) -> bool {
    ["を設", "を置"].iter().any(|verb| {
        clause
            .split_at_word(verb)
            .is_some_and(|(object, _)| object.ends_with_any(&["締切", "期限", "〆切", "締め切り"]))
    })
}

/// Whether the addressee is asked to come somewhere, which is no answer.
fn asks_to_come(verb: &str) -> bool {
    verb.contains_any(&[
        "お越し",
        "出頭",
        "足労",
        "来庁",
        "来省",
        "来所",
        "来室",
        "来場",
        "同席",
        "出席",
        "集合",
        "参集",
        "集まり",
        "待ち合わせ",
        "会議に",
        "御参加",
        "ご参加",
        "伺",
    ])
}
