//! Limits that have passed, were met or were set in a past request.

use super::limited_moment::LimitedMoment;
use crate::prose::actor::is_sender_duty;
use crate::prose::bracket::is_reflected;
use crate::prose::correction::is_spoken_correction;
use crate::prose::day::{DateYear, Day};
use crate::prose::implied_limit::is_referred_to_as_limit;
use crate::prose::lexicon::PAST_ENDINGS;
use crate::prose::limit::Limit;
use crate::prose::missed_limit::{must_not_be_passed, rejects_late_answers};
use crate::prose::request_words::HEARSAY;
use crate::prose::sentence::{asks, clause_after, is_past_request, rest_of_sentence, window_after};
use crate::prose::word_search::WordSearch;

/// Whether nothing is asked any more by a limit, or it is the sender's own.
pub(super) fn has_passed(moment: &LimitedMoment<'_>) -> bool {
    let &LimitedMoment {
        around,
        rest,
        clause,
        asked,
        ..
    } = moment;
    asked && (is_sender_duty(around.before, clause) || was_asked_before_change(moment))
        || moment.clause.trim_end_matches('。').ends_with_any(&[
            "回答を得た",
            "報告を得た",
            "回答を得ました",
            "お願いしているところです",
            "との依頼がありました",
            "よう要請がありました",
            "よう依頼がありました",
        ])
        // 「10月31日までに考えを示してほしいとの要望書を受け取りました」
        || ["との要望", "との申入れ", "との申し入れ", "との要請"].iter().any(|said| {
            clause
                .trim_end_matches('。')
                .split_at_word(said)
                .is_some_and(|(_, rest)| rest.ends_with_any(&["ました", "ています", "ております"]))
        })
        // 「10月10日までに回答してほしいと申し上げた件は取り下げますので」
        || ["と申し上げた", "とお願いした", "とお伝えした"].iter().any(|said| {
            rest_of_sentence(around.behind)
                .split_at_word(said)
                .is_some_and(|(_, rest)| rest.contains_any(&["取り下げ", "撤回", "不要", "取り消"]))
        })
        || is_acknowledged(moment)
        || is_order_reported(moment)
        || is_closed(moment)
        || is_done_noun(around.before, rest)
        || is_spoken_of_as_past(moment)
        || is_over_quoted(moment)
        || !asked && HEARSAY.occurs_in(rest)
        // 「９月30日（火）までに連絡がなかった府省については、意見がないものとして取り扱いました」
        || clause.contains_word("なかった")
            && rest_of_sentence(around.behind).ends_with_any(&["ました", "でした"])
            && !asks(rest_of_sentence(around.behind))
        // 「締切の６月５日を待たずに」, 「10月30日までにとの急なお願いにもかかわらず」
        || rest.starts_with("を待たず")
        || clause.contains_word("お願いにもかかわらず")
        // 「６月13日（金）の期限に遅れましたこと、おわび申し上げます」
        || rest.split('、').next().unwrap_or_default().contains_any(&[
            "に遅れました",
            "に遅れまして",
            "に遅れて申し訳",
            "に間に合わなかった",
            "に間に合いませんでした",
        ])
        // 「９月８日17時の締切に間に合っております」
        || rest
            .trim_end_matches('。')
            .ends_with_any(&["に間に合っております", "に間に合っています"])
        // 「意見公募は７月31日から８月31日まで行い、12件の意見がありました」
        || rest.starts_with_any(&["行い、", "実施し、", "募集し、", "受け付け、"])
            && rest_of_sentence(rest).ends_with("ました")
        || rest.starts_with_any(PAST_ENDINGS) && !is_still_asked(moment)
        || !asked && is_past_request(clause) && !rejects_late_answers(around.behind)
        // 「作文の募集（中学生は９月５日、高校生は９月10日締切）は既に終了しており」
        || moment
            .behind_bracket()
            .is_some_and(|after| after.starts_with_any(&["は既に終了", "はすでに終了"]))
        // 「１回目の回答（令和６年３月22日）に追記する形でお願いします」
        || around.behind.starts_with_any(&[")に追記", ")に加筆", ")に上書き"])
            && !moment.has_deadline_label()
            && matches!(
                moment.found.day,
                Day::Date {
                    year: DateYear::Written(_),
                    ..
                }
            )
        || moment
            .behind_bracket()
            .is_some_and(|after| after.starts_with_any(&["とは別", "とは異な", "ではなく、"]))
        || moment.in_brackets && rest.split_once(')').is_some_and(|(_, after)| is_reflected(after))
        || moment.in_brackets && is_past_request(clause_after(rest)) && !asks(clause_after(rest))
}

