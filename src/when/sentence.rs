//! The sentence that asks for an answer by a moment, as a request writes it: 「つきましては、９月１１日（木）
//! １７時３０分までに御回答くださいますようお願いいたします。」

use super::times::Times;
use crate::calendar::hours::Moment;
use crate::message::{Message, catalogue};
use crate::request::Kind;
use crate::resolve::{Basis, Case};
use crate::rules::explain::dates_of;
use crate::source::printable;

/// The sentences of a request: one for its dues, one for its hearing. A time that does not comply is replaced by
/// the first complying one that is not before it; `offered` gives the time to offer instead of a computed one, by the
/// due's index.
pub(super) fn of(
    case: &Case<'_>,
    times: &Times,
    offered: &dyn Fn(Option<usize>, Moment) -> Option<Moment>,
) -> Vec<Message> {
    let year = dates_of(case).year;
    let now = case.env.now;
    let mut sentences = Vec::new();
    let formal = |at: Moment| Message::FormalMoment(at.japan(), year);
    let dues: Vec<(Option<&str>, Moment)> = times
        .dues
        .iter()
        .enumerate()
        .filter_map(|(number, due)| {
            let unread = due.at.is_none().then_some(times.earliest_due).flatten();
            let at = due.compliant.or(unread)?;
            // What the author wrote is not replaced for what is not known.
            let is_stated = due.complies || due.basis == Basis::Hearing;
            let at = if is_stated { at } else { offered(Some(number), at)? };
            Some((due.name.as_deref(), at))
        })
        .collect();
    let submitted = !case.request.materials.is_empty()
        || matches!(case.request.kind.known(), Some(Kind::Review | Kind::Survey));
    let entry = if submitted {
        catalogue::PASTE_SUBMIT
    } else {
        catalogue::PASTE_ANSWER
    };
    // All or nothing: a sentence that silently omits an unknown or a past due would mislead.
    let complete = dues.len() == times.dues.len() && dues.iter().all(|(_, due)| *due >= now);
    let until = match &dues[..] {
        [] if times.dues.is_empty() && times.hearing.is_none() => times
            .earliest_due
            .and_then(|due| offered(None, due))
            .filter(|due| *due >= now)
            .map(|due| catalogue::PASTE_BY.arg("at", formal(due))),
        [(None, due)] if complete => Some(catalogue::PASTE_BY.arg("at", formal(*due))),
        [_, ..] if complete => {
            let each = dues.iter().enumerate().map(|(index, (name, due))| match name {
                Some(name) => catalogue::PASTE_BY_NAMED
                    .arg("name", Message::text(printable(name)))
                    .arg("at", formal(*due)),
                None => catalogue::PASTE_BY_NUMBERED
                    .arg("number", index + 1)
                    .arg("at", formal(*due)),
            });
            Some(Message::list(each))
        }
        _ => None,
    };
    sentences.extend(until.map(|until| entry.arg("until", until)));
    if let Some((from, until)) = times
        .hearing
        .and_then(|hearing| hearing.compliant)
        .filter(|(from, _)| *from >= now)
    {
        let same_day = from.japan().date() == until.japan().date();
        let until = if same_day {
            Message::FormalTime(until.japan())
        } else {
            formal(until)
        };
        sentences.push(
            catalogue::PASTE_HEARING
                .arg("from", formal(from))
                .arg("until", until),
        );
    }
    sentences
}
