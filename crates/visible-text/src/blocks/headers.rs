//! Detects the start of quoted or forwarded mail: a separator line, a mail header, or an attribution line.

use std::ops::Range;

use super::author::{Author, Writer, contains_sign, is_quoted};
use crate::Address;

/// Marks quoted and forwarded mail.
pub(super) fn mark(text: &str, lines: &[Range<usize>], authors: &mut [Author], writer: Writer<'_>) {
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
        if announces(
            line(index),
            &["以下引用", "ここから引用", "引用ここから", "引用開始", "以下転送"],
        ) {
            let ends = |index: &usize| {
                announces(
                    line(*index),
                    &["引用終", "引用ここまで", "ここまで引用", "転送終", "転送ここまで"],
                )
            };
            let end = (index + 1..lines.len())
                .find(ends)
                .map_or(lines.len(), |end| end + 1);
            authors
                .iter_mut()
                .take(end)
                .skip(index)
                .for_each(|author| *author = Author::Quoted);
            index = end;
            blank_above = false;
            continue;
        }
        let ruled = is_ruled(line(index));
        let header = if ruled {
            header_after(&line, &field, index + 1)
        } else {
            header(&field, index)
        };
        if let Some(end) = header.filter(|_| !ruled)
            && is_own(&line, index..end, blank_above, writer)
        {
            index = end;
            blank_above = false;
            continue;
        }
        let begins = match header {
            Some(end) => Some(end),
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
        // If the mail below is quoted by line prefixes, lines without prefix are the sender's answer.
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

/// Line ranges of headers in the sender's own text that are its form. Those without a time of day count too: other
/// readers of the text take them for another mail's.
pub(super) fn own(
    text: &str,
    lines: &[Range<usize>],
    senders: &[Address],
    is_first: bool,
) -> Vec<Range<usize>> {
    let line = |index: usize| {
        let range = lines.get(index).cloned();
        range.and_then(|range| text.get(range)).unwrap_or_default()
    };
    let mut found = Vec::new();
    let mut is_top = is_first;
    let mut index = 0;
    while index < lines.len() {
        let mut end = index;
        let (mut sender, mut dated) = (false, false);
        loop {
            match field(line(end)).0 {
                Field::Sender => sender = true,
                Field::Date { .. } => dated = true,
                Field::Rest | Field::Other => {}
                Field::Indented | Field::None => break,
            }
            end += 1;
        }
        if sender && dated && is_own(&line, index..end, is_top, Writer::OfMail(senders)) {
            found.push(index..end);
        }
        is_top = is_top && end == index && line(index).trim().is_empty();
        index = end.max(index + 1);
    }
    found
}

/// Whether a header is a form of the sender's own: it names no mail address, and either names the sender of the mail or
/// begins the letter, unless a program wrote its date.
fn is_own<'t>(
    line: &impl Fn(usize) -> &'t str,
    range: Range<usize>,
    is_first: bool,
    writer: Writer<'_>,
) -> bool {
    let senders = match writer {
        Writer::OfText => return is_first,
        Writer::OfMail(senders) => senders,
    };
    let (mut is_sender, mut by_program) = (false, false);
    for line in range.map(line) {
        if line.contains('@') {
            return false;
        }
        match field(line).0 {
            Field::Sender => is_sender |= names(line, senders),
            Field::Date { .. } => by_program |= has_moment(line),
            _ => {}
        }
    }
    if is_first {
        is_sender || !by_program
    } else {
        is_sender && !by_program
    }
}

/// Whether the value of a field is a sender's name, or begins with it, or the other way round.
fn names(line: &str, senders: &[Address]) -> bool {
    /// Characters below which a name may be part of any other.
    const SHORTEST: usize = 2;
    /// Limit on senders compared.
    const SENDERS_LIMIT: usize = 16;
    let closed_up =
        |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect() };
    let Some((_, value)) = line.split_once([':', '：']) else {
        return false;
    };
    let value = closed_up(value);
    senders
        .iter()
        .take(SENDERS_LIMIT)
        .filter_map(|sender| sender.name.as_deref())
        .any(|name| {
            let name = closed_up(name);
            let shorter = value.chars().count().min(name.chars().count());
            shorter >= SHORTEST && (value.starts_with(&name) || name.starts_with(&value))
        })
}

