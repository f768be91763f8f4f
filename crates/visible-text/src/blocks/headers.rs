//! Where a quoted or a forwarded mail begins: a ruled line, a header of its own, or a line that says who wrote.

use std::ops::Range;

use super::author::{Author, is_quoted};

/// Marks quoted and forwarded mail.
pub(super) fn mark(text: &str, lines: &[Range<usize>], authors: &mut [Author], own_top: bool) {
    let line = |index: usize| {
        lines
            .get(index)
            .and_then(|line| text.get(line.clone()))
            .unwrap_or_default()
    };
    let fields: Vec<(Field, bool)> = (0..lines.len()).map(|index| field(line(index))).collect();
    let field = |index: usize| fields.get(index).copied().unwrap_or((Field::None, false));
    let mut index = 0;
    let mut blank_above = true;
    while index < lines.len() {
        if authors.get(index) == Some(&Author::Quoted) {
            index += 1;
            blank_above = false;
            continue;
        }
        let ruled = is_ruled(line(index));
        let header = if ruled {
            header_after(&line, &field, index + 1)
        } else {
            header(&field, index)
        };
        let top = own_top && blank_above && !ruled;
        let begins = match header {
            Some(end) if !top => Some(end),
            _ if ruled => Some(index + 1),
            _ => attribution(&line, index),
        };
        blank_above = blank_above && line(index).trim().is_empty();
        let Some(end) = begins else {
            index += 1;
            continue;
        };
        authors
            .iter_mut()
            .take(end)
            .skip(index)
            .for_each(|author| *author = Author::Quoted);
        // Where the mail that follows is marked line by line, what is not marked is the sender's answer.
        let mut next = end;
        while next < lines.len() && line(next).trim().is_empty() {
            next += 1;
        }
        let marked = authors.get(next) == Some(&Author::Quoted) || is_quoted(line(next));
        if !marked {
            authors
                .iter_mut()
                .skip(end)
                .for_each(|author| *author = Author::Quoted);
            return;
        }
        index = end.max(index + 1);
    }
}

/// `-----Original Message-----` and the like.
fn is_ruled(line: &str) -> bool {
    const HEADS: [&str; 12] = [
        "original message",
        "original appointment",
        "元のメッセージ",
        "元の予定",
        "forwarded message",
        "転送メッセージ",
        "転送されたメッセージ",
        "引用元メッセージ",
        "転送",
        "forwarded by",
        "reply message",
        "オリジナルメッセージ",
    ];
    let line = line.trim();
    let Some(inner) = line.strip_prefix("--") else {
        return [
            "begin forwarded message:",
            "転送されたメッセージ:",
            "転送されたメッセージ：",
        ]
        .iter()
        .any(|head| begins_with(line, head));
    };
    let inner = inner.trim_start_matches(['-', ' ', '\u{3000}']);
    HEADS.iter().any(|head| begins_with(inner, head))
}

/// Whether a line begins with words, whichever case its ASCII letters have.
fn begins_with(line: &str, words: &str) -> bool {
    let head = line.get(..words.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(words))
}

/// As [`begins_with`], of its end.
fn ends_with(line: &str, words: &str) -> bool {
    let at = line.len().checked_sub(words.len());
    let tail = at.and_then(|at| line.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(words))
}

/// What a line of another mail's header is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Sender,
    /// With whether it says the minute: a form says a day.
    Date {
        timed: bool,
    },
    /// To whom, or of what.
    Rest,
    Other,
    /// No field, but indented as what goes on from one.
    Indented,
    None,
}

