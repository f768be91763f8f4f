//! Quoted mail in a text: lines with `>`, and everything after the header of a forwarded mail or after an attribution
//! line.

use std::ops::Range;

use super::word_search::WordSearch;
use crate::moment::tokens::{fold, is_blank};

/// The quoted parts of a text, in order.
pub(super) fn quoted_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !text.contains(['>', '＞', ':', '：', '-', '_']) {
        return found;
    }
    let mut last_line: Option<Range<usize>> = None;
    // The sender line of a header, until its date follows.
    let mut sender: Option<(usize, usize)> = None;
    // An attribution line, until the first quoted line.
    let mut wrote: Option<usize> = None;
    // Whether a line above announces that the text between two rules is forwarded.
    let mut passes_on = false;
    let mut rule: Option<usize> = None;
    let mut at = 0;
    for (number, raw) in text.split_inclusive('\n').enumerate() {
        let range = at..at + raw.len();
        at = range.end;
        let line = raw.trim_matches(|c: char| is_blank(c) || c == '*');
        passes_on |= number < 30 && announces_forwarding(line);
        if passes_on && is_rule(line) {
            match rule.take() {
                Some(start) => found.push(start..range.end),
                None => rule = Some(range.start),
            }
            last_line = None;
            continue;
        }
        if line.starts_with(['>', '＞']) || starts_with_writer_prefix(line) {
            wrote = None;
            let attribution = last_line
                .take()
                .filter(|last| text.get(last.clone()).is_some_and(is_attribution));
            let start = attribution.map_or(range.start, |last| last.start);
            match found.last_mut() {
                Some(last) if last.end == start => last.end = range.end,
                _ => found.push(start..range.end),
            }
            continue;
        }
        if let Some(start) = wrote.filter(|_| !line.is_empty()) {
            found.push(start..text.len());
            return found;
        }
        if is_forwarded_subject(line) && !line.contains_word("願い") && !line.contains_word("ください")
        {
            last_line = None;
            found.push(range);
            continue;
        }
        if is_forwarding_header(line) {
            found.push(range.start..text.len());
            return found;
        }
        if starts_with_field(line, &["From", "from", "差出人", "送信者", "発信者", "送信元"]) {
            sender = Some((number, range.start));
        } else if let Some((first, start)) = sender
            && number <= first + 4
            && starts_with_field(
                line,
                &["Sent", "Date", "送信日時", "送信日", "日時", "日付", "送信"],
            )
        {
            found.push(start..text.len());
            return found;
        }
        if line.starts_with("Begin forwarded message") {
            found.push(range.start..text.len());
            return found;
        }
        if !line.is_empty() {
            // Long attribution lines may be broken in two.
            let above = last_line
                .as_ref()
                .and_then(|above| text.get(above.start..range.end));
            if is_unquoted_attribution(line) {
                wrote = Some(range.start);
            } else if let Some(both) = above.filter(|_| line.ends_with([':', '：']))
                && is_unquoted_attribution(&both.replace('\n', " "))
            {
                wrote = last_line.as_ref().map(|above| above.start);
            }
            last_line = Some(range);
        }
    }
    found.extend(wrote.map(|start| start..text.len()));
    found
}

/// 「（転送します）」, 「以下、転送です」: the text between the rules below is quoted.
fn announces_forwarding(line: &str) -> bool {
    /// Limit on the line's characters.
    const LONGEST: usize = 24;
    line.chars().count() <= LONGEST
        && line.contains_any(&[
            "転送します",
            "転送いたします",
            "転送です",
            "以下転送",
            "以下、転送",
            "以下、引用",
            "以下引用",
        ])
}

/// A horizontal rule of dashes or the like.
fn is_rule(line: &str) -> bool {
    line.chars().count() >= 4
        && line
            .chars()
            .all(|c| matches!(c, '-' | '－' | '=' | '＝' | '_' | '─' | '━' | '―' | '*' | '＊'))
}

