//! What the words beside a deadline say it is for: 「質問は」, 「様式１：」, or no more than 「回答期限：」.

use super::label_words::{
    ANSWERS, CONDITIONS, LIMITS, OTHER_HEADINGS, REQUESTS, TOPICS, bare, innermost, is_conjunction,
    is_numbered, is_separator, is_topic, of_answer, without_marker,
};

/// What a deadline is for, by the words beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// No words say it.
    Unstated,
    /// What is asked for by then, which other deadlines may be for too: 「９月１１日までに調査票を」.
    Object(Box<str>),
    /// A name that fits the deadline of every request: 期限, 回答期限, 御提出は. The kind of answer, if it names one.
    General(Box<str>),
    /// One thing or one addressee among several: 質問, 様式１, 総務課あて. Its name, if words give it one.
    Particular(Box<str>),
}

impl Purpose {
    /// Its name, by which one of several deadlines can be called: the noun alone, 答弁案 of 答弁案（課長了解済みのもの）.
    pub fn name(&self) -> Option<&str> {
        /// Limit on the characters of what is a name and not a clause.
        const NAME_CHARS_LIMIT: usize = 12;
        let (Self::General(name) | Self::Particular(name)) = self else {
            return None;
        };
        let name = name.split(['（', '(']).next().unwrap_or_default();
        let name = name.trim_matches(is_separator);
        // 「割振りに異議」 of 割振りに異議がある場合は, and 時点 of （１０月末時点）
        let is_clause = name.contains(['に', 'を', 'が', '）', ')'])
            || name.ends_with(['は', 'で', 'の', 'も', 'と', 'へ'])
            || matches!(name, "時点" | "現在" | "以降");
        ((2..=NAME_CHARS_LIMIT).contains(&name.chars().count()) && !is_clause).then_some(name)
    }

    /// Whether two deadlines with these purposes can be for the same thing.
    pub fn can_equal(&self, other: &Self) -> bool {
        let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        match (self, other) {
            (Self::Particular(_), _) | (_, Self::Particular(_)) => false,
            (Self::General(a) | Self::Object(a), Self::General(b) | Self::Object(b)) => !differ(a, b),
            (Self::Unstated, _) | (_, Self::Unstated) => true,
        }
    }
}

/// The purpose of a deadline.
///
/// `before` is the text from the expression of time before it, if that is `after_deadline` a deadline, to its own
/// start; `behind` is the text after it; `labelled` is whether the reader of dates saw any label.
pub(super) fn purpose(before: &str, behind: &str, after_deadline: bool, labelled: bool) -> Purpose {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let clause = line
        .rsplit(['。', '！', '？', '!', '?'])
        .next()
        .unwrap_or_default();
    let clause = if after_deadline && clause.len() == before.len() {
        let limit = ["までに", "まで", "中に", "必着", "に"];
        let rest = limit.iter().find_map(|limit| clause.strip_prefix(limit));
        rest.unwrap_or(clause)
    } else {
        clause
    };
    let (clause, is_listed) = without_marker(clause);
    let found = if !clause.trim_matches(is_separator).is_empty() {
        of_clause(clause, after_deadline, labelled)
    } else if line.trim().is_empty() {
        // The words may be in the line above, as a heading or as the clause's beginning.
        let above = before.get(..before.len() - line.len()).unwrap_or_default();
        of_line_above(above.strip_suffix('\n').unwrap_or_default(), labelled)
    } else {
        None
    };
    let found = found.or_else(|| note_behind(behind));
    let found = found.or_else(|| row_behind(behind).filter(|_| labelled));
    match found {
        Some(found) => found,
        None if labelled && (is_listed || clause.trim().is_empty()) => Purpose::Particular("".into()),
        None => object(behind).unwrap_or(Purpose::Unstated),
    }
}

