//! What the words beside a deadline say it is for: 「質問は」, 「様式１：」, or no more than 「回答期限：」.

/// What a deadline is for, by the words beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// No words say it.
    Unsaid,
    /// What is asked for by then, which other deadlines may be for too: 「９月１１日までに調査票を」.
    Object(Box<str>),
    /// A name that fits the deadline of every request: 期限, 回答期限, 御提出は. The kind of answer, if it names one.
    General(Box<str>),
    /// One thing or one addressee among several: 質問, 様式１, 総務課あて. Its name, if words give it one.
    Particular(Box<str>),
}

impl Purpose {
    /// Its name, by which one of several deadlines can be called.
    pub fn name(&self) -> Option<&str> {
        /// Limit on the characters of what is a name and not a clause.
        const NAME_CHARS_LIMIT: usize = 12;
        match self {
            Self::General(name) | Self::Particular(name) => {
                Some(&**name).filter(|name| (2..=NAME_CHARS_LIMIT).contains(&name.chars().count()))
            }
            Self::Unsaid | Self::Object(_) => None,
        }
    }

    /// Whether two deadlines with these purposes can be for the same thing.
    pub fn can_equal(&self, other: &Self) -> bool {
        let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        match (self, other) {
            (Self::Particular(_), _) | (_, Self::Particular(_)) => false,
            (Self::General(a) | Self::Object(a), Self::General(b) | Self::Object(b)) => !differ(a, b),
            (Self::Unsaid, _) | (_, Self::Unsaid) => true,
        }
    }
}

/// Names of a limit; they say nothing of what it is for.
const LIMITS: [&str; 20] = [
    "締め切り",
    "締切日時",
    "期限日時",
    "提出日時",
    "締切日",
    "〆切日",
    "期限日",
    "締切り",
    "〆切り",
    "提出日",
    "回答日",
    "期限",
    "締切",
    "〆切",
    "期日",
    "期間",
    "必着",
    "納期",
    "時期",
    "〆",
];

/// Answers that every request may ask for.
const ANSWERS: [&str; 7] = ["回答", "提出", "返信", "返送", "返答", "報告", "送付"];

/// What a request is itself: 照会期限 is the deadline of the whole.
const REQUESTS: [&str; 8] = ["照会", "依頼", "調査", "協議", "標記", "本件", "上記", "下記"];

/// Headings and marks that name nothing due.
const OTHER_HEADINGS: [&str; 24] = [
    "重要",
    "至急",
    "緊急",
    "大至急",
    "再送",
    "再掲",
    "訂正",
    "修正",
    "リマインド",
    "督促",
    "要回答",
    "要返信",
    "要対応",
    "確認",
    "備考",
    "注",
    "注意",
    "注意事項",
    "留意事項",
    "連絡事項",
    "内容",
    "その他",
    "記",
    "参考",
];

/// What follows the name of something due: 「質問については」.
const TOPICS: [&str; 5] = ["については", "につきましては", "に関しては", "は", "も"];

/// What follows the name of something that may arise: 「御不明な点がございましたら」.
const CONDITIONS: [&str; 8] = [
    "がある場合には",
    "がある場合は",
    "がある場合",
    "がございましたら",
    "がございます場合は",
    "がありましたら",
    "があるときは",
    "があれば",
];

/// The purpose of a deadline.
///
/// `before` is the text from the expression of time before it, if that is `after_deadline` a deadline, to its own
/// start; `behind` is the text after it; `labelled` is whether the reader of dates saw any label.
pub(super) fn purpose(before: &str, behind: &str, after_deadline: bool, labelled: bool) -> Purpose {
    let own = before.rsplit('\n').next().unwrap_or_default();
    let clause = own
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
    } else if own.trim().is_empty() {
        // The words may stand in the line above, as a heading or as the clause's beginning.
        let above = before.get(..before.len() - own.len()).unwrap_or_default();
        of_line_above(above.strip_suffix('\n').unwrap_or_default(), labelled)
    } else {
        None
    };
    let found = found.or_else(|| row_behind(behind).filter(|_| labelled));
    match found {
        Some(found) => found,
        None if labelled && (is_listed || clause.trim().is_empty()) => Purpose::Particular("".into()),
        None => object(behind).unwrap_or(Purpose::Unsaid),
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
    if let Some(of) = last.strip_suffix('を').filter(|_| !is_of_previous) {
        return object_of(of);
    }
    // 「御回答は、別添様式により、」
    let mut earlier = segments.clone();
    if let Some(topic) = earlier.find(|segment| is_topic(segment)) {
        return named(topic, labelled);
    }
    // 「連絡先を、本メール受信の翌営業日までに」
    let mut objects = segments.filter_map(|segment| segment.strip_suffix('を'));
    if let Some(of) = objects.next().filter(|_| !after_deadline) {
        return object_of(of);
    }
    let is_named = labelled && !is_of_previous && !is_aside(last) && !is_conjunction(last);
    (is_named && last.chars().count() > 1)
        .then(|| Purpose::Particular(last.trim_matches(is_separator).into()))
}

