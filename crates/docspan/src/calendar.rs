//! Decodes and unfolds a calendar (RFC 5545 §3.1).
//!
//! Folding is defined on octets, and many programs fold inside a character, so lines are joined before decoding, in
//! place, to hold a feed only once. A file in another encoding is rejected; individual broken bytes are not: the rest
//! is read, and the reader reports their places.

use super::Span;
use super::decode::{DecodeError, Encoding, has, likely, utf16_units, utf16_without_mark};
use super::map::{Anchor, DiskMap, Side};

/// Limit on invalid bytes in a file without any multi-byte character that is still taken for UTF-8.
const INVALID_LIMIT: usize = 16;
/// Distance of anchors in UTF-16 files, in bytes of text.
const MILESTONE: usize = 4096;
/// Limit on the property name and parameters searched for quoted-printable.
const NAME_LIMIT: usize = 4096;

pub(super) fn decode(mut bytes: Vec<u8>) -> Result<(String, Encoding, DiskMap), DecodeError> {
    let refused = |byte, likely| {
        Err(DecodeError {
            byte,
            before: String::new(),
            likely: Some(likely),
        })
    };
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return refused(0, "UTF-32");
    }
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => return Ok(utf16(rest, Encoding::Utf16Le)),
        [0xfe, 0xff, rest @ ..] => return Ok(utf16(rest, Encoding::Utf16Be)),
        _ => {}
    }
    let (encoding, skip) = match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8WithMark, 3),
        _ => (Encoding::Utf8, 0),
    };
    if let Some(name) = utf16_without_mark(&bytes) {
        return refused(0, name);
    }
    // ISO-2022-JP consists of ASCII bytes: as UTF-8 it would decode to a wrong text.
    if has(&bytes, 0x1b)
        && let Some(byte) = bytes
            .windows(3)
            .position(|three| matches!(three, [0x1b, b'$', b'B' | b'@']))
    {
        let before = String::from_utf8_lossy(&bytes[..byte]).into_owned();
        return Err(DecodeError {
            byte,
            before,
            likely: Some(encoding_rs::ISO_2022_JP.name()),
        });
    }
    let mut map = DiskMap {
        disk_len: bytes.len(),
        ..DiskMap::default()
    };
    map.marks.push(Anchor::new(0, skip, false));
    unfold(&mut bytes, skip, &mut map.folds);
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let truncated = error.utf8_error().error_len().is_none();
            let bytes = error.into_bytes();
            if !truncated && let Some(likely) = other_encoding(&bytes) {
                let anchor = map.anchor(valid, Side::Start);
                let byte = anchor.disk() + valid - anchor.text as usize;
                return Err(DecodeError {
                    byte,
                    before: refolded(&bytes[..valid], &map, encoding),
                    likely,
                });
            }
            map.replace_invalid(&bytes)
        }
    };
    Ok((text, encoding, map))
}

/// Joins folded lines in place and records their positions. Drops the first `skip` bytes.
fn unfold(bytes: &mut Vec<u8>, skip: usize, folds: &mut Vec<Anchor>) {
    let len = bytes.len();
    // Bytes `from..at` have been read and are to be moved to `to`.
    let (mut from, mut to) = (skip, 0);
    let mut at = skip;
    let mut line = Line {
        start: 0,
        is_quoted_printable: None,
    };
    while let Some(found) = memchr::memchr2(b'\n', b'\r', &bytes[at..]) {
        at += found;
        let end = match bytes[at..] {
            // CRLF written as a line end by a program that then added its own CR.
            [b'\r', b'\r', b'\n', ..] => 3,
            [b'\r', b'\n', ..] => 2,
            _ => 1,
        };
        let after = at + end;
        let is_blank = matches!(bytes.get(after), Some(b' ' | b'\t'));
        let mut fold = is_blank.then_some(Fold {
            resume: after + 1,
            drops_sign: false,
        });
        // With nothing between two line ends, a `=` before the first belonged to that one.
        let ends_in_sign = at > from && bytes[at - 1] == b'=';
        if ends_in_sign && after < len {
            bytes.copy_within(from..at, to);
            to += at - from;
            from = at;
            if line.is_quoted_printable(&bytes[..to]) && !begins_a_line(&bytes[after..]) {
                fold = Some(soft_break(&bytes[after..], after));
            }
        }
        let Some(Fold { resume, drops_sign }) = fold else {
            at = after;
            line = Line {
                start: to + at - from,
                is_quoted_printable: None,
            };
            continue;
        };
        bytes.copy_within(from..at, to);
        to += at - from;
        to -= usize::from(drops_sign);
        if end == 3 {
            // Counts as two line ends.
            folds.push(Anchor::new(to, at + 1, false));
        }
        folds.push(Anchor::new(to, resume, resume > after));
        from = resume;
        at = resume;
    }
    bytes.copy_within(from..len, to);
    bytes.truncate(to + len - from);
}

