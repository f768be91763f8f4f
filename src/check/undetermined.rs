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
    pub missing: Arc<Vec<&'static str>>,
}

impl Undetermined {
    /// Adds one; facts missing for one rule are merged.
    pub(super) fn add_to(self, all: &mut Vec<Self>) {
        if let Some(known) = all.iter_mut().find(|known| known.code == self.code) {
            for name in self.missing.iter() {
                if !known.missing.contains(name) {
                    Arc::make_mut(&mut known.missing).push(name);
                }
            }
            return;
        }
        // A file may hold ten thousand requests for which a dozen rules lack the same.
        let alike = all.iter().find(|known| known.missing == self.missing);
        let missing = alike.map_or_else(|| Arc::clone(&self.missing), |known| Arc::clone(&known.missing));
        all.push(Self { missing, ..self });
    }
}
