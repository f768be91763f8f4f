//! Names of offices in a heading, their labels, and the writer who introduces himself.

use jp_datetime::moment;

use super::Line;
use crate::directory::{Affiliation, Directory};
use crate::format::party;
use crate::read::keys::{self, Key};
use crate::source::Span;
use crate::text::trim;

/// Signs before a label.
pub(super) const SIGNS: [char; 21] = [
    '【', '■', '○', '●', '◆', '◇', '・', '□', '〔', '［', '[', '＜', '（', '(', '*', '-', '+', '|', '#', '_',
    '`',
];

/// Signs after a label.
pub(super) const ENDS: [char; 14] = [
    ':', '：', '】', '\t', '〕', '］', ']', '＞', '）', ')', '|', '→', '＝', '=',
];

/// A line without what marks it as an item or a heading: 「１．宛先：…」, 「- [ ] 宛先：…」, 「## 宛先」.
pub(super) fn label_start(line: &str) -> &str {
    let line = item(line).trim_start_matches(SIGNS).trim_start();
    let line = [" ]", "]", "x]"]
        .iter()
        .find_map(|box_end| line.strip_prefix(box_end))
        .unwrap_or(line);
    line.trim_start()
}

/// Whether a line says whom something goes to, so that its office is not the sender: 「宛名：…」; an answer goes to the
/// sender (提出先).
pub(super) fn names_addressee(line: &str) -> bool {
    let inner = label_start(line);
    let label = inner.split(ENDS).next().unwrap_or_default();
    let label = label.split(['（', '(']).next().unwrap_or_default();
    let label = trim(label).trim_matches(['*', '_', '`']);
    const RECIPIENTS: [&str; 6] = ["送信先", "送り先", "配布先", "依頼先", "協議先", "通知先"];
    label.len() < inner.len()
        && (label.starts_with('宛') && label.chars().count() <= 8
            || label.contains("宛先")
            || RECIPIENTS.iter().any(|to| label.ends_with(to)))
}

/// The key of a label as written; `value` decides where a label has two meanings.
pub(super) fn key_of(label: &str, value: &str, directory: &Directory) -> Option<Key> {
    // 宛先（To）
    let label = label.split(['（', '(']).next().unwrap_or(label);
    let label: String = label
        .chars()
        // **宛先**： of Markdown
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_' | '`'))
        // Also labels of a mail header copied into the text.
        .map(|c| c.to_ascii_lowercase())
        .collect();
    match label.as_str() {
        "標題" | "題名" | "表題" | "題" => Some(Key::Subject),
        "発信元" | "発信者名" | "発信課" | "送信者" | "送信元" | "発" => Some(Key::From),
        // 発信：３月４日 says when.
        "発信" | "発出" | "送信" if is_known(value, directory) => Some(Key::From),
        "宛て先" | "宛" | "宛名" | "送信先" => Some(Key::To),
        "発出日" | "発信日" | "送付日" | "日付" | "送信日時" | "送信日" | "date" => {
            Some(Key::Sent)
        }
        label => keys::REQUEST.get(label),
    }
}

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
    // 「送信日　　令和７年７月14日（月）」
    const DATES: [&str; 6] = ["送信日", "発信日", "送付日", "発出日", "日付", "年月日"];
    let bounds = text.char_indices().filter(|(_, c)| c.is_whitespace());
    bounds.take(4).find_map(|(at, _)| {
        let label: String = text.get(..at)?.split_whitespace().collect();
        let label = label.trim_end_matches('*');
        let value = text.get(at..)?;
        // 「宛　鉄道局総務課」: a unit that no list has.
        let is_unit = || {
            let name = trim(value);
            party::is_unit(name)
                && !name.contains(char::is_whitespace)
                && label.starts_with(['宛', 'あ', '発', '差'])
        };
        let fits = LABELS.contains(&label) && (is_known(value, directory) || is_unit())
            || DATES.contains(&label) && moment::read(trim(value)).is_ok();
        fits.then_some(at)
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
    const ENDS: [&str; 29] = [
        "委員長",
        "監査委員",
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
    const SENTENCE_ENDS: [char; 7] = ['。', '、', '，', '．', '！', '!', '？'];
    for sentence in line.text.split_inclusive(SENTENCE_ENDS) {
        let bare = sentence.trim_end_matches(SENTENCE_ENDS);
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
                // こども家庭庁
                || has_particle(&office.replace("こども", ""))
                || ["から", "より"].iter().any(|end| office.ends_with(end));
            if is_clause {
                at += sentence.len();
                continue;
            }
            let blank = office.len() - office.trim_start().len();
            let office = office.trim();
            // 「自然環境計画課の宮下です」, of the sender's own ministry
            let is_own_unit = !name.is_empty() && party::is_unit(office) && !office.starts_with(['各', '貴']);
            if is_office(office, directory) || is_body(office, directory) || is_own_unit {
                let from = at + blank;
                return Some(line.place(from..from + office.len()));
            }
        }
        at += sentence.len();
    }
    None
}
