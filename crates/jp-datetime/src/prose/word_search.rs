//! Comparisons and searches of short texts, a clause or a line, for which the standard library's cost more to prepare than
//! to run.

/// The position of the innermost bracket that is open at the end of a text: of （４月２９日（火）、５月３日 that before ４月.
pub(super) fn open_bracket(text: &str) -> Option<usize> {
    let mut closed = 0_usize;
    text.bytes().enumerate().rev().find_map(|(at, byte)| match byte {
        b')' => {
            closed += 1;
            None
        }
        b'(' if closed == 0 => Some(at),
        b'(' => {
            closed -= 1;
            None
        }
        _ => None,
    })
}

/// Whether a text starts with a word. Compares the first character's last bytes first, in which most words differ.
#[inline]
pub(super) fn starts(text: &str, word: &str) -> bool {
    starts_bytes(text.as_bytes(), word.as_bytes())
}

#[inline]
fn starts_bytes(text: &[u8], word: &[u8]) -> bool {
    let same = |at: usize| word.get(at).is_none_or(|byte| text.get(at) == Some(byte));
    same(2) && same(1) && text.starts_with(word)
}

/// Whether a text ends with a word; optimised as [`starts`].
#[inline]
pub(super) fn ends(text: &str, word: &str) -> bool {
    text.as_bytes().last() == word.as_bytes().last() && text.ends_with(word)
}

/// The text after a word that it starts with.
#[inline]
pub(super) fn strip_start<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    starts(text, word).then(|| text.get(word.len()..))?
}

/// The text before a word that it ends with.
#[inline]
pub(super) fn strip_end<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    ends(text, word).then(|| text.get(..text.len() - word.len()))?
}

/// The byte that tells most about the first character of a text, and the character's length in bytes.
#[inline]
fn first_char(bytes: &[u8]) -> Option<(u8, usize)> {
    match *bytes {
        [0xE0..0xF0, _, third, ..] => Some((third, 3)),
        [ascii @ ..0x80, ..] => Some((ascii, 1)),
        [0xF0..=0xFF, _, third, _, ..] => Some((third, 4)),
        [two, _, ..] => Some((two, 2)),
        _ => None,
    }
}

/// Searches in a text of some dozen characters, for which preparing the standard library's searches takes longer than
/// the search itself.
pub(super) trait WordSearch {
    /// The position of the first occurrence of a word.
    fn find_word(&self, word: &str) -> Option<usize>;
    /// The position of the last occurrence of a word.
    fn rfind_word(&self, word: &str) -> Option<usize>;
    fn contains_word(&self, word: &str) -> bool;
    /// What is before and behind the first occurrence of a word.
    fn split_at_word(&self, word: &str) -> Option<(&str, &str)>;
    /// The positions of a word, without overlaps.
    fn word_positions(&self, word: &str) -> impl Iterator<Item = usize>;
    /// The text from its first letter on: without the marks and the number of an item.
    fn skip_to_letter(&self) -> &str;
    /// Its lines from the last to the first.
    fn lines_from_last(&self) -> impl Iterator<Item = &str> + Clone;
    fn last_line(&self) -> &str;
    fn starts_with_any(&self, words: &[&str]) -> bool;
    fn ends_with_any(&self, words: &[&str]) -> bool;
    fn contains_any(&self, words: &[&str]) -> bool;
    /// The text after the first of the words that it starts with.
    fn strip_prefix_any(&self, words: &[&str]) -> Option<&str>;
    /// The text before the first of the words that it ends with.
    fn strip_suffix_any(&self, words: &[&str]) -> Option<&str>;
}

impl WordSearch for str {
    fn find_word(&self, word: &str) -> Option<usize> {
        let (bytes, word) = (self.as_bytes(), word.as_bytes());
        // A lead byte is shared by most characters, so that it would be found everywhere.
        let offset = match word.first()? {
            0xE0.. => 2,
            _ => 0,
        };
        let sought = *word.get(offset)?;
        let mut from = offset;
        loop {
            let at = from - offset + memchr::memchr(sought, bytes.get(from..)?)?;
            if bytes.get(at..)?.starts_with(word) {
                return Some(at);
            }
            from = at + offset + 1;
        }
    }

