//! Excerpts of a file for findings, safe for terminals: cut to its width, without control or bidirectional
//! characters, with labels mapped to the displayed text.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::columns::{measurable, width_of};
use crate::source::{Source, Span, is_hidden, printable};

/// Columns kept before a label in a cut line.
const BEFORE: usize = 24;

/// A location to show, with the width of its label.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The location.
    pub span: Span,
    /// Width of the label in columns.
    pub words: usize,
}

/// Consecutive lines of the file, of which only the last may be folded on disk.
struct Chunk {
    /// Start in the excerpt's offsets.
    start: usize,
    /// Number of its first line, from 0.
    first_line: usize,
    text: String,
}

/// Lines around the locations of a finding.
pub(super) struct Excerpt {
    name: String,
    chunks: Vec<Chunk>,
    /// For each location: offset in the excerpt, line and column in the file, from 0.
    places: Vec<(usize, usize, usize)>,
}

impl Excerpt {
    /// The excerpt around locations, and their spans in it; `width` is the terminal's.
    pub fn new(source: &Source, places: &[Place], width: usize) -> (Self, Vec<SourceSpan>) {
        let mut wanted: Vec<usize> = places
            .iter()
            .flat_map(|place| {
                let line = source.line_of(place.span.start);
                [
                    line.saturating_sub(1).max(1),
                    line,
                    (line + 1).min(source.line_count()),
                ]
            })
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        let last = wanted.last().map_or(0, |line| source.shown_line(*line));
        let room = width.saturating_sub(gutter(last));
        let mut excerpt = Self {
            name: measurable(&printable(source.path())).into_owned(),
            chunks: Vec::new(),
            places: Vec::new(),
        };
        let mut shown = vec![SourceSpan::from((0, 0)); places.len()];
        let mut next = 0;
        for line in wanted {
            // A folded line is shown whole under the number of its first physical line, so the numbers are not
            // consecutive.
            let number = source.shown_line(line);
            let follows = excerpt
                .chunks
                .last()
                .is_some_and(|chunk| chunk.first_line + chunk.text.matches('\n').count() + 1 == number);
            if !follows {
                // A gap in the offsets keeps miette from joining non-adjacent lines.
                next += 1;
                excerpt.chunks.push(Chunk {
                    start: next,
                    first_line: number - 1,
                    text: String::new(),
                });
            }
            let Some(chunk) = excerpt.chunks.last_mut() else {
                continue;
            };
            add_line(source, line, places, room, chunk, &mut shown);
            next = chunk.start + chunk.text.len();
        }
        for (place, shown) in places.iter().zip(&shown) {
            let at = source.shown_position(place.span.start);
            excerpt.places.push((shown.offset(), at.line - 1, at.column - 1));
        }
        (excerpt, shown)
    }
}

/// Width of miette's line prefix: the number between blanks, a bar, and a blank.
fn gutter(last: usize) -> usize {
    last.to_string().len() + 4
}

/// Appends a line to a chunk, and maps locations that start in it.
fn add_line(
    source: &Source,
    line: usize,
    places: &[Place],
    room: usize,
    chunk: &mut Chunk,
    shown: &mut [SourceSpan],
) {
    let text = source.line(line);
    let line_start = source.line_span(line).start as usize;
    let line_end = line_start + text.len();
    let here = |place: &Place| {
        let start = place.span.start as usize;
        (line_start..=line_end).contains(&start) && source.line_of(place.span.start) == line
    };
    let within = |offset: u32| (offset as usize).min(line_end) - line_start;
    let first_label = places
        .iter()
        .filter(|place| here(place))
        .min_by_key(|place| place.span.start)
        .map_or((0..0, 0), |place| {
            let start = within(place.span.start);
            (start..within(place.span.end).max(start), place.words)
        });
    let (from, until) = window(text, first_label.0, first_label.1, room);
    if from > 0 {
        chunk.text.push('…');
    }
    // Maps bytes of the window to displayed offsets.
    let mut map: Vec<(usize, usize)> = Vec::with_capacity(until - from + 1);
    for (offset, c) in text.get(from..until).unwrap_or_default().char_indices() {
        map.push((from + offset, chunk.start + chunk.text.len()));
        match c {
            '\t' => chunk.text.push(' '),
            c if is_hidden(c) => chunk.text.push('\u{fffd}'),
            c => chunk.text.push_str(&measurable(c.encode_utf8(&mut [0; 4]))),
        }
    }
    map.push((until, chunk.start + chunk.text.len()));
    if until < text.len() {
        chunk.text.push('…');
    }
    chunk.text.push('\n');
    let find = |offset: usize| {
        let at = map
            .partition_point(|(known, _)| *known < offset)
            .min(map.len() - 1);
        map[at].1
    };
    for (place, shown) in places.iter().zip(shown) {
        if here(place) {
            let start = find(within(place.span.start));
            // Of a multi-line value only the first line is marked.
            let end = find(within(place.span.end)).max(start);
            *shown = SourceSpan::from((start, end - start));
        }
    }
}

