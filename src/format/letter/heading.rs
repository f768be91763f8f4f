//! The heading of a letter's text: date, addressees, sender, title. Mail has these in its header.

mod labels;
mod names;

use std::ops::Range;

use jp_datetime::moment::{self, Written};

pub(super) use names::item;
use names::{SIGNS, is_body, is_known, is_local_office, is_office, names_addressee, without_address, writer};

use super::line::{Line, lines};
use crate::directory::{Affiliation, Directory, HONORIFICS, is_honorific};
use crate::format::party;
use crate::read::keys::KindWord;
use crate::read::kinds::Kinds;
use crate::source::Span;
use crate::text::{range_in, trim};

/// Limit on lines examined.
const LINES_LIMIT: usize = 60;

/// Blanks before a line that stands at the right, as a sender does.
const FAR: usize = 10;

/// Honorifics of persons, though a group may have one too.
const PERSONS: [&str; 3] = ["様", "さま", "先生"];

/// A parsed heading.
#[derive(Default)]
pub(super) struct Heading {
    pub kind: Option<(KindWord, Span)>,
    pub sent: Option<(Written, Span)>,
    /// Each with whether it may be a person's name.
    pub to: Vec<(Span, bool)>,
    pub from: Option<Span>,
    pub subject: Option<Span>,
    /// Whether the subject is a title in the text, below which no addressee follows; a labelled subject may come
    /// first.
    is_titled: bool,
    /// The writer, as introduced in the first sentences.
    pub writer: Option<Span>,
    /// A label whose value may continue on the next line.
    open: Option<Open>,
}

/// A label, and whether its value is on the same line.
#[derive(Clone, Copy)]
struct Open {
    is_sender: bool,
    has_value: bool,
    /// Indentation of the previous line, at first the label's.
    indent: usize,
}

/// Reads what precedes the first sentence of a text, which begins at `base` of its source.
pub(super) fn read(text: &str, base: usize, directory: &Directory, kinds: &Kinds) -> Heading {
    let mut heading = Heading::default();
    let mut sentences = 0;
    let lines = lines(text, base, LINES_LIMIT);
    let beside = beside_addressed(&lines, directory);
    let mut columns_until = 0;
    for (number, line) in lines.iter().enumerate() {
        if number < columns_until {
            continue;
        }
        if let Some(values) = heading.columns(&lines, number, directory) {
            columns_until = values + 1;
            continue;
        }
        let is_sentence = line.text.contains('。') && !is_aside(&line.text);
        sentences += usize::from(is_sentence);
        if matches!(&*line.text, "記" | "以上") || sentences > 3 {
            break;
        }
        if heading.writer.is_none() && sentences <= 3 {
            heading.writer = writer(line, directory);
        }
        if is_sentence || sentences > 0 {
            // A title in brackets may follow a greeting: 「【資料要求】…」.
            if !is_sentence && line.text.starts_with('【') {
                heading.titled(line, lines.get(number + 1), kinds, directory);
            }
            continue;
        }
        if beside.get(number) == Some(&true) {
            heading.to.push((line.span, false));
            continue;
        }
        if let Some(above) = number.checked_sub(1).and_then(|above| lines.get(above))
            && heading.divided(above, line, directory)
        {
            continue;
        }
        if heading.continued(line, directory)
            || heading.marked_down(line)
            || heading.labelled(line, directory)
            || heading.dated(line, number.checked_sub(1).and_then(|above| lines.get(above)))
            || heading.addressed(line, directory)
        {
            continue;
        }
        heading.titled(line, lines.get(number + 1), kinds, directory);
        if heading.from.is_none()
            && !heading.to.is_empty()
            && !heading.is_titled
            && (is_office(&line.text, directory)
                || is_body(&line.text, directory)
                || is_sender_at_right(line)
                || is_own_unit(line, lines.get(number + 1)))
        {
            let sections = lines.get(number..).unwrap_or_default().windows(2);
            let end = sections
                .map_while(|pair| match pair {
                    [office, section] if is_section_below(office, section, directory) => {
                        Some(section.span.end)
                    }
                    _ => None,
                })
                .last();
            heading.from = Some(Span {
                end: end.unwrap_or(line.span.end),
                ..line.span
            });
        }
    }
    // 「内閣府国会連絡室」 on the first line, above those who are addressed.
    let marks = lines.iter().take_while(|line| is_letter_mark(&line.text)).count();
    if let Some([first, second, ..]) = lines.get(marks..)
        && heading.from.is_none()
        && heading.writer.is_none()
        && !heading.to.is_empty()
        && second.apart
        && addressee(&first.text).is_none()
        && is_office(&first.text, directory)
        && !heading.to.iter().any(|(span, _)| span.start == first.span.start)
    {
        heading.from = Some(first.span);
    }
    heading
}