/// 「12月12日までに御回答いただくようお願いしておりましたが、…当該依頼は取り消します」; not a reminder: 「…お願いしておりましたが、まだ
/// 御提出がありません」.
fn was_asked_before_change(moment: &LimitedMoment<'_>) -> bool {
    /// How far behind the change is spoken of, in bytes.
    const REACH_BYTES: usize = 300;
    let was_asked = moment.clause.trim_end_matches('、').ends_with_any(&[
        "お願いしていたところですが",
        "お願いしておりましたが",
        "お願いいたしておりましたが",
        "お願いしていましたが",
        "お願いしましたが",
        "お願いいたしましたが",
        "依頼しておりましたが",
        "照会しておりましたが",
    ]);
    was_asked
        && window_after(moment.text, moment.found.range.end, REACH_BYTES).contains_any(&[
            "取り消",
            "取消",
            "撤回",
            "不要",
            "延長",
            "変更",
            "中止",
            "見送",
            "前倒し",
            "今回は",
            "今年度は",
            "本年度は",
        ])
}

/// 「9/12（金）17時の締切、承知しました」: the limit that the addressee has set for the sender.
fn is_acknowledged(moment: &LimitedMoment<'_>) -> bool {
    !moment.asked
        && moment.limit == Limit::Noun
        && moment.around.before.is_empty()
        && moment.rest.trim_start_matches(['、', 'で']).starts_with_any(&[
            "承知しました",
            "承知いたしました",
            "了解しました",
            "了解いたしました",
            "承りました",
        ])
}

/// 「「９日までに方針を整理せよ」との指示があり、昨日報告を了しました」
fn is_order_reported(moment: &LimitedMoment<'_>) -> bool {
    let around = moment.around;
    // The moment is inside the quotation, and somebody else's words.
    around
        .before
        .rsplit_once('「')
        .is_some_and(|(who, inside)| who.ends_with("から") && !inside.contains('」'))
        && around.behind.split_once('」').is_some_and(|(_, rest)| {
            rest.starts_with_any(&[
                "との指示があり、",
                "との指示を受け、",
                "との要請があり、",
                "との要請を受け、",
            ]) && rest_of_sentence(rest).ends_with_any(&["ました", "ています", "ております"])
        })
}

/// 「第１回締切（８月２９日）は終了しました」, 「期限を迎え」
fn is_closed(moment: &LimitedMoment<'_>) -> bool {
    let rest = moment.rest;
    let is_past_noun = moment.limit == Limit::Noun
        && rest.starts_with_any(&[
            "済",
            "って",
            "りました",
            "いたしました",
            "致しました",
            "った",
            "られた",
            "られま",
            "らせていただきました",
            "られ、",
            "られて",
            "してい",
            "しており",
            "しました",
            "ました",
        ]);
    let is_over = || {
        rest.trim_start_matches(')').starts_with_any(&[
            "は終了し",
            "は締め切りました",
            "は締め切らせていただきました",
            "は過ぎ",
            "は撤回",
            "を撤回",
            "は取り消し",
            "を取り消し",
            "は取消",
        ])
    };
    // 「申込みは５月８日をもって締め切られますので、期限を守ってください」
    let is_coming = moment.asked && rest.starts_with("られますので");
    is_past_noun && !is_coming
        || rest.starts_with_any(&["を迎え", "が到来", "が切れ", "を満了", "が満了"])
        || is_over()
}

/// 「既に６月30日までに申請済みの病床は」, 「…までに申請をする必要があるとされているところ」: what was done by then, or what a law asks.
fn is_done_noun(before: &str, rest: &str) -> bool {
    /// Limit on the characters of what is done.
    const VERB_CHARS_LIMIT: usize = 4;
    let clause = rest.split(['、', '。']).next().unwrap_or_default();
    let is_done = before.ends_with_any(&["既に", "すでに"])
        && ["済みの", "済の"]
            .iter()
            .filter_map(|done| clause.find_word(done))
            .any(|at| {
                clause
                    .get(..at)
                    .is_some_and(|verb| (1..=VERB_CHARS_LIMIT).contains(&verb.chars().count()))
            });
    is_done || clause.contains_any(&["必要があるとされ", "ことが必要とされ", "なければならないとされ"])
}

