//! What names came to before: a folder's requests go to the same few offices.

use std::collections::HashMap;
use std::sync::RwLock;

/// The answers to names, so many that they take little memory whatever the names are.
#[derive(Debug)]
pub(super) struct Memo<V>(RwLock<HashMap<Box<str>, V>>);

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<V: Clone> Memo<V> {
    /// The most names that are kept; later ones are resolved each time.
    const MOST: usize = 2000;
    /// The longest name that is kept, in bytes.
    const LONGEST: usize = 120;

    /// The answer to a name, which depends on nothing else.
    pub fn get(&self, name: &str, ask: impl FnOnce() -> V) -> V {
        if name.len() > Self::LONGEST {
            return ask();
        }
        if let Ok(known) = self.0.read()
            && let Some(known) = known.get(name)
        {
            return known.clone();
        }
        let answer = ask();
        if let Ok(mut known) = self.0.write()
            && known.len() < Self::MOST
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
        let long = "省".repeat(Memo::<u32>::LONGEST);
        for _ in 0..2 {
            for number in 0..2 * Memo::<u32>::MOST {
                assert_eq!(memo.get(&number.to_string(), || number), number);
            }
            assert_eq!(memo.get(&long, || 7), 7);
        }
        assert_eq!(memo.0.read().unwrap().len(), Memo::<u32>::MOST);
        assert_eq!(memo.get("3", || 0), 3);
    }
}
