//! Files whose text is extracted from a container: mail, Outlook message, Word document.
//!
//! The text is what a reader sees, from the sender to the last line; positions map back to the file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use visible_text::{Document, Error, Kind, Places, Text};

use super::counts::Units;
use super::{Position, Source, Span};

/// Limit on lines on disk in which columns are counted; binary containers have no meaningful lines.
const LINE_LIMIT: usize = 64 * 1024;
/// Limit on lines returned decoded, in bytes: each of thousands of positions in a longer line would carry all of it.
const MAX_DECODED: usize = 4096;

/// The extracted contents of such a file.
#[derive(Debug)]
pub struct Letter {
    /// The document, or why it could not be read and its kind.
    pub content: Result<Document, (Error, Option<Kind>)>,
    /// Byte offset of the body in the text.
    pub body: u32,
    /// Span of each block of the document.
    pub blocks: Vec<Span>,
    /// Span of the subject.
    pub subject: Span,
    /// Span of the date.
    pub date: Span,
    /// Span of a task's due date.
    pub due: Span,
    /// Spans of an appointment's times and place.
    pub meeting: [Span; 2],
    /// Spans of senders and recipients: From, To, Cc.
    pub parties: [Vec<Span>; 3],
    /// Attached calendars. Their texts are padded by as many line feeds as the letter's text has bytes, so that their
    /// spans do not collide with those of the letter.
    pub calendars: Vec<Source>,
    /// Whether it is a container whose bytes have no lines.
    pub(super) is_binary: bool,
    pieces: Vec<Piece>,
    disk: Vec<u8>,
    line_starts: OnceLock<Vec<usize>>,
    /// Counts at the limit, for each longer line on disk, by its start.
    cut: OnceLock<BTreeMap<usize, Units>>,
}

/// A run of extracted text.
#[derive(Debug)]
struct Piece {
    start: usize,
    end: usize,
    /// Its start among the bytes that `places` maps.
    offset: usize,
    places: Places,
    calendar: Option<usize>,
}

/// Builder of the text.
#[derive(Default)]
struct Builder {
    text: String,
    pieces: Vec<Piece>,
}

impl Builder {
    fn label(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn put(&mut self, text: &str, places: &Places) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece {
            start,
            end: self.text.len(),
            offset: 0,
            places: places.clone(),
            calendar: None,
        });
        Span::new(start, self.text.len())
    }

    fn field(&mut self, label: &str, text: &Text) -> Span {
        self.label(label);
        let span = self.put(&text.text, &text.places);
        self.label("\n");
        span
    }

    fn parties(&mut self, label: &str, all: &[visible_text::Address]) -> Vec<Span> {
        if all.is_empty() {
            return Vec::new();
        }
        self.label(label);
        let mut spans = Vec::with_capacity(all.len());
        for (number, party) in all.iter().enumerate() {
            if number > 0 {
                self.label(", ");
            }
            let name = party.name.as_deref().unwrap_or_default();
            let shown = match party.address.as_deref() {
                Some(address) if name.is_empty() || name.eq_ignore_ascii_case(address) => address.to_owned(),
                Some(address) => format!("{name} <{address}>"),
                None => name.to_owned(),
            };
            spans.push(self.put(&shown, &party.places));
        }
        self.label("\n");
        spans
    }
}