/// Whether a person is addressed below the office: 「島根県土木部砂防課」, 「野津様」.
fn is_person_of(addressee: &str, above: &str, directory: &Directory) -> bool {
    const PERSON_CHARS_LIMIT: usize = 7;
    let name = PERSONS.iter().find_map(|end| addressee.strip_suffix(end));
    name.is_some_and(|name| {
        !is_honorific(addressee) && name.chars().count() <= PERSON_CHARS_LIMIT && !party::is_unit(name.trim())
    }) && party::is_unit(above)
        && self::addressee(above).is_none()
        && above.chars().count() <= 40
        && !matches!(directory.resolve(above), Affiliation::Uncounted)
}

/// Whether the second line names a section of the office on the first: 「総務省自治行政局公務員部」, 「福利課長」.
fn is_section_below(office: &Line<'_>, section: &Line<'_>, directory: &Directory) -> bool {
    // The head of an office and another one send together.
    const COMPLETE: [char; 6] = ['長', '官', '課', '室', '係', '付'];
    // 「消防庁予防課」, 「危険物保安室」
    // 「内閣府政策統括官（防災担当）付」, 「参事官（避難生活担当）」
    let is_within = office.text.ends_with('課') && section.text.ends_with(['室', '係', '班'])
        || office.text.ends_with('付')
            && ["参事官", "企画官"]
                .iter()
                .any(|head| section.text.starts_with(head));
    !section.apart
        && section.indent >= office.indent
        && (!office.text.ends_with(COMPLETE) || is_within)
        && is_unit_or_head(&section.text)
        && (section.indent > office.indent
            || matches!(
                directory.resolve(&section.text),
                Affiliation::Unlisted(_) | Affiliation::Own
            )
            // 「内閣府」, 「規制改革推進室」
            || directory.is_whole_ministry(&office.text)
                && directory.resolve(&section.text) == directory.resolve(&office.text)
                && !directory.is_whole_ministry(&section.text))
}

/// 福利課長, 参事官（地域再生担当）, 製品安全センター所長
fn is_unit_or_head(name: &str) -> bool {
    const ENDS: [&str; 7] = ["研究科", "領域", "部門", "研究所", "機構", "大学", "教育"];
    let bare = name
        .strip_suffix(['）', ')'])
        .and_then(|name| name.rfind(['（', '(']).and_then(|open| name.get(..open)))
        .unwrap_or(name);
    let unit = bare.strip_suffix('長').unwrap_or(bare);
    let is_unit = |unit: &str| party::is_unit(unit) || ENDS.iter().any(|end| unit.ends_with(end));
    is_unit(unit) || unit.strip_suffix('所').is_some_and(is_unit)
}

/// A sender that no list has, far to the right: 福岡法務局長, 国立大学法人東北大学.
fn is_sender_at_right(line: &Line<'_>) -> bool {
    line.indent >= FAR
        && (5..=40).contains(&line.text.chars().count())
        && !line.text.contains(['：', ':', '「', '、'])
        && is_unit_or_head(&line.text)
}

/// A sender that no list has, on a line of its own: 「管理部契約課」.
fn is_own_unit(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    line.apart && next.is_none_or(|next| next.apart) && is_unit_name(&line.text)
}

