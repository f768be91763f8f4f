//! Limits that have passed, were met or were set in a past request.

use super::limited_moment::LimitedMoment;
use crate::prose::actor::is_sender_duty;
use crate::prose::bracket::is_reflected;
use crate::prose::correction::is_spoken_correction;
use crate::prose::implied_limit::{is_referred_to_as_limit, rejects_late_answers};
use crate::prose::lexicon::PAST_ENDINGS;
use crate::prose::limit::Limit;
use crate::prose::phrases::{ends, starts};
use crate::prose::request_words::HEARSAY;
use crate::prose::sentence::{asks, clause_after, is_past_request};

/// Whether nothing is asked any more by a limit, or it is the sender's own.
pub(super) fn has_passed(moment: &LimitedMoment<'_>) -> bool {
    let &LimitedMoment {
        around,
        rest,
        clause,
        asked,
        ..
    } = moment;
    asked && is_sender_duty(around.before, clause)
        || is_closed(moment)
        || is_done_noun(around.before, rest)
        || is_spoken_of_as_past(moment)
        || !asked && HEARSAY.occurs_in(rest)
        || PAST_ENDINGS.iter().any(|word| starts(rest, word)) && !is_still_asked(moment)
        || !asked && is_past_request(clause) && !rejects_late_answers(around.behind)
        || moment.behind_bracket().is_some_and(|after| {
            ["とは別", "とは異な", "ではなく、"]
                .iter()
                .any(|other| after.starts_with(other))
        })
        || moment.in_brackets && rest.split_once(')').is_some_and(|(_, after)| is_reflected(after))
        || moment.in_brackets && is_past_request(clause_after(rest)) && !asks(clause_after(rest))
}

/// 「第１回締切（８月２９日）は終了しました」, 「期限を迎え」
fn is_closed(moment: &LimitedMoment<'_>) -> bool {
    let rest = moment.rest;
    let begins_with = |words: &[&str]| words.iter().any(|word| starts(rest, word));
    let is_past_noun = moment.limit == Limit::Noun
        && begins_with(&[
            "済",
            "って",
            "りました",
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
        [
            "は終了し",
            "は締め切りました",
            "は締め切らせていただきました",
            "は過ぎ",
        ]
        .iter()
        .any(|word| rest.trim_start_matches(')').starts_with(word))
    };
    is_past_noun || begins_with(&["を迎え", "が到来", "が切れ", "を満了", "が満了"]) || is_over()
}

/// 「既に６月30日までに申請済みの病床は」, 「…までに申請をする必要があるとされているところ」: what was done by then, or what a law asks.
fn is_done_noun(before: &str, rest: &str) -> bool {
    /// Limit on the characters of what is done.
    const VERB_CHARS_LIMIT: usize = 4;
    let clause = rest.split(['、', '。']).next().unwrap_or_default();
    let is_done = ["既に", "すでに"].iter().any(|already| before.ends_with(already))
        && ["済みの", "済の"]
            .iter()
            .filter_map(|done| clause.find(done))
            .any(|at| {
                clause
                    .get(..at)
                    .is_some_and(|verb| (1..=VERB_CHARS_LIMIT).contains(&verb.chars().count()))
            });
    is_done
        || ["必要があるとされ", "ことが必要とされ", "なければならないとされ"]
            .iter()
            .any(|law| clause.contains(law))
}

/// 「概算要求の締切（８月２９日（金））後の変更点も御説明ください」
fn is_spoken_of_as_past(moment: &LimitedMoment<'_>) -> bool {
    moment.behind_bracket().is_some_and(|after| {
        ["後の変更", "後に生じた", "後に変更", "以後の変更", "以降の変更"]
            .iter()
            .any(|later| after.trim_start_matches(')').starts_with(later))
    })
}

/// Whether something is asked by a limit although the past is spoken of.
fn is_still_asked(moment: &LimitedMoment<'_>) -> bool {
    let is_polite = || {
        ["としていただ", "として頂", "に設定していただ"]
            .iter()
            .any(|word| starts(moment.rest, word))
    };
    is_polite()
        || is_spoken_correction(moment.around)
        || is_referred_to_as_limit(moment.text, moment.found)
        || rejects_late_answers(moment.around.behind)
        || moment.is_in_apposition() && says_what_if_passed(moment.around.behind)
}

/// Whether the bracketed limit of a label is only spoken of as the last: 「コメント期限（９月１０日１５時）を過ぎた場合は
/// 反映できないことがあります」, 「回答期限（５月２７日）以降に」.
pub(super) fn is_last_moment_of_label(moment: &LimitedMoment<'_>) -> bool {
    let is_after = || {
        ["以降", "以後", "から", "より"]
            .iter()
            .any(|word| starts(moment.rest, word))
    };
    moment.is_in_apposition() && (says_what_if_passed(moment.around.behind) || is_after())
}

fn says_what_if_passed(behind: &str) -> bool {
    let passed = ["を過ぎた", "を過ぎます", "を過ぎると", "経過後"]
        .iter()
        .any(|word| starts(behind.trim_start_matches(')'), word));
    passed
        && [
            "できません",
            "できない",
            "かねます",
            "しません",
            "対象外",
            "無効",
            "認め",
        ]
        .iter()
        .any(|word| behind.contains(word))
}

/// 「既に提出済みの様式第３号（６月２０日提出期限）については」
pub(super) fn was_already_met(moment: &LimitedMoment<'_>) -> bool {
    moment.in_brackets
        && moment.around.before.rsplit_once('(').is_some_and(|(outside, _)| {
            let clause = outside.rsplit(['。', '、']).next().unwrap_or_default();
            ["既に", "すでに"].iter().any(|word| clause.contains(word))
                && (clause.contains("済みの") || clause.contains("済の"))
                // 令和７年５月１６日提出（期限　５月３０日）
                // 「貴法人の報告書が未だ提出されていません（提出期限：令和７年６月３０日）」
                || ["未だ", "いまだ", "まだ"].iter().any(|yet| clause.contains(yet)) && outside.ends_with("ません")
                || ["日提出", "日に提出", "日受理", "日回答", "日登録"]
                    .iter()
                    .any(|past| ends(outside.trim_end(), past))
        })
}

/// 「補助金の申請期限（９月１１日）を踏まえ、御検討ください」
pub(super) fn is_premise(moment: &LimitedMoment<'_>) -> bool {
    let rest = moment.rest.trim_start_matches(')');
    moment.is_in_apposition()
        && ["を踏まえ", "を考慮", "を勘案", "を念頭", "を控え"]
            .iter()
            .any(|premise| starts(rest, premise))
}

/// 「公募期間は３月３日までであり、現在５者から応募がある」
pub(super) fn reports_progress(moment: &LimitedMoment<'_>) -> bool {
    let rest = moment.rest;
    ["であり", "ですが", "で、"].iter().any(|word| starts(rest, word))
        && ["、現在", "、現時点", "、これまで"]
            .iter()
            .any(|word| rest.contains(word))
        && !asks(rest)
}
