//! Times of a calendar (RFC 5545 §3.3.4–§3.3.6) as moments of a request: local time with the offset of its zone at
//! that time.

use std::borrow::Cow;

use chrono::{Datelike, Days, NaiveDateTime};

use super::property::Prop;
use super::reader::Reader;
use super::x_properties;
use crate::calendar::hours::{Moment, Zone};
use crate::diagnostic;
use crate::message::catalogue;
use crate::read::shown;
use crate::read::wording;
use crate::request::{Fact, Timing};
use ical_span::recurrence::DateOrDateTime;
use ical_span::value::{BasicDateTime, Duration, basic_date_time, duration};
use ical_span::zones::{Clock, ZoneError};
use jp_datetime::moment::{self, MomentError, MomentErrorKind, Written};

/// A time with the clock that it is read by.
#[derive(Clone, Debug)]
pub(super) struct Time {
    /// As a request holds it, with its offset.
    pub written: Written,
    pub clock: Clock,
    /// Local time on that clock; midnight for a date alone.
    pub local: NaiveDateTime,
    /// Without UTC mark and zone (§3.3.5, form 1).
    pub floating: bool,
}

impl Time {
    pub fn is_date(&self) -> bool {
        !self.written.has_time()
    }

    pub fn moment(&self) -> Moment {
        self.clock.moment(self.local)
    }

    /// The time as part of a series, which may have another clock.
    pub fn of_series(&self) -> DateOrDateTime {
        if self.is_date() {
            DateOrDateTime::Day(self.local.date())
        } else if self.floating {
            DateOrDateTime::Floating(self.local)
        } else {
            DateOrDateTime::Moment(self.moment(), self.local)
        }
    }

    /// The date alone, if the time is midnight.
    pub fn into_day(self) -> Self {
        if self.local.time() == chrono::NaiveTime::MIN {
            let written = Written::of_date(self.local.date());
            return Self {
                written,
                clock: Clock::Zone(Zone::Japan),
                local: self.local,
                floating: false,
            };
        }
        self
    }

    /// Adds a duration: days in local time, the rest in elapsed time (§3.3.6).
    pub fn after(&self, duration: Duration) -> Option<Written> {
        let days = Days::new(duration.days.unsigned_abs());
        let date = self.local.date();
        let date = if duration.days < 0 {
            date.checked_sub_days(days)
        } else {
            date.checked_add_days(days)
        }?;
        if self.is_date() && duration.seconds == 0 {
            return moment::YEARS
                .contains(&date.year())
                .then(|| Written::of_date(date));
        }
        self.moment_after(duration).map(at_moment)
    }

    /// The moment after a duration.
    pub fn moment_after(&self, duration: Duration) -> Option<Moment> {
        let local = self
            .local
            .checked_add_signed(chrono::TimeDelta::days(duration.days))?;
        let at = self.clock.moment(local).plus(duration.seconds);
        in_calendar(at).then_some(at)
    }
}

/// A date or time of any year, as a request holds it.
fn written_of(basic: BasicDateTime) -> Written {
    if basic.has_time {
        Written::of_local(basic.local, basic.utc.then_some(0))
    } else {
        Written::of_date(basic.local.date())
    }
}

/// A moment in Japan time, as a request holds it.
fn at_moment(at: Moment) -> Written {
    let offset = i32::try_from(crate::calendar::hours::JAPAN_OFFSET).ok();
    Written::of_local(Zone::Japan.local(at).naive(), offset)
}

fn in_calendar(at: Moment) -> bool {
    moment::YEARS.contains(&Zone::Japan.local(at).date.year())
}

/// The day of a time whose property says `VALUE=DATE`.
fn of_value_type(prop: &Prop<'_>, time: Time) -> Time {
    let is_date = prop
        .param("VALUE")
        .is_some_and(|value| value.eq_ignore_ascii_case("DATE"));
    if is_date { time.into_day() } else { time }
}

impl Reader<'_, '_> {
    /// A property's time; an unreadable one is reported.
    pub fn time(&mut self, prop: &Prop<'_>) -> Option<Time> {
        if prop.is_empty() {
            self.blank_property(prop);
            return None;
        }
        let text = prop.text();
        let time = self.time_of(prop, text.trim())?;
        Some(of_value_type(prop, time))
    }

    /// As [`Reader::time`], for one of several values.
    pub fn time_of(&mut self, prop: &Prop<'_>, text: &str) -> Option<Time> {
        let written = self.written(prop, text)?;
        self.by_its_clock(prop, written)
    }

    /// Reads an X-KIGEN- moment. Whether a yearless date such as 2月29日 exists depends on the day of sending and is
    /// checked once the request has been read.
    pub fn moment_fact(&mut self, prop: &Prop<'_>) -> Fact<Written> {
        let text = prop.text();
        let today = self.read_environment.now.japan().date();
        let written = match self.written(prop, text.trim()) {
            Some(written) if written.date(today).is_some() => self
                .by_its_clock(prop, written)
                .map(|time| of_value_type(prop, time).written),
            other => other,
        };
        written.map_or(Fact::Unreadable(prop.value_span), |written| {
            Fact::Known(written, prop.value_span)
        })
    }

    /// Parses a value, without its zone.
    fn written(&mut self, prop: &Prop<'_>, text: &str) -> Option<Written> {
        if !prop.decoded {
            self.undecoded(prop);
            return None;
        }
        match moment::read(text) {
            Ok(written) => Some(written),
            Err(error) if self.reads_beside(&error, text) => Some(written_of(basic_date_time(text)?)),
            Err(error) => {
                // A nonexistent date is an error, not a placeholder.
                if !error.is_filled_in() && self.is_unfilled(prop, text) {
                    return None;
                }
                let part = error.span.clone();
                let (message, help) = wording::bad_moment(&prop.name, text, error);
                // Its place, if the file contains the value verbatim.
                let verbatim =
                    matches!(&prop.value, Cow::Borrowed(value) if *value == text) && !part.is_empty();
                let at = if verbatim {
                    let start = prop.value_span.start as usize;
                    crate::source::Span::new(start + part.start, start + part.end)
                } else {
                    prop.value_span
                };
                self.report(diagnostic::UNREADABLE_VALUE, at, message, help);
                None
            }
        }
    }

