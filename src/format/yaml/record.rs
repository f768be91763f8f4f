//! The record of an exception (例外) to be filled in: inserted at the end of the request it is for.
//!
//! Reason and approver are left empty. An empty one is a finding of its own (KG011) until somebody has
//! filled it in; a placeholder would pass for a reason.

use crate::diagnostic::Edit;
use crate::read::keys::{self, ExceptionKey, Key};
use crate::read::tree::{Node, Tree, Use};
use crate::source::Span;

/// The record of an exception to the rule of a code, for the request that `at` lies in; `None` where the document
/// is written in a way that a record cannot be added to.
pub(super) fn skeleton(text: &str, tree: &Tree<'_>, at: Span, code: &str) -> Option<Edit> {
    let root = tree
        .documents
        .iter()
        .filter_map(|document| document.root)
        .find(|root| root.span.start <= at.start && at.end <= root.span.end)?;
    let Node::Mapping(members) = tree.node(root.node) else {
        return None;
    };
    let is_flow = |at: Use| {
        text.get(at.span.range())
            .is_some_and(|text| text.starts_with(['{', '[']))
    };
    if is_flow(root) {
        return None;
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let ja = speaks_japanese(tree, members);
    let word = |key: ExceptionKey| {
        let row = keys::EXCEPTION.rows.iter().find(|row| row.meaning == key);
        let words = row.map_or(&[][..], |row| row.words);
        words.get(usize::from(ja)).copied().unwrap_or_default()
    };
    let (rule_key, reason, approver) = (
        word(ExceptionKey::Rule),
        word(ExceptionKey::Reason),
        word(ExceptionKey::ApprovedBy),
    );
    let block = |indent: &str| {
        format!(
            "{indent}- {rule_key}: {code}{newline}{indent}  {reason}: {newline}{indent}  {approver}: {newline}"
        )
    };
    let known = members
        .iter()
        .find(|(key, _)| tree.text(*key).and_then(|word| keys::REQUEST.get(word)) == Some(Key::Exceptions));
    let (at, new) = match known {
        None => {
            let indent = indent_of(text, root.span.start);
            let key = if ja { "例外" } else { "exceptions" };
            (
                line_after(text, root.span.end),
                format!("{indent}{key}:{newline}{}", block(&format!("{indent}  "))),
            )
        }
        Some((_, value)) => match tree.node(value.node) {
            Node::Sequence(items) if is_flow(*value) => {
                let record = format!("{{{rule_key}: {code}, {reason}: \"\", {approver}: \"\"}}");
                let last = items.last()?;
                let end = last.span.end as usize;
                return Some(Edit {
                    span: Span::new(end, end),
                    text: format!(", {record}"),
                });
            }
            Node::Sequence(items) => {
                let first = items.first()?;
                let dash = text.get(..first.span.start as usize)?.rfind('-')?;
                (
                    line_after(text, value.span.end),
                    block(indent_of(text, u32::try_from(dash).ok()?)),
                )
            }
            _ => return None,
        },
    };
    // The last line may want its end.
    let new = match text.get(..at) {
        Some(before) if !before.is_empty() && !before.ends_with(['\n', '\r']) => {
            format!("{newline}{new}")
        }
        _ => new,
    };
    Some(Edit {
        span: Span::new(at, at),
        text: new,
    })
}

/// Whether most of a request's keys are Japanese.
fn speaks_japanese(tree: &Tree<'_>, members: &[(Use, Use)]) -> bool {
    let words = members.iter().filter_map(|(key, _)| tree.text(*key));
    let (mut ja, mut en) = (0, 0);
    for word in words {
        if word.is_ascii() {
            en += 1;
        } else {
            ja += 1;
        }
    }
    ja >= en
}

/// The blanks before what stands at `at`, where nothing else does.
fn indent_of(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let blanks = line.len() - line.trim_start_matches(' ').len();
    line.get(..blanks).unwrap_or_default()
}

/// The start of the line after the one that holds the byte before `end`; the text's end for the last line.
fn line_after(text: &str, end: u32) -> usize {
    let end = end as usize;
    let rest = text.get(end..).unwrap_or_default();
    if end > 0 && text.get(..end).is_some_and(|before| before.ends_with('\n')) {
        return end;
    }
    rest.find('\n').map_or(text.len(), |at| end + at + 1)
}
