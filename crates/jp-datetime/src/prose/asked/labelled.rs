//! The label of a moment: 提出期限, 締切, 開催日.

use super::limited_moment::LimitedMoment;
use crate::prose::clock::Time;
use crate::prose::day::Day;
use crate::prose::distant_label::{is_example, label_belongs_to_next};
use crate::prose::label::{is_answer_name, is_deadline_label};
use crate::prose::labelled_row::{
    is_form_below_limit, is_item_in_row, is_labelled_variant, is_next_of_labelled_row,
};
use crate::prose::lexicon::{PAST_ENDINGS, SENDERS};
use crate::prose::limit::Limit;
use crate::prose::list_row::{LIST_REACH_BYTES, is_list_row};
use crate::prose::meeting::is_event_form_day;
use crate::prose::sentence::{
    asks, ends_after_limit, is_circled, rest_of_sentence, window_after, window_before,
};
use crate::prose::sentence_topic::starts_with_answer;
use crate::prose::third_party_limit::is_third_party_limit;
use crate::prose::word_search::WordSearch;

/// Whether something is asked by then, as the label says.
pub(super) fn is_asked_by_label(moment: &LimitedMoment<'_>) -> Option<bool> {
    let above = moment.around.above;
    // 「利用希望日を…までに返信願います」: what is sent, and no label.
    // 「調査期間　11月10日から28日までに、調査票に記入し、返信してください」
    let is_period_asked = || moment.is_range() && moment.rest.starts_with('、');
    let is_object = moment.limit == Limit::By && moment.asked && (above.ends_with('を') || is_period_asked());
    let label = moment.label.filter(|is_deadline| *is_deadline || !is_object);
    if is_case_of_label(moment) {
        return Some(true);
    }
    // 掲載希望日の１０日前
    let counts_from_label = moment.found.day.counts_back() && above.ends_with('の');
    if label == Some(false) && asks_for_labelled(moment) {
        return Some(true);
    }
    if let Some(is_deadline) = label.filter(|_| !counts_from_label) {
        return Some(
            is_deadline
                && !was_met(moment)
                && !is_answered_by_sender(moment)
                && !is_example(above)
                && !is_reason_for_next(moment)
                && !is_event_form_day(moment.text, moment.found.range.end, moment.around)
                && !names_another(moment),
        );
    }
    // 起案日　10月20日　決裁期限　10月24日: the label belongs to the next date.
    (moment.limit == Limit::Noun && label_belongs_to_next(moment.text, moment.found, moment.next))
        .then_some(false)
}

/// 「回答の期日である１月９日（金）に間に合わないおそれがあるときは」, 「全体の締切りを10月23日（木）と定めますが」
pub(super) fn is_named_as_limit(moment: &LimitedMoment<'_>) -> bool {
    let before = moment.around.before;
    let named = before
        .strip_suffix_any(&["である", "となる", "たる"])
        .or_else(|| {
            before
                .strip_suffix('を')
                .filter(|_| moment.rest.starts_with_any(&["と定め", "と設定"]))
        });
    // 「提出期限に変更はなく、10月３日（金）12:00です。」
    let unchanged = || {
        before
            .strip_suffix_any(&["に変更はなく、", "の変更はなく、", "は変わらず、"])
            .filter(|_| moment.rest.starts_with_any(&["です", "のまま", "とします"]))
    };
    let named = named.or_else(unchanged);
    let sentence = rest_of_sentence(moment.around.behind);
    named.is_some_and(|label| is_deadline_label(label) && !is_third_party_limit(label))
        && !sentence.ends_with('た')
}

/// 「締切りは、文章のみの場合は６月19日（金）、図版を伴う場合は６月17日（水）といたします」
fn is_case_of_label(moment: &LimitedMoment<'_>) -> bool {
    moment.around.before.ends_with("場合は")
        && moment
            .around
            .before
            .split_at_word("は、")
            .is_some_and(|(label, _)| is_deadline_label(label) && !is_third_party_limit(label))
        && rest_of_sentence(moment.around.behind).ends_with_any(&[
            "とします",
            "といたします",
            "とさせていただきます",
            "とする",
            "です",
            "となります",
        ])
}