impl Source {
    /// A source for the text extracted from a mail, a message or a document.
    pub fn of_letter(
        path: impl Into<String>,
        disk: Vec<u8>,
        content: Result<Document, (Error, Option<Kind>)>,
    ) -> Self {
        let mut builder = Builder::default();
        let mut letter = Letter {
            content: Err((Error::NotOfThisKind, None)),
            body: 0,
            blocks: Vec::new(),
            subject: Span::default(),
            date: Span::default(),
            due: Span::default(),
            meeting: Default::default(),
            parties: Default::default(),
            calendars: Vec::new(),
            is_binary: matches!(
                visible_text::kind(&disk),
                Some(Kind::OutlookMessage | Kind::WordDocument)
            ),
            pieces: Vec::new(),
            disk,
            line_starts: OnceLock::new(),
            cut: OnceLock::new(),
        };
        let path = path.into();
        if let Ok(document) = &content {
            letter.parties = [
                builder.parties("From: ", &document.from),
                builder.parties("To: ", &document.to),
                builder.parties("Cc: ", &document.cc),
            ];
            if let Some(subject) = &document.subject {
                letter.subject = builder.field("Subject: ", subject);
            }
            if let Some((date, _)) = &document.date {
                letter.date = builder.field("Date: ", date);
            }
            if let Some((due, _)) = &document.due {
                letter.due = builder.field("Due: ", due);
            }
            if let Some(meeting) = &document.meeting {
                let place = meeting.place.as_ref();
                letter.meeting = [
                    builder.field("When: ", &meeting.words),
                    place.map_or_else(Span::default, |place| builder.field("Where: ", place)),
                ];
            }
            if !builder.text.is_empty() {
                builder.label("\n");
            }
            letter.body = Span::new(builder.text.len(), builder.text.len()).start;
            for block in &document.blocks {
                letter
                    .blocks
                    .push(builder.put(&block.text.text, &block.text.places));
            }
            for calendar in document
                .attachments
                .iter()
                .filter_map(|attachment| attachment.calendar.as_ref())
            {
                if !builder.text.ends_with('\n') {
                    builder.label("\n");
                }
                let start = builder.text.len();
                let padded = format!("{}{}", "\n".repeat(start), calendar.text);
                let Ok(source) = Self::decode_calendar(path.clone(), padded.into_bytes()) else {
                    continue;
                };
                builder.label(source.text().get(start..).unwrap_or_default());
                builder.pieces.push(Piece {
                    start,
                    end: builder.text.len(),
                    offset: start,
                    places: calendar.places.clone(),
                    calendar: Some(letter.calendars.len()),
                });
                letter.calendars.push(source);
            }
        }
        letter.content = content;
        letter.pieces = builder.pieces;
        let lines: Vec<Vec<(u32, usize)>> = (0..letter.calendars.len())
            .map(|calendar| letter.lines_of(calendar))
            .collect();
        for (calendar, lines) in letter.calendars.iter_mut().zip(lines) {
            calendar.lines_in_letter = lines;
        }
        let mut source = Self::from_text(path, builder.text);
        source.letter = Some(Box::new(letter));
        source
    }

    /// The extracted contents, if the file is a mail, a message or a document.
    pub fn letter(&self) -> Option<&Letter> {
        self.letter.as_deref()
    }

    /// The line of the text that contains a span, with the columns of its start and end in code points and UTF-16
    /// units, if the file has that line encoded.
    pub fn decoded(&self, span: Span) -> Option<(&str, [(usize, usize); 2])> {
        let letter = self.letter.as_deref()?;
        letter
            .piece(span.start as usize)
            .filter(|piece| piece.places.is_encoded())?;
        let line = self.line_span(self.line_of(span.start));
        if line.range().len() > MAX_DECODED {
            return None;
        }
        let column = |at: u32| {
            let at = at.clamp(line.start, line.end);
            let before = self.text.get(line.start as usize..at as usize);
            Units::of(before.unwrap_or_default()).columns()
        };
        let text = self.slice(line).trim_end_matches(['\r', '\n']);
        Some((text, [column(span.start), column(span.end)]))
    }
}

