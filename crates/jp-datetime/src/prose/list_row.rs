//! The rows of a list: short lines with a moment.

use super::english::is_month;
use super::lexicon::{EVENTS, MEETINGS};
use super::word_search::WordSearch;

/// How far a table or list is followed upwards, in bytes and in lines.
pub(super) const LIST_REACH_BYTES: usize = 1500;
pub(super) const LIST_REACH_LINES: usize = 12;

pub(super) fn is_list_row(line: &str) -> bool {
    let has_digit = without_number(line).contains(|c: char| c.is_ascii_digit());
    line.chars().count() <= 72
        && (names_moment(line)
            || line.ends_with('日') && line.contains('月')
            || has_digit && (line.contains(['月', '/', '日', '時', ':']) || names_weekday(line)))
        && !line.ends_with('。')
        && !line.contains_any(&["いずれも", "それぞれ"])
}

/// A row without its number: 「２．提出時期」 is a heading.
fn without_number(line: &str) -> &str {
    let line = line.trim_start_matches(['(', ' ']);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_name = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() && !"年月日時分週営".contains(c));
    match rest.strip_prefix(['.', ')', ' ']) {
        Some(name) if rest.len() < line.len() => name,
        // The blank after a number is not kept: 4提出の時期
        None if rest.len() < line.len() && is_name(rest) => rest,
        _ => line,
    }
}

/// 9.18(木)
fn names_weekday(line: &str) -> bool {
    line.split('(').skip(1).any(|inside| {
        let mut chars = inside.chars();
        chars.next().is_some_and(|c| "月火水木金土日".contains(c)) && chars.next() == Some(')')
    })
}

/// 「（１）要求事項一覧　週明け正午」
fn names_moment(line: &str) -> bool {
    if line.is_ascii() && line.split([' ', ',', '.']).any(is_month) {
        return true;
    }
    line.ends_with_any(&["週明け", "週中", "正午", "明朝", "月末"])
}

/// A row without the date and time at its end.
pub(super) fn without_moment(row: &str) -> &str {
    let head =
        row.trim_end_matches(|c: char| c.is_ascii_digit() || "年月日時分()月火水木金土:/令和".contains(c));
    // 実施日２月１９日: its 日 belongs to the name.
    let is_of_name = row
        .get(head.len()..)
        .is_some_and(|moment| moment.starts_with('日'));
    let length = head.len() + if is_of_name { '日'.len_utf8() } else { 0 };
    row.get(..length).unwrap_or(head)
}

/// Whether a row's date is not an answer's: 基準日, 開催日時, 公表予定.
pub(super) fn names_other_date(line: &str) -> bool {
    const OTHER_DATES: [&str; 24] = [
        "開札", "入札", "掲載", "公開", "発表", "配布", "開始", "基準", "会期", "開会", "日", "日時", "時点",
        "期間", "開催", "会議", "公表", "施行", "予定", "対象", "実績", "検査", "監査", "査定",
    ];
    // 「監査実施日　２月１９日及び」
    let name = line
        .strip_suffix_any(&["及び", "並びに", "、", "と"])
        .map_or(line, without_moment);
    let name = name.trim_end_matches([':', ' ', '…', '・', '(', '【']);
    name.contains(['は', 'が'])
        || name.ends_with_any(&OTHER_DATES)
        || name.ends_with_any(&EVENTS) && !name.ends_with("補足説明")
        || MEETINGS.occurs_in(name)
}
