//! Timeline: the days from sending to due, hour by hour, with uneventful days folded. Values only; drawing is
//! left to reports.

use chrono::NaiveDate;

use crate::calendar::clocks::OfficeCalendar;
use crate::calendar::closed_days::{ClosedDay, ClosedDays};
use crate::calendar::hours::{Moment, Zone};
use crate::resolve::Case;

/// Cells of a day, one an hour.
pub const HOURS: usize = 24;
/// Spans shorter than this many days are shown without folding.
const ALL_SHOWN: i64 = 8;
/// An hour in seconds.
const HOUR: i64 = 3600;

/// The days of a request, in Japan time.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Days and gaps, in order.
    pub rows: Vec<Row>,
    /// Whether somebody's office is in another zone: its hours are shown by the clock in Japan.
    pub abroad: bool,
}

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A day.
    Day(Day),
    /// Consecutive days without events.
    Folded {
        /// The first of them.
        from: NaiveDate,
        /// The last.
        until: NaiveDate,
        /// Number of open days among them.
        open: i64,
        /// Number of closed days among them.
        closed: i64,
    },
}

/// A day, hour by hour.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The day in Japan.
    pub date: NaiveDate,
    /// State of each hour.
    pub cells: [Cell; HOURS],
    /// Why the day is closed, if it is.
    pub closed: Option<ClosedDay>,
    /// Events of the day, in order.
    pub marks: Vec<Mark>,
}

/// State of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Before sending or after the due.
    Outside,
    /// On a closed day.
    Closed,
    /// Between sending and due, outside the strictest recipient's working time.
    Waiting,
    /// Between sending and due, within the strictest recipient's working time.
    Working,
}

/// An event at its moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// When.
    pub at: Moment,
    /// What.
    pub what: Event,
}

/// Kind of event, in order of precedence when several share an hour.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// 期限, by its number among the dues.
    Due(usize),
    /// 発出
    Sent,
    /// 適合する最も早い期限
    Earliest,
    /// ヒアリングの開始
    Hearing,
}

impl Timeline {
    /// The timeline of a request; `None` if no moment in it is known.
    pub(super) fn of(case: &Case<'_>, earliest_due: Option<Moment>) -> Option<Self> {
        let mut marks: Vec<Mark> = Vec::new();
        let mut add = |at: Option<Moment>, what| marks.extend(at.map(|at| Mark { at, what }));
        add(case.sent.at, Event::Sent);
        for (number, due) in case.dues.iter().enumerate() {
            add(due.at, Event::Due(number));
        }
        // With a hearing and no due there is nothing to answer.
        if !case.dues.is_empty() || case.hearing.is_none() {
            add(earliest_due, Event::Earliest);
        }
        add(case.hearing.and_then(|hearing| hearing.start), Event::Hearing);
        marks.sort_by_key(|mark| mark.at);
        let days: Vec<NaiveDate> = marks
            .iter()
            .map(|mark| Zone::Japan.local(mark.at).date)
            .filter(|day| ClosedDays::covers(*day))
            .collect();
        let (first, last) = (*days.first()?, *days.last()?);
        let until = case.dues.iter().filter_map(|due| due.at).max();
        let span = case.sent.at.zip(until.or(earliest_due));
        let scale = Scale {
            calendar: strictest(case, span),
            span,
        };
        let mut rows = Vec::new();
        let mut day = first;
        loop {
            let next_shown = if (last - first).num_days() < ALL_SHOWN {
                day
            } else {
                next_shown(day, &days)
            };
            // Folding fewer than three days would save no line.
            if (next_shown - day).num_days() > 2 {
                let closed = case.env.closed.count_closed(day, next_shown);
                rows.push(Row::Folded {
                    from: day,
                    until: next_shown.pred_opt()?,
                    open: (next_shown - day).num_days() - closed,
                    closed,
                });
                day = next_shown;
            }
            let before = |mark: &Mark| Zone::Japan.local(mark.at).date < day;
            let here = |mark: &Mark| Zone::Japan.local(mark.at).date <= day;
            let of_day = marks.partition_point(before)..marks.partition_point(here);
            rows.push(Row::Day(Day {
                date: day,
                cells: scale.cells(case, day),
                closed: case.env.closed.reason(day),
                marks: marks.get(of_day).unwrap_or_default().to_vec(),
            }));
            if day >= last {
                break;
            }
            day = day.succ_opt()?;
        }
        let zones = case.groups.iter().filter_map(|group| group.hours);
        Some(Self {
            rows,
            abroad: zones.into_iter().any(|hours| hours.zone != Zone::Japan),
        })
    }
}

/// The first day from `day` on that has an event on it or on an adjacent day. `days` is sorted, and `day` is not
/// after its last.
fn next_shown(day: NaiveDate, days: &[NaiveDate]) -> NaiveDate {
    let next = days.partition_point(|event| *event < day);
    let near = |at: usize| {
        days.get(at)
            .is_some_and(|event| (*event - day).num_days().abs() <= 1)
    };
    if near(next) || next > 0 && near(next - 1) {
        return day;
    }
    let next = days.get(next).and_then(|event| event.pred_opt());
    next.unwrap_or(day)
}

/// The calendar of the strictest recipient, and the period from sending to due.
struct Scale<'a> {
    calendar: Option<OfficeCalendar<'a>>,
    span: Option<(Moment, Moment)>,
}

impl Scale<'_> {
    fn cells(&self, case: &Case<'_>, day: NaiveDate) -> [Cell; HOURS] {
        let mut cells = [Cell::Outside; HOURS];
        let Some(midnight) = day.and_hms_opt(0, 0, 0).map(Moment::from_japan) else {
            return cells;
        };
        let mut from = midnight;
        for cell in &mut cells {
            let until = from.plus(HOUR);
            *cell = self.cell(from, until, case.env.closed.is_closed(day));
            from = until;
        }
        cells
    }

    fn cell(&self, from: Moment, until: Moment, closed: bool) -> Cell {
        if closed {
            return Cell::Closed;
        }
        let Some((sent, due)) = self.span else {
            return Cell::Outside;
        };
        let (from, until) = (from.max(sent), until.min(due));
        if from >= until {
            return Cell::Outside;
        }
        let works = |calendar: &OfficeCalendar<'_>| calendar.between(from, until).working > 0;
        if self.calendar.as_ref().is_some_and(works) {
            Cell::Working
        } else {
            Cell::Waiting
        }
    }
}

/// The calendar of the recipient with the least working time.
fn strictest<'a>(case: &Case<'a>, span: Option<(Moment, Moment)>) -> Option<OfficeCalendar<'a>> {
    let calendars = case
        .groups
        .iter()
        .filter_map(|group| Some(case.calendar(group.hours?)));
    calendars.min_by_key(|calendar| span.map(|(sent, due)| calendar.between(sent, due).working))
}
