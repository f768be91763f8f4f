//! Regular expressions of rules.

use std::fmt;
use std::sync::{Arc, OnceLock};

use regex::{Regex, RegexBuilder};

/// Memory limit of a compiled expression, in bytes; patterns on titles and fields need a few thousand.
const COMPILED_BYTES_LIMIT: usize = 1 << 18;

/// Compiles a regular expression.
///
/// # Errors
/// The syntax error, or that the expression exceeds the limit.
pub(super) fn compiled(written: &str, any_case: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(written)
        .case_insensitive(any_case)
        .size_limit(COMPILED_BYTES_LIMIT)
        .build()
}

/// Why an expression is not valid, on one line: the library's message shows the expression again above the reason.
pub(super) fn reason(error: &regex::Error) -> String {
    let message = error.to_string();
    let last = message.lines().map(str::trim).rfind(|line| !line.is_empty());
    let last = last.unwrap_or_default();
    let last = last.strip_prefix("error: ").unwrap_or(last);
    last.trim_end_matches('.').to_owned()
}

/// An expression that a condition matches against a field. Built-in ones are compiled on first use: most runs need
/// none of them.
#[derive(Clone)]
pub struct Pattern {
    written: Arc<str>,
    compiled: Arc<OnceLock<Option<Regex>>>,
}

impl Pattern {
    /// From a compiled expression.
    pub(super) fn new(written: &str, compiled: Regex) -> Self {
        Self {
            written: written.into(),
            compiled: Arc::new(OnceLock::from(Some(compiled))),
        }
    }

    /// From a built-in expression, which a test compiles.
    pub(super) fn of_shipped(written: &str) -> Self {
        Self {
            written: written.into(),
            compiled: Arc::default(),
        }
    }

    /// The expression as written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether a text contains a match.
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
