//! What a remedy moves, and to where.

use chrono::NaiveDate;

use crate::calendar::hours::Moment;
use crate::rules::Rule;
use crate::rules::pack::Place;

/// What a remedy moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixOf {
    /// 期限, or the sending before it.
    Due,
    /// ヒアリング
    Hearing,
}

impl FixOf {
    /// What a rule's finding calls to be moved, however grave it is.
    pub fn rule(rule: &Rule) -> Option<Self> {
        if rule.reads_due_moment || rule.at == Place::Due {
            return Some(Self::Due);
        }
        let mut of_hearing = false;
        rule.require.visit(&mut |inner| {
            let reads = inner.reads();
            let called = reads.hearing && inner.evening().is_some();
            of_hearing |= called || reads.hearing && (reads.hours || reads.pause || reads.sent);
        });
        of_hearing.then_some(Self::Hearing)
    }
}

/// A new time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// 期限
    Due(Moment),
    /// ヒアリング: its start, and its end where it has one.
    Hearing(Moment, Option<Moment>),
    /// A hearing of which a day stands without its time: its first day, and its last where it has one. What
    /// times are stated stay what they are.
    Days(NaiveDate, Option<NaiveDate>),
}

/// The nearest times that comply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Where what a finding is about may be moved.
    pub target: Option<Target>,
    /// Until when it may be sent with the due that it has.
    pub latest: Option<Moment>,
}
