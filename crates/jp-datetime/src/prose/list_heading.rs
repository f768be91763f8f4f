//! Sentences that ask for the rows of the list or table below them: 「次のとおり提出願います」, 「期限は府省により異なります」.

use super::label::is_deadline_label;
use super::list_row::names_other_date;
use super::sentence::asks;
use super::sentence_topic::starts_with_answer;
use super::word_search::WordSearch;

/// Whether a heading asks for what the row, or the name above the row, is.
pub(super) fn asks_for_row_below(heading: &str, name: &str) -> bool {
    refers_to_limits_below(heading)
        || asks_for_items_below(heading, name)
        || (asks_for_documents_below(heading) || asks_in_stages(heading)) && !names_other_date(name)
        || says_limits_differ(heading)
}

/// 「次のとおり提出願います」, 「上記のとおり登録をお願いします」: an answer is asked for by reference to a list.
pub(super) fn asks_by_list_reference(sentence: &str, lists: &[&str]) -> bool {
    lists.iter().any(|list| {
        sentence.split(list).skip(1).any(|rest| {
            let so = rest
                .strip_prefix_any(&[
                    "のとおり",
                    "の通り",
                    "の日程で",
                    "のスケジュールで",
                    "の日程により",
                    "の要領で",
                    "の順で",
                    "の順に",
                ])
                // 「以上２点、御回答をお願いします」
                .or_else(|| {
                    let count = rest
                        .trim_start_matches('の')
                        .trim_start_matches(|c: char| c.is_ascii_digit());
                    let counted = count.strip_prefix('点').filter(|_| count.len() < rest.len())?;
                    let counted = counted
                        .strip_prefix_any(&["、期限厳守で", "、期限内に", "、期日までに", "、それぞれ"])
                        .map_or(counted, |_| "、提出を願い");
                    counted.strip_prefix(['、', 'の']).or(counted.strip_prefix_any(&[
                        "につき、",
                        "につきまして",
                        "について",
                    ]))
                })
                .or_else(|| {
                    // 「下記により資料を準備願います」, 「計画を次により提出してください」
                    // 「下記により貴省分の作業をお願いします」
                    let by = rest.strip_prefix("により")?;
                    let work = by.find_word("作業を").and_then(|at| by.get(at..));
                    let answers = |by: &&str| {
                        starts_with_answer(by)
                            || by.split_once('を').is_some_and(|(what, answer)| {
                                what.ends_with_any(&["資料", "書類"]) && starts_with_answer(answer)
                            })
                    };
                    work.or(Some(by).filter(answers))
                })
                .or_else(|| {
                    // A reference to what follows introduces instructions as well as limits; above is the list itself.
                    ["により", "に従い", "に従って", "に沿って"]
                        .iter()
                        .filter(|_| matches!(*list, "上記" | "以上"))
                        .find_map(|word| rest.strip_prefix(word))
                });
            so.is_some_and(|rest| {
                let work = rest.trim_start_matches(['、', '御', 'ご']).starts_with_any(&[
                    "作業",
                    "対応",
                    "手続",
                    "準備",
                    "お願い",
                    "願い",
                    "御願い",
                ]);
                // 「下記のとおり請求書を御提出ください」
                let given = || {
                    rest.split_once('を').is_some_and(|(what, answer)| {
                        what.chars().count() <= 14
                            && !what.contains(['。', '、', 'が', 'は'])
                            && starts_with_answer(answer)
                    })
                };
                (work || starts_with_answer(rest) || given()) && asks(rest) || rest.starts_with("依頼し")
            })
        })
    })
}

/// Whether a heading asks for the items below it: 「次のとおり提出願います」, 「施策の登録について」.
pub(super) fn asks_for_items_below(heading: &str, line: &str) -> bool {
    let name = line.trim_end_matches([':', ' ', '…', '・', '(', '【']);
    let other = names_other_date(line);
    let listed = heading.strip_suffix("について").is_some_and(|head| {
        head.ends_with_any(&[
            "提出",
            "登録",
            "回答",
            "報告",
            "送付",
            "返信",
            "提出依頼",
            "登録依頼",
        ])
    });
    // 「年内の発送を次のとおり受け付けます」
    let accepted = ["次のとおり", "以下のとおり", "下記のとおり"]
        .iter()
        .filter_map(|list| heading.split_at_word(list))
        .any(|(_, rest)| rest.starts_with("受け付けます") || rest.starts_with("受付"));
    !other
        && !name.is_empty()
        && (listed || accepted || asks_by_list_reference(heading, &["次", "下記", "以下", "左記"]))
}

