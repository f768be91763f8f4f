//! Reads the members of a mapping. Unknown keys, duplicates and wrong types are reported at their places, and reading
//! continues.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::ops::Range;

use super::Context;
use super::keys::{self, Key, Table};
use super::normalize;
use super::placeholder;
use super::shown::{shown, trimmed, written_as};
use super::tree::{Node, NodeRef, Style, Tree};
use crate::diagnostic::{self, Diagnostic, ReaderCode};
use crate::message::{Entry, Message, catalogue};
use crate::request::Fact;
use crate::source::Span;
use crate::text::{trim, unfilled};

/// Length limit of a text parsed as a date, a kind or another word, in bytes.
pub(crate) const MAX_WORD: usize = 400;

/// Limit on findings per document; another kind of file read as a request would otherwise have one per line.
const MAX_FINDINGS: usize = 1000;
/// Findings in a file beyond which each further document keeps only its first.
const MAX_FINDINGS_IN_FILE: usize = 5000;
/// Limit on text copied out of a file, in bytes: a long escaped text used by alias ten thousand times must not be
/// copied each time.
const MAX_COPIED: usize = 64 * 1024 * 1024;

/// Result of reading the members of a mapping.
pub(crate) struct Members<'t, T> {
    /// Keys without a value, with their meanings.
    pub empty: Vec<(T, NodeRef)>,
    /// Values that are written but not read (misspelt key, or another type to YAML): meaning, correct key, span of
    /// the value.
    pub unread: Vec<(T, &'t str, Span)>,
    /// Whether a key has a list marker before it (`-名称`), so that its value was not read.
    pub is_list: bool,
}

/// Reader of a tree: context and findings so far.
pub(crate) struct Fields<'t, 'a> {
    pub tree: &'t Tree<'a>,
    pub text: &'a str,
    pub context: Context<'t>,
    pub diagnostics: Vec<Diagnostic>,
    /// Root of the document being read.
    pub root: Option<NodeRef>,
    /// Values under its misspelt keys.
    pub misspelt: Vec<Span>,
    /// Number of findings before this document.
    pub(super) before: usize,
    /// Bytes of text copied so far.
    copied: usize,
    /// Whether a document is a template, memoized: asked for each value that may be a placeholder.
    template: Cell<Option<(NodeRef, bool)>>,
}

impl<'t, 'a> Fields<'t, 'a> {
    pub fn new(tree: &'t Tree<'a>, text: &'a str, context: Context<'t>) -> Self {
        Self {
            tree,
            text,
            context,
            diagnostics: Vec::new(),
            root: None,
            misspelt: Vec::new(),
            before: 0,
            copied: 0,
            template: Cell::new(None),
        }
    }

    /// Begins a document, whose findings are limited separately.
    pub fn begin(&mut self) {
        self.before = self.diagnostics.len();
    }

    /// Whether the document has reached its limit of findings.
    fn is_full(&self) -> bool {
        self.diagnostics.len() - self.before > self.most()
    }

    /// The document's limit of findings.
    fn most(&self) -> usize {
        if self.before < MAX_FINDINGS_IN_FILE {
            MAX_FINDINGS
        } else {
            1
        }
    }

    /// Adds a finding; the first beyond the limit is replaced by a note, further ones are dropped.
    pub fn push(&mut self, found: Diagnostic) {
        let most = self.most();
        match (self.diagnostics.len() - self.before).cmp(&most) {
            Ordering::Less => self.diagnostics.push(found),
            Ordering::Equal => {
                let limit = most.to_string();
                let message = catalogue::LIMIT_FINDINGS.with(&[("limit", &limit)]);
                self.diagnostics.push(Diagnostic::reader(
                    diagnostic::LIMIT_EXCEEDED,
                    found.span,
                    message,
                ));
            }
            Ordering::Greater => {}
        }
    }

