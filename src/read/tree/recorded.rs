//! Trees of shipped files, whose YAML was parsed when the program was built: parsing them was three quarters of a start.

use std::borrow::Cow;

use super::record::{BLOCK, DOCUMENT, DOUBLE, END, MAPPING, PLAIN, SCALAR, SEQUENCE, SINGLE, VERBATIM};
use super::{Builder, Node, Style, Tree};
use crate::source::Span;

impl<'a> Tree<'a> {
    /// The tree of a text from its recorded events: the same as [`Tree::parse`] gives.
    pub(crate) fn recorded(text: &'a str, events: &'a [u8]) -> Self {
        // The page has none.
        if events.is_empty() {
            return Self::parse(text);
        }
        let mut builder = Builder::new(text);
        let mut record = Record {
            rest: events,
            start: 0,
        };
        // The events are of a file that could be parsed, and within the limits: nothing is refused.
        while record.event(&mut builder).is_some() {}
        builder.tree
    }
}

/// The events that are left.
struct Record<'a> {
    rest: &'a [u8],
    /// Where the event before starts.
    start: usize,
}

impl<'a> Record<'a> {
    /// Passes the next event on; `None` at the end.
    fn event(&mut self, builder: &mut Builder<'a>) -> Option<()> {
        let (&kind, rest) = self.rest.split_first()?;
        self.rest = rest;
        let distance = self.number()?;
        self.start = match distance & 1 {
            0 => self.start.checked_add(distance >> 1)?,
            _ => self.start.checked_sub(distance >> 1)?,
        };
        let at = Span::new(self.start, self.start + self.number()?);
        match kind {
            DOCUMENT => builder.begin_document(at),
            SEQUENCE => builder.begin(Node::Sequence(Vec::new()), at, 0).ok()?,
            MAPPING => builder.begin(Node::Mapping(Vec::new()), at, 0).ok()?,
            END => builder.end(at),
            SCALAR..VERBATIM => {
                let length = self.number()?;
                let (text, rest) = self.rest.split_at_checked(length)?;
                self.rest = rest;
                let text = std::str::from_utf8(text).ok()?;
                let style = style(kind - SCALAR)?;
                builder.scalar(Cow::Borrowed(text), style, at).ok()?;
            }
            _ => {
                let style = style(kind - VERBATIM)?;
                let quote = usize::from(matches!(style, Style::Single | Style::Double));
                let inside = at.start as usize + quote..at.end as usize - quote;
                let text = builder.text.get(inside)?;
                builder.scalar(Cow::Borrowed(text), style, at).ok()?;
            }
        }
        Some(())
    }

    /// A number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

fn style(number: u8) -> Option<Style> {
    match number {
        PLAIN => Some(Style::Plain),
        SINGLE => Some(Style::Single),
        DOUBLE => Some(Style::Double),
        BLOCK => Some(Style::Block),
        _ => None,
    }
}