/// Whether a heading asks to hand over what is listed below it: 「以下の資料をお願いします」, above 「(1) 業務量の推移　… ９月１２日（金）まで」;
/// 「下の３点、順にお出しください」.
pub(super) fn asks_for_documents_below(heading: &str) -> bool {
    // 「【３】事前に御提出いただくもの」
    if heading.trim_end_matches([':', ' ', '。']).ends_with_any(&[
        "提出いただくもの",
        "提出いただきたいもの",
        "提出物",
    ]) {
        return true;
    }
    // 「以下を人事係へ提出してください」
    let all = ["以下を", "下記を", "次のものを"].iter().any(|below| {
        heading.split_at_word(below).is_some_and(|(_, rest)| {
            rest.contains_any(&["提出", "送付", "返送", "登録", "済ませ", "完了", "実施"])
                || rest.starts_with("依頼し")
                || rest.starts_with("お願いし")
        })
    });
    let listed = ["以下", "下記", "次の", "下の"].iter().any(|below| {
        heading
            .split(below)
            .skip(1)
            .any(|rest| is_object_handed_over(rest.trim_start_matches('の')))
    });
    // 「３点、追加でお願いします。」
    let counted = || {
        heading.split(['。', '、']).any(|part| {
            let count = part.trim_start_matches(|c: char| c.is_ascii_digit());
            count.len() < part.len() && matches!(count, "点" | "件" | "つ")
        })
    };
    (all || listed || counted()) && asks(heading)
}

/// Whether the words behind 次の are something to hand over, and ask for it: 資料の提出をお願いします, ２点お願いします.
fn is_object_handed_over(rest: &str) -> bool {
    const DOCUMENT_WORDS: [&str; 15] = [
        "手続",
        "手続き",
        "資料",
        "書類",
        "データ",
        "様式",
        "調査票",
        "提出物",
        "作業",
        "事項",
        "情報",
        "名簿",
        "一覧",
        "書",
        "もの",
    ];
    // 「次の資料を御確認ください」 asks to read.
    const READ: [&str; 6] = ["確認", "参照", "覧", "一読", "留意", "注意"];
    let reads = |answer: &str| {
        answer
            .trim_start_matches(['御', 'ご', 'お', '、', ' '])
            .starts_with_any(&READ)
            && !answer.contains_any(&["提出", "回答", "報告", "送付", "返送", "登録"])
    };
    let of = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    // 「追加で以下お願いします。」
    if rest
        .trim_start_matches('、')
        .starts_with_any(&["お願い", "願います"])
    {
        return true;
    }
    // 「下記２点お願いします。」
    if of.len() < rest.len()
        && let Some(answer) = of.strip_prefix_any(&["点", "件", "種類", "つ"])
    {
        let answer = answer
            .strip_prefix_any(&["につきまして", "について", "につき", "を", "にて"])
            .unwrap_or(answer)
            .trim_start_matches(['、', ' '])
            .trim_start_matches("順に");
        return answer.starts_with_any(&["お願い", "願い", "お出し", "お送り", "いただきた", "頂きた"])
            || starts_with_answer(answer);
    }
    // 「次の作業が必要です」
    let Some((object, answer)) = rest.split_at_word("が必要").or_else(|| rest.split_once('を')) else {
        return false;
    };
    // 「以下の資料の提出をお願いします」
    let of = object
        .rsplit_once('の')
        .filter(|(_, answer)| starts_with_answer(answer))
        .map_or(object, |(of, _)| of);
    // 「次の日程のうち、御都合のよいものを御連絡ください」
    let is_choice = of.contains_any(&["日程", "日時", "都合", "候補"]);
    let is_document = of.ends_with_any(&DOCUMENT_WORDS) || of.ends_with('点');
    is_document && !of.contains('、') && !is_choice && !reads(answer)
}

