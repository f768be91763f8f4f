//! How many columns a text takes on a terminal. Half-width voicing marks (ﾞ, ﾟ) take one, as every terminal shows
//! them; the tables behind miette and textwrap count them as joined to the letter before.

use std::borrow::Cow;

/// The marks, and what stands for each while others measure: noncharacters of as many bytes, of one column.
const MARKS: [(char, char); 2] = [('\u{ff9e}', '\u{fdd0}'), ('\u{ff9f}', '\u{fdd1}')];

fn swap(text: &str, of: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if !text.contains(|c| of(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| of(c).unwrap_or(c)).collect())
}

/// A text in which everybody measures every character as a terminal does; as many bytes as before.
pub(super) fn measurable(text: &str) -> Cow<'_, str> {
    swap(text, |c| {
        // What stands for a mark means nothing in a text.
        let own = MARKS.iter().find(|(_, stand)| *stand == c).map(|_| '\u{fffd}');
        let mark = || MARKS.iter().find(|(mark, _)| *mark == c);
        own.or_else(|| mark().map(|(_, stand)| *stand))
    })
}

/// The text that was made [`measurable`].
pub(super) fn written(text: &str) -> Cow<'_, str> {
    swap(text, |c| {
        MARKS.iter().find(|(_, stand)| *stand == c).map(|(mark, _)| *mark)
    })
}

/// How many columns a text takes.
pub fn display_width(text: &str) -> usize {
    textwrap::core::display_width(&measurable(text))
}

/// How many columns a character takes.
pub fn width_of(c: char) -> usize {
    display_width(c.encode_utf8(&mut [0; 4]))
}

/// The longest beginning of a text that takes no more than so many columns.
pub fn beginning(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        used += width_of(c);
        (used > columns).then_some(at)
    });
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// A text in lines of at most so many columns, those after the first behind an indent.
pub fn wrap(text: &str, columns: usize, indent: &str) -> Vec<String> {
    let text = measurable(text);
    let options = textwrap::Options::new(columns).subsequent_indent(indent);
    textwrap::wrap(&text, options)
        .iter()
        .map(|line| written(line).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
