//! Reader of a pack's YAML. Every error has its place and says what is expected.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::message::{Message, catalogue};
use crate::read::keys::nearest;
use crate::read::tree::{Node, NodeRef, Tree, TreeErrorKind};
use crate::source::Span;

use regex::Regex;

use super::pack::LocalizedText;
use super::pattern::{Pattern, compiled, reason};

/// Length limit of a pattern, in bytes.
const MAX_PATTERN_BYTES: usize = 4096;

/// An error at its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    pub span: Span,
    pub message: Message,
    pub help: Option<Message>,
}

/// Reader of one file of a pack.
pub(super) struct PackReader<'t> {
    pub tree: &'t Tree<'t>,
    pub text: &'t str,
    pub refusals: Vec<Refusal>,
    /// Number of patterns that may still be compiled.
    pub patterns: usize,
    /// Whether the pack is built in, so that its patterns are known to compile.
    pub is_shipped: bool,
}

impl<'t> PackReader<'t> {
    pub fn refuse(&mut self, span: Span, message: Message, help: Option<Message>) {
        if self.refusals.len() < MAX_PROBLEMS {
            self.refusals.push(Refusal { span, message, help });
        }
    }

    /// Reports that something else is expected here.
    pub fn expected(&mut self, at: NodeRef, what: impl Into<Message>) {
        let message = catalogue::PACK_EXPECTED.arg("what", what);
        self.refuse(at.span, message, None);
    }

    /// Reports a word that is not one of `known`.
    pub fn unknown(&mut self, span: Span, word: &str, known: &[&str]) {
        let word = crate::source::printable(word);
        let message = catalogue::PACK_UNKNOWN.with(&[("word", &word)]);
        let help = match nearest(&word, known.iter().copied()) {
            Some(near) => catalogue::UNKNOWN_KEY_NEAR.with(&[("near", near)]),
            None => catalogue::NOT_A_CHOICE_HELP.with(&[("choices", &known.join(", "))]),
        };
        self.refuse(span, message, Some(help));
    }

    /// The entries of a mapping; unknown and duplicate keys are reported.
    pub fn mapping(&mut self, at: NodeRef, keys: &[&str]) -> Vec<(&'t str, NodeRef, NodeRef)> {
        let entries = self.open_mapping(at);
        entries
            .into_iter()
            .filter(|(word, key, _)| {
                let known = keys.contains(word);
                if !known {
                    self.unknown(key.span, word, keys);
                }
                known
            })
            .collect()
    }

    /// Compiles a regular expression.
    pub fn regex(&mut self, at: NodeRef, text: &str, any_case: bool) -> Option<Regex> {
        if self.patterns == 0 || text.len() > MAX_PATTERN_BYTES {
            let values = [
                ("most", &*MAX_PATTERNS.to_string()),
                ("bytes", &*MAX_PATTERN_BYTES.to_string()),
            ];
            let message = catalogue::PACK_PATTERNS.with(&values);
            self.refuse(at.span, message, None);
            return None;
        }
        self.patterns -= 1;
        match compiled(text, any_case) {
            Ok(regex) => Some(regex),
            Err(error) => {
                let message = catalogue::PACK_PATTERN.with(&[("error", &reason(&error))]);
                let help = catalogue::PACK_PATTERN_HELP.message();
                self.refuse(at.span, message, Some(help));
                None
            }
        }
    }

    /// The regular expression of a condition.
    pub fn pattern(&mut self, at: NodeRef, text: &str) -> Option<Pattern> {
        if self.is_shipped {
            return Some(Pattern::of_shipped(text));
        }
        let regex = self.regex(at, text, false)?;
        Some(Pattern::new(text, regex))
    }

    /// The entries of a mapping with free keys.
    pub fn open_mapping(&mut self, at: NodeRef) -> Vec<(&'t str, NodeRef, NodeRef)> {
        let tree = self.tree;
        let Node::Mapping(entries) = tree.node(at.node) else {
            self.expected(at, catalogue::EXPECTED_MAPPING);
            return Vec::new();
        };
        let mut out: Vec<(&'t str, NodeRef, NodeRef)> = Vec::with_capacity(entries.len());
        let mut known = HashSet::with_capacity(entries.len());
        for &(key, value) in entries {
            let Some(word) = tree.text(key) else {
                self.expected(key, catalogue::EXPECTED_TEXT);
                continue;
            };
            if !known.insert(word) {
                let message = catalogue::DUPLICATE_KEY.with(&[("key", word), ("first", word)]);
                self.refuse(key.span, message, None);
                continue;
            }
            out.push((word, key, value));
        }
        out
    }

    /// The text of a scalar.
    pub fn scalar(&mut self, at: NodeRef) -> Option<&'t str> {
        let tree = self.tree;
        let text = tree.text(at);
        if text.is_none() {
            self.expected(at, catalogue::EXPECTED_TEXT);
        }
        text
    }

