//! Unsafe edits, which a person must confirm: for a mismatched weekday, and for texts that mention a moved time.

use chrono::{Days, NaiveDate, NaiveTime, Weekday};

use super::edit::with_side_effect;
use super::target::{Target, anchor};
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::format::edit::Editable;
use crate::message::{Entry, Message, catalogue};
use crate::read::repeats::{Move, mentions};
use crate::request::{Fact, Timing};
use crate::resolve::{Case, WrittenDate};
use crate::rules::explain::dates_of;
use crate::source::Span;
use jp_datetime::moment::Written;

/// The two fixes of a weekday that does not match its date: change the weekday, or change the date. Only the author
/// knows which was meant.
pub fn weekday_fixes(case: &Case<'_>, date: &WrittenDate, editable: &dyn Editable) -> Vec<Fix> {
    let year = dates_of(case);
    // A due must never be moved earlier.
    let is_due = case.dues.iter().any(|due| due.span == date.span);
    let together: Vec<Span> = if is_due {
        case.dues.iter().map(|due| due.span).collect()
    } else {
        vec![date.span]
    };
    let other = with_weekday(date.date, date.weekday, is_due);
    let fix = |to: NaiveDate, title: Message| {
        // The result must resolve to the intended day also where no year is written.
        let rewritten = if date.is_day_alone {
            editable.day_alone(date.span, date.date, to)?
        } else {
            editable.date(date.span, to, to.min(date.date), &together)?
        };
        let edit = rewritten.edits.first()?;
        (edit.text != editable.source().slice(edit.span)).then(|| Fix {
            title: with_side_effect(title, rewritten.side_effect),
            applicability: Applicability::Unsafe,
            edits: rewritten.edits.clone(),
        })
    };
    let titled = |entry: Entry, day: NaiveDate| entry.arg("date", Message::date(day, year));
    let weekday = fix(date.date, titled(catalogue::FIX_WEEKDAY, date.date));
    let other_date = other.and_then(|other| fix(other, titled(catalogue::FIX_DATE, other)));
    weekday.into_iter().chain(other_date).collect()
}

/// The nearest day with a weekday; the next one if `later`.
fn with_weekday(from: NaiveDate, weekday: Weekday, later: bool) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    let ahead = u64::from(weekday.days_since(from.weekday()));
    if later || ahead <= 3 {
        from.checked_add_days(Days::new(ahead))
    } else {
        from.checked_sub_days(Days::new(7 - ahead))
    }
}

/// Edits that change what subject, necessity and body say of a moved time.
pub fn texts_fix(
    case: &Case<'_>,
    due: Option<usize>,
    target: Target,
    editable: &dyn Editable,
) -> Option<Fix> {
    let anchor = anchor(case)?;
    let mut moves = moves(case, due, target, anchor)?;
    let others = others(case, due, target, anchor);
    for shift in &mut moves {
        let on_day = others.iter().filter(|(date, _)| *date == shift.date);
        shift.shares_moment = on_day
            .clone()
            .any(|(_, time)| time.is_none() || *time == shift.time);
        shift.shares_day = on_day.count() > 0;
    }
    let request = case.request;
    let texts = [
        (catalogue::TEXT_SUBJECT, &request.subject),
        (catalogue::TEXT_NECESSITY, &request.necessity),
        (catalogue::TEXT_BODY, &request.body),
    ];
    let (mut names, mut count, mut edits) = (Vec::new(), 0, Vec::new());
    for (name, fact) in texts {
        let Fact::Known(_, span) = fact else { continue };
        if request.mentions.silent.contains(span) {
            continue;
        }
        if let Some((found, mut made)) = in_text(*span, &moves, editable, anchor) {
            names.push(name);
            count += found;
            edits.append(&mut made);
        }
    }
    (!edits.is_empty()).then(|| Fix {
        title: catalogue::FIX_TEXTS
            .arg("texts", Message::list(names))
            .arg("count", count),
        applicability: Applicability::Unsafe,
        edits,
    })
}

/// Combines a fix with the edits of texts that mention the same time. In a letter the time itself is in such a text:
/// the two are then merged, so that each place is edited once.
pub fn together(mut fix: Fix, texts: Option<Fix>) -> impl Iterator<Item = Fix> {
    let mut texts = texts;
    if let Some(within) = texts.take_if(|texts| texts.edits.iter().any(|edit| overlaps(&fix, edit))) {
        let others = within.edits.into_iter();
        let others: Vec<Edit> = others.filter(|edit| !overlaps(&fix, edit)).collect();
        fix.edits.extend(others);
    }
    std::iter::once(fix).chain(texts)
}

fn overlaps(fix: &Fix, edit: &Edit) -> bool {
    fix.edits
        .iter()
        .any(|made| made.span.start < edit.span.end && edit.span.start < made.span.end)
}