/// 「市の回答期限が９月30日なので、９月11日までに転送してください」
fn is_reason_for_next(moment: &LimitedMoment<'_>) -> bool {
    moment.around.above.ends_with('が')
        && moment.next_is_near()
        && moment
            .around
            .behind
            .strip_prefix_any(&["なので、", "ですので、", "であるため、"])
            .is_some_and(asks)
}

/// 「納入期限　１０月１０日（金）　物品は第１倉庫に納入すること」: what the label names is asked of the addressee.
fn asks_for_labelled(moment: &LimitedMoment<'_>) -> bool {
    /// How far behind the request may be, in bytes.
    const REACH_BYTES: usize = 200;
    let head = moment.around.above.trim_end_matches([':', ' ', '】', ')']);
    let head = head.strip_suffix('は').unwrap_or(head);
    let behind = window_after(moment.text, moment.found.range.end, REACH_BYTES);
    let behind = behind.split('\n').next().unwrap_or_default();
    let named = head.strip_suffix_any(&["期限", "期日"]);
    named.is_some_and(|head| {
        ["納入", "納品", "返却", "返還", "支払", "納付"]
            .iter()
            .any(|what| {
                // The sentence behind may ask for it: 「納付期限は10月31日です。納入告知書により納付してください。」
                head.ends_with(what)
                    && behind.split_at_word(what).is_some_and(|(_, rest)| {
                        rest.starts_with_any(&["すること", "してくだ", "願います", "されたい", "いただ"])
                    })
            })
    })
}

/// 「期限の５月３０日（金）までに全件そろいました」, 「締切日である５月１０日までに全都道府県から回答を得た」
fn was_met(moment: &LimitedMoment<'_>) -> bool {
    let clause = moment.clause.trim_end_matches('。');
    moment.limit == Limit::By
        && (clause.ends_with_any(&["を得た", "があった", "そろった", "を受けた"])
            || !moment.asked && clause.ends_with_any(&["ました", "でした"]))
}

/// 「期限の２３日（金）までに回答します」
fn is_answered_by_sender(moment: &LimitedMoment<'_>) -> bool {
    moment.limit == Limit::By
        && !moment.asked
        && starts_with_answer(moment.rest)
        && moment
            .clause
            .trim_end_matches('。')
            .ends_with_any(&["します", "する予定です", "できる見込みです"])
}

