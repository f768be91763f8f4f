//! Memoized lookups by name: the requests of a folder go to the same few offices.

use std::collections::HashMap;
use std::sync::RwLock;

/// A bounded map from names to results.
#[derive(Debug)]
pub(super) struct Memo<V>(RwLock<HashMap<Box<str>, V>>);

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<V: Clone> Memo<V> {
    /// Most entries kept; further names are computed each time.
    const MAX_ENTRIES: usize = 2000;
    /// Longest name kept, in bytes.
    const NAME_LIMIT: usize = 120;

    /// The result for a name, which must depend on nothing else.
    pub fn get(&self, name: &str, ask: impl FnOnce() -> V) -> V {
        if name.len() > Self::NAME_LIMIT {
            return ask();
        }
        if let Ok(known) = self.0.read()
            && let Some(known) = known.get(name)
        {
            return known.clone();
        }
        let answer = ask();
        if let Ok(mut known) = self.0.write()
            && known.len() < Self::MAX_ENTRIES
        {
            known.insert(name.into(), answer.clone());
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_names_are_kept_as_may_be_and_none_of_any_length() {
        let memo = Memo::default();
        let long = "省".repeat(Memo::<u32>::NAME_LIMIT);
        for _ in 0..2 {
            for number in 0..2 * Memo::<u32>::MAX_ENTRIES {
                assert_eq!(memo.get(&number.to_string(), || number), number);
            }
            assert_eq!(memo.get(&long, || 7), 7);
        }
        assert_eq!(memo.0.read().unwrap().len(), Memo::<u32>::MAX_ENTRIES);
        assert_eq!(memo.get("3", || 0), 3);
    }
}
