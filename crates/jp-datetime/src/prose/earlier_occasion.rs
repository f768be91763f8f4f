//! Whether a clause is about an earlier occasion.

use std::borrow::Cow;

use super::candidate::Candidate;
use super::lexicon::EARLIER_OCCASION_WORDS;
use super::sentence::{SentenceContext, asks, window_after, window_before};
use super::word_search::WordSearch;

/// Whether a clause is about another occasion: 前回は; not 先日お送りした通知のとおり.
pub(super) fn is_about_earlier_occasion(clause: &str) -> bool {
    if !mentions_earlier_occasion(clause) {
        return false;
    }
    // 「執行実績（過去３か年）」: a bracket applies only to the words before it.
    // 「（過去の照会）回答期限」: a bracket at the start applies to what follows.
    let named = clause.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    if named.is_some_and(|(name, _)| mentions_earlier_occasion(name)) {
        return true;
    }
    let clause = &*without_brackets(clause);
    // 「過去５年間の業務量」: a period, not an occasion.
    let clause = match clause.split_at_word("過去") {
        Some((_, rest))
            if rest.starts_with(|c: char| c.is_ascii_digit() || "数一二三四五六七八九十".contains(c)) =>
        {
            rest
        }
        _ => clause,
    };
    if !mentions_earlier_occasion(clause) {
        return false;
    }
    // 「前回：6/3締切、今回：6/17締切」
    let this = ["今回", "今般", "今次", "このたび", "この度"];
    let clause = this
        .iter()
        .filter_map(|word| clause.rfind_word(word))
        .max()
        .and_then(|at| clause.get(at..))
        .unwrap_or(clause);
    let as_told = [
        "とおり",
        "通り",
        "どおり",
        "と同様",
        "と同じ",
        "に引き続き",
        "に続き",
    ]
    .iter()
    .filter_map(|word| clause.rfind_word(word).map(|at| (at, at + word.len())))
    .max();
    let Some((at, end)) = as_told else {
        return mentions_earlier_occasion(clause);
    };
    let head = clause.get(..at).unwrap_or_default();
    let topic = head
        .rfind_word("は、")
        .map_or("", |at| head.get(..at).unwrap_or_default());
    mentions_earlier_occasion(topic) || mentions_earlier_occasion(clause.get(end..).unwrap_or_default())
}

/// Whether a text names an earlier occasion: 前回, 旧様式; not 復旧, 当初予算.
pub(super) fn mentions_earlier_occasion(text: &str) -> bool {
    EARLIER_OCCASION_WORDS.occurs_in(text)
        && EARLIER_OCCASION_WORDS.all(text).any(|(word, at)| {
            let (head, rest) = text.split_at_checked(at).unwrap_or_default();
            match word {
                "旧" => !head.ends_with(['復', '新']),
                "当初" => !rest.starts_with("当初予算"),
                _ => true,
            }
        })
}

/// A clause without its closed brackets.
pub(super) fn without_brackets(clause: &str) -> Cow<'_, str> {
    let Some((head, rest)) = clause.split_once('(') else {
        return Cow::Borrowed(clause);
    };
    let mut out = head.to_owned();
    let mut rest = rest;
    loop {
        let Some((_, behind)) = rest.split_once(')') else {
            out.push('(');
            out.push_str(rest);
            return Cow::Owned(out);
        };
        match behind.split_once('(') {
            Some((between, inside)) => {
                out.push_str(between);
                rest = inside;
            }
            None => {
                out.push_str(behind);
                return Cow::Owned(out);
            }
        }
    }
}

/// Whether the text above says that a period has ended: 「受付は終了しました」, 「意見募集の結果について」.
pub(super) fn says_period_ended(above: &str) -> bool {
    const ENDED_PHRASES: [&str; 5] = [
        "は終了しました",
        "を終了しました",
        "は終了いたしました",
        "は締め切りました",
        "を締め切りました",
    ];
    let near = window_before(above, above.len(), 240);
    near.contains_any(&ENDED_PHRASES)
        || near.contains_any(&["募集の結果について", "パブリックコメントの結果", "意見公募の結果"])
}

