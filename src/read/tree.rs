//! Parses YAML into a tree with byte spans for every key and value.
//!
//! Requests, rule packs and the directory of ministries all use it. The tree is an arena: an alias is another
//! reference to its node and is never expanded, so an alias bomb costs no more than its text.

mod record;
mod recorded;

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Tag};

use super::normalize;
use crate::source::Span;

/// Nesting limit. A request needs four levels; the limit bounds every traversal.
pub const MAX_DEPTH: usize = 64;
/// Limit on nodes in a file.
pub const MAX_NODES: usize = 300_000;
/// Limit on documents in a file.
pub const MAX_DOCUMENTS: usize = 10_000;

/// Index of a node in its [`Tree`].
pub type NodeId = u32;

/// A reference to a node with the place of use, which for an alias differs from its definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeRef {
    /// The node.
    pub node: NodeId,
    /// Bytes of the value here: the whole scalar with quotes; a block collection from its first to its last child;
    /// `*name` of an alias.
    pub span: Span,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// A scalar; a missing value is a plain scalar without text.
    Scalar {
        /// The text after escapes and folding.
        text: Cow<'a, str>,
        /// Its style.
        style: Style,
    },
    /// A sequence.
    Sequence(Vec<NodeRef>),
    /// A mapping in file order, duplicates included.
    Mapping(Vec<(NodeRef, NodeRef)>),
}

/// Style of a scalar, as far as reading and editing need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'…'`
    Single,
    /// `"…"`
    Double,
    /// `|` or `>`.
    Block,
}

/// Why a document could not be parsed completely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeError {
    /// What went wrong.
    pub kind: TreeErrorKind,
    /// Byte at which it was detected.
    pub at: u32,
}

/// The kinds of [`TreeError`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeErrorKind {
    /// A syntax error of the parser, classified by remedy.
    Syntax(Syntax),
    /// Beyond [`MAX_DEPTH`] or [`MAX_NODES`].
    Limit,
}

/// Syntax errors, by what the author has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// A tab used as indentation.
    Tab,
    /// A quote or bracket that is never closed.
    Unclosed,
    /// An alias without anchor, or to itself.
    Alias,
    /// A character that YAML forbids.
    Character,
    /// A missing key or colon.
    Key,
    /// Anything else.
    Other,
}

/// A document of a stream.
#[derive(Debug)]
pub struct Document {
    /// Root; `None` if empty or broken.
    pub root: Option<NodeRef>,
    /// The error after which the rest was not read.
    pub error: Option<TreeError>,
    /// Start, in bytes.
    pub start: u32,
}

/// The documents of a file with their nodes.
#[derive(Debug, Default)]
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// In file order.
    pub documents: Vec<Document>,
    /// Byte offset of the documents beyond [`MAX_DOCUMENTS`], which are not read.
    pub unread: Option<u32>,
    /// Values with a tag that is not a standard one, which are not interpreted.
    pub tagged: Vec<Span>,
    /// Scalars whose compared form differs from the text, sorted by node.
    normalized: Vec<(NodeId, String)>,
}

impl<'a> Tree<'a> {
    /// Parses `text`; after a syntax error it resumes at the next `---`.
    pub fn parse(text: &'a str) -> Self {
        /// Limit on repairs of a lone dash, each of which parses the text again.
        const DASHES_LIMIT: usize = 32;
        let mut copy = without_marks(text);
        let mut tree = match &copy {
            None => Builder::parse(text),
            Some(copy) => Builder::parse(copy).into_owned(),
        };
        for _ in 0..DASHES_LIMIT {
            let errors = tree
                .documents
                .iter()
                .filter_map(|document| document.error.as_ref());
            let mut nothings = errors.filter_map(|error| nothing(text, error.at as usize));
            let Some(at) = nothings.next() else { break };
            let mut null = copy.take().unwrap_or_else(|| text.to_owned());
            let blanks = " ".repeat(at.len());
            null.replace_range(at, &blanks);
            tree = Builder::parse(&null).into_owned();
            copy = Some(null);
        }
        tree
    }

    fn into_owned<'o>(self) -> Tree<'o> {
        let owned = |node| match node {
            Node::Scalar { text, style } => Node::Scalar {
                text: Cow::Owned(text.into_owned()),
                style,
            },
            Node::Sequence(items) => Node::Sequence(items),
            Node::Mapping(entries) => Node::Mapping(entries),
        };
        Tree {
            nodes: self.nodes.into_iter().map(owned).collect(),
            documents: self.documents,
            unread: self.unread,
            tagged: self.tagged,
            normalized: self.normalized,
        }
    }

