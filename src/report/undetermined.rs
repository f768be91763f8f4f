//! Undetermined rules in words, naming each missing field of a request once.

use super::texts::one_line;
use crate::check::{FileReport, Undetermined, UnknownField, UnknownReason};
use crate::message::{Entry, Lang, catalogue, words};
use crate::source::{Source, Span};

/// Rules of a request that lack the same fields, or a subset of another's.
#[derive(Clone, Debug)]
pub struct Group<'r> {
    /// Index of the request in the file.
    pub request: usize,
    /// Missing fields, by their names in machine output.
    pub missing: Vec<&'static str>,
    /// Codes of the rules.
    pub codes: Vec<&'r str>,
    /// Fields of the request that are written but unknown.
    unknown_fields: &'r [UnknownField],
}

/// Groups of a file, in order.
pub fn groups(report: &FileReport) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut first = 0;
    for Undetermined {
        code,
        request,
        missing,
    } in &report.undetermined
    {
        // Results of a request are adjacent: compare only with its own groups.
        if groups.get(first).is_some_and(|group| group.request != *request) {
            first = groups.len();
        }
        let mut joined = Group {
            request: *request,
            missing: missing.to_vec(),
            codes: vec![code],
            unknown_fields: report
                .request(*request)
                .map_or(&[], |request| &request.unknown_fields),
        };
        let mut at = groups.len();
        while at > first {
            at -= 1;
            let shares = groups[at].missing == joined.missing
                || groups[at]
                    .missing
                    .iter()
                    .any(|fact| joined.missing.contains(fact));
            if shares {
                let mut before = groups.remove(at);
                for fact in joined.missing {
                    if !before.missing.contains(&fact) {
                        before.missing.push(fact);
                    }
                }
                before.codes.append(&mut joined.codes);
                joined = before;
            }
        }
        groups.push(joined);
    }
    groups
}

/// Reason phrases: as the last of a sentence, and before others.
const REASONS: [(Option<UnknownReason>, Entry, Entry); 8] = [
    (None, catalogue::WHY_ABSENT, catalogue::WHY_ABSENT_AND),
    (
        Some(UnknownReason::Unread),
        catalogue::WHY_UNREAD,
        catalogue::WHY_UNREAD_AND,
    ),
    (
        Some(UnknownReason::Open),
        catalogue::WHY_OPEN,
        catalogue::WHY_OPEN_AND,
    ),
    (
        Some(UnknownReason::Misspelt),
        catalogue::WHY_MISSPELT,
        catalogue::WHY_MISSPELT_AND,
    ),
    (
        Some(UnknownReason::Uncounted),
        catalogue::WHY_UNCOUNTED,
        catalogue::WHY_UNCOUNTED_AND,
    ),
    (
        Some(UnknownReason::Unsettled),
        catalogue::WHY_UNSETTLED,
        catalogue::WHY_UNSETTLED_AND,
    ),
    (
        Some(UnknownReason::Cut),
        catalogue::WHY_CUT,
        catalogue::WHY_CUT_AND,
    ),
    (
        Some(UnknownReason::TooMany),
        catalogue::WHY_TOO_MANY,
        catalogue::WHY_TOO_MANY_AND,
    ),
];

