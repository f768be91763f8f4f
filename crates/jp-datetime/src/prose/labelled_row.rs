//! Rows of several limits behind one label: 「提出期限：様式１は９月12日、様式２は９月19日」.

use super::earlier_occasion::without_brackets;
use super::label::{after_moment, is_deadline_label};
use super::lexicon::{EVENTS, MEETINGS};
use super::sentence::is_circled;
use super::word_search::WordSearch;

/// Limit on the characters of an item's name.
const ITEM_CHARS_LIMIT: usize = 12;

/// Whether the line starts with a label and the moment is preceded by one of several variants: 提出期限　電子
/// 媒体：9月24日、紙媒体：9月26日.
pub(super) fn is_labelled_variant(above: &str) -> bool {
    const VARIANT_CHARS_LIMIT: usize = 12;
    if is_item_of_limit(above) {
        return true;
    }
    // 「締切：別紙１は８月８日、別紙２は９月３日」
    let Some(head) = above.trim_end_matches(' ').strip_suffix([':', '…', 'は']) else {
        return false;
    };
    let line = head.rsplit(['\n', '。']).next().unwrap_or_default();
    let is_name = |name: &str| {
        (1..=VARIANT_CHARS_LIMIT).contains(&name.chars().count())
            && !name.contains(|c: char| "月日時はがをにで/".contains(c))
    };
    let label_at = |text: &str| {
        ["期限", "締切", "〆切", "期日"]
            .iter()
            .filter_map(|word| text.find_word(word).map(|at| at + word.len()))
            .min()
    };
    let Some(first) = line.split([':', '…']).next() else {
        return false;
    };
    let named = label_at(first).is_some_and(|end| {
        let name = first
            .get(end..)
            .unwrap_or_default()
            .trim_matches(['】', ')', ' ', '・', '>', '|', ']', '、']);
        is_deadline_label(first.get(..end).unwrap_or_default()) && (name.is_empty() || is_name(name))
    });
    let own = line
        .rsplit(|c| matches!(c, '、' | ',' | ';' | '/' | ')' | '・') || is_circled(c))
        .next()
        .unwrap_or_default();
    let is_event = own.ends_with_any(&EVENTS) || MEETINGS.occurs_in(own);
    let has_label_sign = first.len() < line.len();
    named && (!has_label_sign && !above.ends_with('は') || has_label_sign && is_name(own) && !is_event)
}

/// 「電子データ：９月16日（火）正午」, below 「提出期限：９月12日（金）17時厳守」: another form of what is handed in.
pub(super) fn is_form_below_limit(above: &str) -> bool {
    const FORMS: [&str; 9] = [
        "電子データ",
        "電子媒体",
        "電子ファイル",
        "紙媒体",
        "紙",
        "原本",
        "正本",
        "郵送",
        "郵送分",
    ];
    let mut lines = above.lines_from_last();
    let name = lines.next().unwrap_or_default().trim_end_matches([':', ' ']);
    FORMS.contains(&name.skip_to_letter())
        && lines.next().map(str::skip_to_letter).is_some_and(|row| {
            row.find(|c: char| c.is_ascii_digit())
                .and_then(|at| row.get(..at))
                .is_some_and(is_deadline_label)
        })
}

/// 「提出期限は、本省各局が９月16日、地方支分部局が９月19日です」
fn is_item_of_limit(above: &str) -> bool {
    let line = above.rsplit(['\n', '。']).next().unwrap_or_default();
    let Some((label, items)) = line
        .strip_suffix('が')
        .and_then(|line| line.split_at_word("は、"))
    else {
        return false;
    };
    let mut items = items.rsplit('、');
    let is_name = |name: &str| {
        (1..=ITEM_CHARS_LIMIT).contains(&name.chars().count())
            && !name.contains(['は', 'が', 'を', 'に', 'で'])
    };
    items.next().is_some_and(is_name)
        && items.all(|item| {
            item.split_once('が').is_some_and(|(name, moment)| {
                is_name(name) && moment.starts_with(|c: char| c.is_ascii_digit())
            })
        })
        && is_deadline_label(label)
}

/// 「提出期限　　計画書　11月28日（金）　　概要版　12月３日（水）」, of which normalised text has no blanks: the name of one of
/// several items behind a label.
pub(super) fn is_item_in_row(above: &str, behind: &str) -> bool {
    const LABELS: [&str; 5] = ["提出期限", "回答期限", "報告期限", "登録期限", "提出締切"];
    let line = above.last_line();
    let is_mark = |c: char| c.is_ascii_digit() || is_circled(c) || "・.()、 ".contains(c);
    let labelled = |line: &'_ str| {
        line.trim_start_matches(is_mark)
            .strip_prefix_any(&LABELS)
            .map(str::len)
    };
    let is_name = |name: &str| {
        let bare = without_brackets(name);
        (2..=ITEM_CHARS_LIMIT).contains(&bare.chars().count())
            && bare
                .chars()
                .all(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | 'ー'))
    };
    let Some(items) = labelled(line).and_then(|length| line.get(line.len() - length..)) else {
        // 「第二弾（その他）　６月５日」, below 「提出期限　第一弾（決算関係）　６月４日」
        let above = above.lines_from_last().nth(1).unwrap_or_default();
        let first = labelled(above)
            .and_then(|length| above.get(above.len() - length..))
            .unwrap_or_default();
        let name = first
            .split(|c: char| c.is_ascii_digit())
            .next()
            .unwrap_or_default();
        let is_item = |name: &str| {
            is_name(name) && !name.ends_with(['日', '期', '先', '法', '所', '間', '時', '点', '和', '成'])
        };
        return is_item(line) && name.len() < first.len() && is_item(name);
    };
    let next = behind
        .find(|c: char| c.is_ascii_digit())
        .and_then(|at| behind.get(..at));
    let own = after_moment(items);
    is_name(own)
        && (own.len() < items.len() || next.is_some_and(is_name) || own.ends_with(')') && behind.is_empty())
}

/// 「提出期限：９月12日17時（様式１）、９月19日（様式２）」, 「期限（１）９月12日　（２）９月19日」: a further limit of a labelled row.
pub(super) fn is_next_of_labelled_row(line: &str, behind: &str) -> bool {
    let starts_with_digit = |item: &str| item.starts_with(|c: char| c.is_ascii_digit());
    let noted = || {
        let items = line.strip_suffix('、').filter(|_| behind.starts_with('('))?;
        let (label, items) = items.split_once(':')?;
        Some(
            is_deadline_label(label)
                && items
                    .split('、')
                    .all(|item| starts_with_digit(item) && item.ends_with(')')),
        )
    };
    let numbered = || {
        let (first, rest) = line.split_at_word("(1)")?;
        let (_, number) = rest.strip_suffix(')')?.rsplit_once('(')?;
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        Some(is_number && starts_with_digit(rest) && is_deadline_label(first))
    };
    noted() == Some(true) || numbered() == Some(true)
}
