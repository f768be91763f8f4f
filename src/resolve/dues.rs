//! Resolution of dues.

use super::anchor::moment_of;
use super::case::Case;
use super::moments::{Basis, DueAt, Trial};
use crate::calendar::hours::Moment;
use crate::request::{Due, Fact, Kind};

impl<'a> Case<'a> {
    /// Whether materials are due at the hearing's start.
    pub fn hearing_is_due(&self) -> bool {
        self.dues.iter().any(|due| due.basis == Basis::Hearing)
    }

    pub(super) fn resolve_dues(&self) -> Vec<DueAt<'a>> {
        let request = self.request;
        let dues: Vec<_> = request
            .dues
            .iter()
            .enumerate()
            .filter_map(|(number, due)| {
                let span = due.at.span()?;
                let (at, basis) = self.due_at(number, due);
                Some(DueAt {
                    name: due.name.as_deref(),
                    key: &due.key,
                    at,
                    basis,
                    span,
                })
            })
            .collect();
        if !dues.is_empty() || request.materials.is_empty() && request.materials_unreadable.is_none() {
            return dues;
        }
        // ②: a review's materials are needed when its hearing starts.
        let review = matches!(request.kind, Fact::Known(Kind::Review, _));
        match (&request.hearing, self.hearing) {
            (Some(written), Some(hearing)) if review => {
                let span = written.start.span().unwrap_or(written.span);
                vec![DueAt {
                    name: None,
                    key: "",
                    at: hearing.start,
                    basis: Basis::Hearing,
                    span,
                }]
            }
            _ => dues,
        }
    }

    /// The moment of a due by its index, with a trial value in its place; `None` if it cannot be resolved.
    pub(super) fn due_at(&self, number: usize, due: &Due<'_>) -> (Option<Moment>, Basis) {
        let counted = match self.trial {
            Some(Trial::Due(tried, relative)) if tried == number => Some(relative),
            _ => due.at.counted(),
        };
        match (counted, due.at.stated()) {
            _ if self.only_due.is_some_and(|only| only != number) => (None, Basis::Stated),
            (Some(relative), _) => self.counted(relative),
            (None, None) => (None, Basis::Stated),
            (None, Some(written)) if written.has_time() => (moment_of(written, self.anchor), Basis::Stated),
            (None, Some(written)) => (
                written.date(self.anchor).and_then(|date| self.closing(date)),
                Basis::Date,
            ),
        }
    }
}