impl Group<'_> {
    /// What is undetermined, why, and what to write.
    pub fn words(&self, source: &Source, lang: Lang) -> String {
        let (whys, doing) = self.why_and_do(source, lang);
        let values = [
            ("codes", &*words::list(&self.codes, lang)),
            ("why", &*whys.join(words::clause_separator(lang))),
            ("do", &*doing),
        ];
        catalogue::UNDETERMINED.fill(lang, &values)
    }

    /// What to write to have it determined.
    pub fn to_do(&self, source: &Source, lang: Lang) -> String {
        self.why_and_do(source, lang).1.trim().to_owned()
    }

    fn why_and_do(&self, source: &Source, lang: Lang) -> (Vec<String>, String) {
        let mut reasons: Vec<(Option<UnknownReason>, Vec<String>)> = Vec::new();
        let mut to_state: Vec<String> = Vec::new();
        for name in &self.missing {
            let fact = fact_of(name);
            let word = missing_name(fact, lang);
            let known = self.unknown_fields.iter().filter(|known| known.fact == fact);
            let mut entries = Vec::new();
            for known in known {
                let called = known.called.as_ref().map(|called| called.render(lang));
                let word = called.unwrap_or_else(|| word.to_owned());
                // A field left blank is reported as not stated.
                let text = written(source, known.span)
                    .filter(|_| !matches!(known.why, UnknownReason::TooMany | UnknownReason::Misspelt));
                let why = match known.why {
                    UnknownReason::Unread if text.is_none() => None,
                    UnknownReason::PartUnstated => None,
                    why => Some(why),
                };
                // For unreadable hours the span covers the whole office entry, which is too much to quote.
                entries.push((word, why, text.filter(|_| fact != "hours")));
            }
            if entries.is_empty() {
                entries.push((word.to_owned(), None, None));
            }
            for (word, why, text) in entries {
                let text = text.filter(|_| why.is_some());
                let words = match text {
                    Some(text) => catalogue::FACT_WRITTEN.fill(lang, &[("fact", &word), ("text", &text)]),
                    None => word.clone(),
                };
                let state = match why {
                    Some(UnknownReason::Cut | UnknownReason::TooMany | UnknownReason::Misspelt) => None,
                    Some(UnknownReason::Uncounted) => Some(catalogue::FACT_MINISTRIES.text(lang).to_owned()),
                    Some(
                        UnknownReason::Unread
                        | UnknownReason::Open
                        | UnknownReason::Unsettled
                        | UnknownReason::PartUnstated,
                    )
                    | None => Some(word),
                };
                push(&mut to_state, state);
                match reasons.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, facts)) => push(facts, Some(words)),
                    None => reasons.push((why, vec![words])),
                }
            }
        }
        let last = reasons.len().saturating_sub(1);
        let whys: Vec<String> = reasons
            .iter()
            .enumerate()
            .filter_map(|(at, (why, facts))| {
                let (_, closing, before) = REASONS.iter().find(|(known, ..)| known == why)?;
                let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
                let entry = if at == last { closing } else { before };
                Some(entry.fill(lang, &[("facts", &words::list(&facts, lang))]))
            })
            .collect();
        let to_state: Vec<&str> = to_state.iter().map(String::as_str).collect();
        let doing = match &to_state[..] {
            [] => String::new(),
            facts => catalogue::UNDETERMINED_DO.fill(lang, &[("facts", &words::list(facts, lang))]),
        };
        (whys, doing)
    }
}

fn push(list: &mut Vec<String>, word: Option<String>) {
    list.extend(word.filter(|word| !list.contains(word)));
}

/// The text at a span, on one line without quotes; `None` if empty.
fn written(source: &Source, span: Span) -> Option<String> {
    /// Length limit, in characters.
    const CHARS_LIMIT: usize = 40;
    let text = one_line(source.slice(span));
    let text = text.trim();
    let bare = ['"', '\'']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    let text = bare.unwrap_or(text).trim();
    if matches!(text, "" | "~" | "null" | "Null" | "NULL" | "[]" | "{}") {
        return None;
    }
    let mut cut: String = text.chars().take(CHARS_LIMIT).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    Some(cut)
}

/// The field that a missing part is stated with.
fn fact_of(name: &'static str) -> &'static str {
    match name {
        "to" => "recipients",
        "dues" => "due",
        "dates" => "body",
        "item.name" | "item.purpose" => "materials",
        other => other,
    }
}

/// A missing field in words.
fn missing_name(name: &'static str, lang: Lang) -> &'static str {
    match name {
        "kind" => catalogue::FACT_KIND,
        "scope" => catalogue::FACT_SCOPE,
        "subject" => catalogue::FACT_SUBJECT,
        "from" => catalogue::FACT_FROM,
        "recipients" => catalogue::FACT_RECIPIENTS,
        "sent" => catalogue::FACT_SENT,
        "sent.time" => catalogue::FACT_SENT_TIME,
        "due" => catalogue::FACT_DUE,
        "due.name" => catalogue::FACT_DUE_NAME,
        "round" => catalogue::FACT_ROUND,
        "effort" => catalogue::FACT_EFFORT,
        "considerable" => catalogue::FACT_CONSIDERABLE,
        "necessity" => catalogue::FACT_NECESSITY,
        "materials" => catalogue::FACT_MATERIALS,
        "hearing" => catalogue::FACT_HEARING,
        "hearing.place" => catalogue::FACT_PLACE,
        "hearing.online" => catalogue::FACT_ONLINE,
        "hearing.reason" => catalogue::FACT_REASON,
        "hours" => catalogue::FACT_HOURS,
        "body" | "item.words" | "mentions" | "deadlines" => catalogue::FACT_BODY,
        other => return other,
    }
    .text(lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Spelling;
    use crate::rules::vocabulary::{FIELDS, LISTS, MOMENTS};

    #[test]
    fn every_fact_that_may_be_missing_has_words() {
        let names = FIELDS.iter().map(|(name, _)| *name);
        let names = names.chain(LISTS.iter().map(|(name, _)| *name));
        let names = names.chain(MOMENTS.iter().map(|(name, _)| *name));
        for name in names.chain(["recipients", "hours", "sent.time"]) {
            for lang in Lang::ALL.iter().copied() {
                let word = missing_name(fact_of(name), lang);
                assert!(lang.spelling() == Spelling::English || word != name, "{name}");
                assert!(!word.contains('.'), "{name}");
            }
        }
    }
}
