//! Tests of a mentioned moment.

use super::{View, all};
use crate::resolve::ResolvedMention;
use crate::rules::condition::{MentionTest, Truth};

impl View<'_> {
    pub(super) fn mention(&self, mention: &ResolvedMention, test: &MentionTest) -> Truth {
        match test {
            MentionTest::Role(roles) => roles.contains(&mention.role).into(),
            MentionTest::Open(wanted) => (mention.open == *wanted).into(),
            MentionTest::AgreesWithDue(wanted) => mention.agrees.map(|agrees| agrees == *wanted).into(),
            MentionTest::ToldApart(wanted) => (mention.is_one_of_several != *wanted).into(),
            MentionTest::AfterSent(bounds) => match (self.sent, mention.at) {
                (Some(sent), Some(at)) => all(bounds, |bound| {
                    let with = self.operand(bound.with);
                    with.map(|with| bound.order.holds(at.0.saturating_sub(sent.0), with))
                        .into()
                }),
                _ => Truth::Unknown,
            },
        }
    }
}
