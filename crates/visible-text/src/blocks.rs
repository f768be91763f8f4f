//! Attributes lines of a text to authors: the sender, quoted and forwarded mail, signatures.
//!
//! Misattribution is costly in both directions: forms with 宛先： and 件名：, ruled lines, and answers below a quotation
//! are the sender's own.

mod author;
mod headers;
mod signature;

use std::ops::Range;

pub use author::Author;

pub(crate) use author::Writer;
use author::{is_barred, is_of_table, is_quoted};

use crate::Address;
use crate::places::{Builder, OffsetMap, Places, Text};

/// Consecutive lines of one author.
#[derive(Clone, Debug)]
pub struct Block {
    /// The lines with their terminators.
    pub text: Text,
    /// The author.
    pub author: Author,
}

/// Blocks of a plain text that is verbatim in a file. A mail header copied with the text to its top belongs to the
/// text, not to a forwarded mail.
pub fn plain(text: &str) -> Vec<Block> {
    let places = Places::first(OffsetMap::same(0, text.len()), false);
    let text = Text {
        text: text.to_owned(),
        places,
    };
    blocks(&text, &[], Writer::OfText)
}

/// Headers within the sender's own text that are its form rather than another mail's: 「差出人：…」, 「日付：…」.
/// `senders` are those of the mail, and `is_first` tells whether the text begins the letter.
pub fn own_headers(text: &str, senders: &[Address], is_first: bool) -> Vec<Range<usize>> {
    let lines = lines(text);
    headers::own(text, &lines, senders, is_first)
        .into_iter()
        .filter_map(|range| Some(lines.get(range.start)?.start..lines.get(range.end.checked_sub(1)?)?.end))
        .collect()
}

/// End of the copied mail header at the start of a text; 0 if there is none.
pub fn copied_header(text: &str) -> usize {
    let lines = lines(text);
    let line = |index: usize| lines.get(index).and_then(|line| text.get(line.clone()));
    let first = (0..lines.len()).find(|index| line(*index).is_some_and(|line| !line.trim().is_empty()));
    let end = first
        .and_then(|first| headers::header(&|index| headers::field(line(index).unwrap_or_default()), first));
    end.and_then(|end| lines.get(end - 1)).map_or(0, |last| last.end)
}

/// Blocks of a text; `cited` ranges are already known to be quoted.
pub(crate) fn blocks(text: &Text, cited: &[Range<usize>], writer: Writer<'_>) -> Vec<Block> {
    let lines = lines(&text.text);
    let mut authors = vec![Author::Sender; lines.len()];
    let mut cites = cited.iter().peekable();
    for (line, author) in lines.iter().zip(&mut authors) {
        while cites.next_if(|cite| cite.end <= line.start).is_some() {}
        let cite = cites.peek().is_some_and(|cite| cite.start < line.end);
        if cite || is_quoted(text.text.get(line.clone()).unwrap_or_default()) {
            *author = Author::Quoted;
        }
    }
    mark_barred(&text.text, &lines, &mut authors);
    headers::mark(&text.text, &lines, &mut authors, writer);
    signature::mark(&text.text, &lines, &mut authors);
    let mut found: Vec<(Range<usize>, Author)> = Vec::new();
    for (line, author) in lines.iter().zip(&authors) {
        match found.last_mut() {
            Some((range, last)) if last == author => range.end = line.end,
            _ => found.push((line.clone(), *author)),
        }
    }
    found
        .into_iter()
        .map(|(range, author)| Block {
            text: text.part(range),
            author,
        })
        .collect()
}

/// Marks lines that begin with a bar, where no table or box stands in the same paragraph.
fn mark_barred(text: &str, lines: &[Range<usize>], authors: &mut [Author]) {
    let line = |index: usize| {
        let range = lines.get(index).cloned();
        range.and_then(|range| text.get(range)).unwrap_or_default()
    };
    let mut start = 0;
    while start < lines.len() {
        let end = (start..lines.len())
            .find(|index| line(*index).trim().is_empty())
            .unwrap_or(lines.len());
        if !(start..end).any(|index| is_of_table(line(index))) {
            let barred = (start..end).filter(|index| is_barred(line(*index)));
            for index in barred {
                if let Some(author) = authors.get_mut(index) {
                    *author = Author::Quoted;
                }
            }
        }
        start = end + 1;
    }
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            start..at
        })
        .collect()
}

/// Normalizes line ends to `\n`, and joins lines of `format=flowed` (RFC 3676).
pub(crate) fn with_line_ends(text: Text, flowed: Option<bool>) -> Text {
    if flowed.is_none() && !text.text.contains('\r') {
        return text;
    }
    let mut out = Builder::default();
    let mut at = 0;
    // Quotation depth of the previous line, if it continues.
    let mut open: Option<usize> = None;
    let mut rest = text.text.as_str();
    while !rest.is_empty() {
        let end = memchr::memchr2(b'\r', b'\n', rest.as_bytes());
        let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let after = rest.get(line.len()..).unwrap_or_default();
        let ends = match after.as_bytes() {
            [b'\r', b'\r', b'\n', ..] => 3,
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        if let Some(delete_space) = flowed {
            let depth = line.bytes().take_while(|byte| *byte == b'>').count();
            let body = line.get(depth..).unwrap_or_default();
            let stuffed = usize::from(body.starts_with(' '));
            let body_at = at + depth + stuffed;
            let body = body.get(stuffed..).unwrap_or_default();
            let is_signature = body == "-- ";
            if open.is_some_and(|open| open != depth || is_signature) {
                out.put(at..at, "\n");
                open = None;
            }
            if open.is_none() {
                out.keep(at, line.get(..depth).unwrap_or_default());
                if depth > 0 {
                    out.put(at + depth..body_at, " ");
                }
            }
            let flows = body.ends_with(' ') && !is_signature && ends > 0;
            let kept = if flows && delete_space {
                body.get(..body.len() - 1).unwrap_or_default()
            } else {
                body
            };
            out.keep(body_at, kept);
            open = flows.then_some(depth);
        } else {
            out.keep(at, line);
        }
        if ends > 0 && open.is_none() {
            out.put(at + line.len()..at + line.len() + ends, "\n");
        }
        at += line.len() + ends;
        rest = after.get(ends..).unwrap_or_default();
    }
    out.finish(&text.places)
}
