//! Resolution of the sending time.

use chrono::NaiveDate;

use super::anchor::{moment_of, nearest_anchor};
use super::case::Case;
use super::moments::{Basis, Sent};
use crate::calendar::hours::{Moment, Zone};
use crate::request::Fact;

impl<'a> Case<'a> {
    /// Whether the sending time is stated as such, or the current time. iCalendar's DTSTAMP and CREATED only say when
    /// an entry was written.
    pub fn sent_is_stated(&self) -> bool {
        self.sent.basis == Basis::Now || self.request.window.is_some() || self.request.sent_property.is_none()
    }

    pub(super) fn sent_now(&self) -> Sent {
        Sent {
            at: Some(self.env.now),
            basis: Basis::Now,
            span: None,
        }
    }

    pub(super) fn resolve_sent(&self) -> Sent {
        if let Some(window) = &self.request.window {
            return Sent {
                at: None,
                basis: Basis::Window,
                span: window.span,
            };
        }
        match &self.request.sent {
            Fact::Absent => self.sent_now(),
            Fact::Unreadable(span) => Sent {
                at: None,
                basis: Basis::Stated,
                span: Some(*span),
            },
            Fact::Known(written, span) => {
                let (at, basis) = if written.has_time() {
                    let anchor = nearest_anchor(written, Zone::Japan.local(self.env.now).date);
                    (moment_of(written, anchor), Basis::Stated)
                } else {
                    let hours = self.sent_date().and_then(|date| self.sending_hours(date));
                    (hours.map(|(from, _)| from), Basis::Date)
                };
                Sent {
                    at,
                    basis,
                    span: Some(*span),
                }
            }
        }
    }

    /// The first and last moment at which a request that states only a date of sending may go out.
    pub fn sent_on_day(&self) -> Option<(Moment, Moment)> {
        if self.sent.basis != Basis::Date {
            return None;
        }
        self.sending_hours(self.sent_date()?)
    }

    /// The date of sending as written.
    fn sent_date(&self) -> Option<NaiveDate> {
        let written = self.request.sent.known()?;
        written.date(nearest_anchor(written, Zone::Japan.local(self.env.now).date))
    }

    /// The period of a day in which all senders are within office hours; if there is none, any of them. `None` if any
    /// sender's hours are unknown.
    fn sending_hours(&self, date: NaiveDate) -> Option<(Moment, Moment)> {
        let mut found: Option<[(Moment, Moment); 2]> = None;
        for party in self.senders() {
            let calendar = self.calendar(party.opening_hours()?);
            let (from, until) = (calendar.opening(date)?, calendar.closing(date)?);
            let [all, any] = found.unwrap_or([(from, until); 2]);
            found = Some([
                (all.0.max(from), all.1.min(until)),
                (any.0.min(from), any.1.max(until)),
            ]);
        }
        let [all, any] = found?;
        Some(if all.0 <= all.1 { all } else { any })
    }
}
