//! Builds a [`Recurrence`] from RRULE, RDATE, EXRULE, EXDATE and RECURRENCE-ID.

use super::facts::Facts;
use super::moments::Time;
use super::property::Prop;
use super::reader::Reader;
use crate::diagnostic;
use crate::message::catalogue;
use crate::read::shown;
use crate::request::{Request, Timing};
use crate::source::Span;
use ical_span::recurrence::rule::Rule;
use ical_span::recurrence::{Rdate, Recurrence, StartOffset, ThisAndFuture};
use jp_datetime::moment::Written;

/// Limit on dates listed in a component.
const MAX_DATES: usize = 10_000;
/// Limit on rules of a component; the standard allows one.
const MAX_RULES: usize = 50;

impl<'a> Reader<'a, '_> {
    /// Sets a request's recurrence. An unreadable part is reported, and only the first occurrence judged. Returns the
    /// change that the component makes to another component's series.
    pub fn recurs(
        &mut self,
        facts: &Facts<'_, 'a>,
        start: Option<Time>,
        due: Option<Time>,
        request: &mut Request<'a>,
    ) -> Option<ThisAndFuture> {
        let length = request
            .hearing
            .as_ref()
            .and_then(|hearing| self.length(&hearing.start, &hearing.end));
        let due_after = due
            .as_ref()
            .filter(|_| request.hearing.is_none())
            .zip(start.as_ref())
            .map(|(due, start)| {
                if due.is_date() {
                    StartOffset::Day(days_between(start.local.date(), due.local.date()))
                } else {
                    StartOffset::Time(due.moment().0 - start.moment().0)
                }
            });
        // Its position in the series.
        let place = facts.recurrence_id.and_then(|prop| self.time(prop));
        let mut first = facts
            .rules
            .first()
            .or(facts.extra.first())
            .or(facts.excluded.first());
        // An overriding occurrence does not recur, even if a program copied the series' rules into it.
        if let Some(prop) = first
            && facts.recurrence_id.is_some()
            && this_and_future(facts).is_none()
        {
            let values = [("field", &*prop.name)];
            let note = catalogue::NOTE_OCCURRENCE_RULE.with(&values);
            request.notes.push(note);
            first = None;
        }
        // An unreadable start has been reported, and no recurrence can be computed from it.
        let start = start?;
        let Some(first) = first else {
            place.filter(|place| place.is_date() == start.is_date())?;
            return Some(ThisAndFuture {
                span: this_and_future(facts)?,
                start: start.moment(),
                due_after,
                length,
            });
        };
        let mut recurrence = Recurrence::new(
            first.value_span,
            start.local,
            start.is_date(),
            start.clock.clone(),
        );
        let mut readable = true;
        if facts.rules.len() > MAX_RULES {
            self.too_many("RRULE", first.value_span, MAX_RULES);
            return None;
        }
        for prop in &facts.rules {
            match Rule::of(prop.value.trim(), start.local) {
                Ok(rule) if prop.name == "RRULE" => recurrence.rules.push(rule),
                Ok(rule) => recurrence.exrules.push(rule),
                Err(part) => {
                    self.not_expanded(prop, part);
                    readable = false;
                }
            }
        }
        let extra = self.times(&facts.extra)?;
        let excluded = self.times(&facts.excluded)?;
        if !readable {
            return None;
        }
        recurrence.rdates = extra;
        recurrence.exclude(excluded.into_iter().map(|it| it.at));
        recurrence.length = length;
        recurrence.due_after = due_after;
        request.recurrence = Some(Box::new(recurrence));
        None
    }

    /// The length from start to end.
    fn length(&self, start: &Timing, end: &Timing) -> Option<StartOffset> {
        let today = self.read_environment.now.japan().date();
        let (start, end) = (start.stated()?, end.stated()?);
        if !end.has_time() {
            return Some(StartOffset::Day(days_between(
                start.date(today)?,
                end.date(today)?,
            )));
        }
        let seconds_of = |written: &Written| {
            let local = match written.local(today) {
                Some(local) => local,
                None => written.date(today)?.and_hms_opt(0, 0, 0)?,
            };
            let offset = written
                .offset_seconds
                .map_or(crate::calendar::hours::JAPAN_OFFSET, i64::from);
            Some(local.and_utc().timestamp() - offset)
        };
        Some(StartOffset::Time(seconds_of(end)? - seconds_of(start)?))
    }

    fn not_expanded(&mut self, prop: &Prop<'_>, part: &str) {
        let values = [("field", &*prop.name), ("part", &*shown(part))];
        let message = catalogue::ICS_NOT_EXPANDED.with(&values);
        let help = catalogue::ICS_NOT_EXPANDED_HELP.message();
        self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, Some(help));
    }

    /// The times of RDATE or EXDATE; `None` if any is unreadable.
    fn times(&mut self, props: &[&Prop<'a>]) -> Option<Vec<Rdate>> {
        let mut found = Vec::new();
        let mut readable = true;
        for prop in props {
            let text = prop.text();
            // vCalendar 1.0 separates values by semicolons.
            let values = text.split([',', ';']).map(str::trim);
            for value in values.filter(|value| !value.is_empty()) {
                if found.len() == MAX_DATES {
                    self.too_many(&prop.name, prop.value_span, MAX_DATES);
                    return None;
                }
                match self.extra(prop, value) {
                    Some(extra) => found.push(extra),
                    None => {
                        readable = false;
                        break;
                    }
                }
            }
        }
        readable.then_some(found)
    }

    /// A time, or a period (§3.3.9): a start with an end or a duration.
    fn extra(&mut self, prop: &Prop<'a>, value: &str) -> Option<Rdate> {
        let is_period = prop
            .param("VALUE")
            .is_some_and(|value| value.eq_ignore_ascii_case("PERIOD"));
        let (start, end) = match value.split_once('/').filter(|_| is_period) {
            Some((start, end)) => (start.trim(), Some(end.trim())),
            None => (value, None),
        };
        let start = self.time_of(prop, start)?;
        let at = start.of_series();
        let Some(end) = end else {
            return Some(Rdate { at, length: None });
        };
        let until = if end.starts_with(['P', 'p', '+', '-']) {
            let length = ical_span::value::duration(end);
            length.and_then(|length| start.moment_after(length))
        } else {
            Some(self.time_of(prop, end)?.moment())
        };
        match until.filter(|until| *until >= start.moment()) {
            Some(until) => Some(Rdate {
                at,
                length: Some(until.0 - start.moment().0),
            }),
            None => {
                let values = [("field", &*prop.name), ("value", &*shown(value))];
                let message = catalogue::ICS_PERIOD.with(&values);
                let help = catalogue::ICS_PERIOD_HELP.message();
                self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, Some(help));
                None
            }
        }
    }

    fn too_many(&mut self, field: &str, span: Span, limit: usize) {
        let limit = limit.to_string();
        let message = catalogue::LIMIT_ITEMS.with(&[("field", field), ("limit", &limit)]);
        self.report(diagnostic::LIMIT_EXCEEDED, span, message, None);
    }
}

fn days_between(first: chrono::NaiveDate, last: chrono::NaiveDate) -> i64 {
    last.signed_duration_since(first).num_days()
}

/// Span of RANGE=THISANDFUTURE, if present.
pub(super) fn this_and_future(facts: &Facts<'_, '_>) -> Option<Span> {
    let prop = facts.recurrence_id?;
    is_this_and_future(prop).then(|| prop.param_span("RANGE"))
}

/// Whether a RECURRENCE-ID includes all following occurrences.
pub(super) fn is_this_and_future(prop: &Prop<'_>) -> bool {
    prop.param("RANGE")
        .is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"))
}