/// Whether a line is a separator such as `-----Original Message-----`.
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

/// Whether a line set apart by signs announces the begin or the end of a quotation: 「【以下、引用】」.
fn announces(line: &str, heads: &[&str]) -> bool {
    const SIGNS: &str = "【】［］[]（）()〔〕＜＞<>-－=＝─━―*＊";
    let line = line.trim();
    if line.len() > 120 || !line.starts_with(|c| SIGNS.contains(c)) {
        return false;
    }
    let words: String = line
        .chars()
        .filter(|c| !SIGNS.contains(*c) && !c.is_whitespace() && !matches!(c, '、' | '，'))
        .collect();
    // More words are a sentence.
    heads.iter().any(|head| words.starts_with(head)) && words.chars().count() <= 10
}

/// Prefix test, ASCII case-insensitive.
fn begins_with(line: &str, words: &str) -> bool {
    let head = line.get(..words.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(words))
}

/// Suffix test, ASCII case-insensitive.
fn ends_with(line: &str, words: &str) -> bool {
    let at = line.len().checked_sub(words.len());
    let tail = at.and_then(|at| line.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(words))
}

/// Class of a line in another mail's header.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Sender,
    /// Whether it states the minute; dates in forms do not.
    Date {
        timed: bool,
    },
    /// Recipients, or the subject.
    Rest,
    Other,
    /// A continuation line.
    Indented,
    None,
}

/// Classifies a line; the second part is whether a header of some program may begin with it instead of with the
/// sender.
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
    // Fast path: few lines contain a colon.
    if !contains_sign(line, b':', "：") {
        let indented = line.starts_with([' ', '\t']) && !line.trim().is_empty();
        return (if indented { Field::Indented } else { Field::None }, false);
    }
    let text = line.trim_start_matches(['*', ' ', '\t', '\u{3000}']);
    // Longer than any field's name, with blanks inserted.
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

/// The header after a separator line and blank lines.
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

/// Parses another mail's header that begins on a line: sender, date with time, and recipients or subject. Returns the
/// line after it.
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
            // Continued list of recipients.
            Field::Other | Field::Indented => {}
            Field::None => break,
        }
        end += 1;
    }
    (sender && dated && rest).then_some(end)
}

/// Parses an attribution such as 「2025年9月9日(火) 17:30 山田 <a@example.go.jp>:」, possibly on two lines; returns the line
/// after it.
fn attribution<'t>(line: &impl Fn(usize) -> &'t str, from: usize) -> Option<usize> {
    let (first, second) = (line(from).trim(), line(from + 1).trim());
    let ends = |line: &str| line.ends_with([':', '：']) && line.len() <= 400;
    // Fast path: few lines end so.
    if ends(first) && names_who_wrote(first) {
        return Some(from + 1);
    }
    if !ends(first) && !ends(second) || first.len() > 400 || !first.contains(|c: char| c.is_numeric()) {
        return None;
    }
    if says_who_wrote(first) {
        return Some(from + 1);
    }
    // On two lines the first begins with the moment; a sentence above a complete attribution is the sender's.
    if second.is_empty() || is_quoted(second) || !has_moment(first) || says_who_wrote(second) {
        return None;
    }
    says_who_wrote(&format!("{first} {second}")).then_some(from + 2)
}

/// 「山田さんは書きました:」, "Yamada wrote:", without a time.
fn names_who_wrote(line: &str) -> bool {
    /// Characters of the line.
    const LONGEST: usize = 40;
    let line = line.trim_end_matches([':', '：']).trim_end();
    let english = line.strip_suffix(" wrote").is_some_and(|name| {
        let words = name.split_whitespace();
        words.clone().count() <= 3 && words.clone().all(|word| word.starts_with(char::is_uppercase))
    });
    let japanese = [
        "さんは書きました",
        "さんが書きました",
        "様は書きました",
        "氏は書きました",
    ];
    line.chars().count() <= LONGEST && (english || japanese.iter().any(|end| line.ends_with(end)))
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
