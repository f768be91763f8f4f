//! The plan's clauses by sentence, and the practices where the plan is silent: read from a data file, so that no
//! clause or rule number is written in Rust.

use kigen::read::tree::{Node, NodeRef, Tree};

const BUILTIN: &str = include_str!("../../../../rules/clauses/soumu-wlb.yaml");

/// A plan's clauses, and kigen's own practice where they are silent.
#[derive(Clone, Debug, Default)]
pub struct Clauses {
    /// The clauses, in the plan's order.
    pub sections: Vec<Section>,
    /// What the plan leaves open.
    pub practices: Vec<Practice>,
}

/// A clause.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Its number, as rules name it.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// A sentence of a clause.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// The plan's own words.
    pub text: String,
    /// The part of it that no rule judges.
    pub not_judged: Option<String>,
}

/// A point that the plan leaves open.
#[derive(Clone, Debug, Default)]
pub struct Practice {
    /// What it is about.
    pub title: String,
    /// The practice; `{name}` is replaced by a value of the plan file.
    pub text: String,
}

/// The clauses of the built-in plan.
///
/// # Errors
/// The data file is malformed.
pub fn builtin() -> Result<Clauses, String> {
    parse(BUILTIN)
}

fn parse(text: &str) -> Result<Clauses, String> {
    let tree = Tree::parse(text);
    let root = tree
        .documents
        .first()
        .and_then(|document| document.root)
        .ok_or("not one YAML document")?;
    let mut found = Clauses::default();
    for (key, value) in entries(&tree, root)? {
        for item in items(&tree, value)? {
            match key {
                "clauses" => found.sections.push(section(&tree, item)?),
                "practice" => found.practices.push(practice(&tree, item)?),
                _ => return Err(unknown(key)),
            }
        }
    }
    Ok(found)
}

fn section(tree: &Tree<'_>, at: NodeRef) -> Result<Section, String> {
    let mut found = Section::default();
    for (key, value) in entries(tree, at)? {
        match key {
            "section" => found.number = scalar(tree, value)?,
            "title" => found.title = scalar(tree, value)?,
            "sentences" => {
                for item in items(tree, value)? {
                    found.sentences.push(sentence(tree, item)?);
                }
            }
            _ => return Err(unknown(key)),
        }
    }
    Ok(found)
}

fn sentence(tree: &Tree<'_>, at: NodeRef) -> Result<Sentence, String> {
    let mut found = Sentence::default();
    for (key, value) in entries(tree, at)? {
        match key {
            "text" => found.text = scalar(tree, value)?,
            "not_judged" => found.not_judged = Some(scalar(tree, value)?),
            _ => return Err(unknown(key)),
        }
    }
    Ok(found)
}

fn practice(tree: &Tree<'_>, at: NodeRef) -> Result<Practice, String> {
    let mut found = Practice::default();
    for (key, value) in entries(tree, at)? {
        match key {
            "title" => found.title = scalar(tree, value)?,
            "text" => found.text = scalar(tree, value)?,
            _ => return Err(unknown(key)),
        }
    }
    Ok(found)
}

fn unknown(key: &str) -> String {
    format!("unknown key: {key}")
}

fn entries<'t>(tree: &'t Tree<'_>, at: NodeRef) -> Result<Vec<(&'t str, NodeRef)>, String> {
    let Node::Mapping(entries) = tree.node(at.node) else {
        return Err("a mapping is expected".to_owned());
    };
    entries
        .iter()
        .map(|(key, value)| Ok((tree.text(*key).ok_or("a key must be text")?, *value)))
        .collect()
}

fn items<'t>(tree: &'t Tree<'_>, at: NodeRef) -> Result<impl Iterator<Item = NodeRef> + use<'t>, String> {
    match tree.node(at.node) {
        Node::Sequence(items) => Ok(items.iter().copied()),
        _ => Err("a list is expected".to_owned()),
    }
}

fn scalar(tree: &Tree<'_>, at: NodeRef) -> Result<String, String> {
    tree.text(at)
        .map(str::to_owned)
        .ok_or_else(|| "text is expected".to_owned())
}
