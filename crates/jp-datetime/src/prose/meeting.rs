//! Whether a moment is that of a meeting with the addressee.

use super::clock::Time;
use super::day::Day;
use super::found::Found;
use super::lexicon::{MEETINGS, OTHER_TIMES};
use super::sentence::{Around, clause as clause_of, near_end, near_start};

/// Whether a meeting takes place then.
pub(super) fn is_meeting(around: &Around<'_>, found: &Found) -> bool {
    // 「ヒアリングを行う予定ですが、御希望を9月19日までに」; but 「打合せの日程ですが、」 says what it is about.
    let start = ["ますが、", "ですが、", "ましたが、"]
        .iter()
        .filter_map(|word| around.before.rfind(word).map(|at| (at, at + word.len())))
        .max();
    let before = match start {
        Some((at, end))
            if !["日程", "日時", "時間", "件"]
                .iter()
                .any(|word| around.before.get(..at).is_some_and(|head| head.ends_with(word))) =>
        {
            around.before.get(end..).unwrap_or_default()
        }
        _ => around.before,
    };
    if around.behind.starts_with(')') && OTHER_TIMES.is_in(before) {
        return false;
    }
    // 「９月１６日の週でヒアリングの日程を調整」
    if around.behind.starts_with("までに")
        || around.behind.starts_with("の週")
        || around.behind.starts_with("週")
    {
        return false;
    }
    let clause = clause_of(around.behind);
    let held = |text: &str| MEETINGS.is_in(text);
    let dated = ["日時", "日程", "日時等"].iter().any(|word| {
        around
            .above
            .trim_end_matches([' ', '\n', ':', '】', ')', '('])
            .ends_with(word)
    });
    let headed = dated && held(near_end(around.above, around.above.len(), 240));
    let labelled = headed
        || MEETINGS.iter().any(|word| {
            let head = around.above.trim_end_matches([' ', '\n', ':', '】', ')', '(']);
            let head = head
                .strip_suffix("日時")
                .or(head.strip_suffix("日程"))
                .or(head.strip_suffix("の日時"))
                .unwrap_or(head);
            head.ends_with(word)
        });
    // 「６月１２日（木）で３０分ほどお時間をいただけますか」
    let met = || {
        (clause.contains("お時間を") || clause.contains("お時間頂") || clause.contains("お時間いただ"))
            && [
                "いただけ",
                "頂け",
                "ください",
                "下さい",
                "いただきた",
                "頂きた",
                "頂戴",
            ]
            .iter()
            .any(|word| clause.contains(word))
            || ["御都合", "ご都合", "御予定", "ご予定"].iter().any(|word| {
                clause
                    .split_once(word)
                    .is_some_and(|(_, rest)| rest.contains("いかが") || rest.contains("でしょうか"))
            })
    };
    let is_one = labelled || held(before) || held(near_start(clause, 0, 90)) || met();
    let before_now = matches!(found.day, Day::Days(days) if days < 0)
        || found.day == Day::Days(0) && found.time == Some(Time::Morning);
    let away = found.day == Day::Unsaid && is_away(clause);
    is_one && !before_now && !away && !is_over(clause)
}

/// Whether a meeting is only the reason for which somebody is away: 「打合せのため」.
fn is_away(clause: &str) -> bool {
    MEETINGS.iter().any(|word| {
        clause.split_once(word).is_some_and(|(_, rest)| {
            ["のため", "につき", "中", "で席", "で不在"]
                .iter()
                .any(|word| rest.starts_with(word))
        })
    })
}

/// Whether a meeting has taken place, or takes place no more.
fn is_over(clause: &str) -> bool {
    // 「１０時からとなりました」 says what is to come.
    let set = [
        "なりました",
        "決まりました",
        "決定しました",
        "設定しました",
        "調整しました",
        "設定いたしました",
    ]
    .iter()
    .any(|word| clause.contains(word));
    let called_off = ["中止", "取りやめ", "取り止め", "見送", "延期"]
        .iter()
        .any(|word| clause.contains(word));
    called_off
        || !set
            && [
                "ました",
                "した。",
                "でした",
                "いたしました",
                "実施した",
                "行った",
                "開催した",
                "行われた",
                "した際",
                "したところ",
                "した結果",
                "実施済",
                "の結果",
            ]
            .iter()
            .any(|past| clause.contains(past))
}
