//! YAML text → a tree whose every key and value knows its bytes.
//!
//! Requests, rule packs and the directory of ministries are all read through this one tree. It is an
//! arena: an alias is a second reference to the same node and is never copied out, so an alias bomb
//! costs no more than its own text.

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Tag};

use super::unseen;
use crate::source::Span;

/// How deeply collections may nest. A request needs four levels; the limit bounds every walk.
pub const MAX_DEPTH: usize = 64;
/// How many nodes one file may have.
pub const MAX_NODES: usize = 300_000;
/// How many documents of one file are read.
pub const MAX_DOCUMENTS: usize = 10_000;

/// A node's index in its [`Tree`].
pub type NodeId = u32;

/// One reference to a node: where it is used, which for an alias is not where it is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The node.
    pub node: NodeId,
    /// The bytes of the value here: the whole scalar, its quotes included; of a block collection, from
    /// its first to its last child; of an alias, its `*name`.
    pub span: Span,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// A scalar; a value left empty is the plain scalar of no text.
    Scalar {
        /// The text after escapes and folding.
        text: Cow<'a, str>,
        /// How it is written.
        style: Style,
    },
    /// A sequence.
    Sequence(Vec<Use>),
    /// A mapping in the file's order, duplicates included.
    Mapping(Vec<(Use, Use)>),
}

/// How a scalar is written, as far as a reader or an edit cares.
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

/// Why a document could not be read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeError {
    /// What went wrong.
    pub kind: TreeErrorKind,
    /// The byte where it was noticed.
    pub at: u32,
}

/// The kinds of [`TreeError`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeErrorKind {
    /// The parser's own error, classed as far as a person can act on it.
    Syntax(Syntax),
    /// Deeper than [`MAX_DEPTH`], or more than [`MAX_NODES`].
    Limit,
}

/// Syntax errors by what the author has to do about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// A tab where YAML wants blanks.
    Tab,
    /// A quote or bracket that is never closed.
    Unclosed,
    /// An alias without its anchor, or one that contains itself.
    Alias,
    /// A character that YAML does not allow.
    Character,
    /// A mapping's key or its colon is missing.
    Key,
    /// Anything else.
    Other,
}

/// One document of a stream.
#[derive(Debug)]
pub struct Document {
    /// Its root; none where it is empty or broken.
    pub root: Option<Use>,
    /// Why it is broken; the rest of it was not read.
    pub error: Option<TreeError>,
    /// Where it starts.
    pub start: u32,
}

/// The documents of a file and their nodes.
#[derive(Debug, Default)]
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// In the file's order.
    pub documents: Vec<Document>,
    /// Where those begin that are not read: there are more than [`MAX_DOCUMENTS`].
    pub unread: Option<u32>,
    /// Values under a tag that is none of YAML's own for plain data: nothing is made of it.
    pub tagged: Vec<Span>,
    /// The scalars that are compared otherwise than they are written, in order of their nodes.
    compared: Vec<(NodeId, String)>,
}

impl<'a> Tree<'a> {
    /// Parses `text`. After a syntax error it goes on at the next `---`.
    pub fn parse(text: &'a str) -> Self {
        /// Each takes a parse of the text.
        const MOST_DASHES: usize = 32;
        let mut copy = without_marks(text);
        let mut tree = match &copy {
            None => Builder::new(text).run(),
            Some(copy) => Builder::new(copy).run().into_owned(),
        };
        for _ in 0..MOST_DASHES {
            let errors = tree
                .documents
                .iter()
                .filter_map(|document| document.error.as_ref());
            let mut nothings = errors.filter_map(|error| nothing(text, error.at as usize));
            let Some(at) = nothings.next() else { break };
            let mut null = copy.take().unwrap_or_else(|| text.to_owned());
            let blanks = " ".repeat(at.len());
            null.replace_range(at, &blanks);
            tree = Builder::new(&null).run().into_owned();
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
            compared: self.compared,
        }
    }