    /// All nodes; parents precede children, except through aliases.
    pub fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    /// The node with an id.
    pub fn node(&self, id: NodeId) -> &Node<'a> {
        const NOTHING: &Node<'static> = &Node::Scalar {
            text: Cow::Borrowed(""),
            style: Style::Plain,
        };
        self.nodes.get(id as usize).unwrap_or(NOTHING)
    }

    /// The items of a list; a single value is a list of one.
    pub fn items(&self, value: NodeRef) -> Vec<NodeRef> {
        match self.node(value.node) {
            Node::Sequence(items) => items.clone(),
            _ => vec![value],
        }
    }

    /// The text of a scalar, borrowed if it is verbatim in the file; empty for a collection.
    pub fn cow(&self, at: NodeRef) -> Cow<'a, str> {
        match self.node(at.node) {
            Node::Scalar { text, .. } => text.clone(),
            _ => Cow::Borrowed(""),
        }
    }

    /// The text of a scalar; `None` for a collection.
    pub fn written(&self, at: NodeRef) -> Option<&str> {
        match self.node(at.node) {
            Node::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar in compared form: without invisible characters, in NFC. `None` for a collection.
    pub fn text(&self, at: NodeRef) -> Option<&str> {
        self.normalized(at).or_else(|| self.written(at))
    }

    /// The compared form of a scalar, if it differs from its text.
    pub fn normalized(&self, at: NodeRef) -> Option<&str> {
        let index = self.normalized.binary_search_by_key(&at.node, |(node, _)| *node);
        self.normalized.get(index.ok()?).map(|(_, text)| text.as_str())
    }

    /// Whether every scalar's compared form equals its text.
    pub fn is_normalized_as_written(&self) -> bool {
        self.normalized.is_empty()
    }

    /// Whether a value is missing or null.
    pub fn is_null(&self, at: NodeRef) -> bool {
        matches!(self.node(at.node), Node::Scalar { text, style: Style::Plain }
            if matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
    }
}

/// An open collection.
struct Open {
    node: NodeId,
    start: u32,
    end: u32,
    /// In a mapping, the key whose value is next.
    key: Option<NodeRef>,
}

struct Builder<'a> {
    text: &'a str,
    tree: Tree<'a>,
    open: Vec<Open>,
    /// Anchor id → node; ids count from 1 across the file.
    anchors: Vec<(usize, NodeId)>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            tree: Tree {
                nodes: Vec::with_capacity(text.len() / 24 + 8),
                documents: Vec::new(),
                unread: None,
                tagged: Vec::new(),
                normalized: Vec::new(),
            },
            open: Vec::with_capacity(8),
            anchors: Vec::new(),
        }
    }

    fn parse(text: &'a str) -> Tree<'a> {
        let mut options = Options::default();
        options.set_emit_comments(false);
        options.block_nesting_limit = MAX_DEPTH * 2;
        options.flow_nesting_limit = MAX_DEPTH * 2;
        Self::new(text).run(Parser::new_from_str_with_options(text, options))
    }

    fn run(mut self, mut parser: Parser<'a, granit_parser::StrInput<'a>>) -> Tree<'a> {
        loop {
            // Events are large: inspect in place rather than move.
            let mut next = parser.next_event();
            let error = match &mut next {
                None | Some(Ok((Event::StreamEnd, _))) => break,
                Some(Ok((Event::DocumentStart(..), span))) if self.is_full() => {
                    self.tree.unread = Some(start_of(span));
                    break;
                }
                Some(Ok((event, span))) => self.take(event, span).err(),
                Some(Err(error)) => Some(classify(error)),
            };
            if let Some(error) = error {
                self.open.clear();
                let is_full = self.is_full();
                match self.tree.documents.last_mut() {
                    Some(document) if document.error.is_none() && !document_is_over(document) => {
                        document.root = None;
                        document.error = Some(error);
                    }
                    _ if is_full => {
                        self.tree.unread = Some(error.at);
                        break;
                    }
                    _ => self.tree.documents.push(Document {
                        root: None,
                        start: error.at,
                        error: Some(error),
                    }),
                }
                match parser.proceed_next_document() {
                    Ok(true) => {}
                    Ok(false) => break,
                    // The resynchronization itself failed: nothing after it can be read.
                    Err(_) => break,
                }
            }
        }
        self.tree
    }

    fn is_full(&self) -> bool {
        self.tree.documents.len() >= MAX_DOCUMENTS
    }

    fn take(&mut self, event: &mut Event<'a>, span: &granit_parser::Span) -> Result<(), TreeError> {
        let start = span.start.byte_offset().unwrap_or_default();
        let end = span.end.byte_offset().unwrap_or(start);
        let at = Span::new(start, end);
        match event {
            Event::DocumentStart(..) => self.begin_document(at),
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.as_deref(), at);
                let (text, style) = scalar(std::mem::take(text), *style, at);
                let node = self.scalar(text, style, at)?;
                self.anchor(*anchor, node);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), at);
                self.begin(Node::Sequence(Vec::new()), at, *anchor)?;
            }
            Event::MappingStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), at);
                // A request has about a dozen members: reserve for the top-level mapping only.
                let room = if self.open.is_empty() { 16 } else { 0 };
                self.begin(Node::Mapping(Vec::with_capacity(room)), at, *anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(at),
            Event::Alias(id) => {
                let target = self
                    .anchors
                    .iter()
                    .rev()
                    .find(|(anchor, _)| anchor == id)
                    .map(|(_, node)| *node);
                match target {
                    Some(node) if !self.open.iter().any(|open| open.node == node) => {
                        self.place(NodeRef { node, span: at });
                    }
                    _ => {
                        return Err(TreeError {
                            kind: TreeErrorKind::Syntax(Syntax::Alias),
                            at: at.start,
                        });
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_document(&mut self, at: Span) {
        self.anchors.clear();
        self.tree.documents.push(Document {
            root: None,
            error: None,
            start: at.start,
        });
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: Style, at: Span) -> Result<NodeId, TreeError> {
        let at = Span::new(at.start as usize, trim_block(self.text, at, style));
        let normalized = normalize::normalized(&text);
        let node = self.push(Node::Scalar { text, style }, at.start)?;
        self.tree
            .normalized
            .extend(normalized.map(|normalized| (node, normalized)));
        self.place(NodeRef { node, span: at });
        Ok(node)
    }

    fn end(&mut self, at: Span) {
        let Some(open) = self.open.pop() else { return };
        // A flow collection ends at its bracket. The end event of a block follows blank lines and comments, so use the
        // end of its last child.
        let end = if at.is_empty() {
            open.end.max(open.start)
        } else {
            at.end
        };
        self.place(NodeRef {
            node: open.node,
            span: Span {
                start: open.start,
                end,
            },
        });
    }

    fn push(&mut self, node: Node<'a>, at: u32) -> Result<NodeId, TreeError> {
        if self.tree.nodes.len() >= MAX_NODES {
            return Err(TreeError {
                kind: TreeErrorKind::Limit,
                at,
            });
        }
        let id = u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX);
        self.tree.nodes.push(node);
        Ok(id)
    }

    fn tag(&mut self, tag: Option<&Tag>, at: Span) {
        let Some(tag) = tag else { return };
        // Types whose text is read as text in any case.
        let plain = ["str", "map", "seq", "null", "bool", "int", "float", "timestamp"];
        let known = tag.handle() == "tag:yaml.org,2002:" && plain.contains(&tag.suffix());
        let none = tag.handle().is_empty() && tag.suffix() == "!";
        if !known && !none {
            self.tree.tagged.push(at);
        }
    }

    fn anchor(&mut self, anchor: usize, node: NodeId) {
        if anchor != 0 {
            self.anchors.push((anchor, node));
        }
    }

    fn begin(&mut self, node: Node<'a>, at: Span, anchor: usize) -> Result<(), TreeError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(TreeError {
                kind: TreeErrorKind::Limit,
                at: at.start,
            });
        }
        let node = self.push(node, at.start)?;
        self.anchor(anchor, node);
        self.open.push(Open {
            node,
            start: at.start,
            end: at.end,
            key: None,
        });
        Ok(())
    }

    /// Adds a finished value to its collection.
    fn place(&mut self, value: NodeRef) {
        let Some(open) = self.open.last_mut() else {
            if let Some(document) = self.tree.documents.last_mut() {
                document.root = Some(value);
            }
            return;
        };
        open.end = open.end.max(value.span.end);
        match self.tree.nodes.get_mut(open.node as usize) {
            Some(Node::Sequence(items)) => items.push(value),
            Some(Node::Mapping(entries)) => match open.key.take() {
                None => open.key = Some(value),
                Some(key) => entries.push((key, value)),
            },
            _ => {}
        }
    }
}

