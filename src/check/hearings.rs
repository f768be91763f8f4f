//! Judges the hearings that a letter states after its first.

use chrono::{NaiveDate, NaiveTime};

use super::judge::{Judgement, judge_rules};
use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::engine::verdict::selected;
use crate::format::edit::Editable;
use crate::request::{Hearing, Request};
use crate::resolve::{Case, Environment};
use crate::source::{Source, Span};

/// Findings and undetermined rules on the times of each further hearing. The request is as before afterwards.
pub(super) fn judge_further(
    request: &mut Request<'_>,
    source: &Source,
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
        // One before the sending, in a sentence, is mentioned and not requested; in a list it is a mistake.
        let start_of_day = |day: NaiveDate| Moment::from_japan(day.and_time(NaiveTime::MIN));
        let start = case.hearing.and_then(|hearing| hearing.start);
        let start = start.or_else(|| case.hearing_days().0.map(start_of_day));
        let is_past = case.sent.at.zip(start).is_some_and(|(sent, start)| start <= sent);
        if is_past && is_in_sentence(source.text(), hearing.span) {
            continue;
        }
        let rules = selected(engine, &case).filter(|(_, rule)| rule.reads_any(|reads| reads.hearing));
        let judged = judge_rules(rules, &case, editable, &mut |_, _| None, engine);
        // What is at another place was found for the first hearing.
        let found = judged.found.into_iter();
        let found = found.filter(|found| hearing.span.contains(found.span));
        all.add(Judgement {
            found: found.collect(),
            ..judged
        });
    }
    request.hearing = first;
    all
}

fn is_in_sentence(text: &str, span: Span) -> bool {
    let (before, behind) = text.split_at_checked(span.start as usize).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    before.contains('。') || behind.contains('。')
}
