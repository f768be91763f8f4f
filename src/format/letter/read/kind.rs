//! The kind of a letter: by the patterns for titles, else by those for the sender's sentences.

use super::{LINES_LIMIT, Letter};
use crate::format::letter::line::is_of_reply;
use crate::request::{Fact, Kind};
use crate::source::Span;
use crate::text::{range_in, trim};

impl Letter<'_, '_> {
    pub(super) fn is_reply(&self) -> bool {
        let subject = self.request.subject.known();
        subject.is_some_and(|subject| is_of_reply(subject))
    }

    /// Derives the kind: by patterns over titles, else by those over the sender's sentences.
    pub(super) fn kind(&mut self, body: &[Span]) {
        if !self.request.kind.is_absent() {
            return;
        }
        let kinds = self.read_environment.kinds;
        let by_title = match &self.request.subject {
            Fact::Known(subject, span) => kinds
                .of(&subject.replace('\n', ""))
                .map(|pattern| (pattern, *span)),
            _ => None,
        };
        let by_text = || {
            body.iter().find_map(|span| {
                let text = self.source.slice(*span);
                let pattern = kinds.of_text(&squeezed(text))?;
                // Mark the line that states it, or the whole text if the sentence spans several lines.
                let says = |line: &&str| kinds.of_text(&squeezed(line)).is_some();
                let line = text.lines().take(LINES_LIMIT).find(says).map(trim);
                let place = line.map(|line| span.part(range_in(text, line)));
                Some((pattern, place.unwrap_or_else(|| self.head(*span))))
            })
        };
        // A reply keeps the subject of the request, so its own text may make it an answer.
        let is_reply = self.is_reply();
        // 「回答を送付します。再質問がございましたら、…」 continues the request that it answers.
        let goes_on = || {
            body.iter().any(|span| {
                let text = self.source.slice(*span);
                ["再質問", "再意見", "再照会", "再協議"]
                    .iter()
                    .any(|again| text.contains(again))
            })
        };
        let answers = is_reply
            .then(by_text)
            .flatten()
            .filter(|(pattern, _)| pattern.kind.0 == Kind::Other && !goes_on());
        let Some((pattern, span)) = answers.or(by_title).or_else(by_text) else {
            return;
        };
        self.request.kind = Fact::Known(pattern.kind.0, span);
        self.request.round = match pattern.round {
            Some(round) if self.request.round.is_absent() => Fact::Known(round, span),
            _ => std::mem::take(&mut self.request.round),
        };
        let scope = pattern.kind.1;
        self.request.take_kind_scope(scope, span);
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