/// A remark set apart: （ＢＣＣで送付しています。）, ※本メールは….
fn is_aside(line: &str) -> bool {
    let bracketed = line.starts_with(['（', '(', '＜', '<', '［', '['])
        && line.ends_with(['）', ')', '＞', '>', '］', ']']);
    bracketed || line.starts_with('※')
}

/// A line above the parties: 「（事務連絡・案）」, the number or the date of the letter.
fn is_letter_mark(line: &str) -> bool {
    is_aside(line)
        || matches!(line, "事務連絡" | "事務連絡（案）" | "案")
        || line.ends_with('号')
        || moment::read(line).is_ok()
}

/// A line that addresses a recipient, without trailing signs. Recipients of copies do not count.
fn addressee(line: &str) -> Option<&str> {
    let text = line.trim_end_matches(['、', '，', ',', '。', '）', ')']);
    // 「財務省主計局　御中（写：内閣府）」.
    let addressed = |text: &str| HONORIFICS.iter().any(|end| text.ends_with(end));
    let aside = text.rfind(['（', '(']).and_then(|at| text.get(..at)).map(trim);
    let text = aside.filter(|text| addressed(text)).unwrap_or(text);
    if !addressed(text) || text.chars().count() > 60 {
        return None;
    }
    (!is_copied(text)).then_some(text)
}

/// Whether a line names recipients of copies: 「（写送付先）内閣府…　御中」, 「ＣＣ：…」.
fn is_copied(line: &str) -> bool {
    let bare = line.trim_start_matches(['(', '（', '〔', '［', '[', '【', ' ', '\u{3000}']);
    let copied = ["写し", "写：", "写:", "写送", "写　", "写 ", "写）", "写)"];
    let lower = bare
        .get(..bare.floor_char_boundary(9))
        .unwrap_or_default()
        .to_lowercase();
    copied.iter().any(|word| bare.starts_with(word))
        || ["cc", "ｃｃ", "bcc"].iter().any(|word| lower.starts_with(word))
}

/// 課, 局, 室 or 部: the last character of an addressed unit.
fn rank_of(addressed: &str) -> Option<char> {
    let name = HONORIFICS
        .iter()
        .find_map(|end| addressed.strip_suffix(end))
        .map(trim)?;
    name.chars().next_back().filter(|last| "課局室部".contains(*last))
}

/// Which lines name an office covered by the 御中 of another line in the same block.
fn beside_addressed(lines: &[Line<'_>], directory: &Directory) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    // 警察庁丙総発第３１号 is a document number.
    let is_name = |line: &Line<'_>| {
        // 各経済団体事務局長, which no list has
        let is_head = line.indent < FAR && line.text.ends_with('長') && line.text.contains('各');
        addressee(&line.text).is_none()
            && (is_known(&line.text, directory) || is_head)
            && !line.text.ends_with('号')
    };
    let mut start = 0;
    while start < lines.len() {
        let end = lines
            .iter()
            .enumerate()
            .skip(start + 1)
            .find(|(_, line)| line.apart)
            .map_or(lines.len(), |(at, _)| at);
        let block = lines.get(start..end).unwrap_or_default();
        let last = block.iter().rposition(|line| addressee(&line.text).is_some());
        // A name below the only 御中 of a block may be the sender; it belongs to a list if names precede too.
        if let Some(last) = last {
            // 「労働基準局総務課」 above 「職業安定局総務課　御中」, which no list has
            let rank = block
                .get(last)
                .and_then(|line| addressee(&line.text))
                .and_then(rank_of);
            let is_peer = |line: &Line<'_>| {
                addressee(&line.text).is_none()
                    && party::is_unit(&line.text)
                    && line.text.chars().count() <= 24
                    && line.indent < FAR
                    && rank.is_some()
                    && line.text.chars().next_back() == rank
            };
            // A sender stands far to the right of those whom it addresses.
            let is_sender = |line: &Line<'_>| {
                let addressed = block.get(last).map_or(0, |line| line.indent);
                line.indent >= addressed + FAR
            };
            let is_covered = |at: usize, line: &Line<'_>| {
                !is_sender(line) && (is_name(line) || at < last && is_peer(line))
            };
            let above = block
                .iter()
                .enumerate()
                .take(last)
                .filter(|(at, line)| is_covered(*at, line))
                .count();
            for (at, line) in block.iter().enumerate() {
                if let Some(mark) = found.get_mut(start + at) {
                    *mark = is_covered(at, line) && above > 0;
                }
            }
        }
        start = end.max(start + 1);
    }
    found
}