    /// The text of a scalar, owned if it was escaped; `None`, with a finding, beyond the copy limit.
    pub fn keep(&mut self, value: NodeRef) -> Option<Cow<'a, str>> {
        if let Node::Scalar {
            text: Cow::Owned(text),
            ..
        } = self.tree.node(value.node)
        {
            self.copied += text.len();
            if self.copied > MAX_COPIED {
                let message = catalogue::LIMIT_NESTING.message();
                self.report(diagnostic::LIMIT_EXCEEDED, value.span, message, None);
                return None;
            }
        }
        Some(self.tree.cow(value))
    }

    /// Reports a finding of the reader.
    pub fn report(&mut self, code: ReaderCode, span: Span, message: Message, help: Option<Message>) {
        let mut found = Diagnostic::reader(code, span, message);
        found.help = help;
        self.push(found);
    }

    /// Visits the members of a mapping by meaning. Unknown and duplicate keys are reported; keys without a value are
    /// returned instead of visited.
    pub fn members<T: Copy + PartialEq>(
        &mut self,
        entries: &[(NodeRef, NodeRef)],
        table: &'static Table<T>,
        mut each: impl FnMut(&mut Self, T, NodeRef, NodeRef),
    ) -> Members<'t, T> {
        let mut seen: Vec<(T, NodeRef)> = Vec::with_capacity(entries.len());
        let mut members = Members {
            empty: Vec::new(),
            unread: Vec::new(),
            is_list: false,
        };
        let mut unread: Vec<(&str, NodeRef)> = Vec::new();
        for &(key, value) in entries {
            let tree = self.tree;
            // `[種別]: 協議`, whose key is a list to YAML.
            let in_brackets = || {
                let written = self.text.get(key.span.range()).unwrap_or_default();
                Some(written).filter(|word| self.root.is_some() && is_key_in_brackets(word, table))
            };
            let Some(word) = tree.text(key).or_else(in_brackets) else {
                let message = catalogue::KEY_NOT_TEXT.message();
                self.report(diagnostic::WRONG_TYPE, key.span, message, None);
                continue;
            };
            let meaning = match table.get(trim(word)) {
                Some(meaning) => meaning,
                None if self.is_unread(trim(word)) => {
                    match unread.iter().find(|(known, _)| *known == trim(word)) {
                        Some((_, first)) => self.duplicate_key(key, word, *first),
                        None => unread.push((trim(word), key)),
                    }
                    continue;
                }
                None if self.is_full() => continue,
                None if self.is_marked_key(key, word, table) => {
                    members.is_list = true;
                    continue;
                }
                None => {
                    if self.is_joined_key(key, value, word, table) {
                        members.is_list = true;
                        continue;
                    }
                    let odd = self.root.and_then(|_| self.odd_key(key, word, table));
                    let Some(meaning) = odd else {
                        let near = self.unknown_key(key, word, table);
                        let meant = near.and_then(|near| Some((table.get(near)?, near, value.span)));
                        self.misspelt.extend(meant.map(|_| value.span));
                        members.unread.extend(meant);
                        continue;
                    };
                    meaning
                }
            };
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == meaning) {
                self.duplicate_key(key, word, *first);
                continue;
            }
            seen.push((meaning, key));
            if self.root.is_some()
                && let Some(at) = self.is_behind_anchor(key, word, value)
            {
                members.unread.push((meaning, word, at));
                continue;
            }
            // In a configuration and in an exception record an empty list is a value.
            if tree.is_null(value) || table.fields && self.root.is_some() && self.is_empty(value) {
                // An empty list or mapping is not a placeholder to fill in, even in a template.
                let is_collection = !matches!(tree.node(value.node), Node::Scalar { .. });
                if is_collection && self.is_template() {
                    self.report_blank(trim(word), key.span);
                }
                members.empty.push((meaning, key));
            } else {
                each(self, meaning, key, value);
            }
        }
        members
    }

    /// Whether a key of a request is one that is accepted unread.
    fn is_unread(&self, word: &str) -> bool {
        self.root.is_some()
            && (keys::IGNORED_KEYS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(word))
                || self.context.unread.iter().any(|known| known == word))
    }

    /// Whether a value is empty: absent, blanks, a dash, an empty list, or a list of such.
    pub fn is_empty(&self, value: NodeRef) -> bool {
        match self.tree.node(value.node) {
            Node::Sequence(items) => items.iter().all(|item| match self.tree.node(item.node) {
                Node::Sequence(items) => items.is_empty(),
                _ => self.is_empty_value(*item),
            }),
            _ => self.is_empty_value(value),
        }
    }

    /// As [`Self::is_empty`], for values other than lists.
    pub fn is_empty_value(&self, value: NodeRef) -> bool {
        match self.tree.node(value.node) {
            Node::Scalar { text, .. } => self.tree.is_null(value) || unfilled::is_empty(text),
            Node::Mapping(entries) => entries.is_empty(),
            Node::Sequence(_) => false,
        }
    }

    /// Reports an unknown key; returns the one that was probably meant.
    fn unknown_key<T: Copy + PartialEq>(
        &mut self,
        key: NodeRef,
        word: &str,
        table: &'static Table<T>,
    ) -> Option<&'static str> {
        let message = catalogue::UNKNOWN_KEY.with(&[("key", &shown(word))]);
        // Configurations contain no fields of requests.
        let home = self.root.and_then(|_| home(trim(word)));
        let near = table.meant(word).filter(|_| home.is_none());
        let help = match (home, table.meant(word)) {
            (Some(KeyOwner::Inside(home)), _) => catalogue::UNKNOWN_KEY_HOME.arg("home", home),
            (None, Some(near)) => catalogue::UNKNOWN_KEY_NEAR.with(&[("near", near)]),
            (home, None) | (home @ Some(KeyOwner::Outermost), _) => {
                let entry = match home {
                    Some(_) => catalogue::UNKNOWN_KEY_TOP,
                    None => catalogue::UNKNOWN_KEY_HELP,
                };
                entry.arg("keys", table.spellings())
            }
        };
        let mut found = Diagnostic::reader(diagnostic::UNKNOWN_KEY, key.span, message).with_help(help);
        // 【種別】, ■種別, ｋｉｎｄ: exact but for signs around it or full-width letters.
        let key_itself = table
            .meant(word)
            .filter(|known| normalize::nfkc(word).contains(known));
        let only = |known: &&str| {
            !normalize::nfkc(word)
                .replacen(known, "", 1)
                .contains(char::is_alphanumeric)
        };
        found.fixes.extend(
            key_itself
                .filter(only)
                .map(|known| written_as(key.span, known.to_owned())),
        );
        self.push(found);
        near
    }

    fn duplicate_key(&mut self, key: NodeRef, word: &str, first: NodeRef) {
        let first_word = self.tree.text(first).map(shown).unwrap_or_default();
        let message = catalogue::DUPLICATE_KEY.with(&[("key", &shown(word)), ("first", &first_word)]);
        let help = catalogue::DUPLICATE_KEY_HELP.message();
        let found = Diagnostic::reader(diagnostic::DUPLICATE_KEY, key.span, message)
            .with_help(help)
            .with_related(first.span, catalogue::DUPLICATE_KEY_FIRST.message());
        self.push(found);
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&mut self, field: &str, value: NodeRef, expected: Entry) {
        // `due: {{ due }}` is a mapping to YAML.
        let written = self.text.get(value.span.range()).unwrap_or_default();
        if placeholder::is_braced(written) {
            if !self.is_unfilled(field, value.span, written) {
                let message = catalogue::NOT_A_CHOICE.with(&[("field", field), ("value", &shown(written))]);
                self.report(diagnostic::UNREADABLE_VALUE, value.span, message, None);
            }
            return;
        }
        let message = catalogue::WRONG_TYPE
            .with(&[("field", field)])
            .arg("expected", expected);
        self.report(diagnostic::WRONG_TYPE, value.span, message, None);
    }

    /// Whether the document declares itself a template.
    pub fn is_template(&self) -> bool {
        let Some(root) = self.root else { return false };
        match self.template.get() {
            Some((known, is)) if known == root => is,
            _ => {
                let is = self.says_template(root);
                self.template.set(Some((root, is)));
                is
            }
        }
    }

    fn says_template(&self, root: NodeRef) -> bool {
        let states_template = |(key, value): &(NodeRef, NodeRef)| {
            let is = self
                .tree
                .text(*key)
                .and_then(|word| keys::REQUEST.get(trim(word)))
                == Some(Key::Template);
            is && self
                .tree
                .text(*value)
                .and_then(|word| keys::TRUTH.get(trim(word)))
                == Some(true)
        };
        self.entries(root)
            .is_some_and(|entries| entries.iter().any(states_template))
    }

    /// Whether an unreadable value is a placeholder.
    pub(crate) fn is_blank(&self, text: &str) -> bool {
        placeholder::in_value(text) || self.is_template() && placeholder::left_open(text)
    }

    /// Handles a value that is an unfilled placeholder: allowed in a template, otherwise reported (KG409).
    ///
    /// Returns whether no further finding is needed.
    pub fn is_unfilled(&mut self, field: &str, at: Span, written: &str) -> bool {
        if self.is_template() {
            return true;
        }
        let message = catalogue::UNFILLED.with(&[("field", field), ("value", &shown(written))]);
        let help = catalogue::UNFILLED_HELP.message();
        self.report(diagnostic::UNFILLED_PLACEHOLDER, at, message, Some(help));
        false
    }

    /// Reports each placeholder in a free text at its place.
    pub(crate) fn look_for_blanks(&mut self, field: &str, value: NodeRef, text: &str) {
        if let Some(first) = placeholder::in_text(text) {
            self.report_blanks(field, value, text, first);
        }
    }

    #[cold]
    fn report_blanks(&mut self, field: &str, value: NodeRef, text: &str, first: Range<usize>) {
        if self.is_template() {
            return;
        }
        let written = self.text.get(value.span.range()).unwrap_or_default();
        for (blank, place) in placeholder::all(text, written, first) {
            if self.is_full() {
                return;
            }
            let span = place.map_or(value.span, |place| value.span.part(place));
            self.is_unfilled(field, span, blank);
        }
    }

    /// The text of a scalar; anything else is reported.
    pub fn scalar(&mut self, field: &str, value: NodeRef) -> Option<&'t str> {
        let tree = self.tree;
        let text = tree.text(value);
        if text.is_none() {
            self.wrong_type(field, value, catalogue::EXPECTED_TEXT);
            self.quote_last(field, value);
        }
        text
    }

    /// A text; whether it states anything is checked later.
    pub fn stated(&mut self, field: &str, value: NodeRef) -> Fact<Cow<'a, str>> {
        let written = self.tree.written(value).unwrap_or_default();
        match self.scalar(field, value) {
            Some(_) if trim(written).is_empty() => Fact::Absent,
            Some(_) => match self.keep(value) {
                Some(kept) => Fact::Known(kept, value.span),
                None => Fact::Unreadable(value.span),
            },
            None => Fact::Unreadable(value.span),
        }
    }

    /// A free text.
    pub fn free_text(&mut self, field: &str, value: NodeRef) -> Fact<Cow<'a, str>> {
        match self.scalar(field, value) {
            Some(text) if trim(text).is_empty() => Fact::Absent,
            Some(_) => match self.keep(value) {
                Some(kept) => {
                    let text = self.tree.written(value).unwrap_or_default();
                    self.look_for_blanks(field, value, text);
                    Fact::Known(kept, value.span)
                }
                None => Fact::Unreadable(value.span),
            },
            None => Fact::Unreadable(value.span),
        }
    }

    /// A fact, unreadable if it is a template's placeholder.
    pub fn unless_blank(&self, fact: Fact<Cow<'a, str>>) -> Fact<Cow<'a, str>> {
        match fact {
            Fact::Known(text, span) if self.is_template() && placeholder::is_left_open(&text) => {
                Fact::Unreadable(span)
            }
            fact => fact,
        }
    }

    /// A short text, trimmed.
    pub fn name(&mut self, field: &str, value: NodeRef) -> Option<Cow<'a, str>> {
        self.word(field, value)?;
        self.normalized(value).map(trimmed)
    }

    /// The text of a scalar in compared form, for keeping.
    pub fn normalized(&mut self, value: NodeRef) -> Option<Cow<'a, str>> {
        match self.tree.normalized(value) {
            Some(text) => Some(Cow::Owned(text.to_owned())),
            None => self.keep(value),
        }
    }

    /// The text of a scalar that is short enough to be a word, a date or a number.
    pub fn word(&mut self, field: &str, value: NodeRef) -> Option<&'t str> {
        let tree = self.tree;
        let text = self.scalar(field, value).and_then(|_| tree.text(value))?;
        if text.len() > MAX_WORD {
            let message = catalogue::VALUE_TOO_LONG.with(&[("field", field)]);
            self.report(diagnostic::UNREADABLE_VALUE, value.span, message, None);
            return None;
        }
        Some(text)
    }

    /// Reads a word of a table.
    pub fn choice<T: Copy + PartialEq>(
        &mut self,
        field: &str,
        value: NodeRef,
        table: &'static Table<T>,
    ) -> Fact<T> {
        let tree = self.tree;
        if self.word(field, value).is_none() {
            return Fact::Unreadable(value.span);
        }
        let text = trim(tree.text(value).unwrap_or_default());
        if let Some(meaning) = table.get(text) {
            return Fact::Known(meaning, value.span);
        }
        self.not_a_choice(field, value, text, table);
        Fact::Unreadable(value.span)
    }

    /// Reports a word that is in no table.
    pub fn not_a_choice<T: Copy + PartialEq>(
        &mut self,
        field: &str,
        value: NodeRef,
        text: &str,
        table: &'static Table<T>,
    ) {
        if self.is_blank(text) && self.is_unfilled(field, value.span, text) {
            return;
        }
        let (message, help) = super::wording::not_a_choice(field, text, table);
        self.report(diagnostic::UNREADABLE_VALUE, value.span, message, Some(help));
    }

    /// The items of a list; a single value is a list of one.
    pub fn items(&self, value: NodeRef) -> Vec<NodeRef> {
        self.tree.items(value)
    }

    /// As [`Self::items`], up to `most`; further ones are reported.
    pub fn list(&mut self, field: &str, value: NodeRef, most: usize) -> Vec<NodeRef> {
        let mut items = self.items(value);
        if let Some(first_left) = items.get(most).copied() {
            let limit = most.to_string();
            let message = catalogue::LIMIT_ITEMS.with(&[("field", field), ("limit", &limit)]);
            self.report(diagnostic::LIMIT_EXCEEDED, first_left.span, message, None);
            items.truncate(most);
        }
        items
    }

    /// The entries of a mapping.
    pub fn entries(&self, value: NodeRef) -> Option<&'t [(NodeRef, NodeRef)]> {
        match self.tree.node(value.node) {
            // `{{ due }}` is a placeholder, although a mapping to YAML.
            Node::Mapping(_)
                if placeholder::is_braced(self.text.get(value.span.range()).unwrap_or_default()) =>
            {
                None
            }
            Node::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// Span of a part of a scalar's compared text: exact if the text is verbatim in the file, otherwise (escapes,
    /// folding, invisible characters, NFC) the whole scalar.
    pub fn inside(&self, value: NodeRef, part: Range<usize>) -> Span {
        if self.tree.normalized(value).is_some() {
            return value.span;
        }
        let Node::Scalar { text, style } = self.tree.node(value.node) else {
            return value.span;
        };
        let written = self.text.get(value.span.range()).unwrap_or_default();
        let offset = match style {
            Style::Plain => 0,
            Style::Single | Style::Double => 1,
            Style::Block => return value.span,
        };
        let verbatim = written.get(offset..written.len().saturating_sub(offset)) == Some(text.as_ref());
        if !verbatim || part.end > text.len() || part.start > part.end {
            return value.span;
        }
        let start = value.span.start as usize + offset;
        Span::new(start + part.start, start + part.end)
    }
}

/// Whether a key is one of a table's in brackets that YAML takes for a collection.
fn is_key_in_brackets<T: Copy + PartialEq>(written: &str, table: &'static Table<T>) -> bool {
    let inside = written
        .strip_prefix(['[', '{'])
        .and_then(|rest| rest.strip_suffix([']', '}']));
    inside.is_some_and(|inside| table.get(trim(inside)).is_some())
}

/// Where a misplaced key belongs.
enum KeyOwner {
    /// At the top level of the request.
    Outermost,
    /// Inside this member.
    Inside(Message),
}

fn home(word: &str) -> Option<KeyOwner> {
    let homes = keys::homes(word);
    if homes.contains(&None) {
        return Some(KeyOwner::Outermost);
    }
    let names = homes.into_iter().flatten();
    let names: Vec<Message> = names.map(|(en, ja)| Message::Key([en, ja])).collect();
    (!names.is_empty()).then_some(KeyOwner::Inside(Message::List(names)))
}
