//! What the sentence says without regard to its limit word: who acts, what the moment is part of.

use super::limited_moment::is_near;
use crate::prose::actor::{
    Actor, actor, is_given_by_sender, is_handled_by_others, is_in_other_column, is_sender_answer,
};
use crate::prose::candidate::Candidate;
use crate::prose::day::{DateYear, Day, DayMonth};
use crate::prose::english_limit::is_english_limit;
use crate::prose::implied_limit::is_in_answered_subject;
use crate::prose::sentence::{SentenceContext, asks, is_apology, window_after};
use crate::prose::sentence_topic::topic_of;
use crate::prose::word_search::WordSearch;

/// Whether something is asked by the moment; `None` if its limit word has to decide.
pub(super) fn is_asked_without_limit(
    text: &str,
    around: &SentenceContext<'_>,
    found: &Candidate,
    words: &str,
    next: Option<&Candidate>,
) -> Option<bool> {
    let (before, behind) = (around.before, around.behind);
    if is_counted_back(found.day)
        || is_handled_by_others(behind) && !asks(behind)
        || is_asked_of_others(behind)
        || is_apology(behind)
        || is_sender_answer(before)
        || is_given_by_sender(behind)
        || is_in_answered_subject(text, around.start)
    {
        return Some(false);
    }
    if is_english_limit(around, found, words) {
        return Some(true);
    }
    let is_ruled_out = is_of_other_actor(text, around)
        || is_time_of_service(found, before, behind)
        || is_time_of_every_day(found, before)
        || is_time_between(behind)
        || is_condition(behind)
        || is_pleasantry(behind)
        || is_reported_on(behind)
        || is_length_of_speech(before, words)
        // 「会計管理者は１０分前に監査事務局へお入りください」
        || words.ends_with("分前") && behind.starts_with('に')
        || is_longest_time(before, behind)
        || is_event_of_next_limit(found, next, behind);
    is_ruled_out.then_some(false)
}

/// 「…までに納付していただくよう広報紙で周知しています」
fn is_asked_of_others(behind: &str) -> bool {
    ["ていただくよう", "て頂くよう", "てもらうよう", "するよう"]
        .iter()
        .filter_map(|so| behind.split_at_word(so))
        .any(|(_, rest)| {
            [
                "周知",
                "呼び掛け",
                "呼びかけ",
                "指導",
                "案内",
                "要請",
                "求め",
                "依頼",
                "お願い",
            ]
            .iter()
            .filter_map(|word| rest.split_at_word(word))
            .any(|(_, rest)| {
                rest.starts_with_any(&[
                    "して",
                    "ており",
                    "ています",
                    "しました",
                    "ました",
                    "済",
                    "があり",
                    "がござい",
                    "を受け",
                ]) && !rest.contains_word("くださ")
            })
        })
}

/// 昨日, 先月末
fn is_counted_back(day: Day) -> bool {
    match day {
        Day::Days(days) => days < 0,
        Day::Weekday {
            weeks: Some(weeks), ..
        } => weeks < 0,
        // 昨年10月31日締切
        Day::Date {
            year: DateYear::Ahead(years),
            ..
        } => years < 0,
        Day::OfMonth { month, .. } | Day::MonthEnd(month) | Day::MonthPart { month, .. } => {
            matches!(month, DayMonth::Ahead(..0))
        }
        _ => false,
    }
}

fn is_of_other_actor(text: &str, around: &SentenceContext<'_>) -> bool {
    let behind = around.behind;
    let request = behind
        .split_at_word("よろしく")
        .map_or(behind, |(request, _)| request);
    (actor(text, around.start, behind) == Some(Actor::Other)
        || is_in_other_column(text, around.start, behind))
        && !asks(request)
}