/// A date with its year on a line of its own below a letter's text: 「令和７年７月８日」 above the sender.
pub(super) fn dated_below(text: &str, base: usize) -> Option<(Written, Span)> {
    let mut at = base;
    text.split_inclusive('\n').take(LINES_LIMIT).find_map(|raw| {
        let line = trim(raw);
        let start = at + raw.find(line).unwrap_or(0);
        at += raw.len();
        let written = moment::read(line).ok().filter(|_| line.len() <= 60)?;
        let dated = written.year.is_some() && written.time.is_none() && written.date_span.end == line.len();
        dated.then(|| (written, Span::new(start, start + line.len())))
    })
}

/// The first office named in a signature.
pub(super) fn signed(text: &str, base: usize, directory: &Directory) -> Option<Span> {
    let mut at = base;
    for raw in text.split_inclusive('\n').take(LINES_LIMIT) {
        let line = raw.trim();
        let lead = raw.len() - raw.trim_start().len();
        let start = at + lead;
        at += raw.len();
        // 「・問１～３　防衛省」 is an item of a list, 「総務省より照会のありました件に関し、…」 a sentence.
        if line.starts_with(|c: char| matches!(c, '・' | '①'..='⑳'))
            || line.contains(['。', '、'])
            || names_addressee(line)
            || line.ends_with("御中")
            || line.ends_with(['様', '殿'])
        {
            continue;
        }
        // 「国土交通省　９月１６日（火）１４：００～」 is a row of a timetable.
        let mut spans = line.split(['～', '〜', '~']);
        if spans.next_back().is_some() && spans.any(|head| head.ends_with(char::is_numeric)) {
            continue;
        }
        // 「内閣官房副長官補（事態対処担当）付」 is one office; 「総務省行政管理局（担当：山田）」 ends before the bracket.
        let whole = |word: &&str| word.ends_with("付") && is_office(word, directory);
        let mut words = line.split([' ', '\u{3000}', '\t', '/', '／']);
        let mut parts = line.split([' ', '\u{3000}', '\t', '（', '(', '【', '】', '：', ':', '/', '／']);
        let found = words
            .find(whole)
            .or_else(|| parts.find(|part| is_office(part, directory) || is_local_office(part, directory)));
        let Some(word) = found else { continue };
        let offset = line.find(word).unwrap_or(0);
        let end = offset + word.len();
        let units = line.get(end..).map_or(0, units_behind);
        return Some(Span::new(start + offset, start + end + units));
    }
    None
}

/// The first line of a signature that consists of a unit no list has: 「神戸地方合同庁舎管理室」.
pub(super) fn signed_unit(text: &str, base: usize) -> Option<Span> {
    let lines = text.split_inclusive('\n').take(LINES_LIMIT);
    let unit = lines.map(str::trim).find(|line| is_unit_name(line))?;
    Some(Span::new(base, base + text.len()).part(range_in(text, unit)))
}

/// A name of kanji and katakana alone, by its suffix one of a section.
fn is_unit_name(name: &str) -> bool {
    (4..=24).contains(&name.chars().count())
        && name.ends_with(['課', '室', '係', '局', '部'])
        && name
            .chars()
            .all(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | 'ー' | '・'))
        && party::is_unit(name)
}

