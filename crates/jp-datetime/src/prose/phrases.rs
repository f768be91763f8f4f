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

    /// Every one, those that lie over one another included: the word, and where it begins.
    pub fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'static str, usize)> + 't {
        let found = self.finder().map(|finder| finder.find_overlapping_iter(text));
        found.into_iter().flatten().filter_map(|found| {
            let word = self.words.get(found.pattern().as_usize())?;
            Some((*word, found.start()))
        })
    }
}
