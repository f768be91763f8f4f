//! Addresses (RFC 5322 §3.4), parsed leniently as programs write them.

use crate::Notice;
use crate::header::decode_encoded_words;
use crate::places::{Places, Text};

/// A sender or recipient of a mail.
#[derive(Clone, Debug, Default)]
pub struct Address {
    /// Display name.
    pub name: Option<String>,
    /// Mail address in lower case.
    pub address: Option<String>,
    /// Location of both.
    pub places: Places,
    /// Length in bytes of the text that `places` refers to.
    pub len: usize,
}

impl Address {
    /// The domain in lower case.
    pub fn domain(&self) -> Option<&str> {
        let (_, domain) = self.address.as_deref()?.rsplit_once('@')?;
        (!domain.is_empty()).then_some(domain)
    }

    /// Byte range in the file.
    pub fn range(&self) -> Option<std::ops::Range<usize>> {
        self.places.in_file(0..self.len)
    }
}

/// Parses the addresses of a field, up to `most`.
pub(crate) fn addresses(text: &Text, most: usize, notices: &mut Vec<Notice>) -> Vec<Address> {
    let mut found = Vec::new();
    for range in pieces(&text.text) {
        if found.len() >= most {
            notices.extend(text.range().map(|range| Notice {
                problem: crate::Problem::TooManyParts,
                range,
            }));
            break;
        }
        let piece = text.text.get(range.clone()).unwrap_or_default();
        let lead = piece.len() - piece.trim_start().len();
        let piece = piece.trim();
        if piece.is_empty() {
            continue;
        }
        let part = text.part(range.start + lead..range.start + lead + piece.len());
        let (name, address) = one(piece);
        let name = name.map(|name| {
            let name = decode_encoded_words(
                &Text {
                    text: name,
                    places: part.places.clone(),
                },
                notices,
            );
            // Quotes may be inside the encoded word.
            name.text.trim().trim_matches(['"', '\'']).trim().to_owned()
        });
        let name = name.filter(|name| !name.is_empty());
        if name.is_some() || address.is_some() {
            found.push(Address {
                name,
                address,
                len: part.text.len(),
                places: part.places,
            });
        }
    }
    found
}

/// Splits at commas and semicolons outside quotes, comments and angle brackets, dropping group names.
fn pieces(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let (mut quoted, mut angle, mut comment, mut escaped) = (false, false, 0usize, false);
    for (at, character) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match character {
            '\\' if quoted || comment > 0 => escaped = true,
            '"' if comment == 0 => quoted = !quoted,
            _ if quoted => {}
            '(' => comment += 1,
            ')' => comment = comment.saturating_sub(1),
            _ if comment > 0 => {}
            '<' => angle = true,
            '>' => angle = false,
            ',' | ';' if !angle => {
                found.push(start..at);
                start = at + 1;
            }
            // A group name ends here; colons within addresses are quoted or bracketed.
            ':' if !angle => start = at + 1,
            _ => {}
        }
    }
    found.push(start..text.len());
    found
}

fn one(piece: &str) -> (Option<String>, Option<String>) {
    let (name, address) = match (piece.rfind('<'), piece.rfind('>')) {
        (Some(open), Some(close)) if open < close => (
            piece.get(..open).unwrap_or_default().trim(),
            piece.get(open + 1..close).unwrap_or_default(),
        ),
        (Some(open), _) => (
            piece.get(..open).unwrap_or_default().trim(),
            piece.get(open + 1..).unwrap_or_default(),
        ),
        _ => match piece.split_once('(') {
            // Obsolete form: the name in a comment after the address.
            Some((address, comment)) if address.contains('@') => {
                (comment.trim().trim_end_matches(')'), address)
            }
            _ if piece.contains('@') && !piece.trim().contains(char::is_whitespace) => ("", piece),
            _ => (piece, ""),
        },
    };
    let name = if name.starts_with('"') {
        let inner = super::unquoted(name);
        let rest = name.rsplit_once('"').map_or("", |(_, rest)| rest);
        format!("{inner}{rest}")
    } else {
        name.to_owned()
    };
    let address: String = address
        .trim()
        .trim_matches(['\'', '"'])
        .trim_start_matches("mailto:")
        .to_lowercase();
    let name = (!name.trim().is_empty()).then_some(name);
    // Outlook repeats the address as display name if it has none.
    let address = Some(address).filter(|address| !address.is_empty());
    (name, address)
}
