//! A request whose sending is a date alone: judged for every minute of the sender's hours on that day.

use super::budget::Budget;
use super::proof::{Proof, prove};
use super::sendings::Minutes;
use crate::engine::Engine;
use crate::engine::verdict::RuleQuery;
use crate::resolve::Case;
use crate::rules::{Pack, Rule};

/// What the rules say over a day of sending.
pub(in crate::check) struct DayProof {
    /// `None` where it was too much to ask.
    proof: Option<Proof>,
    minutes: i64,
}

/// What one rule says of one due or item, over the day.
pub(in crate::check) enum OverDay {
    /// It is broken whenever the request is sent.
    AllDay,
    /// It depends on when.
    SomeTimes,
    /// It is unknown at some minute, for want of these, and broken at none.
    Unknown(Vec<&'static str>),
    /// It is broken at no time.
    Never,
}

impl DayProof {
    /// Asks these rules. `None` where the time of sending is stated, or the day is not known.
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

    /// What a rule says. `None` where it does not depend on the sending.
    pub fn verdict(&self, asked: RuleQuery<'_>) -> Option<OverDay> {
        let Some(proof) = &self.proof else {
            return asked.rule.reads_sent.then_some(OverDay::SomeTimes);
        };
        let asked_of = (asked.number, asked.due, asked.item);
        let answer = proof
            .answers
            .iter()
            .find(|answer| (answer.rule, answer.due, answer.item) == asked_of);
        Some(match answer {
            None => OverDay::Never,
            Some(answer) if answer.minutes >= self.minutes => OverDay::AllDay,
            Some(answer) if answer.minutes > 0 => OverDay::SomeTimes,
            Some(answer) if answer.missing.is_empty() => OverDay::Never,
            Some(answer) => OverDay::Unknown(answer.missing.clone()),
        })
    }
}
