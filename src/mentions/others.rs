//! What of a text is not its author's: quoted and forwarded mail.

use jp_datetime::moment::tokens::is_blank;

/// Whether a place is in a line of quoted mail. In a text with escapes a line begins behind `\n` too.
pub(crate) fn is_quoted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = |sign: &str| before.rfind(sign).map_or(0, |found| found + sign.len());
    let line = before.get(after("\n").max(after("\\n"))..).unwrap_or_default();
    line.trim_start_matches(is_blank).starts_with(['>', '＞'])
}

/// Where the mail begins that a text answers or passes on.
pub(crate) fn forwarded(text: &str) -> Option<usize> {
    const HEADS: [&str; 7] = [
        "Original Message",
        "元のメッセージ",
        "Forwarded message",
        "転送メッセージ",
        "引用元メッセージ",
        "転送",
        "Forwarded by",
    ];
    let ruled = HEADS
        .iter()
        .filter_map(|head| text.find(head))
        .filter(|at| {
            // Between rules of hyphens, not in a sentence.
            text.get(..*at)
                .is_some_and(|before| before.trim_end_matches(is_blank).ends_with("--"))
        })
        .min();
    let headed = ["Begin forwarded message", "From", "差出人", "送信者"];
    let headed = headed.iter().flat_map(|head| text.match_indices(head));
    let headed = headed
        .filter_map(|(at, head)| is_header(text, at, head).then_some(at))
        .min();
    ruled.into_iter().chain(headed).min()
}

/// Whether the header of a mail begins at a place: a line for its sender, and one for its date right behind.
fn is_header(text: &str, at: usize, head: &str) -> bool {
    const DATES: [&str; 6] = ["Sent", "Date", "送信日時", "送信日", "日時", "日付"];
    let before = text
        .get(..at)
        .unwrap_or_default()
        .trim_end_matches([' ', '\t', '\u{3000}', '*']);
    let is_named = |line: &str, name: &str| {
        let rest = line.trim_start_matches(['*']).strip_prefix(name);
        rest.is_some_and(|rest| {
            rest.trim_start_matches([' ', '*', '\u{3000}'])
                .starts_with([':', '：'])
        })
    };
    let mut lines = text
        .get(at..)
        .unwrap_or_default()
        .split("\n")
        .flat_map(|line| line.split("\\n"));
    let begins = before.is_empty() || before.ends_with('\n') || before.ends_with("\\n");
    begins
        && lines.next().is_some_and(|line| is_named(line, head))
        && (head.starts_with("Begin")
            || lines
                .take(3)
                .any(|line| DATES.iter().any(|date| is_named(line.trim(), date))))
}
