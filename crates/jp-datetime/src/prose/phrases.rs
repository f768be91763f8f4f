//! Many words looked for in one pass over a text.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

/// Words, and what finds them all at once.
pub(super) struct Phrases {
    words: &'static [&'static str],
    finder: OnceLock<Option<AhoCorasick>>,
}

impl Phrases {
    pub const fn new(words: &'static [&'static str]) -> Self {
        Self {
            words,
            finder: OnceLock::new(),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    fn finder(&self) -> Option<&AhoCorasick> {
        self.finder
            .get_or_init(|| AhoCorasick::new(self.words).ok())
            .as_ref()
    }

    /// Whether any stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.first(text).is_some()
    }

    /// Where the one that ends first begins.
    pub fn first(&self, text: &str) -> Option<usize> {
        Some(self.finder()?.find(text)?.start())
    }

    /// The one that ends first, and where it begins.
    pub fn first_word(&self, text: &str) -> Option<(&'static str, usize)> {
        let found = self.finder()?.find(text)?;
        Some((self.words.get(found.pattern().as_usize())?, found.start()))
    }

    /// Every one, those that lie over one another included: the word, and where it begins.
    pub fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'static str, usize)> + 't {
        let found = self.finder().map(|finder| finder.find_overlapping_iter(text));
        found.into_iter().flatten().filter_map(|found| {
            let word = self.words.get(found.pattern().as_usize())?;
            Some((*word, found.start()))
        })
    }
}

/// Whether a text starts with a word. Of many words most differ in their first letter, whose bytes are looked at first.
#[inline]
pub(super) fn starts(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let same = |at: usize| word.get(at).is_none_or(|byte| text.get(at) == Some(byte));
    same(2) && same(1) && text.starts_with(word)
}

/// Whether a text ends with a word, as [`starts`].
#[inline]
pub(super) fn ends(text: &str, word: &str) -> bool {
    text.as_bytes().last() == word.as_bytes().last() && text.ends_with(word)
}

/// What is behind a word that a text starts with.
#[inline]
pub(super) fn behind_start<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    starts(text, word).then(|| text.get(word.len()..))?
}

/// What is before a word that a text ends with.
#[inline]
pub(super) fn before_end<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    ends(text, word).then(|| text.get(..text.len() - word.len()))?
}