    /// The raw text of a scalar: surrounding 「」 are part of it, unlike in a request's value.
    pub fn written(&mut self, at: NodeRef) -> Option<&'t str> {
        let tree = self.tree;
        self.scalar(at)?;
        tree.written(at)
    }

    /// The meaning of a word in a table.
    pub fn word<T: Copy>(&mut self, at: NodeRef, words: &[(&str, T)]) -> Option<T> {
        let text = self.scalar(at)?;
        let found = super::vocabulary::find(words, text);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            self.unknown(at.span, text, &known);
        }
        found
    }

    /// The items of a list; a single value is a list of one.
    pub fn items(&self, at: NodeRef) -> Vec<NodeRef> {
        self.tree.items(at)
    }

    /// `true` or `false`.
    pub fn truth(&mut self, at: NodeRef) -> Option<bool> {
        self.word(at, &[("true", true), ("false", false)])
    }

    /// A text per language.
    pub fn bilingual(&mut self, at: NodeRef) -> LocalizedText {
        let mut found = LocalizedText::default();
        for (tag, _, value) in self.mapping(at, &with_languages(&[])) {
            found.set(tag, self.written(value).unwrap_or_default());
        }
        self.complete(&found, at.span);
        found
    }

    /// Reports a text without one of the languages that every pack must provide.
    pub(super) fn complete(&mut self, texts: &LocalizedText, span: Span) {
        if !texts.is_complete() {
            self.refuse(span, catalogue::PACK_BOTH_LANGUAGES.message(), None);
        }
    }
}

/// These words, and the tags of all languages.
pub(super) fn with_languages(words: &[&'static str]) -> Vec<&'static str> {
    words.iter().copied().chain(LocalizedText::tags()).collect()
}

/// A file of a pack.
#[derive(Clone, Debug)]
pub struct PackFile<'a> {
    /// Path, for messages.
    pub path: Cow<'a, str>,
    /// Its text.
    pub text: Cow<'a, str>,
    /// The YAML events of a shipped file, which the build recorded; empty for any other.
    pub(crate) events: &'static [u8],
}

impl<'a> PackFile<'a> {
    /// A file with this path and this text.
    pub fn new(path: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            events: &[],
        }
    }
}

/// An error in a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct PackProblem {
    /// Path of the file.
    pub path: String,
    /// Place in the file.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// What is expected.
    pub help: Option<Message>,
}

/// Limit on patterns in a pack, or in its `kinds.yaml`.
pub(super) const MAX_PATTERNS: usize = 100;

/// Number of errors reported; a pack may have thousands.
pub(super) const MAX_PROBLEMS: usize = 50;

pub(super) fn read_file(
    file: &PackFile<'_>,
    problems: &mut Vec<PackProblem>,
    read: impl FnOnce(&mut PackReader<'_>, NodeRef),
) {
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let tree = Tree::recorded(text, file.events);
    let mut reader = PackReader {
        tree: &tree,
        text,
        refusals: Vec::new(),
        patterns: MAX_PATTERNS,
        is_shipped: false,
    };
    let start = Span::default();
    match tree.documents.as_slice() {
        [document] => match (&document.error, document.root) {
            (Some(error), _) => {
                let message = match error.kind {
                    TreeErrorKind::Limit => catalogue::LIMIT_NESTING,
                    TreeErrorKind::Syntax(_) => catalogue::SYNTAX_OTHER,
                };
                reader.refuse(
                    Span {
                        start: error.at,
                        end: error.at,
                    },
                    message.message(),
                    None,
                );
            }
            (None, Some(root)) => read(&mut reader, root),
            (None, None) => reader.refuse(start, catalogue::LEFT_EMPTY.message(), None),
        },
        [] => reader.refuse(start, catalogue::LEFT_EMPTY.message(), None),
        [_, second, ..] => {
            let at = Span {
                start: second.start,
                end: second.start,
            };
            reader.refuse(at, catalogue::PACK_ONE_DOCUMENT.message(), None);
        }
    }
    problems.extend(
        reader
            .refusals
            .into_iter()
            .map(|Refusal { span, message, help }| PackProblem {
                path: file.path.clone().into_owned(),
                span,
                message,
                help,
            }),
    );
}
