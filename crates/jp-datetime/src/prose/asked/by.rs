//! A moment followed by までに.

use super::limited_moment::{LimitedMoment, has_no_third_party_topic, is_paper_to_office};
use crate::prose::bracket::limits_answer_before_bracket;
use crate::prose::clock::Time;
use crate::prose::day::Day;
use crate::prose::implied_limit::SUFFICIENCY_PHRASES;
use crate::prose::lexicon::{ANSWERS, SENDERS};
use crate::prose::limit::{is_clause_with_subject, is_relative_clause};
use crate::prose::list_row::{LIST_REACH_BYTES, is_list_row};
use crate::prose::missed_limit::warns_of_consequence;
use crate::prose::sentence::{
    accepts_answers, asks, ends_after_limit, ends_in_noun, is_about_missing_answer, is_past_request,
    window_after,
};
use crate::prose::sentence_topic::{is_answer_topic_or_none, starts_with_answer, topic_of};
use crate::prose::third_party_limit::{THIRD_PARTIES, is_by_third_party};
use crate::prose::word_search::{WordSearch, open_bracket, strip_start};

/// Whether the addressee is asked for something by then.
pub(super) fn is_asked_by(moment: &LimitedMoment<'_>) -> bool {
    let &LimitedMoment {
        around,
        rest,
        rest_in_bracket: own,
        clause,
        ..
    } = moment;
    let (before, behind) = (around.before, around.behind);
    // 【10/10までに要回答】
    let is_required = own.strip_prefix('要').is_some_and(starts_with_answer);
    if says_what_is_valid(own, clause) || is_note(own, before) || is_required {
        return true;
    }
    // 「回答は９月１１日（木）正午までに必着とします」
    if own.starts_with("必着") && has_no_third_party_topic(before) {
        return true;
    }
    // 「御提出は…までに限ります」
    if own.starts_with("限")
        && !own.contains_word("適用")
        && topic_of(before).is_some()
        && is_answer_topic_or_none(before)
    {
        return true;
    }
    // 「当日は１３時１５分までに正面受付にお越しください」: when to come, and no answer.
    let comes = || {
        clause.contains_any(&["お越し", "御参集", "ご参集", "集合して", "御集合", "ご集合"])
            && !clause.contains_any(&ANSWERS_IN_WRITING)
    };
    if moment.found.day == Day::Before(0) && comes()
        || is_done_by_sender(own)
        || is_concession(own)
        || is_relative_clause(own) && !is_asked_by_the_hour(moment)
        || is_clause_with_subject(before, own)
        || is_span_of_choice(own, behind)
        || is_activity_of_span(own, behind)
    {
        return false;
    }
    // 「一報を１７時までに、詳細は明日でお願いします」
    let is_first_of_two = own
        .strip_prefix('、')
        .is_some_and(|rest| asks(rest) || rest.contains_any(SUFFICIENCY_PHRASES));
    if is_first_of_two && before.ends_with('を') && !is_past_request(own) {
        return true;
    }
    // 「希望する事業者は…までに申請する必要がありますので、窓口で尋ねられた際の参考にしてください」
    let is_information = topic_of(before)
        .is_some_and(|topic| topic.ends_with_any(&["者", "方", "人", "法人", "企業"]))
        && moment.clause.contains_word("必要があ")
        && (window_after(behind, 0, 240).contains_any(&["参考に", "御案内", "ご案内", "周知"])
            || around.above.contains_word("周知に御協力"));
    if is_goal(moment) || is_meaning(moment) || is_information || is_duty_of_others(moment) {
        return false;
    }
    let ends_there = || ends_after_limit(own) || clause.len() == own.len() && ends_in_noun(clause);
    let is_about_answer = || {
        is_answer_topic_or_none(before) || clause.contains_any(ANSWERS) || is_paper_to_office(before, clause)
    };
    // 「貴課において来週火曜までに確認」
    let is_addressees = || {
        let actor = before.rsplit(['。', '、', '\n']).next().unwrap_or_default();
        let actor = actor.skip_to_letter();
        actor.starts_with('貴') && actor.ends_with_any(&["において", "で", "から"])
    };
    // 「申込み：令和８年７月３日（金）までに下記フォームから」
    let is_entered = || {
        clause.len() == own.len()
            && clause.ends_with_any(&["フォームから", "サイトから", "システムから", "ページから"])
            && matches!(
                around.line.skip_to_letter().trim_end_matches([':', ' ']),
                "申込み"
                    | "申込"
                    | "申し込み"
                    | "応募"
                    | "登録"
                    | "回答"
                    | "提出"
                    | "参加登録"
                    | "参加申込み"
            )
    };
    // 「領収書の原本は、月末までに総務の佐伯さんへ。」
    let is_sent = || {
        const WHOM_CHARS_LIMIT: usize = 16;
        let whom = clause.split('(').next().unwrap_or_default();
        clause.len() == own.len()
            && whom.chars().count() <= WHOM_CHARS_LIMIT
            && whom
                .strip_suffix_any(&["へ", "まで", "宛て", "あて", "宛"])
                .is_some_and(|whom| !whom.is_empty() && !whom.contains(['を', 'が', '、']))
            && topic_of(before).is_some()
            && has_no_third_party_topic(before)
    };
    moment.asked
        || clause.len() == own.len() && clause.ends_with_any(&["に電話", "へ電話"])
        || is_sent()
        || is_entered()
        || is_step(moment)
        || is_item_of_request_below(moment, clause)
        || ends_there() && (is_addressees() || clause.contains('貴'))
        || is_about_missing_answer(clause)
        || accepts_answers(clause) && !topic_of(before).is_some_and(is_by_third_party)
        || warns_of_consequence(clause, behind)
        || ends_there() && is_about_answer()
        // 「設問に回答（パスワードは11月28日までに別途メールで通知します）」
        || moment.in_brackets
            && limits_answer_before_bracket(rest, before)
            && !clause.trim_end_matches([')', '。']).ends_with_any(&["通知します", "送付します", "連絡します"])
}

