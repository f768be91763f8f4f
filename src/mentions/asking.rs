//! Whether the sentence around a date in free text asks for an answer by it: 「９月１１日（木）までに御回答ください」.
//! What happens, is counted or was asked another time by the same date does not.

use jp_datetime::moment::tokens::{fold, is_blank};

/// What makes a date a limit.
pub(crate) const LIMITS: &[&str] = &["まで", "迄", "〆", "締", "必着", "厳守", "期限", "期日"];
/// What an answer is.
const ANSWERS: &[&str] = &[
    "提出", "回答", "返信", "返送", "返答", "返事", "報告", "送付", "送信", "連絡", "登録", "入力", "意見",
    "質問", "教示", "照会", "協議", "依頼", "調査", "作業",
];
/// How somebody is asked.
const ASKS: &[&str] = &[
    "ください",
    "下さい",
    "願",
    "いただ",
    "頂",
    "求め",
    "されたい",
    "お寄せ",
    "お知らせ",
    "お送り",
    "please",
    "Please",
];
/// What a sentence is about that gives its time for an answer: 「調査票は９月１１日まで」.
const TOPICS: &[&str] = &[
    "期限",
    "期日",
    "締",
    "〆",
    "様式",
    "調査票",
    "資料",
    "書類",
    "本件",
    "必着",
    "つきまして",
    "ついて",
    "場合",
    "こちら",
    "それ",
    "これ",
];
/// What is said of another occasion.
const OTHER_TIMES: &[&str] = &[
    "前回",
    "昨年",
    "去年",
    "前年",
    "従来",
    "当初",
    "先般",
    "以前の",
    "旧",
];
/// What ends a limit that has passed.
const PAST: &[&str] = &[
    "でした",
    "だった",
    "であった",
    "とした",
    "としていた",
    "となった",
    "となっていた",
];

/// How far a sentence is followed on either side, in characters.
const REACH: usize = 160;

/// The text of the sentence before a place: lines are wrapped, so that only a blank line, a bullet or a full
/// stop begins one.
pub(crate) fn sentence_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .take(REACH)
        .last()
        .map_or(at, |(from, _)| from);
    let near = before.get(from..).unwrap_or_default();
    let mut ends = near.char_indices().filter_map(|(at, c)| {
        let rest = near.get(at + c.len_utf8()..)?;
        let line = c == '\n' || c == '\\' && rest.starts_with('n');
        let next = rest.trim_start_matches(|c: char| is_blank(c) && c != '\n');
        let begins =
            || next.starts_with(['\n', '\r']) || next.starts_with(|c| "・･■□●○◆◇※【-*(（①②③④⑤".contains(c));
        (matches!(c, '。' | '！' | '？') || line && begins()).then_some(at + c.len_utf8())
    });
    near.get(ends.next_back().unwrap_or(0)..).unwrap_or_default()
}

/// The rest of a sentence.
fn sentence_behind(text: &str, at: usize) -> &str {
    let behind = text.get(at..).unwrap_or_default();
    let until = behind
        .char_indices()
        .nth(REACH)
        .map_or(behind.len(), |(at, _)| at);
    let near = behind.get(..until).unwrap_or_default();
    let end = ["。", "\n\n", "\r\n\r\n", "\\n\\n"]
        .iter()
        .filter_map(|end| near.find(end));
    near.get(..end.min().unwrap_or(near.len())).unwrap_or_default()
}

/// Whether an answer is asked for by the moment at `start..end`.
pub(crate) fn is_asked(text: &str, start: usize, end: usize) -> bool {
    let own = text.get(start..end).unwrap_or_default();
    let limit = LIMITS.iter().filter_map(|word| own.find(word)).min();
    let before = sentence_before(text, start);
    let tail = sentence_behind(text, limit.map_or(end, |at| start + at));
    let tail = without_time(tail).trim_start_matches(between);
    // What a bracket holds is said in it: 「昨年の調査（９月１１日〆切）について御回答ください」.
    let is_inside = before.rfind(['（', '(']) > before.rfind(['）', ')']);
    let tail = tail
        .split(['）', ')'])
        .next()
        .filter(|_| is_inside)
        .unwrap_or(tail);
    let asks = asks(tail);
    if !asks && OTHER_TIMES.iter().any(|word| before.contains(word)) {
        return false;
    }
    let labelled = is_label(before);
    let (limited, rest) = after_limit(tail);
    if PAST.iter().any(|word| rest.starts_with(word)) {
        return false;
    }
    if labelled {
        return true;
    }
    let polite = |text: &str| -> String { text.trim_start_matches(['御', 'ご', 'お', '、']).to_owned() };
    let is_answer = |text: &str| ANSWERS.iter().any(|word| polite(text).starts_with(word));
    // …までの取組状況, 〆切の別件: another thing's.
    if let Some(of) = rest.strip_prefix('の') {
        return is_answer(of);
    }
    match limited {
        Limit::By => {
            !qualifies(rest)
                && (is_bare(rest) || asks || ANSWERS.iter().any(|word| rest.contains(word)))
                && (asks || is_of_the_answer(before))
        }
        Limit::Until => {
            let goes_on = rest.starts_with(['で', 'と']) || rest.starts_with("お願") || is_answer(rest);
            (is_bare(rest) || goes_on || rest.starts_with("必着") || rest.starts_with("厳守"))
                && !qualifies(rest)
                && is_of_the_answer(before)
        }
        Limit::Word => true,
        Limit::None => {
            let day = ["に", "中に"].iter().find_map(|word| rest.strip_prefix(word));
            is_answer(day.unwrap_or(rest)) && !qualifies(rest)
        }
    }
}

