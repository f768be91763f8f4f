//! What follows from an answer that is missing or late: 「…までに御意見がなければ」, 「17時を過ぎて到着した回答は」.

use super::sentence::{asks, is_about_missing_answer, rest_of_sentence, window_after};
use super::word_search::WordSearch;

/// 「御意見がない場合は、９月１２日をもって了承いただいたものとして取り扱います」
pub(super) fn is_tacit_consent_date(before: &str, behind: &str) -> bool {
    let by = behind.strip_prefix_any(&["をもって", "をもちまして", "で", "付けで", "付で"]);
    by.is_some_and(|rest| {
        let rest = rest.trim_start_matches(['、', '御', 'ご']);
        is_about_missing_answer(before)
            && rest.starts_with_any(&[
                "了承",
                "承認",
                "同意",
                "異議な",
                "異議が",
                "意見な",
                "意見が",
                "了解",
                "回答な",
                "確定",
            ])
    })
}

/// 「１７時を過ぎて到着した回答は集計に反映できません」
pub(super) fn rejects_late_answers(behind: &str) -> bool {
    let late = behind
        .strip_prefix_any(&[
            "を過ぎて",
            "を過ぎた",
            "を過ぎると",
            "を過ぎますと",
            "を過ぎる",
            "以降に",
            "以降の",
            "より後に",
            "後に",
        ])
        .map(|rest| rest.trim_start_matches('、').trim_start_matches(['御', 'ご']));
    let comes = [
        "到着",
        "提出",
        "届いた",
        "届く",
        "受信",
        "回答",
        "登録",
        "送付",
        "頂いた",
        "いただいた",
        "申込",
        "応募",
        "意見",
        "質問",
        "分は",
    ];
    // 「９月９日１７時を過ぎた場合は、意見なしとさせていただきます」
    let is_consent = behind
        .strip_prefix_any(&["を過ぎた場合", "を過ぎても", "以降は"])
        .is_some_and(|rest| {
            let near = window_after(rest, 0, 60);
            near.contains_any(&["意見なし", "意見がない", "異議なし", "異議がない", "了承"])
        });
    if is_consent {
        return true;
    }
    late.is_some_and(|rest| {
        // 「12時を過ぎた分は集計に含めません」; not 「３月31日を過ぎた分は令和７年度の実績に含みません」
        (!rest.starts_with("分は") || rest.starts_with("分は集計"))
            && rest.starts_with_any(&comes)
            && rest.contains_any(&[
                "できません",
                "できない",
                "できかね",
                "いたしかね",
                "致しかね",
                "しません",
                "対象外",
                "無効",
                "含めません",
                "含みません",
                "認めません",
                "認められません",
                "受け付けません",
                "受け付けられません",
            ])
    })
}

/// 「提出が10月10日（金）17時を過ぎることのないよう、決裁を進めてください」
pub(super) fn must_not_be_passed(behind: &str) -> bool {
    let passed = behind.strip_prefix_any(&["を過ぎ", "より遅れ", "に遅れ", "を超え", "を徒過"]);
    passed.is_some_and(|rest| {
        rest.strip_prefix_any(&["ることのない", "ることがない", "ない", "することのない"])
            .is_some_and(|rest| rest.starts_with("よう") && asks(rest_of_sentence(rest)))
    })
}

/// 「…までに変更しないとログインできなくなります」, 「…までに異議を述べられない場合、同意されたものとみなします」: the consequence of not doing it.
pub(super) fn warns_of_consequence(clause: &str, behind: &str) -> bool {
    const NOT_DONE: [&str; 12] = [
        "し",
        "され",
        "いただか",
        "いただけ",
        "頂け",
        "もらえ",
        "られ",
        "戻ら",
        "届か",
        "そろわ",
        "揃わ",
        "になら",
    ];
    const CONSEQUENCES: [&str; 18] = [
        "差し引かれ",
        "対象から外",
        "ものと扱います",
        "ものとして扱います",
        "なくなり",
        "できません",
        "できない",
        "失効",
        "無効",
        "間に合いません",
        "停止され",
        "削除され",
        "回りません",
        "得ません",
        "みなします",
        "みなす",
        "確定させ",
        "いたしかね",
    ];
    let sentence = rest_of_sentence(behind);
    let from = sentence
        .find(clause.trim_end_matches(['、', '。']))
        .unwrap_or_default();
    let own = sentence.get(from..).unwrap_or_default();
    NOT_DONE.iter().any(|stem| {
        own.word_positions(stem).any(|at| {
            let rest = own.get(at + stem.len()..).unwrap_or_default();
            let unless = rest.strip_prefix_any(&["ない", "なかった"]).filter(|rest| {
                rest.starts_with_any(&["と", "場合", "限り", "項目は", "案件は", "もの", "ようですと"])
                    && !rest.starts_with_any(&["という", "とのこと", "とする", "ものと"])
            });
            let unless = unless.or_else(|| {
                rest.strip_prefix("なければ").filter(|_| {
                    matches!(
                        *stem,
                        "いただけ" | "いただか" | "頂け" | "もらえ" | "届か" | "戻ら"
                    )
                })
            });
            unless.is_some_and(|rest| rest.contains_any(&CONSEQUENCES))
        })
    })
}

/// 「…までに修正版が届かなければ、現行の版で公表します」: the consequence of a missing answer.
pub(super) fn answer_is_missing(clause: &str) -> bool {
    let head = clause.split_at_word("届かな").map_or("", |(head, _)| head);
    let head = head.strip_suffix('が').unwrap_or(head);
    // 「９月19日までに提出がない団体については、該当事業なしとみなして」
    let is_consent = || {
        (clause.contains_word("として") || clause.contains_word("みなし"))
            && clause.contains_any(&[
                "とみなし",
                "ものとして取り扱",
                "ものとして取扱",
                "なしとして進め",
                "ないものとして",
            ])
            && is_about_missing_answer(clause)
    };
    head.ends_with_any(&["回答", "意見", "修正版", "修正", "御連絡", "コメント"]) || is_consent()
}