    /// Every node, each before those that stand in it unless they are said by alias.
    pub fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    /// A node by its reference.
    pub fn node(&self, id: NodeId) -> &Node<'a> {
        const NOTHING: &Node<'static> = &Node::Scalar {
            text: Cow::Borrowed(""),
            style: Style::Plain,
        };
        self.nodes.get(id as usize).unwrap_or(NOTHING)
    }

    /// The items of a list, or the one value that stands in its place.
    pub fn items(&self, value: Use) -> Vec<Use> {
        match self.node(value.node) {
            Node::Sequence(items) => items.clone(),
            _ => vec![value],
        }
    }

    /// The text of a scalar as it is written, borrowed where it stands in the file as it is; empty for a
    /// collection.
    pub fn cow(&self, at: Use) -> Cow<'a, str> {
        match self.node(at.node) {
            Node::Scalar { text, .. } => text.clone(),
            _ => Cow::Borrowed(""),
        }
    }

    /// The text of a scalar as it is written; `None` for a collection.
    pub fn written(&self, at: Use) -> Option<&str> {
        match self.node(at.node) {
            Node::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar as it is compared: without what nobody sees, and composed. `None` for a collection.
    pub fn text(&self, at: Use) -> Option<&str> {
        self.compared(at).or_else(|| self.written(at))
    }

    /// The text of a scalar that is compared otherwise than it is written.
    pub fn compared(&self, at: Use) -> Option<&str> {
        let index = self.compared.binary_search_by_key(&at.node, |(node, _)| *node);
        self.compared.get(index.ok()?).map(|(_, text)| text.as_str())
    }

    /// Whether any scalar is compared otherwise than it is written.
    pub fn is_compared_as_written(&self) -> bool {
        self.compared.is_empty()
    }

    /// Whether the value is left empty or says null.
    pub fn is_null(&self, at: Use) -> bool {
        matches!(self.node(at.node), Node::Scalar { text, style: Style::Plain }
            if matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
    }
}

/// A collection whose end has not been seen.
struct Open {
    node: NodeId,
    start: u32,
    end: u32,
    /// In a mapping, the key that waits for its value.
    key: Option<Use>,
}

struct Builder<'a> {
    text: &'a str,
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    tree: Tree<'a>,
    open: Vec<Open>,
    /// Anchor id → node; ids count from 1 through the file.
    anchors: Vec<(usize, NodeId)>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        let mut options = Options::default();
        options.set_emit_comments(false);
        options.block_nesting_limit = MAX_DEPTH * 2;
        options.flow_nesting_limit = MAX_DEPTH * 2;
        Self {
            text,
            parser: Parser::new_from_str_with_options(text, options),
            tree: Tree {
                nodes: Vec::with_capacity(text.len() / 24 + 8),
                documents: Vec::new(),
                unread: None,
                tagged: Vec::new(),
                compared: Vec::new(),
            },
            open: Vec::with_capacity(8),
            anchors: Vec::new(),
        }
    }

    fn run(mut self) -> Tree<'a> {
        loop {
            // An event is long: it is looked at where the parser puts it, and not moved.
            let mut next = self.parser.next_event();
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
                match self.parser.proceed_next_document() {
                    Ok(true) => {}
                    Ok(false) => break,
                    // The way to the next document is itself broken: nothing behind it can be read.
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
            Event::DocumentStart(..) => {
                self.anchors.clear();
                self.tree.documents.push(Document {
                    root: None,
                    error: None,
                    start: at.start,
                });
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.as_deref(), at);
                let (text, style) = scalar(std::mem::take(text), *style, at);
                let at = Span::new(start, trim_block(self.text, at, style));
                let compared = unseen::compared(&text);
                let node = self.push(Node::Scalar { text, style }, at.start)?;
                self.tree
                    .compared
                    .extend(compared.map(|compared| (node, compared)));
                self.anchor(*anchor, node);
                self.place(Use { node, span: at });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), at);
                self.begin(Node::Sequence(Vec::new()), at, *anchor)?;
            }
            Event::MappingStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), at);
                // A request has a dozen members: room for them at once, but only at the top.
                let room = if self.open.is_empty() { 16 } else { 0 };
                self.begin(Node::Mapping(Vec::with_capacity(room)), at, *anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    // A flow collection ends at its bracket; a block's own end event stands behind
                    // blank lines and comments, so its last child's end is taken.
                    let end = if at.is_empty() {
                        open.end.max(open.start)
                    } else {
                        at.end
                    };
                    self.place(Use {
                        node: open.node,
                        span: Span {
                            start: open.start,
                            end,
                        },
                    });
                }
            }
            Event::Alias(id) => {
                let target = self
                    .anchors
                    .iter()
                    .rev()
                    .find(|(anchor, _)| anchor == id)
                    .map(|(_, node)| *node);
                match target {
                    Some(node) if !self.open.iter().any(|open| open.node == node) => {
                        self.place(Use { node, span: at });
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
        // Types by which text is read as text anyway.
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

    /// Hands a finished value to the collection it stands in.
    fn place(&mut self, value: Use) {
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

/// What to a person says that there is nothing behind a key, where the parser gave up at a byte: a dash alone
/// (`宛先: -`), which to YAML begins a list where none may stand, and a full-width or no-break blank, which is a
/// letter to it.
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

/// A text with byte order marks in it (files joined one behind another, an editor's slip), as it is parsed:
/// YAML allows one before a document only, and the parser at the start of the file only. Every byte keeps its
/// place: a mark before `---` becomes blanks at the end of the line before, any other a sign that nobody sees.
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

/// Whether an error belongs to what comes after `document` rather than to it.
fn document_is_over(document: &Document) -> bool {
    document.root.is_some()
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle, at: Span) -> (Cow<'_, str>, Style) {
    match style {
        // The parser gives a value left empty as `~`, on no bytes at all.
        ScalarStyle::Plain if at.is_empty() => (Cow::Borrowed(""), Style::Plain),
        ScalarStyle::Plain => (text, Style::Plain),
        ScalarStyle::SingleQuoted => (text, Style::Single),
        ScalarStyle::DoubleQuoted => (text, Style::Double),
        _ => (text, Style::Block),
    }
}

/// A block scalar's span runs over the line breaks behind it; a caret there would mark the next line.
fn trim_block(text: &str, at: Span, style: Style) -> usize {
    if style != Style::Block {
        return at.end as usize;
    }
    let written = text.get(at.range()).unwrap_or_default();
    at.start as usize + written.trim_end_matches(['\r', '\n', ' ', '\t']).len()
}

/// Sorts the parser's errors by what the author has to do about them.
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