/// 「②答弁案は、本日22:30までにメールで」, and below the items 「お願いします。」.
fn is_item_of_request_below(moment: &LimitedMoment<'_>, clause: &str) -> bool {
    const UNFINISHED: [&str; 5] = ["で", "へ", "に", "宛", "まで"];
    let reaches_end = moment.around.behind.ends_with(clause);
    let mut below = window_after(moment.text, moment.found.range.end, LIST_REACH_BYTES)
        .split('\n')
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .skip_while(|line| is_list_row(line));
    reaches_end
        && clause.trim_end().ends_with_any(&UNFINISHED)
        && below.next().is_some_and(|line| {
            line.trim_start().starts_with_any(&[
                "お願いします",
                "お願いいたします",
                "お願い致します",
                "お願い申し上げます",
            ])
        })
}

/// 「目標（令和７年度末までに40％以上60％以下）に御配慮ください」
fn is_goal(moment: &LimitedMoment<'_>) -> bool {
    let before = moment.around.before;
    moment.in_brackets
        && open_bracket(before)
            .and_then(|at| before.get(..at))
            .is_some_and(|head| head.ends_with_any(&["目標", "計画", "方針"]))
}

/// |令和８年度末までに実施|令和９年３月31日までに措置が完了|: what the words of a table mean.
fn is_meaning(moment: &LimitedMoment<'_>) -> bool {
    let line = moment.around.line;
    let row = moment.around.behind.split('\n').next().unwrap_or_default();
    let cell = moment.rest_in_bracket.split('|').next().unwrap_or_default();
    (line.contains('|') || row.contains('|'))
        && !moment.asked
        && cell.trim_end().ends_with_any(&["実施", "完了", "結論"])
}

/// 「…までに到着したものを有効とします」
fn says_what_is_valid(own: &str, clause: &str) -> bool {
    let arrives = own.starts_with_any(&[
        "到着",
        "届いた",
        "来た",
        "寄せられた",
        "受信",
        "到達",
        "提出され",
        "送信され",
        "発送され",
        "投函され",
        "応募され",
        "登録され",
        "提出があった",
        "提出のあった",
        "回答があった",
        "回答のあった",
        "受理",
    ]);
    let is_valid = || {
        clause.contains_any(&[
            "有効と",
            "受け付け",
            "対象と",
            "限り",
            "審査",
            "付議",
            "反映しま",
            "反映いた",
        ])
    };
    let is_past = || {
        is_past_request(clause)
            || clause
                .trim_end_matches(')')
                .ends_with_any(&["ました", "おります", "した。", "いる。"])
    };
    // 「12月31日までに登録された者を集計の対象とします」
    let is_of_data = own.contains_word("された者を") && clause.contains_any(&["集計", "調査の対象"]);
    arrives && is_valid() && !is_past() && !is_of_data
}

/// 「…までに要予約」, 「…までに事務局まで(様式自由)」
fn is_note(own: &str, before: &str) -> bool {
    /// Limits on the characters of each.
    const NECESSITY_CHARS_LIMIT: usize = 8;
    const PLACE_CHARS_LIMIT: usize = 40;
    let first = own.split(['(', '。', '、']).next().unwrap_or_default();
    own.starts_with('要') && first.chars().count() <= NECESSITY_CHARS_LIMIT
        || first.ends_with_any(&["へ", "宛", "宛て", "あて", "まで"])
            && first.len() < own.len()
            && first.chars().count() <= PLACE_CHARS_LIMIT
            && is_answer_topic_or_none(before)
}

