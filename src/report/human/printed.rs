//! Tracks what a report has printed for a file, to avoid repetitions.

use std::collections::HashMap;
use std::sync::Arc;

use crate::check::FileReport;
use crate::diagnostic::{Clause, Diagnostic};
use crate::engine::Engine;
use crate::message::{Lang, Message};

/// Text printed for the findings of a file so far.
#[derive(Default)]
pub(super) struct Printed {
    /// Clauses quoted, with the code of the finding.
    pub clauses: Vec<(Arc<Clause>, String)>,
    /// Sentences of help, with the code of the finding.
    sentences: HashMap<String, String>,
}

impl Printed {
    /// The sentences of a help text not printed before, and the code under which the others were.
    pub fn take_new(&mut self, help: &str, code: &str) -> (String, Option<String>) {
        let mut out = String::new();
        let mut before = None;
        for sentence in sentences(help) {
            let bare = sentence.trim();
            if bare.is_empty() {
                continue;
            }
            match self.sentences.get(bare) {
                Some(code) => before = before.or_else(|| Some(code.clone())),
                None => {
                    out.push_str(sentence);
                    self.sentences.insert(bare.to_owned(), code.to_owned());
                }
            }
        }
        (out, before)
    }
}

/// The sentences of a text with their terminators.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(['。', '.']) {
        let end = at + sign.len();
        // A full stop within a number or a name ends no sentence.
        let ends = sign == "。"
            || text
                .get(end..)
                .is_none_or(|rest| rest.is_empty() || rest.starts_with(' '));
        if ends {
            out.extend(text.get(start..end));
            start = end;
        }
    }
    out.extend(text.get(start..));
    out
}

/// A file's findings in order; findings of a request with equal messages, or of one rule on several items, are
/// grouped at the first.
pub(super) fn blocks<'r>(report: &'r FileReport, engine: &Engine, lang: Lang) -> Vec<Vec<&'r Diagnostic>> {
    let help = |found: &Diagnostic| found.help.as_ref().map(|help| help.render(lang));
    let same = |one: &Message, other: &Message| one == other || one.render(lang) == other.render(lang);
    let mut blocks: Vec<Vec<&Diagnostic>> = Vec::new();
    for found in &report.diagnostics {
        let is_each = engine
            .rules
            .get(&found.code)
            .is_some_and(|(_, rule)| rule.each.is_some());
        let same_group = |block: &&mut Vec<&Diagnostic>| {
            block.first().is_some_and(|first| {
                first.code == found.code
                    && first.request == found.request
                    && first.severity == found.severity
                    && first.deviation.is_none()
                    && found.deviation.is_none()
                    && (same(&first.message, &found.message)
                        && first.related.is_empty()
                        && found.related.is_empty()
                        || is_each && help(first) == help(found))
            })
        };
        // Compare with the last few only: a file may have thousands.
        match blocks.iter_mut().rev().take(20).find(same_group) {
            Some(block) => block.push(found),
            None => blocks.push(vec![found]),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_printed_once() {
        let mut printed = Printed::default();
        let mut unprinted = |help: &str, code: &str| {
            let (help, before) = printed.take_new(help, code);
            (help, before.unwrap_or_else(|| "-".to_owned()))
        };
        let right = |help: &str, before: &str| (help.to_owned(), before.to_owned());
        assert_eq!(
            unprinted("aしてください。bです。", "KG101"),
            right("aしてください。bです。", "-")
        );
        assert_eq!(
            unprinted("aしてください。cです。", "KG102"),
            right("cです。", "KG101")
        );
        assert_eq!(unprinted("bです。", "KG103"), right("", "KG101"));
        assert_eq!(
            unprinted("Set it to 1.5 h. Or else.", "KG104"),
            right("Set it to 1.5 h. Or else.", "-")
        );
        assert_eq!(unprinted("Or else.", "KG105"), right("", "KG104"));
    }
}
