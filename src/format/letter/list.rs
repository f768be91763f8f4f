//! A list of addressees that the letter refers to: 「別記宛先」 above, and （別記） with the names below.

use super::heading::item;
use super::line::{Line, lines};
use crate::directory::{Affiliation, Directory, is_honorific};
use crate::source::Span;
use crate::text::range_in;

/// Limit on lines examined.
const LINES_LIMIT: usize = 2_000;

/// Spans of the listed names, and whether every line of the list is a known name.
pub(super) fn addressees(text: &str, base: usize, directory: &Directory) -> (Vec<Span>, bool) {
    let all = lines(text, base, LINES_LIMIT);
    let headings = all.iter().enumerate().filter(|(_, line)| heads(cell(&line.text)));
    for (at, _) in headings {
        let mut found = Vec::new();
        let mut whole = true;
        for line in all.iter().skip(at + 1) {
            if line.apart && !found.is_empty() {
                break;
            }
            if heads(cell(&line.text)) {
                continue;
            }
            match names(line, directory) {
                Some(names) => found.extend(names),
                None => {
                    whole = false;
                    break;
                }
            }
        }
        if !found.is_empty() {
            return (found, whole);
        }
    }
    (Vec::new(), false)
}

/// The first cell of a table row that is more than a number; for another line, all of it.
fn cell(line: &str) -> &str {
    let mut cells = line.split('\t');
    cells
        .find(|cell| cell.contains(char::is_alphabetic))
        .unwrap_or(line)
}

/// （別記）, 【宛先一覧】, 別紙１.
fn heads(line: &str) -> bool {
    const NAMES: [&str; 13] = [
        "別記",
        "別紙",
        "別添",
        "別表",
        "宛先",
        "宛て先",
        "あて先",
        "送付先",
        "送信先",
        "配布先",
        "照会先",
        "依頼先",
        "協議先",
    ];
    const SIGNS: &str = "（）()【】〔〕［］[]＜＞<>「」■□○●◆◇・※：:";
    let bare: String = line
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_numeric() && !SIGNS.contains(*c))
        .collect();
    let bare = ["一覧表", "一覧", "リスト", "名簿"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        .unwrap_or(&bare);
    let mut rest = bare;
    while let Some(shorter) = NAMES.iter().find_map(|name| rest.strip_suffix(name)) {
        rest = shorter.trim_end_matches('の');
    }
    rest.is_empty() && !bare.is_empty()
}

/// The offices named by a line of the list; `None` if one is unknown.
fn names(line: &Line<'_>, directory: &Directory) -> Option<Vec<Span>> {
    let text = cell(&line.text);
    let item = item(text);
    let base = range_in(&line.text, item).start;
    let mut at = 0;
    let mut found = Vec::new();
    for part in directory.split(item) {
        let start = item.get(at..)?.find(part)? + at;
        at = start + part.len();
        if is_honorific(part) {
            continue;
        }
        if matches!(
            directory.resolve(part),
            Affiliation::Unlisted(_) | Affiliation::Uncounted
        ) {
            return None;
        }
        found.push(line.place(base + start..base + at));
    }
    (!found.is_empty()).then_some(found)
}
