//! What rules read of time, from the conditions that each sending leaves to evaluate.

use crate::calendar::hours::DAY;
use crate::engine::partial_rule::PartialRule;
use crate::rules::condition::{Bound, Condition, MomentField, Quantity, Until};

/// A clock compared with a bound.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Comparison {
    pub quantity: Quantity,
    pub bound: Bound,
}

/// What rules read of time.
#[derive(Default)]
pub(super) struct TimeReads {
    pub comparisons: Vec<Comparison>,
    /// Conditions on evenings.
    pub evenings: Vec<Condition>,
    /// Evenings and mornings, in seconds since midnight in the office's zone.
    pub seconds: Vec<i64>,
    /// Times of day in Japan, in seconds since midnight.
    pub japan: Vec<i64>,
    /// Whether office hours matter to the position of the sending.
    pub sent_hours: bool,
    /// Whether office hours matter to the position of another moment.
    pub other_hours: bool,
    /// Whether breaks do.
    pub other_breaks: bool,
    /// Whether a mentioned moment matters.
    pub mentions: bool,
}

impl TimeReads {
    pub fn of<'r, 'a: 'r>(rules: impl IntoIterator<Item = &'r PartialRule<'a>>) -> Self {
        let mut time_reads = Self::default();
        for rule in rules {
            rule.visit_evaluated(&mut |inner| time_reads.take(inner));
        }
        time_reads
    }

    fn take(&mut self, condition: &Condition) {
        if let Some((quantity, bounds)) = condition.time()
            && quantity != Quantity::Effort
        {
            for bound in bounds {
                let bound = *bound;
                let comparison = Comparison { quantity, bound };
                if !self.comparisons.contains(&comparison) {
                    self.comparisons.push(comparison);
                }
            }
            return;
        }
        if let Condition::EveningRequest { of, evening, until } = condition {
            self.take_evening(condition, (*of, *evening, *until));
            return;
        }
        if let Condition::TimeOfDay { from, until, .. } = condition {
            self.japan
                .extend([*from, *until].iter().filter(|second| **second < DAY));
        }
        let reads = condition.reads();
        let other = reads.due || reads.hearing;
        self.sent_hours |= reads.hours && reads.sent;
        self.other_hours |= reads.hours && other;
        self.other_breaks |= reads.pause && other;
        self.mentions |= reads.dates && reads.sent;
    }

    fn take_evening(&mut self, condition: &Condition, evening: (MomentField, i64, Until)) {
        let same = |known: &Condition| match known {
            Condition::EveningRequest {
                of,
                evening: at,
                until,
            } => (*of, *at, *until) == evening,
            _ => false,
        };
        if self.evenings.iter().any(same) {
            return;
        }
        self.evenings.push(condition.clone());
        let (_, evening, until) = evening;
        self.seconds.push(evening);
        match until {
            Until::Second(second) => self.seconds.push(second),
            Until::EndOfDay => {}
        }
    }
}
