//! The key or value at a position of a YAML file.

use crate::format::input_format::Place;
use crate::read::keys;
use crate::read::tree::{Node, Tree};
use crate::source::Source;

/// The field at a byte; `None` if it is not part of a request's field.
pub(super) fn at(text: &str, at: u32) -> Option<Place> {
    let tree = Tree::parse(text);
    let roots = tree.documents.iter().filter_map(|document| document.root);
    // Between two documents, the first with a field there wins.
    roots.filter(|root| root.span.touches(at)).find_map(|root| {
        let Node::Mapping(members) = tree.node(root.node) else {
            return None;
        };
        let (key, value) = members
            .iter()
            .find(|(key, value)| key.span.touches(at) || value.span.touches(at))?;
        let is_on_value = value.span.touches(at);
        Some(Place::Field {
            document: root.span,
            key: keys::REQUEST.get(tree.text(*key)?)?,
            value: value.span,
            span: if is_on_value { value.span } else { key.span },
        })
    })
}

/// As [`at`], in front matter up to `end`.
pub(in crate::format) fn in_front_matter(source: &Source, end: usize, byte: u32) -> Option<Place> {
    at(source.text().get(..end)?, byte)
}
