//! The end of a range: of a period for answers, or of something that takes place.

use super::limited_moment::LimitedMoment;
use crate::prose::day::Day;
use crate::prose::earlier_occasion::{is_third_party_period, says_period_ended};
use crate::prose::heading::heading_of_list;
use crate::prose::label::{follows_submission_period, starts_submission_period};
use crate::prose::lexicon::ANSWERS;
use crate::prose::limit::Limit;
use crate::prose::sentence::{asks, rest_of_sentence, window_after, window_before};
use crate::prose::sentence_topic::topic_of;
use crate::prose::word_search::{WordSearch, open_bracket};

/// Whether something is asked by the end of a range, as the words around it say.
pub(super) fn is_range_asked(moment: &LimitedMoment<'_>) -> Option<bool> {
    if !moment.is_range() {
        return None;
    }
    let &LimitedMoment {
        text, around, found, ..
    } = moment;
    // 「３月31日までの間に寄せられた苦情を対象としてください」
    let is_of_data = ["を対象と", "を対象に", "が対象"]
        .iter()
        .filter_map(|of| rest_of_sentence(around.behind).split_at_word(of))
        .any(|(data, _)| data.starts_with("まで") && !asks(data));
    if is_of_data {
        return Some(false);
    }
    // 「受付は２月１６日から３月１６日まで税務署において行われます」
    let by_others = moment.clause.trim_end_matches('。').ends_with_any(&[
        "行われます",
        "開催されます",
        "開かれます",
        "実施されます",
        "行われています",
        "受け付けられます",
        "行われること",
    ]);
    if by_others && !moment.asked && !moment.clause.contains_word("募集") {
        return Some(false);
    }
    // 「立候補の届出　７月３日（木）８時30分から17時まで」: hours of a day. 「期日前投票　…から７月19日まで」.
    let is_hours = found.day == Day::SameDay(0)
        && found.time.is_some()
        && !around.behind.starts_with("までに")
        && !moment.has_deadline_label()
        && (!follows_submission_period(around.above) || around.above.ends_with("届出"));
    let label = around.above.trim_end_matches([':', ' ']);
    // 「１　期間」 below 「第２　期日前投票」
    let of_vote = || {
        label.ends_with("期間")
            && label
                .lines_from_last()
                .nth(1)
                .is_some_and(|heading| heading.ends_with("投票"))
    };
    let is_of_event = || label.ends_with_any(&["調査日", "実施日", "開催日", "試験日", "検査日", "訪問日"]);
    if !moment.asked && (is_hours || label.ends_with("投票") || of_vote() || is_of_event()) {
        return Some(false);
    }
    let sentence = rest_of_sentence(around.behind);
    // 「15時から16時まで、会議室にお越しいただけますか」: the hours of a meeting.
    if found.day == Day::SameDay(0)
        && found.time.is_some()
        && !around.behind.starts_with("までに")
        && sentence.contains_any(&[
            "お越し",
            "御来室",
            "御来庁",
            "ご来室",
            "ご来庁",
            "御参集",
            "ご参集",
        ])
    {
        return Some(false);
    }
    // 「部屋の予約は５日の10時から12時まで、第２会議室です」
    if found.day == Day::SameDay(0)
        && !moment.asked
        && around.before.ends_with_any(&["予約は", "使用は", "利用は"])
    {
        return Some(false);
    }
    // 「年末年始（12月27日から１月４日まで）の連絡体制について、対応をお願いします」: what the days are of.
    let is_of_noun = moment.behind_bracket().is_some_and(|after| {
        after
            .trim_start_matches(')')
            .starts_with_any(&["の", "における", "中の"])
    });
    if is_of_noun
        && open_bracket(around.before)
            .and_then(|open| around.before.get(..open))
            .is_some_and(|outside| {
                outside.ends_with_any(&["年末年始", "連休", "連休中", "休暇", "休業", "お盆"])
            })
    {
        return Some(false);
    }
    if (is_span_of_closure(around.above) || is_listed_closure(around.above)) && !moment.asked {
        return Some(false);
    }
    if is_period_of_request(around.above) {
        return Some(true);
    }
    // 「調査期間：９月１日～９月３０日」, and below it 「回答方法：…」
    let label = around.above.trim_end_matches([':', ' ', '】', '|']);
    // The public's opinions are asked for (行政手続法第39条), not the addressee's.
    if label.ends_with_any(&[
        "意見公募",
        "意見公募期間",
        "意見公募手続",
        "パブリックコメント",
        "パブリック・コメント",
    ]) {
        return Some(false);
    }
    if label.ends_with("調査期間")
        && (around.behind.starts_with("必着")
            || window_after(text, found.range.end, 120).contains_word("回答方法"))
    {
        return Some(true);
    }
    // 点検期間：…, of a letter that asks for it; 「期間内に修了するよう、御対応をお願いします」 below
    let is_asked_below = || {
        window_after(text, found.range.end, 300)
            .split(['。', '\n'])
            .any(|sentence| sentence.contains_any(&["期間内に", "期間中に"]) && asks(sentence))
    };
    let near = || window_before(around.above, around.above.len(), 300);
    if label.ends_with_any(&[
        "点検期間",
        "作業期間",
        "確認期間",
        "記入期間",
        "受検期間",
        "受講期間",
        "入力期間",
    ]) && (asks(near()) || is_asked_below())
    {
        return Some(true);
    }
    // 「期間は９月９日～10月３日（金）とし、意見は所定のフォームで提出してください」
    // Not 実施期間は, 対象期間は.
    let is_of_answers = around
        .before
        .strip_suffix("期間は")
        .is_some_and(|of| !of.ends_with(|c| matches!(c, '一'..='龠')) || of.ends_with_any(ANSWERS));
    let is_set = is_of_answers
        && around
            .behind
            .strip_prefix_any(&["とし、", "とさせていただき、", "までとし、"])
            .is_some_and(|rest| asks(rest) && rest.contains_any(ANSWERS));
    if is_set {
        return Some(true);
    }
    // 「12月27日から１月４日までの間に事案を認知した場合は、速やかに御連絡ください」
    let is_case = around.behind.starts_with("までの間に")
        && sentence.split('、').next().is_some_and(|clause| {
            clause.ends_with_any(&[
                "した場合は",
                "があった場合は",
                "した場合には",
                "した際は",
                "したときは",
            ])
        });
    // 「意見公募は９月１日から９月30日まで電子政府の総合窓口にて実施しています」
    let is_public_comment = sentence.ends_with_any(&[
        "実施しています",
        "実施しております",
        "行っています",
        "行っております",
    ]) && topic_of(around.before)
        .is_some_and(|topic| topic.ends_with_any(&["意見公募", "パブリックコメント"]));
    if is_case || is_public_comment {
        return Some(false);
    }
    // 「20時から翌６時までの間メールの送受信ができなくなり」
    let is_outage = around.behind.starts_with("までの間")
        && sentence.split(['、', '。']).next().is_some_and(|clause| {
            clause.contains_any(&["できなくな", "できません", "できない", "停止", "休止"])
                && !clause.contains_any(&["回答", "提出", "登録", "申込", "応募", "いただけ"])
        });
    if is_outage && !moment.asked {
        return Some(false);
    }
    // 「登録用サイトは１２月１日～５日の間開設しますので、この期間内に登録を完了してください」
    let takes_up = ["その間に", "この間に", "期間内に", "期間中に"]
        .iter()
        .filter_map(|within| moment.around.behind.split_at_word(within))
        .any(|(head, rest)| !head.contains(['。', '\n']) && asks(rest));
    if takes_up {
        return Some(true);
    }
    // 「会議室の予約は１３時～１５時で取ってあります」
    let is_taken =
        around
            .behind
            .starts_with_any(&["で取", "を取", "で確保", "を確保", "で押さえ", "を押さえ"]);
    if is_taken || says_period_ended(around.above) || is_third_party_period(text, found, around) {
        return Some(false);
    }
    // 「１２月１６日～１９日正午　各府省意見照会（貴省御回答期間）」
    let note = window_after(around.behind, 0, 90)
        .trim_end_matches(')')
        .rsplit('(')
        .next();
    // 「７月25日（金）17時まで（事業者の応募期間）」
    if note.is_some_and(|note| note.starts_with_any(&["事業者の", "申請者の", "応募者の", "住民の"]))
    {
        return Some(false);
    }
    note.is_some_and(|note| note.starts_with('貴') && starts_submission_period(note))
        .then_some(true)
}

