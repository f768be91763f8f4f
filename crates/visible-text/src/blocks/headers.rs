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
            header_after(&line, index + 1)
        } else {
            header(&line, index)
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

/// The header behind a ruled line, which blank lines may come before.
fn header_after<'t>(line: &impl Fn(usize) -> &'t str, from: usize) -> Option<usize> {
    let from = (from..from + 3).find(|index| !line(*index).trim().is_empty())?;
    let mut end = from;
    while end < from + 10 && named(line(end), ALL).is_some() {
        end += 1;
    }
    (end > from).then_some(end)
}

const FROM: &[&str] = &["from", "差出人", "送信者", "発信者", "送信元"];
const DATE: &[&str] = &["sent", "date", "送信日時", "送信日", "日時", "日付", "受信日時"];
const REST: &[&str] = &["to", "subject", "宛先", "件名"];
const ALL: &[&str] = &[
    "from",
    "差出人",
    "送信者",
    "発信者",
    "送信元",
    "sent",
    "date",
    "送信日時",
    "送信日",
    "日時",
    "日付",
    "受信日時",
    "to",
    "subject",
    "宛先",
    "件名",
    "cc",
    "bcc",
    "reply-to",
    "返信先",
    "重要度",
    "importance",
    "添付ファイル",
    "attachments",
];

/// The header of another mail that begins on a line: who sent it, when, by the minute, and to whom or of what.
/// Gives the line behind it.
pub(super) fn header<'t>(line: &impl Fn(usize) -> &'t str, from: usize) -> Option<usize> {
    named(line(from), FROM)?;
    let mut end = from + 1;
    let (mut dated, mut rest) = (false, false);
    while end < from + 10 {
        let text = line(end);
        if let Some(value) = named(text, DATE) {
            // A form says a day; a program says the minute.
            dated |= value.contains(|c: char| c.is_numeric()) && value.contains([':', '：', '時']);
        } else if named(text, REST).is_some() {
            rest = true;
        } else if named(text, ALL).is_none() {
            // A list of recipients goes on in the next line.
            let goes_on = text.starts_with([' ', '\t']) && !text.trim().is_empty();
            if !goes_on {
                break;
            }
        }
        end += 1;
    }
    (dated && rest).then_some(end)
}

/// What stands behind one of these names and a colon.
fn named<'t>(line: &'t str, names: &[&str]) -> Option<&'t str> {
    let line = line.trim().trim_start_matches(['*', ' ', '\u{3000}']);
    let colon = line.find([':', '：'])?;
    let (name, value) = line.split_at_checked(colon)?;
    // None of the names is as long, however it is spaced.
    if name.len() > 200 {
        return None;
    }
    let name: String = name
        .chars()
        .filter(|c| !matches!(c, '*' | ' ' | '\u{3000}'))
        .collect::<String>()
        .to_lowercase();
    names
        .contains(&name.as_str())
        .then(|| value.trim_start_matches([':', '：', '*', ' ', '\u{3000}']))
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
    if second.is_empty() || is_quoted(second) {
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
