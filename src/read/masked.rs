//! A free text without its placeholders, for reading what it says of time: of 「９月　日（　）１７時」 nothing is left to be
//! read, where 「１７時」 alone would be taken for one of today.

use std::ops::Range;

use jp_datetime::prose::{self, Reading};

use super::placeholder;

/// Limit on placeholders of a text that are masked: as many as are reported of a letter.
const PLACEHOLDERS_LIMIT: usize = 1_000;

/// Reads a text as if its placeholders, and the expressions of time that belong to them, were blanks; every position
/// is kept.
pub(crate) fn read_filled(text: &str) -> Reading {
    let reading = prose::read(text);
    // Most texts mention no time, and need not be searched for placeholders.
    if reading.expressions().is_empty() {
        return reading;
    }
    match masked(text, &reading) {
        Some(masked) => prose::read(&masked),
        None => reading,
    }
}

/// The text with blanks in place of each placeholder and of the expressions of time that belong to it; `None` if it has
/// no placeholder.
fn masked(text: &str, reading: &Reading) -> Option<String> {
    let first = placeholder::in_text(text)?;
    let times: Vec<Range<usize>> = reading
        .expressions()
        .iter()
        .map(|expression| expression.range.clone())
        .collect();
    let mut out = String::with_capacity(text.len());
    for found in placeholder::all_in_text(text, first).take(PLACEHOLDERS_LIMIT) {
        let start = found.start.max(out.len());
        out.push_str(text.get(out.len()..start).unwrap_or_default());
        let end = end_with_times(text, &found, &times);
        for c in text.get(start..end).unwrap_or_default().chars() {
            match c.len_utf8() {
                _ if matches!(c, '\n' | '\r') => out.push(c),
                1 => out.push(' '),
                2 => out.push('\u{a0}'),
                3 => out.push('\u{3000}'),
                _ => out.push_str("\u{a0}\u{a0}"),
            }
        }
    }
    out.push_str(text.get(out.len()..).unwrap_or_default());
    Some(out)
}

/// The end of a placeholder with the parts of the same moment that follow it.
fn end_with_times(text: &str, found: &Range<usize>, times: &[Range<usize>]) -> usize {
    /// Longest weekday in brackets with blanks around it, in bytes.
    const GAP_LIMIT: usize = 24;
    let next = times.partition_point(|time| time.start < found.start);
    let before = next.checked_sub(1).and_then(|at| times.get(at));
    // 「９月１１日（　）１７時」 lacks its weekday only, 「９月１１日（木）○時」 its hour.
    if before.is_some_and(|time| {
        text.get(time.end..found.start)
            .is_none_or(|gap| gap.trim().is_empty())
    }) {
        return found.end;
    }
    let mut end = found.end;
    for time in times.iter().skip(next) {
        let gap = text.get(end..time.start.max(end)).unwrap_or_default();
        let is_joined = gap.len() <= GAP_LIMIT && !gap.contains('\n') && is_bracket(gap.trim());
        if !is_joined {
            break;
        }
        end = end.max(time.end);
    }
    end
}

/// Nothing, or one pair of brackets; its closing one may belong to what follows.
fn is_bracket(gap: &str) -> bool {
    let Some(inside) = gap.strip_prefix(['（', '(']) else {
        return gap.is_empty();
    };
    let inside = inside.strip_suffix(['）', ')']).unwrap_or(inside);
    !inside.contains(['）', ')', '（', '('])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_text_keeps_its_places_and_what_is_filled_in() {
        for (text, wanted) in [
            ("９月　日（　）１７時までに", "までに"),
            ("〇月〇日（〇）〇時３０分まで", "まで"),
            ("○月○日（金）午後５時半まで", "まで"),
            ("９月〓日（金）１７時までに", "までに"),
            ("9月11日（　）17時まで", "9月11日17時まで"),
            ("9月11日（木）○時まで", "9月11日（木）まで"),
            ("9月11日（木）17時まで", "9月11日（木）17時まで"),
            ("𠮷野は○月○日、9月12日まで", "𠮷野は、9月12日まで"),
        ] {
            let masked = masked(text, &prose::read(text)).unwrap_or_else(|| text.to_owned());
            assert_eq!(masked.len(), text.len());
            let left: String = masked.chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(left, wanted, "{text}");
            let filled = masked.char_indices().filter(|(_, c)| !c.is_whitespace());
            for (at, c) in filled {
                assert!(text[at..].starts_with(c), "{text}");
            }
        }
    }
}
