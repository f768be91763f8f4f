//! Characters that change the direction of text: what is seen may differ from what is written and read.

use crate::diagnostic::{self, Applicability, Diagnostic, Edit, Fix};
use crate::message::catalogue;
use crate::read::is_bidi;
use crate::source::{Source, Span};

/// A finding on the first such character of the sender's own text, with a fix where the text is the file itself.
pub(super) fn of(source: &Source, body: &[Span]) -> Option<Diagnostic> {
    let found = |span: &Span| -> Vec<(usize, char)> {
        let characters = source.slice(*span).char_indices();
        characters
            .filter(|(_, c)| is_bidi(*c))
            .map(|(at, c)| (span.start as usize + at, c))
            .collect()
    };
    // Each of them begins with one of two bytes, which hardly any Japanese text contains.
    let may_hold = |span: &&Span| {
        let bytes = source.slice(**span).as_bytes();
        bytes
            .iter()
            .fold(false, |held, byte| held | matches!(byte, 0xD8 | 0xE2))
    };
    let all: Vec<(usize, char)> = body.iter().filter(may_hold).flat_map(found).collect();
    let place = |(at, c): &(usize, char)| Span::new(*at, at + c.len_utf8());
    let first = all.first().map(place)?;
    let mut names: Vec<String> = all
        .iter()
        .map(|(_, c)| format!("U+{:04X}", u32::from(*c)))
        .collect();
    names.sort();
    names.dedup();
    let names = names.join(", ");
    let message = catalogue::LETTER_BIDI.with(&[("names", &names)]);
    let mut finding = Diagnostic::reader(diagnostic::INVISIBLE_CHARACTER, first, message)
        .with_help(catalogue::UNSEEN_BIDI_HELP.message());
    if source.letter().is_none() {
        finding.fixes.push(Fix {
            title: catalogue::UNSEEN_FIX.with(&[("names", &names)]),
            applicability: Applicability::Safe,
            edits: all
                .iter()
                .map(|found| Edit {
                    span: place(found),
                    text: String::new(),
                })
                .collect(),
        });
    }
    Some(finding)
}