/// Edits of a text at `span` for these moves, with the number of places.
fn in_text(
    span: Span,
    moves: &[Move],
    editable: &dyn Editable,
    anchor: NaiveDate,
) -> Option<(usize, Vec<Edit>)> {
    let source = editable.source();
    let raw = source.slice(span);
    let mut found: Vec<_> = moves
        .iter()
        .flat_map(|shift| mentions(raw, *shift, anchor))
        .collect();
    found.sort_by_key(|(range, _)| (range.start, range.end));
    // A place matched by two moves belongs to the first.
    let mut done = 0;
    found.retain(|(range, _)| {
        let free = range.start >= done;
        if free {
            done = range.end;
        }
        free
    });
    let count = found.len();
    let edits = editable.replace_in_text(span, &found)?;
    (count > 0).then_some((count, edits))
}

/// Other dates and times of the request that a text may mean: sending, hearing, other dues.
fn others(
    case: &Case<'_>,
    due: Option<usize>,
    target: Target,
    anchor: NaiveDate,
) -> Vec<(NaiveDate, Option<NaiveTime>)> {
    let request = case.request;
    let moving = due
        .and_then(|due| request.dues.get(due))
        .and_then(|due| due.at.span());
    let of_due = matches!(target, Target::Due(_));
    let hearing = request.hearing.iter().filter(|_| of_due);
    let dues = request
        .dues
        .iter()
        .filter(|other| !of_due || other.at.span() != moving);
    let timings = hearing.flat_map(|hearing| [&hearing.start, &hearing.end]);
    let timings = timings.chain(dues.map(|due| &due.at)).filter_map(Timing::stated);
    let sent = request.sent.known().into_iter();
    sent.chain(timings)
        .filter_map(|written| Some((written.date(anchor)?, written.local(anchor).map(|at| at.time()))))
        .collect()
}

/// The moves that a text may mention. Times in texts are Japan time.
fn moves(case: &Case<'_>, due: Option<usize>, target: Target, anchor: NaiveDate) -> Option<Vec<Move>> {
    match target {
        Target::Due(to) => {
            let number = due?;
            let written = case.request.dues.get(number)?.at.stated()?;
            let at = case.dues.get(number)?.at?.japan();
            let (date, time) = if written.has_time() {
                (at.date(), Some(at.time()))
            } else {
                (written.date(anchor)?, None)
            };
            Some(vec![Move {
                date,
                time,
                wrong: wrong(written, anchor),
                to: to.japan(),
                until: None,
                is_limit: true,
                shares_day: false,
                shares_moment: false,
                last: None,
            }])
        }
        Target::Hearing(from, until) => {
            let hearing = case.hearing?;
            let (start, end) = (hearing.start?.japan(), hearing.end.map(|end| end.japan()));
            let until = until.map(|until| until.japan());
            let wrong_weekday = |timing: &Timing| timing.stated().and_then(|written| wrong(written, anchor));
            let written = case.request.hearing.as_ref()?;
            let mut moves = vec![Move {
                date: start.date(),
                time: Some(start.time()),
                wrong: wrong_weekday(&written.start),
                to: from.japan(),
                until: end.zip(until).map(|(end, until)| (end.time(), until.time())),
                is_limit: false,
                shares_day: false,
                shares_moment: false,
                last: None,
            }];
            moves.extend(end.zip(until).map(|(end, until)| Move {
                date: end.date(),
                time: Some(end.time()),
                wrong: wrong_weekday(&written.end),
                to: until,
                until: None,
                is_limit: false,
                shares_day: false,
                shares_moment: false,
                last: None,
            }));
            Some(moves)
        }
        Target::Days(first, _) => {
            let written = case.request.hearing.as_ref()?;
            let facts = [&written.start, &written.end].map(Timing::stated);
            let stated = facts.into_iter().flatten().next()?;
            let later = first.signed_duration_since(stated.date(anchor)?);
            let last = written.end.stated().filter(|end| !end.has_time());
            let last = last.and_then(|end| end.date(anchor));
            let last = last.and_then(|last| Some((last, last.checked_add_signed(later)?)));
            let moves = facts.into_iter().flatten().filter_map(|written| {
                let date = written.date(anchor)?;
                let to = date.checked_add_signed(later)?;
                let local = written.local(anchor);
                Some(Move {
                    date,
                    time: local.map(|at| at.time()),
                    wrong: wrong(written, anchor),
                    to: to.and_time(local.map_or(chrono::NaiveTime::MIN, |at| at.time())),
                    until: None,
                    is_limit: false,
                    shares_day: false,
                    shares_moment: false,
                    last: last.filter(|(last, _)| *last > date),
                })
            });
            Some(moves.collect())
        }
    }
}

fn wrong(written: &Written, anchor: NaiveDate) -> Option<Weekday> {
    written.weekday_mismatch(anchor).map(|(wrong, _)| wrong)
}
