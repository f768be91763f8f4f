//! Tables in plain text: the separators of cells.

use super::correction::{is_new_column, is_old_column};
use super::label::is_deadline_label;
use super::word_search::WordSearch;
use crate::moment::tokens::{fold, is_blank};

/// A separator of cells besides | and tabs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CellSeparator {
    /// Nothing.
    Tabs,
    /// ／
    Slashes,
    /// Several blanks in a row.
    Gaps,
}

/// Finds the separator of each line in turn.
pub(super) struct Columns {
    has_slashes: bool,
    has_gaps: bool,
    slashes_before: usize,
    /// The number of cells per row in the current table.
    gaps: usize,
}

impl Columns {
    pub fn of(text: &str) -> Self {
        Self {
            has_slashes: text.contains('／'),
            has_gaps: has_gap(text),
            slashes_before: 0,
            gaps: 0,
        }
    }

    /// The separator in a line, given the line after it.
    pub fn cell_separator(&mut self, line: &str, next: Option<&str>) -> CellSeparator {
        if self.has_slashes {
            let slashes = slashed_cells(line);
            let repeats = slashes > 0
                && (slashes == self.slashes_before
                    || next.is_some_and(|next| slashes == slashed_cells(next)));
            self.slashes_before = slashes;
            if repeats {
                return CellSeparator::Slashes;
            }
        }
        // Bars separate the cells of their own table.
        let has_bars = || line.contains(['|', '｜', '│']);
        if self.has_gaps && !has_bars() && !is_border(line.trim()) {
            let cells = gapped_count(line);
            // 「追加資料　前年度執行実績　　　　５月29日（金）」: a single blank between the first two of three.
            let has_joined_cells = cells >= 2 && cells + 1 == self.gaps && ends_with_dated_cell(line);
            if cells < 2 || cells != self.gaps && !has_joined_cells {
                let in_next = || next.map_or(0, gapped_count);
                let begins = cells >= 2
                    && is_column_head_line(line)
                    && (next.is_some_and(|next| is_border(next.trim()))
                        || in_next() == cells
                        || in_next() + 1 == cells && next.is_some_and(ends_with_dated_cell));
                // The names of the rows have no head, 「　　　訂正前　　訂正後」, or are repeated in each column.
                let is_change = || {
                    let rows = in_next();
                    let repeated = next.is_some_and(|next| is_border(next.trim()))
                        || rows == 2 && next.is_some_and(|next| !next.contains('→'));
                    (cells == 2 && are_heads_of_change(line))
                        .then_some(if repeated { 2 } else { rows })
                        .filter(|rows| matches!(rows, 2 | 3))
                };
                self.gaps = if begins { cells } else { is_change().unwrap_or(0) };
            }
            if self.gaps > 0 {
                return CellSeparator::Gaps;
            }
        }
        CellSeparator::Tabs
    }
}

/// Limit on a row's bytes.
const ROW_BYTES_LIMIT: usize = 240;

/// Whether a text has several blanks in a row.
fn has_gap(text: &str) -> bool {
    text.contains_word("\u{3000}\u{3000}") || text.contains_word("  ")
}

/// The cells of a line separated by several blanks.
fn gapped_cells(line: &str) -> impl Iterator<Item = &str> {
    let line = if line.len() > ROW_BYTES_LIMIT { "" } else { line };
    line.split("\u{3000}\u{3000}")
        .flat_map(|part| part.split("  "))
        .filter(|cell| !cell.trim_matches(is_blank).is_empty())
}

/// Their number.
fn gapped_count(line: &str) -> usize {
    // None in a line that is too long for a row.
    if gapped_cells(line).next().is_none() {
        return 0;
    }
    if !has_gap(line) {
        return 1;
    }
    let gaps = line.char_indices().filter(|(at, _)| is_cell_gap(line, *at));
    gaps.count() + 1
}

fn ends_with_dated_cell(line: &str) -> bool {
    let last = gapped_cells(line).last().unwrap_or_default();
    let last = last.trim_matches(is_blank);
    last.starts_with(|c: char| fold(c).is_ascii_digit()) || last.starts_with("令和")
}

