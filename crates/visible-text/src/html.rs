//! Visible text of HTML: no markup, nothing hidden or struck out, cells and lines separated.
//!
//! Works on a token stream rather than a tree: positions are preserved, and a million unclosed elements need no
//! stack.

mod entities;
mod hidden;
mod tokens;

use std::collections::HashMap;
use std::ops::Range;

use crate::places::{Builder, Text};
use hidden::{InheritedHiding, Sheet};
use tokens::{Tag, Token, Tokens};

/// Visible text, with the ranges marked as quoted mail.
pub(crate) struct VisibleHtml {
    pub(crate) text: Text,
    pub(crate) cited: Vec<Range<usize>>,
}

/// The charset that a document declares.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')));
    let label = rest.get(..end.unwrap_or(rest.len()))?;
    (!label.is_empty()).then(|| label.to_owned())
}

/// Extracts the visible text of a document.
pub(crate) fn visible_html(source: &Text) -> VisibleHtml {
    let mut reader = Reader::new(&source.text);
    let sheet = Sheet::of(&source.text);
    let mut tokens = Tokens::new(&source.text);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(range) => reader.text(range),
            Token::Open(tag) => {
                if let Some(end) = SKIPPED
                    .contains(&tag.name.as_str())
                    .then(|| tokens.skip_to_end_of(&tag.name))
                {
                    reader.at = end;
                } else {
                    reader.open(tag, &sheet);
                }
            }
            Token::Close(name, at) => {
                reader.at = at;
                reader.close(&name);
            }
        }
    }
    if reader.cites > 0 {
        let start = reader.cite_from;
        reader.cited.push(start..reader.out.text.len());
    }
    VisibleHtml {
        text: reader.out.finish(&source.places),
        cited: reader.cited,
    }
}

/// Elements whose content is not text.
const SKIPPED: [&str; 13] = [
    "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "svg", "math", "select",
    "audio", "video",
];
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
const UNSEEN: [&str; 11] = [
    "head", "template", "object", "s", "strike", "del", "rt", "rp", "datalist", "map", "canvas",
];
const BLOCK: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "ul",
];

/// Separation required between pieces of text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Cell,
    Line,
}

struct Element {
    tag: Tag,
    hidden: bool,
    /// Inherited properties that hide text, as outside the element.
    inherited: InheritedHiding,
    cite: bool,
    pre: bool,
}

struct Reader<'t> {
    source: &'t str,
    out: Builder,
    gap: Gap,
    /// End of the last token.
    at: usize,
    stack: Vec<Element>,
    /// Number of open elements by name.
    open: HashMap<String, usize>,
    hidden: usize,
    inherited: InheritedHiding,
    pre: usize,
    cites: usize,
    cite_from: usize,
    cited: Vec<Range<usize>>,
    /// Whether a table cell has just begun, in which a block does not begin a line.
    cell_begins: bool,
    /// Number of cells before in this row.
    cells: usize,
    /// Counters of open lists; `None` for bullet lists.
    lists: Vec<Option<usize>>,
}

impl<'t> Reader<'t> {
    fn new(source: &'t str) -> Self {
        Self {
            source,
            out: Builder::default(),
            gap: Gap::None,
            at: 0,
            stack: Vec::new(),
            open: HashMap::new(),
            hidden: 0,
            inherited: InheritedHiding::default(),
            pre: 0,
            cites: 0,
            cite_from: 0,
            cited: Vec::new(),
            cell_begins: false,
            cells: 0,
            lists: Vec::new(),
        }
    }

