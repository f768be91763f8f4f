//! Brackets that name a blank: 「期限：【期限】」, 「＜件名＞について」, 「（日付を記入）」.
//!
//! Most brackets of a request do nothing of the sort: 【重要】, （協議）, ＜参考＞, ［別添］. A bracket counts where
//! it holds the name of something that is filled in, and does not head what follows.

use crate::text::unfilled::{Naming, closing, instruction, naming};

/// Words of a sentence that goes on behind a name; a heading has none.
const RUNS_ON: &[&str] = &[
    "まで", "迄", "に", "の", "を", "は", "が", "から", "より", "、", "付", "殿", "様", "御中", "宛",
];

/// The longest name, in characters.
const LONGEST: usize = 24;

/// How many bytes the blank at the head of `rest` has, if there is one.
pub(super) fn blank(before: &str, rest: &str) -> Option<usize> {
    let open = rest.chars().next()?;
    // 「期限」 in quotes is spoken of.
    let close = closing(open).filter(|_| !matches!(open, '「' | '『'))?;
    // 《件名》 may be doubled: <<件名>>.
    let doubled = rest.get(open.len_utf8()..)?.starts_with(open);
    let skip = open.len_utf8() * if doubled { 2 } else { 1 };
    let inside = rest.get(skip..)?;
    let end = inside
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| *c == close || *c == '\n')
        .filter(|(_, c)| *c == close)?
        .0;
    let word = inside.get(..end)?;
    let length = skip + end + close.len_utf8() * if doubled { 2 } else { 1 };
    let after = rest.get(length..)?;
    if let Some(named) = instruction(word) {
        // 「（氏名を記入）」 may ask it of the one who answers; 「（日付を記入）」 does not.
        let round = matches!(open, '(' | '（');
        return (matches!(named, Naming::Own | Naming::ToFill) || !round).then_some(length);
    }
    let named = naming(word)?;
    if named == Naming::ToFill {
        // 「未回答（未記入）の項目」 states something.
        return ends_a_phrase(after).then_some(length);
    }
    if matches!(open, '(' | '（') {
        return None;
    }
    is_open(before, after, open, named).then_some(length)
}

/// Whether nothing follows, or no more than a stop or まで.
fn ends_a_phrase(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '　']);
    after.is_empty() || after.starts_with(['\n', '\r', '。', '、', '）', ')']) || after.starts_with("まで")
}

/// Whether a bracket that names a field stands in that field's place, and does not head a paragraph.
fn is_open(before: &str, after: &str, open: char, named: Naming) -> bool {
    if RUNS_ON.iter().any(|word| after.starts_with(word)) {
        return true;
    }
    // No text begins with まで.
    let near = after.trim_start_matches([' ', '　']);
    if near.starts_with("まで") || near.starts_with('迄') {
        return true;
    }
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut lines = after.split('\n');
    let same_line = lines.next().unwrap_or_default().trim();
    // 【期限】9月11日: a label.
    if same_line
        .chars()
        .next()
        .is_some_and(|c| c.is_numeric() || matches!(c, ':' | '：' | '…' | '・' | '―'))
    {
        return false;
    }
    if is_head(line) {
        if !same_line.is_empty() {
            return false;
        }
        let next = lines.map(str::trim).find(|line| !line.is_empty());
        // Under a heading stands its text, and that is no other heading of its sort.
        let bullet = |c: char| !c.is_alphabetic() && c != open;
        return named != Naming::Heading
            && next.is_none_or(|next| next.trim_start_matches(bullet).starts_with(open));
    }
    // In folded text headings stand within the line, with blanks before and behind.
    let parted = line.ends_with([' ', '　', '。']) && after.starts_with([' ', '　', '\r', '\n']);
    !parted || same_line.is_empty()
}

/// Whether what stands before on the line is no more than a bullet or a number: 「・」, 「１．」, 「（２）」, 「記」.
fn is_head(line: &str) -> bool {
    const MOST: usize = 5;
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let short = signs.by_ref().take(MOST).all(|c| {
        !matches!(c, 'ぁ'..='ん' | '一'..='龠' | 'a'..='z' | 'A'..='Z')
            || matches!(
                c,
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '記' | '第'
            )
    });
    short && signs.next().is_none() && !line.trim_end().ends_with([':', '：'])
}
