//! Inserts an empty exception record (例外) at the end of a request.
//!
//! Reason and approver are left empty: an empty field is a finding (KG011) until it is filled in, while a placeholder
//! might pass for a reason.

use crate::diagnostic::Edit;
use crate::read::keys::{self, ExceptionKey, Key};
use crate::read::tree::{Node, NodeRef, Tree};
use crate::source::Span;

/// The edit that inserts a record for a rule into the request at `at`; `None` if the document's style does not allow
/// it.
pub(super) fn skeleton(text: &str, tree: &Tree<'_>, at: Span, code: &str) -> Option<Edit> {
    let root = tree
        .documents
        .iter()
        .filter_map(|document| document.root)
        .find(|root| root.span.contains(at))?;
    let Node::Mapping(members) = tree.node(root.node) else {
        return None;
    };
    let is_flow = |at: NodeRef| {
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
    // The last line may lack its terminator.
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

/// Whether most keys of a request are Japanese.
fn speaks_japanese(tree: &Tree<'_>, members: &[(NodeRef, NodeRef)]) -> bool {
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

/// The indentation before `at`, if nothing else precedes it on the line.
fn indent_of(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let blanks = line.len() - line.trim_start_matches(' ').len();
    line.get(..blanks).unwrap_or_default()
}

/// Start of the line after the one that contains the byte before `end`; the text's end for the last line.
fn line_after(text: &str, end: u32) -> usize {
    let end = end as usize;
    let rest = text.get(end..).unwrap_or_default();
    if end > 0 && text.get(..end).is_some_and(|before| before.ends_with('\n')) {
        return end;
    }
    rest.find('\n').map_or(text.len(), |at| end + at + 1)
}
