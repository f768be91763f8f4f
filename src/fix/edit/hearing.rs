//! Edits that move a hearing's start and end, each in its own place.

use chrono::NaiveDate;

use crate::calendar::hours::Moment;
use crate::fix::target::anchor;
use crate::format::edit::{Editable, Rewritten, local_of};
use crate::message::{Message, catalogue};
use crate::request::{Timing, When};
use crate::resolve::Case;
use crate::rules::explain::{dates_of, interval};
use crate::source::Span;
use jp_datetime::moment::Written;

/// Moves a hearing to other times.
pub(super) fn times(
    case: &Case<'_>,
    from: Moment,
    until: Option<Moment>,
    editable: &dyn Editable,
) -> Option<Edits> {
    let hearing = case.request.hearing.as_ref()?;
    let anchor = anchor(case)?;
    let Timing::Known(When::Stated(start), start_span) = &hearing.start else {
        return None;
    };
    let together: Vec<Span> = [hearing.start.span(), hearing.end.span()]
        .into_iter()
        .flatten()
        .collect();
    let mut rewritten = editable.moment(*start_span, start, from, anchor, &together)?;
    let mut right = start.weekday_mismatch(anchor).is_none();
    if let (Some(until), Timing::Known(When::Stated(end), span)) = (until, &hearing.end) {
        let kept = editable.end_follows(Some(*start_span), *span)?;
        if !kept {
            right &= end.weekday_mismatch(anchor).is_none();
            let new_end = editable
                .moment(*span, end, until, anchor, &together)
                .or_else(|| end_of_day(editable, *span, (start, from), (end, until)))?;
            rewritten = rewritten.and(new_end)?;
        }
    }
    let (from, until) = interval(Some(from), until, dates_of(case))?;
    let title = match until {
        Some(until) => catalogue::FIX_HEARING.arg("from", from).arg("until", until),
        None => catalogue::FIX_HEARING_START.arg("from", from),
    };
    Some((rewritten, title, right))
}

/// Moves a hearing by whole days; stated times of day are kept.
pub(super) fn days(
    case: &Case<'_>,
    first: NaiveDate,
    last: Option<NaiveDate>,
    editable: &dyn Editable,
) -> Option<Edits> {
    let hearing = case.request.hearing.as_ref()?;
    let anchor = anchor(case)?;
    let facts = [&hearing.start, &hearing.end].map(|fact| match fact {
        Timing::Known(When::Stated(written), span) => Some((written, *span)),
        _ => None,
    });
    let (stated, _) = facts[0].or(facts[1])?;
    let later = first.signed_duration_since(stated.date(anchor)?);
    let together: Vec<Span> = facts.iter().flatten().map(|(_, span)| *span).collect();
    let start = facts[0].map(|(_, span)| span);
    let mut rewritten = Rewritten::default();
    let mut right = true;
    for (number, fact) in facts.into_iter().enumerate() {
        let Some((written, span)) = fact else { continue };
        right &= written.weekday_mismatch(anchor).is_none();
        let to = written.date(anchor)?.checked_add_signed(later)?;
        if number == 1 && editable.end_follows(start, span)? {
            continue;
        }
        let shifted = editable.days_later(span, later.num_days(), to, anchor, &together)?;
        rewritten = rewritten.and(shifted)?;
    }
    let year = dates_of(case);
    let day = |day: NaiveDate| Message::date(day, year);
    let title = match last.filter(|last| *last != first) {
        Some(last) => catalogue::FIX_HEARING
            .arg("from", day(first))
            .arg("until", day(last)),
        None => catalogue::FIX_HEARING_DAY.arg("day", day(first)),
    };
    Some((rewritten, title, right))
}

/// An end written as a time of day only, 「17時30分」: it is on the start's day.
fn end_of_day(
    editable: &dyn Editable,
    span: Span,
    (start, from): (&Written, Moment),
    (end, until): (&Written, Moment),
) -> Option<Rewritten> {
    let (from, until) = (local_of(from, start)?, local_of(until, end)?);
    if from.date() != until.date() {
        return None;
    }
    editable.time(span, until.time())
}

/// The edits, their title, and whether the weekdays they replace matched their dates.
pub(super) type Edits = (Rewritten, Message, bool);