/// 「電話は18時まで」, 「複写受付　17:00まで」
fn is_time_of_service(found: &Candidate, before: &str, behind: &str) -> bool {
    let is_service = || {
        topic_of(before).is_some_and(|topic| {
            topic.ends_with_any(&[
                "電話",
                "窓口",
                "受付",
                "来庁",
                "営業",
                "開館",
                "電話での対応",
                "電話対応",
                "窓口対応",
            ])
        }) || before.ends_with_any(&[
            "受付",
            "受付時間",
            "窓口",
            "納品時刻",
            "開始時刻",
            "終了時刻",
            "集合時刻",
        ])
    };
    // 「お急ぎの場合は、課代表（内線4410、18時まで）におかけください」
    let is_of_contact = || {
        let inside = before.rsplit_once('(').map_or("", |(_, inside)| inside);
        !inside.contains(')') && inside.contains_any(&["内線", "電話", "tel"])
    };
    found.day == Day::Unspecified && (is_service() && !asks(behind) || is_of_contact())
}

/// 平日の17時まで, 契約期間満了の３０日前まで
fn is_time_of_every_day(found: &Candidate, before: &str) -> bool {
    found.day == Day::Unspecified && before.ends_with_any(&["平日の", "平日"])
        || found.day.counts_back()
            && before.ends_with_any(&["満了の", "満了日の", "満了する日の", "満了の日の"])
}

/// 週末を挟み, 週末を除き
fn is_time_between(behind: &str) -> bool {
    behind.starts_with_any(&["を挟", "をはさ", "を跨", "をまた", "を除", "を控え"])
}

/// 「深夜になる場合は当直まで」
fn is_condition(behind: &str) -> bool {
    behind.starts_with_any(&["になる場合", "になるとき", "になる時", "になるよう"])
}

/// 「県で取りまとめて11月14日に国へ報告する必要がありますので」: what the sender does with the answers.
fn is_reported_on(behind: &str) -> bool {
    const REASONS: [&str; 6] = [
        "必要があるため",
        "必要がありますので",
        "必要があることから",
        "こととしているため",
        "こととなっているため",
        "予定のため",
    ];
    let clause = behind.split(['、', '。']).next().unwrap_or_default();
    let whom = clause.trim_start_matches(['に', 'ま', 'で']);
    whom.starts_with_any(&[
        "国へ",
        "国に",
        "本省へ",
        "本省に",
        "財務省へ",
        "財務省に",
        "内閣府へ",
        "内閣府に",
        "県へ",
        "県に",
    ]) && clause.ends_with_any(&REASONS)
}

/// 「年度末でお忙しいところ恐れ入りますが」
fn is_pleasantry(behind: &str) -> bool {
    let busy = behind.strip_prefix_any(&[
        "でお",
        "で御",
        "でご",
        "の御",
        "のご",
        "のお",
        "で大変お",
        "で何かと",
        "の大変お",
    ]);
    busy.is_some_and(|rest| {
        window_after(rest, 0, 24).contains_any(&["忙しい", "多忙", "多用", "繁忙", "取込み", "取り込み"])
    })
}

/// 「最長で９月末まで」, 「９月末までの猶予を」
fn is_longest_time(before: &str, behind: &str) -> bool {
    before.ends_with_any(&["最長で", "最長"])
        || behind.contains_word("猶予を") && !(behind.contains_word("猶予を設け") && asks(behind))
}

/// 「発言は一人５分以内でお願いします」
fn is_length_of_speech(before: &str, words: &str) -> bool {
    const SPEECHES: [&str; 9] = [
        "発言",
        "説明",
        "発表",
        "報告",
        "質疑",
        "挨拶",
        "所要",
        "時間",
        "持ち時間",
    ];
    words.ends_with("分以内")
        && (topic_of(before).is_some_and(|topic| topic.ends_with_any(&SPEECHES))
            || before.ends_with_any(&["一人", "1人", "各", "それぞれ", "当たり"]))
}

/// 「３月２日の会議に間に合うよう、２月２７日中に」: the second moment is the limit.
fn is_event_of_next_limit(found: &Candidate, next: Option<&Candidate>, behind: &str) -> bool {
    is_near(next, found, behind) && behind.find_word("に間に合").is_some_and(|at| at <= 40)
}
