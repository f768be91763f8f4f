//! The closed days between two moments, in words.

use crate::calendar::closed_days::{ClosedDay, ClosedDays, Reason};
use crate::calendar::holidays;
use crate::calendar::hours::{Moment, Zone};
use crate::resolve::{Basis, Case};
use crate::rules::explain::dates_of;
use crate::source::printable;
use crate::text::words::Dates;
use crate::text::{Lang, catalogue, words};

/// How many closed days there are between two moments, and the first `most` of them, each with its reason where
/// its weekday does not say it. Of none, nothing.
pub fn named(
    closed: &ClosedDays,
    (from, until): (Moment, Moment),
    most: usize,
    dates: Dates,
    lang: Lang,
) -> Option<(i64, String)> {
    let (first, last) = (Zone::Japan.local(from).date, Zone::Japan.local(until).date);
    let count = closed.count_closed(first, last.succ_opt()?);
    if count <= 0 {
        return None;
    }
    let days = first
        .iter_days()
        .take_while(|day| *day <= last && ClosedDays::covers(*day));
    let named: Vec<String> = days
        .filter_map(|day| closed.reason(day))
        .take(most)
        .map(|day| in_words(&day, dates, lang))
        .collect();
    let more = count - i64::try_from(named.len()).unwrap_or(count);
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let mut days = words::list(&named, lang);
    if more > 0 {
        days.push_str(&catalogue::HOVER_MORE_DAYS.fill(lang, &[("count", &more.to_string())]));
    }
    Some((count, days))
}

fn in_words(day: &ClosedDay, dates: Dates, lang: Lang) -> String {
    let mut text = words::date(day.date, dates, lang);
    let reason = match lang {
        Lang::Ja => day.reason.ja(),
        Lang::En => day.reason.en(),
    };
    // The weekday says it already.
    if !matches!(day.reason, Reason::Saturday | Reason::Sunday) {
        let gap = if lang == Lang::En { " " } else { "" };
        text = format!("{text}{gap}{}", printable(reason));
    }
    if day.basis == holidays::Basis::Predicted {
        text.push_str(catalogue::HOVER_PREDICTED.text(lang));
    }
    text
}

/// The closed days from the sending until the last due, or else until the hearing, in a sentence.
pub(super) fn note(closed: &ClosedDays, case: &Case<'_>, lang: Lang) -> Option<String> {
    /// The most that are named: what an officer reads in two lines.
    const MOST: usize = 8;
    let sent = case.sent.at?;
    let due = case.dues.iter().filter(|due| due.basis != Basis::Hearing);
    let last = due
        .max_by_key(|due| due.at)
        .and_then(|due| Some((words::due_name(due.name, due.key, lang), due.at?)));
    let (name, until) = match last {
        Some(last) => last,
        None => {
            let start = case.hearing?.start?;
            (catalogue::HEARING_NAME.text(lang).to_owned(), start)
        }
    };
    let (count, days) = named(closed, (sent, until), MOST, dates_of(case), lang)?;
    let values = [("what", &*name), ("count", &*count.to_string()), ("days", &*days)];
    Some(catalogue::NOTE_CLOSED_DAYS.fill(lang, &values))
}