/// A line break that continues the line.
struct Fold {
    /// Where the line continues.
    resume: usize,
    /// Whether the `=` before it is removed too.
    drops_sign: bool,
}

/// Property names that a line may begin with (RFC 5545, RFC 7986, vCalendar 1.0).
const NAMES: &[&str] = &[
    "ACTION",
    "ATTACH",
    "ATTENDEE",
    "AALARM",
    "CALSCALE",
    "CATEGORIES",
    "CLASS",
    "COLOR",
    "COMMENT",
    "COMPLETED",
    "CONFERENCE",
    "CONTACT",
    "CREATED",
    "DALARM",
    "DAYLIGHT",
    "DCREATED",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DUE",
    "DURATION",
    "EXDATE",
    "EXRULE",
    "FREEBUSY",
    "GEO",
    "IMAGE",
    "LAST-MODIFIED",
    "LOCATION",
    "MALARM",
    "METHOD",
    "ORGANIZER",
    "PALARM",
    "PERCENT-COMPLETE",
    "PRIORITY",
    "PRODID",
    "RDATE",
    "RECURRENCE-ID",
    "RELATED-TO",
    "REPEAT",
    "REQUEST-STATUS",
    "RESOURCES",
    "RNUM",
    "RRULE",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "TRIGGER",
    "TZ",
    "TZID",
    "TZNAME",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "TZURL",
    "UID",
    "URL",
    "VERSION",
];
/// Properties whose value is a time.
const TIMES: &[&str] = &[
    "COMPLETED",
    "CREATED",
    "DCREATED",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DUE",
    "EXDATE",
    "LAST-MODIFIED",
    "RDATE",
    "RECURRENCE-ID",
];

/// Whether the line after a value ending in `=` is a property of its own: some programs leave a stray `=` at the end
/// of a value, which would swallow the next property silently. It is one if it begins or ends a component, or has a
/// property's name in capitals as programs write it, where continued text would have a blank or codes.
pub fn begins_a_line(next: &[u8]) -> bool {
    let starts = |word: &[u8]| {
        next.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    if starts(b"BEGIN:") || starts(b"END:") {
        return true;
    }
    let line = &next[..next.len().min(NAME_LIMIT)];
    let line = line
        .split(|byte| matches!(byte, b'\r' | b'\n'))
        .next()
        .unwrap_or_default();
    let is_name = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'-';
    let length = line.iter().take_while(|byte| is_name(byte)).count();
    let (name, rest) = line.split_at(length);
    let Ok(name) = std::str::from_utf8(name) else {
        return false;
    };
    let is_known = NAMES.contains(&name) || name.len() > 2 && name.starts_with("X-");
    if !is_known {
        return false;
    }
    let value = match rest {
        [b':', value @ ..] => value,
        [b';', params @ ..] => {
            // Parameters are a stronger sign than a colon, which occurs in sentences.
            let is_param = params.iter().take_while(|byte| is_name(byte)).count() > 0;
            return is_param && params.contains(&b':');
        }
        _ => return false,
    };
    if TIMES.contains(&name) {
        return value.len() >= 8 && value.iter().take(8).all(u8::is_ascii_digit);
    }
    !matches!(value.first(), Some(b' ' | b'\t')) && value.last() != Some(&b'=')
}

/// How a quoted-printable line ending in `=` continues in `next`, which begins at `after`.
fn soft_break(next: &[u8], after: usize) -> Fold {
    match next {
        // A fold between `=` and its hex digits.
        [b' ' | b'\t', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => Fold {
            resume: after + 1,
            drops_sign: false,
        },
        // A soft break that was folded as well; encoded text would write a leading blank as `=20`.
        [b' ' | b'\t', b'=', ..] => Fold {
            resume: after + 1,
            drops_sign: true,
        },
        _ => Fold {
            resume: after,
            drops_sign: true,
        },
    }
}

/// The unfolded line being assembled.
struct Line {
    /// Where it starts in the text.
    start: usize,
    /// Whether its parameters declare quoted-printable; computed once, however many lines it spans.
    is_quoted_printable: Option<bool>,
}

impl Line {
    fn is_quoted_printable(&mut self, text: &[u8]) -> bool {
        const NAME: &[u8] = b"QUOTED-PRINTABLE";
        *self.is_quoted_printable.get_or_insert_with(|| {
            let line = text.get(self.start..).unwrap_or_default();
            let head = &line[..line.len().min(NAME_LIMIT)];
            let head = &head[..head.iter().position(|byte| *byte == b':').unwrap_or_default()];
            head.windows(NAME.len())
                .any(|word| word.eq_ignore_ascii_case(NAME))
        })
    }
}

/// Whether a file that is not valid UTF-8 is in another encoding, and its name if known.
fn other_encoding(bytes: &[u8]) -> Option<Option<&'static str>> {
    let (mut characters, mut broken, mut in_runs) = (0, 0, false);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        if !chunk.invalid().is_empty() {
            in_runs |= broken > 0 && chunk.valid().is_empty() || chunk.invalid().len() > 1;
            broken += 1;
        }
    }
    if characters >= broken {
        return None;
    }
    // Japanese in any encoding has adjacent non-ASCII bytes; accented letters are isolated.
    let name = if in_runs { likely(bytes) } else { None };
    (name.is_some() || broken > INVALID_LIMIT).then_some(name)
}

