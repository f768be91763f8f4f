//! Resolution of the hearing's start and end.

use jp_datetime::relative::{At, Relative};

use super::anchor::moment_of;
use super::case::Case;
use super::moments::{HearingAt, HearingDays, Trial};
use crate::request::Timing;

impl<'a> Case<'a> {
    pub(super) fn resolve_hearing(&self) -> Option<HearingAt> {
        let hearing = self.request.hearing.as_ref()?;
        let anchor = self.anchor;
        let resolved = |timing: &Timing| match timing.counted() {
            // A hearing cannot begin at “a day”.
            Some(Relative::On(_, At::Unsaid)) => None,
            Some(relative) => self.counted(relative).0,
            None => moment_of(timing.stated()?, anchor),
        };
        let (start, end) = match self.trial {
            Some(Trial::Hearing(start, end)) => {
                (self.counted(start).0, end.and_then(|end| self.counted(end).0))
            }
            _ => (resolved(&hearing.start), resolved(&hearing.end)),
        };
        // If either lacks a time of day, compare the days.
        let reversed = match (start, end) {
            (Some(start), Some(end)) => end < start,
            _ => {
                let day = |timing: &Timing| timing.stated()?.date(anchor);
                day(&hearing.start)
                    .zip(day(&hearing.end))
                    .is_some_and(|(first, last)| last < first)
            }
        };
        Some(HearingAt {
            start,
            end: end.filter(|_| !reversed),
            reversed,
        })
    }

    /// First and last day of a hearing stated in days without times.
    pub fn hearing_days(&self) -> HearingDays {
        if let Some(days) = self.held_on {
            return days;
        }
        if let Some(Trial::Hearing(..)) = self.trial {
            return (None, None);
        }
        let hearing = self.request.hearing.as_ref();
        let reversed = self.hearing.is_some_and(|hearing| hearing.reversed);
        let day = |timing: &Timing| {
            if let Some(Relative::On(day, At::Unsaid)) = timing.counted() {
                return self.day_after(day, self.sent.at?);
            }
            let written = timing.stated().filter(|written| !written.has_time())?;
            written.date(self.anchor)
        };
        let end = hearing
            .filter(|_| !reversed)
            .and_then(|hearing| day(&hearing.end));
        let start = hearing.and_then(|hearing| day(&hearing.start));
        (start, end)
    }
}
