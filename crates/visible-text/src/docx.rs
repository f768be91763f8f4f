//! Visible text of Word documents (ECMA-376), each part once.

mod body;
mod numbering;
mod package;
mod styles;
mod xml;

use crate::blocks::{Writer, blocks};
use crate::{Document, Error, Kind, Limits, Notice, Problem, kind};
use package::Package;

/// Reads a document. It has no mail header; its blocks are text, tables, text boxes, notes, headers and footers.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    match kind(bytes) {
        Some(Kind::WordDocument) => {}
        Some(Kind::EncryptedOffice) => return Err(Error::Encrypted),
        _ => return Err(Error::NotOfThisKind),
    }
    let mut package = Package::open(bytes, limits)?;
    let main = package.main();
    let mut document = Document {
        unsent: true,
        ..Document::default()
    };
    let styles = package
        .text("word/styles.xml")
        .map(|styles| styles::Styles::read(&styles.0, limits))
        .unwrap_or_default();
    let numbering = package.text("word/numbering.xml");
    let mut numbers = numbering
        .map(|numbering| numbering::Numbering::read(&numbering.0, limits))
        .unwrap_or_default();
    for name in package.shown(&main) {
        let Some((xml, range)) = package.text(&name) else {
            if name == main {
                return Err(Error::Broken(main));
            }
            continue;
        };
        let seen = body::visible_body(&xml, &styles, &mut numbers, limits);
        for part in seen.not_followed {
            document.notices.push(Notice {
                problem: Problem::NotFollowed { part },
                range: range.clone(),
            });
        }
        if seen.too_deep {
            document.notices.push(Notice {
                problem: Problem::TooDeep,
                range: range.clone(),
            });
        }
        if seen.unknown > 0 {
            document.notices.push(Notice {
                problem: Problem::Unreadable {
                    characters: seen.unknown,
                },
                range: range.clone(),
            });
        }
        if seen.broken {
            document.notices.push(Notice {
                problem: Problem::Broken { part: name },
                range: range.clone(),
            });
        }
        let text = crate::Text {
            places: crate::Places::whole(range, seen.text.len()),
            text: seen.text,
        };
        document.blocks.extend(blocks(&text, &[], Writer::OfText));
    }
    document.notices.append(&mut package.notices);
    let silent = document
        .blocks
        .iter()
        .all(|block| block.text.text.trim().is_empty());
    if silent {
        document.notices.push(Notice {
            problem: Problem::NoText,
            range: 0..bytes.len(),
        });
    }
    Ok(document)
}
