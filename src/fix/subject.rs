//! What a remedy moves, and its new time.

use chrono::NaiveDate;

use crate::calendar::hours::Moment;
use crate::rules::Rule;
use crate::rules::pack::Place;

/// What a remedy moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixSubject {
    /// 期限, or the sending.
    Due,
    /// ヒアリング
    Hearing,
}

impl FixSubject {
    /// What the finding of a rule asks to move, whatever its severity.
    pub fn rule(rule: &Rule) -> Option<Self> {
        if rule.reads_due_moment || rule.at == Place::Due {
            return Some(Self::Due);
        }
        let mut of_hearing = false;
        rule.require.visit(&mut |inner| {
            let reads = inner.reads();
            of_hearing |= reads.hearing && (reads.hours || reads.pause || reads.sent);
        });
        of_hearing.then_some(Self::Hearing)
    }
}

/// A new time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// 期限
    Due(Moment),
    /// ヒアリング: start, and end if it has one.
    Hearing(Moment, Option<Moment>),
    /// A hearing stated in days: first day, and last day if it has one. Times of day that are stated stay.
    Days(NaiveDate, Option<NaiveDate>),
}

/// The nearest complying times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NearestTimes {
    /// New time of what a finding is about.
    pub target: Option<Target>,
    /// Last sending time with the present due.
    pub latest: Option<Moment>,
}
