//! YAML front matter of a letter.

use crate::diagnostic;
use crate::read::fields::Fields;
use crate::read::keys;
use crate::read::tree::{Node, Tree};
use crate::read::{Context, FileSelection, Reading};
use crate::source::Source;

/// Reads the fields stated in front matter, up to `end`; missing ones may be stated in the text.
pub(in crate::format) fn front_matter<'a>(
    source: &'a Source,
    end: usize,
    context: Context<'_>,
) -> Reading<'a> {
    let text = source.text().get(..end).unwrap_or_default();
    let tree = Tree::parse(text);
    let states_fields = tree
        .documents
        .iter()
        .filter_map(|document| document.root)
        .any(|root| {
            matches!(tree.node(root.node), Node::Mapping(entries) if entries.iter().any(|(key, _)| {
                tree.text(*key).is_some_and(|word| keys::REQUEST.get(word).is_some())
            }))
        });
    let named = if states_fields {
        FileSelection::Explicit
    } else {
        FileSelection::Walked
    };
    let mut fields = Fields::new(&tree, text, Context { named, ..context });
    let mut reading = Reading::default();
    for document in &tree.documents {
        fields.begin();
        if let Some(request) = fields.document(document, &mut reading, None) {
            reading.requests.push(Box::new(request));
            break;
        }
    }
    let mut found = fields.diagnostics;
    found.retain(|found| found.code != diagnostic::MISSING_FIELD.code);
    for found in &mut found {
        found.request = Some(0);
    }
    reading.diagnostics = found;
    reading
}