fn start_of(span: &granit_parser::Span) -> u32 {
    let start = span.start.byte_offset().unwrap_or_default();
    Span::new(start, start).start
}

/// Range at an error that a person would read as an empty value: a lone dash (`宛先: -`), which YAML takes for a list
/// where none is allowed, and a full-width or no-break blank, which is a letter to YAML.
fn nothing(text: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let (before, rest) = text.split_at_checked(at)?;
    let line = rest.lines().next()?;
    if let Some(behind) = line.strip_prefix('-') {
        let is_alone = behind.trim().is_empty() || behind.trim_start().starts_with('#');
        return (is_alone && before.trim_end_matches(' ').ends_with(':')).then_some(at..at + 1);
    }
    let key = line.trim_end();
    (key.len() < line.len() && key.ends_with(':') && !line.get(key.len()..)?.is_ascii())
        .then_some(at + key.len()..at + line.len())
}

/// Replaces byte order marks inside a text (concatenated files), which YAML allows before a document and this parser
/// only at the start of the file. Offsets are preserved: a mark before `---` becomes blanks at the end of the
/// previous line, any other an invisible character.
fn without_marks(text: &str) -> Option<String> {
    const MARK: &str = "\u{feff}";
    let inside = text.strip_prefix(MARK).unwrap_or(text);
    if !inside.contains(MARK) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..text.len() - inside.len()]);
    for line in inside.split_inclusive('\n') {
        let rest = line.trim_start_matches(MARK);
        let marks = line.len() - rest.len();
        if marks > 0 && rest.starts_with("---") {
            let end = out.trim_end_matches(['\r', '\n']).len();
            let ending = out.split_off(end);
            out.extend(std::iter::repeat_n(' ', marks));
            out.push_str(&ending);
            out.push_str(&rest.replace(MARK, "\u{200b}"));
        } else {
            out.push_str(&line.replace(MARK, "\u{200b}"));
        }
    }
    Some(out)
}

