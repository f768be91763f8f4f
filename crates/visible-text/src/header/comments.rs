//! Comments in header values (RFC 5322 §3.2.2).

/// Removes comments, which may be nested.
pub(super) fn without_comments(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|character| match character {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}
