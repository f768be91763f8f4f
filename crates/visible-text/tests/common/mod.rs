//! Text of a document by author.

use visible_text::{Author, Document};

/// The sender's own text.
pub fn own(document: &Document) -> String {
    by(document, Author::Sender)
}

pub fn by(document: &Document, author: Author) -> String {
    let blocks = document.blocks.iter().filter(|block| block.author == author);
    blocks.map(|block| block.text.text.as_str()).collect()
}