/// Whether somebody is asked for something.
pub(super) fn asks(text: &str) -> bool {
    ASKS.iter().any(|word| text.contains(word))
}

/// What says that a moment is a limit.
enum Limit {
    /// までに
    By,
    /// まで
    Until,
    /// 必着, 〆切, を期限
    Word,
    None,
}

/// The limit at the head of a text, and what stands behind it.
fn after_limit(tail: &str) -> (Limit, &str) {
    for word in ["までに", "迄に"] {
        if let Some(rest) = tail.strip_prefix(word) {
            return (Limit::By, rest.trim_start_matches('は'));
        }
    }
    for word in ["まで", "迄"] {
        if let Some(rest) = tail.strip_prefix(word) {
            return (Limit::Until, rest);
        }
    }
    const WORDS: [&str; 11] = [
        "〆切り",
        "〆切",
        "〆",
        "締め切り",
        "締切り",
        "締切",
        "締め",
        "必着",
        "厳守",
        "期限",
        "期日",
    ];
    let word = |tail: &str| WORDS.iter().find_map(|word| Some(tail.strip_prefix(word)?.len()));
    let left = word(tail).or_else(|| word(tail.strip_prefix('を')?));
    match left.and_then(|left| tail.get(tail.len() - left..)) {
        Some(rest) => (Limit::Word, rest),
        None => (Limit::None, tail),
    }
}

/// Whether nothing is said behind a limit.
fn is_bare(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric())
}

/// Whether what is behind a limit is a clause to the noun behind it: 「…までに施行された法令」.
fn qualifies(rest: &str) -> bool {
    const ENDS: [&str; 11] = [
        "れた",
        "した",
        "った",
        "いた",
        "じた",
        "えた",
        "する",
        "れる",
        "ている",
        "行う",
        "ない",
    ];
    let clause = rest.split(['、', '。', '，', ',']).next().unwrap_or_default();
    ENDS.iter().any(|end| {
        clause.match_indices(end).any(|(at, _)| {
            let next = clause.get(at + end.len()..).unwrap_or_default();
            next.starts_with(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ')) && !next.starts_with("必要")
        })
    })
}

/// Whether what a sentence is about, where it says so right before a date, is an answer: 「会見は…」 is none.
fn is_of_the_answer(before: &str) -> bool {
    let head = before.trim_end_matches(|c: char| is_blank(c) || matches!(c, '、' | ':' | '：' | '\n' | '\r'));
    let head = head.rsplit(['、', '，']).next().unwrap_or(head);
    let topic = ['は', 'が', 'も']
        .iter()
        .find_map(|word| head.strip_suffix(*word));
    topic.is_none_or(|topic| ANSWERS.iter().chain(TOPICS).any(|word| topic.contains(word)))
}

/// Whether a label for a deadline stands before a date: 回答期限は, 【提出期限】, due.
fn is_label(before: &str) -> bool {
    const LABELS: [&str; 12] = [
        "期限",
        "期日",
        "締切",
        "締切り",
        "締め切り",
        "〆切",
        "提出日",
        "回答日",
        "必着",
        "deadline",
        "due",
        "by",
    ];
    /// How long something lasts is no deadline.
    const OTHERS: [&str; 6] = ["有効", "保存", "使用", "利用", "履行", "納付"];
    /// は、 and a bracket between 期限 and its date.
    const BETWEEN: usize = 6;
    let head = before.trim_end_matches(between);
    let gap = before.get(head.len()..).unwrap_or_default();
    gap.chars().filter(|c| !c.is_whitespace()).count() <= BETWEEN
        && LABELS.iter().any(|label| {
            let other = |of: &str| OTHERS.iter().any(|other| of.ends_with(other));
            ends_with_word(head, label) && !head.get(..head.len() - label.len()).is_some_and(other)
        })
}

fn between(c: char) -> bool {
    is_blank(c) || c.is_whitespace() || "はをがの、:：「」【】（）()］".contains(c)
}

/// A text without the time of day that it begins with: 17時まで, 17:00〆.
fn without_time(text: &str) -> &str {
    let part = |c: char| {
        is_blank(c)
            || fold(c).is_ascii_digit()
            || matches!(fold(c), ':' | '時' | '分' | '半' | '午' | '前' | '後')
    };
    let rest = text.trim_start_matches(part);
    let time = text.get(..text.len() - rest.len()).unwrap_or_default();
    if time.contains(['時', ':', '：', '午']) {
        rest
    } else {
        text
    }
}

/// Whether a text ends with a word, in any case of its letters; a Latin one not as the end of another.
fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(at) = text.len().checked_sub(word.len()) else {
        return false;
    };
    let Some((before, end)) = text.split_at_checked(at) else {
        return false;
    };
    end.eq_ignore_ascii_case(word)
        && !(word.is_ascii() && before.ends_with(|c: char| c.is_ascii_alphabetic()))
}

/// 昨年, 本年の and the like at the end of a text.
pub(crate) fn years_ahead(before: &str) -> Option<i32> {
    const WORDS: [(&str, i32); 13] = [
        ("一昨年", -2),
        ("前々年", -2),
        ("おととし", -2),
        ("昨年", -1),
        ("去年", -1),
        ("前年", -1),
        ("本年", 0),
        ("今年", 0),
        ("当年", 0),
        ("再来年", 2),
        ("来年", 1),
        ("明年", 1),
        ("翌年", 1),
    ];
    let before = before.trim_end_matches(is_blank);
    let before = before
        .strip_suffix('の')
        .unwrap_or(before)
        .trim_end_matches(is_blank);
    WORDS
        .iter()
        .find(|(word, _)| before.ends_with(word))
        .map(|(_, ahead)| *ahead)
}
