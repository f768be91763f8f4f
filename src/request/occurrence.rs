//! A recurring request at one of its occurrences.

use ical_span::recurrence::{Occurrence, Recurrence, StartOffset};
use jp_datetime::moment::Written;

use super::{Request, Timing};
use crate::calendar::hours::{JAPAN_OFFSET, Moment, Zone};

impl Request<'_> {
    /// Moves hearing and due to one occurrence of the recurrence.
    pub fn move_to(&mut self, recurrence: &Recurrence, start: Occurrence) {
        if let Some(hearing) = &mut self.hearing {
            let start_span = hearing.start.span().unwrap_or(hearing.span);
            let end_span = hearing.end.span().unwrap_or(start_span);
            let written = if recurrence.all_day {
                Written::of_date(start.day)
            } else {
                here(start.at)
            };
            hearing.start = Timing::of(written, start_span);
            if let Some(length) = start.length.map(StartOffset::Time).or(recurrence.length) {
                hearing.end = Timing::of(after(start, length), end_span);
            }
        }
        if let (Some(length), Some(due)) = (recurrence.due_of(&start), self.dues.first_mut()) {
            let span = due.at.span().unwrap_or(recurrence.span);
            due.at = Timing::of(after(start, length), span);
        }
    }
}

fn after(start: Occurrence, length: StartOffset) -> Written {
    match length {
        StartOffset::Day(days) => Written::of_date(start.day_after(days)),
        StartOffset::Time(seconds) => here(start.at.plus(seconds)),
    }
}

fn here(at: Moment) -> Written {
    let offset = i32::try_from(JAPAN_OFFSET).unwrap_or_default();
    Written::of_local(Zone::Japan.local(at).naive(), Some(offset))
}
