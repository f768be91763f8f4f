//! Searches for many words in one pass over a text.

use std::sync::OnceLock;

use super::word_search::starts;

/// Words with an index for searching all of them at once.
pub(super) struct Phrases {
    pub words: &'static [&'static str],
    index: OnceLock<Index>,
}

/// The words by their first two characters. Skips through a text with one lookup per character, where a byte
/// automaton takes three steps.
struct Index {
    begins: CharSet,
    /// The hashes of `words`, as a bit set: what is looked up most fits into few cache lines.
    hashes: [u64; HASHES / 64],
    /// Sorted by the hash of the first two characters; longer ones first within a hash.
    words: Vec<&'static str>,
    /// The start of each hash in `words`, and the end of the last.
    starts: Box<[u16; HASHES + 1]>,
    /// Words of one character.
    letters: Vec<&'static str>,
}

/// The number of different hashes of two characters.
const HASHES: usize = 4096;

impl Index {
    fn new(all: &'static [&'static str]) -> Self {
        let mut begins = CharSet::default();
        let (mut keyed, mut letters) = (Vec::new(), Vec::new());
        for word in all {
            begins.insert(word.as_bytes());
            match two_char_hash(word.as_bytes()) {
                Some(key) => keyed.push((key, *word)),
                None => letters.push(*word),
            }
        }
        keyed.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())));
        let mut hashes = [0; HASHES / 64];
        let mut starts = Box::new([0; HASHES + 1]);
        let mut next = 0;
        for (at, (key, _)) in keyed.iter().enumerate() {
            hashes[key / 64] |= 1 << (key % 64);
            starts[next..=*key].fill(u16::try_from(at).unwrap_or(u16::MAX));
            next = key + 1;
        }
        starts[next..].fill(u16::try_from(keyed.len()).unwrap_or(u16::MAX));
        let words = keyed.into_iter().map(|(_, word)| word).collect();
        Self {
            begins,
            hashes,
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
        if self.hashes[key / 64] >> (key % 64) & 1 == 0 {
            return &[];
        }
        let (from, until) = (usize::from(self.starts[key]), usize::from(self.starts[key + 1]));
        self.words.get(from..until).unwrap_or_default()
    }
}

/// A set of characters of one or three bytes, by their last nine bits: it may contain others.
#[derive(Default)]
struct CharSet {
    ascii: u128,
    signs: [u64; 8],
}

impl CharSet {
    /// Inserts a word's first character. One of two or four bytes is ignored: no word begins with one.
    fn insert(&mut self, word: &[u8]) {
        match *word {
            [ascii @ ..0x80, ..] => self.ascii |= 1 << ascii,
            [0xE0..0xF0, second, third, ..] => self.signs[usize::from(second & 7)] |= 1 << (third & 63),
            _ => {}
        }
    }

    /// The position of the next character that may be in the set.
    #[inline]
    fn next_in(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            match *bytes.get(at..)? {
                [0xE0..0xF0, second, third, ..] => {
                    if self.signs[usize::from(second & 7)] >> (third & 63) & 1 == 1 {
                        return Some(at);
                    }
                    at += 3;
                }
                [ascii @ ..0x80, ..] => {
                    if self.ascii >> ascii & 1 == 1 {
                        return Some(at);
                    }
                    at += 1;
                }
                [0xF0..=0xFF, ..] => at += 4,
                [_, ..] => at += 2,
                [] => return None,
            }
        }
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
    Some((a ^ b << 4) & (HASHES - 1))
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
                at = index.begins.next_in(bytes, from)?;
                from = at + if bytes[at] < 0x80 { 1 } else { 3 };
                here = index.candidates(bytes, at);
                letters = &index.letters;
            }
        })
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