/// What the clause before a moment says.
fn of_clause(clause: &str, after_deadline: bool, labelled: bool) -> Option<Purpose> {
    let end = clause.trim_end_matches(char::is_whitespace);
    // A colon, a bracket or the line of a table between a name and its moment
    let is_label = end.ends_with([':', '：', '】', '］', ']', '〕', '|', '｜', '…', '(', '（']);
    let mut segments = clause.trim_end_matches(is_separator).rsplit(['、', '，', ',']);
    let last = segments.next()?;
    let last = innermost(last, end);
    if let Some(found) = named(last, is_label || labelled && is_topic(last)) {
        return Some(found);
    }
    let is_aside = |segment: &str| {
        [
            "が",
            "ながら",
            "ので",
            "ため",
            "により",
            "よって",
            "で",
            "に",
            "て",
            "ところ",
        ]
        .iter()
        .any(|end| segment.ends_with(end))
    };
    // 「９月１１日までに調査票を、」 before the next: the object of the one before.
    let is_of_previous = after_deadline && end.ends_with(['、', '，']) && segments.clone().next().is_none();
    if let Some(object) = last.strip_suffix('を').filter(|_| !is_of_previous) {
        return object_of(object);
    }
    // 「御回答は、別添様式により、」
    let mut earlier = segments.clone();
    if let Some(topic) = earlier.find(|segment| is_topic(segment)) {
        return named(topic, labelled);
    }
    // 「連絡先を、本メール受信の翌営業日までに」
    let mut objects = segments.filter_map(|segment| segment.strip_suffix('を'));
    if let Some(object) = objects.next().filter(|_| !after_deadline) {
        return object_of(object);
    }
    let is_named = labelled && !is_of_previous && !is_aside(last) && !is_conjunction(last);
    (is_named && last.chars().count() > 1)
        .then(|| Purpose::Particular(last.trim_matches(is_separator).into()))
}

/// The purpose given by the line above a moment that is alone in its line.
fn of_line_above(above: &str, labelled: bool) -> Option<Purpose> {
    /// Limit on a heading's characters.
    const HEADING_CHARS_LIMIT: usize = 24;
    /// What a numbered heading names if the section is for one of several answers.
    const NAMED: [&str; 9] = [
        "質問",
        "意見",
        "調査票",
        "資料",
        "様式",
        "別紙",
        "出欠",
        "名簿",
        "一覧",
    ];
    let mut lines = above.rsplit('\n');
    let line = lines.next()?;
    let line = if line.trim().is_empty() {
        lines.next()?
    } else {
        line
    };
    let line = line.trim();
    if line.ends_with(['、', '，']) || is_topic(line) {
        return of_clause(line.rsplit('。').next().unwrap_or_default(), false, labelled);
    }
    if line.chars().count() > HEADING_CHARS_LIMIT || line.contains('。') {
        return None;
    }
    let (heading, is_listed) = without_marker(line);
    let is_bracketed = heading.ends_with(['】', '］', '〕', ':', '：', '>', '＞']);
    let name = innermost(heading.trim_end_matches(is_separator), heading);
    let is_of_answer = ANSWERS
        .iter()
        .chain(&["登録", "申込", "申込み", "応募"])
        .any(|answer| name.strip_suffix(answer).is_some_and(|rest| rest.ends_with('の')));
    let is_name = is_of_answer
        || NAMED
            .iter()
            .any(|word| bare(name).starts_with(word) || name.ends_with(word));
    if !is_bracketed && !is_listed {
        return None;
    }
    named(name, is_bracketed || is_name)
}

/// A name's purpose; one that is particular only where it `is_label`.
fn named(words: &str, is_label: bool) -> Option<Purpose> {
    /// Limit on the characters of a name.
    const NAME_CHARS_LIMIT: usize = 24;
    let mut name = words.trim_matches(is_separator);
    let condition = CONDITIONS
        .iter()
        .find_map(|condition| name.strip_suffix(condition));
    let is_label = is_label || condition.is_some();
    let had_topic = condition.or_else(|| TOPICS.iter().find_map(|topic| name.strip_suffix(topic)));
    // 「急なお願いで恐縮ですが」 is no topic, 「期限が」 is one.
    let subject = name
        .strip_suffix('が')
        .filter(|topic| LIMITS.iter().any(|limit| topic.ends_with(limit)));
    name = had_topic.or(subject).unwrap_or(name).trim_matches(is_separator);
    let limit = LIMITS
        .iter()
        .find_map(|limit| Some((name.strip_suffix(limit)?, *limit)));
    if let Some((rest, limit)) = limit {
        // 提出日 names its answer.
        let answer = ANSWERS.iter().find(|answer| limit.starts_with(**answer)).copied();
        name = match answer {
            Some(answer) if rest.trim_matches(is_separator).is_empty() => answer,
            _ => rest,
        };
    }
    name = name.trim_matches(is_separator).trim_end_matches('の');
    let name = without_marker(name).0.trim_matches(is_separator);
    if name.is_empty() {
        return limit.map(|_| Purpose::General("".into()));
    }
    if is_conjunction(name) {
        return None;
    }
    let bare = bare(name);
    // 「締　切」
    let closed_up: String = bare.split_whitespace().collect();
    if LIMITS.contains(&&*closed_up) {
        return Some(Purpose::General("".into()));
    }
    if REQUESTS.contains(&bare) {
        return Some(Purpose::General("".into()));
    }
    if let Some(answer) = ANSWERS.iter().find(|answer| **answer == bare) {
        let is_general = had_topic.is_some() || limit.is_some() || is_label;
        return is_general.then(|| Purpose::General((*answer).into()));
    }
    let is_name = (is_label || is_numbered(bare) || limit.is_some() && had_topic.is_none())
        && name.chars().count() <= NAME_CHARS_LIMIT
        && (had_topic.is_some() || !OTHER_HEADINGS.contains(&name));
    is_name.then(|| Purpose::Particular(of_answer(bare).into()))
}