    fn rfind_word(&self, word: &str) -> Option<usize> {
        self.contains_word(word).then(|| self.rfind(word))?
    }

    fn contains_word(&self, word: &str) -> bool {
        self.find_word(word).is_some()
    }

    fn split_at_word(&self, word: &str) -> Option<(&str, &str)> {
        let at = self.find_word(word)?;
        Some((self.get(..at)?, self.get(at + word.len()..)?))
    }

    fn word_positions(&self, word: &str) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self.get(from..)?.find_word(word)?;
            from = at + word.len();
            Some(at)
        })
    }

    fn skip_to_letter(&self) -> &str {
        // Kana and kanji, without the search in a table of all scripts.
        let is_letter = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='龠') || c.is_alphabetic();
        self.trim_start_matches(|c| !is_letter(c))
    }

    fn lines_from_last(&self) -> impl Iterator<Item = &str> + Clone {
        let mut rest = Some(self);
        std::iter::from_fn(move || {
            let text = rest?;
            let (above, line) = match memchr::memrchr(b'\n', text.as_bytes()) {
                Some(at) => (text.get(..at), text.get(at + 1..)?),
                None => (None, text),
            };
            rest = above;
            Some(line)
        })
    }

    fn last_line(&self) -> &str {
        self.lines_from_last().next().unwrap_or_default()
    }

    // Inlined, and no closure, so that short words are compared as constants.
    #[inline(always)]
    fn starts_with_any(&self, words: &[&str]) -> bool {
        for word in words {
            if starts(self, word) {
                return true;
            }
        }
        false
    }

    #[inline(always)]
    fn ends_with_any(&self, words: &[&str]) -> bool {
        for word in words {
            if ends(self, word) {
                return true;
            }
        }
        false
    }

    fn contains_any(&self, words: &[&str]) -> bool {
        // One pass over the text: most characters begin none of the words.
        let mut begins = 0_u64;
        for (byte, _) in words.iter().filter_map(|word| first_char(word.as_bytes())) {
            begins |= 1 << (byte & 63);
        }
        let mut rest = self.as_bytes();
        while let Some((byte, length)) = first_char(rest) {
            if begins >> (byte & 63) & 1 == 1 && words.iter().any(|word| starts_bytes(rest, word.as_bytes()))
            {
                return true;
            }
            rest = &rest[length..];
        }
        false
    }

    fn strip_prefix_any(&self, words: &[&str]) -> Option<&str> {
        // The third byte tells most words apart.
        let third = self.as_bytes().get(2);
        let starts = |word: &&&str| {
            let word = word.as_bytes();
            word.get(2).is_none_or(|byte| third == Some(byte)) && self.as_bytes().starts_with(word)
        };
        let word = words.iter().find(starts)?;
        self.get(word.len()..)
    }

    fn strip_suffix_any(&self, words: &[&str]) -> Option<&str> {
        words.iter().find_map(|word| strip_end(self, word))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_found_as_by_the_standard_library(text in "[まーでにき〆切願いpleas é𠮷\n]{0,40}|\\PC{0,40}", word in "[まで切é𠮷pl]{1,3}") {
            prop_assert_eq!(text.find_word(&word), text.find(&word));
            prop_assert_eq!(text.rfind_word(&word), text.rfind(&word));
            prop_assert_eq!(text.split_at_word(&word), text.split_once(word.as_str()));
            prop_assert!(text.word_positions(&word).eq(text.match_indices(word.as_str()).map(|(at, _)| at)));
            prop_assert!(text.lines_from_last().eq(text.rsplit('\n')));
            prop_assert_eq!(Some(text.last_line()), text.rsplit('\n').next());
            prop_assert_eq!(text.skip_to_letter(), text.trim_start_matches(|c: char| !c.is_alphabetic()));
            let words = [word.as_str(), "まで", "é", "a"];
            prop_assert_eq!(text.contains_any(&words), words.iter().any(|word| text.contains(word)));
            prop_assert_eq!(text.strip_prefix_any(&words), words.iter().find_map(|word| text.strip_prefix(word)));
        }
    }
}
