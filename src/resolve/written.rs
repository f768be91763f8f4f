//! Dates written with a weekday, for the check of weekdays.

use chrono::{Datelike, NaiveDate, Weekday};
use jp_datetime::moment::Written;
use jp_datetime::prose::YearHint;

use super::anchor::nearest_anchor;
use super::case::Case;
use super::year::{dated, fitting};
use crate::calendar::hours::Zone;
use crate::mentions::DayAlone;
use crate::request::Timing;
use crate::source::Span;

/// A date written with its weekday.
#[derive(Clone, Debug)]
pub struct WrittenDate {
    /// The resolved date.
    pub date: NaiveDate,
    /// The weekday as written.
    pub weekday: Weekday,
    /// Location of the value.
    pub span: Span,
    /// Whether only a day of the month is written, whose month comes from the preceding date.
    pub is_day_alone: bool,
}

impl WrittenDate {
    /// Whether the weekday matches the date.
    pub fn is_right(&self) -> bool {
        self.date.weekday() == self.weekday
    }
}

impl<'a> Case<'a> {
    /// Sending, dues and hearing as written, each with the day from which a missing year is resolved.
    pub fn written_moments(&self) -> impl Iterator<Item = (&Written, NaiveDate)> {
        let today = Zone::Japan.local(self.env.now).date;
        let sent = self.request.sent.known();
        let sent = sent.map(|written| (written, nearest_anchor(written, today)));
        let dues = self.request.dues.iter().map(|due| &due.at);
        let hearing = self.request.hearing.iter().flat_map(|it| [&it.start, &it.end]);
        let after = dues.chain(hearing).filter_map(Timing::stated);
        sent.into_iter()
            .chain(after.map(|written| (written, self.anchor)))
    }

    /// Every date of the document with a weekday.
    pub fn written_dates(&self) -> Vec<WrittenDate> {
        let today = Zone::Japan.local(self.env.now).date;
        let anchor = self.anchor;
        let request = self.request;
        let mut dates = Vec::new();
        let mut take = |written: Option<&Written>, span: Option<Span>, anchor: NaiveDate| {
            if let (Some(written), Some(span)) = (written, span)
                && let Some(weekday) = &written.weekday
                && let Some(date) = written.date(anchor)
            {
                dates.push(WrittenDate {
                    date,
                    weekday: weekday.weekday,
                    span,
                    is_day_alone: false,
                });
            }
        };
        let sent_anchor = request
            .sent
            .known()
            .map_or(today, |written| nearest_anchor(written, today));
        take(request.sent.known(), request.sent.span(), sent_anchor);
        let hearings = request.hearings().flat_map(|it| [&it.start, &it.end]);
        let timings: Vec<&Timing> = request.dues.iter().map(|due| &due.at).chain(hearings).collect();
        for timing in &timings {
            take(timing.stated(), timing.span(), anchor);
        }
        for exception in &request.exceptions {
            take(exception.expires.known(), exception.expires.span(), today);
        }
        let stated = timings.iter().filter_map(|timing| timing.stated()?.date(anchor));
        let stated: Vec<NaiveDate> = stated.collect();
        let mut before: Option<NaiveDate> = None;
        let mut is_sure_before = false;
        for mention in &request.mentions.dates {
            let weekday_date = &mention.date;
            let mut found = dated(weekday_date, anchor, &stated, before);
            // 「９月１１日（水）～９月１６日（火）」: the end shows that the wrong weekday of the start is not last year's.
            if weekday_date.hint == YearHint::Continues
                && !is_sure_before
                && found.is_some_and(|(date, _)| date.weekday() != weekday_date.weekday)
                && let Some(date) = fitting(weekday_date, anchor)
                && let Some(start) = before
                    .filter(|before| before.year() < anchor.year())
                    .and_then(|before| before.with_year(date.year()))
                && start <= date
                && let Some(written) = dates.last_mut()
            {
                written.date = start;
                found = Some((date, true));
            }
            if let Some((date, _)) = found {
                dates.push(WrittenDate {
                    date,
                    weekday: weekday_date.weekday,
                    span: mention.span,
                    is_day_alone: weekday_date.month_source.is_some(),
                });
            }
            // A date's weekday differs between consecutive years, so a matching one also fixes the year for dates that
            // continue it.
            let certain = found.filter(|(date, sure)| *sure || date.weekday() == weekday_date.weekday);
            before = certain.map(|(date, _)| date);
            is_sure_before = certain.is_some_and(|(_, sure)| sure);
        }
        for day_alone in &request.mentions.days_alone {
            let days = days_meant(day_alone, anchor);
            let fitting = days.iter().find(|day| day.weekday() == day_alone.weekday);
            if let Some(date) = fitting.or(days.first()) {
                dates.push(WrittenDate {
                    date: *date,
                    weekday: day_alone.weekday,
                    span: day_alone.span,
                    is_day_alone: true,
                });
            }
        }
        if let Some(window) = &request.window
            && let (Some(written), Some(span)) = (&window.window.dates, window.span)
            && let Some((first, last)) = written.resolve(today)
        {
            let both = [(&written.first, first), (&written.last, last)];
            // A single day is both first and last.
            let count = if written.first == written.last { 1 } else { 2 };
            for (written, date) in both.into_iter().take(count) {
                if let Some(weekday) = &written.weekday {
                    dates.push(WrittenDate {
                        date,
                        weekday: weekday.weekday,
                        span,
                        is_day_alone: false,
                    });
                }
            }
        }
        dates
    }
}

/// The days that a day to come can mean, the likeliest first: that of the stated month, else the next two from
/// `anchor` on, and those in the month of the date before it.
fn days_meant(day_alone: &DayAlone, anchor: NaiveDate) -> Vec<NaiveDate> {
    let ahead = |months: i32| {
        let months = chrono::Months::new(u32::try_from(months).ok()?);
        anchor
            .with_day(1)?
            .checked_add_months(months)?
            .with_day(day_alone.day)
    };
    // 明日10日 of another day than tomorrow is left open, and has no weekday of its own.
    if let Some(days) = day_alone.days_ahead {
        let date = chrono::TimeDelta::try_days(days).and_then(|days| anchor.checked_add_signed(days));
        return Vec::from_iter(date.filter(|date| date.day() == day_alone.day));
    }
    if let Some(months) = day_alone.ahead {
        return Vec::from_iter(ahead(months));
    }
    let next = (0..3).filter_map(ahead).filter(|day| *day >= anchor).take(2);
    let after_previous = day_alone.month_before.into_iter().flat_map(|month| {
        let in_year = move |years: i32| {
            NaiveDate::from_ymd_opt(anchor.year().checked_add(years)?, month, day_alone.day)
        };
        [0, 1].into_iter().filter_map(in_year)
    });
    next.chain(after_previous).collect()
}
