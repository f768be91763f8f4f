//! Classifies a moment followed by 必着, 〆切 or を期限.

use super::limited_moment::{LimitedMoment, has_no_third_party_topic};
use crate::prose::day::Day;
use crate::prose::earlier_occasion::is_about_earlier_occasion;
use crate::prose::implied_limit::is_reminder;
use crate::prose::lexicon::SENDERS;
use crate::prose::sentence::{
    accepts_answers, clause_before, ends_in_noun, is_circled, rest_of_sentence, window_after,
};
use crate::prose::sentence_topic::starts_with_answer;
use crate::prose::third_party_limit::is_third_party_limit;
use crate::prose::word_search::WordSearch;

/// Whether the addressee is asked for something by then, judged by that word.
pub(super) fn is_asked_by_limit_noun(moment: &LimitedMoment<'_>) -> bool {
    let &LimitedMoment {
        around,
        rest,
        rest_in_bracket: own,
        clause,
        asked,
        ..
    } = moment;
    // 「2. 保存期間が満了したファイルの措置案の登録……６月12日（金）〆」: an action, whatever it is about.
    let action = around.line.trim_end_matches(['…', ' ', ':']);
    if own.is_empty()
        && action.starts_with(|c: char| c.is_ascii_digit() || is_circled(c))
        && action.ends_with_any(&["の登録", "の提出", "の報告", "の回答", "の送付"])
    {
        return true;
    }
    // 「依頼日：９月９日（火）　締切：９月12日（金）」: the label of the next.
    let value_at = moment.found.range.end + (around.behind.len() - rest.len()) + 1;
    if rest.starts_with(':') && moment.next.is_some_and(|next| next.range.start == value_at) {
        return false;
    }
    let (before, behind) = (around.before, around.behind);
    // 当日消印有効, 「３月３１日で期限切れとなるため」
    if matches!(moment.found.day, Day::Elsewhere | Day::Before(0)) || rest.starts_with("切れ") {
        return false;
    }
    // 「１０月１日を期日とする国勢調査に向け」: what the noun is, and no limit.
    let is_of_noun = rest.strip_prefix("とする").is_some_and(|noun| {
        noun.starts_with(char::is_alphabetic)
            && !noun.starts_with_any(&["こと", "もの", "ため", "ので", "旨"])
            && noun.split('、').next().unwrap_or_default().contains_any(&[
                "に向け",
                "に伴",
                "に先立",
                "を行う予定",
                "を実施する予定",
                "を予定して",
                "を予定です",
                "の実施に",
                "に際し",
                "に当た",
                "について",
            ])
    });
    // 「１回目の意見（１１月２５日締切）で解決済みのもの」
    let is_settled = rest.strip_prefix(")で").is_some_and(|rest| {
        let near = window_after(rest, 0, 30);
        near.contains_any(&["済み", "済の", "した", "された"]) && !starts_with_answer(rest)
    });
    // 「第１回（本年５月30日締切）からの変更点は」
    let is_compared = rest.starts_with_any(&[")からの変更", ")との違い", ")の結果", ")と同様", ")と同じ"]);
    if is_compared && !asked {
        return false;
    }
    // 「次回は、６月中旬を期限とする予定です」
    let is_planned = !asked
        && rest.starts_with_any(&[
            "とする予定",
            "とする見込",
            "とする方向",
            "を予定",
            "となる予定",
            "となる見込",
        ]);
    if is_of_noun || is_settled || is_planned {
        return false;
    }
    let own_row = clause.split('/').next().unwrap_or_default();
    if own_row.contains_any(&["不要", "中止", "取り下げ", "取下げ"]) {
        return false;
    }
    if is_reminder(rest) {
        return true;
    }
    if let Some(of) = own.strip_prefix("の") {
        // 「本日17時締切の調査票、確かに受領いたしました」
        const RECEIPTS: [&str; 6] = [
            "受領",
            "拝受",
            "受け取りました",
            "受取りました",
            "届きました",
            "届いております",
        ];
        // 「【御礼】９月５日〆の照会への御協力について」
        let is_thanks = before.contains_any(&["【御礼】", "【お礼】"]);
        // 「9/5〆の件、当課「意見なし」です」
        let is_answered = of.starts_with("件、")
            && rest_of_sentence(of).ends_with_any(&[
                "意見なしです",
                "意見なし」です",
                "該当なしです",
                "該当なし」です",
            ]);
        // 「貴省からの９月３日12時締切の意見に対する当省の回答は以下のとおりです」
        let is_answered_by_us = || {
            SENDERS.iter().any(|us| {
                of.split_at_word(us).is_some_and(|(_, rest)| {
                    rest.starts_with("の回答は") && rest.ends_with_any(&["とおりです", "とおりです。"])
                })
            })
        };
        if !asked
            && (is_thanks
                || is_answered_by_us()
                || is_answered
                || rest_of_sentence(of).contains_any(&RECEIPTS))
        {
            return false;
        }
        return starts_with_answer(of)
            || of.starts_with_any(&["標記", "本", "件"])
            || (asked && !of.starts_with("別"));
    }
    // 「11/19〆で依頼していました件」
    let asked_so = rest.strip_prefix_any(&["で", "にて", "として", "に"]);
    let asked_before = asked_so.is_some_and(|rest| {
        let rest = rest.trim_start_matches(['御', 'ご', 'お']);
        rest.strip_prefix_any(&["依頼", "願い", "照会", "募集", "受付", "受け付け"])
            .is_some_and(|tail| {
                tail.starts_with_any(&[
                    "して",
                    "ており",
                    "ていた",
                    "した",
                    "しまし",
                    "いたして",
                    "いたしまし",
                    "済",
                    "中の",
                ])
            })
    });
    // 「４月２４日必着で発送されていたものの、到着は２７日であった」
    let is_report = asked_so.is_some()
        && !asked
        && behind.trim_end_matches(')').ends_with_any(&[
            "であった",
            "だった",
            "でした",
            "れていた",
            "していた",
        ]);
    if asked_before || is_report {
        return false;
    }
    // 「１月２３日１７時〆で、以下の照会がありました」: a request made to the sender.
    let came = asked_so.is_some_and(|rest| {
        let rest = window_after(rest, 0, 120);
        ["照会", "依頼", "協議", "指示", "連絡", "要請", "調査"]
            .iter()
            .any(|what| {
                rest.split_at_word(what).is_some_and(|(_, tail)| {
                    tail.starts_with_any(&[
                        "があり",
                        "がござい",
                        "が来",
                        "がきて",
                        "が参り",
                        "を受け",
                        "が届",
                    ])
                })
            })
    });
    if came && !asked {
        return false;
    }
    // 「受付を１０月３１日に締め切り、３者から応札がありました」
    let was_closed = rest.starts_with("り、") && behind.trim_end_matches('。').ends_with("ました");
    if was_closed && !asked {
        return false;
    }
    // 「８月２９日の締切に間に合うよう御対応いただき、大変助かりました」
    let thanked = rest.contains_any(&["助かりました", "ありがとうございま", "感謝", "御礼申", "お礼申"])
        && !clause.contains_word("ください");
    if thanked && !asked {
        return false;
    }
    // 「５月３０日締切分の集計結果」
    let of_those = rest.starts_with_any(&[
        "後", "分)", "分の", "分を", "分に", "分は", "時点", "以降", "前の", "以前",
    ]);
    // 「昨年度の実績を、２月20日17時必着で御提出ください」 is a request of now.
    !(!asked && (of_those || is_about_earlier_occasion(clause_before(before)))
        || rest.starts_with("後に")
        || rest.starts_with("を過ぎ")
        || own.starts_with("とした")
        || own.starts_with("として") && !asked && !ends_in_noun(clause) && !accepts_answers(clause))
        && has_no_third_party_topic(before)
        && !is_third_party_limit(before)
}
