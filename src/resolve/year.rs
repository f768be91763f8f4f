//! The year of a date mentioned in a free text.

use chrono::{Datelike, NaiveDate};
use jp_datetime::prose::{DateYear, Occasion, WeekdayDate, YearHint, YearInWords};

/// The resolved date, and whether its year is certain; `before` is the preceding date. Without an indication of the
/// year it is last, this or next year's date, whichever matches the weekday, if any.
pub(super) fn dated(
    said: &WeekdayDate,
    anchor: NaiveDate,
    stated: &[NaiveDate],
    before: Option<NaiveDate>,
) -> Option<(NaiveDate, bool)> {
    let of = |year: i32| NaiveDate::from_ymd_opt(year, said.month, said.day);
    // A range may cross the end of the year.
    let after = |year: i32, day: (u32, u32)| {
        let later = (said.month, said.day) >= day;
        of(if later { year } else { year.checked_add(1)? })
    };
    let after_that = || before.and_then(|day| after(day.year(), (day.month(), day.day())));
    match said.year {
        DateYear::Written(year) => return Some((of(year)?, true)),
        DateYear::Ahead(years) | DateYear::AfterLast(years) => {
            return Some((of(anchor.year().checked_add(years)?)?, true));
        }
        DateYear::Unspecified => {}
    }
    let fits = |date: &NaiveDate| date.weekday() == said.weekday;
    let told = match said.hint {
        YearHint::Is(year) => return Some((of(in_year(year, said.month, anchor)?)?, true)),
        YearHint::MayBe(year) => in_year(year, said.month, anchor).and_then(of).filter(fits),
        YearHint::Below => after_that().filter(fits),
        YearHint::After(year, day) => return Some((after(year, day)?, true)),
        YearHint::Continues if before.is_some() => return Some((after_that()?, true)),
        // 「９月１９日（木）に開催します」, where it is a Friday: last year's weekday left in.
        YearHint::ToCome if said.occasion != Occasion::AnyYear => {
            let this = of(anchor.year()).filter(|date| *date >= anchor || fits(date));
            return Some((this.or_else(|| of(anchor.year().checked_add(1)?))?, true));
        }
        YearHint::ToCome | YearHint::Continues | YearHint::None => None,
    };
    if let Some(date) = told {
        return Some((date, true));
    }
    let day = said.month_source.unwrap_or((said.month, said.day));
    let known = stated.iter().find(|date| (date.month(), date.day()) == day);
    match (said.occasion, known) {
        (Occasion::AnyYear, _) => return None,
        (Occasion::CurrentOrUnknown, Some(known)) => {
            let from_then = of(known.year()).filter(|date| date >= known);
            let next = || known.year().checked_add(1).and_then(of);
            return Some((from_then.or_else(next).or_else(|| of(known.year()))?, true));
        }
        (Occasion::CurrentOrUnknown, None) | (Occasion::Earlier, _) => {}
    }
    let years = [0, 1, -1]
        .into_iter()
        .filter_map(|years| of(anchor.year().checked_add(years)?));
    let fitting = years.clone().find(fits);
    let near = || years.min_by_key(|date| date.signed_duration_since(anchor).num_days().abs());
    Some((fitting.or_else(near)?, false))
}

/// This or next year's date, if its weekday is the written one.
pub(super) fn fitting(said: &WeekdayDate, anchor: NaiveDate) -> Option<NaiveDate> {
    [0, 1]
        .into_iter()
        .filter_map(|years| NaiveDate::from_ymd_opt(anchor.year().checked_add(years)?, said.month, said.day))
        .find(|date| date.weekday() == said.weekday)
}

/// The calendar year of a month within the year that the words give.
fn in_year(told: YearInWords, month: u32, anchor: NaiveDate) -> Option<i32> {
    const FIRST_MONTH: u32 = 4;
    let before = |month: u32| i32::from(told.is_fiscal && month < FIRST_MONTH);
    let first = match told.year {
        DateYear::Written(year) => year,
        DateYear::Ahead(years) | DateYear::AfterLast(years) => {
            (anchor.year() - before(anchor.month())).checked_add(years)?
        }
        DateYear::Unspecified => return None,
    };
    first.checked_add(before(month))
}