/// The start of a file with its folds restored, for error positions.
fn refolded(bytes: &[u8], map: &DiskMap, encoding: Encoding) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::from(if encoding == Encoding::Utf8WithMark {
        "\u{feff}"
    } else {
        ""
    });
    let (mut done, mut disk) = (0, out.len());
    for fold in map
        .folds
        .iter()
        .take_while(|fold| fold.text as usize <= bytes.len())
    {
        let at = text.floor_char_boundary(fold.text as usize).max(done);
        out.push_str(&text[done..at]);
        let gap = fold.disk().saturating_sub(disk + fold.text as usize - done);
        let blank = usize::from(fold.is_indented());
        out.push_str(match gap.saturating_sub(1 + blank) {
            0 => "\n",
            1 => "\r\n",
            _ => "=\r\n",
        });
        out.push_str(if blank == 1 { " " } else { "" });
        (done, disk) = (at, fold.disk() + at - fold.text as usize);
    }
    out.push_str(&text[done..]);
    out
}

/// Decodes UTF-16 before unfolding: its folds are never inside a character.
fn utf16(bytes: &[u8], encoding: Encoding) -> (String, Encoding, DiskMap) {
    let mut text = String::with_capacity(bytes.len());
    let mut broken = Vec::new();
    for decoded in char::decode_utf16(utf16_units(bytes, encoding)) {
        let c = decoded.unwrap_or_else(|_| {
            broken.push(text.len());
            char::REPLACEMENT_CHARACTER
        });
        text.push(c);
    }
    let mut folded = text.into_bytes();
    let mut folds = Vec::new();
    unfold(&mut folded, 0, &mut folds);
    // Only whole ASCII characters were removed.
    let text = String::from_utf8(folded).unwrap_or_default();
    let mut map = DiskMap {
        disk_len: 2 + bytes.len(),
        ..DiskMap::default()
    };
    let mut known = folds.iter().peekable();
    let mut removed = 0;
    for offset in broken {
        while let Some(fold) = known.next_if(|fold| fold.disk() <= offset) {
            removed = fold.disk() - fold.text as usize;
        }
        map.broken.push(Span::new(
            offset - removed,
            offset - removed + char::REPLACEMENT_CHARACTER.len_utf8(),
        ));
    }
    to_utf16(&text, &folds, &mut map);
    (text, encoding, map)
}

/// Converts positions in the decoded file to positions on disk.
fn to_utf16(text: &str, folds: &[Anchor], map: &mut DiskMap) {
    let mut folds = folds.iter().peekable();
    let (mut units, mut removed, mut milestone) = (0, 0, 0);
    for (offset, width) in text
        .char_indices()
        .map(|(at, c)| (at, c.len_utf16()))
        .chain([(text.len(), 0)])
    {
        while let Some(fold) = folds.next_if(|fold| fold.text as usize <= offset) {
            removed = fold.disk() - fold.text as usize;
            map.folds
                .push(Anchor::new(offset, 2 + 2 * (units + removed), fold.is_indented()));
        }
        if offset >= milestone {
            map.marks
                .push(Anchor::new(offset, 2 + 2 * (units + removed), false));
            milestone = offset + MILESTONE;
        }
        units += width;
    }
}
