//! Moments in the rows of a table: the head of their column, the label in their row, who is to act by them.

use super::actor::{Actor, actor, row_names_answer};
use super::columns;
use super::correction::is_new_column;
use super::earlier_occasion::mentions_earlier_occasion;
use super::label::is_deadline_label;
use super::lexicon::{ANSWERS, MEETINGS, SENDERS};
use super::list_heading::{asks_for_documents_below, says_limits_differ, without_list_reference};
use super::list_reference::{is_answer_from_addressee, requests_row, sentence_below_list};
use super::sentence::asks;
use super::word_search::WordSearch;

/// Whether a table makes the moment in its row a deadline.
pub(super) fn is_limit_in_table(text: &str, start: usize, above: &str, line: &str, behind: &str) -> bool {
    // （参考）事業者による現地確認
    if columns::is_example_row(line)
        || line.trim_start_matches(['|', ' ']).starts_with("(参考)")
            && line.contains_any(&["|-|", "|－|", "|―|"])
    {
        return false;
    }
    let is_given = || {
        actor(text, start, behind) == Some(Actor::Addressee)
            && row_names_answer(text, start, behind)
            && !line
                .split('|')
                .any(|cell| cell.trim().ends_with_any(MEETINGS.words))
    };
    (names_limit_in_cell(line, behind)
        || is_in_limit_column(above, line, behind)
        || is_in_period_column(text, start, above, line)
        || is_in_new_column(above, line, behind)
        || is_in_table_of_limits(above, line)
        || is_only_moment_in_row(line, behind)
            && sentence_below_list(text, start).is_some_and(|sentence| requests_row(text, start, sentence))
        || is_given())
        && !is_marked_done(behind)
}

/// Whether the head of the column is a label of a deadline.
fn is_in_limit_column(above: &str, line: &str, behind: &str) -> bool {
    // 回答日 may be the day on which the answer arrived.
    const ANSWER_DATE_HEADS: [&str; 3] = ["回答日", "提出日", "提出日時"];
    // 当省の期限, next to 貴省の期限
    let is_own = |cell: &str| {
        cell.starts_with_any(&SENDERS) && columns::head_row(above).is_some_and(|heads| heads.contains('貴'))
    };
    // 施行｜令和８年４月１日, below 項目｜期日
    let is_event_row = || {
        let mut cells = line.split('|').map(str::trim).filter(|cell| !cell.is_empty());
        let name = cells.next().unwrap_or_default();
        cells.next().is_none()
            && matches!(
                name,
                "閣議" | "公布" | "施行" | "公表" | "閣議決定" | "パブリックコメント" | "意見公募"
            )
    };
    let is_limit = |cell: &str| {
        is_deadline_label(cell)
            && !ANSWER_DATE_HEADS.contains(&cell)
            && !mentions_earlier_occasion(cell)
            && !is_own(cell)
            && (cell != "期日" || !columns::is_plan(above) && !is_event_row())
    };
    // Merged cells shift the columns: the only moment of a row is that of the only limit among the heads.
    let is_shifted = || {
        let heads = columns::head_row(above).unwrap_or_default();
        let bars = |text: &str| text.matches('|').count();
        bars(heads) != bars(line) + bars(behind.split('\n').next().unwrap_or_default())
            && heads.split('|').filter(|head| is_limit(head.trim())).count() == 1
            && !heads.contains_any(&["日時", "期間", "時期", "実施日", "開催日", "公表"])
            && is_only_moment_in_row(line, behind)
    };
    // 「結果の還元（本省）｜－｜11月28日（金）」
    let is_result = || {
        line.split('|').any(|cell| {
            let name = cell.split('(').next().unwrap_or_default();
            matches!(name.trim(), "結果の還元" | "結果の公表" | "結果の通知")
        })
    };
    // ヒアリング｜説明資料の提出
    let is_paper_for_meeting = |cell: &str| {
        cell.ends_with("提出")
            && !cell.contains_word("国会")
            && columns::head_row(above).is_some_and(|heads| {
                heads
                    .split('|')
                    .any(|head| head.trim().ends_with_any(MEETINGS.words))
            })
    };
    (columns::head_of(above, line, behind).is_some_and(|cell| is_limit(cell) || is_paper_for_meeting(cell))
        || is_shifted())
        && !is_result()
}