/// The length of the units that follow an office's name, each after a blank: 「 都市局 都市計画課」.
fn units_behind(text: &str) -> usize {
    let is_blank = |c: char| matches!(c, ' ' | '\u{3000}');
    let mut end = 0;
    while let Some(rest) = text.get(end..) {
        let unit = rest.trim_start_matches(is_blank);
        let word = unit
            .split([' ', '\u{3000}', '\t', '（', '('])
            .next()
            .unwrap_or_default();
        if unit.len() == rest.len() || !party::is_unit(word) {
            break;
        }
        end += rest.len() - unit.len() + word.len();
    }
    end
}

/// A line without the number of the letter before its date: 「事務連絡　令和８年２月３日」, 「総行第12号　令和８年２月３日」.
fn without_number(line: &str) -> &str {
    let parted = line.rsplit_once(char::is_whitespace).filter(|(head, _)| {
        let head = head.trim_end_matches(char::is_whitespace);
        head.ends_with("事務連絡") || head.ends_with('号') && head.contains('第')
    });
    parted.map_or(line, |(_, date)| date)
}

impl Heading {
    /// Whether it says whom the letter is for, or what it is about.
    pub fn is_found(&self) -> bool {
        !self.to.is_empty() || self.subject.is_some()
    }

    /// `# 題名`, the first heading of Markdown.
    fn marked_down(&mut self, line: &Line<'_>) -> bool {
        let Some(title) = line.text.strip_prefix("# ").map(str::trim_start) else {
            return false;
        };
        if self.subject.is_some() || title.is_empty() {
            return false;
        }
        let end = line.text.len();
        self.subject = Some(line.place(end - title.len()..end));
        true
    }

    /// A date on a line of its own.
    fn dated(&mut self, line: &Line<'_>, above: Option<&Line<'_>>) -> bool {
        const LABELS: [&str; 5] = ["期限", "締", "〆", "期日", "日時"];
        let is_labelled = above.is_some_and(|above| {
            above.text.chars().count() <= 20 && LABELS.iter().any(|label| above.text.contains(label))
        });
        if line.text.len() > 120 || is_labelled {
            return false;
        }
        let text = without_number(&line.text);
        let Ok(written) = moment::read(text) else {
            return false;
        };
        if text.len() < line.text.len() && written.year.is_none() {
            return false;
        }
        // A date under a label of a deadline is not the sending, nor is one below the heading of a list of times.
        let is_limit = line.text.contains(['〆', '必', '厳']) || line.text.contains("まで");
        let is_listed = written.year.is_none()
            && (above.is_some_and(|above| above.text.ends_with("日程") || above.text.ends_with("日時"))
                || written.weekday.is_some());
        if !is_limit && !is_listed {
            let end = line.text.len();
            self.sent
                .get_or_insert((written, line.place(end - text.len()..end)));
        }
        true
    }

    /// 「財務省主計局　御中」, 「各府省担当者　各位」.
    fn addressed(&mut self, line: &Line<'_>, directory: &Directory) -> bool {
        let Some(text) = addressee(&line.text).filter(|_| !self.is_titled) else {
            return false;
        };
        // 「各区長　様」 and 「各商工会　御担当者様」 are offices.
        let is_head = |name: &str| name.starts_with('各');
        let is_person = PERSONS
            .iter()
            .filter_map(|end| text.strip_suffix(end))
            .any(|name| !is_head(name));
        self.take_names(line, 0..text.len(), is_person, directory);
        true
    }

    /// An addressee on two lines, the first with the ministry or the body alone: 「文部科学省」, 「総合教育政策局長　殿」.
    fn divided(&mut self, above: &Line<'_>, line: &Line<'_>, directory: &Directory) -> bool {
        let Some(unit) = addressee(&line.text).filter(|_| !self.is_titled && !line.apart) else {
            return false;
        };
        if is_person_of(unit, &above.text, directory) {
            self.to.retain(|(span, _)| *span != above.span);
            self.to.push((above.span, false));
            return true;
        }
        let is_head = directory.is_whole_ministry(&above.text)
            || directory.resolve(&above.text) == Affiliation::Several
            || is_body(&above.text, directory)
            || ["株式会社", "法人"].iter().any(|form| above.text.contains(form));
        if !is_head
            || addressee(&above.text).is_some()
            || !matches!(
                directory.resolve(unit),
                Affiliation::Unlisted(_) | Affiliation::Own
            )
        {
            return false;
        }
        self.to.retain(|(span, _)| *span != above.span);
        let end = line.place(0..unit.len()).end;
        let start = above.span.start;
        self.to.push((Span { start, end }, false));
        true
    }