/// What a line above a moment says, which stands alone in its own.
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
        .any(|answer| name.strip_suffix(answer).is_some_and(|of| of.ends_with('の')));
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
        .filter(|of| LIMITS.iter().any(|limit| of.ends_with(limit)));
    name = had_topic.or(subject).unwrap_or(name).trim_matches(is_separator);
    let limit = LIMITS
        .iter()
        .find_map(|limit| Some((name.strip_suffix(limit)?, *limit)));
    if let Some((of, limit)) = limit {
        // 提出日 names its answer.
        let answer = ANSWERS.iter().find(|answer| limit.starts_with(**answer)).copied();
        name = match answer {
            Some(answer) if of.trim_matches(is_separator).is_empty() => answer,
            _ => of,
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
        let is_said = had_topic.is_some() || limit.is_some() || is_label;
        return is_said.then(|| Purpose::General((*answer).into()));
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
    let (object, _) = rest.trim_start_matches('、').split_once('を')?;
    let is_noun = (1..=OBJECT_CHARS_LIMIT).contains(&object.chars().count())
        && !object.contains(['。', '\n', '、', '（', '(']);
    is_noun.then_some(object).and_then(object_of)
}

/// An object's purpose; an answer is what every request asks for.
fn object_of(words: &str) -> Option<Purpose> {
    let words = words.trim_matches(is_separator);
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

/// The innermost name before a moment: 質問 of 「照会【質問】」, 提出期限 of 「提出期限（厳守）」.
fn innermost<'a>(segment: &'a str, with_end: &str) -> &'a str {
    let closes = |closing: [char; 2]| {
        with_end
            .trim_end_matches([':', '：', ' ', '　'])
            .ends_with(closing)
    };
    if closes(['）', ')'])
        && let Some(open) = segment.rfind(['（', '('])
        && let Some(outer) = segment.get(..open)
        && !outer.trim_matches(is_separator).is_empty()
    {
        return outer.trim_end_matches(is_separator);
    }
    // 「（再掲）期限」
    let behind = segment
        .strip_prefix(['（', '('])
        .and_then(|rest| rest.split_once(['）', ')']));
    let segment = behind
        .map(|(_, rest)| rest)
        .filter(|rest| !rest.trim_matches(is_separator).is_empty())
        .unwrap_or(segment);
    segment
        .rsplit([
            '【', '】', '［', '］', '〔', '〕', '|', '｜', '＜', '＞', '<', '>',
        ])
        .find(|part| !part.trim_matches(is_separator).is_empty())
        .unwrap_or(segment)
        .trim_matches(is_separator)
}

/// A name without its honorific and without whose or which request it is of: 回答 of 「貴府省の御回答」.
fn bare(name: &str) -> &str {
    let name = REQUESTS
        .iter()
        .find_map(|request| {
            let rest = name.strip_prefix(request)?;
            ["についての", "に関する", "に係る", "に対する", "の"]
                .iter()
                .find_map(|of| rest.strip_prefix(of))
        })
        .unwrap_or(name);
    let name = name
        .strip_prefix('貴')
        .and_then(|rest| rest.split_once('の'))
        .filter(|(whose, _)| whose.chars().count() <= 4)
        .map_or(name, |(_, rest)| rest);
    name.trim_start_matches(['御', 'ご', 'お'])
}

/// What an answer is of: 調査票 of 調査票の提出.
fn of_answer(name: &str) -> &str {
    let answers = ANSWERS.iter().chain(&["登録"]);
    let of = answers.filter_map(|answer| name.strip_suffix(answer)?.strip_suffix(['の', '御']));
    let of = of.map(|of| of.trim_end_matches('の')).find(|of| !of.is_empty());
    of.unwrap_or(name)
}

/// Whether a name is one of a series: 第１回, 様式２.
fn is_numbered(name: &str) -> bool {
    ["第", "様式", "別紙", "別添", "別表"].iter().any(|series| {
        let number = name.strip_prefix(series).unwrap_or_default();
        number.starts_with(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c))
    })
}

fn is_topic(segment: &str) -> bool {
    let segment = segment.trim_matches(is_separator);
    let mut ends = TOPICS.iter().chain(&CONDITIONS);
    ends.any(|end| segment.ends_with(end)) && !is_conjunction(segment)
}

/// Words that begin or qualify a sentence and name nothing: 「つきましては、」.
fn is_conjunction(words: &str) -> bool {
    const CONJUNCTIONS: [&str; 17] = [
        "つきましては",
        "つきまして",
        "ついては",
        "なお",
        "また",
        "ただし",
        "但し",
        "さらに",
        "加えて",
        "おって",
        "追って",
        "遅くとも",
        "必ず",
        "できれば",
        "今回は",
        "今回",
        "標記について",
    ];
    CONJUNCTIONS.contains(&words.trim_matches(is_separator))
}

/// A line without the number or sign before it, and whether it had one.
fn without_marker(line: &str) -> (&str, bool) {
    const SIGNS: [char; 18] = [
        '・', '※', '■', '□', '●', '○', '◎', '◆', '◇', '▼', '★', '☆', '－', '-', '*', '▶', '►', '•',
    ];
    let line = line.trim_start();
    let rest = line.trim_start_matches(['（', '(']);
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let number = rest.trim_start_matches(is_digit);
    let is_circled = |c: char| ('①'..='⑳').contains(&c) || ('㈠'..='㈩').contains(&c);
    if number.len() < rest.len() && number.starts_with([' ', '　', '.', '．', ')', '）', '、']) {
        return (
            number.trim_start_matches([' ', '　', '.', '．', ')', '）', '、']),
            true,
        );
    }
    let rest = line.trim_start_matches(|c| SIGNS.contains(&c) || is_circled(c));
    (rest.trim_start(), rest.len() < line.len())
}

/// What stands between a name and its moment, or around a name.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || "、，,：:】【）（)([]［］〔〕|｜…<>＜＞「」『』=＝■□●○◆◇※・".contains(c)
}
