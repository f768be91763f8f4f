//! The dates that a request writes, for their weekdays.

use chrono::{Datelike, NaiveDate, Weekday};
use jp_datetime::moment::Written;

use super::anchor::nearest_anchor;
use super::case::Case;
use super::year::dated;
use crate::calendar::hours::Zone;
use crate::request::Timing;
use crate::source::Span;

/// A date the document writes, for its weekday.
#[derive(Clone, Debug)]
pub struct WrittenDate {
    /// The date it was taken for.
    pub date: NaiveDate,
    /// The weekday written with it.
    pub weekday: Weekday,
    /// Where the value stands.
    pub span: Span,
    /// Whether a day alone stands there, which takes its month from the date before it.
    pub is_day_alone: bool,
}

impl WrittenDate {
    /// Whether the weekday is that date's.
    pub fn is_right(&self) -> bool {
        self.date.weekday() == self.weekday
    }
}

impl<'a> Case<'a> {
    /// The sending, the dues and the hearing as they are written, each with the day that a year left out is
    /// counted from.
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
        let hearing = request.hearing.iter().flat_map(|it| [&it.start, &it.end]);
        let timings: Vec<&Timing> = request.dues.iter().map(|due| &due.at).chain(hearing).collect();
        for timing in &timings {
            take(timing.stated(), timing.span(), anchor);
        }
        for exception in &request.exceptions {
            take(exception.expires.known(), exception.expires.span(), today);
        }
        let stated = timings.iter().filter_map(|timing| timing.stated()?.date(anchor));
        let stated: Vec<NaiveDate> = stated.collect();
        let mut before = None;
        for mention in &request.mentions.dates {
            let said = &mention.said;
            let found = dated(said, anchor, &stated, before);
            if let Some((date, _)) = found {
                dates.push(WrittenDate {
                    date,
                    weekday: said.weekday,
                    span: mention.span,
                    is_day_alone: said.of.is_some(),
                });
            }
            // No two years on end have a weekday on the same day: the one that fits tells that of what continues it.
            let told = found.filter(|(date, sure)| *sure || date.weekday() == said.weekday);
            before = told.map(|(date, _)| date);
        }
        if let Some(window) = &request.window
            && let (Some(written), Some(span)) = (&window.window.dates, window.span)
            && let Some((first, last)) = written.resolve(today)
        {
            let both = [(&written.first, first), (&written.last, last)];
            // One day alone is both.
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
