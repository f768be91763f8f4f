//! The edits that move a hearing: its start and its end, each where it is written.

use chrono::{NaiveDate, NaiveTime};

use super::editable::{Editable, local_of};
use crate::calendar::hours::Moment;
use crate::case::Case;
use crate::read::ics::rewrite::Form;
use crate::remedy::scalar::{Rewritten, Yaml};
use crate::remedy::target::anchor;
use crate::request::Fact;
use crate::rules::explain::{dates_of, interval};
use crate::source::Span;
use crate::text::{Lang, catalogue, words};
use jp_datetime::moment::{self, Written};
use jp_datetime::time_of_day;

/// A hearing moved to other times.
pub(super) fn times(
    case: &Case<'_>,
    from: Moment,
    until: Option<Moment>,
    editable: &Editable<'_>,
    lang: Lang,
) -> Option<Edits> {
    let hearing = case.request.hearing.as_ref()?;
    let anchor = anchor(case)?;
    let Fact::Known(start, start_span) = &hearing.start else {
        return None;
    };
    let together: Vec<Span> = [hearing.start.span(), hearing.end.span()]
        .into_iter()
        .flatten()
        .collect();
    let mut rewritten = editable.moment(*start_span, start, from, anchor, &together)?;
    let mut right = start.weekday_mismatch(anchor).is_none();
    if let (Some(until), Fact::Known(end, span)) = (until, &hearing.end) {
        let kept = match editable {
            // A calendar's event without an end ends as it starts, and a length of time stays one.
            Editable::Calendar(rewriter) => span == start_span || rewriter.form(*span)? == Form::Duration,
            Editable::Yaml(_) => false,
        };
        if !kept {
            right &= end.weekday_mismatch(anchor).is_none();
            let moved = editable
                .moment(*span, end, until, anchor, &together)
                .or_else(|| end_of_day(editable, *span, (start, from), (end, until)))?;
            rewritten = rewritten.and(moved)?;
        }
    }
    let (from, until) = interval(Some(from), until, lang, dates_of(case));
    let title = match until {
        Some(until) => catalogue::FIX_HEARING.fill(lang, &[("from", &from), ("until", &until)]),
        None => catalogue::FIX_HEARING_START.fill(lang, &[("from", &from)]),
    };
    Some((rewritten, title, right))
}

/// A hearing moved by whole days: what its times are, if any are stated, stays as it is written.
pub(super) fn days(
    case: &Case<'_>,
    first: NaiveDate,
    last: Option<NaiveDate>,
    editable: &Editable<'_>,
    lang: Lang,
) -> Option<Edits> {
    let hearing = case.request.hearing.as_ref()?;
    let anchor = anchor(case)?;
    let facts = [&hearing.start, &hearing.end].map(|fact| match fact {
        Fact::Known(written, span) => Some((written, *span)),
        _ => None,
    });
    let (stated, _) = facts[0].or(facts[1])?;
    let later = first.signed_duration_since(stated.date(anchor)?);
    let together: Vec<Span> = facts.iter().flatten().map(|(_, span)| *span).collect();
    let mut rewritten = Rewritten::default();
    let mut right = true;
    for (written, span) in facts.into_iter().flatten() {
        right &= written.weekday_mismatch(anchor).is_none();
        let to = written.date(anchor)?.checked_add_signed(later)?;
        let moved = match editable {
            // An event without an end lasts its day.
            Editable::Calendar(_) if rewritten.edits.iter().any(|edit| edit.span.start == span.start) => {
                continue;
            }
            Editable::Calendar(rewriter) => match rewriter.form(span)? {
                Form::Duration => continue,
                // DTEND is the day after the last: each is moved by as many days.
                Form::Date | Form::DateTime { .. } => {
                    let text = rewriter.days_later(span, later.num_days(), anchor)?;
                    Rewritten::alone(editable.edit(span, &text))
                }
            },
            Editable::Yaml(yaml) => match editable.date(span, to, anchor, &together) {
                Some(moved) => moved,
                None if is_time_alone(yaml, span) => continue,
                None => return None,
            },
        };
        rewritten = rewritten.and(moved)?;
    }
    let year = dates_of(case);
    let day = |day: NaiveDate| words::date(day, year, lang);
    let title = match last.filter(|last| *last != first) {
        Some(last) => {
            let values = [("from", &*day(first)), ("until", &*day(last))];
            catalogue::FIX_HEARING.fill(lang, &values)
        }
        None => catalogue::FIX_HEARING_DAY.fill(lang, &[("day", &*day(first))]),
    };
    Some((rewritten, title, right))
}

/// Whether a value is a time of day and no day, which is then the start's.
fn is_time_alone(yaml: &Yaml<'_>, span: Span) -> bool {
    let same = |text: &str| {
        let (_, time) = time_of_day::same_day(text);
        time_of_day::read_time(time).is_ok().then(String::new)
    };
    yaml.rewrite(span, &[], same).is_some()
}

/// An end that is a time alone, 「17時30分」: its day is the start's.
fn end_of_day(
    editable: &Editable<'_>,
    span: Span,
    (start, from): (&Written, Moment),
    (end, until): (&Written, Moment),
) -> Option<Rewritten> {
    let Editable::Yaml(yaml) = editable else {
        return None;
    };
    let (from, until) = (local_of(from, start)?, local_of(until, end)?);
    if from.date() != until.date() {
        return None;
    }
    yaml.rewrite(span, &[], |text| time_alone(text, until.time()))
}

/// A time alone, 「17時30分」 or 「同日17時」, as another; `None` for what is none.
pub(crate) fn time_alone(text: &str, to: NaiveTime) -> Option<String> {
    let (day, time) = time_of_day::same_day(text);
    time_of_day::read_time(time).ok()?;
    let new = moment::rewrite_time(time, to)?;
    let minutes = time_of_day::read_time(&new).ok()?;
    (NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)? == to).then(|| format!("{day}{new}"))
}

/// The edits, what they do, and whether the weekdays of what they replace are right.
pub(super) type Edits = (Rewritten, String, bool);
