//! Resolves a moment for a given time of sending.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::candidate::{Joined, PastYear};
use super::clock::Time;
use super::day::{DateYear, Day, DayMonth};
use super::expression::{Context, Expression, Precision};

/// The date that the next expression may refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReferenceDate {
    pub date: NaiveDate,
    /// Whether the year is omitted and the next year was chosen because this year's date is past.
    pub is_next_year: bool,
}

pub(super) struct Resolved {
    /// Whether the year is omitted and the next year was chosen because this year's date is past.
    pub is_next_year: bool,
    pub at: Option<NaiveDateTime>,
    pub precision: Option<Precision>,
    pub date: Option<NaiveDate>,
    pub open: bool,
}

pub(super) fn resolve(
    found: &Expression,
    last: Option<ReferenceDate>,
    near: bool,
    context: &Context<'_>,
) -> Resolved {
    let mut open = found.open;
    let date = match found.day {
        Day::Minutes(minutes) => {
            let at = TimeDelta::try_minutes(minutes).and_then(|delta| context.sent.checked_add_signed(delta));
            return Resolved {
                is_next_year: false,
                at,
                precision: Some(Precision::Minute),
                date: at.map(|at| at.date()),
                open,
            };
        }
        Day::Unspecified if near => last.map(|last| last.date),
        day => date_of(day, found, last, context),
    };
    if date.is_none() {
        open |= matches!(found.day, Day::Elsewhere | Day::Before(_) | Day::OpenBefore(_));
    }
    // 明日（９月１１日） or 明日（木） on a Tuesday, the 9th: one of the two is wrong. In 明日10日（木） it is the weekday.
    let restated = found
        .restated_day
        .filter(|day| !matches!(day, Day::Weekday { weeks: None, .. }));
    let restated = restated.and_then(|day| {
        // The weekday chooses no month here.
        let without_weekday = Expression {
            weekday: None,
            ..found.clone()
        };
        date_of(day, &without_weekday, last, context)
    });
    // 月末（９月２６日） may be the last open day.
    let last_open = match found.restated_day {
        Some(Day::MonthEnd(month)) => date_of(Day::MonthLastOpen(month), found, last, context),
        _ => None,
    };
    if let Some(date) = date {
        open |= match (restated, found.day, &found.weekday) {
            (Some(restated), ..) => restated != date && last_open != Some(date),
            (None, Day::Days(_), Some((weekday, _))) => date.weekday() != *weekday,
            _ => false,
        };
    }
    let (minute, precision) = match found.time {
        Some(Time::Minute(minute)) => (minute, Precision::Minute),
        Some(Time::Morning) => (context.morning_until, Precision::Morning),
        Some(Time::Evening) => (context.evening_from, Precision::Evening),
        Some(Time::Close) => (context.closing, Precision::Close),
        None => (context.closing, Precision::Day),
    };
    let at = date.and_then(|date| moment_at(date, minute));
    // 「火曜の１０時」 on a Tuesday at noon is a week away.
    let passed = matches!(found.day, Day::Weekday { weeks: None, .. })
        && date == Some(context.sent.date())
        && at.is_some_and(|at| at <= context.sent);
    let in_a_week = |days: u64| {
        (
            at.and_then(|at| at.checked_add_days(Days::new(days))),
            date.and_then(|date| date.checked_add_days(Days::new(days))),
        )
    };
    let (at, date) = in_a_week(if passed { 7 } else { 0 });
    // 「２時までに」 at ten in the morning is 14:00.
    let half_a_day = TimeDelta::try_hours(12).unwrap_or_default();
    let at = at.map(|early| {
        let evening = early.checked_add_signed(half_a_day);
        let alone = found.day == Day::Unspecified && !found.half_day_known && precision == Precision::Minute;
        evening
            .filter(|_| {
                alone && minute < 7 * 60 && early <= context.sent && early.date() == context.sent.date()
            })
            .unwrap_or(early)
    });
    // 「１１時までに」 in the afternoon: the day is unknown.
    let (at, date) = if found.day == Day::Unspecified
        && !near
        && found.joined == Joined::No
        && date == Some(context.sent.date())
        && at.is_some_and(|at| at <= context.sent)
    {
        open = true;
        (
            at.and_then(|at| at.checked_add_days(Days::new(1))),
            date.and_then(|date| date.succ_opt()),
        )
    } else {
        (at, date)
    };
    let at = match found.offset {
        Some(offset) if precision == Precision::Minute => at.and_then(|at| {
            let ahead = i64::from(9 * 3600 - offset);
            at.checked_add_signed(TimeDelta::try_seconds(ahead)?)
        }),
        _ => at,
    };
    let is_next_year = matches!(
        found.day,
        Day::Date {
            year: DateYear::Unspecified,
            ..
        }
    ) && date.is_some_and(|date| date.year() > context.sent.year());
    Resolved {
        is_next_year,
        at,
        precision: Some(precision),
        date,
        open,
    }
}

