//! What of a text is another mail's: lines with `>`, and all behind the header of a mail that is passed on.

use std::ops::Range;

use crate::moment::tokens::is_blank;

/// The quoted parts of a text, in order.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !text.contains(['>', '＞', ':', '：', '-', '_']) {
        return found;
    }
    let mut last_line: Option<Range<usize>> = None;
    // A header's sender, until its date follows.
    let mut sender: Option<(usize, usize)> = None;
    let mut at = 0;
    for (number, raw) in text.split_inclusive('\n').enumerate() {
        let range = at..at + raw.len();
        at = range.end;
        let line = raw.trim_matches(|c: char| is_blank(c) || c == '*');
        if line.starts_with(['>', '＞']) {
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
        if is_ruled(line) {
            found.push(range.start..text.len());
            return found;
        }
        if starts_with(line, &["From", "from", "差出人", "送信者", "発信者", "送信元"]) {
            sender = Some((number, range.start));
        } else if let Some((first, start)) = sender
            && number <= first + 4
            && starts_with(
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
            last_line = Some(range);
        }
    }
    found
}

/// 「2025年9月4日(木) 10:00 山田 <…>:」, "On … wrote:".
fn is_attribution(line: &str) -> bool {
    let line = line.trim_end();
    let says = ["wrote", "さん", "書きました", "様", "<", "＜"]
        .iter()
        .any(|word| line.contains(word));
    says && (line.ends_with([':', '：']) || line.contains("書きました"))
        && line.contains(|c: char| c.is_numeric())
}

/// -----Original Message-----, ---------- 転送メッセージ ---------
fn is_ruled(line: &str) -> bool {
    const HEADS: [&str; 8] = [
        "Original Message",
        "Original Appointment",
        "元のメッセージ",
        "Forwarded message",
        "Forwarded by",
        "転送メッセージ",
        "引用元メッセージ",
        "転送",
    ];
    let inner = line.trim_matches(|c: char| matches!(c, '-' | '－' | '=' | '_' | '─' | '━') || is_blank(c));
    line.len() >= inner.len() + 4
        && line.starts_with(['-', '－', '=', '_', '─', '━'])
        && HEADS.iter().any(|head| inner.starts_with(head))
}

fn starts_with(line: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        let rest = line.strip_prefix(name);
        rest.is_some_and(|rest| {
            rest.trim_start_matches([' ', '*', '\u{3000}'])
                .starts_with([':', '：'])
        })
    })
}
