//! Moments that other words near them take out of what is asked: what has been done, dropped, planned or is another's.

use super::limited_moment::LimitedMoment;
use crate::prose::distant_label::{has_record_tag, is_example, is_other_office_label, says_no_action_needed};
use crate::prose::sentence::{rest_of_sentence, window_after};
use crate::prose::sentence_topic::starts_with_answer;
use crate::prose::word_search::WordSearch;

/// Whether nothing is asked by then, whatever its limit and its label say.
pub(super) fn is_excluded(moment: &LimitedMoment<'_>) -> bool {
    let &LimitedMoment {
        text,
        around,
        found,
        rest,
        rest_in_bracket: own,
        asked,
        ..
    } = moment;
    let (before, behind) = (around.before, around.behind);
    // □ ３月３日（火）　□ ３月５日（木）, to be ticked
    // 「総合研究棟の改修（工期：令和８年３月13日まで）」
    // 「現行の責任者の任期　2026年９月30日まで」
    let of_duration = before.trim_end_matches([':', ' ']).ends_with_any(&[
        "工期",
        "任期",
        "会期",
        "契約期間",
        "履行期間",
        "研修期間",
    ]);
    // 「３　保存期間　調査票は３年（令和10年３月31日まで）」, 「２　調査期間　納税者への配布は11月28日（金）まで」
    let is_period_row = || {
        around
            .line
            .skip_to_letter()
            .strip_prefix_any(&["保存期間", "公開期間", "掲載期間", "有効期間"])
            .is_some_and(|rest| moment.in_brackets && rest.contains('は'))
    };
    if !asked
        && (of_duration
            || is_period_row()
            || before.ends_with_any(&["への配布は", "への公開は", "への掲載は"]))
    {
        return true;
    }
    // 「事業者 → 県（毎年５月31日まで）」
    if before.ends_with_any(&["毎年", "毎年度", "毎学年", "毎事業年度"])
        && !(asked && moment.clause.contains_any(&["ください", "下さい", "願"]))
    {
        return true;
    }
    // 「年末で恐れ入りますが、なるべく早くお示し願います」
    let is_season = !found.day.is_calendar_day()
        && found.time.is_none()
        && behind.starts_with_any(&["で恐れ入", "で恐縮", "でお忙し", "の御多", "のご多", "のお忙し"]);
    // 「10月15日（水）に行う抽選の結果をお待ちください」
    let is_of_event = behind.starts_with_any(&[
        "に行う",
        "に行われる",
        "に開く",
        "に開かれる",
        "に開催する",
        "に開催される",
    ]) && !behind.contains_any(&["うよう", "るよう", "うこと", "ること"])
        && behind.contains_word("お待ちくだ");
    // 「10月９日を締切日とする照会について、締切りを15日正午まで延ばすこととしました」
    let is_replaced = || {
        let moved = behind.strip_prefix_any(&[
            "を締切日とする",
            "を締切りとする",
            "を締切とする",
            "を期限とする",
            "を期日とする",
        ]);
        moment.next_is_near()
            && moved.is_some_and(|rest| {
                rest_of_sentence(rest).contains_any(&["延ば", "延長", "繰り下げ", "繰り上げ", "改め", "変更"])
            })
    };
    // 「本日15時の期限は、明日28日（金）15時までとします。」
    let is_old_limit = || {
        moment.next_is_near()
            && behind
                .strip_prefix_any(&[
                    "の期限は、",
                    "の締切は、",
                    "の〆切は、",
                    "の期限を、",
                    "の締切を、",
                ])
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "明翌来".contains(c)))
    };
    // 「保存期間が３月31日に満了するファイル」
    let ends_then = behind.starts_with_any(&["に満了", "に到来", "に期限が切れ"]) && !asked;
    if ends_then || is_season || is_of_event || is_replaced() || is_old_limit() {
        return true;
    }
    // 「（２）状況調査（提出期限：７月10日）」, and below it 「→　取り消します。提出は不要です。」
    let is_cancelled_below = || {
        let below = window_after(text, found.range.end, 180);
        moment.in_brackets
            && below.split('\n').nth(1).is_some_and(|line| {
                line.trim_start().starts_with('~')
                    && line.contains_any(&[
                        "取り消します",
                        "取消し",
                        "取りやめ",
                        "中止",
                        "提出は不要",
                        "回答は不要",
                    ])
            })
    };
    if is_cancelled_below() {
        return true;
    }
    if behind.starts_with("(済") || before.ends_with('□') || has_record_tag(around.above) {
        return true;
    }
    // 「お示しの期限（２月６日１７時）より前の回答となりますが」: the limit that was set for the sender.
    let set_by_them = before.trim_end_matches(['(', ':']).ends_with_any(&[
        "お示しの期限",
        "御指定の期限",
        "ご指定の期限",
        "御提示の期限",
        "ご提示の期限",
    ])
        // 「御依頼の９月１２日締切の調査について、…提出できる見込みです」
        || before.ends_with_any(&["御依頼の", "ご依頼の", "御照会の", "ご照会の"]);
    // 「第１回の協議（８月２９日締切）で御回答いただいた点については」
    let was_answered = moment.in_brackets
        && rest.strip_prefix(")で").is_some_and(|rest| {
            let near = window_after(rest, 0, 60);
            starts_with_answer(rest) && near.contains_any(&["いただいた", "頂いた", "いただきました"])
        });
    if set_by_them && !asked || was_answered {
        return true;
    }
    // 「３０日以内に利用決定をした件数及び期限を延長した件数」: what is counted.
    let is_of_counted = moment.words.ends_with("以内")
        && [
            "した件数",
            "した者",
            "したもの",
            "した割合",
            "した案件",
            "された件数",
            "された者",
            "しなかった件数",
            "しなかった者",
            "できた件数",
            "なかった件数",
            "した場合",
        ]
        .iter()
        .filter_map(|counted| own.find_word(counted))
        .any(|at| {
            own.get(..at)
                .is_some_and(|head| !head.contains(['、', '。', '\n']))
        });
    if is_of_counted {
        return true;
    }
    // 「申請期限は８月２９日で終了しております」
    let has_ended = behind.starts_with_any(&[
        "で既に終了",
        "ですでに終了",
        "で終了しており",
        "で終了しました",
        "で終了いたしました",
        "で終了しています",
        "で締め切りました",
        "をもって受付を終了した",
        "をもって終了した",
        "をもって受付を終了しました",
    ]);
    // 「９月５日までという短い期間にもかかわらず、コメントをお寄せいただき、ありがとうございました」
    let was_short = rest.starts_with_any(&["という短い", "という限られた", "というタイトな"])
        && behind.ends_with_any(&["ました。", "ました"]);
    if has_ended || was_short {
        return true;
    }
    // 「８月８日までに提出いただくこととしておりましたが、提出は不要となりました」
    let was = || {
        behind.contains_any(&[
            "としておりましたが",
            "としていましたが",
            "お願いしておりましたが",
            "お願いしていましたが",
        ])
    };
    let dropped = behind.contains_any(&["不要とな", "不要です", "中止とな", "取りやめ", "取り止め"]);
    // 「官房〆は９月１２日ですが、…各係は明日１７時までに」: another's limit, and the reason of the next.
    let of_others = || {
        ["ですが", "のため", "ですので"]
            .iter()
            .any(|word| rest.starts_with(word) || behind.starts_with(word))
            && moment.has_deadline_label()
            && is_other_office_label(before)
    };
    // 【回答送付予定】６月２４日（火）中
    let planned = || {
        let name = before.trim_end_matches([':', ' ', '】', ')']);
        name.len() < before.len() && name.ends_with("予定")
    };
    dropped && was()
        || moment.next_is_near() && of_others()
        || !asked
            && (planned()
                // 「参考：令和６年度調査（期限：令和６年９月３０日）」
                || before.skip_to_letter().starts_with("参考:")
                // 参考：他省庁の締切, above 「Ａ省　９月１２日（金）まで」
                || !own.contains('。') && is_example(around.above)
                || says_no_action_needed(text, found))
}
