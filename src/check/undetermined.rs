//! What could not be judged.

use std::sync::Arc;

/// A rule that could not be judged for a request, and what is missing for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undetermined {
    /// The rule.
    pub code: Arc<str>,
    /// The request, by its index in the file.
    pub request: usize,
    /// The facts that are missing, by their machine names.
    pub missing: Vec<&'static str>,
}
