//! What a reader of Markdown sees: no comment, no struck text, no block of code, and lines where `<br>` breaks them.

use std::borrow::Cow;
use std::ops::Range;

use crate::format::input_format::has_extension;

/// Whether a file is Markdown, by its name.
pub(super) fn is_named(path: &str) -> bool {
    has_extension(path, &["md", "markdown"])
}

/// A text of the same length in which what is not seen is blank, so that every position is kept. Marks without an end
/// hide nothing: what follows may be the letter.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let mut hidden = fences(text);
    hidden.extend(between(text, "<!--", "-->"));
    hidden.extend(struck(text));
    let breaks = breaks(text);
    if hidden.is_empty() && breaks.is_empty() {
        return Cow::Borrowed(text);
    }
    hidden.extend(breaks.iter().map(|tag| tag.start + 1..tag.end));
    hidden.sort_by_key(|range| range.start);
    let starts: std::collections::HashSet<usize> = breaks.iter().map(|tag| tag.start).collect();
    let mut hidden = hidden.into_iter().peekable();
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        while hidden.next_if(|range| range.end <= at).is_some() {}
        let is_hidden = hidden.peek().is_some_and(|range| range.contains(&at));
        if starts.contains(&at) && !is_hidden {
            out.push('\n');
        } else if is_hidden && !matches!(c, '\r' | '\n') {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Blocks of code between two fences, fences included.
fn fences(text: &str) -> Vec<Range<usize>> {
    const SHORTEST: usize = 3;
    let mut found = Vec::new();
    // The opening fence: its start, sign and length.
    let mut open: Option<(usize, char, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim();
        let Some(sign) = bare.chars().next().filter(|sign| matches!(sign, '`' | '~')) else {
            continue;
        };
        let rest = bare.trim_start_matches(sign);
        let long = bare.len() - rest.len();
        match open {
            Some((from, fence, len)) if fence == sign && long >= len && rest.is_empty() => {
                found.push(from..at);
                open = None;
            }
            None if long >= SHORTEST && !rest.contains(sign) => open = Some((start, sign, long)),
            _ => {}
        }
    }
    found
}

/// Ranges from one mark to the other, marks included.
fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find(open))
        .map(|start| at + start)
    {
        let inner = start + open.len();
        let Some(end) = text.get(inner..).and_then(|rest| rest.find(close)) else {
            break;
        };
        at = inner + end + close.len();
        found.push(start..at);
    }
    found
}

/// Text struck out within a line: `~~text~~`, with no blank inside the marks.
fn struck(text: &str) -> Vec<Range<usize>> {
    const MARK: &str = "~~";
    let mut found = Vec::new();
    let mut base = 0;
    for line in text.split_inclusive('\n') {
        found.extend(between(line, MARK, MARK).into_iter().filter_map(|range| {
            let inner = line.get(range.start + MARK.len()..range.end - MARK.len())?;
            let is_struck = !inner.is_empty() && inner.trim() == inner && !inner.starts_with('~');
            is_struck.then_some(base + range.start..base + range.end)
        }));
        base += line.len();
    }
    found
}

/// Tags that break a line.
fn breaks(text: &str) -> Vec<Range<usize>> {
    let tags = between(text, "<", ">");
    tags.into_iter()
        .filter(|tag| {
            let inner = text.get(tag.start + 1..tag.end - 1).unwrap_or_default();
            inner.trim_end_matches('/').trim().eq_ignore_ascii_case("br")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_is_not_seen_is_blank_and_every_position_is_kept() {
        for (text, seen) in [
            ("~~9月~~10月", "        10月"),
            ("a<!-- b\n~~c --> d", "a      \n        d"),
            ("木<br>16時<BR />x", "木\n   16時\n     x"),
            ("```\n9月\n```\nx", "   \n    \n   \nx"),
            ("~~~~ a\n~~~\n~~~~\nx", "      \n   \n    \nx"),
        ] {
            assert_eq!(visible(text), seen);
            assert_eq!(visible(text).len(), text.len());
        }
        // Marks without an end, and others.
        for text in [
            "```\n9月",
            "<!-- 9月",
            "~~9月",
            "a ~~ b ~~ c",
            "1~~~2~~~3",
            "<b>9月</b>",
            "9 < 10 > 8",
        ] {
            assert_eq!(visible(text), text);
        }
    }
}