    /// Adds the offices named in a part of a line.
    fn take_names(&mut self, line: &Line<'_>, range: Range<usize>, is_person: bool, directory: &Directory) {
        let text = line.text.get(range.clone()).unwrap_or_default();
        let mut at = 0;
        for part in directory.split(text) {
            let offset = text
                .get(at..)
                .and_then(|rest| rest.find(part))
                .map_or(at, |found| at + found);
            at = offset + part.len();
            // 「各位」 alone refers to addressees already named by a label.
            if !is_honorific(part) || trim(part) == trim(text) && self.to.is_empty() {
                let name = item(part);
                let start = range.start + at - name.len();
                let end = start + without_address(name).len();
                self.to.push((line.place(start..end), is_person));
            }
        }
    }

    /// A line that continues the value of the label above: addressees one per line.
    fn continued(&mut self, line: &Line<'_>, directory: &Directory) -> bool {
        let Some(open) = self.open.take() else {
            return false;
        };
        // A name far to the right of a list is the sender.
        const FAR_OF_LIST: usize = 8;
        let goes_on = if open.has_value {
            line.indent > 0 && !open.is_sender
        } else {
            open.is_sender || line.indent < open.indent + FAR_OF_LIST
        };
        let name = line.text.trim_start_matches(SIGNS);
        // 「## 宛先」, a blank line, and the name
        let is_apart = line.apart && open.has_value || open.is_sender && addressee(&line.text).is_some();
        if !goes_on || is_apart || !is_known(name, directory) || is_honorific(name) {
            return false;
        }
        let end = line.text.len();
        let base = end - name.len();
        if open.is_sender {
            self.from.get_or_insert(line.place(base..end));
        } else {
            self.take_names(line, base..end, false, directory);
            self.open = Some(Open {
                indent: line.indent,
                ..open
            });
        }
        true
    }

    /// 「○○について（照会）」, possibly continued on the next line.
    fn titled(&mut self, line: &Line<'_>, next: Option<&Line<'_>>, kinds: &Kinds, directory: &Directory) {
        const KINDS: [&str; 12] = [
            "照会）",
            "協議）",
            "依頼）",
            "調査）",
            "連絡）",
            "通知）",
            "審査）",
            "質問）",
            "意見）",
            "提出）",
            "回答）",
            "査定）",
        ];
        if self.subject.is_some() || line.text.chars().count() > 120 {
            return;
        }
        let text = line.text.replace('(', "（").replace(')', "）");
        let ends = text.ends_with("について")
            || text.ends_with("の件")
            || KINDS.iter().any(|kind| text.ends_with(kind));
        // A line that names a kind is a title if marked as one, or if it follows the addressees.
        let marked = text.starts_with('【') || !self.to.is_empty() && (line.apart || self.from.is_some());
        let says_kind = || {
            marked && !text.contains(['：', ':']) && !is_known(&text, directory) && kinds.of(&text).is_some()
        };
        if !(ends || text.contains("について") && text.ends_with('）') || says_kind()) {
            return;
        }
        let goes_on = next.filter(|next| {
            next.text.starts_with(['（', '('])
                && next.text.ends_with(['）', ')'])
                && next.text.chars().count() <= 20
        });
        let end = goes_on.map_or(line.span.end, |next| next.span.end);
        self.is_titled = !self.to.is_empty();
        self.subject = Some(Span {
            start: line.span.start,
            end,
        });
    }
}
