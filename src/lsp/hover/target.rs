//! What is under the cursor: a fact of a request, or a moment mentioned in its texts.

use jp_datetime::prose::{Precision, Role};

use crate::calendar::hours::Moment;
use crate::check::parsed;
use crate::engine::Engine;
use crate::format::Place;
use crate::read::keys::Key;
use crate::request::{Request, TimeMention};
use crate::resolve::{Basis, Case, DueAt};
use crate::source::Span;

/// The kind of value under the cursor.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum HoverTarget {
    Sent,
    Due(usize),
    Hearing,
    Mention(TimeMention),
}

/// Whether a place may belong to a request.
pub(super) fn is_of(place: Place, request: &Request) -> bool {
    match place {
        Place::Field { document, .. } => document.touches(request.head.start),
        Place::Property(_) | Place::Prose => true,
    }
}

/// The value at a place and its span, which contains the cursor; `at` is the byte under the cursor.
pub(super) fn at(place: Place, at: u32, case: &Case<'_>, engine: &Engine) -> Option<(HoverTarget, Span)> {
    match place {
        Place::Field { key, value, span, .. } => {
            let target = match key {
                Key::Sent => HoverTarget::Sent,
                Key::Due | Key::QuestionDue | Key::OpinionDue => due_at(case, value, at)?,
                Key::Hearing => HoverTarget::Hearing,
                _ => return mentioned(at, case, engine),
            };
            Some((target, span))
        }
        Place::Property(line) => mentioned(at, case, engine).or_else(|| {
            let (target, value) = facts(case).find(|(_, span)| line.contains(*span))?;
            // On the property's name or parameters the whole line is meant.
            Some((target, if value.touches(at) { value } else { line }))
        }),
        Place::Prose => facts(case)
            .find(|(_, span)| contains(*span, at))
            .or_else(|| mentioned(at, case, engine)),
    }
}

/// In prose the character after a moment already belongs to other words.
fn contains(span: Span, at: u32) -> bool {
    span.start <= at && at < span.end
}

/// The request's facts that have hovers of their own, with their spans.
fn facts<'c>(case: &'c Case<'_>) -> impl Iterator<Item = (HoverTarget, Span)> + 'c {
    let sent = case.request.sent.span();
    let dues = case.dues.iter().enumerate();
    let dues = dues.map(|(number, due)| (HoverTarget::Due(number), due.span));
    let hearing = case.request.hearing.as_ref().into_iter();
    let hearing = hearing.flat_map(|hearing| [hearing.start.span(), hearing.end.span()]);
    sent.map(|span| (HoverTarget::Sent, span))
        .into_iter()
        .chain(dues)
        .chain(hearing.flatten().map(|span| (HoverTarget::Hearing, span)))
}

/// The moment mentioned at a byte; the fact that it states again, if it does.
fn mentioned(at: u32, case: &Case<'_>, engine: &Engine) -> Option<(HoverTarget, Span)> {
    let mut mentions = parsed::mentions(case, engine).into_iter();
    let mention = mentions.find(|mention| contains(mention.span, at))?;
    let span = mention.span;
    let due = || case.dues.iter().position(|due| states_due(&mention, due));
    let is_hearing = || {
        let start = case.hearing.and_then(|hearing| hearing.start);
        start.is_some_and(|start| is_same(&mention, start, false))
    };
    let target = if let Some(number) = (mention.role.is_deadline() || mention.repeats)
        .then(due)
        .flatten()
    {
        HoverTarget::Due(number)
    } else if (mention.role == Role::Hearing || mention.repeats) && is_hearing() {
        HoverTarget::Hearing
    } else {
        HoverTarget::Mention(mention)
    };
    Some((target, span))
}

fn states_due(mention: &TimeMention, due: &DueAt<'_>) -> bool {
    due.basis != Basis::Hearing
        && due
            .at
            .is_some_and(|at| is_same(mention, at, due.basis == Basis::Date))
}

/// Whether a mention states a moment, or the day of it where either leaves the time out.
fn is_same(mention: &TimeMention, at: Moment, is_day: bool) -> bool {
    let stated = at.japan();
    let is_day = is_day || mention.precision != Some(Precision::Minute);
    mention.at.is_some_and(|mentioned_at| {
        !mention.open && (mentioned_at == stated || is_day && mentioned_at.date() == stated.date())
    })
}

/// The due under the cursor among those in a value; on their common key, the first.
fn due_at(case: &Case<'_>, value: Span, at: u32) -> Option<HoverTarget> {
    let dues = || {
        let all = case.dues.iter().enumerate();
        all.filter(|(_, due)| value.contains(due.span))
    };
    let exact = dues().find(|(_, due)| at <= due.span.end);
    exact
        .or_else(|| dues().next_back())
        .map(|(number, _)| HoverTarget::Due(number))
}