/// 回答期限｜９月９日｜９月１２日, below ｜変更前｜変更後: the second of the two.
fn is_in_new_column(above: &str, line: &str, behind: &str) -> bool {
    let name = line.split('|').map(str::trim).find(|cell| !cell.is_empty());
    name.is_some_and(is_deadline_label) && columns::head_of(above, line, behind).is_some_and(is_new_column)
}

/// Whether no other cell of the row names a date or a time.
fn is_only_moment_in_row(line: &str, behind: &str) -> bool {
    other_cells(line, behind).all(|cell| !cell.contains(['月', '/', '時', ':']))
}

/// The cells of a moment's row but its own.
fn other_cells<'a>(line: &'a str, behind: &'a str) -> impl Iterator<Item = &'a str> {
    let behind = behind.split('\n').next().unwrap_or_default();
    line.split('|').rev().skip(1).chain(behind.split('|').skip(1))
}

/// Whether another cell of the row is a label of a deadline: 「廃棄簿案の提出期限｜各課｜２月13日」.
fn names_limit_in_cell(line: &str, behind: &str) -> bool {
    // 基金の設置期限 asks nobody for anything.
    // 「提出｜６月末日」 of a form
    let is_label = |cell: &str| {
        cell.contains_any(ANSWERS) && is_deadline_label(cell.trim())
            || matches!(
                cell.trim(),
                "提出" | "回答" | "一次回答" | "二次回答" | "最終回答"
            )
    };
    let has_moment = |cell: &str| cell.contains(|c: char| c.is_ascii_digit());
    // Where the row has several moments, the heads of columns say which is which.
    !other_cells(line, behind).any(has_moment)
        && other_cells(line, behind).any(|cell| is_label(cell) || is_answer_from_addressee(cell.trim()))
}

/// Whether the column is 期間, and the sentence below the table asks for an answer within it.
fn is_in_period_column(text: &str, start: usize, above: &str, line: &str) -> bool {
    column_head(above, line).is_some_and(|cell| matches!(cell, "期間" | "受付期間" | "提出期間"))
        && sentence_below_list(text, start).is_some_and(|sentence| {
            // 「期間中に事案が生じた場合は、…連絡する」
            ["期間内に", "期間中に"]
                .iter()
                .filter_map(|within| sentence.split_at_word(within))
                .any(|(_, rest)| !rest.contains_word("場合") && asks(rest))
        })
}

/// Whether the line above a table without heads calls it a table of limits: 提出期限, 意見照会先及び期限.
fn is_in_table_of_limits(above: &str, line: &str) -> bool {
    let headless = column_head(above, line).is_none_or(|cell| {
        cell.contains(|c: char| c.is_ascii_digit()) || !cell.contains(char::is_alphabetic)
    });
    let title = above
        .lines_from_last()
        .skip(1)
        .find(|line| !line.contains('|') && !line.trim().is_empty());
    // 区分｜都道府県分｜備考: what each column is for.
    let is_for_whom =
        column_head(above, line).is_some_and(|cell| cell.ends_with('分') && cell.len() > "分".len());
    (headless || is_for_whom)
        // 「（以上、期限厳守）」 is of the rows above it.
        && title.filter(|title| !title.contains_word("以上")).is_some_and(|title| {
            is_deadline_label(without_list_reference(title))
                || asks_for_documents_below(title)
                || says_limits_differ(title)
                // 「作業依頼の締切を一覧にしました。」
                || title.contains_any(&["締切を一覧", "期限を一覧", "締切の一覧", "期限の一覧"])
        })
}

/// Whether a cell to the right says that it is done: 済.
fn is_marked_done(behind: &str) -> bool {
    let row = behind.split('\n').next().unwrap_or_default();
    row.split('|')
        .skip(1)
        .map(|cell| cell.trim_matches([' ', '(', ')']))
        .any(|cell| {
            matches!(cell, "完了" | "了" | "終了") || cell.chars().count() <= 4 && cell.ends_with('済')
        })
}

/// The head of a moment's column.
pub(super) fn column_head<'a>(above: &'a str, line: &str) -> Option<&'a str> {
    columns::head_row(above).and_then(|head| columns::column_head(head, line))
}
