//! Words around a deadline: names of limits and answers, ends of topics, and what surrounds a name.

/// Names of a limit; they say nothing of what it is for.
pub(super) const LIMITS: [&str; 20] = [
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
pub(super) const ANSWERS: [&str; 7] = ["回答", "提出", "返信", "返送", "返答", "報告", "送付"];

/// What a request is itself: 照会期限 is the deadline of the whole.
pub(super) const REQUESTS: [&str; 8] = ["照会", "依頼", "調査", "協議", "標記", "本件", "上記", "下記"];

/// Headings and marks that name nothing due.
pub(super) const OTHER_HEADINGS: [&str; 24] = [
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
pub(super) const TOPICS: [&str; 5] = ["については", "につきましては", "に関しては", "は", "も"];

/// What follows the name of something that may arise: 「御不明な点がございましたら」.
pub(super) const CONDITIONS: [&str; 8] = [
    "がある場合には",
    "がある場合は",
    "がある場合",
    "がございましたら",
    "がございます場合は",
    "がありましたら",
    "があるときは",
    "があれば",
];

/// The innermost name before a moment: 質問 of 「照会【質問】」, 提出期限 of 「提出期限（厳守）」.
pub(super) fn innermost<'a>(segment: &'a str, with_end: &str) -> &'a str {
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
pub(super) fn bare(name: &str) -> &str {
    let name = REQUESTS
        .iter()
        .find_map(|request| {
            let rest = name.strip_prefix(request)?;
            ["についての", "に関する", "に係る", "に対する", "の"]
                .iter()
                .find_map(|particle| rest.strip_prefix(particle))
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
pub(super) fn of_answer(name: &str) -> &str {
    let answers = ANSWERS.iter().chain(&["登録"]);
    let object = answers.filter_map(|answer| name.strip_suffix(answer)?.strip_suffix(['の', '御']));
    let object = object
        .map(|object| object.trim_end_matches('の'))
        .find(|object| !object.is_empty());
    object.unwrap_or(name)
}

/// Whether a name is one of a series: 第１回, 様式２.
pub(super) fn is_numbered(name: &str) -> bool {
    ["第", "様式", "別紙", "別添", "別表"].iter().any(|series| {
        let number = name.strip_prefix(series).unwrap_or_default();
        number.starts_with(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c))
    })
}

pub(super) fn is_topic(segment: &str) -> bool {
    let segment = segment.trim_matches(is_separator);
    let mut ends = TOPICS.iter().chain(&CONDITIONS);
    ends.any(|end| segment.ends_with(end)) && !is_conjunction(segment)
}

/// Words that begin or qualify a sentence and name nothing: 「つきましては、」.
pub(super) fn is_conjunction(words: &str) -> bool {
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
pub(super) fn without_marker(line: &str) -> (&str, bool) {
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

/// Separators between a name and its moment, or around a name.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace() || "、，,：:】【）（)([]［］〔〕|｜…<>＜＞「」『』=＝■□●○◆◇※・".contains(c)
}