/// Moves a date without a year into the past year that the words mean.
pub(super) fn move_to_past_year(
    resolved: &mut Resolved,
    found: &Expression,
    past: PastYear,
    sent: NaiveDate,
) {
    let Some(date) = resolved.date else { return };
    // 「１月９日（金）に入りましたので」: its weekday says which year.
    let is_weekdays = found
        .weekday
        .as_ref()
        .is_some_and(|(weekday, _)| date.weekday() == *weekday);
    if past == PastYear::LatestPast && is_weekdays {
        return;
    }
    let fiscal = |date: NaiveDate| date.year() - i32::from(date.month() < 4);
    let months = match past {
        PastYear::Unspecified => 0,
        PastYear::LatestPast => 12 * u32::from(date > sent),
        PastYear::LastYear { is_fiscal: true } => 12 * (fiscal(date) - fiscal(sent) + 1).unsigned_abs(),
        PastYear::LastYear { is_fiscal: false } => 12 * (date.year() - sent.year() + 1).unsigned_abs(),
    };
    if months > 0 {
        let back = Months::new(months);
        resolved.date = date.checked_sub_months(back);
        resolved.at = resolved.at.and_then(|at| at.checked_sub_months(back));
        resolved.is_next_year = false;
    }
}

/// 24:00 is the next day's 0:00, 25:00 its 1:00.
pub(super) fn moment_at(date: NaiveDate, minute: u32) -> Option<NaiveDateTime> {
    const DAY_MINUTES: u32 = 24 * 60;
    if minute >= DAY_MINUTES {
        return moment_at(date.succ_opt()?, minute - DAY_MINUTES);
    }
    date.and_hms_opt(minute / 60, minute % 60, 0)
}

fn date_of(
    day: Day,
    found: &Expression,
    last: Option<ReferenceDate>,
    context: &Context<'_>,
) -> Option<NaiveDate> {
    let sent = context.sent.date();
    let weekday = found.weekday.as_ref().map(|(weekday, _)| *weekday);
    let base = if found.joined == Joined::No { None } else { last };
    match day {
        Day::Date { year, month, day } => date_with_omitted_year(
            year,
            month,
            day,
            weekday,
            base.map_or(sent, |last| last.date),
            last,
            context,
        ),
        Day::EndOf {
            year,
            month,
            last: end,
        } => {
            let of = |year| {
                let date = last_day_of_month(year, month)?;
                Some(date.with_day(end).unwrap_or(date))
            };
            match given_year(year, last, sent) {
                Some(year) => of(year),
                None => {
                    let from = base.map_or(sent, |last| last.date);
                    of(from.year())
                        .filter(|date| *date >= from)
                        .or_else(|| of(from.year().checked_add(1)?))
                }
            }
        }
        Day::OfMonth { month, day } => {
            let base = if month == DayMonth::OfLast { last } else { base };
            resolve_day_of_month(month, day, weekday, base, found, context)
        }
        Day::MonthEnd(month) => last_day(first_day_of(month, last, sent)?),
        Day::NthWeekday {
            of: in_month,
            month,
            nth,
            weekday,
        } => {
            let first = first_day_of(in_month, last, sent)?;
            let of = |year: i32, month: u32| {
                NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(nth).ok()?)
            };
            match month {
                None => of(first.year(), first.month()),
                Some(month) => of(sent.year(), month)
                    .filter(|date| *date >= sent)
                    .or_else(|| of(sent.year().checked_add(1)?, month)),
            }
        }
        Day::NthWeek { of, month, nth } => {
            let first = first_day_of(of, last, sent)?;
            match month {
                None => nth_week(first, nth, context),
                Some(month) => {
                    let of = |year| nth_week(NaiveDate::from_ymd_opt(year, month, 1)?, nth, context);
                    of(sent.year())
                        .filter(|date| *date >= sent)
                        .or_else(|| of(sent.year().checked_add(1)?))
                }
            }
        }
        Day::YearEnd => NaiveDate::from_ymd_opt(sent.year(), 12, 31),
        Day::YearStart => {
            let day = NaiveDate::from_ymd_opt(sent.year().checked_add(1)?, 1, 4)?;
            first_open_day_from(day, context)
        }
        Day::MonthPart { month, last: day } => first_day_of(month, last, sent)?.with_day(day),
        Day::FiscalYearEnd(ahead) => {
            let year = if sent.month() > 3 {
                sent.year().checked_add(1)?
            } else {
                sent.year()
            };
            NaiveDate::from_ymd_opt(year.checked_add(ahead)?, 3, 31)
        }
        Day::Days(days) => sent.checked_add_signed(TimeDelta::try_days(days)?),
        Day::OpenDays(count) => add_open_days(sent, count, context),
        Day::NextWeekday(weekday) => {
            let ahead = u64::from(weekday.days_since(sent.weekday()));
            sent.checked_add_days(Days::new(if ahead == 0 { 7 } else { ahead }))
        }
        Day::Weekday { weeks: None, weekday } => {
            let ahead = u64::from(weekday.days_since(sent.weekday()));
            sent.checked_add_days(Days::new(ahead))
        }
        Day::Weekday {
            weeks: Some(weeks),
            weekday,
        } => day_of_week(sent, weeks, weekday),
        Day::WeekEnd(weeks) => last_open_of_week(day_of_week(sent, weeks, Weekday::Fri)?, context),
        Day::WeekStart(weeks) => first_open_day_from(day_of_week(sent, weeks, Weekday::Mon)?, context),
        Day::HolidaysEnd => {
            let (mut closed, mut day) = (0, sent);
            for _ in 0..400 {
                if (context.is_closed)(day) {
                    closed += 1;
                } else if closed >= 3 {
                    return Some(day);
                } else {
                    closed = 0;
                }
                day = day.succ_opt()?;
            }
            None
        }
        Day::SameDay(days) => {
            let base = last.map_or(sent, |last| last.date);
            base.checked_add_signed(TimeDelta::try_days(days)?)
        }
        Day::Unspecified => {
            if found.joined == Joined::Range {
                return last.map(|last| last.date);
            }
            Some(sent)
        }
        // The event's date comes later in the text, and the caller supplies it.
        Day::Before(days) => {
            let of = last?.date;
            of.checked_sub_days(Days::new(u64::try_from(days).ok()?))
                .filter(|date| *date >= sent)
        }
        Day::OpenBefore(count) => {
            let mut date = last?.date;
            for _ in 0..count.min(100) {
                date = last_open_day_until(date.pred_opt()?, context)?;
            }
            Some(date).filter(|date| *date >= sent)
        }
        Day::MonthLastOpen(month) => {
            last_open_day_until(last_day(first_day_of(month, last, sent)?)?, context)
        }
        Day::Minutes(_) | Day::Elsewhere => None,
    }
}