/// Whether the words after the moment make of the limit something else: the day of an event, a plan, a report.
fn names_another(moment: &LimitedMoment<'_>) -> bool {
    let &LimitedMoment {
        rest,
        rest_in_bracket: own,
        asked,
        ..
    } = moment;
    let has_own_verb = moment.limit == Limit::At
        && !asked
        && !own.is_empty()
        && rest.starts_with(|c: char| c.is_alphanumeric())
        && !starts_with_answer(rest)
        && !rest
            .trim_start_matches('に')
            .starts_with_any(&["と", "で", "なり", "なる", "なっ", "設定", "迫", "近づ"]);
    // 「期限を４月２５日とする照会を発出しました」
    let is_reported = !asked
        && rest.starts_with_any(&["とする", "とした"])
        && rest.trim_end_matches([')', ' ']).ends_with("ました");
    // 「先方から回答期限を１月末とする提案があった」
    let is_proposed = !asked
        && rest.starts_with_any(&["とする", "との", "という", "としたい旨の"])
        && rest.contains_any(&["意見が", "案が", "要望が", "発言が", "指摘が", "回答が", "連絡が"]);
    // 「今回の答弁期限は２月４日（水）」: the Cabinet's, by law.
    // 「閣議は２月20日（金）、答弁期限は同日です」
    let is_of_cabinet_meeting = !asked
        && moment.words == "同日"
        && window_before(moment.around.above, moment.around.above.len(), 90).contains_word("閣議は");
    let is_cabinets = !asked && moment.around.above.trim_end_matches('は').ends_with("答弁期限") && {
        let near = window_before(moment.around.above, moment.around.above.len(), 240);
        ["国会法", "内閣は", "議長に"]
            .iter()
            .any(|law| near.contains(law) || moment.around.behind.contains(law))
    };
    // 「翌債の承認を受けた場合の支出の期限は、４月30日となる」
    let is_of_spending = !asked
        && moment.around.above.trim_end_matches('、').ends_with_any(&[
            "支出の期限は",
            "支出期限は",
            "執行の期限は",
            "処分制限期限は",
            "繰越しの期限は",
        ]);
    has_own_verb
        // 「定員の期限（時限定員）が３月31日に到来するものは」
        || rest
            .trim_start_matches('に')
            .starts_with_any(&["到来する", "到来し", "満了する", "満了し"])
        || is_cabinets
        || is_of_cabinet_meeting
        || is_of_spending
        || is_reported
        || is_proposed
        // 「締切につきましては、２月上旬を想定しておりますが、改めて御連絡いたします」
        || rest.starts_with_any(&[
            "でどうか", "ではどうか", "という話", "との話", "で調整中", "と承った", "と承りました", "と官報", "と公告",
            "となる見込", "になる見込", "となる見通し", "の見込", "となる可能性", "に送", "に開",
        ])
        || (moment.is_range() || moment.around.behind.contains_any(&["改めて", "追って"]))
            && !asked
            && rest.starts_with_any(&[
                "を予定",
                "となる予定",
                "の予定",
                "して",
                "を見込",
                "を想定",
                "を計画",
                "を考え",
            ])
        // 期限（１１月１４日）内
        || !asked && rest.trim_start_matches(')').starts_with('内')
        || rest.starts_with_any(&["の会議", "の閣議", "に施行", "に実施"])
            && !moment.around.above.ends_with("期限")
}

/// 「期限は短めの９月１１日１０時とさせてください」
pub(super) fn is_set_as_limit(moment: &LimitedMoment<'_>) -> bool {
    let before = moment.around.before;
    // 「締切をお伝えし忘れていました。７月16日（水）です。」
    let is_added = || {
        let above = moment.around.above.trim_end_matches(' ');
        let sentence = above
            .trim_end_matches('。')
            .rsplit(['。', '\n'])
            .next()
            .unwrap_or_default();
        before.is_empty()
            && moment.rest.starts_with("です")
            && sentence.contains_any(&["忘れ", "漏れ", "抜けて"])
            && sentence.contains_any(&["期限", "締切", "〆切", "期日"])
    };
    if is_added() {
        return true;
    }
    moment.limit == Limit::None
        && moment.rest.starts_with_any(&[
            "とさせて",
            "とします",
            "といたします",
            "とする",
            "となって",
            "となります",
            "です",
            "でござ",
            "であり",
        ])
        && !moment.rest.starts_with_any(PAST_ENDINGS)
        && ["期限は", "締切は", "期日は", "〆切は"].iter().any(|word| {
            before
                .rfind_word(word)
                .and_then(|at| before.get(..at + word.len()))
                .is_some_and(is_deadline_label)
        })
        && !is_third_party_limit(before)
}

/// 「第１回提出：９月１０日」, 「様式１（更新版）９月１０日まで」
pub(super) fn is_named_answer(moment: &LimitedMoment<'_>) -> bool {
    let above = moment.around.above;
    moment.limit == Limit::None
        && moment.found.day != Day::Unspecified
        && (ends_after_limit(moment.rest_in_bracket)
            // 「最終回答：９月２５日（木）17時として、許可実績の御提出をお願いします」
            || moment.rest.strip_prefix("として、").is_some_and(asks))
        && is_answer_name(above, moment.around.behind)
        || matches!(moment.limit, Limit::None | Limit::Until | Limit::Noun)
            && (is_labelled_variant(above) || is_form_below_limit(above))
        || moment.limit == Limit::None
            && (is_item_in_row(above, moment.around.behind)
                || is_next_of_labelled_row(moment.around.line, moment.around.behind))
        || is_limit_below_item(moment)
        || is_action_of_row(moment)
        || moment.limit == Limit::None
            && matches!(moment.found.time, Some(Time::Minute(_)))
            && is_question_or_opinion(above, moment.around.behind)
}

