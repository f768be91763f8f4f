//! Brackets that name a placeholder: 「期限：【期限】」, 「＜件名＞について」, 「（日付を記入）」.
//!
//! Most brackets do not: 【重要】, （協議）, ＜参考＞, ［別添］. A bracket counts if it contains the name of a field to fill in
//! and is not the heading of what follows.

use super::names::HONORIFICS;
use crate::text::unfilled::{PlaceholderKind, closing, instruction, placeholder_kind};

/// Words that continue a sentence after a name; a heading is not followed by any.
const RUNS_ON: &[&str] = &[
    "まで", "迄", "に", "の", "を", "は", "が", "から", "より", "、", "付", "殿", "様", "御中", "宛",
];

/// Length limit of a name, in characters.
const NAME_LIMIT: usize = 24;

/// Length in bytes of the placeholder at the start of `rest`, if it is one.
pub(super) fn blank(before: &str, rest: &str) -> Option<usize> {
    let open = rest.chars().next()?;
    // 「期限」 in quotation marks is a mention.
    let close = closing(open).filter(|_| !matches!(open, '「' | '『'))?;
    // Doubled as ASCII for 《件名》: <<件名>>.
    let doubled = rest.get(open.len_utf8()..)?.starts_with(open);
    let skip = open.len_utf8() * if doubled { 2 } else { 1 };
    let inside = rest.get(skip..)?;
    let end = inside
        .char_indices()
        .take(NAME_LIMIT)
        .find(|(_, c)| *c == close || *c == '\n')
        .filter(|(_, c)| *c == close)?
        .0;
    let word = inside.get(..end)?;
    let length = skip + end + close.len_utf8() * if doubled { 2 } else { 1 };
    let after = rest.get(length..)?;
    if let Some(named) = instruction(word) {
        // 「（氏名を記入）」 may address the recipient; 「（日付を記入）」 does not.
        let round = matches!(open, '(' | '（');
        return (matches!(named, PlaceholderKind::Own | PlaceholderKind::ToFill) || !round).then_some(length);
    }
    let named = placeholder_kind(word)?;
    if named == PlaceholderKind::ToFill {
        // 「未回答（未記入）の項目」 is a statement.
        return ends_a_phrase(after).then_some(length);
    }
    if matches!(open, '(' | '（') {
        // 「（担当課名）御中」, alone on its line.
        let line = before.rsplit('\n').next().unwrap_or_default();
        return (line.trim().is_empty() && is_salutation(after)).then_some(length);
    }
    is_open(before, after, open, named).then_some(length)
}

/// Whether only a full stop or まで follows, or nothing.
fn ends_a_phrase(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '　']);
    after.is_empty() || after.starts_with(['\n', '\r', '。', '、', '）', ')']) || after.starts_with("まで")
}

/// Whether a bracket with a field's name is that field's placeholder rather than a heading.
fn is_open(before: &str, after: &str, open: char, named: PlaceholderKind) -> bool {
    if RUNS_ON.iter().any(|word| after.starts_with(word)) {
        return true;
    }
    if is_salutation(after) {
        return true;
    }
    // No paragraph begins with まで.
    let near = after.trim_start_matches([' ', '　']);
    if near.starts_with("まで") || near.starts_with('迄') {
        return true;
    }
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut lines = after.split('\n');
    let same_line = lines.next().unwrap_or_default().trim();
    // 【期限】9月11日: a label with its value.
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
        // A heading is followed by text, not by another bracket of the same sort.
        let bullet = |c: char| !c.is_alphabetic() && c != open;
        return named != PlaceholderKind::Heading
            && next.is_none_or(|next| next.trim_start_matches(bullet).starts_with(open));
    }
    // In unwrapped text, headings are separated by blanks on the same line.
    let parted = line.ends_with([' ', '　', '。']) && after.starts_with([' ', '　', '\r', '\n']);
    !parted || same_line.is_empty()
}

/// Whether 御担当者様 and the like follow, which say nothing of who is meant: 「【府省名】御担当者様」, 「【宛先】各位」.
fn is_salutation(after: &str) -> bool {
    /// Length limit of a salutation, in characters.
    const SALUTATION_LIMIT: usize = 16;
    const ANYBODY: [&str; 14] = [
        "",
        "御担当者",
        "ご担当者",
        "担当者",
        "御担当",
        "ご担当",
        "御担当課",
        "担当課",
        "御担当課長",
        "担当課長",
        "御担当官",
        "担当官",
        "関係者",
        "御関係者",
    ];
    let near = after.trim_start_matches([' ', '　']);
    let ends = |c: &char| c.is_whitespace() || matches!(c, '、' | '。' | '，');
    let word: String = near
        .chars()
        .take(SALUTATION_LIMIT)
        .take_while(|c| !ends(c))
        .collect();
    let word = word
        .strip_suffix("の皆様")
        .or(word.strip_suffix("皆様"))
        .map_or(&*word, |_| "様");
    HONORIFICS.iter().any(|honorific| {
        word.strip_suffix(honorific)
            .is_some_and(|who| ANYBODY.contains(&who))
    })
}

/// Whether only a bullet or a number precedes on the line: 「・」, 「１．」, 「（２）」, 「記」.
fn is_head(line: &str) -> bool {
    const PREFIX_LIMIT: usize = 5;
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let short = signs.by_ref().take(PREFIX_LIMIT).all(|c| {
        !matches!(c, 'ぁ'..='ん' | '一'..='龠' | 'a'..='z' | 'A'..='Z')
            || matches!(
                c,
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '記' | '第'
            )
    });
    short && signs.next().is_none() && !line.trim_end().ends_with([':', '：'])
}
