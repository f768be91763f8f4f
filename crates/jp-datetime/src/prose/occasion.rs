//! Whether a date without a year belongs to the occasion of this text or to an earlier one: 前回は9月11日（水）までとしたが.

use std::ops::Range;

use super::phrases::Phrases;
use super::sentence::asks;
use super::word_search::WordSearch;

/// The occasion of a date, by the surrounding words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Unknown, or this request's.
    CurrentOrUnknown,
    /// 前回は, …に実施した: an occasion before this request, so this request's due or hearing does not determine the year.
    Earlier,
    /// 過去には, （誤）: an occasion of any year, or none.
    AnyYear,
}

/// Words for an occasion of this year or the last.
static EARLIER_OCCASION_PHRASES: Phrases = Phrases::new(&[
    "前回",
    "前次",
    "前期",
    "前年",
    "前月",
    "昨年",
    "昨春",
    "昨夏",
    "昨秋",
    "昨冬",
    "昨期",
    "去年",
    "先年",
    "先般",
    "先日",
    "先月",
    "先週",
    "先の",
    "さきの",
    "先に",
    "さきに",
    "当初",
    "変更前",
    "延長前",
    "修正前",
    "訂正前",
    "改正前",
    "旧期限",
    "旧日程",
    "旧:",
    "(旧)",
    "【旧】",
    "過年度",
    "過日",
    "去る",
    "さる",
]);
/// Words for an occasion of any year.
static ANY_YEAR_PHRASES: Phrases = Phrases::new(&[
    "前々回",
    "前前回",
    "過去",
    "従前",
    "従来",
    "以前",
    "かつて",
    "例年",
    "毎年",
    "歴年",
    "(誤)",
    "【誤】",
    "誤:",
]);
/// Words for this request's occasion, which override words before them.
static CURRENT_OCCASION_PHRASES: Phrases = Phrases::new(&[
    "今回",
    "今般",
    "今次",
    "今期",
    "今年",
    "本年",
    "本件",
    "本調査",
    "本照会",
    "本協議",
    "この度",
    "このたび",
    "つきまして",
    "ついては",
    "来る",
    "(新)",
    "【新】",
    "新:",
    "(正)",
    "【正】",
    "正:",
    "please",
    "this time",
    "must",
    "should",
]);
/// English words for an earlier occasion.
static ENGLISH_EARLIER_OCCASION_PHRASES: Phrases = Phrases::new(&[
    "previous",
    "last time",
    "last round",
    "last survey",
    "former",
    "earlier",
    "originally",
    "in the past",
    "prior ",
    "was ",
    "were ",
    "had ",
    "took place",
    "held on",
    "issued on",
    "dated ",
]);
/// Words that only refer to an earlier occasion: 前回同様, 前回の結果を踏まえ.
const PASSING_REFERENCES: &[&str] = &[
    "同様",
    "同じ",
    "引き続",
    "続き",
    "続いて",
    "踏まえ",
    "基づ",
    "準じ",
    "従い",
    "ならい",
    "倣い",
    "とおり",
    "通り",
    "異なり",
    "変え",
    "加え",
    "参考",
    "参照",
    "受け",
    "かかわらず",
];
/// Endings of a clause in the past tense.
static PAST_ENDINGS: Phrases = Phrases::new(&[
    "した", "れた", "った", "いた", "じた", "えた", "めた", "きた", "けた", "せた", "りた", "ちた", "済み",
    "済",
]);

/// A date in the normalised text.
pub(super) struct DateContext<'a> {
    pub text: &'a str,
    pub range: Range<usize>,
    /// The start of its sentence.
    pub sentence: usize,
    /// The text from the end of its expression to the end of the sentence.
    pub behind: &'a str,
    /// The end of the preceding date with a weekday.
    pub last_date_end: usize,
}

impl<'a> DateContext<'a> {
    /// The text before the date, from `from` or from the end of the preceding date with a weekday.
    pub fn text_since_last_date(&self, from: usize) -> &'a str {
        let from = from.max(self.last_date_end).min(self.range.start);
        self.text.get(from..self.range.start).unwrap_or_default()
    }
}

