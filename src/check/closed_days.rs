//! The closed days between two moments, as text.

use crate::calendar::closed_days::{ClosedDay, ClosedDays, Reason};
use crate::calendar::holidays;
use crate::calendar::hours::{Moment, Zone};
use crate::message::words::Dates;
use crate::message::{Message, catalogue};
use crate::resolve::{Basis, Case};
use crate::rules::explain::{closed_reason, dates_of};

/// The number of closed days between two moments, and the first `most` of them, with the reason unless it is the
/// weekday; `None` if there are none.
pub fn named(
    closed: &ClosedDays,
    (from, until): (Moment, Moment),
    most: usize,
    dates: Dates,
) -> Option<(i64, Message)> {
    let (first, last) = (Zone::Japan.local(from).date, Zone::Japan.local(until).date);
    let count = closed.count_closed(first, last.succ_opt()?);
    if count <= 0 {
        return None;
    }
    let days = first
        .iter_days()
        .take_while(|day| *day <= last && ClosedDays::covers(*day));
    let named: Vec<Message> = days
        .filter_map(|day| closed.reason(day))
        .take(most)
        .map(|day| in_words(&day, dates))
        .collect();
    let more = count - i64::try_from(named.len()).unwrap_or(count);
    let mut days = vec![Message::List(named)];
    if more > 0 {
        days.push(catalogue::HOVER_MORE_DAYS.arg("count", Message::Number(more)));
    }
    Some((count, Message::Joined(days)))
}

fn in_words(day: &ClosedDay, dates: Dates) -> Message {
    let mut text = Message::date(day.date, dates);
    // The weekday is part of the date.
    if !matches!(day.reason, Reason::Saturday | Reason::Sunday) {
        text = text.then(closed_reason(&day.reason));
    }
    if day.basis == holidays::Basis::Predicted {
        text = Message::Joined(vec![text, catalogue::HOVER_PREDICTED.message()]);
    }
    text
}

/// The closed days from sending to the last due, or to the hearing, as a sentence.
pub(super) fn note(closed: &ClosedDays, case: &Case<'_>) -> Option<Message> {
    /// Number of days named: about two lines.
    const NAMED_LIMIT: usize = 8;
    let sent = case.sent.at?;
    let due = case.dues.iter().filter(|due| due.basis != Basis::Hearing);
    let last = due
        .max_by_key(|due| due.at)
        .and_then(|due| Some((Message::due_name(due.name, due.key), due.at?)));
    let (name, until) = match last {
        Some(last) => last,
        None => {
            let start = case.hearing?.start?;
            (catalogue::HEARING_NAME.message(), start)
        }
    };
    let (count, days) = named(closed, (sent, until), NAMED_LIMIT, dates_of(case))?;
    let note = catalogue::NOTE_CLOSED_DAYS
        .arg("what", name)
        .arg("count", Message::Number(count))
        .arg("days", days);
    Some(note)
}
