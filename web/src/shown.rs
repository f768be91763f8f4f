//! The text of a file as it was judged, for files that a browser cannot display: extracted from mail or a document,
//! an unfolded calendar, an unexpected encoding.

use kigen::report::Checked;
use kigen::source::Span;
use serde::Serialize;

/// Limit on UTF-16 units shown.
const UNITS_LIMIT: usize = 200_000;

/// A text with the locations of findings.
#[derive(Serialize)]
pub struct Shown {
    /// The text, with line feeds as terminators.
    pub text: String,
    /// Range of a letter's body, between its header and attached calendars, in UTF-16 units.
    pub body: [usize; 2],
    /// Whether it is truncated.
    pub is_cut: bool,
    /// Range of each finding in UTF-16 units of the text, in the order of the JSON output.
    pub places: Vec<[usize; 2]>,
}

/// The text that was judged.
pub fn of(file: Checked<'_>) -> Shown {
    let source = file.source.text();
    let mut text = String::new();
    // For each character of the source, its start in the text shown.
    let mut starts = Vec::new();
    let mut units = 0;
    let mut is_cut = false;
    let mut before = '\0';
    for (at, c) in source.char_indices() {
        if units >= UNITS_LIMIT {
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
