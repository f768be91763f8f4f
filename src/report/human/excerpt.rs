//! The lines of a file that a finding shows, safe for a terminal: short, without control or
//! bidirectional characters, and with labels mapped onto what is shown.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::source::{Source, Span, is_hidden, printable};

/// The most characters of a line that are shown; around a label where the line is longer.
const MOST: usize = 120;
/// The characters kept before a label in a long line.
const BEFORE: usize = 30;

/// Lines that stand together in the file, none of them folded but the last.
struct Chunk {
    /// Where it starts in the excerpt's own offsets.
    start: usize,
    /// The number of its first line, from 0.
    first_line: usize,
    text: String,
}

/// The lines around some places of a file.
pub(super) struct Excerpt {
    name: String,
    chunks: Vec<Chunk>,
    /// For each place: where it is in the excerpt, and its line and column in the file, from 0.
    places: Vec<(usize, usize, usize)>,
}

impl Excerpt {
    /// The lines around `spans`, and where those are in the excerpt.
    pub fn new(source: &Source, spans: &[Span]) -> (Self, Vec<SourceSpan>) {
        let mut wanted: Vec<usize> = spans
            .iter()
            .flat_map(|span| {
                let line = source.line_of(span.start);
                [
                    line.saturating_sub(1).max(1),
                    line,
                    (line + 1).min(source.line_count()),
                ]
            })
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut excerpt = Self {
            name: printable(source.path()).into_owned(),
            chunks: Vec::new(),
            places: Vec::new(),
        };
        let mut shown = vec![SourceSpan::from((0, 0)); spans.len()];
        let mut next = 0;
        for line in wanted {
            // Of a folded line the whole is shown under the number of its first: the next line's number
            // is then not the next number.
            let number = source.line_on_disk(line);
            let follows = excerpt
                .chunks
                .last()
                .is_some_and(|chunk| chunk.first_line + chunk.text.matches('\n').count() + 1 == number);
            if !follows {
                // A gap in the offsets keeps miette from joining lines that do not stand together.
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
            add_line(source, line, spans, chunk, &mut shown);
            next = chunk.start + chunk.text.len();
        }
        for (span, shown) in spans.iter().zip(&shown) {
            let at = source.position(span.start);
            excerpt.places.push((shown.offset(), at.line - 1, at.column - 1));
        }
        (excerpt, shown)
    }
}

/// Adds one line to a chunk, and notes where the spans that start in it are shown.
fn add_line(source: &Source, line: usize, spans: &[Span], chunk: &mut Chunk, shown: &mut [SourceSpan]) {
    let text = source.line(line);
    let line_start = source.line_span(line).start as usize;
    let line_end = line_start + text.len();
    let here = |span: &Span| {
        let start = span.start as usize;
        (line_start..=line_end).contains(&start) && source.line_of(span.start) == line
    };
    let first_label = spans
        .iter()
        .filter(|span| here(span))
        .map(|span| span.start as usize - line_start)
        .min();
    let (from, until) = window(text, first_label.unwrap_or_default());
    if from > 0 {
        chunk.text.push('…');
    }
    // Where each byte of the line's window is shown.
    let mut map: Vec<(usize, usize)> = Vec::with_capacity(until - from + 1);
    for (offset, c) in text.get(from..until).unwrap_or_default().char_indices() {
        map.push((from + offset, chunk.start + chunk.text.len()));
        match c {
            '\t' => chunk.text.push(' '),
            c if is_hidden(c) => chunk.text.push('\u{fffd}'),
            c => chunk.text.push(c),
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
    for (span, shown) in spans.iter().zip(shown) {
        if here(span) {
            let start = find(span.start as usize - line_start);
            // Of a value over several lines the first is marked.
            let end = find((span.end as usize).min(line_end) - line_start).max(start);
            *shown = SourceSpan::from((start, end - start));
        }
    }
}

/// The part of a line that is shown.
fn window(text: &str, label: usize) -> (usize, usize) {
    if text.len() <= MOST || text.chars().count() <= MOST {
        return (0, text.len());
    }
    let before = text.get(..label).unwrap_or_default();
    let from = match before.char_indices().rev().nth(BEFORE) {
        Some((at, _)) if before.chars().count() > MOST / 2 => at,
        _ => 0,
    };
    let until = text
        .get(from..)
        .and_then(|rest| rest.char_indices().nth(MOST))
        .map_or(text.len(), |(at, _)| from + at);
    (from, until)
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
