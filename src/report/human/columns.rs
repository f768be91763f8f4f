//! Display width of text. Half-width voicing marks (ﾞ, ﾟ) are one column wide in terminals; the tables behind miette
//! and textwrap treat them as combining.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

/// The marks with substitutes for measuring: noncharacters of the same byte length and of width 1.
const MARKS: [(char, char); 2] = [('\u{ff9e}', '\u{fdd0}'), ('\u{ff9f}', '\u{fdd1}')];

fn swap(text: &str, substitute: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    // Fast path: the first two bytes of all four characters.
    let pairs = text.as_bytes().windows(2);
    let may_hold = |found, pair: &[u8]| found | (pair[0] == 0xEF && matches!(pair[1], 0xB7 | 0xBE));
    if !pairs.fold(false, may_hold) || !text.contains(|c| substitute(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| substitute(c).unwrap_or(c)).collect())
}

/// Substitutes the marks, so that other libraries measure text correctly; byte offsets are preserved.
pub(super) fn measurable(text: &str) -> Cow<'_, str> {
    swap(text, |c| {
        // A substitute character in the input has no meaning.
        let reserved = MARKS.iter().find(|(_, stand)| *stand == c).map(|_| '\u{fffd}');
        let mark = || MARKS.iter().find(|(mark, _)| *mark == c);
        reserved.or_else(|| mark().map(|(_, stand)| *stand))
    })
}

/// Reverts [`measurable`].
pub(super) fn written(text: &str) -> Cow<'_, str> {
    swap(text, |c| {
        MARKS.iter().find(|(_, stand)| *stand == c).map(|(mark, _)| *mark)
    })
}

/// Width of a text in columns.
pub fn display_width(text: &str) -> usize {
    textwrap::core::display_width(&measurable(text))
}

/// Pads `text` with blanks to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

/// Width of a character in columns.
pub fn width_of(c: char) -> usize {
    match c {
        ' '..='~' => return 1,
        // Kana and kanji, without combining marks.
        'ぁ'..='ゖ' | '゛'..='ヿ' | '一'..='鿼' => return 2,
        _ => {}
    }
    display_width(c.encode_utf8(&mut [0; 4]))
}

/// The longest prefix of a text that fits into this many columns.
pub fn beginning(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        used += width_of(c);
        (used > columns).then_some(at)
    });
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// Wraps a text, indenting lines after the first.
pub fn wrap(text: &str, columns: usize, indent: &str) -> Vec<String> {
    let text = measurable(text);
    let options = textwrap::Options::new(columns).subsequent_indent(indent);
    textwrap::wrap(&text, options)
        .iter()
        .map(|line| written(line).into_owned())
        .collect()
}

thread_local! {
    /// Cache of wrapped lines by width: mostly clauses, which many findings show.
    static FOLDED: RefCell<HashMap<(usize, String), String>> = RefCell::new(HashMap::new());
}

/// Wraps [`measurable`] text to leave room for an indent, as textwrap would with that indent; `None` if a line is
/// blank.
pub(super) fn folded(text: &str, width: usize, indent: usize) -> Option<String> {
    let room = width.saturating_sub(indent);
    let mut out = String::with_capacity(text.len() + 16);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        if textwrap::core::display_width(line) <= room {
            out.push_str(line.trim_end_matches(' '));
        } else {
            fold_line(line, width, indent, &mut out);
        }
    }
    let is_blank = |line: &str| line.trim().is_empty();
    (!out.split('\n').any(is_blank)).then_some(out)
}

/// Appends a line that is too wide, wrapped.
fn fold_line(line: &str, width: usize, indent: usize, out: &mut String) {
    /// Limits of the cache: number of lines, and bytes of a line.
    const LINES_LIMIT: usize = 64;
    const LINE_BYTES_LIMIT: usize = 1024;
    let fold = || {
        let blanks = " ".repeat(indent);
        let options = textwrap::Options::new(width)
            .initial_indent(&blanks)
            .subsequent_indent(&blanks);
        let parts = textwrap::wrap(line, options);
        let parts = parts.iter().map(|part| part.get(indent..).unwrap_or_default());
        parts.collect::<Vec<_>>().join("\n")
    };
    if line.len() > LINE_BYTES_LIMIT {
        out.push_str(&fold());
        return;
    }
    FOLDED.with_borrow_mut(|known| {
        if known.len() >= LINES_LIMIT {
            known.clear();
        }
        let key = (width - indent.min(width), line.to_owned());
        out.push_str(known.entry(key).or_insert_with(fold));
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Equal to the wrapping that miette requests of textwrap.
        #[test]
        fn a_text_is_folded_as_textwrap_folds_it(
            text in "([期限を、。「」（）a-z0-9ー々\u{fdd0}\u{300}\u{3000}-]{1,12} ?){0,14}(\n([時間 a-z。、-]{1,9} ?){0,20}){0,3}",
            width in 20_usize..90,
            indent in 0_usize..6,
        ) {
            let Some(folded) = folded(&text, width, indent) else { return Ok(()) };
            let (initial, subsequent) = (".".repeat(indent), "-".repeat(indent));
            let options = textwrap::Options::new(width)
                .initial_indent(&initial)
                .subsequent_indent(&subsequent);
            let mut indented = String::new();
            for (number, line) in folded.split('\n').enumerate() {
                indented.push_str(if number == 0 { "" } else { "\n" });
                indented.push_str(if number == 0 { &initial } else { &subsequent });
                indented.push_str(line);
            }
            prop_assert_eq!(indented, textwrap::fill(&text, options));
        }
    }

    #[test]
    fn widths_without_the_tables_equal_those_of_the_tables() {
        for c in (' '..='\u{ffff}').filter(|c| measurable(&c.to_string()) == c.to_string()) {
            let expected = textwrap::core::display_width(&c.to_string());
            assert_eq!(width_of(c), expected, "{c:?}");
        }
    }

    #[test]
    fn every_character_takes_the_columns_that_a_terminal_gives_it() {
        for (text, columns) in [
            ("ｶﾞｷﾞｸﾞ", 6),
            ("ﾊﾟ", 2),
            ("ｶ\u{3099}", 1),
            ("か\u{3099}", 2),
            ("e\u{301}", 1),
            ("期限 17時", 9),
            ("𠮷野", 4),
            ("", 0),
        ] {
            assert_eq!(display_width(text), columns, "{text}");
            assert_eq!(text.chars().map(width_of).sum::<usize>(), columns, "{text}");
            assert_eq!(written(&measurable(text)), text);
            assert_eq!(measurable(text).len(), text.len());
        }
        assert_eq!(measurable("\u{fdd0}ﾞ"), "\u{fffd}\u{fdd0}");
    }
}
