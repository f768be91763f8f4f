//! The year of a date that a free text mentions.

use chrono::{Datelike, NaiveDate};

use crate::mentions::{DateYear, Mention, Occasion, Year, YearNumber};

/// The date that a text mentions, and whether its year is known. Where nothing says its year it is of last,
/// this or the next year: the one whose weekday fits, where one does.
pub(super) fn dated(
    mention: &Mention,
    anchor: NaiveDate,
    stated: &[NaiveDate],
    resolved: &[Option<NaiveDate>],
) -> Option<(NaiveDate, bool)> {
    let written = &mention.written;
    let of = |year: i32| NaiveDate::from_ymd_opt(year, written.month, written.day);
    // A range runs on over the end of a year.
    let after = |year: i32, day: (u32, u32)| {
        let later = (written.month, written.day) >= day;
        of(if later { year } else { year.checked_add(1)? })
    };
    if written.year.is_some() || written.years_ahead.is_some() {
        return Some((written.date(anchor)?, true));
    }
    let weekday = written.weekday.as_ref().map(|written| written.weekday);
    let fits = |date: &NaiveDate| Some(date.weekday()) == weekday;
    let said = match mention.year {
        DateYear::Is(year) => return Some((of(in_year(year, written.month, anchor)?)?, true)),
        DateYear::MayBe(year) => in_year(year, written.month, anchor).and_then(of).filter(fits),
        DateYear::Below(number) => {
            let above = resolved.get(number).copied().flatten();
            let below = above.and_then(|above| after(above.year(), (above.month(), above.day())));
            below.filter(fits)
        }
        DateYear::After(year, day) => return Some((after(year, day)?, true)),
        DateYear::Continues(number) => match resolved.get(number).copied().flatten() {
            Some(first) => return Some((after(first.year(), (first.month(), first.day()))?, true)),
            None => None,
        },
        DateYear::No => None,
    };
    if let Some(date) = said {
        return Some((date, true));
    }
    let day = mention.of.unwrap_or((written.month, written.day));
    let known = stated.iter().find(|date| (date.month(), date.day()) == day);
    match (mention.occasion, known) {
        (Occasion::Ever, _) => return None,
        (Occasion::Any, Some(known)) => return Some((written.date(*known)?, true)),
        (Occasion::Any, None) | (Occasion::Before, _) => {}
    }
    let years = [0, 1, -1]
        .into_iter()
        .filter_map(|years| of(anchor.year().checked_add(years)?));
    let fitting = years.clone().find(fits);
    let near = || years.min_by_key(|date| date.signed_duration_since(anchor).num_days().abs());
    Some((fitting.or_else(near)?, false))
}

/// The calendar year of a month in a year that words tell.
fn in_year(year: Year, month: u32, anchor: NaiveDate) -> Option<i32> {
    const FIRST_MONTH: u32 = 4;
    let before = |month: u32| i32::from(year.is_fiscal && month < FIRST_MONTH);
    let first = match year.number {
        YearNumber::Given(year) => year,
        YearNumber::Ahead(years) => (anchor.year() - before(anchor.month())).checked_add(years)?,
    };
    first.checked_add(before(month))
}