/// Whether an error belongs to what follows `document`.
fn document_is_over(document: &Document) -> bool {
    document.root.is_some()
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle, at: Span) -> (Cow<'_, str>, Style) {
    match style {
        // The parser represents a missing value as `~` with an empty span.
        ScalarStyle::Plain if at.is_empty() => (Cow::Borrowed(""), Style::Plain),
        ScalarStyle::Plain => (text, Style::Plain),
        ScalarStyle::SingleQuoted => (text, Style::Single),
        ScalarStyle::DoubleQuoted => (text, Style::Double),
        _ => (text, Style::Block),
    }
}

/// Trims a block scalar's span, which includes trailing line breaks: a mark there would show the next line.
fn trim_block(text: &str, at: Span, style: Style) -> usize {
    if style != Style::Block {
        return at.end as usize;
    }
    let written = text.get(at.range()).unwrap_or_default();
    at.start as usize + written.trim_end_matches(['\r', '\n', ' ', '\t']).len()
}

/// Classifies parser errors by what the author has to do.
fn classify(error: &ScanError) -> TreeError {
    use ErrorKind as E;
    let at = Span::new(error.marker().byte_offset().unwrap_or_default(), 0).start;
    let kind = match error.kind() {
        E::RecursionLimitExceeded
        | E::AnchorCountOverflow
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. }
        | E::YamlVersionTooLong => TreeErrorKind::Limit,
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInIndentation
        | E::TabInPlainScalar => TreeErrorKind::Syntax(Syntax::Tab),
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. }
        | E::UnclosedQuotedScalar
        | E::DocumentIndicatorInQuotedScalar
        | E::MisplacedFlowCollectionEnd
        | E::MismatchedFlowCollectionEnd { .. } => TreeErrorKind::Syntax(Syntax::Unclosed),
        E::UnknownAnchor | E::MissingAnchorOrAliasName => TreeErrorKind::Syntax(Syntax::Alias),
        E::UnexpectedCharacter { .. } | E::BomInsideDocument => TreeErrorKind::Syntax(Syntax::Character),
        E::ExpectedBlockMappingKey
        | E::ExpectedFlowMappingSeparator
        | E::SimpleKeyExpected
        | E::InvalidSimpleKey
        | E::MappingKeyNotAllowed
        | E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::InvalidIndentation => TreeErrorKind::Syntax(Syntax::Key),
        _ => TreeErrorKind::Syntax(Syntax::Other),
    };
    TreeError { kind, at }
}
