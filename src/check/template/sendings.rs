//! The minutes at which a template may be sent, by day.

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::calendar::hours::{DAY, Moment, OfficeHours, Zone};
use crate::check::Sendings;
use crate::engine::Engine;
use crate::request::SendWindow;
use crate::resolve::{Case, Party};

/// Inclusive ranges of minutes since midnight, on a day in Japan time.
pub(super) type Spans = Vec<(i64, i64)>;

/// A day on which a template may be sent.
pub(super) struct SendingDay {
    pub date: NaiveDate,
    /// Index into [`Minutes::spans`].
    pub spans: usize,
}

/// Every minute at which a template may be sent.
#[derive(Default)]
pub(in crate::check) struct Minutes {
    pub(super) days: Vec<SendingDay>,
    /// Distinct ranges; nearly all days have the same.
    pub(super) spans: Vec<Spans>,
}

/// Why a template has no sending minutes.
pub(super) enum NoMinutes {
    /// A sender's hours could not be read.
    Hours,
    /// The window's dates do not exist, or end before they begin.
    Dates,
}

/// The period considered, from now on.
pub(super) fn horizon(engine: &Engine, now: Moment) -> Range<Moment> {
    let today = now.japan();
    let end = match engine.options.template_days {
        Some(days) => today.checked_add_days(Days::new(u64::from(days))),
        None => today.checked_add_months(Months::new(36)),
    };
    now..end.map_or(now, Moment::from_japan)
}

impl Minutes {
    /// For a template judged at one moment: that minute, and those of its window if its sending is open.
    pub fn sent_at(case: &Case<'_>, at: Moment, engine: &Engine) -> Option<Self> {
        let window = case.request.window.as_ref();
        let horizon = horizon(engine, case.env.now);
        let open = window.and_then(|window| Self::of(case, window, &horizon).ok());
        let open = open.unwrap_or_default();
        let minute_of = |date: NaiveDate, minute: i64| Some(self::at(date, minute)?.0.div_euclid(60));
        let mut all: Vec<(i64, i64)> = Vec::with_capacity(open.days.len() + 1);
        for day in &open.days {
            for (from, until) in open.of_day(day) {
                all.push((minute_of(day.date, *from)?, minute_of(day.date, *until)?));
            }
        }
        // Round up to the minute: what is too late then is too late at both.
        let minute = at.0.checked_add(59)?.div_euclid(60);
        all.push((minute, minute));
        all.sort_unstable();
        let mut minutes = Self::default();
        for (from, until) in merged(all) {
            minutes.take(from, until);
        }
        Some(minutes)
    }

    /// The minutes between two moments, inclusive.
    pub(super) fn between(from: Moment, until: Moment) -> Self {
        let mut minutes = Self::default();
        minutes.take(from.0.saturating_add(59).div_euclid(60), until.0.div_euclid(60));
        minutes
    }

    /// The minutes of a window within a horizon, whose end is exclusive.
    pub(super) fn of(
        case: &Case<'_>,
        window: &SendWindow,
        horizon: &Range<Moment>,
    ) -> Result<Self, NoMinutes> {
        let window = &window.window;
        let today = Zone::Japan.local(horizon.start).date;
        let mut first = today;
        let mut last = Zone::Japan.local(horizon.end).date;
        let mut written = None;
        let (mut earliest, mut latest) = (horizon.start, horizon.end.plus(-1));
        if let Some(dates) = &window.dates {
            let (from, until) = dates.resolve(today).ok_or(NoMinutes::Dates)?;
            written = Some(from);
            first = first.max(from);
            last = last.min(until);
            earliest = at(from, 0).map_or(earliest, |from| earliest.max(from));
            // The last day includes its 24:00, which is 0:00 of the next.
            latest = at(until, DAY / 60).map_or(latest, |until| latest.min(until));
        }
        let senders: Vec<OfficeHours> = if window.hours.is_empty() {
            let senders: Option<Vec<_>> = case.senders().map(Party::opening_hours).collect();
            senders.ok_or(NoMinutes::Hours)?
        } else {
            Vec::new()
        };
        // An office abroad may open on an adjacent day in Japan; and 24:00 of a preceding sending day is this day's
        // first minute.
        let abroad = senders.iter().any(|hours| hours.zone != Zone::Japan);
        let before = abroad || written.is_none_or(|from| from < first);
        let mut found: Vec<(i64, i64)> = Vec::new();
        let start = first
            .checked_sub_days(Days::new(u64::from(before)))
            .unwrap_or(first);
        let end = last
            .checked_add_days(Days::new(u64::from(abroad)))
            .unwrap_or(last);
        let whole = |from: Moment, until: Moment| {
            (
                from.max(earliest).0.saturating_add(59).div_euclid(60),
                until.min(latest).0.div_euclid(60),
            )
        };
        let dates = || {
            start.iter_days().take_while(|date| *date <= end).filter(|date| {
                let closed = case.env.closed.is_closed(*date);
                window.days.take(date.weekday(), closed)
            })
        };
        for date in dates() {
            let Some(midnight) = date.and_hms_opt(0, 0, 0).map(Moment::from_japan) else {
                continue;
            };
            let moment_at = |minute: u32| midnight.plus(i64::from(minute) * 60);
            let hours = window.hours.iter();
            found.extend(hours.map(|(from, until)| whole(moment_at(*from), moment_at(*until))));
        }
        // Restrict to the office hours of all senders.
        for (number, hours) in senders.iter().enumerate() {
            let calendar = case.calendar(*hours);
            let open_hours = |date| Some(whole(calendar.opening(date)?, calendar.closing(date)?));
            let open: Vec<(i64, i64)> = dates().filter_map(open_hours).collect();
            found = if number == 0 { open } else { common(&found, &open) };
        }
        found.retain(|(from, until)| from <= until);
        found.sort_unstable();
        let mut minutes = Self::default();
        for (from, until) in merged(found) {
            minutes.take(from, until);
        }
        Ok(minutes)
    }