/// A day of the week that is `weeks` after the one of sending.
fn day_of_week(sent: NaiveDate, weeks: i64, weekday: Weekday) -> Option<NaiveDate> {
    let monday = sent.checked_sub_days(Days::new(u64::from(sent.weekday().num_days_from_monday())))?;
    let ahead = weeks.checked_mul(7)? + i64::from(weekday.num_days_from_monday());
    monday.checked_add_signed(TimeDelta::try_days(ahead)?)
}

fn last_day_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    last_day(NaiveDate::from_ymd_opt(year, month, 1)?)
}

/// The last day of the month that begins on a day.
fn last_day(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(1))?.pred_opt()
}

/// The first day of a month in words; 同月 without a date before it is the month of sending.
fn first_day_of(month: DayMonth, last: Option<ReferenceDate>, sent: NaiveDate) -> Option<NaiveDate> {
    match month {
        DayMonth::Unspecified => sent.with_day(1),
        DayMonth::Ahead(ahead) => add_months(sent.with_day(1)?, ahead),
        DayMonth::OfLast => last.map_or(sent, |last| last.date).with_day(1),
    }
}

fn add_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(count)
    } else {
        date.checked_add_months(count)
    }
}

/// A date whose year may be omitted: the first such day from `from` on. If its weekday is wrong there but right in
/// the year before, not long ago, that date in the past is meant.
fn date_with_omitted_year(
    year: DateYear,
    month: u32,
    day: u32,
    weekday: Option<Weekday>,
    from: NaiveDate,
    last: Option<ReferenceDate>,
    context: &Context<'_>,
) -> Option<NaiveDate> {
    let of = |year| NaiveDate::from_ymd_opt(year, month, day);
    let sent = context.sent.date();
    if let Some(year) = given_year(year, last, sent) {
        return of(year);
    }
    // 「９月９日～９月１９日」 on the 10th: it has begun.
    let begun = of(sent.year()).filter(|date| {
        from > sent && *date >= sent && last.is_some_and(|last| last.is_next_year && last.date == from)
    });
    if begun.is_some() {
        return begun;
    }
    // 「６月１９日から６月１８日に前倒し」: an earlier day of the same month is this year's.
    let earlier =
        of(from.year()).filter(|date| *date < from && date.month() == from.month() && *date >= sent);
    if earlier.is_some() {
        return earlier;
    }
    let ahead = |years: i32| from.year().checked_add(years).and_then(of);
    let first = ahead(0)
        .filter(|date| *date >= from)
        .or_else(|| ahead(1).or_else(|| ahead(0)))?;
    /// Limit on how long ago a mentioned date may be, in days.
    const PAST_DAYS_LIMIT: i64 = 100;
    if let Some(weekday) = weekday
        && first.weekday() != weekday
        && let Some(past) = of(first.year() - 1)
        && past.weekday() == weekday
        && from.signed_duration_since(past).num_days() <= PAST_DAYS_LIMIT
    {
        return Some(past);
    }
    Some(first)
}

