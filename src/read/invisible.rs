//! KG021: invisible characters in keys and values, reported once for each.

use std::collections::HashSet;

use super::fields::Fields;
use super::keys::{EXCEPTION, ExceptionKey, HEARING, HearingKey, Key, MATERIAL, REQUEST};
use super::normalize::{invisible_characters, is_bidi, normalized, quotes};
use super::scalar::is_plain;
use super::shown::shown;
use super::tree::{Node, NodeRef};
use crate::diagnostic::{self, Applicability, Diagnostic, Edit, Fix};
use crate::message::catalogue;
use crate::text::trim;

/// Whether a field is free text, in which only bidi controls are reported.
fn is_free(word: &str, outer: Option<bool>) -> bool {
    if MATERIAL.get(word).is_some() && REQUEST.get(word).is_none() {
        return true;
    }
    match (REQUEST.get(word), HEARING.get(word), EXCEPTION.get(word)) {
        (Some(key), ..) => matches!(key, Key::Subject | Key::Necessity | Key::Materials | Key::Body),
        (_, Some(key), _) => matches!(key, HearingKey::Place | HearingKey::Reason),
        // The rule's code in a record is compared exactly.
        (.., Some(key)) => !matches!(key, ExceptionKey::Expires),
        // Unknown at the top level: accepted unread, so free text. Nested: the name of a due, or a part of an office.
        _ => outer.unwrap_or(true),
    }
}

impl Fields<'_, '_> {
    /// Reports invisible characters, once for each key and value.
    pub(crate) fn report_invisible(&mut self, root: NodeRef) {
        if self.tree.is_normalized_as_written() {
            return;
        }
        let mut todo = vec![(root, String::new(), None)];
        let mut seen = HashSet::new();
        while let Some((at, field, free)) = todo.pop() {
            match self.tree.node(at.node) {
                Node::Scalar { .. } => self.report_invisible_in(&field, at, free.unwrap_or(true)),
                // Values of aliases are examined at their anchor.
                _ if !seen.insert(at.node) => {}
                Node::Sequence(items) => {
                    todo.extend(items.iter().rev().map(|item| (*item, field.clone(), free)));
                }
                Node::Mapping(entries) => {
                    for (key, value) in entries.iter().rev() {
                        let word = self.tree.text(*key).map(trim).unwrap_or_default();
                        todo.push((*value, shown(word), Some(is_free(word, free))));
                        todo.push((*key, shown(word), Some(false)));
                    }
                }
            }
        }
    }

    fn report_invisible_in(&mut self, field: &str, at: NodeRef, free: bool) {
        let written = self.text.get(at.span.range()).unwrap_or_default();
        let tree = self.tree;
        if tree.normalized(at).is_none() || written.starts_with('*') {
            return;
        }
        let text = tree.written(at).unwrap_or_default();
        // A BOM inside the text is parsed as U+200B, and escapes appear only in the parsed text.
        let mut found = invisible_characters(written);
        for c in invisible_characters(text) {
            let is_mark = c == '\u{200b}' && found.contains(&'\u{feff}');
            if !is_mark && !found.contains(&c) {
                found.push(c);
            }
        }
        found.retain(|c| !free || is_bidi(*c));
        let quotes = quotes(text).filter(|_| !free);
        let (entry, help) = match quotes {
            _ if found.iter().any(|c| is_bidi(*c)) => (catalogue::UNSEEN_BIDI, catalogue::UNSEEN_BIDI_HELP),
            _ if !found.is_empty() => (catalogue::UNSEEN, catalogue::UNSEEN_HELP),
            Some(_) => (catalogue::UNSEEN_QUOTES, catalogue::UNSEEN_HELP),
            None => return,
        };
        found.extend(quotes.iter().flatten());
        let names: Vec<String> = found.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        let names = names.join(", ");
        let values = [("field", field), ("names", &names)];
        let mut finding = Diagnostic::reader(diagnostic::INVISIBLE_CHARACTER, at.span, entry.with(&values))
            .with_help(help.message());
        // Escaped characters are not in the file, and a multi-line scalar must not be reassembled.
        let fixed: String = if free || written.contains('\n') {
            written.chars().filter(|c| !found.contains(c)).collect()
        } else {
            normalized(written).unwrap_or_default()
        };
        let stands = quotes.is_none() || is_plain(trim(&fixed));
        if fixed != written && !trim(&fixed).is_empty() && stands {
            finding.fixes.push(Fix {
                title: catalogue::UNSEEN_FIX.with(&values),
                applicability: Applicability::Safe,
                edits: vec![Edit {
                    span: at.span,
                    text: fixed,
                }],
            });
        }
        self.push(finding);
    }
}
