//! A hearing against a party's office hours and break.

use super::View;
use crate::calendar::clocks::{Fit, PauseFit};
use crate::resolve::Party;
use crate::rules::condition::Truth;

impl View<'_> {
    /// Whether the hearing is within a party's hours; false if its start already is not.
    pub fn hearing_fits(&self, party: &Party<'_>) -> Truth {
        match self.hearing_fit(party) {
            Some((Fit::Inside, whole)) => Some(true).filter(|_| whole).into(),
            Some(_) => Truth::False,
            None => Truth::Unknown,
        }
    }

    /// Relation of the hearing to a party's hours, and whether the end is known too.
    pub fn hearing_fit(&self, party: &Party<'_>) -> Option<(Fit, bool)> {
        let hearing = self.case.hearing?;
        let calendar = self.case.calendar(party.opening_hours()?);
        let stated = match (hearing.start, hearing.end) {
            (Some(start), Some(end)) => return Some((calendar.fit(start, end), true)),
            (Some(at), None) | (None, Some(at)) => Some((calendar.fit(at, at), false)),
            (None, None) => None,
        };
        // Days without times are decided only if one of them is closed.
        let (first, last) = self.case.hearing_days();
        let closed = [first, last]
            .into_iter()
            .flatten()
            .find(|day| calendar.closed.is_closed(*day))
            .map(|day| (Fit::ClosedDay(day), false));
        match stated {
            Some((Fit::Inside, _)) | None => closed.or(stated),
            Some(_) => stated,
        }
    }

    /// Relation of the hearing to a party's break; `None` if its end is unknown.
    pub fn hearing_pause(&self, party: &Party<'_>) -> Option<PauseFit> {
        let hearing = self.case.hearing?;
        Some(
            self.case
                .calendar(party.break_hours()?)
                .pause_fit(hearing.start?, hearing.end?),
        )
    }

    pub(super) fn in_break(&self, party: &Party<'_>) -> Truth {
        self.hearing_pause(party)
            .map(|fit| fit == PauseFit::Within)
            .into()
    }

    pub(super) fn over_break(&self, party: &Party<'_>) -> Truth {
        self.hearing_pause(party)
            .map(|fit| matches!(fit, PauseFit::Over(_)))
            .into()
    }
}