/// What is asked for after a moment: 調査票 of 「までに調査票を」.
fn object(behind: &str) -> Option<Purpose> {
    /// Limit on its characters.
    const OBJECT_CHARS_LIMIT: usize = 14;
    let rest = behind.trim_start_matches(['）', ')', ' ', '　']);
    let rest = ["までに", "迄に", "中に", "必着で", "に"]
        .iter()
        .find_map(|limit| rest.strip_prefix(limit))?;
    let rest = rest.trim_start_matches('、');
    // 「9/12までに電子データ、9/16までに紙媒体を」
    let object = match rest.split_once('、') {
        Some((object, next)) if !object.contains('を') && next.starts_with(char::is_numeric) => object,
        _ => rest.split_once('を')?.0,
    };
    let is_noun = (1..=OBJECT_CHARS_LIMIT).contains(&object.chars().count())
        && !object.contains(['。', '\n', '、', '（', '(']);
    is_noun.then_some(object).and_then(object_of)
}

/// What a bracket after a moment says: 「９月１０日１２時（質問）、」.
fn note_behind(behind: &str) -> Option<Purpose> {
    /// Limit on its characters.
    const NOTE_CHARS_LIMIT: usize = 8;
    const NO_PURPOSES: [&str; 9] = ["厳守", "必着", "予定", "目安", "仮", "案", "時間", "祝", "開庁"];
    let (note, rest) = behind.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
    let is_name = (2..=NOTE_CHARS_LIMIT).contains(&note.chars().count())
        && note
            .chars()
            .all(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | 'ー'))
        && !NO_PURPOSES.iter().any(|word| note.contains(word));
    (is_name && rest.starts_with(['、', '，', 'ま', '\n'])).then(|| Purpose::Particular(note.into()))
}

/// An object's purpose; an answer is what every request asks for.
fn object_of(words: &str) -> Option<Purpose> {
    let words = words.trim_matches(is_separator);
    // 「各地方支分部局への照会を」: another task on the way to the answer.
    let is_on_the_way = ["への照会", "への周知", "への依頼", "への確認", "への連絡"]
        .iter()
        .any(|task| words.ends_with(task));
    if is_on_the_way {
        return Some(Purpose::Particular(words.into()));
    }
    let is_answer = ANSWERS.contains(&bare(words));
    (!is_answer && !words.is_empty()).then(|| Purpose::Object(words.into()))
}

/// What a row says after its moment: 質問 of 「９月１０日　質問締切」.
fn row_behind(behind: &str) -> Option<Purpose> {
    /// Limit on the characters in which a limit's name ends.
    const ROW_CHARS_LIMIT: usize = 12;
    let row = behind.trim_start_matches(is_separator);
    let end = row
        .char_indices()
        .nth(ROW_CHARS_LIMIT)
        .map_or(row.len(), |(at, _)| at);
    let row = row.get(..end)?;
    let row = row.split(|c: char| !c.is_alphanumeric() && c != '〆').next()?;
    let end = LIMITS
        .iter()
        .filter_map(|limit| Some(row.find(limit)? + limit.len()))
        .min()?;
    named(row.get(..end)?, true).filter(|found| *found != Purpose::General("".into()))
}