/// Those of the addressee's own, whose applications it collects: 「職員への周知をお願いします」.
pub(super) const OWN_STAFF: &[&str] = &[
    "職員",
    "貴省",
    "貴府省",
    "課内",
    "室内",
    "局内",
    "部内",
    "省内",
    "庁内",
    "所内",
];

/// 公募期間 of a letter that makes a call to the public known: 「周知に御協力くださるようお願いします」.
fn is_period_of_call(above: &str) -> bool {
    /// About the first paragraphs of a letter, in bytes.
    const REACH_BYTES: usize = 900;
    let of_call = |line: &str| line.contains_any(&["公募期間", "募集期間", "応募期間", "申請期間"]);
    let near = window_before(above, above.len(), REACH_BYTES);
    if !near.lines_from_last().take(2).any(of_call) {
        return false;
    }
    let is_made_known = near.contains_any(&["周知", "配架", "掲示"]) && !near.contains_any(OWN_STAFF)
        || near.contains_any(&[
            "お知らせします",
            "お知らせいたします",
            "ご報告いたします",
            "御報告いたします",
        ]) && near.contains_any(&["公募", "パブリックコメント", "パブリック・コメント", "意見募集"])
        // 「国民からの意見募集を始めました」
        || near.contains_any(&["始めました", "開始しました", "開始いたしました"])
            && near.contains_any(&["国民から", "国民の", "パブリックコメント", "意見公募"]);
    is_made_known
        && !near.split(['。', '\n']).any(|sentence| {
            asks(sentence)
                && !sentence.contains_word("周知")
                && sentence.contains_any(&["応募", "申請", "推薦", "提案", "提出", "申込", "申し込"])
        })
}

/// Whether a period is not that of the answer: 提出期限 is below it, or 「各事業者に対する受付期間です」.
pub(super) fn is_third_party_period(text: &str, found: &Candidate, around: &SentenceContext<'_>) -> bool {
    let below = window_after(text, found.range.end, 300);
    // 「入居者募集は１０月１日から１４日まで行います」, 「入居希望者の申込期間は」
    let recruits = [
        "入居者",
        "入居希望者",
        "受験者",
        "入学者",
        "職員",
        "県民",
        "市民",
        "住民",
        "利用者",
    ]
    .iter()
    .any(|whom| {
        let line = around
            .before
            .rsplit(['。', '、', '\n'])
            .next()
            .unwrap_or_default();
        line.split_at_word(whom).is_some_and(|(_, rest)| {
            let rest = rest.trim_start_matches('の');
            rest.starts_with("募集") || rest.starts_with("申込")
        })
    });
    if recruits {
        return true;
    }
    let of_survey = around
        .above
        .trim_end_matches([':', ' ', '】'])
        .ends_with("調査期間");
    let has_limit = ["提出期限", "回答期限", "報告期限"]
        .iter()
        .any(|limit| below.split('\n').skip(1).any(|line| line.contains(limit)));
    // 「パブリックコメントを開始しましたので、お知らせします」
    let above = window_before(around.above, around.above.len(), 300);
    let informs = above.contains_any(&[
        "お知らせします",
        "お知らせいたします",
        "情報提供します",
        "情報提供いたします",
    ]) || above.contains_word("実施状況") && below.contains_any(&["情報共有まで", "参考まで"]);
    let informs =
        informs && above.contains_any(&["パブリックコメント", "意見募集", "意見公募"]) && !asks(above);
    if informs {
        return true;
    }
    if is_period_of_call(around.above) {
        return true;
    }
    let of_others = below.contains_any(&["事業者に対する", "事業者からの申請", "住民からの"]);
    of_survey && has_limit || of_others && below.contains_word("期間です")
}
