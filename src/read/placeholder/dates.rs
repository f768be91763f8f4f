//! Dates that are left open in ways of their own: 「９月〓日」 with the sign for a missing type, 「（P）月（P）日」 for pending.

use std::ops::Range;

use jp_datetime::unfilled;

/// Signs of these ways, each with signs of the same length that every unfilled date is known by.
const KNOWN_BY: [(&str, &str); 5] = [
    ("〓", "○"),
    ("（P）", "○○ "),
    ("（Ｐ）", "○○○"),
    ("(P)", "○"),
    ("(Ｐ)", "○  "),
];

/// The unfilled date or time that a character at `at` may belong to.
pub(super) fn at(text: &str, at: usize) -> Option<Range<usize>> {
    unfilled::at(text, at).or_else(|| in_another_way(text, at))
}

fn in_another_way(text: &str, at: usize) -> Option<Range<usize>> {
    /// Longer than any date on either side of a character of it, in bytes.
    const REACH: usize = 120;
    let (before, rest) = text.split_at_checked(at)?;
    let mut after = rest.chars();
    after.next()?;
    let ends = before.trim_end().ends_with(['〓', '）', ')']);
    if !ends && !after.as_str().trim_start().starts_with(['〓', '（', '(']) {
        return None;
    }
    let start = text.ceil_char_boundary(at.saturating_sub(REACH));
    let end = text.floor_char_boundary(text.len().min(at + REACH));
    let window = text.get(start..end)?;
    if !KNOWN_BY.iter().any(|(sign, _)| window.contains(sign)) {
        return None;
    }
    let known = KNOWN_BY
        .iter()
        .fold(window.to_owned(), |text, (sign, known)| text.replace(sign, known));
    let found = unfilled::at(&known, at - start)?;
    Some(start + found.start..start + found.end)
}
