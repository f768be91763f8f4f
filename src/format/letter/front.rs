//! YAML front matter: fields that are stated before a text.

/// Where front matter stands in a text.
pub(super) struct FrontMatter {
    /// Where its YAML ends.
    pub inner: usize,
    /// Where it ends, its closing line included.
    pub end: usize,
}

/// The front matter of a text.
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