    /// Adds a range of minutes since 1970, split at midnights in Japan.
    fn take(&mut self, from: i64, until: i64) {
        let mut from = from;
        while from <= until {
            let local = Zone::Japan.local(Moment(from.saturating_mul(60)));
            let minute = local.second.div_euclid(60);
            let midnight = from - minute;
            let end = until.min(midnight + DAY / 60 - 1);
            let span = (minute, end - midnight);
            match self.days.last() {
                Some(day) if day.date == local.date => {
                    let mut spans = self.spans.get(day.spans).cloned().unwrap_or_default();
                    spans.push(span);
                    self.days.pop();
                    self.push(local.date, spans);
                }
                _ => self.push(local.date, vec![span]),
            }
            from = end + 1;
        }
    }

    fn push(&mut self, date: NaiveDate, spans: Spans) {
        let known = self.spans.iter().position(|known| *known == spans);
        let spans = known.unwrap_or_else(|| {
            self.spans.push(spans);
            self.spans.len() - 1
        });
        self.days.push(SendingDay { date, spans });
    }

    /// The ranges of a day.
    pub(super) fn of_day(&self, day: &SendingDay) -> &[(i64, i64)] {
        self.spans.get(day.spans).map_or(&[], Vec::as_slice)
    }

    /// Number of minutes and days, and the first and last minute.
    pub(super) fn summary(&self) -> Sendings {
        let count =
            |spans: &[(i64, i64)]| -> i64 { spans.iter().map(|(from, until)| until - from + 1).sum() };
        let moment = |day: &SendingDay, minute: i64| at(day.date, minute);
        Sendings {
            first: self
                .days
                .first()
                .and_then(|day| moment(day, self.of_day(day).first()?.0)),
            last: self
                .days
                .last()
                .and_then(|day| moment(day, self.of_day(day).last()?.1)),
            minutes: self.days.iter().map(|day| count(self.of_day(day))).sum(),
            days: i64::try_from(self.days.len()).unwrap_or(i64::MAX),
        }
    }
}

/// The moment of a minute of a day in Japan.
pub(super) fn at(date: NaiveDate, minute: i64) -> Option<Moment> {
    let midnight = date.and_hms_opt(0, 0, 0)?;
    Some(Moment::from_japan(midnight).plus(minute.saturating_mul(60)))
}

/// Intersection of two sorted lists of ranges.
fn common(some: &[(i64, i64)], others: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut found = Vec::with_capacity(some.len());
    let (mut here, mut there) = (0, 0);
    while let (Some(one), Some(other)) = (some.get(here), others.get(there)) {
        found.push((one.0.max(other.0), one.1.min(other.1)));
        if one.1 < other.1 {
            here += 1;
        } else {
            there += 1;
        }
    }
    found
}

/// Merges sorted ranges that touch or overlap.
fn merged(sorted: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    let mut found: Vec<(i64, i64)> = Vec::with_capacity(sorted.len());
    for (from, until) in sorted {
        match found.last_mut() {
            Some((_, last)) if from <= last.saturating_add(1) => *last = until.max(*last),
            _ => found.push((from, until)),
        }
    }
    found
}
