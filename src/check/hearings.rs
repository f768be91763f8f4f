//! Judges the hearings that a letter states after its first.

use chrono::{NaiveDate, NaiveTime};

use super::judge::{Judgement, judge_rules};
use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::engine::verdict::selected;
use crate::format::edit::Editable;
use crate::request::{Hearing, Request};
use crate::resolve::{Case, Environment};
use crate::rules::Rule;
use crate::source::Span;

/// Findings and undetermined rules on the times of each further hearing. The request is as before afterwards.
pub(super) fn judge_further(
    request: &mut Request<'_>,
    env: Environment<'_>,
    editable: Option<&dyn Editable>,
    engine: &Engine,
) -> Judgement {
    let mut all = Judgement::default();
    let first = request.hearing.take();
    for hearing in request.further_hearings.clone() {
        // What the letter says of the place and of taking part online holds for every hearing.
        let facts = first.as_deref().cloned().unwrap_or_default();
        request.hearing = Some(Box::new(Hearing {
            span: hearing.span,
            start: hearing.start.clone(),
            end: hearing.end.clone(),
            ..facts
        }));
        let case = Case::new(request, env);
        // One before the sending is spoken of, and not asked for.
        let of_day = |day: NaiveDate| Moment::from_japan(day.and_time(NaiveTime::MIN));
        let start = case.hearing.and_then(|hearing| hearing.start);
        let start = start.or_else(|| case.hearing_days().0.map(of_day));
        if case.sent.at.zip(start).is_some_and(|(sent, start)| start <= sent) {
            continue;
        }
        let rules = selected(engine, &case).filter(|(_, rule)| reads_hearing(rule));
        let judged = judge_rules(rules, &case, editable, &mut |_, _| None, engine);
        // What is at another place was found for the first hearing.
        let is_of_it = |span: Span| hearing.span.start <= span.start && span.end <= hearing.span.end;
        let found = judged.found.into_iter().filter(|found| is_of_it(found.span));
        all.add(Judgement {
            found: found.collect(),
            ..judged
        });
    }
    request.hearing = first;
    all
}

fn reads_hearing(rule: &Rule) -> bool {
    [&rule.when, &rule.require]
        .into_iter()
        .any(|condition| condition.reads_any(|reads| reads.hearing))
}
