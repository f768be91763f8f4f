//! Bytes → unfolded text → content lines, and every position back to the file.

use ical_span::lines;
use kigen::source::{Source, Span};

/// Runs it on these bytes.
pub fn run(bytes: &[u8]) {
    let Ok(source) = Source::decode_calendar("fuzz.ics", bytes.to_vec()) else {
        return;
    };
    let text = source.text();
    let mut last = 0;
    for (offset, c) in text.char_indices() {
        let (start, end) = source.range(Span::new(offset, offset + c.len_utf8()));
        assert!(last <= start.byte && start.byte < end.byte && end.byte <= bytes.len());
        assert!(start.line <= end.line && start.column >= 1 && start.utf16 >= start.column);
        if c.is_ascii_graphic() {
            // In UTF-16 the letter is one of two bytes.
            assert!(bytes[start.byte..end.byte].contains(&(c as u8)));
        }
        last = end.byte;
    }
    for span in source.broken() {
        assert!(
            source
                .slice(*span)
                .chars()
                .all(|c| c == char::REPLACEMENT_CHARACTER)
        );
    }
    for span in lines::control_characters(text) {
        assert!(!source.slice(span).is_empty());
    }
    let mut last = 0;
    for line in lines::lines(text) {
        let span = match &line {
            Ok(line) => line.span,
            Err(line) => line.span,
        };
        assert!(last <= span.start && source.line_of(span.start) <= source.line_count());
        last = span.end;
        let Ok(line) = line else { continue };
        assert_eq!(source.slice(line.value_span), line.value);
        assert!(line.params.len() <= lines::MAX_PARAMS);
        let _ = lines::unescape(line.value);
        let _ = lines::quoted_printable(line.value, line.param_value("CHARSET"));
        let folded = lines::fold(source.slice(line.span));
        assert!(folded.split("\r\n").all(|line| line.len() <= 75));
    }
}
