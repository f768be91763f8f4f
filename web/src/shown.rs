//! The text of a file as it was judged, for one that a person cannot read as it is: what is seen of a mail or a
//! document, a calendar without its folds, a text in an encoding that the browser does not expect.

use kigen::report::Checked;
use kigen::source::Span;
use serde::Serialize;

/// The most UTF-16 units that are shown.
const MOST: usize = 200_000;

/// A text, and where each finding stands in it.
#[derive(Serialize)]
pub struct Shown {
    /// The text, every line ending in a line feed.
    pub text: String,
    /// Where a letter's text stands, between its header and the calendars that hang on it, in UTF-16 units.
    pub body: [usize; 2],
    /// Whether it goes on.
    pub is_cut: bool,
    /// Of each finding, in the order of the contract: where it begins and ends, in UTF-16 units of the text.
    pub places: Vec<[usize; 2]>,
}

/// The text that was judged.
pub fn of(file: Checked<'_>) -> Shown {
    let source = file.source.text();
    let mut text = String::new();
    // In the order of the source: each of its characters, and where that stands in the text shown.
    let mut starts = Vec::new();
    let mut units = 0;
    let mut is_cut = false;
    let mut before = '\0';
    for (at, c) in source.char_indices() {
        if units >= MOST {
            is_cut = true;
            break;
        }
        starts.push((at, units));
        let is_second = (before, c) == ('\r', '\n');
        before = c;
        if is_second {
            continue;
        }
        let c = if c == '\r' { '\n' } else { c };
        text.push(c);
        units += c.len_utf16();
    }
    let unit = |at: u32| match starts.partition_point(|(start, _)| *start < at as usize) {
        index if index < starts.len() => starts.get(index).map_or(units, |(_, unit)| *unit),
        _ => units,
    };
    let place = |span: Span| [unit(span.start), unit(span.end)];
    Shown {
        places: file
            .report
            .diagnostics
            .iter()
            .map(|found| place(found.span))
            .collect(),
        body: file.source.letter().map_or([0, units], |letter| {
            let end = letter.blocks.last().map_or(letter.body, |block| block.end);
            [unit(letter.body), unit(end)]
        }),
        text,
        is_cut,
    }
}
