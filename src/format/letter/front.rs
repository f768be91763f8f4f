//! YAML front matter of a text.

/// Extent of front matter.
pub(super) struct FrontMatter {
    /// End of its YAML, in bytes.
    pub inner: usize,
    /// End including the closing line, in bytes.
    pub end: usize,
}

/// Finds the front matter of a text.
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
            return Some(FrontMatter { inner, end: at });
        }
    }
    None
}