/// Width of a text in columns, up to `most`.
fn columns(chars: impl Iterator<Item = char>, most: usize) -> usize {
    let mut sum = 0;
    for c in chars {
        sum += if is_hidden(c) { 1 } else { width_of(c) };
        if sum > most {
            break;
        }
    }
    sum
}

/// The part of a line to show: the whole if line and label fit into `room` columns, else a window around the label.
fn window(text: &str, label: Range<usize>, words: usize, room: usize) -> (usize, usize) {
    let before = text.get(..label.start).unwrap_or_default();
    let marked = text.get(label).unwrap_or_default();
    let start = columns(before.chars(), room);
    let middle = start + columns(marked.chars(), room) / 2;
    let fits = |middle: usize| middle + words <= room;
    if columns(text.chars(), room) <= room && (fits(middle) || words == 0) {
        return (0, text.len());
    }
    let mut from = 0;
    if start > room / 2 || !fits(middle) {
        // The ellipsis takes one column.
        let keep = BEFORE.min(room.saturating_sub(words + 1) / 2);
        let mut kept = 0;
        from = before.len();
        for (at, c) in before.char_indices().rev() {
            kept += columns(std::iter::once(c), 2);
            if kept > keep {
                break;
            }
            from = at;
        }
        // Keep combining marks with their letter.
        let lone = before.get(from..).unwrap_or_default();
        from += lone.len()
            - lone
                .trim_start_matches(|c| matches!(c, 'ﾞ' | 'ﾟ') || width_of(c) == 0)
                .len();
    }
    let rest = text.get(from..).unwrap_or_default();
    let room = room.saturating_sub(usize::from(from > 0));
    if columns(rest.chars(), room) <= room {
        return (from, text.len());
    }
    let mut taken = 0;
    let until = rest.char_indices().find(|(_, c)| {
        taken += columns(std::iter::once(*c), 2);
        taken > room.saturating_sub(1)
    });
    (from, until.map_or(text.len(), |(at, _)| from + at))
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let chunk = self
            .chunks
            .iter()
            .find(|chunk| chunk.start <= start && end <= chunk.start + chunk.text.len())
            .ok_or(MietteError::OutOfBounds)?;
        let (start, end) = (start - chunk.start, end - chunk.start);
        let text = &chunk.text;
        let head = text.get(..start).unwrap_or_default();
        let mut from = head.rfind('\n').map_or(0, |at| at + 1);
        for _ in 0..before {
            from = text
                .get(..from.saturating_sub(1))
                .and_then(|rest| rest.rfind('\n'))
                .map_or(0, |at| at + 1);
        }
        let mut until = end;
        for _ in 0..=after {
            until = text
                .get(until..)
                .and_then(|rest| rest.find('\n'))
                .map_or(text.len(), |at| until + at + 1);
        }
        let shown = text.get(from..until).unwrap_or_default();
        let first_line = chunk.first_line + text.get(..from).unwrap_or_default().matches('\n').count();
        let place = self
            .places
            .iter()
            .find(|(at, ..)| *at == span.offset() && before == 0);
        let (line, column) = place.map_or((first_line, 0), |(_, line, column)| (*line, *column));
        let data = SourceSpan::from((chunk.start + from, shown.len()));
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            shown.trim_end_matches('\n').as_bytes(),
            data,
            line,
            column,
            shown.matches('\n').count().max(1),
        )))
    }
}