    fn by_its_clock(&mut self, prop: &Prop<'_>, mut written: Written) -> Option<Time> {
        // A missing year is resolved from today, as in YAML.
        let today = self.read_environment.now.japan().date();
        let Some(date) = written.date(today) else {
            let (month, day) = (written.month, written.day);
            let text = format!("{month}月{day}日");
            let no_such = MomentError {
                kind: MomentErrorKind::NoSuchDate { last_day: None },
                span: 0..text.len(),
            };
            let (message, help) = wording::bad_moment(&prop.name, &text, no_such);
            self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, help);
            return None;
        };
        let Some(local) = written.local(today) else {
            let local = date.and_hms_opt(0, 0, 0)?;
            return Some(Time {
                written,
                clock: Clock::Zone(Zone::Japan),
                local,
                floating: false,
            });
        };
        if let Some(offset) = written.offset_seconds {
            return Some(Time {
                written,
                clock: Clock::Fixed(offset),
                local,
                floating: false,
            });
        }
        let Some(tzid) = prop.param("TZID").filter(|tzid| !tzid.is_empty()) else {
            // X-KIGEN- properties are written as in YAML.
            if let Some(offset) = self
                .offset
                .filter(|_| !prop.name.starts_with(x_properties::PREFIX))
            {
                written.offset_seconds = Some(offset);
                return Some(Time {
                    written,
                    clock: Clock::Fixed(offset),
                    local,
                    floating: false,
                });
            }
            return Some(Time {
                written,
                clock: Clock::Zone(Zone::Japan),
                local,
                floating: true,
            });
        };
        let clock = match self.zones.resolve(tzid) {
            Ok(clock) => clock,
            Err(why) => {
                let (message, help) = match why {
                    ZoneError::Unknown => (catalogue::ICS_ZONE, catalogue::ICS_ZONE_HELP),
                    ZoneError::Unreadable => (
                        catalogue::ICS_ZONE_UNREADABLE,
                        catalogue::ICS_ZONE_UNREADABLE_HELP,
                    ),
                };
                let message = message.with(&[("value", &shown(tzid))]);
                let help = help.message();
                let span = prop.param_span("TZID");
                self.report(diagnostic::UNKNOWN_TIME_ZONE, span, message, Some(help));
                return None;
            }
        };
        // 24時 is 0:00 of the next day and has that day's offset.
        let offset = local.and_utc().timestamp() - clock.moment(local).0;
        written.offset_seconds = i32::try_from(offset).ok();
        Some(Time {
            written,
            clock,
            local,
            floating: false,
        })
    }

    /// The end of a duration after a start; reported if out of range.
    pub fn after(&mut self, start: &Time, length: Duration, prop: &Prop<'_>) -> Timing {
        if let Some(end) = start.after(length) {
            return Timing::of(end, prop.value_span);
        }
        let values = [("field", &*prop.name), ("value", &*shown(&prop.value))];
        let message = catalogue::MOMENT_YEAR.with(&values);
        self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, None);
        Timing::Unreadable(prop.value_span)
    }

    /// Whether a value rejected by the parser of handwritten moments is valid here: a leap second, or a year before
    /// the supported ones where those are read.
    fn reads_beside(&self, error: &MomentError, text: &str) -> bool {
        match error.kind {
            MomentErrorKind::NoSuchTime => text.trim().ends_with("60") || text.trim().ends_with("60Z"),
            MomentErrorKind::YearOutOfRange => {
                let before = |basic: BasicDateTime| basic.local.year() < *moment::YEARS.start();
                return self.any_year && basic_date_time(text).is_some_and(before);
            }
            _ => false,
        }
        .then(|| basic_date_time(text))
        .flatten()
        .is_some_and(|basic| moment::YEARS.contains(&basic.local.year()))
    }

    /// A property's duration (§3.3.6); an unreadable one is reported.
    pub fn duration(&mut self, prop: &Prop<'_>) -> Option<Duration> {
        let found = duration(&prop.value);
        if found.is_none() && !self.is_unfilled(prop, &prop.text()) {
            let values = [("field", &*prop.name), ("value", &*shown(&prop.value))];
            let message = catalogue::ICS_DURATION.with(&values);
            let help = catalogue::ICS_DURATION_HELP.message();
            self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, Some(help));
        }
        found
    }

    /// Reports a quoted-printable value that cannot be decoded.
    pub fn undecoded(&mut self, prop: &Prop<'_>) {
        let message = catalogue::ICS_QUOTED_PRINTABLE.with(&[("field", &prop.name)]);
        self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        let reads_as = |text: &str, days, seconds| duration(text) == Some(Duration { days, seconds });
        assert!(reads_as("PT1H30M", 0, 5400));
        assert!(reads_as("P1D", 1, 0));
        assert!(reads_as("P2W", 14, 0));
        assert!(reads_as("p1dt2h", 1, 7200));
        assert!(reads_as("-PT15M", 0, -900));
        assert!(reads_as("P0D", 0, 0));
        for bad in [
            "",
            "P",
            "PT",
            "1H",
            "P1H",
            "PT1D",
            "PTH",
            "PT1",
            "PT99999999999H",
            "P999999999W",
            "P1D1D",
            "期",
        ] {
            assert_eq!(duration(bad), None, "{bad}");
        }
    }
}