/// 「標記について、下記期間内に御提出ください。」, above the label 期間 or the range alone.
fn is_period_of_request(above: &str) -> bool {
    let near = window_before(above, above.len(), 300);
    let Some((text, line)) = near.rsplit_once('\n') else {
        return false;
    };
    let label = line.skip_to_letter();
    // 記 stands on a line of its own, which is joined with the one below it.
    let label = label.strip_prefix('記').unwrap_or(label);
    // The range may be all that the line says.
    let names_period = label
        .strip_prefix("期間")
        .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        || line.trim().is_empty();
    let within = ["期間内に", "期間中に", "期間に"]
        .iter()
        .filter_map(|within| text.split_at_word(within));
    names_period
        && within.into_iter().any(|(head, rest)| {
            let head = head.trim_end_matches('の');
            head.ends_with_any(&["下記", "以下", "次"]) && rest.contains_any(ANSWERS) && asks(rest)
        })
}

/// ■停止期間 above the list of spans.
fn is_listed_closure(above: &str) -> bool {
    let line = above.last_line();
    heading_of_list(above, line).is_some_and(|heading| {
        heading.contains_any(&[
            "停止期間",
            "休止期間",
            "停止日時",
            "停止時間",
            "工事期間",
            "閉館期間",
            "休館日",
            "作業時間帯",
            "メンテナンス",
        ])
    })
}

/// 「次の期間、窓口を休止します。」 above the span.
fn is_span_of_closure(above: &str) -> bool {
    let near = window_before(above, above.len(), 180);
    ["次の期間", "下記の期間", "以下の期間", "次の間", "下記の間"]
        .iter()
        .filter_map(|span| near.split_at_word(span))
        .any(|(_, rest)| {
            rest.contains_any(&[
                "休止",
                "停止",
                "閉鎖",
                "休館",
                "休室",
                "休業",
                "休み",
                "できません",
            ])
        })
}

/// 提出期間：９月１日～９月１０日, ９月１日～９月１０日　提出期間
pub(super) fn is_submission_period(moment: &LimitedMoment<'_>) -> bool {
    moment.is_range()
        && (follows_submission_period(moment.around.above)
            || moment.limit == Limit::None
                && starts_submission_period(moment.around.behind.trim_matches([':', ')', '('])))
}
