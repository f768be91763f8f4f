//! Whether a clause is about an earlier occasion.

use std::borrow::Cow;

use super::candidate::Candidate;
use super::lexicon::OTHER_TIMES;
use super::sentence::{Around, near_start};

/// Whether a clause is about another occasion: 前回は; not 先日お送りした通知のとおり.
pub(super) fn is_of_another_time(clause: &str) -> bool {
    if !names_another_time(clause) {
        return false;
    }
    // 「執行実績（過去３か年）」: a bracket applies only to the words before it.
    // 「（過去の照会）回答期限」: a bracket at the start applies to what follows.
    let named = clause.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    if named.is_some_and(|(name, _)| names_another_time(name)) {
        return true;
    }
    let clause = &*without_brackets(clause);
    // 「過去５年間の業務量」: a period, not an occasion.
    let clause = match clause.split_once("過去") {
        Some((_, rest))
            if rest.starts_with(|c: char| c.is_ascii_digit() || "数一二三四五六七八九十".contains(c)) =>
        {
            rest
        }
        _ => clause,
    };
    if !names_another_time(clause) {
        return false;
    }
    // 「前回：6/3締切、今回：6/17締切」
    let this = ["今回", "今般", "今次", "このたび", "この度"];
    let clause = this
        .iter()
        .filter_map(|word| clause.rfind(word))
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
    .filter_map(|word| clause.rfind(word).map(|at| (at, at + word.len())))
    .max();
    let Some((at, end)) = as_told else {
        return names_another_time(clause);
    };
    let head = clause.get(..at).unwrap_or_default();
    let topic = head
        .rfind("は、")
        .map_or("", |at| head.get(..at).unwrap_or_default());
    names_another_time(topic) || names_another_time(clause.get(end..).unwrap_or_default())
}

/// Whether a text names an earlier occasion: 前回, 旧様式; not 復旧.
pub(super) fn names_another_time(text: &str) -> bool {
    OTHER_TIMES.is_in(text)
        && OTHER_TIMES.all(text).any(|(word, at)| {
            word != "旧" || !text.get(..at).is_some_and(|head| head.ends_with(['復', '新']))
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
pub(super) fn is_closed(above: &str) -> bool {
    const OVER: [&str; 5] = [
        "は終了しました",
        "を終了しました",
        "は終了いたしました",
        "は締め切りました",
        "を締め切りました",
    ];
    let near = super::sentence::near_end(above, above.len(), 240);
    OVER.iter().any(|over| near.contains(over))
        || ["募集の結果について", "パブリックコメントの結果", "意見公募の結果"]
            .iter()
            .any(|title| near.contains(title))
}

/// Whether a period is not that of the answer: 提出期限 is below it, or 「各事業者に対する受付期間です」.
pub(super) fn is_period_of_others(text: &str, found: &Candidate, around: &Around<'_>) -> bool {
    let below = near_start(text, found.range.end, 300);
    let of_survey = around
        .above
        .trim_end_matches([':', ' ', '】'])
        .ends_with("調査期間");
    let has_limit = ["提出期限", "回答期限", "報告期限"]
        .iter()
        .any(|limit| below.split('\n').skip(1).any(|line| line.contains(limit)));
    // 「パブリックコメントを開始しましたので、お知らせします」
    let above = super::sentence::near_end(around.above, around.above.len(), 300);
    let informs = [
        "お知らせします",
        "お知らせいたします",
        "情報提供します",
        "情報提供いたします",
    ]
    .iter()
    .any(|told| above.contains(told))
        && ["パブリックコメント", "意見募集", "意見公募"]
            .iter()
            .any(|of| above.contains(of))
        && !super::sentence::asks(above);
    if informs {
        return true;
    }
    let of_others = ["事業者に対する", "事業者からの申請", "住民からの"]
        .iter()
        .any(|whose| below.contains(whose));
    of_survey && has_limit || of_others && below.contains("期間です")
}
