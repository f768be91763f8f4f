//! Rows below a sentence that asks for an answer without a limit: each gives a part of the answer, or whose it is, and
//! the moment.

use super::correction::{is_new_column, is_old_column};
use super::earlier_occasion::without_brackets;
use super::heading::{heading_of_list, is_alone_on_line};
use super::lexicon::{ANSWERS, EVENTS, MEETINGS};
use super::list_row::LIST_REACH_BYTES;
use super::list_row::names_other_date;
use super::sentence::{SentenceContext, asks, window_after, window_before};
use super::word_search::WordSearch;

/// What is sent to the one who asks. Of the further [`ANSWERS`], 搬入 or 参加 takes place at a time.
const ANSWER_NAMES: [&str; 10] = [
    "回答", "連絡", "報告", "提出", "登録", "意見", "質問", "送付", "返信", "返送",
];

/// Whether a moment alone in its row is the limit of such a part: 「② 地方厚生局　２月１３日（金）１７時」 below 「下記により点検の
/// 上、結果を報告願います。」, 「・検討結果の御回答：１０月３０日（木）１８時」 below 「検討をお願いします。」.
pub(super) fn is_part_of_request(text: &str, start: usize, around: &SentenceContext<'_>, rest: &str) -> bool {
    let above = window_before(text, start, LIST_REACH_BYTES);
    let row = above.last_line();
    // Any part may have a limit: 「(1) 執行率 … 明日の12時まで」 below 「追加の資料をお願いします。」.
    let note = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    // 「９月12日（金）まで（参加する市町村のみ）」
    let is_extended =
        note.is_some_and(|note| note.contains_word("延長") || note == "変更なし" || note.ends_with("のみ"));
    let is_limited = around.behind.starts_with("まで") && (rest.is_empty() || is_extended);
    let bare = without_brackets(row);
    let name = bare.skip_to_letter().trim_end_matches([':', ' ', '…', '・']);
    let is_answer = || name.ends_with_any(&ANSWER_NAMES) || name.starts_with('第') && name.ends_with('報');
    // 「問１～問５　→　20日（月）10時」 below 「追加質問を送ります。」
    let of_questions = || {
        name.starts_with('問')
            && name.chars().all(|c| c.is_ascii_digit() || "問~・、 ".contains(c))
            && heading_of_list(above, row)
                .is_some_and(|heading| heading.contains_any(&["質問", "問", "回答", "答弁"]))
            && is_alone_on_line(row, rest)
    };
    if of_questions() {
        return true;
    }
    !name.is_empty()
        && (is_limited || is_office(name) || is_answer())
        && is_alone_on_line(row, rest)
        && !is_old_column(name)
        && !is_new_column(name)
        && (is_extended || !names_other_date(row))
        && !is_event(name)
        && (is_limited && is_extended || heading_of_list(above, row).is_some_and(asks_for_answer))
}

/// Whether the row above or below, with the same bullet, has a moment that must be kept: 「■更問　本日24:00」 below
/// 「■答弁案　本日23:00【厳守】」.
pub(super) fn is_row_like_required(text: &str, start: usize, rest: &str) -> bool {
    let above = window_before(text, start, LIST_REACH_BYTES);
    let row = above.last_line();
    let Some(bullet) = row.chars().next().filter(|c| "・-*○●■□◆◇".contains(*c)) else {
        return false;
    };
    let name = without_brackets(row);
    let name = name.trim_start_matches(bullet).trim();
    let mut beside = above.lines_from_last().skip(1).take(1).chain(
        window_after(text, start, LIST_REACH_BYTES)
            .split('\n')
            .skip(1)
            .take(1),
    );
    !name.is_empty()
        && is_alone_on_line(row, rest)
        && !names_other_date(row)
        && !is_event(name)
        && beside.any(|other| {
            other.starts_with(bullet)
                && other
                    .trim_end_matches([')', '】'])
                    .ends_with_any(&["厳守", "必着", "〆切", "締切", "〆"])
                && other.contains(|c: char| c.is_ascii_digit())
        })
}

/// Whether a sentence asks for an answer, and for no event whose times may follow.
fn asks_for_answer(sentence: &str) -> bool {
    // 「資料を送付しますので、御参照ください。」 asks for no answer.
    let request = sentence
        .trim_end_matches('。')
        .rsplit(['。', '、'])
        .next()
        .unwrap_or_default();
    // 「局議用に追加の資料をお願いします」
    let about = sentence.rsplit_once("用に").map_or(sentence, |(_, what)| what);
    asks(request)
        && (request.contains_any(ANSWERS) || request.contains_any(&["書類を", "データを"]))
        && !is_event(about)
}

fn is_event(words: &str) -> bool {
    const PAPERS_AND_ANSWERS: [&str; 17] = [
        "文",
        "資料",
        "書",
        "表",
        "票",
        "案",
        "一覧",
        "リスト",
        "名簿",
        "要旨",
        "登録",
        "回答",
        "提出",
        "報告",
        "連絡",
        "返信",
        "補足説明",
    ];
    // 説明文, 会議資料, 参加の回答
    let is_paper_or_answer = words.ends_with_any(&PAPERS_AND_ANSWERS);
    !is_paper_or_answer
        && (MEETINGS.occurs_in(words)
            || words.contains_any(&EVENTS)
            || words.contains_any(&["出席", "参加", "開催", "日程", "来庁", "訪問"]))
}

/// 本省内部部局, 施設等機関, 都道府県: a name without a particle.
fn is_office(name: &str) -> bool {
    const ENDS: [&str; 16] = [
        "省", "府", "庁", "院", "局", "部", "課", "室", "係", "部局", "機関", "県", "市", "町村", "法人",
        "団体",
    ];
    !name.contains(|c| matches!(c, 'ぁ'..='ん')) && name.ends_with_any(&ENDS)
}