/// Whether a line consists of column heads, one of them of dates: 「提出先　　　　期限」.
fn is_column_head_line(line: &str) -> bool {
    const LIMIT_COLUMN_HEADS: [&str; 13] = [
        "日時",
        "日程",
        "期間",
        "時刻",
        "時期",
        "期限",
        "締切",
        "〆切",
        "期日",
        "締切日",
        "いつ",
        "いつまで",
        "いつまでに",
    ];
    !line.contains(|c: char| fold(c).is_ascii_digit())
        && gapped_cells(line).any(|cell| {
            // 期　限
            let cell: String = cell.chars().filter(|c| !is_blank(*c)).collect();
            cell.ends_with_any(&LIMIT_COLUMN_HEADS)
        })
}

/// 「訂正前　　　訂正後」, 「誤　　　　正」
fn are_heads_of_change(line: &str) -> bool {
    let mut cells = gapped_cells(line).map(|cell| cell.trim_matches(is_blank));
    cells.next().is_some_and(is_old_column) && cells.next().is_some_and(is_new_column)
}

/// Whether the blank at a position is the first of a gap between two cells.
pub(super) fn is_cell_gap(line: &str, at: usize) -> bool {
    let (before, rest) = line.split_at_checked(at).unwrap_or_default();
    let first = !before.ends_with(is_blank) && !before.is_empty();
    let wide = rest.starts_with("\u{3000}\u{3000}") || rest.starts_with("  ");
    // The length of a gap is looked at once, at its first blank.
    first && wide && !rest.trim_start_matches(is_blank).is_empty() && !is_spread(before, rest)
}

/// Whether a gap is within a word: 「事　　項」.
fn is_spread(before: &str, behind: &str) -> bool {
    /// Limit on the blanks between two characters of a word.
    const BLANKS_LIMIT: usize = 2;
    let is_one = |word: Option<&str>| {
        word.is_some_and(|word| {
            let mut chars = word.chars();
            chars.next().is_some_and(|c| matches!(c, '一'..='龠')) && chars.next().is_none()
        })
    };
    behind.chars().take_while(|c| is_blank(*c)).count() <= BLANKS_LIMIT
        && is_one(before.split(is_blank).next_back())
        && is_one(behind.trim_start_matches(is_blank).split(is_blank).next())
}

/// The number of ／ between cells in a line that may be a table's row: 「様式１／９月１２日（金）／総務課」.
fn slashed_cells(line: &str) -> usize {
    if line.len() > ROW_BYTES_LIMIT || line.contains('。') {
        return 0;
    }
    line.match_indices('／')
        .filter(|(at, sign)| {
            separates_cells(
                line.get(..*at).unwrap_or_default(),
                line.get(at + sign.len()..).unwrap_or_default(),
            )
        })
        .count()
}

/// Whether a tab separates cells: not one inside a date, as text extracted from a PDF has it.
pub(super) fn separates_cells(before: &str, behind: &str) -> bool {
    const UNITS: &str = "年月日時分()（）:：";
    let (Some(last), Some(next)) = (
        before.chars().rev().find(|c| !is_blank(*c)),
        behind.chars().find(|c| !is_blank(*c)),
    ) else {
        return false;
    };
    // 様式１ followed by ９月１２日: a date begins a cell unless its year precedes it.
    if starts_with_month_day(behind.trim_start_matches(is_blank)) {
        let head = before.trim_end_matches(is_blank);
        let is_year = head
            .strip_suffix('年')
            .is_some_and(|year| year.ends_with(|c: char| fold(c).is_ascii_digit() || c == '元'));
        return !is_year && !head.ends_with_any(&["令和", "平成", "昭和"]);
    }
    let digit = |c: char| fold(c).is_ascii_digit();
    // 様式２ followed by 年間経費: 年 begins a word and is no unit.
    let is_unit = UNITS.contains(next) && {
        let mut rest = behind.chars().filter(|c| !is_blank(*c)).skip(1);
        rest.next().is_none_or(|c| {
            !matches!(c, '一'..='龠' | 'ァ'..='ヶ') || "末上中下正午半頃前以現付必〆締迄".contains(c)
        })
    };
    let within = digit(last) && digit(next)
        || UNITS.contains(last) && digit(next) && ends_with_date_part(before)
        || is_unit && (digit(last) || ends_with_date_part(before));
    !(within || is_blank(next))
}

