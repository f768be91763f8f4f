//! A moment with its limit word, and the parts of its sentence.

use crate::prose::candidate::{Candidate, Joined};
use crate::prose::label::deadline_label;
use crate::prose::limit::{Limit, limit_word};
use crate::prose::sentence::{SentenceContext, asks, clause_after};
use crate::prose::sentence_topic::{is_third_party_topic, topic_of};
use crate::prose::word_search::{WordSearch, open_bracket};

/// A moment with the parts of its sentence.
pub(super) struct LimitedMoment<'a> {
    /// The whole text.
    pub text: &'a str,
    pub around: &'a SentenceContext<'a>,
    pub found: &'a Candidate,
    /// The words of the moment.
    pub words: &'a str,
    pub next: Option<&'a Candidate>,
    pub previous: Option<&'a Candidate>,
    pub limit: Limit,
    /// Whether its label is a deadline's (true) or another's (false).
    pub label: Option<bool>,
    /// The text after the limit word.
    pub rest: &'a str,
    /// The same up to the end of the bracket that contains the moment.
    pub rest_in_bracket: &'a str,
    /// The same up to the end of the clause.
    pub clause: &'a str,
    /// Whether the moment is in brackets.
    pub in_brackets: bool,
    /// Whether the clause contains a request.
    pub asked: bool,
}

impl<'a> LimitedMoment<'a> {
    pub(super) fn of(
        text: &'a str,
        around: &'a SentenceContext<'a>,
        found: &'a Candidate,
        words: &'a str,
        [previous, next]: [Option<&'a Candidate>; 2],
    ) -> Self {
        /// Limit on the bytes of a bracket before the moment.
        const BRACKET_BYTES_LIMIT: usize = 120;
        let before = around.before;
        let (limit, rest) = limit_word(around.behind, words);
        // A moment in brackets is limited by the text inside them.
        let in_brackets = open_bracket(before).is_some_and(|open| before.len() - open < BRACKET_BYTES_LIMIT);
        let rest_in_bracket = if in_brackets {
            rest.split(')').next().unwrap_or(rest)
        } else {
            rest
        };
        let clause = clause_after(rest_in_bracket);
        // A bracket after the request is about others: 「御提出願います（既に御提出いただいた府省を除く）」.
        let clause = match clause.find('(').and_then(|at| clause.get(..at)) {
            Some(request) if asks(request) => request,
            _ => clause,
        };
        Self {
            text,
            around,
            found,
            words,
            next,
            previous,
            limit,
            label: deadline_label(around.above),
            rest,
            rest_in_bracket,
            clause,
            in_brackets,
            asked: asks(clause),
        }
    }

    pub(super) fn has_deadline_label(&self) -> bool {
        self.label == Some(true)
    }

    /// Whether another moment follows in its sentence.
    pub(super) fn next_is_near(&self) -> bool {
        is_near(self.next, self.found, self.around.behind)
    }

    /// The text behind the bracket that contains it.
    pub(super) fn behind_bracket(&self) -> Option<&str> {
        let (_, after) = self.around.behind.split_once(')').filter(|_| self.in_brackets)?;
        Some(after)
    }

    pub(super) fn is_range(&self) -> bool {
        self.found.joined == Joined::Range
    }

    /// Whether it explains a limit before its bracket: 「コメント期限（９月１０日１５時）」.
    pub(super) fn is_in_apposition(&self) -> bool {
        self.around.behind.starts_with(')') && self.around.before.ends_with('(') && self.has_deadline_label()
    }
}

/// Whether the next moment stands in the rest of this one's sentence.
pub(super) fn is_near(next: Option<&Candidate>, found: &Candidate, behind: &str) -> bool {
    next.is_some_and(|next| next.range.start - found.range.end < behind.len())
}

/// 「要求調書は１月３０日までに主計係へ」, 「出張者の情報は今月中に旅費担当へ」: something, and the office to which it goes.
pub(super) fn is_paper_to_office(before: &str, clause: &str) -> bool {
    /// Limit on the characters of the office.
    const OFFICE_CHARS_LIMIT: usize = 16;
    let place = clause.trim_start_matches('に').trim_end_matches(['。', ' ']);
    let place = place.strip_suffix("メール").unwrap_or(place);
    let is_place = place.chars().count() <= OFFICE_CHARS_LIMIT
        && place.ends_with_any(&[
            "係へ",
            "課へ",
            "室へ",
            "班へ",
            "局へ",
            "担当へ",
            "係まで",
            "課まで",
            "担当まで",
            "宛て",
            "宛",
        ]);
    is_place
        && (topic_of(before).is_some() || before.ends_with("れば") || before.ends_with(['~', ':', '→']))
        && has_no_third_party_topic(before)
}

/// Whether the sentence names no third party as its topic.
pub(super) fn has_no_third_party_topic(before: &str) -> bool {
    !topic_of(before).is_some_and(is_third_party_topic)
}
