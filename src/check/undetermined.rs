//! Undetermined rules.

use std::sync::Arc;

/// A rule that is undetermined for a request, and the fields it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undetermined {
    /// The rule.
    pub code: Arc<str>,
    /// Index of the request in the file.
    pub request: usize,
    /// The missing fields, by their names in machine output.
    pub missing: Arc<Vec<&'static str>>,
}

impl Undetermined {
    /// Adds it; the missing fields of one rule are merged.
    pub(super) fn add_to(self, all: &mut Vec<Self>) {
        if let Some(known) = all.iter_mut().find(|known| known.code == self.code) {
            for name in self.missing.iter() {
                if !known.missing.contains(name) {
                    Arc::make_mut(&mut known.missing).push(name);
                }
            }
            return;
        }
        // Share equal lists: in ten thousand requests a dozen rules may lack the same fields.
        let equal = all.iter().find(|known| known.missing == self.missing);
        let missing = equal.map_or_else(|| Arc::clone(&self.missing), |known| Arc::clone(&known.missing));
        all.push(Self { missing, ..self });
    }
}