/// Whether a text ends with a part of a date that may continue: 9月, 11日, (木), 17:; not 区分, （総括表）.
fn ends_with_date_part(before: &str) -> bool {
    let mut back = before.chars().rev().filter(|c| !is_blank(*c));
    let digit =
        |c: Option<char>| c.is_some_and(|c| fold(c).is_ascii_digit() || "一二三四五六七八九十元".contains(c));
    match back.next() {
        Some(')' | '）') => {
            let inside = back.next();
            inside.is_some_and(|c| "月火水木金土日祝休⽉⽕⽔⽊⾦⼟⽇".contains(c))
        }
        Some('(' | '（' | ':' | '：') => digit(back.next()),
        _ => digit(back.next()),
    }
}

/// Whether a line begins with the month and day of a date.
pub(super) fn starts_with_month_day(line: &str) -> bool {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| fold(c).is_ascii_digit()).len();
    let month = digits(line);
    let rest = line.get(month..).unwrap_or_default();
    let Some(rest) = rest.strip_prefix('月').or(rest.strip_prefix(['/', '／'])) else {
        return false;
    };
    let rest = rest.trim_start_matches(is_blank);
    let day = digits(rest);
    month > 0 && (day > 0 || rest.starts_with(['上', '中', '下', '末']))
}

/// The first row of a table, above the row that the text ends with.
pub(super) fn head_row(above: &str) -> Option<&str> {
    /// Limit on the characters of a row that merged cells leave with one cell.
    const LONE_CELL_CHARS_LIMIT: usize = 30;
    let mut lines = above.lines_from_last().skip(1).peekable();
    std::iter::from_fn(|| {
        let line = lines.next()?;
        let is_row = line.contains('|') || is_border(line);
        let mut is_lone_cell = || {
            (1..=LONE_CELL_CHARS_LIMIT).contains(&line.chars().count())
                && !line.contains(['。', '、', ':'])
                && lines.peek().is_some_and(|above| above.contains('|'))
        };
        (is_row || is_lone_cell()).then_some(line)
    })
    .filter(|line| line.contains(char::is_alphanumeric))
    .last()
}

/// +----+----+, ――――――
pub(super) fn is_border(line: &str) -> bool {
    line.starts_with(['+', '-', '=', '―', '─', '━'])
        && line
            .chars()
            .all(|c| matches!(c, '+' | '-' | '=' | '―' | '─' | '━' | '|' | ' '))
}

/// The head of the column that a row reaches.
pub(super) fn column_head<'a>(head: &'a str, row: &str) -> Option<&'a str> {
    head.split('|').nth(row.matches('|').count()).map(str::trim)
}

/// The head of the column of a moment whose row, the last line of `above`, is `before` it and goes on with `behind`. A head
/// that is a cell shorter lacks its first: the blank of an empty cell at the start of a line is not kept. A row that is a cell
/// shorter has its first two in one.
pub(super) fn head_of<'a>(above: &'a str, before: &str, behind: &str) -> Option<&'a str> {
    let head = head_row(above)?;
    let bars = |text: &str| text.matches('|').count();
    let row = bars(before) + bars(behind.split('\n').next().unwrap_or_default());
    let lacks_first = row == bars(head) + 1;
    let at = bars(before).checked_sub(usize::from(lacks_first))?;
    let cell = |at: usize| head.split('|').nth(at).map(str::trim);
    // A moment may itself reach over a bar: 12月18日（木）｜17:00.
    let joins_first = row + 1 == bars(head) && at > 0 && !cell(at).is_some_and(is_deadline_label);
    cell(at + usize::from(joins_first))
}

/// Whether the table that a text ends in is one of what is to come, whose 期日 is a day of each: 予定｜期日, 「（参考）編成日程」.
pub(super) fn is_plan(above: &str) -> bool {
    let heads = head_row(above).unwrap_or_default();
    let title = above
        .lines_from_last()
        .skip(1)
        .find(|line| !line.contains('|') && line.contains(char::is_alphanumeric))
        .unwrap_or_default();
    heads.contains_any(&["予定", "行事", "日程"])
        || title.chars().count() <= 20 && title.contains_any(&["日程", "(参考)", "予定"])
}

/// |（記入例）Ａ組合|令和７年９月３０日|
pub(super) fn is_example_row(row: &str) -> bool {
    let row = row.trim_start_matches(['|', '(', '【', ' ']);
    row.starts_with_any(&["記入例", "記載例", "例)", "例】", "例|"])
}