    fn is_seen(&self) -> bool {
        self.hidden == 0 && !self.inherited.any()
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// A block begins or ends.
    fn line(&mut self) {
        if !self.cell_begins {
            self.widen(Gap::Line);
        }
    }

    fn flush(&mut self, at: usize) {
        let begins = self.out.text.is_empty() || self.out.text.ends_with('\n');
        let gap = match self.gap {
            Gap::None => "",
            Gap::Blank if begins || self.out.text.ends_with([' ', '\t']) => "",
            Gap::Line if begins => "",
            Gap::Blank => " ",
            Gap::Cell => "\t",
            Gap::Line => "\n",
        };
        self.out.put(at..at, gap);
        self.gap = Gap::None;
        self.cell_begins = false;
    }

    fn text(&mut self, range: Range<usize>) {
        self.at = range.end;
        if !self.is_seen() {
            return;
        }
        let source = self.source;
        let text = source.get(range.clone()).unwrap_or_default();
        let mut rest = text;
        let mut at = range.start;
        while !rest.is_empty() {
            let end = rest
                .find(|c: char| c == '&' || c.is_ascii_whitespace() || c == '\u{A0}')
                .unwrap_or(rest.len());
            let (plain, after) = rest.split_at(end);
            if !plain.is_empty() {
                self.flush(at);
                self.out.keep(at, plain);
                at += plain.len();
            }
            rest = after;
            let Some(sign) = rest.chars().next() else { break };
            let mut len = sign.len_utf8();
            if sign == '&' {
                match entities::decode(rest) {
                    Some((character, taken)) => {
                        len = taken;
                        self.character(at..at + len, character);
                    }
                    None => {
                        self.flush(at);
                        self.out.keep(at, "&");
                    }
                }
            } else {
                self.character(at..at + len, sign);
            }
            at += len;
            rest = rest.get(len..).unwrap_or_default();
        }
    }

    fn character(&mut self, range: Range<usize>, character: char) {
        match character {
            // Kept as a blank that does not collapse.
            '\u{A0}' => {
                self.flush(range.start);
                self.out.put(range, " ");
            }
            // A soft hyphen is invisible.
            '\u{AD}' => {}
            '\r' if self.pre > 0 => {}
            _ if self.pre > 0 && character.is_ascii_whitespace() => {
                self.flush(range.start);
                self.out.put(range, if character == '\n' { "\n" } else { " " });
            }
            _ if character.is_ascii_whitespace() => self.widen(Gap::Blank),
            _ => {
                self.flush(range.start);
                self.out.put(range, character.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn open(&mut self, tag: Tag, sheet: &Sheet) {
        self.at = tag.range.end;
        let name = tag.name.as_str();
        self.close_implied(name);
        let around = |at: usize| Some(&self.stack.iter().rev().nth(at)?.tag);
        let (hidden, inherited) = hidden::is_hidden(&tag, sheet, self.inherited, &around);
        let hidden = hidden || UNSEEN.contains(&name);
        match name {
            // Above the text of a cell, as behind an old date that is struck out: it would part the cell from its row.
            "br" if self.cell_begins => {}
            "br" if self.is_seen() => {
                // Invisible at the end of a block, but visible on a line of its own.
                if self.gap == Gap::Line {
                    self.flush(tag.range.start);
                }
                self.gap = Gap::None;
                self.out.put(tag.range.clone(), "\n");
                self.cell_begins = false;
            }
            "hr" if self.hidden == 0 && !hidden && !inherited.any() => {
                self.line();
                self.flush(tag.range.start);
                self.out.put(tag.range.clone(), "----------");
                self.gap = Gap::Line;
            }
            "table" | "caption" | "thead" | "tbody" | "tfoot" => self.line(),
            "tr" => {
                self.cell_begins = false;
                self.widen(Gap::Line);
                self.cells = 0;
            }
            "td" | "th" => {
                if self.cells > 0 {
                    self.gap = Gap::Cell;
                }
                self.cells += 1;
                self.cell_begins = true;
            }
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(
                tag.get("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            )),
            _ => {}
        }
        if BLOCK.contains(&name) {
            self.line();
        }
        if VOID.contains(&name) {
            return;
        }
        if name == "li" && self.hidden == 0 && !hidden && !inherited.any() {
            let mark = match self.lists.last_mut() {
                Some(Some(number)) => {
                    let mark = format!("{number}. ");
                    *number = number.saturating_add(1);
                    mark
                }
                _ => "・".to_owned(),
            };
            self.flush(tag.range.start);
            self.out.put(tag.range.clone(), &mark);
        }
        let cite = is_citation(&tag);
        let pre = name == "pre"
            || name == "listing"
            || tag
                .style("white-space")
                .is_some_and(|value| value.starts_with("pre"));
        if cite && self.cites == 0 {
            if self.is_seen() {
                self.line();
                self.flush(tag.range.start);
            }
            self.cite_from = self.out.text.len();
        }
        self.cites += usize::from(cite);
        self.hidden += usize::from(hidden);
        let inherited = std::mem::replace(&mut self.inherited, inherited);
        self.pre += usize::from(pre);
        *self.open.entry(name.to_owned()).or_default() += 1;
        self.stack.push(Element {
            tag,
            hidden,
            inherited,
            cite,
            pre,
        });
    }

    /// Closes elements whose end tag is implied by another start tag.
    fn close_implied(&mut self, name: &str) {
        let top = |reader: &Self, names: &[&str]| {
            reader
                .stack
                .last()
                .is_some_and(|top| names.contains(&top.tag.name.as_str()))
        };
        if (BLOCK.contains(&name) || matches!(name, "table" | "hr" | "pre")) && top(self, &["p"]) {
            self.close("p");
        }
        if name == "body" && self.open.get("head").is_some_and(|open| *open > 0) {
            self.close("head");
        }
        match name {
            "li" if top(self, &["li"]) => self.close("li"),
            "dt" | "dd" if top(self, &["dt", "dd"]) => self.pop(),
            "td" | "th" if top(self, &["td", "th"]) => self.pop(),
            "tr" => {
                if top(self, &["td", "th"]) {
                    self.pop();
                }
                if top(self, &["tr"]) {
                    self.pop();
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "br" || name == "p" && self.open.get("p").is_none_or(|open| *open == 0) {
            self.line();
            return;
        }
        if self.open.get(name).is_none_or(|open| *open == 0) {
            return;
        }
        while let Some(top) = self.stack.last() {
            let found = top.tag.name == name;
            self.pop();
            if found {
                break;
            }
        }
    }

    fn pop(&mut self) {
        let Some(top) = self.stack.pop() else { return };
        if let Some(open) = self.open.get_mut(&top.tag.name) {
            *open = open.saturating_sub(1);
        }
        self.hidden -= usize::from(top.hidden);
        self.inherited = top.inherited;
        self.pre -= usize::from(top.pre);
        if top.cite {
            self.cites -= 1;
            if self.cites == 0 {
                self.cited.push(self.cite_from..self.out.text.len());
                self.cell_begins = false;
                self.widen(Gap::Line);
            }
        }
        match top.tag.name.as_str() {
            "td" | "th" => {
                self.cell_begins = false;
            }
            "tr" | "table" => {
                self.cell_begins = false;
                self.widen(Gap::Line);
                self.cells = 0;
            }
            "ul" | "ol" => {
                self.lists.pop();
                self.line();
            }
            name if BLOCK.contains(&name) => self.line(),
            _ => {}
        }
    }
}

/// Whether an element is marked as quoted mail: blockquote alone may be an indentation.
fn is_citation(tag: &Tag) -> bool {
    let is_cite = tag.name == "blockquote"
        && tag
            .get("type")
            .is_some_and(|kind| kind.eq_ignore_ascii_case("cite"));
    let by_class = tag.get("class").is_some_and(|classes| {
        classes.split_ascii_whitespace().any(|class| {
            matches!(
                class,
                "gmail_quote"
                    | "gmail_quote_container"
                    | "moz-cite-prefix"
                    | "moz-forward-container"
                    | "yahoo_quoted"
                    | "gmail_attr"
            )
        })
    });
    is_cite || by_class
}
