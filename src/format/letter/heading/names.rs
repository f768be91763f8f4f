//! Names of offices in a heading, their labels, and the writer who introduces himself.

use super::Line;
use crate::directory::{Affiliation, Directory};
use crate::format::party;
use crate::source::Span;
use crate::text::trim;

pub(super) fn is_office(text: &str, directory: &Directory) -> bool {
    text.chars().count() <= 40 && matches!(directory.resolve(text), Affiliation::Ministry(_))
}

/// Whether a name is a listed office, several, or a local government.
pub(super) fn is_known(text: &str, directory: &Directory) -> bool {
    text.chars().count() <= 40 && !matches!(directory.resolve(text), Affiliation::Unlisted(_))
}

/// End of a label that is separated from its value by blanks: 「宛　先　　財務省主計局」.
pub(super) fn spaced_label(text: &str, directory: &Directory) -> Option<usize> {
    const LABELS: [&str; 22] = [
        "発信",
        "発出",
        "To",
        "TO",
        "From",
        "FROM",
        "宛先",
        "宛て先",
        "あて先",
        "送付先",
        "照会先",
        "依頼先",
        "協議先",
        "発信者",
        "発信元",
        "発出元",
        "差出人",
        "照会元",
        "依頼元",
        "協議元",
        "発",
        "宛",
    ];
    let bounds = text.char_indices().filter(|(_, c)| c.is_whitespace());
    bounds.take(4).find_map(|(at, _)| {
        let label: String = text.get(..at)?.split_whitespace().collect();
        let value = text.get(at..)?;
        (LABELS.contains(&&*label) && is_known(value, directory)).then_some(at)
    })
}

/// A text without its list marker: ①, 1., ・.
pub(in crate::format::letter) fn item(text: &str) -> &str {
    let is_number = |c: char| c.is_numeric();
    let rest = text.trim_start_matches(|c: char| {
        is_number(c) || c.is_whitespace() || "・○●◎■□◆◇※-－.．、，)）(（".contains(c)
    });
    // A count is not a marker: 1府11省2庁.
    if text.starts_with(is_number)
        && text.len() - rest.len()
            == text
                .chars()
                .take_while(|c| is_number(*c))
                .map(char::len_utf8)
                .sum::<usize>()
        && !text.starts_with(|c| ('①'..='⑳').contains(&c))
    {
        return text;
    }
    if rest.is_empty() { text } else { rest }
}

/// A name without the address after it: 「総務省行政管理局 <kanri@example.go.jp>」.
pub(super) fn without_address(text: &str) -> &str {
    let name = text.find(['<', '＜']).and_then(|at| text.get(..at)).map(trim);
    name.filter(|name| !name.is_empty()).unwrap_or(text)
}

/// A local government or agency, or its head, with an office-like suffix; within a sentence 今市 is a person.
pub(super) fn is_body(text: &str, directory: &Directory) -> bool {
    const ENDS: [&str; 28] = [
        "委員長",
        "会長",
        "校長",
        "院長",
        "局長",
        "部長",
        "課長",
        "室長",
        "所長",
        "知事",
        "市長",
        "町長",
        "村長",
        "理事長",
        "管理者",
        "委員会",
        "県",
        "都",
        "道",
        "局",
        "部",
        "課",
        "室",
        "係",
        "機構",
        "法人",
        "センター",
        "協会",
    ];
    let count = text.chars().count();
    (3..=40).contains(&count)
        && ENDS.iter().any(|end| text.ends_with(end))
        && matches!(directory.resolve(text), Affiliation::NoMinistry)
}

/// 京都府政策企画部総務課
pub(super) fn is_local_office(text: &str, directory: &Directory) -> bool {
    text.ends_with(['課', '局', '部', '室'])
        && text.contains(['県', '府', '都', '道', '市', '町', '村'])
        && is_body(text, directory)
}

/// The office in 「総務省行政管理局の山田です。」.
pub(super) fn writer(line: &Line<'_>, directory: &Directory) -> Option<Span> {
    const ENDS: [&str; 4] = ["です", "と申します", "でございます", "と申しま"];
    /// Limit on the characters of の and a person's name.
    const NAME_CHARS_LIMIT: usize = 14;
    let mut at = 0;
    for sentence in line.text.split_inclusive(['。', '、', '，', '．']) {
        let bare = sentence.trim_end_matches(['。', '、', '，', '．']);
        let introduction = ENDS.iter().find_map(|end| bare.strip_suffix(end));
        if let Some(introduction) = introduction {
            // 「農水省の大臣官房評価改革課・吉田」, 「総務省の山田」.
            let parted = introduction.rfind(['の', '・']).filter(|at| {
                let tail = introduction
                    .get(*at..)
                    .unwrap_or_default()
                    .trim_start_matches(['の', '・']);
                !party::is_unit(tail)
            });
            let office = parted
                .and_then(|end| introduction.get(..end))
                .unwrap_or(introduction);
            // 「財務省への協議は今回が初めてです。」, 「財務省の窓口は鈴木様です。」 introduce nobody.
            let name = introduction.get(office.len()..).unwrap_or_default();
            let has_particle = |words: &str| words.contains(['は', 'が', 'を', 'に', 'へ', 'も', 'で']);
            let is_clause = name.chars().count() > NAME_CHARS_LIMIT
                || has_particle(name)
                || has_particle(office)
                || ["から", "より"].iter().any(|end| office.ends_with(end));
            if is_clause {
                at += sentence.len();
                continue;
            }
            let blank = office.len() - office.trim_start().len();
            let office = office.trim();
            if is_office(office, directory) || is_body(office, directory) {
                let from = at + blank;
                return Some(line.place(from..from + office.len()));
            }
        }
        at += sentence.len();
    }
    None
}
