//! Completion items.

use gen_lsp_types as types;
use types::{CompletionItem, CompletionItemKind, Range, TextEdit};

/// Completion items, and the byte range that they replace.
#[derive(Debug, Default)]
pub(in crate::lsp) struct Completions {
    pub replaces: std::ops::Range<usize>,
    pub items: Vec<Item>,
    /// Whether further typing may add items.
    pub is_incomplete: bool,
}

/// A completion item.
#[derive(Clone, Debug, Default)]
pub(in crate::lsp) struct Item {
    pub label: String,
    /// The inserted text, if it is not the label.
    pub insert: Option<String>,
    /// The text matched against what is typed, if it is not the label.
    pub filter: Option<String>,
    pub detail: Option<String>,
    pub about: Option<String>,
    /// Sort key, ascending.
    pub rank: usize,
    pub kind: Sort,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::lsp) enum Sort {
    #[default]
    Key,
    Word,
    Office,
    Rule,
}

impl Item {
    pub fn item(self, range: Range) -> CompletionItem {
        let insert = self.insert.unwrap_or_else(|| self.label.clone());
        CompletionItem {
            kind: Some(match self.kind {
                Sort::Key => CompletionItemKind::Property,
                Sort::Word => CompletionItemKind::EnumMember,
                Sort::Office => CompletionItemKind::Value,
                Sort::Rule => CompletionItemKind::Constant,
            }),
            detail: self.detail,
            documentation: self.about.map(types::Documentation::String),
            sort_text: Some(format!("{:04}", self.rank)),
            filter_text: self.filter,
            text_edit: Some(types::CompletionItemTextEdit::TextEdit(TextEdit {
                range,
                new_text: insert,
            })),
            label: self.label,
            ..CompletionItem::default()
        }
    }
}
