//! Searches for many words in one pass over a text.

use std::sync::OnceLock;

use super::expression_start::{CharSet, next_char_in};

/// What stands before and behind the first occurrence of a word. Most texts have none, which is found out without
/// preparing a search.
pub(super) fn split_at_word<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    text.contains(word).then(|| text.split_once(word)).flatten()
}

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

/// Words with an index for searching all of them at once.
pub(super) struct Phrases {
    pub words: &'static [&'static str],
    index: OnceLock<Index>,
}

/// The words by their first two characters. Skips through a text with one lookup per character, where a byte
/// automaton takes three steps.
struct Index {
    begins: CharSet,
    /// Sorted by a 12-bit hash of the first two characters; longer ones first within a hash.
    words: Vec<&'static str>,
    /// The start of each hash in `words`, and the end of the last.
    starts: Box<[u16; 4097]>,
    /// Words of one character.
    letters: Vec<&'static str>,
}

impl Index {
    fn new(all: &'static [&'static str]) -> Self {
        let mut begins = CharSet::default();
        let (mut keyed, mut letters) = (Vec::new(), Vec::new());
        for word in all {
            if let Some(first) = word.chars().next() {
                begins.insert(first);
            }
            match two_char_hash(word.as_bytes()) {
                Some(key) => keyed.push((key, *word)),
                None => letters.push(*word),
            }
        }
        keyed.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())));
        let mut starts = Box::new([0; 4097]);
        for (key, start) in starts.iter_mut().enumerate() {
            let at = keyed.partition_point(|(of, _)| *of < key);
            *start = u16::try_from(at).unwrap_or(u16::MAX);
        }
        let words = keyed.into_iter().map(|(_, word)| word).collect();
        Self {
            begins,
            words,
            starts,
            letters,
        }
    }

    /// The words that may occur at a position.
    fn candidates(&self, bytes: &[u8], at: usize) -> &[&'static str] {
        let Some(key) = bytes.get(at..).and_then(two_char_hash) else {
            return &[];
        };
        let (from, until) = (usize::from(self.starts[key]), usize::from(self.starts[key + 1]));
        self.words.get(from..until).unwrap_or_default()
    }
}

/// A hash of the last bytes of the first two characters, as lead bytes carry little information.
fn two_char_hash(bytes: &[u8]) -> Option<usize> {
    let first = *bytes.first()?;
    let (a, b) = if first < 0x80 {
        (usize::from(first), usize::from(*bytes.get(1)?))
    } else {
        let low = usize::from(*bytes.get(1)? & 3) << 6 | usize::from(*bytes.get(2)? & 0x3F);
        let next = *bytes.get(3)?;
        let behind = match bytes.get(5) {
            Some(third) if next >= 0xE0 => usize::from(*bytes.get(4)? & 3) << 6 | usize::from(third & 0x3F),
            _ if next >= 0xE0 => return None,
            _ => usize::from(next),
        };
        (low, behind)
    };
    Some((a ^ b << 4) & 0xFFF)
}

impl Phrases {
    pub const fn new(words: &'static [&'static str]) -> Self {
        Self {
            words,
            index: OnceLock::new(),
        }
    }

    /// Whether any of them occurs in a text.
    pub fn occurs_in(&self, text: &str) -> bool {
        self.first_match(text).is_some()
    }

    /// The first occurrence (the longest word at its position), with its position.
    pub fn first_match(&self, text: &str) -> Option<(&'static str, usize)> {
        self.all(text).next()
    }

    /// Every occurrence with its position, in order, overlapping ones included.
    pub fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'static str, usize)> + 't {
        let index = self.index.get_or_init(|| Index::new(self.words));
        let bytes = text.as_bytes();
        let (mut from, mut at) = (0, 0);
        let mut here: &[&'static str] = &[];
        let mut letters: &[&'static str] = &[];
        std::iter::from_fn(move || {
            loop {
                while let Some((word, rest)) = here.split_first() {
                    here = rest;
                    if text.get(at..).is_some_and(|text| starts(text, word)) {
                        return Some((*word, at));
                    }
                }
                while let Some((word, rest)) = letters.split_first() {
                    letters = rest;
                    if text.get(at..).is_some_and(|text| starts(text, word)) {
                        return Some((*word, at));
                    }
                }
                at = next_char_in(&index.begins, bytes, from)?;
                from = at + if bytes[at] < 0x80 { 1 } else { 3 };
                here = index.candidates(bytes, at);
                letters = &index.letters;
            }
        })
    }
}

/// Whether a text starts with a word. Compares the first character's last bytes first, in which most words differ.
#[inline]
pub(super) fn starts(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
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

/// Comparisons of a text with several words.
pub(super) trait AnyOf {
    fn starts_with_any(&self, words: &[&str]) -> bool;
    fn ends_with_any(&self, words: &[&str]) -> bool;
    fn contains_any(&self, words: &[&str]) -> bool;
    /// The text after the first of the words that it starts with.
    fn strip_prefix_any(&self, words: &[&str]) -> Option<&str>;
    /// The text before the first of the words that it ends with.
    fn strip_suffix_any(&self, words: &[&str]) -> Option<&str>;
}

impl AnyOf for str {
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
        words.iter().any(|word| self.contains(word))
    }

    fn strip_prefix_any(&self, words: &[&str]) -> Option<&str> {
        words.iter().find_map(|word| strip_start(self, word))
    }

    fn strip_suffix_any(&self, words: &[&str]) -> Option<&str> {
        words.iter().find_map(|word| strip_end(self, word))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: &[&str] = &[
        "まで",
        "までに",
        "に",
        "〆",
        "〆切",
        "please",
        "a",
        "でき",
        "願い",
        "願",
    ];

    proptest! {
        #[test]
        fn every_word_is_found_where_it_stands(text in "[まーでにき〆切願いpleas é𠮷]{0,40}|\\PC{0,40}") {
            static PHRASES: Phrases = Phrases::new(WORDS);
            let found: Vec<_> = PHRASES.all(&text).collect();
            let mut wanted = Vec::new();
            for (at, _) in text.char_indices() {
                let here = WORDS.iter().filter(|word| text[at..].starts_with(**word));
                wanted.extend(here.map(|word| (*word, at)));
            }
            let by_place = |one: &(&str, usize)| (one.1, std::cmp::Reverse(one.0.len()));
            wanted.sort_by_key(by_place);
            let mut sorted = found.clone();
            sorted.sort_by_key(by_place);
            prop_assert_eq!(sorted, wanted);
            prop_assert!(found.is_sorted_by_key(|one| one.1));
            prop_assert_eq!(PHRASES.occurs_in(&text), !found.is_empty());
        }
    }
}
