//! YAML front matter of a text.

/// Extent of front matter.
pub(super) struct FrontMatter {
    /// End of its YAML, in bytes.
    pub inner: usize,
    /// End including the closing line, in bytes.
    pub end: usize,
}

/// Finds the front matter of a text: a block of keys. Between two rules there may be the letter itself.
pub(super) fn matter(text: &str) -> Option<FrontMatter> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in text.get(at..)?.split_inclusive('\n') {
        let inner = at;
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            let held = text.get(first.len()..inner)?;
            return states_keys(held).then_some(FrontMatter { inner, end: at });
        }
    }
    None
}

/// Whether a block is meant as a mapping: a line begins with a key of YAML, and none is a sentence.
fn states_keys(block: &str) -> bool {
    let is_key = |line: &str| line.trim_end().ends_with(':') || line.contains(": ");
    let at_margin = |line: &&str| !line.starts_with([' ', '\t', '\u{3000}', '#', '-']);
    let lines = || block.lines().filter(at_margin);
    lines().any(is_key) && lines().all(|line| is_key(line) || !line.contains('。'))
}
