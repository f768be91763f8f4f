//! Edits a plain text with or without front matter: a deadline is rewritten within its sentence.

use super::front;
use crate::diagnostic::Edit;
use crate::format::edit::{Editable, Rewritten, SideEffect};
use crate::format::yaml::rewrite_quoted;
use crate::source::{Source, Span};

/// Editor of a letter whose text is the file itself.
#[derive(Debug)]
pub(super) struct Editor<'a> {
    source: &'a Source,
}

impl<'a> Editor<'a> {
    /// For a file; `None` if the text was extracted from it, as for mail.
    pub fn new(source: &'a Source) -> Option<Self> {
        source.letter().is_none().then_some(Self { source })
    }

    /// The YAML before the text, including its closing line.
    fn front_matter(&self) -> &'a str {
        let text = self.source.text();
        let end = front::matter(text).map_or(0, |matter| matter.inner);
        text.get(..end).unwrap_or_default()
    }
}

impl Editable for Editor<'_> {
    fn source(&self) -> &Source {
        self.source
    }

    /// Edits of a sentence need review: the words around may state the time as well.
    fn rewrite(
        &self,
        span: Span,
        _together: &[Span],
        rewrite: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Rewritten> {
        let raw = self.source.slice(span);
        let front = self.front_matter();
        if span.start as usize >= front.len() {
            return Some(Rewritten {
                edits: vec![Edit {
                    span,
                    text: rewrite(raw)?,
                }],
                side_effect: SideEffect::Sentence,
            });
        }
        // With anchors or aliases, other places may refer to the value.
        let text = rewrite_quoted(raw, rewrite).filter(|_| !front.contains(['&', '*']))?;
        Some(Rewritten::alone(Edit { span, text }))
    }
}