/// What a line is, and whether a program begins a header with it that does not say first who sent it.
pub(super) fn field(line: &str) -> (Field, bool) {
    const SENDER: &[&str] = &["from", "差出人", "送信者", "発信者", "送信元"];
    const DATE: &[&str] = &["sent", "date", "送信日時", "送信日", "日時", "日付", "受信日時"];
    const REST: &[&str] = &["to", "subject", "宛先", "件名"];
    const OTHER: &[&str] = &[
        "cc",
        "bcc",
        "reply-to",
        "返信先",
        "重要度",
        "importance",
        "添付ファイル",
        "attachments",
    ];
    const FIRST: &[&str] = &["sent", "date", "送信日時", "受信日時", "subject", "to"];
    // Next to no line holds a colon.
    let bytes = line.as_bytes();
    if memchr::memchr(b':', bytes).is_none() && memchr::memchr(0x9A, bytes).is_none() {
        let indented = line.starts_with([' ', '\t']) && !line.trim().is_empty();
        return (if indented { Field::Indented } else { Field::None }, false);
    }
    let text = line.trim_start_matches(['*', ' ', '\t', '\u{3000}']);
    // None of the names is as long, however it is spaced.
    let head = text.get(..text.floor_char_boundary(200)).unwrap_or_default();
    let name = head.find([':', '：']).and_then(|colon| head.get(..colon));
    let Some(name) = name else {
        let indented = line.starts_with([' ', '\t']) && !text.trim().is_empty();
        return (if indented { Field::Indented } else { Field::None }, false);
    };
    let letters: String = name
        .chars()
        .filter(|c| !matches!(c, '*' | ' ' | '\u{3000}'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let is_one = |names: &[&str]| names.contains(&letters.as_str());
    let field = if is_one(SENDER) {
        Field::Sender
    } else if is_one(DATE) {
        let value = text.get(name.len()..).unwrap_or_default();
        let value = value.trim_start_matches([':', '：']);
        let timed = value.contains(|c: char| c.is_numeric()) && value.contains([':', '：', '時']);
        Field::Date { timed }
    } else if is_one(REST) {
        Field::Rest
    } else if is_one(OTHER) {
        Field::Other
    } else if line.starts_with([' ', '\t']) {
        Field::Indented
    } else {
        Field::None
    };
    (field, is_one(FIRST))
}

/// The header behind a ruled line, which blank lines may come before.
fn header_after<'t>(
    line: &impl Fn(usize) -> &'t str,
    field: &impl Fn(usize) -> (Field, bool),
    from: usize,
) -> Option<usize> {
    let from = (from..from + 3).find(|index| !line(*index).trim().is_empty())?;
    let mut end = from;
    while end < from + 10 && !matches!(field(end).0, Field::None | Field::Indented) {
        end += 1;
    }
    (end > from).then_some(end)
}

/// The header of another mail that begins on a line: who sent it, when, by the minute, and to whom or of what.
/// Gives the line behind it.
pub(super) fn header(field: &impl Fn(usize) -> (Field, bool), from: usize) -> Option<usize> {
    let (first, is_first) = field(from);
    if first != Field::Sender && !is_first {
        return None;
    }
    let mut end = from;
    let (mut sender, mut dated, mut rest) = (false, false, false);
    while end < from + 10 {
        match field(end).0 {
            Field::Sender => sender = true,
            Field::Date { timed } => dated |= timed,
            Field::Rest => rest = true,
            // A list of recipients goes on in the next line.
            Field::Other | Field::Indented => {}
            Field::None => break,
        }
        end += 1;
    }
    (sender && dated && rest).then_some(end)
}

/// A line such as 「2025年9月9日(火) 17:30 山田 <a@example.go.jp>:」, or one broken in two. Gives the line behind it.
fn attribution<'t>(line: &impl Fn(usize) -> &'t str, from: usize) -> Option<usize> {
    let (first, second) = (line(from).trim(), line(from + 1).trim());
    let ends = |line: &str| line.ends_with([':', '：']) && line.len() <= 400;
    // Asked first: next to no line ends so.
    if !ends(first) && !ends(second) || first.len() > 400 || !first.contains(|c: char| c.is_numeric()) {
        return None;
    }
    if says_who_wrote(first) {
        return Some(from + 1);
    }
    // Broken in two it begins with the moment; a sentence above a line that says all of it is the sender's.
    if second.is_empty() || is_quoted(second) || !has_moment(first) || says_who_wrote(second) {
        return None;
    }
    says_who_wrote(&format!("{first} {second}")).then_some(from + 2)
}

fn says_who_wrote(line: &str) -> bool {
    let Some(line) = line.strip_suffix([':', '：']) else {
        return false;
    };
    let line = line.trim_end();
    let wrote = [
        " wrote",
        "書きました",
        "からのメール",
        "さんのメール",
        "のメッセージ",
    ];
    let writes = line.ends_with('>') || wrote.iter().any(|end| ends_with(line, end));
    let by = line.contains('@') || ends_with(line, " wrote") || ends_with(line, "書きました");
    writes && by && has_moment(line)
}

/// Whether a year and a time of day are written.
fn has_moment(line: &str) -> bool {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let timed = line.match_indices([':', '：', '時']).any(|(at, sign)| {
        let before = line.get(..at).unwrap_or_default();
        let after = line.get(at + sign.len()..).unwrap_or_default();
        before.ends_with(|c: char| c.is_ascii_digit()) && (digits(after) == 2 || sign == "時")
    });
    let year = line
        .match_indices("20")
        .any(|(at, _)| digits(line.get(at..).unwrap_or_default()) == 4);
    timed && year
}