/// The occasion of a date, by the surrounding words.
pub(super) fn occasion(place: &DateContext<'_>) -> Occasion {
    let before = place
        .text
        .get(place.sentence..place.range.start)
        .unwrap_or_default();
    // The occasion of the preceding date applies to this one until the clause ends.
    let own = place.text_since_last_date(place.sentence);
    let clause = clause_behind(place.behind);
    let last = |words: &'static Phrases, text: &str| {
        let found = words.all(text).map(|(word, at)| (at, word.len()));
        found.max()
    };
    let reset = last(&CURRENT_OCCASION_PHRASES, before).map_or(0, |(at, length)| at + length);
    let near = before.get(reset..).unwrap_or_default();
    let refers = |words: &'static Phrases| {
        last(words, near)
            .is_some_and(|(at, length)| applies_to_date(near.get(at + length..).unwrap_or_default()))
    };
    let ever = refers(&ANY_YEAR_PHRASES) || own.ends_with('誤');
    let before_this =
        || refers(&EARLIER_OCCASION_PHRASES) || ENGLISH_EARLIER_OCCASION_PHRASES.occurs_in(near);
    if (ever || before_this()) && !asks(clause) {
        return if ever {
            Occasion::AnyYear
        } else {
            Occasion::Earlier
        };
    }
    if is_past(clause) && last(&CURRENT_OCCASION_PHRASES, own).is_none() {
        return Occasion::Earlier;
    }
    Occasion::CurrentOrUnknown
}

/// Whether words for an occasion apply to the date after `rest`: they are its topic (前回の期限は、), or in the same
/// clause.
fn applies_to_date(rest: &str) -> bool {
    if rest.contains_any(PASSING_REFERENCES) {
        return false;
    }
    let Some((topic, _)) = rest.split_once(['、', ',']) else {
        return true;
    };
    topic.ends_with(['は', 'も', 'が']) || topic.is_empty()
}

/// The text after a date, to the end of the clause.
fn clause_behind(behind: &str) -> &str {
    const CLAUSE_CHARS_LIMIT: usize = 60;
    static CLAUSE_BREAKS: Phrases = Phrases::new(&["。", "、", ",", "今回", "今般", "今年", "本年"]);
    let cut = behind
        .char_indices()
        .nth(CLAUSE_CHARS_LIMIT)
        .map_or(behind.len(), |(at, _)| at);
    let near = behind.get(..cut).unwrap_or_default();
    let end = CLAUSE_BREAKS.first_match(near).map_or(near.len(), |(_, at)| at);
    near.get(..end).unwrap_or_default()
}

/// Whether a clause that begins with its date is in the past: 「に実施した」, 「までとしたが」, 「に公布された法律」. Something
/// done by then may be in the future, and so may a condition: 「までに提出された資料」, 「に欠席した場合」. A date that was
/// set counts as past: 「としましたので」. 「付け」 is the date of something already sent.
fn is_past(clause: &str) -> bool {
    const FIXED_DATE_VERBS: [&str; 7] = ["とした", "としま", "設定", "変更", "延長", "定め", "決"];
    // 「開催の前回会合」, 「から施行されている」
    let earlier = clause.contains_any(&["前回", "前年", "昨年"]);
    if clause.starts_with('付') || earlier || clause.starts_with("から") && clause.contains_word("れている")
    {
        return true;
    }
    if clause.contains_any(&FIXED_DATE_VERBS) {
        return false;
    }
    const CONDITION_NOUNS: [&str; 9] = ["場合", "とき", "時は", "際", "後", "者", "方", "上", "ら"];
    let by = clause.contains_any(&["までに", "迄に"]);
    PAST_ENDINGS.all(clause).any(|(word, at)| {
        let rest = clause.get(at + word.len()..).unwrap_or_default();
        let finite = rest.is_empty()
            || rest.starts_with([')', '」', '\n'])
            || rest.starts_with_any(&["が", "けれど", "ところ", "もの", "ので", "ため", "こと", "旨"]);
        finite
            || !by
                && !rest.starts_with_any(&CONDITION_NOUNS)
                && rest.starts_with(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ'))
    })
}
