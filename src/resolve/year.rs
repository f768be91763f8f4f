//! The year of a date mentioned in a free text.

use chrono::{Datelike, NaiveDate};
use jp_datetime::prose::{DateYear, Occasion, WeekdayDate, YearHint, YearInWords};

/// The resolved date, and whether its year is certain; `before` is the preceding date. Without an indication of the
/// year it is last, this or next year's date, whichever matches the weekday, if any.
pub(super) fn dated(
    weekday_date: &WeekdayDate,
    anchor: NaiveDate,
    stated: &[NaiveDate],
    before: Option<NaiveDate>,
) -> Option<(NaiveDate, bool)> {
    let date_in = |year: i32| NaiveDate::from_ymd_opt(year, weekday_date.month, weekday_date.day);
    // A range may cross the end of the year.
    let after = |year: i32, day: (u32, u32)| {
        let later = (weekday_date.month, weekday_date.day) >= day;
        date_in(if later { year } else { year.checked_add(1)? })
    };
    let after_that = || before.and_then(|day| after(day.year(), (day.month(), day.day())));
    match weekday_date.year {
        DateYear::Written(year) => return Some((date_in(year)?, true)),
        DateYear::Ahead(years) | DateYear::AfterLast(years) => {
            return Some((date_in(anchor.year().checked_add(years)?)?, true));
        }
        DateYear::Unspecified => {}
    }
    let fits = |date: &NaiveDate| date.weekday() == weekday_date.weekday;
    let hinted = match weekday_date.hint {
        YearHint::Is(year) => {
            return Some((date_in(calendar_year(year, weekday_date.month, anchor)?)?, true));
        }
        YearHint::MayBe(year) => calendar_year(year, weekday_date.month, anchor)
            .and_then(date_in)
            .filter(fits),
        YearHint::Below => after_that().filter(fits),
        YearHint::After(year, day) => return Some((after(year, day)?, true)),
        YearHint::Continues if before.is_some() => return Some((after_that()?, true)),
        // 「９月１９日（木）に開催します」, where it is a Friday: last year's weekday left in.
        YearHint::ToCome if weekday_date.occasion != Occasion::AnyYear => {
            let this = date_in(anchor.year()).filter(|date| *date >= anchor || fits(date));
            return Some((this.or_else(|| date_in(anchor.year().checked_add(1)?))?, true));
        }
        YearHint::Nearest => return Some((nearest(date_in, anchor)?, true)),
        YearHint::ToCome | YearHint::Continues | YearHint::None => None,
    };
    if let Some(date) = hinted {
        return Some((date, true));
    }
    let day = weekday_date
        .month_source
        .unwrap_or((weekday_date.month, weekday_date.day));
    let known = stated.iter().find(|date| (date.month(), date.day()) == day);
    match (weekday_date.occasion, known) {
        (Occasion::AnyYear, _) => return None,
        (Occasion::CurrentOrUnknown, Some(known)) => {
            let from_then = date_in(known.year()).filter(|date| date >= known);
            let next = || known.year().checked_add(1).and_then(date_in);
            return Some((from_then.or_else(next).or_else(|| date_in(known.year()))?, true));
        }
        (Occasion::CurrentOrUnknown, None) | (Occasion::Earlier, _) => {}
    }
    let fitting = near_years(date_in, anchor).find(fits);
    Some((fitting.or_else(|| nearest(date_in, anchor))?, false))
}

/// This, next and last year's date.
fn near_years(
    date_in: impl Fn(i32) -> Option<NaiveDate>,
    anchor: NaiveDate,
) -> impl Iterator<Item = NaiveDate> {
    [0, 1, -1]
        .into_iter()
        .filter_map(move |years| date_in(anchor.year().checked_add(years)?))
}

/// The one of [`near_years`] that is nearest.
fn nearest(date_in: impl Fn(i32) -> Option<NaiveDate>, anchor: NaiveDate) -> Option<NaiveDate> {
    near_years(date_in, anchor).min_by_key(|date| date.signed_duration_since(anchor).num_days().abs())
}

/// This or next year's date, if its weekday is the written one.
pub(super) fn fitting(weekday_date: &WeekdayDate, anchor: NaiveDate) -> Option<NaiveDate> {
    [0, 1]
        .into_iter()
        .filter_map(|years| {
            NaiveDate::from_ymd_opt(
                anchor.year().checked_add(years)?,
                weekday_date.month,
                weekday_date.day,
            )
        })
        .find(|date| date.weekday() == weekday_date.weekday)
}

/// The calendar year of a month within the year that the words give.
fn calendar_year(year_in_words: YearInWords, month: u32, anchor: NaiveDate) -> Option<i32> {
    const FIRST_MONTH: u32 = 4;
    let before = |month: u32| i32::from(year_in_words.is_fiscal && month < FIRST_MONTH);
    let first = match year_in_words.year {
        DateYear::Written(year) => year,
        DateYear::Ahead(years) | DateYear::AfterLast(years) => {
            (anchor.year() - before(anchor.month())).checked_add(years)?
        }
        DateYear::Unspecified => return None,
    };
    first.checked_add(before(month))
}
