//! Whether a clause is about an earlier occasion.

use std::borrow::Cow;

use super::lexicon::OTHER_TIMES;

/// Whether a clause speaks of another occasion: 前回は; not 先日お送りした通知のとおり.
pub(super) fn is_of_another_time(clause: &str) -> bool {
    // 「執行実績（過去３か年）」: what a bracket says is no more than of what stands before it.
    let clause = &*without_brackets(clause);
    if !OTHER_TIMES.is_in(clause) {
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
        return OTHER_TIMES.is_in(clause);
    };
    let head = clause.get(..at).unwrap_or_default();
    let topic = head
        .rfind("は、")
        .map_or("", |at| head.get(..at).unwrap_or_default());
    OTHER_TIMES.is_in(topic) || OTHER_TIMES.is_in(clause.get(end..).unwrap_or_default())
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
