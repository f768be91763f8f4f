//! Detects the sender's signature.

use std::ops::Range;

use super::author::Author;

/// Limit on lines of a signature.
const LINES_LIMIT: usize = 15;

/// Marks the signature: text after `-- `, or after a ruled line at the end if it contains contact details and no
/// request.
pub(super) fn mark(text: &str, lines: &[Range<usize>], authors: &mut [Author]) {
    let line = |index: usize| {
        lines
            .get(index)
            .and_then(|line| text.get(line.clone()))
            .unwrap_or_default()
    };
    let mut start = 0;
    while start < lines.len() {
        let author = authors.get(start).copied();
        let mut end = start;
        while end < lines.len() && authors.get(end).copied() == author {
            end += 1;
        }
        if author == Some(Author::Sender)
            && let Some(from) = begins(&line, start, end)
        {
            authors
                .iter_mut()
                .take(end)
                .skip(from)
                .for_each(|author| *author = Author::Signature);
        }
        start = end.max(start + 1);
    }
}

/// Start of the signature at the end of some lines.
fn begins<'t>(line: &impl Fn(usize) -> &'t str, start: usize, end: usize) -> Option<usize> {
    let delimiter = (start..end).rev().take(LINES_LIMIT + 10).find(|index| {
        let line = line(*index).trim_end_matches(['\r', '\n']);
        line == "-- "
    });
    if delimiter.is_some() {
        return delimiter;
    }
    let mut last = end;
    while last > start && line(last - 1).trim().is_empty() {
        last -= 1;
    }
    let above = |index: usize| line(index - 1);
    let mut from = None;
    let mut reachable = false;
    for index in (start..last).rev().take(LINES_LIMIT + 2) {
        let line = line(index);
        if is_rule(line) {
            if index > start && are_column_heads(above(index)) {
                break;
            }
            if reachable {
                from = Some(index);
            }
            continue;
        }
        if contains_request(line) {
            break;
        }
        // Between the last two rules, or after the last: text above another rule is not a signature.
        if from.is_some() {
            break;
        }
        reachable |= has_contact_detail(line);
    }
    from
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 2
        && line.chars().all(|c| {
            matches!(
                c,
                '-' | '=' | '*' | '_' | '~' | '+' | '#' | '─'
                    ..='╿'
                        | '＊'
                        | '－'
                        | '＝'
                        | '―'
                        | 'ー'
                        | '＿'
                        | '～'
                        | '■'
                        | '□'
                        | '◆'
                        | '◇'
                        | '★'
                        | '☆'
                        | '○'
                        | '●'
                        | '・'
                        | ' '
                        | '\u{3000}'
                        | '･'
                        | '°'
                        | '∴'
                        | '‥'
                        | '…'
            )
        })
}

/// Whether a line is the heads of a table, which a rule may part from its rows: 「調査票　　　提出期限」.
fn are_column_heads(line: &str) -> bool {
    let line = line.trim();
    ["期限", "締切", "〆切", "期日", "日時"]
        .iter()
        .any(|head| line.ends_with(head))
        && !line.contains(['。', '、'])
        && line.contains([' ', '\u{3000}', '\t', '|', '｜'])
}

fn has_contact_detail(line: &str) -> bool {
    const WORDS: [&str; 13] = [
        "tel",
        "fax",
        "電話",
        "内線",
        "mail",
        "メール",
        "〒",
        "@",
        "＠",
        "http",
        "直通",
        "代表",
        "ＴＥＬ",
    ];
    let line = line.to_lowercase();
    WORDS.iter().any(|word| line.contains(word))
}

/// Whether a line requests something, which no signature does.
fn contains_request(line: &str) -> bool {
    const WORDS: [&str; 19] = [
        "までに",
        "以内に",
        "頂き",
        "いただ",
        "お寄せ",
        "期限",
        "締切",
        "〆",
        "締め切",
        "必着",
        "厳守",
        "願い",
        "ください",
        "下さい",
        "ヒアリング",
        "日時",
        "回答",
        "提出",
        "due",
    ];
    let line = line.to_lowercase();
    let due = line.match_indices("まで").any(|(at, _)| {
        // 「内線2109まで」 names a contact.
        let before = line.get(..at).unwrap_or_default();
        before.ends_with([
            '日', '時', '分', '）', ')', '月', '中', '末', '朝', '午', '半', '頃', '夕', '方', '昼',
        ])
    });
    due || WORDS.iter().any(|word| line.contains(word))
}
