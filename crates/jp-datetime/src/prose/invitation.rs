//! Words that arrange a meeting without naming one: a request to come, to attend or for the addressee's time, a visit.

use super::candidate::Candidate;
use super::clock::Time;
use super::phrases::Phrases;
use super::sentence::{SentenceContext, asks, window_after, window_before};
use super::word_search::WordSearch;

/// Words for the addressee's time, which is asked for when a meeting is arranged.
static TIME_ASKED: Phrases = Phrases::new(&["お時間", "御都合", "ご都合", "御予定", "ご予定"]);

/// 「６月１２日（木）で３０分ほどお時間をいただけますか」
pub(super) fn asks_for_addressee_time(clause: &str) -> bool {
    // 「５月９日（金）までお時間を頂戴できれば」: more time for the sender.
    !clause.starts_with("まで")
        && TIME_ASKED.occurs_in(clause)
        && (clause.contains_any(&["お時間を", "お時間頂", "お時間いただ"])
            && clause.contains_any(&[
                "いただけ",
                "頂け",
                "ください",
                "下さい",
                "いただきた",
                "頂きた",
                "頂戴",
            ])
            || ["御都合", "ご都合", "御予定", "ご予定"].iter().any(|word| {
                clause
                    .split_at_word(word)
                    .is_some_and(|(_, rest)| rest.contains_word("いかが") || rest.contains_word("でしょうか"))
            }))
}

/// 「本日１６時から大臣レクがありますので、担当課長は大臣室前にお越しください」
pub(super) fn asks_to_come(clause: &str) -> bool {
    const COMING: [&str; 7] = ["来省", "お越し", "参集", "来室", "来庁", "同席", "足労"];
    const REQUESTS: [&str; 8] = [
        "くだ",
        "下さ",
        "願",
        "をお願",
        "いただけ",
        "いただき",
        "いただく",
        "頂",
    ];
    COMING.iter().any(|coming| {
        clause
            .split(coming)
            .skip(1)
            .any(|rest| rest.starts_with_any(&REQUESTS))
    })
}

/// 「１２月１日１６時に貴省へ伺いますので、御対応ください」
pub(super) fn announces_visit(behind: &str) -> bool {
    let near = window_after(behind, 0, 120);
    ["へ伺", "に伺", "へお伺", "にお伺", "に参り", "へ参り"]
        .iter()
        .any(|visit| {
            near.split_at_word(visit).is_some_and(|(whom, rest)| {
                // 「明日11時にそちらへ伺いますので、論点をすり合わせましょう」; not 「伺った」
                let is_coming = whom.ends_with("そちら")
                    || whom.ends_with(['省', '庁', '府', '院', '局', '課', '室']) && whom.contains('貴');
                // 「貴課へ伺うかどうか、御検討ください」
                let is_open = rest.starts_with("うか");
                whom.contains('貴') && asks(rest) && !is_open
                    || is_coming && rest.starts_with_any(&["い", "う予定", "ます", "たく"])
            })
        })
}

/// 「１０時からの法令審査に、担当の方が同席してください」: an audit or a review at which the addressee is to explain or assist.
pub(super) fn asks_for_attendance(around: &SentenceContext<'_>, found: &Candidate, dated: bool) -> bool {
    const EVENTS_TO_ATTEND: [&str; 7] = ["監査", "審査", "検査", "調査", "への説明", "説明を行", "レビュー"];
    const ATTENDANCE_VERBS: [&str; 7] = [
        "同席",
        "立会",
        "立ち会",
        "説明くだ",
        "説明してくだ",
        "説明いただ",
        "意見を述べ",
    ];
    let is_one = |near: &str| {
        // 審査会, 調査員
        let of = |held: &&str| {
            near.split(held)
                .skip(1)
                .any(|rest| !rest.starts_with(['会', '員', '官', '委']))
        };
        let held = EVENTS_TO_ATTEND.iter().any(of);
        let attends = near.contains_any(&ATTENDANCE_VERBS)
            || near.contains_word("出席") && ["監査", "審査", "検査"].iter().any(of);
        held && attends && asks(near)
    };
    // A limit is none.
    let starts_then = around
        .behind
        .starts_with_any(&["から", "より", "～", "~", "に", "の", "開始", "-"]);
    matches!(found.time, Some(Time::Minute(_)))
        && (starts_then && is_one(window_after(around.behind, 0, 240))
            || dated && is_one(window_before(around.above, around.above.len(), 240)))
}