/// Whether a line is an attribution where no `>` follows: it must have a date and time to the minute, and a writer
/// with an address or a word for writing, and end with a colon.
fn is_unquoted_attribution(line: &str) -> bool {
    /// Limit on the line's bytes.
    const LONGEST: usize = 400;
    let line = line.trim_end();
    let Some(line) = line.strip_suffix([':', '：']).filter(|line| line.len() < LONGEST) else {
        return false;
    };
    let line = line.trim_end().to_lowercase();
    let wrote = line.ends_with_any(&["wrote", "書きました", "書いた", "のメール", "のメッセージ"]);
    let by = line.contains(['@', '＠']) && (line.ends_with(['>', '＞', ')', '）']) || wrote);
    (by || wrote && !line.ends_with("メール")) && has_year_and_time(&line)
}

fn has_year_and_time(line: &str) -> bool {
    let digit = |c: char| fold(c).is_ascii_digit();
    let time = line.match_indices([':', '：', '時']).any(|(at, sign)| {
        let (before, after) = (&line[..at], &line[at + sign.len()..]);
        before.ends_with(digit) && (sign == "時" || after.starts_with(digit))
    });
    let digits = |text: &str| text.chars().take_while(|c| digit(*c)).count();
    let year = ["令和", "20", "２０"].iter().any(|head| {
        let mut at = line.word_positions(head);
        at.any(|at| head == &"令和" || digits(&line[at..]) == 4)
    });
    time && year
}

/// `yamada> …`, as some programs quote; not `TEL> …`, a field's name.
fn starts_with_writer_prefix(line: &str) -> bool {
    const FIELDS: [&str; 16] = [
        "to", "from", "cc", "bcc", "date", "sent", "subject", "tel", "fax", "mail", "email", "url", "due",
        "deadline", "note", "re",
    ];
    /// Limit on the name's bytes.
    const LONGEST: usize = 16;
    let name = line.split('>').next().unwrap_or_default();
    (1..=LONGEST).contains(&name.len())
        && name.len() < line.len()
        && name.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field))
}

/// 「2025年9月4日(木) 10:00 山田 <…>:」, "On … wrote:".
fn is_attribution(line: &str) -> bool {
    let line = line.trim_end();
    let says = line.contains_any(&["wrote", "さん", "書きました", "様", "<", "＜"]);
    says && (line.ends_with([':', '：']) || line.contains_word("書きました"))
        && line.contains(|c: char| c.is_numeric())
}

/// -----Original Message-----, ---------- 転送メッセージ ---------, ----- （別添写し） -----
fn is_forwarding_header(line: &str) -> bool {
    const HEADS: [&str; 10] = [
        "Original Message",
        "Original Appointment",
        "元のメッセージ",
        "Forwarded message",
        "Forwarded Message",
        "Forwarded by",
        "引用元メッセージ",
        "転送",
        "（別添写し）",
        "（写し）",
    ];
    let inner = line.trim_matches(|c: char| matches!(c, '-' | '－' | '=' | '_' | '─' | '━') || is_blank(c));
    line.len() >= inner.len() + 4
        && line.starts_with(['-', '－', '=', '_', '─', '━'])
        && inner.starts_with_any(&HEADS)
}

/// Whether a line is the subject of a forwarded mail: 「件名：Fwd: 照会（11/28〆）」.
fn is_forwarded_subject(line: &str) -> bool {
    let subject = ["件名", "Subject", "標題"]
        .iter()
        .find_map(|name| line.strip_prefix(name)?.trim_start().strip_prefix([':', '：']))
        .unwrap_or(line)
        .trim_start_matches(is_blank);
    ["Fwd", "FWD", "fwd", "FW", "Fw", "fw", "ＦＷ", "転送"]
        .iter()
        .any(|mark| {
            subject
                .strip_prefix(mark)
                .is_some_and(|rest| rest.starts_with([':', '：']))
        })
}

fn starts_with_field(line: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        let rest = line.strip_prefix(name);
        rest.is_some_and(|rest| {
            rest.trim_start_matches([' ', '*', '\u{3000}'])
                .starts_with([':', '：'])
        })
    })
}
