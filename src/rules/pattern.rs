//! Regular expressions of rules.

use std::fmt;
use std::sync::{Arc, OnceLock};

use regex::{Regex, RegexBuilder};

/// The most that a compiled expression takes, in bytes: one of a title or a field needs a few thousand.
const MOST: usize = 1 << 18;

/// Compiles a regular expression.
///
/// # Errors
/// Why it is none, or is too large.
pub(super) fn compiled(written: &str, any_case: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(written)
        .case_insensitive(any_case)
        .size_limit(MOST)
        .build()
}

/// An expression that a condition asks a field to match. Those of rules that ship are compiled when a text is first put
/// to them: most runs need none.
#[derive(Clone)]
pub struct Pattern {
    written: Arc<str>,
    compiled: Arc<OnceLock<Option<Regex>>>,
}

impl Pattern {
    /// One that has been compiled.
    pub(super) fn new(written: &str, compiled: Regex) -> Self {
        Self {
            written: written.into(),
            compiled: Arc::new(OnceLock::from(Some(compiled))),
        }
    }

    /// One that is known to compile.
    pub(super) fn of_shipped(written: &str) -> Self {
        Self {
            written: written.into(),
            compiled: Arc::default(),
        }
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether it is found in a text.
    pub fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| compiled(&self.written, false).ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.written).finish()
    }
}