/// 「事業者は、９月30日までに申請する必要があります」
fn is_duty_of_others(moment: &LimitedMoment<'_>) -> bool {
    const OTHERS: [&str; 22] = [
        "申請者",
        "届出者",
        "事業者",
        "業者",
        "企業",
        "保護者",
        "労働者",
        "使用者",
        "設置者",
        "受給者",
        "受託者",
        "納税者",
        "農業者",
        "漁業者",
        "医療機関",
        "登録機関",
        "議員",
        "大臣",
        "審議会",
        "裁判所",
        "住民",
        "学校",
    ];
    // 「世帯の皆様には10月８日までに御回答いただくこととしています」
    let is_expected_of_others = || {
        moment.clause.trim_end_matches('。').ends_with_any(&[
            "いただくこととしています",
            "いただくこととしております",
            "いただくことになります",
            "いただくこととなります",
            "いただく予定です",
            "してもらうこととしています",
        ]) && topic_of(moment.around.before)
            .and_then(|topic| topic.strip_suffix('に'))
            .map(|whom| {
                whom.strip_suffix_any(&["の皆様", "の方々", "の方", "の皆さま"])
                    .unwrap_or(whom)
            })
            .is_some_and(|whom| {
                whom.ends_with_any(THIRD_PARTIES) && !whom.contains(['貴', '各'])
            })
            // 「都道府県に対しても同じ案を送っており、そちらは…いただくこととしています」
            || moment.clause.contains_word("いただくこととし")
                && moment.around.before.ends_with("そちらは")
                && ["に対しても", "にも"]
                    .iter()
                    .filter_map(|to| moment.around.before.split_at_word(to))
                    .any(|(whom, _)| whom.ends_with_any(THIRD_PARTIES))
    };
    if is_expected_of_others() {
        return true;
    }
    moment.clause.trim_end_matches('。').ends_with_any(&[
        "必要があります",
        "必要がある",
        "提出するものとする",
    ]) && topic_of(moment.around.before)
        .is_some_and(|topic| topic.ends_with_any(&OTHERS) && !topic.contains(['貴', '各']))
}

/// 「９月12日17時までに把握した事案を御報告ください」: hardly anything else is done by an hour.
fn is_asked_by_the_hour(moment: &LimitedMoment<'_>) -> bool {
    // 「17時までに施行された法令を」, 「17時までに到着した申請を」
    const TAKING_PLACE: [&str; 15] = [
        "お願いしており",
        "お願いしていた",
        "依頼した",
        "依頼していた",
        "照会した",
        "施行され",
        "公布され",
        "発生した",
        "到着した",
        "届いた",
        "受け付けた",
        "開催",
        "実施",
        "開始",
        "終了",
    ];
    moment.asked
        && matches!(moment.found.time, Some(Time::Minute(_)))
        && !moment.rest_in_bracket.contains_any(&TAKING_PLACE)
}

/// 「仮に６月10日（水）までに国会が閉じたとしても、」
fn is_concession(own: &str) -> bool {
    let clause = own.split('、').next().unwrap_or_default();
    clause.ends_with("としても") && !asks(clause)
}

/// 「５月１６日（金）までに当方から連絡」
fn is_done_by_sender(own: &str) -> bool {
    SENDERS
        .iter()
        .filter_map(|us| strip_start(own, us))
        .any(|by| by.starts_with("から") || by.starts_with("より") || by.starts_with('で'))
}

/// 「１２月１日から１２月３１日までの間、下記の取組を推進されたい」: what goes on during the span.
fn is_activity_of_span(own: &str, behind: &str) -> bool {
    behind.starts_with_any(&["までの間、", "の間、", "までの期間、"])
        && own.contains_any(&["推進", "継続", "強化", "徹底", "励行", "協力", "取り組"])
        && !own.contains_any(&ANSWERS_IN_WRITING)
}

/// Answers that are given once.
const ANSWERS_IN_WRITING: [&str; 6] = ["提出", "回答", "登録", "報告", "送付", "返送"];

/// 「９月２４日～１０月３日の間で御都合の悪い日を、今週金曜までに」
fn is_span_of_choice(own: &str, behind: &str) -> bool {
    let choice = own.trim_start_matches(['、', '御', 'ご']);
    behind.starts_with_any(&["の間", "の期間", "のうち"])
        && choice.starts_with_any(&[
            "都合",
            "候補",
            "希望日",
            "可能な日",
            "予定の",
            "空いて",
            "出席可能",
        ])
}

/// 「ステップ３　団体名を付け、…までに返送する」
fn is_step(moment: &LimitedMoment<'_>) -> bool {
    let line = moment.around.line;
    line.starts_with_any(&["ステップ", "手順", "step"])
        && starts_with_answer(moment.rest_in_bracket)
        && moment.clause.ends_with("する")
}
