//! A request that states only a date of sending: judged for every minute of the senders' hours on that day.

use super::budget::Budget;
use super::proof::{Proof, prove};
use super::sendings::Minutes;
use crate::engine::Engine;
use crate::engine::verdict::RuleQuery;
use crate::resolve::Case;
use crate::rules::{Pack, Rule};

/// Results of rules over the day of sending.
pub(in crate::check) struct DayProof {
    /// `None` if the budget was exceeded.
    proof: Option<Proof>,
    minutes: i64,
}

/// Result of a rule for one due or item over the day.
pub(in crate::check) enum DayVerdict {
    /// Broken at every minute.
    AllDay,
    /// Broken at some minutes only.
    SomeTimes,
    /// Undetermined at some minute for lack of these fields, and broken at none.
    Unknown(Vec<&'static str>),
    /// Broken at no minute.
    Never,
}

impl DayProof {
    /// Evaluates rules over the day; `None` if a time of sending is stated, or the day is unknown.
    pub fn of(case: &Case<'_>, engine: &Engine, rules: &[(&Pack, &Rule)]) -> Option<Self> {
        let (from, until) = case.sent_on_day()?;
        let minutes = Minutes::between(from, until);
        let count = minutes.summary().minutes;
        (count > 0).then(|| Self {
            proof: prove(
                engine,
                rules,
                &minutes,
                &mut case.clone(),
                &mut Budget::of_template(),
            ),
            minutes: count,
        })
    }

    /// The result of a rule; `None` if it does not depend on the sending.
    pub fn verdict(&self, query: RuleQuery<'_>) -> Option<DayVerdict> {
        let Some(proof) = &self.proof else {
            return query.rule.reads_sent.then_some(DayVerdict::SomeTimes);
        };
        let query_key = (query.number, query.due, query.item);
        let answer = proof
            .answers
            .iter()
            .find(|answer| (answer.rule, answer.due, answer.item) == query_key);
        Some(match answer {
            None => DayVerdict::Never,
            Some(answer) if answer.minutes >= self.minutes => DayVerdict::AllDay,
            Some(answer) if answer.minutes > 0 => DayVerdict::SomeTimes,
            Some(answer) if answer.missing.is_empty() => DayVerdict::Never,
            Some(answer) => DayVerdict::Unknown(answer.missing.clone()),
        })
    }
}
