//! RRULE, RDATE, EXDATE and RECURRENCE-ID of a component → its [`Recurrence`].

use super::Reader;
use super::mapping::Facts;
use super::moments::Time;
use super::property::Prop;
use super::recurrence::rule::Rule;
use super::recurrence::{At, Recurrence};
use crate::diagnostic;
use crate::read::fields::shown;
use crate::request::{Fact, Request};
use crate::source::Span;
use crate::text::catalogue;

/// The most dates that a component may list.
const MAX_DATES: usize = 10_000;

impl<'a> Reader<'a, '_> {
    /// What makes a request come again. Where a part of it cannot be read it is said, and the first
    /// occurrence alone is judged.
    pub fn recurs(
        &mut self,
        facts: &Facts<'_, 'a>,
        start: Option<Time>,
        due: Option<Time>,
        request: &mut Request<'a>,
    ) {
        if let Some(prop) = facts.recurrence_id {
            let range = prop
                .param("RANGE")
                .filter(|range| range.eq_ignore_ascii_case("THISANDFUTURE"));
            if range.is_some() {
                let message = catalogue::ICS_RANGE.text(self.context.lang).to_owned();
                self.report(
                    diagnostic::UNREADABLE_VALUE,
                    prop.param_span("RANGE"),
                    message,
                    None,
                );
            }
            // Its place in the series could not be told.
            let _ = self.time(prop);
        }
        let first = facts
            .rules
            .first()
            .or(facts.extra.first())
            .or(facts.excluded.first());
        let Some(first) = first else { return };
        // A start that cannot be read has been reported, and nothing can be counted from it.
        let Some(start) = start else { return };
        let mut recurrence = Recurrence::new(
            first.value_span,
            start.local,
            start.is_date(),
            start.clock.clone(),
        );
        let mut readable = true;
        for prop in &facts.rules {
            match Rule::parse(prop.value.trim()) {
                Ok(rule) if prop.name == "RRULE" => recurrence.rules.push(rule),
                Ok(_) => {
                    self.not_expanded(prop, "EXRULE");
                    readable = false;
                }
                Err(part) => {
                    self.not_expanded(prop, part);
                    readable = false;
                }
            }
        }
        let Some(extra) = self.times(&facts.extra) else {
            return;
        };
        let Some(excluded) = self.times(&facts.excluded) else {
            return;
        };
        if !readable {
            return;
        }
        recurrence.extra = extra;
        recurrence.exclude(excluded);
        if let Some(hearing) = &request.hearing {
            recurrence.length = self.length(&hearing.start, &hearing.end);
        } else if let Some(due) = &due {
            recurrence.due_after = Some(due.moment().0 - start.moment().0);
        }
        request.recurrence = Some(Box::new(recurrence));
    }

    /// Seconds from a start to an end; whole days where both are days.
    fn length(
        &self,
        start: &Fact<crate::read::moment::Written>,
        end: &Fact<crate::read::moment::Written>,
    ) -> Option<i64> {
        let today = self.world.now.japan().date();
        let at = |fact: &Fact<crate::read::moment::Written>| {
            let written = fact.known()?;
            let local = match written.local(today) {
                Some(local) => local,
                None => written.date(today)?.and_hms_opt(0, 0, 0)?,
            };
            let offset = written
                .offset_seconds
                .map_or(crate::calendar::hours::JAPAN_OFFSET, i64::from);
            Some(local.and_utc().timestamp() - offset)
        };
        Some(at(end)? - at(start)?)
    }

    fn not_expanded(&mut self, prop: &Prop<'_>, part: &str) {
        let lang = self.context.lang;
        let values = [("field", &*prop.name), ("part", &*shown(part))];
        let message = catalogue::ICS_NOT_EXPANDED.fill(lang, &values);
        let help = catalogue::ICS_NOT_EXPANDED_HELP.text(lang).to_owned();
        self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, Some(help));
    }

    /// The times of RDATE or EXDATE; nothing where one cannot be read.
    fn times(&mut self, props: &[&Prop<'a>]) -> Option<Vec<At>> {
        let mut found = Vec::new();
        let mut readable = true;
        for prop in props {
            let text = prop.text();
            for value in text.split(',').map(str::trim).filter(|value| !value.is_empty()) {
                if found.len() == MAX_DATES {
                    self.too_many(&prop.name, prop.value_span);
                    return None;
                }
                match self.time_of(prop, value) {
                    Some(time) if time.is_date() => found.push(At::Day(time.local.date())),
                    Some(time) => found.push(At::Moment(time.moment())),
                    None => {
                        readable = false;
                        break;
                    }
                }
            }
        }
        readable.then_some(found)
    }

    fn too_many(&mut self, field: &str, span: Span) {
        let limit = MAX_DATES.to_string();
        let message = catalogue::LIMIT_ITEMS.fill(self.context.lang, &[("field", field), ("limit", &limit)]);
        self.report(diagnostic::LIMIT_EXCEEDED, span, message, None);
    }
}
