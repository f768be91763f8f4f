//! The sentence that asks for an answer by a moment, as a request writes it: 「つきましては、９月１１日（木）
//! １７時３０分までに御回答くださいますようお願いいたします。」

use chrono::{Datelike, NaiveDateTime};

use super::times::Times;
use crate::calendar::hours::Moment;
use crate::request::Kind;
use crate::resolve::Case;
use crate::rules::explain::dates_of;
use crate::source::printable;
use crate::text::{Lang, catalogue, words};
use jp_datetime::moment::Era;

/// The sentences of a request: its dues in one, its hearing in another. A time that does not comply is
/// written as the first that does and is not before it, never earlier.
pub(super) fn of(case: &Case<'_>, times: &Times, lang: Lang) -> Vec<String> {
    let year = dates_of(case).year;
    let now = case.env.now;
    let mut sentences = Vec::new();
    let at = |at: Moment| formal(at.japan(), year, lang);
    let dues: Vec<(Option<&str>, Moment)> = times
        .dues
        .iter()
        .filter_map(|due| {
            let unread = due.at.is_none().then_some(times.earliest_due).flatten();
            Some((due.name.as_deref(), due.mended.or(unread)?))
        })
        .collect();
    let submitted = !case.request.materials.is_empty()
        || matches!(case.request.kind.known(), Some(Kind::Review | Kind::Survey));
    let entry = if submitted {
        catalogue::PASTE_SUBMIT
    } else {
        catalogue::PASTE_ANSWER
    };
    // One that cannot be told is not passed over beside others, nor one that is over.
    let complete = dues.len() == times.dues.len() && dues.iter().all(|(_, due)| *due >= now);
    let until = match &dues[..] {
        [] if times.dues.is_empty() && times.hearing.is_none() => times
            .earliest_due
            .filter(|due| *due >= now)
            .map(|due| catalogue::PASTE_BY.fill(lang, &[("at", &at(due))])),
        [(None, due)] if complete => Some(catalogue::PASTE_BY.fill(lang, &[("at", &at(*due))])),
        [_, ..] if complete => {
            let each: Vec<String> = dues
                .iter()
                .map(|(name, due)| {
                    let name = printable(name.unwrap_or_default());
                    catalogue::PASTE_BY_NAMED.fill(lang, &[("name", &name), ("at", &at(*due))])
                })
                .collect();
            Some(words::list(
                &each.iter().map(String::as_str).collect::<Vec<_>>(),
                lang,
            ))
        }
        _ => None,
    };
    sentences.extend(until.map(|until| entry.fill(lang, &[("until", &until)])));
    if let Some((from, until)) = times
        .hearing
        .and_then(|hearing| hearing.mended)
        .filter(|(from, _)| *from >= now)
    {
        let same_day = from.japan().date() == until.japan().date();
        let until = if same_day {
            time(until.japan(), lang)
        } else {
            at(until)
        };
        let values = [("from", &*at(from)), ("until", &*until)];
        sentences.push(catalogue::PASTE_HEARING.fill(lang, &values));
    }
    sentences
}

/// A moment as a formal text writes it: full-width digits, the weekday, and where the year is another than
/// `year` the era's.
fn formal(at: NaiveDateTime, year: i32, lang: Lang) -> String {
    let date = at.date();
    match lang {
        Lang::Ja => {
            let mut dates = words::Dates::from(year);
            dates.eras = Era::STARTS;
            format!("{}{}", wide(&words::date(date, dates, lang)), time(at, lang))
        }
        Lang::En => {
            let year = if date.year() == year { "" } else { " %Y" };
            format!("{} on {}", time(at, lang), at.format(&format!("%A %-d %B{year}")))
        }
    }
}

/// A time of day: 「１７時」, 「１７時３０分」, “17:30”.
fn time(at: NaiveDateTime, lang: Lang) -> String {
    let written = words::time(at, lang);
    if lang == Lang::Ja { wide(&written) } else { written }
}

/// Digits in full width.
fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c),
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_a_formal_text_does() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        for (moment, ja, en) in [
            (
                "2025-09-11T17:30:00",
                "９月１１日（木）１７時３０分",
                "17:30 on Thursday 11 September",
            ),
            (
                "2025-09-11T17:00:00",
                "９月１１日（木）１７時",
                "17:00 on Thursday 11 September",
            ),
            (
                "2025-09-11T09:05:00",
                "９月１１日（木）９時５分",
                "09:05 on Thursday 11 September",
            ),
            (
                "2026-01-05T10:00:00",
                "令和８年１月５日（月）１０時",
                "10:00 on Monday 5 January 2026",
            ),
            (
                "2019-05-07T12:00:00",
                "令和元年５月７日（火）１２時",
                "12:00 on Tuesday 7 May 2019",
            ),
        ] {
            assert_eq!(formal(at(moment), 2025, Lang::Ja), ja);
            assert_eq!(formal(at(moment), 2025, Lang::En), en);
        }
    }
}