impl Letter {
    /// The piece that contains a position, or the one before it.
    fn piece(&self, at: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.start <= at);
        self.pieces.get(next.saturating_sub(1))
    }

    /// The first offset of a line that is in the file: a label before it is not, and would count as the piece before.
    pub(super) fn first_in_file(&self, line: Span) -> u32 {
        let start = line.start as usize;
        let inside = self.piece(start).is_some_and(|piece| start < piece.end);
        let next = self.pieces.partition_point(|piece| piece.start <= start);
        let next = self
            .pieces
            .get(next)
            .map(|piece| Span::new(piece.start, piece.end).start);
        next.filter(|next| !inside && *next < line.end)
            .unwrap_or(line.start)
    }

    /// Where the lines of an attached calendar stand: start in its text, and line on disk.
    fn lines_of(&self, calendar: usize) -> Vec<(u32, usize)> {
        let piece = self.pieces.iter().find(|piece| piece.calendar == Some(calendar));
        let Some((piece, source)) = piece.zip(self.calendars.get(calendar)) else {
            return Vec::new();
        };
        let starts = source.line_starts().iter().copied();
        starts
            .filter(|start| *start as usize >= piece.start)
            .map(|start| {
                let at = self.in_file(Span { start, end: start }).start;
                (start, self.line_start(at).0)
            })
            .collect()
    }

    fn in_file(&self, span: Span) -> Range<usize> {
        let (start, end) = (span.start as usize, span.end as usize);
        let Some(first) = self.piece(start) else {
            return 0..0;
        };
        let last = self.piece(end.saturating_sub(1).max(start)).unwrap_or(first);
        let within = |piece: &Piece, from: usize, until: usize| {
            // Text between pieces is not in the file.
            let from = from.clamp(piece.start, piece.end);
            let until = until.clamp(from, piece.end);
            let range = match piece.calendar.and_then(|at| self.calendars.get(at)) {
                Some(calendar) => {
                    let (start, end) = calendar.range(Span::new(from, until));
                    start.byte.saturating_sub(piece.offset)..end.byte.saturating_sub(piece.offset)
                }
                None => from - piece.start..until - piece.start,
            };
            piece.places.in_file(range).unwrap_or(0..0)
        };
        let head = within(first, start, end.min(first.end.max(start)));
        if std::ptr::eq(first, last) {
            return head;
        }
        let tail = within(last, last.start, end);
        head.start..tail.end.max(head.start)
    }

    /// Start and end of a span in the file.
    pub(super) fn range(&self, span: Span) -> (Position, Position) {
        let range = self.in_file(span);
        let start = self.position(range.start);
        let end = if range.is_empty() {
            start
        } else {
            self.position(range.end)
        };
        (start, end)
    }

    /// Columns of a span in UTF-8 bytes.
    pub(super) fn utf8_columns(&self, span: Span) -> (usize, usize) {
        let range = self.in_file(span);
        (1 + self.before(range.start).utf8, 1 + self.before(range.end).utf8)
    }

    /// Counts of the text before a byte on its line on disk.
    fn before(&self, byte: usize) -> Units {
        let start = self.line_start(byte).1;
        let bytes = self.disk.get(start..byte).unwrap_or_default();
        if bytes.len() <= LINE_LIMIT {
            return Units::of(&visible_text::text_of(bytes));
        }
        // Cached: the line may contain thousands of positions.
        let cut = self.cut.get_or_init(|| {
            let starts = self.line_starts();
            let ends = starts.iter().skip(1).copied().chain([self.disk.len()]);
            let long = starts
                .iter()
                .zip(ends)
                .filter(|(start, end)| *end - *start > LINE_LIMIT);
            let counted = |start: usize| {
                let bytes = self.disk.get(start..start + LINE_LIMIT).unwrap_or_default();
                Units::of(&String::from_utf8_lossy(bytes))
            };
            long.map(|(start, _)| (*start, counted(*start))).collect()
        });
        cut.get(&start).copied().unwrap_or_default()
    }

    /// Starts of the lines on disk.
    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let ends = self.disk.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        })
    }

    /// Number and start of the line on disk that contains a byte.
    fn line_start(&self, byte: usize) -> (usize, usize) {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= byte).max(1);
        (line, starts.get(line - 1).copied().unwrap_or_default())
    }

    fn position(&self, byte: usize) -> Position {
        let (line, _) = self.line_start(byte);
        let (column, utf16) = self.before(byte).columns();
        Position {
            byte,
            line,
            column,
            utf16,
        }
    }
}