/// 「概算要求の締切（８月２９日（金））後の変更点も御説明ください」
fn is_spoken_of_as_past(moment: &LimitedMoment<'_>) -> bool {
    moment.behind_bracket().is_some_and(|after| {
        after.trim_start_matches(')').starts_with_any(&[
            "後の変更",
            "後に生じた",
            "後に変更",
            "以後の変更",
            "以降の変更",
        ])
    })
}

/// 「先日の「12月19日まで」のお願いは、皆さんの御協力で完了しました」
fn is_over_quoted(moment: &LimitedMoment<'_>) -> bool {
    moment.around.before.ends_with('「')
        && moment.rest.starts_with("」の")
        && moment
            .rest
            .contains_any(&["完了しました", "終了しました", "ありがとう"])
}

/// Whether something is asked by a limit although the past is spoken of.
fn is_still_asked(moment: &LimitedMoment<'_>) -> bool {
    let is_polite = || {
        moment
            .rest
            .starts_with_any(&["としていただ", "として頂", "に設定していただ"])
    };
    is_polite()
        || must_not_be_passed(moment.around.behind)
        || is_spoken_correction(moment.around)
        || is_referred_to_as_limit(moment.text, moment.found)
        || rejects_late_answers(moment.around.behind)
        || moment.is_in_apposition() && says_what_if_passed(moment.around.behind)
}

/// Whether the bracketed limit of a label is only spoken of as the last: 「コメント期限（９月１０日１５時）を過ぎた場合は
/// 反映できないことがあります」, 「回答期限（５月２７日）以降に」.
pub(super) fn is_last_moment_of_label(moment: &LimitedMoment<'_>) -> bool {
    let is_after = || moment.rest.starts_with_any(&["以降", "以後", "から", "より"]);
    moment.is_in_apposition() && (says_what_if_passed(moment.around.behind) || is_after())
}

fn says_what_if_passed(behind: &str) -> bool {
    let passed =
        behind
            .trim_start_matches(')')
            .starts_with_any(&["を過ぎた", "を過ぎます", "を過ぎると", "経過後"]);
    passed
        && behind.contains_any(&[
            "できません",
            "できない",
            "かねます",
            "しません",
            "対象外",
            "無効",
            "認め",
        ])
}

/// 「既に提出済みの様式第３号（６月２０日提出期限）については」
pub(super) fn was_already_met(moment: &LimitedMoment<'_>) -> bool {
    moment.in_brackets
        && moment.around.before.rsplit_once('(').is_some_and(|(outside, _)| {
            let clause = outside.rsplit(['。', '、']).next().unwrap_or_default();
            clause.contains_any(&["既に", "すでに"])
                && (clause.contains_word("済みの") || clause.contains_word("済の"))
                // 令和７年５月１６日提出（期限　５月３０日）
                // 「貴法人の報告書が未だ提出されていません（提出期限：令和７年６月３０日）」
                || clause.contains_any(&["未だ", "まだ"]) && outside.ends_with("ません")
                || outside.trim_end().ends_with_any(&["日提出", "日に提出", "日受理", "日回答", "日登録"])
        })
}

/// 「補助金の申請期限（９月１１日）を踏まえ、御検討ください」
pub(super) fn is_premise(moment: &LimitedMoment<'_>) -> bool {
    let rest = moment.rest.trim_start_matches(')');
    moment.is_in_apposition() && rest.starts_with_any(&["を踏まえ", "を考慮", "を勘案", "を念頭", "を控え"])
}

/// 「公募期間は３月３日までであり、現在５者から応募がある」
pub(super) fn reports_progress(moment: &LimitedMoment<'_>) -> bool {
    let rest = moment.rest;
    rest.starts_with_any(&["であり", "ですが", "で、"])
        && rest.contains_any(&["、現在", "、現時点", "、これまで"])
        && !asks(rest)
}
