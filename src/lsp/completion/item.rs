//! What is offered to be written, and how an editor gets it.

use gen_lsp_types as types;
use types::{CompletionItem, CompletionItemKind, Range, TextEdit};

/// What is offered, and which bytes of the text it replaces.
#[derive(Debug, Default)]
pub(in crate::lsp) struct Offered {
    pub replaces: std::ops::Range<usize>,
    pub items: Vec<Item>,
    /// Whether more typing may bring others.
    pub is_incomplete: bool,
}

/// One thing that may be written.
#[derive(Clone, Debug, Default)]
pub(in crate::lsp) struct Item {
    pub label: String,
    /// What is written, where it is not the label.
    pub insert: Option<String>,
    /// What is typed to find it, where it is not the label.
    pub filter: Option<String>,
    pub detail: Option<String>,
    pub about: Option<String>,
    /// Later ones are further down.
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
