//! Lines of a letter with their spans.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::Span;
use crate::text::trim;

/// A line, trimmed of blanks and signs.
pub(super) struct Line<'t> {
    /// Its text; blanks removed if they separate every two characters.
    pub text: Cow<'t, str>,
    raw: &'t str,
    pub span: Span,
    /// Whether a blank line precedes it.
    pub apart: bool,
    /// Number of leading blanks.
    pub indent: usize,
}

impl Line<'_> {
    /// Span of a part of its text.
    pub fn place(&self, range: Range<usize>) -> Span {
        let start = self.span.start as usize;
        if let Cow::Borrowed(_) = self.text {
            return Span::new(start + range.start, start + range.end);
        }
        let mut at = 0;
        let (mut from, mut to) = (None, self.raw.len());
        for (offset, c) in self.raw.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            if at >= range.start {
                from.get_or_insert(offset);
            }
            at += c.len_utf8();
            if at >= range.end {
                to = offset + c.len_utf8();
                break;
            }
        }
        Span::new(start + from.unwrap_or(to), start + to)
    }
}

/// The first non-empty lines of a text that begins at `base` of its source.
pub(super) fn lines(text: &str, base: usize, most: usize) -> Vec<Line<'_>> {
    let mut at = base;
    let mut apart = true;
    let mut found = Vec::new();
    for whole in text.split_inclusive('\n').take(most) {
        let raw = trim(whole);
        let lead = whole.find(|c| raw.starts_with(c)).unwrap_or(0);
        let span = Span::new(at + lead, at + lead + raw.len());
        at += whole.len();
        if !raw.is_empty() {
            found.push(Line {
                text: closed_up(raw),
                raw,
                span,
                apart,
                indent: whole.chars().take_while(|c| c.is_whitespace()).count(),
            });
        }
        apart = raw.is_empty();
    }
    found
}

/// A name that may be spread over two lines, as one.
pub(super) fn in_one_line(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return closed_up(text);
    }
    let lines = text.lines().map(|line| closed_up(trim(line)).into_owned());
    Cow::Owned(lines.collect())
}

/// Removes the blanks that a typist or a PDF inserts between every two characters.
pub(super) fn closed_up(text: &str) -> Cow<'_, str> {
    // Fast path: no blank. Those beyond ASCII begin with C2, E1 and E2, or are U+3000.
    let may_be_blank = |byte: u8| byte <= b' ' || matches!(byte, 0xC2 | 0xE1 | 0xE2);
    let has_blanks = text.bytes().fold(false, |has, byte| has | may_be_blank(byte));
    if !has_blanks && !text.contains('\u{3000}') {
        return Cow::Borrowed(text);
    }
    // Three words at least are between blanks.
    let are_several = text.chars().filter(|c| c.is_whitespace()).nth(1).is_some();
    if !are_several {
        return Cow::Borrowed(text);
    }
    let words = || text.split_whitespace().filter(|word| !word.is_ascii());
    let single = words().filter(|word| word.chars().nth(1).is_none()).count();
    if single < 3 || single * 5 < words().count() * 4 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect())
}

/// Whether a subject is a reply's: 「RE: 【照会】…」.
pub(super) fn is_of_reply(subject: &str) -> bool {
    let head: String = subject.trim_start().chars().take(3).collect();
    matches!(head.to_uppercase().as_str(), "RE:" | "RE：" | "ＲＥ：") || head.starts_with("返信")
}

/// A text of the sender's own of the same length, in which the reader of prose finds no mark of quoted mail: which
/// words are the sender's has been decided, and it would leave out all below a form that begins 「差出人：」, 「日付：」.
pub(super) fn unmarked<'t>(text: &'t str, forms: &[Range<usize>]) -> Cow<'t, str> {
    const SENDERS: [&str; 5] = ["from", "差出人", "送信者", "発信者", "送信元"];
    const ARROWS: [char; 2] = ['>', '＞'];
    let is_marked = |line: &str| line.trim_start().starts_with(ARROWS);
    if forms.is_empty() && !text.lines().any(is_marked) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let at = out.len();
        let lead = line.len()
            - line
                .trim_start_matches(|c: char| c.is_whitespace() || c == '*')
                .len();
        let (lead, rest) = line.split_at(lead);
        let next = forms.partition_point(|form| form.start <= at);
        let form = next.checked_sub(1).and_then(|form| forms.get(form));
        let in_form = form.is_some_and(|form| form.contains(&at));
        let label = SENDERS.iter().find_map(|label| {
            let head = rest.get(..label.len())?;
            (in_form && head.eq_ignore_ascii_case(label)).then_some(head)
        });
        let mark = rest.len() - rest.trim_start_matches(ARROWS).len();
        let hidden = label.unwrap_or_else(|| rest.get(..mark).unwrap_or_default());
        out.push_str(lead);
        // A blank of the same length keeps every position.
        out.extend(
            hidden
                .chars()
                .map(|c| if c.is_ascii() { ' ' } else { '\u{3000}' }),
        );
        out.push_str(rest.get(hidden.len()..).unwrap_or_default());
    }
    Cow::Owned(out)
}
