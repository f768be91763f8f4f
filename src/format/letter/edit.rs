//! A plain text with front matter or without, whose deadline is rewritten in its sentence.

use super::front;
use crate::diagnostic::Edit;
use crate::format::edit::{Editable, Reach, Rewritten};
use crate::format::yaml::rewrite_quoted;
use crate::source::{Source, Span};

/// A letter that values are rewritten in: one whose text is the file's own.
#[derive(Debug)]
pub(super) struct Editor<'a> {
    source: &'a Source,
}

impl<'a> Editor<'a> {
    /// Of a file; `None` where its text was made from it, as a mail's is.
    pub fn new(source: &'a Source) -> Option<Self> {
        source.letter().is_none().then_some(Self { source })
    }

    /// The YAML before the text, up to its closing line.
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

    /// Words of a sentence are for a person to look at again: what stands around them may say the time as well.
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
                reach: Reach::Sentence,
            });
        }
        // An anchor may say it in other places.
        let text = rewrite_quoted(raw, rewrite).filter(|_| !front.contains(['&', '*']))?;
        Some(Rewritten::alone(Edit { span, text }))
    }
}