/// The year that a date says.
fn given_year(year: DateYear, last: Option<ReferenceDate>, sent: NaiveDate) -> Option<i32> {
    match year {
        DateYear::Unspecified => None,
        DateYear::Written(year) => Some(year),
        DateYear::Ahead(years) => Some(sent.year() + years),
        DateYear::AfterLast(years) => Some(last.map_or(sent, |last| last.date).year() + years),
    }
}

fn resolve_day_of_month(
    month: DayMonth,
    day: u32,
    weekday: Option<Weekday>,
    base: Option<ReferenceDate>,
    found: &Expression,
    context: &Context<'_>,
) -> Option<NaiveDate> {
    let sent = context.sent.date();
    if month.is_relative() {
        return first_day_of(month, base, sent)?.with_day(day);
    }
    if let Some(base) = base {
        let date = base.date.with_day(day);
        if month == DayMonth::OfLast {
            return date;
        }
        // 「１０月１５日から３１日までに」 on the 20th: it has begun.
        let begun = date
            .and_then(|date| date.checked_sub_months(Months::new(12)))
            .filter(|date| base.is_next_year && found.joined == Joined::Range && *date >= sent);
        if begun.is_some() {
            return begun;
        }
        let later = date.filter(|date| *date >= base.date);
        if later.is_some() || found.joined == Joined::List {
            return later.or(date);
        }
        return add_months(base.date.with_day(1)?, 1)?.with_day(day);
    }
    let first = sent.with_day(1)?;
    let mut candidates = (0..3).filter_map(|months| add_months(first, months)?.with_day(day));
    let from_sent: Vec<NaiveDate> = candidates.by_ref().filter(|date| *date >= sent).collect();
    let right = from_sent
        .iter()
        .take(2)
        .find(|date| weekday.is_some_and(|weekday| date.weekday() == weekday));
    right.or(from_sent.first()).copied()
}

/// The last open day of a week of the month that begins on `first`. Weeks begin on Monday; the first is the one with
/// the month's first day from Monday to Friday.
fn nth_week(first: NaiveDate, nth: Option<u32>, context: &Context<'_>) -> Option<NaiveDate> {
    let into = u64::from(first.weekday().num_days_from_monday());
    let friday = match into {
        0..=4 => first.checked_add_days(Days::new(4 - into))?,
        _ => first.checked_add_days(Days::new(11 - into))?,
    };
    let friday = match nth {
        Some(nth) => friday.checked_add_days(Days::new(u64::from(nth.checked_sub(1)?) * 7))?,
        None => {
            let last = last_day_of_month(first.year(), first.month())?;
            let mut friday = friday;
            while let Some(next) = friday.checked_add_days(Days::new(7)).filter(|next| *next <= last) {
                friday = next;
            }
            friday
        }
    };
    last_open_of_week(friday, context)
}

/// Friday, or the last open day before it in its week; Friday if all are closed.
fn last_open_of_week(friday: NaiveDate, context: &Context<'_>) -> Option<NaiveDate> {
    let mut day = friday;
    for _ in 0..5 {
        if !(context.is_closed)(day) {
            return Some(day);
        }
        day = day.pred_opt()?;
    }
    Some(friday)
}

fn add_open_days(from: NaiveDate, count: u32, context: &Context<'_>) -> Option<NaiveDate> {
    let mut date = from;
    let mut left = count.min(1000);
    let mut steps = 0;
    while left > 0 && steps < 4000 {
        date = date.succ_opt()?;
        steps += 1;
        if !(context.is_closed)(date) {
            left -= 1;
        }
    }
    Some(date)
}

/// The last open day up to and including one.
fn last_open_day_until(until: NaiveDate, context: &Context<'_>) -> Option<NaiveDate> {
    nearest_open_day(until, NaiveDate::pred_opt, context)
}

/// The first open day from one on.
fn first_open_day_from(from: NaiveDate, context: &Context<'_>) -> Option<NaiveDate> {
    nearest_open_day(from, NaiveDate::succ_opt, context)
}

/// The first open day in a direction; after 30 closed ones the next day.
fn nearest_open_day(
    from: NaiveDate,
    step: fn(&NaiveDate) -> Option<NaiveDate>,
    context: &Context<'_>,
) -> Option<NaiveDate> {
    let mut date = from;
    for _ in 0..30 {
        if !(context.is_closed)(date) {
            break;
        }
        date = step(&date)?;
    }
    Some(date)
}
