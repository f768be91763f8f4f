//! Meetings whose time is changed: the old time and the new one.

use super::candidate::{Candidate, Joined};
use super::columns::head_of;
use super::correction::is_old_column;
use super::day::Day;
use super::lexicon::{LIMIT_CHANGE_WORDS, MEETINGS};
use super::meeting::is_meeting;
use super::sentence::{SentenceContext, rest_of_sentence, window_after, window_before};
use super::word_search::WordSearch;

/// The last characters of the names of places.
const PLACE_ENDS: [char; 4] = ['室', '階', '館', '場'];

/// Whether the time is the one before a change, or of something else in a list of meetings.
pub(super) fn is_superseded(text: &str, around: &SentenceContext<'_>, found: &Candidate) -> bool {
    // 「１０月６日１０時からとお伝えしていたヒアリングですが、１０月７日１５時に変更させてください」
    let is_old = [
        "とお伝えして",
        "を予定して",
        "で予定して",
        "とご案内して",
        "と御案内して",
        "でお願いして",
        "とお願いして",
        "をお願いして",
    ]
    .iter()
    .any(|phrase| {
        let behind = around.behind.strip_prefix_any(&["から", "開始"]).unwrap_or(around.behind);
        behind.starts_with(phrase)
    }) && around.behind.contains_word("変更")
        // 「本日１０時からの打合せは、１１時開始に変更となりました」
        || around.behind.starts_with("からの")
            && around.behind.split_at_word("に変更とな").is_some_and(|(new, _)| {
                // 「本日14時からの打合せは、第５会議室に変更となりました」: the place.
                !new.ends_with(PLACE_ENDS)
            });
    // 変更前｜１０月１５日｜１４：００
    let line = around.line;
    let is_old_row = line
        .split_once(['|', ':'])
        .is_some_and(|(head, _)| is_old_column(head.trim()))
        || line.contains('|') && head_of(around.above, line, around.behind).is_some_and(is_old_column);
    // 9/11 12:00～13:00（昼休み）, （参考）当局内の勉強会：…
    let row = around.behind.split('\n').next().unwrap_or_default();
    // 日時：9/11 12:00～13:00（昼休み）: a hearing in the break.
    let is_own = line.trim_end_matches([':', ' ']).ends_with_any(&["日時", "日程"]);
    let is_break = row.chars().count() <= 30
        && !is_own
        && ["昼休み", "休憩", "当局内", "当課内", "当省内"]
            .iter()
            .any(|other| row.contains(other) || line.contains(other))
        || line.starts_with("(参考)");
    is_old || is_old_row || is_break || is_replaced(text, found)
}

/// 「ヒアリングを９月１２日１８時～１９時から９月１６日１４時に変更します」, 「９月１２日１８時～１９時のヒアリングは、…に変更します」: the
/// time before the change.
fn is_replaced(text: &str, found: &Candidate) -> bool {
    let sentence = rest_of_sentence(window_after(text, found.end(), 150));
    let changes = [
        "に変更",
        "に変え",
        "へ変更",
        "に前倒し",
        "に繰り上げ",
        "に繰り下げ",
    ]
    .iter()
    .filter_map(|change| sentence.find_word(change))
    .min();
    let Some(before) = changes.and_then(|at| sentence.get(..at)) else {
        return false;
    };
    // The new time follows, or the new room.
    if !before.contains(|c: char| c.is_ascii_digit()) || before.ends_with(PLACE_ENDS) {
        return false;
    }
    let goes_on = before.strip_prefix_any(&["から", "→", "~", ")を", "としていた", "としておりました"]);
    goes_on.is_some()
        || before
            .strip_prefix('の')
            .is_some_and(|rest| rest.starts_with_any(MEETINGS.words))
}

/// Whether the line speaks of a meeting whose day is changed, so that a range of two days is the old and the new.
pub(super) fn is_moved_meeting(text: &str, around: &SentenceContext<'_>, found: &Candidate) -> bool {
    around
        .before
        .contains_any(&["日程変更", "日時変更", "日程の変更", "日時の変更"])
        && is_meeting(text, around, found)
}

/// Whether an event is moved to this day: 「…から２月２７日に変更」.
pub(super) fn is_rescheduled_to(text: &str, found: &Candidate) -> bool {
    // 「９月１６日１４時～１５時に変更」
    let behind = window_after(text, found.end(), 45);
    let behind = behind.strip_prefix_any(&["から", "まで"]).unwrap_or(behind);
    behind
        .strip_prefix_any(&["に", "へ"])
        .map(|rest| rest.trim_start_matches(['と', 'の', '、']))
        .is_some_and(|rest| rest.starts_with_any(LIMIT_CHANGE_WORDS.words) || rest.starts_with("変え"))
}

/// Whether a meeting named before it is moved to this time, and has not been moved already.
pub(super) fn is_new_time(text: &str, found: &Candidate, around: &SentenceContext<'_>) -> bool {
    is_rescheduled_to(text, found)
        && MEETINGS.occurs_in(around.before)
        && !around
            .behind
            .contains_any(&["されました", "となりました", "になりました"])
}

/// Whether a time without a day is the new one of a meeting: 「９月１１日１４時からのヒアリングを、１８時からに変更」.
pub(super) fn is_other_time_of_day(text: &str, found: &Candidate, around: &SentenceContext<'_>) -> bool {
    // から leads from the old time to the new one, ～ from the new start to the new end.
    let is_old_or_end = found.starts_range && around.behind.starts_with("から")
        || found.joined == Joined::Range && !window_before(text, found.range.start, 12).ends_with("から");
    found.day == Day::Unspecified
        && !is_old_or_end
        && around.before.contains('日')
        && is_new_time(text, found, around)
}
