//! Edits of folded lines (RFC 5545 §3.1).

use super::map::Side;
use super::{Source, Span};

/// Limit on octets of a line, without its terminator.
const FOLD_AT: usize = 75;

impl Source {
    /// The span to replace and its replacement, so that `text` takes the place of `span` and no line on disk exceeds
    /// 75 octets. If it fits, only `span` is replaced; otherwise the rest of its physical line is refolded. In a text
    /// that was not unfolded nothing is refolded.
    pub fn refold(&self, span: Span, text: &str) -> (Span, String) {
        let plain = || (span, text.to_owned());
        let Some(map) = &self.map else {
            return plain();
        };
        let line = self.line_span(self.line_of(span.start));
        let raw = self.slice(line);
        let end_of_line = line.start as usize + raw.trim_end_matches(['\r', '\n']).len();
        let (start, mut end) = (span.start as usize, span.end as usize);
        let fold = map.fold_of_line(start, line.start as usize, Side::Start);
        let before = match fold {
            Some(fold) => start - fold.text as usize + usize::from(fold.is_indented()),
            None => start - line.start as usize,
        };
        // Refold up to the next fold that is not inside a character.
        let next = map.folds.partition_point(|fold| (fold.text as usize) < end);
        end = map
            .folds
            .iter()
            .skip(next)
            .map(|fold| fold.text as usize)
            .find(|fold| self.text.is_char_boundary(*fold) || *fold >= end_of_line)
            .map_or(end_of_line, |fold| fold.min(end_of_line));
        let tail = self.slice(Span::new(span.end as usize, end));
        if before + text.len() + tail.len() <= FOLD_AT {
            return plain();
        }
        let line_end = match raw.get(end_of_line - line.start as usize..) {
            Some("") | None => self.line_end(),
            Some(end) => end,
        };
        let whole = format!("{text}{tail}");
        let mut rest = whole.as_str();
        let mut room = FOLD_AT.saturating_sub(before);
        let mut out = String::with_capacity(whole.len() + 16);
        while rest.len() > room {
            let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
            out.push_str(head);
            out.push_str(line_end);
            out.push(' ');
            rest = tail;
            // The leading blank counts.
            room = FOLD_AT - 1;
        }
        out.push_str(rest);
        (Span::new(start, end), out)
    }

    /// The file's line terminator, taken from its first line; CRLF if it has none.
    fn line_end(&self) -> &str {
        let first = self.line_span(1);
        let raw = self.slice(first);
        match &raw[raw.trim_end_matches(['\r', '\n']).len()..] {
            "" => "\r\n",
            end => end,
        }
    }

    /// The file's bytes with edits applied; `bytes` are those it was decoded from. Edits must not overlap. Everything
    /// else is preserved, as is the encoding.
    pub fn edited<'t>(&self, bytes: &[u8], edits: impl IntoIterator<Item = (Span, &'t str)>) -> Vec<u8> {
        let mut sorted: Vec<(Span, &str)> = edits.into_iter().collect();
        sorted.sort_by_key(|(span, _)| *span);
        let mut out = Vec::with_capacity(bytes.len() + 64);
        let mut done = 0;
        for (span, text) in sorted {
            let (from, until) = self.range(span);
            out.extend_from_slice(bytes.get(done..from.byte).unwrap_or_default());
            out.extend_from_slice(&self.encoding.encode(text));
            done = until.byte;
        }
        out.extend_from_slice(bytes.get(done..).unwrap_or_default());
        out
    }
}
