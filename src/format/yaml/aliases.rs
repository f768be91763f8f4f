//! Values that aliases use in several places.

use std::collections::HashMap;

use crate::read::tree::{Node, NodeId, NodeRef, Tree};
use crate::source::Span;

pub(super) use crate::read::tree::Style;

/// A scalar used in several places.
#[derive(Debug)]
pub(super) struct AliasedScalar {
    /// Span of its definition.
    pub definition: Span,
    /// Spans of all uses, including the definition.
    pub uses: Vec<Span>,
    /// Its text.
    pub text: String,
    /// Its quoting style.
    pub style: Style,
}

/// Position of a scalar with respect to aliases.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The scalar, if it is used in other places too.
    pub shared: Option<&'a AliasedScalar>,
    /// Whether it is inside a list or mapping that is used in several places.
    pub is_inside_shared: bool,
}

/// Scalars used in several places, or inside a node that is.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    places: HashMap<Span, (NodeId, bool)>,
    scalars: HashMap<NodeId, AliasedScalar>,
}

impl Aliases {
    /// Finds the aliases of a text.
    pub fn of(text: &str) -> Self {
        // Fast path: most files have none.
        if !text.contains('&') || !text.contains('*') {
            return Self::default();
        }
        let tree = Tree::parse(text);
        let mut uses: HashMap<NodeId, Vec<Span>> = HashMap::new();
        let mut count = |at: NodeRef| uses.entry(at.node).or_default().push(at.span);
        for document in &tree.documents {
            document.root.into_iter().for_each(&mut count);
        }
        for node in tree.nodes() {
            children(node).for_each(&mut count);
        }
        let several = |node: NodeId| uses.get(&node).is_some_and(|uses| uses.len() > 1);
        let mut aliases = Self::default();
        // A nested node comes after its parent, so its number is higher; a node referred to by alias occurs several
        // times by itself.
        let mut inside = vec![false; tree.nodes().len()];
        for (number, node) in tree.nodes().iter().enumerate() {
            let id = NodeId::try_from(number).unwrap_or(NodeId::MAX);
            let is_shared = inside.get(number).copied().unwrap_or_default() || several(id);
            for child in children(node) {
                let is_scalar = matches!(tree.node(child.node), Node::Scalar { .. });
                if let Some(known) = inside.get_mut(child.node as usize) {
                    *known |= is_shared;
                }
                if is_scalar && (is_shared || several(child.node)) {
                    aliases.places.insert(child.span, (child.node, is_shared));
                }
            }
        }
        for (id, uses) in &uses {
            let Node::Scalar { text: value, style } = tree.node(*id) else {
                continue;
            };
            let is_written = |at: &&Span| !text.get(at.range()).unwrap_or_default().starts_with('*');
            if let (true, Some(definition)) = (uses.len() > 1, uses.iter().find(is_written)) {
                let scalar = AliasedScalar {
                    definition: *definition,
                    uses: uses.clone(),
                    text: value.to_string(),
                    style: *style,
                };
                aliases.scalars.insert(*id, scalar);
            }
        }
        aliases
    }

    /// The scalar at `span`; `None` if no alias is involved.
    pub fn get(&self, span: Span) -> Option<Place<'_>> {
        let (node, is_inside_shared) = self.places.get(&span)?;
        Some(Place {
            shared: self.scalars.get(node),
            is_inside_shared: *is_inside_shared,
        })
    }
}

fn children<'n>(node: &'n Node<'_>) -> impl Iterator<Item = NodeRef> + 'n {
    let (items, entries) = match node {
        Node::Scalar { .. } => (&[][..], &[][..]),
        Node::Sequence(items) => (items.as_slice(), &[][..]),
        Node::Mapping(entries) => (&[][..], entries.as_slice()),
    };
    let entries = entries.iter().flat_map(|(key, value)| [*key, *value]);
    items.iter().copied().chain(entries)
}
