//! The author of a block.

use crate::Address;

/// The author of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The sender.
    Sender,
    /// Quoted or forwarded mail.
    Quoted,
    /// The sender, in a signature.
    Signature,
}

/// Who writes a text, by which its own form is told from another mail's header.
#[derive(Clone, Copy)]
pub(crate) enum Writer<'a> {
    /// A text without a mail header: a header at its top is its own.
    OfText,
    /// The senders of a mail.
    OfMail(&'a [Address]),
}

/// Whether a line begins with a quotation mark of mail: `> `, `:> `, 「山田さん> 」; not 「＞＞＞期限＜＜＜」.
pub(super) fn is_quoted(line: &str) -> bool {
    let line = line.trim();
    let marked = line.strip_prefix(':').unwrap_or(line);
    if marked.starts_with(['>', '＞']) {
        let begins = marked.starts_with(">>") || marked.starts_with("＞＞");
        return !(begins && marked.ends_with(['<', '＜']));
    }
    has_writer(line)
}

/// Whether a line begins with the name of a person and one `>`.
fn has_writer(line: &str) -> bool {
    // An office's name is as often the label of its own limit: 「財務省＞　９月１１日まで」.
    const ENDS: [&str; 3] = ["さん", "様", "氏"];
    /// Characters of a name.
    const LONGEST: usize = 10;
    if !contains_sign(line, b'>', "＞") {
        return false;
    }
    let Some((name, rest)) = line.split_once(['>', '＞']) else {
        return false;
    };
    ENDS.iter().any(|end| name.ends_with(end))
        && rest.starts_with([' ', '\u{3000}'])
        && !rest.contains(['>', '＞'])
        && name.chars().count() <= LONGEST
        && name.chars().all(char::is_alphabetic)
}

/// Whether a line contains a sign or its full-width form. Most lines have neither, which is told by two searches for a
/// byte.
pub(super) fn contains_sign(line: &str, half: u8, full: &str) -> bool {
    let (bytes, full) = (line.as_bytes(), full.as_bytes());
    let before_last = full.len().saturating_sub(1);
    memchr::memchr(half, bytes).is_some()
        || full.last().is_some_and(|last| {
            memchr::memchr_iter(*last, bytes)
                .any(|at| bytes.get(at.saturating_sub(before_last)..=at) == Some(full))
        })
}

/// Whether a line begins with a bar as mail quoted in a window's margin does. A row of a table has further bars.
pub(super) fn is_barred(line: &str) -> bool {
    let line = line.trim();
    let rest = line.strip_prefix("| ").or_else(|| line.strip_prefix("│ "));
    rest.is_some_and(|rest| !rest.contains(BARS))
}

/// Whether a line is part of a table or of a box.
pub(super) fn is_of_table(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['┌', '┏', '╭', '+', '├', '┠', '┣', '└', '┗', '╰'])
        || line.starts_with(BARS) && !is_barred(line)
}

const BARS: [char; 4] = ['|', '│', '｜', '┃'];
