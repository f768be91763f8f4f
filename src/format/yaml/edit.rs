//! Rewrites a YAML scalar in its own quotes; with aliases, so that no other value changes.

use std::cell::OnceCell;

use super::aliases::{Aliases, Style};
use super::record;
use crate::diagnostic::Edit;
use crate::format::edit::{Editable, Rewritten, SideEffect};
use crate::read::tree::Tree;
use crate::source::{Source, Span};

/// Editor of a YAML file.
#[derive(Debug)]
pub(super) struct Editor<'a> {
    source: &'a Source,
    /// Computed on the first edit, so that a file without findings does not pay for it.
    aliases: OnceCell<Aliases>,
    tree: OnceCell<Tree<'a>>,
}

impl<'a> Editor<'a> {
    /// Of a file.
    pub fn new(source: &'a Source) -> Self {
        Self {
            source,
            aliases: OnceCell::new(),
            tree: OnceCell::new(),
        }
    }

    fn aliases(&self) -> &Aliases {
        self.aliases.get_or_init(|| Aliases::of(self.source.text()))
    }
}

impl Editable for Editor<'_> {
    fn source(&self) -> &Source {
        self.source
    }

    fn is_used_elsewhere(&self, span: Span) -> bool {
        self.aliases()
            .get(span)
            .is_some_and(|place| place.shared.is_some())
    }

    fn exception_record(&self, at: Span, code: &str) -> Option<Edit> {
        let text = self.source.text();
        record::skeleton(text, self.tree.get_or_init(|| Tree::parse(text)), at, code)
    }

    /// Replaces the scalar itself if no alias is involved; otherwise replaces an alias by the new value, or aliases
    /// elsewhere by the old one.
    fn rewrite(
        &self,
        span: Span,
        together: &[Span],
        rewrite: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Rewritten> {
        let in_place = |at: Span| {
            let text = rewrite_quoted(self.source.slice(at), rewrite)?;
            Some(Edit { span: at, text })
        };
        let Some(place) = self.aliases().get(span) else {
            return in_place(span).map(Rewritten::alone);
        };
        let Some(scalar) = place.shared else {
            let side_effect = SideEffect::OtherValues;
            return in_place(span).map(|edit| Rewritten {
                edits: vec![edit],
                side_effect,
            });
        };
        let others = || {
            scalar
                .uses
                .iter()
                .filter(|at| **at != span && !together.contains(at))
        };
        let mut edits = Vec::new();
        let mut side_effect = if place.is_inside_shared {
            SideEffect::OtherValues
        } else {
            SideEffect::None
        };
        if span == scalar.definition || others().next().is_none() {
            edits.push(in_place(scalar.definition)?);
            for other in others() {
                let text = literal(&scalar.text, scalar.style)?;
                edits.push(Edit { span: *other, text });
                side_effect = side_effect.max(SideEffect::Aliases(edits.len() - 1));
            }
        } else {
            let new = rewrite(scalar.text.trim_end())?;
            let text = literal(&new, scalar.style)?;
            edits.push(Edit { span, text });
        }
        Some(Rewritten { edits, side_effect })
    }
}

/// A text as a scalar valid in any context, in the given style if possible; checked by parsing it.
fn literal(text: &str, style: Style) -> Option<String> {
    let escaped = || {
        let mut out = String::from("\"");
        for c in text.chars() {
            match c {
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '"' | '\\' => out.extend(['\\', c]),
                c => out.push(c),
            }
        }
        out.push('"');
        out
    };
    let says = |written: &String| {
        let inside = format!("[{written}]");
        let tree = Tree::parse(&inside);
        let root = tree.documents.first().and_then(|document| document.root);
        let item = root.and_then(|root| match tree.node(root.node) {
            crate::read::tree::Node::Sequence(items) if items.len() == 1 => items.first().copied(),
            _ => None,
        });
        tree.documents.len() == 1 && item.and_then(|item| tree.text(item)) == Some(text)
    };
    let styled = match style {
        Style::Single => format!("'{}'", text.replace('\'', "''")),
        Style::Double => escaped(),
        Style::Plain | Style::Block => text.to_owned(),
    };
    let is_line = !text.contains(['\n', '\r']) || style == Style::Double;
    [is_line.then_some(styled), Some(escaped())]
        .into_iter()
        .flatten()
        .find(says)
}

/// Rewrites the text of a raw scalar, keeping its quotes.
pub(in crate::format) fn rewrite_quoted(
    raw: &str,
    rewrite: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some('"') if raw.contains('\\') => {
            // With escapes: rewrite the unescaped text.
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
            // The new text must not end the plain scalar or begin a comment.
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
    fn a_text_is_written_so_that_it_says_itself_anywhere() {
        for (text, style, written) in [
            ("2025-09-11 17:00", Style::Plain, "2025-09-11 17:00"),
            ("9/11, 17時", Style::Plain, "\"9/11, 17時\""),
            ("9/11 17時\n", Style::Block, "\"9/11 17時\\n\""),
            ("9/11 17時", Style::Single, "'9/11 17時'"),
            ("it's", Style::Single, "'it''s'"),
            ("a: b # c", Style::Plain, "\"a: b # c\""),
            ("\\ \"", Style::Double, "\"\\\\ \\\"\""),
            ("*a", Style::Plain, "\"*a\""),
        ] {
            assert_eq!(literal(text, style).as_deref(), Some(written), "{text}");
        }
        assert_eq!(literal("a\u{0}b", Style::Plain), None);
    }

    #[test]
    fn aliases_are_distinguished_from_anchors_without_uses() {
        let new = |_: &str| Some("x".to_owned());
        let rewritten = |text: &str, target: &str| {
            let source = Source::from_text("a.yaml", text);
            let start = text.find(target).unwrap_or_default();
            let found = Editor::new(&source).rewrite(Span::new(start, start + target.len()), &[], &new);
            found.map(|found| {
                let edits = found.edits.iter().map(|edit| (edit.span, &*edit.text));
                let bytes = source.edited(text.as_bytes(), edits);
                (String::from_utf8(bytes).unwrap(), found.side_effect)
            })
        };
        for (text, target, out, side_effect) in [
            (
                "a: &a v\nb: *a\nc: [*a]\n",
                "v",
                "a: &a x\nb: v\nc: [v]\n",
                SideEffect::Aliases(2),
            ),
            (
                "a: &a v\nb: *a\nc: [*a]\n",
                "*a",
                "a: &a v\nb: x\nc: [*a]\n",
                SideEffect::None,
            ),
            ("a: &a v\nb: '*a'\n", "v", "a: &a x\nb: '*a'\n", SideEffect::None),
            (
                "a: &a !!str v\nb: *a # *a\n",
                "v",
                "a: &a !!str x\nb: v # *a\n",
                SideEffect::Aliases(1),
            ),
            (
                "a: &m {k: v}\nb: *m\n",
                "v",
                "a: &m {k: x}\nb: *m\n",
                SideEffect::OtherValues,
            ),
            (
                "a: &m {k: &a v, l: *a}\nb: *m\n",
                "*a",
                "a: &m {k: &a v, l: x}\nb: *m\n",
                SideEffect::OtherValues,
            ),
            (
                "a: &a v\n---\nb: &a w\nc: *a\n",
                "v",
                "a: &a x\n---\nb: &a w\nc: *a\n",
                SideEffect::None,
            ),
        ] {
            assert_eq!(
                rewritten(text, target),
                Some((out.to_owned(), side_effect)),
                "{text}"
            );
        }
    }
}
