//! Yearless dates that exist in no year they can mean, as 2月29日 in most years.
//!
//! Whether such a date exists depends on the day of sending, which may follow it in the file, and on today: so the
//! check runs once the request has been read.

use chrono::{Datelike, NaiveDate};

use crate::calendar::hours::{Moment, Zone};
use crate::diagnostic::{self, Diagnostic};
use crate::message::{Entry, Message, catalogue};
use crate::request::{Fact, Request, Timing};
use crate::resolve::{self, nearest_anchor};
use crate::source::Span;
use jp_datetime::moment::Written;

/// Makes each such date unreadable, with a finding at its place.
pub(super) fn refuse(request: &mut Request<'_>, now: Moment, found: &mut Vec<Diagnostic>) {
    let today = Zone::Japan.local(now).date;
    let index = request.index;
    let mut is_none = |written: Option<&Written>, span: Option<Span>, anchors: &[NaiveDate]| {
        let (written, span) = (written?, span?);
        let anchor = anchors.iter().find(|anchor| written.date(**anchor).is_none())?;
        found.push(finding(written, span, *anchor, index));
        Some(span)
    };
    if let Some(written) = request.sent.known()
        && let Some(span) = is_none(
            Some(written),
            request.sent.span(),
            &[nearest_anchor(written, today)],
        )
    {
        request.sent = Fact::Unreadable(span);
    }
    let anchor = resolve::anchor(request, now);
    // A template's dates are resolved for each sending: every one must exist.
    let anchors: Vec<NaiveDate> = match &request.window {
        None => vec![anchor],
        Some(window) => {
            let dates = window
                .window
                .dates
                .as_ref()
                .and_then(|dates| dates.resolve(today));
            let (from, until) = dates.map_or((today.year(), today.year() + 3), |(from, until)| {
                (from.year(), until.year())
            });
            let firsts = (from..=until).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
            std::iter::once(anchor).chain(firsts).collect()
        }
    };
    let mut refuse = |timing: &mut Timing| {
        let span = is_none(timing.stated(), timing.span(), &anchors);
        if let Some(span) = span {
            *timing = Timing::Unreadable(span);
        }
        span.is_some()
    };
    for due in &mut request.dues {
        refuse(&mut due.at);
    }
    let first = request.hearing.as_deref_mut().into_iter();
    for hearing in first.chain(&mut request.further_hearings) {
        // An end given as a time only is on the start's day, which has been reported.
        let of_start = hearing.end.stated().is_some_and(|end| end.date_span.is_empty());
        if refuse(&mut hearing.start) && of_start {
            hearing.end = hearing.end.span().map_or(Timing::Absent, Timing::Unreadable);
        }
        refuse(&mut hearing.end);
    }
    // Any other date in a letter is to exist as well.
    let is_stated = |at: Span| {
        request.dues.iter().any(|due| due.at.span() == Some(at))
            || request.hearings().any(|hearing| hearing.span == at)
    };
    for mention in &request.time_mentions {
        if let Some(written) = &mention.nonexistent
            && !is_stated(mention.span)
            && anchors.iter().all(|anchor| written.date(*anchor).is_none())
        {
            found.push(finding(written, mention.span, anchor, index));
        }
    }
    let dates = request
        .window
        .as_ref()
        .and_then(|window| Some((window.window.dates.as_ref()?, window.span?)));
    if let Some((dates, span)) = dates {
        let wrong = match dates.first.date(today) {
            None => Some(finding(&dates.first, span, today, index)),
            Some(first) => dates.last_after(first).is_none().then(|| {
                let written = &dates.last;
                // Without a year it is the first such date after the window's first day.
                let passed = (written.month, written.day) < (first.month(), first.day());
                let year = first.year() + i32::from(written.years_ahead.unwrap_or(u8::from(passed)));
                finding_in(written, span, year, index)
            }),
        };
        if let Some(wrong) = wrong {
            found.push(wrong);
            request.window = None;
            request.sent = Fact::Unreadable(span);
        }
    }
}

fn finding(written: &Written, span: Span, anchor: NaiveDate, index: usize) -> Diagnostic {
    if let Some(ahead) = written.years_ahead {
        return finding_in(written, span, anchor.year() + i32::from(ahead), index);
    }
    let year = anchor.year();
    diagnostic_of(catalogue::NO_SUCH_DAY, written, span, year, index)
}

/// The finding for a date that can be of one year only.
fn finding_in(written: &Written, span: Span, year: i32, index: usize) -> Diagnostic {
    diagnostic_of(catalogue::NO_SUCH_DAY_IN, written, span, year, index)
}

fn diagnostic_of(entry: Entry, written: &Written, span: Span, year: i32, index: usize) -> Diagnostic {
    let number = |number: i64| Message::Number(number);
    let message = entry
        .arg("month", number(written.month.into()))
        .arg("day", number(written.day.into()))
        .arg("year", number(year.into()))
        .arg("next", number(i64::from(year) + 1));
    let mut found = Diagnostic::reader(diagnostic::UNREADABLE_VALUE, span, message)
        .with_help(catalogue::NO_SUCH_DAY_HELP.message());
    found.request = Some(index);
    found
}