/// 「期限は府省により異なります」, above 「厚生労働省：６月４日（水）１７時」.
pub(super) fn says_limits_differ(heading: &str) -> bool {
    // 「期限は、医療機関の区分に応じて次のとおりです」
    let by_case = || {
        heading.split_at_word("は、").is_some_and(|(label, rest)| {
            is_deadline_label(label)
                && rest.contains_any(&["に応じ", "ごとに", "別に", "により"])
                && rest.contains_any(&["次のとおり", "以下のとおり", "下記のとおり"])
        })
    };
    by_case()
        || [
            "により異な",
            "ごとに異な",
            "別に異な",
            "が異な",
            "により違",
            "ごとに違",
            "が違",
            "ごとに分け",
            "次のとおり分け",
            "以下のとおり分け",
            "ごとに設定",
            "別に設定",
        ]
        .iter()
        .any(|differ| {
            heading.split_at_word(differ).is_some_and(|(head, _)| {
                let clause = head.rsplit(['、', '。']).next().unwrap_or_default();
                let topic = clause.split(['は', 'を']).next().unwrap_or_default();
                is_deadline_label(topic) || topic.ends_with("いただく日")
            })
        })
}

/// 下記期限までに御連絡ください。
pub(super) fn refers_to_limits_below(heading: &str) -> bool {
    // 「スケジュールは以下のとおりですので、期日までに御提出ください」
    let refers_below = heading.contains_any(&["以下", "下記", "次の"])
        && heading.contains_any(&[
            "期日までに",
            "期限までに",
            "締切までに",
            "締切を御確認",
            "期限を御確認",
            "期日を厳守",
            "期限を厳守",
            "受付期間内に",
            "提出期間内に",
        ]);
    if refers_below && asks(heading) {
        return true;
    }
    ["下記", "以下", "次の", "左記", "それぞれの"]
        .iter()
        .any(|below| {
            heading.split(below).skip(1).any(|rest| {
                let rest = rest.trim_start_matches('の');
                [
                    "期限",
                    "期日",
                    "日時",
                    "日",
                    "時刻",
                    "時点",
                    "締切",
                    "〆切",
                    "日程",
                    "提出期限",
                    "回答期限",
                ]
                .iter()
                .any(|word| {
                    rest.strip_prefix(word)
                        .is_some_and(|rest| rest.starts_with("まで") || rest.starts_with("でお願い"))
                }) || rest.strip_prefix("期間").is_some_and(|rest| {
                    let answer = rest.trim_start_matches(['内', '中', 'に', '、']);
                    answer.len() < rest.len()
                        && answer.contains_any(&["提出", "回答", "登録", "報告", "申請"])
                })
            })
        })
        && asks(heading)
}

/// 「二段階で作業をお願いします。」, above 「第１段階：論点の洗い出し　→　10/8（水）17:00」
fn asks_in_stages(heading: &str) -> bool {
    heading.contains_any(&["段階で", "段階に分け", "回に分け"]) && asks(heading)
}

/// A heading without words that only refer to what follows: は次のとおり, (厳守).
pub(super) fn without_list_reference(heading: &str) -> &str {
    // 「提出期限は以下のとおりですので、よろしくお願いします。」
    let end = ["ですので", "となりますので", "となっておりますので"]
        .iter()
        .find_map(|so| heading.find_word(so).map(|at| at + so.len() - "ので".len()));
    let heading = end.and_then(|end| heading.get(..end)).unwrap_or(heading);
    // 「提出〆切一覧（貴課分）」
    let heading = heading
        .strip_suffix("分)")
        .and_then(|head| head.rsplit_once('('))
        .map_or(heading, |(head, _)| head);
    let mut head = heading.trim_end_matches(['。', ':', '】', ')', '>', '」', ' ', '・']);
    for tail in [
        "(厳守",
        "でお願いします",
        "でお願いいたします",
        "で願います",
        "です",
        "とします",
        "といたします",
        "とする",
        "である",
        "となります",
        "のとおり",
        "の通り",
        "次",
        "以下",
        "下記",
        "は",
        "、",
        "について",
        "(表",
        "表",
        "の一覧",
        "一覧",
    ] {
        head = head.strip_suffix(tail).unwrap_or(head);
    }
    head
}
