//! Malformed keys: 【種別】, ・種別, １．種別, 種　別, ｋｉｎｄ.

use crate::diagnostic::{self, Diagnostic};
use crate::message::{Entry, catalogue};
use crate::read::bullets;
use crate::read::fields::Fields;
use crate::read::keys::Table;
use crate::read::normalize;
use crate::read::shown::written_as;
use crate::read::tree::NodeRef;

/// Signs that are put around a key.
const SURROUNDING_SIGNS: &str =
    "【】［］[]{}｛｝〔〕（）()「」『』《》〈〉<>■□●○◆◇◎▼▽▲△★☆※・･-–—－*＊#＃|｜:：";
/// Length limit of a key with surrounding signs, in characters.
const KEY_LIMIT: usize = 40;

/// A malformed key.
pub(crate) struct MalformedKey {
    /// The key meant.
    pub known: String,
    /// What is wrong with it.
    pub message: Entry,
}

/// The key that a word becomes without surrounding signs, blanks inside, or full-width letters.
pub(crate) fn odd(word: &str, is_key: impl Fn(&str) -> bool) -> Option<MalformedKey> {
    if word.chars().nth(KEY_LIMIT).is_some() {
        return None;
    }
    let around = |c: char| c.is_whitespace() || SURROUNDING_SIGNS.contains(c);
    let mut bare = word.trim_matches(around);
    while let Some(length) = bullets::sign(bare) {
        bare = bare.get(length..)?.trim_matches(around);
    }
    let found = |known: String, message| is_key(&known).then_some(MalformedKey { known, message });
    let joined: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let signs = catalogue::KEY_SIGNS;
    found(bare.to_owned(), signs)
        .or_else(|| found(joined.clone(), catalogue::KEY_BLANKS))
        .or_else(|| found(normalize::nfkc(&joined), catalogue::KEY_WIDTH))
}

impl Fields<'_, '_> {
    /// Reports a malformed key; returns its meaning.
    pub(crate) fn odd_key<T: Copy + PartialEq>(
        &mut self,
        key: NodeRef,
        word: &str,
        table: &'static Table<T>,
    ) -> Option<T> {
        let odd = odd(word, |word| table.get(word).is_some())?;
        let values = [("near", &*odd.known)];
        let mut found = Diagnostic::reader(diagnostic::UNKNOWN_KEY, key.span, odd.message.with(&values))
            .with_help(catalogue::KEY_PLAIN_HELP.with(&values));
        found.fixes.push(written_as(key.span, odd.known.clone()));
        self.push(found);
        table.get(&odd.known)
    }
}