/// How far above the rows of a list the request for them stands, in bytes.
const LIST_REQUEST_BYTES: usize = 400;

/// 「①要求事項一覧（様式１）」, and below it 「→ 5/22(金)正午」.
fn is_limit_below_item(moment: &LimitedMoment<'_>) -> bool {
    let above = moment.around.lines_above();
    // 「・シート本体　→　明日15時」, on one line
    let Some(own) = moment.around.line.trim().strip_suffix('~') else {
        return false;
    };
    // 「法令の改正状況（～9月30日まで）の反映」: up to then.
    if moment.in_brackets {
        return false;
    }
    let item = if own.is_empty() {
        above.last_line()
    } else {
        own.trim()
    };
    // On one line with its moment an item may be a row of a plan.
    let asks_above = || {
        let near = window_before(above, above.len(), LIST_REQUEST_BYTES);
        asks(near)
            && (own.is_empty() || !near.contains_any(&["予定", "スケジュール", "日程", "人事", "施行"]))
    };
    let asks_below = || {
        let below = window_after(moment.text, moment.found.range.end, LIST_REACH_BYTES);
        below
            .split('\n')
            .skip(1)
            .find(|line| !is_list_row(line))
            .is_some_and(|line| line.starts_with("までに") && asks(line))
    };
    // ＜当省の作業＞, which normalised text may have joined with the row above
    let is_ours = || {
        let mut headings = above
            .lines_from_last()
            .filter_map(|line| line.rfind(['<', '【', '■']).and_then(|at| line.get(at..)));
        headings
            .next()
            .is_some_and(|heading| heading.contains_any(&SENDERS))
    };
    ends_after_limit(moment.rest_in_bracket)
        && !is_ours()
        && item.starts_with(|c: char| is_circled(c) || c.is_ascii_digit() || "(・○●■□◆".contains(c))
        && (asks_above() || asks_below())
}

/// 「１．今週中：各課の確認担当者名を契約課へ連絡」, below 「次の順で進めてください。」
fn is_action_of_row(moment: &LimitedMoment<'_>) -> bool {
    let above = moment.around.lines_above();
    let action = moment.rest_in_bracket.strip_prefix(':').unwrap_or_default();
    let action = action
        .split('\n')
        .next()
        .unwrap_or_default()
        .trim_end_matches(['。', ' ']);
    matches!(moment.limit, Limit::At | Limit::Until | Limit::None)
        && !above.is_empty()
        && !moment.around.line.contains(char::is_alphabetic)
        && action.contains('を')
        && action.ends_with_any(&[
            "連絡", "提出", "入力", "回答", "登録", "報告", "送付", "返送", "返信",
        ])
        && !action.contains_any(&SENDERS)
        && asks(window_before(above, above.len(), LIST_REQUEST_BYTES))
}

/// （質問9/10 18時、意見9/11 18時）, 質問（9/10 18時）: as subjects of consultations end.
fn is_question_or_opinion(above: &str, behind: &str) -> bool {
    const NAMES: [&str; 6] = ["質問", "意見", "再質問", "再意見", "質問提出", "意見提出"];
    let (above, closed) = match above.strip_suffix('(') {
        Some(above) => (above, behind.strip_prefix(')')),
        None => (above, Some(behind)),
    };
    let name = above
        .trim_end_matches([' ', ')'])
        .rsplit(['(', ')', '】', '、', ',', '/', '・', ' ', '\n'])
        .next()
        .unwrap_or_default();
    NAMES.contains(&name)
        && closed.is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(['(', ')', '】', '、', ',', '/', '・', ' ', '\n'])
                || rest.starts_with_any(&NAMES)
        })
}
