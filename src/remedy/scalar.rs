//! A YAML scalar rewritten where it stands, in its own quotes.

use crate::read::tree::Tree;
use crate::source::{Source, Span};

/// A scalar rewritten inside its own quotes; `None` where its text does not stand there as it is, or
/// where it stands under a name and another place says it by that.
pub(crate) fn rewrite_scalar(
    source: &Source,
    span: Span,
    rewrite: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let before = source.slice(Span::new(0, span.start as usize));
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let name = line
        .split_whitespace()
        .rev()
        .take_while(|word| word.starts_with(['&', '!']))
        .find_map(|word| word.strip_prefix('&'));
    let is_said_again = |name: &str| source.text().contains(&format!("*{name}"));
    // In a block the name stands on the line before.
    let above = before
        .lines()
        .rev()
        .nth(usize::from(!line.is_empty()))
        .unwrap_or_default();
    let may_be_named = above.ends_with(['|', '>', '-', '+']) && above.contains('&');
    if name.is_some_and(is_said_again) || may_be_named {
        return None;
    }
    rewrite_quoted(source.slice(span), rewrite)
}

fn rewrite_quoted(raw: &str, rewrite: impl Fn(&str) -> Option<String>) -> Option<String> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some('"') if raw.contains('\\') => {
            // Escapes: the text they stand for is rewritten, and written as it is.
            let tree = Tree::parse(raw);
            let text = tree.text(tree.documents.first()?.root?)?;
            let new = rewrite(text)?;
            let plain = |c: char| c != '"' && c != '\\' && !c.is_control();
            new.chars().all(plain).then(|| format!("\"{new}\""))
        }
        Some(quote) => {
            let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
            if inner.contains(['"', '\'']) {
                return None;
            }
            Some(format!("{quote}{}{quote}", rewrite(inner)?))
        }
        None => {
            if raw.starts_with(['*', '|', '>', '&', '!']) {
                return None;
            }
            let new = rewrite(raw)?;
            // What would end a plain scalar, or begin a comment, must not come into one.
            let breaks = new.contains(": ")
                || new.contains(" #")
                || new.ends_with(':')
                || new.contains(['[', ']', '{', '}', ',']) && !raw.contains(['[', ']', '{', '}', ',']);
            (!breaks).then_some(new)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stay_and_what_cannot_be_rewritten_in_kind_is_left() {
        let new = |_: &str| Some("x".to_owned());
        assert_eq!(rewrite_quoted("'a'", new).as_deref(), Some("'x'"));
        assert_eq!(rewrite_quoted("\"a\"", new).as_deref(), Some("\"x\""));
        assert_eq!(rewrite_quoted("a", new).as_deref(), Some("x"));
        assert_eq!(rewrite_quoted("\"a\\u3042\"", new).as_deref(), Some("\"x\""));
        let read = |text: &str| (text == "あ 1").then(|| "い 2".to_owned());
        assert_eq!(
            rewrite_quoted("\"\\u3042\\x201\"", read).as_deref(),
            Some("\"い 2\"")
        );
        let lines = |text: &str| Some(text.replace('b', "c"));
        assert_eq!(rewrite_quoted("a\n  b", lines).as_deref(), Some("a\n  c"));
        for raw in ["*a", "'it''s'", "|\n a"] {
            assert_eq!(rewrite_quoted(raw, new), None, "{raw}");
        }
    }

    #[test]
    fn what_has_a_name_is_left_as_others_may_say_it_too() {
        let new = |_: &str| Some("x".to_owned());
        for (text, is_left) in [
            ("他: *a\n期限: &a v", true),
            ("他: *a\n期限: &a !!str v", true),
            ("期限: &a |\n  v", true),
            ("期限: &a v", false),
            ("期限: !!str v", false),
            ("期限: v", false),
        ] {
            let source = Source::from_text("a.yaml", text);
            let span = Span::new(text.len() - 1, text.len());
            assert_eq!(rewrite_scalar(&source, span, new).is_none(), is_left, "{text}");
        }
    }
}
