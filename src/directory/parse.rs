//! Parser helpers for the directory's file.

use std::sync::OnceLock;

use regex::RegexSet;

use crate::read::tree::{Node, NodeRef, Tree};
use crate::source::Span;

pub(super) fn directory_error(span: Span, message: &str) -> DirectoryError {
    DirectoryError {
        span,
        message: message.to_owned(),
    }
}

pub(super) fn mapping<'t>(
    tree: &'t Tree<'_>,
    at: NodeRef,
) -> Result<&'t [(NodeRef, NodeRef)], DirectoryError> {
    match tree.node(at.node) {
        Node::Mapping(entries) => Ok(entries),
        _ => Err(directory_error(at.span, "a mapping belongs here")),
    }
}

pub(super) fn sequence<'t>(tree: &'t Tree<'_>, at: NodeRef) -> Result<&'t [NodeRef], DirectoryError> {
    match tree.node(at.node) {
        Node::Sequence(items) => Ok(items),
        _ => Err(directory_error(at.span, "a list belongs here")),
    }
}

pub(super) fn text<'t>(tree: &'t Tree<'_>, at: NodeRef) -> Result<&'t str, DirectoryError> {
    tree.text(at)
        .ok_or_else(|| directory_error(at.span, "text belongs here"))
}

pub(super) fn texts(tree: &Tree<'_>, at: NodeRef) -> Result<Vec<String>, DirectoryError> {
    sequence(tree, at)?
        .iter()
        .map(|item| text(tree, *item).map(str::to_owned))
        .collect()
}

pub(super) fn patterns(tree: &Tree<'_>, at: NodeRef) -> Result<Patterns, DirectoryError> {
    Ok(Patterns {
        written: texts(tree, at)?,
        set: OnceLock::new(),
    })
}

/// Why the directory's file was rejected.
#[derive(Clone, Debug)]
pub struct DirectoryError {
    /// Location in the file.
    pub span: Span,
    /// What is wrong, in English only: the file is written by developers.
    pub message: String,
}

/// Patterns, compiled on first use: most runs name ministries and never need them.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    pub written: Vec<String>,
    pub set: OnceLock<RegexSet>,
}

impl Patterns {
    pub fn matches(&self, name: &str) -> bool {
        self.set
            .get_or_init(|| RegexSet::new(&self.written).unwrap_or_else(|_| RegexSet::empty()))
            .is_match(name)
    }
}
