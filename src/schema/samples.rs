//! Sample requests, one per kind and language.

use chrono::{Datelike, Days, NaiveDate};

use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::Moment;
use crate::message::{Lang, Spelling, words};
use crate::request::Kind;

/// A sample that complies when sent on the next open day; `None` for the kind `other`.
pub fn request(kind: Kind, now: Moment, lang: Lang) -> Option<String> {
    example(kind, lang).map(|text| dated(text, now, lang))
}

/// The sample's text with the placeholders `{sent}`, `{due}` and `{hearing}`.
fn example(kind: Kind, lang: Lang) -> Option<&'static str> {
    Some(match (kind, lang.spelling()) {
        (Kind::Consultation, Spelling::Japanese) => include_str!("samples/consultation.ja.yaml"),
        (Kind::Consultation, Spelling::English) => include_str!("samples/consultation.en.yaml"),
        (Kind::Review, Spelling::Japanese) => include_str!("samples/review.ja.yaml"),
        (Kind::Review, Spelling::English) => include_str!("samples/review.en.yaml"),
        (Kind::Survey, Spelling::Japanese) => include_str!("samples/survey.ja.yaml"),
        (Kind::Survey, Spelling::English) => include_str!("samples/survey.en.yaml"),
        (Kind::Inquiry, Spelling::Japanese) => include_str!("samples/inquiry.ja.yaml"),
        (Kind::Inquiry, Spelling::English) => include_str!("samples/inquiry.en.yaml"),
        (Kind::Other, _) => return None,
    })
}

/// Fills in the dates: `{sent}` is the next open day after `now`, `{due}` the third open day after that, `{hearing}`
/// the second after the due.
pub fn dated(text: &str, now: Moment, lang: Lang) -> String {
    let closed = ClosedDays::new();
    let today = now.japan().date();
    let next = |day: NaiveDate| {
        closed
            .next_open(day)
            .or(day.checked_add_days(Days::new(1)))
            .unwrap_or(day)
    };
    let sent = next(today);
    let due = (0..3).fold(sent, |day, _| next(day));
    let hearing = (0..2).fold(due, |day, _| next(day));
    let written = |day: NaiveDate| match lang.spelling() {
        Spelling::Japanese => {
            let weekday = words::weekday(day.weekday(), lang);
            format!("{}年{}月{}日（{weekday}）", day.year(), day.month(), day.day())
        }
        Spelling::English => day.to_string(),
    };
    text.replace("{sent}", &written(sent))
        .replace("{due}", &written(due))
        .replace("{hearing}", &written(hearing))
}
