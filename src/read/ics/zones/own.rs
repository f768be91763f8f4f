//! VTIMEZONE (RFC 5545 §3.6.5): the offsets that a file defines itself, for a name that nobody knows.

use std::sync::Arc;

use chrono::{Days, NaiveDateTime};

use super::signed_offset;
use crate::read::ics::lines::{ContentLine, lines};
use crate::read::ics::recurrence::rule::{Rule, Window};
use crate::read::moment;

/// The most VTIMEZONEs of a file, and observances of one, that are looked at.
const MAX_ZONES: usize = 200;
const MAX_OBSERVANCES: usize = 200;
/// The most onsets that an observance lists one by one.
const MAX_DATES: usize = 500;

/// A VTIMEZONE.
#[derive(Debug)]
pub(super) struct Defined {
    pub id: String,
    /// X-LIC-LOCATION, libical's hint: the IANA name of the same zone.
    pub location: Option<String>,
    /// Its offsets; nothing where a part of them cannot be read.
    pub zone: Option<Arc<OwnZone>>,
}

/// A zone by its observances.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnZone {
    observances: Vec<Observance>,
}

/// STANDARD or DAYLIGHT.
#[derive(Clone, Debug, PartialEq)]
struct Observance {
    /// When it begins, by the clock before it.
    start: NaiveDateTime,
    /// The offset before it.
    from: i32,
    /// Its offset.
    to: i32,
    rule: Option<Rule>,
    dates: Vec<NaiveDateTime>,
}

impl OwnZone {
    /// The offset when this zone's clocks show `local`.
    pub fn offset_at(&self, local: NaiveDateTime) -> i32 {
        let onsets = self
            .observances
            .iter()
            .filter_map(|it| Some((it.last_onset(local)?, it)));
        match onsets.max_by_key(|(onset, _)| *onset) {
            // Clocks are set forward: what they never show is read by the offset before.
            Some((onset, it))
                if local.signed_duration_since(onset).num_seconds() < i64::from(it.to - it.from) =>
            {
                it.from
            }
            Some((_, it)) => it.to,
            None => self
                .observances
                .iter()
                .min_by_key(|it| it.start)
                .map_or(0, |it| it.from),
        }
    }
}

impl Observance {
    /// When it last began, at or before `local`.
    fn last_onset(&self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        if local < self.start {
            return None;
        }
        let listed = self.dates.iter().copied().filter(|date| *date <= local).max();
        let by_rule = self.rule.as_ref().and_then(|rule| {
            // More than two years cover a rule of every year; one that has ended is looked at whole.
            let lately = local
                .checked_sub_days(Days::new(800))
                .unwrap_or(self.start)
                .max(self.start);
            let last = |from| {
                rule.starts(self.start, Window { from, until: local })
                    .0
                    .last()
                    .copied()
            };
            last(lately).or_else(|| last(self.start))
        });
        Some(self.start).max(listed).max(by_rule)
    }
}

/// The VTIMEZONEs of a calendar.
pub(super) fn read(text: &str) -> Vec<Defined> {
    let mut zones: Vec<Defined> = Vec::new();
    let mut zone: Option<(Defined, OwnZone, bool)> = None;
    let mut part: Option<Draft> = None;
    for line in lines(text).flatten() {
        let value = line.value.trim();
        let is = |name: &str, word: &str| line.name == name && value.eq_ignore_ascii_case(word);
        if is("BEGIN", "VTIMEZONE") {
            if zones.len() == MAX_ZONES {
                break;
            }
            zone = Some((
                Defined {
                    id: String::new(),
                    location: None,
                    zone: None,
                },
                OwnZone::default(),
                true,
            ));
            part = None;
            continue;
        }
        let Some((defined, own, readable)) = &mut zone else {
            continue;
        };
        if is("BEGIN", "STANDARD") || is("BEGIN", "DAYLIGHT") {
            part = Some(Draft::default());
        } else if is("END", "STANDARD") || is("END", "DAYLIGHT") {
            match part.take().and_then(Draft::done) {
                Some(observance) if own.observances.len() < MAX_OBSERVANCES => {
                    own.observances.push(observance)
                }
                _ => *readable = false,
            }
        } else if is("END", "VTIMEZONE") {
            if let Some((mut defined, own, readable)) = zone.take() {
                defined.zone = (readable && !own.observances.is_empty()).then(|| Arc::new(own));
                zones.push(defined);
            }
        } else if let Some(part) = &mut part {
            part.take(&line);
        } else if line.name == "TZID" {
            value.clone_into(&mut defined.id);
        } else if line.name == "X-LIC-LOCATION" {
            defined.location = Some(value.to_owned());
        }
    }
    zones
}

/// An observance while it is read.
#[derive(Default)]
struct Draft {
    start: Option<NaiveDateTime>,
    from: Option<i32>,
    to: Option<i32>,
    rule: Option<Rule>,
    dates: Vec<NaiveDateTime>,
    broken: bool,
}

impl Draft {
    fn take(&mut self, line: &ContentLine<'_>) {
        let value = line.value.trim();
        match &*line.name {
            "DTSTART" => self.start = local(value),
            "TZOFFSETFROM" => self.from = signed_offset(value),
            "TZOFFSETTO" => self.to = signed_offset(value),
            "RRULE" => match Rule::parse(value) {
                Ok(rule) if !rule.is_under_a_day() => self.rule = Some(rule),
                _ => self.broken = true,
            },
            "RDATE" => {
                for date in value.split(',').take(MAX_DATES) {
                    match local(date) {
                        Some(date) => self.dates.push(date),
                        None => self.broken = true,
                    }
                }
            }
            _ => {}
        }
    }

    fn done(self) -> Option<Observance> {
        let to = self.to.filter(|_| !self.broken)?;
        let from = self.from.unwrap_or(to);
        // UNTIL is in UTC here (§3.3.10), while the onsets are by the clock before them.
        let rule = self.rule.map(|rule| rule.until_by(from));
        Some(Observance {
            start: self.start?,
            from,
            to,
            rule,
            dates: self.dates,
        })
    }
}

/// A local time; years before our calendar (Outlook's 16010101T000000) are its first.
fn local(value: &str) -> Option<NaiveDateTime> {
    let value = value.trim();
    let year: i32 = value.get(..4)?.parse().ok()?;
    let moved = match year {
        // Only its rule tells days apart, and that goes by the month.
        ..=1947 => format!("{}{}", 1952, value.get(4..)?),
        _ => value.to_owned(),
    };
    let written = moment::read(&moved).ok()?;
    let date = written.date(chrono::NaiveDate::default())?;
    written.local(date).or_else(|| date.and_hms_opt(0, 0, 0))
}
